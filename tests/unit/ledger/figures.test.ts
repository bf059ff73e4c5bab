/** The rules by which claims become monthly figures (domain.md §3.1–§3.3): claims in, one month out. */
import { describe, expect, test } from 'vitest';
import { claimIdsOf, shownFlag, toFigures } from '@/lib/ledger/figures';
import {
  about,
  atLeast,
  average,
  between,
  boundsOf,
  cellOf,
  claim,
  correction,
  event,
  exactly,
  figureOf,
  figuresOf,
  GENERAL_STAFF,
  interval,
  inWords,
  month,
  NAME_LIST,
  ORYX,
  oneDay,
  reasonOf,
  seriesInput,
  source,
  stated,
  total,
  UK_DI,
  upTo,
} from '@/tests/fixtures/claims';

const gs = { source: GENERAL_STAFF };
const september = [total('2024-09-01', about(616300, 10)), total('2024-10-01', about(654430, 10))];

describe('N0 which claims may be used', () => {
  test('one at or above the reader’s threshold', () => {
    const claims = [stated('2024-09', 100)];
    expect(figureOf('2024-09', claims).badge).toBe('attributed');
    expect(reasonOf('2024-09', claims, { threshold: 'checked' })).toBe('BELOW_STATUS');
    expect(figureOf('2024-09', [stated('2024-09', 100, { attribution: 'a2' })], { threshold: 'checked' }).badge).toBe(
      'checked',
    );
  });

  test('an unchecked claim makes no figure by default', () => {
    expect(reasonOf('2024-09', [stated('2024-09', 100, { attribution: 'a0' })])).toBe('BELOW_STATUS');
  });

  test('none that was withdrawn, discounted or replaced by its source', () => {
    for (const over of [{ standing: 'withdrawn' }, { standing: 'discounted' }, { supersededBy: 'c2' }] as const)
      expect(reasonOf('2024-09', [stated('2024-09', 100, over)])).toBe('SUPERSEDED_ALL');
  });

  test('the one that replaces it takes its place', () => {
    const claims = [stated('2024-09', 100, { id: 'c1', supersededBy: 'c2' }), stated('2024-09', 90, { id: 'c2' })];
    const figure = figureOf('2024-09', claims);
    expect([figure.best, figure.claims.map(({ id }) => id), figure.alsoSaid]).toEqual([90, ['c2'], []]);
  });

  test('no part of a whole, neither for the whole nor as a figure of its own', () => {
    const part = stated('2024-09', 100, { scope: 'part-convicts' });
    expect(reasonOf('2024-09', [part])).toBe('NO_CLAIM');
    expect(reasonOf('2024-09', [part], { scope: 'part-convicts' })).toBe('NO_CLAIM');
  });

  test('none of another source, side, metric, scope or definition: series are never mixed', () => {
    const strangers = [
      stated('2024-09', 1, { source: 'another' }),
      stated('2024-09', 2, { side: 'ua' }),
      stated('2024-09', 3, { metric: 'killed' }),
      stated('2024-09', 4, { scope: 'sector-kupiansk' }),
      stated('2024-09', 5, { definitionVersion: 2 }),
    ];
    expect(cellOf('2024-09', strangers)).toMatchObject({ kind: 'gap', reason: 'NO_CLAIM', claims: [] });
  });

  test('a series of a sector has its own figures', () => {
    const claims = [stated('2024-09', 20000, { scope: 'sector-kharkiv' }), stated('2024-09', 38130)];
    expect(figureOf('2024-09', claims, { scope: 'sector-kharkiv' })).toMatchObject({
      series: 'source.killed_or_wounded.ru.sector-kharkiv',
      best: 20000,
    });
  });

  test('the figure carries the weakest badge among its claims', () => {
    const claims = [total('2024-09-01', 100, { attribution: 'a2' }), total('2024-10-01', 200, { attribution: 'a1' })];
    expect(figureOf('2024-09', claims, gs).badge).toBe('attributed');
  });
});

