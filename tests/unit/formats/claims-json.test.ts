import { describe, expect, test } from 'vitest';
import {
  type RecordedClaim,
  type RecordedSupport,
  toClaimDocument,
  toClaimJson,
  toClaimsJson,
} from '@/lib/formats/claims-json';
import { type ClaimId, type ClaimInput, claimSchema } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';

const at = (text: string) => text as Instant;

/** 1 271 a day in September 2024, first recorded on 1 October 2024; a test names what is different. */
function recorded(part: Partial<RecordedClaim> = {}, claim: Partial<ClaimInput> = {}): RecordedClaim {
  return {
    id: '4dddddd' as ClaimId,
    revision: 1,
    recordedFrom: at('2024-10-01T09:00:00.000Z'),
    recordedTo: null,
    claim: claimSchema.parse({
      key: 'ukdi-2024-09',
      source: 'uk-di',
      side: 'ru',
      metric: 'killed_or_wounded',
      periodKind: 'daily_rate',
      periodStart: '2024-09-01',
      periodEnd: '2024-10-01',
      valueKind: 'point',
      best: '1271',
      roundingUnit: '1',
      countBasis: 'intelligence_estimate',
      repeatsSource: 'ua-general-staff',
      publications: [
        { relay: 'Censor.NET', url: 'https://example.org/a', publishedOn: '2024-10-07', quote: '1,271 a day' },
      ],
      ...claim,
    }),
    source: {
      slug: 'uk-di',
      name: 'UK Defence Intelligence',
      class: 'foreign_intelligence',
      party: 'none',
      countingConvention: 'end_of_day',
      attribution: null,
    },
    attribution: 'a1',
    substance: 's0',
    badge: 'attributed',
    flags: ['circular'],
    supersededBy: null,
    ...part,
  };
}

/** What other claims make of it. */
const SUPPORT: RecordedSupport = {
  days: { from: '2024-09-01', to: '2024-10-01' },
  agreesWith: { ids: ['3cccccc' as ClaimId] },
  against: { ids: ['5eeeeee' as ClaimId, '6ffffff' as ClaimId] },
  sameOrigin: { ids: ['2bbbbbb' as ClaimId] },
  roots: [{ slug: 'ua-general-staff' }],
  isVoice: true,
  sources: 4,
  lineages: 3,
  records: [
    {
      basis: 'records',
      url: 'https://records.example/',
      reason: 'A list by name.',
      recordedFrom: at('2025-01-01T00:00:00.000Z'),
      byRole: 'reviewer',
      ended: null,
    },
  ],
  knownOn: at('2025-01-01T00:00:00.000Z'),
};

