/**
 * What people at the desk are working on: drafts of claims, of changes and of sources, versions of each, and their way through review
 * (E10, E11, E12, E16). Nothing here is public, and nothing that was saved is ever lost: saving appends a version.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ClaimId } from '@/lib/ledger/claim';
import { claimDraftSchema } from '@/lib/ledger/draft';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import {
  follow,
  isEditable,
  type ProposalKind,
  type ProposalState,
  TRANSITIONS,
  type TransitionName,
} from '@/lib/ledger/review';
import { sourceDraftSchema } from '@/lib/ledger/source-draft';
import { CHANGE_CAUSES, type ChangeCause, codesOf, type PersonRole } from '@/lib/ledger/vocabulary';
import { inTransaction, rowsOf } from './db';
import { drawImportSample } from './import-sample';
import { INSTANT_SQL, toInstant } from './ledger';

/** What a proposal says, as typed. */
export const proposalContentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['new_claim', 'revision']),
    draft: claimDraftSchema,
    /** A source that would be registered with the claim; null when it is registered already. */
    newSource: sourceDraftSchema.nullable().default(null),
  }),
  z.object({ kind: z.literal('source'), source: sourceDraftSchema }),
  z.object({ kind: z.literal('import') }),
]);
export type ProposalContent = z.infer<typeof proposalContentSchema>;

/** A warning that somebody passed, and why. */
export const passedWarningSchema = z.object({ check: z.string().max(60), reason: z.string().trim().min(1).max(1000) });
export type PassedWarning = z.infer<typeof passedWarningSchema>;

/** All that one version of a proposal holds. */
export type ProposalWords = {
  readonly content: ProposalContent;
  readonly title: string;
  /** Why published data changes, and what is said about it (E19); null for what is new. */
  readonly cause: ChangeCause | null;
  readonly note: string | null;
  readonly passed: readonly PassedWarning[];
};

/** A person as the desk names them. */
export type PersonName = { readonly id: string; readonly name: string };

export type ProposalHead = {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly version: number;
  readonly title: string;
  /** Public id of the claim that it changes. */
  readonly claimId: ClaimId | null;
  readonly baseRevision: number | null;
  readonly sourceSlug: string | null;
  readonly importId: string | null;
  readonly author: PersonName;
  readonly assignee: PersonName | null;
  /** Ids of everybody who saved a version: none of them may publish it. */
  readonly by: readonly string[];
  readonly sentAt: Instant | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** What publishing it would move, as it was when it was sent. */
  readonly effect: { readonly figures: number; readonly share: number | null } | null;
  readonly publishedLedgerNumber: bigint | null;
};

/** A proposal with its current version. */
export type Proposal = ProposalHead & ProposalWords;

/** Whoever acts, as the guard knows them. */
export type Editor = { readonly id: string; readonly role: PersonRole };

type HeadRow = {
  id: string;
  kind: ProposalKind;
  state: ProposalState;
  version: number;
  title: string;
  public_id: ClaimId | null;
  base_revision: number | null;
  source_slug: string | null;
  import_id: string | null;
  author_id: string;
  author_name: string;
  assignee_id: string | null;
  assignee_name: string | null;
  by: string[];
  sent_at: string | null;
  created_at: string;
  changed_at: string;
  effect_figures: number | null;
  effect_share: string | null;
  published_ledger_number: number | null;
};
type WordsRow = { content: unknown; cause: ChangeCause | null; note: string | null; passed: unknown };

const HEAD = `
  p.id, p.kind, p.state, p.version, p.title, c.public_id, p.base_revision, p.source_slug, p.import_id, p.author_id, author.name AS author_name,
  p.assignee_id, assignee.name AS assignee_name,
  (SELECT array_agg(DISTINCT v.person_id) FROM proposal_version v WHERE v.proposal_id = p.id) AS by,
  ${INSTANT_SQL('p.sent_at')} AS sent_at, ${INSTANT_SQL('p.created_at')} AS created_at, ${INSTANT_SQL('p.changed_at')} AS changed_at,
  p.effect_figures, p.effect_share, p.published_ledger_number`;
