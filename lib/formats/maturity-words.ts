/**
 * Maturity in words (T8, domain.md §3.6): what share of a month is expected to be still missing, and what a series’ revision record says.
 */
import type { Figure } from '@/lib/ledger/figure-table';
import { LEAST_VINTAGES, type Maturity, matureFrom } from '@/lib/ledger/maturity';
import { formatMonth, formatPercent, plural } from './text';

/** `29 %`: rounded to whole per cents, of what is never nothing and never all. */
function missingWords(shareKnown: number): string {
  return formatPercent(Math.min(99, Math.max(1, Math.round((1 - shareKnown) * 100))));
}

/**
 * What a provisional figure still lacks, as one sentence; null where the record says nothing about it.
 * `About 29 % is expected to be still missing: months of this age stood, in the median, at 71 % of what they stand at now.`
 */
export function maturitySentence({ shareKnown }: Pick<Figure, 'shareKnown'>): string | null {
  if (shareKnown === undefined) return null;
  const known = formatPercent(Math.min(99, Math.max(0, Math.round(shareKnown * 100))));
  return `About ${missingWords(shareKnown)} is expected to be still missing or to change: in earlier vintages, months of this age stood in the median at ${known} of what they stand at now.`;
}

/** Why a young record says no more. */
export const YOUNG_RECORD = `From ${LEAST_VINTAGES} stored vintages on, the ledger says how much of a month a source has usually told by its age.`;

/** The revision record of one series, in one or two sentences; no percentage before six vintages. */
export function recordSentence(maturity: Maturity): string {
  const stored = `${plural(maturity.vintages, 'stored vintage')}, the newest of ${formatMonth(maturity.last)}.`;
  if (maturity.vintages < LEAST_VINTAGES) return stored;
  const from = matureFrom(maturity);
  const [youngest] = maturity.curve;
  if (youngest === undefined) return `${stored} No month stands in two of them yet.`;
  if (from === youngest.age)
    return `${stored} Months are stable from their first figure on: later vintages have left them as they were, or nearly so. Stable is not the same as accurate.`;
  const early = formatPercent(Math.round(youngest.share * 100));
  const first = `At an age of ${plural(youngest.age, 'month')} a month has told ${early}, in the median, of what it stands at now.`;
  return from === null
    ? `${stored} ${first} No age observed so far has told 95 %, so every month is provisional.`
    : `${stored} ${first} From an age of ${plural(from, 'month')} on it is 95 % or more, and until then it is provisional.`;
}