describe('one version of a claim', () => {
  test('is said as a sentence and in fields, numbers as numbers', () => {
    expect(JSON.stringify(toClaimDocument(recorded()))).toBe(
      JSON.stringify({
        id: '4dddddd',
        revision: 1,
        recordedFrom: '2024-10-01T09:00:00.000Z',
        recordedTo: null,
        source: { slug: 'uk-di', name: 'UK Defence Intelligence', class: 'foreign_intelligence', party: 'none' },
        badge: {
          code: 'attributed',
          label: 'Attributed',
          criterion: 'The source said it; nobody here has re-keyed it.',
        },
        attribution: 'a1',
        flags: ['circular'],
        supersededBy: null,
        sourceAttribution: null,
        sentence: 'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, over September 2024.',
        series: 'uk-di.killed_or_wounded.ru',
        claimant: 'third_party',
        spokesperson: null,
        side: 'ru',
        metric: 'killed_or_wounded',
        unit: 'persons',
        scope: 'theatre',
        definitionVersion: 1,
        components: {},
        periodKind: 'daily_rate',
        periodStart: '2024-09-01',
        periodEnd: '2024-10-01',
        asOf: null,
        timeBasis: null,
        valueKind: 'point',
        low: null,
        best: 1271,
        high: null,
        roundingUnit: 1,
        intervalMeaning: null,
        countBasis: 'intelligence_estimate',
        release: null,
        repeats: 'ua-general-staff',
        provisional: false,
        standing: 'current',
        standingReason: null,
        note: null,
        publications: [
          {
            relay: 'Censor.NET',
            publisher: null,
            title: null,
            url: 'https://example.org/a',
            archiveUrl: null,
            publishedOn: '2024-10-07',
            language: null,
            quote: '1,271 a day',
            key: null,
            note: null,
            place: null,
            translation: null,
          },
        ],
        key: 'ukdi-2024-09',
        updates: null,
        ratioOf: [],
        corrects: null,
        repeatsClaims: [],
        derivesFrom: [],
        contradicts: [],
        partOf: [],
        lineageDecided: false,
        substance: 's0',
      }),
    );
  });

  test('keeps the decimals that were claimed', () => {
    const { best } = toClaimDocument(
      recorded({}, { metric: 'territory_gained', best: '499.28', roundingUnit: '0.01' }),
    );
    expect(best).toBe(499.28);
  });

  test('of a party about its enemy says so', () => {
    const { source } = recorded();
    expect(toClaimDocument(recorded({ source: { ...source, party: 'ua' } })).claimant).toBe('adversary');
  });

  test('that was withdrawn is there with its reason', () => {
    const document = toClaimDocument(
      recorded({ flags: ['withdrawn'] }, { standing: 'withdrawn', standingReason: 'The page was taken down.' }),
    );
    expect(document).toMatchObject({ standing: 'withdrawn', standingReason: 'The page was taken down.', best: 1271 });
  });
});

