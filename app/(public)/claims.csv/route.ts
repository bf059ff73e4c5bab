import type { NextRequest } from 'next/server';
import { csvFile, refuse } from '@/app/answers';
import { readClaims, readClaimsAddress } from '@/app/(public)/claims/read-claims';
import { CLAIMS_CSV_HEADER, toClaimsCsvLines } from '@/lib/formats/claims-csv';
import type { ClaimsView } from '@/lib/ledger/claims-view';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';

/** Claims read at one time: memory stays flat however long the file is. */
const PIECE = 200;

/** All claims of the view as lines of a file, piece by piece. Every piece is read at the instant of the first. */
async function* lines(view: ClaimsView, first: Awaited<ReturnType<typeof readClaims>>): AsyncGenerator<string> {
  yield CLAIMS_CSV_HEADER;
  let list = first;
  for (;;) {
    const page = list.rows.flatMap((row) => (row.kind === 'claim' ? [row.claim.claim] : []));
    if (page.length > 0) yield toClaimsCsvLines(page);
    if (list.nextCursor === null) return;
    list = await readClaims(
      { ...view, known: first.knownOn },
      { grouped: false, limit: PIECE, cursor: list.nextCursor },
    );
  }
}

/** The same claims as `/claims` as one CSV file, all of them, running totals one by one, streamed. */
export async function GET(request: NextRequest) {
  const { search, searchParams } = request.nextUrl;
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = readClaimsAddress(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  // The first piece is read before the answer begins, so that a ledger out of reach is an error and not half a file.
  const first = await readClaims(view, { grouped: false, limit: PIECE });
  const stamp = (first.knownOn ?? '').slice(0, 16).replaceAll(/[-:]/g, '');
  const generator = lines(view, first);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await generator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await generator.return(undefined);
    },
  });
  return new Response(body, { headers: csvFile(`attrition-ledger_claims_known-${stamp}Z.csv`) });
}
