import { createHash } from 'node:crypto';
import { refuse } from '@/app/answers';
import { publicOrigin } from '@/lib/auth/origin';
import { type ChangesPage, readChanges } from '@/lib/data/changes';
import type { ChangesFeed } from '@/lib/formats/changes-feed';
import { type ChangesView, changesQuery, parseChangesView } from '@/lib/ledger/changes';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';
import { absolute, changes, changesFeed } from '@/lib/routes';

/** Publishes on one page of the log, and what of each is shown there; the rest stands on a page of its own. */
const PAGE = { limit: 25, events: 12 } as const;
/** A feed carries more: programs read it. */
const FEED = { limit: 50, events: 200 } as const;

/** One page of the log. */
export async function readChangesPage(view: ChangesView): Promise<ChangesPage> {
  return readChanges(view, PAGE);
}

/**
 * The log as a feed, or what is wrong with its address. May be kept, but must be asked about again, which costs nothing while nothing has
 * changed.
 */
export async function changesFile(
  request: Request,
  ending: 'atom' | 'json',
  type: string,
  print: (feed: ChangesFeed) => string,
): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = parseChangesView(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  const page = await readChanges(view, FEED);
  const origin = publicOrigin();
  const query = changesQuery(view);
  const body = print({
    origin,
    home: absolute(origin, changes(query)),
    self: absolute(origin, changesFeed(query, ending)),
    next: page.next === null ? null : absolute(origin, changesFeed({ ...query, before: String(page.next) }, ending)),
    id: page.id,
    latest: page.latest,
    entries: page.entries,
  });
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, no-cache', ETag: etag };
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
