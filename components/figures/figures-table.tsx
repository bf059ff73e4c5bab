import { ScrollFrame } from '@/components/ui/scroll-frame';
import { distanceWords, SPREAD_CAPTION, spreadDetail, spreadOf } from '@/lib/formats/disagreement-words';
import { countedWords, coverageWords, figureName, flagWords, gapName } from '@/lib/formats/figure-words';
import { formatMonth } from '@/lib/formats/text';
import { panelTitle, voicesWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { Cell, Disagreement, FigureTable, Panel, TableSeries } from '@/lib/ledger/figure-table';
import type { Month } from '@/lib/ledger/month';
import { BADGES, CLAIMANTS, metricOf, REASONS, UNITS } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, revisions, source as sourceAddress } from '@/lib/routes';
import { ScenarioTable } from './scenario-table';
import '@/components/ledger/status-cells.css';
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

/** How far the month’s figures lie apart: × or difference where two lineages speak, and what it is taken from (A10). */
function SpreadCell({ spread }: { spread: Disagreement | undefined }) {
  if (spread === undefined) return <td />;
  const distance = distanceWords(spread);
  return (
    <td data-spread="">
      {distance}
      {spread.distance?.kind === 'difference' ? ' apart' : null}
      <small>{spreadDetail(spread)}</small>
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
  const spread = new Map(spreadOf(panel, table).map((one) => [one.month, one]));
  return (
    <section aria-labelledby={`table-${panel.metric}`} className="mt-8 first:mt-0">
      <h3 id={`table-${panel.metric}`}>{panelTitle(panel, table)}</h3>
      <p className="mt-1 text-muted text-small">
        {panel.series.length > 0 && `${voicesWords(table, panel)}. `}
        {panel.apartBecause}
      </p>
      <ScrollFrame label={`Table: ${panelTitle(panel, table)}`} tall>
        <table className="figures-table status-cells">
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
                  <small>
                    <a href={revisions(series.id)} aria-label={`Revisions: ${series.sourceName}`}>
                      Revisions
                    </a>
                  </small>
                </th>
              ))}
              {spread.size === 0 ? null : (
                <th scope="col">
                  Spread of claims<small>by the month, not an estimate</small>
                </th>
              )}
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
                {spread.size === 0 ? null : <SpreadCell spread={spread.get(month)} />}
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
  const isCompleting = table.series.some(({ id }) =>
    (table.cells.get(id) ?? []).some((cell) => cell.kind === 'figure' && cell.shareKnown !== undefined),
  );
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
      <ScenarioTable table={table} addressOf={addressOf} />
      <p className="mt-3 text-muted text-small">
        Status of each figure by shape:{' '}
        {Object.values(BADGES)
          .slice(1)
          .map((badge) => badge.label)
          .join(', ')}
        . Different columns count different things and are never added up.
        {isCompleting
          ? ' Provisional: by the record of its source, a month of this age usually still lacks more than 5 %; its derivation says how much.'
          : null}
        {table.disagreement.length === 0 ? null : (
          <>
            {' '}
            {SPREAD_CAPTION} It runs from the lowest to the highest figure of the month; how far they lie apart is said
            of two lineages or more, one value each.
          </>
        )}
      </p>
    </>
  );
}
