import { formatInstant } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { TRANSITIONS, type TransitionName } from '@/lib/ledger/review';

/** One entry of what happened to a draft. Names are shown at the desk, never in public. */
export type DraftLogEntry = {
  readonly at: Instant;
  readonly person: { readonly name: string };
} & (
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'event'; readonly transition: TransitionName; readonly note: string | null }
  | { readonly kind: 'comment'; readonly body: string }
);

/** Saved several times in a row by one person, a draft was written once. */
function folded(log: readonly DraftLogEntry[]): DraftLogEntry[] {
  return log.filter((entry, index) => {
    const next = log[index + 1];
    return !(entry.kind === 'version' && next?.kind === 'version' && next.person.name === entry.person.name);
  });
}

/** What happened to a draft: versions, steps of review and comments, in the order in which they came. */
export function DraftLog({ log }: { readonly log: readonly DraftLogEntry[] }) {
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="log">
      <h2 id="log" className="mb-2 text-heading-3">
        What happened to it
      </h2>
      <ol className="grid gap-3 text-interface">
        {folded(log).map((entry) => (
          <li key={`${entry.at} ${entry.kind} ${entry.kind === 'version' ? entry.version : ''}`}>
            <span className="block text-muted text-small">
              {formatInstant(entry.at)}, {entry.person.name}
            </span>
            {entry.kind === 'version' && `Saved version ${entry.version}`}
            {entry.kind === 'event' && TRANSITIONS[entry.transition].label}
            {entry.kind === 'event' && entry.note !== null && (
              <span className="block whitespace-pre-wrap">{entry.note}</span>
            )}
            {entry.kind === 'comment' && <span className="whitespace-pre-wrap">{entry.body}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
