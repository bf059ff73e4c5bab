/**
 * Grades of sources and of claims (E18; domain.md §1.6): dated by their publish, each with its reason, shown apart from the badge. They
 * inform readers and weigh nothing.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import {
  CREDIBILITIES,
  type Credibility,
  isCodeOf,
  type Metric,
  RELIABILITIES,
  type Reliability,
  type Side,
} from '@/lib/ledger/vocabulary';
import { CONNECTION, rowsOf } from './db';
import { type At, INSTANT_SQL, publish, publishAt, type Role, roleOf, toInstant } from './ledger';
import type { DoneResult, Editor } from './proposals';
import { Publishing } from './publishing';

/** One grade as it was given. */
export type Assessment<Grade extends string> = {
  readonly grade: Grade;
  readonly reason: string;
  readonly recordedFrom: Instant;
  readonly byRole: Role;
};

/** Grades of a source about one metric of one side, the latest first. */
export type SourceGrades = {
  readonly metric: Metric;
  readonly side: Side;
  readonly grades: readonly Assessment<Reliability>[];
};

const LONGEST_REASON = 1000;

function wordsFor(reason: string): string | null {
  const words = reason.trim();
  return words === '' || words.length > LONGEST_REASON ? null : words;
}

const NO_REASON = `Give the reason, in at most ${LONGEST_REASON} characters: a grade without one says nothing.`;

/** Grades a source about one metric of one side. */
export async function gradeSource(
  person: Editor,
  about: { readonly source: string; readonly metric: Metric; readonly side: Side },
  grade: string,
  reason: string,
): Promise<DoneResult> {
  const permission = permit(person, 'grade.give');
  if (!permission.ok) return permission;
  if (!isCodeOf(RELIABILITIES, grade)) return { ok: false, message: 'Choose a grade from A to F.' };
  const words = wordsFor(reason);
  if (words === null) return { ok: false, message: NO_REASON };
  return give(
    person,
    { verb: 'source.graded', subject: `${about.source}.${about.metric}.${about.side}`, grade, words },
    async (held) => {
      const source = held.sources.get(about.source);
      if (!source) return 'There is no such source.';
      await held.query(
        `INSERT INTO assessment (id, ledger_number, source_id, metric, side, reliability, reason, by_role)
       VALUES ((SELECT coalesce(max(id), 0) + 1 FROM assessment), $1, $2, $3, $4, $5, $6, $7)`,
        [held.publish.ledgerNumber, source.id, about.metric, about.side, grade, words, held.role],
      );
      return null;
    },
  );
}

/** Grades one claim. 1, “confirmed by other sources”, is refused while no source of another lineage speaks of the same days. */
export async function gradeClaim(person: Editor, publicId: string, grade: string, reason: string): Promise<DoneResult> {
  const permission = permit(person, 'grade.give');
  if (!permission.ok) return permission;
  if (!isCodeOf(CREDIBILITIES, grade)) return { ok: false, message: 'Choose a grade from 1 to 6.' };
  const words = wordsFor(reason);
  if (words === null) return { ok: false, message: NO_REASON };
  return give(person, { verb: 'claim.graded', subject: publicId, grade, words }, async (held) => {
    const { rows } = await held.query<{ id: number }>('SELECT id FROM claim WHERE public_id = $1', [publicId]);
    const [claim] = rows;
    if (!claim) return 'There is no such claim.';
    if (grade === '1' && !(await hasOtherVoice(publicId)))
      return 'Grade 1 needs another lineage: no source that does not repeat this one, or the same third one, speaks of the same days.';
    await held.query(
      `INSERT INTO assessment (id, ledger_number, claim_id, credibility, reason, by_role)
       VALUES ((SELECT coalesce(max(id), 0) + 1 FROM assessment), $1, $2, $3, $4, $5)`,
      [held.publish.ledgerNumber, claim.id, grade, words, held.role],
    );
    return null;
  });
}

