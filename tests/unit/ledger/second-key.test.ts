import { describe, expect, test } from 'vitest';
import { type Claim, type ClaimInput, claimSchema } from '@/lib/ledger/claim';
import {
  attributionAfter,
  differencesOf,
  KEYED_FIELDS,
  lacksForChecked,
  type SecondKey,
  secondKeySchema,
  withSecondKey,
} from '@/lib/ledger/second-key';

const publication = {
  publisher: 'Ministry of Defence',
  title: 'Intelligence update',
  url: 'https://example.org/update',
  publishedOn: '2024-10-05',
  quote: 'an average of 1,271 a day',
  place: 'second paragraph',
};

function claim(given: Partial<ClaimInput> = {}): Claim {
  return claimSchema.parse({
    key: 'a-claim',
    source: 'uk-di',
    side: 'ru',
    metric: 'killed_or_wounded',
    periodKind: 'daily_rate',
    periodStart: '2024-09-01',
    periodEnd: '2024-10-01',
    valueKind: 'point',
    best: '1271',
    lineageDecided: true,
    publications: [publication],
    ...given,
  });
}

/** What a second editor keys who reads the same as the first, and otherwise. */
function key(of: Claim, given: Partial<Record<keyof SecondKey, unknown>> = {}): SecondKey {
  const same = Object.fromEntries(KEYED_FIELDS.map((field) => [field, of[field]]));
  return secondKeySchema.parse({ ...same, repeatsSource: of.repeatsSource, ...given });
}

describe('two keys (domain.md §2 a2, E6)', () => {
  test('that say the same agree', () => {
    expect(differencesOf(claim(), key(claim()))).toEqual([]);
  });

  test.each([
    ['best', { best: '1272' }],
    ['metric', { metric: 'killed' }],
    ['side', { side: 'ua' }],
    ['scope', { scope: 'sector-kupiansk' }],
    ['periodStart', { periodStart: '2024-08-01' }],
    ['periodEnd', { periodEnd: '2024-09-30' }],
    ['repeatsSource', { repeatsSource: 'ua-general-staff' }],
  ] as const)('that differ in %s alone are found to', (field, difference) => {
    expect(differencesOf(claim(), key(claim(), difference))).toEqual([field]);
  });

  test('“at least 1 000” against “1 000” differ in how it is said and in both bounds', () => {
    const keyed = key(claim({ best: '1000' }), { valueKind: 'at_least', low: '1000', best: null });
    expect(differencesOf(claim({ best: '1000' }), keyed)).toEqual(['valueKind', 'low', 'best']);
  });

  test('a number written with leading zeros or empty decimals is the same number', () => {
    expect(differencesOf(claim(), key(claim(), { best: '01271.00' }))).toEqual([]);
  });

  test('a day needs no end: whether it was written down makes no difference', () => {
    const day = claim({ periodKind: 'day', periodStart: '2024-09-03', periodEnd: '2024-09-04' });
    expect(differencesOf(day, key(day, { periodEnd: null }))).toEqual([]);
  });

  test('the day of a report beside a stated period makes none either', () => {
    const summer = claim({ periodKind: 'interval', periodStart: '2024-06-01', periodEnd: '2024-09-01' });
    expect(differencesOf({ ...summer, asOf: claim().periodEnd }, key(summer))).toEqual([]);
  });

  test('the day to which a running total reaches makes all the difference', () => {
    const total = claim({
      periodKind: 'cumulative_since_start',
      periodStart: null,
      periodEnd: null,
      asOf: '2024-10-01',
    });
    expect(differencesOf(total, key(total, { asOf: '2024-09-30' }))).toEqual(['asOf']);
  });

  test('another kind of period is a difference, and so is every date that comes with it', () => {
    const keyed = key(claim(), { periodKind: 'day', periodEnd: null });
    expect(differencesOf(claim(), keyed)).toEqual(['periodKind', 'periodEnd']);
  });
});

describe('what an agreed claim lacks for Checked', () => {
  test('is nothing where the words stand with their place, the metric is defined and the lineage decided', () => {
    expect(lacksForChecked(claim())).toEqual([]);
  });

  test('is the quote, where none is kept', () => {
    expect(lacksForChecked(claim({ publications: [{ ...publication, quote: null, place: null }] }))).toEqual([
      'the words are not quoted',
    ]);
  });

  test('is the place of the words', () => {
    expect(lacksForChecked(claim({ publications: [{ ...publication, place: null }] }))).toEqual([
      'the place of the words in the publication is missing',
    ]);
  });

  test('is a decision on whose number it is; a named origin is one', () => {
    expect(lacksForChecked(claim({ lineageDecided: false }))).toEqual(['nobody has decided whose number it is']);
    expect(lacksForChecked(claim({ lineageDecided: false, repeatsSource: 'ua-general-staff' }))).toEqual([]);
  });

  test('is an identified publication', () => {
    expect(lacksForChecked(claim({ publications: [{ quote: 'so many', place: 'page 3' }] }))).toEqual([
      'no publication is identified',
    ]);
  });
});

describe('what a second key adds to a claim', () => {
  test('is quote and place where there were none, and the decision about its lineage', () => {
    const bare = claim({ lineageDecided: false, publications: [{ ...publication, quote: null, place: null }] });
    const completed = withSecondKey(bare, key(bare, { quote: 'an average of 1,271 a day', place: 'line 4' }));
    expect(completed.publications[0]).toMatchObject({ quote: 'an average of 1,271 a day', place: 'line 4' });
    expect(completed.lineageDecided).toBe(true);
  });

  test('is nothing where the claim has its own', () => {
    const completed = withSecondKey(claim(), key(claim(), { quote: 'other words', place: 'elsewhere' }));
    expect(completed.publications).toEqual(claim().publications);
  });

  test('is never a value: the first key stays as it was keyed', () => {
    const completed = withSecondKey(claim(), key(claim(), { best: '9999' }));
    expect(completed.best).toBe('1271');
  });
});

describe('a Checked claim', () => {
  const checked = { claim: claim(), attribution: 'a2' } as const;

  test('stays so when a note is added', () => {
    expect(attributionAfter(checked, claim({ note: 'Said in passing.' }))).toBe('a2');
  });

  test('falls back when its number changes: down by itself (domain.md §2)', () => {
    expect(attributionAfter(checked, claim({ best: '1300' }))).toBe('a1');
  });

  test('falls back when the quoted words change', () => {
    const other = claim({ publications: [{ ...publication, quote: 'about 1,300 a day' }] });
    expect(attributionAfter(checked, other)).toBe('a1');
  });

  test('falls back when it turns out to restate somebody else', () => {
    expect(attributionAfter(checked, claim({ repeatsSource: 'ua-general-staff' }))).toBe('a1');
  });
});

test('an Attributed claim never becomes Checked by a revision alone', () => {
  expect(attributionAfter({ claim: claim(), attribution: 'a1' }, claim())).toBe('a1');
});
