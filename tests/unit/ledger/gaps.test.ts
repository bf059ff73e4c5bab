/** Why there is no figure: every reason of domain.md §3.5, each alone, and which of two that hold is given. */
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import { REASONS } from '@/lib/ledger/vocabulary';
import {
  type Asked,
  atLeast,
  between,
  cellOf,
  claim,
  correction,
  figureOf,
  GENERAL_STAFF,
  gapOf,
  interval,
  NAME_LIST,
  ORYX,
  oneDay,
  reasonOf,
  source,
  stated,
  total,
  UK_DI,
  upTo,
} from '@/tests/fixtures/claims';

const gs: Asked = { source: GENERAL_STAFF };
const [start, end] = [total('2024-09-01', 616300), total('2024-10-01', 654430)];

type Case = [name: string, reason: keyof typeof REASONS, of: string, claims: readonly FigureClaim[], asked?: Asked];

const CASES: readonly Case[] = [
  ['every claim was withdrawn', 'SUPERSEDED_ALL', '2024-09', [stated('2024-09', 1, { standing: 'withdrawn' })]],
  [
    'every claim was discounted or replaced',
    'SUPERSEDED_ALL',
    '2024-09',
    [stated('2024-09', 1, { standing: 'discounted' }), stated('2024-09', 1, { supersededBy: 'c9' })],
  ],
  [
    'the only claims are below the reader’s threshold',
    'BELOW_STATUS',
    '2024-09',
    [stated('2024-09', 1)],
    { threshold: 'checked' },
  ],
  ['the only statement is about the future', 'FORECAST', '2024-09', [stated('2024-09', 1, { periodKind: 'forecast' })]],
  [
    'a forecast for several months',
    'FORECAST',
    '2024-09',
    [interval('2024-07-01', '2025-01-01', 1, { periodKind: 'forecast' })],
  ],
  ['a forecast said on a day', 'FORECAST', '2024-09', [claim({ periodKind: 'forecast', asOf: '2024-09-20' })]],
  [
    'the origin is unknown',
    'RELAY_ONLY',
    '2024-09',
    [stated('2024-09', 1)],
    { source: source({ originKnown: false }) },
  ],
  [
    'no metric can be given',
    'UNDEFINED_METRIC',
    '2024-09',
    [stated('2024-09', 1, { metric: 'undefined_metric' })],
    { metric: 'undefined_metric' },
  ],
  ['the war begins inside the month', 'PARTIAL_START', '2022-02', [total('2022-03-01', 5710)], gs],
  ['the war begins inside a month that is stated', 'PARTIAL_START', '2022-02', [stated('2022-02', 5710)]],
  [
    'the series begins inside the month',
    'PARTIAL_START',
    '2024-09',
    [total('2024-09-10', 1), total('2024-10-01', 2)],
    gs,
  ],
  ['the totals count different things', 'MIXED_DEFINITION', '2024-09', [start, { ...end, definitionVersion: 2 }], gs],
  [
    'the totals have different time bases',
    'MIXED_DEFINITION',
    '2024-09',
    [
      { ...start, timeBasis: 'by_event' },
      { ...end, timeBasis: 'by_report' },
    ],
    gs,
  ],
  ['the totals are of different areas', 'SCOPE_CHANGED', '2024-09', [start, { ...end, scope: 'excluding-kursk' }], gs],
  [
    'the totals include different forces',
    'SCOPE_CHANGED',
    '2024-09',
    [
      { ...start, components: { pmc: 'in' } },
      { ...end, components: { pmc: 'out' } },
    ],
    gs,
  ],
  [
    'the totals are of different releases (T6)',
    'MIXED_VINTAGE',
    '2024-09',
    [
      { ...start, release: '2025' },
      { ...end, release: '2026' },
    ],
    gs,
  ],
  [
    'each total is a new estimate',
    'MIXED_VINTAGE',
    '2024-09',
    [total('2024-08-31', 1), total('2024-09-30', 2)],
    { source: UK_DI },
  ],
  [
    'the totals are of a list of names (T5)',
    'REPORT_DATE_BASIS',
    '2024-09',
    [total('2024-08-31', 1), total('2024-09-30', 2)],
    { source: NAME_LIST },
  ],
  ['one total of a list of names', 'REPORT_DATE_BASIS', '2024-09', [total('2024-09-10', 1)], { source: NAME_LIST }],
  ['the total fell (T9)', 'NEGATIVE_DIFF', '2024-09', [start, { ...end, best: '616299' }], gs],
  [
    'the total fell across a border that has none of its own',
    'NEGATIVE_DIFF',
    '2024-09',
    [total('2024-08-31', 100), total('2024-09-28', 200), total('2024-10-05', 190), total('2024-10-31', 300)],
    { source: ORYX },
  ],
  [
    'both totals are lower bounds (T7)',
    'BOUND_ONLY',
    '2024-09',
    [
      { ...start, ...atLeast(1) },
      { ...end, ...atLeast(2) },
    ],
    gs,
  ],
  [
    'both totals are upper bounds (T7)',
    'BOUND_ONLY',
    '2024-09',
    [
      { ...start, ...upTo(1) },
      { ...end, ...upTo(2) },
    ],
    gs,
  ],
  ['there is one total only', 'NO_ANCHOR', '2024-09', [end], gs],
  ['the only total lies just before the month', 'NO_ANCHOR', '2024-10', [end], gs],
  ['a total lies too far from a border', 'GAP_TOO_WIDE', '2024-09', [start, total('2024-10-09', 700000)], gs],
  ['the totals lie too far apart', 'GAP_TOO_WIDE', '2024-09', [start, total('2024-12-01', 700000)], gs],
  ['a month far inside such a gap', 'GAP_TOO_WIDE', '2024-10', [start, total('2024-12-01', 700000)], gs],
  ['nothing was published', 'NO_CLAIM', '2024-09', []],
  ['what is known of the month is about other days', 'NO_CLAIM', '2024-09', [interval('2024-07-01', '2024-10-01', 3)]],
  [
    'the claims lack their dates',
    'NO_CLAIM',
    '2024-09',
    [
      claim({ periodKind: 'cumulative_since_start' }),
      claim({ periodKind: 'interval' }),
      claim({ periodKind: 'day' }),
      claim({ periodKind: 'forecast' }),
      claim({ periodKind: 'total_correction' }),
      claim({ periodKind: 'cumulative_since_date', periodStart: '2024-01-01' }),
    ],
    gs,
  ],
  ['the month ended before the war began', 'NO_CLAIM', '2022-01', [total('2022-03-01', 5710)], gs],
  ['the last total lies months before', 'NO_CLAIM', '2025-03', [start, end], gs],
];

