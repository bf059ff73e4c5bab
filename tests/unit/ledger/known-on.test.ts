import { expect, test } from 'vitest';
import { toKnown } from '@/lib/ledger/known-on';

test.each([
  ['2026-03-03', '', '2026-03-03'],
  ['2026-03-03', '14:05', '2026-03-03T14:05:59.999Z'],
  ['2026-03-03', '14:05:30', '2026-03-03T14:05:59.999Z'],
  ['2026-03-03', '25:00', '2026-03-03'],
  ['2026-02-30', '14:05', null],
  ['', '14:05', null],
])('the day “%s” and the time “%s” are known=%s', (day, time, known) => {
  expect(toKnown(day, time)).toBe(known);
});
