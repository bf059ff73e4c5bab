/**
 * What a publish wrote, as digests (T16): the last event of every publish holds them, and so the chain of events covers every row that
 * makes the public ledger. Made and checked by one statement, which reads columns and trusts nothing that is stored about them.
 *
 * A row is its columns as PostgreSQL writes a composite value; its digest is the SHA-256 of that text, and that of a part the SHA-256 of
 * the digests of its rows in the order of their keys. A part is one claim, source, link …; of publishes with more than a hundred of them
 * a thousand neighbours are one part.
 */
import 'server-only';
import type { PoolClient } from 'pg';

/** Rows of one kind that a publish can have written. */
type SealedRows = {
  /** `t` are the rows that carry the ledger number. */
  readonly from: string;
  /** The number by which rows are put into parts; null where each is one by its `id`, which is no number. */
  readonly part: string | null;
  /** Order of the rows within a part. */
  readonly order: readonly string[];
  /** Every column, said one by one: one that is added later is not part of an older seal. */
  readonly columns: string;
};

/** All kinds, by the name that a seal gives them. Derived rows (counts, words for the search, aliases) are left out: they follow from these. */
const SEALED = {
  publish: {
    from: 'publish t ON t.ledger_number = w.number',
    part: 't.ledger_number',
    order: ['t.ledger_number'],
    columns: 't.ledger_number, t.recorded_from, t.kind, t.summary, t.by_role',
  },
  source: {
    from: 'source_revision t ON t.ledger_number = w.number JOIN source o ON o.id = t.source_id',
    part: 't.source_id',
    order: ['t.source_id', 't.number'],
    columns:
      't.source_id, o.slug, t.number, t.ledger_number, t.change_class, t.change_cause, t.change_note, t.by_role, t.content',
  },
  series: {
    from: 'series_change t ON t.ledger_number = w.number JOIN series s ON s.id = t.series_id',
    part: 't.series_id',
    order: ['t.series_id'],
    columns: 't.series_id, t.ledger_number, s.source_id, s.metric, s.side, s.scope, s.definition_version',
  },
  series_repeat: {
    from: 'series_repeat t ON t.ledger_number = w.number',
    part: 't.series_id',
    order: ['t.series_id', 't.source_id'],
    columns: 't.series_id, t.source_id, t.ledger_number',
  },
  claim: {
    from: 'claim_revision t ON t.ledger_number = w.number JOIN claim c ON c.id = t.claim_id',
    part: 't.claim_id',
    order: ['t.claim_id', 't.number'],
    columns: `c.public_id, c.key, t.claim_id, t.number, t.ledger_number, t.public_id, t.series_id, t.facet_id, t.is_total, t.reach_from, t.reach_to,
      t.listed_on, t.published_on, t.period_start, t.period_end, t.as_of, t.repeats_source_id, t.relayed, t.provisional, t.attribution, t.standing,
      t.period_kind, t.time_basis, t.value_kind, t.low, t.best, t.high, t.rounding_unit, t.interval_meaning, t.count_basis, t.release, t.components,
      t.ratio_of, t.updates, t.spokesperson, t.standing_reason, t.note, t.content_hash, t.change_class, t.change_note, t.by_role, t.links,
      t.lineage_decided, t.change_cause, t.substance`,
  },
  publication: {
    from: `claim_revision t ON t.ledger_number = w.number JOIN claim_revision_publication j ON j.claim_id = t.claim_id AND j.number = t.number
      JOIN publication p ON p.id = j.publication_id`,
    part: 't.claim_id',
    order: ['t.claim_id', 't.number', 'j.position'],
    columns: `j.claim_id, j.number, j.position, j.publication_id, p.content_hash, p.relay, p.publisher, p.title, p.url, p.archive_url, p.published_on,
      p.language, p.quote, p.key, p.note, p.place, p.translation`,
  },
  claim_link: {
    from: 'claim_link t ON t.ledger_number = w.number',
    part: 't.id',
    order: ['t.id'],
    columns: 't.id, t.type, t.from_claim_id, t.to_claim_id, t.ledger_number, t.retracts_id',
  },
  series_event: {
    from: 'series_event t ON t.ledger_number = w.number',
    part: 't.id',
    order: ['t.id'],
    columns: 't.id, t.source_id, t.metric, t.side, t.day, t.kind, t.sentence, t.url, t.ledger_number, t.retracts_id',
  },
  assessment: {
    from: 'assessment t ON t.ledger_number = w.number',
    part: 't.id',
    order: ['t.id'],
    columns:
      't.id, t.ledger_number, t.source_id, t.metric, t.side, t.reliability, t.claim_id, t.credibility, t.reason, t.by_role',
  },
  claim_substance: {
    from: 'claim_substance t ON t.ledger_number = w.number',
    part: 't.claim_id',
    order: ['t.claim_id'],
    columns: 't.claim_id, t.ledger_number, t.substance, t.contested',
  },
  substance_record: {
    from: 'substance_record t ON t.ledger_number = w.number',
    part: 't.id',
    order: ['t.id'],
    columns: 't.id, t.ledger_number, t.claim_id, t.basis, t.url, t.reason, t.retracts_id, t.by_role',
  },
  capture: {
    from: 'capture t ON t.ledger_number = w.number',
    part: null,
    order: ['t.id'],
    // Who handed it in is no part of the public ledger; the role is.
    columns:
      't.id, t.publication_id, t.ledger_number, t.kind, t.sha256, t.size, t.mime, t.name, t.url, t.archive_url, t.tool, t.by_role, t.captured_at',
  },
} as const satisfies Readonly<Record<string, SealedRows>>;

