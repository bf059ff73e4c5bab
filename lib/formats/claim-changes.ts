/**
 * What changed between two versions of a claim, field by field, in words (E11, T13).
 */
import type { Claim, Publication } from '@/lib/ledger/claim';
import {
  COUNT_BASES,
  INTERVAL_MEANINGS,
  METRICS,
  PERIOD_KINDS,
  SIDES,
  STANDINGS,
  TIME_BASES,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { formatDay, formatNumber, plural } from './text';

/** Each field of a claim as a reader would name it. */
const FIELD_NAMES: Readonly<Record<keyof Claim, string>> = {
  key: 'Key in files',
  source: 'Source',
  spokesperson: 'Spokesperson',
  side: 'Side',
  metric: 'Metric',
  scope: 'Scope',
  definitionVersion: 'Version of the definition',
  components: 'Components',
  periodKind: 'Kind of period',
  periodStart: 'First day',
  periodEnd: 'First day after',
  asOf: 'Day of the report',
  timeBasis: 'Time basis',
  valueKind: 'Kind of value',
  low: 'Low',
  best: 'Value',
  high: 'High',
  roundingUnit: 'Rounded to',
  intervalMeaning: 'Meaning of the range',
  countBasis: 'Count basis',
  release: 'Release',
  repeatsSource: 'Repeats',
  ratioOf: 'Ratio of',
  updates: 'Replaces',
  provisional: 'Provisional',
  standing: 'Standing',
  standingReason: 'Reason',
  note: 'Note',
  publications: 'Publications',
  corrects: 'Corrects',
  repeats: 'Repeats the claims',
  derivesFrom: 'Derives from',
  contradicts: 'Contradicts',
  partOf: 'Part of',
  lineageDecided: 'Whose number it is, decided',
};

/** One field that differs; `before` and `after` as text, null where there was nothing. */
export type ClaimChange = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** The value of one field as text; null for none. */
export function fieldText(claim: Claim, field: keyof Claim): string | null {
  switch (field) {
    case 'side':
      return SIDES[claim.side].label;
    case 'metric':
      return METRICS[claim.metric].label;
    case 'periodKind':
      return PERIOD_KINDS[claim.periodKind].label;
    case 'valueKind':
      return VALUE_KINDS[claim.valueKind].label;
    case 'countBasis':
      return COUNT_BASES[claim.countBasis].label;
    case 'standing':
      return STANDINGS[claim.standing].label;
    case 'timeBasis':
      return claim.timeBasis === null ? null : TIME_BASES[claim.timeBasis].label;
    case 'intervalMeaning':
      return claim.intervalMeaning === null ? null : INTERVAL_MEANINGS[claim.intervalMeaning].label;
    case 'low':
    case 'best':
    case 'high':
    case 'roundingUnit': {
      const amount = claim[field];
      return amount === null ? null : formatNumber(amount);
    }
    case 'periodStart':
    case 'periodEnd':
    case 'asOf': {
      const day = claim[field];
      return day === null ? null : formatDay(day);
    }
    case 'provisional':
    case 'lineageDecided':
      return claim[field] ? 'yes' : 'no';
    case 'definitionVersion':
      return String(claim.definitionVersion);
    case 'components': {
      const parts = Object.entries(claim.components).map(([component, inOrOut]) => `${component} ${inOrOut}`);
      return parts.length === 0 ? null : parts.sort().join(', ');
    }
    case 'ratioOf':
    case 'repeats':
    case 'derivesFrom':
    case 'contradicts':
    case 'partOf':
      return claim[field].length === 0 ? null : claim[field].join(', ');
    case 'publications':
      return plural(claim.publications.length, 'publication');
    default:
      return claim[field];
  }
}

/** The named fields of two versions as text, in the order given; of publications, which of them differ and in what. */
export function toClaimChanges(before: Claim, after: Claim, changed: readonly (keyof Claim)[]): ClaimChange[] {
  return changed.flatMap((field) =>
    field === 'publications'
      ? publicationChanges(before.publications, after.publications)
      : [{ field: FIELD_NAMES[field], before: fieldText(before, field), after: fieldText(after, field) }],
  );
}

/** Each field of a publication as a reader would name it. */
const PUBLICATION_NAMES: Readonly<Record<keyof Publication, string>> = {
  relay: 'carried by',
  publisher: 'publisher',
  title: 'title',
  url: 'address',
  archiveUrl: 'address of an archived copy',
  publishedOn: 'day of publication',
  language: 'language',
  quote: 'quote',
  key: 'key in files',
  note: 'note',
  place: 'place in the source',
  translation: 'translation',
};

/** A publication in a line: what one would look it up by. */
function publicationText({ publisher, title, publishedOn, url }: Publication): string {
  const parts = [title, publisher, publishedOn === null ? null : formatDay(publishedOn), url];
  return parts.filter((part) => part !== null).join(', ') || 'not identified';
}

/** How the publications of two versions differ, place by place. */
function publicationChanges(before: readonly Publication[], after: readonly Publication[]): ClaimChange[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, place) => {
    const [was, is] = [before[place], after[place]];
    const name = `Publication ${place + 1}`;
    if (was === undefined || is === undefined)
      return [
        {
          field: name,
          before: was === undefined ? null : publicationText(was),
          after: is === undefined ? null : publicationText(is),
        },
      ];
    return (Object.keys(PUBLICATION_NAMES) as (keyof Publication)[])
      .filter((field) => (was[field] ?? null) !== (is[field] ?? null))
      .map((field) => ({
        field: `${name}, ${PUBLICATION_NAMES[field]}`,
        before: was[field] ?? null,
        after: is[field] ?? null,
      }));
  }).flat();
}

/** The fields that an event recorded of two versions: each stands in both, and in nothing else of the claim. */
export function toRecordedChanges(before: Partial<Claim>, after: Partial<Claim>): ClaimChange[] {
  const changed = (Object.keys(FIELD_NAMES) as (keyof Claim)[]).filter(
    (field) => before[field] !== undefined && after[field] !== undefined,
  );
  // Only fields that are there are asked for.
  return toClaimChanges(before as Claim, after as Claim, changed);
}
