import { DayLabel } from '@/components/ledger/month-label';
import { plural } from '@/lib/formats/text';
import type { Day } from '@/lib/ledger/month';
import { secondKey } from '@/lib/routes';

/** A claim worth keying next; nothing of what it says. */
export type WorkEntry = {
  readonly subject: string;
  readonly sourceName: string;
  readonly publisher: string | null;
  readonly title: string | null;
  readonly publishedOn: Day | null;
  readonly why: 'review' | 'default comparison' | 'next in the ledger';
  readonly figures: number;
};

function whyWords({ why, figures }: WorkEntry): string {
  switch (why) {
    case 'review':
      return 'waits for review: keyed now, it is Checked when it is published';
    case 'default comparison':
      return `feeds ${plural(figures, 'figure')} of the comparison that readers see first`;
    case 'next in the ledger':
      return 'not keyed a second time yet';
  }
}

/** What is worth keying next, most figures first. */
export function WorkList({ entries }: { readonly entries: readonly WorkEntry[] }) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {entries.map((entry) => (
        <li key={entry.subject} className="py-3 text-interface">
          <a href={secondKey(entry.subject)} className="font-medium">
            {entry.sourceName}
            {entry.publishedOn !== null && (
              <>
                , <DayLabel day={entry.publishedOn} />
              </>
            )}
          </a>
          <p className="text-muted">
            {[entry.title === null ? null : `“${entry.title}”`, entry.publisher]
              .filter((part) => part !== null)
              .join(', ')}
          </p>
          <p className="text-muted text-small">{whyWords(entry)}</p>
        </li>
      ))}
    </ol>
  );
}
