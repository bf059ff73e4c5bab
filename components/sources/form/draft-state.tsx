import { Notice } from '@/components/ui/notice';
import { PROPOSAL_STATES, type ProposalState } from '@/lib/ledger/review';

const WORDS: Readonly<Record<ProposalState, string>> = {
  draft: 'It is a draft: nobody reviews it yet.',
  changes_asked: 'A reviewer asked for changes. Send it again when they are made.',
  in_review: 'It waits for a reviewer who had no hand in it.',
  published: 'It is in the ledger. What changes it now is another draft.',
  rejected: 'A reviewer rejected it. It is kept.',
  abandoned: 'It was put away. It is kept.',
};

/** Where the draft of a source stands. */
export function DraftState({
  state,
  isSaved,
  reviewHref,
}: {
  readonly state: ProposalState;
  /** It was saved just now. */
  readonly isSaved: boolean;
  /** Where it can be read as reviewers read it. */
  readonly reviewHref: string | null;
}) {
  return (
    <Notice title={PROPOSAL_STATES[state].label}>
      <p role="status">
        {isSaved ? 'Saved. ' : ''}
        {WORDS[state]} {reviewHref !== null && <a href={reviewHref}>As reviewers see it</a>}
      </p>
    </Notice>
  );
}
