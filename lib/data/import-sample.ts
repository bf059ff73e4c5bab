/**
 * The rows of an import that are keyed a second time (E6): drawn by the database, once, from rows that nobody can change any more, with a
 * seed that is kept, so that the drawing can be repeated and nobody can choose.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import type { Claim } from '@/lib/ledger/claim';
import { IMPORT_SAMPLE } from '@/lib/ledger/second-key';
import { CONNECTION, rowsOf } from './db';

/**
 * Draws the sample of a staged import inside a transaction: the rows whose number, hashed with the seed, comes first. A batch that has its
 * sample keeps it, however often it is sent.
 */
export async function drawImportSample(client: Pick<PoolClient, 'query'>, importId: string): Promise<void> {
  await client.query(
    `WITH drawn AS (
       UPDATE import_batch SET sample_seed = gen_random_uuid(), changed_at = now() WHERE id = $1 AND stage = 'staged' AND sample_seed IS NULL
       RETURNING id, sample_seed)
     INSERT INTO import_sample (batch_id, row_number, place)
     SELECT id, row_number, place FROM (
       SELECT drawn.id, r.row_number,
              row_number() OVER (ORDER BY sha256(convert_to(drawn.sample_seed || ':' || r.row_number, 'UTF8')), r.row_number) AS place
         FROM drawn JOIN import_row r ON r.batch_id = drawn.id AND r.kind = 'new') ordered
      WHERE place <= $2`,
    [importId, IMPORT_SAMPLE],
  );
}

/** How a row of the sample has been keyed. */
export type SampledRow = {
  readonly row: number;
  readonly key: string;
  readonly outcome: 'waiting' | 'agrees' | 'differs' | 'decided';
};

/** The sample of an import in the order in which it was drawn, with what became of each row; empty before it is sent. */
export async function readImportSample(
  importId: string,
  client: { query: typeof CONNECTION.query } = CONNECTION,
): Promise<SampledRow[]> {
  const { rows } = await client.query<SampledRow>(
    `SELECT s.row_number AS row, r.key,
            CASE WHEN bool_or(k.outcome = 'agrees' OR k.decision = 'first') THEN 'agrees'
                 WHEN bool_or(k.outcome = 'differs' AND k.decision IS NULL) THEN 'differs'
                 WHEN bool_or(k.decision = 'second') THEN 'decided' ELSE 'waiting' END AS outcome
       FROM import_sample s JOIN import_row r ON r.batch_id = s.batch_id AND r.row_number = s.row_number
       LEFT JOIN proposal p ON p.import_id = s.batch_id
       LEFT JOIN second_key k ON k.proposal_id = p.id AND k.version = p.version AND k.row_number = s.row_number
      WHERE s.batch_id = $1 GROUP BY s.row_number, r.key, s.place ORDER BY s.place`,
    [importId],
  );
  return rows;
}

/** The claim of a row that was drawn; null for any other row, so that nobody keys what they chose themselves. */
export async function readSampledClaim(importId: string, row: number): Promise<Claim | null> {
  const [found] = await rowsOf<{ content: Claim }>(
    `SELECT r.content FROM import_sample s JOIN import_row r ON r.batch_id = s.batch_id AND r.row_number = s.row_number
      WHERE s.batch_id = $1 AND s.row_number = $2`,
    [importId, row],
  );
  return found?.content ?? null;
}
