import { beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { ALL_CLAIMS, listClaims } from '@/lib/data/claim-list';
import { readClaimSupport } from '@/lib/data/claim-support';
import { publishClaims, readCurrent, saveRevision } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { corroborateLedger } from '@/lib/data/corroborate-ledger';
import { CONNECTION, rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { publishSources } from '@/lib/data/sources';
import { endSubstance, readSubstanceRecords, recordSubstance } from '@/lib/data/substance-records';
import type { Claim, ClaimId, ClaimInput } from '@/lib/ledger/claim';
import type { Month } from '@/lib/ledger/month';
import { toSeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { draftOf, revisionOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, aTotal, openLedger } from '../support/ledger';

openLedger();

const change = { class: 'new', note: null, role: 'editor', summary: 'Sources for tests.' } as const;

beforeAll(async () => {
  await publishSources(
    [
      aSource({ slug: 'observer', totalsAreDifferenceable: 'yes' }),
      aSource({ slug: 'echo' }),
      aSource({ slug: 'stranger' }),
      aSource({ slug: 'staff', countingConvention: 'morning' }),
      aSource({ slug: 'press', originKnown: false }),
      aSource({ slug: 'own-side', party: 'ru', class: 'belligerent_official' }),
    ],
    change,
  );
});

/** A month of its own for each test, so that none meets the claims of another. */
let months = 0;
function aMonth(): { readonly periodStart: string; readonly periodEnd: string } {
  months += 1;
  const first = (at: number) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  return { periodStart: first(months), periodEnd: first(months + 1) };
}

let made = 0;
/** A claim whose words are quoted with their place, and whose lineage is decided: all that Checked needs beside a second key. */
function said(source: string, best: string, given: Partial<ClaimInput> = {}): Claim {
  made += 1;
  const key = `${source}-${made}`;
  return aClaim({
    key,
    source,
    best,
    lineageDecided: true,
    publications: [
      {
        publisher: source,
        url: `https://${source}.example/${key}`,
        publishedOn: '2025-01-01',
        quote: best,
        place: 'p. 1',
      },
    ],
    ...given,
  });
}

async function enter(...claims: readonly Claim[]): Promise<ClaimId[]> {
  const result = await publishClaims([claims], { role: 'importer', summary: 'Claims for a test.' });
  if (!result.ok) throw new Error(JSON.stringify(result));
  const rows = await rowsOf<{ key: string; public_id: ClaimId }>(
    'SELECT key, public_id FROM claim WHERE key = ANY($1)',
    [claims.map(({ key }) => key)],
  );
  return claims.map(({ key }) => rows.find((row) => row.key === key)?.public_id ?? ('' as ClaimId));
}

async function revise(id: string | undefined, after: Partial<Claim>, as: { readonly checked?: boolean } = {}) {
  const current = await readCurrent(CONNECTION, { publicId: id ?? '' });
  if (!current) throw new Error('no such claim');
  const saved = await saveRevision(
    current.row.public_id,
    current.row.current_revision,
    { ...current.claim, ...after },
    {
      class: 'correction',
      note: 'For a test.',
      role: 'editor',
      ...as,
    },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return saved;
}

const check = (id: string | undefined) => revise(id, {}, { checked: true });
const withdraw = (id: string | undefined) => revise(id, { standing: 'withdrawn', standingReason: 'Taken back.' });
const show = async (id: string | undefined, at = NOW) => {
  const detail = await getClaim(id ?? '', at);
  if (detail === null) throw new Error('no such claim');
  return detail;
};
const support = async (id: string | undefined, at = NOW) => {
  const found = await readClaimSupport(id as ClaimId, at);
  if (found === null) throw new Error('no such claim');
  return found;
};
const agreed = async (id: string | undefined, at = NOW) => (await support(id, at)).agreesWith.ids;
const against = async (id: string | undefined, at = NOW) => (await support(id, at)).against.ids;
const badge = async (id: string | undefined, at = NOW) => (await show(id, at)).badge;
const now = async () => (await publishAt(null))?.recordedFrom ?? null;

describe('two sources that say the same of the same days', () => {
  test('corroborate each other, and raise nothing that is not Checked', async () => {
    const when = aMonth();
    const [one, two] = await enter(said('observer', '38131', when), said('echo', '38170', when));
    expect([await agreed(one), await agreed(two)]).toEqual([[two], [one]]);
    expect([(await show(one)).substance, (await show(one)).badge]).toEqual(['s1', 'attributed']);
  });

  test('make a Checked claim Corroborated when the other comes in, in its history, its facet, its figure and the log', async () => {
    const when = aMonth();
    const [one] = await enter(said('observer', '41001', when));
    await check(one);
    const before = await now();
    const [two] = await enter(said('echo', '41011', when));
    const detail = await show(one);
    expect([detail.badge, detail.revision, detail.history.at(-1)?.changed]).toEqual(['corroborated', 3, []]);
    expect(detail.history.at(-1)).toMatchObject({
      changeClass: 'update',
      changeNote: `Corroborated by echo (${two}).`,
      substance: 's1',
      byRole: 'ledger',
    });
    const listed = async (status: 'checked' | 'corroborated', at = NOW) => {
      const { rows } = await listClaims({ ...ALL_CLAIMS, grouped: false, status: [status], limit: 100 }, at);
      return rows.some((row) => row.kind === 'claim' && row.claim.id === one);
    };
    expect([await listed('checked'), await listed('corroborated')]).toEqual([false, true]);
    const then = { known: before, public: null };
    expect([await listed('checked', then), await badge(one, then)]).toEqual([true, 'checked']);
    const drawn = async (known: typeof before) => {
      const month = when.periodStart.slice(0, 7) as Month;
      const series = [toSeriesId({ ...detail.claim })];
      const comparison = await readComparison({ ...DEFAULT_VIEW, series, from: month, to: month, known });
      const [cell] = [...(comparison?.table.cells.values() ?? [])].flat();
      return cell?.kind === 'figure' ? cell.badge : null;
    };
    expect([await drawn(null), await drawn(before)]).toEqual(['corroborated', 'checked']);
    const events = await rowsOf<{ verb: string; before: unknown; after: unknown; reason: string }>(
      `SELECT verb, before, after, reason FROM ledger_event WHERE subject = $1 AND verb = 'claim.badge_changed'`,
      [one],
    );
    expect(events).toEqual([
      {
        verb: 'claim.badge_changed',
        before: { badge: 'checked', substance: 's0' },
        after: { badge: 'corroborated', substance: 's1' },
        reason: `Corroborated by echo (${two}).`,
      },
    ]);
  });

  test('over days that two conventions date differently', async () => {
    const [one, two] = await enter(
      aTotal({ key: 'morning', source: 'staff', asOf: '2024-09-01', best: '616301' }),
      aTotal({ key: 'evening', source: 'observer', asOf: '2024-08-31', best: '615001' }),
    );
    expect(await agreed(one)).toEqual([two]);
  });

  test('agree no more once the convention of one is another', async () => {
    const [one, two] = await enter(
      aTotal({ key: 'morning-2', source: 'staff', asOf: '2024-06-01', best: '508701' }),
      aTotal({ key: 'evening-2', source: 'observer', asOf: '2024-05-31', best: '509001' }),
    );
    expect([await agreed(one), await agreed(two)]).toEqual([[two], [one]]);
    const before = await now();
    await publishSources([aSource({ slug: 'staff', countingConvention: 'end_of_day' })], {
      ...change,
      class: 'correction',
    });
    expect([(await show(one)).substance, (await show(two)).substance]).toEqual(['s0', 's0']);
    expect(await agreed(one, { known: before, public: null })).toEqual([two]);
    await publishSources([aSource({ slug: 'staff', countingConvention: 'morning' })], {
      ...change,
      class: 'correction',
    });
    expect((await show(one)).substance).toBe('s1');
  });

  test('agree in one publish as well: a Checked claim that comes in later is Corroborated at once', async () => {
    const when = aMonth();
    await enter(said('echo', '29101', when));
    const author = await somebody('contributor');
    const claim = said('observer', '29201', when);
    const draft = await sent(author, await draftOf(author, claim));
    const published = await publishProposal(await somebody('reviewer'), draft.id, draft.version);
    const id = published.ok ? published.claimId : null;
    await check(id ?? undefined);
    expect(await badge(id ?? undefined)).toBe('corroborated');
  });
});

describe('what lowers a badge by itself', () => {
  async function corroborated() {
    const when = aMonth();
    const [one, two] = await enter(said('observer', '33101', when), said('echo', '33111', when));
    await check(one);
    expect(await badge(one)).toBe('corroborated');
    return { one, two, when, before: await now() };
  }

  test('that the other turns out to repeat it (T3)', async () => {
    const { one, two, before } = await corroborated();
    await revise(two, { repeatsSource: 'observer' });
    const detail = await show(one);
    expect([detail.badge, detail.history.at(-1)?.changeNote]).toEqual([
      'checked',
      'No longer corroborated: no claim of another lineage agrees with it any more.',
    ]);
    expect(await badge(one, { known: before, public: null })).toBe('corroborated');
    expect((await support(one)).sameOrigin.ids).toEqual([two]);
    expect((await support(one)).lineages).toBe(1);
  });

  test('that a link says so', async () => {
    const { one, two } = await corroborated();
    const detail = await show(one);
    await revise(two, { derivesFrom: [detail.claim.key] });
    expect(await badge(one)).toBe('checked');
    expect((await show(two)).flags).toContain('circular');
    await revise(two, { derivesFrom: [] });
    expect(await badge(one)).toBe('corroborated');
  });

  test('that a claim between them turns out to be no origin: what repeats it belongs to a third', async () => {
    const when = aMonth();
    const [origin, middle, last] = await enter(
      said('stranger', '51001', when),
      said('echo', '51011', when),
      said('observer', '51021', { ...when, repeatsSource: 'echo' }),
    );
    await check(last);
    expect([await badge(last), await agreed(last)]).toEqual(['corroborated', [origin]]);
    await revise(middle, { repeatsSource: 'stranger' });
    expect(await badge(last)).toBe('checked');
    expect((await support(last)).roots.map(({ slug }) => slug)).toEqual(['stranger']);
  });

  test('that the other is withdrawn, and its return raises it again', async () => {
    const { one, two } = await corroborated();
    await withdraw(two);
    expect(await badge(one)).toBe('checked');
    await revise(two, { standing: 'current', standingReason: null });
    expect(await badge(one)).toBe('corroborated');
  });

  test('that it is withdrawn itself', async () => {
    const { one } = await corroborated();
    await withdraw(one);
    expect(await show(one)).toMatchObject({ badge: 'checked', substance: 's0' });
  });

  test('that the source of the other replaces it', async () => {
    const { one, two, when } = await corroborated();
    const { claim } = await show(two);
    const [later] = await enter(said('echo', '44111', { ...when, updates: claim.key }));
    expect([await badge(one), await against(one)]).toEqual(['checked', [later]]);
    expect((await show(one)).flags).toContain('contested');
  });

  test('that the other is about other days', async () => {
    const { one, two } = await corroborated();
    await revise(two, aMonth() as Partial<Claim>);
    expect([await badge(one), (await show(two)).substance]).toEqual(['checked', 's0']);
  });
});

describe('contested', () => {
  test('lists the claims that lie apart, both ways, and stays beside agreement', async () => {
    const when = aMonth();
    const [one, two, three] = await enter(
      said('observer', '20011', when),
      said('echo', '20111', when),
      said('stranger', '31011', when),
    );
    expect(await against(three)).toEqual([one, two].sort());
    expect([await agreed(one), await against(one)]).toEqual([[two], [three]]);
    for (const id of [one, two, three]) expect((await show(id)).flags).toEqual(['contested']);
  });

  test('is not made by what is no voice, of unknown origin, one-sided within it, or of incompatible components', async () => {
    const when = aMonth();
    const [one, , incompatible] = await enter(
      said('observer', '20011', { ...when, components: { dpr_lpr: 'out' } }),
      said('echo', '31011', { ...when, countBasis: 'meta' }),
      said('echo', '31012', { ...when, components: { dpr_lpr: 'in' } }),
      said('press', '31013', when),
      said('stranger', '0', { ...when, valueKind: 'at_least', low: '15001', best: null }),
    );
    expect((await show(one)).flags).toEqual([]);
    expect((await show(incompatible)).flags).toEqual([]);
  });

  test('is known as it was: a claim that comes later contests nothing before', async () => {
    const when = aMonth();
    const [one] = await enter(said('observer', '20011', when));
    const before = await now();
    await enter(said('echo', '31011', when));
    const then = { known: before, public: null };
    expect([(await show(one, then)).flags, await against(one, then)]).toEqual([[], []]);
    expect((await show(one)).flags).toEqual(['contested']);
  });
});

describe('what was known at an instant', () => {
  test('is the same whenever it is asked: the instant that is named gives the same others', async () => {
    const when = aMonth();
    const [one, two] = await enter(said('observer', '60011', when), said('echo', '60111', when));
    await enter(said('stranger', '60211', when));
    await withdraw(two);
    const first = await support(one);
    await enter(said('observer', '1011', aMonth()));
    const again = await support(one, { known: first.knownOn, public: null });
    expect(again).toEqual(first);
    expect((await support(one)).knownOn).toBe(first.knownOn);
  });
});

describe('records and admissions', () => {
  async function written(source: string, best: string) {
    const author = await somebody('contributor');
    const when = aMonth();
    const draft = await sent(author, await draftOf(author, said(source, best, when)));
    const reviewer = await somebody('reviewer');
    const published = await publishProposal(reviewer, draft.id, draft.version);
    if (!published.ok || published.claimId === null) throw new Error('not published');
    return { id: published.claimId, author, reviewer };
  }
  const records = { basis: 'records', url: 'https://records.example/list', reason: 'A list by name, with sources.' };

  test('make a Checked claim Documented, and nothing else', async () => {
    const { id, reviewer } = await written('observer', '701');
    expect(await recordSubstance(reviewer, id, records)).toEqual({ ok: true });
    expect(await badge(id)).toBe('attributed');
    await check(id);
    expect(await badge(id)).toBe('documented');
  });

  test('are public with their reason, and can be ended with one; before and after stay known', async () => {
    const { id, reviewer } = await written('observer', '702');
    await check(id);
    await recordSubstance(reviewer, id, records);
    const documented = await now();
    const [record] = await readSubstanceRecords(id, NOW);
    expect(record).toMatchObject({ basis: 'records', url: records.url, reason: records.reason, ended: null });
    expect(await endSubstance(reviewer, id, record?.id ?? 0, 'The list is gone.')).toEqual({ ok: true });
    expect([await badge(id), await badge(id, { known: documented, public: null })]).toEqual(['checked', 'documented']);
    expect((await readSubstanceRecords(id, NOW))[0]?.ended).toMatchObject({ reason: 'The list is gone.' });
    expect((await show(id)).history.map(({ changeNote }) => changeNote).slice(-2)).toEqual([
      'Documented: its records are open to inspection.',
      'No longer documented: no record of it stands any more.',
    ]);
  });

  test('need somebody who had no hand in the claim, a reason, and an address for records', async () => {
    const { id, reviewer } = await written('observer', '703');
    const two = await somebody('reviewer');
    const draft = await sent(
      two,
      await revisionOf(two, { id, revision: 1 }, { ...(await show(id)).claim, note: 'More.' }),
    );
    await publishProposal(reviewer, draft.id, draft.version);
    expect(await recordSubstance(two, id, records)).toMatchObject({ ok: false, reason: 'own' });
    expect(await recordSubstance(await somebody('editor'), id, records)).toMatchObject({ ok: false, reason: 'role' });
    expect((await recordSubstance(reviewer, id, { ...records, reason: ' ' })).ok).toBe(false);
    expect((await recordSubstance(reviewer, id, { ...records, url: '' })).ok).toBe(false);
    expect((await recordSubstance(reviewer, id, { ...records, url: 'javascript:alert(1)' })).ok).toBe(false);
  });

  test('an admission is the responsible party’s own, about its own side', async () => {
    const admission = { basis: 'admission', url: '', reason: 'Its own ministry says so.' };
    const [own, other] = [await written('own-side', '5937'), await written('observer', '5938')];
    expect(await recordSubstance(own.reviewer, own.id, admission)).toEqual({ ok: true });
    expect((await recordSubstance(other.reviewer, other.id, admission)).ok).toBe(false);
  });
});

describe('a draft', () => {
  test('is not overtaken by a version with which only the badge changed', async () => {
    const when = aMonth();
    const [one] = await enter(said('observer', '71001', when));
    await check(one);
    const { claim, id, revision } = await show(one);
    const author = await somebody('contributor');
    const draft = await sent(author, await revisionOf(author, { id, revision }, { ...claim, note: 'A remark.' }));
    await enter(said('echo', '71011', when));
    expect((await show(one)).revision).toBe(revision + 1);
    const published = await publishProposal(await somebody('reviewer'), draft.id, draft.version);
    expect(published.ok).toBe(true);
    expect(await show(one)).toMatchObject({
      revision: revision + 2,
      badge: 'corroborated',
      claim: { note: 'A remark.' },
    });
  });
});

describe('the whole ledger', () => {
  test('computed anew is what the publishes have made of it, one by one', async () => {
    const before = (await publishAt(null))?.ledgerNumber;
    expect(await corroborateLedger()).toMatchObject({ changed: 0, badges: 0 });
    expect((await publishAt(null))?.ledgerNumber).toBe(before);
  });

  test('computed in one import of many claims is the same as claim by claim', async () => {
    const when = Array.from({ length: 6 }, () => aMonth());
    const claims = when.flatMap((days, at) => [
      said('observer', String(10_001 + at * 200), days),
      said('echo', String(10_001 + at * 150), days),
      said('stranger', String(10_001 + at * 50), { ...days, repeatsSource: at % 3 === 0 ? 'echo' : null }),
    ]);
    const states = async (ids: readonly ClaimId[]) =>
      Promise.all(ids.map(async (id) => [(await show(id)).substance, (await show(id)).flags.includes('contested')]));
    const together = await states(await enter(...claims));
    expect(new Set(together.map((state) => state.join()))).toEqual(new Set(['s1,false', 's1,true', 's0,true']));
    const apart: ClaimId[] = [];
    for (const claim of claims) {
      const days = { periodStart: claim.periodStart, periodEnd: claim.periodEnd };
      const again = { ...claim, ...days, key: `${claim.key}-again`, metric: 'killed' as const };
      apart.push(...(await enter(again)));
    }
    expect(await states(apart)).toEqual(together);
  });
});
