/**
 * Typed edges between claims: written once, ended by a row that retracts them.
 */
import 'server-only';
import type { Claim } from '@/lib/ledger/claim';
import type { LinkType } from '@/lib/ledger/vocabulary';
import type { Publishing } from './publishing';

/** Why a claim cannot be published, with its key and the field at fault. */
export type Refusal = { readonly key: string; readonly field: string; readonly message: string };

/** Claims by the keys $1, their own and those of further publications alike. */
export const ALL_KEYS = `
  SELECT key, id AS claim_id FROM claim WHERE key = ANY($1) UNION ALL SELECT key, claim_id FROM claim_key WHERE key = ANY($1)`;

/** A link that a claim states by the key of the other. */
export type PendingLink = {
  readonly key: string;
  readonly source: string;
  readonly field: string;
  readonly fromClaimId: number;
  readonly type: LinkType;
  readonly toKey: string;
};

/** The field of a claim that states each type of link. */
const LINK_FIELDS = {
  updates: 'updates',
  corrects: 'corrects',
  ratio_of: 'ratioOf',
  repeats: 'repeats',
  derives_from: 'derivesFrom',
  contradicts: 'contradicts',
  part_of: 'partOf',
} as const satisfies Record<LinkType, keyof Claim>;

/** The links that a claim states itself (E9). */
export function linksOf(claim: Claim, fromClaimId: number): PendingLink[] {
  return (Object.keys(LINK_FIELDS) as LinkType[]).flatMap((type) => {
    const field = LINK_FIELDS[type];
    const stated = claim[field];
    const keys = stated === null ? [] : typeof stated === 'string' ? [stated] : stated;
    return keys.map((toKey) => ({ key: claim.key, source: claim.source, field, fromClaimId, type, toKey }));
  });
}

/** Writes links once every claim that they could name is there. A claim that becomes superseded changes its series, too. */
export async function addLinks(held: Publishing, links: readonly PendingLink[]): Promise<Refusal[]> {
  if (links.length === 0) return [];
  const { rows } = await held.query<{ key: string; claim_id: number; series_id: number; source: string }>(
    `SELECT k.key, k.claim_id, r.series_id, o.slug AS source FROM (${ALL_KEYS}) k JOIN claim c ON c.id = k.claim_id
       JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
       JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id`,
    [links.map(({ toKey }) => toKey)],
  );
  const named = new Map(rows.map((row) => [row.key, row]));
  const refusals = links.flatMap(({ key, field, type, source, toKey }): Refusal[] => {
    const to = named.get(toKey);
    if (!to) return [{ key, field, message: `names a claim that is neither in the ledger nor in the file: ${toKey}.` }];
    if ((type === 'updates' || type === 'corrects') && to.source !== source)
      return [{ key, field, message: `names a claim of another source, ${to.source}: ${toKey}.` }];
    return [];
  });
  if (refusals.length > 0) return refusals;
  const linked = links.flatMap(({ fromClaimId, type, toKey }) => {
    const to = named.get(toKey);
    if (!to || to.claim_id === fromClaimId) return [];
    if (type === 'updates' || type === 'corrects') held.touch(to.series_id);
    held.noteLinkEnds(type, fromClaimId, to.claim_id);
    return [{ id: held.nextId('link'), type, from_claim_id: fromClaimId, to_claim_id: to.claim_id }];
  });
  await held.query(
    `INSERT INTO claim_link (id, type, from_claim_id, to_claim_id, ledger_number)
     SELECT id, type, from_claim_id, to_claim_id, $2
       FROM json_to_recordset($1::json) AS l(id bigint, type text, from_claim_id bigint, to_claim_id bigint)`,
    [JSON.stringify(linked), held.publish.ledgerNumber],
  );
  return [];
}

/** Ends the links that a revision no longer states, and writes those that it states anew. */
export async function replaceLinks(
  held: Publishing,
  claimId: number,
  before: readonly PendingLink[],
  after: readonly PendingLink[],
): Promise<Refusal[]> {
  const name = ({ type, toKey }: PendingLink) => `${type} ${toKey}`;
  const gone = before.filter((link) => !after.some((other) => name(other) === name(link)));
  for (const { type, toKey } of gone) {
    const { rows } = await held.query<{ id: number; series_id: number; to_claim_id: number }>(
      `SELECT l.id, l.to_claim_id, r.series_id FROM claim_link l JOIN (${ALL_KEYS}) k ON k.claim_id = l.to_claim_id JOIN claim c ON c.id = l.to_claim_id
         JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
        WHERE l.from_claim_id = $2 AND l.type = $3 AND l.retracts_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id)`,
      [[toKey], claimId, type],
    );
    for (const link of rows) {
      held.touch(link.series_id);
      held.noteLinkEnds(type, claimId, link.to_claim_id);
      await held.query(
        `INSERT INTO claim_link (id, type, from_claim_id, to_claim_id, ledger_number, retracts_id)
         SELECT $1, type, from_claim_id, to_claim_id, $2, id FROM claim_link WHERE id = $3`,
        [held.nextId('link'), held.publish.ledgerNumber, link.id],
      );
    }
  }
  return addLinks(
    held,
    after.filter((link) => !before.some((other) => name(other) === name(link))),
  );
}
