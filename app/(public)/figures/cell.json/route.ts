import { findCell } from '@/app/(public)/figures/cell/find';
import { API_ERRORS, toApiErrorJson } from '@/lib/formats/api-error';
import { toFiguresJson } from '@/lib/formats/figures-json';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** One figure or gap in the form of `/figures.json`, narrowed to its series and month (D3). */
export async function GET(request: Request): Promise<Response> {
  const found = await findCell([...new URL(request.url).searchParams]);
  if ('problem' in found) {
    const details = [{ key: 'series', value: '', message: found.problem }];
    return new Response(toApiErrorJson('bad_request', { details }), {
      status: API_ERRORS.bad_request.status,
      headers: JSON_TYPE,
    });
  }
  return new Response(toFiguresJson(found.comparison.table, found.comparison.view), {
    headers: { ...JSON_TYPE, 'Cache-Control': 'public, max-age=0, s-maxage=60', 'Access-Control-Allow-Origin': '*' },
  });
}
