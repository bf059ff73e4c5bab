/**
 * Sums of days and of tables by date of event: rules N5 and N6 (domain.md §3.2).
 */
import { type Bound, operand } from './arithmetic';
import { addBounds, type ExactBounds, isEmpty, scaleBounds } from './bounds';
import { type Candidate, doCandidatesDiffer, rankCandidates, toCandidate } from './candidates';
import type { FigureClaim } from './claim';
import { add, compareExact, type Exact, fraction, halve, multiply, sumOf, ZERO } from './exact';
import type { Made } from './made';
import { addDays, type Day, daysBetween, daysIn, earlierOf, endOf, firstDay, laterOf, type Month } from './month';
import { toAlsoSaid } from './spans';
import type { FigureNote } from './vocabulary';

const ZERO_BOUNDS: ExactBounds = { low: ZERO, best: ZERO, high: ZERO };
const THREE = fraction(3n, 1n);
/** Up to so many missing days, in runs of at most two, a month may be completed in proportion (N5). */
const MAX_MISSING_DAYS = 3;
const MAX_MISSING_RUN = 2;

type Chosen = {
  readonly chosen: readonly Candidate[];
  readonly others: readonly Candidate[];
  readonly notes: readonly FigureNote[];
};

/** The chosen claim of each stretch of days in their order, and the others said for it. */
function choose(claims: readonly FigureClaim[]): Chosen {
  const slots = new Map<string, Candidate[]>();
  for (const claim of claims) {
    if (claim.periodStart === null) continue;
    const key = `${claim.periodStart}|${claim.periodEnd ?? addDays(claim.periodStart, 1)}`;
    const there = slots.get(key);
    if (there) there.push(toCandidate(claim));
    else slots.set(key, [toCandidate(claim)]);
  }
  const [chosen, others]: [Candidate[], Candidate[]] = [[], []];
  let differ = false;
  for (const key of [...slots.keys()].sort()) {
    const [first, ...rest] = rankCandidates(slots.get(key) ?? []);
    if (first) chosen.push(first);
    others.push(...rest);
    differ ||= doCandidatesDiffer(slots.get(key) ?? []);
  }
  return { chosen, others, notes: differ ? ['CANDIDATES_DIFFER'] : [] };
}

/** The middle value, or half of the two middle ones together; zero of none. */
function medianOf(values: readonly Exact[]): Exact {
  const sorted = [...values].sort(compareExact);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return below && above ? halve(add(below, above)) : ZERO;
}

/** A zero day followed by a catch-up of more than three times the median is missing, not zero (N5). */
function withoutCaughtUpZeros(days: readonly Candidate[]): readonly Candidate[] {
  if (!days.some(({ bounds }) => bounds.best?.num === 0n)) return days;
  const median = medianOf(days.flatMap(({ bounds }) => bounds.best ?? []));
  return days.filter((day, index) => {
    if (day.bounds.best === null || day.bounds.best.num !== 0n) return true;
    const next = days[index + 1];
    const isNext =
      next !== undefined &&
      day.claim.periodStart !== null &&
      next.claim.periodStart === addDays(day.claim.periodStart, 1);
    return !(isNext && next.bounds.best !== null && compareExact(next.bounds.best, multiply(median, THREE)) > 0);
  });
}

/** Lengths of the runs of days of the month that no counted day covers. */
function missingRuns(month: Month, counted: ReadonlySet<Day>): number[] {
  const runs: number[] = [];
  let run = 0;
  for (let day = firstDay(month); day < endOf(month); day = addDays(day, 1)) {
    if (!counted.has(day)) run += 1;
    else if (run > 0) {
      runs.push(run);
      run = 0;
    }
  }
  return run > 0 ? [...runs, run] : runs;
}

type DayOptions = {
  readonly mayBeNegative?: boolean;
  /** The month is the current one: what is missing at its end has not happened yet and is never completed (N10). */
  readonly toDate?: boolean;
};

/**
 * N5: the source’s daily numbers added up. Complete: the sum. One to three days missing, in runs of at most two: best in
 * proportion, low the raw sum, flag E. Otherwise only “at least the raw sum”, flag U, and nothing where days can be negative.
 * In the current month the days so far are the month to date (N10).
 */
