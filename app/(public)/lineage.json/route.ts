import { JSON_FILE, refuse, refuseBefore } from '@/app/answers';
import { readLineagePicture } from '@/lib/data/lineage';
import { toLineageJson } from '@/lib/formats/lineage-json';
import { parseClaimsView } from '@/lib/ledger/claims-view';

/** Who repeats whom as JSON, as known at an instant (D3, D4). */
export async function GET(request: Request) {
  const { view, notes } = parseClaimsView([...new URL(request.url).searchParams].filter(([key]) => key === 'known'));
  if (notes.length > 0) return refuse('bad_request', notes);
  const { knownOn, groups } = await readLineagePicture({ known: view.known });
  if (knownOn === null) return view.known === null ? refuse('not_found') : refuseBefore(view.known);
  return new Response(toLineageJson(knownOn, groups), { headers: JSON_FILE });
}
