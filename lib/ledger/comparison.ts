/**
 * From a view to what it shows: which series and months an address means, which panels they stand in, and the table of
 * figures that every output prints. Different definitions or units never share a panel (A2).
 */

import type { FigureClaim } from './claim';
import { componentsOfClaims } from './components';
import { toDisagreements } from './disagreement';
import type {
  Cell,
  Figure,
  FigureTable,
  LateEntry,
  Panel,
  RatioClaim,
  Scenario,
  SeriesFigures,
  SeriesInput,
  Span,
  TableEvent,
  TableSeries,
  Total,
} from './figure-table';
import { toFigures } from './figures';
import { countLineages, sharedLineage, toLineageOf } from './lineage';
import {
  addDays,
  addMonths,
  type Day,
  dayInKyiv,
  endOf,
  firstDay,
  type Instant,
  laterOf,
  type Month,
  monthOf,
  monthsFrom,
} from './month';
import { toScenario } from './scenario';
import { parseSeriesId, type SeriesId, type SeriesKey } from './series';
import { claimantOf, isDefinitionInferred, type SeriesEvent } from './source';
import { type ChartedSide, MAX_FROZEN_SERIES, MAX_MONTHS, type View } from './view';
import { type CountBasis, METHOD_VERSION, type Metric, metricOf, SIDES, UNITS } from './vocabulary';

/** Months of the default window. */
export const DEFAULT_MONTHS = 24;
/** Series drawn by default in one panel; further ones are offered under it. */
export const MAX_SERIES_IN_PANEL = 6;

/** The panels of the default comparison, in order; `least` figures in 24 months of which anything is said bring a series in; of fewer months, fewer. */
const DEFAULT_PANELS: readonly { readonly metric: Metric; readonly least: number; readonly by: 'figures' | 'spans' }[] =
  [
    { metric: 'killed_or_wounded', least: 6, by: 'figures' },
    { metric: 'names_added', least: 1, by: 'spans' },
    { metric: 'territory_gained', least: 6, by: 'figures' },
    { metric: 'killed', least: 1, by: 'figures' },
  ];

/** Metrics whose running totals are shown by default, by side: what the press quotes most. */
const TOTAL_METRICS: readonly Metric[] = [
  'killed_or_wounded',
  'killed',
  'killed_confirmed',
  'killed_or_missing',
  'wounded',
  'missing',
];

/** The metrics that the default comparison of a measure looks at. */
export function defaultMetrics(measure: View['measure']): readonly Metric[] {
  return measure === 'total' ? TOTAL_METRICS : DEFAULT_PANELS.map((panel) => panel.metric);
}

/** What one series has over all months, at the default status: enough to choose the default comparison and to offer the rest. */
export type SeriesCoverage = {
  readonly id: SeriesId;
  readonly key: SeriesKey;
  readonly sourceName: string;
  /** Months with a figure, ascending. */
  readonly figureMonths: readonly Month[];
  readonly spans: readonly { readonly from: Day; readonly to: Day }[];
  /** Days of running totals, ascending. */
  readonly totalDays: readonly Day[];
};

/** The coverage that the figures of all months of one series amount to. */
export function toCoverage(id: SeriesId, key: SeriesKey, sourceName: string, figures: SeriesFigures): SeriesCoverage {
  return {
    id,
    key,
    sourceName,
    figureMonths: figures.cells.flatMap((cell) => (cell.kind === 'figure' ? cell.month : [])),
    spans: figures.spans.map(({ from, to }) => ({ from, to })),
    totalDays: figures.totals.map((total) => total.asOf),
  };
}

/** A view whose series and months are named: what is shown and what its canonical address says. */
export type ResolvedView = View & { readonly series: readonly SeriesId[]; readonly from: Month; readonly to: Month };

type Counted = {
  readonly coverage: SeriesCoverage;
  readonly figures: number;
  readonly spans: number;
  readonly totals: number;
};

