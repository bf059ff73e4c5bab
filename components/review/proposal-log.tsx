import { InstantLabel } from '@/components/ledger/month-label';
import { TRANSITION_WORDS } from '@/lib/formats/review-words';
import type { Instant } from '@/lib/ledger/month';
import type { TransitionName } from '@/lib/ledger/review';

/** Something that happened to a proposal, or somebody's comment. */
export type LogEntry = {
  readonly key: string;
  readonly at: Instant;
  readonly who: string;
} & (
  | { readonly kind: 'event'; readonly transition: TransitionName; readonly note: string | null }
  | { readonly kind: 'comment'; readonly body: string }
  | { readonly kind: 'version'; readonly version: number }
);

function doneWords(entry: LogEntry): string {
  switch (entry.kind) {
    case 'event':
      return TRANSITION_WORDS[entry.transition];
    case 'version':
      return entry.version === 1 ? 'began it' : `saved version ${entry.version}`;
    case 'comment':
      return 'wrote';
  }
}

/** What was done and said about a proposal, in the order in which it happened. */
export function ProposalLog({ entries }: { readonly entries: readonly LogEntry[] }) {
  if (entries.length === 0) return <p className="text-interface text-muted">Nothing has been said or done yet.</p>;
  return (
    <ol className="grid gap-4">
      {entries.map((entry) => {
        const said = entry.kind === 'event' ? entry.note : entry.kind === 'comment' ? entry.body : null;
        return (
          <li key={entry.key} className="border-line border-l-2 pl-4 text-interface">
            <p className="text-muted text-small">
              <span className="font-medium text-ink">{entry.who}</span> {doneWords(entry)},{' '}
              <InstantLabel instant={entry.at} />
            </p>
            {said !== null && <p className="mt-0.5 max-w-prose whitespace-pre-line">{said}</p>}
          </li>
        );
      })}
    </ol>
  );
}
