/** Where keys lead in the matrix (A12, ux.md §22). */
import { expect, test } from 'vitest';
import { placeAfter } from '@/components/matrix/matrix-keys';

const size = { rows: 30, columns: 12 };
const from = { row: 4, column: 5 };

test.each([
  ['ArrowRight', false, { row: 4, column: 6 }],
  ['ArrowLeft', false, { row: 4, column: 4 }],
  ['ArrowUp', false, { row: 3, column: 5 }],
  ['ArrowDown', false, { row: 5, column: 5 }],
  ['Home', false, { row: 4, column: 0 }],
  ['End', false, { row: 4, column: 11 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 29, column: 11 }],
  ['PageDown', false, { row: 14, column: 5 }],
  ['PageUp', false, { row: 0, column: 5 }],
])('%s, with Ctrl: %s', (key, withControl, to) => {
  expect(placeAfter(key, from, size, withControl)).toEqual(to);
});

test('no key leads out of the table', () => {
  expect(placeAfter('ArrowLeft', { row: 0, column: 0 }, size, false)).toEqual({ row: 0, column: 0 });
  expect(placeAfter('ArrowDown', { row: 29, column: 11 }, size, false)).toEqual({ row: 29, column: 11 });
});

test('Enter, Tab and letters are the browser’s', () => {
  for (const key of ['Enter', 'Tab', ' ', 'a']) expect(placeAfter(key, from, size, false)).toBeNull();
});
