import { randomUUID } from 'node:crypto';
import { rowsOf } from '@/lib/data/db';
import { beginProposal, type Editor, moveProposal, type Proposal } from '@/lib/data/proposals';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import { KEYED_FIELDS, type SecondKey, secondKeySchema } from '@/lib/ledger/second-key';
import type { ChangeCause, PersonRole } from '@/lib/ledger/vocabulary';

/** Somebody with a role, without a way to sign in: for tests of what the data layer lets them do. */
export async function somebody(role: PersonRole, name: string = role): Promise<Editor> {
  const id = randomUUID();
  await rowsOf('INSERT INTO person (id, name, email, role) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    `${id}@desk.example`,
    role,
  ]);
  return { id, role };
}

/** A draft of a new claim. */
export function draftOf(person: Editor, claim: Claim): Promise<Proposal> {
  return beginProposal(person, {
    id: randomUUID(),
    content: { kind: 'new_claim', draft: fromClaim(claim), newSource: null },
    title: `New claim ${claim.key}`,
  });
}

/** A draft of the next revision of a claim. */
export function revisionOf(
  person: Editor,
  of: { readonly id: ClaimId; readonly revision: number },
  claim: Claim,
  why: { readonly cause: ChangeCause; readonly note: string } = { cause: 'our_correction', note: 'Misread.' },
): Promise<Proposal> {
  return beginProposal(person, {
    id: randomUUID(),
    content: { kind: 'revision', draft: fromClaim(claim), newSource: null },
    title: `Change of ${claim.key}`,
    claimId: of.id,
    baseRevision: of.revision,
    ...why,
  });
}

/** The same, sent to review. */
export async function sent(person: Editor, proposal: Proposal): Promise<Proposal> {
  const moved = await moveProposal(person, proposal.id, 'send', { note: null, version: proposal.version });
  if (!moved.ok) throw new Error(moved.message);
  return { ...proposal, state: moved.state };
}

/** What somebody would key who reads the claim as its author did. */
export function keyOf(claim: Claim, given: Partial<SecondKey> = {}): SecondKey {
  const same = Object.fromEntries(KEYED_FIELDS.map((field) => [field, claim[field]]));
  return secondKeySchema.parse({ ...same, repeatsSource: claim.repeatsSource, ...given });
}
