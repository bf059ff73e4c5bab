import { expect, test } from 'vitest';
import { toClaimChanges, toRecordedChanges } from '@/lib/formats/claim-changes';
import { type Claim, claimSchema } from '@/lib/ledger/claim';

function claim(difference: Partial<Record<keyof Claim, unknown>> = {}): Claim {
  return claimSchema.parse({
    key: 'a-claim',
    source: 'uk-di',
    side: 'ru',
    metric: 'killed',
    periodKind: 'interval',
    periodStart: '2024-09-01',
    periodEnd: '2024-10-01',
    valueKind: 'point',
    best: '38130',
    publications: [{ url: 'https://example.org' }],
    ...difference,
  });
}

test.each<[keyof Claim, Partial<Record<keyof Claim, unknown>>, string, string | null, string | null]>([
  ['best', { best: '38140' }, 'Value', '38\u202f130', '38\u202f140'],
  ['metric', { metric: 'killed_or_wounded' }, 'Metric', 'killed', 'killed or wounded'],
  ['side', { side: 'ua' }, 'Side', 'Russia', 'Ukraine'],
  ['periodEnd', { periodEnd: '2024-09-30' }, 'First day after', '1 October 2024', '30 September 2024'],
  ['roundingUnit', { roundingUnit: '10' }, 'Rounded to', null, '10'],
  ['provisional', { provisional: true }, 'Provisional', 'no', 'yes'],
  ['components', { components: { pmc: 'out', convicts: 'in' } }, 'Components', null, 'convicts in, pmc out'],
  ['note', { note: 'A misprint.' }, 'Note', null, 'A misprint.'],
])('%s in words', (field, difference, name, before, after) => {
  expect(toClaimChanges(claim(), claim(difference), [field])).toEqual([{ field: name, before, after }]);
});

test('publications differ place by place, each field by its name', () => {
  const after = claim({
    publications: [
      { url: 'https://example.org', quote: '1 271 a day', place: 'page 4' },
      { publisher: 'TASS', title: 'A post' },
    ],
  });
  expect(toClaimChanges(claim(), after, ['publications'])).toEqual([
    { field: 'Publication 1, quote', before: null, after: '1 271 a day' },
    { field: 'Publication 1, place in the source', before: null, after: 'page 4' },
    { field: 'Publication 2', before: null, after: 'A post, TASS' },
  ]);
  expect(toClaimChanges(after, claim(), ['publications']).at(-1)).toEqual({
    field: 'Publication 2',
    before: 'A post, TASS',
    after: null,
  });
});

test('of a recorded change only the fields that were recorded are said', () => {
  const { best, metric } = claim();
  expect(toRecordedChanges({ best, metric }, { best: '5', metric: 'wounded' })).toEqual([
    { field: 'Metric', before: 'killed', after: 'wounded' },
    { field: 'Value', before: '38\u202f130', after: '5' },
  ]);
});
