/**
 * The blind second key at work (E6): which claims are worth keying next, what the second editor may see, what agreement and disagreement
 * lead to. The first values never leave this file before both are keyed.
 */
import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import type { Day, Instant } from '@/lib/ledger/month';
import { permit, type Work } from '@/lib/ledger/permissions';
import {
  differencesOf,
  type KeyedField,
  lacksForChecked,
  type SecondKey,
  secondKeySchema,
  withSecondKey,
} from '@/lib/ledger/second-key';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { readCurrent, saveRevision } from './claims';
import { readComparison } from './comparison';
import { CONNECTION, inTransaction, rowsOf } from './db';
import { readImportRow } from './import-publishing';
import { INSTANT_SQL, roleOf, toInstant } from './ledger';
import { handsIn, resolveDraft } from './proposal-publishing';
import { beginProposal, type Editor, isProposalId, moveProposal, type PersonName, readProposal } from './proposals';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';

/** What is keyed: `claim:<public id>`, `proposal:<id>`, or `proposal:<id>:<row>` for a row of an import’s sample. */
type Parsed =
  | { readonly kind: 'claim'; readonly publicId: ClaimId }
  | { readonly kind: 'proposal'; readonly proposalId: string; readonly row: number | null };

function parseSubject(text: string): Parsed | null {
  const [kind, id = '', row] = text.split(':');
  if (kind === 'claim' && /^[0-9a-z]{7,52}$/.test(id) && row === undefined) return { kind, publicId: id as ClaimId };
  if (kind !== 'proposal' || !isProposalId(id)) return null;
  if (row === undefined) return { kind, proposalId: id, row: null };
  return /^\d{1,9}$/.test(row) ? { kind, proposalId: id, row: Number(row) } : null;
}

/** A claim in one of the places where it can be keyed, with everybody who had a hand in it. */
type Subject = {
  readonly subject: string;
  readonly parsed: Parsed;
  /** Revision of a claim, or version of a proposal. */
  readonly version: number;
  readonly claim: Claim;
  readonly work: Work;
};

async function readSubject(text: string): Promise<Subject | null> {
  const parsed = parseSubject(text);
  if (parsed === null) return null;
  if (parsed.kind === 'claim') {
    const current = await readCurrent(CONNECTION, { publicId: parsed.publicId });
    // What is Checked already needs no further key.
    if (current?.claim.standing !== 'current' || current.row.attribution === 'a2') return null;
    const work = { by: await handsIn(parsed.publicId) };
    return { subject: text, parsed, version: current.row.current_revision, claim: current.claim, work };
  }
  const proposal = await readProposal(parsed.proposalId);
  if (proposal === null || proposal.state !== 'in_review') return null;
  const about = { subject: text, parsed, version: proposal.version, work: { by: proposal.by } };
  if (proposal.content.kind === 'import') {
    if (proposal.importId === null || parsed.row === null) return null;
    const claim = await readImportRow(proposal.importId, parsed.row);
    return claim === null ? null : { ...about, claim };
  }
  if (proposal.content.kind === 'source' || parsed.row !== null) return null;
  const resolved = await resolveDraft(proposal.content.draft, proposal.content.newSource, proposal.id);
  return resolved.ok ? { ...about, claim: resolved.claim } : null;
}

/** What the second editor sees of a publication: where the words are, and the words. Notes are left out: they speak of values. */
export type BlindPublication = Pick<
  Publication,
  | 'relay'
  | 'publisher'
  | 'title'
  | 'url'
  | 'archiveUrl'
  | 'publishedOn'
  | 'language'
  | 'quote'
  | 'place'
  | 'translation'
>;

/** A claim to be keyed, without any value of the first key. */
export type KeyTask = {
  readonly subject: string;
  readonly work: Work;
  readonly source: { readonly slug: string; readonly name: string };
  readonly spokesperson: string | null;
  readonly publications: readonly BlindPublication[];
  readonly hasQuote: boolean;
  readonly hasPlace: boolean;
};

