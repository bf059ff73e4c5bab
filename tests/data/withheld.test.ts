/** D17: a source whose licence forbids to publish its data again, from the registry to the files that readers take. */
import { NextRequest } from 'next/server';
import { beforeAll, expect, test } from 'vitest';
import { GET as claimCsv } from '@/app/(public)/claims/[id]/csv/route';
import { GET as claimsCsv } from '@/app/(public)/claims.csv/route';
import { GET as claimsJson } from '@/app/(public)/claims.json/route';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW } from '@/lib/data/ledger';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { publishSources } from '@/lib/data/sources';
import { readWithheld } from '@/lib/data/withheld';
import type { ClaimId } from '@/lib/ledger/claim';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

const change = { class: 'update', note: 'For a test.', role: 'editor', summary: 'Sources for a test.' } as const;
const closed = aSource({ slug: 'closed', bulkWithheld: true, bulkWithheldReason: 'Its terms forbid it.' });
const from = (path: string) => new NextRequest(`http://localhost${path}`);

let before = '';

beforeAll(async () => {
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'closed' })], change);
  const claims = [aClaim({ key: 'open-claim' }), aClaim({ key: 'closed-claim', source: 'closed', best: '777' })];
  await publishClaims([claims], { role: 'editor', summary: 'Claims for a test.' });
  before = await (await claimsCsv(from('/claims.csv'))).text();
  await publishSources([closed], change);
});

test('the same entry once more is no revision', async () => {
  expect(await publishSources([closed, aSource({ slug: 'observer' })], change)).toEqual({
    ok: true,
    ledgerNumber: null,
  });
});

test('an entry from before there was such a field counts as not withheld, and is no revision either', async () => {
  await publishSources([aSource({ slug: 'older' })], change);
  const old = await rowsOf(
    `INSERT INTO source_revision (source_id, number, ledger_number, change_class, change_cause, change_note, by_role, content)
     SELECT source_id, number + 1, ledger_number, 'update', change_cause, 'As it was.', by_role, content - 'bulkWithheld' - 'bulkWithheldReason'
       FROM source_revision WHERE content->>'slug' = 'older' RETURNING content`,
  );
  expect(JSON.stringify(old)).not.toContain('bulkWithheld');
  expect(await publishSources([aSource({ slug: 'older' })], change)).toEqual({ ok: true, ledgerNumber: null });
});

test('it is read with its reason', async () => {
  expect(await readWithheld()).toEqual([{ source: 'closed', reason: 'Its terms forbid it.' }]);
});

test('the CSV of all claims had its rows before, has none now, and names it in a header', async () => {
  expect(before).toContain('closed-claim');
  const answer = await claimsCsv(from('/claims.csv'));
  expect(answer.headers.get('X-Withheld-Sources')).toBe('closed');
  const text = await answer.text();
  expect(text).toContain('open-claim');
  expect(text).not.toContain('closed-claim');
});

test('neither has a narrowed CSV, also not of that source alone', async () => {
  const text = await (await claimsCsv(from('/claims.csv?source=closed'))).text();
  expect(text.trimEnd().split('\n')).toHaveLength(1);
});

test('the JSON of claims names it with the reason', async () => {
  const page = await (await claimsJson(from('/claims.json'))).json();
  expect(page.claims.map(({ key }: { key: string }) => key)).toEqual(['open-claim']);
  expect(page.withheld).toEqual([{ source: 'closed', reason: 'Its terms forbid it.' }]);
});

test('the claim by itself keeps its value and its link', async () => {
  const [row] = await rowsOf<{ id: ClaimId }>(`SELECT public_id AS id FROM claim WHERE key = 'closed-claim'`);
  const id = row?.id ?? ('' as ClaimId);
  expect(await readClaimsByIds([id], NOW)).toMatchObject([{ claim: { best: '777' } }]);
  const text = await (await claimCsv(from(`/claims/${id}.csv`), { params: Promise.resolve({ id }) })).text();
  expect(text).toContain('777');
  expect(text).toContain('https://observer.example/closed-claim');
});