const HEAD_TABLES = `
  proposal p JOIN person author ON author.id = p.author_id LEFT JOIN person assignee ON assignee.id = p.assignee_id
  LEFT JOIN claim c ON c.id = p.claim_id`;

function toHead(row: HeadRow): ProposalHead {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    title: row.title,
    claimId: row.public_id,
    baseRevision: row.base_revision,
    sourceSlug: row.source_slug,
    importId: row.import_id,
    author: { id: row.author_id, name: row.author_name },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    by: row.by,
    sentAt: row.sent_at === null ? null : toInstant(row.sent_at),
    createdAt: toInstant(row.created_at),
    changedAt: toInstant(row.changed_at),
    effect:
      row.effect_figures === null
        ? null
        : { figures: row.effect_figures, share: row.effect_share === null ? null : Number(row.effect_share) },
    publishedLedgerNumber: row.published_ledger_number === null ? null : BigInt(row.published_ledger_number),
  };
}

const toContent = (content: unknown): ProposalContent => proposalContentSchema.parse(content);

function toWords(row: WordsRow & { title: string }): ProposalWords {
  return {
    content: toContent(row.content),
    title: row.title,
    cause: row.cause,
    note: row.note,
    passed: z.array(passedWarningSchema).parse(row.passed),
  };
}

/** The proposal with this id, or null. */
export async function readProposal(id: string): Promise<Proposal | null> {
  if (!isProposalId(id)) return null;
  const rows = await rowsOf<HeadRow & WordsRow>(
    `SELECT ${HEAD}, w.content, w.cause, w.note, w.passed FROM ${HEAD_TABLES}
       JOIN proposal_version w ON w.proposal_id = p.id AND w.number = p.version WHERE p.id = $1`,
    [id],
  );
  const row = rows[0];
  return row ? { ...toHead(row), ...toWords(row) } : null;
}

/** What one version of a proposal said, or null. */
export async function readProposalVersion(id: string, version: number): Promise<ProposalWords | null> {
  const rows = await rowsOf<WordsRow & { title: string }>(
    `SELECT w.content, w.cause, w.note, w.passed, p.title FROM proposal_version w JOIN proposal p ON p.id = w.proposal_id
      WHERE w.proposal_id = $1 AND w.number = $2`,
    [id, version],
  );
  return rows[0] ? toWords(rows[0]) : null;
}

/** Ids are made by the page that shows an empty form, so that saving twice begins once. */
export function isProposalId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

/** What a proposal is about, beside its words. */
export type About = {
  readonly claimId?: ClaimId | null;
  readonly baseRevision?: number | null;
  readonly sourceSlug?: string | null;
  readonly importId?: string | null;
};

const VERSION = `
  INSERT INTO proposal_version (proposal_id, number, person_id, content, cause, note, passed) VALUES ($1, $2, $3, $4, $5, $6, $7)`;

function versionValues(id: string, number: number, personId: string, words: ProposalWords): unknown[] {
  return [id, number, personId, JSON.stringify(words.content), words.cause, words.note, JSON.stringify(words.passed)];
}

/** A draft that begins. */
export type Begun = { readonly id: string } & About &
  Omit<ProposalWords, 'cause' | 'note' | 'passed'> &
  Partial<ProposalWords>;

