/**
 * A figure, a span or a total in words, the same in drawers, tooltips, table cells and for screen readers (ux.md §5, §6, §21).
 * Display only: the evaluable arithmetic and the exact numbers stay on the figure itself.
 */
import type {
  Bounds,
  Cell,
  Figure,
  Gap,
  LateChange,
  Span,
  TableEvent,
  TableSeries,
  Total,
  UsedClaim,
} from '@/lib/ledger/figure-table';
import { monthOf } from '@/lib/ledger/month';
import {
  BADGES,
  FIGURE_FLAGS,
  FIGURE_NOTES,
  type FigureFlag,
  METHODS,
  REASONS,
  type Unit,
  type ValueKind,
} from '@/lib/ledger/vocabulary';
import { maturitySentence } from './maturity-words';
import {
  formatBounds,
  formatDay,
  formatMonth,
  formatNumber,
  formatPerDay,
  formatPeriod,
  formatRange,
  formatRounded,
  roundBounds,
} from './text';

type Said = Bounds & { readonly valueKind: Exclude<ValueKind, 'none'>; readonly claims: readonly UsedClaim[] };

/** How figures are counted on the page: as the month, or as the month divided by its days (A19). */
export type Counted = 'month' | 'day';

/**
 * The bounds of a figure as counted. A day’s value is the month’s divided by the days it speaks of: all of the month, or those
 * so far for a month to date (N10).
 */
export function countedBounds(figure: Figure, counted: Counted): Bounds {
  if (counted === 'month') return { low: figure.low, best: figure.best, high: figure.high };
  const days = figure.method === 'N10' ? figure.coverageDays : figure.daysInMonth;
  const share = (value: number | null) => (value === null ? null : value / days);
  return { low: share(figure.low), best: share(figure.best), high: share(figure.high) };
}

/** True when the number is one claim’s own and nothing was computed: it is then printed as claimed, not rounded. */
function isAsClaimed(said: Said): boolean {
  return said.claims.length === 1 && said.claims[0]?.role !== 'rate';
}

/**
 * The value as it is printed: as claimed where one claim states it, else to the magnitude of its half-width (domain.md §3.7).
 * `38 130`, `about 36 000`, `at least 13 700`, `up to 200`, `20 000–25 000`; with a unit its word follows.
 */
export function valueWords(said: Said, unit?: Unit): string {
  return isAsClaimed(said) ? formatBounds(said, unit) : formatRounded({ ...said, valueKind: computedKind(said) }, unit);
}

/** What was computed and has its range beside it is not “about”: the range says how near it is. */
function computedKind({ valueKind, low, high }: Pick<Figure, 'valueKind' | 'low' | 'high'>): Figure['valueKind'] {
  return valueKind === 'approx' && low !== null && high !== null ? 'point' : valueKind;
}

/** `valueWords` of a figure as counted: by the month, or a day. */
export function countedWords(figure: Figure, counted: Counted, unit?: Unit): string {
  if (counted === 'month') return valueWords(figure, unit);
  return `${formatRounded({ ...countedBounds(figure, 'day'), valueKind: computedKind(figure) }, unit)} a day`;
}

/** Two significant digits, upward: a margin is never printed smaller than it is. */
function roundUp(value: number): number {
  const scale = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(Number((value / scale).toPrecision(12))) * scale).toPrecision(12));
}

/** Low to high around a best value: `± 15` where both sides are equal, else `208–312`; null where there is no such range. */
export function marginWords(bounds: Bounds): string | null {
  const { low, best, high } = bounds;
  if (low === null || best === null || high === null || low === high) return null;
  const [down, up] = [best - low, high - best];
  if (Math.abs(down - up) < (high - low) * 1e-9) return `± ${formatNumber(roundUp(up))}`;
  const shown = roundBounds(bounds);
  return formatRange(shown.low ?? low, shown.high ?? high);
}

const SIGNED = /-(?=\d)/g;
const NUMBER = /\d+(?:\.(\d+))?/g;
/** A result that has no finite decimal: `= 250130/3`. */
const FRACTION_RESULT = /= (-?\d+)\/(\d+)(?=$|;)/g;

/**
 * The arithmetic with its numbers grouped: `654430 − 616300 = 38130` → `654 430 − 616 300 = 38 130`. A result that is a
 * fraction is followed by its decimal: `= 250 130/3 ≈ 83 376.7`.
 */
