/**
 * Identities that numbers of one source must keep (T15, trap 27). None is enforced: sources do break them, and then that is what is recorded.
 */

import type { Claim } from '@/lib/ledger/claim';
import { toNumber } from '@/lib/ledger/exact';
import {
  addDays,
  type Day,
  daysBetween,
  daysIn,
  endOf,
  firstDay,
  type Month,
  monthOf,
  monthsFrom,
} from '@/lib/ledger/month';
import { METRIC_CONTAINS, type Metric } from '@/lib/ledger/vocabulary';
import { endsOf } from './history';
import {
  type Check,
  type EntryContext,
  type Finding,
  isRunningTotal,
  isSameSeries,
  isSameSlot,
  isSingle,
  type NearbyClaim,
  numberOf,
  periodOf,
  said,
  saidDates,
  saidMetric,
  saidValue,
  tolerance,
  valueField,
} from './nearby';

/** Every pair of metrics of which the first is contained in the second, through others, too. */
const CONTAINED: readonly (readonly [Metric, Metric])[] = METRIC_CONTAINS.flatMap(([small, large]) => {
  const reached = new Set<Metric>([large]);
  for (const known of reached) for (const [from, to] of METRIC_CONTAINS) if (from === known) reached.add(to);
  return [...reached].map((whole) => [small, whole] as const);
});

/** Claims of the same dates, side and scope that stand. */
function besides(claim: Claim, { sameSlot }: EntryContext): NearbyClaim[] {
  return sameSlot.filter(
    (other) =>
      other.standing === 'current' &&
      other.side === claim.side &&
      other.scope === claim.scope &&
      isSameSlot(other, claim),
  );
}

/** T15: killed ≤ killed or wounded, and the other containments of domain.md §1.3, for one source and the same dates. */
export const partExceedsWhole: Check = (claim, context) => {
  const own = endsOf(claim);
  return besides(claim, context)
    .filter(({ source, periodKind }) => source === claim.source && periodKind === claim.periodKind)
    .flatMap((other): Finding[] => {
      const theirs = endsOf(other);
      const asPart = CONTAINED.some(([small, large]) => small === claim.metric && large === other.metric);
      const asWhole = CONTAINED.some(([small, large]) => small === other.metric && large === claim.metric);
      const broken = (asPart && exceeds(own.bottom, theirs.top)) || (asWhole && exceeds(theirs.bottom, own.top));
      if (!broken) return [];
      const [part, whole] = asPart ? [claim, other] : [other, claim];
      return [
        {
          field: valueField(claim),
          message: `“${saidMetric(part)}” (${saidValue(part)}) is more than “${saidMetric(whole)}” (${saidValue(whole)}) of the same source and dates, of which it is a part. Look at the metric of both.`,
          related: [other.id],
        },
      ];
    })
    .slice(0, 1);
};

const exceeds = (a: number | null, b: number | null) => a !== null && b !== null && a > b;

/**
 * Trap 27: killed and wounded of one source and date, added up, exceed a total of killed or wounded: its own, or one of any source on a later
 * day, since totals only grow (350 000 + 600 000 on 4 February 2025, where the General Staff had fewer than 850 000).
 */
