import type { PublicationEvidence } from '@/lib/data/captures';
import type { ClaimDetail } from '@/lib/data/claim-detail';
import { type CitedCapture, type CitedClaim, citedPublication } from '@/lib/formats/citation-claim';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import type { Publication } from '@/lib/ledger/claim';
import type { Day } from '@/lib/ledger/month';
import { claim as claimAddress } from '@/lib/routes';

/** What a citation says of the captures of the publication that it cites: the latest bytes that are there, and the latest copy elsewhere. */
function citedCaptureOf(
  publications: readonly Publication[],
  evidence: readonly PublicationEvidence[],
): CitedCapture | null {
  const cited = citedPublication(publications);
  const captures = evidence[cited === undefined ? -1 : publications.indexOf(cited)]?.captures ?? [];
  const bytes = captures.findLast((one) => one.bytes !== null && (one.checks[0]?.outcome ?? 'found') === 'found');
  const copy = captures.findLast(({ archiveUrl }) => archiveUrl !== null);
  const shown = copy ?? bytes;
  if (shown === undefined) return null;
  return {
    // Instants are said in UTC.
    archivedOn: shown.capturedAt.slice(0, 10) as Day,
    archiveUrl: copy?.archiveUrl ?? null,
    sha256: bytes?.bytes?.sha256 ?? null,
  };
}

/** What a citation says of a claim as it was read with the evidence of its publications; `at` makes a path of this site a whole address. */
export function citedClaimOf(
  detail: ClaimDetail,
  evidence: readonly PublicationEvidence[],
  at: (path: string) => string,
): CitedClaim {
  const { id, claim, knownOn, sourceEntry } = detail;
  return {
    id,
    publications: claim.publications,
    standing: claim.standing,
    knownOn,
    sentence: toClaimSentence(claim, sourceEntry),
    source: sourceEntry.name,
    address: at(claimAddress(id, { known: knownOn })),
    capture: citedCaptureOf(claim.publications, evidence),
  };
}
