import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { INSTANT_SQL, NOW } from '@/lib/data/ledger';
import { readLineagePicture } from '@/lib/data/lineage';
import {
  countClaimsToCompare,
  countOpenLineageHints,
  decideLineageHint,
  findLineageHints,
  type LineageHint,
  listLineageHints,
  readLineageHint,
} from '@/lib/data/lineage-hints';
import type { Editor } from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import { parseGeneralStaffJson } from '@/lib/formats/general-staff-json';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import { addMonths, endOf, firstDay, type Instant } from '@/lib/ledger/month';
import { parseView } from '@/lib/ledger/view';
import { somebody } from '../support/desk';
import { aClaim, aSource, month, openLedger } from '../support/ledger';

openLedger({ starter: true });

const ORIGIN = [1000, 1300, 900, 1500, 1100, 1700, 1250, 2000];

/** A month each from January 2024 on. */
function monthly(source: string, values: readonly number[], given: Partial<Claim> = {}): Claim[] {
  return values.map((value, index) => {
    const covered = addMonths(month('2024-01'), index);
    return aClaim({
      key: `${source}-${covered}`,
      source,
      periodStart: firstDay(covered),
      periodEnd: endOf(covered),
      best: String(value),
      publications: [
        {
          publisher: source,
          title: `Report of ${source}`,
          publishedOn: source === 'origin' ? endOf(covered) : '2025-01-07',
          url: `https://${source}.example/${covered}`,
        },
      ],
      ...given,
    });
  });
}

const byClaims = { role: 'editor', summary: 'Claims.' } as const;

async function hintOn(repeating: string, repeated: string): Promise<LineageHint> {
  const listed = (await listLineageHints()).find(
    (hint) => hint.repeating.slug === repeating && hint.repeated.slug === repeated,
  );
  const hint = listed && (await readLineageHint(listed.id));
  if (!hint) throw new Error(`no hint that ${repeating} repeats ${repeated}`);
  return hint;
}

const decide = (person: Editor, hint: LineageHint, decision: string, reason = 'The post says so.') =>
  decideLineageHint(person, hint.id, { decision, reason, compared: String(hint.compared) });

/** As two people have keyed it. */
async function checkClaim(key: string): Promise<void> {
  const [row] = await rowsOf<{ public_id: string }>('SELECT public_id FROM claim WHERE key = $1', [key]);
  const detail = await getClaim((row?.public_id ?? '') as ClaimId, NOW);
  if (!detail) throw new Error(`no claim ${key}`);
  await saveRevision(detail.id, detail.revision, detail.claim, {
    class: 'update',
    note: 'A second key agrees.',
    role: 'reviewer',
    checked: true,
  });
}

async function badgeOf(key: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ badge: string }>(
    `SELECT f.badge FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
       JOIN claim_facet f ON f.id = r.facet_id WHERE c.key = $1`,
    [key],
  );
  return row?.badge;
}

let reviewer: Editor;
beforeAll(async () => {
  reviewer = await somebody('reviewer');
  const { rows } = parseGeneralStaffJson(readFileSync('tests/fixtures/general-staff-daily.json', 'utf8'));
  const held = await rowsOf<{ key: string }>('SELECT key FROM claim');
  const keys = new Set(held.map(({ key }) => key));
  await publishClaims([rows.flatMap(({ claim }) => (keys.has(claim.key) ? [] : [claim]))], byClaims);
  await publishSources(
    ['origin', 'echo', 'alone', 'late'].map((slug) => aSource({ slug })),
    { class: 'new', note: null, ...byClaims },
  );
  await publishClaims(
    [
      monthly('origin', ORIGIN),
      monthly(
        'echo',
        ORIGIN.map((value, index) => (index === 3 ? 1523 : value)),
      ),
      monthly('alone', [1150, 1100, 1200, 1250, 1350, 1380, 1500, 1600]),
      monthly('late', [1010, 1310, 905, 1510, 1105, 1710, 1400, 2010]),
    ],
    byClaims,
  );
  await findLineageHints();
});

describe('the starter ledger with the General Staff’s daily file', () => {
  test('UK Defence Intelligence is found on the General Staff, 39 of 47 months, ten of them off by more than one per cent', async () => {
    const hint = await hintOn('uk-di', 'ua-general-staff');
    expect(hint).toMatchObject({ shared: 47, agreeing: 39, undecided: 0, state: 'open' });
    expect(hint.comparison?.direction).toBe('recorded');
    expect(hint.comparison?.months.filter(({ noted }) => noted)).toHaveLength(10);
    expect(hint.citing.length).toBeGreaterThan(0);
  });

  test('ISW is not found on DeepState, nor a series that only lies near another', async () => {
    const pairs = (await listLineageHints()).map(({ repeating, repeated }) => [repeating.slug, repeated.slug].sort());
    expect(pairs).not.toContainEqual(['deepstate', 'isw']);
    expect(pairs.flat()).not.toContain('alone');
  });
});

