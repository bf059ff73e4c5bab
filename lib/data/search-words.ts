/**
 * Words for the text search: the same folding for what is stored and for what is asked.
 */

/** Nothing to fold but the case. */
const PLAIN = /^[\0-\x7f]*$/;

/** Lower case, without accents, digits joined over thousands separators; words of letters and digits, each once. */
export function toSearchWords(text: string): string[] {
  const folded = (PLAIN.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, ''))
    .toLowerCase()
    .replace(/(\d)[,'’\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, '$1');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0);
  return [...new Set(words.map((word) => word.slice(0, 60)))];
}

/** A text query: all words, the last as the beginning of a word; null when nothing can be asked. */
export function toTextQuery(text: string): string | null {
  const words = toSearchWords(text).slice(0, 12);
  if (words.length === 0) return null;
  return words.map((word, index) => `'${word}'${index === words.length - 1 ? ':*' : ''}`).join(' & ');
}
