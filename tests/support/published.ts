import { aProposal, beginProposals, type ProposalToBegin, workAtDesk } from './proposals';

/** Changes of public claims, begun by one person and published by another, one after the other. */
export async function publishChanges(
  databaseUrl: string,
  people: { readonly author: ProposalToBegin['person']; readonly reviewer: { readonly id: string } },
  changes: readonly Pick<ProposalToBegin, 'revises' | 'claim' | 'cause' | 'note'>[],
): Promise<void> {
  const proposals = changes.map(({ claim, ...change }) => aProposal(people.author, claim, change));
  await beginProposals(databaseUrl, proposals);
  for (const { id } of proposals) await workAtDesk(databaseUrl, { work: 'publish', id, reviewer: people.reviewer.id });
}
