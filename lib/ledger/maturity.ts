/**
 * How much of a month a source has usually told by a given age (T8, domain.md §3.6): read off the revision triangle of a series, which
 * holds what each of its months stood at in each stored vintage.
 */
import { type Month, monthsBetween } from './month';

/** The figures of a series as the ledger held them at the end of one calendar month: whole months with a best value only. */
export type Vintage = { readonly month: Month; readonly figures: ReadonlyMap<Month, number> };

/** One age in whole months, and what months of that age had told, in the median, of what they stand at in the newest vintage. */
export type AgeShare = {
  readonly age: number;
  /** From 0 to 1. */
  readonly share: number;
  /** How many pairs of month and vintage it is the median of. */
  readonly observations: number;
};

/** The revision record of one series. */
export type Maturity = {
  /** Stored vintages, the newest included. */
  readonly vintages: number;
  /** Calendar month of the newest: ages are counted to it. */
  readonly last: Month;
  /** By age, youngest first; empty before six vintages, when no share is told. */
  readonly curve: readonly AgeShare[];
};

/** Before so many stored vintages nothing is said about shares (T8). */
export const LEAST_VINTAGES = 6;
/** From this median share on a month is no longer provisional (T8). */
export const MATURE_SHARE = 0.95;

/**
 * How much of the later value was known, from 0 to 1. What was taken back later was not known either, so that 110 of a later 100
 * counts as much as 100 of a later 110; opposite signs share nothing.
 */
export function shareKnown(value: number, later: number): number {
  if (value === later) return 1;
  if (value === 0 || later === 0 || value > 0 !== later > 0) return 0;
  const [less, more] = [Math.min(Math.abs(value), Math.abs(later)), Math.max(Math.abs(value), Math.abs(later))];
  return less / more;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 1, sorted[sorted.length >> 1] ?? 1];
  return (low + high) / 2;
}

/**
 * The revision record that vintages amount to, given in order of their months, oldest first; null where there is none. Every earlier
 * vintage is held against the newest one; a month that either of them has no figure for tells nothing.
 */
export function toMaturity(vintages: readonly Vintage[]): Maturity | null {
  const newest = vintages.at(-1);
  if (newest === undefined) return null;
  const record = { vintages: vintages.length, last: newest.month };
  if (vintages.length < LEAST_VINTAGES) return { ...record, curve: [] };
  const byAge = new Map<number, number[]>();
  for (const { month: stored, figures } of vintages.slice(0, -1))
    for (const [month, value] of figures) {
      const later = newest.figures.get(month);
      const age = monthsBetween(month, stored);
      if (later === undefined || age < 0) continue;
      const shares = byAge.get(age);
      if (shares) shares.push(shareKnown(value, later));
      else byAge.set(age, [shareKnown(value, later)]);
    }
  const curve = [...byAge]
    .map(([age, shares]) => ({ age, share: median(shares), observations: shares.length }))
    .sort((a, b) => a.age - b.age);
  return { ...record, curve };
}

/**
 * What the record says of one month: the median share known at its age, or null where nothing is said. An age without observations
 * is read as the next younger one that has some, and below all of them as the youngest.
 */
export function shareKnownOf(maturity: Maturity | null, month: Month): number | null {
  if (maturity === null) return null;
  const age = monthsBetween(month, maturity.last);
  const at = maturity.curve.findLast((entry) => entry.age <= age) ?? maturity.curve[0];
  return at?.share ?? null;
}

/** True while months of this age have not usually told enough of what they became (T8). Nothing said is no reason. */
export function isStillCompleting(share: number | null): share is number {
  return share !== null && share < MATURE_SHARE;
}

/** The age in months from which on every age observed is mature; null where nothing is said or none is. */
export function matureFrom(maturity: Maturity): number | null {
  const lastCompleting = maturity.curve.findLastIndex(({ share }) => isStillCompleting(share));
  return maturity.curve[lastCompleting + 1]?.age ?? null;
}
