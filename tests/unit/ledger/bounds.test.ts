import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  clampAtZero,
  comparisonBoundsOf,
  halfWidth,
  isBelowZero,
  isEmpty,
  isWiderThanValue,
  kindOf,
  NO_BOUNDS,
  someDisjoint,
  subtractBounds,
  toBounds,
} from '@/lib/ledger/bounds';
import { type Exact, exact, toNumber } from '@/lib/ledger/exact';
import { about, atLeast, between, exactly, inWords, type Said, upTo } from '@/tests/fixtures/claims';

const low = (said: Said) => boundsOf(said);
const bounds = (lowest: number | null, best: number | null, highest: number | null) => {
  const value = (number: number | null): Exact | null => (number === null ? null : exact(number));
  return { low: value(lowest), best: value(best), high: value(highest) };
};

describe('what a value says, and no more (domain.md §1.2)', () => {
  test.each<[string, Said, [number | null, number | null, number | null]]>([
    ['13 145', exactly(13145), [13145, 13145, 13145]],
    ['654 430, rounded to tens', exactly(654430, 10), [654425, 654430, 654435]],
    ['about 390 580', about(390580), [null, 390580, null]],
    ['about 1 271, rounded to one', about(1271, 1), [1270.5, 1271, 1271.5]],
    ['at least 113 000', atLeast(113000), [113000, null, null]],
    ['up to 25 000', upTo(25000), [null, null, 25000]],
    ['200–250 thousand: no midpoint is invented', between(200000, 250000), [200000, null, 250000]],
    ['165 000 (160 000–170 000)', between(160000, 170000, 165000), [160000, 165000, 170000]],
    ['−13 per cent', exactly(-13), [-13, -13, -13]],
    ['“hundreds”: no number is invented', inWords, [null, null, null]],
  ])('%s', (_, said, [lowest, best, highest]) => {
    expect(toBounds(boundsOf(said))).toEqual({ low: lowest, best, high: highest });
  });

  test('a zero that somebody claimed is a number, not an absence', () => {
    expect(toBounds(boundsOf(exactly(0)))).toEqual({ low: 0, best: 0, high: 0 });
    expect(isEmpty(boundsOf(exactly(0)))).toBe(false);
    expect(isEmpty(boundsOf(inWords))).toBe(true);
  });
});

describe('for comparison only, a value without a unit has its implied one', () => {
  test.each<[string, Said, [number | null, number | null]]>([
    ['36 000', about(36000), [35500, 36500]],
    ['45 680, a point', exactly(45680), [45675, 45685]],
    ['36 000 with a stated unit of 10', about(36000, 10), [35995, 36005]],
    ['at least 1 000 stays open', atLeast(1000), [1000, null]],
    ['a range is itself', between(35000, 40000), [35000, 40000]],
    ['no number stays none', inWords, [null, null]],
  ])('%s', (_, said, [lowest, highest]) => {
    const compared = toBounds(comparisonBoundsOf(said));
    expect([compared.low, compared.high]).toEqual([lowest, highest]);
  });

  test('half-width: half of high less low, none for a bound', () => {
    const width = (said: Said) => {
      const half = halfWidth(comparisonBoundsOf(said));
      return half && toNumber(half);
    };
    expect([width(about(36000)), width(between(35000, 40000)), width(atLeast(1000))]).toEqual([500, 2500, null]);
  });
});

