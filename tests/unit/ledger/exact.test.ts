import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  compareExact,
  exact,
  exactToText,
  fraction,
  halve,
  impliedUnit,
  multiply,
  ONE,
  subtract,
  sumOf,
  toNumber,
  ZERO,
} from '@/lib/ledger/exact';

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([num, den]) => fraction(num, den));

describe('exact values', () => {
  test.each([
    ['38130', 38130],
    ['-13', -13],
    ['499.28', 499.28],
    ['0.1', 0.1],
    ['-0.5', -0.5],
    ['007', 7],
  ])('%s is read as %d', (text, number) => {
    expect(toNumber(exact(text))).toBe(number);
  });

  test.each(['700,000', '1e3', '', '.5', '5.', 'NaN', '1 000', '−13', '0x10'])('“%s” is no decimal', (text) => {
    expect(() => exact(text)).toThrow(RangeError);
  });

  test('0.1 + 0.2 is 0.3', () => {
    expect(exactToText(add(exact('0.1'), exact('0.2')))).toBe('0.3');
  });

  test('stand in lowest terms with a positive denominator', () => {
    expect(fraction(6n, -4n)).toEqual({ num: -3n, den: 2n });
    expect(fraction(0n, 7n)).toEqual(ZERO);
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  test('a decimal comes out as it went in', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 6 }),
        (digits, places) => {
          const value = fraction(digits, 10n ** BigInt(places));
          expect(exact(exactToText(value))).toEqual(value);
        },
      ),
    );
  });

  test.each([
    [1n, 3n, '1/3'],
    [-6552n, 31n, '-6552/31'],
    [1n, 8n, '0.125'],
    [-1n, 20n, '-0.05'],
    [3n, 1n, '3'],
  ])('%s / %s is written %s', (num, den, text) => {
    expect(exactToText(fraction(num, den))).toBe(text);
  });

  test('obey arithmetic: what is added can be taken away, the order does not matter', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(halve(a), halve(a))).toEqual(a);
        expect(multiply(a, ONE)).toEqual(a);
        expect(sumOf([a, b, c])).toEqual(add(add(a, b), c));
        expect(Math.sign(compareExact(a, b))).toBe(Math.sign(toNumber(subtract(a, b))));
        expect(compareExact(absolute(a), ZERO)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the unit that a number without a stated one implies (domain.md §1.2)', () => {
  test.each([
    ['36000', '1000'],
    ['390580', '10'],
    ['1271', '1'],
    ['1200', '100'],
    ['0', '1'],
    ['-9000', '1000'],
    ['499.28', '0.01'],
    ['66.70', '0.1'],
    ['10.0', '10'],
  ])('%s implies %s', (text, unit) => {
    expect(exactToText(impliedUnit(text))).toBe(unit);
  });
});
