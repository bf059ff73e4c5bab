import { describe, expect, test } from 'vitest';
import { parseFiguresJson, toFiguresDocument, toFiguresJson } from '@/lib/formats/figures-json';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Disagreement, Scenario } from '@/lib/ledger/figure-table';
import type { Day, Instant, Month } from '@/lib/ledger/month';
import { differencesBetween, printedOf } from '@/lib/ledger/snapshot';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import { GENERAL_STAFF, sampleFigure, sampleTable, sampleTotalsTable, UK } from '@/tests/support/sample-table';

const view: View = {
  ...DEFAULT_VIEW,
  series: [GENERAL_STAFF, UK],
  from: '2024-09' as Month,
  to: '2024-10' as Month,
};

/** The whole document of the sample table; key order is part of the promise, so the test compares text. */
const EXPECTED = {
  view: {
    axis: 'shared',
    from: '2024-09',
    interpolated: 'show',
    known: null,
    layout: 'together',
    measure: 'month',
    public: null,
    scale: 'linear',
    series: ['ua-general-staff.killed_or_wounded.ru', 'uk-di.killed_or_wounded.ru'],
    side: 'ru',
    status: 'attributed',
    tab: 'chart',
    to: '2024-10',
    scenario: null,
  },
  knownOn: '2026-03-03T14:05:00.000Z',
  methodVersion: '1.0',
  months: ['2024-09', '2024-10'],
  panels: [
    {
      metric: 'killed_or_wounded',
      unit: 'persons',
      series: ['ua-general-staff.killed_or_wounded.ru', 'uk-di.killed_or_wounded.ru'],
      apartBecause: null,
      alsoSaid: [
        { series: 'isw.killed_or_wounded.ru', sourceName: 'Institute for the Study of War', figures: 1, spans: 0 },
      ],
    },
  ],
  series: [
    {
      id: 'ua-general-staff.killed_or_wounded.ru',
      source: {
        slug: 'ua-general-staff',
        name: 'General Staff of the Armed Forces of Ukraine',
        class: 'belligerent_official',
        party: 'ua',
      },
      metric: 'killed_or_wounded',
      side: 'ru',
      scope: 'theatre',
      unit: 'persons',
      lineage: 'ua-general-staff.killed_or_wounded.ru',
      repeats: null,
      claimant: 'adversary',
      definitionVersion: 1,
      definitionInferred: true,
      countBases: ['official_tally'],
      reportsUntil: '2024-10-31',
    },
    {
      id: 'uk-di.killed_or_wounded.ru',
      source: { slug: 'uk-di', name: 'UK Defence Intelligence', class: 'foreign_intelligence', party: 'none' },
      metric: 'killed_or_wounded',
      side: 'ru',
      scope: 'theatre',
      unit: 'persons',
      lineage: null,
      repeats: 'ua-general-staff',
      claimant: 'third_party',
      definitionVersion: 1,
      definitionInferred: false,
      countBases: ['intelligence_estimate'],
      reportsUntil: '2024-11-30',
    },
  ],
  figures: [
    {
      series: 'ua-general-staff.killed_or_wounded.ru',
      month: '2024-09',
      low: 38120,
      best: 38130,
      high: 38140,
      valueKind: 'point',
      method: 'N3',
      flags: ['D'],
      badge: 'attributed',
      floor: false,
      coverageDays: 30,
      daysInMonth: 30,
      arithmetic: '654430 − 616300 = 38130',
      claims: [
        { id: '1aaaaaa', revision: 1, role: 'start' },
        { id: '2bbbbbb', revision: 2, role: 'end' },
      ],
      alsoSaid: [],
      notes: ['ROUNDING_ONLY'],
      unallocated: 0,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    },
    {
      series: 'ua-general-staff.killed_or_wounded.ru',
      month: '2024-10',
      low: 13690,
      best: 13700,
      high: 13710,
      valueKind: 'point',
      method: 'N10',
      flags: ['P', 'D'],
      badge: 'attributed',
      floor: false,
      coverageDays: 10,
      daysInMonth: 31,
      arithmetic: '668130 − 654430 = 13700',
      claims: [
        { id: '2bbbbbb', revision: 2, role: 'start' },
        { id: '3cccccc', revision: 1, role: 'end' },
      ],
      alsoSaid: [],
      notes: ['ROUNDING_ONLY'],
      unallocated: 0,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    },
    {
      series: 'uk-di.killed_or_wounded.ru',
      month: '2024-09',
      low: 38115,
      best: 38130,
      high: 38145,
      valueKind: 'point',
      method: 'N2',
      flags: ['A'],
      badge: 'attributed',
      floor: false,
      coverageDays: 30,
      daysInMonth: 30,
      arithmetic: '1271 × 30 = 38130',
      claims: [{ id: '4dddddd', revision: 1, role: 'rate' }],
      alsoSaid: [{ id: '6ffffff', low: null, best: 38000, high: null }],
      notes: ['ROUNDING_ONLY'],
      unallocated: 0,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    },
  ],
  gaps: [
    {
      series: 'uk-di.killed_or_wounded.ru',
      month: '2024-10',
      reason: 'NO_CLAIM',
      sentence:
        'The source published nothing for this month that the ledger holds. UK Defence Intelligence says at least 91\u202f000 persons over 1 September to 30 November 2024.',
      claims: [],
    },
  ],
  spans: [
    {
      series: 'uk-di.killed_or_wounded.ru',
      from: '2024-09-01',
      to: '2024-12-01',
      low: 91000,
      best: null,
      high: null,
      perDay: 1000,
      claims: [{ id: '5eeeeee', revision: 1, role: 'rate' }],
      valueKind: 'at_least',
      method: 'N7',
      flags: ['A'],
      badge: 'attributed',
      floor: false,
      arithmetic: '≥ 1000 × 91 = ≥ 91000',
      alsoSaid: [],
      lineage: 'uk-di.killed_or_wounded.ru',
    },
  ],
  sources: [
    {
      slug: 'ua-general-staff',
      name: 'General Staff of the Armed Forces of Ukraine',
      class: 'belligerent_official',
      party: 'ua',
      shortName: 'General Staff',
      countingConvention: 'morning',
      cutoff: 'morning of the day, Kyiv',
      totalsAreDifferenceable: 'yes',
      cadence: 'daily',
      homepage: 'https://www.zsu.gov.ua/',
      attribution: 'Totals from the mirror PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT).',
      definitions: [
        {
          metric: 'killed_or_wounded',
          side: 'ru',
          version: 1,
          inferred: true,
          counts: 'Personnel, without a definition.',
          method: null,
        },
      ],
    },
    {
      slug: 'uk-di',
      name: 'UK Defence Intelligence',
      class: 'foreign_intelligence',
      party: 'none',
      shortName: 'UK Defence Intel.',
      countingConvention: 'end_of_day',
      cutoff: null,
      totalsAreDifferenceable: 'no',
      cadence: null,
      homepage: null,
      attribution: null,
      definitions: [],
    },
  ],
  totals: [],
  events: [
    {
      source: 'ua-general-staff',
      metric: 'killed_or_wounded',
      side: 'ru',
      day: '2024-09-28',
      kind: 'note',
      sentence: 'An unexplained 2 710 in one day.',
      url: null,
    },
  ],
  lineages: 2,
  disagreement: [],
  scenario: null,
};