export const sumExceedsTotal: Check = (claim, context) => {
  const other = claim.metric === 'killed' ? 'wounded' : claim.metric === 'wounded' ? 'killed' : null;
  if (!other || !isRunningTotal(claim) || !claim.asOf) return [];
  const { asOf } = claim;
  const sibling = besides(claim, context).find((near) => near.metric === other && near.source === claim.source);
  const [own, theirs] = [endsOf(claim).bottom, sibling ? endsOf(sibling).bottom : null];
  if (!sibling || own === null || theirs === null) return [];
  const wholes = [...context.peers, ...context.sameSlot].filter(
    (total) =>
      total.metric === 'killed_or_wounded' &&
      total.side === claim.side &&
      total.scope === claim.scope &&
      total.standing === 'current' &&
      isSingle(total) &&
      total.asOf !== null &&
      total.asOf >= asOf &&
      daysBetween(asOf, total.asOf) <= 45,
  );
  const broken = wholes.find((total) => exceeds(own + theirs, endsOf(total).top));
  if (!broken) return [];
  return [
    {
      field: valueField(claim),
      message: `${saidValue(claim)} ${saidMetric(claim)} and ${saidValue(sibling)} ${saidMetric(sibling)} add up to ${said(Math.round(own + theirs))} at least: more than the ${saidValue(broken)} killed or wounded that ${broken.source} gives as of ${broken.asOf}. Record what was said, and say so in the note.`,
      related: [sibling.id, broken.id],
    },
  ];
};

/** The value of a period as one number and its rounding; a daily average is multiplied by its days. Null for bounds and ranges. */
function amountOf(
  claim: Pick<
    Claim,
    'periodKind' | 'periodStart' | 'periodEnd' | 'valueKind' | 'low' | 'best' | 'high' | 'roundingUnit'
  >,
): { readonly value: number; readonly half: number } | null {
  const period = periodOf(claim);
  if (!period || !isSingle(claim) || !['interval', 'day', 'daily_rate'].includes(claim.periodKind)) return null;
  const factor = claim.periodKind === 'daily_rate' ? period.days : 1;
  return { value: Number(claim.best) * factor, half: toNumber(tolerance(claim)) * factor };
}

/** True when two amounts differ by more than 0.5 % and more than their rounding together (N5). */
function differ(a: number, b: number, rounding: number): boolean {
  return Math.abs(a - b) > Math.max(rounding, Math.abs(b) / 200);
}

/** The rate of a source times the days of its period is the number that it gives for the period: 350 a day are 10 500 in November. */
export const rateTimesDays: Check = (claim, context) => {
  const own = amountOf(claim);
  if (!own) return [];
  return besides(claim, context)
    .filter(
      (other) =>
        isSameSeries(other, claim) && (other.periodKind === 'daily_rate') !== (claim.periodKind === 'daily_rate'),
    )
    .flatMap((other): Finding[] => {
      const theirs = amountOf(other);
      if (!theirs || !differ(own.value, theirs.value, own.half + theirs.half)) return [];
      const [rate, total] = claim.periodKind === 'daily_rate' ? [claim, other] : [other, claim];
      const days = periodOf(rate)?.days ?? 0;
      return [
        {
          field: valueField(claim),
          message: `${saidValue(rate)} a day for ${days} days are ${said(Math.round(Number(rate.best) * days))}; the source’s number ${saidDates(total)} is ${saidValue(total)}. Look at the days that each covers.`,
          related: [other.id],
        },
      ];
    })
    .slice(0, 1);
};

/** The total of a series at a boundary (the first moment of a day), under the convention by which the source counts. */
function totalAt(
  boundary: Day,
  claim: Claim,
  context: EntryContext,
): { readonly value: number; readonly half: number; readonly claims: readonly NearbyClaim[] } | null {
  const day = context.source?.countingConvention === 'morning' ? boundary : addDays(boundary, -1);
  const total = context.totals.find(
    (near) => near.asOf === day && isSingle(near) && near.standing === 'current' && isSameSeries(near, claim),
  );
  if (total) return { value: Number(total.best), half: toNumber(tolerance(total)), claims: [total] };
  return isRunningTotal(claim) && claim.asOf === day && isSingle(claim)
    ? { value: Number(claim.best), half: toNumber(tolerance(claim)), claims: [] }
    : null;
}

