import { InstantLabel } from '@/components/ledger/month-label';
import { Tag } from '@/components/ui/badge';
import { evidenceWords } from '@/lib/formats/lineage-words';
import { capitalise, plural } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { METRICS, type Metric, SIDES, type Side, THEATRE } from '@/lib/ledger/vocabulary';
import { deskLineageHint } from '@/lib/routes';

/** What the list of the desk shows of a hint. */
export type HintEntry = {
  readonly id: number;
  readonly metric: Metric;
  readonly side: Side;
  readonly scope: string;
  readonly repeating: { readonly name: string };
  readonly repeated: { readonly name: string };
  readonly state: 'open' | 'confirmed' | 'rejected';
  readonly shared: number;
  readonly agreeing: number;
  readonly citing: number;
  readonly undecided: number;
  readonly foundAt: Instant;
};

function stateWords({ state, undecided }: HintEntry): string {
  if (state !== 'open') return capitalise(state);
  return undecided === 0 ? 'Recorded already' : `${plural(undecided, 'claim')} to decide`;
}

/** Hints, one row each: who seems to repeat whom, in which count, and why. */
export function HintList({ hints }: { readonly hints: readonly HintEntry[] }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {hints.map((hint) => (
        <li key={hint.id} className="py-3">
          <h3 className="font-normal font-sans text-interface">
            <a href={deskLineageHint(hint.id)}>
              {hint.repeating.name} on {hint.repeated.name}
            </a>
          </h3>
          <p className="mt-1 text-interface">
            {capitalise(METRICS[hint.metric].label)}, {SIDES[hint.side].label}
            {hint.scope === THEATRE ? '' : `, ${hint.scope}`}: {evidenceWords(hint)}.
          </p>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-muted text-small">
            <Tag>{stateWords(hint)}</Tag>
            <span>
              found on <InstantLabel instant={hint.foundAt} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
