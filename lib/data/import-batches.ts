/**
 * Files that editors hand in, from upload to a batch of drafts (E14). The file is kept in pieces until its rows are staged; the dry run is
 * a job (import-jobs.ts) whose result appears whole or not at all; staging turns it into one proposal that is reviewed as one.
 */
import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { canBeStaged, type ImportReport, importReportSchema } from '@/lib/ledger/import-report';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import type { ProposalState } from '@/lib/ledger/review';
import { inTransaction, rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import { type Editor, insertProposal, isProposalId, type PersonName } from './proposals';

/** How large the pieces are in which a file is kept. */
export const PIECE_BYTES = 256 * 1024;

/** Where an import stands: its columns must be named; it is being checked; it has been; its rows are drafts; it was put away. */
export type ImportStage = 'columns' | 'checking' | 'checked' | 'staged' | 'put_away';

export type ImportFormat = 'csv' | 'general_staff';

/** A file that was handed in. */
export type ImportBatch = {
  readonly id: string;
  readonly name: string;
  readonly format: ImportFormat;
  readonly person: PersonName;
  readonly size: number;
  readonly delimiter: string | null;
  readonly header: readonly string[];
  readonly samples: readonly (readonly string[])[];
  /** `ImportMapping` of lib/formats, as it was saved; null for files with the ledger's own header. */
  readonly mapping: unknown;
  readonly stage: ImportStage;
  readonly progress: { readonly step: string | null; readonly done: number; readonly total: number };
  /** Why the dry run was broken off. */
  readonly trouble: string | null;
  readonly report: ImportReport | null;
  readonly sampleSeed: string | null;
  readonly createdAt: Instant;
  /** The proposal under which its rows are reviewed. */
  readonly proposal: {
    readonly id: string;
    readonly state: ProposalState;
    readonly version: number;
    readonly publishedLedgerNumber: bigint | null;
  } | null;
};

type BatchRow = {
  id: string;
  name: string;
  format: ImportFormat;
  person_id: string;
  person_name: string;
  size: number;
  delimiter: string | null;
  header: string[];
  samples: string[][];
  mapping: unknown;
  stage: ImportStage;
  step: string | null;
  done: number;
  total: number;
  trouble: string | null;
  report: unknown;
  sample_seed: string | null;
  created_at: string;
  proposal_id: string | null;
  proposal_state: ProposalState | null;
  proposal_version: number | null;
  published_ledger_number: number | null;
};

const BATCH = `
  SELECT b.id, b.name, b.format, b.person_id, person.name AS person_name, b.size, b.delimiter, b.header, b.samples, b.mapping, b.stage, b.step, b.done,
         b.total, b.trouble, b.report, b.sample_seed, ${INSTANT_SQL('b.created_at')} AS created_at, p.id AS proposal_id, p.state AS proposal_state,
         p.version AS proposal_version, p.published_ledger_number
    FROM import_batch b JOIN person ON person.id = b.person_id LEFT JOIN proposal p ON p.import_id = b.id`;

function toBatch(row: BatchRow): ImportBatch {
  const { proposal_id, proposal_state, proposal_version, published_ledger_number } = row;
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    person: { id: row.person_id, name: row.person_name },
    size: row.size,
    delimiter: row.delimiter,
    header: row.header,
    samples: row.samples,
    mapping: row.mapping,
    stage: row.stage,
    progress: { step: row.step, done: row.done, total: row.total },
    trouble: row.trouble,
    report: row.report === null ? null : importReportSchema.parse(row.report),
    sampleSeed: row.sample_seed,
    createdAt: toInstant(row.created_at),
    proposal:
      proposal_id === null || proposal_state === null || proposal_version === null
        ? null
        : {
            id: proposal_id,
            state: proposal_state,
            version: proposal_version,
            publishedLedgerNumber: published_ledger_number === null ? null : BigInt(published_ledger_number),
          },
  };
}

/** One import, or null. */
export async function readImport(id: string): Promise<ImportBatch | null> {
  if (!isProposalId(id)) return null;
  const [row] = await rowsOf<BatchRow>(`${BATCH} WHERE b.id = $1`, [id]);
  return row ? toBatch(row) : null;
}

