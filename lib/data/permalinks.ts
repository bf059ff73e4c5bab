/**
 * Frozen comparisons (R1, D13; layout.md §4): bytes under an address that follows from them. Reading one never computes a figure, and
 * nothing that happens to the ledger, the method or a library changes what it answers.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import type { ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { inTransaction, rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import type { DoneResult, Editor } from './proposals';
import { charactersOf } from './public-id';

/** The files of a frozen comparison; the first three are made when it is frozen, the others at the first request. */
export const FROZEN_FILES = ['json', 'csv', 'svg'] as const;
export const LATER_FILES = ['png', 'zip', 'social'] as const;
export type PermalinkEnding = (typeof FROZEN_FILES)[number] | (typeof LATER_FILES)[number];

const ID_LENGTH = 16;

/** The address of a frozen comparison: the first 80 bits of the SHA-256 of its JSON, in base 32. */
export function permalinkIdOf(json: string): string {
  return charactersOf(json, ID_LENGTH);
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What is frozen. */
export type Frozen = {
  /** The question with everything resolved, as the query of `/figures`. */
  readonly search: string;
  readonly ledgerNumber: bigint;
  readonly knownOn: Instant;
  readonly methodVersion: string;
  readonly files: Readonly<Record<(typeof FROZEN_FILES)[number], string>>;
};

/** Keeps a comparison and answers its address. Freezing the same once more keeps nothing and answers the same. */
export async function keepPermalink(frozen: Frozen): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const id = permalinkIdOf(frozen.files.json);
  const isNew = await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO permalink (id, search, ledger_number, known_on, method_version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
      [id, frozen.search, frozen.ledgerNumber, frozen.knownOn, frozen.methodVersion],
    );
    if (rowCount !== 1) return false;
    for (const ending of FROZEN_FILES) {
      const bytes = Buffer.from(frozen.files[ending]);
      await client.query('INSERT INTO permalink_file (permalink_id, ending, sha256, bytes) VALUES ($1, $2, $3, $4)', [
        id,
        ending,
        sha256Of(bytes),
        bytes,
      ]);
    }
    return true;
  });
  return { id, isNew };
}

/** A frozen comparison without its bytes. */
export type Permalink = {
  readonly id: string;
  readonly search: string;
  readonly ledgerNumber: bigint;
  readonly knownOn: Instant;
  readonly methodVersion: string;
  readonly frozenAt: Instant;
  /** Title and note that an editor gave the page; null for none. */
  readonly title: string | null;
  readonly note: string | null;
};

/** True for what can be the address of a frozen comparison. */
export function isPermalinkId(id: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(id);
}

/** The frozen comparison at an address, or null. */
export async function readPermalink(id: string): Promise<Permalink | null> {
  if (!isPermalinkId(id)) return null;
  const [row] = await rowsOf<{
    id: string;
    search: string;
    ledger_number: number;
    known_on: string;
    method_version: string;
    frozen_at: string;
    title: string | null;
    note: string | null;
  }>(
    `SELECT p.id, p.search, p.ledger_number, ${INSTANT_SQL('p.known_on')} AS known_on, p.method_version, ${INSTANT_SQL('p.frozen_at')} AS frozen_at,
            n.title, n.note
       FROM permalink p LEFT JOIN LATERAL (
         SELECT title, note FROM permalink_note WHERE permalink_id = p.id ORDER BY id DESC LIMIT 1) n ON true
      WHERE p.id = $1`,
    [id],
  );
  if (!row) return null;
  return {
    id: row.id,
    search: row.search,
    ledgerNumber: BigInt(row.ledger_number),
    knownOn: toInstant(row.known_on),
    methodVersion: row.method_version,
    frozenAt: toInstant(row.frozen_at),
    title: row.title,
    note: row.note,
  };
}

/** One file of a frozen comparison: its bytes and their SHA-256 as hexadecimal digits. */
export type PermalinkFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string };

/** A stored file, or null where it was not made yet or there is no such comparison. */
export async function readPermalinkFile(id: string, ending: PermalinkEnding): Promise<PermalinkFile | null> {
  if (!isPermalinkId(id)) return null;
  const [row] = await rowsOf<{ bytes: Buffer<ArrayBuffer>; sha256: string }>(
    'SELECT bytes, sha256 FROM permalink_file WHERE permalink_id = $1 AND ending = $2',
    [id, ending],
  );
  return row ?? null;
}

