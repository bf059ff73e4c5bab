/**
 * Whether a request was sent by a page of this site. Server actions ask this themselves; route handlers that take what people send ask here.
 */
import 'server-only';
import { readEnvironment } from '@/lib/env';

/**
 * True for a request that a page of this site sent: the browser says so (`Sec-Fetch-Site`), or names our own address as its origin. A
 * request that says neither comes from no browser that could be misled, and is not let in either.
 */
export function isFromThisSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin';
  const sent = URL.parse(origin);
  const { SITE_URL } = readEnvironment();
  if (SITE_URL !== undefined && sent?.origin === new URL(SITE_URL).origin) return true;
  return sent !== null && sent.host === headers.get('host');
}
