import { drawPanel } from '@/lib/formats/chart-drawing';
import type { PlacedMark, PlacedPanel, StripCell } from '@/lib/formats/chart-geometry';
import { px, type Rect, rectPath } from '@/lib/formats/chart-marks';
import { coverageWords, figureName, spanName, totalName } from '@/lib/formats/figure-words';
import { emptyRuns, spanBarName } from '@/lib/formats/panel-words';
import { scenarioName } from '@/lib/formats/scenario-words';
import type { ClaimId } from '@/lib/ledger/claim';
import type { FigureTable, Span, TableSeries } from '@/lib/ledger/figure-table';
import type { Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { ChartShapes } from './chart-shapes';

/** Where marks lead. The addresses are the page’s business. */
export type ChartAddresses = {
  readonly cell: (series: SeriesId, month: Month) => string;
  readonly span: (span: Span) => string;
  readonly claim: (id: ClaimId) => string;
};

type StaticChartProps = {
  readonly placed: PlacedPanel;
  readonly table: FigureTable;
  readonly counted: 'month' | 'day';
  /** Unique on the page; names the picture’s title and description. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly addresses: ChartAddresses;
};

/** Spans and strip cells are thin: the area that one can hit is a little larger than what one sees. */
function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x, y: y - by, width, height: height + 2 * by };
}

function markLink(
  mark: PlacedMark,
  series: TableSeries,
  counted: 'month' | 'day',
  addresses: ChartAddresses,
): { readonly href: string; readonly name: string } {
  const { subject } = mark;
  switch (subject.kind) {
    case 'figure':
      return {
        href: addresses.cell(series.id, subject.figure.month),
        name: figureName(subject.figure, series, counted),
      };
    case 'span':
      return { href: addresses.span(subject.span), name: spanName(subject.span, series) };
    case 'total': {
      const [claim] = subject.total.claims;
      return {
        href: claim === undefined ? '#' : addresses.claim(claim.id),
        name: totalName(subject.total, series),
      };
    }
  }
}

/** What cannot be seen in one row of the coverage strip: reasons of empty months, days of months covered in part. */
function StripLinks({
  cells,
  series,
  order,
  table,
  addresses,
}: {
  readonly cells: readonly StripCell[];
  readonly series: TableSeries;
  /** Index of the series in the panel: by which arrow keys find the row. */
  readonly order: number;
  readonly table: FigureTable;
  readonly addresses: ChartAddresses;
}) {
  return (
    <>
      {emptyRuns(cells, table).map(({ first, rect, name }) => (
        <a key={first.month} href={addresses.cell(first.series, first.month)} data-series={order}>
          <title>{name}</title>
          <path d={rectPath(grown(rect, 1))} />
        </a>
      ))}
      {cells.map(({ cell, kind, rect }) =>
        kind === 'partial' && cell.kind === 'figure' ? (
          <g key={cell.month}>
            <title>{`${coverageWords(cell) ?? ''}, ${series.sourceShortName}`}</title>
            <path d={rectPath(grown(rect, 1))} />
          </g>
        ) : null,
      )}
    </>
  );
}

/** One link a mark. A browser’s chart knows a mark by the index of its link. */
function MarkLinks({
  placed,
  seriesById,
  counted,
  addresses,
}: Pick<StaticChartProps, 'placed' | 'counted' | 'addresses'> & {
  readonly seriesById: ReadonlyMap<SeriesId, TableSeries>;
}) {
  return (
    <g className="chart-mark-links">
      {placed.marks.map((mark, index) => {
        const series = seriesById.get(mark.series);
        if (!series) return null;
        const { href, name } = markLink(mark, series, counted, addresses);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is what the browser's chart knows a mark by.
          <a key={index} href={href} aria-label={name}>
            <path data-figure={index} d={rectPath(mark.target)} />
          </a>
        );
      })}
    </g>
  );
}

/** One link a mark of the reader’s layer, to the figure that it starts from; it stays where the browser’s chart takes over. */
function ScenarioLinks({ placed, table, addresses }: Pick<StaticChartProps, 'placed' | 'table' | 'addresses'>) {
  return placed.scenario.map(({ figure, target }) => {
    const name = table.series.find(({ id }) => id === figure.series)?.sourceShortName ?? figure.series;
    return (
      <a key={`${figure.series}${figure.month}`} href={addresses.cell(figure.series, figure.month)}>
        <title>{scenarioName(figure, name)}</title>
        <path d={rectPath(target)} />
      </a>
    );
  });
}

/**
 * A panel as SVG from the server: the picture, described in words, and over it one link a figure, span, total and empty month.
 * Two elements, because a picture (`role="img"`) may hold nothing that one can focus. In the narrow picture marks are a few pixels wide,
 * too small to hit: its links are those of the wide one, from which the browser’s chart takes them, and the cells of the table.
 */
export function StaticChart({ placed, table, counted, id, title, summary, addresses }: StaticChartProps) {
  const { frame, marks, words } = drawPanel(placed);
  const seriesById = new Map(placed.series.map(({ series }) => [series.id, series]));
  const order = new Map(placed.series.map(({ series }, index) => [series.id, index]));
  const size = placed.isNarrow ? 'chart-narrow' : 'chart-wide';
  const viewBox = `0 0 ${px(placed.width)} ${px(placed.height)}`;
  return (
    <div className={`chart-picture ${size}`}>
      <svg role="img" aria-labelledby={`${id}-title ${id}-summary`} viewBox={viewBox}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-summary`}>{summary}</desc>
        <g>
          <ChartShapes shapes={frame} />
        </g>
        <g className="chart-marks">
          <ChartShapes shapes={marks} />
        </g>
        <g>
          <ChartShapes shapes={words} />
        </g>
      </svg>
      {/* biome-ignore lint/a11y/useSemanticElements: fieldset is for forms; this groups the links of a picture. */}
      <svg role="group" aria-label={`${title}: links to each figure`} className="chart-links" viewBox={viewBox}>
        {placed.isNarrow ? null : (
          <MarkLinks placed={placed} seriesById={seriesById} counted={counted} addresses={addresses} />
        )}
        <ScenarioLinks placed={placed} table={table} addresses={addresses} />
        {placed.strip.map(({ series: id, cells }) => {
          const series = seriesById.get(id);
          return series === undefined ? null : (
            <StripLinks
              key={id}
              cells={cells}
              series={series}
              order={order.get(id) ?? 0}
              table={table}
              addresses={addresses}
            />
          );
        })}
        {placed.spanStrip?.bars.map((bar) => {
          const series = seriesById.get(bar.series);
          if (!series) return null;
          return (
            <a
              key={`${bar.series}${bar.span.from}${bar.span.to}`}
              href={addresses.span(bar.span)}
              data-series={order.get(bar.series)}
            >
              <title>{spanBarName(bar.span, series)}</title>
              <path d={rectPath(grown(bar.rect, 1))} />
            </a>
          );
        })}
      </svg>
    </div>
  );
}