/** The kinds of rows that a seal covers. */
export type SealedName = keyof typeof SEALED;

export function isSealedName(name: string): name is SealedName {
  return Object.hasOwn(SEALED, name);
}

/** Rows of one kind in each part of the publishes `sealed w(number, size)`. */
function digestsOf(name: string, { from, part, order, columns }: SealedRows): string {
  const keys = order.map((_, index) => `k${index + 1}`);
  return `
    SELECT number, '${name}' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY ${keys.join(', ')})), 'hex') AS digest
      FROM (SELECT w.number, ${part === null ? 't.id::text' : `(${part} / w.size)::text`} AS part, ${order.map((column, index) => `${column} AS ${keys[index]}`).join(', ')},
                   sha256(convert_to(ROW(${columns})::text, 'UTF8')) AS digest
              FROM sealed w JOIN ${from}) r
     GROUP BY number, part`;
}

const DIGESTS = Object.entries(SEALED)
  .map(([name, rows]) => digestsOf(name, rows))
  .join('\n UNION ALL ');

/** Digests of the publishes $1, each in parts of as many neighbours as $2 says. */
export const DIGESTS_SQL = `WITH sealed AS MATERIALIZED (SELECT * FROM unnest($1::bigint[], $2::int[]) AS s(number, size)) ${DIGESTS}`;

/** Dates and instants are hashed as text: they are always written in one way. */
export const ONE_WAY_OF_WRITING = `SELECT set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true)`;

/** How a seal is written; another number where its columns are others. */
export const SEAL_FORMAT = 1;

/** One row of `DIGESTS_SQL`. */
export type DigestRow = { number: number; name: SealedName; part: string; rows: number; digest: string };

/** Digests by kind and part, each with the number of its rows: what a seal holds. */
export type Digests = Readonly<Record<string, Readonly<Record<string, readonly [rows: number, digest: string]>>>>;

/** Puts rows of one publish together as a seal writes them. */
export function toDigests(rows: readonly DigestRow[]): Digests {
  const digests: Record<string, Record<string, readonly [number, string]>> = {};
  for (const { name, part, rows: count, digest } of rows) {
    digests[name] ??= {};
    digests[name][part] = [count, digest];
  }
  return digests;
}

/** How many neighbours are one part: each by itself, where a seal can name them all. */
const SIZE = `
  SELECT CASE WHEN rows <= 100 THEN 1 WHEN rows <= 1000000 THEN 1000 ELSE 10000 END AS size
    FROM (SELECT greatest((SELECT count(*) FROM claim_revision WHERE ledger_number = $1), (SELECT count(*) FROM claim_substance WHERE ledger_number = $1),
                          (SELECT count(*) FROM claim_link WHERE ledger_number = $1)) AS rows) counted`;

/**
 * The last event of a publish: digests of everything that it wrote. Nothing may be written after it. The hash of the event, which a
 * trigger chains to all before, is the head of the ledger until the next publish.
 */
export async function sealPublish(client: PoolClient, ledgerNumber: bigint, role: string): Promise<void> {
  await client.query(ONE_WAY_OF_WRITING);
  const { rows: sizes } = await client.query<{ size: number }>(SIZE, [ledgerNumber]);
  const size = sizes[0]?.size ?? 1;
  const { rows } = await client.query<DigestRow>(DIGESTS_SQL, [[ledgerNumber], [size]]);
  await client.query(
    `INSERT INTO ledger_event (id, ledger_number, verb, subject, after, by_role)
     SELECT coalesce(max(id), 0) + 1, $1::bigint, 'publish.sealed', 'publish ' || $1::bigint, $2::jsonb, $3 FROM ledger_event`,
    [ledgerNumber, JSON.stringify({ format: SEAL_FORMAT, size, rows: toDigests(rows) }), role],
  );
}
