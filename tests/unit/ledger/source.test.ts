/** Sources and what they mean (domain.md §1.1, §1.4). */
import { describe, expect, test } from 'vitest';
import {
  claimantOf,
  isDefinitionInferred,
  seriesEventSchema,
  sourceSchema,
  withheldOf,
  withoutWithheld,
} from '@/lib/ledger/source';
import { GENERAL_STAFF, source } from '@/tests/fixtures/claims';

describe('T14 who speaks about whom is derived from source × side', () => {
  test.each([
    ['ua', 'ru', 'adversary'],
    ['ru', 'ua', 'adversary'],
    ['ua', 'ua', 'own_side'],
    ['ru', 'ru', 'own_side'],
    ['none', 'ru', 'third_party'],
    ['none', 'ua', 'third_party'],
    ['ua', 'both', 'third_party'],
  ] as const)('party %s about %s: %s', (party, side, claimant) => {
    expect(claimantOf(party, side)).toBe(claimant);
  });
});

describe('a source', () => {
  test('is not differenced and counts to the end of the day unless it says otherwise', () => {
    expect(sourceSchema.parse({ slug: 'x', name: 'X', shortName: 'X', class: 'leak', party: 'none' })).toEqual({
      slug: 'x',
      name: 'X',
      shortName: 'X',
      class: 'leak',
      party: 'none',
      aliases: [],
      originKnown: true,
      countingConvention: 'end_of_day',
      cutoff: null,
      totalsAreDifferenceable: 'no',
      cadence: null,
      endedOn: null,
      languages: [],
      homepage: null,
      about: null,
      overcounts: null,
      undercounts: null,
      attribution: null,
      definitions: [],
      bulkWithheld: false,
      bulkWithheldReason: null,
    });
  });

  test.each([
    ['slug', { slug: 'X Y' }],
    ['name', { name: ' ' }],
    ['class', { class: 'rumour' }],
    ['party', { party: 'both' }],
  ])('with a wrong %s is refused', (field, over) => {
    const parsed = sourceSchema.safeParse({
      slug: 'x',
      name: 'X',
      shortName: 'X',
      class: 'leak',
      party: 'none',
      ...over,
    });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
  });
});

test('a definition is inferred for its metric, side and version alone', () => {
  const key = {
    source: 'ua-general-staff',
    metric: 'killed_or_wounded',
    side: 'ru',
    scope: 'theatre',
    definitionVersion: 1,
  } as const;
  expect(isDefinitionInferred(GENERAL_STAFF, key)).toBe(true);
  expect(isDefinitionInferred(GENERAL_STAFF, { ...key, metric: 'killed' })).toBe(false);
  expect(isDefinitionInferred(GENERAL_STAFF, { ...key, side: 'ua' })).toBe(false);
  expect(isDefinitionInferred(GENERAL_STAFF, { ...key, definitionVersion: 2 })).toBe(false);
});

test('a note on a series has a real day and a sentence', () => {
  const note = {
    source: 'x',
    metric: 'killed',
    side: 'ru',
    day: '2026-02-14',
    kind: 'break',
    sentence: 'A registry leaked.',
  };
  expect(seriesEventSchema.parse(note)).toEqual({ ...note, url: null });
  expect(seriesEventSchema.safeParse({ ...note, day: '2026-02-30' }).success).toBe(false);
  expect(seriesEventSchema.safeParse({ ...note, sentence: '' }).success).toBe(false);
});

describe('D17 a source whose licence forbids to publish its data again', () => {
  const closed = source({ slug: 'closed', bulkWithheld: true, bulkWithheldReason: 'Its terms forbid it.' });

  test.each([
    ['withheld without a reason', { bulkWithheld: true }],
    ['withheld with an empty reason', { bulkWithheld: true, bulkWithheldReason: ' ' }],
    ['a reason without anything withheld', { bulkWithheldReason: 'Its terms forbid it.' }],
  ])('%s is refused', (_, over) => {
    expect(() => source(over)).toThrow('gives the reason');
  });

  test('is named with its reason, in order of slugs', () => {
    const other = source({ slug: 'atlas', bulkWithheld: true, bulkWithheldReason: 'All rights reserved.' });
    expect(withheldOf([closed, GENERAL_STAFF, other])).toEqual([
      { source: 'atlas', reason: 'All rights reserved.' },
      { source: 'closed', reason: 'Its terms forbid it.' },
    ]);
  });

  test('has no claims in a bulk file; the others keep their order', () => {
    const claims = ['b', 'closed', 'a'].map((slug) => ({ claim: { source: slug } }));
    expect(withoutWithheld(claims, withheldOf([closed])).map(({ claim }) => claim.source)).toEqual(['b', 'a']);
  });
});
