/**
 * Records open to inspection and admissions against interest (domain.md §2, s2; T4): recorded by somebody who had no hand in the claim, with
 * a reason, and ended with a reason. What supports the claim follows in the same publish.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { claimantOf } from '@/lib/ledger/source';
import { isCodeOf, type Side, SUBSTANCE_BASES, type SubstanceBasis } from '@/lib/ledger/vocabulary';
import { rowsOf } from './db';
import { type At, INSTANT_SQL, publish, publishAt, type Role, roleOf, toInstant } from './ledger';
import { handsIn } from './proposal-publishing';
import type { DoneResult, Editor } from './proposals';
import { Publishing } from './publishing';

/** One record as it was made, and how it ended. */
export type SubstanceRecord = {
  readonly id: number;
  readonly basis: SubstanceBasis;
  /** Where the records can be inspected, or where the admission stands. */
  readonly url: string | null;
  readonly reason: string;
  readonly recordedFrom: Instant;
  readonly byRole: Role;
  readonly ended: { readonly recordedFrom: Instant; readonly reason: string; readonly byRole: Role } | null;
};

const LONGEST_REASON = 1000;
const NO_REASON = `Give the reason, in at most ${LONGEST_REASON} characters: readers see it on the claim.`;
const GONE = 'There is no such claim.';

const wordsOf = (reason: string): string | null => {
  const words = reason.trim();
  return words === '' || words.length > LONGEST_REASON ? null : words;
};

/** Everybody who had a hand in a claim: authors of what was published of it, and those who keyed it a second time. */
export async function handsInClaim(publicId: string): Promise<string[]> {
  const [authors, keyers] = await Promise.all([
    handsIn(publicId),
    rowsOf<{ person_id: string }>(
      'SELECT DISTINCT k.person_id FROM second_key k JOIN claim c ON c.id = k.claim_id WHERE c.public_id = $1',
      [publicId],
    ),
  ]);
  return [...new Set([...authors, ...keyers.map(({ person_id }) => person_id)])];
}

