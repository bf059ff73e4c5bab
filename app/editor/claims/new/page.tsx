import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { findClaims, keepDraft, postDraft } from '@/app/editor/drafts/actions';
import { readFormSources } from '@/app/editor/drafts/entry';
import { textIn } from '@/app/search-params';
import { ClaimForm } from '@/components/claims/form/claim-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { getClaim } from '@/lib/data/claim-detail';
import { NOW } from '@/lib/data/ledger';
import { resolveDraft } from '@/lib/data/proposal-publishing';
import { readProposal } from '@/lib/data/proposals';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { claimFormFields, type FormSource, findSource } from '@/lib/forms';
import type { Claim } from '@/lib/ledger/claim';
import { type ClaimDraft, emptyDraft, fromClaim, nextDay, valueFieldsOf } from '@/lib/ledger/draft';
import { permit } from '@/lib/ledger/permissions';
import { claim as claimAddress, DESK } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'New claim' };

/** With what the form begins, and where that comes from. */
type Beginning = {
  readonly draft: ClaimDraft;
  readonly from: { readonly sentence: string; readonly href: string | null; readonly words: string } | null;
};

/**
 * An empty form, or one filled from another claim: `after` is the claim of the day before (E17), by its id or by that of the draft in which
 * it was just entered; `supersedes` is the claim that this one replaces; `source` names the source. Nothing is written before the first save.
 */
export default async function NewClaimPage({ searchParams }: PageProps<'/editor/claims/new'>) {
  await connection();
  const person = await requireMay('draft.begin');
  const [asked, sources] = await Promise.all([searchParams, readFormSources()]);
  const text = (name: string) => textIn(asked, name);
  const named = (claim: Claim, href: string | null, words: string): Beginning['from'] => {
    const source = findSource(sources, claim.source);
    return source && { sentence: toClaimSentence(claim, source), href, words };
  };
  const begin = async (): Promise<Beginning> => {
    if (text('after') !== '') {
      const detail = await getClaim(text('after'), NOW);
      if (detail !== null)
        return { draft: nextDay(detail.claim), from: named(detail.claim, claimAddress(detail.id), 'Filled from') };
      const proposal = await readProposal(text('after'));
      if (proposal !== null && permit(person, 'draft.read', proposal).ok && 'draft' in proposal.content) {
        const { draft, newSource } = proposal.content;
        const resolved = await resolveDraft(draft, newSource, proposal.id);
        if (resolved.ok)
          return {
            draft: { ...nextDay(resolved.claim), source: draft.source },
            from: named(resolved.claim, null, 'Filled from'),
          };
      }
    }
    if (text('supersedes') !== '') {
      const detail = await getClaim(text('supersedes'), NOW);
      if (detail !== null)
        return {
          draft: {
            ...fromClaim(detail.claim),
            key: '',
            updates: detail.claim.key,
            standing: 'current',
            standingReason: '',
          },
          from: named(detail.claim, claimAddress(detail.id), 'Replaces'),
        };
    }
    return { draft: { ...emptyDraft(), source: text('source') }, from: null };
  };
  const { draft, from } = await begin();
  return (
    <>
      <PageHeader kicker={<a href={DESK}>Desk</a>} title="New claim" />
      {from !== null && (
        <div className="mb-8">
          <Notice>
            {from.words}: {from.href === null ? from.sentence : <a href={from.href}>{from.sentence}</a>}
          </Notice>
        </div>
      )}
      <ClaimForm
        start={{
          id: randomUUID(),
          version: 0,
          isRevision: false,
          fields: claimFormFields({
            draft: withNames(draft, sources),
            newSource: null,
            cause: '',
            changeNote: '',
            passed: [],
          }),
          entry: null,
          asked: 'nothing',
          reasons: [],
          search: { words: '', as: '', found: null },
          focus: text('after') === '' ? null : (valueFieldsOf(draft.valueKind)[0] ?? null),
        }}
        sources={sources}
        actions={{ post: postDraft, keep: keepDraft, find: findClaims }}
      />
    </>
  );
}

/** Sources stand in a form by their names. */
function withNames(draft: ClaimDraft, sources: readonly FormSource[]): ClaimDraft {
  const nameOf = (text: string) => findSource(sources, text)?.name ?? text;
  return { ...draft, source: nameOf(draft.source), repeatsSource: nameOf(draft.repeatsSource) };
}
