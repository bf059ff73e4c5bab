/**
 * A table, or one of its panels, as a few plain sentences: what the picture shows for those who do not see it (ux.md 21).
 * Month to date is no highest month (N10, ux.md 13).
 */

import { countedBounds } from '@/lib/formats/figure-words';
import { scenarioKey } from '@/lib/formats/scenario-words';
import { formatDay, formatMonth, formatNumber, formatPerDay, plural } from '@/lib/formats/text';
import type { Figure, FigureTable, Panel } from '@/lib/ledger/figure-table';
import { endOf, firstDay, type Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';

function nameOf(table: FigureTable, id: SeriesId): string {
  return table.series.find((series) => series.id === id)?.sourceShortName ?? id;
}

const wholeMonth = (figure: Figure) => figure.method !== 'N10' && figure.best !== null;

/** The figure with the highest best value; of equals the earliest month. */
function highestOf(figures: readonly Figure[]): Figure | null {
  let highest: Figure | null = null;
  for (const figure of figures)
    if (wholeMonth(figure) && (highest === null || (figure.best ?? 0) > (highest.best ?? 0))) highest = figure;
  return highest;
}

function monthsSentences(table: FigureTable, ids: readonly SeriesId[], counted: 'month' | 'day'): string[] {
  const cells = ids.flatMap((id) => table.cells.get(id) ?? []);
  const figures = cells.filter((cell) => cell.kind === 'figure');
  const sentences: string[] = [];
  const highest = highestOf(
    counted === 'month' ? figures : figures.map((figure) => ({ ...figure, ...countedBounds(figure, 'day') })),
  );
  if (highest?.best != null) {
    const value = counted === 'day' ? formatPerDay(highest.best) : formatNumber(Math.round(highest.best * 10) / 10);
    sentences.push(`${nameOf(table, highest.series)} highest ${value} in ${formatMonth(highest.month, 'short')}.`);
  }
  const missing = new Set(cells.filter((cell) => cell.kind === 'gap').map((cell) => `${cell.series} ${cell.month}`))
    .size;
  if (figures.length === 0) sentences.push('No monthly figure.');
  else if (missing > 0)
    sentences.push(`No figure: ${plural(missing, 'month')}${ids.length > 1 ? ' over all series' : ''}.`);
  return sentences;
}

function spansSentence(table: FigureTable, ids: readonly SeriesId[], from: Month, to: Month): string[] {
  const spans = table.spans.filter(
    (span) => ids.includes(span.series) && span.from < endOf(to) && span.to > firstDay(from),
  );
  if (spans.length === 0) return [];
  const [highest] = spans.toSorted((a, b) => b.perDay - a.perDay || (a.from < b.from ? -1 : 1));
  return [
    `${plural(spans.length, 'span')} over other days${
      highest ? `, the highest ${formatPerDay(highest.perDay)} from ${formatDay(highest.from)}` : ''
    }.`,
  ];
}

function totalsSentences(table: FigureTable, ids: readonly SeriesId[]): string[] {
  const totals = table.totals.filter((total) => ids.includes(total.series));
  const last = totals.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1)).at(-1);
  if (last === undefined) return ['No running total.'];
  const value = last.best ?? last.low ?? last.high;
  return [
    `${plural(totals.length, 'running total')}.`,
    ...(value === null
      ? []
      : [`${nameOf(table, last.series)} last ${formatNumber(value)} by ${formatDay(last.asOf)}.`]),
  ];
}

/** `12 months, 2 series. UK DI highest 48 670 in Dec 2024. No figure: 1 month.` for some of the series of a table. */
function summaryOf(table: FigureTable, ids: readonly SeriesId[], counted: 'month' | 'day'): string {
  const [from, to] = [table.months[0], table.months.at(-1)];
  if (from === undefined || to === undefined) return 'No months.';
  const head = `${plural(table.months.length, 'month')}, ${plural(ids.length, 'series', 'series')}.`;
  if (table.measure === 'total') return [head, ...totalsSentences(table, ids)].join(' ');
  const spans = spansSentence(table, ids, from, to);
  const months = monthsSentences(table, ids, counted);
  // A list of names has spans only: that there is no monthly figure is its nature, not its news.
  const isSpansOnly = spans.length > 0 && months[0] === 'No monthly figure.';
  return [head, ...(isSpansOnly ? [] : months), ...spans].join(' ');
}

/** What a panel says of the reader’s layer: how many months it gives, and that no source claims them; empty where there is none in it. */
function scenarioSentence(count: number, { scenario }: FigureTable): string {
  if (count === 0 || scenario === null) return '';
  return ` ${scenarioKey(scenario)}: ${plural(count, 'month')}.`;
}

/** The summary of one panel, or of one of its series where each has a panel of its own. */
export function toPanelSummary(
  table: FigureTable,
  panel: Pick<Panel, 'series'>,
  counted: 'month' | 'day' = 'month',
  scenarioMonths = 0,
): string {
  const own = panel.series.length === 0 && scenarioMonths > 0 ? '' : summaryOf(table, panel.series, counted);
  return `${own}${scenarioSentence(scenarioMonths, table)}`.trim();
}

/** The summary of a whole table: of its first panel, which is what the view is about, and how many stand apart. */
export function toSummary(table: FigureTable, counted: 'month' | 'day' = 'month'): string {
  const [first, ...others] = table.panels;
  if (first === undefined) return summaryOf(table, [], counted);
  const apart = others.length === 0 ? '' : ` ${plural(others.length, 'further panel')}.`;
  return `${summaryOf(table, first.series, counted)}${apart}`;
}
