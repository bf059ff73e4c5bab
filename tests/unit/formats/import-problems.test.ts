import { expect, test } from 'vitest';
import { foundByField, mistakeLine } from '@/lib/formats/import-problems';

const missing = (row: number) => ({ row, column: 'metric', message: 'is missing.' });

test('mistakes stand under their field, each with the ranges of its rows', () => {
  const found = foundByField([14, 15, 16, 17, 18, 19].map(missing));
  expect(found).toHaveLength(1);
  const [metric] = found;
  expect(metric?.mistakes.map((mistake) => mistakeLine(metric.field, mistake))).toEqual([
    'rows 14–19: metric is missing.',
  ]);
});

test('the field with the most rows comes first', () => {
  const found = foundByField([
    { row: 2, column: 'best', message: '“x” is not a plain number.' },
    missing(3),
    missing(9),
    { row: 4, column: null, message: 'has a NUL character, which no text has.' },
  ]);
  expect(found.map(({ field, count }) => [field, count])).toEqual([
    ['metric', 2],
    ['best', 1],
    [null, 1],
  ]);
});

test('what was written in the cell does not set two mistakes apart', () => {
  const found = foundByField([
    { row: 2, column: 'best', message: '“x” is not a plain number.' },
    { row: 5, column: 'best', message: '“y” is not a plain number.' },
  ]);
  expect(found[0]?.mistakes).toEqual([{ rows: '2 and 5', count: 2, message: '“x” is not a plain number.' }]);
});

test('rows are in order, in whichever order they were found', () => {
  expect(foundByField([missing(9), missing(2), missing(3)])[0]?.mistakes[0]?.rows).toBe('2–3 and 9');
});

test('a hundred thousand mistakes are said in one line', () => {
  const found = foundByField(Array.from({ length: 100_000 }, (_, index) => missing(index * 2)));
  expect(found[0]).toMatchObject({ count: 100_000, more: 0 });
  expect(found[0]?.mistakes[0]?.rows).toMatch(/and 99992 more$/);
});

test('of many kinds the first are listed, and the rest counted', () => {
  const found = foundByField(
    Array.from({ length: 40 }, (_, index) => ({ row: index, column: 'url', message: `is wrong in way ${index}.` })),
  );
  expect(found[0]?.mistakes).toHaveLength(30);
  expect(found[0]?.more).toBe(10);
});
