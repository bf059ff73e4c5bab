import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textWidth, wrapText } from '@/lib/formats/text-width';

/** The advance width of a character in a TrueType file, in thousandths of an em: hmtx by way of the format 4 character map. */
function advanceIn(file: string): (character: string) => number {
  const font = readFileSync(file);
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + 16 * index;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const table = (tag: string) => tables.get(tag) ?? 0;
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const metrics = font.readUInt16BE(table('hhea') + 34);
  const maps = Array.from({ length: font.readUInt16BE(table('cmap') + 2) }, (_, index) => {
    return table('cmap') + font.readUInt32BE(table('cmap') + 4 + 8 * index + 4);
  });
  const map = maps.find((at) => font.readUInt16BE(at) === 4) ?? 0;
  const segments = font.readUInt16BE(map + 6) / 2;
  const glyphOf = (code: number) => {
    for (let index = 0; index < segments; index += 1) {
      if (code > font.readUInt16BE(map + 14 + 2 * index)) continue;
      const start = font.readUInt16BE(map + 16 + 2 * segments + 2 * index);
      if (code < start) return 0;
      const delta = font.readInt16BE(map + 16 + 4 * segments + 2 * index);
      const rangeAt = map + 16 + 6 * segments + 2 * index;
      const range = font.readUInt16BE(rangeAt);
      const glyph = range === 0 ? code : font.readUInt16BE(rangeAt + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
  return (character) => {
    const glyph = glyphOf(character.codePointAt(0) ?? 0);
    return Math.round((1000 * font.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, metrics - 1))) / unitsPerEm);
  };
}

test.each([
  ['sans', 'public/fonts/inter-400.ttf'],
  ['sans-bold', 'public/fonts/inter-600.ttf'],
  ['serif-bold', 'public/fonts/source-serif-4-600.ttf'],
] as const)('widths in %s are those of the committed font', (font, file) => {
  const advance = advanceIn(file);
  const characters = [...'0123456789 ABCXYZabcxyz.,;:()“”’–−·\u202f\u00a0²→'];
  expect(characters.map((character) => textWidth(character, 1000, font))).toEqual(characters.map(advance));
});

test('a text is as wide as its characters together, in proportion to its size', () => {
  expect(textWidth('31', 20)).toBeCloseTo((textWidth('3', 1000) + textWidth('1', 1000)) / 50);
});

test('letters outside the table have a width, too', () => {
  expect(textWidth('Ґ', 1000)).toBe(640);
});

test('a text is broken at spaces, and never inside a word', () => {
  expect(wrapText('one two three', textWidth('one two', 10) + 1, 10)).toEqual(['one two', 'three']);
  expect(wrapText('безповоротні', 10, 10)).toEqual(['безповоротні']);
  expect(wrapText('', 10, 10)).toEqual([]);
});

test('a word longer than a line is broken behind its hyphens, and only such a word', () => {
  const width = textWidth('see one-two-', 10) + 1;
  expect(wrapText('see one-two-three-four five-six', width, 10)).toEqual(['see one-two-', 'three-four', 'five-six']);
  expect(wrapText('see one-two', textWidth('one-two', 10) + 1, 10)).toEqual(['see', 'one-two']);
});
