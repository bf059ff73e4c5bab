/**
 * What the URL of the list of claims means, and the URL of what is shown: facets, words, place in the list. Parsing what was
 * written gives the same back; keys come out sorted; defaults disappear.
 */
import { type Day, endOfDayInKyiv, type Instant, type Month, parseDay, parseInstant, parseMonth } from './month';
import { parseSeriesId, type SeriesId, SLUG } from './series';
import {
  BADGES,
  type Badge,
  COUNT_BASES,
  type CountBasis,
  isCodeOf,
  METRICS,
  type Metric,
  SIDES,
  type Side,
  SOURCE_CLASSES,
  type SourceClass,
} from './vocabulary';

/** The list of claims as its URL asks for it. Empty lists let everything pass. */
export type ClaimsView = {
  /** Words that must all occur. */
  readonly q: string | null;
  readonly side: readonly Side[];
  readonly metric: readonly Metric[];
  readonly source: readonly string[];
  readonly class: readonly SourceClass[];
  readonly basis: readonly CountBasis[];
  readonly status: readonly Badge[];
  /** Only the claims of one series. */
  readonly series: SeriesId | null;
  /** Only claims whose days touch this month. */
  readonly month: Month | null;
  /** `all`: running totals one by one, not folded by series. */
  readonly totals: 'grouped' | 'all';
  /** Cursor of the page before; opaque. */
  readonly after: string | null;
  readonly known: Instant | null;
  readonly public: Day | null;
};

export const ALL_CLAIMS_VIEW: ClaimsView = {
  q: null,
  side: [],
  metric: [],
  source: [],
  class: [],
  basis: [],
  status: [],
  series: null,
  month: null,
  totals: 'grouped',
  after: null,
  known: null,
  public: null,
};

/** The keys that narrow the list by a fixed set of values, in the order in which a reader meets them. */
export const CLAIM_FACETS = ['side', 'metric', 'source', 'class', 'basis', 'status'] as const;
export type ClaimFacet = (typeof CLAIM_FACETS)[number];

/** Longest text that is searched for. */
export const MAX_SEARCH_LENGTH = 200;
/** Most values of one facet. */
const MAX_VALUES = 60;

/** Something in the URL that was not understood, with words for the reader. */
export type ClaimsNote = { readonly key: keyof ClaimsView; readonly value: string; readonly message: string };

const FACET_CHECKS: { readonly [Key in ClaimFacet]: (text: string) => boolean } = {
  side: (text) => isCodeOf(SIDES, text),
  metric: (text) => isCodeOf(METRICS, text),
  source: (text) => text.length <= 60 && SLUG.test(text),
  class: (text) => isCodeOf(SOURCE_CLASSES, text),
  basis: (text) => isCodeOf(COUNT_BASES, text),
  status: (text) => isCodeOf(BADGES, text),
};

/** What each facet is called in a sentence. */
const FACET_NAMES: { readonly [Key in ClaimFacet]: string } = {
  side: 'a side',
  metric: 'a metric',
  source: 'the slug of a source',
  class: 'a class of sources',
  basis: 'a count basis',
  status: 'a badge',
};

/** Short enough to be shown: a bad value is quoted back, never whole pages of it. */
function quoted(value: string): string {
  const shown = [...value].slice(0, 60).join('');
  return `“${shown}${shown.length < value.length ? '…' : ''}”`;
}

function knownOf(text: string): Instant | null {
  const day = parseDay(text);
  return day ? endOfDayInKyiv(day) : parseInstant(text);
}

/**
 * The nearest sensible list to what a query string asks, and a note for each thing in it that was not understood. Lists are
 * joined by `~`; a key that comes more than once (as from a form) adds up. Unknown keys are ignored without a note. Never throws.
 */
