/**
 * `/figures.json`: a figure table as one document. Keys and their order are a promise to other programs: those that are here
 * keep their name, place and meaning; new ones are added at the end of their object only.
 * Numbers are JSON numbers, absent bounds are null, and the same table gives the same bytes.
 */
import type {
  AlsoSaid,
  Figure,
  FigureTable,
  Gap,
  Panel,
  Span,
  TableSeries,
  Total,
  UsedClaim,
} from '@/lib/ledger/figure-table';
import type { SeriesEvent, Source } from '@/lib/ledger/source';
import { VIEW_KEYS, type View } from '@/lib/ledger/view';
import { toGapSentence } from './gap-sentence';

type SourceHead = Pick<Source, 'slug' | 'name' | 'class' | 'party'>;

export type FiguresDocument = {
  /** What was asked, key by key as in the address; null stands for the default. */
  readonly view: View;
  /** The instant of the ledger to which the question resolved (domain.md §1.8). */
  readonly knownOn: string;
  readonly methodVersion: string;
  readonly months: readonly string[];
  readonly panels: readonly Panel[];
  readonly series: readonly SeriesEntry[];
  /** Together with `gaps`: every series × month once, in the order of `series`, then by month. */
  readonly figures: readonly FigureEntry[];
  readonly gaps: readonly GapEntry[];
  readonly spans: readonly SpanEntry[];
  readonly sources: readonly SourceEntry[];
  /** Running totals as said; filled for `measure=total`. */
  readonly totals: readonly TotalEntry[];
  /** Breaks, corrections and notes pinned to a series. */
  readonly events: readonly SeriesEvent[];
  /** Number of different lineages that speak in the view (A9). */
  readonly lineages: number;
};

type SeriesEntry = Pick<TableSeries, 'id' | 'metric' | 'side' | 'scope' | 'unit' | 'lineage' | 'repeats'> & {
  readonly source: SourceHead;
} & Pick<TableSeries, 'claimant' | 'definitionVersion' | 'definitionInferred' | 'countBases' | 'reportsUntil'>;
type FigureEntry = Omit<Figure, 'kind'>;
type GapEntry = Omit<Gap, 'kind'> & { readonly sentence: string };
type SpanEntry = Span;
type TotalEntry = Total;
type SourceEntry = SourceHead &
  Pick<
    Source,
    | 'shortName'
    | 'countingConvention'
    | 'cutoff'
    | 'totalsAreDifferenceable'
    | 'cadence'
    | 'homepage'
    | 'attribution'
    | 'definitions'
  >;

function toHead(source: SourceHead): SourceHead {
  return { slug: source.slug, name: source.name, class: source.class, party: source.party };
}

const toUsed = ({ id, revision, role }: UsedClaim): UsedClaim => ({ id, revision, role });
const toAlsoSaid = ({ id, low, best, high }: AlsoSaid): AlsoSaid => ({ id, low, best, high });

function toPanelEntry(panel: Panel): Panel {
  return {
    metric: panel.metric,
    unit: panel.unit,
    series: panel.series,
    apartBecause: panel.apartBecause,
    alsoSaid: panel.alsoSaid.map(({ series, sourceName, figures, spans }) => ({ series, sourceName, figures, spans })),
  };
}

function toSeriesEntry(series: TableSeries, sources: ReadonlyMap<string, Source>): SeriesEntry {
  const source = sources.get(series.source);
  // A table whose series has no source is a bug of whoever made it.
  if (source === undefined) throw new Error(`the table has no source ${series.source}`);
  return {
    id: series.id,
    source: toHead(source),
    metric: series.metric,
    side: series.side,
    scope: series.scope,
    unit: series.unit,
    lineage: series.lineage,
    repeats: series.repeats,
    claimant: series.claimant,
    definitionVersion: series.definitionVersion,
    definitionInferred: series.definitionInferred,
    countBases: series.countBases,
    reportsUntil: series.reportsUntil,
  };
}

