/**
 * Stands before the pages that are drawn at request time, with two tasks.
 *
 * A public page has sent 200 before it knows whether there is anything to show, and what goes wrong after that is seen only with
 * JavaScript. So two questions are asked here first: does the ledger answer, and is there such a claim or source? If not, the answer is a
 * whole page with its true status.
 *
 * Every page that is drawn at request time gets a nonce (lib/content-policy.ts); the desk and signing in also the path that was asked
 * for, so that signing in can lead back. Nobody is let in or kept out here: the guard stands in each page and action (lib/auth/guard.ts).
 * The cached pages (`/` and `/figures`) never come by here: lib/page-cache.mjs sees to their policy.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { refuse } from '@/app/answers';
import { STATUS_HEADER } from '@/lib/answer-status';
import { PATH_HEADER } from '@/lib/auth/path-header';
import { contentPolicy } from '@/lib/content-policy';
import { hasPublish, hasSource, requireLedger, stateOfClaim } from '@/lib/data/existence';
import { isDevelopment } from '@/lib/env';
import { parseLedgerNumber } from '@/lib/ledger/changes';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import { methodTextOf } from '@/lib/ledger/method-versions';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';
import { log } from '@/lib/log';
import { CHANGES_HEADS, cellTwin } from '@/lib/routes';

export const config = {
  matcher: [
    '/changed',
    '/changes',
    '/changes/:ledgerNumber',
    '/claims',
    '/claims/:id',
    '/sources',
    '/sources/:slug',
    '/search',
    '/codebook',
    '/about',
    '/methodology',
    '/methodology/:version',
    '/report',
    '/report/:path',
    '/figures/cell',
    '/editor/:path*',
    '/sign-in/:path*',
    '/forgotten',
    '/reset/:token',
    '/set-up/:token',
    '/invitation/:token',
    // What cannot be the address of a frozen comparison; those that can be never come by here.
    '/p/:path((?![0-9a-hjkmnp-tv-z]{16}(?:[./]|$)).*)',
  ],
};

/** Public pages drawn at each request that need nothing else from here. */
const PLAIN = /^\/(?:about|methodology(?:\/[^/]+)?|report(?:\/[^/]+)?|figures\/cell)$/;

/** How a page names the document that tells its provenance (W3C PROV-AQ). */
const HAS_PROVENANCE = 'http://www.w3.org/ns/prov#has_provenance';

const DESK = /^\/(editor|sign-in|forgotten|reset|set-up|invitation)(\/|$)/;

/**
 * Next answers a page for readers that see only HTML (it knows them by this name) when the page is whole, and then with its true status:
 * a redirect of the guard is one, also without script. The desk is drawn at each request anyway, so there is nothing to gain by
 * sending the beginning of a page early.
 */
const WHOLE_PAGE = 'Bingbot';

/** The policy for one answer, given to Next by the headers of the request: it writes the nonce into every tag of its own. */
function withNonce(request: NextRequest, { isDesk }: { readonly isDesk: boolean }): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentPolicy({ nonce, isDevelopment });
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  if (isDesk) {
    headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
    if (request.method === 'GET' || request.method === 'HEAD')
      headers.set('User-Agent', `${headers.get('User-Agent') ?? ''} ${WHOLE_PAGE}`);
  }
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set('Content-Security-Policy', policy);
  return answer;
}

/** `/claims/abc1234.json` → noun, name and ending; null for what cannot be an address of a claim or a source. */
const ONE = /^\/(claims|sources|changes)\/([a-z0-9-]{1,64})(?:\.(json|csv))?$/;

/** The endings that a noun has beside its page. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  claims: ['json', 'csv'],
  sources: ['json'],
  changes: [],
};

/** Whether there is anything under a name; a claim that was withdrawn leaves a tombstone. */
async function stateOf(noun: string, name: string, { nextUrl }: NextRequest): Promise<'none' | 'held' | 'withdrawn'> {
  if (noun === 'claims') return stateOfClaim(name, parseClaimsView(nextUrl.searchParams).view.known);
  if (noun === 'sources') return (await hasSource(name)) ? 'held' : 'none';
  const ledgerNumber = parseLedgerNumber(name);
  return ledgerNumber !== null && (await hasPublish(ledgerNumber)) ? 'held' : 'none';
}

/** An address that no page has: there the not-found page answers, whole, with 404. */
function nothingHere(request: NextRequest): NextResponse {
  return NextResponse.rewrite(new URL('/nothing-here', request.url));
}

/** No page can be drawn without the ledger; this one needs nothing. `id` is what the log has it under. */
function unavailable(id: string): NextResponse {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The ledger cannot be read – Attrition Ledger</title>
<style>body{font:17px/1.55 Georgia,serif;max-width:38rem;margin:4rem auto;padding:0 1rem}</style>
<main>
<h1>The ledger cannot be read at the moment</h1>
<p>Its database does not answer. Nothing is lost, and nothing has changed. Please try again in a minute.</p>
<p>If you report it, please quote the id <code>${id}</code>.</p>
<p><a href="">Try again</a></p>
</main>
</html>`;
  return new NextResponse(body, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': '60',
      'Content-Security-Policy': contentPolicy(),
    },
  });
}

/** Logs that the ledger does not answer, and says so with 503. */
function notReached(error: unknown, isFile = false): Response {
  const id = crypto.randomUUID().slice(0, 8);
  log.error({ event: 'ledger.unreachable', id, err: error });
  return isFile ? refuse('unavailable', [], id) : unavailable(id);
}

export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  if (DESK.test(pathname)) {
    try {
      if (request.method === 'GET') await requireLedger();
    } catch (error) {
      return notReached(error);
    }
    return withNonce(request, { isDesk: true });
  }
  if (pathname.startsWith('/p/')) return nothingHere(request);
  const [, version] = /^\/methodology\/([^/]+)$/.exec(pathname) ?? [];
  if (version !== undefined && methodTextOf(version) === undefined) return nothingHere(request);
  if (PLAIN.test(pathname)) {
    const answer = withNonce(request, { isDesk: false });
    if (pathname === '/figures/cell')
      answer.headers.append('Link', `<${cellTwin(pathname, 'prov.json')}${search}>; rel="${HAS_PROVENANCE}"`);
    return answer;
  }
  if (pathname === CHANGES_HEADS) return NextResponse.next();
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const isOne = /^\/(claims|sources|changes)\//.test(pathname);
  const [, noun, name = '', ending] = ONE.exec(pathname) ?? [];
  if (isOne && (noun === undefined || (ending !== undefined && !ENDINGS[noun]?.includes(ending))))
    return nothingHere(request);
  // The matcher of “/claims” lets “/claims.json” through as well; files refuse in their own form.
  const isFile = ending !== undefined || /\.[a-z]+$/.test(pathname);
  let state: 'none' | 'held' | 'withdrawn' = 'held';
  try {
    if (noun === undefined) await requireLedger();
    else state = await stateOf(noun, name, request);
  } catch (error) {
    return notReached(error, isFile);
  }
  if (state === 'none') return isFile ? refuse('not_found') : nothingHere(request);
  if (ending === undefined) {
    const answer = isFile ? NextResponse.next() : withNonce(request, { isDesk: false });
    if (state === 'withdrawn') answer.headers.set(STATUS_HEADER, '410');
    return answer;
  }
  return NextResponse.rewrite(new URL(`/${noun}/${name}/${ending}${search}`, request.url));
}
