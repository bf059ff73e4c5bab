import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  addDays,
  addMonths,
  dayInKyiv,
  daysBetween,
  daysIn,
  earlierOf,
  endOf,
  endOfDayInKyiv,
  firstDay,
  fromDayNumber,
  type Instant,
  laterOf,
  monthCovered,
  monthOf,
  monthsBetween,
  monthsFrom,
  parseDay,
  parseInstant,
  parseMonth,
  toDayNumber,
} from '@/lib/ledger/month';
import { day, month } from '@/tests/fixtures/claims';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const instant = (text: string) => parseInstant(text) as Instant;

describe('a day', () => {
  test.each(['2022-02-24', '2024-02-29', '2000-01-01', '2999-12-31'])('%s is one', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  test.each([
    '2024-02-30',
    '2023-02-29',
    '2025-04-31', // Trap 25: “April 31” was printed.
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '1/12/2024',
    '2024-1-2',
    '1999-12-31',
    '3000-01-01',
    '2024-09-01T00:00',
    ' 2024-09-01',
    '',
  ])('“%s” is none', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2024-09-15', 0, '2024-09-15'],
    ['2024-09-15', 365, '2025-09-15'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(days);
  });

  test('agrees with the calendar of the machine for eight hundred years', () => {
    const milliseconds = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 11_000, max: 376_000 }), fc.integer({ min: -400, max: 400 }), (number, days) => {
        const text = new Date(number * milliseconds).toISOString().slice(0, 10);
        expect(fromDayNumber(number)).toBe(text);
        expect(toDayNumber(day(text))).toBe(number);
        expect(addDays(day(text), days)).toBe(new Date((number + days) * milliseconds).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('a month', () => {
  test.each(['2024-09', '2000-01', '2999-12'])('%s is one', (text) => {
    expect(parseMonth(text)).toBe(text);
  });

  test.each(['2024-13', '2024-00', '2024-9', '24-09', '2024-09-01', '1999-12', '3000-01', ''])(
    '“%s” is none',
    (text) => {
      expect(parseMonth(text)).toBeNull();
    },
  );

  test.each([
    ['2024-02', 29],
    ['2023-02', 28],
    ['2100-02', 28],
    ['2000-02', 29],
    ['2024-09', 30],
    ['2024-12', 31],
  ])('%s has %i days', (text, days) => {
    expect(daysIn(month(text))).toBe(days);
  });

  test('of two, one is the earlier and one the later', () => {
    const [september, october] = [month('2024-09'), month('2024-10')];
    expect([earlierOf(september, october), earlierOf(october, september)]).toEqual([september, september]);
    expect([laterOf(september, october), laterOf(october, september)]).toEqual([october, october]);
  });

  test('is half-open: it ends on the first day of the next', () => {
    expect([firstDay(month('2024-12')), endOf(month('2024-12'))]).toEqual(['2024-12-01', '2025-01-01']);
    expect(monthOf(day('2024-12-31'))).toBe('2024-12');
    expect(monthOf(endOf(month('2024-12')))).toBe('2025-01');
  });

  test('is counted from and to across years', () => {
    expect(addMonths(month('2024-11'), 3)).toBe('2025-02');
    expect(addMonths(month('2024-02'), -14)).toBe('2022-12');
    expect(monthsBetween(month('2024-11'), month('2025-02'))).toBe(3);
    expect(monthsFrom(month('2024-11'), month('2025-02'))).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(monthsFrom(month('2025-02'), month('2024-11'))).toEqual([]);
  });

  test.each([
    ['2024-09-01', '2024-10-01', '2024-09'],
    ['2024-12-01', '2025-01-01', '2024-12'],
    ['2024-09-01', '2024-11-01', null],
    ['2024-09-01', '2024-09-30', null],
    ['2024-09-02', '2024-10-01', null],
    ['2024-09-01', '2025-10-01', null],
  ])('[%s, %s) covers exactly %s', (from, to, covered) => {
    expect(monthCovered(day(from), day(to))).toBe(covered);
  });

  test('half-open months tile any span of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 120 }), (start, length) => {
        const from = addMonths(month('2014-01'), start);
        const months = monthsFrom(from, addMonths(from, length));
        expect(months).toHaveLength(length + 1);
        months.slice(1).forEach((next, index) => {
          expect(firstDay(next)).toBe(endOf(months[index] ?? next));
        });
        const days = months.reduce((sum, one) => sum + daysIn(one), 0);
        expect(daysBetween(firstDay(from), endOf(addMonths(from, length)))).toBe(days);
      }),
    );
  });
});

describe('Kyiv', () => {
  test.each([
    ['2024-03-31', 'clocks go forward', 31],
    ['2024-10-27', 'clocks go back', 31],
  ])('daylight saving: %s (%s) is one day of a month of %i', (text, _, days) => {
    expect(daysBetween(day(text), addDays(day(text), 1))).toBe(1);
    expect(daysIn(monthOf(day(text)))).toBe(days);
  });

  test.each([
    ['2024-08-31T20:59:59Z', '2024-08-31'],
    ['2024-08-31T21:00:00Z', '2024-09-01'],
    ['2024-12-31T21:59:59Z', '2024-12-31'],
    ['2024-12-31T22:00:00Z', '2025-01-01'],
    ['2024-09-01T00:30:00+14:00', '2024-08-31'],
  ])('at %s it is %s there', (at, date) => {
    expect(dayInKyiv(instant(at))).toBe(date);
  });

  test.each([
    ['2024-09-01', '2024-09-01T20:59:59.999Z'],
    ['2024-12-31', '2024-12-31T21:59:59.999Z'],
    ['2024-03-30', '2024-03-30T21:59:59.999Z'],
    ['2024-03-31', '2024-03-31T20:59:59.999Z'],
    ['2024-10-26', '2024-10-26T20:59:59.999Z'],
    ['2024-10-27', '2024-10-27T21:59:59.999Z'],
  ])('the date %s as “known” means its end there: %s', (date, end) => {
    expect(endOfDayInKyiv(day(date))).toBe(end);
  });

  test('agrees with the machine’s time zones at every hour of the days on which clocks change, and at any other', () => {
    const inKyiv = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Kyiv', dateStyle: 'short' });
    const changes = [2022, 2023, 2024, 2025, 2026].flatMap((year) => [Date.UTC(year, 2, 25), Date.UTC(year, 9, 25)]);
    const hours = changes.flatMap((start) => Array.from({ length: 8 * 24 }, (_, hour) => start + hour * 3_600_000));
    for (const at of hours) expect(dayInKyiv(instant(new Date(at).toISOString()))).toBe(inKyiv.format(at));
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2030, 0, 1) }), (at) => {
        expect(dayInKyiv(instant(new Date(at).toISOString()))).toBe(inKyiv.format(at));
      }),
    );
  });

  test('the end of a day is its last millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 19_000, max: 22_000 }), (number) => {
        const date = fromDayNumber(number);
        const end = endOfDayInKyiv(date);
        const next = instant(new Date(Date.parse(end) + 1).toISOString());
        expect([dayInKyiv(end), dayInKyiv(next)]).toEqual([date, addDays(date, 1)]);
      }),
    );
  });
});

