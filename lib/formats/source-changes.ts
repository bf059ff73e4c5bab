/**
 * What changed between two versions of a registry entry, field by field, in words (T13).
 */
import type { Source, SourceDefinition } from '@/lib/ledger/source';
import type { SourceDraft } from '@/lib/ledger/source-draft';
import {
  COUNTING_CONVENTIONS,
  DIFFERENCEABILITIES,
  METRICS,
  PARTIES,
  SIDES,
  SOURCE_CLASSES,
} from '@/lib/ledger/vocabulary';
import type { ClaimChange } from './claim-changes';
import { capitalise } from './text';

/** Each field of a source as a reader would name it. */
export const SOURCE_FIELD_NAMES: Readonly<Record<keyof Source, string>> = {
  slug: 'Slug',
  name: 'Name',
  shortName: 'Short name',
  class: 'Kind of source',
  party: 'Party to the war',
  aliases: 'Other names',
  originKnown: 'Origin known',
  countingConvention: 'A report counts',
  cutoff: 'Cut-off',
  totalsAreDifferenceable: 'Totals may be subtracted',
  cadence: 'How often it publishes',
  endedOn: 'Publishes no more since',
  languages: 'Languages',
  homepage: 'Home page',
  about: 'What it is',
  overcounts: 'Why it might count too many',
  undercounts: 'Why it might count too few',
  attribution: 'Words that travel with its data',
  definitions: 'Definitions',
  bulkWithheld: 'Bulk data withheld',
  bulkWithheldReason: 'Why its bulk data are withheld',
};

/** The value of one field as text; null for none. */
function fieldText(source: Source, field: Exclude<keyof Source, 'definitions'>): string | null {
  switch (field) {
    case 'class':
      return SOURCE_CLASSES[source.class].label;
    case 'party':
      return PARTIES[source.party].label;
    case 'countingConvention':
      return COUNTING_CONVENTIONS[source.countingConvention].label;
    case 'totalsAreDifferenceable':
      return DIFFERENCEABILITIES[source.totalsAreDifferenceable].label;
    case 'originKnown':
      return source.originKnown ? 'yes' : 'no';
    case 'bulkWithheld':
      return source.bulkWithheld ? 'yes' : null;
    case 'aliases':
    case 'languages':
      return source[field].length === 0 ? null : source[field].join(', ');
    default:
      return source[field];
  }
}

function definitionText({ counts, method, inferred }: SourceDefinition): string {
  return [counts, method === null ? null : `How: ${method}`, inferred ? 'Inferred.' : null]
    .filter((part) => part !== null)
    .join(' ');
}

function definitionName({ metric, side, version }: SourceDefinition): string {
  return `${capitalise(METRICS[metric].label)}, ${SIDES[side].label}${version > 1 ? `, definition ${version}` : ''}`;
}

/** Fields that differ between two versions; without the one before, every field that says something. */
export function toSourceChanges(before: Source | null, after: Source): ClaimChange[] {
  const fields = (Object.keys(SOURCE_FIELD_NAMES) as (keyof Source)[]).filter((field) => field !== 'definitions');
  const changes = fields.map((field) => ({
    field: SOURCE_FIELD_NAMES[field],
    before: before === null ? null : fieldText(before, field),
    after: fieldText(after, field),
  }));
  const texts = (source: Source | null) =>
    new Map((source?.definitions ?? []).map((one) => [definitionName(one), definitionText(one)]));
  const [was, is] = [texts(before), texts(after)];
  const definitions = [...new Set([...was.keys(), ...is.keys()])].map((field) => ({
    field,
    before: was.get(field) ?? null,
    after: is.get(field) ?? null,
  }));
  return [...changes, ...definitions].filter((change) => change.before !== change.after);
}

const DRAFT_NAMES: Readonly<Record<string, string>> = {
  ...SOURCE_FIELD_NAMES,
  originUnknown: 'Nobody knows who said it first.',
  bulkWithheld: 'Its licence forbids to publish its data again.',
  metric: 'what is counted',
  side: 'whose losses',
  version: 'version',
  inferred: 'inferred',
  counts: 'what it counts',
  method: 'how it counts',
};

/** The name of a field of the source's form at a path: `Name`, `Definition 2: version`, `Why it changes`. */
export function sourceFieldLabel(path: string): string {
  const [first = '', place = '', field = ''] = path.split('.');
  if (path === 'change.cause') return 'Why it changes';
  if (path === 'change.note') return 'What changes, in words';
  if (first === 'definitions' && field !== '') return `Definition ${Number(place) + 1}: ${DRAFT_NAMES[field] ?? field}`;
  return DRAFT_NAMES[first] ?? capitalise(first);
}

/** How two drafts of a source differ, field by field, as typed. */
export function toDraftChanges(before: SourceDraft, after: SourceDraft): ClaimChange[] {
  const fields = (draft: SourceDraft): [string, string][] => [
    ...Object.entries(draft).flatMap(([name, text]): [string, string][] =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
    ...draft.definitions.flatMap((definition, place) =>
      Object.entries(definition).map(([name, text]): [string, string] => [`definitions.${place}.${name}`, text]),
    ),
  ];
  const [was, is] = [new Map(fields(before)), new Map(fields(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ field: sourceFieldLabel(path), before: was.get(path) || null, after: is.get(path) || null }))
    .filter((change) => change.before !== change.after);
}
