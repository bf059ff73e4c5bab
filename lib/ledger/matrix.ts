/**
 * Who claimed what for which month (A12): for each series of one metric and side and each month, how many claims bear on it, and the
 * figure or the reason why there is none. Made from all months of a series at once; a view takes a window of it.
 */
import type { Bounds, Cell, Figure, SeriesFigures } from './figure-table';
import { countLineages } from './lineage';
import { type Month, monthsBetween, monthsFrom } from './month';
import type { SeriesId, SeriesKey } from './series';
import type { FigureFlag, Reason } from './vocabulary';

/** What a figure of the matrix says: as much of a figure as a small cell prints. */
export type MatrixFigure = Bounds &
  Pick<Figure, 'valueKind' | 'badge' | 'flags' | 'coverageDays' | 'daysInMonth' | 'lineage'> & {
    readonly kind: 'figure';
    /** One claim’s own number, which is printed as claimed and not rounded. */
    readonly asClaimed: boolean;
  };
export type MatrixGap = { readonly kind: 'gap'; readonly reason: Reason };

/** One month of one series. */
export type MatrixCell = {
  readonly month: Month;
  /** Claims of the series whose days touch the month, whatever became of them. A running total touches the month of its day. */
  readonly claims: number;
  readonly said: MatrixFigure | MatrixGap;
};

/** All months of one series that any of its claims bears on, without a break between the first and the last. */
export type SeriesMonths = {
  readonly id: SeriesId;
  readonly key: SeriesKey;
  readonly sourceName: string;
  readonly sourceShortName: string;
  readonly cells: readonly MatrixCell[];
  /** Whose numbers its figures, spans and totals go back to; each once. */
  readonly lineages: readonly string[];
};

/** Few lists of flags occur, and thousands of cells have one of them. */
const flagLists = new Map<string, readonly FigureFlag[]>();
function once(flags: readonly FigureFlag[]): readonly FigureFlag[] {
  const key = flags.join();
  const known = flagLists.get(key);
  if (known) return known;
  flagLists.set(key, flags);
  return flags;
}

function toSaid(cell: Cell): MatrixFigure | MatrixGap {
  if (cell.kind === 'gap') return { kind: 'gap', reason: cell.reason };
  const { low, best, high, valueKind, badge, flags, coverageDays, daysInMonth, lineage, claims } = cell;
  const asClaimed = claims.length === 1 && claims[0]?.role !== 'rate';
  return {
    kind: 'figure',
    low,
    best,
    high,
    valueKind,
    badge,
    flags: once(flags),
    coverageDays,
    daysInMonth,
    lineage,
    asClaimed,
  };
}

/** The months of a series from its figures over all months and the number of claims in each; months before the first and after the last of either are left out. */
export function toSeriesMonths(
  series: Omit<SeriesMonths, 'cells' | 'lineages'>,
  { cells, spans, totals }: SeriesFigures,
  claimsIn: ReadonlyMap<Month, number>,
): SeriesMonths {
  const isHeld = (cell: Cell) => cell.kind === 'figure' || (claimsIn.get(cell.month) ?? 0) > 0;
  const [first, last] = [cells.findIndex(isHeld), cells.findLastIndex(isHeld)];
  const figures = cells.filter((cell) => cell.kind === 'figure');
  return {
    ...series,
    lineages: [...new Set([...figures, ...spans, ...totals].flatMap(({ lineage }) => lineage ?? []))],
    cells: (first < 0 ? [] : cells.slice(first, last + 1)).map((cell) => ({
      month: cell.month,
      claims: claimsIn.get(cell.month) ?? 0,
      said: toSaid(cell),
    })),
  };
}

/** A row of the matrix: one cell for each month of the window; null where nothing was claimed for it. */
export type MatrixRow = Omit<SeriesMonths, 'cells'> & {
  readonly cells: readonly (MatrixCell | null)[];
  /** Claims and figures in the window. A claim over several months counts once in each. */
  readonly claims: number;
  readonly figures: number;
};

export type Matrix = {
  readonly months: readonly Month[];
  /** Those with a claim in the window: most figures first, then most claims. */
  readonly rows: readonly MatrixRow[];
  /** Sources that speak, and how many of them independently (A9). */
  readonly sources: number;
  readonly lineages: number;
};

/** Most months that the matrix shows where none are asked for: the last ones. */
export const DEFAULT_MATRIX_MONTHS = 60;

/** The first and the last month that any of the series bears on, at most so many of them, the last ones; null where there is none. */
export function monthsHeld(
  series: readonly SeriesMonths[],
  most: number = DEFAULT_MATRIX_MONTHS,
): { readonly from: Month; readonly to: Month } | null {
  const all = series.flatMap(({ cells }) => [cells[0]?.month ?? [], cells.at(-1)?.month ?? []].flat()).sort();
  const [from, to] = [all[0], all.at(-1)];
  if (from === undefined || to === undefined) return null;
  const months = monthsFrom(from, to);
  return { from: months.slice(-most)[0] ?? from, to };
}

/** A month of which nothing was said and nothing is held. */
const isEmpty = ({ claims, said }: MatrixCell) => claims === 0 && said.kind === 'gap' && said.reason === 'NO_CLAIM';

function toRow(series: SeriesMonths, months: readonly Month[]): MatrixRow {
  const [first] = series.cells;
  const cells = months.map((month) => {
    const cell = first === undefined ? undefined : series.cells[monthsBetween(first.month, month)];
    return cell === undefined || isEmpty(cell) ? null : cell;
  });
  return {
    ...series,
    cells,
    claims: cells.reduce((sum, cell) => sum + (cell?.claims ?? 0), 0),
    figures: cells.filter((cell) => cell?.said.kind === 'figure').length,
  };
}

/** Whose numbers a row speaks with: those of its figures in the window, or of all it says where it has no figure there. */
function voicesOf({ cells, figures, lineages }: MatrixRow): readonly (string | null)[] {
  return figures === 0 ? lineages : cells.flatMap((cell) => (cell?.said.kind === 'figure' ? cell.said.lineage : []));
}

/** The matrix of some series over a window of months. */
export function toMatrix(series: readonly SeriesMonths[], from: Month, to: Month): Matrix {
  const months = monthsFrom(from, to);
  const rows = series
    .map((one) => toRow(one, months))
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .sort((a, b) => b.figures - a.figures || b.claims - a.claims || (a.id < b.id ? -1 : 1));
  return {
    months,
    rows,
    sources: new Set(rows.map(({ key }) => key.source)).size,
    lineages: countLineages(rows.flatMap(voicesOf)),
  };
}
