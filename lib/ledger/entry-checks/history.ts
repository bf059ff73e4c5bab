/**
 * Checks of a number against its own series: running totals never fall without a reason, and no day is unlike all days before.
 * Statistics here decide whether a person is asked, never a figure, so they are computed with ordinary numbers.
 */

import type { Claim } from '@/lib/ledger/claim';
import { toNumber } from '@/lib/ledger/exact';
import { type Day, daysBetween } from '@/lib/ledger/month';
import { metricOf } from '@/lib/ledger/vocabulary';
import {
  type Check,
  type EntryContext,
  isEqualValue,
  isRunningTotal,
  isSameSeries,
  isSameSlot,
  isSingle,
  type NearbyClaim,
  numberOf,
  periodOf,
  said,
  saidDates,
  saidValue,
  tolerance,
  valueField,
} from './nearby';

type Ends = { readonly bottom: number | null; readonly top: number | null };

/** How low and how high a claim says that the truth can be; rounding counts, an open end is null. */
export function endsOf(claim: Pick<Claim, 'valueKind' | 'low' | 'best' | 'high' | 'roundingUnit'>): Ends {
  if (isSingle(claim)) {
    const half = toNumber(tolerance(claim));
    return { bottom: Number(claim.best) - half, top: Number(claim.best) + half };
  }
  return {
    bottom: claim.low === null ? null : Number(claim.low),
    top: claim.high === null ? null : Number(claim.high),
  };
}

/** The totals that this one can be compared with: of the same edition, standing, with a day. Sorted by day. */
function comparable(claim: Claim, { totals }: EntryContext): NearbyClaim[] {
  return totals
    .filter(
      (total) =>
        total.standing === 'current' &&
        total.asOf !== null &&
        isSameSeries(total, claim) &&
        total.release === claim.release &&
        total.periodKind === claim.periodKind &&
        (claim.periodKind === 'cumulative_since_start' || total.periodStart === claim.periodStart),
    )
    .sort((a, b) => ((a.asOf ?? '') < (b.asOf ?? '') ? -1 : 1));
}

/** E7, traps 4, 19 and 20: a running total below an earlier one, or above a later one. It is a correction of the source, or a slip. */
export const totalFalls: Check = (claim, context) => {
  const { asOf } = claim;
  if (!isRunningTotal(claim) || !asOf || metricOf(claim.metric).mayBeNegative) return [];
  const ends = endsOf(claim);
  // Totals of one source that are new estimates each time are compared across editions, too: the fall is what a reader will ask about.
  const others = context.totals.filter(
    (total) =>
      total.standing === 'current' &&
      total.asOf &&
      isSameSeries(total, claim) &&
      total.periodKind === claim.periodKind &&
      total.periodStart === claim.periodStart,
  );
  const earlier = others.filter((other) => (other.asOf ?? asOf) < asOf && isAbove(endsOf(other).bottom, ends.top));
  const later = others.filter((other) => (other.asOf ?? asOf) > asOf && isAbove(ends.bottom, endsOf(other).top));
  const before = earlier.at(-1);
  if (before)
    return [
      {
        field: valueField(claim),
        message: `The total falls: ${saidValue(claim)} as of ${asOf} after ${saidValue(before)} as of ${before.asOf}. If the source corrected itself, record that as a claim of its own; else look at the digits and at the day.`,
        related: earlier.map(({ id }) => id),
      },
    ];
  const after = later[0];
  if (!after) return [];
  return [
    {
      field: valueField(claim),
      message: `A later total is lower: ${saidValue(after)} as of ${after.asOf}; here ${saidValue(claim)} as of ${asOf}. Look at the digits and at the day.`,
      related: later.map(({ id }) => id),
    },
  ];
};

const isAbove = (a: number | null, b: number | null) => a !== null && b !== null && a > b;

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * True when a pace is beyond a history: beyond its largest or smallest, and farther from its median than five times the scaled median
 * absolute deviation (1.4826 makes it the standard deviation of a normal distribution; five of them is one day in a million). Fewer than
 * eight earlier paces say nothing.
 */
export function isBeyond(pace: number, history: readonly number[]): boolean {
  if (history.length < 8) return false;
  const median = medianOf(history);
  const deviation = 1.4826 * medianOf(history.map((value) => Math.abs(value - median)));
  const outside = pace > Math.max(...history) || pace < Math.min(...history);
  return outside && Math.abs(pace - median) > Math.max(5 * deviation, Math.abs(median) / 5);
}

/**
 * So many totals before this one are its history: a month of daily reports. Of the General Staff's 1 620 reports four are then beyond it,
 * the unexplained one of 28 February 2025 among them; with two months of history that one would pass.
 */
