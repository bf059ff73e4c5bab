/**
 * Reports of errors (R10): what readers send, and what the editors answered. Only outcome and answer are public; what a reader wrote is not,
 * and an address to answer to is deleted with the answer.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { REPORT_LENGTHS, type Report } from '@/lib/ledger/report';
import { isCodeOf, REPORT_OUTCOMES, type ReportOutcome } from '@/lib/ledger/vocabulary';
import { inTransaction, rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import type { DoneResult, Editor } from './proposals';

/** Keeps a report under an id made by whoever sends it; sent twice it is kept once. False where the claim is not known. */
export async function fileReport(id: string, report: Report): Promise<boolean> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: number }>('SELECT id FROM claim WHERE public_id = $1', [report.claim]);
    if (report.claim !== null && rows.length === 0) return false;
    const { rowCount } = await client.query(
      'INSERT INTO report (id, claim_id, page, wrong, seen) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING',
      [id, rows[0]?.id ?? null, report.page, report.wrong, report.seen],
    );
    if (rowCount === 1 && report.email !== null)
      await client.query('INSERT INTO report_contact (report_id, email) VALUES ($1, $2)', [id, report.email]);
    return true;
  });
}

/** What the editors said to a report. */
export type ReportAnswer = {
  readonly outcome: ReportOutcome;
  readonly words: string;
  readonly answeredAt: Instant;
  /** The publish that put it right. */
  readonly ledgerNumber: bigint | null;
};

/** A report as the desk sees it. */
export type FiledReport = {
  readonly id: string;
  readonly claim: ClaimId | null;
  readonly page: string | null;
  readonly wrong: string;
  readonly seen: string | null;
  /** Where to answer to; null where none was given, or it has been deleted. */
  readonly email: string | null;
  readonly createdAt: Instant;
  /** Null while it is open. */
  readonly answer: (ReportAnswer & { readonly by: string }) | null;
};

type Row = {
  id: string;
  public_id: ClaimId | null;
  page: string | null;
  wrong: string;
  seen: string | null;
  email: string | null;
  created_at: string;
  kind: 'answered' | 'reopened' | null;
  outcome: ReportOutcome | null;
  answer: string | null;
  ledger_number: number | null;
  answered_at: string | null;
  by: string | null;
};

/** Reports with the latest thing that was done to each. */
const REPORTS = `
  SELECT r.id, c.public_id, r.page, r.wrong, r.seen, contact.email, ${INSTANT_SQL('r.created_at')} AS created_at,
         e.kind, e.outcome, e.answer, e.ledger_number, ${INSTANT_SQL('e.created_at')} AS answered_at, p.name AS by
    FROM report r LEFT JOIN claim c ON c.id = r.claim_id LEFT JOIN report_contact contact ON contact.report_id = r.id
    LEFT JOIN LATERAL (SELECT * FROM report_event e WHERE e.report_id = r.id ORDER BY e.id DESC LIMIT 1) e ON true
    LEFT JOIN person p ON p.id = e.person_id`;

function toAnswer(row: Row): FiledReport['answer'] {
  if (row.kind !== 'answered' || row.outcome === null || row.answer === null || row.answered_at === null) return null;
  return {
    outcome: row.outcome,
    words: row.answer,
    answeredAt: toInstant(row.answered_at),
    ledgerNumber: row.ledger_number === null ? null : BigInt(row.ledger_number),
    by: row.by ?? '',
  };
}

const toReport = (row: Row): FiledReport => ({
  id: row.id,
  claim: row.public_id,
  page: row.page,
  wrong: row.wrong,
  seen: row.seen,
  email: row.email,
  createdAt: toInstant(row.created_at),
  answer: toAnswer(row),
});

/** The most reports that one page of the desk or of the log shows. */
const MOST = 200;

