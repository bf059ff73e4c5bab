import { matrixFile } from '@/app/(public)/matrix/matrix-file';
import { JSON_FILE } from '@/app/answers';
import { toMatrixJson } from '@/lib/formats/matrix-files';

/** `/matrix` as JSON (A12, D3). */
export async function GET(request: Request) {
  return matrixFile(
    request,
    ({ view, matrix, knownOn }) => new Response(toMatrixJson(view, matrix, knownOn), { headers: JSON_FILE }),
  );
}
