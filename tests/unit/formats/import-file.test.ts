import { expect, test } from 'vitest';
import { formatWords, recogniseFile, shownFileName } from '@/lib/formats/import-file';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a CSV file is recognised with its delimiter, with or without a byte-order mark', () => {
  expect(recogniseFile(bytes('claim_key;source\n1;isw\n'))).toEqual({ kind: 'csv', delimiter: ';' });
  expect(recogniseFile(bytes('\uFEFFclaim_key\tsource\n'))).toEqual({ kind: 'csv', delimiter: '\t' });
});

test('JSON is the General Staff’s', () => {
  expect(recogniseFile(bytes('\uFEFF  [{"date":"2024-09-01"}]'))).toEqual({ kind: 'general_staff' });
});

test.each([
  ['nothing', new Uint8Array(), 'empty'],
  ['only blanks', bytes(' \n\n'), 'empty'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x63, 0x00]), 'utf16'],
  ['UTF-16 the other way round', new Uint8Array([0xfe, 0xff, 0x00, 0x63]), 'utf16'],
  ['UTF-16 without a mark', new Uint8Array([0x63, 0x00, 0x64, 0x00]), 'not_utf8'],
  ['Windows-1251', new Uint8Array([0xea, 0xeb, 0xfe, 0xf7]), 'not_utf8'],
  ['a workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2]), 'spreadsheet'],
  ['a PDF', bytes('%PDF-1.7'), 'pdf'],
  ['a compressed file', new Uint8Array([0x1f, 0x8b, 8]), 'compressed'],
  ['a web page', bytes('<!DOCTYPE html><script>'), 'web_page'],
])('%s is refused by name', (_words, first, why) => {
  expect(recogniseFile(first)).toEqual({ kind: 'refused', why });
});

test('a letter that is cut in two where the first bytes end is no mistake', () => {
  const whole = bytes('name,ключ');
  expect(recogniseFile(whole.subarray(0, whole.length - 1))).toEqual({ kind: 'csv', delimiter: ',' });
});

test('a file is shown by its last name, without folders and control signs', () => {
  expect(shownFileName('C:\\Users\\me\\claims\u0000.csv')).toBe('claims.csv');
  expect(shownFileName('../../etc/passwd')).toBe('passwd');
  expect(shownFileName('')).toBe('Pasted text');
});

test('how a file was read is said in words', () => {
  expect(formatWords('csv', '\t')).toBe('CSV with tabs');
  expect(formatWords('general_staff', null)).toBe('General Staff totals as JSON');
});
