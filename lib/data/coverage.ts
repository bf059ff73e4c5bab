/**
 * What each series has over all months: by it the default comparison is chosen and the rest is offered. Made from all claims of a series,
 * so it is made once for each state of it and kept in memory; a request pays for series that changed since, and for nothing else.
 */
import 'server-only';
import { type SeriesCoverage, toCoverage } from '@/lib/ledger/comparison';
import { toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { type Day, dayInKyiv, type Month, monthOf, monthsFrom, WAR_START } from '@/lib/ledger/month';
import { type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { DEFAULT_THRESHOLD } from '@/lib/ledger/vocabulary';
import { type At, type Catalogue, readCatalogue } from './catalogue';
import { NOW } from './ledger';
import { readSeriesInputs, type SeriesInputs } from './published';

/** A series of the catalogue, or the additions to a name list that follow from one. */
export type Entry = Catalogue['series'][number];

type Held = {
  /** By series and the ledger number of its last change: an entry never goes stale. */
  readonly coverages: Map<string, Promise<SeriesCoverage | null>>;
  /** Each day’s text once, however many series have a total on it. */
  readonly days: Map<Day, Day>;
};

// Pages, files and the start of the server load this module each for themselves; what was made for one serves all.
const shared = globalThis as typeof globalThis & { attritionLedgerCoverages?: Held };
shared.attritionLedgerCoverages ??= { coverages: new Map(), days: new Map() };
const { coverages, days } = shared.attritionLedgerCoverages;

/** With a total for each day of a long war an entry takes some 20 kB. */
const MAX_COVERAGES = 5000;
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

/** The coverage of series whose claims over all months (`monthsOf`) were read. */
function coveragesFrom(
  { inputs, repeated, knownOn }: SeriesInputs,
  months: { readonly from: Month; readonly to: Month },
): Map<string, SeriesCoverage> {
  if (knownOn === null) return new Map();
  const options = {
    months: monthsFrom(months.from, months.to),
    threshold: DEFAULT_THRESHOLD,
    currentMonth: monthOf(dayInKyiv(knownOn)),
    lineageOf: toLineageOf(repeated),
  };
  return new Map(
    inputs.map((input) => {
      const id = toSeriesId(input.key);
      return [id, inShortSupply(toCoverage(id, input.key, input.source.name, toFigures(input, options)))];
    }),
  );
}

function remember(entry: Entry, at: At, making: Promise<ReadonlyMap<string, SeriesCoverage>>): void {
  const key = keyOf(entry, at);
  for (const oldest of coverages.keys()) {
    if (coverages.size < MAX_COVERAGES) break;
    coverages.delete(oldest);
  }
  const coverage = making.then((made) => made.get(entry.id) ?? null);
  coverages.set(key, coverage);
  // What failed is tried again by the next who asks.
  coverage.catch(() => coverages.delete(key));
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
  const made = Promise.resolve(coveragesFrom(read, months));
  for (const entry of missing) remember(entry, at, made);
}

/** True when nothing needs to be read for their coverage. */
export function areCovered(entries: readonly Entry[], at: At): boolean {
  return entries.every((entry) => coverages.has(keyOf(entry, at)));
}

/** What each of the series has over all months, in the order of the entries. */
export async function readCoverages(entries: readonly Entry[], at: At): Promise<SeriesCoverage[]> {
  const missing = entries.filter((entry) => !coverages.has(keyOf(entry, at)));
  let before: Promise<unknown> = Promise.resolve();
  for (let index = 0; index < missing.length; index += SERIES_AT_ONCE) {
    const batch = missing.slice(index, index + SERIES_AT_ONCE);
    const months = monthsOf(batch);
    const keys = batch.map((entry) => entry.key);
    const making = before.then(async () => coveragesFrom(await readSeriesInputs(keys, months, at), months));
    for (const entry of batch) remember(entry, at, making);
    before = making.catch(() => undefined);
  }
  const made = await Promise.all(entries.map((entry) => coverages.get(keyOf(entry, at))));
  return made.flatMap((coverage) => coverage ?? []);
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
