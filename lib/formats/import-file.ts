/**
 * What a file that was handed in is, by its first bytes: a CSV file, the General Staff's JSON, or something that is refused with words.
 */
import { DELIMITER_WORDS, type Delimiter, delimiterOf } from './import-delimiter';

const MEGABYTE = 1_000_000;

/** A file above this is refused: about 200 000 claims. */
export const LARGEST_FILE = 64 * MEGABYTE;

/** JSON is held in memory whole. The General Staff's totals of ten years have less than a megabyte. */
export const LARGEST_JSON = 8 * MEGABYTE;

/** How the size limit is said. */
export const LARGEST_FILE_WORDS = `${LARGEST_FILE / MEGABYTE} MB`;

const AS_CSV = 'Save it as “CSV UTF-8” and hand that in.';

/** Why a file is not taken in, with words for whoever handed it in. */
export const FILE_REFUSALS = {
  empty: 'There was no file and no text. Choose a file, or paste its text.',
  too_large: `The file is too large. At most ${LARGEST_FILE_WORDS} are taken in, and ${LARGEST_JSON / MEGABYTE} MB of JSON. Split it.`,
  broken: 'The file did not arrive whole. Hand it in again.',
  spreadsheet: `This is a spreadsheet or a ZIP file, not a CSV file. ${AS_CSV}`,
  compressed: 'This file is compressed. Unpack it first.',
  pdf: 'This is a PDF, not a CSV file.',
  web_page: 'This is a web page, not a CSV file.',
  utf16: `The file is written in UTF-16. ${AS_CSV}`,
  not_utf8: `The file is not UTF-8 text, so its letters cannot be told apart. ${AS_CSV}`,
  open_quote: 'A quotation mark in its first rows is never closed.',
  one_column:
    'Its first line has one column only. A claims file begins with a line that names its columns, separated by commas, semicolons or tabs.',
  many_columns: 'Its first line has more than 200 columns.',
} as const;
export type FileRefusal = keyof typeof FILE_REFUSALS;

export type FileKind =
  | { readonly kind: 'csv'; readonly delimiter: Delimiter }
  | { readonly kind: 'general_staff' }
  | { readonly kind: 'refused'; readonly why: FileRefusal };

const refused = (why: FileRefusal): FileKind => ({ kind: 'refused', why });

/** How files of other kinds begin. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly why: FileRefusal }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], why: 'spreadsheet' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], why: 'spreadsheet' },
  { bytes: [0x1f, 0x8b], why: 'compressed' },
  { bytes: [0x25, 0x50, 0x44, 0x46], why: 'pdf' },
  { bytes: [0xff, 0xfe], why: 'utf16' },
  { bytes: [0xfe, 0xff], why: 'utf16' },
];

/** Decides by the first bytes of a file, some thousands of them. What comes later is checked row by row. */
export function recogniseFile(first: Uint8Array): FileKind {
  if (first.length === 0) return refused('empty');
  const known = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  if (known) return refused(known.why);
  if (first.includes(0)) return refused('not_utf8');
  let text: string;
  try {
    // A letter may be cut in two where the first bytes end.
    text = new TextDecoder('utf-8', { fatal: true }).decode(first, { stream: true });
  } catch {
    return refused('not_utf8');
  }
  if (text.trim() === '') return refused('empty');
  if (/^\s*[[{]/.test(text)) return { kind: 'general_staff' };
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return refused('web_page');
  return { kind: 'csv', delimiter: delimiterOf(text) };
}

/** How a file was read, in words for the person: “CSV with semicolons”. */
export function formatWords(format: 'csv' | 'general_staff', delimiter: string | null): string {
  if (format === 'general_staff') return 'General Staff totals as JSON';
  const words = DELIMITER_WORDS[delimiter as Delimiter];
  return words === undefined ? 'CSV' : `CSV with ${words}`;
}

/** The name of a file as it may be shown: without folders and control signs, not too long. */
export function shownFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 120);
  return plain === '' ? 'Pasted text' : plain;
}
