import { describe, expect, test } from 'vitest';
import { ALL_CLAIMS, type ClaimQuery, listClaims, parseCursor, toCursor } from '@/lib/data/claim-list';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { type At, NOW, publishAt } from '@/lib/data/ledger';
import { searchEverything } from '@/lib/data/search';
import { getSource } from '@/lib/data/source-pages';
import { publishSources } from '@/lib/data/sources';
import type { Claim } from '@/lib/ledger/claim';
import { aSource, aTotal, day, openLedger } from '../support/ledger';

openLedger({ starter: true });

const query = (given: Partial<ClaimQuery>): ClaimQuery => ({ ...ALL_CLAIMS, grouped: false, ...given });

/** Every page of a query, one after the other. */
async function readAll(
  given: Partial<ClaimQuery>,
  at: At = NOW,
): Promise<{ keys: string[]; groups: number; pages: number }> {
  const keys: string[] = [];
  let [groups, pages, cursor] = [0, 0, given.cursor ?? null];
  do {
    const page = await listClaims(query({ ...given, cursor }), at);
    for (const row of page.rows) {
      if (row.kind === 'claim') keys.push(row.claim.claim.key);
      else groups += 1;
    }
    pages += 1;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { keys, groups, pages };
}

/** The same filter asked of the tables as they stand, without any of the counts that are kept. */
async function countPlainly(condition: string): Promise<number | undefined> {
  const [row] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
       JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id WHERE ${condition}`,
  );
  return row?.n;
}

describe('pages', () => {
  test('every claim stands on exactly one page, newest first', async () => {
    const { keys, pages } = await readAll({ limit: 100 });
    expect(keys).toHaveLength(1057);
    expect(new Set(keys).size).toBe(1057);
    expect(pages).toBe(11);
    const ordered = await rowsOf<{ key: string }>(
      `SELECT key FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision ORDER BY r.listed_on DESC, c.id DESC`,
    );
    expect(keys).toEqual(ordered.map(({ key }) => key));
  });

  test('a cursor that is none begins at the top', async () => {
    const top = await listClaims(query({ limit: 5 }), NOW);
    expect((await listClaims(query({ limit: 5, cursor: 'nonsense' }), NOW)).rows).toEqual(top.rows);
    expect((await listClaims(query({ limit: 5, cursor: '%00' }), NOW)).rows).toEqual(top.rows);
  });

  test('a cursor reads back as the place that it names', () => {
    const place = { listedOn: '2024-10-01', claimId: 1234 };
    expect(parseCursor(toCursor(place))).toEqual(place);
  });

  test('a claim entered while somebody turns the pages moves nothing', async () => {
    const first = await listClaims(query({ limit: 20 }), NOW);
    const rest = await listClaims(query({ limit: 20, cursor: first.nextCursor }), NOW);
    const future = aTotal({ key: 'from-tomorrow', source: 'isw', asOf: '2027-01-01', best: '5' });
    await publishClaims([[future]], { role: 'editor', summary: 'One more.' });
    expect((await listClaims(query({ limit: 20, cursor: first.nextCursor }), NOW)).rows).toEqual(rest.rows);
    expect((await listClaims(query({ limit: 1 }), NOW)).rows).toMatchObject([
      { claim: { claim: { key: 'from-tomorrow' } } },
    ]);
  });
});

describe('filters and their counts', () => {
  test.each([
    [{ side: ['ua'] }, `s.side = 'ua'`],
    [{ metric: ['killed', 'killed_confirmed'] }, `s.metric IN ('killed', 'killed_confirmed')`],
    [{ source: ['ua-general-staff'] }, `o.slug = 'ua-general-staff'`],
    [{ countBasis: ['documented'] }, `r.count_basis = 'documented'`],
    [{ status: ['unchecked'] }, `r.attribution = 'a0'`],
    [
      { side: ['ru'], source: ['uk-di', 'isw'], countBasis: ['derived'] },
      `s.side = 'ru' AND o.slug IN ('uk-di', 'isw') AND r.count_basis = 'derived'`,
    ],
    [{ side: ['both'], metric: ['captured'] }, 'false'],
  ] satisfies [Partial<ClaimQuery>, string][])('%o gives what the tables hold', async (filter, condition) => {
    const expected = await countPlainly(condition);
    const list = await listClaims(query({ ...filter, limit: 200 }), NOW);
    expect(list.total).toEqual({ claims: expected, rows: expected, exact: true });
    expect((await readAll({ ...filter, limit: 200 })).keys).toHaveLength(expected ?? -1);
  });

  test('each count follows all other filters and not its own', async () => {
    const { facets } = await listClaims(query({ side: ['ua'], metric: ['killed'] }), NOW);
    for (const { value, claims } of facets.side)
      expect(claims).toBe(await countPlainly(`s.side = '${value}' AND s.metric = 'killed'`));
    for (const { value, claims } of facets.metric)
      expect(claims).toBe(await countPlainly(`s.side = 'ua' AND s.metric = '${value}'`));
    for (const { value, claims } of facets.source)
      expect(claims).toBe(await countPlainly(`s.side = 'ua' AND s.metric = 'killed' AND o.slug = '${value}'`));
    expect(facets.side.filter(({ selected }) => selected).map(({ value }) => value)).toEqual(['ua']);
  });

  test('a chosen value stays in its list, even with no claim left', async () => {
    const { facets } = await listClaims(query({ side: ['both'], metric: ['captured'] }), NOW);
    expect(facets.metric).toContainEqual({ value: 'captured', claims: 0, selected: true });
  });

  test('a revision moves its claim from one count to the other', async () => {
    const before = await listClaims(query({ source: ['oryx'] }), NOW);
    const [row] = before.rows;
    if (row?.kind !== 'claim') throw new Error('no claim of Oryx');
    const moved: Claim = { ...row.claim.claim, countBasis: 'expert_judgement' };
    await saveRevision(row.claim.id, row.claim.revision, moved, {
      class: 'correction',
      note: 'For a test.',
      role: 'editor',
    });
    const after = await listClaims(query({ source: ['oryx'] }), NOW);
    const counts = (list: typeof before) =>
      Object.fromEntries(list.facets.countBasis.map(({ value, claims }) => [value, claims]));
    expect(counts(after)).toEqual({
      ...counts(before),
      documented: (counts(before).documented ?? Number.NaN) - 1,
      expert_judgement: 1,
    });
    expect(after.total).toEqual(before.total);
    expect((await readAll({ source: ['oryx'], countBasis: ['expert_judgement'] })).keys).toEqual([row.claim.claim.key]);
  });

  test('counts that are kept are those that counting gives', async () => {
    const kept = await rowsOf(
      'SELECT id, claims, newest_listed_on, newest_claim_id::int, first_reach, last_reach FROM claim_facet WHERE claims > 0 ORDER BY id',
    );
    const counted = await rowsOf(
      `SELECT facet_id AS id, count(*)::int AS claims, max(listed_on) AS newest_listed_on,
              (array_agg(claim_id ORDER BY listed_on DESC, claim_id DESC))[1]::int AS newest_claim_id, min(reach_from) AS first_reach, max(reach_to) AS last_reach
         FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision GROUP BY facet_id ORDER BY facet_id`,
    );
    expect(kept).toEqual(counted);
  });
});

describe('running totals', () => {
  test('those of one series stand as one row, where the newest of them would stand', async () => {
    const list = await listClaims(
      { ...ALL_CLAIMS, source: ['ua-general-staff'], side: ['ru'], metric: ['killed_or_wounded'], limit: 100 },
      NOW,
    );
    const [totals] = list.rows.filter((row) => row.kind === 'totals');
    expect(totals).toMatchObject({
      series: 'ua-general-staff.killed_or_wounded.ru',
      count: 59,
      firstDay: '2022-03-01',
      lastDay: '2026-08-01',
    });
    expect(totals?.latest.claim).toMatchObject({ asOf: '2026-08-01', best: '1447620' });
    expect(list.total.claims).toBe(list.rows.length - 1 + 59);
    expect(list.total.rows).toBe(list.rows.length);
  });

  test('pages of folded rows miss nothing and repeat nothing', async () => {
    const all = await listClaims({ ...ALL_CLAIMS, limit: 1 }, NOW);
    const { keys, groups } = await readAll({ grouped: true, limit: 17 });
    expect(keys.length + groups).toBe(all.total.rows);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('words', () => {
  test('all must be there; the last may be a beginning; case and accents do not matter', async () => {
    const found = async (text: string) => (await listClaims(query({ text }), NOW)).total.claims;
    expect(await found('Zelenskyy')).toBeGreaterThan(20);
    expect(await found('zelensk')).toBeGreaterThanOrEqual(await found('Zelenskyy'));
    expect(await found('zelenskyy nosuchwordanywhere')).toBe(0);
    expect(await found('ceste zahynu')).toBe(await found('česťe zahynu'));
    expect(await found('moscow taken 1246')).toBe(2);
    expect(await found('moscow taken 1,246')).toBe(2);
  });

  test.each(["'", '& |', ':*', '\\', '<->', '(', '"unclosed', 'a:b', '\0'])('%j breaks nothing', async (text) => {
    await expect(listClaims(query({ text }), NOW)).resolves.toMatchObject({ total: { exact: true } });
    await expect(searchEverything(text)).resolves.toBeDefined();
  });

  test('counts beside the filters follow the words', async () => {
    const list = await listClaims(query({ text: 'kupiansk', limit: 200 }), NOW);
    const sum = list.facets.source.reduce((total, { claims }) => total + claims, 0);
    expect(sum).toBe(list.total.claims);
    expect(list.rows).toHaveLength(list.total.claims);
  });

  test('a claim is found under every name that its source has had', async () => {
    const entry = (await getSource('kobak', NOW))?.source;
    if (!entry) throw new Error('no entry');
    const found = async (text: string) => (await listClaims(query({ text }), NOW)).total.claims;
    const before = await found('kobak');
    expect(before).toBe(2);
    expect(await found('excessdeathscounter')).toBe(0);
    const change = { class: 'update', note: 'A new name.', role: 'editor', summary: 'A new name.' } as const;
    await publishSources(
      [{ ...entry, name: 'Another name', shortName: 'Another', aliases: ['ExcessDeathsCounter'] }],
      change,
    );
    expect(await found('excessdeathscounter')).toBe(before);
    expect(await found('kobak')).toBe(before);
  });

  test('the header’s search finds sources, metrics, claims, and a claim by its id or key', async () => {
    const hits = await searchEverything('oryx');
    expect(hits.sources.map(({ source }) => source.slug)).toEqual(['oryx']);
    expect(hits.claims.length).toBeGreaterThan(0);
    expect((await searchEverything('names add')).metrics).toEqual(['names_added']);
    const byKey = await searchEverything('gs-personnel-2024-09-01');
    expect(byKey.exactly?.claim).toMatchObject({ asOf: '2024-09-01', best: '616300' });
    expect((await searchEverything(byKey.exactly?.id.toUpperCase() ?? '')).exactly?.id).toBe(byKey.exactly?.id);
  });
});

describe('the past', () => {
  test('as known before a revision: its counts, its rows', async () => {
    const before = await listClaims(query({ limit: 10 }), NOW);
    const instant = (await publishAt(null))?.recordedFrom ?? null;
    await publishSources([aSource({ slug: 'newcomer' })], {
      class: 'new',
      note: null,
      role: 'editor',
      summary: 'A source.',
    });
    await publishClaims([[aTotal({ key: 'newcomer-1', source: 'newcomer', asOf: '2027-02-01', best: '7' })]], {
      role: 'editor',
      summary: 'A claim.',
    });
    const then = await listClaims(query({ limit: 10 }), { known: instant, public: null });
    expect(then).toEqual(before);
    expect((await listClaims(query({ limit: 1 }), NOW)).total.claims).toBe(before.total.claims + 1);
  });

  test('as published by a day: no later claim, no undated one', async () => {
    const list = await listClaims(query({ limit: 200 }), { known: null, public: day('2022-06-30') });
    expect(list.total.claims).toBe(await countPlainly(`r.published_on <= '2022-06-30'`));
    for (const row of list.rows)
      expect(row.kind === 'claim' && row.claim.publishedOn !== null && row.claim.publishedOn <= '2022-06-30').toBe(
        true,
      );
  });
});
