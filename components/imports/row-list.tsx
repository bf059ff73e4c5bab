import { formatNumber } from '@/lib/formats/text';

/** A row said back as the claim that it would become. */
export type RowSentence = { readonly row: number; readonly sentence: string };

/** The first rows of a batch, each as one reads it. */
export function RowList({
  rows,
  total,
  isWhole,
}: {
  readonly rows: readonly RowSentence[];
  readonly total: number;
  /** Nothing stands in the way of bringing them in. */
  readonly isWhole: boolean;
}) {
  const what = isWhole ? 'What would come in' : 'How the other rows are read';
  return (
    <section aria-labelledby="rows">
      <h2 id="rows" className="mb-3">
        {rows.length < total ? `${what}: the first ${rows.length} of ${formatNumber(total)}` : what}
      </h2>
      <ol className="grid gap-2 text-interface">
        {rows.map(({ row, sentence }) => (
          <li key={row} className="grid gap-x-3 sm:grid-cols-[5rem_minmax(0,1fr)]">
            <span className="text-muted text-small tabular-nums">Row {row}</span>
            <span className="break-words">{sentence}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
