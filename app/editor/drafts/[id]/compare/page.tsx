import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { postDraft } from '@/app/editor/drafts/actions';
import { formOf, readFormSources } from '@/app/editor/drafts/entry';
import { ClaimComparison } from '@/components/claims/form/draft-comparison';
import { EmptyState } from '@/components/site/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay, requirePerson } from '@/lib/auth/guard';
import { getClaim, saysOtherThan } from '@/lib/data/claim-detail';
import { NOW } from '@/lib/data/ledger';
import { readProposal } from '@/lib/data/proposals';
import { type ClaimForm, claimFormFields, compareThreeWays, findSource } from '@/lib/forms';
import type { Claim } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import { DESK, draft as draftAddress } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Compare a draft' };

/** A draft beside the claim that was changed since the draft was begun: what it was, what it is, what the draft says (E12). */
export default async function ComparePage({ params }: PageProps<'/editor/drafts/[id]/compare'>) {
  await connection();
  await requirePerson();
  const proposal = await readProposal((await params).id);
  if (proposal === null || proposal.claimId === null) notFound();
  await requireMay('draft.save', proposal);
  const [claim, sources] = await Promise.all([getClaim(proposal.claimId, NOW), readFormSources()]);
  const base = claim?.history.find(({ revision }) => revision === proposal.baseRevision);
  if (claim === null || base === undefined || !saysOtherThan(claim, proposal.baseRevision))
    return (
      <EmptyState title="There is nothing to compare">
        <p>
          The claim is as it was when the draft was begun. <a href={draftAddress(proposal.id)}>Back to the draft</a>
        </p>
      </EmptyState>
    );
  const yours = formOf(proposal);
  const nameOf = (text: string) => findSource(sources, text)?.name ?? text;
  const named = (form: ClaimForm) =>
    claimFormFields({
      ...form,
      draft: { ...form.draft, source: nameOf(form.draft.source), repeatsSource: nameOf(form.draft.repeatsSource) },
    });
  // What the draft says beside the claim is nobody else’s to change.
  const published = (said: Claim) => named({ ...yours, draft: fromClaim(said) });
  return (
    <>
      <PageHeader kicker={<a href={draftAddress(proposal.id)}>Draft</a>} title="Compare with what was published">
        <p>
          The claim was changed since this draft was begun. Choose what the next version says; nothing is published by
          that.
        </p>
      </PageHeader>
      <p className="mb-6 text-interface">
        <a href={DESK}>Leave it for later</a>
      </p>
      <ClaimComparison
        comparison={{
          id: proposal.id,
          version: proposal.version,
          savedBy: null,
          ...compareThreeWays(published(base.claim), published(claim.claim), named(yours)),
        }}
        baseRevision={claim.revision}
        post={postDraft}
      />
    </>
  );
}
