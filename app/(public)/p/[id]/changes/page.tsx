import type { Metadata } from 'next';
import { cacheLife, cacheTag } from 'next/cache';
import { explain, readChangesSince, readFrozen } from '@/app/(public)/p/read-frozen';
import { PageLinks } from '@/app/page-links';
import { LEDGER_TAG, permalinkTag } from '@/app/published';
import { ChangeBanner } from '@/components/frozen/change-banner';
import { Differences } from '@/components/frozen/difference-list';
import { NoPermalink } from '@/components/frozen/no-permalink';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { isPermalinkId } from '@/lib/data/permalinks';
import { viewTitle, windowWords } from '@/lib/formats/view-words';
import { changed, figures, jsonTwin, permalink as permalinkAddress, permalinkChanges } from '@/lib/routes';

export const ensureStatic = 'navigation';

/** The build knows no ledger: it prerenders one path that is no frozen comparison. */
export function generateStaticParams() {
  return [{ id: 'none' }];
}

export const metadata: Metadata = { title: 'What has changed since', robots: { index: false, follow: true } };

async function CachedChanges({ id }: { readonly id: string }) {
  'use cache';
  cacheLife({ stale: 30, revalidate: 5, expire: 300 });
  cacheTag(LEDGER_TAG, permalinkTag(id));
  const frozen = isPermalinkId(id) ? await readFrozen(id) : null;
  if (frozen === null) return <NoPermalink />;
  const { permalink, view, table } = frozen;
  const changes = await readChangesSince(frozen);
  const lines = await explain(changes);
  return (
    <>
      <PageLinks path={permalinkChanges(id)} twins={{ json: jsonTwin(permalinkChanges(id)) }} />
      <PageHeader
        kicker={
          <>
            <a href={permalinkAddress(id)}>Frozen comparison</a> · {windowWords(view)}
          </>
        }
        title="What has changed since"
      >
        <p>{permalink.title ?? viewTitle(view, table)}.</p>
      </PageHeader>
      <ChangeBanner
        knownOn={table.knownOn}
        publicDay={view.public}
        differences={changes.differences}
        changesAddress={null}
        currentAddress={figures({ ...view, known: null })}
      />
      <Inert>
        <Differences lines={lines} sourceNames={changes.sourceNames} />
      </Inert>
      <p className="mt-8 text-interface">
        <a href={permalinkAddress(id)}>The frozen comparison</a> ·{' '}
        <a href={changed(view, { since: table.knownOn, until: null })}>Between other instants</a> ·{' '}
        <a href={jsonTwin(permalinkChanges(id))}>As JSON</a>
      </p>
    </>
  );
}

/** Figure by figure what the ledger says otherwise than a frozen comparison, and why (R2). */
export default async function PermalinkChangesPage({ params }: PageProps<'/p/[id]/changes'>) {
  return <CachedChanges id={(await params).id} />;
}