const SPREAD: Disagreement = {
  metric: 'killed_or_wounded',
  side: 'ru',
  scope: 'theatre',
  month: '2024-09' as Month,
  claims: 3,
  lineages: 2,
  low: 30000,
  high: 38140,
  bests: [{ series: GENERAL_STAFF, best: 38130 }],
  compared: [GENERAL_STAFF],
  distance: { kind: 'ratio', value: 1.271 },
  overlap: false,
};
const SCENARIO: Scenario = {
  ratio: {
    id: 'rat10aa' as ClaimId,
    revision: 1,
    metric: 'killed_share',
    side: 'ru',
    source: 'united24-media',
    sourceName: 'UNITED24 Media',
    valueKind: 'at_least',
    low: '65',
    best: null,
    high: null,
    roundingUnit: null,
    publishedOn: null,
    badge: 'attributed',
  },
  from: 'killed_or_wounded',
  yields: 'killed',
  formula: 'killed or wounded × killed, share / 100',
  apartBecause: 'Shown apart: killed and killed or wounded are different counts.',
  figures: [
    {
      series: GENERAL_STAFF,
      month: '2024-09' as Month,
      low: 24784.5,
      best: null,
      high: null,
      valueKind: 'at_least',
      flags: ['scenario'],
      arithmetic: 'low 38130 × 65 / 100 = 24784.5',
      claims: [],
    },
  ],
};

