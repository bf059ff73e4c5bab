/**
 * Scales and ticks of the charts: values to pixels, months to pixels, and which of them are labelled.
 * Pure; the same numbers place the server's SVG and feed Recharts (layout.md §4, “Two charts, one geometry”).
 */

import { formatMonth, formatNumber } from '@/lib/formats/text';
import { textWidth } from '@/lib/formats/text-width';
import { type Day, daysIn, type Month, monthOf, monthsBetween } from '@/lib/ledger/month';

/** `symlog` is the logarithm of metrics that may be negative: the same steps below zero as above it. */
export type ScaleKind = 'linear' | 'log' | 'symlog';

/** A vertical scale over the pixels [top, bottom]. */
export type ValueScale = {
  readonly kind: ScaleKind;
  readonly min: number;
  readonly max: number;
  readonly top: number;
  readonly bottom: number;
  /** Values with a grid line, ascending. */
  readonly ticks: readonly number[];
  /** Below this size a symlog scale is linear; 1 for the others. */
  readonly constant: number;
};

/** 1, 2, 2.5 or 5 times a power of ten: the step nearest to `rough` from above. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 2.5, 5, 10]) {
    // Rounding keeps 0.1 × 3 from asking for a larger step than it needs.
    if (rough <= factor * power * (1 + 1e-9)) return Number((factor * power).toPrecision(12));
  }
  return 10 * power;
}

/** Ticks from at or below `min` to at or above `max`: of the steps that give about `count` of them, the one that wastes least. */
function linearTicks(min: number, max: number, count: number): number[] {
  const extent = (step: number) => Math.ceil(max / step - 1e-9) * step - Math.floor(min / step + 1e-9) * step;
  const steps = [count, count + 1, count + 2].map((parts) => niceStep((max - min) / parts));
  const step = steps.reduce((best, candidate) =>
    extent(candidate) < extent(best) * 0.999 && extent(candidate) / candidate <= count + 2.5 ? candidate : best,
  );
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** 1, 2, 5, 10 … as far as they are wanted: only powers of ten when there are many. */
function logTicks(min: number, max: number): number[] {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const factors = last - first > 2 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let exponent = first - 1; exponent <= last; exponent += 1)
    for (const factor of factors) ticks.push(Number((factor * 10 ** exponent).toPrecision(12)));
  const from = ticks.findLastIndex((tick) => tick <= min);
  const to = ticks.findIndex((tick) => tick >= max);
  return ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}

/** Domain and ticks for some values. Counts start at zero; nothing said gives 0 to 1. */
export function toValueScale(
  values: readonly number[],
  options: {
    readonly log: boolean;
    readonly mayBeNegative: boolean;
    readonly top: number;
    readonly bottom: number;
    /** How many steps there should be about. */
    readonly steps: number;
  },
): ValueScale {
  const { top, bottom } = options;
  const finite = values.filter((value) => Number.isFinite(value));
  const lowest = Math.min(0, ...finite);
  const highest = Math.max(0, ...finite);
  const positive = finite.filter((value) => value > 0);
  if (options.log && lowest >= 0 && positive.length > 0) {
    const ticks = logTicks(Math.min(...positive), Math.max(...positive));
    const [min, max] = [ticks[0] ?? 1, ticks.at(-1) ?? 10];
    return max > min
      ? { kind: 'log', min, max, top, bottom, ticks, constant: 1 }
      : { kind: 'log', min: min / 10, max: max * 10, top, bottom, ticks: [min / 10, min, max * 10], constant: 1 };
  }
  if (options.log && options.mayBeNegative && lowest < 0) {
    const constant = 10 ** Math.floor(Math.log10(Math.min(...finite.map(Math.abs).filter((size) => size > 0))));
    const powers = (extent: number): number[] => {
      const list: number[] = [];
      for (let power = constant; power < extent * 10 && list.length < 12; power *= 10) list.push(power);
      return list;
    };
    const ticks = [
      ...powers(-lowest)
        .reverse()
        .map((power) => -power),
      0,
      ...powers(highest),
    ];
    return { kind: 'symlog', min: ticks[0] ?? -1, max: ticks.at(-1) ?? 1, top, bottom, ticks, constant };
  }
  const empty = highest === 0 && lowest === 0;
  const ticks = linearTicks(lowest, empty ? 1 : highest, empty ? 1 : options.steps);
  return { kind: 'linear', min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, top, bottom, ticks, constant: 1 };
}

/** The value on the straight ruler that the scale bends: itself, or its logarithm. Recharts gets these, with a linear axis. */
export function straighten(scale: Pick<ValueScale, 'kind' | 'constant'>, value: number): number {
  if (scale.kind === 'log') return Math.log10(Math.max(value, Number.MIN_VALUE));
  if (scale.kind === 'symlog') return Math.sign(value) * Math.log10(1 + Math.abs(value) / scale.constant);
  return value;
}

