/**
 * The rows of a batch: written by a dry run, read for review, for the effect on figures and for publishing. Their content was checked by
 * the schema when it was written and is never changed.
 */
import 'server-only';
import type { QueryResult, QueryResultRow } from 'pg';
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import type { Effect } from '@/lib/ledger/effect';
import { readCurrent } from './claims';
import { CONNECTION } from './db';
import { type Coming, readEffect } from './effect';

/** Where rows are read from or written to: a transaction, or any connection. */
export type RowQueries = {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
};

/** A new claim, or publications that a claim of the ledger gains. */
export type ImportRow =
  | { readonly row: number; readonly kind: 'new'; readonly claim: Claim }
  | {
      readonly row: number;
      readonly kind: 'extends';
      readonly key: string;
      readonly series: string;
      readonly publications: readonly Publication[];
    };

/** Rows that bear on the same figures. */
export function seriesGroupOf({ source, metric, side }: Pick<Claim, 'source' | 'metric' | 'side'>): string {
  return `${source}.${metric}.${side}`;
}

/** Adds rows to a batch that is not staged yet. */
export async function addImportRows(client: RowQueries, batchId: string, rows: readonly ImportRow[]): Promise<void> {
  if (rows.length === 0) return;
  const isNew = (row: ImportRow) => row.kind === 'new';
  await client.query(
    `INSERT INTO import_row (batch_id, row_number, kind, key, series, content)
     SELECT $1, r.* FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::jsonb[]) AS r`,
    [
      batchId,
      rows.map(({ row }) => row),
      rows.map(({ kind }) => kind),
      rows.map((row) => (row.kind === 'new' ? row.claim.key : row.key)),
      rows.map((row) => (row.kind === 'new' ? seriesGroupOf(row.claim) : row.series)),
      rows.map((row) => JSON.stringify(isNew(row) && row.kind === 'new' ? row.claim : publicationsOf(row))),
    ],
  );
}

const publicationsOf = (row: ImportRow) => (row.kind === 'extends' ? { publications: row.publications } : row.claim);

type StoredRow = {
  row_number: number;
  kind: ImportRow['kind'];
  key: string;
  series: string;
  content: Claim & { publications: Publication[] };
};

function toImportRow({ row_number, kind, key, series, content }: StoredRow): ImportRow {
  return kind === 'new'
    ? { row: row_number, kind, claim: content }
    : { row: row_number, kind, key, series, publications: content.publications };
}

const COLUMNS = 'row_number, kind, key, series, content';

/** The rows of a batch in pieces, in the order of the file. */
export async function* readImportRows(client: RowQueries, batchId: string, size = 2000): AsyncGenerator<ImportRow[]> {
  for (let last = -1; ; ) {
    const { rows } = await client.query<StoredRow>(
      `SELECT ${COLUMNS} FROM import_row WHERE batch_id = $1 AND row_number > $2 ORDER BY row_number LIMIT $3`,
      [batchId, last, size],
    );
    const end = rows.at(-1);
    if (!end) return;
    last = end.row_number;
    yield rows.map(toImportRow);
  }
}

/** The first rows of a batch, for a look at them. */
export async function firstImportRows(batchId: string, limit: number): Promise<ImportRow[]> {
  const { rows } = await CONNECTION.query<StoredRow>(
    `SELECT ${COLUMNS} FROM import_row WHERE batch_id = $1 ORDER BY row_number LIMIT $2`,
    [batchId, limit],
  );
  return rows.map(toImportRow);
}

/**
 * What publishing the rows would move, one group of series after the other, so that the memory of one group is enough. `checked` are the keys
 * of claims with which a second key agrees. `progress` hears of each group.
 */
export async function readImportEffects(
  client: RowQueries,
  batchId: string,
  each: (effect: Effect) => void,
  options: {
    readonly checked?: ReadonlyMap<number, Claim>;
    readonly progress?: (done: number, of: number) => Promise<void> | void;
  } = {},
): Promise<void> {
  const { rows: groups } = await client.query<{ series: string }>(
    'SELECT DISTINCT series FROM import_row WHERE batch_id = $1 ORDER BY series',
    [batchId],
  );
  for (const [index, { series }] of groups.entries()) {
    const { rows } = await client.query<StoredRow>(
      `SELECT ${COLUMNS} FROM import_row WHERE batch_id = $1 AND series = $2 ORDER BY row_number`,
      [batchId, series],
    );
    const coming: Coming[] = [];
    for (const row of rows.map(toImportRow)) {
      if (row.kind === 'new') {
        const checked = options.checked?.get(row.row);
        coming.push({ claim: checked ?? row.claim, revises: null, checked: checked !== undefined });
      } else coming.push(...(await extended(client, row.key, row.publications)));
    }
    each(await readEffect(coming));
    await options.progress?.(index + 1, groups.length);
  }
}

/** A claim of the ledger as it would be with further publications. */
async function extended(client: RowQueries, key: string, publications: readonly Publication[]): Promise<Coming[]> {
  const current = await readCurrent(client, { key });
  if (!current) return [];
  const claim = { ...current.claim, publications: [...current.claim.publications, ...publications] };
  return [{ claim, revises: current.row.public_id as ClaimId }];
}
