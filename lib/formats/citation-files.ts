/**
 * Citations for reference managers (R4): BibTeX, RIS and CSL-JSON. citation-js decides which field of each format holds what; the lines are
 * written here, because its own writers lose letters (Cyrillic in BibTeX) and break words (RIS at 70 signs).
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { Day } from '@/lib/ledger/month';
import { type Cited, knownWords, underlyingWords, WORK } from './citation';
import { capitalise } from './text';

// Of the whole process, and the same for everybody: signs are escaped here, and the label is ours.
Object.assign(plugins.config.get('@bibtex').format, { asciiOnly: false, useIdAsLabel: false, checkLabel: false });

/** The forms that have an address of their own, and what they are sent as. */
export const CITATION_TYPES = {
  txt: 'text/plain; charset=utf-8',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  json: 'application/vnd.citationstyles.csl+json; charset=utf-8',
} as const;
export type CitationEnding = keyof typeof CITATION_TYPES;

/** What every form says of a work. */
export type Reference = {
  /** Its key in a list of references. */
  readonly label: string;
  readonly type: 'dataset' | 'webpage' | 'document';
  readonly title: string;
  readonly author: string;
  readonly publisher: string;
  /** The day it was published, or as of which it is cited; null where nobody said. */
  readonly day: Day | null;
  readonly genre: string | null;
  readonly version: string | null;
  readonly address: string;
  readonly note: string;
  /** What BibTeX says of how it was published. */
  readonly howPublished: string | null;
};

/** A frozen comparison as a work. */
export function comparisonReference(cited: Cited): Reference {
  return {
    label: `attrition-ledger-${cited.id}`,
    type: 'dataset',
    title: cited.title,
    author: WORK,
    publisher: WORK,
    day: cited.knownOn.slice(0, 10) as Day,
    genre: 'dataset view',
    version: cited.methodVersion,
    address: cited.address,
    // What is underneath, known when, made how: one paragraph.
    note: `${capitalise(knownWords(cited))}. Underlying claims: ${underlyingWords(cited)} (${cited.voices}).`,
    howPublished: 'Dataset view',
  };
}

type Spelling = (text: string) => string;
const asIs: Spelling = (text) => text;

/** One entry in CSL; `spell` prepares text for the format that it goes to. */
function cslEntry(work: Reference, spell: Spelling = asIs) {
  return {
    id: work.label,
    'citation-key': work.label,
    type: work.type,
    title: spell(work.title),
    author: [{ literal: spell(work.author) }],
    publisher: spell(work.publisher),
    ...(work.day === null ? {} : { issued: { 'date-parts': [work.day.split('-').map(Number)] } }),
    ...(work.genre === null ? {} : { genre: work.genre }),
    ...(work.version === null ? {} : { version: spell(work.version) }),
    URL: work.address,
    note: spell(work.note),
  };
}

/** CSL-JSON: an array of one entry. */
export function toCslJson(work: Reference): string {
  return `${plugins.output.format('data', [cslEntry(work)], { format: 'text' })}\n`;
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u00a0': '~',
  '\u202f': '\\,',
  '–': '--',
  '“': '``',
  '”': "''",
  '’': "'",
};

/** Text for TeX: its special signs escaped, typographic ones in its own spelling, letters of every script as they are. */
export function escapeTex(text: string): string {
  return text.replace(/[\\~^{}&%$#_\u00a0\u202f–“”’]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** BibTeX: one `@misc`, in UTF-8. */
export function toBibtex(work: Reference): string {
  const [entry] = plugins.output.format('bibtex', [cslEntry(work, escapeTex)], { format: 'object' });
  if (entry === undefined) throw new Error(`no BibTeX entry was made of ${work.label}`);
  const { month: _, ...properties } = entry.properties;
  const fields = {
    ...properties,
    // An address keeps its signs; those that would end the field are written as a browser sends them.
    url: work.address.replace(/[{}"\\]/g, encodeURIComponent),
    // The number of the month, which every style and parser reads; the day of a frozen comparison stands in its note.
    ...(work.day === null ? {} : { month: String(Number(work.day.slice(5, 7))) }),
    ...(work.version === null ? {} : { version: escapeTex(work.version) }),
    ...(work.howPublished === null ? {} : { howpublished: escapeTex(work.howPublished) }),
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${work.label},\n${lines.join('')}}\n`;
}

/** RIS: one record (`DATA` for a dataset), one line a field. */
export function toRis(work: Reference): string {
  const [record] = plugins.output.format('ris', [cslEntry(work)], { format: 'object' });
  if (record === undefined) throw new Error(`no RIS record was made of ${work.label}`);
  const { TY: type, ER: _, ...rest } = record;
  // citation-js cuts an id at twenty signs, and writes days with one digit.
  const fields = {
    ...rest,
    ID: work.label,
    ...(work.day === null ? {} : { DA: `${work.day.replaceAll('-', '/')}/` }),
  };
  const lines = Object.entries(fields).flatMap(([tag, value]) =>
    [value].flat().map((one) => `${tag}  - ${one.replace(/\s*[\r\n]+\s*/g, ' ')}`),
  );
  return [`TY  - ${type}`, ...lines, 'ER  - ', ''].join('\r\n');
}

const WRITERS: Readonly<Record<Exclude<CitationEnding, 'txt'>, (work: Reference) => string>> = {
  bib: toBibtex,
  ris: toRis,
  json: toCslJson,
};

/** A citation as the file with this ending; `text` is what it is in words. */
export function toCitationFile(work: Reference, text: string, ending: CitationEnding): string {
  return ending === 'txt' ? text : WRITERS[ending](work);
}
