/**
 * What the URL of the coverage matrix means (A12): one metric and side over months, in the grammar of a comparison (view.ts) with `metric`
 * in the place of `series`. Parsing what was written gives the same back; defaults disappear.
 */
import type { Day, Instant, Month } from './month';
import { type ChartedSide, DEFAULT_VIEW, parseView, type View } from './view';
import { type Badge, codesOf, isCodeOf, METRICS, type Metric, metricOf } from './vocabulary';

export type MatrixView = {
  readonly metric: Metric;
  readonly side: ChartedSide;
  /** Null: from the first and to the last month of which anything is held. */
  readonly from: Month | null;
  readonly to: Month | null;
  /** Lowest badge from which figures are made. */
  readonly status: Badge;
  readonly known: Instant | null;
  readonly public: Day | null;
};

export const DEFAULT_MATRIX_VIEW: MatrixView = {
  metric: 'killed_or_wounded',
  side: DEFAULT_VIEW.side,
  from: null,
  to: null,
  status: DEFAULT_VIEW.status,
  known: null,
  public: null,
};

/** Metrics that can have a figure of a month: additions to a list of names never do (N8). */
export const MATRIX_METRICS: readonly Metric[] = codesOf(METRICS).filter(
  (metric) => metricOf(metric).monthly && metric !== 'names_added',
);

export type MatrixNote = { readonly key: keyof MatrixView; readonly value: string; readonly message: string };

const SHARED_KEYS = ['from', 'known', 'public', 'side', 'status', 'to'] as const satisfies readonly (keyof View)[];

function quoted(value: string): string {
  const shown = [...value].slice(0, 60).join('');
  return `“${shown}${shown.length < value.length ? '…' : ''}”`;
}

/** The nearest sensible matrix to what a query string asks, and a note for each thing in it that was not understood. Never throws. */
export function parseMatrixView(search: Iterable<readonly [string, string]>): {
  readonly view: MatrixView;
  readonly notes: readonly MatrixNote[];
} {
  const pairs = [...search];
  const shared = parseView(pairs.filter(([key]) => (SHARED_KEYS as readonly string[]).includes(key)));
  const { side, from, to, status, known, public: publicDay } = shared.view;
  const notes = shared.notes.flatMap(({ key, ...note }): MatrixNote[] =>
    (SHARED_KEYS as readonly string[]).includes(key) ? [{ ...note, key: key as MatrixNote['key'] }] : [],
  );
  const asked = pairs.find(([key, value]) => key === 'metric' && value !== '')?.[1];
  const view = { side, from, to, status, known, public: publicDay };
  if (asked === undefined) return { view: { ...view, metric: DEFAULT_MATRIX_VIEW.metric }, notes };
  if (MATRIX_METRICS.some((metric) => metric === asked)) return { view: { ...view, metric: asked as Metric }, notes };
  const message = isCodeOf(METRICS, asked)
    ? `${metricOf(asked).label}: such claims never become a figure of a month.`
    : `${quoted(asked)} is not a metric of the codebook.`;
  return {
    view: { ...view, metric: DEFAULT_MATRIX_VIEW.metric },
    notes: [...notes, { key: 'metric', value: asked.slice(0, 200), message }],
  };
}

/** The view as keys and texts of an address; what is as it would be without them is null. */
export function matrixViewToQuery(view: MatrixView): Readonly<Record<keyof MatrixView, string | null>> {
  const said = <Key extends keyof MatrixView>(key: Key) =>
    view[key] === DEFAULT_MATRIX_VIEW[key] ? null : (view[key] as string | null);
  return {
    metric: said('metric'),
    side: said('side'),
    from: said('from'),
    to: said('to'),
    status: said('status'),
    known: said('known'),
    public: said('public'),
  };
}