describe('N1 stated for the month', () => {
  test('the figure is the claim', () => {
    const figure = figureOf('2024-11', [stated('2024-11', 725, { id: 'afp', revision: 3 })]);
    expect(figure).toMatchObject({
      method: 'N1',
      low: 725,
      best: 725,
      high: 725,
      valueKind: 'point',
      flags: ['A'],
      notes: [],
      arithmetic: '725',
      coverageDays: 30,
      daysInMonth: 30,
      unallocated: 0,
      claims: [{ id: 'afp', revision: 3, role: 'stated' }],
      alsoSaid: [],
    });
  });

  test.each([
    ['about 36 000', about(36000), [null, 36000, null], 'approx', '36000'],
    ['36 000, rounded to a thousand', about(36000, 1000), [35500, 36000, 36500], 'approx', '36000'],
    ['more than 33 000', atLeast(33000), [33000, null, null], 'at_least', 'low 33000'],
    ['up to 37 000', upTo(37000), [null, null, 37000], 'at_most', 'high 37000'],
    ['30 000 to 40 000', between(30000, 40000), [30000, null, 40000], 'range', 'low 30000; high 40000'],
    ['35 000 (30 000–40 000)', between(30000, 40000, 35000), [30000, 35000, 40000], 'range', '35000'],
    ['0', exactly(0), [0, 0, 0], 'point', '0'],
    ['499.28', exactly('499.28'), [499.28, 499.28, 499.28], 'point', '499.28'],
  ])('%s', (_, said, bounds, valueKind, arithmetic) => {
    const figure = figureOf('2024-09', [stated('2024-09', said)]);
    expect(boundsOf(figure)).toEqual(bounds);
    expect(figure).toMatchObject({ valueKind, arithmetic });
  });

  test('words without a number make no figure', () => {
    expect(reasonOf('2024-09', [stated('2024-09', inWords)])).toBe('NO_CLAIM');
  });

  test('a year to date that is exactly one month states it', () => {
    const claims = [
      claim({ periodKind: 'cumulative_since_date', periodStart: '2025-01-01', asOf: '2025-01-31', ...exactly(1100) }),
    ];
    expect(figureOf('2025-01', claims)).toMatchObject({ method: 'N1', best: 1100 });
  });

  test('is P where the source itself calls it provisional', () => {
    expect(figureOf('2024-09', [stated('2024-09', 100, { provisional: true })]).flags).toEqual(['P']);
  });
});

describe('N2 daily average × days', () => {
  test('1 271 a day in September 2024 → 38 130 ± 15', () => {
    expect(figureOf('2024-09', [average('2024-09', about(1271, 1), { id: 'uk' })], { source: UK_DI })).toMatchObject({
      method: 'N2',
      low: 38115,
      best: 38130,
      high: 38145,
      valueKind: 'approx',
      arithmetic: '1271 × 30 = 38130',
      claims: [{ id: 'uk', revision: 1, role: 'rate' }],
      notes: ['ROUNDING_ONLY'],
    });
  });

  test.each([
    ['over 1 000 a day is low only', atLeast(1000), [30000, null, null], 'low 1000 × 30 = 30000'],
    ['up to 1 200', upTo(1200), [null, null, 36000], 'high 1200 × 30 = 36000'],
    ['1 000 to 1 200', between(1000, 1200), [30000, null, 36000], 'low 1000 × 30 = 30000; high 1200 × 30 = 36000'],
    ['about 1 271', about(1271), [null, 38130, null], '1271 × 30 = 38130'],
  ])('ranges and bounds scale alike: %s', (_, said, bounds, arithmetic) => {
    const figure = figureOf('2024-09', [average('2024-09', said)]);
    expect([boundsOf(figure), figure.arithmetic]).toEqual([bounds, arithmetic]);
  });

  test('leap day, daylight saving: the days are those of the calendar', () => {
    expect(figureOf('2024-02', [average('2024-02', 983)]).best).toBe(983 * 29);
    expect(figureOf('2024-03', [average('2024-03', 1000)]).best).toBe(31000);
    expect(figureOf('2024-10', [average('2024-10', 1000)]).best).toBe(31000);
  });

  test('a rate over other days than one month is no month', () => {
    const quarter = claim({
      periodKind: 'daily_rate',
      periodStart: '2024-07-01',
      periodEnd: '2024-10-01',
      ...exactly(1200),
    });
    expect(reasonOf('2024-09', [quarter])).toBe('NO_CLAIM');
  });

  test('an average a month or a week never becomes a particular month', () => {
    const claims = (['monthly_rate', 'weekly_rate'] as const).map((periodKind) =>
      stated('2024-09', 35000, { periodKind }),
    );
    expect(reasonOf('2024-09', claims)).toBe('NO_CLAIM');
  });
});