/** How many of some ascending days lie before a day. */
function before(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countWithin(coverage: SeriesCoverage, from: Month, to: Month): Counted {
  const [first, end] = [firstDay(from), endOf(to)];
  return {
    coverage,
    figures: coverage.figureMonths.filter((month) => month >= from && month <= to).length,
    spans: coverage.spans.filter((span) => span.from < end && span.to > first).length,
    totals: before(coverage.totalDays, end) - before(coverage.totalDays, first),
  };
}

/** The last month in which at least `sources` sources have a figure of *killed or wounded*, or null. */
function lastSharedMonth(coverages: readonly SeriesCoverage[], side: ChartedSide, sources: number): Month | null {
  const speakers = new Map<Month, Set<string>>();
  for (const { key, figureMonths } of coverages) {
    if (key.metric !== 'killed_or_wounded' || key.side !== side) continue;
    for (const month of figureMonths) speakers.set(month, (speakers.get(month) ?? new Set()).add(key.source));
  }
  return (
    [...speakers]
      .filter(([, names]) => names.size >= sources)
      .map(([month]) => month)
      .sort()
      .at(-1) ?? null
  );
}

/** The last month of which anything is known, for sides and measures without shared months. */
function lastMonthOfAll(coverages: readonly SeriesCoverage[]): Month | null {
  return (
    coverages
      .flatMap(
        ({ figureMonths, totalDays }) =>
          [figureMonths.at(-1) ?? [], totalDays.at(-1)?.slice(0, 7) ?? []].flat() as Month[],
      )
      .sort()
      .at(-1) ?? null
  );
}

/** The first of each panel, then the second of each, until there are as many as a permalink keeps; still in the order of the panels. */
function withinOnePermalink(panels: readonly (readonly Counted[])[]): SeriesId[] {
  const ranked = panels.flatMap((entries, panel) => entries.map((entry, rank) => ({ entry, panel, rank })));
  const kept = new Set(ranked.toSorted((a, b) => a.rank - b.rank || a.panel - b.panel).slice(0, MAX_FROZEN_SERIES));
  return ranked.filter((entry) => kept.has(entry)).map(({ entry }) => entry.coverage.id);
}

const byMost = (count: (entry: Counted) => number) => (a: Counted, b: Counted) =>
  count(b) - count(a) || (a.coverage.id < b.coverage.id ? -1 : 1);

/** How many months of a window any source speaks of: a window may reach beyond the first and the last of them. */
function countSpoken(coverages: readonly SeriesCoverage[], side: ChartedSide, from: Month, to: Month): number {
  const own = coverages.filter(({ key }) => key.side === side);
  return new Set(own.flatMap(({ figureMonths }) => figureMonths.filter((month) => month >= from && month <= to))).size;
}

/** The same part of fewer months, and at least one figure: whoever speaks in the few months of a window is shown in them. */
function leastWithin(least: number, spokenMonths: number): number {
  return Math.max(1, Math.ceil((least * Math.min(spokenMonths, DEFAULT_MONTHS)) / DEFAULT_MONTHS));
}

function chooseSeries(
  counted: readonly Counted[],
  spokenMonths: number,
  side: ChartedSide,
  measure: View['measure'],
): SeriesId[] {
  const of = (metric: Metric) => counted.filter(({ coverage: { key } }) => key.metric === metric && key.side === side);
  if (measure === 'total')
    return withinOnePermalink(
      TOTAL_METRICS.map((metric) =>
        of(metric)
          .filter(({ totals }) => totals > 0)
          .sort(byMost(({ totals }) => totals))
          .slice(0, 4),
      ),
    );
  const panels = DEFAULT_PANELS.map(({ metric, least, by }) => {
    // Ukraine’s own losses are stated for so few months that each of them is shown.
    const enough = side === 'ua' ? 1 : leastWithin(least, spokenMonths);
    return of(metric)
      .filter((entry) => entry[by] >= enough)
      .sort(byMost((entry) => entry[by]))
      .slice(0, MAX_SERIES_IN_PANEL);
  });
  return withinOnePermalink(panels);
}

/**
 * Names the series and months that a view leaves open. The default comparison is that of domain and side: the 24 months that
 * end with the last month in which two sources state *killed or wounded*, and in it the sources with enough figures: in few months, few.
 */
export function resolveView(view: View, coverages: readonly SeriesCoverage[]): ResolvedView {
  const shared = lastSharedMonth(coverages, view.side, 2) ?? lastSharedMonth(coverages, view.side, 1);
  const last =
    (view.measure === 'total' ? lastMonthOfAll(coverages.filter(({ key }) => key.side === view.side)) : shared) ??
    lastMonthOfAll(coverages) ??
    ('2022-03' as Month);
  const to = view.to ?? (view.from !== null && view.from > last ? addMonths(view.from, DEFAULT_MONTHS - 1) : last);
  const earliest = addMonths(to, 1 - MAX_MONTHS);
  const from = view.from === null ? addMonths(to, 1 - DEFAULT_MONTHS) : laterOf(view.from, earliest);
  const counted = coverages.map((coverage) => countWithin(coverage, from, to));
  const series =
    view.series ?? chooseSeries(counted, countSpoken(coverages, view.side, from, to), view.side, view.measure);
  const side = series.map((id) => parseSeriesId(id)?.side).find((value) => value === 'ru' || value === 'ua');
  return { ...view, side: view.series && (side === 'ru' || side === 'ua') ? side : view.side, from, to, series };
}

/** Why a panel stands apart from the first, in words for the reader (A2, ux.md §7). */
function apartBecause(panel: Pick<SeriesKey, 'metric' | 'side'>, first: Pick<SeriesKey, 'metric' | 'side'>): string {
  const [here, there] = [metricOf(panel.metric), metricOf(first.metric)];
  if (here.unit !== there.unit)
    return `Shown apart: ${UNITS[here.unit].label} and ${UNITS[there.unit].label} are different units.`;
  if (panel.metric === first.metric)
    return `Shown apart: losses of ${SIDES[panel.side].label} and of ${SIDES[first.side].label} are different counts.`;
  return `Shown apart: ${here.label} and ${there.label} are different counts.`;
}

/** Groups series into panels of one metric and one side, in the order in which the view names them. */
function toPanels(
  keys: readonly { id: SeriesId; key: SeriesKey }[],
  counted: readonly Counted[],
  measure: View['measure'],
): Panel[] {
  const groups = new Map<string, { id: SeriesId; key: SeriesKey }[]>();
  for (const entry of keys) {
    const name = `${entry.key.metric}|${entry.key.side}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  const panels = [...groups.values()];
  const first = panels[0]?.[0]?.key;
  return panels.flatMap((members, index): Panel[] => {
    const key = members[0]?.key;
    if (!key || !first) return [];
    const shown = new Set(members.map((member) => member.id));
    const others = counted.filter(({ coverage, figures, spans, totals }) => {
      const isSame = coverage.key.metric === key.metric && coverage.key.side === key.side && !shown.has(coverage.id);
      return isSame && (measure === 'total' ? totals > 0 : figures + spans > 0);
    });
    return [
      {
        metric: key.metric,
        unit: metricOf(key.metric).unit,
        series: members.map((member) => member.id),
        apartBecause: index === 0 ? null : apartBecause(key, first),
        alsoSaid: others
          .sort(byMost(({ figures, spans, totals }) => (measure === 'total' ? totals : figures * 1000 + spans)))
          .map(({ coverage, figures, spans, totals }) => ({
            series: coverage.id,
            sourceName: coverage.sourceName,
            figures: measure === 'total' ? totals : figures,
            spans,
          })),
      },
    ];
  });
}

function mostFrequent<Value extends string>(values: readonly Value[]): Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

/** What the view shows of one series: its cells, and the spans and totals in it. */
type Shown = { readonly cells: readonly Cell[]; readonly spans: readonly Span[]; readonly totals: readonly Total[] };

function toTableSeries(
  id: SeriesId,
  input: SeriesInput,
  shown: Shown,
  coverage: SeriesCoverage | undefined,
): TableSeries {
  const figures = shown.cells.filter((cell) => cell.kind === 'figure');
  const parts = [...figures, ...shown.spans, ...shown.totals];
  const used = new Set(parts.flatMap((part) => part.claims.map((claim) => claim.id)));
  const claims = input.claims.filter((claim) => used.has(claim.id));
  const repeated = mostFrequent(claims.flatMap((claim) => claim.repeatsSource ?? []))[0];
  const repeating = claims.filter((claim) => claim.repeatsSource === repeated).length;
  return {
    ...input.key,
    id,
    unit: metricOf(input.key.metric).unit,
    sourceName: input.source.name,
    sourceShortName: input.source.shortName,
    claimant: claimantOf(input.source.party, input.key.side),
    countBases: mostFrequent(claims.map((claim): CountBasis => claim.countBasis)),
    lineage: sharedLineage(parts.map((part) => part.lineage)),
    repeats: repeated !== undefined && repeating * 2 > claims.length ? repeated : null,
    definitionInferred: isDefinitionInferred(input.source, input.key),
    reportsUntil: lastDayOf(figures.at(-1)?.month ?? null, shown.spans, shown.totals, coverage),
  };
}

/** Until when the series reports: its last monthly figure, else its last span, else its last total; over all months where known. */
function lastDayOf(
  month: Month | null,
  spans: readonly Span[],
  totals: readonly Total[],
  coverage: SeriesCoverage | undefined,
): Day | null {
  const lastMonth = coverage?.figureMonths.at(-1) ?? month;
  if (lastMonth) return addDays(endOf(lastMonth), -1);
  const spanDays = (coverage?.spans ?? spans).map((span) => addDays(span.to, -1));
  const days = spanDays.length > 0 ? spanDays : (coverage?.totalDays ?? totals.map((total) => total.asOf));
  return [...days].sort().at(-1) ?? null;
}

/** Everything that `toFigureTable` prints a view from; read in one go by the data layer. */
export type ComparisonInput = {
  readonly inputs: readonly SeriesInput[];
  /** Claims of the sources that the inputs repeat, to follow chains of repeats. */
  readonly repeated: readonly FigureClaim[];
  /** The latest publish, not after the asked instant, that touches a series of the view (domain.md §1.8). */
  readonly knownOn: Instant;
  /** Coverage of the series of the view’s metrics and side, for “also said”; may be left out. */
  readonly coverages?: readonly SeriesCoverage[];
  /** The claim that the view’s scenario multiplies by, where it asks for one (N9). */
  readonly ratio?: RatioClaim | null;
  /** Figures of the view that something entered late has changed; may be left out. */
  readonly late?: readonly LateEntry[];
};

/** The series of `inputs` by id. */
function byId(
  inputs: readonly SeriesInput[],
  series: readonly SeriesId[],
): { id: SeriesId; key: SeriesKey; input: SeriesInput }[] {
  return series.flatMap((id) => {
    const key = parseSeriesId(id);
    const input =
      key && inputs.find((candidate) => JSON.stringify(sortedKey(candidate.key)) === JSON.stringify(sortedKey(key)));
    return key && input ? [{ id, key, input }] : [];
  });
}

const sortedKey = ({ source, metric, side, scope, definitionVersion }: SeriesKey) => [
  source,
  metric,
  side,
  scope,
  definitionVersion,
];

/** A running total that fell is a correction by its source: noted on the chart, never a negative bar and never zero (T9). */
function fallOf({ source, metric, side }: SeriesKey, month: Month): TableEvent {
  const sentence = 'The running total fell: the source revised its count, and no figure is given.';
  return { source, metric, side, day: firstDay(month), kind: 'correction', sentence, url: null, isOfMonth: true };
}

/** A month from which a series is read under another definition than before (domain.md §1.1 `Series`): a break that nobody had to note. */
function definitionBreaks(key: SeriesKey, input: SeriesInput, cells: readonly Cell[]): TableEvent[] {
  if (key.definitionVersion < 2) return [];
  const { source, metric, side, definitionVersion } = key;
  const noted = new Set(input.events.filter(({ kind }) => kind === 'break').map(({ day }) => monthOf(day)));
  const first = cells.find((cell) => cell.kind === 'figure' && cell.flags.includes('B'));
  if (first === undefined || noted.has(first.month) || noted.has(addMonths(first.month, -1))) return [];
  const counts = input.source.definitions.find(
    (one) => one.metric === metric && one.side === side && one.version === definitionVersion,
  )?.counts;
  const sentence = `From here the source is read under its definition ${definitionVersion}${counts === undefined ? '.' : `: ${counts}`}`;
  return [{ source, metric, side, day: firstDay(first.month), kind: 'break', sentence, url: null, isOfMonth: true }];
}

/** Something entered here long after the month, where a figure stood already (ux.md §14). */
function lateEvent({ series, month, enteredOn, before, after }: LateEntry): TableEvent[] {
  const key = parseSeriesId(series);
  if (key === null) return [];
  const { source, metric, side } = key;
  const sentence = 'What was entered here long after the month changed its figure.';
  const late = { enteredOn, before, after };
  return [
    { source, metric, side, day: firstDay(month), kind: 'late_entry', sentence, url: null, isOfMonth: true, late },
  ];
}

/** A correction that the source announced, where a figure sets it apart (T10): noted at its day, or at the end of the month that it is in. */
function correctionsOf({ source, metric, side }: SeriesKey, input: SeriesInput, cells: readonly Cell[]): TableEvent[] {
  return cells.flatMap((cell) =>
    cell.kind === 'gap'
      ? []
      : cell.claims.flatMap((used): TableEvent[] => {
          const claim = used.role === 'correction' ? input.claims.find(({ id }) => id === used.id) : undefined;
          if (claim === undefined || claim.asOf === null || claim.best === null) return [];
          const day = monthOf(claim.asOf) === cell.month ? claim.asOf : addDays(endOf(cell.month), -1);
          const sentence =
            'The source corrected its running total; the correction is set apart and belongs to no month.';
          return [{ source, metric, side, day, kind: 'correction', sentence, url: null, amount: claim.best }];
        }),
  );
}

/** The reader’s layer over the series of a view: in the panel of the metric that it yields, or in one of its own, which says why (N9, A2). */
function scenarioOf(
  ratio: RatioClaim,
  made: readonly { readonly id: SeriesId; readonly key: SeriesKey; readonly shown: Shown }[],
): Scenario | null {
  const scenario = toScenario(
    ratio,
    made.map(({ id, key, shown }) => ({ id, key, cells: shown.cells })),
  );
  if (scenario === null) return null;
  const own = { metric: scenario.yields, side: ratio.side };
  const [first] = made;
  const isShown = made.some(({ key }) => key.metric === own.metric && key.side === own.side);
  return { ...scenario, apartBecause: isShown || first === undefined ? null : apartBecause(own, first.key) };
}

/** What the claims behind a figure include of the side’s forces; the claims are sorted out at the first question. */
function toComponentsOf({ claims }: SeriesInput): (figure: Figure) => FigureClaim['components'] {
  let byId: ReadonlyMap<FigureClaim['id'], FigureClaim> | undefined;
  return (figure) => {
    byId ??= new Map(claims.map((claim) => [claim.id, claim]));
    return componentsOfClaims(figure.claims.flatMap(({ id }) => byId?.get(id) ?? []));
  };
}

/** The table of a resolved view: months × series of figure or gap, spans, running totals, panels, sources, lineages. */
export function toFigureTable(
  view: ResolvedView,
  { inputs, repeated, knownOn, coverages = [], ratio = null, late = [] }: ComparisonInput,
): FigureTable {
  const months = monthsFrom(view.from, view.to);
  const entries = byId(inputs, view.series);
  const lineageOf = toLineageOf([
    ...new Map(
      [...entries.flatMap(({ input }) => input.claims), ...repeated].map((claim) => [claim.id, claim]),
    ).values(),
  ]);
  const options = { months, threshold: view.status, currentMonth: monthOf(dayInKyiv(knownOn)), lineageOf };
  const isTotal = view.measure === 'total';
  const [first, end] = [firstDay(view.from), endOf(view.to)];
  const made = entries.map((entry) => {
    const figures = toFigures(entry.input, options);
    const shown: Shown = isTotal
      ? { cells: [], spans: [], totals: figures.totals }
      : { cells: figures.cells, spans: figures.spans, totals: [] };
    return { ...entry, shown };
  });
  const events: SeriesEvent[] = made.flatMap(({ key, input }) =>
    input.events.filter(
      (event) => event.metric === key.metric && event.side === key.side && event.day >= first && event.day < end,
    ),
  );
  const falls = made.flatMap(({ key, shown }) =>
    shown.cells.flatMap((cell) =>
      cell.kind === 'gap' && cell.reason === 'NEGATIVE_DIFF' ? fallOf(key, cell.month) : [],
    ),
  );
  const corrections = made.flatMap(({ key, input, shown }) => correctionsOf(key, input, shown.cells));
  const breaks = made.flatMap(({ key, input, shown }) => definitionBreaks(key, input, shown.cells));
  const counted = coverages.map((coverage) => countWithin(coverage, view.from, view.to));
  return {
    methodVersion: METHOD_VERSION,
    knownOn,
    months,
    measure: isTotal ? 'total' : 'month',
    panels: toPanels(made, counted, view.measure),
    series: made.map(({ id, input, shown }) =>
      toTableSeries(
        id,
        input,
        shown,
        coverages.find((coverage) => coverage.id === id),
      ),
    ),
    cells: new Map(made.map(({ id, shown }) => [id, shown.cells])),
    spans: made.flatMap(({ shown }) => shown.spans),
    totals: made.flatMap(({ shown }) => shown.totals),
    events: [
      ...new Map(
        [...events, ...falls, ...corrections, ...breaks, ...late.flatMap(lateEvent)].map(
          (event): [string, TableEvent] => [
            `${event.source}|${event.metric}|${event.side}|${event.day}|${event.sentence}|${'amount' in event ? event.amount : ''}`,
            event,
          ],
        ),
      ).values(),
    ].sort((a, b) => (a.day < b.day ? -1 : 1)),
    sources: [...new Map(made.map(({ input }) => [input.source.slug, input.source])).values()],
    lineages: countLineages(
      made.flatMap(({ shown }) => [
        ...shown.cells.flatMap((cell) => (cell.kind === 'figure' ? cell.lineage : [])),
        ...shown.spans.map((span) => span.lineage),
        ...shown.totals.map((total) => total.lineage),
      ]),
    ),
    scenario: ratio === null ? null : scenarioOf(ratio, made),
    disagreement: toDisagreements(
      made.map(({ id, key, input, shown }) => ({ id, key, cells: shown.cells, componentsOf: toComponentsOf(input) })),
      months.filter((month) => month < options.currentMonth),
    ),
  };
}