/** Imports that were not put away, the newest first. */
export async function listImports(limit = 50): Promise<ImportBatch[]> {
  const rows = await rowsOf<BatchRow>(
    `${BATCH} WHERE b.stage <> 'put_away' ORDER BY b.created_at DESC, b.id LIMIT $1`,
    [limit],
  );
  return rows.map(toBatch);
}

/** What is known of a file once its first bytes have been read. */
export type ImportFile = {
  readonly format: ImportFormat;
  readonly delimiter: string | null;
  readonly header: readonly string[];
  readonly samples: readonly (readonly string[])[];
  /** The header is the ledger's own, so that nobody need say what its columns mean. */
  readonly isOwnHeader: boolean;
  /** More bytes than this are refused. */
  readonly limit: number;
};

/** `Why` is how the caller names what it does not recognise. */
export type KeepImportResult<Why extends string> =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: 'not_allowed' | 'empty' | 'too_large' }
  | { readonly ok: false; readonly reason: 'refused'; readonly why: Why };

/**
 * Keeps a file as it comes in, piece by piece: the memory of one piece is enough, and no transaction waits for a slow line. `recognise` is
 * asked with the first piece. Nobody sees the file before all of it is here. Columns that were named for the same header before are
 * taken from there; where they are known, the dry run is queued.
 */
export async function keepImport<Why extends string>(
  person: Editor,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  recognise: (first: Uint8Array) => ImportFile | { readonly refused: Why },
): Promise<KeepImportResult<Why>> {
  if (!permit(person, 'import.stage').ok) return { ok: false, reason: 'not_allowed' };
  await forgetBrokenUploads();
  const id = randomUUID();
  const hash = createHash('sha256');
  let file: ImportFile | null = null;
  let size = 0;
  let number = 0;
  const giveUp = async (result: KeepImportResult<Why>): Promise<KeepImportResult<Why>> => {
    if (file !== null) await inTransaction((client) => putAway(client, id));
    return result;
  };
  for await (const piece of inPieces(bytes)) {
    size += piece.length;
    if (file === null) {
      const found = recognise(piece);
      if ('refused' in found) return { ok: false, reason: 'refused', why: found.refused };
      file = found;
      await rowsOf(
        `INSERT INTO import_batch (id, name, format, person_id, size, sha256, delimiter, header, samples, stage)
         VALUES ($1, $2, $3, $4, 0, '', $5, $6, $7, 'receiving')`,
        [id, name, file.format, person.id, file.delimiter, [...file.header], JSON.stringify(file.samples)],
      );
    }
    if (size > file.limit) return giveUp({ ok: false, reason: 'too_large' });
    hash.update(piece);
    number += 1;
    await rowsOf('INSERT INTO import_piece (batch_id, number, bytes) VALUES ($1, $2, $3)', [id, number, piece]);
  }
  if (file === null) return { ok: false, reason: 'empty' };
  const { isOwnHeader, format, header } = file;
  await inTransaction(async (client) => {
    const needsMapping = format === 'csv' && !isOwnHeader;
    const { rows } = await client.query<{ mapping: unknown }>(
      'SELECT mapping FROM import_mapping WHERE signature = $1 AND $2',
      [signatureOf(header), needsMapping],
    );
    const mapping = rows[0]?.mapping ?? null;
    const isKnown = !needsMapping || mapping !== null;
    await client.query(
      'UPDATE import_batch SET size = $2, sha256 = $3, mapping = $4, stage = $5, changed_at = now() WHERE id = $1',
      [
        id,
        size,
        hash.digest('hex'),
        mapping === null ? null : JSON.stringify(mapping),
        isKnown ? 'checking' : 'columns',
      ],
    );
    if (isKnown) await client.query('INSERT INTO import_job (batch_id) VALUES ($1)', [id]);
  });
  return { ok: true, id };
}

/** Bytes in pieces of one size, whatever pieces they came in. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let rest = chunk;
    while (length + rest.length >= PIECE_BYTES) {
      const taken = rest.subarray(0, PIECE_BYTES - length);
      yield Buffer.concat([...held, taken]);
      rest = rest.subarray(taken.length);
      held = [];
      length = 0;
    }
    // The sender may write into the same memory again.
    if (rest.length > 0) held.push(Buffer.from(rest));
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** The digest by which a header is known again. */
function signatureOf(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map((name) => name.toLowerCase())))
    .digest('hex');
}

