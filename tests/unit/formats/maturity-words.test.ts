/** Maturity in words (T8). */
import { expect, test } from 'vitest';
import { maturitySentence, recordSentence } from '@/lib/formats/maturity-words';
import type { Month } from '@/lib/ledger/month';

const last = '2026-10' as Month;
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

test('a provisional figure says the expected share still missing', () => {
  expect(plain(maturitySentence({ shareKnown: 0.71 }))).toBe(
    'About 29 % is expected to be still missing or to change: in earlier vintages, months of this age stood in the median at 71 % of what they stand at now.',
  );
});

test('a figure whose record says nothing has no sentence', () => {
  expect(maturitySentence({})).toBeNull();
});

test('a record of fewer than six vintages has no percentage', () => {
  expect(recordSentence({ vintages: 5, last, curve: [] })).not.toMatch(/%/);
});

test('a record that never changed is called stable, not accurate', () => {
  const curve = [{ age: 1, share: 1, observations: 6 }];
  expect(recordSentence({ vintages: 7, last, curve })).toMatch(
    /stable from their first figure on.*not the same as accurate/,
  );
});

test('a record that completes says what the youngest months have told, and when they are mature', () => {
  const curve = [
    { age: 1, share: 0.5, observations: 6 },
    { age: 3, share: 0.97, observations: 4 },
  ];
  expect(plain(recordSentence({ vintages: 7, last, curve }))).toBe(
    '7 stored vintages, the newest of October 2026. At an age of 1 month a month has told 50 %, in the median, of what it stands at now. From an age of 3 months on it is 95 % or more, and until then it is provisional.',
  );
});