export function arithmeticWords(arithmetic: string): string {
  return arithmetic
    .replace(
      FRACTION_RESULT,
      (result, above: string, below: string) => `${result} ≈ ${(Number(above) / Number(below)).toFixed(1)}`,
    )
    .replace(NUMBER, (digits, decimals: string | undefined) => formatNumber(digits, decimals?.length ?? 0))
    .replace(SIGNED, '\u2212');
}

/** Labels of the flags by precedence, without “normal”: `provisional`, `definition inferred`. */
export function flagWords(flags: readonly FigureFlag[]): string[] {
  return flags.filter((flag) => flag !== 'A').map((flag) => FIGURE_FLAGS[flag].label);
}

/** `14 of 30 days`, or null when the whole month is covered. */
export function coverageWords(figure: Pick<Figure, 'coverageDays' | 'daysInMonth'>): string | null {
  return figure.coverageDays < figure.daysInMonth ? `${figure.coverageDays} of ${figure.daysInMonth} days` : null;
}

/** What a claim was to the arithmetic, as a heading beside it. */
export const ROLE_WORDS: Record<UsedClaim['role'], string> = {
  stated: 'states the number',
  rate: 'states the average a day',
  start: 'running total at the start',
  end: 'running total at the end',
  start_before: 'last total before the start',
  start_after: 'first total after the start',
  end_before: 'last total before the end',
  end_after: 'first total after the end',
  day: 'number of a day',
  correction: 'announced correction, set apart',
};

/** Everything a drawer or tooltip prints about a figure. */
export type FigureWords = {
  /** `38 130`, `593 km²`: with the unit’s word where one was asked for. */
  readonly value: string;
  /** `± 10`, or null. */
  readonly margin: string | null;
  readonly flags: readonly string[];
  /** Full sentences: flags first, notes after them, the floor last. */
  readonly remarks: readonly string[];
  readonly method: { readonly code: string; readonly label: string; readonly sentence: string };
  /** With grouped numbers; the evaluable form is the figure’s own. */
  readonly arithmetic: string;
  readonly badge: string;
  /** `14 of 30 days`, or null. */
  readonly coverage: string | null;
};

/** A count of records, in one sentence. */
export const FLOOR_SENTENCE = 'A count of records: at least so many.';

/** The words of a figure, a span or the like: whatever has bounds, a method, flags and arithmetic. */
export function toFigureWords(figure: Figure | Span, unit?: Unit): FigureWords {
  const notes = 'notes' in figure ? figure.notes : [];
  return {
    value: valueWords(figure, unit),
    margin: marginWords(figure),
    flags: flagWords(figure.flags),
    remarks: [
      ...figure.flags.filter((flag) => flag !== 'A').map((flag) => FIGURE_FLAGS[flag].sentence),
      ...('notes' in figure ? (maturitySentence(figure) ?? []) : []),
      ...notes.map((note) => FIGURE_NOTES[note].sentence),
      ...(figure.floor ? [FLOOR_SENTENCE] : []),
    ],
    method: { code: figure.method, label: METHODS[figure.method].label, sentence: METHODS[figure.method].sentence },
    arithmetic: arithmeticWords(figure.arithmetic),
    badge: BADGES[figure.badge].label,
    coverage: 'coverageDays' in figure ? coverageWords(figure) : null,
  };
}

/**
 * What a source corrected of its own total, in words (T10): `36 260 in the month and 160 set apart are 36 420, the change of the running total.`
 * Null where nothing is set apart.
 */
export function unallocatedWords({ best, unallocated }: Pick<Figure, 'best' | 'unallocated'>): string | null {
  if (unallocated === 0) return null;
  const apart = formatNumber(Math.abs(unallocated));
  if (best === null)
    return `${apart} ${unallocated < 0 ? 'that the source took off its total' : 'of the change of the total'} set apart.`;
  const joined = unallocated < 0 ? `less ${apart} that the source took off` : `and ${apart} set apart`;
  return `${formatNumber(best)} in the month ${joined} are ${formatNumber(best + unallocated)}, the change of the running total.`;
}

