/**
 * Work at the desk past every form, for browser tests: a process of its own beside the browser's, since the data layer does not run where the
 * browser is driven from. Takes one job a line (`DeskJob` as JSON) and answers each with a line; ends when nobody can send more.
 */
import { createInterface } from 'node:readline';
import { getClaim } from '@/lib/data/claim-detail';
import { readEntry } from '@/lib/data/entry';
import { NOW } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { beginProposal, moveProposal } from '@/lib/data/proposals';
import { claimSchema } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import type { DeskJob, ProposalToBegin } from './proposals';

/** Begins a proposal, and sends it to review where it says so. */
async function begin({ id, person, title, claim, revises, cause, note, isSent }: ProposalToBegin): Promise<void> {
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
  if (!isSent) return;
  const { effect } = await readEntry(draft, { proposalId: id, newSource: null, revises: public_?.id ?? null });
  const sent = await moveProposal(person, id, 'send', { note: null, version: proposal.version, effect });
  if (!sent.ok) throw new Error(sent.message);
}

async function done(job: DeskJob): Promise<void> {
  if (job.work === 'begin') {
    for (const proposal of job.proposals) await begin(proposal);
    return;
  }
  const result = await publishProposal({ id: job.reviewer, role: 'reviewer' }, job.id, 1);
  if (!result.ok) throw new Error(`it was not published: ${result.reason}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const trouble = await done(JSON.parse(line)).then(
    () => null,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  process.stdout.write(`${JSON.stringify({ trouble })}\n`);
}
process.exit(0);
