/**
 * How a number, a range, a day, a month or an instant is written: the only place that uses Intl.
 * Locale (en-GB) and zone (UTC) are fixed, so that server, browser and every machine write the same text (O5; ux.md §25).
 * Groups of three digits stand apart by a narrow no-break space (from 1 000 on); minus is U+2212; ranges take an en dash.
 */
import {
  addDays,
  addMonths,
  type Day,
  firstDay,
  type Instant,
  type Month,
  monthCovered,
  monthOf,
} from '@/lib/ledger/month';
import { UNITS, type Unit, VALUE_KINDS, type ValueKind } from '@/lib/ledger/vocabulary';

const NARROW_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const EN_DASH = '\u2013';

/** A number, or an exact decimal as text (`499.28`), which keeps every digit. */
export type Amount = number | string;

/** A value as it was said: which of the three amounts are there follows from the kind (domain.md §1.2). */
export type SaidValue = {
  readonly valueKind: ValueKind;
  readonly low: Amount | null;
  readonly best: Amount | null;
  readonly high: Amount | null;
};

const numberFormats = new Map<number | undefined, Intl.NumberFormat>();

/** One formatter for each number of places: making one costs more than a thousand uses. */
function numberFormat(places: number | undefined): Intl.NumberFormat {
  const known = numberFormats.get(places);
  if (known) return known;
  const made = new Intl.NumberFormat('en-GB', {
    useGrouping: 'always',
    minimumFractionDigits: places ?? 0,
    maximumFractionDigits: places ?? 6,
    signDisplay: 'negative',
  });
  numberFormats.set(places, made);
  return made;
}

/** `38 130`, `−13`, `499.28`. With `places` exactly so many decimals, else as many as the value has, at most six. */
export function formatNumber(amount: Amount, places?: number): string {
  // Replacing is ten times as fast as asking for the parts, and a page prints thousands of numbers.
  return numberFormat(places)
    .format(amount as Intl.StringNumericLiteral)
    .replaceAll(',', NARROW_SPACE)
    .replace('-', MINUS);
}

/** `200 000–250 000`; with a negative end `−13 to 20`, where a dash could be read as another minus. */
export function formatRange(low: Amount, high: Amount): string {
  const isNegative = Number(low) < 0 || Number(high) < 0;
  return `${formatNumber(low)}${isNegative ? ' to ' : EN_DASH}${formatNumber(high)}`;
}

/**
 * The value as claimed: `38 130`, `about 390 580`, `at least 113 000`, `up to 25 000`, `200 000–250 000`,
 * `165 000 (160 000–170 000)`, `no number`. With `unit` its word follows: `38 130 persons`, `593 km²`, `65 %`.
 * Low and high of a point are rounding and are not printed.
 */
export function formatBounds(value: SaidValue, unit?: Unit): string {
  const words = VALUE_KINDS[value.valueKind].words;
  const after = unit === undefined ? '' : unitAfter(unit, onlyAmount(value));
  const { low, best, high } = value;
  if (value.valueKind === 'none') return VALUE_KINDS.none.label;
  if (value.valueKind === 'range' && low !== null && high !== null)
    return best === null
      ? `${formatRange(low, high)}${after}`
      : `${formatNumber(best)}${after} (${formatRange(low, high)})`;
  const amount = value.valueKind === 'at_least' ? low : value.valueKind === 'at_most' ? high : best;
  if (amount === null) return VALUE_KINDS.none.label;
  return `${words === '' ? '' : `${words} `}${formatNumber(amount)}${after}`;
}

/** The one amount of a value that is not a range, to choose between `person` and `persons`. */
function onlyAmount(value: SaidValue): Amount | null {
  return value.valueKind === 'range' ? null : (value.best ?? value.low ?? value.high);
}

/** The word for the unit with the space before it: ` persons`, ` name`; symbols stick to their number: `593 km²`, `65 %`. */
function unitAfter(unit: Unit, amount: Amount | null): string {
  if (unit === 'per_cent') return `${NARROW_SPACE}%`;
  const word = amount !== null && Number(amount) === 1 ? UNITS[unit].one : UNITS[unit].label;
  return `${unit === 'km2' || unit === 'km' ? NO_BREAK_SPACE : ' '}${word}`;
}

/** `38 130 persons`, `1 name`, `593 km²`, `65 %`. */
export function formatQuantity(amount: Amount, unit: Unit, places?: number): string {
  return `${formatNumber(amount, places)}${unitAfter(unit, amount)}`;
}

type NumericBounds = { readonly low: number | null; readonly best: number | null; readonly high: number | null };

/** The power of ten at which the first digit of a positive number stands: 15 → 1, 0.32 → −1. Twelve digits absorb what doubles add. */
function exponentOf(value: number): number {
  return Number(Number(value.toPrecision(12)).toExponential().split('e')[1]);
}

