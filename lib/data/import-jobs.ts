/**
 * Dry runs that wait to be done, and the one who does them. A job is a row that its worker keeps locked, in the transaction in which all of
 * the result is written: a process that ends, however it ends, leaves the row free for the next one and nothing half-written behind.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import type { Claim } from '@/lib/ledger/claim';
import type { Effect } from '@/lib/ledger/effect';
import type { ImportReport } from '@/lib/ledger/import-report';
import type { LinkType } from '@/lib/ledger/vocabulary';
import { keysOf } from './claim-content';
import { ALL_KEYS, linksOf } from './claim-links';
import { inTransaction, rowsOf } from './db';
import { type ImportFormat, type RowElsewhere, rowsElsewhere } from './import-batches';
import { addImportRows, type ImportRow, readImportEffects } from './import-rows';
import { type Compared, type Comparing, sift, type Tally } from './imports';
import { publishAt } from './ledger';

/** A dry run is begun so often at most; then a person decides whether it is tried again. */
export const MOST_ATTEMPTS = 3;

/** Progress is counted in thousandths. */
export const WHOLE = 1000;

/** A link that a row states, with where to complain. */
export type StatedLink = {
  readonly row: number;
  readonly key: string;
  readonly source: string;
  readonly field: string;
  readonly type: LinkType;
  readonly toKey: string;
};

/** A claim of the ledger that a row names. */
export type HeldName = Pick<Claim, 'source' | 'metric' | 'side'>;

/** A dry run under way: the file, and the ledger to compare it with. */
export class ImportCheck {
  readonly id: string;
  readonly format: ImportFormat;
  readonly size: number;
  readonly mapping: unknown;
  readonly ledgerNumber: bigint;
  private readonly client: PoolClient;
  private readonly compared: Compared;
  private told = 0;

  constructor(client: PoolClient, batch: JobRow, ledgerNumber: bigint) {
    this.client = client;
    this.id = batch.id;
    this.format = batch.format;
    this.size = batch.size;
    this.mapping = batch.mapping;
    this.ledgerNumber = ledgerNumber;
    // Everything that the ledger holds came before the publish that would be next.
    this.compared = {
      publish: { ledgerNumber: ledgerNumber + 1n },
      query: (text, values) => client.query(text, values),
    };
  }

  /** The bytes of the file from its beginning, piece by piece; `read` hears how many have been handed out. */
  async *bytes(read: (bytes: number) => void = () => {}): AsyncGenerator<Uint8Array> {
    let size = 0;
    for (let number = 1; ; number += 1) {
      const [piece] = await rowsOf<{ bytes: Buffer }>(
        'SELECT bytes FROM import_piece WHERE batch_id = $1 AND number = $2',
        [this.id, number],
      );
      if (!piece) return;
      size += piece.bytes.length;
      yield piece.bytes;
      read(size);
    }
  }

  /** Tells whoever watches how far it has come, twice a second at most. */
  async tell(step: string, done: number): Promise<void> {
    const now = Date.now();
    if (now - this.told < 500) return;
    this.told = now;
    await rowsOf('UPDATE import_batch SET step = $2, done = $3, total = $4 WHERE id = $1', [
      this.id,
      step,
      Math.min(Math.round(done * WHOLE), WHOLE),
      WHOLE,
    ]);
  }

  /** The claims of a piece that the ledger does not hold; what became of the others is added to the tally. */
  sift(batch: readonly Claim[], comparing: Comparing, tally: Tally): Promise<Claim[]> {
    return sift(this.compared, batch, comparing, tally);
  }

  /** Which of these claims stand in another batch of drafts. */
  elsewhere(claims: readonly Claim[]): Promise<RowElsewhere[]> {
    return rowsElsewhere(
      this.client,
      this.id,
      claims.map(({ key }) => key),
    );
  }

