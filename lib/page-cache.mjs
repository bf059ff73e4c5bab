import { createHash } from 'node:crypto';
import imported from 'next/dist/server/lib/incremental-cache/file-system-cache.js';

// Loaded by Node in one place of Next and bundled in another, which disagree about what such a module's default is.
const FileSystemCache = 'default' in imported ? imported.default : imported;

/** Keys of signing in and the desk, which are drawn at each request (proxy.ts): they end with `$` and the path. */
const DESK = /\$\/(editor|sign-in|forgotten|reset|set-up|invitation|report)(\/|$)/;

/**
 * Next's own cache of finished pages, which keeps each page as text that costs nothing to send: signs beyond ASCII (narrow spaces, dashes,
 * quotation marks) are written as references, so that the text is held as one byte a sign. Next counts and encodes the whole text at
 * every request, which for a page of figures takes ten times as long when a single sign in it needs two bytes.
 */
export default class PageCache extends FileSystemCache {
  /**
   * Nothing of the desk is kept. Next would take up a page where its build left it even when a form was posted, and loses on the way what
   * the form answers to a reader without script (vercel/next.js, pull request 97784).
   * @param {string} key
   * @param {object} context
   */
  async get(key, context) {
    return DESK.test(key) ? null : super.get(key, context);
  }

  /**
   * @param {string} key
   * @param {{ kind: string, html?: unknown } | null} data
   * @param {object} context
   */
  async set(key, data, context) {
    const isPage = data?.kind === 'APP_PAGE' && typeof data.html === 'string';
    if (!isPage) return super.set(key, data, context);
    const html = toAsciiHtml(data.html);
    // Next hands on this very object as its first answer; later ones are made from what is kept.
    data.status = namedStatus(html) ?? data.status;
    data.headers = withMemento(data.headers, html);
    // A page with a part that is drawn at each request gets scripts that are not here; its policy carries a nonce.
    const headers =
      typeof data.postponed === 'string'
        ? data.headers
        : { ...data.headers, 'content-security-policy': scriptPolicy(html) };
    return super.set(key, { ...data, html, headers }, context);
  }
}

/**
 * The status that a page says it has. A page of Next can only be “not found” in a way that leaves it empty without script; one that names its
 * status is whole. No text that a page shows can look like this tag.
 * @param {string} html
 * @returns {404 | null}
 */
export function namedStatus(html) {
  return html.includes('<meta name="al-status" content="404"/>') ? 404 : null;
}

/**
 * The headers of a frozen comparison say that it is a memento, of which instant and of which page (RFC 7089). Its page says so in two tags.
 * @param {Record<string, unknown>} headers
 * @param {string} html
 * @returns {Record<string, unknown>}
 */
export function withMemento(headers, html) {
  const [, instant] = /<meta name="memento-datetime" content="([A-Za-z0-9,: ]+)"\/>/.exec(html) ?? [];
  const [, original] = /<link rel="original" href="([^"]+)"\/>/.exec(html) ?? [];
  if (instant === undefined || original === undefined) return headers;
  const link = `<${original.replaceAll('&amp;', '&')}>; rel="original"`;
  return {
    ...headers,
    'memento-datetime': instant,
    link: headers?.link === undefined ? link : `${headers.link}, ${link}`,
  };
}

/**
 * The policy for the inline scripts of one finished page: these, by their hashes, and no others. It goes beside the one that all cached
 * pages have (next.config.ts), which must allow inline scripts as such, since a page is first sent as it is drawn; a browser keeps to both.
 * @param {string} html
 * @returns {string}
 */
export function scriptPolicy(html) {
  const hashes = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)]
    .filter(([, text]) => text !== '')
    .map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return `script-src ${["'self'", ...new Set(hashes)].join(' ')}`;
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
