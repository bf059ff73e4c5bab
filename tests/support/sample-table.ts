/**
 * A small figure table with one thing of each kind, as literals: two sources side by side over two months, one of them with a
 * gap and a span that covers it, and a running total. Tests name what is different.
 */
import type { ClaimId } from '@/lib/ledger/claim';
import type { Figure, FigureTable, Gap, Span, TableSeries, Total } from '@/lib/ledger/figure-table';
import type { Day, Instant, Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { type Source, sourceSchema } from '@/lib/ledger/source';

export const GENERAL_STAFF = 'ua-general-staff.killed_or_wounded.ru' as SeriesId;
export const UK = 'uk-di.killed_or_wounded.ru' as SeriesId;

export const sampleSources: readonly Source[] = [
  sourceSchema.parse({
    slug: 'ua-general-staff',
    name: 'General Staff of the Armed Forces of Ukraine',
    shortName: 'General Staff',
    class: 'belligerent_official',
    party: 'ua',
    countingConvention: 'morning',
    totalsAreDifferenceable: 'yes',
    cutoff: 'morning of the day, Kyiv',
    cadence: 'daily',
    homepage: 'https://www.zsu.gov.ua/',
    attribution: 'Totals from the mirror PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT).',
    definitions: [
      { metric: 'killed_or_wounded', side: 'ru', inferred: true, counts: 'Personnel, without a definition.' },
    ],
  }),
  sourceSchema.parse({
    slug: 'uk-di',
    name: 'UK Defence Intelligence',
    shortName: 'UK Defence Intel.',
    class: 'foreign_intelligence',
    party: 'none',
  }),
];

function sampleSeries(
  part: Pick<TableSeries, 'id' | 'source' | 'sourceName' | 'sourceShortName'> & Partial<TableSeries>,
): TableSeries {
  return {
    metric: 'killed_or_wounded',
    side: 'ru',
    scope: 'theatre',
    definitionVersion: 1,
    unit: 'persons',
    claimant: 'third_party',
    countBases: ['official_tally'],
    lineage: GENERAL_STAFF,
    repeats: null,
    definitionInferred: false,
    reportsUntil: '2024-10-31' as Day,
    ...part,
  };
}

/** September 2024 of the General Staff: 38 130 as the difference of two running totals. */
export function sampleFigure(part: Partial<Figure> = {}): Figure {
  return {
    kind: 'figure',
    series: GENERAL_STAFF,
    month: '2024-09' as Month,
    low: 38120,
    best: 38130,
    high: 38140,
    valueKind: 'point',
    method: 'N3',
    flags: ['D'],
    notes: ['ROUNDING_ONLY'],
    badge: 'attributed',
    floor: false,
    coverageDays: 30,
    daysInMonth: 30,
    arithmetic: '654430 − 616300 = 38130',
    unallocated: 0,
    claims: [
      { id: '1aaaaaa' as ClaimId, revision: 1, role: 'start' },
      { id: '2bbbbbb' as ClaimId, revision: 2, role: 'end' },
    ],
    alsoSaid: [],
    lineage: GENERAL_STAFF,
    ...part,
  };
}

/** October 2024 of UK Defence Intelligence: nothing claimed for the month. */
export function sampleGap(part: Partial<Gap> = {}): Gap {
  return { kind: 'gap', series: UK, month: '2024-10' as Month, reason: 'NO_CLAIM', claims: [], ...part };
}

/** UK Defence Intelligence over September to November 2024: at least 1 000 a day for 91 days. */
export function sampleSpan(part: Partial<Span> = {}): Span {
  return {
    series: UK,
    from: '2024-09-01' as Day,
    to: '2024-12-01' as Day,
    method: 'N7',
    valueKind: 'at_least',
    low: 91000,
    best: null,
    high: null,
    perDay: 1000,
    flags: ['A'],
    badge: 'attributed',
    floor: false,
    arithmetic: '≥ 1000 × 91 = ≥ 91000',
    claims: [{ id: '5eeeeee' as ClaimId, revision: 1, role: 'rate' }],
    alsoSaid: [],
    lineage: UK,
    ...part,
  };
}

/** The General Staff’s running total in the report of 1 October 2024. */
export function sampleTotal(part: Partial<Total> = {}): Total {
  return {
    series: GENERAL_STAFF,
    asOf: '2024-10-01' as Day,
    boundary: '2024-10-01' as Day,
    low: 654425,
    best: 654430,
    high: 654435,
    valueKind: 'approx',
    badge: 'attributed',
    floor: false,
    claims: [{ id: '2bbbbbb' as ClaimId, revision: 2, role: 'end' }],
    lineage: GENERAL_STAFF,
    ...part,
  };
}

/** September and October 2024, both sources. */
export function sampleTable(part: Partial<FigureTable> = {}): FigureTable {
  return {
    methodVersion: '1.0',
    knownOn: '2026-03-03T14:05:00.000Z' as Instant,
    months: ['2024-09' as Month, '2024-10' as Month],
    measure: 'month',
    panels: [
      {
        metric: 'killed_or_wounded',
        unit: 'persons',
        series: [GENERAL_STAFF, UK],
        apartBecause: null,
        alsoSaid: [
          {
            series: 'isw.killed_or_wounded.ru' as SeriesId,
            sourceName: 'Institute for the Study of War',
            figures: 1,
            spans: 0,
          },
        ],
      },
    ],
    series: [
      sampleSeries({
        id: GENERAL_STAFF,
        source: 'ua-general-staff',
        sourceName: 'General Staff of the Armed Forces of Ukraine',
        sourceShortName: 'General Staff',
        claimant: 'adversary',
        definitionInferred: true,
      }),
      sampleSeries({
        id: UK,
        source: 'uk-di',
        sourceName: 'UK Defence Intelligence',
        sourceShortName: 'UK Defence Intel.',
        countBases: ['intelligence_estimate'],
        lineage: null,
        repeats: 'ua-general-staff',
        reportsUntil: '2024-11-30' as Day,
      }),
    ],
    cells: new Map([
      [
        GENERAL_STAFF,
        [
          sampleFigure(),
          sampleFigure({
            month: '2024-10' as Month,
            low: 13690,
            best: 13700,
            high: 13710,
            method: 'N10',
            flags: ['P', 'D'],
            coverageDays: 10,
            daysInMonth: 31,
            arithmetic: '668130 − 654430 = 13700',
            claims: [
              { id: '2bbbbbb' as ClaimId, revision: 2, role: 'start' },
              { id: '3cccccc' as ClaimId, revision: 1, role: 'end' },
            ],
          }),
        ],
      ],
      [
        UK,
        [
          sampleFigure({
            series: UK,
            low: 38115,
            high: 38145,
            method: 'N2',
            flags: ['A'],
            arithmetic: '1271 × 30 = 38130',
            claims: [{ id: '4dddddd' as ClaimId, revision: 1, role: 'rate' }],
            alsoSaid: [{ id: '6ffffff' as ClaimId, low: null, best: 38000, high: null }],
          }),
          sampleGap(),
        ],
      ],
    ]),
    spans: [sampleSpan()],
    totals: [],
    events: [
      {
        source: 'ua-general-staff',
        metric: 'killed_or_wounded',
        side: 'ru',
        day: '2024-09-28' as Day,
        kind: 'note',
        sentence: 'An unexplained 2 710 in one day.',
        url: null,
      },
    ],
    sources: sampleSources,
    lineages: 2,
    disagreement: [],
    scenario: null,
    ...part,
  };
}

/** The same view with `measure=total`: points as said, no months. */
export function sampleTotalsTable(): FigureTable {
  return sampleTable({ measure: 'total', cells: new Map(), spans: [], totals: [sampleTotal()] });
}
