import { expect, test } from 'vitest';
import { guardFormula, toCsv, unguardFormula } from '@/lib/formats/csv';

test('commas, line feeds, quotation marks only where they are needed', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['plain', 'with, comma'],
        ['a "word"', 'two\nlines'],
      ],
    ),
  ).toBe('a,b\nplain,"with, comma"\n"a ""word""","two\nlines"\n');
});

test('numbers are exact, truths are words, nothing is empty', () => {
  expect(toCsv(['n', 't', 'x'], [[499.28, false, null]])).toBe('n,t,x\n499.28,false,\n');
});

test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', "'=1"])(
  'text that begins like %j is made text for a spreadsheet',
  (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
    expect(unguardFormula(guardFormula(text))).toBe(text);
  },
);

test.each(['1 − 1', 'a=b', "'quoted'", ''])('text like %j stays as it is', (text) => {
  expect(guardFormula(text)).toBe(text);
  expect(unguardFormula(text)).toBe(text);
});

test('a negative number is no formula', () => {
  expect(toCsv(['n', 'text'], [[-13, '-13']])).toBe("n,text\n-13,'-13\n");
});
