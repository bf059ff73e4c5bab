import type { NextRequest } from 'next/server';
import { readClaims, readClaimsAddress } from '@/app/(public)/claims/read-claims';
import { JSON_FILE, refuse, refuseBefore } from '@/app/answers';
import { readWithheld } from '@/lib/data/withheld';
import { toClaimsJson } from '@/lib/formats/claims-json';
import { claimsViewToQuery } from '@/lib/ledger/claims-view';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';
import { claimsTwin } from '@/lib/routes';

/** One page of the same list as `/claims`, running totals one by one; `next` is the address of the page after it (D3). */
export async function GET(request: NextRequest) {
  const { search, searchParams } = request.nextUrl;
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = readClaimsAddress(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  const [list, withheld] = await Promise.all([readClaims(view, { grouped: false, limit: 200 }), readWithheld()]);
  if (list.knownOn === null && view.known !== null) return refuseBefore(view.known);
  const { after: _place, totals: _totals, ...filter } = claimsViewToQuery(view);
  const json = toClaimsJson({
    knownOn: list.knownOn,
    filter,
    total: { claims: list.total.claims, exact: list.total.exact },
    next: list.nextCursor === null ? null : claimsTwin({ ...filter, after: list.nextCursor }, 'json'),
    withheld,
    claims: list.rows.flatMap((row) => (row.kind === 'claim' ? [row.claim] : [])),
  });
  return new Response(json, { headers: JSON_FILE });
}
