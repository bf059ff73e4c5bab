import { expect, test } from 'vitest';
import { toKeyedRows } from '@/lib/formats/second-key-words';
import { claimSchema } from '@/lib/ledger/claim';

const first = claimSchema.parse({
  key: 'a-claim',
  source: 'uk-di',
  side: 'ru',
  metric: 'killed_or_wounded',
  periodKind: 'interval',
  periodStart: '2024-09-01',
  periodEnd: '2024-10-01',
  valueKind: 'point',
  best: '38130',
  publications: [{ publisher: 'Ministry of Defence' }],
});

test('two keys stand side by side in words, the last day as people say it, what neither has left out', () => {
  const second = { ...first, best: '38310', repeatsSource: 'ua-general-staff' };
  const rows = toKeyedRows(first, second, ['best', 'repeatsSource'], () => 'General Staff of Ukraine');
  expect(rows.map(({ field, first: one, second: other, differs }) => [field, one, other, differs])).toEqual([
    ['valueKind', 'point', 'point', false],
    ['best', '38\u202f130', '38\u202f310', true],
    ['metric', 'killed or wounded', 'killed or wounded', false],
    ['side', 'Russia', 'Russia', false],
    ['scope', 'the whole war', 'the whole war', false],
    ['periodKind', 'total of a period', 'total of a period', false],
    ['periodStart', '1 September 2024', '1 September 2024', false],
    ['periodEnd', '30 September 2024', '30 September 2024', false],
    ['repeatsSource', 'the source’s own', 'restates General Staff of Ukraine', true],
  ]);
});
