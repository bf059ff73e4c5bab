import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mixColours, PALETTE, type SeriesToken, SOURCE_TOKENS, sourceToken, type Theme } from '@/lib/formats/palette';
import { colourDistance, contrast, type Vision } from '@/tests/support/colour-vision';

const THEMES: readonly Theme[] = ['light', 'dark'];
const EIGHT: readonly SeriesToken[] = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
  'series-8',
];

const pairs = EIGHT.flatMap((a, index) => EIGHT.slice(index + 1).map((b) => [a, b] as const));

describe.each(THEMES)('in the %s theme', (theme) => {
  const colours = PALETTE[theme];

  test.each<Vision>(['full', 'deuteranopia', 'protanopia', 'tritanopia'])(
    'every two of the eight colours differ with %s vision',
    (vision) => {
      const closest = Math.min(...pairs.map(([a, b]) => colourDistance(colours[a], colours[b], vision)));
      expect(closest).toBeGreaterThan(9);
    },
  );

  test.each([...EIGHT, 'series-neutral'] as const)('%s may be read as text on paper and card', (token) => {
    expect(contrast(colours[token], colours.paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[token], colours.card)).toBeGreaterThanOrEqual(4.5);
  });

  test('ink, muted words and links are readable on card', () => {
    for (const token of ['ink', 'muted', 'link'] as const)
      expect(contrast(colours[token], colours.card)).toBeGreaterThanOrEqual(4.5);
  });

  test('the style sheet of the pages spells the same values', () => {
    const css = readFileSync('app/globals.css', 'utf8');
    const nth = theme === 'light' ? 1 : 2;
    for (const [token, hex] of Object.entries(colours)) {
      const found = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
      expect([token, found?.[nth]]).toEqual([token, hex]);
    }
  });
});

test('eight sources have a colour of their own, no two the same', () => {
  expect(new Set(Object.values(SOURCE_TOKENS)).size).toBe(8);
  expect(Object.keys(SOURCE_TOKENS)).toHaveLength(8);
});

test('any other source is neutral, whatever it is called', () => {
  expect(sourceToken('nato')).toBe('series-neutral');
  expect(sourceToken('constructor')).toBe('series-neutral');
});

test('a pale fill is 22 % of the colour over the card', () => {
  expect(mixColours('#000000', '#ffffff', 0.22)).toBe('#c7c7c7');
});