describe('why there is no figure', () => {
  test.each<Case>([...CASES])('%s: %s', (_, reason, of, claims, asked = {}) => {
    expect(reasonOf(of, claims, asked)).toBe(reason);
  });

  test('every reason is shown here', () => {
    expect(new Set(CASES.map(([, reason]) => reason))).toEqual(new Set(Object.keys(REASONS)));
  });

  test('a gap names the claims that are held all the same', () => {
    expect(
      gapOf(
        '2024-09',
        [
          { ...end, id: 'b' as typeof end.id },
          { ...start, id: 'a' as typeof start.id, standing: 'withdrawn' },
        ],
        gs,
      ).claims,
    ).toEqual(['a', 'b']);
  });

  test('a metric that may be negative may fall', () => {
    const area = [total('2024-09-01', 500), total('2024-10-01', 450)].map((one) => ({
      ...one,
      metric: 'territory_gained' as const,
    }));
    expect(figureOf('2024-09', area, { ...gs, metric: 'territory_gained' })).toMatchObject({
      best: -50,
      arithmetic: '450 − 500 = -50',
    });
    const far = [total('2024-07-01', 500), total('2024-12-01', 450)].map((one) => ({
      ...one,
      metric: 'territory_gained' as const,
    }));
    expect(reasonOf('2024-09', far, { ...gs, metric: 'territory_gained' })).toBe('GAP_TOO_WIDE');
  });

  test('a fall is never a zero and never a negative number (T9)', () => {
    expect(cellOf('2024-09', [start, { ...end, best: '1' }], gs)).not.toHaveProperty('best');
  });
});

