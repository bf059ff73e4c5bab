import { DayLabel } from '@/components/ledger/month-label';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { sideWords } from '@/lib/formats/claim-sentence';
import { capitalise, formatNumber } from '@/lib/formats/text';
import type { Day } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { METRICS, metricOf } from '@/lib/ledger/vocabulary';
import { claims, figures } from '@/lib/routes';

/** One series of a source, with how many claims of which kind. */
export type HeldSeries = {
  readonly id: SeriesId;
  readonly totals: number;
  readonly monthExact: number;
  readonly others: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
};

/** Every series of a source with its claims and, where it can be charted, the way to its figures. */
export function HeldSeriesTable({ series }: { readonly series: readonly HeldSeries[] }) {
  return (
    <TableFrame
      label="Series"
      caption="Each series with its claims, and the first and last day that they speak of, plans included."
    >
      <thead>
        <tr>
          <ColumnHead className="min-w-48">Counts</ColumnHead>
          <ColumnHead numeric>Claims</ColumnHead>
          <ColumnHead numeric>of a month</ColumnHead>
          <ColumnHead numeric>running totals</ColumnHead>
          <ColumnHead>First day</ColumnHead>
          <ColumnHead>Last day</ColumnHead>
          <ColumnHead>Figures</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {series.map((entry) => {
          const key = parseSeriesId(entry.id);
          if (key === null) return null;
          const { side } = key;
          const isCharted = side !== 'both' && metricOf(key.metric).monthly;
          return (
            <tr key={entry.id}>
              <RowHead className="min-w-48">
                {capitalise(METRICS[key.metric].label)}
                <span className="block text-muted text-small">
                  {sideWords(side, key.scope)}
                  {key.definitionVersion > 1 && `, definition ${key.definitionVersion}`}
                </span>
              </RowHead>
              <Cell numeric>
                <a href={claims({ source: key.source, metric: key.metric, side })}>
                  {formatNumber(entry.totals + entry.monthExact + entry.others)}
                </a>
              </Cell>
              <Cell numeric>{formatNumber(entry.monthExact)}</Cell>
              <Cell numeric>{formatNumber(entry.totals)}</Cell>
              <Cell>
                {entry.firstDay === null ? (
                  <span className="text-muted">no dates</span>
                ) : (
                  <DayLabel day={entry.firstDay} />
                )}
              </Cell>
              <Cell>
                {entry.lastDay === null ? (
                  <span className="text-muted">no dates</span>
                ) : (
                  <DayLabel day={entry.lastDay} />
                )}
              </Cell>
              <Cell>
                {isCharted ? (
                  <a
                    href={figures({ ...DEFAULT_VIEW, side, series: [entry.id] })}
                    aria-label={`By month: ${METRICS[key.metric].label}, ${sideWords(side, key.scope)}`}
                  >
                    By month
                  </a>
                ) : (
                  <span className="text-muted">not charted</span>
                )}
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
