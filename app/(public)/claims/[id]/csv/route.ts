import { readClaimFile } from '@/app/(public)/claims/[id]/read-claim';
import { csvFile } from '@/app/answers';
import { toFiledClaimsCsv } from '@/lib/formats/claims-csv';

/** One claim as a CSV file that can be imported again; reached as `/claims/{id}.csv`. A withdrawn one says so, and is gone: 410. */
export async function GET(request: Request, { params }: RouteContext<'/claims/[id]/csv'>) {
  const { id } = await params;
  const detail = await readClaimFile(request, id);
  if (detail instanceof Response) return detail;
  return new Response(toFiledClaimsCsv([detail], detail.knownOn), {
    status: detail.claim.standing === 'withdrawn' ? 410 : 200,
    headers: csvFile(`attrition-ledger_claim-${detail.id}.csv`),
  });
}