function roundTo(value: number, exponent: number, round: (value: number) => number): number {
  const scale = 10 ** Math.abs(exponent);
  const steps = round(Number((exponent < 0 ? value * scale : value / scale).toPrecision(14)));
  return exponent < 0 ? steps / scale : steps * scale;
}

const halfAwayFromZero = (value: number) => Math.sign(value) * Math.round(Math.abs(value));

/**
 * The bounds as displayed (domain.md §3.7): best to the magnitude of the half-width, ½ · (high − low); low and high one digit
 * finer and outward, so that a half-width of 15 can be read off them and the printed range always holds the exact one.
 * `34 503 ± 15` → 34 500 (34 488–34 518). Without two bounds, or when both are equal, nothing is rounded away but places
 * beyond the first decimal.
 */
export function roundBounds(bounds: NumericBounds): NumericBounds {
  const { low, best, high } = bounds;
  if (low === null || high === null || high <= low) {
    const tidy = (value: number | null) => (value === null ? null : roundTo(value, -1, halfAwayFromZero));
    return { low: tidy(low), best: tidy(best), high: tidy(high) };
  }
  const exponent = exponentOf((high - low) / 2);
  return {
    low: roundTo(low, exponent - 1, Math.floor),
    best: best === null ? null : roundTo(best, exponent, halfAwayFromZero),
    high: roundTo(high, exponent - 1, Math.ceil),
  };
}

/** `formatBounds` of `roundBounds`: a derived figure, displayed to the magnitude of its half-width. Never adds digits. */
export function formatRounded(value: NumericBounds & { readonly valueKind: ValueKind }, unit?: Unit): string {
  return formatBounds({ ...roundBounds(value), valueKind: value.valueKind }, unit);
}

/** `1 271 a day`, `386.8 a day`; with a unit `45.2 names a day`. At most one decimal. */
export function formatPerDay(perDay: number, unit?: Unit): string {
  const shown = roundTo(perDay, -1, halfAwayFromZero);
  return `${unit === undefined ? formatNumber(shown) : formatQuantity(shown, unit)} a day`;
}

/** `83 %`, `0.18 %`: the amount is already in per cent. */
export function formatPercent(percent: Amount, places?: number): string {
  return `${formatNumber(percent, places)}${NARROW_SPACE}%`;
}

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The name of the month of a `YYYY-MM…` text. */
function monthName(text: Day | Month): string {
  return MONTH_NAMES[Number(text.slice(5, 7)) - 1] ?? '';
}

/** `September 2024`, short `Sep 2024`. Own names: en-GB abbreviates September to four letters. */
export function formatMonth(month: Month, style: 'long' | 'short' = 'long'): string {
  const name = monthName(month);
  return `${style === 'short' ? name.slice(0, 3) : name} ${month.slice(0, 4)}`;
}

/** Months with both ends: `February 2024 to January 2026`, `June to August 2024`, `September 2024`. */
export function formatMonths(from: Month, to: Month): string {
  if (from === to) return formatMonth(from);
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${monthName(from)} to ${formatMonth(to)}`
    : `${formatMonth(from)} to ${formatMonth(to)}`;
}

/** `3 March 2026`. */
export function formatDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${monthName(day)} ${day.slice(0, 4)}`;
}

/**
 * The half-open days [start, end) in words, last day included: `September 2024`, `2024`, `3 February 2025`,
 * `3 to 14 February 2025`, `1 June to 31 August 2024`, `1 December 2024 to 28 February 2025`. With one end only:
 * `from 1 January 2025`, `up to 31 December 2023`; with none, `without dates`.
 */
export function formatPeriod(start: Day | null, end: Day | null): string {
  if (end === null) return start === null ? 'without dates' : `from ${formatDay(start)}`;
  if (start === null) return `up to ${formatDay(addDays(end, -1))}`;
  const month = monthCovered(start, end);
  if (month !== null) return formatMonth(month);
  const last = addDays(end, -1);
  if (start === last) return formatDay(start);
  if (start.slice(5) === '01-01' && end === firstDay(addMonths(monthOf(start), 12))) return start.slice(0, 4);
  const sameYear = start.slice(0, 4) === last.slice(0, 4);
  const first = formatDay(start);
  if (!sameYear) return `${first} to ${formatDay(last)}`;
  return monthOf(start) === monthOf(last)
    ? `${Number(start.slice(8, 10))} to ${formatDay(last)}`
    : `${first.slice(0, -5)} to ${formatDay(last)}`;
}

/** `3 March 2026, 14:05 UTC`. */
export function formatInstant(instant: Instant): string {
  return `${formatDay(instant.slice(0, 10) as Day)}, ${instant.slice(11, 16)} UTC`;
}

/** `1 claim`, `2 claims`, `1 088 claims`; `many` where an s does not do: `plural(2, 'person', 'people')`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; empty for an empty list. */
export function joinWords(words: readonly string[], last = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  const tail = words.at(-1) ?? '';
  return head === '' ? tail : `${head} ${last} ${tail}`;
}

/** The text with its first letter as a capital: vocabulary labels at the head of a line. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
