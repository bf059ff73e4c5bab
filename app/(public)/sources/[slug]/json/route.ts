import { JSON_FILE, refuse } from '@/app/answers';
import { getSource } from '@/lib/data/source-pages';
import { toSourceJson } from '@/lib/formats/sources-json';
import { parseClaimsView } from '@/lib/ledger/claims-view';

/** One source as JSON, as known at an instant; reached as `/sources/{slug}.json` (D3, D4). */
export async function GET(request: Request, { params }: RouteContext<'/sources/[slug]/json'>) {
  const { slug } = await params;
  const { searchParams } = new URL(request.url);
  const { view, notes } = parseClaimsView([...searchParams].filter(([key]) => key === 'known' || key === 'public'));
  if (notes.length > 0) return refuse('bad_request', notes);
  const detail = await getSource(slug, { known: view.known, public: view.public });
  if (detail !== null) return new Response(toSourceJson(detail), { headers: JSON_FILE });
  return refuse('not_found', [
    view.known === null
      ? { key: 'slug', value: slug.slice(0, 60), message: 'The registry has no such source.' }
      : { key: 'known', value: view.known, message: 'The registry did not hold this source at that instant.' },
  ]);
}
