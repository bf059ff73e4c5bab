/**
 * The columns of the claims file in words: what the codebook prints, and what a person who fills in a file needs (D8).
 */
import type { CLAIM_COLUMNS, FURTHER_COLUMNS, RecordColumn } from './claims-csv';

type Column = (typeof CLAIM_COLUMNS)[number] | (typeof FURTHER_COLUMNS)[number];

/** Every column of the claims file, in its order, with its name for people and what stands in it. */
export const COLUMN_WORDS: Readonly<Record<Column, { readonly label: string; readonly sentence: string }>> = {
  claim_key: {
    label: 'key',
    sentence: 'The name of the claim in files, unique and for ever; of a further publication, its own key, or empty.',
  },
  source: { label: 'source', sentence: 'Who said it: the slug of a registered source.' },
  spokesperson: { label: 'spokesperson', sentence: 'The person or office that spoke for the source.' },
  relay: { label: 'relay', sentence: 'Who carried the words, where the source did not publish them itself.' },
  side: { label: 'side', sentence: 'Whose losses or people the number counts.' },
  metric: { label: 'metric', sentence: 'What is counted.' },
  scope: { label: 'scope', sentence: 'Where it counts; the whole theatre when empty.' },
  period_kind: { label: 'kind of period', sentence: 'In which form and over which days the number was said.' },
  period_start: { label: 'first day', sentence: 'First day of the period, as YYYY-MM-DD.' },
  period_end: { label: 'first day after', sentence: 'First day that no longer belongs to the period.' },
  as_of: { label: 'day of the report', sentence: 'The day to which a running total reaches.' },
  value_kind: { label: 'kind of value', sentence: 'How the number was said.' },
  low: { label: 'low', sentence: 'Lower end of a range, or the number of an “at least”.' },
  best: { label: 'value', sentence: 'The number, where one was said.' },
  high: { label: 'high', sentence: 'Upper end of a range, or the number of an “up to”.' },
  rounding_unit: { label: 'rounded to', sentence: 'The unit to which the source rounds, where it does.' },
  count_basis: { label: 'count basis', sentence: 'On what the number rests.' },
  release: { label: 'release', sentence: 'Edition of a model or list.' },
  repeats_source: { label: 'repeats source', sentence: 'Slug of the source whose number this restates.' },
  same_as: {
    label: 'further publication of',
    sentence: 'The row is a further publication of the claim with this key, and no claim of its own.',
  },
  updates: { label: 'replaces', sentence: 'Key of the earlier claim of the same source that this one replaces.' },
  published_on: { label: 'published on', sentence: 'Day of publication, as YYYY-MM-DD.' },
  publisher: { label: 'publisher', sentence: 'Who published the document or post.' },
  title: { label: 'title', sentence: 'Title of the document or post.' },
  url: { label: 'address', sentence: 'Its web address.' },
  quote: { label: 'quote', sentence: 'The words that carry the claim, in their language; at most 25 words.' },
  attribution: {
    label: 'attribution',
    sentence: '“cited” where the publication is identified, else “uncited”; compared on reading, never taken over.',
  },
  standing: {
    label: 'standing',
    sentence: 'Empty while the ledger stands by the claim; else discounted or withdrawn.',
  },
  standing_reason: { label: 'reason', sentence: 'Why the claim is discounted or withdrawn.' },
  note: { label: 'note', sentence: 'Anything a reader must know; of a further publication, what it said differently.' },
  definition_version: {
    label: 'version of the definition',
    sentence: 'From 2 on, where a source changed what it counts.',
  },
  components: { label: 'forces', sentence: 'Forces counted or left out, as regular=in;pmc=out.' },
  time_basis: { label: 'time basis', sentence: 'Which date puts a person into the period.' },
  interval_meaning: { label: 'meaning of the range', sentence: 'What the two ends of a range stand for.' },
  ratio_of: { label: 'ratio of', sentence: 'Keys of the claims of which this is a ratio or multiple, separated by |.' },
  provisional: { label: 'provisional', sentence: 'true where the source itself calls the number provisional.' },
  language: { label: 'language', sentence: 'Language of the publication, as a code such as uk.' },
  archive_url: { label: 'archive address', sentence: 'Web address of an archived copy.' },
  place: { label: 'place', sentence: 'Where in the publication the words stand: page, minute, paragraph.' },
  translation: { label: 'translation', sentence: 'The quote in English.' },
  publication_key: {
    label: 'key of the publication',
    sentence: 'Key of the claim’s first publication, where it has one.',
  },
  publication_note: { label: 'note on the publication', sentence: 'What the first publication said differently.' },
  corrects: {
    label: 'corrects',
    sentence: 'Key of the claim of the same source that this one puts right: a mistake, not a later number.',
  },
  repeats: { label: 'repeats claims', sentence: 'Keys of the claims whose number this restates, separated by |.' },
  derives_from: { label: 'derives from', sentence: 'Keys of the claims from which this is computed, separated by |.' },
  contradicts: { label: 'contradicts', sentence: 'Keys of the claims that this speaks against, separated by |.' },
  part_of: { label: 'part of', sentence: 'Keys of the claims of which this is a part, separated by |.' },
  lineage_decided: {
    label: 'whose number it is, decided',
    sentence: 'true where an editor has decided whether the number is the source’s own or restates another’s.',
  },
};

/** The columns that the ledger adds to every file that it gives away; a file that is handed in need not have them. */
export const RECORD_COLUMN_WORDS: Readonly<
  Record<RecordColumn, { readonly label: string; readonly sentence: string }>
> = {
  claim_id: { label: 'id', sentence: 'The claim’s own name in addresses and in figures: /claims/{id}.' },
  revision: { label: 'version', sentence: 'Number of the version of the claim that the row holds, from 1.' },
  badge: { label: 'badge', sentence: 'How far the claim is verified; computed from its evidence.' },
  recorded_from: { label: 'recorded from', sentence: 'Instant from which the ledger holds this version.' },
  recorded_to: {
    label: 'recorded to',
    sentence: 'Instant at which the next version began; empty while there is none. Whatever instant was asked.',
  },
  superseded_by: { label: 'replaced by', sentence: 'Id of the claim of the same source that replaced this one.' },
  known_on: { label: 'known on', sentence: 'Instant of the ledger to which the file answers.' },
  substance: {
    label: 'substance',
    sentence:
      'What supports the number: s0 nothing, s1 a claim of another lineage that agrees, s2 records or an admission. The badge rises by it only where the claim is Checked.',
  },
  contested: { label: 'contested', sentence: 'true where a claim of another lineage over the same days lies apart.' },
};
