/**
 * The chain of events walked from the columns (T16): every event’s hash is the SHA-256 of the hash before it and of the event’s own text,
 * every publish ends with a seal over all that it wrote, and the hash of the last seal of a day is published. Nothing stored about rows is
 * trusted, neither functions nor triggers: all of it is computed anew, in batches, so that memory does not grow with the ledger.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Instant } from '@/lib/ledger/month';
import { inTransaction, rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import { DIGESTS_SQL, type DigestRow, type Digests, ONE_WAY_OF_WRITING, SEAL_FORMAT, toDigests } from './seal';

/** A head: the hash of the last event of a publish. Whoever keeps it can prove that everything up to it is as it was. */
export type Head = { readonly ledgerNumber: bigint; readonly eventId: bigint; readonly hash: string };

/** One place at which the ledger is not what the chain says, in words for whoever has to look. */
export type ChainBreak = {
  readonly eventId: number | null;
  readonly ledgerNumber: number | null;
  readonly words: string;
};

export type Verification = {
  readonly events: number;
  readonly publishes: number;
  /** The first places at which something is wrong, in the order of the chain; empty when the ledger is whole. */
  readonly breaks: readonly ChainBreak[];
  /** Places beyond those told. */
  readonly further: number;
  /** The last seal; null for an empty ledger. */
  readonly head: Head | null;
};

/** The text of event `e` that is hashed: its columns as one JSON array. */
const EVENT_TEXT = `jsonb_build_array(e.id, e.ledger_number, e.verb, e.subject, e.before, e.after, e.change_class, e.change_cause, e.reason, e.by_role)::text`;

/**
 * All events in order, each compared with the one before it; only seals, kept heads and what is wrong are sent. The window reads along the
 * key, so that the database holds one event at a time, too.
 */
const WALK = (kept: readonly Head[]) => `
  DECLARE walk NO SCROLL CURSOR FOR
  SELECT id, ledger_number, verb, subject, hash, before_id, before_number, before_verb, follows, seal FROM (
    SELECT e.id, e.ledger_number, e.verb, e.subject, encode(e.hash, 'hex') AS hash, lag(e.id, 1, 0::bigint) OVER w AS before_id,
           lag(e.ledger_number, 1, 0::bigint) OVER w AS before_number, lag(e.verb, 1, 'publish.sealed') OVER w AS before_verb,
           e.hash = sha256(lag(e.hash, 1, ''::bytea) OVER w || convert_to(${EVENT_TEXT}, 'UTF8')) AS follows,
           CASE WHEN e.verb = 'publish.sealed' THEN e.after END AS seal
      FROM ledger_event e WINDOW w AS (ORDER BY e.id)) walked
   WHERE NOT follows OR verb = 'publish.sealed' OR before_id <> id - 1 OR ledger_number < before_number
      OR (ledger_number = before_number) = (before_verb = 'publish.sealed')
      OR id = ANY (ARRAY[${kept.map(({ eventId }) => eventId.toString()).join(', ')}]::bigint[])`;

type Event = [
  id: number,
  ledgerNumber: number,
  verb: string,
  subject: string,
  hash: string,
  beforeId: number,
  beforeNumber: number,
  beforeVerb: string,
  follows: boolean,
  seal: unknown,
];

/** Seals fetched at once; what their publishes wrote is digested together. */
const BATCH = 500;
/** Breaks told at most: one who rewrites much is found by the first. */
const MOST_TOLD = 50;

const sealSchema = z.object({
  format: z.literal(SEAL_FORMAT),
  size: z.int().positive(),
  rows: z.record(z.string(), z.record(z.string(), z.tuple([z.int(), z.string()]))),
});
type Seal = { readonly eventId: number; readonly ledgerNumber: number; readonly size: number; readonly rows: Digests };

/** Collects what is wrong. */
class Breaks {
  readonly told: ChainBreak[] = [];
  further = 0;

  add(eventId: number | null, ledgerNumber: number | null, words: string): void {
    if (this.told.length < MOST_TOLD) this.told.push({ eventId, ledgerNumber, words });
    else this.further += 1;
  }
}

const named = ([id, ledgerNumber, verb, subject]: Event) =>
  `Event ${id} (${verb}, ${subject}) of publish ${ledgerNumber}`;

/** Reads what the walk found, and how events stand in publishes. */
class Walk {
  publishes = 0;
  head: Head | null = null;
  /** The last publish that was sealed. */
  private sealed = 0;
  private readonly breaks: Breaks;
  private readonly kept: Map<number, Head>;

  /** `kept` are heads that were published and that somebody kept. */
  constructor(breaks: Breaks, kept: readonly Head[]) {
    this.breaks = breaks;
    this.kept = new Map(kept.map((head) => [Number(head.eventId), head]));
  }

