import { parseRevisions } from '@/app/(public)/figures/revisions/parse-revisions';
import { JSON_FILE, refuse } from '@/app/answers';
import { readRevisionHeat } from '@/lib/data/revision-heat';
import { toHeatJson } from '@/lib/formats/heat-words';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';

/** `/figures/revisions` as JSON (A13, D3). */
export async function GET(request: Request) {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { series, by, notes } = parseRevisions(searchParams);
  if (series === null || notes.length > 0) return refuse('bad_request', notes);
  const heat = await readRevisionHeat(series, by);
  if (heat === null) return refuse('not_found');
  return new Response(toHeatJson({ ...heat, series }), { headers: JSON_FILE });
}