/** Begins a draft inside a transaction; with an id that exists already nothing is begun. */
export async function insertProposal(client: PoolClient, person: Editor, begun: Begun): Promise<void> {
  const { id, content } = begun;
  const words: ProposalWords = { cause: null, note: null, passed: [], ...begun };
  const { rowCount } = await client.query(
    `INSERT INTO proposal (id, kind, claim_id, base_revision, source_slug, import_id, title, author_id)
     VALUES ($1, $2, (SELECT id FROM claim WHERE public_id = $3), $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      content.kind,
      begun.claimId ?? null,
      begun.baseRevision ?? null,
      begun.sourceSlug ?? null,
      begun.importId ?? null,
      words.title,
      person.id,
    ],
  );
  if (rowCount === 1) await client.query(VERSION, versionValues(id, 1, person.id, words));
}

/** Begins a draft. With an id that exists already nothing is begun, and the answer is the proposal that has it. */
export async function beginProposal(person: Editor, begun: Begun): Promise<Proposal> {
  await inTransaction((client) => insertProposal(client, person, begun));
  const proposal = await readProposal(begun.id);
  if (proposal === null) throw new Error(`the proposal ${begun.id} was not begun`);
  return proposal;
}

export type SaveProposalResult =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: 'unknown' | 'not_allowed' | 'state'; readonly message: string }
  /** Somebody saved another version meanwhile: what it was, and what it is now. */
  | {
      readonly ok: false;
      readonly reason: 'conflict';
      readonly base: ProposalWords | null;
      readonly current: Proposal;
    };

const UNKNOWN = { ok: false, reason: 'unknown', message: 'There is no such draft.' } as const;

/** Appends a version, if `expectedVersion` is still the current one (E12). What says the same as before is not saved again. */
export async function saveProposal(
  person: Editor,
  id: string,
  expectedVersion: number,
  words: ProposalWords,
  base: { readonly baseRevision?: number } = {},
): Promise<SaveProposalResult> {
  const proposal = await readProposal(id);
  if (proposal === null) return UNKNOWN;
  const permission = permit(person, 'draft.save', proposal);
  if (!permission.ok) return { ok: false, reason: 'not_allowed', message: permission.message };
  if (!isEditable(proposal.state))
    return {
      ok: false,
      reason: 'state',
      message: 'This is not a draft any more, so it was not saved. Take it back from review to change it.',
    };
  const conflict = async (): Promise<SaveProposalResult> => {
    const [current, was] = await Promise.all([readProposal(id), readProposalVersion(id, expectedVersion)]);
    if (current === null) return UNKNOWN;
    // Two tabs that saved the same words agree.
    return sameWords(current, words)
      ? { ok: true, version: current.version }
      : { ok: false, reason: 'conflict', base: was, current };
  };
  if (proposal.version !== expectedVersion) return conflict();
  const rebased = base.baseRevision !== undefined && base.baseRevision !== proposal.baseRevision;
  if (sameWords(proposal, words) && !rebased) return { ok: true, version: expectedVersion };
  const saved = await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE proposal SET version = version + 1, title = $3, base_revision = coalesce($4, base_revision), changed_at = now()
        WHERE id = $1 AND version = $2 AND state IN ('draft', 'changes_asked')`,
      [id, expectedVersion, words.title, base.baseRevision ?? null],
    );
    if (rowCount === 1) await client.query(VERSION, versionValues(id, expectedVersion + 1, person.id, words));
    return rowCount === 1;
  });
  return saved ? { ok: true, version: expectedVersion + 1 } : conflict();
}

function sameWords(a: ProposalWords, b: ProposalWords): boolean {
  const said = ({ content, cause, note, passed }: ProposalWords) =>
    JSON.stringify([proposalContentSchema.parse(content), cause, note, z.array(passedWarningSchema).parse(passed)]);
  return said(a) === said(b);
}

/** Proposals that somebody began or has had a hand in; open ones first, then the newest. */
export async function listOwnProposals(personId: string, limit = 100): Promise<ProposalHead[]> {
  const rows = await rowsOf<HeadRow>(
    `SELECT ${HEAD} FROM ${HEAD_TABLES}
      WHERE p.author_id = $1 OR p.id IN (SELECT proposal_id FROM proposal_version WHERE person_id = $1)
      ORDER BY p.state IN ('draft', 'changes_asked', 'in_review') DESC, p.changed_at DESC LIMIT $2`,
    [personId, limit],
  );
  return rows.map(toHead);
}

/** Open proposals about a claim. */
export async function listProposalsOf(claimId: ClaimId): Promise<ProposalHead[]> {
  const rows = await rowsOf<HeadRow>(
    `SELECT ${HEAD} FROM ${HEAD_TABLES} WHERE c.public_id = $1 AND p.state IN ('draft', 'changes_asked', 'in_review') ORDER BY p.created_at`,
    [claimId],
  );
  return rows.map(toHead);
}

export type QueueQuery = {
  readonly sort: 'age' | 'effect';
  readonly kind: ProposalKind | null;
  /** Only those assigned to this person, or to nobody (`none`); null for all. */
  readonly assignee: string | 'none' | null;
};

