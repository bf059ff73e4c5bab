import { expect, test } from 'vitest';
import { NARROW, placeChart, WIDE } from '@/lib/formats/chart-geometry';
import { type ChartData, toChartData } from '@/lib/formats/chart-rows';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { everyMark, runningTotals } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

function dataOf(table: FigureTable, index = 0, over = {}): ChartData {
  const [narrow, wide] = [NARROW, WIDE].map((width) => placeChart(table, viewOf(table, over), width)[index]);
  if (!narrow || !wide) throw new Error('no panel');
  return toChartData(narrow, wide, 'month', (month) => `2 sources, 1 lineage of ${month}`);
}

test('rows survive the way to the browser: nothing but plain data', () => {
  const data = dataOf(everyMark(), 1);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});

test('each mark is one row, in words as claimed', () => {
  const rows = dataOf(everyMark()).rows;
  expect(rows.slice(5, 9).map(({ value, when, method }) => [value, when, method])).toEqual([
    ['about 27\u202f300', 'May 2026', 'difference with an interpolated border'],
    ['at least 26\u202f000', 'June 2026', 'stated for the month'],
    ['up to 33\u202f000', 'July 2026', 'stated for the month'],
    ['12\u202f000–34\u202f000', 'August 2026', 'stated for the month'],
  ]);
});

test('month to date says so', () => {
  expect(dataOf(everyMark()).rows.at(-1)).toMatchObject({ when: 'November 2026, to 14 of 30 days', toDate: true });
});

test('heights are values; on a logarithmic scale they are straightened for a linear axis', () => {
  expect(dataOf(everyMark()).rows[0]).toMatchObject({ at: 35050, shape: 'value' });
  const log = dataOf(everyMark(), 0, { scale: 'log' });
  expect(log.rows[0]?.at).toBeCloseTo(Math.log10(35050));
  expect([log.wide.scale.min, log.wide.scale.max]).toEqual([4, Math.log10(50000)]);
});

test('links to the month before are kept with the row', () => {
  const rows = dataOf(everyMark(), 1).rows.filter(({ series }) => series === 0);
  expect(rows.map(({ link }) => link).slice(0, 7)).toEqual([
    null,
    'line',
    'line',
    null,
    'line',
    'estimated',
    'estimated',
  ]);
});

test('a running total is told by its day', () => {
  expect(dataOf(runningTotals()).rows[0]).toMatchObject({
    value: '42\u202f284',
    when: 'Running total by 19 January 2024',
    method: 'as said',
  });
});
