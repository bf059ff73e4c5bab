import { describe, expect, test } from 'vitest';
import {
  barStrokes,
  boundStrokes,
  hatchPath,
  markStrokes,
  pointStrokes,
  px,
  rectPath,
  whiskerStrokes,
} from '@/lib/formats/chart-marks';

const plain = { badge: 'attributed', toDate: false, estimated: false } as const;
const rect = { x: 10, y: 20, width: 12, height: 80 };
const paints = (strokes: readonly { readonly paint: string }[]) => strokes.map(({ paint }) => paint);

describe('status is shape first', () => {
  test.each([
    ['unchecked', ['dotted']],
    ['attributed', ['hollow']],
    ['checked', ['solid']],
    ['corroborated', ['ring', 'solid']],
    ['documented', ['solid', 'floor']],
  ] as const)('%s', (badge, expected) => {
    expect(paints(barStrokes(rect, { ...plain, badge }))).toEqual(expected);
    expect(paints(pointStrokes('circle', 5, 5, 4, { ...plain, badge }))).toEqual(expected);
  });

  test('month to date is hatched, whatever its badge', () => {
    expect(paints(barStrokes(rect, { badge: 'documented', toDate: true, estimated: false }))).toEqual([
      'dashed',
      'hatch',
    ]);
  });

  test('what is partly interpolated has a dashed outline', () => {
    expect(paints(barStrokes(rect, { ...plain, estimated: true }))).toEqual(['dashed']);
  });
});

describe('uncertainty is drawn as claimed', () => {
  const place = { ...plain, x: 50, width: 12, y: 40, base: 100, yLow: 60, yHigh: 30 };

  test('a range around a best value is a whisker', () => {
    expect(paints(markStrokes({ ...place, shape: 'point' }, { marker: 'circle' }, 4))).toEqual(['whisker', 'hollow']);
  });

  test('over a bar the whisker is in ink', () => {
    expect(paints(markStrokes({ ...place, shape: 'bar' }, { marker: 'circle' }, 4))).toEqual(['hollow', 'whisker-ink']);
  });

  test('a range of rounding only, smaller than two pixels, is not drawn', () => {
    expect(whiskerStrokes(50, 40.4, 39.6, 8)).toEqual([]);
  });

  test('a range without a best value is a band with two ends and nothing between them', () => {
    const strokes = markStrokes({ ...place, shape: 'band', y: 30 }, { marker: 'circle' }, 4);
    expect(paints(strokes)).toEqual(['band', 'whisker']);
    expect(strokes[1]?.d).toBe('M44 30L56 30M44 60L56 60');
  });

  test('at least: a cap at the value and an arrow up', () => {
    expect(boundStrokes(50, 40, 10, 'up', plain)[0]?.d).toBe('M45 40L55 40M50 40L50 33.5');
  });

  test('up to: a cap at the value and an arrow down', () => {
    expect(boundStrokes(50, 40, 10, 'down', plain)[0]?.d).toBe('M45 40L55 40M50 40L50 46.5');
  });

  test('no bound draws a marker or a bar', () => {
    const paintsOf = (shape: 'at_least' | 'at_most') =>
      paints(markStrokes({ ...place, shape, yLow: null, yHigh: null }, { marker: 'circle' }, 4));
    expect(paintsOf('at_least')).toEqual(['whisker', 'hollow']);
    expect(paintsOf('at_most')).toEqual(['whisker', 'hollow']);
  });
});

test('a bar of zero is still drawn, as a line on the base', () => {
  expect(barStrokes({ x: 0, y: 100, width: 10, height: 0 }, plain)[0]?.d).toBe('M0 100h10v0h-10z');
});

test('hatching stays inside its bar', () => {
  const numbers = [...hatchPath({ x: 0, y: 0, width: 10, height: 30 }).matchAll(/[ML]([\d.]+) ([\d.]+)/g)];
  expect(numbers.length).toBeGreaterThan(10);
  expect(Math.max(...numbers.map((match) => Number(match[1])))).toBeLessThanOrEqual(10);
  expect(Math.max(...numbers.map((match) => Number(match[2])))).toBeLessThanOrEqual(30);
});

test('coordinates have one decimal and no minus zero', () => {
  expect(px(12.345)).toBe('12.3');
  expect(px(-0.01)).toBe('0');
  expect(rectPath({ x: 1.04, y: 2, width: 3, height: 4 })).toBe('M1 2h3v4h-3z');
});
