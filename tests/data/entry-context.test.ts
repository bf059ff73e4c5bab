import { beforeAll, describe, expect, test } from 'vitest';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { readEntryContext } from '@/lib/data/entry-context';
import { NOW, publishAt } from '@/lib/data/ledger';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from '@/lib/data/rows';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import { checkEntry, type EntryCheck } from '@/lib/ledger/entry-checks';
import type { NearbyClaim } from '@/lib/ledger/entry-checks/nearby';
import { aClaim, aTotal, day, openLedger } from '../support/ledger';

openLedger({ starter: true });

const today = day('2026-11-22');
const keys = (claims: readonly NearbyClaim[]) => claims.map(({ key }) => key);
const READ = `SELECT c.public_id, ${CLAIM_COLUMNS} FROM ${CLAIM_TABLES} WHERE r.number = c.current_revision`;

type Held = { readonly id: ClaimId; readonly claim: Claim };
async function inLedger(condition: string): Promise<Held[]> {
  const rows = await rowsOf<ClaimRow & { public_id: ClaimId }>(`${READ} AND ${condition} ORDER BY c.key`);
  return rows.map((row) => ({ id: row.public_id, claim: toClaim(row) }));
}
async function claimOf(key: string): Promise<Held> {
  const [row] = await inLedger(`c.key = '${key}'`);
  if (!row) throw new Error(`no claim ${key}`);
  return row;
}

beforeAll(async () => {
  const publications = (status: string) => [
    { publisher: 'X', url: `https://x.com/a/status/${status}`, publishedOn: '2025-01-07' },
  ];
  await publishClaims(
    [
      [
        aClaim({ key: 'x-174', source: 'uk-di', publications: publications('1876584633103507174') }),
        aClaim({
          key: 'x-174-other',
          source: 'uk-di',
          best: '1250',
          publications: publications('1876584633103507174'),
        }),
      ],
    ],
    { role: 'editor', summary: 'Claims for a test.' },
  );
});