/** A proposal in review with its words, and whether a second key agrees with it. */
export type QueueRow = Proposal & { readonly keys: { readonly agreeing: number; readonly differing: number } };

/** What waits for review (E16), the oldest or the one that moves most first. */
export async function listQueue(query: QueueQuery, limit = 200): Promise<QueueRow[]> {
  const order =
    query.sort === 'age'
      ? 'p.sent_at, p.id'
      : 'p.effect_share DESC NULLS LAST, p.effect_figures DESC NULLS LAST, p.sent_at, p.id';
  const rows = await rowsOf<HeadRow & WordsRow & { agreeing: number; differing: number }>(
    `SELECT ${HEAD}, w.content, w.cause, w.note, w.passed, keys.agreeing, keys.differing FROM ${HEAD_TABLES}
       JOIN proposal_version w ON w.proposal_id = p.id AND w.number = p.version
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE outcome = 'agrees')::int AS agreeing, count(*) FILTER (WHERE outcome = 'differs')::int AS differing
          FROM second_key k WHERE k.proposal_id = p.id AND k.version = p.version) keys
      WHERE p.state = 'in_review' AND ($1::text IS NULL OR p.kind = $1)
        AND ($2::text IS NULL OR CASE $2 WHEN 'none' THEN p.assignee_id IS NULL ELSE p.assignee_id = $2 END)
      ORDER BY ${order} LIMIT $3`,
    [query.kind, query.assignee, limit],
  );
  return rows.map((row) => ({
    ...toHead(row),
    ...toWords(row),
    keys: { agreeing: row.agreeing, differing: row.differing },
  }));
}

export type MoveResult =
  | { readonly ok: true; readonly state: ProposalState }
  | { readonly ok: false; readonly message: string };

const CHANGED = 'It was changed since you opened it. Reload, and look at it again before you decide.';

