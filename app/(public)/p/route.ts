import { headers } from 'next/headers';
import { plainPage } from '@/app/plain-page';
import { showFrozen } from '@/app/published';
import { senderOf } from '@/lib/auth/origin';
import { isFromThisSite } from '@/lib/auth/same-site';
import { countAttempt } from '@/lib/data/attempts';
import { plural } from '@/lib/formats/text';
import { MAX_QUERY_LENGTH, parseView } from '@/lib/ledger/view';
import { figures, permalink } from '@/lib/routes';
import { freezeView } from './freeze';

/** So many comparisons may be frozen from one address. */
const LIMIT = { max: 30, seconds: 10 * 60 } as const;

function refuse(status: number, title: string, paragraphs: readonly string[], back: string, wait?: number): Response {
  return plainPage({ status, title, paragraphs, links: [{ href: back, label: 'Back to the comparison' }], wait });
}

/** The form’s view, as the query of `/figures`; null for what no form of ours sends. */
async function searchOf(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length')) > 2 * MAX_QUERY_LENGTH) return null;
  const view = await request.formData().then(
    (form) => form.get('view'),
    () => null,
  );
  return typeof view === 'string' && view.length <= MAX_QUERY_LENGTH ? view : null;
}

/**
 * Freezes the comparison that a form names and leads to it (R1). A form of its own and not an action of the page: pages with it are cached
 * for longer than one build, it posts without script, and a refusal has its true status.
 */
export async function POST(request: Request): Promise<Response> {
  const sent = await headers();
  if (!isFromThisSite(sent))
    return refuse(
      403,
      'This was not sent from this site',
      ['Press “Permalink” under the comparison itself.'],
      figures(),
    );
  const search = await searchOf(request);
  if (search === null)
    return refuse(400, 'No comparison was named', ['Press “Permalink” under a comparison.'], figures());
  const { view, notes } = parseView(new URLSearchParams(search));
  const back = figures(view);
  if (notes.length > 0)
    return refuse(
      400,
      'This comparison was not understood',
      notes.map(({ key, message }) => `${key}: ${message}`),
      back,
    );
  const wait = await countAttempt(`freeze:${senderOf(sent)}`, LIMIT);
  if (wait > 0)
    return refuse(
      429,
      'Many permalinks were made from your address',
      [
        `Please press again in ${plural(Math.ceil(wait / 60), 'minute')}. Nothing is lost: the address of the comparison with its “known” key shows the same figures until then.`,
      ],
      back,
      wait,
    );
  const frozen = await freezeView(view);
  if (!frozen.ok) return refuse(422, 'This comparison cannot be frozen', [frozen.message], back);
  if (frozen.isNew) showFrozen(frozen.id);
  return new Response(null, { status: 303, headers: { Location: permalink(frozen.id), 'Cache-Control': 'no-store' } });
}
