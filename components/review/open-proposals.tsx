import { plural } from '@/lib/formats/text';
import { PROPOSAL_STATES, type ProposalState } from '@/lib/ledger/review';
import { draft, review } from '@/lib/routes';

/** A proposal about a claim that is not decided yet. */
export type OpenProposal = {
  readonly id: string;
  readonly title: string;
  readonly state: ProposalState;
  readonly author: string;
};

/** What is being worked on about one claim, so that two people do not correct it apart; `hidden` are those that one may not read. */
export function OpenProposals({
  proposals,
  hidden,
}: {
  readonly proposals: readonly OpenProposal[];
  readonly hidden: number;
}) {
  if (proposals.length === 0 && hidden === 0) return <p className="text-muted">Nobody is changing it now.</p>;
  return (
    <>
      <ul className="grid gap-2">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <a href={proposal.state === 'in_review' ? review(proposal.id) : draft(proposal.id)}>{proposal.title}</a>
            <span className="block text-muted text-small">
              {PROPOSAL_STATES[proposal.state].label}, from {proposal.author}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="mt-2 text-muted text-small">{plural(hidden, 'draft')} of somebody else.</p>}
    </>
  );
}