/** T15: a source's number for a period is the difference of its own totals at the ends; warn above 0.5 %. Only where totals are one count. */
export const spanAgainstTotals: Check = (claim, context) => {
  const [own, period] = [amountOf(claim), periodOf(claim)];
  if (!own || !period || context.source?.totalsAreDifferenceable !== 'yes') return [];
  const [from, to] = [totalAt(period.start, claim, context), totalAt(period.end, claim, context)];
  if (!from || !to) return [];
  const change = to.value - from.value;
  if (!differ(own.value, change, own.half + from.half + to.half)) return [];
  return [
    {
      field: valueField(claim),
      message: `${saidValue(claim)} ${saidDates(claim)} makes ${said(Math.round(own.value))}; the source’s own totals rise by ${said(Math.round(change))} over these days. Look at the days and the digits.`,
      related: [...from.claims, ...to.claims].map(({ id }) => id),
    },
  ];
};

/** T15: the daily numbers of a month add up to the change of the total; warn above 0.5 %. Asked when the last missing piece comes in. */
export const daysAgainstTotals: Check = (claim, context) => {
  const months = monthsTouched(claim, context);
  return months
    .flatMap((month): Finding[] => {
      const [from, to] = [totalAt(firstDay(month), claim, context), totalAt(endOf(month), claim, context)];
      if (!from || !to) return [];
      const days = new Map<Day, number>();
      const held = [...context.spans.filter((span) => span.standing === 'current' && isSameSeries(span, claim)), claim];
      for (const span of held)
        if (span.periodKind === 'day' && isSingle(span) && span.periodStart && monthOf(span.periodStart) === month)
          days.set(span.periodStart, Number(span.best));
      if (days.size !== daysIn(month)) return [];
      const sum = [...days.values()].reduce((total, value) => total + value, 0);
      const change = to.value - from.value;
      if (!differ(sum, change, from.half + to.half)) return [];
      return [
        {
          field: valueField(claim),
          message: `The daily numbers of ${month} add up to ${said(sum)}; the totals at its ends rise by ${said(Math.round(change))}. One day, or one total, is not what the source said.`,
          related: [...from.claims, ...to.claims].map(({ id }) => id),
        },
      ];
    })
    .slice(0, 1);
};

/** The month of a daily claim; for a total, the months that end and begin at its boundary. */
function monthsTouched(claim: Claim, context: EntryContext): Month[] {
  if (claim.periodKind === 'day' && claim.periodStart) return [monthOf(claim.periodStart)];
  if (!isRunningTotal(claim) || !claim.asOf) return [];
  const boundary = context.source?.countingConvention === 'morning' ? claim.asOf : addDays(claim.asOf, 1);
  return boundary.endsWith('-01') ? [monthOf(addDays(boundary, -1)), monthOf(boundary)] : [];
}

/** T15: the months of a source add up to its number for the quarter, the year or the months since; warn above 0.5 % and their rounding. */
export const monthsAgainstInterval: Check = (claim, context) => {
  const held = context.spans.filter(
    (span) =>
      span.standing === 'current' &&
      isSameSeries(span, claim) &&
      !(isSameSlot(span, claim) && span.periodKind === claim.periodKind),
  );
  const mine = periodOf(claim);
  const wholes = [claim, ...held].filter((span) => {
    const period = periodOf(span);
    return (
      span.periodKind === 'interval' &&
      period !== null &&
      mine !== null &&
      period.days > 31 &&
      period.days <= 1100 &&
      isOfMonths(period.start, period.end) &&
      period.start <= mine.start &&
      mine.end <= period.end
    );
  });
  return wholes
    .flatMap((whole): Finding[] => {
      const [period, amount] = [periodOf(whole), amountOf(whole)];
      if (!period || !amount) return [];
      const months = monthsFrom(monthOf(period.start), monthOf(addDays(period.end, -1)));
      const parts = months.flatMap((month) => {
        const start = firstDay(month);
        const fits = [claim, ...held].filter((span) => {
          const days = periodOf(span);
          return days?.start === start && days.end === endOf(month) && amountOf(span) !== null;
        });
        // The whole month as said before an average times its days.
        const best = fits.find(({ periodKind }) => periodKind === 'interval') ?? fits[0];
        const value = best ? amountOf(best) : null;
        return best && value ? [{ span: best, ...value }] : [];
      });
      if (parts.length !== months.length || (whole !== claim && !parts.some(({ span }) => span === claim))) return [];
      const sum = parts.reduce((total, { value }) => total + value, 0);
      const rounding = parts.reduce((total, { half }) => total + half, amount.half);
      if (!differ(sum, amount.value, rounding)) return [];
      return [
        {
          field: valueField(claim),
          message: `The ${months.length} months ${saidDates(whole)} add up to ${said(Math.round(sum))}; the source’s number for all of them is ${saidValue(whole)}. Look at the months, and at the days that the whole covers.`,
          related: [...parts.map(({ span }) => span), whole].flatMap((span) => ('id' in span ? [span.id] : [])),
        },
      ];
    })
    .slice(0, 1);
};

