/** What is shown over its true days and never turned into months: N7 and N8 (domain.md §3.3). */
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import {
  type Asked,
  about,
  atLeast,
  between,
  boundsOf,
  claim,
  event,
  exactly,
  figuresOf,
  GENERAL_STAFF,
  interval,
  inWords,
  NAME_LIST,
  stated,
  total,
  upTo,
} from '@/tests/fixtures/claims';

const spansOf = (claims: readonly FigureClaim[], asked: Asked = {}) => figuresOf(claims, asked).spans;

describe('N7 other periods', () => {
  test('160 600 from January to April 2025 is one bar of 120 days', () => {
    const [span, ...others] = spansOf([interval('2025-01-01', '2025-05-01', 160600, { id: 'isw' })]);
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      from: '2025-01-01',
      to: '2025-05-01',
      method: 'N7',
      low: 160600,
      best: 160600,
      high: 160600,
      flags: ['A'],
      badge: 'attributed',
      arithmetic: '160600',
      claims: [{ id: 'isw', revision: 1, role: 'stated' }],
    });
    expect(span?.perDay).toBeCloseTo(1338.33, 2);
  });

  test('is never a month, and a month never a span', () => {
    const claims = [interval('2025-01-01', '2025-05-01', 160600), stated('2025-02', 40000)];
    const { cells, spans } = figuresOf(claims, { months: ['2025-01', '2025-04'] });
    expect(cells.map((cell) => cell.kind)).toEqual(['gap', 'figure', 'gap', 'gap']);
    expect(spans).toHaveLength(1);
  });

  test('an average a day over a quarter is multiplied by its days', () => {
    const quarter = claim({
      periodKind: 'daily_rate',
      periodStart: '2024-07-01',
      periodEnd: '2024-10-01',
      ...about(1200, 10),
    });
    const [span] = spansOf([quarter]);
    expect(span && boundsOf(span)).toEqual([109940, 110400, 110860]);
    expect(span).toMatchObject({
      arithmetic: '1200 × 92 = 110400',
      perDay: 1200,
      valueKind: 'approx',
      claims: [{ role: 'rate' }],
    });
  });

  test('a year to date reaches from its day to the boundary of the report', () => {
    const [span] = spansOf([
      claim({ periodKind: 'cumulative_since_date', periodStart: '2025-01-01', asOf: '2025-10-14', ...exactly(332000) }),
    ]);
    expect(span).toMatchObject({ from: '2025-01-01', to: '2025-10-15', best: 332000 });
  });

  test.each([
    ['at least', atLeast(70000), [70000, null, null], 1000, 'low 70000'],
    ['up to', upTo(70000), [null, null, 70000], 1000, 'high 70000'],
    [
      'a range: the mean a day is that of its middle',
      between(70000, 140000),
      [70000, null, 140000],
      1500,
      'low 70000; high 140000',
    ],
  ])('%s', (_, said, bounds, perDay, arithmetic) => {
    const [span] = spansOf([interval('2024-07-01', '2024-09-09', said)]);
    expect(span && boundsOf(span)).toEqual(bounds);
    expect(span).toMatchObject({ perDay, arithmetic });
  });

  test('two claims over the same days are one span; the other is also said', () => {
    const days = ['2024-07-01', '2024-10-01'] as const;
    const [span, ...others] = spansOf([
      interval(...days, 100000, { relayed: true, id: 'b' }),
      interval(...days, 110000, { id: 'a' }),
    ]);
    expect(others).toEqual([]);
    expect(span).toMatchObject({ best: 110000, alsoSaid: [{ id: 'b', low: 100000, best: 100000, high: 100000 }] });
  });

  test('stand in the order of their days, and only where they touch the months asked for', () => {
    const claims = [
      interval('2024-08-01', '2024-10-01', 3),
      interval('2024-07-01', '2024-10-01', 2),
      interval('2024-07-01', '2024-09-01', 1),
      interval('2023-07-01', '2023-09-01', 9),
    ];
    const spans = spansOf(claims, { months: ['2024-08', '2024-12'] });
    expect(spans.map(({ best }) => best)).toEqual([1, 2, 3]);
  });

  test('words without a number, days without dates and averages a month give none', () => {
    expect(
      spansOf([
        interval('2024-07-01', '2024-10-01', inWords),
        claim({ periodKind: 'interval', periodStart: '2024-07-01' }),
        interval('2024-07-01', '2024-10-01', 35000, { periodKind: 'monthly_rate' }),
      ]),
    ).toEqual([]);
  });

  test('are never fewer than none: a low below zero is cut, and the arithmetic says so', () => {
    const [span] = spansOf([interval('2024-07-01', '2024-09-09', about(0, 10))]);
    expect(span && boundsOf(span)).toEqual([0, 0, 5]);
    expect(span?.arithmetic).toBe('0; low -5 → 0');
  });

  test('carry the flags of what they cover', () => {
    const claims = [interval('2024-07-01', '2024-10-01', 1, { provisional: true })];
    expect(spansOf(claims, { events: [event('2024-09-30')] })[0]?.flags).toEqual(['B', 'P']);
    expect(spansOf(claims, { events: [event('2024-10-01')] })[0]?.flags).toEqual(['P']);
  });
});

