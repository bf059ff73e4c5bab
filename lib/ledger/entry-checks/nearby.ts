/**
 * What the ledger knows near a claim that is being entered, as plain data, and the small readings that every check shares.
 */
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import {
  absolute,
  compareExact,
  type Exact,
  exact,
  halve,
  impliedUnit,
  multiply,
  subtract,
  toNumber,
} from '@/lib/ledger/exact';
import { addDays, type Day, daysBetween } from '@/lib/ledger/month';
import type { SeriesEvent, Source } from '@/lib/ledger/source';
import { METRICS } from '@/lib/ledger/vocabulary';

/** The part of a claim's version that checks compare with. Never the claim in hand itself. */
export type NearbyClaim = Pick<
  Claim,
  | 'source'
  | 'metric'
  | 'side'
  | 'scope'
  | 'definitionVersion'
  | 'periodKind'
  | 'periodStart'
  | 'periodEnd'
  | 'asOf'
  | 'valueKind'
  | 'low'
  | 'best'
  | 'high'
  | 'roundingUnit'
  | 'release'
  | 'repeatsSource'
  | 'standing'
> & {
  readonly id: ClaimId;
  readonly key: string;
  readonly publishedOn: Day | null;
};

/** A claim and the address that it shares with the claim in hand, or that differs from it by one in its last number. */
export type AddressedClaim = NearbyClaim & { readonly url: string };

/** Everything that `checkEntry` looks at beside the claim. Lists may be empty; nothing may be missing. */
export type EntryContext = {
  /** Today in Kyiv: the core has no clock. */
  readonly today: Day;
  /** Registry entry of the claim's source; null when it is not registered yet. */
  readonly source: Source | null;
  /** Notes, breaks and corrections of the claim's series. */
  readonly events: readonly SeriesEvent[];
  /** Sources whose name or alias stands in the quotes, titles, publishers or relays, each with the name that was found. */
  readonly named: readonly { readonly slug: string; readonly name: string }[];
  /** Running totals of the claim's series around its day, or around the ends of its period and of its month; by day, first to last. */
  readonly totals: readonly NearbyClaim[];
  /** Intervals, days and daily averages of the claim's series that lie in the same year or overlap the claim's period. */
  readonly spans: readonly NearbyClaim[];
  /** Claims of the same source and side with the same as-of day or the same period, of every metric, scope and version. */
  readonly sameSlot: readonly NearbyClaim[];
  /** Claims that cite one of the same addresses. */
  readonly sameAddress: readonly AddressedClaim[];
  /** Claims that cite an address whose last long number is one or two higher or lower. */
  readonly neighbourAddress: readonly AddressedClaim[];
  /** Claims of any source about the same side with an equal value, listed within seven days. */
  readonly equalValue: readonly NearbyClaim[];
  /** Claims of the same source, metric and side with exactly this value, whenever said. */
  readonly saidBefore: readonly NearbyClaim[];
  /** Running totals of casualties of any source about the same side: of each series the nearest before and after the day. */
  readonly peers: readonly NearbyClaim[];
  /** Running totals of the source that the claim restates, of its metric and side, around the ends of its period. */
  readonly origin: readonly NearbyClaim[];
  /** How the source that the claim restates counts; null when it restates none. */
  readonly originConvention: Source['countingConvention'] | null;
};

/** A context in which the ledger knows nothing nearby: for the first claim of an empty ledger, and to start from in tests. */
export function emptyContext(today: Day): EntryContext {
  return {
    today,
    source: null,
    events: [],
    named: [],
    totals: [],
    spans: [],
    sameSlot: [],
    sameAddress: [],
    neighbourAddress: [],
    equalValue: [],
    saidBefore: [],
    peers: [],
    origin: [],
    originConvention: null,
  };
}

/** What a check found: at which field, in words with the numbers, and beside which claims. */
export type Finding = {
  /** Path of the field at fault, such as `best` or `publications.0.url`. */
  readonly field: string;
  readonly message: string;
  readonly related?: readonly ClaimId[];
};

/** One rule. Answers nothing where the claim or the context does not say enough. */
export type Check = (claim: Claim, context: EntryContext) => readonly Finding[];

type Valued = Pick<Claim, 'valueKind' | 'low' | 'best' | 'high' | 'roundingUnit'>;

/** The number by which a claim is compared: its best, else its only bound, else its low. */
export function numberOf(claim: Pick<Claim, 'low' | 'best' | 'high'>): string | null {
  return claim.best ?? claim.low ?? claim.high;
}

/** The field in which that number stands. */
export function valueField(claim: Pick<Claim, 'low' | 'best' | 'high'>): 'best' | 'low' | 'high' {
  if (claim.best !== null) return 'best';
  return claim.low !== null || claim.high === null ? 'low' : 'high';
}

/** Half of the unit in which a number is rounded, stated or implied, yet never more than one in fifty of it (1 000 000 is no 500 000). */
export function tolerance(claim: Valued): Exact {
  const number = numberOf(claim);
  if (number === null) return { num: 0n, den: 1n };
  const half = halve(claim.roundingUnit === null ? impliedUnit(number) : exact(claim.roundingUnit));
  const most = multiply(absolute(exact(number)), { num: 1n, den: 50n });
  return compareExact(half, most) > 0 ? most : half;
}