  /** Claims of the ledger that rows name as theirs, by key. */
  async held(keys: readonly string[]): Promise<ReadonlyMap<string, HeldName>> {
    if (keys.length === 0) return new Map();
    const { rows } = await this.client.query<HeldName & { key: string }>(
      `SELECT k.key, o.slug AS source, s.metric, s.side FROM (${ALL_KEYS}) k JOIN claim c ON c.id = k.claim_id
         JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
         JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Further publications whose key means another claim already. */
  async takenKeys(claims: readonly Claim[]): Promise<ReadonlySet<string>> {
    const further = claims.flatMap((claim) => keysOf(claim).slice(1));
    return new Set((await this.held(further)).keys());
  }

  addRows(rows: readonly ImportRow[]): Promise<void> {
    return addImportRows(this.client, this.id, rows);
  }

  /** What publishing the rows that were added would move, one group of series after the other. */
  effects(each: (effect: Effect) => void, progress: (done: number, of: number) => Promise<void>): Promise<void> {
    return readImportEffects(this.client, this.id, each, { progress });
  }
}

/** The links that a claim states, with its row. */
export function statedLinks(row: number, claim: Claim): StatedLink[] {
  return linksOf(claim, 0).map(({ key, source, field, type, toKey }) => ({ row, key, source, field, type, toKey }));
}

type JobRow = { id: string; format: ImportFormat; size: number; mapping: unknown; attempts: number; name: string };

/** What became of the attempt to do a job. */
export type JobOutcome = 'none' | 'done' | 'broken_off' | 'failed';

/**
 * Takes the oldest job that nobody is doing, does it, and keeps its result: all in one transaction. `failed` is a mistake that is tried again
 * later; after some attempts the job is given up, with words for the person.
 */
export async function doImportJob(work: (check: ImportCheck) => Promise<ImportReport>): Promise<JobOutcome> {
  let taken: { id: string; attempts: number } | null = null;
  try {
    return await inTransaction(async (client): Promise<JobOutcome> => {
      const { rows } = await client.query<JobRow>(
        `SELECT b.id, b.format, b.size, b.mapping, b.attempts, b.name FROM import_job j JOIN import_batch b ON b.id = j.batch_id
          ORDER BY b.attempts, j.created_at LIMIT 1 FOR UPDATE OF j SKIP LOCKED`,
      );
      const [batch] = rows;
      if (!batch) return 'none';
      if (batch.attempts >= MOST_ATTEMPTS) {
        await giveUp(client, batch.id);
        return 'broken_off';
      }
      taken = { id: batch.id, attempts: batch.attempts + 1 };
      // On another connection: the attempt is counted even if this process does not live to see its end.
      await rowsOf(
        `UPDATE import_batch SET attempts = attempts + 1, step = 'reading', done = 0, total = $2, trouble = NULL WHERE id = $1`,
        [batch.id, WHOLE],
      );
      await client.query('DELETE FROM import_row WHERE batch_id = $1', [batch.id]);
      const publish = await publishAt(null);
      const report = await work(new ImportCheck(client, batch, publish?.ledgerNumber ?? 0n));
      await client.query(
        `UPDATE import_batch SET stage = 'checked', report = $2, step = NULL, done = $3, total = $3, changed_at = now() WHERE id = $1`,
        [batch.id, JSON.stringify(report), WHOLE],
      );
      await client.query('DELETE FROM import_job WHERE batch_id = $1', [batch.id]);
      return 'done';
    });
  } catch (error) {
    const { id, attempts } = (taken ?? {}) as { id?: string; attempts?: number };
    if (id !== undefined && attempts !== undefined && attempts >= MOST_ATTEMPTS)
      await inTransaction((client) => giveUp(client, id));
    throw error;
  }
}

async function giveUp(client: PoolClient, id: string): Promise<void> {
  await client.query('DELETE FROM import_job WHERE batch_id = $1', [id]);
  await client.query(
    `UPDATE import_batch SET step = NULL, trouble = $2, changed_at = now() WHERE id = $1 AND stage = 'checking'`,
    [
      id,
      `The check was broken off ${MOST_ATTEMPTS} times, because the server or its database stopped. Nothing was written.`,
    ],
  );
}

/** True when any dry run waits or is under way. */
export async function hasImportJobs(): Promise<boolean> {
  const [row] = await rowsOf<{ waiting: boolean }>('SELECT EXISTS (SELECT 1 FROM import_job) AS waiting');
  return row?.waiting ?? false;
}
