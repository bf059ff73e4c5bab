/**
 * One claim with its history: every version with its own interval of validity, its links both ways, who replaced it.
 */
import 'server-only';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import type { Attribution, ChangeCause, ChangeClass, LinkType, Substance } from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { changedFields } from './claim-content';
import { rowsOf } from './db';
import { type At, INSTANT_SQL, publishAt, type Role, toInstant } from './ledger';
import { type ListedClaim, readListedClaims } from './listed-claims';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';

/**
 * True when a claim says something else now than at a revision: versions by which the ledger itself changed the badge do not count (E12).
 * Also true where there is no such revision.
 */
export function saysOtherThan({ history }: Pick<ClaimDetail, 'history'>, revision: number | null): boolean {
  const place = history.findIndex((version) => version.revision === revision);
  return place < 0 || history.slice(place + 1).some(({ changed }) => changed.length > 0);
}

/** One version of a claim, as the ledger held it from one publish to the next. */
export type ClaimVersion = {
  readonly revision: number;
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  /** Where the next version begins; null while there is none. Its own, whatever instant was asked. */
  readonly recordedTo: Instant | null;
  readonly changeClass: ChangeClass;
  readonly changeNote: string | null;
  /** Null on a first version. */
  readonly changeCause: ChangeCause | null;
  /** How far the statement was verified from this version on. */
  readonly attribution: Attribution;
  /** What supported the number when this version began; counts for the badge only of what is Checked. */
  readonly substance: Substance;
  readonly byRole: Role;
  /** Fields that differ from the version before. */
  readonly changed: readonly (keyof Claim)[];
  readonly claim: Claim;
};

/** An edge to or from another claim. */
export type LinkedClaim = {
  readonly type: LinkType;
  readonly id: ClaimId;
  readonly recordedFrom: Instant;
  readonly other: ListedClaim;
};

export type ClaimDetail = ListedClaim & {
  /** First version first; none later than the asked instant. */
  readonly history: readonly ClaimVersion[];
  readonly linksFrom: readonly LinkedClaim[];
  readonly linksTo: readonly LinkedClaim[];
  readonly sourceEntry: Source;
  /** The last publish, not after the asked instant, that changed the claim, a link of it, or what it is flagged with. */
  readonly knownOn: Instant;
};

type VersionRow = ClaimRow & {
  number: number;
  ledger_number: number;
  recorded_from: string;
  recorded_to: string | null;
  change_class: ChangeClass;
  change_note: string | null;
  change_cause: ChangeCause | null;
  attribution: Attribution;
  substance: Substance;
  by_role: Role;
};

const VERSIONS = `
  SELECT r.number, r.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, r.change_class, r.change_note, r.change_cause, r.attribution,
         r.substance, r.by_role,
         (SELECT ${INSTANT_SQL('next.recorded_from')} FROM claim_revision v JOIN publish next ON next.ledger_number = v.ledger_number
           WHERE v.claim_id = r.claim_id AND v.number = r.number + 1) AS recorded_to, ${CLAIM_COLUMNS}
    FROM ${CLAIM_TABLES} JOIN publish p ON p.ledger_number = r.ledger_number
   WHERE c.id = $1 AND r.ledger_number <= $2 ORDER BY r.number`;

/** Since when the ledger has found what supports and what contradicts the claim. */
const SUPPORTED = `
  SELECT ${INSTANT_SQL('p.recorded_from')} AS recorded_from FROM claim_substance u JOIN publish p ON p.ledger_number = u.ledger_number
   WHERE u.claim_id = $1 AND u.ledger_number <= $2 ORDER BY u.ledger_number DESC LIMIT 1`;

type LinkRow = {
  type: LinkType;
  outgoing: boolean;
  claim_id: number;
  number: number;
  public_id: ClaimId;
  ledger_number: number;
  recorded_from: string;
};

const LINKS = `
  SELECT l.type, l.from_claim_id = $3 AS outgoing, r.claim_id, r.number, c.public_id, l.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from
    FROM claim_link l JOIN publish p ON p.ledger_number = l.ledger_number
    JOIN claim c ON c.id = CASE WHEN l.from_claim_id = $3 THEN l.to_claim_id ELSE l.from_claim_id END
    JOIN claim_revision r ON r.claim_id = c.id AND ${VISIBLE_SQL}
   WHERE (l.from_claim_id = $3 OR l.to_claim_id = $3) AND l.retracts_id IS NULL AND l.ledger_number <= $1
     AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id AND ended.ledger_number <= $1)
   ORDER BY l.id`;

/** The claim with this public id as known at an instant, or null where the ledger held none. A day of publication hides nothing here. */
export async function getClaim(publicId: string, at: At): Promise<ClaimDetail | null> {
  const [publish, [named]] = await Promise.all([
    publishAt(at.known),
    rowsOf<{ id: number }>('SELECT id FROM claim WHERE public_id = $1', [publicId]),
  ]);
  if (!publish || !named) return null;
  const [versions, links, supported] = await Promise.all([
    rowsOf<VersionRow>(VERSIONS, [named.id, publish.ledgerNumber]),
    rowsOf<LinkRow>(LINKS, [publish.ledgerNumber, null, named.id]),
    rowsOf<{ recorded_from: string }>(SUPPORTED, [named.id, publish.ledgerNumber]),
  ]);
  const current = versions.at(-1);
  if (!current) return null;
  const [[listed], others, [entry]] = await Promise.all([
    readListedClaims([{ claimId: named.id, number: current.number }], publish.ledgerNumber, at.public),
    readListedClaims(
      links.map(({ claim_id, number }) => ({ claimId: claim_id, number })),
      publish.ledgerNumber,
      at.public,
    ),
    rowsOf<{ content: Source }>(
      `SELECT content FROM source_revision v JOIN source o ON o.id = v.source_id
        WHERE o.slug = $1 AND v.ledger_number <= $2 ORDER BY v.number DESC LIMIT 1`,
      [current.source, publish.ledgerNumber],
    ),
  ]);
  if (!listed || !entry) return null;
  const history = versions.map((row, index): ClaimVersion => {
    const before = versions[index - 1];
    const claim = toClaim(row);
    return {
      revision: row.number,
      ledgerNumber: BigInt(row.ledger_number),
      recordedFrom: toInstant(row.recorded_from),
      recordedTo: row.recorded_to === null ? null : toInstant(row.recorded_to),
      changeClass: row.change_class,
      changeNote: row.change_note,
      changeCause: row.change_cause,
      attribution: row.attribution,
      substance: row.substance,
      byRole: row.by_role,
      changed: before ? changedFields(toClaim(before), claim) : [],
      claim,
    };
  });
  const linked = links.flatMap((row, index): (LinkedClaim & { outgoing: boolean })[] => {
    const other = others[index];
    return other
      ? [
          {
            type: row.type,
            id: row.public_id,
            recordedFrom: toInstant(row.recorded_from),
            other,
            outgoing: row.outgoing,
          },
        ]
      : [];
  });
  const plain = ({ type, id, recordedFrom, other }: LinkedClaim): LinkedClaim => ({ type, id, recordedFrom, other });
  const instants = [
    ...history.map((version) => version.recordedFrom),
    ...linked.map((link) => link.recordedFrom),
    ...supported.map((row) => toInstant(row.recorded_from)),
  ].sort();
  return {
    ...listed,
    history,
    linksFrom: linked.filter(({ outgoing }) => outgoing).map(plain),
    linksTo: linked.filter(({ outgoing }) => !outgoing).map(plain),
    sourceEntry: entry.content,
    knownOn: instants.at(-1) ?? listed.recordedFrom,
  };
}
