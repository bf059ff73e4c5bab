import type { Metadata } from 'next';
import { type ChangedQuestion, parseChanged } from '@/app/(public)/changed/parse-changed';
import { explain, readChangesBetween } from '@/app/(public)/p/read-frozen';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { ChangedForm } from '@/components/frozen/changed-form';
import { Differences } from '@/components/frozen/difference-list';
import { InstantLabel } from '@/components/ledger/month-label';
import { AddressNotes } from '@/components/site/address-notes';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { readComparison } from '@/lib/data/comparison';
import { bannerWords } from '@/lib/formats/difference-words';
import { viewTitle, windowWords } from '@/lib/formats/view-words';
import type { View } from '@/lib/ledger/view';
import { changed, figures, jsonTwin } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'What changed between two instants',
  robots: { index: false, follow: true },
};

/** What changed, as the address asks; or why it cannot be said. */
async function Answer({ question }: { readonly question: ChangedQuestion }) {
  const { view, since, until } = question;
  if (since === null) return null;
  const changes = await readChangesBetween(view, { since, until });
  if ('problem' in changes)
    return (
      <Notice tone="caution">
        {changes.problem === 'nothing_until' ? (
          <p>The ledger held nothing at the later instant: its first record is of after it. Choose a later one.</p>
        ) : (
          <p>
            The ledger holds no series “{changes.series}” at the later instant. Take it out of the address, or choose a
            later one.
          </p>
        )}
      </Notice>
    );
  const twin = changed(view, { since, until }).replace('/changed?', `${jsonTwin('/changed')}?`);
  return (
    <>
      <Notice tone={changes.differences.length > 0 ? 'caution' : 'plain'}>
        {changes.isBeforeFirst ? (
          <p>
            The ledger held nothing on <InstantLabel instant={since} />: its first record is later. Everything below has
            been recorded since. What sources had published by a day is another question: ask it of the figures with the
            key <code>public</code>.
          </p>
        ) : (
          <p>
            As known on <InstantLabel instant={changes.since.knownOn} />, against{' '}
            <InstantLabel instant={changes.until.knownOn} />.{' '}
            {bannerWords(changes.differences).replace('on this page ', '').replace(' since.', ' between them.')}
          </p>
        )}
        {changes.differences.length === 0 && changes.isBeforeFirst && <p>There was nothing to record.</p>}
      </Notice>
      <Differences lines={await explain(changes)} sourceNames={changes.sourceNames} />
      <p className="mt-8 text-interface">
        <a href={figures({ ...view, known: since })}>As known then</a> ·{' '}
        <a href={figures({ ...view, known: until })}>{until === null ? 'As known now' : 'As known later'}</a> ·{' '}
        <a href={twin}>As JSON</a>
      </p>
    </>
  );
}

async function Title({ view }: { readonly view: View }) {
  const shown = await readComparison({ ...view, known: null });
  return (
    <PageHeader title="What changed between two instants">
      <p>
        {shown === null ? 'The ledger is empty.' : `${viewTitle(shown.view, shown.table)}, ${windowWords(shown.view)}.`}
      </p>
    </PageHeader>
  );
}

/** Figure by figure what a view said at one instant and what at another, and why (A14). */
export default async function ChangedPage({ searchParams }: PageProps<'/changed'>) {
  const question = parseChanged(toPairs(await searchParams));
  return (
    <>
      <PageLinks path={figures(question.view)} />
      <AddressNotes notes={question.notes} />
      <Title view={question.view} />
      <ChangedForm view={question.view} {...question.written} />
      <Answer question={question} />
    </>
  );
}
