import imported from 'next/dist/server/lib/incremental-cache/file-system-cache.js';

// Loaded by Node in one place of Next and bundled in another, which disagree about what such a module's default is.
const FileSystemCache = 'default' in imported ? imported.default : imported;

/**
 * Next's own cache of finished pages, which keeps each page as text that costs nothing to send: signs beyond ASCII (narrow spaces, dashes,
 * quotation marks) are written as references, so that the text is held as one byte a sign. Next counts and encodes the whole text at
 * every request, which for a page of figures takes ten times as long when a single sign in it needs two bytes.
 */
export default class PageCache extends FileSystemCache {
  /**
   * @param {string} key
   * @param {{ kind: string, html?: unknown } | null} data
   * @param {object} context
   */
  async set(key, data, context) {
    const isPage = data?.kind === 'APP_PAGE' && typeof data.html === 'string';
    return super.set(key, isPage ? { ...data, html: toAsciiHtml(data.html) } : data, context);
  }
}

const SCRIPTS = /(<script\b[^>]*>[\s\S]*?<\/script>)/i;
const WIDE = /[^\0-\x7f]/gu;

const asReference = (sign) => `&#${sign.codePointAt(0)};`;
const asEscapes = (sign) =>
  [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

/**
 * The same page in ASCII, which is one byte a sign here and on the wire: references in HTML, escapes in scripts (which hold strings there and nothing else).
 * @param {string} html
 * @returns {string}
 */
export function toAsciiHtml(html) {
  const parts = html.split(SCRIPTS);
  const text = parts.map((part, index) => part.replace(WIDE, index % 2 === 0 ? asReference : asEscapes)).join('');
  // Taken through bytes, since a text put together from wide ones stays wide.
  return Buffer.from(text, 'latin1').toString('latin1');
}