const LATEST = 31;

type Step = {
  readonly from: NearbyClaim;
  readonly to: Pick<Claim, 'best' | 'asOf'>;
  readonly pace: number;
  readonly days: number;
};

/** Increments a day between totals that follow each other. */
function stepsOf(totals: readonly NearbyClaim[]): Step[] {
  const single = totals.filter((total, index) => isSingle(total) && total.asOf !== totals[index - 1]?.asOf);
  return single.slice(1).flatMap((to, index) => {
    const from = single[index];
    return from?.asOf && to.asOf ? [stepBetween(from, to, from.asOf, to.asOf)] : [];
  });
}

function stepBetween(from: NearbyClaim, to: Pick<Claim, 'best' | 'asOf'>, start: Day, end: Day): Step {
  const days = daysBetween(start, end);
  return { from, to, days, pace: (Number(to.best) - Number(from.best)) / days };
}

/**
 * E7, traps 19, 20, 21, 25 and 29: a number beyond everything that its series did around it. For a total, the increment a day since the one
 * before (a list that grows by 23 000 names in ten days, a zero too few); for a day or an interval, its pace a day.
 */
export const jump: Check = (claim, context) => {
  if (!isSingle(claim)) return [];
  if (isRunningTotal(claim)) {
    const { asOf } = claim;
    if (!asOf) return [];
    const totals = comparable(claim, context).filter(isSingle);
    const before = totals.filter((total) => total.asOf !== null && total.asOf < asOf);
    const previous = before.at(-1);
    const history = stepsOf(before.length > 8 ? before.slice(-LATEST) : totals.filter((total) => total.asOf !== asOf));
    if (!previous?.asOf) return [];
    const step = stepBetween(previous, claim, previous.asOf, asOf);
    const paces = history.map(({ pace }) => pace);
    if (!isBeyond(step.pace, paces)) return [];
    return [
      {
        field: 'best',
        message: `${saidValue(claim)} is ${said(Math.round(step.pace * step.days))} more than ${saidValue(previous)} as of ${previous.asOf}: ${said(Math.round(step.pace))} a day, where the source’s own totals around it move by ${said(Math.round(medianOf(paces)))} (at most ${said(Math.round(Math.max(...paces)))})${tenfold(claim, previous)}. A catch-up, a change of method, or a slip?`,
        related: [previous.id],
      },
    ];
  }
  const period = periodOf(claim);
  if (!period || !['day', 'interval', 'daily_rate'].includes(claim.periodKind)) return [];
  const others = context.spans.filter(
    (span) => span.standing === 'current' && isSingle(span) && isSameSeries(span, claim) && !isSameSlot(span, claim),
  );
  const paces = others.flatMap((span) => paceOf(span) ?? []);
  const pace = paceOf(claim);
  if (pace === null || !isBeyond(pace, paces)) return [];
  return [
    {
      field: 'best',
      message: `${saidValue(claim)} ${saidDates(claim)} is ${said(round(pace))} a day; the source’s other numbers around it are ${said(round(medianOf(paces)))} a day (${said(round(Math.min(...paces)))} to ${said(round(Math.max(...paces)))}). Look at the digits, and at the days that it covers.`,
    },
  ];
};

