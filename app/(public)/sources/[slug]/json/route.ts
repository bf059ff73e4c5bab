import { JSON_FILE, refuse } from '@/app/answers';
import { NOW } from '@/lib/data/ledger';
import { getSource } from '@/lib/data/source-pages';
import { toSourceJson } from '@/lib/formats/sources-json';

/** One source as JSON; reached as `/sources/{slug}.json` (D3). */
export async function GET(_request: Request, { params }: RouteContext<'/sources/[slug]/json'>) {
  const { slug } = await params;
  const detail = await getSource(slug, NOW);
  if (detail === null)
    return refuse('not_found', [
      { key: 'slug', value: slug.slice(0, 60), message: 'The registry has no such source.' },
    ]);
  return new Response(toSourceJson(detail), { headers: JSON_FILE });
}