/** Records that a claim rests on records, or is an admission of its own side (s2). */
export async function recordSubstance(
  person: Editor,
  publicId: string,
  given: { readonly basis: string; readonly url: string; readonly reason: string },
): Promise<DoneResult> {
  const permission = permit(person, 'substance.record', { by: await handsInClaim(publicId) });
  if (!permission.ok) return permission;
  const { basis } = given;
  if (!isCodeOf(SUBSTANCE_BASES, basis)) return { ok: false, message: 'Choose what the claim rests on.' };
  const words = wordsOf(given.reason);
  if (words === null) return { ok: false, message: NO_REASON };
  const url = given.url.trim();
  if (url !== '' && !(/^https?:\/\//.test(url) && URL.canParse(url) && url.length <= 2000))
    return { ok: false, message: 'The address must begin with http:// or https://.' };
  if (basis === 'records' && url === '')
    return {
      ok: false,
      message: 'Give the address where the records can be inspected: nobody can look at them otherwise.',
    };
  return write(person, publicId, `Substance of claim ${publicId} is recorded.`, async (held, claim) => {
    const source = held.sources.get(claim.source);
    if (basis === 'admission' && (!source || claimantOf(source.source.party, claim.side) !== 'own_side'))
      return 'Only a party that speaks of its own losses can admit them, and this source is none.';
    const { rowCount } = await held.query(
      `SELECT 1 FROM substance_record q WHERE q.claim_id = $1 AND q.retracts_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM substance_record ended WHERE ended.retracts_id = q.id)`,
      [claim.id],
    );
    if (rowCount !== 0) return 'The claim has such a record already. End that one first, if it is not right.';
    await held.query(
      `INSERT INTO substance_record (id, ledger_number, claim_id, basis, url, reason, by_role)
       VALUES ((SELECT coalesce(max(id), 0) + 1 FROM substance_record), $1, $2, $3, $4, $5, $6)`,
      [held.publish.ledgerNumber, claim.id, basis, url === '' ? null : url, words, held.role],
    );
    held.record({
      verb: 'claim.substance_recorded',
      subject: publicId,
      after: { basis, url: url === '' ? null : url },
      reason: words,
    });
    return null;
  });
}

/** Ends a record that was wrong or cannot be inspected any more. */
export async function endSubstance(
  person: Editor,
  publicId: string,
  recordId: number,
  reason: string,
): Promise<DoneResult> {
  const permission = permit(person, 'substance.record', { by: await handsInClaim(publicId) });
  if (!permission.ok) return permission;
  const words = wordsOf(reason);
  if (words === null) return { ok: false, message: NO_REASON };
  return write(person, publicId, `A record of substance of claim ${publicId} is ended.`, async (held, claim) => {
    const { rows } = await held.query<{ basis: string; url: string | null }>(
      `SELECT basis, url FROM substance_record q WHERE q.id = $1 AND q.claim_id = $2 AND q.retracts_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM substance_record ended WHERE ended.retracts_id = q.id)`,
      [recordId, claim.id],
    );
    const [record] = rows;
    if (!record) return 'This record was ended already.';
    await held.query(
      `INSERT INTO substance_record (id, ledger_number, claim_id, basis, url, reason, retracts_id, by_role)
       VALUES ((SELECT coalesce(max(id), 0) + 1 FROM substance_record), $1, $2, $3, $4, $5, $6, $7)`,
      [held.publish.ledgerNumber, claim.id, record.basis, record.url, words, recordId, held.role],
    );
    held.record({ verb: 'claim.substance_ended', subject: publicId, before: record, reason: words });
    return null;
  });
}

/** Publishes one record, or its end; `work` answers words when it cannot be. */
async function write(
  person: Editor,
  publicId: string,
  summary: string,
  work: (
    held: Publishing,
    claim: { readonly id: number; readonly source: string; readonly side: Side },
  ) => Promise<string | null>,
): Promise<DoneResult> {
  const role = roleOf(person.role);
  return publish<DoneResult>({ kind: 'substance', summary, role }, async (client, opened) => {
    const refuse = (message: string) => ({ keep: false, result: { ok: false as const, message } });
    const held = await Publishing.open(client, opened, role);
    const { rows } = await held.query<{ id: number; source: string; side: Side; series_id: number }>(
      `SELECT c.id, o.slug AS source, s.side, s.id AS series_id FROM claim c
         JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
         JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id WHERE c.public_id = $1`,
      [publicId],
    );
    const [claim] = rows;
    if (!claim) return refuse(GONE);
    const message = await work(held, claim);
    if (message !== null) return refuse(message);
    held.touch(claim.series_id);
    held.recompare(claim.id);
    await held.close();
    return { keep: true, result: { ok: true } };
  });
}

type RecordRow = {
  id: number;
  basis: SubstanceBasis;
  url: string | null;
  reason: string;
  recorded_from: string;
  by_role: Role;
  ended_from: string | null;
  ended_reason: string | null;
  ended_role: Role | null;
};

/** The records of a claim as known at an instant, the latest first; those that were ended stay, with the reason. */
export async function readSubstanceRecords(publicId: ClaimId, at: Pick<At, 'known'>): Promise<SubstanceRecord[]> {
  const asked = await publishAt(at.known);
  if (asked === null) return [];
  const rows = await rowsOf<RecordRow>(
    `SELECT q.id, q.basis, q.url, q.reason, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, q.by_role,
            ${INSTANT_SQL('e.recorded_from')} AS ended_from, ended.reason AS ended_reason, ended.by_role AS ended_role
       FROM substance_record q JOIN claim c ON c.id = q.claim_id JOIN publish p ON p.ledger_number = q.ledger_number
       LEFT JOIN substance_record ended ON ended.retracts_id = q.id AND ended.ledger_number <= $2
       LEFT JOIN publish e ON e.ledger_number = ended.ledger_number
      WHERE c.public_id = $1 AND q.retracts_id IS NULL AND q.ledger_number <= $2 ORDER BY q.id DESC`,
    [publicId, asked.ledgerNumber],
  );
  return rows.map((row) => ({
    id: row.id,
    basis: row.basis,
    url: row.url,
    reason: row.reason,
    recordedFrom: toInstant(row.recorded_from),
    byRole: row.by_role,
    ended:
      row.ended_from === null || row.ended_reason === null || row.ended_role === null
        ? null
        : { recordedFrom: toInstant(row.ended_from), reason: row.ended_reason, byRole: row.ended_role },
  }));
}
