/**
 * From a proposal in review to the ledger: one transaction under the ledger's lock, by somebody who had no hand in it (E13). The figures
 * that move with it are recorded beside it, so that none ever moves silently (T13).
 */
import 'server-only';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import { type ClaimDraft, type DraftProblem, toClaim } from '@/lib/ledger/draft';
import type { Effect } from '@/lib/ledger/effect';
import type { Cell, Span } from '@/lib/ledger/figure-table';
import { permit } from '@/lib/ledger/permissions';
import { follow } from '@/lib/ledger/review';
import { lacksForChecked, type SecondKey, secondKeySchema, withSecondKey } from '@/lib/ledger/second-key';
import type { Source } from '@/lib/ledger/source';
import { type SourceDraft, toSource } from '@/lib/ledger/source-draft';
import { CHANGE_CAUSES } from '@/lib/ledger/vocabulary';
import { changedFields } from './claim-content';
import { addClaimBatches, readCurrent, revise, saysTheSame } from './claims';
import { rowsOf } from './db';
import { readEffect } from './effect';
import { publishImport } from './import-publishing';
import { readSourceNames } from './imports';
import { type Publish, publish, roleOf } from './ledger';
import { type Editor, type Proposal, readProposal } from './proposals';
import { Publishing } from './publishing';
import { addSources } from './sources';

export type PublishProposalResult =
  | { readonly ok: true; readonly ledgerNumber: bigint; readonly claimId: ClaimId | null }
  | {
      readonly ok: false;
      readonly reason: 'unknown' | 'not_allowed' | 'state' | 'invalid' | 'unchanged' | 'refused';
      readonly message: string;
      readonly problems?: readonly DraftProblem[];
    }
  /** The claim got another revision since the draft was begun: both must be compared first (E12). */
  | { readonly ok: false; readonly reason: 'conflict'; readonly message: string; readonly currentRevision: number };

type Refused = Exclude<PublishProposalResult, { ok: true }>;
type Kept = { readonly claimId: ClaimId | null };

/** The claim that a draft says, with the source that would be registered with it; or what is wrong. */
export type ResolvedDraft =
  | { readonly ok: true; readonly claim: Claim; readonly newSource: Source | null }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

/** The key that a claim entered at the desk gets: who said it, about which day, and what makes it the only one. */
export function newKeyOf(draft: ClaimDraft, slug: string | null, proposalId: string): string {
  const day = draft.asOf || draft.firstDay || draft.publications[0]?.publishedOn || 'undated';
  return [slug ?? 'claim', day, draft.metric || 'claim', proposalId.slice(0, 8)].join('-').slice(0, 120);
}

/** Resolves the names in a draft against the registry and the source that comes with it. */
export async function resolveDraft(
  draft: ClaimDraft,
  newSource: SourceDraft | null,
  proposalId: string,
): Promise<ResolvedDraft> {
  const names = await readSourceNames();
  const coming = newSource === null ? null : toSource(newSource);
  const problems: DraftProblem[] =
    coming !== null && !coming.ok
      ? coming.problems.map(({ field, message }) => ({ field: `newSource.${field}`, message }))
      : [];
  const registered = (name: string) => (names.slugs.has(name) ? name : (names.slugOf.get(name.toLowerCase()) ?? null));
  const own = coming?.ok ? coming.source : null;
  if (own !== null && names.slugs.has(own.slug))
    problems.push({ field: 'newSource.slug', message: `“${own.slug}” is the slug of a registered source.` });
  const slugOf = (name: string) => {
    if (
      own !== null &&
      [own.slug, own.name, ...own.aliases].some((other) => other.toLowerCase() === name.toLowerCase())
    )
      return own.slug;
    return registered(name);
  };
  const resolved = toClaim(draft, { slugOf, newKey: newKeyOf(draft, slugOf(draft.source.trim()), proposalId) });
  if (resolved.ok && problems.length === 0) return { ok: true, claim: resolved.claim, newSource: own };
  return { ok: false, problems: [...(resolved.ok ? [] : resolved.problems), ...problems] };
}

const CHANGED = 'It was changed since you opened it. Reload, and look at it again before you publish.';