describe('a claim as a file', () => {
  const first = {
    ...recorded({ recordedTo: at('2025-02-01T10:00:00.000Z') }),
    changeClass: 'new',
    changeCause: null,
    changeNote: null,
    byRole: 'editor',
  } as const;
  const second = {
    ...recorded({ revision: 2, recordedFrom: at('2025-02-01T10:00:00.000Z') }, { roundingUnit: '10' }),
    changeClass: 'correction',
    changeCause: 'our_correction',
    changeNote: 'The rounding unit was wrong.',
    byRole: 'reviewer',
  } as const;
  const detail = {
    ...second,
    knownOn: at('2025-02-01T10:00:00.000Z'),
    history: [first, second],
    linksFrom: [{ type: 'repeats' as const, id: '2bbbbbb' as ClaimId, recordedFrom: at('2024-10-01T09:00:00.000Z') }],
    linksTo: [],
  };
  const file = toClaimJson(detail, SUPPORT);
  const document = JSON.parse(file);

  test('is the claim as known, its history and its links, with one newline at the end', () => {
    expect(Object.keys(document)).toEqual([
      'knownOn',
      'claim',
      'history',
      'linksFrom',
      'linksTo',
      'tombstone',
      'support',
    ]);
    expect(document.claim).toEqual(JSON.parse(JSON.stringify(toClaimDocument(second))));
    expect(document.linksFrom).toEqual([{ type: 'repeats', id: '2bbbbbb', recordedFrom: '2024-10-01T09:00:00.000Z' }]);
    expect(file.endsWith('}\n')).toBe(true);
  });

  test('carries every version with its own interval, its change and what it said', () => {
    expect(document.history).toMatchObject([
      {
        revision: 1,
        recordedFrom: '2024-10-01T09:00:00.000Z',
        recordedTo: '2025-02-01T10:00:00.000Z',
        changeClass: 'new',
        changeNote: null,
        roundingUnit: 1,
        changeCause: null,
        attribution: 'a1',
      },
      {
        revision: 2,
        recordedFrom: '2025-02-01T10:00:00.000Z',
        recordedTo: null,
        changeClass: 'correction',
        changeNote: 'The rounding unit was wrong.',
        roundingUnit: 10,
        changeCause: 'our_correction',
      },
    ]);
  });

  test('names the claims that agree and those that lie apart, the origin, the voices and what it rests on', () => {
    expect(document.support).toEqual({
      days: { from: '2024-09-01', to: '2024-10-01' },
      agreesWith: ['3cccccc'],
      against: ['5eeeeee', '6ffffff'],
      sameOrigin: ['2bbbbbb'],
      roots: ['ua-general-staff'],
      isVoice: true,
      sources: 4,
      lineages: 3,
      records: [
        {
          basis: 'records',
          url: 'https://records.example/',
          reason: 'A list by name.',
          recordedFrom: '2025-01-01T00:00:00.000Z',
          byRole: 'reviewer',
          ended: null,
        },
      ],
    });
  });

  test('is known since the later of the two: what it says, and what others make of it', () => {
    expect(document.knownOn).toBe('2025-02-01T10:00:00.000Z');
    const later = toClaimJson(detail, { ...SUPPORT, knownOn: at('2025-03-01T00:00:00.000Z') });
    expect(JSON.parse(later).knownOn).toBe('2025-03-01T00:00:00.000Z');
  });

  test('is no tombstone while the claim stands', () => {
    expect(document.tombstone).toBeNull();
  });

  test('of a withdrawn claim carries the tombstone: why, when, by which role, and what stands in its place', () => {
    const gone = { standing: 'withdrawn', standingReason: 'The page was taken down.' } as const;
    const third = {
      ...recorded(
        { revision: 3, recordedFrom: at('2025-03-01T10:00:00.000Z'), supersededBy: '3cccccc' as ClaimId },
        gone,
      ),
      changeClass: 'correction',
      changeCause: 'source_withdrew',
      changeNote: 'They deleted the post.',
      byRole: 'administrator',
    } as const;
    // A later version that only adds a note leaves the withdrawal where it was.
    const fourth = { ...third, revision: 4, recordedFrom: at('2025-04-01T10:00:00.000Z'), changeNote: 'A note.' };
    const withdrawn = {
      ...fourth,
      knownOn: at('2025-04-01T10:00:00.000Z'),
      history: [first, second, third, fourth],
      linksFrom: [],
      linksTo: [],
    };
    const json = toClaimJson(withdrawn, SUPPORT);
    expect(JSON.parse(json).tombstone).toEqual({
      reason: 'The page was taken down.',
      cause: 'source_withdrew',
      note: 'They deleted the post.',
      withdrawnAt: '2025-03-01T10:00:00.000Z',
      byRole: 'administrator',
      replacedBy: '3cccccc',
    });
  });

  test('has the same bytes whatever the order in which components were coded', () => {
    const one = recorded({}, { components: { pmc: 'out', regular: 'in' } });
    const other = recorded({}, { components: { regular: 'in', pmc: 'out' } });
    expect(JSON.stringify(toClaimDocument(one))).toBe(JSON.stringify(toClaimDocument(other)));
  });
});

test('a page of claims names its filter, how many there are, and where it goes on', () => {
  const page = JSON.parse(
    toClaimsJson({
      knownOn: at('2025-02-01T10:00:00.000Z'),
      filter: { side: ['ru'] },
      total: { claims: 10000, exact: false },
      next: '/claims.json?after=x&side=ru',
      withheld: [],
      claims: [recorded()],
    }),
  );
  expect(page).toMatchObject({
    knownOn: '2025-02-01T10:00:00.000Z',
    filter: { side: ['ru'] },
    total: { claims: 10000, exact: false },
    next: '/claims.json?after=x&side=ru',
    claims: [{ id: '4dddddd' }],
  });
});

test('D17 a page of claims leaves out those of withheld sources and names them with the reason, at the end', () => {
  const { source } = recorded().claim;
  const text = toClaimsJson({
    knownOn: at('2025-02-01T10:00:00.000Z'),
    filter: {},
    total: { claims: 2, exact: true },
    next: null,
    withheld: [{ source, reason: 'Its terms forbid it.' }],
    claims: [recorded(), recorded({ id: '5eeeeee' as ClaimId }, { source: 'isw' })],
  });
  const page = JSON.parse(text);
  expect(page.claims.map(({ id }: { id: string }) => id)).toEqual(['5eeeeee']);
  expect(Object.entries(page).at(-1)).toEqual(['withheld', [{ source, reason: 'Its terms forbid it.' }]]);
});
