import { figureName, gapName, valueWords } from '@/lib/formats/figure-words';
import { capitalise, formatMonth } from '@/lib/formats/text';
import { voicesWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { metricOf, REASONS } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, figures } from '@/lib/routes';

/** The last four months of the first panel, every number a link. */
export function LatestMonths({ view, table }: { view: ResolvedView; table: FigureTable }) {
  const [panel] = table.panels;
  if (!panel || view.measure === 'total') return null;
  const members = table.series.filter((series) => panel.series.includes(series.id)).slice(0, 3);
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">The latest months</h2>
      <p className="mt-2 text-interface text-muted">
        {metricOf(panel.metric).label.replace(/^./, (letter) => letter.toUpperCase())}. Every number opens its
        derivation. {capitalise(voicesWords(table, { series: members.map(({ id }) => id) }))}.
      </p>
      <table className="mt-4 w-full border-collapse">
        <thead>
          <tr className="border-line border-b text-interface text-muted">
            <th scope="col" className="py-2 text-left font-normal">
              Month
            </th>
            {members.map((series) => (
              <th key={series.id} scope="col" className="py-2 pl-4 text-right font-normal">
                {series.sourceShortName}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...table.months]
            .reverse()
            .slice(0, 4)
            .map((month) => (
              <tr key={month} className="border-line border-b">
                <th scope="row" className="py-2.5 text-left font-normal">
                  <time dateTime={month}>{formatMonth(month, 'short')}</time>
                </th>
                {members.map((series) => {
                  const cell = table.cells.get(series.id)?.find((candidate) => candidate.month === month);
                  return (
                    <td key={series.id} className="py-2.5 pl-4 text-right">
                      {cell ? (
                        <a
                          href={cellAddress(view, series.id, month)}
                          data-figure=""
                          aria-label={cell.kind === 'gap' ? gapName(cell, series) : figureName(cell, series)}
                        >
                          {cell.kind === 'gap' ? REASONS[cell.reason].label : valueWords(cell)}
                        </a>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
      <p className="mt-3 text-interface">
        <a href={figures({ ...view, tab: 'table' })}>All months as a table</a>
      </p>
    </section>
  );
}