const round = (value: number) => (Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** Says so when a total is about ten times the one before, or a tenth of it. */
function tenfold(claim: Claim, previous: NearbyClaim): string {
  const ratio = Number(claim.best) / Number(previous.best);
  return (ratio > 8 && ratio < 12) || (ratio > 0.08 && ratio < 0.12) ? '; a zero may be one too many or too few' : '';
}

function paceOf(claim: Pick<Claim, 'periodKind' | 'periodStart' | 'periodEnd' | 'best'>): number | null {
  const period = periodOf(claim);
  if (!period || claim.best === null) return null;
  return claim.periodKind === 'daily_rate' ? Number(claim.best) : Number(claim.best) / period.days;
}

/** Traps 19 and 20: a total that adds nothing since the day before is a day without a report, or a copy of the day before. */
export const zeroDay: Check = (claim, context) => {
  const { asOf } = claim;
  if (!isRunningTotal(claim) || !asOf || !isSingle(claim)) return [];
  const before = comparable(claim, context).filter(
    (total) => isSingle(total) && total.asOf !== null && total.asOf < asOf,
  );
  const previous = before.at(-1);
  const paces = stepsOf(before).map(({ pace }) => pace);
  if (!previous?.asOf || daysBetween(previous.asOf, asOf) !== 1 || paces.length < 3 || medianOf(paces) <= 0) return [];
  const gain = Number(claim.best) - Number(previous.best);
  if (gain === 0)
    return [
      {
        field: 'best',
        message: `The total is that of the day before, ${saidValue(previous)}: a day that adds nothing, or a copy. The days before add ${said(Math.round(medianOf(paces)))}.`,
        related: [previous.id],
      },
    ];
  // N5: a zero day followed by more than three times the median is a missing day, not a quiet one.
  return paces.at(-1) === 0 && gain > 3 * medianOf(paces)
    ? [
        {
          field: 'best',
          message: `After a day that added nothing the total adds ${said(gain)} at once, where days add ${said(Math.round(medianOf(paces)))}: it catches up, and counts more than one day.`,
          related: [previous.id],
        },
      ]
    : [];
};

/** Traps 21, 31 and domain.md §1.1 (Break): a break of the series lies between the last total and this one; the two are not comparable. */
export const acrossBreak: Check = (claim, context) => {
  const day = claim.asOf;
  if (!isRunningTotal(claim) || !day) return [];
  const before = comparable(claim, context).filter((total) => total.asOf !== null && total.asOf < day);
  const previous = before.at(-1);
  const event = context.events.find(
    ({ kind, day: at, metric, side }) =>
      kind === 'break' &&
      metric === claim.metric &&
      side === claim.side &&
      previous?.asOf !== undefined &&
      previous.asOf !== null &&
      previous.asOf < at &&
      at <= day,
  );
  if (!event || !previous) return [];
  return [
    {
      field: 'definitionVersion',
      message: `A break of ${event.day} lies between this total and the last (${saidValue(previous)} as of ${previous.asOf}): ${event.sentence} Is this still definition version ${claim.definitionVersion}?`,
      related: [previous.id],
    },
  ];
};

/** T6, traps 19 and 20: other totals of the series name their release; without one, editions would be subtracted from each other. */
export const releaseMissing: Check = (claim, { totals, source }) => {
  if (claim.release !== null || !isRunningTotal(claim) || source?.totalsAreDifferenceable === 'yes') return [];
  const named = totals.filter((total) => total.release !== null && isSameSeries(total, claim));
  const [first] = named;
  if (!first || named.length * 2 < totals.length) return [];
  return [
    {
      field: 'release',
      message: `Other totals of this series name the edition that they come from (${first.release}). Name this one’s: totals of different editions are never subtracted.`,
      related: named.slice(0, 3).map(({ id }) => id),
    },
  ];
};

/** Traps 19, 22 and 25: the series already has another value for the same dates: a misprint, a revision, or two partners of one project. */
export const otherValueSameSlot: Check = (claim, { sameSlot }) => {
  if (
    numberOf(claim) === null ||
    [claim.updates, claim.corrects].some((key) => key !== null && sameSlot.some((other) => other.key === key))
  )
    return [];
  const ends = endsOf(claim);
  const others = sameSlot.filter((other) => {
    if (
      other.standing !== 'current' ||
      !isSameSeries(other, claim) ||
      other.periodKind !== claim.periodKind ||
      !isSameSlot(other, claim)
    )
      return false;
    const theirs = endsOf(other);
    return !isEqualValue(other, claim) && (isAbove(theirs.bottom, ends.top) || isAbove(ends.bottom, theirs.top));
  });
  const [first] = others;
  if (!first) return [];
  const digits = (value: string | null) => [...(value ?? '')].sort().join('');
  const exchanged =
    digits(numberOf(first)) === digits(numberOf(claim)) ? ' The same digits stand in another order.' : '';
  return [
    {
      field: valueField(claim),
      message: `The ledger has ${saidValue(first)} for the same dates (${saidDates(first)}), here it is ${saidValue(claim)}.${exchanged} If the source replaced or corrected it, link the two; if one is a misprint, discount it.`,
      related: others.map(({ id }) => id),
    },
  ];
};

/** Trap 32: the same dates in another scope are another number, not a revision. */
export const otherScope: Check = (claim, { sameSlot }) => {
  if (numberOf(claim) === null) return [];
  const others = sameSlot.filter(
    (other) =>
      other.standing === 'current' &&
      other.metric === claim.metric &&
      other.side === claim.side &&
      other.scope !== claim.scope &&
      other.periodKind === claim.periodKind &&
      isSameSlot(other, claim),
  );
  const [first] = others;
  const isKnown = sameSlot.some(
    (own) => own.scope === claim.scope && own.metric === claim.metric && isEqualValue(own, claim),
  );
  if (!first || isKnown) return [];
  return [
    {
      field: 'scope',
      message: `The ledger has ${saidValue(first)} for the same dates in the scope ${first.scope}; here it is ${saidValue(claim)} for ${claim.scope}. Read in the text which of the two it speaks of.`,
      related: others.map(({ id }) => id),
    },
  ];
};