describe('N3 difference of two running totals', () => {
  test('654 430 − 616 300 = 38 130, from 38 120 to 38 140', () => {
    const [start, end] = [
      total('2024-09-01', about(616300, 10), { id: 's' }),
      total('2024-10-01', about(654430, 10), { id: 'e' }),
    ];
    expect(figureOf('2024-09', [end, start], gs)).toMatchObject({
      method: 'N3',
      low: 38120,
      best: 38130,
      high: 38140,
      valueKind: 'approx',
      flags: ['D'],
      notes: ['ROUNDING_ONLY'],
      arithmetic: '654430 − 616300 = 38130',
      claims: [
        { id: 's', revision: 1, role: 'start' },
        { id: 'e', revision: 1, role: 'end' },
      ],
    });
  });

  test('a report dated D counts up to the morning of D, or to its end: each source has its convention', () => {
    const ends = [total('2024-08-31', 616300), total('2024-09-30', 654430)];
    expect(figureOf('2024-09', ends, { source: source({ countingConvention: 'end_of_day' }) })).toMatchObject({
      method: 'N3',
      best: 38130,
    });
    expect(figureOf('2024-09', september, gs).method).toBe('N3');
    expect(figureOf('2024-09', ends, { source: source({ countingConvention: 'morning' }) })).toMatchObject({
      method: 'N10',
      coverageDays: 29,
    });
  });

  test('worst case: lowest end less highest start, and the other way round', () => {
    const claims = [total('2024-09-01', between(100, 120, 110)), total('2024-10-01', between(1000, 1040, 1020))];
    expect(boundsOf(figureOf('2024-09', claims, gs))).toEqual([880, 910, 940]);
  });

  test('with an exact and a rounded total, half of one unit', () => {
    const claims = [total('2024-09-01', 616300), total('2024-10-01', about(654430, 10))];
    expect(boundsOf(figureOf('2024-09', claims, gs))).toEqual([38125, 38130, 38135]);
  });

  test('a lower bound less a total is a lower bound', () => {
    const claims = [total('2024-09-01', exactly(100)), total('2024-10-01', atLeast(250))];
    expect(figureOf('2024-09', claims, gs)).toMatchObject({
      low: 150,
      best: null,
      high: null,
      arithmetic: 'low 250 − 100 = 150',
    });
  });

  test('where a total is said twice, the candidates’ order holds and the other is also said', () => {
    const claims = [...september, total('2024-10-01', about(654500, 10), { id: 'relay', relayed: true })];
    const figure = figureOf('2024-09', claims, gs);
    expect(figure).toMatchObject({ best: 38130, alsoSaid: [{ id: 'relay', low: 38190, best: 38200, high: 38210 }] });
    expect(figure.notes).toContain('CANDIDATES_DIFFER');
  });

  test('also said at the start of the month counts the other way round', () => {
    const claims = [...september, total('2024-09-01', exactly(616000), { id: 'relay', relayed: true })];
    expect(figureOf('2024-09', claims, gs).alsoSaid).toEqual([{ id: 'relay', low: 38425, best: 38430, high: 38435 }]);
  });

  test('a directly stated month goes before any difference', () => {
    expect(figureOf('2024-09', [...september, stated('2024-09', atLeast(38000))], gs)).toMatchObject({
      method: 'N1',
      low: 38000,
    });
  });

  test('year-to-date totals at month ends may be subtracted, too', () => {
    const since = { periodKind: 'cumulative_since_date', periodStart: '2025-01-01' } as const;
    const claims = [total('2025-02-01', 48240, since), total('2025-03-01', 84810, since)];
    expect(figureOf('2025-02', claims, gs)).toMatchObject({ method: 'N3', best: 36570 });
  });

  test('totals since the start go before totals since a date', () => {
    const since = { periodKind: 'cumulative_since_date', periodStart: '2024-01-01' } as const;
    const rounded = [total('2024-09-01', about(230000), since), total('2024-10-01', about(270000), since)];
    expect(figureOf('2024-09', [...rounded, ...september], gs).best).toBe(38130);
  });

  test('totals since different days are never subtracted from one another', () => {
    const claims = [
      total('2025-02-01', 48240, { periodKind: 'cumulative_since_date', periodStart: '2025-01-01' }),
      total('2025-03-01', 84810, { periodKind: 'cumulative_since_date', periodStart: '2024-01-01' }),
    ];
    expect(cellOf('2025-02', claims, gs).kind).toBe('gap');
  });
});

describe('T10 announced corrections', () => {
  const april = [total('2025-04-01', about(916770, 10)), total('2025-05-01', about(953190, 10))];

  test('are taken out and kept as unallocated: 36 420 − 160 = 36 260', () => {
    const figure = figureOf('2025-04', [...april, correction('2025-04-15', 160, { id: 'fix' })], gs);
    expect(figure).toMatchObject({
      low: 36250,
      best: 36260,
      high: 36270,
      unallocated: 160,
      arithmetic: '953190 − 916770 − 160 = 36260',
    });
    expect(figure.notes).toContain('CORRECTION_SET_APART');
    expect(figure.claims.at(-1)).toEqual({ id: 'fix', revision: 1, role: 'correction' });
  });

  test('belong to the month whose totals they stand between', () => {
    expect(figureOf('2025-04', [...april, correction('2025-05-01', 160)], gs).unallocated).toBe(160);
    expect(figureOf('2025-04', [...april, correction('2025-04-01', 160)], gs).unallocated).toBe(0);
    expect(figureOf('2025-04', [...april, correction('2025-05-02', 160)], gs).unallocated).toBe(0);
  });

  test('may lower the total: what was taken off it is given back', () => {
    expect(figureOf('2025-04', [...april, correction('2025-04-15', -80)], gs)).toMatchObject({
      best: 36500,
      unallocated: -80,
      arithmetic: '953190 − 916770 + 80 = 36500',
    });
  });

  test('explain a fall: a month whose total fell by its correction alone has a figure', () => {
    const fell = [total('2025-04-01', 1000), total('2025-05-01', 950), correction('2025-04-15', -80)];
    expect(figureOf('2025-04', fell, gs).best).toBe(30);
  });

  test('shift the alternatives, too', () => {
    const other = total('2025-05-01', exactly(953200), { relayed: true });
    expect(figureOf('2025-04', [...april, other, correction('2025-04-15', 160)], gs).alsoSaid[0]?.best).toBe(36270);
  });

  test('are no voice and no kind of value of their own', () => {
    const figure = figureOf('2025-04', [...april, correction('2025-04-15', 160, { repeatsSource: 'someone' })], gs);
    expect([figure.lineage, figure.valueKind]).toEqual(['ua-general-staff.killed_or_wounded.ru', 'approx']);
  });
});

