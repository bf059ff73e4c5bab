/**
 * `/figures.csv` in its two shapes (D1): what is seen, and everything. Names and meaning of the columns are promised to stay;
 * new ones are added at the end.
 *
 * | column | meaning |
 * |---|---|
 * | `row_kind` | only in *everything* and in running totals: `figure`, `gap`, `span`, `total` |
 * | `month` | `YYYY-MM`; empty for spans and totals |
 * | `series`, `source` | id of the series, slug of its source |
 * | `metric_code`, `side`, `scope`, `unit` | codes of the codebook; `unit` ends in `_per_day` where the view counts a day |
 * | `low`, `best`, `high` | exact; empty where there is no such bound |
 * | `value_kind`, `method` | how the figure is said, and the rule that made it |
 * | `obs_status` | SDMX observation status: the first of `flags` by precedence |
 * | `flags` | all that hold, separated by spaces |
 * | `badge`, `floor` | weakest badge of its claims; `true` for a count of records |
 * | `coverage_days`, `days_in_month` | days that the figure speaks of |
 * | `reason`, `reason_sentence` | why there is no figure |
 * | `claimant` | whether a party to the war speaks about itself or about its adversary |
 * | `lineage_id`, `repeats` | whose number it goes back to; slug of the source that the series restates |
 * | `arithmetic` | the sum as it was done |
 * | `claim_ids` | claims used, separated by spaces; of a gap, those held and not usable |
 * | `method_version`, `known_on` | version of the rules; instant of the ledger |
 * | `attribution` | words that must travel with the source’s data |
 * | `notes`, `unallocated` | codes of notes; announced corrections set apart |
 * | `from`, `to` | with `row_kind` only: the half-open days of a span; of a total, the day before which it counts |
 * | `as_of`, `per_day` | with `row_kind` only: day of the report of a total; mean a day of a span |
 *
 * Every row is what one source says. How far claims lie apart (A10) is about several of them, and a reader’s scenario (N9) is no claim: both
 * stand in the JSON under keys of their own, `disagreement` and `scenario`, and never here.
 */
import type { Bounds, Cell, Figure, FigureTable, Gap, Span, TableSeries, Total } from '@/lib/ledger/figure-table';
import type { View } from '@/lib/ledger/view';
import { REASONS } from '@/lib/ledger/vocabulary';
import { type CsvCell, toCsv } from './csv';
import { countedBounds } from './figure-words';
import { toGapSentence } from './gap-sentence';

/** Columns of *as shown*, in order. */
export const SHOWN_COLUMNS = [
  'month',
  'series',
  'source',
  'metric_code',
  'side',
  'scope',
  'unit',
  'low',
  'best',
  'high',
  'value_kind',
  'method',
  'obs_status',
  'flags',
  'badge',
  'floor',
  'coverage_days',
  'days_in_month',
  'reason',
  'reason_sentence',
  'claimant',
  'lineage_id',
  'repeats',
  'arithmetic',
  'claim_ids',
  'method_version',
  'known_on',
  'attribution',
  'notes',
  'unallocated',
] as const;

/** Columns of *everything*, in order. */
export const ALL_COLUMNS = ['row_kind', ...SHOWN_COLUMNS, 'from', 'to', 'as_of', 'per_day'] as const;

type Row = { readonly [Column in (typeof ALL_COLUMNS)[number]]?: CsvCell };

/** What every row of a series says. */
function seriesCells(series: TableSeries, table: FigureTable): Row {
  return {
    series: series.id,
    source: series.source,
    metric_code: series.metric,
    side: series.side,
    scope: series.scope,
    unit: series.unit,
    claimant: series.claimant,
    repeats: series.repeats,
    method_version: table.methodVersion,
    known_on: table.knownOn,
    attribution: table.sources.find(({ slug }) => slug === series.source)?.attribution ?? null,
  };
}

function boundCells({ low, best, high }: Bounds): Row {
  return { low, best, high };
}

const idsOf = (claims: readonly { readonly id: string }[]) => claims.map(({ id }) => id).join(' ');