/** Records a transition inside a transaction; false when the proposal is no longer as it was read. */
export async function recordMove(
  client: PoolClient,
  personId: string,
  proposal: Pick<Proposal, 'id' | 'version' | 'state'>,
  name: TransitionName,
  note: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE proposal SET state = $4, changed_at = now(), sent_at = CASE WHEN $4 = 'in_review' THEN now() ELSE sent_at END
      WHERE id = $1 AND version = $2 AND state = $3`,
    [proposal.id, proposal.version, proposal.state, TRANSITIONS[name].to],
  );
  if (rowCount !== 1) return false;
  await client.query(
    'INSERT INTO proposal_event (proposal_id, person_id, transition, version, note) VALUES ($1, $2, $3, $4, $5)',
    [proposal.id, personId, name, proposal.version, note],
  );
  return true;
}

/**
 * Takes one step of review.ts other than publishing, which `publishProposal` does. `version` is the one that the person has looked at.
 * `effect` is recorded when it is sent, for the order of the queue.
 */
export async function moveProposal(
  person: Editor,
  id: string,
  name: Exclude<TransitionName, 'publish'>,
  how: { readonly note: string | null; readonly version: number; readonly effect?: Proposal['effect'] },
): Promise<MoveResult> {
  const proposal = await readProposal(id);
  if (proposal === null) return { ok: false, message: UNKNOWN.message };
  const permission = permit(person, TRANSITIONS[name].action, proposal);
  if (!permission.ok) return { ok: false, message: permission.message };
  if (proposal.version !== how.version) return { ok: false, message: CHANGED };
  const followed = follow(proposal.state, name, how.note);
  if (!followed.ok) return followed;
  const moved = await inTransaction(async (client) => {
    if (how.effect)
      await client.query('UPDATE proposal SET effect_figures = $3, effect_share = $4 WHERE id = $1 AND version = $2', [
        id,
        how.version,
        how.effect.figures,
        how.effect.share,
      ]);
    // What is keyed a second time is drawn when an import is first sent, and never again.
    if (name === 'send' && proposal.importId !== null) await drawImportSample(client, proposal.importId);
    return recordMove(client, person.id, proposal, name, how.note);
  });
  return moved ? { ok: true, state: followed.state } : { ok: false, message: CHANGED };
}

export type DoneResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Gives a proposal in review to somebody who may publish it, or to nobody. */
export async function assignProposal(person: Editor, id: string, assigneeId: string | null): Promise<DoneResult> {
  const permission = permit(person, 'review.assign');
  if (!permission.ok) return permission;
  const proposal = await readProposal(id);
  if (proposal === null) return { ok: false, message: UNKNOWN.message };
  if (proposal.state !== 'in_review') return { ok: false, message: 'Only what is in review can be assigned.' };
  if (assigneeId !== null) {
    const reviewers = await listReviewers();
    if (!reviewers.some((reviewer) => reviewer.id === assigneeId))
      return { ok: false, message: 'Only a reviewer or administrator can review. Choose one of the list.' };
    if (proposal.by.includes(assigneeId))
      return { ok: false, message: 'Whoever had a hand in it cannot review it. Choose somebody else.' };
  }
  await rowsOf('UPDATE proposal SET assignee_id = $2 WHERE id = $1', [id, assigneeId]);
  return { ok: true };
}

/** Adds a comment to a proposal, whatever its state. */
export async function commentOnProposal(person: Editor, id: string, body: string): Promise<DoneResult> {
  const proposal = await readProposal(id);
  if (proposal === null) return { ok: false, message: UNKNOWN.message };
  const permission = permit(person, 'draft.comment', proposal);
  if (!permission.ok) return permission;
  const text = body.trim();
  if (text === '') return { ok: false, message: 'Write something: the comment is empty.' };
  if (text.length > 4000) return { ok: false, message: 'The comment is too long. At most 4 000 characters are kept.' };
  await rowsOf('INSERT INTO proposal_comment (proposal_id, person_id, body) VALUES ($1, $2, $3)', [
    id,
    person.id,
    text,
  ]);
  return { ok: true };
}

/** One entry of what happened to a proposal. */
export type ProposalLogEntry = {
  readonly at: Instant;
  readonly person: PersonName;
} & (
  | { readonly kind: 'version'; readonly version: number }
  | {
      readonly kind: 'event';
      readonly transition: TransitionName;
      readonly version: number;
      readonly note: string | null;
    }
  | { readonly kind: 'comment'; readonly body: string }
);

/** Versions, transitions and comments in the order in which they came. */
export async function readProposalLog(id: string): Promise<ProposalLogEntry[]> {
  if (!isProposalId(id)) return [];
  const rows = await rowsOf<{
    kind: 'version' | 'event' | 'comment';
    at: string;
    person_id: string;
    name: string;
    version: number;
    transition: TransitionName;
    body: string | null;
  }>(
    `SELECT log.kind, ${INSTANT_SQL('log.created_at')} AS at, log.person_id, person.name, log.version, log.transition, log.body
       FROM (
         SELECT 'version' AS kind, 0 AS place, created_at, person_id, number AS version, NULL AS transition, NULL AS body FROM proposal_version WHERE proposal_id = $1
         UNION ALL
         SELECT 'event', 1, created_at, person_id, version, transition, note FROM proposal_event WHERE proposal_id = $1
         UNION ALL
         SELECT 'comment', 2, created_at, person_id, NULL, NULL, body FROM proposal_comment WHERE proposal_id = $1
       ) log JOIN person ON person.id = log.person_id ORDER BY log.created_at, log.place, log.version`,
    [id],
  );
  return rows.map((row): ProposalLogEntry => {
    const about = { at: toInstant(row.at), person: { id: row.person_id, name: row.name } };
    if (row.kind === 'version') return { ...about, kind: 'version', version: row.version };
    if (row.kind === 'comment') return { ...about, kind: 'comment', body: row.body ?? '' };
    return { ...about, kind: 'event', transition: row.transition, version: row.version, note: row.body };
  });
}

/** Everybody who may publish other people's work, by name. */
export async function listReviewers(): Promise<PersonName[]> {
  return rowsOf<PersonName>(
    `SELECT id, name FROM person WHERE role IN ('reviewer', 'administrator') AND deactivated_at IS NULL ORDER BY name, id`,
  );
}

/** A cause as it comes from a form; null for anything else. */
export function toCause(text: string): ChangeCause | null {
  return codesOf(CHANGE_CAUSES).find((cause) => cause === text) ?? null;
}
