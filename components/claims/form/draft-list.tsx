import { Tag } from '@/components/ui/badge';
import { formatInstant } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { PROPOSAL_KINDS, PROPOSAL_STATES, type ProposalKind, type ProposalState } from '@/lib/ledger/review';
import { draft } from '@/lib/routes';

/** A draft as it stands in a list. */
export type ListedDraft = {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly title: string;
  readonly changedAt: Instant;
};

/** Drafts by name, each with its kind, its state and when it was last changed. */
export function DraftList({
  id,
  title,
  drafts,
  empty,
}: {
  readonly id: string;
  readonly title: string;
  readonly drafts: readonly ListedDraft[];
  /** What stands there when there is none. */
  readonly empty?: string;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 text-heading-3">
        {title}
      </h2>
      {drafts.length === 0 ? (
        <p className="text-interface text-muted">{empty}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {drafts.map((one) => (
            <li key={one.id} className="grid gap-1 py-3">
              <a href={draft(one.id)} className="text-interface">
                {one.title}
              </a>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
                <Tag>{PROPOSAL_KINDS[one.kind].label}</Tag>
                <span>{PROPOSAL_STATES[one.state].label}</span>
                <span>{formatInstant(one.changedAt)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
