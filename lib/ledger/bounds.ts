/**
 * Low, best and high as exact values, and the worst-case arithmetic on them (domain.md §1.2, §3.2 N3).
 * An absent bound is null and stays null: no midpoint and no zero is ever invented.
 */
import type { FigureClaim } from './claim';
import {
  absolute,
  add,
  compareExact,
  type Exact,
  exact,
  fraction,
  halve,
  impliedUnit,
  multiply,
  subtract,
  toNumber,
  ZERO,
} from './exact';
import type { Bounds } from './figure-table';
import type { ValueKind } from './vocabulary';

export type ExactBounds = { readonly low: Exact | null; readonly best: Exact | null; readonly high: Exact | null };

export const NO_BOUNDS: ExactBounds = { low: null, best: null, high: null };

const both = (a: Exact | null, b: Exact | null, combine: (x: Exact, y: Exact) => Exact): Exact | null =>
  a === null || b === null ? null : combine(a, b);

/**
 * The claim's own bounds. A point without `roundingUnit` is exact; `approx` without it has a best and no bounds; with a unit
 * both have best ± ½ unit.
 */
export function boundsOf(
  claim: Pick<FigureClaim, 'valueKind' | 'low' | 'best' | 'high' | 'roundingUnit'>,
): ExactBounds {
  const value = (text: string | null) => (text === null ? null : exact(text));
  if (claim.valueKind !== 'point' && claim.valueKind !== 'approx')
    return { low: value(claim.low), best: value(claim.best), high: value(claim.high) };
  const best = value(claim.best);
  if (best === null) return NO_BOUNDS;
  if (claim.roundingUnit === null)
    return claim.valueKind === 'point' ? { low: best, best, high: best } : { low: null, best, high: null };
  const half = halve(exact(claim.roundingUnit));
  return { low: subtract(best, half), best, high: add(best, half) };
}

/**
 * The bounds by which candidates and overlaps are compared, never printed: a value without `roundingUnit` has its implied
 * unit; a one-sided claim stays open.
 */
export function comparisonBoundsOf(
  claim: Pick<FigureClaim, 'valueKind' | 'low' | 'best' | 'high' | 'roundingUnit'>,
): ExactBounds {
  if (claim.valueKind !== 'point' && claim.valueKind !== 'approx') return boundsOf(claim);
  if (claim.best === null) return NO_BOUNDS;
  const best = exact(claim.best);
  const unit = claim.roundingUnit === null ? impliedUnit(claim.best) : exact(claim.roundingUnit);
  const half = halve(unit);
  return { low: subtract(best, half), best, high: add(best, half) };
}

/** Half of high − low, or null for a one-sided or empty value. */
export function halfWidth(bounds: ExactBounds): Exact | null {
  return both(bounds.low, bounds.high, (low, high) => halve(subtract(high, low)));
}

export function scaleBounds(bounds: ExactBounds, factor: Exact): ExactBounds {
  if (factor.num === factor.den) return bounds;
  const scale = (value: Exact | null) => (value === null ? null : multiply(value, factor));
  return { low: scale(bounds.low), best: scale(bounds.best), high: scale(bounds.high) };
}

/** Worst case: the lowest end less the highest start, and the other way round (N3). */
export function subtractBounds(end: ExactBounds, start: ExactBounds): ExactBounds {
  return {
    low: both(end.low, start.high, subtract),
    best: both(end.best, start.best, subtract),
    high: both(end.high, start.low, subtract),
  };
}

export function addBounds(a: ExactBounds, b: ExactBounds): ExactBounds {
  return { low: both(a.low, b.low, add), best: both(a.best, b.best, add), high: both(a.high, b.high, add) };
}

/** Nothing is known: neither bound nor best. */
export function isEmpty(bounds: ExactBounds): boolean {
  return bounds.low === null && bounds.best === null && bounds.high === null;
}

/** True when the whole value lies below zero, as when a running total fell. */
export function isBelowZero(bounds: ExactBounds): boolean {
  const top = bounds.best ?? bounds.high;
  return top !== null && top.num < 0n;
}

/** True when some two of these values cannot both be right: their comparison intervals do not touch (`CANDIDATES_DIFFER`). */
export function someDisjoint(values: readonly ExactBounds[]): boolean {
  let highestLow: Exact | null = null;
  let lowestHigh: Exact | null = null;
  for (const { low, high } of values) {
    if (low !== null && (highestLow === null || compareExact(low, highestLow) > 0)) highestLow = low;
    if (high !== null && (lowestHigh === null || compareExact(high, lowestHigh) < 0)) lowestHigh = high;
  }
  return highestLow !== null && lowestHigh !== null && compareExact(highestLow, lowestHigh) > 0;
}

/** Wider than its own value (`RANGE_TOO_WIDE`): (high − low) > best, or > the middle where there is no best. */
export function isWiderThanValue(bounds: ExactBounds): boolean {
  if (bounds.low === null || bounds.high === null) return false;
  const value = bounds.best ?? halve(add(bounds.low, bounds.high));
  return compareExact(subtract(bounds.high, bounds.low), absolute(value)) > 0;
}

/** Cuts a low below zero for metrics that cannot be negative; `cut` names what was cut. A value that is itself below zero stays. */
export function clampAtZero(
  bounds: ExactBounds,
  mayBeNegative: boolean,
): { readonly bounds: ExactBounds; readonly cut: Exact | null } {
  if (mayBeNegative || bounds.low === null || bounds.low.num >= 0n || isBelowZero(bounds)) return { bounds, cut: null };
  return { bounds: { ...bounds, low: ZERO }, cut: bounds.low };
}

/** How a derived value is said, from its bounds and the kinds of the claims behind it. */
export function kindOf(bounds: ExactBounds, inputs: readonly ValueKind[]): Exclude<ValueKind, 'none'> {
  if (bounds.best === null) {
    if (bounds.low !== null && bounds.high !== null) return 'range';
    return bounds.low !== null ? 'at_least' : 'at_most';
  }
  if (inputs.includes('range')) return 'range';
  return inputs.every((kind) => kind === 'point') ? 'point' : 'approx';
}

/** The bounds as numbers for output. */
export function toBounds(bounds: ExactBounds): Bounds {
  const number = (value: Exact | null) => (value === null ? null : toNumber(value));
  return { low: number(bounds.low), best: number(bounds.best), high: number(bounds.high) };
}

/** A single number is compared as if it were known to at least so much of itself on either side (domain.md §2, s1). */
const LEAST_WIDTH = fraction(2n, 100n);

/** The bounds of a single number with at least ± 2 % around it; a bound that is absent becomes that one. Ranges are compared as claimed. */
export function withLeastWidth({ low, best, high }: ExactBounds): ExactBounds {
  if (best === null) return { low, best, high };
  const width = multiply(absolute(best), LEAST_WIDTH);
  const [down, up] = [subtract(best, width), add(best, width)];
  return {
    low: low !== null && compareExact(low, down) <= 0 ? low : down,
    best,
    high: high !== null && compareExact(high, up) >= 0 ? high : up,
  };
}
