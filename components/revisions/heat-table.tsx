import { ScrollFrame } from '@/components/ui/scroll-frame';
import { heatName, heatWord } from '@/lib/formats/heat-words';
import { formatMonth } from '@/lib/formats/text';
import { type Day, type Instant, type Month, monthOf } from '@/lib/ledger/month';
import { type HeatChange, type HeatColumn, heatStep } from '@/lib/ledger/revision-heat';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_THRESHOLD } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, change as changeAddress } from '@/lib/routes';
import '@/components/ledger/grid-table.css';
import './heat.css';

type Mark =
  | { readonly kind: 'ledger'; readonly ledgerNumber: bigint; readonly recordedFrom: Instant }
  | { readonly kind: 'public'; readonly day: Day };
export type HeatColumns = readonly HeatColumn<Mark>[];

/** The derivation of a month as that vintage had it. */
function derivationAt(mark: Mark, series: SeriesId, month: Month): string {
  const known = mark.kind === 'ledger' ? mark.recordedFrom : null;
  const publicDay = mark.kind === 'public' ? mark.day : null;
  return cellAddress({ known, public: publicDay, status: DEFAULT_THRESHOLD }, series, month);
}

const signOf = (change: HeatChange): string => {
  if (change.kind !== 'changed') return change.kind;
  return change.by === null || change.by === 0 ? 'bounds' : change.by > 0 ? 'up' : 'down';
};

/** `3 Mar 2026`: heads of narrow columns. */
const shortDay = (day: Day) => `${Number(day.slice(8, 10))} ${formatMonth(monthOf(day), 'short')}`;

function Head({ mark }: { mark: Mark }) {
  if (mark.kind === 'public') return <time dateTime={mark.day}>{shortDay(mark.day)}</time>;
  const day = mark.recordedFrom.slice(0, 10) as Day;
  return (
    <a href={changeAddress(mark.ledgerNumber)}>
      <time dateTime={mark.recordedFrom}>{shortDay(day)}</time>
      <small>change {String(mark.ledgerNumber)}</small>
    </a>
  );
}

function Change({ change, mark, month, series }: { change: HeatChange; mark: Mark; month: Month; series: SeriesId }) {
  const step = change.kind === 'changed' ? heatStep(change.share) : undefined;
  return (
    <td data-change={signOf(change)} data-step={step}>
      <a href={derivationAt(mark, series, month)} data-figure="" aria-label={heatName(month, change)}>
        {heatWord(change)}
      </a>
      {mark.kind === 'ledger' && change.kind !== 'first' ? (
        <a href={changeAddress(mark.ledgerNumber)} aria-label={`Change ${mark.ledgerNumber} in the log`}>
          {`no. ${mark.ledgerNumber}`}
        </a>
      ) : null}
    </td>
  );
}

/** Months by vintages, the latest of both first: what each vintage changed, its sign by an arrow and its size by number and shade (A13). */
export function HeatTable({
  series,
  columns: oldestFirst,
  label,
}: {
  readonly series: SeriesId;
  readonly columns: HeatColumns;
  readonly label: string;
}) {
  const columns = [...oldestFirst].reverse();
  const months = [...new Set(columns.flatMap((column) => [...column.months, ...column.changes.keys()]))].sort();
  return (
    <ScrollFrame label={label} tall>
      <table className="grid-table heat-table">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {columns.map(({ mark }) => (
              <th key={mark.kind === 'ledger' ? String(mark.ledgerNumber) : mark.day} scope="col">
                <Head mark={mark} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.reverse().map((month) => (
            <tr key={month}>
              <th scope="row">
                <time dateTime={month}>{formatMonth(month, 'short')}</time>
              </th>
              {columns.map((column) => {
                const key = column.mark.kind === 'ledger' ? String(column.mark.ledgerNumber) : column.mark.day;
                const change = column.changes.get(month);
                if (change !== undefined)
                  return <Change key={key} change={change} mark={column.mark} month={month} series={series} />;
                return <td key={key}>{column.months.has(month) ? <i>as before</i> : null}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
