import { expect, test } from 'vitest';
import { type HeldClaim, readAllClaims } from '@/lib/data/all-claims';
import { getClaim } from '@/lib/data/claim-detail';
import { saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW } from '@/lib/data/ledger';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { day, instant, openLedger } from '../support/ledger';

openLedger({ starter: true });

async function all(at = NOW): Promise<HeldClaim[]> {
  const read = await readAllClaims(at);
  const claims: HeldClaim[] = [];
  if (read !== null) for await (const piece of read.pieces()) claims.push(...piece);
  return claims;
}

const idsOf = (claims: readonly HeldClaim[]) => claims.map(({ id }) => id);

test('every claim once, each as the other reads have it', async () => {
  const claims = await all();
  const ids = (await rowsOf<{ id: ClaimId }>('SELECT public_id AS id FROM claim ORDER BY claim.id')).map(
    ({ id }) => id,
  );
  expect(idsOf(claims)).toEqual(ids);
  const listed = new Map((await readClaimsByIds(ids, NOW)).map((one) => [one.id, one]));
  for (const { id, revision, badge, recordedFrom, recordedTo, supersededBy, claim } of claims)
    expect({ id, revision, badge, recordedFrom, recordedTo, supersededBy, claim }).toEqual(
      (({ id, revision, badge, recordedFrom, recordedTo, supersededBy, claim }) => ({
        id,
        revision,
        badge,
        recordedFrom,
        recordedTo,
        supersededBy,
        claim,
      }))(listed.get(id) ?? fail(id)),
    );
});

function fail(id: string): never {
  throw new Error(`no such claim: ${id}`);
}

test('as known at an instant: the version of then, with its own interval', async () => {
  const [first] = await all();
  if (first === undefined) throw new Error('the starter ledger is empty');
  const before = (await readAllClaims(NOW))?.knownOn as Instant;
  const saved = await saveRevision(
    first.id,
    first.revision,
    { ...first.claim, note: 'Reread.' },
    {
      class: 'correction',
      note: 'Misread.',
      role: 'editor',
    },
  );
  if (!saved.ok) throw new Error('the revision was not saved');
  const then = (await all({ known: before, public: null })).find(({ id }) => id === first.id);
  expect(then).toMatchObject({ revision: first.revision, recordedTo: saved.recordedFrom, claim: first.claim });
  const now = (await all()).find(({ id }) => id === first.id);
  expect(now).toMatchObject({ revision: first.revision + 1, recordedTo: null, claim: { note: 'Reread.' } });
});

test('of what was published by a day, only that', async () => {
  const published = await all({ known: null, public: day('2023-12-31') });
  expect(published.length).toBeGreaterThan(0);
  for (const { id } of published.slice(0, 20)) {
    const detail = await getClaim(id, NOW);
    expect((detail?.publishedOn ?? '9999') <= '2023-12-31').toBe(true);
  }
  expect(published.length).toBeLessThan((await all()).length);
});

test('before the first record there is nothing', async () => {
  expect(await readAllClaims({ known: instant('2020-01-01T00:00:00.000Z'), public: null })).toBeNull();
});