function toFigureEntry(figure: Figure): FigureEntry {
  return {
    series: figure.series,
    month: figure.month,
    low: figure.low,
    best: figure.best,
    high: figure.high,
    valueKind: figure.valueKind,
    method: figure.method,
    flags: figure.flags,
    badge: figure.badge,
    floor: figure.floor,
    coverageDays: figure.coverageDays,
    daysInMonth: figure.daysInMonth,
    arithmetic: figure.arithmetic,
    claims: figure.claims.map(toUsed),
    alsoSaid: figure.alsoSaid.map(toAlsoSaid),
    notes: figure.notes,
    unallocated: figure.unallocated,
    lineage: figure.lineage,
  };
}

function toSpanEntry(span: Span): SpanEntry {
  return {
    series: span.series,
    from: span.from,
    to: span.to,
    low: span.low,
    best: span.best,
    high: span.high,
    perDay: span.perDay,
    claims: span.claims.map(toUsed),
    valueKind: span.valueKind,
    method: span.method,
    flags: span.flags,
    badge: span.badge,
    floor: span.floor,
    arithmetic: span.arithmetic,
    alsoSaid: span.alsoSaid.map(toAlsoSaid),
    lineage: span.lineage,
  };
}

function toTotalEntry(total: Total): TotalEntry {
  return {
    series: total.series,
    asOf: total.asOf,
    boundary: total.boundary,
    low: total.low,
    best: total.best,
    high: total.high,
    valueKind: total.valueKind,
    badge: total.badge,
    floor: total.floor,
    claims: total.claims.map(toUsed),
    lineage: total.lineage,
  };
}

function toSourceEntry(source: Source): SourceEntry {
  return {
    ...toHead(source),
    shortName: source.shortName,
    countingConvention: source.countingConvention,
    cutoff: source.cutoff,
    totalsAreDifferenceable: source.totalsAreDifferenceable,
    cadence: source.cadence,
    homepage: source.homepage,
    attribution: source.attribution,
    definitions: source.definitions.map(({ metric, side, version, inferred, counts, method }) => ({
      metric,
      side,
      version,
      inferred,
      counts,
      method,
    })),
  };
}

function toEventEntry({ source, metric, side, day, kind, sentence, url }: SeriesEvent): SeriesEvent {
  return { source, metric, side, day, kind, sentence, url };
}

/** The view with its keys in the order of the address. */
function toViewEntry(view: View): View {
  return Object.fromEntries(VIEW_KEYS.map((key) => [key, view[key]])) as View;
}

/** The document of a table. `view` is the question as parsed, of which nothing was ignored. */
export function toFiguresDocument(table: FigureTable, view: View): FiguresDocument {
  const sources = new Map(table.sources.map((source) => [source.slug, source]));
  const cells = table.series.flatMap(({ id }) => table.cells.get(id) ?? []);
  return {
    view: toViewEntry(view),
    knownOn: table.knownOn,
    methodVersion: table.methodVersion,
    months: table.months,
    panels: table.panels.map(toPanelEntry),
    series: table.series.map((series) => toSeriesEntry(series, sources)),
    figures: cells.flatMap((cell) => (cell.kind === 'figure' ? [toFigureEntry(cell)] : [])),
    gaps: cells.flatMap((cell) =>
      cell.kind === 'gap'
        ? [
            {
              series: cell.series,
              month: cell.month,
              reason: cell.reason,
              sentence: toGapSentence(cell, table),
              claims: cell.claims,
            },
          ]
        : [],
    ),
    spans: table.spans.map(toSpanEntry),
    sources: table.sources.map(toSourceEntry),
    totals: table.measure === 'total' ? table.totals.map(toTotalEntry) : [],
    events: table.events.map(toEventEntry),
    lineages: table.lineages,
  };
}

/** The document as text: compact, one newline at the end. The same table and view give the same bytes. */
export function toFiguresJson(table: FigureTable, view: View): string {
  return `${JSON.stringify(toFiguresDocument(table, view))}\n`;
}