describe('bound arithmetic (T7)', () => {
  test.each<[string, Said, Said, [number | null, number | null, number | null]]>([
    ['two points', exactly(616300), exactly(654430), [38130, 38130, 38130]],
    ['two rounded points: worst case', exactly(616300, 10), exactly(654430, 10), [38120, 38130, 38140]],
    ['two ranges: worst case', between(100, 120, 110), between(200, 240, 220), [80, 110, 140]],
    ['two ranges without best', between(100, 120), between(200, 240), [80, null, 140]],
    ['at least − at least is nothing', atLeast(100), atLeast(200), [null, null, null]],
    ['up to − up to is nothing', upTo(100), upTo(200), [null, null, null]],
    ['at least − a point is at least', exactly(100), atLeast(200), [100, null, null]],
    ['a point − at least is up to', atLeast(100), exactly(200), [null, null, 100]],
    ['at least − up to is at least', upTo(100), atLeast(200), [100, null, null]],
    ['up to − at least is up to', atLeast(100), upTo(200), [null, null, 100]],
    ['about − about has no bounds', about(100), about(200), [null, 100, null]],
    ['about − at least is nothing', atLeast(100), about(200), [null, null, null]],
  ])('%s', (_, start, end, [lowest, best, highest]) => {
    expect(toBounds(subtractBounds(low(end), low(start)))).toEqual({ low: lowest, best, high: highest });
  });
});

test('a difference lies below zero when all of it does', () => {
  expect(isBelowZero(bounds(-20, -10, 5))).toBe(true);
  expect(isBelowZero(bounds(-20, 0, 5))).toBe(false);
  expect(isBelowZero(bounds(-20, null, -1))).toBe(true);
  expect(isBelowZero(bounds(-20, null, 1))).toBe(false);
  expect(isBelowZero(bounds(-20, null, null))).toBe(false);
  expect(isBelowZero(NO_BOUNDS)).toBe(false);
});

test('a low below zero is cut and named, unless the metric may be negative or the whole value is', () => {
  expect(clampAtZero(bounds(-5, 2, 9), false)).toEqual({ bounds: bounds(0, 2, 9), cut: exact(-5) });
  expect(clampAtZero(bounds(-5, 2, 9), true)).toEqual({ bounds: bounds(-5, 2, 9), cut: null });
  expect(clampAtZero(bounds(0, 2, 9), false)).toEqual({ bounds: bounds(0, 2, 9), cut: null });
  expect(clampAtZero(bounds(null, 2, null), false)).toEqual({ bounds: bounds(null, 2, null), cut: null });
  expect(clampAtZero(bounds(-9, -5, 2), false)).toEqual({ bounds: bounds(-9, -5, 2), cut: null });
});

test('wider than its own value: high − low > best, or > the middle without a best', () => {
  expect(isWiderThanValue(bounds(50, 100, 151))).toBe(true);
  expect(isWiderThanValue(bounds(50, 100, 150))).toBe(false);
  expect(isWiderThanValue(bounds(40, null, 130))).toBe(true);
  expect(isWiderThanValue(bounds(50, null, 150))).toBe(false);
  expect(isWiderThanValue(bounds(50, null, null))).toBe(false);
  expect(isWiderThanValue(bounds(-151, -100, -50))).toBe(true);
});

test('values disagree when no number lies in all of them', () => {
  expect(someDisjoint([bounds(1, 2, 3), bounds(3, 4, 5)])).toBe(false);
  expect(someDisjoint([bounds(1, 2, 3), bounds(4, 5, 6)])).toBe(true);
  expect(someDisjoint([bounds(1, 2, 3), bounds(4, null, null)])).toBe(true);
  expect(someDisjoint([bounds(1, 2, 3), bounds(2, null, null)])).toBe(false);
  expect(someDisjoint([bounds(1, 2, 3)])).toBe(false);
});

test.each([
  ['point', bounds(1, 1, 1), ['point', 'point']],
  ['approx', bounds(0, 1, 2), ['point', 'approx']],
  ['range', bounds(0, 1, 2), ['point', 'range']],
  ['range', bounds(0, null, 2), ['point', 'point']],
  ['at_least', bounds(0, null, null), ['at_least']],
  ['at_most', bounds(null, null, 2), ['at_most']],
] as const)('a derived value is said as %s', (kind, value, inputs) => {
  expect(kindOf(value, inputs)).toBe(kind);
});
