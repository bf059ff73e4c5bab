import { expect, test } from 'vitest';
import { VIEW_KEYS } from '@/lib/ledger/view';
import { VIEW_KEYS as REWRITTEN_KEYS } from '@/next.config';

test('the rewrites of a comparison know every key of its address, in canonical order', () => {
  expect(REWRITTEN_KEYS).toEqual([...VIEW_KEYS]);
});