describe('N4 totals near the border of a month', () => {
  const tanks = { source: ORYX };

  test('the border is read from the straight line, bounded by its neighbours', () => {
    const claims = [total('2022-09-30', 1211), total('2022-10-30', 1419), total('2022-11-30', 1523)];
    const figure = figureOf('2022-10', claims, tanks);
    expect(figure).toMatchObject({
      method: 'N4',
      low: 208,
      high: 312,
      flags: ['E'],
      notes: [],
      valueKind: 'approx',
      arithmetic: '(1419 + (1523 − 1419) × 1/31) − 1211 = 6552/31',
    });
    expect(figure.best).toBe(6552 / 31);
    expect(figure.claims.map(({ role }) => role)).toEqual(['start', 'end_before', 'end_after']);
  });

  test('up to 3 days away it is E, 4 to 7 days E and U, farther no figure', () => {
    const near = (last: string) => [total('2024-08-31', 100), total(last, 200), total('2024-10-20', 300)];
    expect(figureOf('2024-09', near('2024-09-27'), tanks).flags).toEqual(['E']);
    expect(figureOf('2024-09', near('2024-09-26'), tanks).flags).toEqual(['U', 'E']);
    expect(figureOf('2024-09', near('2024-09-23'), tanks).flags).toEqual(['U', 'E']);
    expect(reasonOf('2024-09', near('2024-09-22'), tanks)).toBe('GAP_TOO_WIDE');
  });

  test('the two neighbours lie at most 45 days apart', () => {
    const apart = (last: string) => [total('2024-08-31', 100), total('2024-09-29', 200), total(last, 300)];
    expect(figureOf('2024-09', apart('2024-11-13'), tanks).method).toBe('N4');
    expect(reasonOf('2024-09', apart('2024-11-14'), tanks)).toBe('GAP_TOO_WIDE');
  });

  test('both borders can be read from one pair of totals: the lowest difference is cut at zero', () => {
    const claims = [total('2024-08-28', 100), total('2024-10-02', 310)];
    expect(figureOf('2024-09', claims, tanks)).toMatchObject({
      low: 0,
      best: 180,
      high: 210,
      notes: ['CLAMPED_AT_ZERO'],
      arithmetic: '(100 + (310 − 100) × 33/35) − (100 + (310 − 100) × 3/35) = 180; low -210 → 0',
    });
  });

  test('an exact border goes before an interpolated one, also of another edition', () => {
    const first = [total('2024-08-30', 90, { release: 'a' }), total('2024-10-02', 320, { release: 'a' })];
    const second = [total('2024-08-31', 100, { release: 'b' }), total('2024-09-30', 300, { release: 'b' })];
    expect(figureOf('2024-09', [...first, ...second], tanks)).toMatchObject({ method: 'N3', best: 200 });
  });

  test('no line is drawn from a bound', () => {
    const claims = [total('2024-08-31', 100), total('2024-09-29', atLeast(200)), total('2024-10-05', 300)];
    expect(reasonOf('2024-09', claims, tanks)).toBe('GAP_TOO_WIDE');
  });
});

