import 'server-only';
import { z } from 'zod';
import type { ClaimId } from '@/lib/ledger/claim';
import {
  type ComparisonInput,
  defaultMetrics,
  type ResolvedView,
  resolveView,
  type SeriesCoverage,
  toFigureTable,
} from '@/lib/ledger/comparison';
import type { Figure, FigureTable, LateEntry, SeriesInput, Span, TableSeries } from '@/lib/ledger/figure-table';
import { addDays, addMonths, type Day, endOf, monthOf, monthsFrom } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId, type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View, viewToSearch } from '@/lib/ledger/view';
import { type Metric, metricOf, type Side } from '@/lib/ledger/vocabulary';
import { type At, readCatalogue } from './catalogue';
import { areCovered, type Entry, monthsOf, readCoverages, rememberCoverages, withNameLists } from './coverage';
import { readLateEntries } from './events';
import { publishAt } from './ledger';
import { readSeriesInputs, type SeriesInputs } from './published';
import { readRatio } from './ratio-claims';
import { readMaturity } from './vintages';

/** A view with its figures: what the pages and files of `/figures` print. */
export type Comparison = {
  readonly view: ResolvedView;
  readonly table: FigureTable;
  /** Series asked for that the ledger does not hold at the instant. */
  readonly unknownSeries: readonly SeriesId[];
  /** The scenario’s claim, where the ledger holds no such ratio at the instant; the view then has none. */
  readonly unknownScenario: ClaimId | null;
};

/** The metrics and sides that a view speaks of: those of its series, else those of the default comparison. */
function scopeOf(view: View): { metrics: ReadonlySet<Metric>; sides: ReadonlySet<Side> } {
  const keys = (view.series ?? []).flatMap((id) => parseSeriesId(id) ?? []);
  return {
    metrics: new Set(view.series === null ? defaultMetrics(view.measure) : keys.map((key) => key.metric)),
    sides: new Set<Side>(view.series === null ? [view.side] : keys.map((key) => key.side)),
  };
}

/** Comparisons made last: a page asks twice, for its head and for itself. */
const recent = new Map<string, Promise<Comparison | null>>();
const MAX_RECENT = 8;

/**
 * The figures of a view as known at its instant; null where the ledger held nothing at that instant.
 *
 * Reads the series of the view and, for “also said”, the remembered coverage of the other series of its metrics and sides.
 * `lean` leaves the others out where the view names its series and months: files do not offer them.
 */
export async function readComparison(
  view: View,
  options: { readonly lean?: boolean } = {},
): Promise<Comparison | null> {
  const newest = await publishAt(null);
  const key = `${newest?.ledgerNumber}|${options.lean ?? false}|${viewToSearch(view)}`;
  const held = recent.get(key);
  if (held) return held;
  const comparison = makeComparison(view, options);
  recent.set(key, comparison);
  comparison.catch(() => recent.delete(key));
  for (const oldest of recent.keys()) {
    if (recent.size <= MAX_RECENT) break;
    recent.delete(oldest);
  }
  return comparison;
}

async function makeComparison(view: View, options: { readonly lean?: boolean }): Promise<Comparison | null> {
  const at: At = { known: view.known, public: view.public };
  const catalogue = withNameLists((await readCatalogue(at)).series);
  const { metrics, sides } = scopeOf(view);
  const asked = new Set(view.series ?? []);
  const isNamed = options.lean && view.series !== null && view.from !== null && view.to !== null;
  const near = catalogue.filter(({ id, key }) =>
    isNamed ? asked.has(id) : metrics.has(key.metric) && sides.has(key.side),
  );
  const held = new Set(catalogue.map((entry) => entry.id));
  const unknownSeries = (view.series ?? []).filter((id) => !held.has(id));
  const known = view.series?.filter((id) => held.has(id)) ?? null;
  // Series that are new here are read once, over all months, for their coverage and their figures together.
  const whole = isNamed && near.length > 0 && !areCovered(near, at) ? await readWhole(near, at) : null;
  const covered = await readCoverages(near, at);
  const resolved = resolveView(
    { ...view, series: known !== null && known.length > 0 ? known : null },
    await coveragesFor(view, known, covered, catalogue, at),
  );
  const ratio = view.scenario === null ? null : await readRatio(view.scenario, at, view.status);
  const keys = resolved.series.flatMap((id) => parseSeriesId(id) ?? []);
  // What changes the ratio changes the view, so its series is read with the others.
  const read =
    whole && unknownSeries.length === 0 && ratio === null
      ? whole
      : await readSeriesInputs(
          ratio === null ? keys : [...keys, ratio.key],
          { from: resolved.from, to: resolved.to },
          at,
        );
  if (read.knownOn === null) return null;
  const hasLate = resolved.measure !== 'total' && at.public === null;
  const input: ComparisonInput = {
    late: hasLate ? await readLate(resolved, read.ledgerNumber) : [],
    inputs: await withMaturity(read.inputs, catalogue, at),
    repeated: read.repeated,
    knownOn: read.knownOn,
    coverages: covered,
    ratio: ratio?.claim ?? null,
  };
  return {
    view: ratio === null ? { ...resolved, scenario: null } : resolved,
    table: toFigureTable(resolved, input),
    unknownSeries,
    unknownScenario: ratio === null ? view.scenario : null,
  };
}

