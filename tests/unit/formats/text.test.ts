import { afterEach, describe, expect, test } from 'vitest';
import {
  capitalise,
  formatBounds,
  formatDay,
  formatInstant,
  formatMonth,
  formatMonths,
  formatNumber,
  formatPercent,
  formatPerDay,
  formatPeriod,
  formatQuantity,
  formatRounded,
  joinWords,
  plural,
  roundBounds,
  type SaidValue,
} from '@/lib/formats/text';
import type { Day, Instant, Month } from '@/lib/ledger/month';

const day = (text: string) => text as Day;
const month = (text: string) => text as Month;
const value = (valueKind: SaidValue['valueKind'], bounds: Partial<SaidValue>): SaidValue => ({
  valueKind,
  low: null,
  best: null,
  high: null,
  ...bounds,
});

describe('a number', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1271, '1\u202f271'],
    [38130, '38\u202f130'],
    [1234567, '1\u202f234\u202f567'],
    [-13, '\u221213'],
    [-0, '0'],
    ['499.28', '499.28'],
    ['12345678901234567890', '12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890'],
  ])('%s is written %s', (amount, text) => {
    expect(formatNumber(amount)).toBe(text);
  });

  test('takes exactly the places asked for', () => {
    expect(formatNumber(1271, 1)).toBe('1\u202f271.0');
    expect(formatNumber(386.774, 1)).toBe('386.8');
  });

  test('takes its unit, symbols without a break', () => {
    expect(formatQuantity(38130, 'persons')).toBe('38\u202f130 persons');
    expect(formatQuantity(1, 'persons')).toBe('1 person');
    expect(formatQuantity('593', 'km2')).toBe('593\u00a0km²');
    expect(formatQuantity(65, 'per_cent')).toBe('65\u202f%');
  });

  test('in per cent and a day', () => {
    expect(formatPercent(83)).toBe('83\u202f%');
    expect(formatPercent('0.18')).toBe('0.18\u202f%');
    expect(formatPerDay(1271)).toBe('1\u202f271 a day');
    expect(formatPerDay(11990 / 31)).toBe('386.8 a day');
    expect(formatPerDay(45.25, 'names')).toBe('45.3 names a day');
  });
});

describe('a value is written as claimed', () => {
  test.each([
    [value('point', { best: '38130' }), '38\u202f130'],
    [value('point', { low: 38120, best: 38130, high: 38140 }), '38\u202f130'],
    [value('approx', { best: '390580' }), 'about 390\u202f580'],
    [value('at_least', { low: '113000' }), 'at least 113\u202f000'],
    [value('at_most', { high: '25000' }), 'up to 25\u202f000'],
    [value('range', { low: '200000', high: '250000' }), '200\u202f000–250\u202f000'],
    [value('range', { low: 160000, best: 165000, high: 170000 }), '165\u202f000 (160\u202f000–170\u202f000)'],
    [value('range', { low: '-13', high: '20' }), '\u221213 to 20'],
    [value('none', {}), 'no number'],
  ])('%o', (said, text) => {
    expect(formatBounds(said)).toBe(text);
  });

  test('with its unit after the value itself', () => {
    expect(formatBounds(value('approx', { best: '390580' }), 'persons')).toBe('about 390\u202f580 persons');
    expect(formatBounds(value('point', { best: '1' }), 'names')).toBe('1 name');
    expect(formatBounds(value('range', { low: 65, best: 70, high: 75 }), 'per_cent')).toBe('70\u202f% (65–75)');
    expect(formatBounds(value('none', {}), 'persons')).toBe('no number');
  });
});

describe('a derived figure is displayed to the magnitude of its half-width (domain.md §3.7)', () => {
  test.each([
    ['half-width 10', { low: 38120, best: 38130, high: 38140 }, { low: 38120, best: 38130, high: 38140 }],
    ['half-width 15', { low: 34488, best: 34503, high: 34518 }, { low: 34488, best: 34500, high: 34518 }],
    ['half-width 296', { low: 18427, best: 18723, high: 19019 }, { low: 18420, best: 18700, high: 19020 }],
    ['half-width 0.32', { low: 386.452, best: 386.774, high: 387.097 }, { low: 386.45, best: 386.8, high: 387.1 }],
    ['half-width 0', { low: 403, best: 403, high: 403 }, { low: 403, best: 403, high: 403 }],
    ['no half-width', { low: null, best: 1161.2903, high: null }, { low: null, best: 1161.3, high: null }],
    ['below zero', { low: -27.3, best: -13.2, high: 0.9 }, { low: -28, best: -10, high: 1 }],
    ['no best', { low: 18427, best: null, high: 19019 }, { low: 18420, best: null, high: 19020 }],
  ])('%s', (_, exact, shown) => {
    expect(roundBounds(exact)).toEqual(shown);
  });

  test('in words', () => {
    expect(formatRounded({ valueKind: 'point', low: 34488, best: 34503, high: 34518 }, 'persons')).toBe(
      '34\u202f500 persons',
    );
    expect(formatRounded({ valueKind: 'range', low: 18427, best: null, high: 19019 })).toBe('18\u202f420–19\u202f020');
  });
});