export function sumOfDays(month: Month, claims: readonly FigureClaim[], options: DayOptions = {}): Made | null {
  const slots = choose(claims);
  const days = withoutCaughtUpZeros(slots.chosen);
  if (days.length === 0) return null;
  const counted = new Set(days.flatMap(({ claim }) => claim.periodStart ?? []));
  const runs = missingRuns(month, counted);
  const missing = runs.reduce((total, run) => total + run, 0);
  const terms = (bound: Bound) => days.map(({ bounds }) => operand(bounds[bound])).join(' + ');
  const made: Made = {
    method: 'N5',
    bounds: days.reduce((total, day) => addBounds(total, day.bounds), ZERO_BOUNDS),
    claims: days.map(({ claim }) => claim),
    used: days.map(({ claim }) => ({ id: claim.id, revision: claim.revision, role: 'day' })),
    alsoSaid: slots.others.map(toAlsoSaid),
    working: terms,
    coverageDays: counted.size,
    flags: [],
    notes: slots.notes,
    unallocated: ZERO,
  };
  if (missing === 0) return isEmpty(made.bounds) ? null : made;
  if (options.toDate && counted.has(firstDay(month)) && runs.length === 1)
    return isEmpty(made.bounds) ? null : { ...made, method: 'N10', flags: ['P'] };
  const raw = days.flatMap(({ bounds }) => bounds.low ?? bounds.best ?? []);
  const isLow = raw.length === days.length && raw.every((value) => value.num >= 0n) && !options.mayBeNegative;
  const low = isLow ? sumOf(raw) : null;
  const { best: sum } = made.bounds;
  if (!options.toDate && sum !== null && missing <= MAX_MISSING_DAYS && Math.max(...runs) <= MAX_MISSING_RUN) {
    const share = fraction(BigInt(daysIn(month)), BigInt(counted.size));
    return {
      ...made,
      bounds: { low, best: multiply(sum, share), high: null },
      working: () => `(${terms('best')}) × ${daysIn(month)}/${counted.size}`,
      flags: ['E'],
    };
  }
  if (low === null) return null;
  return {
    ...made,
    bounds: { low, best: null, high: null },
    working: () => raw.map(operand).join(' + '),
    flags: ['U'],
  };
}

/** The sum of the days of the month where the source gives a number for each of them, for the identity of N5; else null. */
export function completeSum(month: Month, claims: readonly FigureClaim[]): Exact | null {
  if (new Set(claims.map((claim) => claim.periodStart)).size < daysIn(month)) return null;
  const { chosen } = choose(claims);
  const values = chosen.flatMap(({ bounds }) => bounds.best ?? []);
  return chosen.length === daysIn(month) &&
    values.length === chosen.length &&
    withoutCaughtUpZeros(chosen).length === chosen.length
    ? sumOf(values)
    : null;
}

type Share = { readonly candidate: Candidate; readonly days: number; readonly of: number };

/** The part of each row that lies in the month, or null unless the rows cover every day of it exactly once. */
function tile(month: Month, rows: readonly Candidate[]): Share[] | null {
  const shares: Share[] = [];
  let next = firstDay(month);
  for (const candidate of rows) {
    const { periodStart, periodEnd } = candidate.claim;
    if (periodStart === null) return null;
    const end = periodEnd ?? addDays(periodStart, 1);
    const from = laterOf(periodStart, firstDay(month));
    const to = earlierOf(end, endOf(month));
    if (from !== next) return null;
    shares.push({ candidate, days: daysBetween(from, to), of: daysBetween(periodStart, end) });
    next = to;
  }
  return next === endOf(month) ? shares : null;
}

/**
 * N6: days or weeks of a table by date of event, added up; a week across two months is split by days, flag E. All from one release,
 * the latest that covers the whole month. `rows` are those that share a day with the month.
 */
export function sumOfTable(month: Month, rows: readonly FigureClaim[]): Made | null {
  const releases = [...new Set(rows.flatMap(({ release }) => release ?? []))].sort().reverse();
  for (const release of releases) {
    const slots = choose(rows.filter((row) => row.release === release));
    const shares = tile(month, slots.chosen);
    if (!shares) continue;
    const isSplit = shares.some(({ days, of }) => days !== of);
    const bounds: ExactBounds = shares.reduce(
      (total, { candidate, days, of }) =>
        addBounds(total, scaleBounds(candidate.bounds, fraction(BigInt(days), BigInt(of)))),
      ZERO_BOUNDS,
    );
    if (isEmpty(bounds)) continue;
    return {
      method: 'N6',
      bounds,
      claims: shares.map(({ candidate }) => candidate.claim),
      used: shares.map(({ candidate: { claim } }) => ({ id: claim.id, revision: claim.revision, role: 'day' })),
      alsoSaid: slots.others.map(toAlsoSaid),
      working: (bound) =>
        shares
          .map(
            ({ candidate, days, of }) => `${operand(candidate.bounds[bound])}${days === of ? '' : ` × ${days}/${of}`}`,
          )
          .join(' + '),
      coverageDays: daysIn(month),
      flags: isSplit ? ['E'] : [],
      notes: slots.notes,
      unallocated: ZERO,
    };
  }
  return null;
}
