import { describe, expect, test } from 'vitest';
import { type Stop, stopAfter } from '@/components/charts/live-chart';

const stop = (series: number, x: number): Stop => ({
  row: 0,
  series,
  href: `/${series}/${x}`,
  name: '',
  box: { x, y: 0, width: 10, height: 10 },
});

const [a1, a2, a3] = [stop(0, 0), stop(0, 20), stop(0, 40)];
const [b1, b3] = [stop(1, 2), stop(1, 44)];
const stops = [a1, a2, a3, b1, b3];

describe('keys in the chart', () => {
  test.each([
    ['ArrowRight', a1, a2],
    ['ArrowLeft', a3, a2],
    ['Home', a3, a1],
    ['End', a1, a3],
    ['ArrowDown', a1, b1],
    ['ArrowDown', a3, b3],
    ['ArrowUp', b3, a3],
  ] as const)('%s', (key, from, to) => {
    expect(stopAfter(stops, from, key)).toBe(to);
  });

  test('at the ends there is nowhere to go', () => {
    expect(stopAfter(stops, a3, 'ArrowRight')).toBeNull();
    expect(stopAfter(stops, a1, 'ArrowLeft')).toBeNull();
    expect(stopAfter(stops, a1, 'ArrowUp')).toBeNull();
    expect(stopAfter(stops, b1, 'ArrowDown')).toBeNull();
  });

  test('up and down lead to the nearest month of the other series', () => {
    expect(stopAfter(stops, a2, 'ArrowDown')).toBe(b1);
  });

  test('other keys mean nothing', () => {
    expect(stopAfter(stops, a1, 'a')).toBeNull();
  });
});