describe('months, days and periods', () => {
  test('a month has a long and a short name', () => {
    expect(formatMonth(month('2024-09'))).toBe('September 2024');
    expect(formatMonth(month('2024-09'), 'short')).toBe('Sep 2024');
  });

  test('months with both ends', () => {
    expect(formatMonths(month('2024-02'), month('2026-01'))).toBe('February 2024 to January 2026');
    expect(formatMonths(month('2024-06'), month('2024-08'))).toBe('June to August 2024');
    expect(formatMonths(month('2024-06'), month('2024-06'))).toBe('June 2024');
  });

  test('a day and an instant', () => {
    expect(formatDay(day('2026-03-03'))).toBe('3 March 2026');
    expect(formatInstant('2026-03-03T14:05:59.999Z' as Instant)).toBe('3 March 2026, 14:05 UTC');
  });

  test.each([
    ['2024-09-01', '2024-10-01', 'September 2024'],
    ['2024-12-01', '2025-01-01', 'December 2024'],
    ['2024-01-01', '2025-01-01', '2024'],
    ['2024-02-01', '2025-02-01', '1 February 2024 to 31 January 2025'],
    ['2025-02-03', '2025-02-04', '3 February 2025'],
    ['2025-02-03', '2025-02-15', '3 to 14 February 2025'],
    ['2024-06-01', '2024-09-01', '1 June to 31 August 2024'],
    ['2024-12-01', '2025-03-01', '1 December 2024 to 28 February 2025'],
    ['2025-01-01', null, 'from 1 January 2025'],
    [null, '2024-01-01', 'up to 31 December 2023'],
    [null, null, 'without dates'],
  ])('the half-open days from %s to %s are written %s', (start, end, text) => {
    expect(formatPeriod(start as Day | null, end as Day | null)).toBe(text);
  });
});

describe('words', () => {
  test('count and noun agree', () => {
    expect(plural(1, 'claim')).toBe('1 claim');
    expect(plural(0, 'claim')).toBe('0 claims');
    expect(plural(1088, 'claim')).toBe('1\u202f088 claims');
    expect(plural(2, 'person', 'people')).toBe('2 people');
  });

  test('a list is joined with one last word', () => {
    expect(joinWords([])).toBe('');
    expect(joinWords(['ISW'])).toBe('ISW');
    expect(joinWords(['ISW', 'AFP'])).toBe('ISW and AFP');
    expect(joinWords(['ISW', 'AFP', 'DeepState'], 'or')).toBe('ISW, AFP or DeepState');
  });

  test('a label begins a line with a capital', () => {
    expect(capitalise('killed or wounded')).toBe('Killed or wounded');
  });
});

describe('nothing depends on the zone of the machine (O5)', () => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each([
    ['Europe/Kyiv', -180],
    ['UTC', 0],
    ['Pacific/Honolulu', 600],
  ])('%s writes the same days, months and instants', (zone, offset) => {
    process.env.TZ = zone;
    expect(new Date('2024-07-01T00:00:00Z').getTimezoneOffset()).toBe(offset);
    expect(formatDay(day('2024-03-31'))).toBe('31 March 2024');
    expect(formatPeriod(day('2024-03-30'), day('2024-04-01'))).toBe('30 to 31 March 2024');
    expect(formatPeriod(day('2024-10-01'), day('2024-11-01'))).toBe('October 2024');
    expect(formatMonth(month('2022-02'))).toBe('February 2022');
    expect(formatInstant('2024-10-27T00:59:59.000Z' as Instant)).toBe('27 October 2024, 00:59 UTC');
    expect(formatNumber(-1271.5, 2)).toBe('\u22121\u202f271.50');
  });
});
