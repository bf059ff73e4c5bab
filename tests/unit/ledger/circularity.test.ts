import { describe, expect, test } from 'vitest';
import {
  agreesWith,
  type ComparedFigure,
  citationsIn,
  comparedFigures,
  compareSeries,
  followerOf,
  isWorthAnotherLook,
} from '@/lib/ledger/circularity';
import type { ClaimId } from '@/lib/ledger/claim';
import { addMonths, type Month } from '@/lib/ledger/month';
import { readStarter, starterFigures } from '@/tests/fixtures/starter';

const JANUARY = '2024-01' as Month;

/** A series of these numbers, a month each from January 2024 on; null is a month without a figure. */
function series(values: readonly (number | null)[], rounding = 0): ReadonlyMap<Month, ComparedFigure> {
  return new Map(
    values.flatMap((best, index): [Month, ComparedFigure][] => {
      const month = addMonths(JANUARY, index);
      return best === null ? [] : [[month, { month, low: best, best, high: best, rounding }]];
    }),
  );
}

/** Months that go up and down by more than a tenth each time. */
const UPS_AND_DOWNS = [1000, 1300, 900, 1500, 1100, 1700, 1250, 2000, 1400, 1050];

describe('two series beside each other (domain.md §2)', () => {
  test('a series that follows another within two per cent in eight months of ten is a hint', () => {
    const repeating = UPS_AND_DOWNS.map((value, index) => (index < 2 ? value * 1.5 : value * 1.02));
    const compared = compareSeries(series(repeating), series(UPS_AND_DOWNS));
    expect(compared).toMatchObject({ shared: 10, agreeing: 8, isHint: true });
    expect(compared.months.filter(({ agrees }) => !agrees).map(({ month }) => month)).toEqual(['2024-01', '2024-02']);
  });

  test('seven of ten are too few', () => {
    const repeating = UPS_AND_DOWNS.map((value, index) => (index < 3 ? value * 1.5 : value));
    expect(compareSeries(series(repeating), series(UPS_AND_DOWNS)).isHint).toBe(false);
  });

  test('five shared months say nothing, six do', () => {
    const six = UPS_AND_DOWNS.slice(0, 6);
    expect(compareSeries(series(six), series(six)).isHint).toBe(true);
    expect(compareSeries(series([...six.slice(0, 5), null]), series(six)).isHint).toBe(false);
  });

  test('beyond two per cent figures still agree where their rounding together is wider', () => {
    const off = UPS_AND_DOWNS.map((value) => value + 100);
    expect(compareSeries(series(off, 50), series(UPS_AND_DOWNS, 50)).agreeing).toBe(10);
    expect(compareSeries(series(off, 50), series(UPS_AND_DOWNS, 40)).agreeing).toBeLessThan(10);
  });

  test('series that agree as well when one is moved by a month are no hint: they only run at one height', () => {
    const level = Array.from({ length: 12 }, () => 1000);
    const compared = compareSeries(series(level), series(level));
    expect(compared).toMatchObject({ shared: 12, agreeing: 12, isHint: false });
    expect(compared.shifts.map(({ by, shared, agreeing }) => [by, shared, agreeing])).toEqual([
      [-3, 9, 9],
      [-2, 10, 10],
      [-1, 11, 11],
      [1, 11, 11],
      [2, 10, 10],
      [3, 9, 9],
    ]);
  });

  test('two independent series with more than six shared months are none', () => {
    const other = [1150, 1100, 1200, 1250, 1350, 1380, 1500, 1600, 1620, 1300];
    expect(compareSeries(series(other), series(UPS_AND_DOWNS))).toMatchObject({ shared: 10, isHint: false });
  });

  test('what differs by more than one per cent is noted, although it agrees', () => {
    const { months } = compareSeries(
      series(UPS_AND_DOWNS.map((value) => Math.round(value * 1.015))),
      series(UPS_AND_DOWNS),
    );
    expect(months[0]).toMatchObject({ difference: 15, percent: 1.5, agrees: true, noted: true });
  });

  test('a bound is compared with a bound of its kind only, a range with a range', () => {
    const january = (low: number | null, best: number | null, high: number | null) =>
      new Map([[JANUARY, { month: JANUARY, low, best, high, rounding: 0 }]]);
    expect(compareSeries(january(1000, null, null), january(1010, null, null)).agreeing).toBe(1);
    expect(compareSeries(january(1000, null, null), january(null, 1000, null)).shared).toBe(0);
    expect(compareSeries(january(1000, null, null), january(null, null, 1000)).shared).toBe(0);
    expect(compareSeries(january(1000, null, 2000), january(1000, null, 2500))).toMatchObject({
      shared: 1,
      agreeing: 0,
    });
  });

  test('zero agrees with zero and with nothing else', () => {
    expect(
      compareSeries(series([0, 5]), series([0, 0])).months.map(({ agrees, percent }) => [agrees, percent]),
    ).toEqual([
      [true, null],
      [false, null],
    ]);
  });

  test('a further number for a month is measured like its figure', () => {
    const figure = { month: JANUARY, low: 990, best: 1000, high: 1010, rounding: 10 };
    expect(agreesWith({ low: 1015, best: 1015, high: 1015 }, figure)).toBe(true);
    expect(agreesWith({ low: null, best: 1025, high: null }, figure)).toBe(false);
  });
});

