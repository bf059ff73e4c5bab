/**
 * Why there is no figure, in one or two sentences (R6, domain.md §3.5): the reason’s own sentence, and the spans that cover
 * days of the month, so that a reader does not miss what was said in another form.
 */
import type { FigureTable, Gap, Span, TableSeries } from '@/lib/ledger/figure-table';
import { endOf, firstDay } from '@/lib/ledger/month';
import { REASONS } from '@/lib/ledger/vocabulary';
import { spanSentence } from './figure-words';
import { joinWords, plural } from './text';

/** More spans than this in one month are counted, not named. */
const MOST_NAMED = 3;

/** The spans of the gap’s series that share a day with its month, in order of days. */
export function spansOfGap(gap: Pick<Gap, 'series' | 'month'>, spans: readonly Span[]): Span[] {
  const [first, end] = [firstDay(gap.month), endOf(gap.month)];
  return spans.filter((span) => span.series === gap.series && span.from < end && span.to > first);
}

/** The gap in words: `Only one running total is known near this month; a difference needs two. UK Defence Intelligence says …` */
export function toGapSentence(gap: Gap, table: Pick<FigureTable, 'series' | 'spans'>): string {
  const { sentence } = REASONS[gap.reason];
  const series = table.series.find(({ id }) => id === gap.series);
  const spans = spansOfGap(gap, table.spans);
  return series === undefined || spans.length === 0 ? sentence : `${sentence} ${spansSentence(spans, series)}`;
}

function spansSentence(spans: readonly Span[], series: TableSeries): string {
  const named = spans.slice(0, MOST_NAMED).map((span) => spanSentence(span, series));
  const more = spans.length - named.length;
  // The source is named once: every sentence of the list begins with it.
  const [first = '', ...rest] = named;
  const others = rest.map((text) => text.slice(series.sourceName.length + 1));
  return `${joinWords([first, ...others, ...(more > 0 ? [plural(more, 'more such number')] : [])])}.`;
}