describe('N5 sum of days', () => {
  const days = (from: number, to: number, value = 1000) =>
    Array.from({ length: to - from + 1 }, (_, index) =>
      oneDay(`2024-09-${String(from + index).padStart(2, '0')}`, value),
    );

  test('all days: their sum', () => {
    const figure = figureOf('2024-09', days(1, 30));
    expect(figure).toMatchObject({
      method: 'N5',
      low: 30000,
      best: 30000,
      high: 30000,
      coverageDays: 30,
      flags: ['A'],
    });
    expect(figure.arithmetic).toBe(`${Array(30).fill('1000').join(' + ')} = 30000`);
    expect(figure.claims).toHaveLength(30);
  });

  test('two missing: best in proportion, low the raw sum, flag E', () => {
    expect(figureOf('2024-09', days(3, 30))).toMatchObject({
      low: 28000,
      best: 30000,
      high: null,
      coverageDays: 28,
      flags: ['E'],
    });
  });

  test('three missing in runs of two and one are still completed', () => {
    expect(figureOf('2024-09', [...days(3, 20), ...days(22, 30)])).toMatchObject({
      best: 30000,
      coverageDays: 27,
      flags: ['E'],
    });
  });

  test.each([
    ['a run of three', days(4, 30)],
    ['four in all', [...days(3, 10), ...days(12, 19), ...days(21, 30)]],
  ])('%s missing: only “at least the sum”, flag U', (_, claims) => {
    const { length } = claims;
    expect(figureOf('2024-09', claims)).toMatchObject({
      low: length * 1000,
      best: null,
      high: null,
      valueKind: 'at_least',
      coverageDays: length,
      flags: ['U'],
    });
  });

  test('one day alone is at least that day', () => {
    expect(figureOf('2024-11', [oneDay('2024-11-28', 2030)])).toMatchObject({
      low: 2030,
      best: null,
      coverageDays: 1,
      arithmetic: 'low 2030',
    });
  });

  test('zero ≠ missing: a day with zero is a day', () => {
    expect(figureOf('2024-09', [...days(1, 29), oneDay('2024-09-30', 0)])).toMatchObject({
      best: 29000,
      coverageDays: 30,
      flags: ['A'],
    });
  });

  test('a zero followed by a catch-up of more than three times the median is missing', () => {
    const caught = (value: number) => [
      ...days(1, 14),
      oneDay('2024-09-15', 0),
      oneDay('2024-09-16', value),
      ...days(17, 30),
    ];
    expect(figureOf('2024-09', caught(3000))).toMatchObject({ best: 31000, coverageDays: 30, flags: ['A'] });
    expect(figureOf('2024-09', caught(3001))).toMatchObject({ low: 31001, coverageDays: 29, flags: ['E'] });
  });

  test('the median of an even number of days lies between the two in the middle', () => {
    // 15 days of 1 000, 14 of 1 200 and the zero: the median is 1 000. With 14 of 1 000 it is 1 100.
    const claims = (low: number) => [
      ...days(1, low),
      ...days(low + 1, 28, 1200),
      oneDay('2024-09-29', 0),
      oneDay('2024-09-30', 3200),
    ];
    expect(figureOf('2024-09', claims(15)).coverageDays).toBe(29);
    expect(figureOf('2024-09', claims(14)).coverageDays).toBe(30);
  });

  test('where totals exist too, the difference is the figure', () => {
    const figure = figureOf('2024-09', [...september, ...days(1, 30, 1271)], gs);
    expect([figure.method, figure.notes]).toEqual(['N3', ['ROUNDING_ONLY']]);
  });

  test('and the sum of days is tested against it: warned above half a per cent', () => {
    const totals = [total('2024-09-01', 0), total('2024-10-01', 30000)];
    const off = (by: number) => [...totals, ...days(1, 29), oneDay('2024-09-30', 1000 + by)];
    expect(figureOf('2024-09', off(150), gs).notes).toEqual([]);
    expect(figureOf('2024-09', off(151), gs).notes).toEqual(['DAILY_SUM_DIFFERS']);
    expect(figureOf('2024-09', off(-151), gs).notes).toEqual(['DAILY_SUM_DIFFERS']);
    expect(figureOf('2024-09', [...totals, ...days(1, 29, 5000)], gs).notes).toEqual([]);
  });

  test('a day said twice is counted once', () => {
    const twice = [...days(1, 30), oneDay('2024-09-10', 1000, { relayed: true, periodEnd: null })];
    const figure = figureOf('2024-09', twice);
    expect([figure.best, figure.alsoSaid.length, figure.notes]).toEqual([30000, 1, []]);
    expect(figureOf('2024-09', [...days(1, 30), oneDay('2024-09-10', 9000, { relayed: true })]).notes).toContain(
      'CANDIDATES_DIFFER',
    );
  });

  test('bounds and ranges add up as such', () => {
    const withLast = (last: ReturnType<typeof exactly>) =>
      figureOf('2024-09', [...days(1, 29), oneDay('2024-09-30', last)]);
    expect(boundsOf(withLast(atLeast(1000)))).toEqual([30000, null, null]);
    expect(boundsOf(withLast(upTo(1000)))).toEqual([null, null, 30000]);
    expect(boundsOf(withLast(between(900, 1100, 1000)))).toEqual([29900, 30000, 30100]);
  });

  test('a lower and an upper bound together bound nothing', () => {
    expect(
      cellOf('2024-09', [...days(1, 28), oneDay('2024-09-29', atLeast(1)), oneDay('2024-09-30', upTo(9))]).kind,
    ).toBe('gap');
  });

  test('days that can be negative have no raw sum as a floor', () => {
    const area = (from: number) => days(from, 30, 5).map((one) => ({ ...one, metric: 'territory_gained' as const }));
    expect(figureOf('2024-09', area(3), { metric: 'territory_gained' })).toMatchObject({
      low: null,
      best: 150,
      flags: ['E'],
    });
    expect(cellOf('2024-09', area(10), { metric: 'territory_gained' }).kind).toBe('gap');
  });
});

