/**
 * Whose claims bulk files leave out (D17). The registry as it stands now decides, whatever instant a file answers to: a licence binds who
 * hands data on today. Archives of frozen comparisons that were made before stay as they are.
 */
import 'server-only';
import { type Source, sourceSchema, type Withheld, withheldOf } from '@/lib/ledger/source';
import { rowsOf } from './db';

const WITHHELD = `
  SELECT v.content FROM source o CROSS JOIN LATERAL (
    SELECT content FROM source_revision WHERE source_id = o.id ORDER BY number DESC LIMIT 1) v
   WHERE v.content @> '{"bulkWithheld": true}'`;

/** The withheld sources with their reasons, by slug; none in an empty ledger. */
export async function readWithheld(): Promise<Withheld[]> {
  const rows = await rowsOf<{ content: Source }>(WITHHELD);
  return withheldOf(rows.map(({ content }) => sourceSchema.parse(content)));
}
