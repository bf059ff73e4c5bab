/**
 * A reader’s scenario in words (A20; domain.md §3.3 N9): always “not a claim”, always with the ratio and who stated it.
 */
import type { RatioClaim, Scenario, ScenarioFigure } from '@/lib/ledger/figure-table';
import { metricOf, SIDES, UNITS } from '@/lib/ledger/vocabulary';
import { arithmeticWords } from './figure-words';
import { formatBounds, formatDay, formatMonth, formatRounded } from './text';

const numberOf = (text: string | null) => (text === null ? null : Number(text));

/** The ratio as it was said: `2`, `3–4`, `at least 65`. */
export function ratioWords({ low, best, high, valueKind }: RatioClaim): string {
  return formatBounds({
    low: numberOf(low),
    best: numberOf(best),
    high: numberOf(high),
    valueKind: valueKind === 'none' ? 'point' : valueKind,
  });
}

/** A ratio to choose: `wounded per killed: about 2, President of Ukraine, 4 February 2025`. */
export function ratioChoice(ratio: RatioClaim): string {
  const unit = ratio.metric === 'killed_share' ? ` ${UNITS.per_cent.label}` : '';
  const day = ratio.publishedOn === null ? 'undated' : formatDay(ratio.publishedOn);
  return `${metricOf(ratio.metric).label}: ${ratioWords(ratio)}${unit}, ${ratio.sourceName}, ${day}`;
}

/** What the key says: `Scenario: killed × (1 + wounded per killed), not a claim`. */
export function scenarioKey({ formula }: Pick<Scenario, 'formula'>): string {
  return `Scenario: ${formula}, not a claim`;
}

/** The value of a scenario’s figure, rounded to what its range allows. */
export function scenarioValue(figure: Pick<ScenarioFigure, 'low' | 'best' | 'high' | 'valueKind'>): string {
  return formatRounded(figure);
}

/** The accessible name of a mark: `Scenario, not a claim: 33 000, September 2024, from Meduza: 11 000 × (1 + 2) = 33 000, open the figure that it starts from`. */
export function scenarioName(figure: ScenarioFigure, sourceName: string): string {
  const parts = [
    `Scenario, not a claim: ${scenarioValue(figure).replaceAll('–', ' to ')}`,
    formatMonth(figure.month),
    `from ${sourceName}: ${arithmeticWords(figure.arithmetic)}`,
    'open the figure that it starts from',
  ];
  return parts.join(', ');
}

/** Why a scenario shows nothing. */
export function emptyScenario({ ratio, from }: Scenario, others: readonly string[]): string {
  const metrics = [metricOf(from).label, ...others].filter((label, index, all) => all.indexOf(label) === index);
  return `Nothing to start from: the comparison shows no month of ${metrics.join(' or ')} of ${SIDES[ratio.side].label}. Add such a source.`;
}