describe('an instant', () => {
  test.each([
    ['2026-03-03T14:05:00Z', '2026-03-03T14:05:00.000Z'],
    ['2026-03-03T14:05Z', '2026-03-03T14:05:00.000Z'],
    ['2026-03-03T14:05:00.123456Z', '2026-03-03T14:05:00.123Z'],
    ['2026-03-03T14:05:00.5Z', '2026-03-03T14:05:00.500Z'],
    ['2026-03-03T00:05:00+02:00', '2026-03-02T22:05:00.000Z'],
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  test.each([
    'tomorrow',
    '2026-03-03',
    '2026-03-03T14:05:00',
    '2026-02-30T14:05:00Z',
    '2026-03-03T24:00:00Z',
    '2026-03-03T14:60:00Z',
    '2026-03-03T14:05:60Z',
    '2026-03-03T14:05:00+15:00',
    '2026-03-03 14:05:00Z',
  ])('“%s” is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe('the machine’s own zone', () => {
  test.each([
    ['Europe/Kyiv', -120],
    ['UTC', 0],
    ['Pacific/Honolulu', 600],
  ])('does not matter: %s (O5)', (zone, minutesBehind) => {
    // A process of its own, since a process reads its zone once.
    const script = fileURLToPath(new URL('../../support/months-in-zone.ts', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      minutesBehind,
      months: ['2024-03 31', '2024-10 31', '2024-12 31'],
      known: ['2024-03-31T20:59:59.999Z', '2024-10-27T21:59:59.999Z', '2024-12-31T21:59:59.999Z'],
      figures: ['2024-03 28200', '2024-04 26960'],
    });
  });
});
