import { connection } from 'next/server';
import { JSON_FILE } from '@/app/answers';
import { NOW } from '@/lib/data/ledger';
import { listSources } from '@/lib/data/source-pages';
import { toSourcesJson } from '@/lib/formats/sources-json';

/** The registry of sources as JSON (D3). */
export async function GET() {
  await connection();
  return new Response(toSourcesJson(await listSources(NOW)), { headers: JSON_FILE });
}
