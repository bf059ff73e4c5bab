import { describe, expect, test } from 'vitest';
import { flowKey, labelLines, type PlacedLabel, placeLabels, stackHeight } from '@/lib/formats/chart-labels';
import { textWidth } from '@/lib/formats/text-width';

const metrics = { nameLine: 16, noteLine: 14, gap: 4 };
const wish = (id: string, anchor: number, notes: string[] = []) => ({ id, anchor, name: [id], notes });

function overlaps(labels: readonly PlacedLabel<string>[]): boolean {
  const sorted = labels.toSorted((a, b) => a.top - b.top);
  return sorted.slice(1).some((label, index) => {
    const before = sorted[index];
    return before !== undefined && before.top + before.height > label.top;
  });
}

describe('names at line ends', () => {
  test('a name that has room stands at its line and needs no leader', () => {
    const [label] = placeLabels([wish('a', 100)], 0, 200, metrics);
    expect(label).toMatchObject({ top: 92, moved: false });
  });

  test('names of lines that end together are pushed apart, and the moved ones say so', () => {
    const labels = placeLabels([wish('a', 100), wish('b', 101), wish('c', 102)], 0, 200, metrics);
    expect(overlaps(labels)).toBe(false);
    expect(labels.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(labels.at(-1)?.moved).toBe(true);
  });

  test('names at the lower edge move up, not out', () => {
    const labels = placeLabels([wish('a', 199), wish('b', 200, ['repeats a'])], 0, 200, metrics);
    expect(overlaps(labels)).toBe(false);
    expect(Math.max(...labels.map((label) => label.top + label.height))).toBeLessThanOrEqual(200);
  });

  test('more names than room never overlap: they go on below', () => {
    const wishes = Array.from({ length: 12 }, (_, index) => wish(String(index), 50));
    expect(stackHeight(wishes, metrics)).toBeGreaterThan(100);
    expect(overlaps(placeLabels(wishes, 0, 100, metrics))).toBe(false);
  });

  test('names with one anchor keep the order of their series', () => {
    expect(placeLabels([wish('z', 50), wish('a', 50)], 0, 200, metrics).map(({ id }) => id)).toEqual(['z', 'a']);
  });

  test('a long name takes two lines and ends in an ellipsis if that is not enough', () => {
    const name = 'Ministry of Defence of the Russian Federation and all of its many departments';
    const lines = labelLines(name, 140, 12);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.endsWith('…')).toBe(true);
    expect(Math.max(...lines.map((line) => textWidth(line, 12, 'sans-bold')))).toBeLessThanOrEqual(140);
  });
});

describe('the key above a narrow chart', () => {
  test('names flow into rows that fit', () => {
    const names = ['General Staff', 'UK Defence Intel.', 'Mediazona, BBC'].map((name) => ({
      id: name,
      name,
      note: '',
    }));
    const { items, rows } = flowKey(names, 260, { name: 12, note: 11, swatch: 20 });
    expect(rows).toBe(2);
    expect(items.map(({ row }) => row)).toEqual([0, 0, 1]);
  });

  test('a note stands behind its name and counts for the width', () => {
    const { items } = flowKey([{ id: 'a', name: 'UK DI', note: 'repeats General Staff' }], 300, {
      name: 12,
      note: 11,
      swatch: 20,
    });
    expect(items[0]?.noteX).toBeCloseTo(20 + textWidth('UK DI', 12, 'sans-bold') + 5);
  });
});
