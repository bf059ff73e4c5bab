/**
 * What follows from a claim's content: its digest, its keys, the days it bears on, where it is listed, its words for the search.
 */
import { createHash } from 'node:crypto';
import { type Claim, firstPublishedOn, type Publication } from '@/lib/ledger/claim';
import { addDays, type Day, monthCovered } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { METRICS, SIDES } from '@/lib/ledger/vocabulary';
import { toSearchWords } from './search-words';

/** Claims that lie over no day still need a place in the listing: the last. */
const NEVER_LISTED = '0001-01-01' as Day;

/** A digest of content, in the length of a uuid. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

/** The digest of all that a claim says; two claims with the same one say the same. */
export function contentHashOf(claim: Claim): string {
  const { components, publications } = claim;
  const parts = Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1));
  const added = LATER_FIELDS.filter((field) => isSaid(claim[field])).map((field) => [field, claim[field]]);
  return hashOf([
    SCALAR_FIELDS.map((field) => claim[field]),
    parts,
    claim.ratioOf,
    publications.map(publicationFields),
    ...(added.length > 0 ? [added] : []),
  ]);
}

/** Fields that came to the schema later count only where they say something: digests made before stay what they are. */
const LATER_FIELDS = [
  'corrects',
  'repeats',
  'derivesFrom',
  'contradicts',
  'partOf',
  'lineageDecided',
] as const satisfies readonly (keyof Claim)[];

function isSaid(value: string | readonly string[] | boolean | null): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== false;
}

/** The order in which a digest takes the fields that the schema has had from the beginning. */
const SCALAR_FIELDS = [
  'key',
  'source',
  'spokesperson',
  'side',
  'metric',
  'scope',
  'definitionVersion',
  'periodKind',
  'periodStart',
  'periodEnd',
  'asOf',
  'timeBasis',
  'valueKind',
  'low',
  'best',
  'high',
  'roundingUnit',
  'intervalMeaning',
  'countBasis',
  'release',
  'repeatsSource',
  'updates',
  'provisional',
  'standing',
  'standingReason',
  'note',
] as const satisfies readonly (keyof Claim)[];

/** A publication's fields in the order in which digests take them. */
export function publicationFields(publication: Publication): (string | null)[] {
  const { relay, publisher, title, url, archiveUrl, publishedOn, language, quote, key, note } = publication;
  const { place, translation } = publication;
  const later = place === null && translation === null ? [] : [place, translation];
  return [relay, publisher, title, url, archiveUrl, publishedOn, language, quote, key, note, ...later];
}

/** True for a count that runs on from a fixed start: these fold into one line of a listing. */
export function isTotal(claim: Pick<Claim, 'periodKind' | 'asOf'>): boolean {
  return (
    (claim.periodKind === 'cumulative_since_start' || claim.periodKind === 'cumulative_since_date') &&
    claim.asOf !== null
  );
}

/** The days that a claim bears on, both included; null when it has no dates. */
export function reachOf(
  claim: Pick<Claim, 'periodKind' | 'asOf' | 'periodStart' | 'periodEnd'>,
): { from: Day; to: Day } | null {
  const { asOf, periodStart, periodEnd } = claim;
  const lastDay = periodEnd ? addDays(periodEnd, -1) : null;
  if (isTotal(claim) || claim.periodKind === 'instant' || claim.periodKind === 'total_correction') {
    const day = asOf ?? lastDay;
    return day ? { from: day, to: day } : null;
  }
  const from = periodStart ?? lastDay ?? asOf;
  const to = lastDay ?? periodStart ?? asOf;
  return from && to ? { from, to } : null;
}

/** Which of the catalogue's three counts a claim adds to. */
export function kindOf(claim: Claim): 'totals' | 'monthExact' | 'others' {
  if (isTotal(claim)) return 'totals';
  const direct = claim.periodKind === 'interval' || claim.periodKind === 'daily_rate';
  return direct && claim.periodStart && claim.periodEnd && monthCovered(claim.periodStart, claim.periodEnd)
    ? 'monthExact'
    : 'others';
}

/** The day under which a claim stands in the listing: that of its publication, else the last that it bears on. */
export function listedOn(claim: Claim): Day {
  return firstPublishedOn(claim.publications) ?? reachOf(claim)?.to ?? NEVER_LISTED;
}

/** The words that all claims of a source about a metric and side have in common; folded once, not a million times. */
const commonWords = new WeakMap<Source, Map<string, readonly string[]>>();

function commonWordsOf(claim: Claim, source: Source): readonly string[] {
  const ofSource = commonWords.get(source) ?? new Map<string, readonly string[]>();
  commonWords.set(source, ofSource);
  const key = `${claim.metric}|${claim.side}`;
  const known = ofSource.get(key);
  if (known) return known;
  const side = SIDES[claim.side];
  const names = [
    source.name,
    source.shortName,
    ...source.aliases,
    METRICS[claim.metric].label,
    side.label,
    side.adjective,
  ];
  const words = toSearchWords(names.join(' '));
  ofSource.set(key, words);
  return words;
}

/** The words by which a claim is found, folded: its own, those of its publications, and the names of source, metric and side. */
export function searchText(claim: Claim, source: Source): string {
  const said = claim.publications.flatMap(({ publisher, relay, title, quote, note, translation }) => [
    publisher,
    relay,
    title,
    quote,
    note,
    translation,
  ]);
  const own = toSearchWords([claim.spokesperson, claim.note, ...said].filter((text) => text !== null).join(' '));
  return [...new Set([...commonWordsOf(claim, source), ...own])].join(' ');
}

/** The keys under which a file carries a claim: its own, and those of its further publications. */
export function keysOf(claim: Claim): string[] {
  const further = claim.publications.map(({ key }) => key).filter((key) => key !== null && key !== claim.key);
  return [claim.key, ...(further as string[])];
}

/** The fields in which two versions of a claim differ, in the schema's order. */
export function changedFields(before: Claim, after: Claim): (keyof Claim)[] {
  const same = (field: keyof Claim) => {
    if (field === 'components')
      return hashOf(Object.entries(before.components).sort()) === hashOf(Object.entries(after.components).sort());
    if (field === 'publications')
      return hashOf(before.publications.map(publicationFields)) === hashOf(after.publications.map(publicationFields));
    return hashOf(before[field]) === hashOf(after[field]);
  };
  return (Object.keys(before) as (keyof Claim)[]).filter((field) => !same(field));
}