describe('the five days of February 2022 (domain.md §1.5)', () => {
  const opening = total('2022-03-01', about(5710, 10));

  test('are a span from an implied zero, never a month', () => {
    const { cells, spans } = figuresOf([opening], { source: GENERAL_STAFF, months: ['2022-02', '2022-03'] });
    expect(cells[0]).toMatchObject({ kind: 'gap', reason: 'PARTIAL_START' });
    expect(spans).toMatchObject([
      {
        from: '2022-02-24',
        to: '2022-03-01',
        low: 5705,
        best: 5710,
        high: 5715,
        perDay: 1142,
        flags: ['D'],
        arithmetic: '5710 − 0 = 5710',
      },
    ]);
  });

  test('are no span of a source whose totals are estimates, nor outside the months asked for', () => {
    expect(spansOf([opening], { source: { ...GENERAL_STAFF, totalsAreDifferenceable: 'no' } })).toEqual([]);
    expect(spansOf([opening], { source: GENERAL_STAFF, months: ['2022-03', '2022-04'] })).toEqual([]);
    expect(spansOf([total('2022-03-02', 5840)], { source: GENERAL_STAFF })).toEqual([]);
  });
});

describe('N8 names added', () => {
  const list: Asked = { source: NAME_LIST, metric: 'names_added' };
  const names = (asOf: string, value: Parameters<typeof total>[1], over: Parameters<typeof total>[2] = {}) =>
    total(asOf, value, { metric: 'killed_confirmed', countBasis: 'enumerated', timeBasis: 'by_report', ...over });

  test('from the day after the first total to the second: 670 names in 21 days', () => {
    const [span, ...others] = spansOf(
      [names('2022-07-29', 5185, { id: 'e' }), names('2022-07-08', 4515, { id: 's' })],
      list,
    );
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      series: 'mediazona-bbc.names_added.ru',
      from: '2022-07-09',
      to: '2022-07-30',
      method: 'N8',
      best: 670,
      flags: ['P'],
      floor: true,
      arithmetic: '5185 − 4515 = 670',
      claims: [
        { id: 's', role: 'start' },
        { id: 'e', role: 'end' },
      ],
    });
    expect(span?.perDay).toBeCloseTo(31.9, 1);
  });

  test('each two successive totals give one, and together they are the change of the list', () => {
    const totals = [
      names('2024-01-10', 100),
      names('2024-02-09', 180),
      names('2024-05-01', 400),
      names('2024-05-31', 400),
    ];
    const spans = spansOf(totals, list);
    expect(spans.map(({ best }) => best)).toEqual([80, 220, 0]);
  });

  test('a bound is no total of a list', () => {
    expect(
      spansOf([names('2024-01-10', 100), names('2024-02-09', atLeast(150)), names('2024-03-10', 200)], list),
    ).toMatchObject([{ from: '2024-01-11', to: '2024-03-11', best: 100 }]);
  });

  test('a total that fell gives no span', () => {
    expect(spansOf([names('2024-01-10', 100), names('2024-02-09', 90)], list)).toEqual([]);
  });

  test('editions of one list are one list', () => {
    expect(
      spansOf([names('2024-01-10', 100, { release: 'a' }), names('2024-02-09', 180, { release: 'b' })], list),
    ).toHaveLength(1);
  });

  test('lists of different scope or forces are never subtracted', () => {
    expect(spansOf([names('2024-01-10', 100), names('2024-02-09', 180, { scope: 'sector-kursk' })], list)).toEqual([]);
    expect(
      spansOf(
        [
          names('2024-01-10', 100, { components: { pmc: 'in' } }),
          names('2024-02-09', 180, { components: { pmc: 'out' } }),
        ],
        list,
      ),
    ).toEqual([]);
    expect(spansOf([names('2024-01-10', 100), names('2024-02-09', 180, { side: 'ua' })], list)).toEqual([]);
  });

  test('a total that may not be used is left out', () => {
    const totals = [
      names('2024-01-10', 100),
      names('2024-02-09', 999, { standing: 'discounted' }),
      names('2024-03-10', 200),
    ];
    expect(spansOf(totals, list).map(({ best }) => best)).toEqual([100]);
  });

  test('a registry leak is a break on the span that holds it (trap 21)', () => {
    const leak = { ...event('2026-02-20'), source: 'mediazona-bbc', metric: 'names_added' as const };
    const spans = spansOf([names('2026-02-13', 177000), names('2026-02-24', 200000), names('2026-03-13', 203000)], {
      ...list,
      events: [leak],
    });
    expect(spans.map(({ flags }) => flags)).toEqual([['B', 'P'], ['P']]);
  });

  test('names that the source itself says it added are spans, too, also over exactly a month', () => {
    const said = [interval('2025-01-17', '2025-02-01', 2333), stated('2024-09', 3000)].map((one) => ({
      ...one,
      metric: 'names_added' as const,
    }));
    expect(spansOf(said, list).map(({ method, best }) => [method, best])).toEqual([
      ['N7', 3000],
      ['N7', 2333],
    ]);
  });
});
