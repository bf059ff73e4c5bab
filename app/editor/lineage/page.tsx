import type { Metadata } from 'next';
import { HintList } from '@/components/lineage/hint-list';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { type ListedHint, listLineageHints } from '@/lib/data/lineage-hints';
import { AGREE_WITHIN, CLEARLY_MORE, LEAST_SHARE, LEAST_SHARED_MONTHS, MOST_SHIFT } from '@/lib/ledger/circularity';
import { lineage } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Lineage' };

/** Groups of hints in the order in which they want a person. */
const GROUPS: readonly {
  readonly id: string;
  readonly title: string;
  readonly holds: (hint: ListedHint) => boolean;
  readonly none: string;
}[] = [
  {
    id: 'open',
    title: 'To decide',
    holds: ({ state, undecided }) => state === 'open' && undecided > 0,
    none: 'Nothing waits: no series agrees with another without being recorded as its repetition.',
  },
  {
    id: 'recorded',
    title: 'Found, and recorded already',
    holds: ({ state, undecided }) => state === 'open' && undecided === 0,
    none: 'None.',
  },
  { id: 'decided', title: 'Decided', holds: ({ state }) => state !== 'open', none: 'None was decided yet.' },
];

/** Hints that one series repeats another: what waits for a person, and what was decided (T2). */
export default async function LineageHintsPage() {
  await requireMay('queue.read');
  const hints = await listLineageHints();
  return (
    <>
      <PageHeader title="Who repeats whom">
        <p>Two sources that say the same number are one voice when one repeats the other.</p>
      </PageHeader>
      <p className="max-w-prose text-interface text-muted">
        After every publish the series that it touched are laid beside all others of their metric, side and scope. A
        hint is given where at least {LEAST_SHARED_MONTHS} months are shared, {LEAST_SHARE} % of them agree within{' '}
        {AGREE_WITHIN} % or the rounding of both, and that share is at least {CLEARLY_MORE} points above the share when
        one of them is moved by one to {MOST_SHIFT} months; or where a text names another source as whose number it is.
        It is a hint: people decide. <a href={lineage()}>What readers see</a>
      </p>
      {GROUPS.map(({ id, title, holds, none }) => {
        const entries = hints.filter(holds);
        return (
          <section key={id} aria-labelledby={id} className="mt-10">
            <h2 id={id} className="mb-2">
              {title}
            </h2>
            {entries.length === 0 ? <p className="text-interface text-muted">{none}</p> : <HintList hints={entries} />}
          </section>
        );
      })}
    </>
  );
}