/** True when the two numbers are the same within the coarser rounding of the two. */
export function isEqualValue(a: Valued, b: Valued): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === null || right === null) return false;
  const [one, other] = [tolerance(a), tolerance(b)];
  const most = compareExact(one, other) > 0 ? one : other;
  return compareExact(absolute(subtract(exact(left), exact(right))), most) <= 0;
}

/** True when kind and all numbers are the same. */
export function isSameValue(a: Valued, b: Valued): boolean {
  return a.valueKind === b.valueKind && a.low === b.low && a.best === b.best && a.high === b.high;
}

/** One exact number, neither bound nor range: what differences may be taken of. */
export function isSingle(claim: Pick<Claim, 'valueKind' | 'best'>): boolean {
  return (claim.valueKind === 'point' || claim.valueKind === 'approx') && claim.best !== null;
}

export function isRunningTotal(claim: Pick<Claim, 'periodKind'>): boolean {
  return claim.periodKind === 'cumulative_since_start' || claim.periodKind === 'cumulative_since_date';
}

/** First day of the period and first day after it; for one day without an end, the next. Null where dates are missing. */
export function periodOf(
  claim: Pick<Claim, 'periodKind' | 'periodStart' | 'periodEnd'>,
): { readonly start: Day; readonly end: Day; readonly days: number } | null {
  const start = claim.periodStart;
  const end = claim.periodEnd ?? (claim.periodKind === 'day' && start ? addDays(start, 1) : null);
  return start && end && start < end ? { start, end, days: daysBetween(start, end) } : null;
}

/** The last day that a claim bears on. */
export function lastDayOf(claim: Pick<Claim, 'periodKind' | 'asOf' | 'periodStart' | 'periodEnd'>): Day | null {
  const period = periodOf(claim);
  return claim.asOf ?? (period ? addDays(period.end, -1) : claim.periodStart);
}

/** True when both have the same as-of day, or the same period. */
export function isSameSlot(
  a: Pick<Claim, 'periodKind' | 'asOf' | 'periodStart' | 'periodEnd'>,
  b: Pick<Claim, 'periodKind' | 'asOf' | 'periodStart' | 'periodEnd'>,
): boolean {
  if (isRunningTotal(a) !== isRunningTotal(b)) return false;
  const [one, other] = [periodOf(a), periodOf(b)];
  if (one && other) return one.start === other.start && one.end === other.end;
  return !one && !other && a.asOf !== null && a.asOf === b.asOf;
}

/** True when both belong to one series. */
export function isSameSeries(a: SeriesOf, b: SeriesOf): boolean {
  return a.source === b.source && a.definitionVersion === b.definitionVersion && isSameCount(a, b);
}
type SeriesOf = Pick<Claim, 'source' | 'metric' | 'side' | 'scope' | 'definitionVersion'>;

/** True when metric, side and scope are the same, whoever speaks. */
export function isSameCount(a: Omit<SeriesOf, 'source' | 'definitionVersion'>, b: typeof a): boolean {
  return a.metric === b.metric && a.side === b.side && a.scope === b.scope;
}

/** A number as people read it: thousands set apart. */
export function said(value: string | Exact | number): string {
  const text = typeof value === 'object' ? String(Math.round(toNumber(value) * 100) / 100) : String(value);
  const [whole = '', part] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return part ? `${grouped}.${part}` : grouped;
}

/** The value of a claim in words, such as “at least 350 000” or “2 000 to 3 000”. */
export function saidValue(claim: Pick<Claim, 'valueKind' | 'low' | 'best' | 'high'>): string {
  const { low, best, high } = claim;
  if (claim.valueKind === 'range' && low !== null && high !== null) return `${said(low)} to ${said(high)}`;
  const number = numberOf(claim);
  if (number === null) return 'no number';
  const words = { point: '', approx: 'about ', at_least: 'at least ', at_most: 'up to ', range: '', none: '' };
  return `${words[claim.valueKind]}${said(best ?? number)}`;
}

/** The day or period of a claim in words. */
export function saidDates(claim: Pick<Claim, 'periodKind' | 'asOf' | 'periodStart' | 'periodEnd'>): string {
  const period = periodOf(claim);
  if (!period) return claim.asOf ? `as of ${claim.asOf}` : 'without a day';
  return period.days === 1 ? `on ${period.start}` : `from ${period.start} to ${addDays(period.end, -1)}`;
}

/** “killed or wounded” for the code. */
export function saidMetric(claim: Pick<Claim, 'metric'>): string {
  return METRICS[claim.metric].label;
}

/** The quotes of a claim with their translations, each with its place in the list of publications. */
export function quotesOf(claim: Claim): { readonly text: string; readonly index: number }[] {
  return claim.publications.flatMap(({ quote, translation }, index) => {
    const text = [quote, translation].filter((part) => part !== null && part !== undefined && part !== '').join(' — ');
    return text === '' ? [] : [{ text, index }];
  });
}