/** Uploads that a server did not live to see the end of. */
async function forgetBrokenUploads(): Promise<void> {
  const rows = await rowsOf<{ id: string }>(
    `SELECT id FROM import_batch WHERE stage = 'receiving' AND created_at < now() - interval '1 day'`,
  );
  for (const { id } of rows) await inTransaction((client) => putAway(client, id));
}

async function putAway(client: PoolClient, id: string): Promise<void> {
  await client.query('DELETE FROM import_job WHERE batch_id = $1', [id]);
  await client.query('DELETE FROM import_row WHERE batch_id = $1', [id]);
  await client.query('DELETE FROM import_piece WHERE batch_id = $1', [id]);
  await client.query(`UPDATE import_batch SET stage = 'put_away', changed_at = now() WHERE id = $1`, [id]);
}

/** What an action at an import came to, with words for the person where it did not. */
export type ImportResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

const UNKNOWN: ImportResult = { ok: false, message: 'There is no such import.' };
const MOVED_ON: ImportResult = {
  ok: false,
  message: 'This import has moved on since you opened it. Reload to see how it stands.',
};

/** Locks a batch for a change of its stage; null when it is not in one of these stages. A dry run under way keeps its own row. */
async function holdBatch(client: PoolClient, id: string, stages: readonly ImportStage[]) {
  const { rows } = await client.query<{ stage: ImportStage; name: string; header: string[]; report: unknown }>(
    'SELECT stage, name, header, report FROM import_batch WHERE id = $1 AND stage = ANY($2) FOR UPDATE',
    [id, stages],
  );
  return rows[0] ?? null;
}

/** Says what the columns of a file mean, remembers it for the next file with this header, and queues the dry run. */
export async function mapImport(person: Editor, id: string, mapping: unknown): Promise<ImportResult> {
  const permission = permit(person, 'import.stage');
  if (!permission.ok) return permission;
  if (!isProposalId(id)) return UNKNOWN;
  return inTransaction(async (client): Promise<ImportResult> => {
    const batch = await holdBatch(client, id, ['columns', 'checked']);
    if (!batch) return MOVED_ON;
    await client.query(
      `INSERT INTO import_mapping (signature, header, mapping, person_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (signature) DO UPDATE SET mapping = EXCLUDED.mapping, person_id = EXCLUDED.person_id, changed_at = now()`,
      [signatureOf(batch.header), batch.header, JSON.stringify(mapping), person.id],
    );
    await client.query('UPDATE import_batch SET mapping = $2 WHERE id = $1', [id, JSON.stringify(mapping)]);
    await queueCheck(client, id);
    return { ok: true };
  });
}

