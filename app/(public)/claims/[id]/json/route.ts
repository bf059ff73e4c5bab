import { readClaimFile } from '@/app/(public)/claims/[id]/read-claim';
import { JSON_FILE } from '@/app/answers';
import { readClaimSupport } from '@/lib/data/claim-support';
import { toClaimJson } from '@/lib/formats/claims-json';
import { parseClaimsView } from '@/lib/ledger/claims-view';

/**
 * One claim with every version, every link and what other claims make of it as JSON; reached as `/claims/{id}.json`. A withdrawn one is its
 * tombstone, and gone: 410 (D3, D4, D5).
 */
export async function GET(request: Request, { params }: RouteContext<'/claims/[id]/json'>) {
  const detail = await readClaimFile(request, (await params).id);
  if (detail instanceof Response) return detail;
  const { known } = parseClaimsView(new URL(request.url).searchParams).view;
  const support = await readClaimSupport(detail.id, { known });
  if (support === null) throw new Error(`claim ${detail.id} is in the ledger and cannot be compared`);
  return new Response(toClaimJson(detail, support), {
    status: detail.claim.standing === 'withdrawn' ? 410 : 200,
    headers: JSON_FILE,
  });
}
