import { ScrollFrame } from '@/components/ui/scroll-frame';
import { flagWords, meanWords, spanName, totalName, valueWords } from '@/lib/formats/figure-words';
import { formatDay, formatPeriod } from '@/lib/formats/text';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable, Span } from '@/lib/ledger/figure-table';
import { daysBetween } from '@/lib/ledger/month';
import { METHODS, metricOf, UNITS } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, span as spanAddress } from '@/lib/routes';
import '@/components/ledger/status-cells.css';
import './figures.css';

/** What was said over other days than one month: over its true days, never divided into months (A11). */
export function SpansTable({
  view,
  table,
  addressOf = (span) => spanAddress(view, span),
}: {
  view: ResolvedView;
  table: FigureTable;
  /** Where a span is taken apart. */
  addressOf?: (span: Pick<Span, 'series' | 'from' | 'to'>) => string;
}) {
  if (table.spans.length === 0) return null;
  const seriesOf = new Map(table.series.map((series) => [series.id, series]));
  return (
    <section aria-labelledby="table-spans" className="mt-8">
      <h3 id="table-spans">Other periods, as said</h3>
      <p className="mt-1 text-muted text-small">
        Over their true days, with the mean a day. Never divided into months.
      </p>
      <ScrollFrame label="Table: other periods, as said" tall>
        <table className="figures-table status-cells spans-table">
          <caption className="sr-only">
            Claims over other periods than one month, and names added between two totals of a list.
          </caption>
          <thead>
            <tr>
              <th scope="col">Days</th>
              <th scope="col">Source</th>
              <th scope="col">Counts</th>
              <th scope="col" data-number="">
                Value
              </th>
              <th scope="col" data-number="">
                Mean
              </th>
            </tr>
          </thead>
          <tbody>
            {table.spans.map((span) => {
              const series = seriesOf.get(span.series);
              if (!series) return null;
              return (
                <tr key={`${span.series}|${span.from}|${span.to}|${span.method}`}>
                  <td>{formatPeriod(span.from, span.to)}</td>
                  <td>{series.sourceShortName}</td>
                  <td data-quiet="">
                    {metricOf(series.metric).label}
                    {span.method === 'N8' ? `, ${METHODS.N8.label}` : ''}
                    {flagWords(span.flags).map((word) => `, ${word}`)}
                  </td>
                  <td data-number="" data-badge={span.badge}>
                    <a href={addressOf(span)} data-figure="" aria-label={spanName(span, series)}>
                      {valueWords(span)}
                    </a>
                    {series.unit === 'persons' ? null : ` ${UNITS[series.unit].label}`}
                  </td>
                  <td data-number="" data-quiet="">
                    {meanWords(span, daysBetween(span.from, span.to))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  );
}

/** Running totals as said, latest first (measure=total). */
export function TotalsTable({ table }: { table: FigureTable }) {
  const seriesOf = new Map(table.series.map((series) => [series.id, series]));
  return table.panels.map((panel) => {
    const totals = table.totals.filter((total) => panel.series.includes(total.series)).reverse();
    return (
      <section key={panel.series.join()} aria-label={metricOf(panel.metric).label} className="mt-8 first:mt-0">
        <h3>{metricOf(panel.metric).label.replace(/^./, (letter) => letter.toUpperCase())}, running totals as said</h3>
        {panel.apartBecause ? <p className="mt-1 text-muted text-small">{panel.apartBecause}</p> : null}
        <ScrollFrame label={`Table: ${metricOf(panel.metric).label}, running totals`} tall>
          <table className="figures-table status-cells spans-table">
            <caption className="sr-only">{metricOf(panel.metric).definition}</caption>
            <thead>
              <tr>
                <th scope="col">As of</th>
                <th scope="col">Source</th>
                <th scope="col" data-number="">
                  Total as said
                </th>
              </tr>
            </thead>
            <tbody>
              {totals.map((total) => {
                const series = seriesOf.get(total.series);
                const [used] = total.claims;
                return series && used ? (
                  <tr key={used.id}>
                    <td>
                      <time dateTime={total.asOf}>{formatDay(total.asOf)}</time>
                    </td>
                    <td>{series.sourceShortName}</td>
                    <td data-number="" data-badge={total.badge}>
                      <a href={claimAddress(used.id)} data-figure="" aria-label={totalName(total, series)}>
                        {valueWords(total)}
                      </a>
                    </td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
        </ScrollFrame>
      </section>
    );
  });
}
