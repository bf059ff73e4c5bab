/**
 * What changed between two tables, in words (R2, A14; ux.md §4): each figure old → new, its class, its cause, the reason given, and when.
 */
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import type { Difference, Place, Said } from '@/lib/ledger/snapshot';
import {
  BADGES,
  type ChangeCause,
  type ChangeClass,
  FIGURE_FLAGS,
  isCodeOf,
  METRICS,
  REASONS,
  type Unit,
} from '@/lib/ledger/vocabulary';
import { change as changeAddress, changes, claim as claimAddress, methodology, source } from '@/lib/routes';
import { classWords } from './changes-words';
import { sideWords } from './claim-sentence';
import { NO_FIGURE } from './effect-words';
import { flagWords } from './figure-words';
import {
  formatBounds,
  formatDay,
  formatMonth,
  formatNumber,
  formatPeriod,
  formatRange,
  joinWords,
  plural,
} from './text';

/** Something that happened to a claim or a source between two publishes, as the ledger recorded it. */
export type Recorded = {
  /** Public id of a claim, slug of a source, or `source.metric.side` of a note. */
  readonly subject: string;
  readonly verb: string;
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly changeClass: ChangeClass | null;
  readonly changeCause: ChangeCause | null;
  readonly reason: string | null;
};

/** One reason why a figure changed. */
export type ReasonWords = {
  /** `Claim 1a2b3c4 changed`. */
  readonly words: string;
  readonly href: string;
  /** `Correction, our mistake`. */
  readonly class: string;
  readonly reason: string | null;
  /** The publish by which it became known; null where it is no publish of the ledger, but a new method. */
  readonly publish: { readonly ledgerNumber: bigint; readonly at: Instant; readonly href: string } | null;
};

/** One figure that changed. */
export type DifferenceLine = {
  readonly key: string;
  readonly series: SeriesId;
  /** `September 2024`, `17 to 30 January 2025`. */
  readonly when: string;
  readonly before: string;
  readonly after: string;
  /** Marks and status that came or went; null for none. */
  readonly also: string | null;
  /** Only how far it is verified changed: the number that was cited stands. */
  readonly isBadgeOnly: boolean;
  readonly reasons: readonly ReasonWords[];
};

/** The two states that are compared. */
export type Between = {
  readonly after: { readonly ledgerNumber: bigint; readonly methodVersion: string };
  readonly until: { readonly ledgerNumber: bigint; readonly methodVersion: string };
};

/** What each figure rests on beside its claims, and what can hence be why it changed. */
export function subjectsOf(differences: readonly Difference[]): {
  readonly claims: readonly ClaimId[];
  readonly sources: readonly string[];
  readonly series: readonly string[];
} {
  const keys = [...new Set(differences.map(({ place }) => place.series))].flatMap((id) => parseSeriesId(id) ?? []);
  return {
    claims: [...new Set(differences.flatMap(({ claims }) => claims))],
    sources: [...new Set(keys.map((key) => key.source))],
    series: [...new Set(keys.map(({ source: slug, metric, side }) => `${slug}.${metric}.${side}`))],
  };
}

function whenWords(place: Place): string {
  switch (place.kind) {
    case 'month':
      return formatMonth(place.month);
    case 'span':
      return formatPeriod(place.from, place.to);
    case 'total':
      return `total up to ${formatDay(place.asOf)}`;
  }
}

function keyOf({ place, claims }: Difference): string {
  const at = place.kind === 'month' ? place.month : place.kind === 'span' ? `${place.from}/${place.to}` : place.asOf;
  return `${place.series} ${place.kind} ${at} ${claims.join(' ')}`;
}

/** `General Staff: killed or wounded, Russia`. */
export function seriesName(id: SeriesId, sourceNames: ReadonlyMap<string, string>): string {
  const key = parseSeriesId(id);
  if (key === null) return id;
  const version = key.definitionVersion > 1 ? `, definition ${key.definitionVersion}` : '';
  return `${sourceNames.get(key.source) ?? key.source}: ${METRICS[key.metric].label}, ${sideWords(key.side, key.scope)}${version}`;
}

function unitOf(id: SeriesId): Unit | undefined {
  const unit = METRICS[parseSeriesId(id)?.metric ?? 'killed'].unit;
  // Persons, names and items go without saying.
  return unit === 'persons' || unit === 'names' || unit === 'items' ? undefined : unit;
}

/** Exact, since a change may be smaller than what is rounded away elsewhere; at most one decimal more than a whole. */
function saidWords(said: Said, unit: Unit | undefined, options: { readonly withRange: boolean }): string {
  if (said === null) return NO_FIGURE;
  if (said.kind === 'gap') return `${NO_FIGURE} (${REASONS[said.reason].label})`;
  const tidy = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  const [low, best, high] = [tidy(said.low), tidy(said.best), tidy(said.high)];
  // What was computed and has its range is not “about”, here as in the table.
  const valueKind = said.valueKind === 'approx' && low !== null && high !== null ? 'point' : said.valueKind;
  const value = formatBounds({ valueKind, low, best, high }, unit);
  const hasRange = said.valueKind !== 'range' && low !== null && high !== null && low !== high;
  return options.withRange && hasRange ? `${value} (${formatRange(low, high)})` : value;
}

