import { refuse } from '@/app/answers';
import { type ClaimDetail, getClaim } from '@/lib/data/claim-detail';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';

/** The claim that the address of a file asks for, or the refusal that answers it. */
export async function readClaimFile(request: Request, id: string): Promise<ClaimDetail | Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = parseClaimsView(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  const detail = await getClaim(id, { known: view.known, public: view.public });
  if (detail !== null) return detail;
  return refuse('not_found', [
    view.known === null
      ? { key: 'id', value: id.slice(0, 60), message: 'The ledger holds no such claim.' }
      : { key: 'known', value: view.known, message: 'The ledger did not hold this claim at that instant.' },
  ]);
}
