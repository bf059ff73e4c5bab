import { ScrollFrame } from '@/components/ui/scroll-frame';
import { matrixCaption, matrixCellWords, matrixTitle } from '@/lib/formats/matrix-words';
import { formatMonth, plural } from '@/lib/formats/text';
import type { Matrix, MatrixRow } from '@/lib/ledger/matrix';
import type { MatrixView } from '@/lib/ledger/matrix-view';
import type { Month } from '@/lib/ledger/month';
import { THEATRE } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, claims as claimsAddress, source as sourceAddress } from '@/lib/routes';
import '@/components/ledger/grid-table.css';
import '@/components/ledger/status-cells.css';
import './matrix.css';

/** The table’s `id`: by it the keys find it. */
export const MATRIX_ID = 'matrix';

/** Where cells of a row lead, month by month: an address is made once for each row, since thousands differ in their month only. */
function leadingTo(addressOf: (month: Month) => string): (month: Month) => string {
  const somewhen = '0000-00' as Month;
  const [before = '', after = ''] = addressOf(somewhen).split(somewhen);
  return (month) => before + month + after;
}

/**
 * The cells of one row: in each the figure, or the sign that there is none, leading to the derivation, and the number of claims, leading to
 * them. Thousands stand on a page, so that the look, the shape of the status included, is the table’s (matrix.css).
 */
function RowCells({ row, view, months }: { row: MatrixRow; view: MatrixView; months: readonly string[] }) {
  const at = { known: view.known, public: view.public };
  const toDerivation = leadingTo((month) => cellAddress(view, row.id, month));
  const toClaims = leadingTo((month) => claimsAddress({ ...at, series: row.id, month }));
  return row.cells.map((cell, index) => {
    const key = months[index];
    if (cell === null) return <td key={key} />;
    const { said, month, claims } = cell;
    const { text, name, held } = matrixCellWords(cell, { month: key ?? '', source: row.sourceShortName });
    return (
      <td key={key} data-badge={said.kind === 'figure' ? said.badge : undefined}>
        <a href={toDerivation(month)} data-figure="" data-gap={said.kind === 'gap' ? '' : undefined} aria-label={name}>
          {text}
        </a>
        {claims === 0 ? null : (
          <a href={toClaims(month)} aria-label={held}>
            {claims}
          </a>
        )}
      </td>
    );
  });
}

/** Sources by months (A12): a plain table that scrolls inside its frame, its first column and its head always in sight. */
export function MatrixTable({ view, matrix }: { readonly view: MatrixView; readonly matrix: Matrix }) {
  const months = matrix.months.map((month) => formatMonth(month));
  return (
    <ScrollFrame label={matrixTitle(view)} tall>
      <table id={MATRIX_ID} className="grid-table status-cells matrix-table">
        <caption className="sr-only">
          {matrixTitle(view)}. {matrixCaption(view, matrix)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            {matrix.months.map((month) => (
              <th key={month} scope="col">
                <time dateTime={month}>{formatMonth(month, 'short')}</time>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={sourceAddress(row.key.source)}>{row.sourceShortName}</a>
                <small>
                  {row.key.scope === THEATRE ? '' : `${row.key.scope}, `}
                  {row.key.definitionVersion === 1 ? '' : `definition ${row.key.definitionVersion}, `}
                  {row.figures === 0 ? 'no figure of a month' : plural(row.figures, 'month')}
                </small>
              </th>
              <RowCells row={row} view={view} months={months} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
