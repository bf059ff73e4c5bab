/**
 * The names of the fields of a claim's form, as they stand on the page: labels, lists of what is wrong and comparisons say the same words.
 */
import type { ClaimDraft, DraftProblem, PublicationDraft } from '@/lib/ledger/draft';
import type { SourceDraft } from '@/lib/ledger/source-draft';
import {
  COMPONENTS,
  COUNT_BASES,
  INTERVAL_MEANINGS,
  isCodeOf,
  METRICS,
  PERIOD_KINDS,
  SIDES,
  STANDINGS,
  TIME_BASES,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { capitalise } from './text';

/** Each field of the claim. */
export const DRAFT_LABELS: Readonly<Record<Exclude<keyof ClaimDraft, 'publications' | 'components'>, string>> = {
  key: 'Key in files',
  source: 'Source',
  spokesperson: 'Who spoke for it',
  side: 'Whose losses',
  metric: 'What is counted',
  scope: 'Where',
  definitionVersion: 'Version of the definition',
  valueKind: 'How the number is said',
  low: 'Lowest',
  best: 'Number',
  high: 'Highest',
  rounding: 'Rounding',
  roundingUnit: 'Rounded to',
  intervalMeaning: 'What the range means',
  periodKind: 'Which days the number is about',
  firstDay: 'First day',
  lastDay: 'Last day',
  asOf: 'Up to the report of',
  undated: 'Dates not given',
  timeBasis: 'Counted by',
  countBasis: 'How it was counted',
  release: 'Edition',
  repeatsSource: 'Restates the number of',
  lineageDecided: 'Whose number it is',
  provisional: 'Provisional',
  updates: 'Replaces',
  corrects: 'Corrects',
  repeats: 'Repeats',
  derivesFrom: 'Derives from',
  ratioOf: 'Ratio of',
  contradicts: 'Contradicts',
  partOf: 'Part of',
  standing: 'Standing',
  standingReason: 'Why it no longer stands',
  note: 'Note',
};

/** Each field of one publication. */
export const PUBLICATION_LABELS: Readonly<Record<keyof PublicationDraft, string>> = {
  relay: 'Carried by',
  publisher: 'Publisher',
  title: 'Title',
  url: 'Address',
  archiveUrl: 'Address of an archived copy',
  publishedOn: 'Day of publication',
  dateUnknown: 'Day of publication not known',
  language: 'Language',
  quote: 'Quote',
  place: 'Place in the source',
  translation: 'Translation',
  note: 'What this publication says differently',
  key: 'Key in files',
};

/** Each field of a source that is registered with the claim. */
export const NEW_SOURCE_LABELS: Readonly<Partial<Record<keyof SourceDraft, string>>> = {
  slug: 'Short name in addresses',
  name: 'Name of the new source',
  shortName: 'Short name',
  class: 'Kind of source',
  party: 'Party to the war',
  aliases: 'Other names',
  countingConvention: 'A report counts',
  totalsAreDifferenceable: 'Its totals may be subtracted',
  languages: 'Languages',
  homepage: 'Home page',
  about: 'What it is',
};

/** The name of the field at a path: `Number`, `Publication 2: Address`, `Components: mobilised`. */
export function fieldLabel(path: string): string {
  const [first = '', second = '', third = ''] = path.split('.');
  if (first === 'publications')
    return second === ''
      ? 'Publications'
      : third === ''
        ? `Publication ${Number(second) + 1}`
        : `Publication ${Number(second) + 1}: ${lower(labelIn(PUBLICATION_LABELS, third))}`;
  if (first === 'components')
    return isCodeOf(COMPONENTS, second) ? capitalise(COMPONENTS[second].label) : 'Forces included';
  if (first === 'newSource') return second === '' ? 'New source' : labelIn(NEW_SOURCE_LABELS, second);
  if (first === 'change') return second === 'cause' ? 'Why it changes' : 'What changes, in words';
  if (first === 'passed') return 'Reason for going on';
  return labelIn(DRAFT_LABELS, first);
}

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

function labelIn(labels: Readonly<Record<string, string | undefined>>, name: string): string {
  return (Object.hasOwn(labels, name) ? labels[name] : undefined) ?? capitalise(name);
}

/** A problem as a sentence of its own: the name of its field and what is wrong with it. */
export function problemWords({ field, message }: DraftProblem): string {
  // About a warning, and about the claim as a whole, there is nothing to name.
  if (field === 'base' || field.startsWith('passed.')) return message;
  // A message that begins with a capital or a quotation mark is a sentence already.
  return /^[A-Z“]/.test(message) ? `${fieldLabel(field)}: ${message}` : `${fieldLabel(field)} ${message}`;
}

const LISTS: Readonly<Record<string, Readonly<Record<string, { readonly label: string }>>>> = {
  side: SIDES,
  metric: METRICS,
  valueKind: VALUE_KINDS,
  periodKind: PERIOD_KINDS,
  timeBasis: TIME_BASES,
  countBasis: COUNT_BASES,
  intervalMeaning: INTERVAL_MEANINGS,
  standing: STANDINGS,
};

/** What stands in a field, as a reader would say it: the label of a code, “yes” for a box, the text itself; `nothing` where it is empty. */
export function fieldText(path: string, text: string): string {
  if (text.trim() === '') return 'nothing';
  const list = LISTS[path];
  if (list !== undefined && isCodeOf(list, text)) return list[text]?.label ?? text;
  if (path.startsWith('components.')) return text === 'in' ? 'included' : text === 'out' ? 'left out' : text;
  return text;
}
