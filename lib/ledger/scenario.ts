/**
 * A reader’s scenario (domain.md §3.3 N9; A20): figures of one metric turned into another by a ratio that somebody stated. Never done by
 * default, never a claim, never counted among sources, lineages or records: a layer that cites its ratio and each figure that it starts from.
 */
import { operand, type Working, writeArithmetic } from './arithmetic';
import { boundsOf, type ExactBounds, isEmpty, kindOf, toBounds } from './bounds';
import { add, type Exact, exactOfNumber, fraction, multiply, ONE } from './exact';
import type { Cell, Figure, RatioClaim, Scenario, ScenarioFigure } from './figure-table';
import type { SeriesId, SeriesKey } from './series';
import { type Metric, metricOf } from './vocabulary';

const HUNDRED = fraction(100n, 1n);
/** `a / b`, or nothing where b is zero. */
const divide = (a: Exact, b: Exact) => (b.num === 0n ? null : fraction(a.num * b.den, a.den * b.num));

/** One way from a metric to another. `rises`: more of the ratio gives more. */
type Way = {
  readonly from: Metric;
  readonly yields: Metric;
  readonly rises: boolean;
  readonly formula: (ratio: string) => string;
  readonly apply: (base: Exact, ratio: Exact) => Exact | null;
  readonly write: (base: string, ratio: string) => string;
};

const timesOnePlus = (from: Metric, yields: Metric): Way => ({
  from,
  yields,
  rises: true,
  formula: (ratio) => `${metricOf(from).label} × (1 + ${ratio})`,
  apply: (base, ratio) => multiply(base, add(ONE, ratio)),
  write: (base, ratio) => `${base} × (1 + ${ratio})`,
});

/** The ways of each ratio, the first of which the view has figures for is taken; only these ratios make a layer. */
const WAYS = {
  wounded_per_killed: [
    timesOnePlus('killed', 'killed_or_wounded'),
    {
      from: 'killed_or_wounded',
      yields: 'killed',
      rises: false,
      formula: (ratio) => `${metricOf('killed_or_wounded').label} / (1 + ${ratio})`,
      apply: (base, ratio) => divide(base, add(ONE, ratio)),
      write: (base, ratio) => `${base} / (1 + ${ratio})`,
    },
  ],
  permanently_wounded_per_killed: [timesOnePlus('killed', 'permanent_losses')],
  killed_share: [
    {
      from: 'killed_or_wounded',
      yields: 'killed',
      rises: true,
      formula: () => `${metricOf('killed_or_wounded').label} × killed, share / 100`,
      apply: (base, share) => divide(multiply(base, share), HUNDRED),
      write: (base, share) => `${base} × ${share} / 100`,
    },
    {
      from: 'killed',
      yields: 'killed_or_wounded',
      rises: false,
      formula: () => 'killed × 100 / killed, share',
      apply: (base, share) => divide(multiply(base, HUNDRED), share),
      write: (base, share) => `${base} × 100 / ${share}`,
    },
  ],
} as const satisfies Partial<Record<Metric, readonly Way[]>>;

/** Metrics of the claims by which a layer can be made. */
export const SCENARIO_METRICS = Object.keys(WAYS) as (keyof typeof WAYS)[];

/** The metrics that a view must show for a ratio to have something to start from. */
export function startsFrom(metric: Metric): readonly Metric[] {
  return waysOf(metric).map(({ from }) => from);
}

function waysOf(metric: Metric): readonly Way[] {
  return Object.hasOwn(WAYS, metric) ? WAYS[metric as keyof typeof WAYS] : [];
}

const numbersOf = ({ low, best, high }: Figure): ExactBounds => ({
  low: low === null ? null : exactOfNumber(low),
  best: best === null ? null : exactOfNumber(best),
  high: high === null ? null : exactOfNumber(high),
});

/** What goes into one bound; none where neither the figure nor the ratio has such a bound, or one of them is open there. */
function partsOf(
  base: ExactBounds,
  ratio: ExactBounds,
  bound: keyof ExactBounds,
  rises: boolean,
): { readonly base: Exact; readonly ratio: Exact } | null {
  const other = bound === 'best' ? 'best' : (bound === 'low') === rises ? 'low' : 'high';
  if (base[bound] === null && ratio[other] === null) return null;
  // A value said alone stands for the bound that it lacks: the range is then that of the other factor.
  const [here, there] = [base[bound] ?? base.best, ratio[other] ?? (bound === 'best' ? null : ratio.best)];
  return here === null || there === null ? null : { base: here, ratio: there };
}

function toScenarioFigure(figure: Figure, ratio: RatioClaim, way: Way): ScenarioFigure | null {
  const [base, by] = [numbersOf(figure), boundsOf(ratio)];
  const made = (bound: keyof ExactBounds) => {
    const parts = partsOf(base, by, bound, way.rises);
    return parts === null ? null : way.apply(parts.base, parts.ratio);
  };
  const bounds: ExactBounds = { low: made('low'), best: made('best'), high: made('high') };
  if (isEmpty(bounds)) return null;
  const working: Working = (bound) => {
    const parts = partsOf(base, by, bound, way.rises);
    return parts === null ? '' : way.write(operand(parts.base), operand(parts.ratio));
  };
  return {
    series: figure.series,
    month: figure.month,
    ...toBounds(bounds),
    valueKind: kindOf(bounds, [figure.valueKind, ratio.valueKind]),
    flags: ['scenario'],
    arithmetic: writeArithmetic(bounds, working),
    claims: figure.claims,
  };
}

/** A whole month’s figure: what is not complete is not multiplied. */
const isWhole = (cell: Cell): cell is Figure =>
  cell.kind === 'figure' && cell.method !== 'N10' && cell.coverageDays === cell.daysInMonth;

/**
 * The layer that a ratio makes of a view’s series of its side. Null for a claim that is no such ratio. Bounds are carried exactly; the figures
 * that it starts from are those that are printed.
 */
export function toScenario(
  ratio: RatioClaim,
  series: readonly { readonly id: SeriesId; readonly key: SeriesKey; readonly cells: readonly Cell[] }[],
): Omit<Scenario, 'apartBecause'> | null {
  const ways = waysOf(ratio.metric);
  const [first] = ways;
  if (first === undefined) return null;
  const figuresBy = (way: Way) =>
    series
      .filter(({ key }) => key.metric === way.from && key.side === ratio.side)
      .flatMap(({ cells }) => cells.filter(isWhole).flatMap((figure) => toScenarioFigure(figure, ratio, way) ?? []));
  const made = ways.map((way) => ({ way, figures: figuresBy(way) }));
  const { way, figures } = made.find(({ figures }) => figures.length > 0) ?? { way: first, figures: [] };
  return { ratio, from: way.from, yields: way.yields, formula: way.formula(metricOf(ratio.metric).label), figures };
}
