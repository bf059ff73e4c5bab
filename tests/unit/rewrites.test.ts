import { expect, test } from 'vitest';
import { VIEW_KEYS } from '@/lib/ledger/view';
import { PERMALINK_ID, VIEW_KEYS as REWRITTEN_KEYS } from '@/next.config';

test('the rewrites of a comparison know every key of its address, in canonical order', () => {
  expect(REWRITTEN_KEYS).toEqual([...VIEW_KEYS]);
});

test('the rewrites of the files of a frozen comparison take every address that there can be, and no other', () => {
  const address = new RegExp(`^${PERMALINK_ID}$`);
  // Base 32 without i, l, o and u, as public ids are written (lib/data/public-id.ts).
  for (const sign of '0123456789abcdefghjkmnpqrstvwxyz') expect(address.test(sign.repeat(16)), sign).toBe(true);
  for (const sign of 'iloA-._') expect(address.test(sign.repeat(16)), sign).toBe(false);
  expect(address.test('a'.repeat(15))).toBe(false);
});
