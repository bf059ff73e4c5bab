/**
 * What each series has over all months: by it the default comparison is chosen and the rest is offered, and of it the coverage matrix is
 * made. Made from all claims of a series, so it is made once for each state of it and kept in memory; a request pays for series that changed
 * since, and for nothing else.
 */
import 'server-only';
import { type SeriesCoverage, toCoverage } from '@/lib/ledger/comparison';
import type { SeriesInput } from '@/lib/ledger/figure-table';
import { toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { type SeriesMonths, toSeriesMonths } from '@/lib/ledger/matrix';
import { type Day, dayInKyiv, type Month, monthOf, monthsFrom, WAR_START } from '@/lib/ledger/month';
import { type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { type Badge, DEFAULT_THRESHOLD } from '@/lib/ledger/vocabulary';
import { type At, type Catalogue, readCatalogue } from './catalogue';
import { reachOf } from './claim-content';
import { NOW } from './ledger';
import { readSeriesInputs, type SeriesInputs } from './published';

/** A series of the catalogue, or the additions to a name list that follow from one. */
export type Entry = Catalogue['series'][number];

/** What follows from the figures of all months of one series. */
type Made = { readonly coverage: SeriesCoverage; readonly months: SeriesMonths };

type Held = {
  /** By series and the ledger number of its last change: an entry never goes stale. At the default status. */
  readonly coverages: Map<string, Promise<Made | null>>;
  /** The months of series at other statuses, for the matrix, by series, change and status. */
  readonly others: Map<string, Promise<SeriesMonths | null>>;
  /** Each day’s text once, however many series have a total on it. */
  readonly days: Map<Day, Day>;
};

// Pages, files and the start of the server load this module each for themselves; what was made for one serves all.
const shared = globalThis as typeof globalThis & { attritionLedgerCoverages?: Held };
shared.attritionLedgerCoverages ??= { coverages: new Map(), others: new Map(), days: new Map() };
const { coverages, others, days } = shared.attritionLedgerCoverages;

/** With a total for each day of a long war an entry takes some 30 kB, 10 of them for its months. */
const MAX_COVERAGES = 5000;
/** Months of series at other statuses: those of a few matrices of a large ledger. */
const MAX_OTHERS = 600;
/** Series whose claims are held at one time, so that memory stays flat in a large ledger and others get their turn in between. */
const SERIES_AT_ONCE = 4;

const keyOf = (entry: Entry, at: At) => `${entry.id}@${entry.lastLedgerNumber}@${at.public ?? ''}`;

function inShortSupply(coverage: SeriesCoverage): SeriesCoverage {
  const once = (day: Day): Day => {
    const known = days.get(day);
    if (known !== undefined) return known;
    // A copy: a piece of a long text keeps the whole of it in memory.
    const copy = Buffer.from(day).toString() as Day;
    days.set(copy, copy);
    return copy;
  };
  return {
    ...coverage,
    spans: coverage.spans.map(({ from, to }) => ({ from: once(from), to: once(to) })),
    totalDays: coverage.totalDays.map(once),
  };
}

/** All months that any of the series bears on. */
export function monthsOf(entries: readonly Entry[]): { readonly from: Month; readonly to: Month } {
  const last = entries.flatMap((entry) => (entry.lastDay ? monthOf(entry.lastDay) : [])).sort();
  return { from: monthOf(WAR_START), to: last.at(-1) ?? monthOf(WAR_START) };
}

/** Months that share a day with what a claim bears on. */
function monthsTouched(claim: Parameters<typeof reachOf>[0]): readonly Month[] {
  const reach = reachOf(claim);
  if (reach === null) return [];
  const [from, to] = [monthOf(reach.from), monthOf(reach.to)];
  return from === to ? [from] : monthsFrom(from, to);
}

/** How many claims of the series itself, not of its other scopes and definitions, touch each month. */
function claimsByMonth({ key, claims }: SeriesInput): ReadonlyMap<Month, number> {
  const counts = new Map<Month, number>();
  for (const claim of claims) {
    const { metric, scope, definitionVersion } = claim;
    if (metric !== key.metric || scope !== key.scope || definitionVersion !== key.definitionVersion) continue;
    for (const month of monthsTouched(claim)) counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return counts;
}

/** What follows for series whose claims over all months (`monthsOf`) were read, by id. */
function madeFrom(
  { inputs, repeated, knownOn }: SeriesInputs,
  months: { readonly from: Month; readonly to: Month },
  threshold: Badge,
): Map<string, Made> {
  if (knownOn === null) return new Map();
  const options = {
    months: monthsFrom(months.from, months.to),
    threshold,
    currentMonth: monthOf(dayInKyiv(knownOn)),
    lineageOf: toLineageOf([...inputs.flatMap((input) => input.claims), ...repeated]),
  };
  return new Map(
    inputs.map((input) => {
      const id = toSeriesId(input.key);
      const { name, shortName } = input.source;
      const figures = toFigures(input, options);
      const coverage = inShortSupply(toCoverage(id, input.key, name, figures));
      const series = { id, key: input.key, sourceName: name, sourceShortName: shortName };
      return [id, { coverage, months: toSeriesMonths(series, figures, claimsByMonth(input)) }];
    }),
  );
}

function remember(entry: Entry, at: At, making: Promise<ReadonlyMap<string, Made>>): void {
  const key = keyOf(entry, at);
  for (const oldest of coverages.keys()) {
    if (coverages.size < MAX_COVERAGES) break;
    coverages.delete(oldest);
  }
  const made = making.then((all) => all.get(entry.id) ?? null);
  coverages.set(key, made);
  // What failed is tried again by the next who asks.
  made.catch(() => coverages.delete(key));
}

/** Keeps what follows for their coverage from claims that were read for another purpose, over all months. */
export function rememberCoverages(
  entries: readonly Entry[],
  at: At,
  read: SeriesInputs,
  months: { readonly from: Month; readonly to: Month },
): void {
  const missing = entries.filter((entry) => !coverages.has(keyOf(entry, at)));
  if (missing.length === 0) return;
  const made = Promise.resolve(madeFrom(read, months, DEFAULT_THRESHOLD));
  for (const entry of missing) remember(entry, at, made);
}

/** True when nothing needs to be read for their coverage. */
export function areCovered(entries: readonly Entry[], at: At): boolean {
  return entries.every((entry) => coverages.has(keyOf(entry, at)));
}

/** Reads what is missing, a few series at a time, and hands each batch on as soon as it is asked for. */
function makeInBatches(
  missing: readonly Entry[],
  at: At,
  threshold: Badge,
  keep: (entry: Entry, making: Promise<ReadonlyMap<string, Made>>) => void,
): void {
  let before: Promise<unknown> = Promise.resolve();
  for (let index = 0; index < missing.length; index += SERIES_AT_ONCE) {
    const batch = missing.slice(index, index + SERIES_AT_ONCE);
    const months = monthsOf(batch);
    const keys = batch.map((entry) => entry.key);
    const making = before.then(async () => madeFrom(await readSeriesInputs(keys, months, at), months, threshold));
    for (const entry of batch) keep(entry, making);
    before = making.catch(() => undefined);
  }
}

async function readMade(entries: readonly Entry[], at: At): Promise<Made[]> {
  const missing = entries.filter((entry) => !coverages.has(keyOf(entry, at)));
  makeInBatches(missing, at, DEFAULT_THRESHOLD, (entry, making) => remember(entry, at, making));
  const made = await Promise.all(entries.map((entry) => coverages.get(keyOf(entry, at))));
  return made.flatMap((one) => one ?? []);
}

/** What each of the series has over all months, in the order of the entries. */
export async function readCoverages(entries: readonly Entry[], at: At): Promise<SeriesCoverage[]> {
  return (await readMade(entries, at)).map(({ coverage }) => coverage);
}

/** The months of each of the series, in the order of the entries, with figures of claims at or above a status. */
export async function readSeriesMonths(entries: readonly Entry[], at: At, status: Badge): Promise<SeriesMonths[]> {
  if (status === DEFAULT_THRESHOLD) return (await readMade(entries, at)).map(({ months }) => months);
  const otherKeyOf = (entry: Entry) => `${keyOf(entry, at)}@${status}`;
  const missing = entries.filter((entry) => !others.has(otherKeyOf(entry)));
  makeInBatches(missing, at, status, (entry, making) => {
    for (const oldest of others.keys()) {
      if (others.size < MAX_OTHERS) break;
      others.delete(oldest);
    }
    const months = making.then((all) => all.get(entry.id)?.months ?? null);
    others.set(otherKeyOf(entry), months);
    months.catch(() => others.delete(otherKeyOf(entry)));
  });
  const held = await Promise.all(entries.map((entry) => others.get(otherKeyOf(entry))));
  return held.flatMap((months) => months ?? []);
}

/** A name list’s additions have no claims of their own: their series exists where the list’s totals do (N8). */
export function withNameLists(entries: readonly Entry[]): Entry[] {
  const ids = new Set(entries.map((entry) => entry.id));
  return entries.flatMap((entry) => {
    if (entry.key.metric !== 'killed_confirmed' || entry.differenceability !== 'names' || entry.totals < 2)
      return [entry];
    const key: SeriesKey = { ...entry.key, metric: 'names_added' };
    const id = toSeriesId(key);
    return ids.has(id) ? [entry] : [entry, { ...entry, id, key, totals: 0 }];
  });
}

/** Makes the coverage of every series as it stands now, a few at a time: called when the server starts, so that no reader waits for it. */
export async function makeAllCoverages(): Promise<void> {
  const entries = withNameLists((await readCatalogue(NOW)).series).slice(0, MAX_COVERAGES);
  for (let index = 0; index < entries.length; index += SERIES_AT_ONCE)
    await readCoverages(entries.slice(index, index + SERIES_AT_ONCE), NOW);
}