/**
 * The inputs with the revision record of each series, as it stood at the instant (T8). What is reconstructed by day of publication has none:
 * its vintages are not this ledger's.
 */
async function withMaturity(
  inputs: readonly SeriesInput[],
  entries: readonly Entry[],
  at: At,
): Promise<readonly SeriesInput[]> {
  if (at.public !== null) return inputs;
  return Promise.all(
    inputs.map(async (input) => {
      const id = toSeriesId(input.key);
      const entry = entries.find((one) => one.id === id);
      return entry === undefined ? input : { ...input, maturity: await readMaturity(entry) };
    }),
  );
}

/** Something entered so many days after a month’s end is late: by then most sources have said what they say of it (ux.md §14). */
const LATE_DAYS = 90;

const printedSchema = z.object({ best: z.number().nullable().default(null) });

/** Figures of a view that something entered late has changed, as the log says. */
async function readLate(view: ResolvedView, ledgerNumber: bigint | null): Promise<LateEntry[]> {
  if (ledgerNumber === null) return [];
  const months = monthsFrom(view.from, view.to);
  const figures = new Map(
    view.series.flatMap((series) =>
      months.map((month) => [`${series}:${month}`, { series, month }] as [string, Pick<LateEntry, 'series' | 'month'>]),
    ),
  );
  const entries = await readLateEntries(
    [...figures].map(([subject, { month }]) => ({ subject, from: addDays(endOf(month), LATE_DAYS) })),
    ledgerNumber,
  );
  return entries.flatMap(({ subject, day, before, after }): LateEntry[] => {
    const figure = figures.get(subject);
    const best = (printed: unknown) => printedSchema.safeParse(printed).data?.best ?? null;
    return figure === undefined ? [] : [{ ...figure, enteredOn: day, before: best(before), after: best(after) }];
  });
}

async function readWhole(entries: readonly Entry[], at: At): Promise<SeriesInputs> {
  const months = monthsOf(entries);
  const keys = entries.map((entry) => entry.key);
  const read = await readSeriesInputs(keys, months, at);
  rememberCoverages(entries, at, read, months);
  return read;
}

/** Where none of the series asked for is held, the default comparison is shown, and its coverage is needed after all. */
async function coveragesFor(
  view: View,
  known: readonly SeriesId[] | null,
  covered: readonly SeriesCoverage[],
  catalogue: readonly Entry[],
  at: At,
): Promise<readonly SeriesCoverage[]> {
  if (known === null || known.length > 0) return covered;
  const metrics = new Set(defaultMetrics(view.measure));
  return readCoverages(
    catalogue.filter(({ key }) => metrics.has(key.metric) && key.side === view.side),
    at,
  );
}

/** Every series that can be added to a view, by side, for the form “Add a source”; those without any figure are left out. */
export async function readSeriesChoices(view: View): Promise<SeriesCoverage[]> {
  const at: At = { known: view.known, public: view.public };
  const catalogue = withNameLists((await readCatalogue(at)).series);
  return readCoverages(
    catalogue.filter(({ key }) => key.side === view.side && defaultMetrics('month').includes(key.metric)),
    at,
  );
}

/** A figure or span that a claim has a part in. */
export type FedFigure = {
  readonly shown: Figure | Span;
  readonly series: TableSeries;
  readonly use: 'used' | 'also said';
};

/** How far beyond its own days a running total can serve a border of a month (N4). */
const MONTHS_AROUND = 2;

/** Which monthly figures and spans a claim feeds, or is also said for, as known at an instant; in order of days. */
export async function readFiguresFedBy(
  claim: { readonly id: ClaimId; readonly key: SeriesKey; readonly firstDay: Day | null; readonly lastDay: Day | null },
  at: At,
): Promise<FedFigure[]> {
  if (
    claim.firstDay === null ||
    claim.lastDay === null ||
    !metricOf(claim.key.metric).monthly ||
    claim.key.side === 'both'
  )
    return [];
  const own = toSeriesId(claim.key);
  const list = toSeriesId({ ...claim.key, metric: 'names_added' });
  const view: View = {
    ...DEFAULT_VIEW,
    ...at,
    series: claim.key.metric === 'killed_confirmed' ? [own, list] : [own],
    from: addMonths(monthOf(claim.firstDay), -MONTHS_AROUND),
    to: addMonths(monthOf(claim.lastDay), MONTHS_AROUND),
  };
  const comparison = await readComparison(view, { lean: true });
  if (comparison === null) return [];
  const { table } = comparison;
  return table.series.flatMap((series) => {
    const parts = [
      ...(table.cells.get(series.id) ?? []).flatMap((cell) => (cell.kind === 'figure' ? [cell] : [])),
      ...table.spans.filter((span) => span.series === series.id),
    ];
    return parts.flatMap((shown): FedFigure[] => {
      if (shown.claims.some(({ id }) => id === claim.id)) return [{ shown, series, use: 'used' }];
      return shown.alsoSaid.some(({ id }) => id === claim.id) ? [{ shown, series, use: 'also said' }] : [];
    });
  });
}