/** `Entered here on 3 March 2026, long after the month: 38 130 → 38 140.` */
function lateSentence({ enteredOn, before, after }: LateChange): string {
  const head = `Entered here on ${formatDay(enteredOn)}, long after the month`;
  const number = (value: number | null) => (value === null ? 'no best value' : formatNumber(Number(value.toFixed(1))));
  return before === after
    ? `${head}; the figure keeps its best value.`
    : `${head}: ${number(before)} → ${number(after)}.`;
}

/** The day of a note, or its month where it is about the whole of it. */
export function noteDay({ day, isOfMonth }: TableEvent): string {
  return isOfMonth === true ? formatMonth(monthOf(day)) : formatDay(day);
}

/** What a note says; a correction with its amount: “The source corrected its running total by 160; …”. */
export function noteSentence({ sentence, amount, late }: TableEvent): string {
  if (late !== undefined) return lateSentence(late);
  if (amount === undefined) return sentence;
  return sentence.replace('running total', `running total by ${formatNumber(amount)}`);
}

/** Ranges are spoken with “to”: a dash is read as nothing, or as minus. */
function spoken(text: string): string {
  return text.replaceAll('–', ' to ');
}

type Named = Pick<TableSeries, 'sourceName' | 'unit'>;

/**
 * The accessible name of a figure’s link: `18 430 to 19 020, March 2024, UK Defence Intelligence, checked, open derivation`.
 * Flags stand after the badge, a partial month after its name.
 */
export function figureName(
  figure: Figure,
  series: Pick<TableSeries, 'sourceName'>,
  counted: Counted = 'month',
): string {
  const coverage = coverageWords(figure);
  return [
    spoken(countedWords(figure, counted)),
    formatMonth(figure.month) + (coverage === null ? '' : ` (${coverage})`),
    series.sourceName,
    BADGES[figure.badge].label.toLowerCase(),
    ...flagWords(figure.flags),
    'open derivation',
  ].join(', ');
}

/** The accessible name of a gap’s link: `No figure, March 2024, UK Defence Intelligence, one total only, open reason`. */
export function gapName(gap: Gap, series: Pick<TableSeries, 'sourceName'>): string {
  return ['No figure', formatMonth(gap.month), series.sourceName, REASONS[gap.reason].label, 'open reason'].join(', ');
}

/** `figureName` or `gapName`. */
export function cellName(cell: Cell, series: Pick<TableSeries, 'sourceName'>, counted: Counted = 'month'): string {
  return cell.kind === 'gap' ? gapName(cell, series) : figureName(cell, series, counted);
}

/** The accessible name of a span’s link: `2 333 names, 17 to 30 January 2025, Mediazona, attributed, open derivation`. */
export function spanName(span: Span, series: Named): string {
  return [
    spoken(valueWords(span, series.unit)),
    formatPeriod(span.from, span.to),
    series.sourceName,
    BADGES[span.badge].label.toLowerCase(),
    ...flagWords(span.flags),
    'open derivation',
  ].join(', ');
}

/** The accessible name of a running total’s link: `about 654 430 persons, up to 30 September 2024, General Staff, attributed, open claim`. */
export function totalName(total: Total, series: Named): string {
  return [
    spoken(valueWords(total, series.unit)),
    formatPeriod(null, total.boundary),
    series.sourceName,
    BADGES[total.badge].label.toLowerCase(),
    'open claim',
  ].join(', ');
}

/**
 * The mean a day of a span, said as the span itself is: `1 271 a day`, `at least 1 000 a day`; a range without a best value
 * gives its two ends and no middle: `217–272 a day`.
 */
export function meanWords(span: Span, days: number, unit?: Unit): string {
  if (span.valueKind !== 'range' || span.best !== null || span.low === null || span.high === null) {
    const said = { at_least: 'at least ', at_most: 'up to ', approx: 'about ', point: '', range: '' }[span.valueKind];
    return `${said}${formatPerDay(span.perDay, unit)}`;
  }
  const ends = { low: span.low / days, best: null, high: span.high / days };
  return `${formatRounded({ ...ends, valueKind: 'range' }, unit)} a day`;
}

/** A span as one reads it: `UK Defence Intelligence says 92 000 persons over 1 June to 31 August 2024`. No full stop. */
export function spanSentence(span: Span, series: Named): string {
  const value = valueWords(span, series.unit);
  const period = formatPeriod(span.from, span.to);
  return `${series.sourceName} ${span.method === 'N8' ? 'added' : 'says'} ${value} over ${period}`;
}
