import { joinWords } from '@/lib/formats/text';
import { METRICS, type Metric } from '@/lib/ledger/vocabulary';
import { source as sourceAddress } from '@/lib/routes';

/** Another source with which numbers are shared. */
export type Tie = { readonly slug: string; readonly name: string; readonly metrics: readonly Metric[] };

/** Sources tied by repetition, with the metrics; a sentence where there is none. */
export function Ties({ ties, none }: { readonly ties: readonly Tie[]; readonly none: string }) {
  if (ties.length === 0) return <p className="mt-1 text-interface text-muted">{none}</p>;
  return (
    <ul className="mt-1 list-disc pl-5 text-interface">
      {ties.map((tie) => (
        <li key={tie.slug}>
          <a href={sourceAddress(tie.slug)}>{tie.name}</a>, in{' '}
          {joinWords(tie.metrics.map((metric) => METRICS[metric].label))}
        </li>
      ))}
    </ul>
  );
}
