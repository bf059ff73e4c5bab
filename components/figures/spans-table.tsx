import { StatusMark } from '@/components/ledger/status-mark';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { flagWords, meanWords, spanName, totalName, valueWords } from '@/lib/formats/figure-words';
import { formatDay, formatPeriod } from '@/lib/formats/text';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { daysBetween } from '@/lib/ledger/month';
import { METHODS, metricOf, UNITS } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, span as spanAddress } from '@/lib/routes';

const HEAD = 'px-3 py-2 text-left font-medium text-muted text-small';

/** What was said over other days than one month: over its true days, never divided into months (A11). */
export function SpansTable({ view, table }: { view: ResolvedView; table: FigureTable }) {
  if (table.spans.length === 0) return null;
  const seriesOf = new Map(table.series.map((series) => [series.id, series]));
  return (
    <section aria-labelledby="table-spans" className="mt-8">
      <h3 id="table-spans">Other periods, as said</h3>
      <p className="mt-1 text-muted text-small">
        Over their true days, with the mean a day. Never divided into months.
      </p>
      <ScrollFrame label="Table: other periods, as said" tall>
        <table className="w-full border-collapse text-interface">
          <caption className="sr-only">
            Claims over other periods than one month, and names added between two totals of a list.
          </caption>
          <thead className="sticky top-0 bg-card shadow-[0_1px_0_var(--color-line)]">
            <tr>
              <th scope="col" className={HEAD}>
                Days
              </th>
              <th scope="col" className={HEAD}>
                Source
              </th>
              <th scope="col" className={HEAD}>
                Counts
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Value
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Mean
              </th>
            </tr>
          </thead>
          <tbody>
            {table.spans.map((span) => {
              const series = seriesOf.get(span.series);
              if (!series) return null;
              return (
                <tr
                  key={`${span.series}|${span.from}|${span.to}|${span.method}`}
                  className="border-line border-t align-top"
                >
                  <td className="px-3 py-2">{formatPeriod(span.from, span.to)}</td>
                  <td className="px-3 py-2">{series.sourceShortName}</td>
                  <td className="px-3 py-2 text-muted text-small">
                    {metricOf(series.metric).label}
                    {span.method === 'N8' ? `, ${METHODS.N8.label}` : ''}
                    {flagWords(span.flags).map((word) => `, ${word}`)}
                  </td>
                  <td className="whitespace-nowrap px-3 py-2 text-right">
                    <span className="inline-flex items-center gap-1.5">
                      <StatusMark badge={span.badge} />
                      <a href={spanAddress(view, span)} data-figure="" aria-label={spanName(span, series)}>
                        {valueWords(span)}
                      </a>
                    </span>
                    {series.unit === 'persons' ? null : (
                      <span className="text-muted text-small"> {UNITS[series.unit].label}</span>
                    )}
                  </td>
                  <td className="whitespace-nowrap px-3 py-2 text-right text-muted">
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
          <table className="w-full border-collapse text-interface">
            <caption className="sr-only">{metricOf(panel.metric).definition}</caption>
            <thead className="sticky top-0 bg-card shadow-[0_1px_0_var(--color-line)]">
              <tr>
                <th scope="col" className={HEAD}>
                  As of
                </th>
                <th scope="col" className={HEAD}>
                  Source
                </th>
                <th scope="col" className={`${HEAD} text-right`}>
                  Total as said
                </th>
              </tr>
            </thead>
            <tbody>
              {totals.map((total) => {
                const series = seriesOf.get(total.series);
                const [used] = total.claims;
                return series && used ? (
                  <tr key={used.id} className="border-line border-t">
                    <td className="whitespace-nowrap px-3 py-2">
                      <time dateTime={total.asOf}>{formatDay(total.asOf)}</time>
                    </td>
                    <td className="px-3 py-2">{series.sourceShortName}</td>
                    <td className="px-3 py-2 text-right">
                      <span className="inline-flex items-center gap-1.5">
                        <StatusMark badge={total.badge} />
                        <a href={claimAddress(used.id)} data-figure="" aria-label={totalName(total, series)}>
                          {valueWords(total)}
                        </a>
                      </span>
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