  /** Takes the next event, and answers its seal where it is one that can be read. */
  take(event: Event): Seal | null {
    const [id, ledgerNumber, verb, , stored, beforeId, , , follows, content] = event;
    const { breaks } = this;
    if (beforeId !== id - 1)
      breaks.add(
        id,
        ledgerNumber,
        `${named(event)}: events ${beforeId + 1} to ${id - 1}, which stood before it, are gone.`,
      );
    if (!follows)
      breaks.add(
        id,
        ledgerNumber,
        `${named(event)} was changed after it was written, or the event before it was: its hash does not follow.`,
      );
    this.place(event);
    const kept = this.kept.get(id);
    this.kept.delete(id);
    if (kept !== undefined && kept.hash !== stored)
      breaks.add(
        id,
        ledgerNumber,
        `${named(event)} is not the head that was published: that was ${kept.hash}, this is ${stored}.`,
      );
    if (verb !== 'publish.sealed') return null;
    this.publishes += 1;
    if (ledgerNumber > this.sealed + 1)
      breaks.add(
        id,
        ledgerNumber,
        `${named(event)}: the publishes between ${this.sealed} and ${ledgerNumber} left no seal.`,
      );
    this.sealed = Math.max(this.sealed, ledgerNumber);
    this.head = { ledgerNumber: BigInt(ledgerNumber), eventId: BigInt(id), hash: stored };
    const seal = sealSchema.safeParse(content);
    if (seal.success) return { eventId: id, ledgerNumber, size: seal.data.size, rows: seal.data.rows };
    breaks.add(id, ledgerNumber, `${named(event)} cannot be read: it is no seal of form ${SEAL_FORMAT}.`);
    return null;
  }

  /** Events of one publish stand together, and its seal is the last of them. */
  private place(event: Event): void {
    const [id, ledgerNumber, , , , beforeId, beforeNumber, beforeVerb] = event;
    const isAfterSeal = beforeVerb === 'publish.sealed';
    if (ledgerNumber < beforeNumber || (ledgerNumber === beforeNumber && isAfterSeal))
      this.breaks.add(id, ledgerNumber, `${named(event)} was added after that publish had been sealed.`);
    else if (ledgerNumber > beforeNumber && !isAfterSeal)
      this.breaks.add(beforeId, beforeNumber, `Publish ${beforeNumber} has no seal after its last event, ${beforeId}.`);
  }

  /** What the end of the chain must still have. */
  finish(): void {
    for (const { eventId, ledgerNumber, hash: head } of this.kept.values())
      this.breaks.add(
        Number(eventId),
        Number(ledgerNumber),
        `Event ${eventId} is gone: the head ${head} of publish ${ledgerNumber} was published for it.`,
      );
  }
}

/** What the rows of a kind are called, and where they stand. */
const TABLES: Readonly<Record<string, { readonly table: string; readonly one: string; readonly isOfClaim?: true }>> = {
  publish: { table: 'publish', one: 'the publish itself' },
  source: { table: 'source_revision', one: 'source' },
  series: { table: 'series or series_change', one: 'series' },
  series_repeat: { table: 'series_repeat', one: 'series' },
  claim: { table: 'claim_revision or claim', one: 'claim', isOfClaim: true },
  publication: { table: 'publication or claim_revision_publication', one: 'claim', isOfClaim: true },
  claim_link: { table: 'claim_link', one: 'link' },
  series_event: { table: 'series_event', one: 'note' },
  assessment: { table: 'assessment', one: 'grade' },
  claim_substance: { table: 'claim_substance', one: 'claim', isOfClaim: true },
  substance_record: { table: 'substance_record', one: 'record' },
  capture: { table: 'capture', one: 'capture' },
};

/** Which row or rows a part is about: by public id where they are of claims. */
async function whichRows(client: PoolClient, name: string, part: string, size: number): Promise<string> {
  const { one, isOfClaim } = TABLES[name] ?? { one: 'row' };
  if (name === 'publish') return one;
  const [from, to] = [Number(part) * size, Number(part) * size + size - 1];
  if (!isOfClaim)
    return size === 1 || name === 'capture' ? `${one} ${part}` : `one of the ${one} rows ${from} to ${to}`;
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    `SELECT (array_agg(public_id ORDER BY id))[1] AS first, (array_agg(public_id ORDER BY id DESC))[1] AS last FROM claim WHERE id BETWEEN $1 AND $2`,
    [from, to],
  );
  const { first, last } = rows[0] ?? { first: null, last: null };
  if (first === null) return `${one} number ${part}, which is gone`;
  return size === 1 ? `${one} ${first}` : `one of the claims from ${first} to ${last}, in the order of entry`;
}

/** Compares what seals say with what is there, kind by kind and part by part. */
async function compare(client: PoolClient, seals: readonly Seal[], breaks: Breaks): Promise<void> {
  if (seals.length === 0) return;
  const { rows } = await client.query<DigestRow>(DIGESTS_SQL, [
    seals.map(({ ledgerNumber }) => ledgerNumber),
    seals.map(({ size }) => size),
  ]);
  const found = new Map<number, DigestRow[]>();
  for (const row of rows) if (found.get(row.number)?.push(row) === undefined) found.set(row.number, [row]);
  for (const { eventId, ledgerNumber, size, rows: sealed } of seals) {
    const there = toDigests(found.get(ledgerNumber) ?? []);
    for (const name of new Set([...Object.keys(sealed), ...Object.keys(there)]))
      for (const part of new Set([...Object.keys(sealed[name] ?? {}), ...Object.keys(there[name] ?? {})])) {
        const [was, is] = [sealed[name]?.[part], there[name]?.[part]];
        if (was?.[0] === is?.[0] && was?.[1] === is?.[1]) continue;
        const what = `Publish ${ledgerNumber}, table ${TABLES[name]?.table ?? name}, ${await whichRows(client, name, part, size)}`;
        breaks.add(eventId, ledgerNumber, `${what}: ${differenceWords(was, is)}`);
      }
  }
}