/** Keeps a file that is made at its first request. Where two have made it at once, the one that was kept first counts for both. */
export async function keepPermalinkFile(
  id: string,
  ending: (typeof LATER_FILES)[number],
  bytes: Uint8Array,
): Promise<PermalinkFile> {
  await rowsOf(
    `INSERT INTO permalink_file (permalink_id, ending, sha256, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (permalink_id, ending) DO NOTHING`,
    [id, ending, sha256Of(bytes), Buffer.from(bytes)],
  );
  const kept = await readPermalinkFile(id, ending);
  if (kept === null) throw new Error(`the file ${id}.${ending} was not kept`);
  return kept;
}

/** Gives the page of a frozen comparison a title and a note; its files stay as they are. */
export async function notePermalink(
  person: Editor,
  id: string,
  words: { readonly title: string; readonly note: string },
): Promise<DoneResult> {
  const permission = permit(person, 'permalink.note');
  if (!permission.ok) return permission;
  const [title, note] = [words.title.trim(), words.note.trim()];
  if (title.length > 200) return { ok: false, message: 'The title is too long. At most 200 characters are kept.' };
  if (note.length > 2000) return { ok: false, message: 'The note is too long. At most 2 000 characters are kept.' };
  if ((await readPermalink(id)) === null) return { ok: false, message: 'There is no such frozen comparison.' };
  await rowsOf('INSERT INTO permalink_note (permalink_id, title, note, person_id) VALUES ($1, $2, $3, $4)', [
    id,
    title === '' ? null : title,
    note === '' ? null : note,
    person.id,
  ]);
  return { ok: true };
}

/** Why a claim or a source says something else than at an earlier publish. */
export type Reason = {
  readonly subject: string;
  /** What happened: `claim.published`, or the verb of its event. */
  readonly verb: string;
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly changeClass: ChangeClass | null;
  readonly changeCause: ChangeCause | null;
  readonly reason: string | null;
};

type ReasonRow = {
  subject: string;
  verb: string;
  ledger_number: number;
  recorded_from: string;
  change_class: ChangeClass | null;
  change_cause: ChangeCause | null;
  reason: string | null;
};

/**
 * What happened to some claims and sources after one publish and up to another: revisions, second keys, new claims, and entries of the
 * registry. The oldest first.
 */
export async function readReasons(
  about: {
    readonly claims: readonly ClaimId[];
    readonly sources: readonly string[];
    readonly series: readonly string[];
  },
  between: { readonly after: bigint; readonly until: bigint },
): Promise<Reason[]> {
  const rows = await rowsOf<ReasonRow>(
    `SELECT e.subject, e.verb, e.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, e.change_class, e.change_cause, e.reason
       FROM ledger_event e JOIN publish p ON p.ledger_number = e.ledger_number
      WHERE e.ledger_number > $4 AND e.ledger_number <= $5 AND (
        (e.subject = ANY ($1::text[]) AND e.verb IN ('claim.revised', 'claim.checked', 'claim.linked', 'claim.unlinked'))
        OR (e.subject = ANY ($2::text[]) AND e.verb = 'source.revised')
        OR (e.subject = ANY ($3::text[]) AND e.verb IN ('series.noted', 'series.note_ended')))
     UNION ALL
     SELECT c.public_id, 'claim.published', c.ledger_number, ${INSTANT_SQL('p.recorded_from')}, 'new', NULL, p.summary
       FROM claim c JOIN publish p ON p.ledger_number = c.ledger_number
      WHERE c.public_id = ANY ($1::text[]) AND c.ledger_number > $4 AND c.ledger_number <= $5
      ORDER BY 3, 1, 2`,
    [about.claims, about.sources, about.series, between.after, between.until],
  );
  return rows.map((row) => ({
    subject: row.subject,
    verb: row.verb,
    ledgerNumber: BigInt(row.ledger_number),
    recordedFrom: toInstant(row.recorded_from),
    changeClass: row.change_class,
    changeCause: row.change_cause,
    reason: row.reason,
  }));
}

/** The comparisons that were frozen last, newest first: what the desk chooses from. */
export async function listPermalinks(limit: number): Promise<Permalink[]> {
  const rows = await rowsOf<{ id: string }>('SELECT id FROM permalink ORDER BY frozen_at DESC, id LIMIT $1', [limit]);
  const read = await Promise.all(rows.map(({ id }) => readPermalink(id)));
  return read.filter((permalink) => permalink !== null);
}
