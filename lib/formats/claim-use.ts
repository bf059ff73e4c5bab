/**
 * Why a claim has a part in no monthly figure, in one sentence (R6 for claims). Asked only after no figure was found.
 */
import type { Claim } from '@/lib/ledger/claim';
import type { Source } from '@/lib/ledger/source';
import { type Badge, DIFFERENCEABILITIES, METRICS, metricOf } from '@/lib/ledger/vocabulary';
import { capitalise } from './text';

/** What of a claim decides whether it can be used. */
export type UsableClaim = Pick<
  Claim,
  'metric' | 'side' | 'scope' | 'periodKind' | 'periodStart' | 'periodEnd' | 'asOf' | 'valueKind' | 'standing'
>;

/** The first reason that holds, from the strongest on. */
export function whyFeedsNone(
  claim: UsableClaim,
  more: {
    readonly source: Pick<Source, 'totalsAreDifferenceable' | 'originKnown'>;
    readonly badge: Badge;
    readonly isSuperseded: boolean;
  },
): string {
  const isTotal = claim.periodKind === 'cumulative_since_start' || claim.periodKind === 'cumulative_since_date';
  if (claim.standing === 'withdrawn') return 'It was withdrawn, so no figure uses it.';
  if (claim.standing === 'discounted') return 'It is discounted, so no figure uses it.';
  if (more.isSuperseded) return 'The same source replaced it, so no figure uses it.';
  if (claim.periodKind === 'forecast' || metricOf(claim.metric).family === 'plan')
    return 'It speaks of the future or of a plan, and such statements are never charted.';
  if (claim.valueKind === 'none') return 'It gives no number, and none is made up for it.';
  if (!more.source.originKnown) return 'Who said it first is not known, so no figure uses it.';
  if (!metricOf(claim.metric).monthly)
    return `${capitalise(METRICS[claim.metric].label)}: such a number never becomes a monthly count.`;
  if (claim.side === 'both') return 'It counts both sides together; such claims are shown and never charted.';
  if (claim.scope.startsWith('part-')) return 'It counts a part of a whole, and never stands for the whole.';
  if (more.badge === 'unchecked')
    return 'Its publication is not identified, so it stands below the status that is charted.';
  if (claim.periodKind === 'weekly_rate' || claim.periodKind === 'monthly_rate')
    return 'It is an average over no particular month; it is shown as said.';
  if (claim.asOf === null && (claim.periodStart === null || claim.periodEnd === null))
    return 'Its dates are not known; it is kept and shown, and never charted.';
  if (isTotal && more.source.totalsAreDifferenceable === 'no')
    return `It is a running total. ${DIFFERENCEABILITIES.no.sentence} It stands among the running totals as said.`;
  if (isTotal) return 'It is a running total, and no other total stands near enough to subtract one from the other.';
  return 'The rules make no monthly figure of it.';
}