type Part = readonly [rows: number, digest: string] | undefined;

function differenceWords(was: Part, is: Part): string {
  if (is === undefined)
    return `${was?.[0] === 1 ? 'the row is' : `${was?.[0]} rows are`} gone that event and seal say were written.`;
  if (was === undefined)
    return `${is[0] === 1 ? 'a row was' : `${is[0]} rows were`} added after the publish had been sealed.`;
  if (was[0] !== is[0]) return `${was[0]} rows were sealed, and ${is[0]} are there.`;
  return 'what is there is not what was sealed.';
}

/** What no seal can hold: publishes without one, rows of no publish, and pointers that point elsewhere. */
const STRAYS: readonly { readonly sql: string; readonly words: (name: string) => string }[] = [
  {
    sql: `SELECT ledger_number::text AS name FROM publish p
           WHERE NOT EXISTS (SELECT 1 FROM ledger_event e WHERE e.ledger_number = p.ledger_number AND e.verb = 'publish.sealed') ORDER BY ledger_number`,
    words: (name) => `Publish ${name} has no seal.`,
  },
  {
    sql: `SELECT public_id AS name FROM claim_revision WHERE ledger_number > (SELECT coalesce(max(ledger_number), 0) FROM publish)`,
    words: (name) => `Claim ${name} has a revision that no publish wrote.`,
  },
  {
    sql: `SELECT c.public_id AS name FROM claim c
            LEFT JOIN (SELECT claim_id, max(number) AS number FROM claim_revision WHERE number > 1 GROUP BY claim_id) r ON r.claim_id = c.id
           WHERE c.current_revision <> coalesce(r.number, 1)`,
    words: (name) => `Claim ${name} does not point at its latest revision.`,
  },
];

/**
 * Walks the whole ledger at one instant of the database. `kept` are heads that were published and kept elsewhere: each must still be there.
 */
export async function verifyLedger(kept: readonly Head[] = []): Promise<Verification> {
  return inTransaction(async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query(ONE_WAY_OF_WRITING);
    await client.query("SET LOCAL work_mem = '64MB'");
    // The plan of the walk is made where it is declared: along the key, without sorting.
    await client.query('SET LOCAL enable_seqscan = off');
    await client.query(WALK(kept));
    await client.query('SET LOCAL enable_seqscan = on');
    const breaks = new Breaks();
    const walk = new Walk(breaks, kept);
    for (;;) {
      const { rows } = await client.query<Event>({ text: `FETCH ${BATCH} FROM walk`, rowMode: 'array' });
      await compare(
        client,
        rows.flatMap((event) => walk.take(event) ?? []),
        breaks,
      );
      if (rows.length < BATCH) break;
    }
    walk.finish();
    for (const { sql, words } of STRAYS) {
      const { rows } = await client.query<{ name: string }>(`${sql} LIMIT ${MOST_TOLD}`);
      for (const { name } of rows) breaks.add(null, null, words(name));
    }
    const { rows: counted } = await client.query<{ events: number }>(
      'SELECT count(*)::int AS events FROM ledger_event',
    );
    const { publishes, head } = walk;
    return { events: counted[0]?.events ?? 0, publishes, breaks: breaks.told, further: breaks.further, head };
  });
}

/** The head of one day, in UTC: that of the last publish of the day. */
export type DailyHead = Head & { readonly day: string; readonly recordedFrom: Instant };

/** The heads of all days on which something was published, the latest first. */
export async function readDailyHeads(): Promise<DailyHead[]> {
  const rows = await rowsOf<{ day: string; recorded_from: string; ledger_number: number; id: number; hash: string }>(
    `SELECT d.day::text, ${INSTANT_SQL('d.recorded_from')} AS recorded_from, d.ledger_number, e.id, encode(e.hash, 'hex') AS hash
       FROM (SELECT DISTINCT ON (1) (recorded_from AT TIME ZONE 'UTC')::date AS day, recorded_from, ledger_number FROM publish
              ORDER BY 1 DESC, ledger_number DESC) d
       JOIN ledger_event e ON e.ledger_number = d.ledger_number AND e.verb = 'publish.sealed'
      ORDER BY d.day DESC`,
  );
  return rows.map((row) => ({
    day: row.day,
    recordedFrom: toInstant(row.recorded_from),
    ledgerNumber: BigInt(row.ledger_number),
    eventId: BigInt(row.id),
    hash: row.hash,
  }));
}
