import { sideWords } from '@/lib/formats/claim-sentence';
import { recordSentence, YOUNG_RECORD } from '@/lib/formats/maturity-words';
import { capitalise } from '@/lib/formats/text';
import { LEAST_VINTAGES, type Maturity } from '@/lib/ledger/maturity';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { metricOf } from '@/lib/ledger/vocabulary';
import { revisions } from '@/lib/routes';

/** What is known of how a source's series change after their first figure (T8), each with the way to its vintages. */
export function RevisionRecord({
  series,
}: {
  readonly series: readonly { readonly id: SeriesId; readonly maturity: Maturity }[];
}) {
  const isYoung = series.some(({ maturity }) => maturity.vintages < LEAST_VINTAGES);
  return (
    <>
      {isYoung ? <p className="mt-1 max-w-prose text-interface text-muted">{YOUNG_RECORD}</p> : null}
      <ul className="mt-3 grid gap-3 text-interface">
        {series.map(({ id, maturity }) => {
          const key = parseSeriesId(id);
          if (key === null) return null;
          const name = `${capitalise(metricOf(key.metric).label)}, ${sideWords(key.side, key.scope)}`;
          return (
            <li key={id} className="max-w-prose">
              {name}: {recordSentence(maturity)}{' '}
              <a href={revisions(id)} aria-label={`What later vintages changed: ${name}`}>
                What later vintages changed
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