function figureCells(figure: Figure): Row {
  return {
    row_kind: 'figure',
    month: figure.month,
    ...boundCells(figure),
    value_kind: figure.valueKind,
    method: figure.method,
    obs_status: figure.flags[0] ?? null,
    flags: figure.flags.join(' '),
    badge: figure.badge,
    floor: figure.floor,
    coverage_days: figure.coverageDays,
    days_in_month: figure.daysInMonth,
    lineage_id: figure.lineage,
    arithmetic: figure.arithmetic,
    claim_ids: idsOf(figure.claims),
    notes: figure.notes.join(' '),
    unallocated: figure.unallocated,
  };
}

/** The same figure a day: the month’s bounds divided by the days it speaks of, and the division named. */
function figureCellsPerDay(figure: Figure, series: TableSeries): Row {
  const days = figure.method === 'N10' ? figure.coverageDays : figure.daysInMonth;
  return {
    ...figureCells(figure),
    ...boundCells(countedBounds(figure, 'day')),
    unit: `${series.unit}_per_day`,
    arithmetic: `${figure.arithmetic}; ÷ ${days} days`,
  };
}

function gapCells(gap: Gap, table: FigureTable): Row {
  const { flag } = REASONS[gap.reason];
  return {
    row_kind: 'gap',
    month: gap.month,
    obs_status: flag,
    flags: flag,
    reason: gap.reason,
    reason_sentence: toGapSentence(gap, table),
    claim_ids: gap.claims.join(' '),
  };
}

function spanCells(span: Span): Row {
  return {
    row_kind: 'span',
    ...boundCells(span),
    value_kind: span.valueKind,
    method: span.method,
    obs_status: span.flags[0] ?? null,
    flags: span.flags.join(' '),
    badge: span.badge,
    floor: span.floor,
    lineage_id: span.lineage,
    arithmetic: span.arithmetic,
    claim_ids: idsOf(span.claims),
    from: span.from,
    to: span.to,
    per_day: span.perDay,
  };
}

function totalCells(total: Total, series: TableSeries): Row {
  const flag = series.definitionInferred ? 'D' : 'A';
  return {
    row_kind: 'total',
    ...boundCells(total),
    value_kind: total.valueKind,
    obs_status: flag,
    flags: flag,
    badge: total.badge,
    floor: total.floor,
    lineage_id: total.lineage,
    claim_ids: idsOf(total.claims),
    to: total.boundary,
    as_of: total.asOf,
  };
}

function toFile(columns: readonly (typeof ALL_COLUMNS)[number][], rows: readonly Row[]): string {
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  );
}

function cellRows(table: FigureTable, toRow: (cell: Cell, series: TableSeries) => Row): Row[] {
  return table.series.flatMap((series) => {
    const shared = seriesCells(series, table);
    return (table.cells.get(series.id) ?? []).map((cell) => ({ ...shared, ...toRow(cell, series) }));
  });
}

function spanRows(table: FigureTable): Row[] {
  return table.series.flatMap((series) => {
    const shared = seriesCells(series, table);
    return table.spans.filter((span) => span.series === series.id).map((span) => ({ ...shared, ...spanCells(span) }));
  });
}

function totalRows(table: FigureTable): Row[] {
  return table.series.flatMap((series) => {
    const shared = seriesCells(series, table);
    return table.totals
      .filter((total) => total.series === series.id)
      .map((total) => ({ ...shared, ...totalCells(total, series) }));
  });
}

/**
 * As shown: one row for each series and month of the view, as counted in it (by the month or a day), gaps with their reason.
 * A view of running totals has one row for each total, with the columns of *everything*.
 */
export function toShownFiguresCsv(table: FigureTable, view: Pick<View, 'measure'>): string {
  if (table.measure === 'total') return toFile(ALL_COLUMNS, totalRows(table));
  return toFile(
    SHOWN_COLUMNS,
    cellRows(table, (cell, series) => {
      if (cell.kind === 'gap') return gapCells(cell, table);
      return view.measure === 'day' ? figureCellsPerDay(cell, series) : figureCells(cell);
    }),
  );
}

/** Everything: the months of `months`, its spans, and the running totals of `totals`, the same view with `measure=total`. */
export function toAllFiguresCsv(months: FigureTable, totals: FigureTable): string {
  return toFile(ALL_COLUMNS, [
    ...cellRows(months, (cell) => (cell.kind === 'gap' ? gapCells(cell, months) : figureCells(cell))),
    ...spanRows(months),
    ...totalRows(totals),
  ]);
}
