/** Freshness of a source in words (R14). */
import type { Freshness } from '@/lib/ledger/freshness';
import { formatDay, plural } from './text';

/** `every 7 days`, `every day`. */
const every = (days: number) => (days === 1 ? 'every day' : `every ${plural(days, 'day')}`);

/** `Last on 14 February 2026, usually every 6 days.`, with `Late since …` before it where it is late. */
export function freshnessWords({ state, lastPublished, usualGapDays, lateSince }: Freshness): string {
  if (lastPublished === null) return state === 'ended' ? 'Ended.' : 'No dated publication is held.';
  const last = `ast on ${formatDay(lastPublished)}`;
  const usual = usualGapDays === null ? '' : `, usually ${every(usualGapDays)}`;
  switch (state) {
    case 'ended':
      return `Ended; l${last}.`;
    case 'late':
      return lateSince === null ? `L${last}${usual}.` : `Late since ${formatDay(lateSince)}; l${last}${usual}.`;
    case 'on_time':
      return `L${last}${usual}.`;
    case 'unknown':
      return `L${last}; too few to say how often.`;
  }
}

/** What the words mean, for the head of a list. */
export const FRESHNESS_RULE =
  'Usual gap: the median of the days between the last thirteen days on which something of a source was published, as far as it is held here. Late: more days than that have passed since the last. A source may be late here and not where it publishes.';
