/**
 * What every CSV file of the ledger has in common: commas, LF, UTF-8 without a byte-order mark, one header line, and text
 * that no spreadsheet can take for a formula.
 */
import { stringify } from 'csv-stringify/sync';

/** A cell: text, an exact number, a truth, or nothing. */
export type CsvCell = string | number | boolean | null;

/** Leading apostrophes are counted in, so that taking one away gives back whatever was there. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text (ux.md §17). */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text as it was before `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/** A cell as written: numbers exactly and unguarded (−13 is a number, not a formula), truths as `true` and `false`, null as nothing. */
function toText(cell: CsvCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? guardFormula(cell) : String(cell);
}

/** A header and rows of as many cells as text. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify([[...header], ...rows.map((row) => row.map(toText))], { record_delimiter: '\n' });
}
