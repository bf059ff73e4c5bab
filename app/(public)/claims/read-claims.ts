import { type ClaimList, listClaims, parseCursor } from '@/lib/data/claim-list';
import { type ClaimsNote, type ClaimsView, parseClaimsView } from '@/lib/ledger/claims-view';

/** Claims on one page of the list. */
export const PAGE_SIZE = 50;

/** A query string as a view of the list; a cursor that no list gave is noted and left out. */
export function readClaimsAddress(search: Iterable<readonly [string, string]>): {
  readonly view: ClaimsView;
  readonly notes: readonly ClaimsNote[];
} {
  const { view, notes } = parseClaimsView(search);
  if (view.after === null || parseCursor(view.after) !== null) return { view, notes };
  const message = 'This place in the list was not understood; the list begins at its top.';
  return { view: { ...view, after: null }, notes: [...notes, { key: 'after', value: view.after, message }] };
}

/** One page of the list that a view asks for. */
export async function readClaims(
  view: ClaimsView,
  options: { readonly grouped?: boolean; readonly limit?: number; readonly cursor?: string | null } = {},
): Promise<ClaimList> {
  return listClaims(
    {
      text: view.q,
      side: view.side,
      metric: view.metric,
      source: view.source,
      sourceClass: view.class,
      countBasis: view.basis,
      status: view.status,
      series: view.series,
      month: view.month,
      grouped: options.grouped ?? view.totals === 'grouped',
      cursor: options.cursor === undefined ? view.after : options.cursor,
      limit: options.limit ?? PAGE_SIZE,
    },
    { known: view.known, public: view.public },
  );
}