describe('N6 tables by date of event', () => {
  const row = (from: string, to: string, value: number, release = '2026-02') =>
    interval(from, to, value, { timeBasis: 'by_event', release, countBasis: 'enumerated' });
  const weeks = [
    row('2024-08-31', '2024-09-07', 700),
    row('2024-09-07', '2024-09-14', 700),
    row('2024-09-14', '2024-09-21', 700),
    row('2024-09-21', '2024-09-28', 700),
    row('2024-09-28', '2024-10-05', 700),
  ];

  test('weeks are added up, one across two months is split by days, flag E', () => {
    expect(figureOf('2024-09', weeks)).toMatchObject({
      method: 'N6',
      best: 3000,
      flags: ['E'],
      arithmetic: '700 × 6/7 + 700 + 700 + 700 + 700 × 3/7 = 3000',
      floor: true,
    });
  });

  test('a month of whole weeks is not estimated', () => {
    const february = ['2021-02', '2027-02'].map((of) =>
      [0, 7, 14, 21].map((offset) =>
        row(
          `${of}-${String(1 + offset).padStart(2, '0')}`,
          offset === 21 ? `${of.slice(0, 5)}03-01` : `${of}-${String(8 + offset).padStart(2, '0')}`,
          70,
        ),
      ),
    );
    expect(figureOf('2027-02', february.flat())).toMatchObject({ best: 280, flags: ['A'] });
  });

  test('days of a table are added up as well', () => {
    const daily = Array.from({ length: 30 }, (_, index) =>
      oneDay(`2024-09-${String(index + 1).padStart(2, '0')}`, 10, { timeBasis: 'by_event', release: '2026-02' }),
    );
    expect(figureOf('2024-09', daily)).toMatchObject({ method: 'N6', best: 300, flags: ['A'] });
  });

  test('from one release only: the latest that covers the month', () => {
    const newer = weeks.map((week) => ({
      ...week,
      id: `n${week.id}` as typeof week.id,
      release: '2026-03',
      best: '770',
    }));
    expect(figureOf('2024-09', [...weeks, ...newer]).best).toBe(3300);
    expect(figureOf('2024-09', [...weeks, ...newer.slice(1)]).best).toBe(3000);
    expect(cellOf('2024-09', [...weeks.slice(0, 2), ...newer.slice(2)]).kind).toBe('gap');
  });

  test('a table by date of event is never mixed with days by date of report', () => {
    const reported = Array.from({ length: 30 }, (_, index) =>
      oneDay(`2024-09-${String(index + 1).padStart(2, '0')}`, 100),
    );
    expect(figureOf('2024-09', [...weeks, ...reported])).toMatchObject({ method: 'N5', best: 3000, coverageDays: 30 });
  });

  test('bounded weeks add up to bounds, and to nothing where they point both ways', () => {
    const [first, ...rest] = weeks.slice(1, 4);
    if (!first) throw new Error('There are weeks.');
    const whole = [row('2024-09-01', '2024-09-07', 600), ...rest, row('2024-09-28', '2024-10-01', 300)];
    expect(boundsOf(figureOf('2024-09', [...whole, { ...first, ...atLeast(700) }]))).toEqual([3000, null, null]);
    expect(
      cellOf('2024-09', [
        ...whole.slice(1),
        { ...first, ...atLeast(700) },
        { ...row('2024-09-01', '2024-09-07', 1), ...upTo(600) },
      ]).kind,
    ).toBe('gap');
  });
});

describe('N8 name lists', () => {
  const list = { source: NAME_LIST, metric: 'names_added' } as const;
  const totals = [
    total('2022-07-08', 4515, { metric: 'killed_confirmed', countBasis: 'enumerated' }),
    total('2022-07-29', 5185, { metric: 'killed_confirmed', countBasis: 'enumerated' }),
  ];

  test('every month is a gap REPORT_DATE_BASIS, whatever is held (T5)', () => {
    const { cells } = figuresOf([...totals, stated('2022-07', 900, { metric: 'names_added' })], {
      ...list,
      months: ['2022-02', '2022-12'],
    });
    expect(cells.map((cell) => cell.kind === 'gap' && cell.reason)).toEqual(Array(11).fill('REPORT_DATE_BASIS'));
  });

  test('totals of a name list are never differenced into months (T5)', () => {
    const ends = [
      total('2024-08-31', 100, { metric: 'killed_confirmed' }),
      total('2024-09-30', 200, { metric: 'killed_confirmed' }),
    ];
    expect(reasonOf('2024-09', ends, { source: NAME_LIST, metric: 'killed_confirmed' })).toBe('REPORT_DATE_BASIS');
  });
});

