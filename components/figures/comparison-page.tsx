import type { ReactNode } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Inert } from '@/components/ui/inert';
import { Notice } from '@/components/ui/notice';
import { numberedNotes } from '@/lib/formats/chart-geometry';
import { noteDay } from '@/lib/formats/figure-words';
import { formatDay, formatInstant, plural } from '@/lib/formats/text';
import {
  attributionWords,
  reportsUntilWords,
  sourceLine,
  viewLede,
  viewTitle,
  windowWords,
} from '@/lib/formats/view-words';
import type { ResolvedView, SeriesCoverage } from '@/lib/ledger/comparison';
import type { FigureTable, RatioClaim } from '@/lib/ledger/figure-table';
import { claimIdsOf } from '@/lib/ledger/figures';
import { type Month, monthOf } from '@/lib/ledger/month';
import { TABS, type View, type ViewNote } from '@/lib/ledger/view';
import { NOTE_KINDS, SIDES } from '@/lib/ledger/vocabulary';
import { changed, claim as claimAddress, figures, methodVersion, reportError } from '@/lib/routes';
import { AlsoSaid } from './also-said';
import { FigureActions } from './figure-actions';
import { FiguresTable } from './figures-table';
import { LatestMonths } from './latest-months';
import { ScenarioNote } from './scenario-table';
import { SourceDifferences } from './source-differences';
import { SpansTable, TotalsTable } from './spans-table';
import { SpreadStrip } from './spread-strip';
import { ViewForm } from './view-form';
import { ChartSwitches, ViewTabs } from './view-switches';

export type ComparisonPageProps = {
  readonly view: ResolvedView;
  readonly asked: View;
  readonly table: FigureTable;
  readonly notes: readonly ViewNote[];
  /** Months that can be chosen, ascending. */
  readonly months: readonly Month[];
  readonly choices: readonly SeriesCoverage[];
  /** Ratios that a scenario can cite. */
  readonly ratios: readonly RatioClaim[];
  /** Running totals shown beneath, where a side has few monthly figures. */
  readonly totals?: { readonly view: ResolvedView; readonly table: FigureTable } | null;
  /** Further content beside the latest months, for the first page. */
  readonly aside?: ReactNode;
  /** Where the page is found again, for paper. */
  readonly printedAddress?: ReactNode;
};