describe('what is read near a claim', () => {
  test('the totals of its series on both sides of its day, first to last, without itself', async () => {
    const { id, claim } = await claimOf('gs-personnel-2024-10-01');
    const { totals } = await readEntryContext(claim, { today, except: id });
    expect(keys(totals)).not.toContain('gs-personnel-2024-10-01');
    const days = totals.map(({ asOf }) => asOf);
    expect(days).toEqual([...days].sort());
    expect(days.slice(days.indexOf(day('2024-09-01'))).slice(0, 2)).toEqual(['2024-09-01', '2024-11-01']);
  });

  test('a claim that is not excepted is its own duplicate', async () => {
    const { claim } = await claimOf('gs-personnel-2024-10-01');
    const { sameSlot } = await readEntryContext(claim, { today });
    expect(keys(sameSlot)).toContain('gs-personnel-2024-10-01');
  });

  test('for a month, the totals at its ends, and the spans of its year', async () => {
    const month = aClaim({ key: 'new', source: 'ua-general-staff', best: '38130' });
    const { totals, source } = await readEntryContext(month, { today });
    expect(keys(totals)).toEqual(['gs-personnel-2024-09-01', 'gs-personnel-2024-10-01']);
    expect(source?.countingConvention).toBe('morning');
    const { spans } = await readEntryContext(aClaim({ key: 'new', source: 'uk-di' }), { today });
    expect(keys(spans)).toEqual(expect.arrayContaining(['ukdi-daily-2024-01', 'ukdi-daily-2024-12', 'ukdi-2024-year']));
    expect(keys(spans)).not.toContain('ukdi-daily-2023-12');
  });

  test('for what restates another source, that source’s totals and how it counts', async () => {
    const { id, claim } = await claimOf('ukdi-2025-05-month');
    const context = await readEntryContext(claim, { today, except: id });
    expect(keys(context.origin)).toEqual(['gs-personnel-2025-05-01', 'gs-personnel-2025-06-01']);
    expect(context.originConvention).toBe('morning');
    expect(checkEntry(claim, context).map(({ check }) => check)).toContain('echo_differs');
  });

  test('the other claims of the source about the same dates, of every metric and scope', async () => {
    const { id, claim } = await claimOf('isw-2025-08-rate');
    const { sameSlot } = await readEntryContext(claim, { today, except: id });
    expect(keys(sameSlot)).toEqual(expect.arrayContaining(['isw-2025-08-area', 'isw-2025-08-casualties']));
  });

  test('equal numbers of any source within seven days, and no later ones', async () => {
    const about = (publishedOn: string) =>
      aClaim({
        key: 'new',
        source: 'nato',
        valueKind: 'approx',
        best: '45680',
        publications: [{ publisher: 'P', url: 'https://p.example/a', publishedOn }],
      });
    const { publishedOn } = (
      await rowsOf<{ publishedOn: string }>(
        `SELECT r.listed_on AS "publishedOn" FROM claim c JOIN claim_revision r ON r.claim_id = c.id WHERE c.key = 'ukdi-2024-11-month'`,
      )
    )[0] ?? { publishedOn: '' };
    const near = await readEntryContext(about(publishedOn), { today });
    expect(keys(near.equalValue)).toContain('ukdi-2024-11-month');
    const far = await readEntryContext(about('2025-03-01'), { today });
    expect(keys(far.equalValue)).not.toContain('ukdi-2024-11-month');
  });

  test('claims at the same address, and at addresses that count up by one', async () => {
    const at = (status: string) =>
      aClaim({
        key: 'new',
        source: 'uk-di',
        best: '1300',
        publications: [{ publisher: 'X', url: `https://x.com/a/status/${status}`, publishedOn: '2025-01-07' }],
      });
    const same = await readEntryContext(at('1876584633103507174'), { today });
    expect(keys(same.sameAddress)).toEqual(['x-174', 'x-174-other']);
    const next = await readEntryContext(at('1876584633103507175'), { today });
    expect(next.sameAddress).toEqual([]);
    expect(keys(next.neighbourAddress)).toEqual(['x-174', 'x-174-other']);
    expect(checkEntry(at('1876584633103507175'), next).map(({ check }) => check)).toContain('address_counts_up');
  });

  test('running totals of other sources beside its day, and the sources that its words name', async () => {
    const total = aTotal({
      key: 'new',
      source: 'nato',
      metric: 'killed',
      asOf: '2022-12-01',
      best: '90000',
      publications: [{ publisher: 'P', quote: '90,000 killed, according to the Ukrainian General Staff and ISW' }],
    });
    const { peers, named } = await readEntryContext(total, { today });
    expect(keys(peers)).toEqual(expect.arrayContaining(['gs-personnel-2022-12-01', 'podolyak-2022-12-rus-killed']));
    expect(named.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['ua-general-staff', 'isw']));
  });

  test('the breaks of the series', async () => {
    const { claim } = await claimOf('mz-named-2026-02-21');
    const { events } = await readEntryContext(claim, { today });
    expect(events.map(({ kind, day: at }) => `${kind} ${at}`)).toContain('break 2026-02-14');
  });

  test('only the current version of a claim, and the earlier one as known before', async () => {
    const before = await publishAt(null);
    const { id, claim } = await claimOf('x-174');
    await saveRevision(id, 1, { ...claim, best: '999' }, { class: 'correction', note: 'Read again.', role: 'editor' });
    const asked = aClaim({ key: 'new', source: 'uk-di' });
    const values = async (known: typeof before) =>
      (await readEntryContext(asked, { today, at: { ...NOW, known: known?.recordedFrom ?? null } })).sameSlot
        .filter(({ key }) => key === 'x-174')
        .map(({ best }) => best);
    expect(await values(null)).toEqual(['999']);
    expect(await values(before)).toEqual(['1000']);
  });
});

test('no check is noise: each says something of at most one in ten of the standing claims of the starter ledger', async () => {
  const said = new Map<EntryCheck, number>();
  const sample = await inLedger(`r.standing = 'current' AND c.id % 6 = 1`);
  for (const { id, claim } of sample) {
    const warnings = checkEntry(claim, await readEntryContext(claim, { today, except: id }));
    for (const check of new Set(warnings.map((warning) => warning.check))) said.set(check, (said.get(check) ?? 0) + 1);
  }
  expect(sample.length).toBeGreaterThan(150);
  expect([...said].filter(([, count]) => count * 10 > sample.length)).toEqual([]);
}, 60_000);
