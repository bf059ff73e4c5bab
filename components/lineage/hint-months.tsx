import { MonthLabel } from '@/components/ledger/month-label';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { comparedWords, differenceWords, shareWords, shiftWords } from '@/lib/formats/lineage-words';
import { formatPercent } from '@/lib/formats/text';
import { AGREE_WITHIN, type ComparedMonth, NOTED_ABOVE, type Shift } from '@/lib/ledger/circularity';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { cell } from '@/lib/routes';

type Side = { readonly id: SeriesId; readonly shortName: string };

/** The months of two series side by side, with what lies between them; each number leads to how it is made. */
export function HintMonths({
  months,
  repeating,
  repeated,
}: {
  readonly months: readonly (ComparedMonth & { readonly undecided: readonly unknown[] })[];
  readonly repeating: Side;
  readonly repeated: Side;
}) {
  return (
    <TableFrame label="Months side by side" caption="Differences are in per cent of the repeated figure.">
      <thead>
        <tr>
          <ColumnHead>Month</ColumnHead>
          <ColumnHead numeric>{repeating.shortName}</ColumnHead>
          <ColumnHead numeric>{repeated.shortName}</ColumnHead>
          <ColumnHead numeric>Difference</ColumnHead>
          <ColumnHead>Agrees</ColumnHead>
          <ColumnHead>Recorded</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <RowHead>
              <MonthLabel month={month.month} style="short" />
            </RowHead>
            <Cell numeric>
              <a href={cell(DEFAULT_VIEW, repeating.id, month.month)}>{comparedWords(month.repeating)}</a>
            </Cell>
            <Cell numeric>
              <a href={cell(DEFAULT_VIEW, repeated.id, month.month)}>{comparedWords(month.repeated)}</a>
            </Cell>
            <Cell numeric className={month.noted ? 'font-semibold' : undefined}>
              {differenceWords(month)}
            </Cell>
            <Cell className="whitespace-nowrap">
              {month.agrees ? (month.noted ? `yes, off by more than ${formatPercent(NOTED_ABOVE)}` : 'yes') : 'no'}
            </Cell>
            <Cell className="whitespace-nowrap">{month.undecided.length === 0 ? 'one lineage' : 'not yet'}</Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** How many months agree when one of the two is moved: a restatement agrees in its own months. */
export function HintShifts({
  own,
  shifts,
  repeated,
}: {
  readonly own: { readonly shared: number; readonly agreeing: number };
  readonly shifts: readonly Shift[];
  readonly repeated: Side;
}) {
  const rows = [...shifts, { by: 0, ...own }].sort((a, b) => a.by - b.by);
  return (
    <TableFrame
      label="Shares of months that agree, moved against each other"
      caption={`Figures agree within ${formatPercent(AGREE_WITHIN)}, or within the rounding of both.`}
    >
      <thead>
        <tr>
          <ColumnHead>{repeated.shortName} read</ColumnHead>
          <ColumnHead>Months that agree</ColumnHead>
          <ColumnHead className="max-sm:hidden" aria-hidden>
            Share
          </ColumnHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const share = row.shared === 0 ? 0 : Math.round((row.agreeing / row.shared) * 100);
          return (
            <tr key={row.by} className={row.by === 0 ? 'font-semibold' : undefined}>
              <RowHead className={row.by === 0 ? 'font-semibold' : undefined}>{shiftWords(row)}</RowHead>
              <Cell>{shareWords(row)}</Cell>
              <Cell aria-hidden className="w-1/3 max-sm:hidden">
                <span className="block h-3 bg-tint">
                  <span className="block h-3 bg-muted" style={{ width: `${share}%` }} />
                </span>
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