/** Reports for the desk: open ones the oldest first, answered ones the latest first. */
export async function listReports(state: 'open' | 'answered'): Promise<FiledReport[]> {
  const rows = await rowsOf<Row>(
    `${REPORTS} WHERE (coalesce(e.kind, '') = 'answered') = $1
      ORDER BY CASE WHEN $1 THEN e.created_at END DESC, r.created_at, r.id LIMIT ${MOST}`,
    [state === 'answered'],
  );
  return rows.map(toReport);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One report, or null. */
export async function readReport(id: string): Promise<FiledReport | null> {
  if (!UUID.test(id)) return null;
  const [row] = await rowsOf<Row>(`${REPORTS} WHERE r.id = $1`, [id]);
  return row ? toReport(row) : null;
}

/** What the public reads of a report that was answered: nothing that its sender wrote. */
export type PublicReport = ReportAnswer & {
  readonly id: string;
  readonly claim: ClaimId | null;
  readonly createdAt: Instant;
};

/** Reports that were answered, of one claim or of all, the latest answer first. */
export async function listAnsweredReports(claim: ClaimId | null = null): Promise<PublicReport[]> {
  const rows = await rowsOf<Row>(
    `${REPORTS} WHERE e.kind = 'answered' AND ($1::text IS NULL OR c.public_id = $1) ORDER BY e.id DESC LIMIT ${MOST}`,
    [claim],
  );
  return rows.flatMap((row): PublicReport[] => {
    const { id, claim: about, createdAt, answer } = toReport(row);
    if (answer === null) return [];
    const { by: _unnamed, ...said } = answer;
    return [{ id, claim: about, createdAt, ...said }];
  });
}

/** Answers a report with words for the public; its sender’s address goes with it. What was corrected names the publish that did it. */
export async function answerReport(
  person: Editor,
  id: string,
  answer: { readonly outcome: string; readonly words: string; readonly ledgerNumber: bigint | null },
): Promise<DoneResult> {
  const permission = permit(person, 'queue.read');
  if (!permission.ok) return permission;
  const words = answer.words.trim();
  if (!isCodeOf(REPORT_OUTCOMES, answer.outcome)) return { ok: false, message: 'Choose what came of it.' };
  if (words === '' || words.length > REPORT_LENGTHS.answer)
    return { ok: false, message: `Say why, in at most ${REPORT_LENGTHS.answer} characters: the public reads it.` };
  const { outcome, ledgerNumber } = answer;
  if (outcome === 'corrected' && ledgerNumber === null)
    return { ok: false, message: 'Name the change that put it right, by its number in the log of changes.' };
  if (!UUID.test(id)) return { ok: false, message: 'There is no such report.' };
  return inTransaction(async (client) => {
    // Two editors who answer at once: the second waits here, and then finds it answered.
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [id]);
    const { rows } = await client.query<{ kind: string | null }>(
      `SELECT (SELECT e.kind FROM report_event e WHERE e.report_id = r.id ORDER BY e.id DESC LIMIT 1) AS kind
         FROM report r WHERE r.id = $1`,
      [id],
    );
    if (rows.length === 0) return { ok: false, message: 'There is no such report.' };
    if (rows[0]?.kind === 'answered') return { ok: false, message: 'Somebody has answered it meanwhile.' };
    const publish = await client.query('SELECT 1 FROM publish WHERE ledger_number = $1', [ledgerNumber]);
    if (outcome === 'corrected' && publish.rows.length === 0)
      return { ok: false, message: `The log of changes has no number ${ledgerNumber}.` };
    await client.query(
      `INSERT INTO report_event (report_id, kind, outcome, answer, ledger_number, person_id) VALUES ($1, 'answered', $2, $3, $4, $5)`,
      [id, outcome, words, outcome === 'corrected' ? ledgerNumber : null, person.id],
    );
    await client.query('DELETE FROM report_contact WHERE report_id = $1', [id]);
    return { ok: true };
  });
}

/** Opens an answered report again; its answer leaves the public log until the next one. */
export async function reopenReport(person: Editor, id: string): Promise<DoneResult> {
  const permission = permit(person, 'queue.read');
  if (!permission.ok) return permission;
  const report = await readReport(id);
  if (report === null || report.answer === null) return { ok: false, message: 'It is not answered.' };
  await rowsOf(`INSERT INTO report_event (report_id, kind, person_id) VALUES ($1, 'reopened', $2)`, [id, person.id]);
  return { ok: true };
}

/** How many reports wait for an answer. */
export async function countOpenReports(): Promise<number> {
  const [row] = await rowsOf<{ open: number }>(
    `SELECT count(*)::int AS open FROM report r
      WHERE coalesce((SELECT e.kind FROM report_event e WHERE e.report_id = r.id ORDER BY e.id DESC LIMIT 1), '') <> 'answered'`,
  );
  return row?.open ?? 0;
}
