import { Facts } from '@/components/ui/facts';
import { formatNumber, joinWords, plural } from '@/lib/formats/text';
import { deskImport } from '@/lib/routes';

/** An import as its reviewer sees it at a glance. */
export type ImportAtAGlance = {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly fresh: number;
  readonly extended: number;
  readonly alreadyHere: number;
  readonly warningRows: number;
  /** How the rows of its random sample were keyed a second time. */
  readonly sample: { readonly agree: number; readonly differ: number; readonly decided: number; readonly wait: number };
};

/** `59 rows: 12 agree, 1 differs, 46 wait`; empty before the sample was drawn. */
function sampleWords({ agree, differ, decided, wait }: ImportAtAGlance['sample']): string {
  const drawn = agree + differ + decided + wait;
  if (drawn === 0) return '';
  const parts = [
    agree > 0 ? `${formatNumber(agree)} agree` : null,
    differ > 0 ? `${formatNumber(differ)} ${differ === 1 ? 'differs' : 'differ'}` : null,
    decided > 0 ? `${formatNumber(decided)} decided against the row` : null,
    wait > 0 ? `${formatNumber(wait)} wait` : null,
  ].filter((part) => part !== null);
  return `${plural(drawn, 'row')}, drawn at random: ${joinWords(parts)}`;
}

/** What a file would bring, and the way to its rows. Only rows that were keyed a second time become Checked. */
export function ImportSummary({ summary }: { readonly summary: ImportAtAGlance }) {
  return (
    <>
      <Facts
        facts={[
          { term: 'File', value: summary.name },
          { term: 'Rows', value: formatNumber(summary.rows) },
          { term: 'New claims', value: formatNumber(summary.fresh) },
          {
            term: 'Further publications',
            value: summary.extended === 0 ? null : `of ${plural(summary.extended, 'claim')} of the ledger`,
          },
          { term: 'In the ledger already', value: formatNumber(summary.alreadyHere) },
          { term: 'Rows with warnings', value: formatNumber(summary.warningRows) },
          { term: 'Second key', value: sampleWords(summary.sample) },
        ]}
      />
      <p className="mt-4 text-interface">
        <a href={deskImport(summary.id)}>Its rows, warnings, duplicates and sample</a>
      </p>
    </>
  );
}