/** Publishes a proposal that is in review, at the version that the reviewer has looked at: all of it, or nothing. */
export async function publishProposal(person: Editor, id: string, version: number): Promise<PublishProposalResult> {
  const refuse = (reason: Exclude<Refused['reason'], 'conflict'>, message: string): Refused => ({
    ok: false,
    reason,
    message,
  });
  const proposal = await readProposal(id);
  if (proposal === null) return refuse('unknown', 'There is no such proposal.');
  const permission = permit(person, 'review.publish', proposal);
  if (!permission.ok) return refuse('not_allowed', permission.message);
  if (proposal.version !== version) return refuse('state', CHANGED);
  const followed = follow(proposal.state, 'publish', null);
  if (!followed.ok) return refuse('state', followed.message);
  const prepared = await prepare(proposal);
  if (!prepared.ok) return prepared;
  return publish<PublishProposalResult>(
    { kind: prepared.kind, summary: proposal.title, role: roleOf(person.role) },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, roleOf(person.role));
      // The publisher's own row first: whoever else publishes it meanwhile finds it published.
      const mayMove = await client.query(
        `SELECT 1 FROM proposal WHERE id = $1 AND version = $2 AND state = $3 FOR UPDATE`,
        [id, version, proposal.state],
      );
      if (mayMove.rowCount !== 1) return { keep: false, result: refuse('state', CHANGED) };
      const kept = await prepared.write(held, opened);
      if ('ok' in kept) return { keep: false, result: kept };
      await held.close();
      await client.query(
        `UPDATE second_key SET ledger_number = $3 WHERE proposal_id = $1 AND version = $2 AND (outcome = 'agrees' OR decision = 'first')`,
        [id, version, opened.ledgerNumber],
      );
      await client.query(
        `UPDATE proposal SET published_ledger_number = $2, published_by = $3, claim_id = coalesce(claim_id, (SELECT id FROM claim WHERE public_id = $4)),
                state = 'published', changed_at = now() WHERE id = $1`,
        [id, opened.ledgerNumber, person.id, kept.claimId],
      );
      await client.query(
        `INSERT INTO proposal_event (proposal_id, person_id, transition, version) VALUES ($1, $2, 'publish', $3)`,
        [id, person.id, version],
      );
      return { keep: true, result: { ok: true, ledgerNumber: opened.ledgerNumber, claimId: kept.claimId } };
    },
  );
}

type Prepared = {
  readonly ok: true;
  readonly kind: 'claim' | 'source' | 'import';
  readonly write: (held: Publishing, opened: Publish) => Promise<Kept | Refused>;
};

async function prepare(proposal: Proposal): Promise<Prepared | Refused> {
  const { content } = proposal;
  switch (content.kind) {
    case 'source':
      return prepareSource(proposal, content.source);
    case 'import': {
      const { importId } = proposal;
      if (importId === null) throw new Error(`the import proposal ${proposal.id} names no import`);
      return { ok: true, kind: 'import', write: (held) => writeImport(held, proposal, importId) };
    }
    default: {
      const resolved = await resolveDraft(content.draft, content.newSource, proposal.id);
      if (!resolved.ok) return invalid(resolved.problems);
      return {
        ok: true,
        kind: 'claim',
        write: (held) => writeClaim(held, proposal, resolved.claim, resolved.newSource),
      };
    }
  }
}

function invalid(problems: readonly DraftProblem[]): Refused {
  return {
    ok: false,
    reason: 'invalid',
    message: 'It cannot be published as it is. Send it back, so that its author can mend it.',
    problems,
  };
}

function prepareSource(proposal: Proposal, draft: SourceDraft): Prepared | Refused {
  const resolved = toSource(draft);
  if (!resolved.ok) return invalid(resolved.problems);
  return {
    ok: true,
    kind: 'source',
    write: async (held) => {
      const current = held.sources.get(resolved.source.slug)?.revision ?? null;
      if (current !== proposal.baseRevision)
        return {
          ok: false,
          reason: 'conflict',
          message:
            'The source was changed since this draft was begun. Send it back, so that its author can compare the two.',
          currentRevision: current ?? 0,
        };
      const change = changeOf(proposal);
      const refusals = await addSources(held, [resolved.source], change);
      if (refusals.length > 0) return refused(refusals.map(({ message }) => message));
      if (!held.hasChanges) return unchanged();
      return { claimId: null };
    },
  };
}

const refused = (messages: readonly string[]): Refused => ({
  ok: false,
  reason: 'refused',
  message: `The ledger refuses it: ${messages.slice(0, 20).join(' ')}`,
});

const unchanged = (): Refused => ({
  ok: false,
  reason: 'unchanged',
  message: 'It says what the ledger says already. There is nothing to publish.',
});

/** Class, cause and note of a change (E19). What has no cause is new, or an update. */
function changeOf({ cause, note, title }: Proposal) {
  return { class: cause === null ? ('update' as const) : CHANGE_CAUSES[cause].changeClass, cause, note: note ?? title };
}

async function writeImport(held: Publishing, proposal: Proposal, importId: string): Promise<Kept | Refused> {
  const written = await publishImport(held, proposal, importId);
  return written.ok ? { claimId: null } : refused([written.message]);
}

async function writeClaim(
  held: Publishing,
  proposal: Proposal,
  drafted: Claim,
  newSource: Source | null,
): Promise<Kept | Refused> {
  const keyed = await agreeingKey(held, proposal);
  const completed = keyed === null ? drafted : withSecondKey(drafted, keyed);
  const checked = keyed !== null && lacksForChecked(completed).length === 0;
  const claim = checked ? completed : drafted;
  const sources = newSource === null ? [] : [newSource];
  const effect = await readEffect([{ claim, revises: proposal.claimId, checked }], sources);
  const sourceRefusals = await addSources(held, sources, { class: 'new', note: proposal.title });
  if (sourceRefusals.length > 0) return refused(sourceRefusals.map(({ message }) => message));
  const written =
    proposal.claimId === null
      ? await writeNewClaim(held, proposal, claim, checked)
      : await writeRevision(held, proposal, proposal.claimId, claim, checked);
  if (!('ok' in written)) recordMoved(held, effect, proposal);
  return written;
}

