/** What each vintage changed of the one before it (A13). */
import { expect, test } from 'vitest';
import type { Month } from '@/lib/ledger/month';
import {
  changesBetween,
  type HeatValue,
  type HeatVintage,
  heatStep,
  MAX_HEAT_VINTAGES,
  toHeatColumns,
} from '@/lib/ledger/revision-heat';
import { month } from '@/tests/fixtures/claims';

const point = (best: number): HeatValue => ({ low: best, best, high: best, valueKind: 'point' });
const figures = (said: Record<string, number>): ReadonlyMap<Month, HeatValue> =>
  new Map(Object.entries(said).map(([of, best]) => [month(of), point(best)]));

/** Vintages as they are read: the newest first. */
async function* newestFirst(...vintages: Record<string, number>[]): AsyncGenerator<HeatVintage<number>> {
  for (const [index, said] of vintages.entries()) yield { mark: vintages.length - index, figures: figures(said) };
}
const never = () => false;

test('a change has its size, its sign and its share of the value before', () => {
  const change = changesBetween(figures({ '2024-09': 200 }), figures({ '2024-09': 150 })).get(month('2024-09'));
  expect(change).toEqual({ kind: 'changed', before: point(200), after: point(150), by: -50, share: 0.25 });
});

test('a first figure and one that is gone are no changes of size', () => {
  const changes = changesBetween(figures({ '2024-08': 1 }), figures({ '2024-09': 2 }));
  expect([...changes]).toEqual([
    ['2024-08', { kind: 'gone', before: point(1) }],
    ['2024-09', { kind: 'first', after: point(2) }],
  ]);
});

test('a range that moved without a best value is a change of unknown size', () => {
  const range = (low: number): ReadonlyMap<Month, HeatValue> =>
    new Map([[month('2024-09'), { low, best: null, high: 300, valueKind: 'range' }]]);
  expect(changesBetween(range(100), range(200)).get(month('2024-09'))).toMatchObject({ by: null, share: null });
});

test('vintages that changed nothing have no column, and columns stand oldest first', async () => {
  const columns = await toHeatColumns(
    newestFirst({ '2024-09': 3 }, { '2024-09': 2 }, { '2024-09': 2 }, { '2024-09': 1 }),
    never,
  );
  expect(columns.map(({ mark }) => mark)).toEqual([2, 4]);
});

test('the oldest vintage is only compared with, unless nothing came before it', async () => {
  const vintages = () => newestFirst({ '2024-09': 2 }, { '2024-09': 1 });
  expect((await toHeatColumns(vintages(), never)).map(({ mark }) => mark)).toEqual([2]);
  expect((await toHeatColumns(vintages(), (mark) => mark === 1)).map(({ mark }) => mark)).toEqual([1, 2]);
});

test('the newest are shown, and no older ones are read for nothing', async () => {
  let read = 0;
  async function* counted(): AsyncGenerator<HeatVintage<number>> {
    for (let number = 100; number > 0; number -= 1) {
      read += 1;
      yield { mark: number, figures: figures({ '2024-09': number }) };
    }
  }
  const columns = await toHeatColumns(counted(), never);
  expect([columns.length, columns.at(-1)?.mark, read]).toEqual([MAX_HEAT_VINTAGES, 100, MAX_HEAT_VINTAGES + 1]);
});

test('the darker, the larger its share', () => {
  expect([0.004, 0.03, 0.2, null].map(heatStep)).toEqual([1, 2, 3, 2]);
});
