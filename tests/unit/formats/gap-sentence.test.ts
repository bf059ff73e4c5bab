import { expect, test } from 'vitest';
import { toGapSentence } from '@/lib/formats/gap-sentence';
import type { Day, Month } from '@/lib/ledger/month';
import { REASONS, type Reason } from '@/lib/ledger/vocabulary';
import { GENERAL_STAFF, sampleGap, sampleSpan, sampleTable } from '@/tests/support/sample-table';

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

test.each(Object.keys(REASONS) as Reason[])('%s is one sentence with a full stop', (reason) => {
  expect(toGapSentence(sampleGap({ reason }), sampleTable({ spans: [] }))).toMatch(/^[A-Z][^.]*\.$/);
});

test('a span that covers the month is named', () => {
  expect(plain(toGapSentence(sampleGap(), sampleTable()))).toBe(
    'The source published nothing for this month that the ledger holds. ' +
      'UK Defence Intelligence says at least 91 000 persons over 1 September to 30 November 2024.',
  );
});

test('spans of other months and other series are not', () => {
  const spans = [sampleSpan({ series: GENERAL_STAFF }), sampleSpan({ to: '2024-10-01' as Day })];
  expect(toGapSentence(sampleGap({ month: '2024-10' as Month }), sampleTable({ spans }))).toBe(
    REASONS.NO_CLAIM.sentence,
  );
});

test('several spans are one sentence, and from the fourth on they are counted', () => {
  const spans = [1, 8, 15, 22].map((day) =>
    sampleSpan({
      from: `2024-10-${String(day).padStart(2, '0')}` as Day,
      to: `2024-10-${String(day + 2).padStart(2, '0')}` as Day,
      low: 1000 + day,
    }),
  );
  expect(plain(toGapSentence(sampleGap({ reason: 'GAP_TOO_WIDE' }), sampleTable({ spans })))).toBe(
    'The nearest running totals lie too far from the borders of this month. ' +
      'UK Defence Intelligence says at least 1 001 persons over 1 to 2 October 2024, ' +
      'says at least 1 008 persons over 8 to 9 October 2024, ' +
      'says at least 1 015 persons over 15 to 16 October 2024 and 1 more such number.',
  );
});
