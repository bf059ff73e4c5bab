/**
 * A claim with what a page says beside it: its badge and flags, since when it is known, who replaced it.
 */
import 'server-only';
import { badgeOf, claimFlagsOf } from '@/lib/ledger/badge';
import { type Claim, type ClaimId, firstPublishedOn, isRelayed } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import type { Attribution, Badge, ChangeCause, ChangeClass, ClaimFlag, Substance } from '@/lib/ledger/vocabulary';
import { IS_CAPTURED_SQL } from './captures';
import { rowsOf } from './db';
import { type At, INSTANT_SQL, publishAt, toInstant } from './ledger';
import { SUPERSEDED_BY_SQL } from './published';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';

export type ListedClaim = {
  readonly id: ClaimId;
  readonly revision: number;
  /** Since when the ledger holds this version. */
  readonly recordedFrom: Instant;
  /** Where the next version begins; null while there is none. Its own, whatever instant was asked (D4). */
  readonly recordedTo: Instant | null;
  readonly changeClass: ChangeClass;
  readonly changeNote: string | null;
  /** Null on a first version. */
  readonly changeCause: ChangeCause | null;
  readonly claim: Claim;
  readonly source: Pick<
    Source,
    'slug' | 'name' | 'shortName' | 'class' | 'party' | 'countingConvention' | 'attribution'
  >;
  readonly attribution: Attribution;
  /** What supports the number, as known at the instant asked; the badge rises by it only where the claim is Checked. */
  readonly substance: Substance;
  /** A claim of another lineage lies apart from it (T12). */
  readonly isContested: boolean;
  readonly badge: Badge;
  readonly flags: readonly ClaimFlag[];
  readonly relayed: boolean;
  readonly publishedOn: Day | null;
  readonly supersededBy: ClaimId | null;
};

type ListedRow = ClaimRow & {
  public_id: ClaimId;
  number: number;
  recorded_from: string;
  recorded_to: string | null;
  change_class: ChangeClass;
  change_note: string | null;
  change_cause: ChangeCause | null;
  attribution: Attribution;
  /** Of this version: its badge. */
  revision_substance: Substance;
  substance: Substance | null;
  contested: boolean | null;
  restates: boolean;
  entry: Source;
  superseded_by: ClaimId | null;
  corrected: boolean;
  captured: boolean;
};

/** Revisions in the order asked, each with all that a page needs. */
const LISTED = `
  SELECT c.public_id, r.number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, r.change_class, r.change_note, r.change_cause, r.attribution,
         r.substance AS revision_substance, sub.substance, sub.contested,
         coalesce(r.links ?| ARRAY['repeats', 'derivesFrom'], false) AND EXISTS (
           SELECT 1 FROM claim_link l JOIN claim t ON t.id = l.to_claim_id
             JOIN claim_revision v ON v.claim_id = t.id AND v.number = t.current_revision
             JOIN series same ON same.id = v.series_id AND same.metric = s.metric AND same.side = s.side
            WHERE l.from_claim_id = r.claim_id AND l.type IN ('repeats', 'derives_from') AND l.retracts_id IS NULL AND l.ledger_number <= $1
              AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id AND ended.ledger_number <= $1)) AS restates,
         (SELECT ${INSTANT_SQL('next.recorded_from')} FROM claim_revision v JOIN publish next ON next.ledger_number = v.ledger_number
           WHERE v.claim_id = r.claim_id AND v.number = r.number + 1) AS recorded_to, ${SUPERSEDED_BY_SQL} AS superseded_by,
         EXISTS (SELECT 1 FROM claim_revision v WHERE v.claim_id = r.claim_id AND v.number > 1 AND v.number <= r.number AND v.change_class = 'correction') AS corrected,
         EXISTS (SELECT 1 FROM claim_revision_publication j JOIN publication p ON p.id = j.publication_id
                  WHERE j.claim_id = r.claim_id AND j.number = r.number AND ${IS_CAPTURED_SQL}) AS captured,
         (SELECT content FROM source_revision v WHERE v.source_id = s.source_id AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) AS entry,
         ${CLAIM_COLUMNS}
    FROM unnest($3::bigint[], $4::int[]) WITH ORDINALITY AS w(claim_id, number, place)
    JOIN (${CLAIM_TABLES}) ON r.claim_id = w.claim_id AND r.number = w.number
    JOIN publish p ON p.ledger_number = r.ledger_number
    LEFT JOIN LATERAL (SELECT substance, contested FROM claim_substance u WHERE u.claim_id = r.claim_id AND u.ledger_number <= $1
                        ORDER BY u.ledger_number DESC LIMIT 1) sub ON true
   ORDER BY w.place`;

/** Reads the named revisions as known at a ledger number; the order of the names is kept. */
export async function readListedClaims(
  named: readonly { readonly claimId: number; readonly number: number }[],
  ledgerNumber: bigint,
  publicDay: Day | null,
): Promise<ListedClaim[]> {
  if (named.length === 0) return [];
  const rows = await rowsOf<ListedRow>(LISTED, [
    ledgerNumber,
    publicDay,
    named.map(({ claimId }) => claimId),
    named.map(({ number }) => number),
  ]);
  return rows.map((row): ListedClaim => {
    const claim = toClaim(row);
    const { attribution } = row;
    const {
      slug,
      name,
      shortName,
      class: sourceClass,
      party,
      originKnown,
      countingConvention,
      attribution: words,
    } = row.entry;
    return {
      id: row.public_id,
      revision: row.number,
      recordedFrom: toInstant(row.recorded_from),
      recordedTo: row.recorded_to === null ? null : toInstant(row.recorded_to),
      changeClass: row.change_class,
      changeNote: row.change_note,
      changeCause: row.change_cause,
      claim,
      source: { slug, name, shortName, class: sourceClass, party, countingConvention, attribution: words },
      attribution,
      substance: row.substance ?? 's0',
      isContested: row.contested ?? false,
      badge: badgeOf({ attribution, substance: row.revision_substance }),
      flags: claimFlagsOf({
        ...claim,
        supersededBy: row.superseded_by,
        originKnown,
        corrected: row.corrected,
        isRestatement: claim.repeatsSource !== null || row.restates,
        contested: row.contested ?? false,
        captured: row.captured,
      }),
      relayed: isRelayed(claim.publications),
      publishedOn: firstPublishedOn(claim.publications),
      supersededBy: row.superseded_by,
    };
  });
}

/** The named claims as known at an instant, for the derivation of a figure; unknown ids are left out, the order is that of ids. */
export async function readClaimsByIds(ids: readonly ClaimId[], at: At): Promise<ListedClaim[]> {
  const publish = await publishAt(at.known);
  if (publish === null || ids.length === 0) return [];
  const named = await rowsOf<{ claim_id: number; number: number }>(
    `SELECT DISTINCT ON (c.public_id) c.id AS claim_id, r.number FROM claim c JOIN claim_revision r ON r.claim_id = c.id
      WHERE c.public_id = ANY($1) AND r.ledger_number <= $2 ORDER BY c.public_id, r.number DESC`,
    [ids, publish.ledgerNumber],
  );
  return readListedClaims(
    named.map((row) => ({ claimId: row.claim_id, number: row.number })),
    publish.ledgerNumber,
    at.public,
  );
}
