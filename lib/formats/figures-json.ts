/**
 * `/figures.json`: a figure table as one document. Keys and their order are a promise to other programs: those that are here
 * keep their name, place and meaning; new ones are added at the end of their object only.
 * Numbers are JSON numbers, absent bounds are null, and the same table gives the same bytes.
 */
import { z } from 'zod';
import type { ClaimId } from '@/lib/ledger/claim';
import type {
  AlsoSaid,
  Cell,
  Disagreement,
  Figure,
  FigureTable,
  Gap,
  Panel,
  Scenario,
  Span,
  TableEvent,
  TableSeries,
  Total,
  UsedClaim,
} from '@/lib/ledger/figure-table';
import { type Day, type Instant, type Month, parseDay, parseInstant, parseMonth } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { type Source, sourceSchema } from '@/lib/ledger/source';
import { VIEW_KEYS, type View } from '@/lib/ledger/view';
import {
  BADGES,
  CLAIMANTS,
  COUNT_BASES,
  codesOf,
  FIGURE_FLAGS,
  FIGURE_NOTES,
  METHODS,
  METRICS,
  NOTE_KINDS,
  REASONS,
  SIDES,
  THEATRE,
  UNITS,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { noteSentence } from './figure-words';
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
  readonly events: readonly TableEvent[];
  /** Number of different lineages that speak in the view (A9). */
  readonly lineages: number;
  /** The spread of claims month by month (A10): a spread, not an estimate. */
  readonly disagreement: readonly Disagreement[];
  /** The reader’s layer over the claims, no claim itself (N9): the ratio that it cites and what it gives; null without one. */
  readonly scenario: Scenario | null;
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
    ...(figure.shareKnown === undefined ? {} : { shareKnown: figure.shareKnown }),
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

function toDisagreementEntry(one: Disagreement): Disagreement {
  return {
    metric: one.metric,
    side: one.side,
    scope: one.scope,
    month: one.month,
    claims: one.claims,
    lineages: one.lineages,
    low: one.low,
    high: one.high,
    bests: one.bests.map(({ series, best }) => ({ series, best })),
    compared: one.compared,
    distance: one.distance === null ? null : { kind: one.distance.kind, value: one.distance.value },
    overlap: one.overlap,
  };
}

function toScenarioEntry({ ratio, from, yields, formula, apartBecause, figures }: Scenario): Scenario {
  return {
    ratio: {
      id: ratio.id,
      revision: ratio.revision,
      metric: ratio.metric,
      side: ratio.side,
      source: ratio.source,
      sourceName: ratio.sourceName,
      valueKind: ratio.valueKind,
      low: ratio.low,
      best: ratio.best,
      high: ratio.high,
      roundingUnit: ratio.roundingUnit,
      publishedOn: ratio.publishedOn,
      badge: ratio.badge,
    },
    from,
    yields,
    formula,
    apartBecause,
    figures: figures.map(({ series, month, low, best, high, valueKind, flags, arithmetic, claims }) => ({
      series,
      month,
      low,
      best,
      high,
      valueKind,
      flags,
      arithmetic,
      claims: claims.map(toUsed),
    })),
  };
}

function toEventEntry(event: TableEvent): TableEvent {
  const { source, metric, side, day, kind, url } = event;
  return { source, metric, side, day, kind, sentence: noteSentence(event), url };
}

/** The view with its keys in the order of the address; keys that came later stand at the end. */
function toViewEntry(view: View): View {
  const keys = [...VIEW_KEYS.filter((key) => key !== 'scenario'), 'scenario' as const];
  return Object.fromEntries(keys.map((key) => [key, view[key]])) as View;
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
    disagreement: table.disagreement.map(toDisagreementEntry),
    scenario: table.scenario === null ? null : toScenarioEntry(table.scenario),
  };
}

/** The document as text: compact, one newline at the end. The same table and view give the same bytes. */
export function toFiguresJson(table: FigureTable, view: View): string {
  return `${JSON.stringify(toFiguresDocument(table, view))}\n`;
}

/* ------------------------------------------------------------------------------------------------------------- a document read back */

/** Text that one of the core's parsers knows. */
const textOf = <Text extends string>(parse: (text: string) => unknown) =>
  z.custom<Text>((value) => typeof value === 'string' && parse(value) !== null);

const month = textOf<Month>(parseMonth);
const day = textOf<Day>(parseDay);
const instant = textOf<Instant>(parseInstant);
const seriesId = textOf<SeriesId>(parseSeriesId);
const claimId = z.custom<ClaimId>((value) => typeof value === 'string');
const bound = z.number().nullable();
const bounds = { low: bound, best: bound, high: bound };
const flags = z.array(z.enum(codesOf(FIGURE_FLAGS)));
const badge = z.enum(codesOf(BADGES));
const valueKind = z.enum(codesOf(VALUE_KINDS)).exclude(['none']);
const lineage = z.string().nullable().default(null);
const usedClaims = z.array(
  z.object({ id: claimId, revision: z.int(), role: z.custom<UsedClaim['role']>((value) => typeof value === 'string') }),
);
const alsoSaid = z.array(z.object({ id: claimId, ...bounds })).default([]);

/**
 * A document as any version of this ledger has written it. What later versions add is passed over; what they began to write has a default
 * here, so that older documents stay readable. Codes are never taken out of the vocabulary.
 */
