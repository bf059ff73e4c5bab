/**
 * Begins proposals in a ledger and sends them to review, past every form, for browser tests: a process of its own, since the data layer
 * does not run where the browser is driven from. Reads `ProposalToBegin[]` as JSON from standard input.
 */
import { text } from 'node:stream/consumers';
import { getClaim } from '@/lib/data/claim-detail';
import { readEntry } from '@/lib/data/entry';
import { NOW } from '@/lib/data/ledger';
import { beginProposal, moveProposal } from '@/lib/data/proposals';
import { claimSchema } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import type { ProposalToBegin } from './proposals';

const wanted: ProposalToBegin[] = JSON.parse(await text(process.stdin));
for (const { id, person, title, claim, revises, cause, note, isSent } of wanted) {
  const public_ = revises === null ? null : await getClaim(revises, NOW);
  const draft = fromClaim(claimSchema.parse({ ...public_?.claim, ...claim }));
  const proposal = await beginProposal(person, {
    id,
    content: { kind: public_ === null ? 'new_claim' : 'revision', draft, newSource: null },
    title,
    claimId: public_?.id ?? null,
    baseRevision: public_?.revision ?? null,
    cause,
    note,
  });
  if (!isSent) continue;
  const { effect } = await readEntry(draft, { proposalId: id, newSource: null, revises: public_?.id ?? null });
  const sent = await moveProposal(person, id, 'send', { note: null, version: proposal.version, effect });
  if (!sent.ok) throw new Error(sent.message);
}
process.exit(0);
