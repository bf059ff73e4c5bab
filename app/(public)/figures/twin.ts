import { answerFor } from '@/lib/data/answers';
import { type Comparison, readComparison } from '@/lib/data/comparison';
import { API_ERRORS, type ApiErrorCode, type ApiErrorDetail, toApiErrorJson } from '@/lib/formats/api-error';
import { fileName } from '@/lib/formats/view-words';
import { MAX_QUERY_LENGTH, parseView, type View, viewToSearch } from '@/lib/ledger/view';

export type Ending = 'csv' | 'json' | 'svg' | 'png' | 'zip';

const TYPES: Record<Ending, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  zip: 'application/zip',
};

/** A live answer may be shared for a minute; a past instant is fixed and may be kept for a day (the method can still change). */
function cacheControl(view: View): string {
  return view.known === null ? 'public, max-age=0, s-maxage=60, must-revalidate' : 'public, max-age=86400';
}

function refuse(code: ApiErrorCode, details: readonly ApiErrorDetail[] = []): Response {
  return new Response(toApiErrorJson(code, { details }), {
    status: API_ERRORS[code].status,
    headers: { 'Content-Type': TYPES.json, 'Cache-Control': 'no-store' },
  });
}

/** Carries a refusal out of the making of an answer, so that refusals are never kept. */
class Refusal extends Error {
  constructor(readonly details: readonly ApiErrorDetail[]) {
    super('refused');
  }
}

async function readOrRefuse(view: View): Promise<Comparison> {
  const comparison = await readComparison(view, { lean: true });
  if (comparison === null)
    throw new Refusal([
      {
        key: 'known',
        value: view.known ?? '',
        message:
          'The ledger held nothing at that instant. Ask for a later one, or use public= for what sources had published by a day.',
      },
    ]);
  if (comparison.unknownSeries.length > 0)
    throw new Refusal(
      comparison.unknownSeries.map((id) => ({ key: 'series', value: id, message: 'The ledger holds no such series.' })),
    );
  if (comparison.unknownScenario !== null)
    throw new Refusal([
      { key: 'scenario', value: comparison.unknownScenario, message: 'The ledger holds no such ratio at that status.' },
    ]);
  return comparison;
}

/**
 * A view as a file: the same address as its page with another ending (layout.md §4, D3). A mistake in the address is 400 with
 * every mistake named; the same view of the same ledger gives the same bytes and the same ETag.
 */
export async function figuresFile(
  request: Request,
  ending: Ending,
  print: (
    comparison: Comparison,
    asked: View,
  ) => Promise<string | Uint8Array<ArrayBuffer>> | string | Uint8Array<ArrayBuffer>,
  // What is printed, where one ending has several: the picture of a view, and that for links to it.
  form: string = ending,
): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = parseView(searchParams);
  if (notes.length > 0)
    return refuse(
      'bad_request',
      notes.map(({ key, value, message }) => ({ key, value, message })),
    );
  const isAll = (ending === 'csv' || ending === 'zip') && searchParams.get('all') === '1';
  try {
    const answer = await answerFor(`${form}${isAll ? '+all' : ''}?${viewToSearch(view)}`, async () => {
      const comparison = await readOrRefuse(view);
      const name = `${fileName(comparison.view, comparison.table)}${isAll ? '_all' : ''}.${ending}`;
      return { name, body: await print(comparison, view) };
    });
    const headers = {
      'Content-Type': TYPES[ending],
      'Cache-Control': cacheControl(view),
      ETag: answer.etag,
      'Access-Control-Allow-Origin': '*',
      'Content-Disposition': `inline; filename="${answer.name}"`,
    };
    if (request.headers.get('if-none-match')?.includes(answer.etag))
      return new Response(null, { status: 304, headers });
    return new Response(answer.body, { headers });
  } catch (error) {
    if (error instanceof Refusal) return refuse('bad_request', error.details);
    throw error;
  }
}