/** What of the address was not understood, and what is shown instead. */
function Notes({ notes }: { notes: readonly ViewNote[] }) {
  if (notes.length === 0) return null;
  return (
    <Notice title="Part of this address was not understood. The nearest view is shown.">
      <ul className="list-disc pl-5">
        {notes.map((note) => (
          <li key={`${note.key}${note.message}`}>
            <code>{note.key}</code>: {note.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function KnownOn({ view, table }: { view: ResolvedView; table: FigureTable }) {
  if (view.public !== null)
    return (
      <p className="mt-3 text-interface">
        <strong className="font-medium">Reconstructed</strong> from claims published by {formatDay(view.public)},
        however late they were entered here. <a href={figures({ ...view, public: null })}>All claims</a>
      </p>
    );
  if (view.known === null) return null;
  return (
    <p className="mt-3 text-interface">
      As known on <time dateTime={table.knownOn}>{formatInstant(table.knownOn)}</time>.{' '}
      <a href={figures({ ...view, known: null })}>As known now</a> ·{' '}
      <a href={changed(view, { since: table.knownOn, until: null })} rel="nofollow">
        What has changed since
      </a>
    </p>
  );
}

/** Why there is so little about one side (domain.md: the same rule for both sides). */
function AboutUkraine({ view }: { view: ResolvedView }) {
  if (view.side !== 'ua') return null;
  return (
    <Notice title="Why there is so little here">
      Ukraine does not publish its losses by month. Its president and offices have named running totals a few times; its
      adversary states some months. No open-source project or intelligence service publishes a monthly series of
      Ukrainian losses that this ledger holds. The same rules apply to both sides.{' '}
      <a href={figures({ ...view, measure: 'total', series: null, from: null, to: null })}>
        Running totals of Ukrainian losses, as said
      </a>
    </Notice>
  );
}

function EventNotes({ table }: { table: FigureTable }) {
  const notes = numberedNotes(table);
  if (notes.length === 0) return null;
  const names = new Map(table.sources.map((source) => [source.slug, source.shortName]));
  const item = ({ number, event }: (typeof notes)[number]) => (
    <li key={number} value={number}>
      <time dateTime={event.isOfMonth === true ? monthOf(event.day) : event.day}>{noteDay(event)}</time>,{' '}
      {names.get(event.source)}, {NOTE_KINDS[event.kind].label}: {event.sentence}
      {event.url === null ? null : (
        <>
          {' '}
          <a href={event.url} rel="noreferrer" aria-label={`Source of note ${number}`}>
            Source
          </a>
        </>
      )}
    </li>
  );
  const [first, rest] = [notes.slice(0, 5), notes.slice(5)];
  return (
    <div className="mt-4 text-muted text-small">
      <ol className="list-decimal space-y-1 pl-5">{first.map(item)}</ol>
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="min-h-6 text-link">All notes</summary>
          <ol className="mt-1 list-decimal space-y-1 pl-5">{rest.map(item)}</ol>
        </details>
      ) : null}
    </div>
  );
}

/** Every claim that the view’s figures, spans and gaps name, by series; the last stop of the walk from a chart to its claims. */
function ClaimsUsed({ table }: { table: FigureTable }) {
  const bySeries = table.series.map((series) => {
    const cells = (table.cells.get(series.id) ?? []).flatMap(claimIdsOf);
    const parts = [...table.spans, ...table.totals]
      .filter((part) => part.series === series.id)
      .flatMap((part) => ('alsoSaid' in part ? [...part.claims, ...part.alsoSaid] : part.claims).map(({ id }) => id));
    return { series, ids: [...new Set([...cells, ...parts])].sort() };
  });
  const all = new Set(bySeries.flatMap(({ ids }) => ids)).size;
  return (
    <details className="mt-10" data-print="hide">
      <summary className="font-serif font-semibold text-heading-3">All {plural(all, 'claim')} behind this view</summary>
      <Inert>
        {bySeries.map(({ series, ids }) => (
          <section key={series.id} className="mt-4">
            <h3 className="font-medium font-sans text-interface">
              {series.sourceName}, {series.metric.replaceAll('_', ' ')}
            </h3>
            <p className="mt-1 font-mono text-small leading-7">
              {ids.map((id) => [
                <a key={id} href={claimAddress(id)}>
                  {id}
                </a>,
                ' ',
              ])}
            </p>
          </section>
        ))}
      </Inert>
    </details>
  );
}

/** What stands under a panel: how far its claims lie apart, and what else was said; with many sources a long list of long addresses. */
function underPanel(view: ResolvedView, table: FigureTable) {
  return (panel: FigureTable['panels'][number]) => (
    <Inert>
      <SpreadStrip panel={panel} table={table} />
      <AlsoSaid panel={panel} view={view} />
    </Inert>
  );
}

function Figure({ view, table }: { view: ResolvedView; table: FigureTable }) {
  if (view.tab === 'sources')
    return (
      <Inert>
        <SourceDifferences table={table} />
      </Inert>
    );
  if (view.tab === 'table')
    return (
      <Inert>
        {view.measure === 'total' ? (
          <TotalsTable table={table} />
        ) : (
          <>
            <FiguresTable view={view} table={table} />
            <SpansTable view={view} table={table} />
          </>
        )}
      </Inert>
    );
  return <ChartFrame view={view} table={table} underPanel={underPanel(view, table)} />;
}

/** What is known of a side beyond its few monthly figures: its running totals, as each source said them. */
function RunningTotals({ view, table }: { view: ResolvedView; table: FigureTable }) {
  return (
    <section aria-labelledby="running-totals" className="mt-12">
      <h2 id="running-totals">{viewTitle(view, table)}</h2>
      <p className="mt-2 max-w-prose text-interface text-muted">
        {windowWords(view)}. Points only: each total is a statement of its own, and no line is drawn between them.
      </p>
      <div className="-mx-4 mt-4 border-line border-y bg-card px-4 py-5 sm:mx-0 sm:rounded-card sm:border-x sm:px-6">
        <ChartFrame view={view} table={table} underPanel={underPanel(view, table)} />
        <p className="mt-5 max-w-prose border-line border-t pt-4 text-muted text-small">{sourceLine(view, table)}</p>
      </div>
    </section>
  );
}

/** The comparison as one captioned object, in the order of look.md and ux.md: title, form, tabs, figure, notes, source line, actions. */
export function ComparisonPage({
  view,
  asked,
  table,
  notes,
  months,
  choices,
  ratios,
  totals,
  aside,
  printedAddress,
}: ComparisonPageProps) {
  const until = reportsUntilWords(table);
  return (
    <>
      <header>
        <p className="text-interface text-muted">
          Comparison · {SIDES[view.side].label} · {windowWords(view)}
        </p>
        <h1 className="mt-1">{viewTitle(view, table)}</h1>
        <p className="mt-3 max-w-prose font-serif text-lede">{viewLede(view, table)}</p>
        <KnownOn view={view} table={table} />
        <div className="mt-4 space-y-3 empty:hidden">
          <Notes notes={notes} />
          <AboutUkraine view={view} />
        </div>
      </header>
      <Inert>
        <ViewForm view={view} asked={asked} months={months} choices={choices} ratios={ratios} />
      </Inert>
      <section
        aria-label={viewTitle(view, table)}
        className="-mx-4 mt-5 border-line border-y bg-card sm:mx-0 sm:rounded-card sm:border-x"
      >
        <h2 className="sr-only">{TABS[view.tab].label}</h2>
        <Inert>
          <ViewTabs view={view} />
        </Inert>
        <div className="px-4 py-5 sm:px-6">
          <Figure view={view} table={table} />
          <Inert>
            <EventNotes table={table} />
          </Inert>
          {table.scenario === null ? null : (
            <div className="mt-4 max-w-prose">
              <ScenarioNote
                scenario={table.scenario}
                measure={table.measure}
                removal={figures({ ...view, scenario: null })}
              />
            </div>
          )}
          <div className="mt-5 max-w-prose border-line border-t pt-4 text-muted text-small">
            <p>{sourceLine(view, table)}</p>
            {until ? <p className="mt-1">{until}</p> : null}
            {attributionWords(table).map((words) => (
              <p key={words} className="mt-1">
                {words}
              </p>
            ))}
            {printedAddress}
            <p className="mt-1" data-print="hide">
              <a href={methodVersion(table.methodVersion)}>Method {table.methodVersion}</a> ·{' '}
              <a href={reportError({ page: figures({ ...view, known: table.knownOn }) })} rel="nofollow">
                Report an error
              </a>
            </p>
          </div>
          <FigureActions view={view} knownOn={table.knownOn} />
        </div>
        {view.tab === 'chart' ? (
          <Inert>
            <ChartSwitches view={view} />
          </Inert>
        ) : null}
      </section>
      {totals ? <RunningTotals view={totals.view} table={totals.table} /> : null}
      <div className="mt-12 grid gap-x-12 gap-y-10 lg:grid-cols-2" data-print="hide">
        <Inert>
          <LatestMonths view={view} table={table} />
        </Inert>
        {aside}
      </div>
      {view.tab === 'chart' ? (
        <section aria-labelledby="month-by-month" className="mt-12">
          <h2 id="month-by-month" className="mb-4">
            {view.measure === 'total' ? 'Each total' : 'Month by month'}
          </h2>
          <Figure view={{ ...view, tab: 'table' }} table={table} />
        </section>
      ) : null}
      {view.tab === 'sources' ? null : (
        <section aria-labelledby="differences" className="mt-12">
          <h2 id="differences" className="mb-4">
            How these sources differ
          </h2>
          <Inert>
            <SourceDifferences table={table} />
          </Inert>
        </section>
      )}
      <ClaimsUsed table={table} />
    </>
  );
}