describe('which of the two follows', () => {
  const days = (...given: string[]) => new Map(given.map((day, index) => [addMonths(JANUARY, index), day]));
  const months = [JANUARY, addMonths(JANUARY, 1), addMonths(JANUARY, 2)];
  test('the one that is published later in more months', () => {
    const early = days('2024-02-01', '2024-03-01', '2024-04-05');
    const late = days('2024-02-07', '2024-03-07', '2024-04-01');
    expect(followerOf(early, late, months)).toBe('b');
    expect(followerOf(late, early, months)).toBe('a');
  });
  test('neither, where the days are the same or unknown', () => {
    expect(followerOf(days('2024-02-01'), days('2024-02-01'), months)).toBeNull();
    expect(followerOf(days(), days('2024-02-01'), months)).toBeNull();
  });
});

test('a rejected hint is worth another look with six more agreeing months, not with five', () => {
  const then = { agreeing: 8, citing: 0 };
  expect(isWorthAnotherLook(then, { agreeing: 13, citing: 0 })).toBe(false);
  expect(isWorthAnotherLook(then, { agreeing: 14, citing: 0 })).toBe(true);
});

describe('words that name another source', () => {
  const names = [
    { slug: 'staff', name: 'General Staff' },
    { slug: 'staff', name: 'GenStaff' },
    { slug: 'ministry', name: 'Ministry' },
  ];
  const publication = { publisher: null, relay: null, quote: null, title: null, note: null };
  const cited = (given: Partial<typeof publication> | { [Field in keyof typeof publication]?: string }) =>
    citationsIn({ id: 'abc' as ClaimId, source: 'ministry', publications: [{ ...publication, ...given }] }, names).map(
      ({ slug, field, name }) => [slug, field, name],
    );
  test('“according to” and a name or alias, in the quote or title', () => {
    expect(cited({ quote: 'According to the General Staff, 1,200 a day' })).toEqual([
      ['staff', 'quote', 'General Staff'],
    ]);
    expect(cited({ title: 'Losses of March, citing GenStaff' })).toEqual([['staff', 'title', 'GenStaff']]);
  });
  test('a name alone is what the sentence is about', () => {
    expect(cited({ quote: 'The General Staff moved to another building' })).toEqual([]);
  });
  test('its own name, and that of the paper which carries the words, count for nothing', () => {
    expect(cited({ quote: 'The Ministry said 1,200 a day' })).toEqual([]);
    expect(cited({ quote: 'The General Staff said 1,200', publisher: 'General Staff press office' })).toEqual([]);
  });
  test('a name inside another word is none', () => {
    expect(cited({ quote: 'according to GenStaffX' })).toEqual([]);
  });
});

describe('the starter ledger', () => {
  test('UK Defence Intelligence agrees with the General Staff in 39 of 47 months; ten are off by more than one per cent', async () => {
    const starter = await readStarter();
    const of = (id: string) => comparedFigures(starterFigures(starter, id), '2026-11' as Month);
    const compared = compareSeries(of('uk-di.killed_or_wounded.ru'), of('ua-general-staff.killed_or_wounded.ru'));
    expect(compared).toMatchObject({ shared: 47, agreeing: 39, isHint: true });
    expect(compared.months.filter(({ noted }) => noted).map(({ month }) => month)).toEqual([
      '2022-06',
      '2022-07',
      '2022-09',
      '2022-11',
      '2022-12',
      '2023-06',
      '2023-07',
      '2023-10',
      '2025-02',
      '2025-05',
    ]);
    expect(Math.max(...compared.shifts.map(({ agreeing }) => agreeing))).toBe(7);
    const territory = compareSeries(of('isw.territory_gained.ru'), of('deepstate.territory_gained.ru'));
    expect(territory).toMatchObject({ shared: 6, isHint: false });
  });
});
