import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageLinks } from '@/app/page-links';
import { PageHeader } from '@/components/ui/page-header';
import { readEnvironment } from '@/lib/env';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import {
  ABOUT,
  CHANGES_HEADS,
  claims,
  claimsTwin,
  codebook,
  figuresTwin,
  jsonTwin,
  methodology,
  SOURCES,
} from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'About this ledger',
  description: 'What the Attrition Ledger is and is not, who runs it, its ethics, and how its data may be used.',
};

/** What this is and is not, who runs it, by which ethics, under which licence. */
export default async function AboutPage() {
  await connection();
  const { OPERATOR, FUNDING, CONTACT } = readEnvironment();
  return (
    <>
      <PageLinks path={ABOUT} />
      <PageHeader title="About this ledger">
        <p>
          A record of what sources have claimed about losses in the Russia–Ukraine war, and of how each monthly figure
          follows from those claims.
        </p>
      </PageHeader>
      <div className="prose-column">
        <h2 id="is">What it is</h2>
        <p>
          The ledger holds claims: a source said, on a date, that a number of a defined kind occurred, for a side, over
          a period. From these it makes monthly figures, one series for each source and definition, side by side and
          never blended. Every figure leads to the claims behind it, and every claim to where it was published.
        </p>
        <h2 id="is-not">What it is not</h2>
        <p>
          It is no estimate of its own and no verdict on who is right. It does not say how many people have died. A
          badge says how far a statement has been verified; most are only attributed, which means that the source said
          it and that nobody here has re-keyed it. Two sources with the same number are not two witnesses when one
          repeats the other.
        </p>
        <p>
          Civilians are not counted here: claims about them need a ledger of their own, with its own sources and rules.
        </p>
        <h2 id="ethics">Ethics</h2>
        <ul>
          <li>Counts are people. The ledger uses no scoreboard language, no red counters, and no colours for sides.</li>
          <li>No names of the dead are stored; only counts, and links to those who record names.</li>
          <li>The same rules hold for both sides and for every source.</li>
          <li>
            Method, limits and corrections are public. Nothing that was public is deleted; what proved wrong stays
            visible and says why.
          </li>
          <li>Counts of documented cases do not show trends by themselves, and the pages say so next to them.</li>
        </ul>
        <h2 id="chain">How a silent change would be found</h2>
        <p>
          Everything that is published is an event, and each event carries a hash over itself and the hash of the event
          before it. A publish ends with an event that digests every row it wrote: claims, sources, links, notes,
          grades, archived copies. So nothing of the past can be altered without all later hashes being wrong. The{' '}
          <a href={CHANGES_HEADS}>hash of each day</a> is public: whoever keeps a copy of it elsewhere can prove a
          rewrite, even one by those who run the ledger.
        </p>
        <h2 id="editors">Who runs it</h2>
        <p>
          The ledger is kept by the Attrition Ledger editors.
          {OPERATOR !== undefined && ` This installation is run by ${OPERATOR}.`}
          {CONTACT !== undefined && (
            <>
              {' '}
              Corrections and questions: <a href={`mailto:${CONTACT}`}>{CONTACT}</a>.
            </>
          )}
        </p>
        <p>
          {FUNDING ?? 'Whoever runs an installation states its funding here. For this one, nothing has been stated.'}
        </p>
        <h2 id="licence">Licence and reuse</h2>
        <p>
          The program is free software under the MIT licence. Facts and figures may be used freely; please cite the
          Attrition Ledger and the sources of the claims. Some data carries an attribution that must travel with it, and
          the page of each <a href={SOURCES}>source</a> states it. Quotes are short and belong to their authors.
        </p>
        <h2 id="files">The same as files</h2>
        <p>
          Pages have twins that programs read, at the same address with another ending: the default comparison as{' '}
          <a href={figuresTwin(DEFAULT_VIEW, 'csv')}>CSV</a> and <a href={figuresTwin(DEFAULT_VIEW, 'json')}>JSON</a>,
          the <a href={claims()}>claims</a> as <a href={claimsTwin({}, 'csv')}>CSV</a> and{' '}
          <a href={claimsTwin({}, 'json')}>JSON</a>, the <a href={codebook()}>codebook</a> as{' '}
          <a href={jsonTwin(codebook())}>JSON</a>. How figures are made is told under <a href={methodology()}>Method</a>
          .
        </p>
      </div>
    </>
  );
}
