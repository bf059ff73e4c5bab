import { Tag } from '@/components/ui/badge';
import { plural } from '@/lib/formats/text';
import { secondKey } from '@/lib/routes';

/** A row that was drawn to be keyed a second time. */
export type SampleEntry = {
  readonly row: number;
  readonly outcome: 'waiting' | 'agrees' | 'differs' | 'decided';
};

const OUTCOMES: Readonly<Record<SampleEntry['outcome'], string>> = {
  waiting: 'not keyed yet',
  agrees: 'agrees',
  differs: 'differs, to be decided',
  decided: 'was wrong',
};

/** The sample of an import: its size, what the second keys came to, and what is still to be keyed. */
export function SampleList({
  proposalId,
  sample,
  rows,
  seed,
  mayKey,
}: {
  readonly proposalId: string;
  readonly sample: readonly SampleEntry[];
  readonly rows: number;
  readonly seed: string | null;
  /** The reader had no hand in the import and may key it. */
  readonly mayKey: boolean;
}) {
  const counted = (outcome: SampleEntry['outcome']) => sample.filter((entry) => entry.outcome === outcome).length;
  const words = (['agrees', 'differs', 'decided', 'waiting'] as const)
    .filter((outcome) => counted(outcome) > 0)
    .map((outcome) => `${counted(outcome)} ${OUTCOMES[outcome]}`);
  if (sample.length === 0)
    return (
      <p className="max-w-prose text-interface">
        When it is sent to review, the ledger draws rows by chance for a second editor to key from the publication.
      </p>
    );
  return (
    <div className="grid gap-3 text-interface">
      <p className="max-w-prose">
        {plural(sample.length, 'row')} of {plural(rows, 'new claim')}, drawn by chance: {words.join(', ')}. Only rows
        that were keyed and agree become Checked when it is published.
      </p>
      <ol className="grid max-h-96 gap-1 overflow-y-auto" aria-label="Rows of the sample">
        {sample.map(({ row, outcome }) => (
          <li key={row} className="flex flex-wrap items-baseline gap-x-3">
            <span className="w-20 tabular-nums">Row {row}</span>
            <Tag>{OUTCOMES[outcome]}</Tag>
            {outcome === 'waiting' && mayKey && (
              <a href={secondKey(`proposal:${proposalId}:${row}`)}>
                Key it<span className="sr-only"> (row {row})</span>
              </a>
            )}
          </li>
        ))}
      </ol>
      {seed !== null && (
        <p className="break-words text-muted text-small">
          Drawn once, in the order of the hash of seed and row number. Seed: <code>{seed}</code>
        </p>
      )}
    </div>
  );
}
