import { formatDay, formatInstant, formatMonth } from '@/lib/formats/text';
import type { Day, Instant, Month } from '@/lib/ledger/month';

/** A calendar date as words, with the machine’s form beside it. */
export function DayLabel({ day }: { readonly day: Day }) {
  return (
    <time dateTime={day} className="whitespace-nowrap">
      {formatDay(day)}
    </time>
  );
}

/** A month as words: `September 2024`, or short `Sep 2024`. */
export function MonthLabel({ month, style = 'long' }: { readonly month: Month; readonly style?: 'long' | 'short' }) {
  return (
    <time dateTime={month} className="whitespace-nowrap">
      {formatMonth(month, style)}
    </time>
  );
}

/** An instant in UTC as words. */
export function InstantLabel({ instant }: { readonly instant: Instant }) {
  return <time dateTime={instant}>{formatInstant(instant)}</time>;
}
