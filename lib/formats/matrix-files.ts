/**
 * `/matrix.json` and `/matrix.csv` (A12, D3). Keys and columns are a promise: those that are here keep their name, place and meaning; new ones
 * are added at the end. Numbers are exact. Months of which nothing is held are left out of both.
 *
 * | column | meaning |
 * |---|---|
 * | `month` | `YYYY-MM` |
 * | `series`, `source`, `metric_code`, `side`, `scope` | codes of the codebook |
 * | `claims` | claims of the series whose days touch the month, whatever became of them |
 * | `badge` | weakest badge of the claims that the figure is made of; empty for a gap |
 * | `low`, `best`, `high`, `value_kind` | the figure |
 * | `flags` | all that hold, separated by spaces |
 * | `reason` | why there is no figure |
 * | `lineage_id` | whose number it goes back to |
 */
import type { Matrix, MatrixCell, MatrixRow } from '@/lib/ledger/matrix';
import type { MatrixView } from '@/lib/ledger/matrix-view';
import type { Instant } from '@/lib/ledger/month';
import { METHOD_VERSION, metricOf } from '@/lib/ledger/vocabulary';
import { type CsvCell, toCsv } from './csv';

function toEntry({ month, claims, said }: MatrixCell) {
  if (said.kind === 'gap') return { month, claims, reason: said.reason };
  const { badge, low, best, high, valueKind, flags, lineage } = said;
  return { month, claims, badge, low, best, high, valueKind, flags, lineage };
}

function toSeries({ id, key, sourceName, claims, figures, cells }: MatrixRow) {
  return {
    id,
    source: { slug: key.source, name: sourceName },
    scope: key.scope,
    definitionVersion: key.definitionVersion,
    claims,
    figures,
    cells: cells.flatMap((cell) => (cell === null ? [] : toEntry(cell))),
  };
}

/** The matrix as one document: compact, one newline at the end. */
export function toMatrixJson(view: MatrixView, matrix: Matrix, knownOn: Instant): string {
  const { metric, side, from, to, status, known, public: publicDay } = view;
  const document = {
    view: { metric, side, from, to, status, known, public: publicDay },
    knownOn,
    methodVersion: METHOD_VERSION,
    unit: metricOf(metric).unit,
    months: matrix.months,
    sources: matrix.sources,
    lineages: matrix.lineages,
    series: matrix.rows.map(toSeries),
  };
  return `${JSON.stringify(document)}\n`;
}

export const MATRIX_CSV_COLUMNS = [
  'month',
  'series',
  'source',
  'metric_code',
  'side',
  'scope',
  'claims',
  'badge',
  'low',
  'best',
  'high',
  'value_kind',
  'flags',
  'reason',
  'lineage_id',
] as const;

/** The same, one line a cell. */
export function toMatrixCsv(matrix: Matrix): string {
  const lines = matrix.rows.flatMap(({ id, key, cells }) =>
    cells.flatMap((cell): CsvCell[][] => {
      if (cell === null) return [];
      const { month, claims, said } = cell;
      const head = [month, id, key.source, key.metric, key.side, key.scope, claims];
      return [
        said.kind === 'gap'
          ? [...head, null, null, null, null, null, null, said.reason, null]
          : [
              ...head,
              said.badge,
              said.low,
              said.best,
              said.high,
              said.valueKind,
              said.flags.join(' '),
              null,
              said.lineage,
            ],
      ];
    }),
  );
  return toCsv(MATRIX_CSV_COLUMNS, lines);
}