const documentSchema = z.object({
  knownOn: instant,
  methodVersion: z.string(),
  view: z.object({ measure: z.string() }),
  months: z.array(month),
  panels: z.array(
    z.object({
      metric: z.enum(codesOf(METRICS)),
      unit: z.enum(codesOf(UNITS)),
      series: z.array(seriesId),
      apartBecause: z.string().nullable(),
      alsoSaid: z
        .array(z.object({ series: seriesId, sourceName: z.string(), figures: z.number(), spans: z.number() }))
        .default([]),
    }),
  ),
  series: z.array(
    z.object({
      id: seriesId,
      metric: z.enum(codesOf(METRICS)),
      side: z.enum(codesOf(SIDES)),
      scope: z.string().default(THEATRE),
      unit: z.enum(codesOf(UNITS)),
      lineage,
      repeats: z.string().nullable().default(null),
      source: z.object({ slug: z.string() }),
      claimant: z.enum(codesOf(CLAIMANTS)),
      definitionVersion: z.int().default(1),
      definitionInferred: z.boolean().default(false),
      countBases: z.array(z.enum(codesOf(COUNT_BASES))).default([]),
      reportsUntil: day.nullable().default(null),
    }),
  ),
  figures: z.array(
    z.object({
      series: seriesId,
      month,
      ...bounds,
      valueKind,
      method: z.enum(codesOf(METHODS)),
      flags,
      badge,
      floor: z.boolean().default(false),
      coverageDays: z.number(),
      daysInMonth: z.number(),
      arithmetic: z.string(),
      claims: usedClaims,
      alsoSaid,
      notes: z.array(z.enum(codesOf(FIGURE_NOTES))).default([]),
      unallocated: z.number().default(0),
      lineage,
      shareKnown: z.number().optional(),
    }),
  ),
  gaps: z.array(
    z.object({ series: seriesId, month, reason: z.enum(codesOf(REASONS)), claims: z.array(claimId).default([]) }),
  ),
  spans: z.array(
    z.object({
      series: seriesId,
      from: day,
      to: day,
      ...bounds,
      perDay: z.number(),
      claims: usedClaims,
      valueKind,
      method: z.enum(['N7', 'N8']),
      flags,
      badge,
      floor: z.boolean().default(false),
      arithmetic: z.string().default(''),
      alsoSaid,
      lineage,
    }),
  ),
  sources: z.array(sourceSchema),
  totals: z
    .array(
      z.object({
        series: seriesId,
        asOf: day,
        boundary: day,
        ...bounds,
        valueKind,
        badge,
        floor: z.boolean().default(false),
        claims: usedClaims,
        lineage,
      }),
    )
    .default([]),
  events: z
    .array(
      z.object({
        source: z.string(),
        metric: z.enum(codesOf(METRICS)),
        side: z.enum(codesOf(SIDES)),
        day,
        kind: z.enum(codesOf(NOTE_KINDS)),
        sentence: z.string(),
        url: z.string().nullable().default(null),
      }),
    )
    .default([]),
  lineages: z.number().default(0),
  disagreement: z
    .array(
      z.object({
        metric: z.enum(codesOf(METRICS)),
        side: z.enum(codesOf(SIDES)),
        scope: z.string(),
        month,
        claims: z.int(),
        lineages: z.int(),
        low: bound,
        high: bound,
        bests: z.array(z.object({ series: seriesId, best: bound })),
        compared: z.array(seriesId),
        distance: z.object({ kind: z.enum(['ratio', 'difference']), value: z.number() }).nullable(),
        overlap: z.boolean().nullable(),
      }),
    )
    .default([]),
  scenario: z
    .object({
      ratio: z.object({
        id: claimId,
        revision: z.int(),
        metric: z.enum(codesOf(METRICS)),
        side: z.enum(codesOf(SIDES)),
        source: z.string(),
        sourceName: z.string(),
        valueKind: z.enum(codesOf(VALUE_KINDS)),
        low: z.string().nullable(),
        best: z.string().nullable(),
        high: z.string().nullable(),
        roundingUnit: z.string().nullable(),
        publishedOn: day.nullable(),
        badge,
      }),
      from: z.enum(codesOf(METRICS)),
      yields: z.enum(codesOf(METRICS)),
      formula: z.string(),
      apartBecause: z.string().nullable(),
      figures: z.array(
        z.object({
          series: seriesId,
          month,
          ...bounds,
          valueKind,
          flags: z.tuple([z.literal('scenario')]),
          arithmetic: z.string(),
          claims: usedClaims,
        }),
      ),
    })
    .nullable()
    .default(null),
});

/**
 * The table that a document holds, as every output takes it; `printedOf` of it gives what is compared. Throws where the text is no document
 * of this ledger: what is stored was written here.
 */
export function parseFiguresJson(json: string): FigureTable {
  const read = documentSchema.parse(JSON.parse(json));
  const sources = new Map(read.sources.map((source) => [source.slug, source]));
  const order = new Map(read.months.map((name, index) => [name, index]));
  const cells = new Map<SeriesId, Cell[]>(read.series.map(({ id }) => [id, []]));
  for (const figure of read.figures) cells.get(figure.series)?.push({ kind: 'figure', ...figure });
  for (const gap of read.gaps) cells.get(gap.series)?.push({ kind: 'gap', ...gap });
  for (const list of cells.values()) list.sort((a, b) => (order.get(a.month) ?? 0) - (order.get(b.month) ?? 0));
  return {
    methodVersion: read.methodVersion,
    knownOn: read.knownOn,
    months: read.months,
    measure: read.view.measure === 'total' ? 'total' : 'month',
    panels: read.panels,
    series: read.series.map(({ source: { slug }, ...series }) => ({
      ...series,
      source: slug,
      sourceName: sources.get(slug)?.name ?? slug,
      sourceShortName: sources.get(slug)?.shortName ?? slug,
    })),
    cells,
    spans: read.spans,
    totals: read.totals,
    events: read.events,
    sources: read.sources,
    lineages: read.lineages,
    disagreement: read.disagreement,
    scenario: read.scenario,
  };
}