export function parseClaimsView(search: Iterable<readonly [string, string]>): {
  readonly view: ClaimsView;
  readonly notes: readonly ClaimsNote[];
} {
  const notes: ClaimsNote[] = [];
  const view: { -readonly [Key in keyof ClaimsView]: ClaimsView[Key] } = { ...ALL_CLAIMS_VIEW };
  const refuse = (key: keyof ClaimsView, value: string, message: string) => notes.push({ key, value, message });

  const readFacet = (key: ClaimFacet, text: string) => {
    const values = new Set<string>(view[key]);
    for (const value of text.split('~')) {
      if (value === '') continue;
      if (!FACET_CHECKS[key](value)) {
        if (notes.length < 8) refuse(key, value, `${quoted(value)} is not ${FACET_NAMES[key]}.`);
      } else if (values.size < MAX_VALUES) values.add(value);
    }
    Object.assign(view, { [key]: [...values].sort() });
  };

  for (const [key, text] of search) {
    if (text === '') continue;
    if ((CLAIM_FACETS as readonly string[]).includes(key)) readFacet(key as ClaimFacet, text);
    else if (key === 'q') {
      const words = text.replace(/[\s\p{C}]+/gu, ' ').trim();
      if (words.length > MAX_SEARCH_LENGTH)
        refuse(
          'q',
          words.slice(0, MAX_SEARCH_LENGTH),
          `Only the first ${MAX_SEARCH_LENGTH} characters were searched for.`,
        );
      view.q = words.slice(0, MAX_SEARCH_LENGTH) || null;
    } else if (key === 'totals') {
      if (text === 'all' || text === 'grouped') view.totals = text;
      else refuse('totals', text, `${quoted(text)} is not one of grouped, all.`);
    } else if (key === 'after') {
      if (/^[A-Za-z0-9_-]{1,64}$/.test(text)) view.after = text;
      else refuse('after', text, 'This place in the list was not understood; the list begins at its top.');
    } else if (key === 'series') {
      view.series = parseSeriesId(text) === null ? null : (text as SeriesId);
      if (view.series === null)
        refuse('series', text, `${quoted(text)} is not a series. A series is written source.metric.side.`);
    } else if (key === 'month') {
      view.month = parseMonth(text);
      if (view.month === null)
        refuse('month', text, `${quoted(text)} is not a month. Write it as YYYY-MM, such as 2024-09.`);
    } else if (key === 'known') {
      view.known = knownOf(text);
      if (view.known === null)
        refuse(
          'known',
          text,
          `${quoted(text)} is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.`,
        );
    } else if (key === 'public') {
      view.public = parseDay(text);
      if (view.public === null) refuse('public', text, `${quoted(text)} is not a date. Write it as YYYY-MM-DD.`);
    }
  }
  return { view, notes };
}

/** The view as keys and texts of an address; what is not narrowed is null. */
export function claimsViewToQuery(view: ClaimsView): Readonly<Record<keyof ClaimsView, string | null>> {
  const list = (values: readonly string[]) => (values.length === 0 ? null : values.join('~'));
  return {
    q: view.q,
    side: list(view.side),
    metric: list(view.metric),
    source: list(view.source),
    class: list(view.class),
    basis: list(view.basis),
    status: list(view.status),
    series: view.series,
    month: view.month,
    totals: view.totals === 'grouped' ? null : view.totals,
    after: view.after,
    known: view.known,
    public: view.public,
  };
}

/** The view with one value of a facet added, or taken away if it was there; back at the top of the list. */
export function toggleFacet(view: ClaimsView, facet: ClaimFacet, value: string): ClaimsView {
  const values: readonly string[] = view[facet];
  const next = values.includes(value) ? values.filter((held) => held !== value) : [...values, value].sort();
  return { ...view, [facet]: next, after: null };
}

/** One thing that narrows the list, and the view without it. */
export type ActiveFilter = {
  readonly key: 'q' | ClaimFacet | 'series' | 'month' | 'known' | 'public';
  readonly value: string;
  readonly without: ClaimsView;
};

/** Everything that narrows the list, each with the view that remains when it is removed (ux.md 23). */
export function activeFilters(view: ClaimsView): ActiveFilter[] {
  const top = { ...view, after: null };
  return [
    ...(view.q === null ? [] : [{ key: 'q' as const, value: view.q, without: { ...top, q: null } }]),
    ...CLAIM_FACETS.flatMap((facet) =>
      (view[facet] as readonly string[]).map((value) => ({
        key: facet,
        value,
        without: toggleFacet(view, facet, value),
      })),
    ),
    ...(view.series === null
      ? []
      : [{ key: 'series' as const, value: view.series, without: { ...top, series: null } }]),
    ...(view.month === null ? [] : [{ key: 'month' as const, value: view.month, without: { ...top, month: null } }]),
    ...(view.known === null ? [] : [{ key: 'known' as const, value: view.known, without: { ...top, known: null } }]),
    ...(view.public === null
      ? []
      : [{ key: 'public' as const, value: view.public, without: { ...top, public: null } }]),
  ];
}
