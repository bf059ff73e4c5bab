/** The enumerations, against domain.md: every code, with words for it. */
import { describe, expect, test } from 'vitest';
import * as vocabulary from '@/lib/ledger/vocabulary';

const {
  ATTRIBUTIONS,
  BADGES,
  CHANGE_CLASSES,
  CLAIM_FLAGS,
  CLAIMANTS,
  codesOf,
  COMPONENTS,
  COUNT_BASES,
  COUNTING_CONVENTIONS,
  DIFFERENCEABILITIES,
  FIGURE_FLAGS,
  FIGURE_NOTES,
  INTERVAL_MEANINGS,
  isCodeOf,
  LINK_TYPES,
  METHODS,
  METRIC_CONTAINS,
  METRICS,
  metricOf,
  PARTIES,
  PERIOD_KINDS,
  REASONS,
  SERIES_EVENT_KINDS,
  SIDES,
  SOURCE_CLASSES,
  STANDINGS,
  SUBSTANCES,
  TIME_BASES,
  UNITS,
  VALUE_KINDS,
} = vocabulary;

/** The codes of domain.md §1.3, family by family and in its spelling. */
const DOMAIN_METRICS = {
  persons: [
    'killed',
    'killed_confirmed',
    'killed_or_missing',
    'missing',
    'captured',
    'wounded',
    'wounded_cases',
    'killed_or_wounded',
    'killed_wounded_or_missing',
    'casualties_all',
    'permanent_losses',
    'irrecoverable',
    'personnel_losses_unspecified',
    'recruited',
    'recruited_volunteer',
    'recruited_foreign',
    'mobilised',
    'losses_minus_recruits',
    'forces_committed',
    'target_recruited',
    'target_killed_or_wounded',
  ],
  names: ['names_added'],
  km2: ['territory_gained'],
  persons_per_km2: ['casualties_per_km2', 'killed_per_km2'],
  persons_per_km: ['losses_per_km_of_front'],
  persons_per_person: ['exchange_ratio', 'wounded_per_killed', 'permanently_wounded_per_killed'],
  per_cent: [
    'killed_share',
    'recruitment_plan_share',
    'assault_casualty_share',
    'tank_stock_lost_share',
    'losses_change',
  ],
  usd: ['signing_bonus'],
  km: ['front_length'],
  items: [
    'equipment_lost_total',
    'equipment_lost_total_irretrievable',
    'equipment_lost_total_repairable',
    'equipment_lost_tank',
    'equipment_lost_armoured_vehicle',
    'equipment_lost_artillery',
    'equipment_lost_aircraft',
    'equipment_lost_naval_vessel',
    'equipment_lost_ammunition',
    'equipment_destroyed_tank',
  ],
} as const;

describe('metrics (domain.md §1.3)', () => {
  test.each(
    Object.entries(DOMAIN_METRICS).flatMap(([unit, metrics]) => metrics.map((metric) => [metric, unit] as const)),
  )('%s is counted in %s', (metric, unit) => {
    expect(METRICS[metric].unit).toBe(unit);
  });

  test('there are no others, but the code for what no code can be given to', () => {
    expect(codesOf(METRICS).sort()).toEqual([...Object.values(DOMAIN_METRICS).flat(), 'undefined_metric'].sort());
  });

  test('a ratio, a share, a strength or a plan never becomes a monthly count', () => {
    const never = codesOf(METRICS).filter((metric) => !metricOf(metric).monthly);
    expect(never.sort()).toEqual([
      'assault_casualty_share',
      'casualties_per_km2',
      'exchange_ratio',
      'forces_committed',
      'front_length',
      'killed_per_km2',
      'killed_share',
      'losses_change',
      'losses_per_km_of_front',
      'permanently_wounded_per_killed',
      'recruitment_plan_share',
      'signing_bonus',
      'tank_stock_lost_share',
      'target_killed_or_wounded',
      'target_recruited',
      'undefined_metric',
      'wounded_per_killed',
    ]);
  });

  test('only balances and changes may be negative', () => {
    expect(codesOf(METRICS).filter((metric) => metricOf(metric).mayBeNegative)).toEqual([
      'territory_gained',
      'losses_minus_recruits',
      'losses_change',
    ]);
  });

  test('unspecified losses and names added stand in panels of their own (N0)', () => {
    expect(codesOf(METRICS).filter((metric) => metricOf(metric).ownPanel)).toEqual([
      'personnel_losses_unspecified',
      'names_added',
      'undefined_metric',
    ]);
  });

  test('containment has these arrows and no others', () => {
    expect(METRIC_CONTAINS).toEqual([
      ['killed_confirmed', 'killed'],
      ['killed', 'killed_or_missing'],
      ['killed', 'killed_or_wounded'],
      ['killed_or_wounded', 'casualties_all'],
    ]);
  });

  test.each(codesOf(METRICS))('%s has a label and a definition that is a sentence', (metric) => {
    expect(METRICS[metric].label).toMatch(/^\S.*\S$/);
    expect(METRICS[metric].definition).toMatch(/^[A-Z].*\.$/);
  });
});