/** The task of keying a claim, or null where there is nothing of that name to key. Who may do it is for the guard, with `work`. */
export async function readKeyTask(text: string): Promise<KeyTask | null> {
  const found = await readSubject(text);
  if (found === null) return null;
  const { claim, work, subject } = found;
  const quoted = claim.publications.find(({ quote }) => quote !== null);
  return {
    subject,
    work,
    source: { slug: claim.source, name: await nameOf(claim.source) },
    spokesperson: claim.spokesperson,
    publications: claim.publications.map(
      ({ relay, publisher, title, url, archiveUrl, publishedOn, language, quote, place, translation }) => ({
        relay,
        publisher,
        title,
        url,
        archiveUrl,
        publishedOn,
        language,
        quote,
        place,
        translation,
      }),
    ),
    hasQuote: quoted !== undefined,
    hasPlace: quoted !== undefined && quoted.place !== null,
  };
}

async function nameOf(slug: string): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    `SELECT content->>'name' AS name FROM source_revision v JOIN source o ON o.id = v.source_id WHERE o.slug = $1 ORDER BY number DESC LIMIT 1`,
    [slug],
  );
  return row?.name ?? slug;
}

export type SaveKeyResult =
  | {
      readonly ok: true;
      readonly outcome: 'agrees' | 'differs';
      /** The claim is Checked now, or will be when its proposal is published. */
      readonly checked: boolean;
      /** What keeps it from Checked although both agree. */
      readonly lacks: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

const GONE =
  'This cannot be keyed any more: it was changed, published or withdrawn meanwhile. Choose another from the list.';

/**
 * Keeps what a second editor keyed. Where both agree, a public claim becomes Checked in a publish of its own (a2); where they differ,
 * nothing changes until a reviewer has decided.
 */
export async function saveSecondKey(person: Editor, text: string, keyed: SecondKey): Promise<SaveKeyResult> {
  const found = await readSubject(text);
  if (found === null) return { ok: false, message: GONE };
  const permission = permit(person, 'key.enter', found.work);
  if (!permission.ok) return permission;
  const differences = differencesOf(found.claim, keyed);
  const outcome = differences.length === 0 ? 'agrees' : 'differs';
  const { parsed, version } = found;
  const id = randomUUID();
  const { length } = await rowsOf(
    `INSERT INTO second_key (id, claim_id, revision, proposal_id, version, row_number, person_id, keyed, differences, outcome)
     VALUES ($1, (SELECT id FROM claim WHERE public_id = $2), $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      id,
      parsed.kind === 'claim' ? parsed.publicId : null,
      parsed.kind === 'claim' ? version : null,
      parsed.kind === 'proposal' ? parsed.proposalId : null,
      parsed.kind === 'proposal' ? version : null,
      parsed.kind === 'proposal' ? parsed.row : null,
      person.id,
      JSON.stringify(keyed),
      differences,
      outcome,
    ],
  );
  if (length === 0) return { ok: false, message: 'You have keyed this claim already; one person is one key.' };
  if (outcome === 'differs') return { ok: true, outcome, checked: false, lacks: [] };
  return {
    ok: true,
    outcome,
    ...(await check(person, found, id, keyed, 'Two people keyed it from the publication, and agree.')),
  };
}

/** Makes a claim Checked, if nothing else is missing. A proposal becomes so when it is published. */
async function check(
  person: Editor,
  { parsed, version, claim }: Subject,
  keyId: string,
  keyed: SecondKey,
  note: string,
): Promise<{ checked: boolean; lacks: readonly string[] }> {
  const completed = withSecondKey(claim, keyed);
  const lacks = lacksForChecked(completed);
  if (parsed.kind === 'proposal' || lacks.length > 0) return { checked: lacks.length === 0, lacks };
  const saved = await saveRevision(parsed.publicId, version, completed, {
    class: 'update',
    cause: 'new_evidence',
    note,
    role: roleOf(person.role),
    kind: 'second_key',
    checked: true,
  });
  if (!saved.ok)
    return { checked: false, lacks: ['it was revised meanwhile, so what was keyed is no longer what it says'] };
  await rowsOf('UPDATE second_key SET ledger_number = $2 WHERE id = $1', [keyId, saved.ledgerNumber]);
  return { checked: true, lacks: [] };
}

/** Two keys that differ. */
export type Disagreement = {
  readonly id: string;
  readonly subject: string;
  readonly at: Instant;
  readonly keyer: PersonName;
  readonly work: Work;
  readonly first: Pick<Claim, KeyedField | 'repeatsSource'>;
  readonly second: SecondKey;
  readonly differences: readonly (KeyedField | 'repeatsSource')[];
  readonly claim: Claim;
  readonly sourceName: string;
};

type KeyRow = {
  id: string;
  public_id: ClaimId | null;
  revision: number | null;
  proposal_id: string | null;
  version: number | null;
  row_number: number | null;
  person_id: string;
  name: string;
  at: string;
  keyed: unknown;
  differences: (KeyedField | 'repeatsSource')[];
};

const UNDECIDED = `
  SELECT k.id, c.public_id, k.revision, k.proposal_id, k.version, k.row_number, k.person_id, person.name, ${INSTANT_SQL('k.created_at')} AS at,
         k.keyed, k.differences
    FROM second_key k JOIN person ON person.id = k.person_id LEFT JOIN claim c ON c.id = k.claim_id
   WHERE k.outcome = 'differs' AND k.decision IS NULL`;

async function toDisagreement(row: KeyRow): Promise<Disagreement | null> {
  const subject =
    row.public_id !== null
      ? `claim:${row.public_id}`
      : `proposal:${row.proposal_id}${row.row_number === null ? '' : `:${row.row_number}`}`;
  const found = await readSubject(subject);
  // What was keyed is of a version that is gone: there is nothing left to decide.
  if (found === null || found.version !== (row.revision ?? row.version)) return null;
  return {
    id: row.id,
    subject,
    at: toInstant(row.at),
    keyer: { id: row.person_id, name: row.name },
    work: { by: [...found.work.by, row.person_id] },
    first: found.claim,
    second: secondKeySchema.parse(row.keyed),
    differences: row.differences,
    claim: found.claim,
    sourceName: await nameOf(found.claim.source),
  };
}

/** Keys that wait for a decision, the oldest first. */
export async function listDisagreements(limit = 100): Promise<Disagreement[]> {
  const rows = await rowsOf<KeyRow>(`${UNDECIDED} ORDER BY k.created_at LIMIT $1`, [limit]);
  const found = await Promise.all(rows.map(toDisagreement));
  return found.filter((one) => one !== null);
}

/** One of them, or null when it is decided or gone. */
export async function readDisagreement(id: string): Promise<Disagreement | null> {
  if (!isProposalId(id)) return null;
  const [row] = await rowsOf<KeyRow>(`${UNDECIDED} AND k.id = $1`, [id]);
  return row ? toDisagreement(row) : null;
}

export type Decision = 'first' | 'second' | 'neither';
export type DecideResult =
  | { readonly ok: true; readonly checked: boolean; readonly lacks: readonly string[]; readonly draftId: string | null }
  | { readonly ok: false; readonly message: string };

/**
 * A reviewer who had no hand in either key decides with a reason (E6). `first`: the claim is right, and Checked. `second`: a correction is
 * drafted for a public claim; a proposal goes back to its author. `neither`: the claim stays as it is, and is keyed by somebody else.
 */
export async function decideSecondKey(
  person: Editor,
  id: string,
  decision: Decision,
  reason: string,
): Promise<DecideResult> {
  const disagreement = await readDisagreement(id);
  if (disagreement === null)
    return { ok: false, message: 'This is decided already, or the claim was changed meanwhile.' };
  const permission = permit(person, 'key.decide', disagreement.work);
  if (!permission.ok) return permission;
  const words = reason.trim();
  if (words === '') return { ok: false, message: 'Give the reason: both editors should understand the decision.' };
  const decided = await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE second_key SET decided_by = $2, decision = $3, decision_reason = $4, decided_at = now() WHERE id = $1 AND decision IS NULL`,
      [id, person.id, decision, words],
    );
    return rowCount === 1;
  });
  if (!decided) return { ok: false, message: 'Somebody else has decided this meanwhile.' };
  const found = await readSubject(disagreement.subject);
  if (found === null || decision === 'neither') return { ok: true, checked: false, lacks: [], draftId: null };
  if (decision === 'first') {
    const checked = await check(person, found, id, disagreement.second, `A reviewer compared two keys: ${words}`);
    return { ok: true, ...checked, draftId: null };
  }
  return { ok: true, checked: false, lacks: [], draftId: await followSecond(person, found, disagreement, words) };
}

