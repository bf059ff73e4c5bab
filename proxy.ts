/**
 * Stands before the pages that are drawn at request time. Such a page has sent 200 before it knows whether there is anything to
 * show, and what goes wrong after that is seen only with JavaScript. So two questions are asked here first: does the ledger
 * answer, and is there such a claim or source? If not, the answer is a whole page with its true status.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { refuse } from '@/app/answers';
import { hasClaim, hasSource, requireLedger } from '@/lib/data/existence';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';
import { log } from '@/lib/log';

export const config = { matcher: ['/claims', '/claims/:id', '/sources', '/sources/:slug', '/search', '/codebook'] };

/** `/claims/abc1234.json` → noun, name and ending; null for what cannot be an address of a claim or a source. */
const ONE = /^\/(claims|sources)\/([a-z0-9-]{1,64})(?:\.(json|csv))?$/;

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
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Retry-After': '60' },
  });
}

export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const isOne = /^\/(claims|sources)\//.test(pathname);
  const [, noun, name = '', ending] = ONE.exec(pathname) ?? [];
  if (isOne && (noun === undefined || (noun === 'sources' && ending === 'csv'))) return nothingHere(request);
  // The matcher of “/claims” lets “/claims.json” through as well; files refuse in their own form.
  const isFile = ending !== undefined || /\.[a-z]+$/.test(pathname);
  try {
    if (!isOne) await requireLedger();
    else if (!(noun === 'claims' ? await hasClaim(name) : await hasSource(name)))
      return isFile ? refuse('not_found') : nothingHere(request);
  } catch (error) {
    const id = crypto.randomUUID().slice(0, 8);
    log.error({ event: 'ledger.unreachable', id, err: error });
    return isFile ? refuse('unavailable', [], id) : unavailable(id);
  }
  if (ending === undefined) return NextResponse.next();
  return NextResponse.rewrite(new URL(`/${noun}/${name}/${ending}${search}`, request.url));
}
