import { matrixFile } from '@/app/(public)/matrix/matrix-file';
import { csvFile } from '@/app/answers';
import { toMatrixCsv } from '@/lib/formats/matrix-files';

/** `/matrix` as CSV, one line a cell (A12, D3). */
export async function GET(request: Request) {
  return matrixFile(request, ({ view, matrix, knownOn }) => {
    const stamp = knownOn.slice(0, 16).replaceAll(/[-:]/g, '');
    const name = `attrition-ledger_matrix_${view.metric}_${view.side}_known-${stamp}Z.csv`;
    return new Response(toMatrixCsv(matrix), { headers: csvFile(name) });
  });
}
