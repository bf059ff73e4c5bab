/**
 * Other claims, for links from the one that is being entered (E9): found by words, and named by key, id or address.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import { ALL_CLAIMS, listClaims } from './claim-list';
import { rowsOf } from './db';
import { NOW } from './ledger';
import { type ListedClaim, readClaimsByIds } from './listed-claims';

/** As many as fit beside a form. */
const MOST_FOUND = 12;

/** The claim that is named by key, id or address; else claims in which all the words stand, newest first: of a source, or of all for null. */
export async function findLinkableClaims(source: string | null, words: string): Promise<ListedClaim[]> {
  const named = (await readNamedClaims([words.trim()])).get(words.trim());
  if (named !== undefined) return readClaimsByIds([named.id], NOW);
  const { rows } = await listClaims(
    {
      ...ALL_CLAIMS,
      text: words.trim() === '' ? null : words,
      source: source === null ? [] : [source],
      grouped: false,
      limit: MOST_FOUND,
    },
    NOW,
  );
  return rows.flatMap((row) => (row.kind === 'claim' ? [row.claim] : []));
}

/** The id in the address of a claim's page, here or anywhere: `https://example.org/claims/k3x9a2`. */
const IN_ADDRESS = /\/claims\/([a-z0-9]+)(?:[.?#/]|$)/;

/**
 * The claims that are named, by their names: each name is a key, a public id, or the address of the claim's page. Names of no
 * claim are left out.
 */
export async function readNamedClaims(
  names: readonly string[],
): Promise<ReadonlyMap<string, { readonly key: string; readonly id: ClaimId }>> {
  if (names.length === 0) return new Map();
  const ids = names.map((name) => IN_ADDRESS.exec(name)?.[1] ?? name);
  const rows = await rowsOf<{ name: string; key: string; public_id: ClaimId; own: boolean }>(
    `SELECT w.name, found.key, found.public_id, found.own FROM unnest($1::text[], $2::text[]) AS w(name, id)
      CROSS JOIN LATERAL (
        SELECT key, public_id, true AS own FROM claim WHERE key = w.name
        UNION ALL SELECT k.key, c.public_id, true FROM claim_key k JOIN claim c ON c.id = k.claim_id WHERE k.key = w.name
        UNION ALL SELECT key, public_id, false FROM claim WHERE public_id = w.id) found`,
    [names, ids],
  );
  // A key that looks like the id of another claim means the claim that has the key.
  return new Map(
    rows
      .sort((a, b) => Number(a.own) - Number(b.own))
      .map(({ name, key, public_id: id }): [string, { key: string; id: ClaimId }] => [name, { key, id }]),
  );
}
