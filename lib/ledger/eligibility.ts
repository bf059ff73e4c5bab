/**
 * N0: which claims may make a figure, and on which months a claim bears at all (domain.md §3.1, §3.5).
 */
import { badgeOf, meetsThreshold } from './badge';
import type { FigureClaim } from './claim';
import { addDays, type Day, type Month, monthCovered, monthOf, monthsFrom } from './month';
import type { Source } from './source';
import { type Badge, COUNTING_CONVENTIONS, type Reason } from './vocabulary';

/** Why a claim is kept out of figures, in the order in which a gap names the reason; later ones explain more. */
export const EXCLUSIONS = [
  'SUPERSEDED_ALL',
  'BELOW_STATUS',
  'FORECAST',
  'RELAY_ONLY',
  'UNDEFINED_METRIC',
] as const satisfies readonly Reason[];
export type Exclusion = (typeof EXCLUSIONS)[number];

/** The first rule of N0 that keeps the claim out, or null if it may be used. */
export function exclusionOf(
  claim: FigureClaim,
  source: Pick<Source, 'originKnown'>,
  threshold: Badge,
): Exclusion | null {
  if (claim.standing !== 'current' || claim.supersededBy !== null) return 'SUPERSEDED_ALL';
  if (!meetsThreshold(badgeOf(claim), threshold)) return 'BELOW_STATUS';
  if (claim.periodKind === 'forecast') return 'FORECAST';
  if (!source.originKnown) return 'RELAY_ONLY';
  return claim.metric === 'undefined_metric' ? 'UNDEFINED_METRIC' : null;
}

/** A part of a whole is no candidate for the whole’s figure or for one of its own (domain.md §3.2). */
export function isPartScope(scope: string): boolean {
  return scope.startsWith('part-');
}

export function isRunningTotal(claim: Pick<FigureClaim, 'periodKind'>): boolean {
  return claim.periodKind === 'cumulative_since_start' || claim.periodKind === 'cumulative_since_date';
}

/** First day that a total dated `asOf` does not count, under the source’s counting convention (N3, N4). */
export function boundaryOf(asOf: Day, source: Pick<Source, 'countingConvention'>): Day {
  const { days } = COUNTING_CONVENTIONS[source.countingConvention];
  return days === 0 ? asOf : addDays(asOf, days);
}

/** The half-open days a claim speaks of, or null if it lacks a date. A total since a date reaches from it to its boundary. */
export function periodOf(
  claim: FigureClaim,
  source: Pick<Source, 'countingConvention'>,
): { readonly from: Day; readonly to: Day } | null {
  if (claim.periodKind === 'cumulative_since_date') {
    const to = claim.asOf === null ? claim.periodEnd : boundaryOf(claim.asOf, source);
    return claim.periodStart !== null && to !== null && claim.periodStart < to ? { from: claim.periodStart, to } : null;
  }
  if (claim.periodKind === 'day' && claim.periodStart !== null)
    return { from: claim.periodStart, to: claim.periodEnd ?? addDays(claim.periodStart, 1) };
  return claim.periodStart !== null && claim.periodEnd !== null
    ? { from: claim.periodStart, to: claim.periodEnd }
    : null;
}

/** The month that a claim states directly (N1, N2), or null: its period is exactly that month. */
export function statedMonth(claim: FigureClaim, source: Pick<Source, 'countingConvention'>): Month | null {
  if (
    claim.periodKind !== 'interval' &&
    claim.periodKind !== 'daily_rate' &&
    claim.periodKind !== 'cumulative_since_date'
  )
    return null;
  const period = periodOf(claim, source);
  return period === null ? null : monthCovered(period.from, period.to);
}

/** How far from a border of a month a running total may lie and still serve it (N4). */
export const MAX_DAYS_FROM_BOUNDARY = 7;

/** Months for which the claim is held: those it could make a figure of, alone or with others. */
export function bearingMonths(claim: FigureClaim, source: Pick<Source, 'countingConvention'>): Month[] {
  if (claim.valueKind === 'none') return [];
  if (claim.periodKind === 'cumulative_since_start' || claim.periodKind === 'total_correction') {
    if (claim.asOf === null) return [];
    const boundary = boundaryOf(claim.asOf, source);
    // Of the month before a border, the last day is one day farther away than the border itself.
    const earlier = monthOf(addDays(boundary, -MAX_DAYS_FROM_BOUNDARY - 1));
    const later = monthOf(addDays(boundary, MAX_DAYS_FROM_BOUNDARY));
    return earlier === later ? [earlier] : [earlier, later];
  }
  const stated = statedMonth(claim, source);
  if (stated !== null) return [stated];
  const period = periodOf(claim, source);
  if (claim.periodKind === 'forecast')
    return period === null ? (claim.asOf === null ? [] : [monthOf(claim.asOf)]) : overlapped(period.from, period.to);
  if (claim.periodKind === 'day' && period !== null) return [monthOf(period.from)];
  if (isTableRow(claim) && period !== null) return overlapped(period.from, period.to);
  return [];
}

/** A row of a table by date of event: a day or a week of one release (N6). */
export function isTableRow(claim: FigureClaim): boolean {
  if (claim.timeBasis !== 'by_event' || claim.release === null || claim.periodStart === null) return false;
  if (claim.periodKind === 'day') return true;
  return (
    claim.periodKind === 'interval' && claim.periodEnd !== null && claim.periodEnd <= addDays(claim.periodStart, 7)
  );
}

/** Months that share a day with the half-open period. */
export function overlapped(from: Day, to: Day): Month[] {
  return monthsFrom(monthOf(from), monthOf(addDays(to, -1)));
}
