import { randomUUID } from 'node:crypto';
import type { SourceFormState } from '@/components/sources/form/source-form-state';
import { type Proposal, readProposal } from '@/lib/data/proposals';
import { emptySourceDraft, type SourceDraft } from '@/lib/ledger/source-draft';

/** The draft that the address names, if it is one of this source. */
export async function readSourceDraft(id: string, slug: string | null): Promise<Proposal | null> {
  const proposal = await readProposal(id);
  return proposal?.content.kind === 'source' && proposal.sourceSlug === slug ? proposal : null;
}

/** The form as it is first shown: a draft as it was saved, or a new one that begins with what is registered. */
export function startOf(
  proposal: Proposal | null,
  registered: { readonly slug: string; readonly revision: number; readonly draft: SourceDraft } | null,
): SourceFormState {
  const draft =
    proposal?.content.kind === 'source' ? proposal.content.source : (registered?.draft ?? emptySourceDraft());
  return {
    id: proposal?.id ?? randomUUID(),
    version: proposal?.version ?? 0,
    slug: registered?.slug ?? null,
    baseRevision: proposal?.baseRevision ?? registered?.revision ?? null,
    draft,
    cause: proposal?.cause ?? '',
    note: proposal?.note ?? '',
    problems: [],
    trouble: 'This cannot be saved',
    others: [],
    round: 0,
  };
}
