import type { ReactNode } from 'react';
import { Inert, packText } from '@/components/ui/inert';
import { NARROW, type PlacedPanel, placeChart, WIDE } from '@/lib/formats/chart-geometry';
import { toChartData } from '@/lib/formats/chart-rows';
import { apartName, keyRows, measureWords } from '@/lib/formats/panel-words';
import { toPanelSummary } from '@/lib/formats/summary';
import { panelTitle, voicesWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable, Panel } from '@/lib/ledger/figure-table';
import type { Month } from '@/lib/ledger/month';
import { metricOf } from '@/lib/ledger/vocabulary';
import { cell, claim, codebook, figures, span } from '@/lib/routes';
import { ChartKey } from './chart-key';
import { MonthlyChart } from './monthly-chart';
import { type ChartAddresses, StaticChart } from './static-chart';
import './charts.css';

type ChartFrameProps = {
  readonly view: ResolvedView;
  readonly table: FigureTable;
  /** What stands under a panel: other series that were said in these months. */
  readonly underPanel?: (panel: Panel) => ReactNode;
};

/** An id of a key such as `killed.ru` or a series id. */
const idOf = (key: string) => `chart-${key.replaceAll(/[^a-z0-9]+/g, '-')}`;

/** How many speak in one month of a panel, said once for all marks of the month. */
function voicesOf(table: FigureTable, panel: FigureTable['panels'][number]): (month: Month) => string {
  const said = new Map<Month, string>();
  return (month) => {
    const known = said.get(month) ?? voicesWords(table, { series: panel.series, month });
    said.set(month, known);
    return known;
  };
}

/**
 * The chart of a view: the key of its marks, then panel under panel over one time axis, each with its title, the definition
 * of what it counts, and two pictures of which CSS shows one (look.md: a figure is one captioned object).
 */
export function ChartFrame({ view, table, underPanel }: ChartFrameProps) {
  const narrow = placeChart(table, view, NARROW);
  const wide = placeChart(table, view, WIDE);
  const counted = view.measure === 'day' ? 'day' : 'month';
  const addresses: ChartAddresses = {
    cell: (series, month) => cell(view, series, month),
    span: (at) => span(view, at),
    claim: (id) => claim(id),
  };
  const pairs = wide.flatMap((placed, index): { wide: PlacedPanel; narrow: PlacedPanel }[] => {
    const other = narrow[index];
    return other === undefined ? [] : [{ wide: placed, narrow: other }];
  });
  return (
    <div className="chart-frame">
      <div className="chart-head">
        <ChartKey rows={keyRows([...wide, ...narrow], table.scenario)} />
        <a href={figures({ ...view, tab: 'table' })}>View as table</a>
      </div>
      {pairs.map((pair, index) => {
        const { panel } = pair.wide;
        const isFirst = pairs[index - 1]?.wide.panel !== panel;
        const isLast = pairs[index + 1]?.wide.panel !== panel;
        const title = panelTitle(panel, table);
        const apart = apartName(pair.wide, table, panel, view);
        const id = idOf(pair.wide.key);
        const shared = {
          table,
          counted,
          title: apart === null ? title : `${title}, ${apart}`,
          summary: toPanelSummary(
            table,
            { series: pair.wide.series.map(({ series }) => series.id) },
            counted,
            pair.wide.scenario.length,
          ),
          addresses,
        } as const;
        return (
          <figure key={pair.wide.key} className={isFirst ? 'chart-panel' : 'chart-panel chart-panel-next'}>
            <figcaption>
              {isFirst ? (
                <>
                  <h2 className="chart-title">{title}</h2>
                  <p className="chart-subtitle">
                    <a className="chart-definition" href={codebook('metrics', panel.metric)}>
                      {metricOf(panel.metric).definition}
                    </a>{' '}
                    {measureWords(pair.wide, view)} {panel.apartBecause}{' '}
                    {panel.series.length > 0 && `${voicesWords(table, panel)}.`}
                  </p>
                </>
              ) : null}
              {apart === null ? null : <h3 className="chart-apart">{apart}</h3>}
            </figcaption>
            <MonthlyChart
              packed={packText(JSON.stringify(toChartData(pair.narrow, pair.wide, counted, voicesOf(table, panel))))}
              label={shared.title}
            >
              <Inert className="chart-pictures">
                <StaticChart {...shared} placed={pair.wide} id={`${id}-wide`} />
                <StaticChart {...shared} placed={pair.narrow} id={`${id}-narrow`} />
              </Inert>
            </MonthlyChart>
            {isLast && underPanel ? underPanel(panel) : null}
          </figure>
        );
      })}
    </div>
  );
}
