import { ScrollFrame } from '@/components/ui/scroll-frame';
import { countedWords, coverageWords, figureName, flagWords, gapName } from '@/lib/formats/figure-words';
import { formatMonth } from '@/lib/formats/text';
import { panelTitle } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { Cell, FigureTable, Panel, TableSeries } from '@/lib/ledger/figure-table';
import type { Month } from '@/lib/ledger/month';
import { BADGES, CLAIMANTS, metricOf, REASONS, UNITS } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, source as sourceAddress } from '@/lib/routes';
import './figures.css';

/** Where a figure or gap is taken apart. */
export type CellAddress = (cell: Pick<Cell, 'series' | 'month'>) => string;

/**
 * One cell: the number as a link to its derivation, its flags in words; or why there is none. There are hundreds on a page, so the
 * look, status mark included, is the table's (figures.css) and a cell carries none of its own.
 */
function FigureCell({
  cell,
  series,
  view,
  addressOf,
}: {
  cell: Cell | undefined;
  series: TableSeries;
  view: ResolvedView;
  addressOf: CellAddress;
}) {
  if (!cell) return <td />;
  const address = addressOf(cell);
  if (cell.kind === 'gap')
    return (
      <td>
        <a href={address} data-figure="" data-gap="" aria-label={gapName(cell, series)}>
          {REASONS[cell.reason].label}
        </a>
      </td>
    );
  const counted = view.measure === 'day' ? 'day' : 'month';
  const coverage = coverageWords(cell);
  const words = [...flagWords(cell.flags), ...(coverage === null ? [] : [coverage])];
  return (
    <td data-badge={cell.badge}>
      <a href={address} data-figure="" aria-label={figureName(cell, series, counted)}>
        {countedWords(cell, counted)}
      </a>
      {words.length > 0 ? <small>{words.join(', ')}</small> : null}
    </td>
  );
}

function PanelTable({
  panel,
  view,
  table,
  months,
  addressOf,
}: {
  panel: Panel;
  view: ResolvedView;
  table: FigureTable;
  months: readonly Month[];
  addressOf: CellAddress;
}) {
  const members = table.series.filter((series) => panel.series.includes(series.id));
  const at = new Map(
    members.map((series) => [series.id, new Map((table.cells.get(series.id) ?? []).map((cell) => [cell.month, cell]))]),
  );
  const unit = UNITS[panel.unit].label;
  return (
    <section aria-labelledby={`table-${panel.metric}`} className="mt-8 first:mt-0">
      <h3 id={`table-${panel.metric}`}>{panelTitle(panel, table)}</h3>
      {panel.apartBecause ? <p className="mt-1 text-muted text-small">{panel.apartBecause}</p> : null}
      <ScrollFrame label={`Table: ${panelTitle(panel, table)}`} tall>
        <table className="figures-table">
          <caption className="sr-only">
            {metricOf(panel.metric).definition} Unit: {view.measure === 'day' ? `${unit} a day` : unit}.
          </caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              {members.map((series) => (
                <th key={series.id} scope="col">
                  <a href={sourceAddress(series.source)}>{series.sourceShortName}</a>
                  {series.scope === 'theatre' ? null : <small>{series.scope}</small>}
                  <small>{CLAIMANTS[series.claimant].label}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month}>
                <th scope="row">
                  <time dateTime={month}>{formatMonth(month, 'short')}</time>
                </th>
                {members.map((series) => (
                  <FigureCell
                    key={series.id}
                    cell={at.get(series.id)?.get(month)}
                    series={series}
                    view={view}
                    addressOf={addressOf}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  );
}

/** Months × series, one table a panel, latest month first; every number is a link to its derivation (R3). */
export function FiguresTable({
  view,
  table,
  addressOf = ({ series, month }) => cellAddress(view, series, month),
}: {
  view: ResolvedView;
  table: FigureTable;
  addressOf?: CellAddress;
}) {
  const months = [...table.months].reverse();
  const monthly = table.panels.filter((panel) => panel.metric !== 'names_added');
  return (
    <>
      {monthly.map((panel) => (
        <PanelTable
          key={panel.series.join()}
          panel={panel}
          view={view}
          table={table}
          months={months}
          addressOf={addressOf}
        />
      ))}
      <p className="mt-3 text-muted text-small">
        Status of each figure by shape:{' '}
        {Object.values(BADGES)
          .slice(1)
          .map((badge) => badge.label)
          .join(', ')}
        . Different columns count different things and are never added up.
      </p>
    </>
  );
}
