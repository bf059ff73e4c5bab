import { JSON_FILE, refuse, refuseBefore } from '@/app/answers';
import { listSources } from '@/lib/data/source-pages';
import { toSourcesJson } from '@/lib/formats/sources-json';
import { parseClaimsView } from '@/lib/ledger/claims-view';

/** The registry of sources as JSON, as known at an instant (D3, D4). */
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  const { view, notes } = parseClaimsView([...searchParams].filter(([key]) => key === 'known' || key === 'public'));
  if (notes.length > 0) return refuse('bad_request', notes);
  const sources = await listSources({ known: view.known, public: view.public });
  if (sources.length === 0 && view.known !== null) return refuseBefore(view.known);
  return new Response(toSourcesJson(sources), { headers: JSON_FILE });
}