/** The pixel at which a value stands; values outside the domain stand at its edge. */
export function yOf(scale: ValueScale, value: number): number {
  const clamped = Math.min(scale.max, Math.max(scale.min, value));
  const [min, max] = [straighten(scale, scale.min), straighten(scale, scale.max)];
  return scale.bottom - ((straighten(scale, clamped) - min) / (max - min)) * (scale.bottom - scale.top);
}

/** The pixel from which bars rise: zero, or the foot of a logarithmic scale. */
export function baselineOf(scale: ValueScale): number {
  return yOf(scale, scale.kind === 'log' ? scale.min : 0);
}

/** Tick values as written at the axis, all with the same number of decimals. */
export function tickLabels(ticks: readonly number[]): string[] {
  const places = Math.max(0, ...ticks.map((tick) => (String(tick).split('.')[1] ?? '').length));
  return ticks.map((tick) => formatNumber(tick, places));
}

/**
 * The largest value that the scale should hold when one or two outliers would flatten all others: the next one down, if the
 * values cut off are at most one in ten (and always at most a tenth or one) and more than twice as large. Otherwise the largest.
 */
export function robustTop(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => b - a);
  const mayCut = sorted.length < 4 ? 0 : Math.max(1, Math.floor(sorted.length / 10));
  for (let cut = mayCut; cut >= 1; cut -= 1) {
    const [last, next] = [sorted[cut - 1], sorted[cut]];
    if (last !== undefined && next !== undefined && next > 0 && last > 2 * next) return next;
  }
  return sorted[0] ?? 0;
}

/** The time axis: equal bands, one a month, so that months read alike; days are proportional inside their month. */
export type MonthAxis = {
  readonly first: Month;
  readonly count: number;
  readonly left: number;
  readonly width: number;
};

export function bandWidth(axis: MonthAxis): number {
  return axis.width / axis.count;
}

/** Centre of the band of the month with this index. */
export function bandCentre(axis: MonthAxis, index: number): number {
  return axis.left + (index + 0.5) * bandWidth(axis);
}

/** The pixel at which a day begins; days outside the axis lie outside its pixels. */
export function xOfDay(axis: MonthAxis, day: Day): number {
  const month = monthOf(day);
  const months = monthsBetween(axis.first, month) + (Number(day.slice(8, 10)) - 1) / daysIn(month);
  return axis.left + months * bandWidth(axis);
}

export type MonthTick = {
  readonly index: number;
  /** Centre of the month's band. */
  readonly x: number;
  /** Null for a tick without words. */
  readonly label: string | null;
  /** Where the label is centred: at the tick, unless it would leave the picture. */
  readonly labelX: number;
};

/** Months between two labels. Two months are left out: quarters and half-years are what readers count in. */
const STEPS = [1, 3, 6, 12, 24, 60] as const;
const LABEL_GAP = 10;

/**
 * One tick a month; labels read as months: the first and each January with its year, others by name only, counted from
 * January, as many as fit (“Feb 2024 … Apr … Jul … Jan 2025”). Labels never touch and never leave [0, pictureWidth].
 */
export function toMonthTicks(
  axis: MonthAxis,
  months: readonly Month[],
  size: number,
  pictureWidth: number,
): MonthTick[] {
  const labelled = (step: number) =>
    months.flatMap((month, index) => {
      const ordinal = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
      if (index !== 0 && ordinal % step !== 0) return [];
      const withYear = index === 0 || month.endsWith('-01');
      const label = withYear ? formatMonth(month, 'short') : formatMonth(month, 'short').slice(0, 3);
      const half = textWidth(label, size) / 2;
      const x = Math.min(pictureWidth - half, Math.max(half, bandCentre(axis, index)));
      return [{ index, label, x, left: x - half, right: x + half }];
    });
  const touches = (a: { right: number }, b: { left: number }) => a.right + LABEL_GAP > b.left;
  const fits = (labels: ReturnType<typeof labelled>) =>
    labels.slice(1).every((label, index) => {
      const before = labels[index];
      // The first label may push out the second one; it need not make all others rarer.
      return before === undefined || index === 0 || !touches(before, label);
    });
  const step = STEPS.find((candidate) => fits(labelled(candidate))) ?? 60;
  const labels = labelled(step);
  const [first, second] = labels;
  const crowded = first !== undefined && second !== undefined && touches(first, second);
  const isJanuary = second !== undefined && months[second.index]?.endsWith('-01') === true;
  const kept = labels.flatMap((label) => {
    if (!crowded || (label !== first && label !== second)) return [label];
    // Of two that touch at the start, a January stays: it says the year. The other one loses its year, or goes.
    if (label === second) return isJanuary ? [label] : [];
    if (!isJanuary) return [label];
    const short = label.label.slice(0, 3);
    return label.x + textWidth(short, size) / 2 + LABEL_GAP > second.left ? [] : [{ ...label, label: short }];
  });
  const byIndex = new Map(kept.map((label) => [label.index, label]));
  return months.map((_, index) => {
    const label = byIndex.get(index);
    const x = bandCentre(axis, index);
    return { index, x, label: label?.label ?? null, labelX: label?.x ?? x };
  });
}
