/**
 * Whether there is anything at an address: asked before a page is drawn, since a page that has begun to stream can no longer
 * answer 404.
 */
import 'server-only';
import { rowsOf } from './db';

/** True when the ledger has, or ever had, a claim with this public id. */
export async function hasClaim(publicId: string): Promise<boolean> {
  const rows = await rowsOf<{ id: number }>('SELECT id FROM claim WHERE public_id = $1', [publicId]);
  return rows.length > 0;
}

/** True when the registry has a source with this slug. */
export async function hasSource(slug: string): Promise<boolean> {
  const rows = await rowsOf<{ id: number }>('SELECT id FROM source WHERE slug = $1', [slug]);
  return rows.length > 0;
}

/** Throws when the database does not answer. */
export async function requireLedger(): Promise<void> {
  await rowsOf('SELECT 1');
}
