import { refuse, refuseBefore } from '@/app/answers';
import { type MatrixAnswer, readMatrix } from '@/lib/data/matrix';
import { parseMatrixView } from '@/lib/ledger/matrix-view';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';

/** The matrix as a file: the same address as its page with another ending (D3). A mistake in the address is 400 with every mistake named. */
export async function matrixFile(request: Request, print: (answer: MatrixAnswer) => Response): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = parseMatrixView(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  const answer = await readMatrix(view);
  if (answer !== null) return print(answer);
  return view.known === null ? refuse('not_found') : refuseBefore(view.known);
}