describe('other codes of domain.md', () => {
  test.each([
    ['§1.2 value kinds', VALUE_KINDS, ['point', 'range', 'at_least', 'at_most', 'approx', 'none']],
    [
      '§1.2 interval meanings',
      INTERVAL_MEANINGS,
      ['stated_range', 'ci95', 'prediction', 'definitional', 'coverage_scaling', 'scenario'],
    ],
    [
      '§1.3 count bases',
      COUNT_BASES,
      [
        'enumerated',
        'documented',
        'official_tally',
        'intelligence_estimate',
        'model',
        'coverage_scaled',
        'ratio_derived',
        'expert_judgement',
        'leaked_document',
        'derived',
        'meta',
        'unstated',
      ],
    ],
    ['§1.4 sides', SIDES, ['ru', 'ua', 'both']],
    ['§1.4 claimants', CLAIMANTS, ['own_side', 'adversary', 'third_party']],
    [
      '§1.4 components',
      COMPONENTS,
      ['regular', 'rosgvardia_fsb', 'pmc', 'mobilised', 'convicts', 'dpr_lpr', 'foreign'],
    ],
    [
      '§1.5 period kinds',
      PERIOD_KINDS,
      [
        'cumulative_since_start',
        'cumulative_since_date',
        'interval',
        'day',
        'daily_rate',
        'weekly_rate',
        'monthly_rate',
        'ratio',
        'instant',
        'forecast',
        'total_correction',
      ],
    ],
    ['§1.5 time bases', TIME_BASES, ['by_event', 'by_report']],
    ['§1.7 flags', FIGURE_FLAGS, ['M', 'L', 'O', 'B', 'U', 'E', 'P', 'D', 'A']],
    ['§1.7 change classes, and the first version', CHANGE_CLASSES, ['new', 'update', 'improvement', 'correction']],
    ['§2 attribution', ATTRIBUTIONS, ['a0', 'a1', 'a2']],
    ['§2 substance', SUBSTANCES, ['s0', 's1', 's2']],
    ['§2 badges', BADGES, ['unchecked', 'attributed', 'checked', 'corroborated', 'documented']],
    [
      '§2 flags of claims',
      CLAIM_FLAGS,
      [
        'captured',
        'contested',
        'superseded',
        'corrected',
        'withdrawn',
        'discounted',
        'relay_only',
        'circular',
        'undefined_metric',
      ],
    ],
    [
      '§1.1 links',
      LINK_TYPES,
      ['repeats', 'derives_from', 'ratio_of', 'updates', 'corrects', 'contradicts', 'part_of'],
    ],
    ['§3 methods that make figures and spans', METHODS, ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N10']],
    ['§3.2 differenceable', DIFFERENCEABILITIES, ['yes', 'names', 'no']],
    [
      '§3.5 reasons of a gap',
      REASONS,
      [
        'NO_CLAIM',
        'NO_ANCHOR',
        'GAP_TOO_WIDE',
        'BOUND_ONLY',
        'NEGATIVE_DIFF',
        'MIXED_VINTAGE',
        'MIXED_DEFINITION',
        'SCOPE_CHANGED',
        'REPORT_DATE_BASIS',
        'UNDEFINED_METRIC',
        'BELOW_STATUS',
        'RELAY_ONLY',
        'FORECAST',
        'PARTIAL_START',
        'SUPERSEDED_ALL',
      ],
    ],
  ])('%s', (_, list, codes) => {
    expect(Object.keys(list).sort()).toEqual([...codes].sort());
  });

  test('one flag shown: M > L > O > B > U > E > P > D > A (§1.7)', () => {
    expect(Object.entries(FIGURE_FLAGS).map(([code, { precedence }]) => [code, precedence])).toEqual([
      ['M', 1],
      ['L', 2],
      ['O', 3],
      ['B', 4],
      ['U', 5],
      ['E', 6],
      ['P', 7],
      ['D', 8],
      ['A', 9],
    ]);
  });

  test('reasons stand in the order in which the first that holds is given (§3.5)', () => {
    expect(Object.keys(REASONS).filter((code) => code !== 'UNDEFINED_METRIC')).toEqual([
      'SUPERSEDED_ALL',
      'BELOW_STATUS',
      'FORECAST',
      'RELAY_ONLY',
      'PARTIAL_START',
      'MIXED_DEFINITION',
      'SCOPE_CHANGED',
      'MIXED_VINTAGE',
      'REPORT_DATE_BASIS',
      'NEGATIVE_DIFF',
      'BOUND_ONLY',
      'NO_ANCHOR',
      'GAP_TOO_WIDE',
      'NO_CLAIM',
    ]);
  });

  test('only nothing claimed is O', () => {
    expect(
      Object.entries(REASONS)
        .filter(([, { flag }]) => flag === 'O')
        .map(([code]) => code),
    ).toEqual(['NO_CLAIM']);
  });

  test('steps of the ladder are 1 to 5', () => {
    expect(Object.values(BADGES).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
  });

  test('only a confidence or prediction interval is one in the statistical sense', () => {
    expect(
      Object.entries(INTERVAL_MEANINGS)
        .filter(([, { statistical }]) => statistical)
        .map(([code]) => code),
    ).toEqual(['ci95', 'prediction']);
  });

  test('only counts of records are floors', () => {
    expect(
      Object.entries(COUNT_BASES)
        .filter(([, { floor }]) => floor)
        .map(([code]) => code),
    ).toEqual(['enumerated', 'documented']);
  });
});

describe('every entry has words', () => {
  const lists = {
    ATTRIBUTIONS,
    BADGES,
    CHANGE_CLASSES,
    CLAIM_FLAGS,
    CLAIMANTS,
    COMPONENTS,
    COUNT_BASES,
    COUNTING_CONVENTIONS,
    DIFFERENCEABILITIES,
    FIGURE_FLAGS,
    FIGURE_NOTES,
    INTERVAL_MEANINGS,
    LINK_TYPES,
    METHODS,
    METRICS,
    PARTIES,
    PERIOD_KINDS,
    REASONS,
    SERIES_EVENT_KINDS,
    SIDES,
    SOURCE_CLASSES,
    STANDINGS,
    SUBSTANCES,
    TIME_BASES,
    UNITS,
    VALUE_KINDS,
  };

  test.each(Object.entries(lists))('%s', (_, list) => {
    for (const entry of Object.values<{ label: string; sentence?: string }>(list)) {
      expect(entry.label).toMatch(/^\S.*\S$|^\S$/);
      if ('sentence' in entry) expect(entry.sentence?.length).toBeGreaterThan(5);
    }
  });

  test('no word of a scoreboard', () => {
    const words = JSON.stringify(lists).replace('“losses”, “eliminated” or the like', '');
    expect(words).not.toMatch(/eliminat|liquidat|kill count|score|enemy killed|destroyed personnel|body count/i);
  });
});

describe('codes', () => {
  test('of a list, and nothing that an object happens to inherit', () => {
    expect(isCodeOf(SIDES, 'ru')).toBe(true);
    for (const value of ['toString', '__proto__', 'constructor', 'RU', '', null, undefined, 1])
      expect(isCodeOf(SIDES, value)).toBe(false);
  });
});
