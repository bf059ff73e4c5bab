/**
 * Citations for reference managers (R4): BibTeX, RIS and CSL-JSON. citation-js decides which field of each format holds what; the lines are
 * written here, because its own writers lose letters (Cyrillic in BibTeX) and break words (RIS at 70 signs).
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { type Cited, knownWords, toCitationText, underlyingWords, WORK } from './citation';
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

const labelOf = (cited: Cited) => `attrition-ledger-${cited.id}`;

/** What is underneath, known when, made how: one paragraph. */
function noteOf(cited: Cited): string {
  return `${capitalise(knownWords(cited))}. Underlying claims: ${underlyingWords(cited)} (${cited.voices}).`;
}

type Spelling = (text: string) => string;
const asIs: Spelling = (text) => text;

/** One entry in CSL; `spell` prepares text for the format that it goes to. */
function cslEntry(cited: Cited, spell: Spelling = asIs) {
  const [year, month, day] = cited.knownOn.slice(0, 10).split('-').map(Number);
  return {
    id: labelOf(cited),
    'citation-key': labelOf(cited),
    type: 'dataset',
    title: spell(cited.title),
    author: [{ literal: WORK }],
    publisher: WORK,
    issued: { 'date-parts': [[year, month, day]] },
    genre: 'dataset view',
    version: spell(cited.methodVersion),
    URL: cited.address,
    note: spell(noteOf(cited)),
  };
}

/** CSL-JSON: an array of one `dataset`. */
export function toCslJson(cited: Cited): string {
  return `${plugins.output.format('data', [cslEntry(cited)], { format: 'text' })}\n`;
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
export function toBibtex(cited: Cited): string {
  const [entry] = plugins.output.format('bibtex', [cslEntry(cited, escapeTex)], { format: 'object' });
  if (entry === undefined) throw new Error(`no BibTeX entry was made of ${cited.id}`);
  const { month: _, ...properties } = entry.properties;
  const fields = {
    ...properties,
    // The number of the month, which every style and parser reads; the day stands in the note.
    month: String(Number(cited.knownOn.slice(5, 7))),
    version: escapeTex(cited.methodVersion),
    howpublished: 'Dataset view',
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${entry.type}{${labelOf(cited)},\n${lines.join('')}}\n`;
}

/** RIS: one `DATA` record, one line a field. */
export function toRis(cited: Cited): string {
  const [record] = plugins.output.format('ris', [cslEntry(cited)], { format: 'object' });
  if (record === undefined) throw new Error(`no RIS record was made of ${cited.id}`);
  const { TY: type, ER: _, ...rest } = record;
  // citation-js cuts an id at twenty signs, and writes days with one digit.
  const fields = { ...rest, ID: labelOf(cited), DA: `${cited.knownOn.slice(0, 10).replaceAll('-', '/')}/` };
  const lines = Object.entries(fields).flatMap(([tag, value]) => [value].flat().map((one) => `${tag}  - ${one}`));
  return [`TY  - ${type}`, ...lines, 'ER  - ', ''].join('\r\n');
}

const WRITERS: Readonly<Record<CitationEnding, (cited: Cited) => string>> = {
  txt: toCitationText,
  bib: toBibtex,
  ris: toRis,
  json: toCslJson,
};

/** A citation as the file with this ending. */
export function toCitationFile(cited: Cited, ending: CitationEnding): string {
  return WRITERS[ending](cited);
}
