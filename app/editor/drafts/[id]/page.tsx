import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { connection } from 'next/server';
import { findClaims, keepDraft, moveDraft, postDraft } from '@/app/editor/drafts/actions';
import { readEntryWords, readFormSources, sendable } from '@/app/editor/drafts/entry';
import { textIn } from '@/app/search-params';
import { ClaimForm } from '@/components/claims/form/claim-form';
import { DraftLog } from '@/components/claims/form/draft-log';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay, requirePerson } from '@/lib/auth/guard';
import { getClaim, saysOtherThan } from '@/lib/data/claim-detail';
import { NOW } from '@/lib/data/ledger';
import { type Proposal, readProposal, readProposalLog } from '@/lib/data/proposals';
import { claimFormFields, findSource } from '@/lib/forms';
import { permit } from '@/lib/ledger/permissions';
import { isEditable, PROPOSAL_STATES } from '@/lib/ledger/review';
import {
  claim as claimAddress,
  DESK,
  DESK_IMPORT,
  deskClaim,
  deskImport,
  deskSource,
  draft as draftAddress,
  draftComparison,
  newClaim,
  newSource,
  review,
} from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Draft of a claim' };

/** The form of one draft, or what became of it. */
export default async function DraftPage({ params, searchParams }: PageProps<'/editor/drafts/[id]'>) {
  await connection();
  await requirePerson();
  const proposal = await readProposal((await params).id);
  if (proposal === null) notFound();
  const person = await requireMay('draft.read', proposal);
  const { content } = proposal;
  if (content.kind === 'import' && proposal.importId !== null) redirect(deskImport(proposal.importId));
  if (content.kind === 'source') {
    const { id, sourceSlug } = proposal;
    redirect(sourceSlug === null ? newSource({ draft: id }) : deskSource(sourceSlug, { draft: id }));
  }
  if (content.kind === 'import') redirect(DESK_IMPORT);
  const asked = await searchParams;
  const mayChange = permit(person, 'draft.save', proposal).ok;
  if (!isEditable(proposal.state) || !mayChange) return <ClosedDraft proposal={proposal} isOwn={mayChange} />;

  const [sources, entry, log, claim] = await Promise.all([
    readFormSources(),
    readEntryWords(proposal),
    readProposalLog(proposal.id),
    proposal.claimId === null ? null : getClaim(proposal.claimId, NOW),
  ]);
  const find = textIn(asked, 'find');
  const source = findSource(sources, content.draft.source);
  const found = asked.find === undefined ? null : await findClaims(source?.slug ?? '', find);
  const show = textIn(asked, 'show');
  const isRebased = claim !== null && saysOtherThan(claim, proposal.baseRevision);
  const fields = claimFormFields({
    // A source is shown by its name, however it was typed.
    draft: {
      ...content.draft,
      source: source?.name ?? content.draft.source,
      repeatsSource: nameOf(content.draft.repeatsSource),
    },
    newSource: content.newSource,
    cause: proposal.cause ?? '',
    changeNote: proposal.note ?? '',
    passed: proposal.passed,
  });
  function nameOf(text: string): string {
    return findSource(sources, text)?.name ?? text;
  }
  return (
    <>
      <PageHeader
        kicker={<a href={DESK}>Desk</a>}
        title={proposal.claimId === null ? 'New claim' : `Change of claim ${proposal.claimId}`}
      />
      <div className="mb-8 grid gap-3 empty:hidden">
        {show === 'saved' && (
          <Notice>
            <p role="status">Saved as version {proposal.version}.</p>
          </Notice>
        )}
        {isRebased && (
          <Notice tone="caution" title="The claim was changed since this draft was begun">
            <a href={draftComparison(proposal.id)}>Compare the two</a> before you send it.
          </Notice>
        )}
        {proposal.claimId !== null && claim !== null && (
          <Notice>
            This changes <a href={claimAddress(proposal.claimId)}>a published claim</a>, version {claim.revision}. What
            it says now stays in its history.
          </Notice>
        )}
        {proposal.state === 'changes_asked' && (
          <DraftLog log={log.filter(({ kind }) => kind !== 'version').slice(-3)} />
        )}
      </div>
      <ClaimForm
        start={{
          id: proposal.id,
          version: proposal.version,
          isRevision: proposal.kind === 'revision',
          fields,
          entry,
          asked: show === 'send' ? 'send' : show === 'checks' ? 'checks' : 'nothing',
          reasons: show === 'send' ? sendable(entry, proposal) : show === 'checks' ? entry.problems : [],
          search: { words: find, as: textIn(asked, 'as'), found },
          focus: null,
        }}
        sources={sources}
        actions={{ post: postDraft, keep: keepDraft, find: findClaims }}
      />
    </>
  );
}

/** A draft that is not edited now: where it stands, what can be done, and what happened to it. */
async function ClosedDraft({ proposal, isOwn }: { readonly proposal: Proposal; readonly isOwn: boolean }) {
  const person = await requirePerson();
  const log = await readProposalLog(proposal.id);
  const { state } = proposal;
  const step = state === 'in_review' ? 'take_back' : state === 'published' ? null : 'reopen';
  const may = step !== null && permit(person, step === 'take_back' ? 'draft.take_back' : 'draft.save', proposal).ok;
  return (
    <>
      <PageHeader kicker={<a href={DESK}>Desk</a>} title={proposal.title} isSentence />
      <div className="grid max-w-prose gap-6">
        <Notice title={PROPOSAL_STATES[state].label}>
          <p>
            {state === 'in_review' &&
              'It waits for a reviewer who had no hand in it. Until then it can be taken back and changed.'}
            {state === 'published' && 'It is in the ledger. What changes it now is another draft.'}
            {state === 'rejected' && 'A reviewer rejected it. It is kept, and can be opened again.'}
            {state === 'abandoned' && 'It was put away. It is kept, and can be opened again.'}
            {isEditable(state) && !isOwn && 'It is somebody else’s draft: you may read it, and not change it.'}
          </p>
        </Notice>
        <div className="flex flex-wrap items-center gap-3">
          <ButtonLink href={newClaim({ after: proposal.claimId ?? proposal.id })} look="strong">
            Same source, next day
          </ButtonLink>
          <ButtonLink href={newClaim()}>New claim</ButtonLink>
          {proposal.claimId !== null && <ButtonLink href={deskClaim(proposal.claimId)}>The claim</ButtonLink>}
          {state === 'in_review' && permit(person, 'queue.read').ok && (
            <ButtonLink href={review(proposal.id)}>Review</ButtonLink>
          )}
          {may && (
            <form action={moveDraft}>
              <input type="hidden" name="id" value={proposal.id} />
              <input type="hidden" name="version" value={proposal.version} />
              <Button type="submit" name="transition" value={step}>
                {step === 'take_back' ? 'Take back' : 'Open again'}
              </Button>
            </form>
          )}
        </div>
        <DraftLog log={log} />
        <p className="text-muted text-small">
          <a href={draftAddress(proposal.id)}>Address of this draft</a>, version {proposal.version}.
        </p>
      </div>
    </>
  );
}
