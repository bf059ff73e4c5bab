import { describe, expect, test } from 'vitest';
import {
  baselineOf,
  niceStep,
  robustTop,
  straighten,
  tickLabels,
  toMonthTicks,
  toValueScale,
  xOfDay,
  yOf,
} from '@/lib/formats/chart-scales';
import { textWidth } from '@/lib/formats/text-width';
import { type Day, type Month, monthsFrom } from '@/lib/ledger/month';

const linear = { log: false, mayBeNegative: false, top: 0, bottom: 200, steps: 5 };
const months = (from: string, to: string) => monthsFrom(from as Month, to as Month);

describe('values', () => {
  test('counts start at zero and end at a round tick', () => {
    const scale = toValueScale([28450, 48670], linear);
    expect(scale.ticks).toEqual([0, 10000, 20000, 30000, 40000, 50000]);
    expect(yOf(scale, 0)).toBe(200);
    expect(yOf(scale, 50000)).toBe(0);
    expect(yOf(scale, 25000)).toBe(100);
  });

  test('a metric that may be negative has the same steps below zero', () => {
    const scale = toValueScale([445, -13], { ...linear, mayBeNegative: true });
    expect(scale.ticks).toEqual([-100, 0, 100, 200, 300, 400, 500]);
    expect(baselineOf(scale)).toBeCloseTo(yOf(scale, 0));
    expect(baselineOf(scale)).toBeLessThan(200);
  });

  test('zero alone, or nothing at all, still has an axis', () => {
    expect(toValueScale([0], linear).ticks).toEqual([0, 1]);
    expect(toValueScale([], linear).ticks).toEqual([0, 1]);
  });

  test('small decimals get ticks without floating-point tails', () => {
    expect(toValueScale([0.3], linear).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });

  test('a logarithmic scale has no zero and gives each factor the same height', () => {
    const scale = toValueScale([1200, 48000], { ...linear, log: true });
    expect(scale.kind).toBe('log');
    expect(scale.ticks).toEqual([1000, 2000, 5000, 10000, 20000, 50000]);
    expect(yOf(scale, 2000) - yOf(scale, 4000)).toBeCloseTo(yOf(scale, 10000) - yOf(scale, 20000));
    expect(baselineOf(scale)).toBe(200);
  });

  test('one value alone on a logarithmic scale stands inside it', () => {
    const scale = toValueScale([1000], { ...linear, log: true });
    expect(yOf(scale, 1000)).toBeGreaterThan(0);
    expect(yOf(scale, 1000)).toBeLessThan(200);
  });

  test('with negative values the logarithm is symmetric about zero', () => {
    const scale = toValueScale([700, -13], { ...linear, log: true, mayBeNegative: true });
    expect(scale.kind).toBe('symlog');
    expect(scale.ticks).toContain(0);
    expect(straighten(scale, 500)).toBeCloseTo(-straighten(scale, -500));
  });

  test('a value beyond the scale stands at its edge', () => {
    const scale = toValueScale([10], linear);
    expect(yOf(scale, 1e9)).toBe(0);
  });

  test.each([
    [9734, 10000],
    [0.03, 0.05],
    [2, 2],
    [2.1, 2.5],
  ])('the round step for %d is %d', (rough, step) => {
    expect(niceStep(rough)).toBe(step);
  });

  test('tick labels share their number of decimals', () => {
    expect(tickLabels([0, 2.5, 5])).toEqual(['0.0', '2.5', '5.0']);
    expect(tickLabels([-200, 0, 10000])).toEqual(['−200', '0', '10\u202f000']);
  });
});

describe('outliers', () => {
  test('one value more than twice the next does not set the scale', () => {
    expect(robustTop([92, 125, 230, 350, 2300])).toBe(350);
  });

  test('a value within twice the next one does', () => {
    expect(robustTop([92, 125, 230, 350, 690])).toBe(690);
  });

  test('at most one value in ten is cut', () => {
    expect(robustTop([10, 10, 10, 10, 10, 10, 10, 100, 100])).toBe(100);
    expect(robustTop([...Array.from({ length: 18 }, () => 10), 100, 110])).toBe(10);
  });

  test('among three values nothing is an outlier', () => {
    expect(robustTop([1, 1, 50])).toBe(50);
  });
});

describe('months', () => {
  const axis = (count: number, width: number) => ({ first: '2024-02' as Month, count, left: 50, width });

  test('each month has a band of the same width, whatever its days', () => {
    expect(xOfDay(axis(24, 240), '2024-02-01' as Day)).toBe(50);
    expect(xOfDay(axis(24, 240), '2024-03-01' as Day)).toBe(60);
    expect(xOfDay(axis(24, 240), '2024-04-01' as Day)).toBe(70);
  });

  test('a day stands in proportion inside its month', () => {
    expect(xOfDay(axis(24, 240), '2024-04-16' as Day)).toBe(75);
  });

  const labels = (from: string, to: string, width: number) => {
    const list = months(from, to);
    return toMonthTicks({ first: list[0] ?? ('' as Month), count: list.length, left: 50, width }, list, 12, width + 200)
      .map((tick) => tick.label)
      .filter((label) => label !== null);
  };

  test('two years on a desk: quarters, years where they begin', () => {
    expect(labels('2024-02', '2026-01', 740)).toEqual([
      'Feb 2024',
      'Apr',
      'Jul',
      'Oct',
      'Jan 2025',
      'Apr',
      'Jul',
      'Oct',
      'Jan 2026',
    ]);
  });

  test('two years on a phone: half-years', () => {
    expect(labels('2024-02', '2026-01', 300)).toEqual(['Feb 2024', 'Jul', 'Jan 2025', 'Jul', 'Jan 2026']);
  });

  test('a few months are all named', () => {
    expect(labels('2024-09', '2024-12', 740)).toEqual(['Sep 2024', 'Oct', 'Nov', 'Dec']);
  });

  test('where the first month and a January would touch, the January keeps its year', () => {
    expect(labels('2025-12', '2026-11', 700)[0]).toBe('Dec');
    expect(labels('2025-12', '2026-11', 700)[1]).toBe('Jan 2026');
  });

  test.each([280, 500, 740])('labels never touch nor leave a picture %d wide', (width) => {
    const list = months('2022-03', '2026-05');
    const picture = width + 60;
    const placed = toMonthTicks({ first: '2022-03' as Month, count: list.length, left: 50, width }, list, 12, picture)
      .filter((tick) => tick.label !== null)
      .map((tick) => {
        const half = textWidth(tick.label ?? '', 12) / 2;
        return { left: tick.labelX - half, right: tick.labelX + half };
      });
    for (const [index, label] of placed.entries()) {
      expect(label.left).toBeGreaterThanOrEqual(-0.001);
      expect(label.right).toBeLessThanOrEqual(picture + 0.001);
      expect(label.left).toBeGreaterThan(placed[index - 1]?.right ?? -1);
    }
  });
});
