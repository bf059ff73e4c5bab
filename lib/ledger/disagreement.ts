/**
 * How far the claims about one month lie apart (domain.md §3.4; A10): a spread of claims, never an estimate. Nothing is pooled, weighed or
 * averaged, and independent voices are set against each other only: two sources of one lineage cannot disagree.
 */
import { withLeastWidth } from './bounds';
import { areComponentsCompatible, type Components } from './components';
import { compareExact, type Exact, exactOfNumber, fraction, subtract, toNumber } from './exact';
import type { Cell, Disagreement, Figure } from './figure-table';
import type { Month } from './month';
import type { SeriesId, SeriesKey } from './series';
import { metricOf } from './vocabulary';

/** One series of a view with what it says, and whom its figures include. */
export type Speaker = {
  readonly id: SeriesId;
  readonly key: SeriesKey;
  readonly cells: readonly Cell[];
  readonly componentsOf: (figure: Figure) => Components;
};

type Said = { readonly figure: Figure; readonly speaker: Speaker; readonly components: Components };
type Interval = { readonly low: Exact | null; readonly high: Exact | null };

const smallest = (values: readonly Exact[]) => values.toSorted(compareExact)[0] ?? null;
const greatest = (values: readonly Exact[]) => values.toSorted(compareExact).at(-1) ?? null;

/** A figure of whole days: a month to date and a month covered in part say something of other days than the rest. */
const isWhole = (figure: Figure) => figure.method !== 'N10' && figure.coverageDays === figure.daysInMonth;

/** The interval of a voice, as claims are compared (domain.md §2, s1): a range as claimed, a single number with at least ± 2 %; a bound that is not there is open. */
function intervalOf({ low, best, high, valueKind }: Figure): Interval {
  const exactly = (value: number | null) => (value === null ? null : exactOfNumber(value));
  const bounds = { low: exactly(low), best: exactly(best), high: exactly(high) };
  return valueKind === 'range' ? bounds : withLeastWidth(bounds);
}

/** True when one value lies in all of the intervals. */
function doOverlap(intervals: readonly Interval[]): boolean {
  const low = greatest(intervals.flatMap((interval) => interval.low ?? []));
  const high = smallest(intervals.flatMap((interval) => interval.high ?? []));
  return low === null || high === null || compareExact(low, high) <= 0;
}

/** How wide a figure is, for choosing between two of one lineage; null when a side is open. */
const widthOf = ({ low, best, high }: Figure): number | null =>
  low !== null && high !== null ? high - low : best === null ? null : Number.MAX_VALUE;

/**
 * The one value that a lineage has: that of its root’s own series; where the root says nothing that month, that of the series with the
 * narrowest range, of equals the first by its id.
 */
function voiceOf(lineage: string, members: readonly Said[]): Said | undefined {
  const [origin] = lineage.split('.');
  const rank = ({ figure, speaker }: Said) => [
    speaker.key.source === origin ? 0 : 1,
    figure.best === null ? 1 : 0,
    widthOf(figure) ?? Number.POSITIVE_INFINITY,
  ];
  return members.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    for (const [index, value] of x.entries()) {
      const other = y[index] ?? 0;
      if (value !== other) return value < other ? -1 : 1;
    }
    return a.speaker.id < b.speaker.id ? -1 : 1;
  })[0];
}

/** How far apart the voices’ best values lie: ×(max / min), or the difference where the metric may be negative or a best is not above zero. */
function distanceOf(bests: readonly Exact[], mayBeNegative: boolean): Disagreement['distance'] {
  const [low, high] = [smallest(bests), greatest(bests)];
  if (bests.length < 2 || low === null || high === null) return null;
  if (mayBeNegative || low.num <= 0n) return { kind: 'difference', value: toNumber(subtract(high, low)) };
  return { kind: 'ratio', value: toNumber(fraction(high.num * low.den, high.den * low.num)) };
}

/** The voices of one month that may be set against each other: one a lineage, each compatible with all the others. */
function comparableVoices(voices: readonly Said[]): readonly Said[] {
  return voices.filter((one) => voices.every((other) => areComponentsCompatible(one.components, other.components)));
}

const idOrder = (a: { series: SeriesId }, b: { series: SeriesId }) => (a.series < b.series ? -1 : 1);

function disagreementOf(said: readonly Said[], month: Month): Disagreement | null {
  const [first] = said;
  if (first === undefined || said.length < 2) return null;
  const { metric, side, scope } = first.speaker.key;
  const lineages = [...new Set(said.flatMap(({ figure }) => figure.lineage ?? []))].sort();
  const voices = comparableVoices(
    lineages.flatMap(
      (lineage) =>
        voiceOf(
          lineage,
          said.filter(({ figure }) => figure.lineage === lineage),
        ) ?? [],
    ),
  );
  const isCompared = voices.length > 1;
  const bests = voices.flatMap(({ figure }) => (figure.best === null ? [] : exactOfNumber(figure.best)));
  const bounds = said.map(({ figure }) => figure);
  const lows = bounds.flatMap(({ low, best }) => low ?? best ?? []);
  const highs = bounds.flatMap(({ high, best }) => high ?? best ?? []);
  return {
    metric,
    side,
    scope,
    month,
    claims: new Set(bounds.flatMap((figure) => [...figure.claims, ...figure.alsoSaid].map(({ id }) => id))).size,
    lineages: lineages.length,
    low: lows.length === 0 ? null : Math.min(...lows),
    high: highs.length === 0 ? null : Math.max(...highs),
    bests: said.map(({ speaker, figure }) => ({ series: speaker.id, best: figure.best })).sort(idOrder),
    compared: isCompared ? voices.map(({ speaker }) => speaker.id).sort() : [],
    distance: isCompared ? distanceOf(bests, metricOf(metric).mayBeNegative) : null,
    overlap: isCompared ? doOverlap(voices.map(({ figure }) => intervalOf(figure))) : null,
  };
}

/**
 * The spread of claims of each month for which two series or more of one metric, side and scope have a whole month’s figure; in the order of
 * the speakers’ metrics, then by month. How far they lie apart and whether they overlap is said only of two lineages or more with compatible
 * components. Months to date and months covered in part are left out, panels are never mixed.
 */
export function toDisagreements(speakers: readonly Speaker[], months: readonly Month[]): Disagreement[] {
  const groups = new Map<string, Speaker[]>();
  for (const speaker of speakers) {
    const { metric, side, scope } = speaker.key;
    const name = `${metric}|${side}|${scope}`;
    groups.set(name, [...(groups.get(name) ?? []), speaker]);
  }
  return [...groups.values()].flatMap((members) => {
    if (members.length < 2) return [];
    const byMonth = new Map<Month, Said[]>();
    for (const speaker of members)
      for (const cell of speaker.cells)
        if (cell.kind === 'figure' && isWhole(cell)) {
          const one = { figure: cell, speaker, components: speaker.componentsOf(cell) };
          if (byMonth.get(cell.month)?.push(one) === undefined) byMonth.set(cell.month, [one]);
        }
    return months.flatMap((month) => disagreementOf(byMonth.get(month) ?? [], month) ?? []);
  });
}