describe('the document of a table', () => {
  test('has these keys in this order, numbers as numbers, absent bounds as null, and one newline at the end', () => {
    expect(toFiguresJson(sampleTable(), view)).toBe(`${JSON.stringify(EXPECTED)}\n`);
  });

  test('names each series × month exactly once, as figure or gap', () => {
    const { figures, gaps } = toFiguresDocument(sampleTable(), view);
    expect([...figures, ...gaps].map(({ series, month }) => `${series} ${month}`).sort()).toEqual([
      `${GENERAL_STAFF} 2024-09`,
      `${GENERAL_STAFF} 2024-10`,
      `${UK} 2024-09`,
      `${UK} 2024-10`,
    ]);
  });

  test('is the same for a table whose objects were made in another order', () => {
    const { kind, series, ...rest } = sampleFigure();
    const table = sampleTable({ cells: new Map([[GENERAL_STAFF, [{ ...rest, series, kind }]]]) });
    const again = sampleTable({ cells: new Map([[GENERAL_STAFF, [sampleFigure()]]]) });
    expect(toFiguresJson(table, { ...view, tab: 'chart' })).toBe(toFiguresJson(again, view));
  });

  test('carries all flags by precedence', () => {
    const table = sampleTable({ cells: new Map([[GENERAL_STAFF, [sampleFigure({ flags: ['U', 'E', 'P', 'D'] })]]]) });
    expect(toFiguresDocument(table, view).figures[0]?.flags).toEqual(['U', 'E', 'P', 'D']);
  });

  test('says what was asked: an instant and a day stand as they were understood', () => {
    const asked = { ...view, known: '2026-03-03T21:59:59.999Z' as Instant, public: '2026-01-01' as Day };
    expect(toFiguresDocument(sampleTable(), asked).view).toMatchObject({
      known: '2026-03-03T21:59:59.999Z',
      public: '2026-01-01',
    });
  });
});

test('running totals come in the same document, with points in place of months', () => {
  const document = toFiguresDocument(sampleTotalsTable(), { ...view, measure: 'total' });
  expect(document.figures).toEqual([]);
  expect(document.gaps).toEqual([]);
  expect(document.totals).toEqual([
    {
      series: 'ua-general-staff.killed_or_wounded.ru',
      asOf: '2024-10-01',
      boundary: '2024-10-01',
      low: 654425,
      best: 654430,
      high: 654435,
      valueKind: 'approx',
      badge: 'attributed',
      floor: false,
      claims: [{ id: '2bbbbbb', revision: 2, role: 'end' }],
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    },
  ]);
});

describe('a document read back', () => {
  test.each([
    ['months', sampleTable(), view],
    ['running totals', sampleTotalsTable(), { ...view, measure: 'total' as const }],
  ])('%s: is the table that it was made from, so that it prints the same bytes', (_, table, asked) => {
    const json = toFiguresJson(table, asked);
    expect(toFiguresJson(parseFiguresJson(json), asked)).toBe(json);
    expect(differencesBetween(printedOf(table), printedOf(parseFiguresJson(json)))).toEqual([]);
  });

  test('how far claims lie apart, and a reader’s scenario, come back as they were, the scenario under a key of its own', () => {
    const table = sampleTable({ disagreement: [SPREAD], scenario: SCENARIO });
    const asked = { ...view, scenario: 'rat10aa' as ClaimId };
    const json = toFiguresJson(table, asked);
    expect(toFiguresJson(parseFiguresJson(json), asked)).toBe(json);
    expect(parseFiguresJson(json)).toMatchObject({ disagreement: [SPREAD], scenario: SCENARIO });
    expect(printedOf(parseFiguresJson(json)).figures).toEqual(
      printedOf(parseFiguresJson(toFiguresJson(sampleTable(), view))).figures,
    );
  });

  test('an older document is read without the keys that came later, and a newer one with those that are not known here', () => {
    const { totals: _, events: __, lineages: ___, ...document } = toFiguresDocument(sampleTable(), view);
    const figures = document.figures.map(
      ({ notes: _notes, unallocated: _apart, alsoSaid: _also, ...figure }) => figure,
    );
    const older = JSON.stringify({ ...document, figures, seasonal: true });
    expect(differencesBetween(printedOf(sampleTable()), printedOf(parseFiguresJson(older)))).toEqual([]);
    expect(parseFiguresJson(older)).toMatchObject({ totals: [], events: [], lineages: 0 });
  });

  test('what is no document of this ledger is refused', () => {
    expect(() => parseFiguresJson('{"figures":[]}')).toThrow('knownOn');
  });
});