describe('N9 no conversion', () => {
  test('from killed or wounded no number of killed is derived, nor the other way round', () => {
    expect(reasonOf('2024-09', september, { ...gs, metric: 'killed' })).toBe('NO_CLAIM');
    expect(reasonOf('2024-09', [stated('2024-09', 11200, { metric: 'killed' })])).toBe('NO_CLAIM');
  });
});

describe('N10 month to date', () => {
  const totals = [...september, total('2024-10-20', about(681000, 10))];

  test('the last total lies inside the month: the days so far, P, not scaled', () => {
    expect(figureOf('2024-10', totals, gs)).toMatchObject({
      method: 'N10',
      best: 681000 - 654430,
      coverageDays: 19,
      daysInMonth: 31,
      flags: ['P', 'D'],
      arithmetic: '681000 − 654430 = 26570',
    });
  });

  test('holds for a past month as well as for the current one', () => {
    expect(figureOf('2024-10', totals, { ...gs, current: '2024-10' })).toEqual(
      figureOf('2024-10', totals, { ...gs, current: '2026-11' }),
    );
  });

  test('ends when a later total comes', () => {
    expect(figureOf('2024-10', [...totals, total('2024-11-01', about(696410, 10))], gs)).toMatchObject({
      method: 'N3',
      best: 41980,
    });
    expect(reasonOf('2024-10', [...totals, total('2025-01-01', about(790800, 10))], gs)).toBe('GAP_TOO_WIDE');
  });

  test('needs a border at its start', () => {
    expect(reasonOf('2024-10', [total('2024-07-01', 1), total('2024-10-20', 2)], gs)).toBe('NO_ANCHOR');
  });

  test('a total at the very border of the month is not inside it', () => {
    expect(reasonOf('2024-10', september, gs)).toBe('NO_ANCHOR');
  });

  test('a month to date that fell is no figure', () => {
    expect(cellOf('2024-10', [...september, total('2024-10-20', 600000)], gs).kind).toBe('gap');
  });

  test('goes before “at least” from days, and after a stated month', () => {
    expect(figureOf('2024-10', [...totals, oneDay('2024-10-03', 1200)], gs).method).toBe('N10');
    expect(figureOf('2024-10', [...totals, stated('2024-10', atLeast(30000))], gs).method).toBe('N1');
  });

  test('days of the current month are added up so far and never completed', () => {
    const days = Array.from({ length: 28 }, (_, index) =>
      oneDay(`2026-09-${String(index + 1).padStart(2, '0')}`, 1000),
    );
    expect(figureOf('2026-09', days, { current: '2026-09' })).toMatchObject({
      method: 'N10',
      low: 28000,
      best: 28000,
      high: 28000,
      coverageDays: 28,
      flags: ['P'],
    });
    expect(figureOf('2026-09', days, { current: '2026-10' })).toMatchObject({
      method: 'N5',
      best: 30000,
      flags: ['E'],
    });
    expect(figureOf('2026-09', days.slice(1), { current: '2026-09' })).toMatchObject({
      low: 27000,
      best: null,
      flags: ['U', 'P'],
    });
  });

  test('days so far that bound nothing are no figure', () => {
    const days = [oneDay('2026-09-01', atLeast(1)), oneDay('2026-09-02', upTo(9))];
    expect(cellOf('2026-09', days, { current: '2026-09' }).kind).toBe('gap');
  });

  test('whatever is said for the current month is provisional', () => {
    expect(figureOf('2026-09', [average('2026-09', 1000)], { current: '2026-09' }).flags).toEqual(['P']);
  });
});

