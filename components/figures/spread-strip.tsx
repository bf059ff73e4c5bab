import {
  distanceWords,
  overlapWords,
  SPREAD_CAPTION,
  spreadOf,
  spreadSentence,
} from '@/lib/formats/disagreement-words';
import type { FigureTable, Panel } from '@/lib/ledger/figure-table';
import './figures.css';

/** More months than this leave no room for a number each under the chart; the table has them all. */
const MOST_IN_STRIP = 26;

/**
 * How far the claims of each month lie apart (A10), under the months of the wide chart and in words; hidden where no month has two lineages.
 * The strip repeats numbers of the table, which is where they are read without eyes.
 */
export function SpreadStrip({ panel, table }: { panel: Panel; table: FigureTable }) {
  const spread = spreadOf(panel, table);
  const sentence = spreadSentence(spread);
  if (sentence === null) return null;
  const at = new Map(spread.map((one) => [one.month, one]));
  return (
    <div className="spread">
      {table.months.length > MOST_IN_STRIP ? null : (
        <div className="spread-strip" aria-hidden="true">
          <span>Spread</span>
          <ol>
            {table.months.map((month) => {
              const one = at.get(month);
              const words = one === undefined ? null : distanceWords(one, true);
              const overlap = one === undefined ? null : overlapWords(one);
              return (
                <li key={month} data-overlap={overlap === 'overlap' ? '' : undefined}>
                  {words ?? (overlap === null ? '' : '–')}
                </li>
              );
            })}
          </ol>
        </div>
      )}
      <p className="mt-1 text-small">
        <strong className="font-medium">{SPREAD_CAPTION}</strong> {sentence}{' '}
        <a href={`#table-${panel.metric}`}>Month by month</a>
      </p>
    </div>
  );
}
