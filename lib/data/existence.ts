/**
 * Whether there is anything at an address: asked before a page is drawn, since a page that has begun to stream can no longer
 * answer 404.
 */
import 'server-only';
import type { Instant } from '@/lib/ledger/month';
import { rowsOf } from './db';

/**
 * Whether the ledger has, or ever had, a claim with this public id, and whether it was withdrawn as known at an instant (null: now); then
 * there is only a tombstone to show (D5).
 */
export async function stateOfClaim(publicId: string, known: Instant | null): Promise<'none' | 'held' | 'withdrawn'> {
  const [row] = await rowsOf<{ standing: string | null }>(
    `SELECT (SELECT r.standing FROM claim_revision r JOIN publish p ON p.ledger_number = r.ledger_number
              WHERE r.claim_id = c.id AND ($2::timestamptz IS NULL OR p.recorded_from <= $2::timestamptz) ORDER BY r.number DESC LIMIT 1) AS standing
       FROM claim c WHERE c.public_id = $1`,
    [publicId, known],
  );
  if (row === undefined) return 'none';
  return row.standing === 'withdrawn' ? 'withdrawn' : 'held';
}

/** True when there is a publish with this ledger number. */
export async function hasPublish(ledgerNumber: bigint): Promise<boolean> {
  const rows = await rowsOf('SELECT 1 FROM publish WHERE ledger_number = $1', [ledgerNumber]);
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
