/** When, by which role and how far verified each version of some claims was published, for the provenance of a figure (D11). */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import type { Attribution, ChangeClass } from '@/lib/ledger/vocabulary';
import { rowsOf } from './db';
import { INSTANT_SQL, publishAt, toInstant } from './ledger';

/** One version of a claim without what it says. */
export type PublishedVersion = {
  readonly revision: number;
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly byRole: string;
  readonly changeClass: ChangeClass;
  readonly attribution: Attribution;
};

type Row = {
  public_id: ClaimId;
  number: number;
  ledger_number: number;
  recorded_from: string;
  by_role: string;
  change_class: ChangeClass;
  attribution: Attribution;
};

const VERSIONS = `
  SELECT c.public_id, r.number, r.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, r.by_role, r.change_class, r.attribution
    FROM claim c JOIN claim_revision r ON r.claim_id = c.id JOIN publish p ON p.ledger_number = r.ledger_number
   WHERE c.public_id = ANY($1) AND r.ledger_number <= $2 ORDER BY c.public_id, r.number`;

/** The versions of each claim as known at an instant, first to last; a claim that was not known then is left out. */
export async function readVersionsOf(
  ids: readonly ClaimId[],
  known: Instant | null,
): Promise<ReadonlyMap<ClaimId, readonly PublishedVersion[]>> {
  const versions = new Map<ClaimId, PublishedVersion[]>();
  const publish = await publishAt(known);
  if (publish === null || ids.length === 0) return versions;
  for (const row of await rowsOf<Row>(VERSIONS, [ids, publish.ledgerNumber])) {
    const version: PublishedVersion = {
      revision: row.number,
      ledgerNumber: BigInt(row.ledger_number),
      recordedFrom: toInstant(row.recorded_from),
      byRole: row.by_role,
      changeClass: row.change_class,
      attribution: row.attribution,
    };
    if (versions.get(row.public_id)?.push(version) === undefined) versions.set(row.public_id, [version]);
  }
  return versions;
}