async function writeNewClaim(
  held: Publishing,
  proposal: Proposal,
  claim: Claim,
  checked: boolean,
): Promise<Kept | Refused> {
  const { refusals } = await addClaimBatches(held, [[claim]], new Set(checked ? [claim.key] : []));
  if (refusals.length > 0) return refused(refusals.map(({ field, message }) => `${field} ${message}`));
  const { rows } = await held.query<{ public_id: ClaimId }>('SELECT public_id FROM claim WHERE key = $1', [claim.key]);
  const [row] = rows;
  if (!row) throw new Error(`the claim ${claim.key} was not written`);
  held.record({
    verb: 'claims.published',
    subject: row.public_id,
    after: { claims: 1 },
    changeClass: 'new',
    changeCause: proposal.cause,
    reason: proposal.note,
  });
  return { claimId: row.public_id };
}

async function writeRevision(
  held: Publishing,
  proposal: Proposal,
  publicId: ClaimId,
  claim: Claim,
  checked: boolean,
): Promise<Kept | Refused> {
  const current = await readCurrent(held, { publicId });
  if (!current) return refused(['the claim is not in the ledger.']);
  const currentRevision = current.row.current_revision;
  if (
    proposal.baseRevision === null ||
    !(await saysTheSame(held, current.row.id, proposal.baseRevision, currentRevision))
  )
    return {
      ok: false,
      reason: 'conflict',
      message: 'The claim was revised since this draft was begun. Compare the two before anything is published.',
      currentRevision,
    };
  const after = { ...claim, key: current.claim.key };
  if (changedFields(current.claim, after).length === 0) return unchanged();
  const refusals = await revise(held, current, after, { ...changeOf(proposal), checked });
  return refusals.length > 0
    ? refused(refusals.map(({ field, message }) => `${field} ${message}`))
    : { claimId: publicId };
}

/** The second key that agrees with this version of the proposal, or was decided to; null when there is none. */
async function agreeingKey(held: Publishing, { id, version, by }: Proposal): Promise<SecondKey | null> {
  const { rows } = await held.query<{ keyed: unknown }>(
    `SELECT keyed FROM second_key
      WHERE proposal_id = $1 AND version = $2 AND row_number IS NULL AND person_id <> ALL ($3::text[]) AND (outcome = 'agrees' OR decision = 'first')
      ORDER BY created_at LIMIT 1`,
    [id, version, by],
  );
  return rows[0] ? secondKeySchema.parse(rows[0].keyed) : null;
}

/** What the log says of a figure or span. */
function figureWords(shown: Cell | Span | null): unknown {
  if (shown === null) return null;
  if ('kind' in shown && shown.kind === 'gap') return { reason: shown.reason };
  const { low, best, high, flags } = shown;
  return { low, best, high, flags };
}

/** Moved figures listed one by one at most; a file that moves more is summed up. */
const MOST_MOVED = 500;

/** Records each figure whose value, flags or reason change, under `series:month`, or `series:first day/day after` for a span. */
export function recordMoved(held: Publishing, effect: Effect, why: Pick<Proposal, 'cause' | 'note' | 'title'>): void {
  const changeClass = why.cause === null ? ('update' as const) : CHANGE_CAUSES[why.cause].changeClass;
  const moves = [
    ...effect.moved.map(({ series, month, before, after }) => ({ subject: `${series}:${month}`, before, after })),
    ...effect.spans.map(({ series, before, after }) => {
      const days = after ?? before;
      return { subject: `${series}:${days?.from}/${days?.to}`, before, after };
    }),
  ].map(({ subject, before, after }) => ({ subject, before: figureWords(before), after: figureWords(after) }));
  const changed = moves.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  for (const { subject, before, after } of changed.slice(0, MOST_MOVED))
    held.record({
      verb: 'figure.moved',
      subject,
      before: before ?? undefined,
      after: after ?? undefined,
      changeClass,
      changeCause: why.cause,
      reason: why.note ?? why.title,
    });
}

/** Proposals that a claim came from or was changed by: everybody who had a hand in it (E13). */
export async function handsIn(publicId: string): Promise<string[]> {
  const rows = await rowsOf<{ person_id: string }>(
    `SELECT DISTINCT v.person_id FROM proposal_version v JOIN proposal p ON p.id = v.proposal_id
      WHERE p.state = 'published' AND p.published_ledger_number IN (
        SELECT r.ledger_number FROM claim_revision r JOIN claim c ON c.id = r.claim_id WHERE c.public_id = $1)`,
    [publicId],
  );
  return rows.map(({ person_id }) => person_id);
}
