import { Readable } from 'node:stream';
import type { NextRequest } from 'next/server';
import { allClaimsCsv, stampOf } from '@/app/(public)/claims/all-claims';
import { readClaims, readClaimsAddress } from '@/app/(public)/claims/read-claims';
import { csvFile, refuse, refuseBefore } from '@/app/answers';
import { readAllClaims } from '@/lib/data/all-claims';
import { readWithheld } from '@/lib/data/withheld';
import { FILED_CLAIMS_HEADER, toFiledClaimsLines } from '@/lib/formats/claims-csv';
import { ALL_CLAIMS_VIEW, activeFilters, type ClaimsView } from '@/lib/ledger/claims-view';
import type { Instant } from '@/lib/ledger/month';
import { type Withheld, withoutWithheld } from '@/lib/ledger/source';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';

/** Claims read at one time: memory stays flat however long the file is. */
const PIECE = 200;

type List = Awaited<ReturnType<typeof readClaims>>;

/** The claims of a narrowed list, in its order. Every piece is read at the instant of the first. */
async function* narrowed(
  view: ClaimsView,
  first: List,
  knownOn: Instant,
  withheld: readonly Withheld[],
): AsyncGenerator<string> {
  yield FILED_CLAIMS_HEADER;
  let list = first;
  for (;;) {
    const page = list.rows.flatMap((row) => (row.kind === 'claim' ? [row.claim] : []));
    if (page.length > 0) yield toFiledClaimsLines(withoutWithheld(page, withheld), knownOn);
    if (list.nextCursor === null) return;
    list = await readClaims({ ...view, known: knownOn }, { grouped: false, limit: PIECE, cursor: list.nextCursor });
  }
}

/** True where nothing but the instant is asked for: then the whole ledger is read in the order of its entry, which is quickest. */
function isWhole(view: ClaimsView): boolean {
  return activeFilters({ ...view, known: null, public: null }).length === 0 && view.after === ALL_CLAIMS_VIEW.after;
}

/** The file, and the instant it answers to; null where the ledger held nothing then. */
async function linesOf(
  view: ClaimsView,
  withheld: readonly Withheld[],
): Promise<{ knownOn: Instant; lines: AsyncGenerator<string> } | null> {
  if (isWhole(view)) {
    const all = await readAllClaims({ known: view.known, public: view.public });
    return all && { knownOn: all.knownOn, lines: allClaimsCsv(all, withheld) };
  }
  const first = await readClaims(view, { grouped: false, limit: PIECE });
  return first.knownOn && { knownOn: first.knownOn, lines: narrowed(view, first, first.knownOn, withheld) };
}

/** The same claims as `/claims` as one CSV file, all of them, running totals one by one, streamed. */
export async function GET(request: NextRequest) {
  const { search, searchParams } = request.nextUrl;
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = readClaimsAddress(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  // What can go wrong is asked for before the answer begins, so that a ledger out of reach is an error and not half a file.
  const withheld = await readWithheld();
  const file = await linesOf(view, withheld);
  if (file === null && view.known !== null) return refuseBefore(view.known);
  if (file === null)
    return new Response(FILED_CLAIMS_HEADER, { headers: csvFile('attrition-ledger_claims_none.csv') });
  const body = Readable.toWeb(Readable.from(file.lines, { objectMode: false })) as ReadableStream<Uint8Array>;
  // A table has no place to say what is not in it; the codebook says where to look.
  const left: Record<string, string> =
    withheld.length === 0 ? {} : { 'X-Withheld-Sources': withheld.map(({ source }) => source).join(', ') };
  const name = `attrition-ledger_claims_known-${stampOf(file.knownOn)}.csv`;
  return new Response(body, { headers: { ...csvFile(name), ...left } });
}