describe('the first that holds is given (domain.md §3.5)', () => {
  const fell = { ...end, best: '600000' };
  test.each<Case>([
    [
      'replaced before below the threshold: not every claim was replaced',
      'BELOW_STATUS',
      '2024-09',
      [stated('2024-09', 1, { standing: 'withdrawn' }), stated('2024-09', 1, { attribution: 'a0' })],
    ],
    [
      'a withdrawn claim below the threshold was withdrawn',
      'SUPERSEDED_ALL',
      '2024-09',
      [stated('2024-09', 1, { standing: 'withdrawn', attribution: 'a0' })],
    ],
    [
      'below the threshold before forecast',
      'BELOW_STATUS',
      '2024-09',
      [stated('2024-09', 1, { attribution: 'a0', periodKind: 'forecast' })],
    ],
    [
      'forecast before unknown origin',
      'FORECAST',
      '2024-09',
      [stated('2024-09', 1, { periodKind: 'forecast' })],
      { source: source({ originKnown: false }) },
    ],
    [
      'unknown origin before the beginning of the war',
      'RELAY_ONLY',
      '2022-02',
      [stated('2022-02', 1)],
      { source: source({ originKnown: false }) },
    ],
    [
      'the beginning of the series before its new definition',
      'PARTIAL_START',
      '2024-09',
      [
        { ...start, definitionVersion: 1 },
        { ...total('2024-09-10', 1), definitionVersion: 2 },
        { ...end, definitionVersion: 2 },
      ],
      { ...gs, definitionVersion: 2 },
    ],
    [
      'definition before scope',
      'MIXED_DEFINITION',
      '2024-09',
      [start, { ...end, definitionVersion: 2, scope: 'excluding-kursk' }, { ...end, scope: 'excluding-kursk' }],
      gs,
    ],
    [
      'time basis before forces',
      'MIXED_DEFINITION',
      '2024-09',
      [
        { ...start, timeBasis: 'by_event', components: { pmc: 'in' } },
        { ...end, timeBasis: 'by_report', components: { pmc: 'out' } },
      ],
      gs,
    ],
    [
      'forces before releases',
      'SCOPE_CHANGED',
      '2024-09',
      [
        { ...start, release: 'a', components: { pmc: 'in' } },
        { ...end, release: 'b', components: { pmc: 'out' } },
      ],
      gs,
    ],
    [
      'releases before a fall',
      'MIXED_VINTAGE',
      '2024-09',
      [
        { ...start, release: 'a' },
        { ...fell, release: 'b' },
      ],
      gs,
    ],
    [
      'a fall before bounds',
      'NEGATIVE_DIFF',
      '2024-09',
      [
        { ...start, ...between(200, 300) },
        { ...end, ...upTo(100) },
      ],
      gs,
    ],
    [
      'bounds before distance',
      'BOUND_ONLY',
      '2024-09',
      [
        { ...total('2024-07-01', 1), ...atLeast(1) },
        { ...total('2024-12-01', 1), ...atLeast(1) },
      ],
      gs,
    ],
    ['a fall before distance', 'NEGATIVE_DIFF', '2024-09', [total('2024-07-01', 2), total('2024-12-01', 1)], gs],
    [
      'a usable claim outweighs those that are not',
      'NO_ANCHOR',
      '2024-09',
      [{ ...start, standing: 'withdrawn' }, end],
      gs,
    ],
  ])('%s', (_, reason, of, claims, asked = {}) => {
    expect(reasonOf(of, claims, asked)).toBe(reason);
  });
});

describe('near and far', () => {
  test.each([
    ['2024-09-24', 'NO_ANCHOR'],
    ['2024-09-23', 'NO_CLAIM'],
  ])('one total of %s is or is not near October: %s', (asOf, reason) => {
    expect(reasonOf('2024-10', [total(asOf, 1)], { source: { ...UK_DI, countingConvention: 'morning' } })).toBe(reason);
  });

  test.each([
    ['2024-11-08', 'NO_ANCHOR'],
    ['2024-11-09', 'NO_CLAIM'],
  ])('one total of %s is or is not near October: %s', (asOf, reason) => {
    expect(reasonOf('2024-10', [total(asOf, 1)], { source: { ...UK_DI, countingConvention: 'morning' } })).toBe(reason);
  });

  test.each([
    ['2024-09', '2024-10-08', 'SUPERSEDED_ALL'],
    ['2024-09', '2024-10-09', 'NO_CLAIM'],
    ['2024-10', '2024-09-24', 'SUPERSEDED_ALL'],
    ['2024-10', '2024-09-23', 'NO_CLAIM'],
  ])('for %s, a withdrawn total of %s leaves %s', (of, asOf, reason) => {
    expect(reasonOf(of, [total(asOf, 1, { standing: 'withdrawn' })], gs)).toBe(reason);
  });

  test('claims that bear on the month without making a figure leave it a gap, never a zero', () => {
    expect(reasonOf('2024-09', [correction('2024-09-10', 160)], gs)).toBe('GAP_TOO_WIDE');
    expect(reasonOf('2024-09', [oneDay('2024-09-10', upTo(9))])).toBe('GAP_TOO_WIDE');
    expect(
      reasonOf('2024-09', [interval('2024-09-07', '2024-09-14', 700, { timeBasis: 'by_event', release: 'a' })]),
    ).toBe('GAP_TOO_WIDE');
  });

  test('another edition that fell says nothing about a border of this one', () => {
    const claims = [
      total('2024-08-20', 900, { release: 'a' }),
      total('2024-09-20', 100, { release: 'b' }),
      total('2024-11-20', 950, { release: 'a' }),
    ];
    expect(reasonOf('2024-09', claims, { source: ORYX })).toBe('GAP_TOO_WIDE');
  });
});