describe('a hint', () => {
  test('names who published later as the one that repeats, and each month with both numbers', async () => {
    const { comparison } = await hintOn('echo', 'origin');
    expect(comparison?.direction).toBe('later');
    expect(comparison?.months[3]).toMatchObject({
      month: '2024-04',
      repeating: { best: 1523 },
      repeated: { best: 1500 },
      agrees: true,
      noted: true,
    });
  });

  test('is found after a publish for the series that it touched, although nobody looked at once', async () => {
    expect(await countClaimsToCompare()).toBe(0);
    await publishClaims([monthly('late', [3000], { scope: 'sector-kupiansk', key: 'late-elsewhere' })], byClaims);
    expect(await countClaimsToCompare()).toBe(1);
    expect(await findLineageHints()).toMatchObject({ series: 1, found: 0 });
  });

  test.each(['contributor', 'editor'] as const)('is not for a %s to decide', async (role) => {
    const hint = await hintOn('echo', 'origin');
    expect((await decide(await somebody(role), hint, 'confirmed')).ok).toBe(false);
    expect((await readLineageHint(hint.id))?.state).toBe('open');
  });

  test('needs a reason, and is refused when the two were compared again meanwhile', async () => {
    const hint = await hintOn('echo', 'origin');
    expect(await decide(reviewer, hint, 'confirmed', '  ')).toMatchObject({ ok: false });
    expect(await decide(reviewer, { ...hint, compared: 1n }, 'confirmed')).toMatchObject({ ok: false });
  });

  test('confirmed, makes one lineage of the two, in one publish, with a note where they differ', async () => {
    const table = async () => {
      const { view } = parseView([
        ['series', 'origin.killed_or_wounded.ru~echo.killed_or_wounded.ru'],
        ['from', '2024-01'],
        ['to', '2024-08'],
      ]);
      return (await readComparison(view))?.table;
    };
    expect((await table())?.lineages).toBe(2);
    await checkClaim('echo-2024-07');
    expect(await badgeOf('echo-2024-07')).toBe('corroborated');
    const done = await decide(reviewer, await hintOn('echo', 'origin'), 'confirmed');
    expect(done).toMatchObject({ ok: true, revised: 8 });
    expect(await table()).toMatchObject({ lineages: 1, sources: [{ slug: 'origin' }, { slug: 'echo' }] });
    const [april] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'echo-2024-04'`);
    const claim = await getClaim((april?.public_id ?? '') as ClaimId, NOW);
    expect(claim?.claim).toMatchObject({
      repeatsSource: 'origin',
      lineageDecided: true,
      note: '2024-04: above origin by 1.5 %.',
    });
    const events = await rowsOf<{ reason: string }>(
      `SELECT reason FROM ledger_event WHERE ledger_number = $1 AND verb = 'claim.revised'`,
      [done.ok ? done.ledgerNumber : null],
    );
    expect(new Set(events.map(({ reason }) => reason))).toEqual(new Set(['Repeats origin: The post says so.']));
    expect(events).toHaveLength(8);
    // Nobody types a badge: it falls because the voice that agreed is its own.
    expect(await badgeOf('echo-2024-07')).toBe('checked');
  });

  test('confirmed, is a tie on the page of who repeats whom from that publish on, and not before', async () => {
    const tie = async (known: string | null) => {
      const { groups } = await readLineagePicture({ known: known as Instant | null });
      const links = groups.flatMap(({ components }) => components.flatMap((component) => component.links));
      return links.find(({ from, to }) => from === 'echo' && to === 'origin');
    };
    expect(await tie(null)).toMatchObject({ kind: 'repeats', claims: 8, months: 8 });
    const [before] = await rowsOf<{ at: string }>(
      `SELECT ${INSTANT_SQL('recorded_from')} AS at FROM publish WHERE ledger_number =
         (SELECT max(ledger_number) - 1 FROM lineage_hint_decision)`,
    );
    expect(await tie(before?.at ?? '')).toBeUndefined();
  });

  test('rejected, stays rejected, and nothing new is found by looking at everything again', async () => {
    const hint = await hintOn('late', 'origin');
    expect(await decide(reviewer, hint, 'rejected', 'They count for themselves.')).toMatchObject({
      ok: true,
      revised: 0,
    });
    const before = (await listLineageHints()).map(({ id, state }) => [id, state]);
    expect(await findLineageHints({ whole: true })).toMatchObject({ found: 0 });
    expect((await listLineageHints()).map(({ id, state }) => [id, state])).toEqual(before);
    expect(await readLineageHint(hint.id)).toMatchObject({
      state: 'rejected',
      decisions: [{ decision: 'rejected', reason: 'They count for themselves.', by: 'reviewer' }],
    });
    expect(await decide(reviewer, hint, 'confirmed')).toMatchObject({ ok: false });
  });

  test('comes back when the source goes on in step for a month that nobody has decided', async () => {
    const open = await countOpenLineageHints();
    const september = (source: string, value: number) => monthly(source, [...ORIGIN, value]).slice(-1);
    await publishClaims([[...september('origin', 1600), ...september('echo', 1600)]], byClaims);
    await findLineageHints();
    expect(await hintOn('echo', 'origin')).toMatchObject({ state: 'open', undecided: 1, agreeing: 9 });
    expect((await hintOn('late', 'origin')).state).toBe('rejected');
    expect(await countOpenLineageHints()).toBe(open + 1);
  });
});