async function queueCheck(client: PoolClient, id: string): Promise<void> {
  await client.query(
    `UPDATE import_batch SET stage = 'checking', step = NULL, done = 0, total = 0, attempts = 0, trouble = NULL, changed_at = now() WHERE id = $1`,
    [id],
  );
  await client.query('INSERT INTO import_job (batch_id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
}

/** Has a file checked again: after the dry run was broken off, or because the ledger has moved on. */
export async function checkImportAgain(person: Editor, id: string): Promise<ImportResult> {
  const permission = permit(person, 'import.stage');
  if (!permission.ok) return permission;
  if (!isProposalId(id)) return UNKNOWN;
  return inTransaction(async (client): Promise<ImportResult> => {
    const batch = await holdBatch(client, id, ['checking', 'checked']);
    if (!batch) return MOVED_ON;
    const { rowCount } = await client.query('SELECT 1 FROM import_job WHERE batch_id = $1', [id]);
    if (rowCount === 0) await queueCheck(client, id);
    return { ok: true };
  });
}

/** Puts away a file that is not staged; its rows and bytes go. What is under review is put away as a proposal. */
export async function putImportAway(person: Editor, id: string): Promise<ImportResult> {
  const permission = permit(person, 'import.stage');
  if (!permission.ok) return permission;
  if (!isProposalId(id)) return UNKNOWN;
  return inTransaction(async (client): Promise<ImportResult> => {
    // A dry run under way holds its job locked, and is not waited for.
    const { rowCount: queued } = await client.query('SELECT 1 FROM import_job WHERE batch_id = $1', [id]);
    const { rowCount: free } = await client.query(
      'SELECT 1 FROM import_job WHERE batch_id = $1 FOR UPDATE SKIP LOCKED',
      [id],
    );
    if (queued !== free) return { ok: false, message: 'It is being checked just now. Wait until that is done.' };
    const batch = await holdBatch(client, id, ['columns', 'checking', 'checked']);
    if (!batch) return MOVED_ON;
    await putAway(client, id);
    return { ok: true };
  });
}

/** Proposals that are still open hold the rows of their import. */
const OPEN_STATES = `('draft', 'changes_asked', 'in_review')`;

/** Other batches of drafts that hold rows with these keys, as SQL over `r` (rows of the batch $1). */
const HELD_ELSEWHERE = `
  import_row other JOIN import_batch b ON b.id = other.batch_id AND b.stage = 'staged' AND b.id <> $1
  JOIN proposal p ON p.import_id = b.id AND p.state IN ${OPEN_STATES}`;

/** A row that stands in a batch that waits for review. */
export type RowElsewhere = {
  readonly key: string;
  readonly batchId: string;
  readonly name: string;
  readonly content: unknown;
};

/** Which of these keys stand in other open batches of drafts. */
export async function rowsElsewhere(
  client: Pick<PoolClient, 'query'>,
  id: string,
  keys: readonly string[],
): Promise<RowElsewhere[]> {
  const { rows } = await client.query<RowElsewhere>(
    `SELECT DISTINCT ON (other.key) other.key, b.id AS "batchId", b.name, other.content FROM ${HELD_ELSEWHERE}
      WHERE other.key = ANY($2) AND other.kind = 'new' ORDER BY other.key, b.created_at`,
    [id, keys],
  );
  return rows;
}

/** One key for all staging of this ledger, whichever process does it; publishes have another. */
const STAGE_LOCK = 72_707_372;

export type StageResult = { readonly ok: true; readonly proposalId: string } | Extract<ImportResult, { ok: false }>;

/**
 * Makes drafts of all that the dry run would bring in: one proposal, all or nothing. Staging it twice gives the same proposal. What was
 * checked is what is staged; the bytes of the file are not needed any more.
 */
export async function stageImport(person: Editor, id: string): Promise<StageResult> {
  const permission = permit(person, 'import.stage');
  if (!permission.ok) return permission;
  if (!isProposalId(id)) return { ok: false, message: 'There is no such import.' };
  return inTransaction(async (client): Promise<StageResult> => {
    // Two batches with the same rows must not both be staged: one of them waits here for the other.
    await client.query('SELECT pg_advisory_xact_lock($1)', [STAGE_LOCK]);
    const { rows: held } = await client.query<{ id: string }>('SELECT id FROM proposal WHERE import_id = $1', [id]);
    if (held[0]) return { ok: true, proposalId: held[0].id };
    const batch = await holdBatch(client, id, ['checked']);
    if (!batch)
      return { ok: false, message: 'This import has moved on since you opened it. Reload to see how it stands.' };
    const report = importReportSchema.parse(batch.report);
    if (!canBeStaged(report))
      return {
        ok: false,
        message:
          report.errorRows > 0 || report.errors.length > 0
            ? 'Rows of it cannot be read. Mend the file and hand it in again: an import is taken in whole or not at all.'
            : 'Everything in it is here already. There is nothing to stage.',
      };
    const { rows: elsewhere } = await client.query<{ count: number; name: string }>(
      `SELECT count(*)::int AS count, min(b.name) AS name FROM import_row r
         JOIN LATERAL (SELECT b.name FROM ${HELD_ELSEWHERE} WHERE other.key = r.key LIMIT 1) b ON true WHERE r.batch_id = $1`,
      [id],
    );
    const taken = elsewhere[0];
    if (taken && taken.count > 0)
      return {
        ok: false,
        message: `${taken.count} of its rows stand in another batch that waits for review since it was checked (${taken.name}). Check it again.`,
      };
    await client.query(
      `UPDATE import_batch SET stage = 'staged', step = NULL, trouble = NULL, changed_at = now() WHERE id = $1`,
      [id],
    );
    await client.query('DELETE FROM import_piece WHERE batch_id = $1', [id]);
    const rows = report.fresh + report.extended;
    await insertProposal(client, person, {
      id,
      content: { kind: 'import' },
      importId: id,
      title: `Import of ${batch.name}: ${rows} ${rows === 1 ? 'claim' : 'claims'}`,
    });
    return { ok: true, proposalId: id };
  });
}
