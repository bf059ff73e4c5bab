import { readClaimFile } from '@/app/(public)/claims/[id]/read-claim';
import { JSON_FILE } from '@/app/answers';
import { toClaimJson } from '@/lib/formats/claims-json';

/** One claim with every version and every link as JSON; reached as `/claims/{id}.json`. A withdrawn one is its tombstone, and gone: 410 (D3, D4, D5). */
export async function GET(request: Request, { params }: RouteContext<'/claims/[id]/json'>) {
  const detail = await readClaimFile(request, (await params).id);
  if (detail instanceof Response) return detail;
  return new Response(toClaimJson(detail), {
    status: detail.claim.standing === 'withdrawn' ? 410 : 200,
    headers: JSON_FILE,
  });
}
