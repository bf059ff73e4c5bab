import { Tag } from '@/components/ui/badge';
import { effectSizeWords } from '@/lib/formats/review-words';
import { PROPOSAL_KINDS, type ProposalKind } from '@/lib/ledger/review';
import { review } from '@/lib/routes';
import { AssignForms, type DeskPerson } from './assign-forms';

/** What the queue shows of a proposal. Names are shown at the desk, never in public. */
export type QueueEntry = {
  readonly id: string;
  readonly kind: ProposalKind;
  /** What it is, in words: the claim said back, the name of the source or of the file. */
  readonly title: string;
  readonly author: DeskPerson;
  /** Whoever looks had a hand in it: somebody else must publish it. */
  readonly isOwn: boolean;
  readonly waited: string;
  /** Null where nothing has been computed, as for a source. */
  readonly effect: { readonly figures: number; readonly share: number | null } | null;
  /** How far it was keyed a second time, in words; null where nobody has. */
  readonly keys: string | null;
  readonly assignee: DeskPerson | null;
  /** Those who may review it: reviewers who had no hand in it. */
  readonly reviewers: readonly DeskPerson[];
};

/** Everything that waits for review, one row each. */
export function QueueList({
  entries,
  back,
  me,
  assign,
}: {
  readonly entries: readonly QueueEntry[];
  /** Address of the queue as it is sorted and narrowed now. */
  readonly back: string;
  readonly me: string;
  readonly assign: (form: FormData) => Promise<void>;
}) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-x-8 gap-y-3 py-4 lg:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <h2 id={`title-${entry.id}`} className="font-normal font-sans text-interface [text-wrap:wrap]">
              <a href={review(entry.id)}>{entry.title}</a>
            </h2>
            <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-muted text-small">
              <Tag>{PROPOSAL_KINDS[entry.kind].label}</Tag>
              <span>from {entry.author.name}</span>
              <span>waits {entry.waited}</span>
              <span>{entry.effect === null ? 'effect not computed' : effectSizeWords(entry.effect)}</span>
              {entry.keys !== null && <span>{entry.keys}</span>}
              <span>{entry.assignee === null ? 'assigned to nobody' : `assigned to ${entry.assignee.name}`}</span>
            </p>
            {entry.isOwn && <p className="mt-1 text-small">Yours: somebody else must publish it.</p>}
          </div>
          <AssignForms
            id={entry.id}
            describedBy={`title-${entry.id}`}
            back={back}
            me={me}
            assignee={entry.assignee}
            people={entry.reviewers}
            assign={assign}
          />
        </li>
      ))}
    </ul>
  );
}
