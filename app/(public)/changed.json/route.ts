import { parseChanged } from '@/app/(public)/changed/parse-changed';
import { explain, readChangesBetween } from '@/app/(public)/p/read-frozen';
import { JSON_FILE, refuse } from '@/app/answers';
import { toDifferencesJson } from '@/lib/formats/differences-json';
import { MAX_QUERY_LENGTH, viewToSearch } from '@/lib/ledger/view';

/** What changed of a view between two instants, for programs (A14). */
export async function GET(request: Request): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, since, until, notes } = parseChanged([...searchParams]);
  if (notes.length > 0) return refuse('bad_request', notes);
  if (since === null)
    return refuse('bad_request', [
      { key: 'since', value: '', message: 'Say since when: a date or an instant with a zone.' },
    ]);
  const changes = await readChangesBetween(view, { since, until });
  if ('problem' in changes)
    return refuse('bad_request', [
      changes.problem === 'nothing_until'
        ? { key: 'until', value: until ?? '', message: 'The ledger held nothing at that instant.' }
        : { key: 'series', value: changes.series ?? '', message: 'The ledger holds no such series.' },
    ]);
  const body = toDifferencesJson({
    ...changes,
    search: viewToSearch(changes.view),
    permalink: null,
    lines: await explain(changes),
  });
  return new Response(body, { headers: { ...JSON_FILE, 'Access-Control-Allow-Origin': '*' } });
}