const flagsOf = (said: Said) =>
  said?.kind === 'figure' ? said.flags.filter((flag) => isCodeOf(FIGURE_FLAGS, flag)) : [];

/** Marks and status that came or went, in full sentences. */
function alsoWords(before: Said, after: Said): string | null {
  if (before?.kind !== 'figure' || after?.kind !== 'figure') return null;
  const marks = (from: Said, to: Said) => {
    const had = new Set<string>(flagsOf(from));
    return flagWords(flagsOf(to).filter((flag) => !had.has(flag)));
  };
  const [gained, lost] = [marks(before, after), marks(after, before)];
  const words = [
    ...(gained.length > 0 ? [`Gains the mark “${joinWords(gained)}”.`] : []),
    ...(lost.length > 0 ? [`Loses the mark “${joinWords(lost)}”.`] : []),
    ...(before.badge === after.badge
      ? []
      : [`Status: ${BADGES[before.badge].label} becomes ${BADGES[after.badge].label}.`]),
  ];
  return words.length === 0 ? null : words.join(' ');
}

const DONE: Readonly<Record<string, string>> = {
  'claim.published': 'is new',
  'claim.revised': 'changed',
  'claim.checked': 'was keyed a second time',
  'claim.linked': 'was linked to another',
  'claim.unlinked': 'is no longer linked to another',
};

function recordedWords(recorded: Recorded): ReasonWords {
  const isSource = recorded.verb === 'source.revised' || recorded.verb.startsWith('series.note');
  const [slug = recorded.subject] = recorded.subject.split('.');
  return {
    words: isSource
      ? recorded.verb === 'source.revised'
        ? `The entry of the source ${slug} changed`
        : `A note was pinned to the series of ${slug}`
      : `Claim ${recorded.subject} ${DONE[recorded.verb] ?? 'changed'}`,
    href: isSource ? source(slug) : claimAddress(recorded.subject as ClaimId),
    class: classWords(recorded) ?? 'Update',
    reason: recorded.reason,
    publish: {
      ledgerNumber: recorded.ledgerNumber,
      at: recorded.recordedFrom,
      href: changeAddress(recorded.ledgerNumber),
    },
  };
}

/** The figure comes out otherwise by another version of the rules, whatever else happened. */
function methodWords({ after, until }: Between): ReasonWords[] {
  if (after.methodVersion === until.methodVersion) return [];
  return [
    {
      words: `The method changed from ${after.methodVersion} to ${until.methodVersion}`,
      href: methodology(),
      class: 'Improvement',
      reason: null,
      publish: null,
    },
  ];
}

/**
 * Why one figure changed: what happened to its claims; else to its source or series; and a new method in any case. Where the ledger has
 * nothing of the kind, another claim that it is compared with changed, and the log of those publishes says which.
 */
function reasonsOf(difference: Difference, recorded: readonly Recorded[], between: Between): ReasonWords[] {
  const claims = new Set<string>(difference.claims);
  const key = parseSeriesId(difference.place.series);
  const own = recorded.filter(({ subject }) => claims.has(subject));
  const near = recorded.filter(
    ({ subject, verb }) =>
      (verb === 'source.revised' && subject === key?.source) ||
      (verb.startsWith('series.note') && subject === `${key?.source}.${key?.metric}.${key?.side}`),
  );
  const words = [...(own.length > 0 ? own : near).map(recordedWords), ...methodWords(between)];
  if (words.length > 0) return words;
  return [
    {
      words: 'A claim that it is weighed against changed',
      href: changes({
        after: String(between.after.ledgerNumber),
        before: String(between.until.ledgerNumber + 1n),
      }),
      class: 'Update',
      reason: null,
      publish: null,
    },
  ];
}

/** Every difference in words, in the order given. */
export function toDifferenceLines(
  differences: readonly Difference[],
  recorded: readonly Recorded[],
  between: Between,
): DifferenceLine[] {
  return differences.map((difference) => {
    const { place, before, after, what } = difference;
    const unit = unitOf(place.series);
    const plain = [before, after].map((said) => saidWords(said, unit, { withRange: false }));
    // Where the value itself stays, what changed is its range.
    const shown =
      plain[0] === plain[1] ? [before, after].map((said) => saidWords(said, unit, { withRange: true })) : plain;
    return {
      key: keyOf(difference),
      series: place.series,
      when: whenWords(place),
      before: shown[0] ?? '',
      after: shown[1] ?? '',
      also: alsoWords(before, after),
      isBadgeOnly: what === 'badge',
      reasons: reasonsOf(difference, recorded, between),
    };
  });
}

/**
 * `4 figures have changed since.`, `No figure on this page has changed since.`; what changed only in how far it is verified is counted
 * apart: `2 have changed since only in how far they are verified.`
 */
export function bannerWords(differences: readonly Pick<Difference, 'what'>[]): string {
  const badges = differences.filter(({ what }) => what === 'badge').length;
  const values = differences.length - badges;
  const verb = (count: number) => (count === 1 ? 'has' : 'have');
  const changed =
    values === 0
      ? 'No figure on this page has changed since.'
      : `${plural(values, 'figure')} ${verb(values)} changed since.`;
  if (badges === 0) return changed;
  const apart = values === 0 ? plural(badges, 'figure') : `${formatNumber(badges)} more`;
  return `${changed} ${apart} ${verb(badges)} another status of verification.`;
}
