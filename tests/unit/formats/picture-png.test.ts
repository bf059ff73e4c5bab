import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toPicture } from '@/lib/formats/figure-picture';
import { toPng } from '@/lib/formats/picture-png';
import { defaultComparison } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

/** Width and height from the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

const text = (words: string, family: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text x="5" y="28" font-size="20" font-family="${family}">${words}</text></svg>`;

test('a picture is a PNG of twice its size', () => {
  const table = defaultComparison();
  const svg = toPicture(table, viewOf(table));
  const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
  const png = toPng(svg);
  expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect(sizeOf(png)).toEqual([1920, 2 * height]);
});

test('a very long picture is drawn with fewer pixels, not with more memory', () => {
  const long = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="18000"></svg>';
  expect(sizeOf(toPng(long))).toEqual([50, 9000]);
});

test('the same picture gives the same bytes', () => {
  const svg = text('48 670', 'Inter');
  expect(Buffer.from(toPng(svg))).toEqual(Buffer.from(toPng(svg)));
});

test.each(['38 130 − 1', 'Генеральний штаб, Ґ', 'km² “–” →'])('the committed fonts draw %s', (words) => {
  const blank = Buffer.from(toPng(text('', 'Inter')));
  expect(Buffer.from(toPng(text(words, 'Inter'))).length).toBeGreaterThan(blank.length + 200);
});

test('titles are drawn in the serif face', () => {
  const serif = Buffer.from(toPng(text('Losses', 'Source Serif 4')));
  expect(serif.equals(Buffer.from(toPng(text('Losses', 'Inter'))))).toBe(false);
});

test('each font is small and carries its licence', () => {
  const files = readdirSync('public/fonts');
  for (const file of files.filter((name) => name.endsWith('.ttf')))
    expect(statSync(`public/fonts/${file}`).size).toBeLessThan(150_000);
  for (const licence of ['inter-OFL.txt', 'source-serif-4-OFL.txt'])
    expect(readFileSync(`public/fonts/${licence}`, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