/** Publishes one grade; `write` answers words when it cannot be given. */
async function give(
  person: Editor,
  what: {
    readonly verb: 'source.graded' | 'claim.graded';
    readonly subject: string;
    readonly grade: string;
    readonly words: string;
  },
  write: (held: Publishing) => Promise<string | null>,
): Promise<DoneResult> {
  const role = roleOf(person.role);
  return publish<DoneResult>(
    { kind: 'assessment', summary: `A grade: ${what.subject}`.slice(0, 200), role },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, role);
      const message = await write(held);
      if (message !== null) return { keep: false, result: { ok: false, message } };
      held.record({ verb: what.verb, subject: what.subject, after: { grade: what.grade }, reason: what.words });
      await held.close();
      return { keep: true, result: { ok: true } };
    },
  );
}

/** A current claim of another source over the same days that neither repeats this one’s source, nor what this one repeats. */
async function hasOtherVoice(publicId: string): Promise<boolean> {
  const { rows } = await CONNECTION.query<{ id: number }>(
    `SELECT other.claim_id AS id FROM claim c
       JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision JOIN series s ON s.id = r.series_id
       JOIN series t ON t.metric = s.metric AND t.side = s.side AND t.source_id <> s.source_id
       JOIN claim_revision other ON other.series_id = t.id AND other.is_total = r.is_total AND other.reach_to = r.reach_to AND other.reach_from = r.reach_from
       JOIN claim o ON o.id = other.claim_id AND o.current_revision = other.number
      WHERE c.public_id = $1 AND other.standing = 'current' AND other.count_basis <> 'meta' AND other.ratio_of IS NULL
        AND coalesce(other.repeats_source_id, t.source_id) <> coalesce(r.repeats_source_id, s.source_id) LIMIT 1`,
    [publicId],
  );
  return rows.length > 0;
}

type GradeRow<Grade extends string> = { grade: Grade; reason: string; recorded_from: string; by_role: Role };

const toAssessment = <Grade extends string>(row: GradeRow<Grade>): Assessment<Grade> => ({
  grade: row.grade,
  reason: row.reason,
  recordedFrom: toInstant(row.recorded_from),
  byRole: row.by_role,
});

/** The grades of a source as known at an instant, by metric and side; the latest of each first. */
export async function readSourceGrades(slug: string, at: Pick<At, 'known'>): Promise<SourceGrades[]> {
  const publishAtInstant = await publishAt(at.known);
  if (publishAtInstant === null) return [];
  const rows = await rowsOf<GradeRow<Reliability> & { metric: Metric; side: Side }>(
    `SELECT a.metric, a.side, a.reliability AS grade, a.reason, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, a.by_role
       FROM assessment a JOIN source o ON o.id = a.source_id JOIN publish p ON p.ledger_number = a.ledger_number
      WHERE o.slug = $1 AND a.ledger_number <= $2 ORDER BY a.metric, a.side, a.id DESC`,
    [slug, publishAtInstant.ledgerNumber],
  );
  return [...Map.groupBy(rows, ({ metric, side }) => `${metric}.${side}`).values()].flatMap((group): SourceGrades[] => {
    const [first] = group;
    return first ? [{ metric: first.metric, side: first.side, grades: group.map(toAssessment) }] : [];
  });
}

/** The grades of a claim as known at an instant, the latest first. */
export async function readClaimGrades(publicId: ClaimId, at: Pick<At, 'known'>): Promise<Assessment<Credibility>[]> {
  const publishAtInstant = await publishAt(at.known);
  if (publishAtInstant === null) return [];
  const rows = await rowsOf<GradeRow<Credibility>>(
    `SELECT a.credibility AS grade, a.reason, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, a.by_role
       FROM assessment a JOIN claim c ON c.id = a.claim_id JOIN publish p ON p.ledger_number = a.ledger_number
      WHERE c.public_id = $1 AND a.ledger_number <= $2 ORDER BY a.id DESC`,
    [publicId, publishAtInstant.ledgerNumber],
  );
  return rows.map(toAssessment);
}