async function followSecond(
  person: Editor,
  found: Subject,
  { second }: Disagreement,
  reason: string,
): Promise<string | null> {
  const { parsed, version, claim } = found;
  if (parsed.kind === 'proposal') {
    await moveProposal(person, parsed.proposalId, 'ask_changes', {
      note: `The second key is right: ${reason}`,
      version,
    });
    return null;
  }
  const { quote: _quote, place: _place, repeatsSource, ...keyed } = second;
  const draft = fromClaim({ ...claim, ...keyed, repeatsSource });
  const begun = await beginProposal(person, {
    id: randomUUID(),
    content: { kind: 'revision', draft, newSource: null },
    title: 'Correction after a second key',
    cause: 'our_correction',
    note: reason,
    claimId: parsed.publicId,
    baseRevision: version,
  });
  return begun.id;
}

/** A claim worth keying next. Nothing of what it says is in here. */
export type WorkItem = {
  readonly subject: string;
  readonly sourceName: string;
  readonly publisher: string | null;
  readonly title: string | null;
  readonly publishedOn: Day | null;
  readonly why: 'review' | 'default comparison' | 'next in the ledger';
  /** Figures of the default comparison that it feeds. */
  readonly figures: number;
};

/**
 * The claims most worth keying next for somebody (E6): those in review, then those that feed figures of the default comparison, most
 * figures first, then the newest of the rest. Own work, what is checked and what one has keyed already are left out.
 */