const isOfMonths = (start: Day, end: Day) => start.endsWith('-01') && end.endsWith('-01');

const RATIOS: Readonly<Partial<Record<Metric, readonly [Metric, Metric]>>> = {
  casualties_per_km2: ['killed_or_wounded', 'territory_gained'],
  killed_per_km2: ['killed', 'territory_gained'],
  wounded_per_killed: ['wounded', 'killed'],
};

/** Trap 27: a ratio is the quotient of the numbers that the source gives beside it (28 880 over 499.43 km² are 58, not 68); 2 % are allowed. */
export const ratioAgainstParts: Check = (claim, context) => {
  const near = [
    claim,
    ...context.sameSlot.filter(
      (other) => other.standing === 'current' && other.side === claim.side && isSameDates(other, claim),
    ),
  ];
  const single = (metric: Metric) =>
    near.find(
      (one) => one.metric === metric && isSingle(one) && one.source === claim.source && one.scope === claim.scope,
    );
  return Object.entries(RATIOS).flatMap(([metric, [over, under]]): Finding[] => {
    const [ratio, top, bottom] = [single(metric as Metric), single(over), single(under)];
    if (!ratio || !top || !bottom || ![ratio, top, bottom].includes(claim) || Number(bottom.best) === 0) return [];
    const quotient = Number(top.best) / Number(bottom.best);
    if (Math.abs(quotient - Number(ratio.best)) <= Math.max(toNumber(tolerance(ratio)), 0.5, Math.abs(quotient) / 50))
      return [];
    return [
      {
        field: valueField(claim),
        message: `${said(numberOf(top) ?? '')} over ${said(numberOf(bottom) ?? '')} is ${said(Math.round(quotient * 10) / 10)}; the source’s “${saidMetric(ratio)}” is ${saidValue(ratio)}. One of the three is misprinted, or covers other days.`,
        related: [ratio, top, bottom].flatMap((one) => ('id' in one ? [one.id] : [])),
      },
    ];
  });
};

/** Same period, or same day; a ratio and its parts need not be of one period kind. */
function isSameDates(a: NearbyClaim, b: Claim): boolean {
  return a.asOf === b.asOf && a.periodStart === b.periodStart && a.periodEnd === b.periodEnd;
}

/** Trap 14: what a list adds between two dates are names, not the deaths of those days. */
export const namesAreNotDeaths: Check = (claim, { source }) => {
  const deaths: readonly Metric[] = ['killed', 'killed_confirmed'];
  if (!deaths.includes(claim.metric) || source?.totalsAreDifferenceable !== 'names' || claim.timeBasis === 'by_event')
    return [];
  if (!['interval', 'day', 'daily_rate'].includes(claim.periodKind)) return [];
  return [
    {
      field: 'metric',
      message:
        'This source keeps a list of names. What it adds between two dates are names added, not deaths of those days; deaths of a period need the time basis “by date of event”.',
    },
  ];
};
