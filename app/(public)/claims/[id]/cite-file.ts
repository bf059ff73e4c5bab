import { createHash } from 'node:crypto';
import { citedClaimOf } from '@/app/(public)/claims/[id]/cited-claim';
import { readClaimFile } from '@/app/(public)/claims/[id]/read-claim';
import { siteAddress } from '@/app/site-address';
import { readEvidence } from '@/lib/data/captures';
import { claimCitation, claimReference } from '@/lib/formats/citation-claim';
import { CITATION_TYPES, type CitationEnding, toCitationFile } from '@/lib/formats/citation-files';
import { parseClaimsView } from '@/lib/ledger/claims-view';

/**
 * The citation of one claim in one of its forms (R4): as known at the instant asked, now where none is. It names the claim as it is known at
 * that instant. A withdrawn claim is cited as such, and gone: 410.
 */
export async function claimCitationFile(
  request: Request,
  { params }: { readonly params: Promise<{ readonly id: string }> },
  ending: CitationEnding,
): Promise<Response> {
  const { id } = await params;
  const detail = await readClaimFile(request, id);
  if (detail instanceof Response) return detail;
  const evidence = await readEvidence(detail.id, {
    known: parseClaimsView(new URL(request.url).searchParams).view.known,
  });
  const cited = citedClaimOf(detail, evidence, siteAddress(request.headers));
  const body = toCitationFile(claimReference(cited), `${claimCitation(cited)}\n`, ending);
  const headers = {
    'Content-Type': CITATION_TYPES[ending],
    'Content-Disposition': `inline; filename="attrition-ledger-claim-${detail.id}.${ending}"`,
    // The next version of the claim may change it.
    'Cache-Control': 'public, no-cache',
    ETag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    'Access-Control-Allow-Origin': '*',
  };
  if (request.headers.get('if-none-match')?.includes(headers.ETag)) return new Response(null, { status: 304, headers });
  return new Response(body, { status: detail.claim.standing === 'withdrawn' ? 410 : 200, headers });
}