export async function readWorkList(person: Editor, limit = 30): Promise<WorkItem[]> {
  const inReview = await reviewItems(person);
  const fed = await figuresFed();
  const feeding = await claimItems(person, [...fed.keys()], limit);
  const ordered = feeding
    .map(({ id, ...item }) => ({ ...item, why: 'default comparison' as const, figures: fed.get(id) ?? 0 }))
    .sort((a, b) => b.figures - a.figures);
  const rest = inReview.length + ordered.length >= limit ? [] : await claimItems(person, null, limit);
  const others = rest
    .filter(({ id }) => !fed.has(id))
    .map(({ id: _id, ...item }) => ({ ...item, why: 'next in the ledger' as const, figures: 0 }));
  return [...inReview, ...ordered, ...others].slice(0, limit);
}

/** How many figures of the default comparison each claim feeds. */
async function figuresFed(): Promise<ReadonlyMap<ClaimId, number>> {
  const sides = await Promise.all((['ru', 'ua'] as const).map((side) => readComparison({ ...DEFAULT_VIEW, side })));
  const fed = new Map<ClaimId, number>();
  for (const comparison of sides)
    for (const cells of comparison?.table.cells.values() ?? [])
      for (const cell of cells)
        if (cell.kind === 'figure') for (const { id } of cell.claims) fed.set(id, (fed.get(id) ?? 0) + 1);
  return fed;
}

type ItemRow = ClaimRow & { public_id: ClaimId; source_name: string };

