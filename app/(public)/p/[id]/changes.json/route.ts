import { explain, readChangesSince, readFrozen } from '@/app/(public)/p/read-frozen';
import { JSON_FILE, refuse } from '@/app/answers';
import { toDifferencesJson } from '@/lib/formats/differences-json';
import { viewToSearch } from '@/lib/ledger/view';

/** What has changed since a comparison was frozen, for programs. */
export async function GET(_request: Request, { params }: RouteContext<'/p/[id]/changes.json'>): Promise<Response> {
  const { id } = await params;
  const frozen = await readFrozen(id);
  if (frozen === null) return refuse('not_found');
  const changes = await readChangesSince(frozen);
  const body = toDifferencesJson({
    ...changes,
    search: viewToSearch(changes.view),
    permalink: id,
    lines: await explain(changes),
  });
  return new Response(body, { headers: { ...JSON_FILE, 'Access-Control-Allow-Origin': '*' } });
}
