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

export type FileKind =
  | { readonly kind: 'csv'; readonly delimiter: Delimiter }
  | { readonly kind: 'general_staff' }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): FileKind => ({ kind: 'refused', message });

const AS_CSV = 'Save it as “CSV UTF-8” and hand that in.';

/** How files of other kinds begin, and what to say of them. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly message: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], message: `This is a spreadsheet or a ZIP file, not a CSV file. ${AS_CSV}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], message: `This is a spreadsheet of an old kind, not a CSV file. ${AS_CSV}` },
  { bytes: [0x1f, 0x8b], message: 'This file is compressed. Unpack it first.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: 'This is a PDF, not a CSV file.' },
  { bytes: [0xff, 0xfe], message: `The file is written in UTF-16. ${AS_CSV}` },
  { bytes: [0xfe, 0xff], message: `The file is written in UTF-16. ${AS_CSV}` },
];

/** Decides by the first bytes of a file, some thousands of them. What comes later is checked row by row. */
export function recogniseFile(first: Uint8Array): FileKind {
  if (first.length === 0) return refused('The file is empty.');
  const known = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  if (known) return refused(known.message);
  if (first.includes(0)) return refused(`The file is not UTF-8 text. ${AS_CSV}`);
  let text: string;
  try {
    // A letter may be cut in two where the first bytes end.
    text = new TextDecoder('utf-8', { fatal: true }).decode(first, { stream: true });
  } catch {
    return refused(`The file is not UTF-8 text, so its letters cannot be told apart. ${AS_CSV}`);
  }
  if (text.trim() === '') return refused('The file is empty.');
  if (/^\s*[[{]/.test(text)) return { kind: 'general_staff' };
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return refused('This is a web page, not a CSV file.');
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
