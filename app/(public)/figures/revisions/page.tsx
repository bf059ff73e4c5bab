import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { HeatTable } from '@/components/revisions/heat-table';
import { AddressNotes } from '@/components/site/address-notes';
import { EmptyState } from '@/components/site/empty-state';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { type RevisionHeat, readRevisionHeat } from '@/lib/data/revision-heat';
import { sideWords } from '@/lib/formats/claim-sentence';
import { heatSummary } from '@/lib/formats/heat-words';
import { recordSentence, YOUNG_RECORD } from '@/lib/formats/maturity-words';
import { formatInstant, plural } from '@/lib/formats/text';
import { LEAST_VINTAGES } from '@/lib/ledger/maturity';
import { MAX_HEAT_VINTAGES } from '@/lib/ledger/revision-heat';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { metricOf } from '@/lib/ledger/vocabulary';
import { figures, revisions, revisionsTwin, SOURCES, source as sourceAddress } from '@/lib/routes';
import { parseRevisions } from './parse-revisions';

export const instant = false;

export async function generateMetadata({ searchParams }: PageProps<'/figures/revisions'>): Promise<Metadata> {
  const { series } = parseRevisions(toPairs(await searchParams));
  return {
    title: series === null ? 'What later vintages changed' : `${series}: what later vintages changed`,
    robots: { index: false, follow: true },
  };
}

/** Which of the two readings is shown, and the way to the other. */
function Reading({ heat, id }: { readonly heat: RevisionHeat; readonly id: SeriesId }) {
  if (heat.by === 'ledger')
    return (
      <p className="mb-4 max-w-prose text-interface text-muted">
        Each column is a publish of this ledger that changed a figure of the series.{' '}
        <a href={revisions(id, 'public')}>By day of publication, reconstructed</a>
      </p>
    );
  return (
    <p className="mb-4 border-control border-l-4 bg-tint px-4 py-2 text-interface">
      <strong className="font-medium">Reconstructed</strong> from what had been published by the last day of publication
      in each month, however late it was entered here; claims as they stand now.{' '}
      <a href={revisions(id)}>By publish of this ledger</a>
    </p>
  );
}

/** What is left out, and why the table may be short. */
function Extent({ heat }: { readonly heat: RevisionHeat }) {
  const { columns, isCut, by } = heat;
  if (columns.length === 0)
    return (
      <p className="py-6">
        {by === 'ledger'
          ? 'No publish has changed a figure of a whole month of this series.'
          : 'No such change is known.'}
      </p>
    );
  return (
    <p className="mt-3 max-w-prose text-muted text-small">
      {plural(columns.length, 'vintage')}
      {isCut ? `, the newest: at most ${MAX_HEAT_VINTAGES} are shown, and older ones are left out` : ', all there are'}.
      Month to date is no figure of a whole month and is not compared. A grey number is the first figure of its month;
      an arrow with a number is a later change, darker from 1 % and from 5 % on; a point is a month left as it was.
    </p>
  );
}

/** Month × vintage of one series: size and sign of each later change (A13). */
export default async function RevisionsPage({ searchParams }: PageProps<'/figures/revisions'>) {
  const { series: id, by, notes } = parseRevisions(toPairs(await searchParams));
  const heat = id === null ? null : await readRevisionHeat(id, by);
  if (id === null || heat === null)
    return (
      <>
        <AddressNotes notes={notes} />
        <EmptyState title="No such series">
          <p>
            Open a <a href={SOURCES}>source</a> and choose one of its series, or go to the{' '}
            <a href={figures()}>comparison</a>.
          </p>
        </EmptyState>
      </>
    );
  const { key, sourceName } = heat.series;
  const name = `${metricOf(key.metric).label}, ${sideWords(key.side, key.scope)}`;
  const side = key.side === 'ua' ? 'ua' : 'ru';
  return (
    <>
      <PageLinks path={revisions(id, by)} twins={{ json: revisionsTwin(id, by) }} />
      <AddressNotes notes={notes} />
      <PageHeader
        kicker={
          <>
            <a href={sourceAddress(key.source)}>{sourceName}</a> ·{' '}
            <a href={figures({ ...DEFAULT_VIEW, side, series: [id] })}>{name}</a>
          </>
        }
        title="What later vintages changed"
      >
        <p>
          {sourceName}, {name}: how each month’s figure moved after it was first known.
        </p>
      </PageHeader>
      <Reading heat={heat} id={id} />
      {heat.columns.length > 0 && (
        <>
          <p className="text-interface">{heatSummary(heat.columns)}</p>
          <Inert>
            <HeatTable series={id} columns={heat.columns} label={`Months by vintages: ${sourceName}, ${name}`} />
          </Inert>
        </>
      )}
      <Extent heat={heat} />
      {heat.maturity !== null && (
        <section aria-labelledby="maturity" className="mt-10">
          <h2 id="maturity">Revision record</h2>
          <p className="mt-2 max-w-prose">
            {recordSentence(heat.maturity)} {heat.maturity.vintages < LEAST_VINTAGES ? YOUNG_RECORD : null}
          </p>
          <p className="mt-2 max-w-prose text-interface text-muted">
            A vintage here is the last publish of a calendar month that touched the series.
          </p>
        </section>
      )}
      <p className="mt-6 text-interface">
        <a href={revisionsTwin(id, by)} rel="nofollow">
          This page as JSON
        </a>
        <span className="text-muted"> · As known on {formatInstant(heat.knownOn)}</span>
      </p>
    </>
  );
}
