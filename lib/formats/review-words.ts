/**
 * Words of the review desk: how long something waits, and what somebody did to a proposal (E16).
 */
import type { Instant } from '@/lib/ledger/month';
import type { TransitionName } from '@/lib/ledger/review';
import { formatPercent, plural } from './text';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long since an instant, in the largest unit that fits: `less than a minute`, `20 minutes`, `5 hours`, `3 days`. */
export function waitingWords(since: Instant, now: Instant): string {
  const waited = Date.parse(now) - Date.parse(since);
  if (waited < MINUTE) return 'less than a minute';
  if (waited < HOUR) return plural(Math.floor(waited / MINUTE), 'minute');
  if (waited < DAY) return plural(Math.floor(waited / HOUR), 'hour');
  return plural(Math.floor(waited / DAY), 'day');
}

/** What a transition did, told afterwards: “sent it to review”. */
export const TRANSITION_WORDS: Readonly<Record<TransitionName, string>> = {
  send: 'sent it to review',
  take_back: 'took it back',
  ask_changes: 'asked for changes',
  reject: 'rejected it',
  publish: 'published it',
  abandon: 'put it away',
  reopen: 'reopened it',
};

/** How much a proposal moves, for a row of the queue: `moves no figure`, `moves 3 figures, by up to 4 %`. */
export function effectSizeWords({
  figures,
  share,
}: {
  readonly figures: number;
  readonly share: number | null;
}): string {
  if (figures === 0) return 'moves no figure';
  const words = `moves ${plural(figures, 'figure')}`;
  if (share === null || share === 0) return words;
  const percent = share * 100;
  const shown = percent < 0.01 ? `less than ${formatPercent('0.01')}` : formatPercent(Number(percent.toPrecision(2)));
  return figures === 1 ? `${words}, by ${shown}` : `${words}, by up to ${shown}`;
}
