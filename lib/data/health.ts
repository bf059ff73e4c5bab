/**
 * What `/health` says: whether the ledger can be read, is of the right shape, and how far it has come.
 */
import 'server-only';
import type { Instant } from '@/lib/ledger/month';
import { rowsOf } from './db';
import { INSTANT_SQL, type Publish, publishAt, toInstant } from './ledger';
import { readQueueAge } from './link-checks';

export type Health = {
  readonly database: 'ok' | 'unreachable';
  readonly migrations: { readonly applied: readonly string[]; readonly failed: readonly string[] };
  readonly claims: number | null;
  /** When the claim entered last became known; null in an empty ledger. */
  readonly newestClaim: Instant | null;
  readonly lastPublish: Publish | null;
  /** How long the oldest page or link waits to be looked at; null where the queue has never run. */
  readonly queueAgeSeconds: number | null;
  /** Figures are derived when they are read, so nothing is recomputed. */
  readonly lastRecompute: string;
};

const NO_RECOMPUTE = 'figures are derived on reading; nothing is stored that could need recomputing';

type Migration = { migration_name: string; finished: boolean; rolled_back: boolean };

/** The state of the ledger; an unreachable database is an answer, not an error. */
export async function readHealth(): Promise<Health> {
  try {
    const [migrations, counts, newest, lastPublish, queueAgeSeconds] = await Promise.all([
      rowsOf<Migration>(
        'SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations ORDER BY migration_name',
      ),
      rowsOf<{ claims: number }>('SELECT coalesce(sum(claims), 0)::int AS claims FROM claim_facet'),
      rowsOf<{ at: string | null }>(
        `SELECT ${INSTANT_SQL('p.recorded_from')} AS at FROM claim c JOIN publish p ON p.ledger_number = c.ledger_number ORDER BY c.id DESC LIMIT 1`,
      ),
      publishAt(null),
      // The queue may be anyhow: the ledger is well without it (O11).
      readQueueAge().catch(() => null),
    ]);
    const standing = migrations.filter((migration) => !migration.rolled_back);
    const newestClaim = newest[0]?.at ?? null;
    return {
      database: 'ok',
      migrations: {
        applied: standing.filter(({ finished }) => finished).map(({ migration_name }) => migration_name),
        failed: standing.filter(({ finished }) => !finished).map(({ migration_name }) => migration_name),
      },
      claims: counts[0]?.claims ?? null,
      newestClaim: newestClaim === null ? null : toInstant(newestClaim),
      lastPublish,
      queueAgeSeconds,
      lastRecompute: NO_RECOMPUTE,
    };
  } catch {
    return {
      database: 'unreachable',
      migrations: { applied: [], failed: [] },
      claims: null,
      newestClaim: null,
      lastPublish: null,
      queueAgeSeconds: null,
      lastRecompute: NO_RECOMPUTE,
    };
  }
}
