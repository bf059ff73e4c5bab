import { readFrozen } from '@/app/(public)/p/read-frozen';
import { refuse } from '@/app/answers';
import { siteAddress } from '@/app/site-address';
import { answerFor } from '@/lib/data/answers';
import { readComparison } from '@/lib/data/comparison';
import { isPermalinkId, readPermalinkFile } from '@/lib/data/permalinks';
import { citedTitle } from '@/lib/formats/citation';
import { pictureSize } from '@/lib/formats/embed-code';
import { toPicture } from '@/lib/formats/figure-picture';
import { type Room, toOembed } from '@/lib/formats/oembed';
import { MAX_QUERY_LENGTH, parseView } from '@/lib/ledger/view';
import { embed, embedLive, figuresSocial, HOME, permalinkSocial } from '@/lib/routes';

type Shown = Parameters<typeof toOembed>[0];
type At = (path: string) => string;

/** A frozen comparison: what oEmbed says of it follows from what is stored. */
async function frozenAt(id: string, at: At): Promise<Shown | null> {
  const [frozen, picture] = await Promise.all([readFrozen(id), readPermalinkFile(id, 'svg')]);
  if (frozen === null || picture === null) return null;
  return {
    title: frozen.permalink.title ?? citedTitle(frozen.view, frozen.table),
    embed: at(embed(id)),
    social: at(permalinkSocial(id)),
    site: at(HOME),
    pictures: {
      wide: pictureSize(new TextDecoder().decode(picture.bytes)),
      narrow: pictureSize(toPicture(frozen.table, frozen.view, 'narrow')),
    },
  };
}

/** A live comparison; null for what the ledger does not hold. */
async function liveAt(search: URLSearchParams, at: At): Promise<Shown | null> {
  const { view } = parseView(search);
  const comparison = await readComparison(view);
  if (comparison === null || comparison.unknownSeries.length > 0 || comparison.unknownScenario !== null) return null;
  return {
    title: citedTitle(comparison.view, comparison.table),
    embed: at(embedLive({ ...view, tab: 'chart' })),
    social: at(figuresSocial({ ...view, tab: 'chart' })),
    site: at(HOME),
    pictures: {
      wide: pictureSize(toPicture(comparison.table, comparison.view)),
      narrow: pictureSize(toPicture(comparison.table, comparison.view, 'narrow')),
    },
  };
}

/** What an address of this site shows: `/p/{id}`, `/embed/{id}`, `/figures?…`, `/embed?…` or the first page. Null for all else. */
async function shownAt(address: string, at: At): Promise<Shown | null> {
  const url = URL.parse(address, at(HOME));
  if (url === null || url.host !== new URL(at(HOME)).host || url.search.length > MAX_QUERY_LENGTH) return null;
  const [, id] = /^\/(?:p|embed)\/([^/.]+)(?:\/changes)?\/?$/.exec(url.pathname) ?? [];
  if (id !== undefined) return isPermalinkId(id) ? frozenAt(id, at) : null;
  return ['/', '/figures', '/embed'].includes(url.pathname) ? liveAt(url.searchParams, at) : null;
}

/** `600` → 600; null where nothing was asked. Undefined for what is no size. */
function sizeOf(text: string | null): number | null | undefined {
  if (text === null || text === '') return null;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** Carries “not of this site” out of the making of an answer, so that it is not kept. */
class NothingThere extends Error {}

async function makeOnce(address: string, room: Room, at: At): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const key = `oembed ${room.maxWidth}×${room.maxHeight} ${at('')} ${address}`;
    const answer = await answerFor(key, async () => {
      const shown = await shownAt(address, at);
      if (shown === null) throw new NothingThere();
      return { name: 'oembed.json', body: JSON.stringify(toOembed(shown, room)) };
    });
    return answer.body;
  } catch (error) {
    if (error instanceof NothingThere) return null;
    throw error;
  }
}

/** oEmbed (D15). An address that is not of this site, or shows nothing that can be embedded, is 404; other formats than JSON are 501. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const format = searchParams.get('format') ?? 'json';
  if (format !== 'json')
    return refuse('not_implemented', [
      { key: 'format', value: format.slice(0, 60), message: 'The only format is json.' },
    ]);
  const address = searchParams.get('url');
  if (address === null)
    return refuse('bad_request', [{ key: 'url', value: '', message: 'Name an address of this site, as url=….' }]);
  const [maxWidth, maxHeight] = [sizeOf(searchParams.get('maxwidth')), sizeOf(searchParams.get('maxheight'))];
  if (maxWidth === undefined || maxHeight === undefined)
    return refuse('bad_request', [
      { key: maxWidth === undefined ? 'maxwidth' : 'maxheight', value: '', message: 'A size is a number of pixels.' },
    ]);
  const room: Room = { maxWidth, maxHeight };
  const body = await makeOnce(address, room, siteAddress(request.headers));
  if (body === null) return refuse('not_found');
  return new Response(body, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    },
  });
}