describe('flags', () => {
  test('B in the month of a break and not after it', () => {
    const claims = [stated('2024-09', 1), stated('2024-10', 1)];
    const flags = figuresOf(claims, { months: ['2024-09', '2024-10'], events: [event('2024-09-14')] }).cells.map(
      shownFlag,
    );
    expect(flags).toEqual(['B', 'A']);
    expect(figureOf('2024-09', claims, { events: [event('2024-09-14', 'note')] }).flags).toEqual(['A']);
    expect(figureOf('2024-09', claims, { events: [{ ...event('2024-09-14'), metric: 'killed' }] }).flags).toEqual([
      'A',
    ]);
  });

  test('B in the first month of a new definition', () => {
    const claims = [
      stated('2024-09', 1),
      stated('2024-10', 1, { definitionVersion: 2 }),
      stated('2024-11', 1, { definitionVersion: 2 }),
    ];
    const { cells } = figuresOf(claims, { definitionVersion: 2, months: ['2024-09', '2024-11'] });
    expect(cells.map((cell) => (cell.kind === 'figure' ? cell.flags.join() : cell.reason))).toEqual([
      'NO_CLAIM',
      'B',
      'A',
    ]);
  });

  test('D where the source publishes no definition, for that definition version only', () => {
    expect(figureOf('2024-09', september, gs).flags).toEqual(['D']);
    const recoded = september.map((one) => ({ ...one, definitionVersion: 2 }));
    expect(figureOf('2024-09', recoded, { ...gs, definitionVersion: 2 }).flags).toEqual(['A']);
  });

  test('P for a list of names always', () => {
    const counted = stated('2024-09', 100, { metric: 'killed_confirmed', countBasis: 'enumerated' });
    expect(figureOf('2024-09', [counted], { source: NAME_LIST, metric: 'killed_confirmed' })).toMatchObject({
      flags: ['P'],
      floor: true,
    });
  });

  test('several stand in the order of precedence, and the first is the one that is shown', () => {
    const claims = [total('2024-08-28', 100, { provisional: true }), total('2024-10-06', 310)];
    const figure = figureOf('2024-09', claims, {
      ...gs,
      events: [{ ...event('2024-09-02'), source: 'ua-general-staff' }],
    });
    expect(figure.flags).toEqual(['B', 'U', 'E', 'P', 'D']);
    expect(shownFlag(figure)).toBe('B');
  });

  test('a gap shows the missing code of its reason', () => {
    expect(shownFlag(cellOf('2024-09', []))).toBe('O');
    expect(shownFlag(cellOf('2024-09', [stated('2024-09', 1, { standing: 'withdrawn' })]))).toBe('L');
    expect(shownFlag(cellOf('2024-09', [], { source: NAME_LIST, metric: 'names_added' }))).toBe('M');
  });
});

describe('RANGE_TOO_WIDE', () => {
  test('a range wider than its value has no best and the flag U, and is drawn as a band', () => {
    expect(figureOf('2024-09', [stated('2024-09', between(1000, 9000, 4000))])).toMatchObject({
      low: 1000,
      best: null,
      high: 9000,
      valueKind: 'range',
      flags: ['U'],
      notes: ['RANGE_TOO_WIDE'],
      arithmetic: 'low 1000; high 9000',
    });
  });

  test('is measured by the middle where there is no best', () => {
    expect(figureOf('2024-09', [stated('2024-09', between(1000, 3000))]).notes).toEqual([]);
    expect(figureOf('2024-09', [stated('2024-09', between(1000, 3001))]).notes).toEqual(['RANGE_TOO_WIDE']);
  });

  test('holds for a difference of ranges', () => {
    const claims = [total('2024-09-01', between(100, 140, 120)), total('2024-10-01', between(150, 200, 170))];
    expect(figureOf('2024-09', claims, gs)).toMatchObject({
      low: 10,
      best: null,
      high: 100,
      arithmetic: 'low 150 − 140 = 10; high 200 − 100 = 100',
      notes: ['RANGE_TOO_WIDE'],
    });
  });

  test('never comes from rounding alone', () => {
    const claims = [total('2024-09-01', about(1000, 1000)), total('2024-10-01', about(1500, 1000))];
    expect(figureOf('2024-09', claims, gs)).toMatchObject({
      best: 500,
      notes: ['CLAMPED_AT_ZERO', 'ROUNDING_ONLY'],
      flags: ['D'],
    });
  });
});

describe('what a figure says of its claims', () => {
  test('a count of records is a floor', () => {
    expect(figureOf('2024-09', [stated('2024-09', 10, { countBasis: 'documented' })]).floor).toBe(true);
    expect(
      figureOf('2024-09', [total('2024-09-01', 1, { countBasis: 'documented' }), total('2024-10-01', 2)], gs).floor,
    ).toBe(false);
  });

  test('the lineage they share, none if they are mixed', () => {
    const repeat = { repeatsSource: 'ua-general-staff' } as const;
    expect(figureOf('2024-09', [average('2024-09', 1271, repeat)], { source: UK_DI }).lineage).toBe(
      'ua-general-staff.killed_or_wounded.ru',
    );
    expect(
      figureOf('2024-09', [total('2024-09-01', 1, repeat), total('2024-10-01', 2)], {
        source: source({ countingConvention: 'morning' }),
      }).lineage,
    ).toBeNull();
  });

  test('the walk from a cell: claims used and also said, or held by a gap', () => {
    const used = [stated('2024-09', 1, { id: 'a' }), stated('2024-09', 1, { id: 'b' })];
    expect(claimIdsOf(cellOf('2024-09', used))).toEqual(['a', 'b']);
    expect(claimIdsOf(cellOf('2024-09', [stated('2024-09', 1, { id: 'z', standing: 'withdrawn' })]))).toEqual(['z']);
  });
});

test('no months asked for, nothing given', () => {
  const input = seriesInput([...september, interval('2024-09-01', '2024-12-01', 1)], gs);
  const none = toFigures(input, {
    months: [],
    threshold: 'attributed',
    currentMonth: month('2026-11'),
    lineageOf: () => null,
  });
  expect([none.cells, none.spans, none.totals]).toEqual([[], [], []]);
});
