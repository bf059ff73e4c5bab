/**
 * What the URL of a comparison means, and the URL of what is shown: the only place for this state (ux.md §2, layout.md §3).
 * `parseView(viewToSearch(view))` gives the view back; keys come out sorted; defaults disappear.
 */

import type { ClaimId } from './claim';
import {
  addMonths,
  type Day,
  endOfDayInKyiv,
  type Instant,
  type Month,
  monthsBetween,
  parseDay,
  parseInstant,
  parseMonth,
} from './month';
import { parseSeriesId, type SeriesId } from './series';
import { type Badge, codesOf, DEFAULT_THRESHOLD, isCodeOf, metricOf, SIDES } from './vocabulary';

export const TABS = { chart: { label: 'Chart' }, table: { label: 'Table' }, sources: { label: 'Sources' } } as const;
export const MEASURES = {
  month: { label: 'Month', sentence: 'As counted for the month.' },
  day: { label: 'Per day', sentence: 'The month divided by its days; the same claims and flags.' },
  total: { label: 'Running total', sentence: 'Totals since the start as each source said them; points only.' },
} as const;
export const SCALES = { linear: { label: 'Linear' }, log: { label: 'Logarithmic' } } as const;
export const LAYOUTS = { together: { label: 'Sources together' }, apart: { label: 'One panel per source' } } as const;
export const AXES = { shared: { label: 'Same scale' }, free: { label: 'Own scale' } } as const;
export const INTERPOLATED = { show: { label: 'Show interpolated' }, hide: { label: 'Hide interpolated' } } as const;

export type Tab = keyof typeof TABS;
export type Measure = keyof typeof MEASURES;

/** Sides that can be charted; `both` is shown on claims only (domain.md §1.4). */
export type ChartedSide = 'ru' | 'ua';

export type View = {
  readonly side: ChartedSide;
  /** Null: the default comparison of the side. */
  readonly series: readonly SeriesId[] | null;
  /** Null: the default window. */
  readonly from: Month | null;
  readonly to: Month | null;
  readonly tab: Tab;
  readonly measure: Measure;
  readonly scale: keyof typeof SCALES;
  readonly layout: keyof typeof LAYOUTS;
  readonly axis: keyof typeof AXES;
  readonly interpolated: keyof typeof INTERPOLATED;
  /** Lowest badge that is charted. */
  readonly status: Badge;
  /** The ledger as known at this instant; null: now. */
  readonly known: Instant | null;
  /** Only claims published by this day, “reconstructed”; null: all. */
  readonly public: Day | null;
  /** The claim of a ratio by which a layer is laid over the figures (N9); null: none. */
  readonly scenario: ClaimId | null;
};

export const DEFAULT_VIEW: View = {
  side: 'ru',
  series: null,
  from: null,
  to: null,
  tab: 'chart',
  measure: 'month',
  scale: 'linear',
  layout: 'together',
  axis: 'shared',
  interpolated: 'show',
  status: DEFAULT_THRESHOLD,
  known: null,
  public: null,
  scenario: null,
};

/** Most series and months that one view holds. */
export const MAX_SERIES = 24;
export const MAX_MONTHS = 120;
/** Most series that a permalink keeps (R1), and that the default comparison draws: so it can always be kept. */
export const MAX_FROZEN_SERIES = 12;
/** Longest query string that is read at all; longer ones are refused with 414. */
export const MAX_QUERY_LENGTH = 8192;

/** Something in the URL that was not understood, with words for the reader. */
export type ViewNote = { readonly key: keyof View; readonly value: string; readonly message: string };

/** Short enough to be shown: a bad value is quoted back, never whole pages of it. */
function quoted(value: string): string {
  const shown = [...value].slice(0, 60).join('');
  return `“${shown}${shown.length < value.length ? '…' : ''}”`;
}

type Parsed<Key extends keyof View> = { readonly value: View[Key] } | { readonly problem: string };

function code<Key extends keyof View>(list: Readonly<Record<string & View[Key], unknown>>) {
  return (text: string): Parsed<Key> =>
    isCodeOf(list, text)
      ? { value: text as View[Key] }
      : { problem: `${quoted(text)} is not one of ${codesOf(list).join(', ')}.` };
}

function month(text: string): { value: Month } | { problem: string } {
  const value = parseMonth(text);
  return value ? { value } : { problem: `${quoted(text)} is not a month. Write it as YYYY-MM, such as 2024-09.` };
}

function known(text: string): Parsed<'known'> {
  const day = parseDay(text);
  const instant = day ? endOfDayInKyiv(day) : parseInstant(text);
  return instant
    ? { value: instant }
    : {
        problem: `${quoted(text)} is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.`,
      };
}

function publicDay(text: string): Parsed<'public'> {
  const value = parseDay(text);
  return value ? { value } : { problem: `${quoted(text)} is not a date. Write it as YYYY-MM-DD.` };
}

/** Badges that a reader can ask for, lowest first: an unchecked claim is never charted (domain.md §2). */
export const CHARTED_BADGES = [
  'attributed',
  'checked',
  'corroborated',
  'documented',
] as const satisfies readonly Badge[];

