/**
 * Where this site is, for links, and how a request came here.
 */
import 'server-only';
import { readEnvironment } from '@/lib/env';

/** The address in links that leave the site: SITE_URL, else this machine. Never what a request says about itself, which anybody may forge. */
export function publicOrigin(): string {
  const { SITE_URL, PORT } = readEnvironment();
  return SITE_URL === undefined ? `http://localhost:${PORT}` : new URL(SITE_URL).origin;
}

/** The address that somebody is using right now, for links that only they are shown. */
export function askedOrigin(headers: Headers): string {
  const { SITE_URL } = readEnvironment();
  const host = headers.get('host');
  if (SITE_URL !== undefined || host === null) return publicOrigin();
  return `${cameOverTls(headers) ? 'https' : 'http'}://${host}`;
}

/** True when the reader's side of the connection is encrypted: by what stands in front of us, or as SITE_URL says. */
export function cameOverTls(headers: Headers): boolean {
  const { SITE_URL } = readEnvironment();
  if (SITE_URL !== undefined) return SITE_URL.startsWith('https:');
  return headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
}

/** Who sent a request, as far as the last server in front of us can tell. */
export function senderOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}

/** A path of this site to go on to, or `otherwise` for anything that would lead elsewhere. */
export function localPath(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || given.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given)) return otherwise;
  const base = 'http://here.invalid';
  const url = URL.parse(given, base);
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : otherwise;
}
