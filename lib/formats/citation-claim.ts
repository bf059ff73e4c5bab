/**
 * How one claim is cited (ux.md §18): who said it, where it was published, and under which id it is recorded here.
 */
import type { ClaimId, Publication } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { WORK } from './citation';
import { formatDay, formatInstant, plural } from './text';

/** The publication that is cited: the first that can be read, else the first. */
function citedPublication(publications: readonly Publication[]): Publication | undefined {
  return publications.find(({ url }) => url !== null) ?? publications[0];
}

/**
 * `UK Defence Intelligence, “Update”, X, 3 March 2026, https://…, archived https://…. Recorded as claim abc1234, Attrition Ledger, as known
 * on 3 March 2026, 14:05 UTC, https://…`. `address` is the claim’s as known at that instant, so that it shows what was cited.
 */
export function claimCitation(
  claim: { readonly id: ClaimId; readonly publications: readonly Publication[]; readonly knownOn: Instant },
  source: { readonly name: string },
  address: string,
): string {
  const publication = citedPublication(claim.publications);
  const further = claim.publications.length - 1;
  const said = [
    source.name,
    publication?.title ? `“${publication.title}”` : null,
    publication?.publisher === source.name ? null : publication?.publisher,
    publication?.publishedOn ? formatDay(publication.publishedOn) : 'without date',
    publication?.url,
    publication?.archiveUrl ? `archived ${publication.archiveUrl}` : null,
    further > 0 ? `and ${plural(further, 'further publication')}` : null,
  ].filter((part) => part !== null && part !== undefined);
  return `${said.join(', ')}. Recorded as claim ${claim.id}, ${WORK}, as known on ${formatInstant(claim.knownOn)}, ${address}`;
}
