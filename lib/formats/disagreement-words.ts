/**
 * The spread of claims in words (A10; domain.md §3.4): how far the figures of one month lie apart, the same in strip, table and summary.
 */
import type { Disagreement, FigureTable, Panel } from '@/lib/ledger/figure-table';
import { metricOf, THEATRE, UNITS } from '@/lib/ledger/vocabulary';
import { formatMonth, formatNumber, formatRange, plural } from './text';

/** What stands over every spread. */
export const SPREAD_CAPTION = 'Spread of claims, not an estimate.';

/** The months of a panel with a spread, of the whole theatre; another scope is another count. */
export function spreadOf(panel: Panel, table: FigureTable): readonly Disagreement[] {
  const side = table.series.find(({ id }) => panel.series.includes(id))?.side;
  return table.disagreement.filter((one) => one.metric === panel.metric && one.side === side && one.scope === THEATRE);
}

/** `×1.27`, or `173` where the metric may be negative; `short` for a strip: `×1.3`. Null where nothing is compared. */
export function distanceWords({ distance }: Pick<Disagreement, 'distance'>, short = false): string | null {
  if (distance === null) return null;
  if (distance.kind === 'ratio') return `×${formatNumber(distance.value, short ? 1 : 2)}`;
  return formatNumber(distance.value >= 100 ? Math.round(distance.value) : Number(distance.value.toFixed(1)));
}

/** `2 claims, 1 lineage`. */
function voicesOf({ claims, lineages }: Disagreement): string {
  return `${plural(claims, 'claim')}, ${plural(lineages, 'lineage')}`;
}

/**
 * `20 000–40 000`: lowest low to highest high, or the one value that all say. What is counted in whole numbers is widened to them, since a
 * rounding of half a person says nothing.
 */
export function envelopeWords({ low, high, metric }: Pick<Disagreement, 'low' | 'high' | 'metric'>): string {
  const { whole } = UNITS[metricOf(metric).unit];
  const [down, up] = whole ? [Math.floor, Math.ceil] : [oneDecimal, oneDecimal];
  if (low === null || high === null) return formatNumber(low === null ? up(high ?? 0) : down(low));
  return down(low) === up(high) ? formatNumber(down(low)) : formatRange(down(low), up(high));
}

const oneDecimal = (value: number) => Number(value.toFixed(1));

/** Whether the voices’ intervals have a value in common, in words; null where nothing is compared. */
export function overlapWords({ overlap }: Pick<Disagreement, 'overlap'>): string | null {
  return overlap === null ? null : overlap ? 'overlap' : 'no overlap';
}

/** Everything about one month in one line: `20 000–40 000; 3 claims, 2 lineages; no overlap`. */
export function spreadDetail(one: Disagreement): string {
  const overlap = overlapWords(one);
  return [envelopeWords(one), voicesOf(one), ...(overlap === null ? [] : [overlap])].join('; ');
}

/**
 * The spread of a panel over its months in a sentence: `In 18 months two lineages or more speak: ×1.02 (March 2024) to ×1.27 (May 2025); they
 * overlap in 6.` Null where no month has two lineages that may be set against each other.
 */
export function spreadSentence(months: readonly Disagreement[]): string | null {
  const compared = months.filter(({ compared }) => compared.length > 1);
  if (compared.length === 0) return null;
  const unit = UNITS[metricOf(compared[0]?.metric ?? 'killed').unit].label;
  const head = `In ${plural(compared.length, 'month')} two lineages or more speak`;
  const far = compared
    .filter(({ distance }) => distance !== null)
    .toSorted((a, b) => (a.distance?.value ?? 0) - (b.distance?.value ?? 0) || (a.month < b.month ? -1 : 1));
  const [least, most] = [far[0], far.at(-1)];
  const say = (one: Disagreement) =>
    `${distanceWords(one)}${one.distance?.kind === 'difference' ? ` ${unit} apart` : ''} (${formatMonth(one.month, 'long')})`;
  const range =
    least === undefined || most === undefined
      ? ''
      : least === most
        ? `: ${say(most)}`
        : `: from ${say(least)} to ${say(most)}`;
  const overlapping = compared.filter(({ overlap }) => overlap).length;
  const overlap =
    overlapping === compared.length
      ? 'their intervals overlap'
      : overlapping === 0
        ? 'their intervals do not overlap'
        : `their intervals overlap in ${plural(overlapping, 'month')}`;
  return `${head}${range}; ${overlap}.`;
}
