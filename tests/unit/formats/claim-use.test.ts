import { expect, test } from 'vitest';
import { type UsableClaim, whyFeedsNone } from '@/lib/formats/claim-use';
import type { Day } from '@/lib/ledger/month';

const claim: UsableClaim = {
  metric: 'killed',
  side: 'ru',
  scope: 'theatre',
  periodKind: 'cumulative_since_start',
  periodStart: null,
  periodEnd: null,
  asOf: '2024-10-01' as Day,
  valueKind: 'point',
  standing: 'current',
};
const source = { totalsAreDifferenceable: 'no', originKnown: true } as const;
const attributed = { source, badge: 'attributed', isSuperseded: false } as const;

test.each<[string, Partial<UsableClaim>, string]>([
  ['discounted', { standing: 'discounted' }, 'It is discounted, so no figure uses it.'],
  ['withdrawn', { standing: 'withdrawn' }, 'It was withdrawn, so no figure uses it.'],
  [
    'a plan',
    { metric: 'target_recruited' },
    'It speaks of the future or of a plan, and such statements are never charted.',
  ],
  ['without a number', { valueKind: 'none' }, 'It gives no number, and none is made up for it.'],
  ['a ratio', { metric: 'exchange_ratio' }, 'Exchange ratio: such a number never becomes a monthly count.'],
  ['both sides', { side: 'both' }, 'It counts both sides together; such claims are shown and never charted.'],
  ['a part', { scope: 'part-unmanned' }, 'It counts a part of a whole, and never stands for the whole.'],
  [
    'an average a month',
    { periodKind: 'monthly_rate' },
    'It is an average over no particular month; it is shown as said.',
  ],
  ['undated', { asOf: null }, 'Its dates are not known; it is kept and shown, and never charted.'],
  [
    'a running total that is a new estimate',
    {},
    'It is a running total. Each total is a new estimate; totals are never subtracted. It stands among the running totals as said.',
  ],
])('%s', (_, difference, sentence) => {
  expect(whyFeedsNone({ ...claim, ...difference }, attributed)).toBe(sentence);
});

test('replaced by the same source', () => {
  expect(whyFeedsNone(claim, { ...attributed, isSuperseded: true })).toBe(
    'The same source replaced it, so no figure uses it.',
  );
});

test('a publication that is not identified', () => {
  expect(whyFeedsNone(claim, { ...attributed, badge: 'unchecked' })).toBe(
    'Its publication is not identified, so it stands below the status that is charted.',
  );
});

test('an origin that is not known', () => {
  expect(whyFeedsNone(claim, { ...attributed, source: { ...source, originKnown: false } })).toBe(
    'Who said it first is not known, so no figure uses it.',
  );
});

test('one total of a running count alone', () => {
  expect(whyFeedsNone(claim, { ...attributed, source: { ...source, totalsAreDifferenceable: 'yes' } })).toBe(
    'It is a running total, and no other total stands near enough to subtract one from the other.',
  );
});
