/**
 * The ledger itself: numbered publishes, one at a time, each with the instant from which it is known (domain.md §1.8).
 */
import 'server-only';
import type { PoolClient } from 'pg';
import { type Day, type Instant, parseInstant } from '@/lib/ledger/month';
import type { PersonRole } from '@/lib/ledger/vocabulary';
import { inTransaction, rowsOf } from './db';
import { sealPublish } from './seal';

/** What a read asks for: as this ledger held it at an instant (null: now), of what the public could read by a day (null: all). */
export type At = { readonly known: Instant | null; readonly public: Day | null };

export const NOW: At = { known: null, public: null };

/** What a publish was for. */
export type PublishKind =
  | 'starter'
  | 'import'
  | 'claim'
  | 'source'
  | 'series_event'
  | 'second_key'
  | 'assessment'
  | 'substance'
  | 'evidence';

/** Who published, as a role; people are not named in the ledger. `ledger`: nobody did, it follows from what was published. */
export type Role = 'launcher' | 'importer' | 'archiver' | 'editor' | 'reviewer' | 'administrator' | 'ledger';

/** A person's role as the public ledger writes it. No guard lets a contributor publish, so that one is never written. */
export function roleOf(role: PersonRole): Role {
  return role === 'contributor' ? 'editor' : role;
}

export type Publish = { readonly ledgerNumber: bigint; readonly recordedFrom: Instant };

/** One key for every publish of this ledger, whichever process does it. */
const PUBLISH_LOCK = 72_707_371;

/** An instant as the database writes it, as ISO 8601 in UTC with milliseconds; sorts as text. */
export const INSTANT_SQL = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Text of the database that is an instant, or a plain error: rows are written by this ledger only. */
export function toInstant(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`not an instant: ${text}`);
  return instant;
}

/** Takes the ledger's lock and the next ledger number inside a transaction; both are given back if it rolls back. */
async function openPublish(
  client: PoolClient,
  what: { kind: PublishKind; summary: string; role: Role },
): Promise<Publish> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
  // A first load fills empty tables inside one transaction: plans made while they were empty would read them whole for every piece.
  await client.query('SET LOCAL enable_seqscan = off');
  // New words are merged into the search index in large pieces.
  await client.query("SET LOCAL gin_pending_list_limit = '64MB'");
  await client.query("SET LOCAL maintenance_work_mem = '256MB'");
  // A piece of thousands of rows fits into memory whole.
  await client.query("SET LOCAL work_mem = '64MB'");
  // The clock is read under the lock, so a later number always has a later instant, even if the clock is set back.
  const { rows } = await client.query<{ ledger_number: number; recorded_from: string }>(
    `INSERT INTO publish (ledger_number, recorded_from, kind, summary, by_role)
     SELECT coalesce(max(ledger_number), 0) + 1,
            greatest(date_trunc('milliseconds', clock_timestamp()), max(recorded_from) + interval '1 millisecond'), $1, $2, $3
       FROM publish
     RETURNING ledger_number, ${INSTANT_SQL('recorded_from')} AS recorded_from`,
    [what.kind, what.summary, what.role],
  );
  const row = rows[0];
  if (!row) throw new Error('the publish was not recorded');
  return { ledgerNumber: BigInt(row.ledger_number), recordedFrom: toInstant(row.recorded_from) };
}

/** Thrown by the work of a publish to take everything back without an error: there was nothing to say, or it was refused. */
class TakenBack<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('taken back');
    this.result = result;
  }
}

/** The publish of this process that came last, over or not. */
let lastHere: Promise<unknown> = Promise.resolve();

/**
 * Publishes of one process wait here before they wait for the lock: each of them would hold a connection meanwhile, and the one whose turn
 * it is may need another.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastHere.then(work, work);
  lastHere = turn.catch(() => {});
  return turn;
}

/**
 * Runs `work` as one publish: one transaction, one lock, one ledger number. Where `work` answers `keep: false`, everything is rolled
 * back, the number included, and its result is still answered.
 */
export async function publish<T>(
  what: { kind: PublishKind; summary: string; role: Role },
  work: (client: PoolClient, publish: Publish) => Promise<{ keep: boolean; result: T }>,
): Promise<T> {
  try {
    return await inTurn(() =>
      inTransaction(async (client) => {
        const opened = await openPublish(client, what);
        const { keep, result } = await work(client, opened);
        if (!keep) throw new TakenBack(result);
        await sealPublish(client, opened.ledgerNumber, what.role);
        return result;
      }),
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T;
    throw error;
  }
}

/** The latest publish at or before an instant (null: the latest of all), or null when nothing was known yet. */
export async function publishAt(known: Instant | null): Promise<Publish | null> {
  const rows = await rowsOf<{ ledger_number: number; recorded_from: string }>(
    `SELECT ledger_number, ${INSTANT_SQL('recorded_from')} AS recorded_from FROM publish
      WHERE $1::timestamptz IS NULL OR recorded_from <= $1::timestamptz ORDER BY ledger_number DESC LIMIT 1`,
    [known],
  );
  const row = rows[0];
  return row ? { ledgerNumber: BigInt(row.ledger_number), recordedFrom: toInstant(row.recorded_from) } : null;
}
