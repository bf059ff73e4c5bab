import { expect, test } from 'vitest';
import { claimCitation } from '@/lib/formats/citation-claim';
import { type ClaimId, type Publication, publicationSchema } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';

const cite = (publications: readonly Publication[]) =>
  claimCitation(
    { id: 'abc1234' as ClaimId, publications, knownOn: '2026-03-03T14:05:00.000Z' as Instant },
    { name: 'UK Defence Intelligence' },
    'https://ledger.example/claims/abc1234?known=2026-03-03T14%3A05%3A00.000Z',
  );
const RECORDED =
  'Recorded as claim abc1234, Attrition Ledger, as known on 3 March 2026, 14:05 UTC, https://ledger.example/claims/abc1234?known=2026-03-03T14%3A05%3A00.000Z';

test('source, title, publisher, date, address, archive; then the claim as it was known', () => {
  const publication = publicationSchema.parse({
    title: 'Update',
    publisher: 'X',
    publishedOn: '2025-01-31',
    url: 'https://x.example/1',
    archiveUrl: 'https://archive.example/1',
  });
  expect(cite([publication])).toBe(
    `UK Defence Intelligence, “Update”, X, 31 January 2025, https://x.example/1, archived https://archive.example/1. ${RECORDED}`,
  );
});

test('of several publications the first that can be read is cited, and the others are counted', () => {
  const unread = publicationSchema.parse({ publisher: 'A' });
  const read = publicationSchema.parse({ publisher: 'B', url: 'https://b.example/', publishedOn: '2025-01-31' });
  expect(cite([unread, read])).toBe(
    `UK Defence Intelligence, B, 31 January 2025, https://b.example/, and 1 further publication. ${RECORDED}`,
  );
});

test('a source that published it itself is named once; what has no date says so', () => {
  expect(cite([publicationSchema.parse({ publisher: 'UK Defence Intelligence' })])).toBe(
    `UK Defence Intelligence, without date. ${RECORDED}`,
  );
});
