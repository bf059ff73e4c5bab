/** The coverage matrix (A12): from what is remembered of each series, so that a request reads only series that changed since. */
import 'server-only';
import { DEFAULT_MATRIX_MONTHS, type Matrix, monthsHeld, type SeriesMonths, toMatrix } from '@/lib/ledger/matrix';
import type { MatrixView } from '@/lib/ledger/matrix-view';
import { addMonths, type Instant, type Month, monthOf, WAR_START } from '@/lib/ledger/month';
import type { Metric } from '@/lib/ledger/vocabulary';
import { type At, readCatalogue } from './catalogue';
import { readSeriesMonths } from './coverage';

export type MatrixAnswer = {
  /** The view with its months named. */
  readonly view: MatrixView & { readonly from: Month; readonly to: Month };
  readonly matrix: Matrix;
  /** Months of which anything is held, for the choice of a window. */
  readonly held: { readonly from: Month; readonly to: Month };
  /** Metrics of this side that the ledger holds any claim of. */
  readonly metrics: ReadonlySet<Metric>;
  /** The last publish, not after the asked instant. */
  readonly knownOn: Instant;
};

/** The months of a view: as asked for, else all that is held, the last five years at most. */
function windowOf(view: MatrixView, series: readonly SeriesMonths[]): { readonly from: Month; readonly to: Month } {
  const held = monthsHeld(series);
  const to = view.to ?? held?.to ?? view.from ?? monthOf(WAR_START);
  const from = view.from ?? (view.to === null ? (held?.from ?? to) : addMonths(to, 1 - DEFAULT_MATRIX_MONTHS));
  if (from <= to) return { from, to };
  return view.to === null ? { from, to: from } : { from: to, to };
}

/** The matrix that a view asks for; null where the ledger held nothing at its instant. */
export async function readMatrix(view: MatrixView): Promise<MatrixAnswer | null> {
  const at: At = { known: view.known, public: view.public };
  const { series: catalogue, knownOn } = await readCatalogue(at);
  if (knownOn === null) return null;
  const own = catalogue.filter(({ key }) => key.side === view.side);
  const entries = own.filter(({ key }) => key.metric === view.metric);
  const series = await readSeriesMonths(entries, at, view.status);
  const window = windowOf(view, series);
  return {
    view: { ...view, ...window },
    matrix: toMatrix(series, window.from, window.to),
    held: monthsHeld(series, Number.MAX_SAFE_INTEGER) ?? window,
    metrics: new Set(own.map(({ key }) => key.metric)),
    knownOn,
  };
}
