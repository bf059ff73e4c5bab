import { expect, test } from 'vitest';
import { delimiterOf } from '@/lib/formats/import-delimiter';

test.each([
  ['commas', 'claim_key,source,side\na;b;c;d,e', ','],
  ['semicolons', 'claim_key;source;side\n1,5;2,5', ';'],
  ['tabs', 'claim_key\tsource\tside', '\t'],
  ['a comma where there is one column', 'claim_key', ','],
])('%s are told by the first line', (_words, text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

test('signs inside quotation marks do not count', () => {
  expect(delimiterOf('"killed, wounded, missing";side;best\n')).toBe(';');
});