function status(text: string): Parsed<'status'> {
  const value = CHARTED_BADGES.find((badge) => badge === text);
  return value ? { value } : { problem: `${quoted(text)} is not one of ${CHARTED_BADGES.join(', ')}.` };
}

/** Public ids: base 32 without the letters that can be read as another (lib/data/public-id.ts). */
const CLAIM_ID = /^[0-9a-hjkmnp-tv-z]{7,52}$/;

/** An id of a claim; whether the ledger holds it, and as what, is not asked here. */
function scenario(text: string): Parsed<'scenario'> {
  return CLAIM_ID.test(text)
    ? { value: text as ClaimId }
    : { problem: `${quoted(text)} is not the id of a claim. Choose one of the ratios that the ledger holds.` };
}

/** One parser a key: the compiler refuses a key of the view without one. `series` is read apart, since it can be right in part. */
const PARSERS: { readonly [Key in Exclude<keyof View, 'series'>]: (text: string) => Parsed<Key> } = {
  axis: code(AXES),
  from: month,
  interpolated: code(INTERPOLATED),
  known,
  layout: code(LAYOUTS),
  measure: code(MEASURES),
  public: publicDay,
  scale: code(SCALES),
  scenario,
  side: code({ ru: SIDES.ru, ua: SIDES.ua }),
  status,
  tab: code(TABS),
  to: month,
};

/** All keys of the URL in the order in which they are written. */
export const VIEW_KEYS = [
  'axis',
  'from',
  'interpolated',
  'known',
  'layout',
  'measure',
  'public',
  'scale',
  'scenario',
  'series',
  'side',
  'status',
  'tab',
  'to',
] as const satisfies readonly (keyof View)[];

function parseSeriesList(text: string): { series: SeriesId[]; problems: string[] } {
  const ids = [...new Set(text.split('~').filter((id) => id !== ''))];
  const problems: string[] = [];
  const series: SeriesId[] = [];
  for (const id of ids) {
    const key = parseSeriesId(id);
    if (!key) problems.push(`${quoted(id)} is not a series. A series is written source.metric.side.`);
    else if (key.side === 'both')
      problems.push(`${quoted(id)} counts both sides together; such claims are shown but not charted.`);
    else if (!metricOf(key.metric).monthly)
      problems.push(`${quoted(id)}: ${metricOf(key.metric).label} never becomes a monthly count.`);
    else series.push(id as SeriesId);
  }
  if (series.length > MAX_SERIES) problems.push(`Only the first ${MAX_SERIES} of ${series.length} series are shown.`);
  return {
    series: series.slice(0, MAX_SERIES),
    problems: problems.length > 5 ? [...problems.slice(0, 4), `… and ${problems.length - 4} more.`] : problems,
  };
}

/**
 * The nearest sensible view to what a query string asks, and a note for each thing in it that was not understood.
 * Unknown keys are ignored without a note (links carry tracking keys). Never throws.
 */
export function parseView(search: Iterable<readonly [string, string]>): {
  readonly view: View;
  readonly notes: readonly ViewNote[];
} {
  const notes: ViewNote[] = [];
  const view: { -readonly [Key in keyof View]: View[Key] } = { ...DEFAULT_VIEW };
  const read = <Key extends Exclude<keyof View, 'series'>>(key: Key, text: string) => {
    const parsed = PARSERS[key](text);
    if ('value' in parsed) view[key] = parsed.value;
    else notes.push({ key, value: text, message: parsed.problem });
  };
  const seen = new Set<string>();
  for (const [key, text] of search) {
    if (seen.has(key) || text === '') continue;
    seen.add(key);
    if (key === 'series') {
      const { series, problems } = parseSeriesList(text);
      if (series.length > 0) view.series = series;
      for (const message of problems) notes.push({ key, value: text.slice(0, 200), message });
    } else if (Object.hasOwn(PARSERS, key)) read(key as Exclude<keyof View, 'series'>, text);
  }
  if (view.from && view.to && view.from > view.to) {
    notes.push({
      key: 'from',
      value: view.from,
      message: `The months were in reverse order and have been exchanged: ${view.to} to ${view.from}.`,
    });
    [view.from, view.to] = [view.to, view.from];
  }
  if (view.from && view.to && monthsBetween(view.from, view.to) >= MAX_MONTHS) {
    notes.push({
      key: 'from',
      value: view.from,
      message: `At most ${MAX_MONTHS} months are shown; the last ones were kept.`,
    });
    view.from = addMonths(view.to, 1 - MAX_MONTHS);
  }
  return { view, notes };
}

/** The query string of a view without the `?`: keys sorted, defaults left out, lists joined by `~`. */
export function viewToSearch(view: View): string {
  const parts: string[] = [];
  for (const key of VIEW_KEYS) {
    const value = view[key];
    if (value === null || value === DEFAULT_VIEW[key]) continue;
    const text = Array.isArray(value) ? value.join('~') : String(value);
    if (text === '') continue;
    parts.push(`${key}=${encodeURIComponent(text)}`);
  }
  return parts.join('&');
}
