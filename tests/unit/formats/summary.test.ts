import { expect, test } from 'vitest';
import { toPanelSummary, toSummary } from '@/lib/formats/summary';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { defaultComparison, figureTable, runningTotals } from '@/tests/fixtures/figure-tables';

const spoken = (text: string) => text.replaceAll('\u202f', ' ');
const first = (table: FigureTable) => spoken(toPanelSummary(table, table.panels[0] ?? { series: [] }));

test('months, series, the highest figure and how much is missing', () => {
  const table = figureTable({
    from: '2024-01',
    to: '2024-12',
    series: [
      { id: 'uk-di.killed_or_wounded.ru', months: Array.from({ length: 12 }, (_, index) => 40000 + index) },
      {
        id: 'ua-general-staff.killed_or_wounded.ru',
        months: [...Array.from({ length: 11 }, () => 30000)],
      },
    ],
  });
  expect(first(table)).toBe(
    '12 months, 2 series. UK Defence Intel. highest 40 011 in Dec 2024. No figure: 1 month over all series.',
  );
});

test('month to date is no highest month', () => {
  const table = figureTable({
    from: '2024-01',
    to: '2024-02',
    series: [{ id: 'uk-di.killed.ru', months: [100, { best: 900, method: 'N10', coverageDays: 14 }] }],
  });
  expect(first(table)).toBe('2 months, 1 series. UK Defence Intel. highest 100 in Jan 2024.');
});

test('per day the month with the highest mean is named', () => {
  const table = figureTable({
    from: '2024-01',
    to: '2024-02',
    series: [{ id: 'uk-di.killed.ru', months: [31000, 30000] }],
  });
  expect(spoken(toPanelSummary(table, { series: table.series.map(({ id }) => id) }, 'day'))).toBe(
    '2 months, 1 series. UK Defence Intel. highest 1 034.5 a day in Feb 2024.',
  );
});

test('nothing said is said', () => {
  const table = figureTable({ from: '2024-01', to: '2024-03', series: [{ id: 'uk-di.killed.ru' }] });
  expect(first(table)).toBe('3 months, 1 series. No monthly figure.');
});

test('a list of names has spans, and that it has no months is not news', () => {
  const table = defaultComparison();
  const names = table.panels.find(({ metric }) => metric === 'names_added') ?? { series: [] };
  expect(spoken(toPanelSummary(table, names))).toBe(
    '24 months, 1 series. 18 spans over other days, the highest 2 333.3 a day from 10 January 2026.',
  );
});

test('running totals: how many, and the last one', () => {
  expect(first(runningTotals())).toBe('24 months, 2 series. 7 running totals. csis last 250 000 by 1 December 2025.');
});

test('of a whole view the first panel is told, the others are counted', () => {
  expect(spoken(toSummary(defaultComparison()))).toBe(
    '24 months, 2 series. General Staff highest 48 670 in Dec 2024. 5 spans over other days, the highest 1 382.4 a day from 1 September 2024. 3 further panels.',
  );
});
