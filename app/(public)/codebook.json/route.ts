import { connection } from 'next/server';
import { readMetricUses } from '@/app/(public)/codebook/metric-uses';
import { JSON_FILE } from '@/app/answers';
import { toCodebook, toCodebookJson } from '@/lib/formats/codebook';

/** The codebook as JSON (D8). */
export async function GET() {
  await connection();
  return new Response(toCodebookJson(toCodebook(await readMetricUses())), { headers: JSON_FILE });
}
