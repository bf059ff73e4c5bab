import { beforeAll, describe, expect, test } from 'vitest';
import { ALL_CLAIMS, type ClaimQuery, listClaims, MOST_COUNTED } from '@/lib/data/claim-list';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { publishSources } from '@/lib/data/sources';
import type { Claim } from '@/lib/ledger/claim';
import { addDays, WAR_START } from '@/lib/ledger/month';
import { aSource, aTotal, day, openLedger } from '../support/ledger';

openLedger();

const SOURCES = 60;
const DAYS = 200;

/** Totals of sixty sources over two hundred days: more cells than are asked one by one, more claims than a search counts. */
function* manyClaims(): Generator<Claim[]> {
  for (let index = 0; index < SOURCES; index += 1)
    yield Array.from({ length: DAYS }, (_, offset) => {
      const asOf = addDays(WAR_START, offset + (index % 2 === 0 ? 0 : 1000));
      return aTotal({
        key: `s${index}-${asOf}`,
        source: `s${index}`,
        asOf,
        best: String(offset),
        note: index === 7 ? 'rarely seen' : null,
      });
    });
}

beforeAll(async () => {
  const sources = Array.from({ length: SOURCES }, (_, index) =>
    aSource({ slug: `s${index}`, name: `Everyone number ${index}` }),
  );
  await publishSources(sources, { class: 'new', note: null, role: 'importer', summary: 'Many sources.' });
  await publishClaims(manyClaims(), { role: 'importer', summary: 'Many claims.' });
});

const list = (given: Partial<ClaimQuery>, at = NOW) => listClaims({ ...ALL_CLAIMS, grouped: false, ...given }, at);

describe('a search that finds too many claims', () => {
  test('stops counting, says so, and still shows the newest', async () => {
    const found = await list({ text: 'everyone', grouped: true, limit: 3 });
    expect(found.total).toEqual({ claims: MOST_COUNTED, rows: MOST_COUNTED, exact: false });
    expect(found).toMatchObject({ grouped: false, facetsFollowText: false });
    expect(found.rows.map((row) => row.kind === 'claim' && row.claim.claim.asOf)).toEqual(
      Array(3).fill(addDays(WAR_START, 1199)),
    );
  });

  test('is exact again where the filters leave few', async () => {
    const found = await list({ text: 'everyone', source: ['s4'], limit: 200 });
    expect(found.total).toEqual({ claims: DAYS, rows: DAYS, exact: true });
    expect(found.rows).toHaveLength(DAYS);
  });

  test('pages on without a gap', async () => {
    const first = await list({ text: 'everyone', limit: 50 });
    const second = await list({ text: 'everyone', limit: 50, cursor: first.nextCursor });
    const both = await list({ text: 'everyone', limit: 100 });
    expect([...first.rows, ...second.rows]).toEqual(both.rows);
  });

  test('words that few claims have are counted to the end', async () => {
    expect((await list({ text: 'everyone rarely' })).total).toEqual({ claims: DAYS, rows: DAYS, exact: true });
  });
});

describe('filters of many cells', () => {
  test('the newest of many cells come in order', async () => {
    const rows = await rowsOf<{ key: string }>(
      `SELECT key FROM claim c JOIN claim_revision r ON r.claim_id = c.id ORDER BY listed_on DESC, c.id DESC LIMIT 120`,
    );
    const found = await list({ side: ['ru'], limit: 120 });
    expect(found.rows.map((row) => row.kind === 'claim' && row.claim.claim.key)).toEqual(rows.map(({ key }) => key));
  });

  test('claims that all lie far down are found, too', async () => {
    const source = Array.from({ length: SOURCES / 2 }, (_, index) => `s${index * 2}`);
    const found = await list({ source, limit: 10 });
    expect(found.total.claims).toBe((SOURCES / 2) * DAYS);
    expect(found.rows.map((row) => row.kind === 'claim' && row.claim.claim.asOf)).toEqual(
      Array(10).fill(addDays(WAR_START, 199)),
    );
  });

  test('the past is counted, and as large', async () => {
    const known = (await publishAt(null))?.recordedFrom ?? null;
    const late = aTotal({ key: 'late', source: 's0', asOf: '2026-01-01', best: '1' });
    await publishClaims([[late]], { role: 'editor', summary: 'One more.' });
    expect((await list({ text: 'everyone', source: ['s0'] }, { known, public: null })).total.claims).toBe(DAYS);
    expect((await list({}, { known, public: null })).total.claims).toBe(SOURCES * DAYS);
    expect((await list({}, { known: null, public: day('2022-12-31') })).total.claims).toBe((SOURCES / 2) * DAYS);
    expect((await list({})).total.claims).toBe(SOURCES * DAYS + 1);
  });
});