async function claimItems(
  person: Editor,
  ids: readonly ClaimId[] | null,
  limit: number,
): Promise<(Omit<WorkItem, 'why' | 'figures'> & { id: ClaimId })[]> {
  if (ids !== null && ids.length === 0) return [];
  const rows = await rowsOf<ItemRow>(
    `SELECT c.public_id, (SELECT v.content->>'name' FROM source_revision v WHERE v.source_id = o.id ORDER BY v.number DESC LIMIT 1) AS source_name,
            ${CLAIM_COLUMNS}
       FROM ${CLAIM_TABLES}
      WHERE r.number = c.current_revision AND r.standing = 'current' AND r.attribution = 'a1' AND ($2::text[] IS NULL OR c.public_id = ANY($2))
        AND NOT EXISTS (SELECT 1 FROM second_key k WHERE k.claim_id = c.id AND k.revision = r.number
                         AND (k.person_id = $1 OR (k.outcome = 'differs' AND k.decision IS NULL)))
        AND NOT EXISTS (SELECT 1 FROM proposal p JOIN proposal_version v ON v.proposal_id = p.id
                         WHERE v.person_id = $1 AND p.state = 'published' AND p.published_ledger_number = r.ledger_number)
      ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $3`,
    [person.id, ids, ids === null ? limit : ids.length],
  );
  return rows.map((row) => {
    const [publication] = toClaim(row).publications;
    return {
      id: row.public_id,
      subject: `claim:${row.public_id}`,
      sourceName: row.source_name,
      publisher: publication?.relay ?? publication?.publisher ?? null,
      title: publication?.title ?? null,
      publishedOn: publication?.publishedOn ?? null,
    };
  });
}

async function reviewItems(person: Editor): Promise<WorkItem[]> {
  const rows = await rowsOf<{ id: string; draft: { source: string; publications: Record<string, string>[] } }>(
    `SELECT p.id, w.content->'draft' AS draft FROM proposal p JOIN proposal_version w ON w.proposal_id = p.id AND w.number = p.version
      WHERE p.state = 'in_review' AND p.kind IN ('new_claim', 'revision')
        AND NOT EXISTS (SELECT 1 FROM proposal_version v WHERE v.proposal_id = p.id AND v.person_id = $1)
        AND NOT EXISTS (SELECT 1 FROM second_key k WHERE k.proposal_id = p.id AND k.version = p.version
                         AND (k.person_id = $1 OR k.outcome = 'agrees' OR k.decision IS NULL))
      ORDER BY p.sent_at LIMIT 30`,
    [person.id],
  );
  return rows.map(({ id, draft }) => {
    const [publication] = draft.publications;
    return {
      subject: `proposal:${id}`,
      sourceName: draft.source,
      publisher: publication?.relay || publication?.publisher || null,
      title: publication?.title || null,
      publishedOn: (publication?.publishedOn || null) as Day | null,
      why: 'review',
      figures: 0,
    };
  });
}

/** How far a proposal has been keyed: by whom, and whether they agree. */
export async function readKeysOf(
  proposalId: string,
  version: number,
): Promise<
  { id: string; person: PersonName; outcome: 'agrees' | 'differs'; decision: Decision | null; row: number | null }[]
> {
  const rows = await rowsOf<{
    id: string;
    person_id: string;
    name: string;
    outcome: 'agrees' | 'differs';
    decision: Decision | null;
    row_number: number | null;
  }>(
    `SELECT k.id, k.person_id, person.name, k.outcome, k.decision, k.row_number FROM second_key k JOIN person ON person.id = k.person_id
      WHERE k.proposal_id = $1 AND k.version = $2 ORDER BY k.created_at`,
    [proposalId, version],
  );
  return rows.map((row) => ({
    id: row.id,
    person: { id: row.person_id, name: row.name },
    outcome: row.outcome,
    decision: row.decision,
    row: row.row_number,
  }));
}
