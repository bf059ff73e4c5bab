/**
 * Freshness of a source (R14): when something of it was last published, how far apart that usually is, and whether it is late. It speaks of
 * what this ledger holds: a source may be late here and not where it publishes. The clock is handed in.
 */
import { addDays, type Day, daysBetween } from './month';

/** Gaps looked at, the latest: an earlier rhythm says nothing about the present one. */
export const LAST_GAPS = 12;
/** Of fewer gaps no usual one is told. */
export const LEAST_GAPS = 4;

/** `on_time`: the usual gap has not passed; `late`: it has; `ended`: the registry says that it publishes no more; `unknown`: too few days to say. */
export type FreshnessState = 'on_time' | 'late' | 'ended' | 'unknown';

export type Freshness = {
  readonly state: FreshnessState;
  /** Latest day on which a claim of it was published; null where no claim is dated. */
  readonly lastPublished: Day | null;
  /** Median of the days between its last 13 days of publication, in whole days, rounded up; null under 5 such days. */
  readonly usualGapDays: number | null;
  /** First day on which it is late: the day after the usual gap has passed. Null unless it is late. */
  readonly lateSince: Day | null;
};

function medianOf(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper = 0, lower = 0] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : Math.ceil((lower + upper) / 2);
}

/**
 * Freshness on a day. `days` are those on which claims were published, in any order and however often; days after `today` were announced and
 * not kept, and do not count. Late is a source once more days than its usual gap have passed since the last.
 */
export function freshnessOf(days: readonly Day[], today: Day, endedOn: Day | null): Freshness {
  const past = [...new Set(days)].filter((day) => day <= today).sort();
  const lastPublished = past.at(-1) ?? null;
  const latest = past.slice(-(LAST_GAPS + 1));
  const gaps = latest.slice(1).map((day, index) => daysBetween(latest[index] ?? day, day));
  const usualGapDays = gaps.length < LEAST_GAPS ? null : medianOf(gaps);
  const nothing = { lastPublished, usualGapDays, lateSince: null };
  if (endedOn !== null && endedOn <= today) return { state: 'ended', ...nothing };
  if (lastPublished === null || usualGapDays === null) return { state: 'unknown', ...nothing };
  const lateSince = addDays(lastPublished, usualGapDays + 1);
  return today < lateSince ? { state: 'on_time', ...nothing } : { state: 'late', ...nothing, lateSince };
}
