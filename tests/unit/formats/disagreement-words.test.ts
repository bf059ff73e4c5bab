import { expect, test } from 'vitest';
import { distanceWords, spreadDetail, spreadSentence } from '@/lib/formats/disagreement-words';
import type { Disagreement } from '@/lib/ledger/figure-table';

/** Plain spaces: numbers are grouped by narrow ones. */
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

const month = (over: Partial<Disagreement>): Disagreement => ({
  metric: 'killed_or_wounded',
  side: 'ru',
  scope: 'theatre',
  month: '2024-09' as Disagreement['month'],
  claims: 3,
  lineages: 2,
  low: 30000,
  high: 38140,
  bests: [],
  compared: ['a.killed_or_wounded.ru', 'b.killed_or_wounded.ru'] as unknown as Disagreement['compared'],
  distance: { kind: 'ratio', value: 1.271 },
  overlap: false,
  ...over,
});
const alone = month({ lineages: 1, compared: [], distance: null, overlap: null });

test('a month says how far, from where to where, of how many, and whether they overlap', () => {
  expect(distanceWords(month({}))).toBe('×1.27');
  expect(distanceWords(month({}), true)).toBe('×1.3');
  expect(plain(spreadDetail(month({})))).toBe('30 000–38 140; 3 claims, 2 lineages; no overlap');
});

test('a month of one lineage says neither', () => {
  expect(distanceWords(alone)).toBeNull();
  expect(plain(spreadDetail(alone))).toBe('30 000–38 140; 3 claims, 1 lineage');
});

test('whole counts are widened to whole numbers, others keep one decimal', () => {
  expect(plain(spreadDetail({ ...alone, low: 31697.5, high: 31728.5 }))).toMatch(/^31 697–31 729;/);
  expect(plain(spreadDetail({ ...alone, metric: 'territory_gained', low: 95.25, high: 132.04 }))).toMatch(
    /^95\.3–132;/,
  );
});

test('a metric that may be negative has a difference in its unit', () => {
  const territory = month({ metric: 'territory_gained', distance: { kind: 'difference', value: 90.2 } });
  expect(distanceWords(territory)).toBe('90.2');
  expect(spreadSentence([territory])).toBe(
    'In 1 month two lineages or more speak: 90.2 km² apart (September 2024); their intervals do not overlap.',
  );
});

test('the months of a panel are summed up by the nearest and the farthest', () => {
  const other = month({
    month: '2024-10' as Disagreement['month'],
    distance: { kind: 'ratio', value: 1.02 },
    overlap: true,
  });
  expect(spreadSentence([month({}), other, alone])).toBe(
    'In 2 months two lineages or more speak: from ×1.02 (October 2024) to ×1.27 (September 2024); their intervals overlap in 1 month.',
  );
});

test('where no month has two lineages nothing is said', () => {
  expect(spreadSentence([alone])).toBeNull();
});
