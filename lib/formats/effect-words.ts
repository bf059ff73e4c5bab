/**
 * What a claim would move, in words (E2): each figure old → new, which months are gained or lost, and which marks and gaps change.
 */
import type { Effect, MovedFigure, MovedSpan } from '@/lib/ledger/effect';
import type { Cell, Figure, Span } from '@/lib/ledger/figure-table';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { BADGES, type FigureFlag, METHODS, METRICS, REASONS, type Unit } from '@/lib/ledger/vocabulary';
import { sideWords } from './claim-sentence';
import { flagWords, marginWords, valueWords } from './figure-words';
import { formatMonth, formatPercent, formatPeriod, joinWords, plural } from './text';

/** What happens to a figure: it is made, lost or moved; `remarked` where its value stays and what is said beside it changes. */
export type EffectKind = 'made' | 'lost' | 'moved' | 'remarked';

/** One figure or span that changes. */
export type EffectLine = {
  readonly key: string;
  readonly kind: EffectKind;
  /** `September 2024`, `17 to 30 January 2025`. */
  readonly when: string;
  /** `38 130 (± 15)`, `no figure`. */
  readonly before: string;
  readonly after: string;
  /** Full sentences: why there is no figure, which marks come or go, by which other rule it is made; null where there is nothing to say. */
  readonly also: string | null;
};

/** What changes in one series. */
export type EffectGroup = {
  readonly series: SeriesId;
  /** `UK Defence Intelligence: killed or wounded, Russia`. */
  readonly name: string;
  readonly lines: readonly EffectLine[];
};

/** `no figure`, for a month or days without one. */
export const NO_FIGURE = 'no figure';

/** `UK Defence Intelligence: killed or wounded, Russia`. */
function seriesWords(sourceName: string, id: SeriesId): { readonly words: string; readonly unit: Unit | undefined } {
  const key = parseSeriesId(id);
  if (key === null) return { words: sourceName, unit: undefined };
  const { label, unit } = METRICS[key.metric];
  const version = key.definitionVersion > 1 ? `, definition ${key.definitionVersion}` : '';
  return {
    words: `${sourceName}: ${label}, ${sideWords(key.side, key.scope)}${version}`,
    // Persons go without saying.
    unit: unit === 'persons' || unit === 'names' || unit === 'items' ? undefined : unit,
  };
}

function amount(said: Figure | Span, unit: Unit | undefined): string {
  const margin = marginWords(said);
  return `${valueWords(said, unit)}${margin === null ? '' : ` (${margin})`}`;
}

const isFigure = (cell: Cell): cell is Figure => cell.kind === 'figure';

/** The marks that come and go, the status and the rule, where two figures differ in them. */
function differenceWords(before: Figure | Span, after: Figure | Span): string | null {
  const marks = (from: readonly FigureFlag[], to: readonly FigureFlag[]) =>
    flagWords(to.filter((flag) => !from.includes(flag)));
  const gained = marks(before.flags, after.flags);
  const lost = marks(after.flags, before.flags);
  const words = [
    ...(gained.length > 0 ? [`Gains the mark “${joinWords(gained)}”.`] : []),
    ...(lost.length > 0 ? [`Loses the mark “${joinWords(lost)}”.`] : []),
    ...(before.badge === after.badge
      ? []
      : [`Status: ${BADGES[before.badge].label} becomes ${BADGES[after.badge].label}.`]),
    ...(before.method === after.method
      ? []
      : [`Made as ${METHODS[after.method].label}, no longer as ${METHODS[before.method].label}.`]),
  ];
  return words.length === 0 ? null : words.join(' ');
}

function markWords(made: Figure | Span): string {
  const marks = flagWords(made.flags);
  return `Made as ${METHODS[made.method].label}.${marks.length > 0 ? ` Carries the mark “${joinWords(marks)}”.` : ''}`;
}

/** One month of a series, old → new. */
export function movedFigureWords({ series, sourceName, month, before, after }: MovedFigure): EffectLine {
  const { unit } = seriesWords(sourceName, series);
  const about = { key: month, when: formatMonth(month) };
  if (isFigure(before) && isFigure(after)) return { ...about, ...movedWords(before, after, unit) };
  if (isFigure(after))
    return { ...about, kind: 'made', before: NO_FIGURE, after: amount(after, unit), also: markWords(after) };
  if (after.kind === 'gap' && isFigure(before))
    return {
      ...about,
      kind: 'lost',
      before: amount(before, unit),
      after: NO_FIGURE,
      also: REASONS[after.reason].sentence,
    };
  const reasons = [before, after].flatMap((cell) => (cell.kind === 'gap' ? [REASONS[cell.reason].label] : []));
  return {
    ...about,
    kind: 'remarked',
    before: NO_FIGURE,
    after: NO_FIGURE,
    also: `Why there is none: “${reasons[0] ?? ''}” becomes “${reasons[1] ?? ''}”.`,
  };
}

function movedWords(
  before: Figure | Span,
  after: Figure | Span,
  unit: Unit | undefined,
): Pick<EffectLine, 'kind' | 'before' | 'after' | 'also'> {
  const [was, is] = [amount(before, unit), amount(after, unit)];
  return { kind: was === is ? 'remarked' : 'moved', before: was, after: is, also: differenceWords(before, after) };
}

/** One span of a series, old → new. */
export function movedSpanWords({ series, sourceName, before, after }: MovedSpan): EffectLine {
  const { unit } = seriesWords(sourceName, series);
  const days = before ?? after;
  const about = {
    key: days === null ? series : `${days.from}/${days.to}`,
    when: days === null ? '' : formatPeriod(days.from, days.to),
  };
  if (before !== null && after !== null) return { ...about, ...movedWords(before, after, unit) };
  if (after !== null)
    return { ...about, kind: 'made', before: NO_FIGURE, after: amount(after, unit), also: markWords(after) };
  return {
    ...about,
    kind: 'lost',
    before: before === null ? NO_FIGURE : amount(before, unit),
    after: NO_FIGURE,
    also: null,
  };
}

/** Everything that changes, by series, in the order of the effect: first its months, then its spans. */
export function toEffectGroups(effect: Pick<Effect, 'moved' | 'spans'>): EffectGroup[] {
  const groups = new Map<SeriesId, { name: string; lines: EffectLine[] }>();
  const add = (series: SeriesId, sourceName: string, line: EffectLine) => {
    const group = groups.get(series) ?? { name: seriesWords(sourceName, series).words, lines: [] };
    group.lines.push(line);
    groups.set(series, group);
  };
  for (const moved of effect.moved) add(moved.series, moved.sourceName, movedFigureWords(moved));
  for (const span of effect.spans) add(span.series, span.sourceName, movedSpanWords(span));
  return [...groups].map(([series, group]) => ({ series, ...group }));
}

/** `No figure changes`, `2 figures change, by up to 3.4 %`; without a full stop. */
export function effectSummary({ figures, share }: Pick<Effect, 'figures' | 'share'>): string {
  if (figures === 0) return 'No figure changes';
  const changes = figures === 1 ? '1 figure changes' : `${plural(figures, 'figure')} change`;
  if (share === null || share === 0) return changes;
  const percent = share * 100;
  if (percent < 0.01) return `${changes}, by less than ${formatPercent(0.01)}`;
  return `${changes}, by ${figures === 1 ? '' : 'up to '}${formatPercent(Number(percent.toPrecision(2)))}`;
}
