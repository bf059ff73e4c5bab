import { answerFor } from '@/lib/data/answers';
import { log } from '@/lib/log';
import { figures } from '@/lib/routes';
import { EMBED_HEADERS, emptyEmbed } from './embed-page';

/** Its line about newer figures may change, so it is asked about again; a shared cache may hold it for a minute. */
const CACHE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=300';

/** Carries the refusal of an embed out of its making, so that refusals are never kept. */
export class NothingToEmbed extends Error {
  constructor(
    readonly title: string,
    readonly words: string,
  ) {
    super(title);
  }
}

const empty = (status: number, title: string, words: string) =>
  new Response(emptyEmbed(title, words, { href: figures(), label: 'Open Attrition Ledger' }), {
    status,
    headers: { ...EMBED_HEADERS, 'Cache-Control': 'no-store' },
  });

/**
 * An embed as it stands at the newest ledger number: made once for each, and sent from memory (layout.md §5). `key` says what is shown.
 */
export async function embedAnswer(request: Request, key: string, make: () => Promise<string>): Promise<Response> {
  try {
    const answer = await answerFor(key, async () => ({ name: 'embed', body: await make() }));
    const headers = { ...EMBED_HEADERS, 'Cache-Control': CACHE, ETag: answer.etag };
    if (request.headers.get('if-none-match')?.includes(answer.etag))
      return new Response(null, { status: 304, headers });
    return new Response(answer.body, { headers });
  } catch (error) {
    if (error instanceof NothingToEmbed) return empty(404, error.title, error.words);
    const id = crypto.randomUUID().slice(0, 8);
    log.error({ event: 'embed.failed', id, err: error });
    return empty(
      503,
      'The figures cannot be read at the moment',
      `Nothing is lost, and nothing has changed. Please try again in a minute. If you report it, please quote the id ${id}.`,
    );
  }
}
