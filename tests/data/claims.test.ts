import { beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { publishSources } from '@/lib/data/sources';
import type { Claim } from '@/lib/ledger/claim';
import { aClaim, aSource, aTotal, openLedger } from '../support/ledger';

openLedger();

const how = { role: 'editor', summary: 'Claims for a test.' } as const;
const correction = { class: 'correction', note: 'Read again.', role: 'editor' } as const;

beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Sources for tests.' } as const;
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'echo' })], change);
});

async function publicIdOf(key: string): Promise<string> {
  const [row] = await rowsOf<{ public_id: string }>('SELECT public_id FROM claim WHERE key = $1', [key]);
  return row?.public_id ?? '';
}

const claimsIn = async () => (await rowsOf<{ n: number }>('SELECT count(*)::int AS n FROM claim'))[0]?.n;

describe('publishing', () => {
  test('a claim comes back as it went in, every field', async () => {
    const claim = aClaim({
      key: 'every-field',
      spokesperson: 'A person',
      scope: 'sector-kupiansk',
      definitionVersion: 2,
      components: { pmc: 'out', regular: 'in' },
      timeBasis: 'by_event',
      valueKind: 'range',
      low: '-0',
      best: '12.5',
      high: '1000000.000001',
      metric: 'territory_gained',
      roundingUnit: '0.5',
      intervalMeaning: 'ci95',
      countBasis: 'model',
      release: '2024-10',
      repeatsSource: 'echo',
      provisional: true,
      standing: 'discounted',
      standingReason: 'A “misprint”.',
      note: 'Quotes " and \\ and {braces}, and a line\nbreak.',
      corrects: 'every-target',
      repeats: ['every-target'],
      derivesFrom: ['every-target'],
      contradicts: ['every-target'],
      partOf: ['every-target'],
      lineageDecided: true,
      publications: [
        {
          publisher: 'P',
          title: 'T',
          url: 'https://a.example/1',
          publishedOn: '2024-10-05',
          language: 'uk',
          quote: 'слова, “слова”',
          place: 'third paragraph',
          translation: 'words, “words”',
        },
        {
          relay: 'R',
          url: 'https://b.example/2',
          archiveUrl: 'https://archive.example/2',
          key: 'every-field-2',
          note: 'about 13',
        },
      ],
    });
    expect(await publishClaims([[aClaim({ key: 'every-target' }), claim]], how)).toMatchObject({
      ok: true,
      published: 2,
    });
    const found = await getClaim(await publicIdOf('every-field'), NOW);
    expect(found?.claim).toEqual({ ...claim, low: '0' });
    expect(found).toMatchObject({
      revision: 1,
      attribution: 'a1',
      badge: 'attributed',
      relayed: false,
      publishedOn: '2024-10-05',
    });
    expect(found?.flags).toEqual(['discounted', 'circular']);
  });

  test('one refused claim keeps all others out', async () => {
    const before = await claimsIn();
    const result = await publishClaims([[aClaim({ key: 'fine' })], [aClaim({ key: 'lost', source: 'nobody' })]], how);
    expect(result).toEqual({
      ok: false,
      refusals: [{ key: 'lost', field: 'source', message: 'names no registered source: nobody.' }],
    });
    expect(await claimsIn()).toBe(before);
  });

  test('a key is given once, within a batch, between batches, and against the ledger', async () => {
    const message = 'is already in the ledger: twice.';
    const twice = aClaim({ key: 'twice' });
    const refused = { ok: false, refusals: [{ key: 'twice', field: 'key', message }] };
    expect(await publishClaims([[twice, twice]], how)).toEqual(refused);
    expect(await publishClaims([[twice], [twice]], how)).toEqual(refused);
    expect(await publishClaims([[twice], [aClaim({ key: 'between' })], [twice]], how)).toEqual(refused);
    expect(await publishClaims([[twice]], how)).toMatchObject({ ok: true });
    expect(await publishClaims([[twice]], how)).toEqual(refused);
  });

  test('a claim that updates one that nobody holds is refused', async () => {
    const result = await publishClaims([[aClaim({ key: 'orphan', updates: 'nobody' })]], how);
    expect(result).toMatchObject({ ok: false, refusals: [{ key: 'orphan', field: 'updates' }] });
  });

  test('a claim does not update one of another source', async () => {
    const other = aClaim({ key: 'other-source', source: 'echo' });
    const result = await publishClaims([[other, aClaim({ key: 'meddler', updates: 'other-source' })]], how);
    expect(result).toMatchObject({ ok: false, refusals: [{ key: 'meddler', field: 'updates' }] });
  });

  test('a later claim may stand before the one that it updates', async () => {
    const [late, early] = [aClaim({ key: 'late', updates: 'early' }), aClaim({ key: 'early' })];
    expect(await publishClaims([[late], [early]], how)).toMatchObject({ ok: true, published: 2 });
    const found = await getClaim(await publicIdOf('early'), NOW);
    expect(found?.supersededBy).toBe(await publicIdOf('late'));
    expect(found?.flags).toContain('superseded');
    expect(found?.linksTo).toMatchObject([{ type: 'updates', other: { claim: { key: 'late' } } }]);
  });

  test('one document that carries two claims is one publication', async () => {
    const publications = [{ publisher: 'P', url: 'https://shared.example/', publishedOn: '2024-10-06' }];
    await publishClaims(
      [[aClaim({ key: 'shared-1', publications })], [aClaim({ key: 'shared-2', publications })]],
      how,
    );
    expect(await rowsOf(`SELECT id FROM publication WHERE url = 'https://shared.example/'`)).toHaveLength(1);
  });

  test('nothing to publish takes no ledger number', async () => {
    const before = await publishAt(null);
    expect(await publishClaims([], how)).toEqual({ ok: true, published: 0, ledgerNumber: null });
    expect(await publishAt(null)).toEqual(before);
  });

  test('publishes at the same time take numbers one after the other, with increasing instants', async () => {
    const before = Number((await publishAt(null))?.ledgerNumber);
    const keys = Array.from({ length: 8 }, (_, index) => `at-once-${index}`);
    const results = await Promise.all(keys.map((key) => publishClaims([[aClaim({ key })]], how)));
    const numbers = results.map((result) => Number(result.ok ? result.ledgerNumber : null)).sort((a, b) => a - b);
    expect(numbers).toEqual(keys.map((_, index) => before + index + 1));
    const rows = await rowsOf<{ increasing: boolean }>(
      'SELECT bool_and(later) AS increasing FROM (SELECT recorded_from > lag(recorded_from, 1, recorded_from - interval $$1 s$$) OVER (ORDER BY ledger_number) AS later FROM publish) p',
    );
    expect(rows).toEqual([{ increasing: true }]);
  });

  test('public ids are seven characters of the key’s digest, the same everywhere', async () => {
    await publishClaims([[aClaim({ key: 'gs-personnel-2024-09-01' })]], how);
    expect(await publicIdOf('gs-personnel-2024-09-01')).toMatch(/^[0-9a-hjkmnp-tv-z]{7}$/);
    expect(await publicIdOf('gs-personnel-2024-09-01')).toBe('ej8tfd9');
  });
});

describe('revising', () => {
  const original = aClaim({ key: 'revised', best: '1000' });
  let id = '';
  beforeAll(async () => {
    await publishClaims([[original]], how);
    id = await publicIdOf('revised');
  });

  test('the next revision follows, and the history says what changed', async () => {
    const saved = await saveRevision(id, 1, { ...original, best: '1100', note: 'Now so.' }, correction);
    expect(saved).toMatchObject({ ok: true, revision: 2 });
    const found = await getClaim(id, NOW);
    expect(found?.claim).toMatchObject({ best: '1100', note: 'Now so.' });
    expect(found?.flags).toContain('corrected');
    expect(
      found?.history.map(({ revision, changed, changeClass, claim }) => ({
        revision,
        changed,
        changeClass,
        best: claim.best,
      })),
    ).toEqual([
      { revision: 1, changed: [], changeClass: 'new', best: '1000' },
      { revision: 2, changed: ['best', 'note'], changeClass: 'correction', best: '1100' },
    ]);
    expect(found?.history[0]?.recordedTo).toBe(found?.history[1]?.recordedFrom);
    expect(found?.history[1]?.recordedTo).toBeNull();
  });

  test('who comes second is told which revision came first, and nothing is lost', async () => {
    const result = await saveRevision(id, 1, { ...original, best: '999' }, correction);
    expect(result).toEqual({ ok: false, reason: 'conflict', currentRevision: 2 });
    expect((await getClaim(id, NOW))?.claim.best).toBe('1100');
  });

  test('of ten who save at once, one comes first', async () => {
    const content = (await getClaim(id, NOW))?.claim as Claim;
    const saves = Array.from({ length: 10 }, (_, index) =>
      saveRevision(id, 2, { ...content, best: String(2000 + index) }, correction),
    );
    const results = await Promise.all(saves);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'conflict')).toHaveLength(9);
  });

  test('the same content is no revision', async () => {
    const content = (await getClaim(id, NOW))?.claim as Claim;
    expect(await saveRevision(id, 3, content, correction)).toEqual({ ok: false, reason: 'unchanged' });
  });

  test('an unknown claim is a value, not an error', async () => {
    expect(await saveRevision('zzzzzzz', 1, original, correction)).toEqual({ ok: false, reason: 'unknown' });
    expect(await getClaim('zzzzzzz', NOW)).toBeNull();
  });

  test('the key of a claim stays what it was', async () => {
    const content = (await getClaim(id, NOW))?.claim as Claim;
    await saveRevision(id, 3, { ...content, key: 'another-key', best: '3000' }, correction);
    expect((await getClaim(id, NOW))?.claim).toMatchObject({ key: 'revised', best: '3000' });
  });

  test('a link that a revision no longer states is ended, and its past remains', async () => {
    const [old, successor] = [
      aTotal({ key: 'old', asOf: '2024-09-01', best: '1' }),
      aTotal({ key: 'successor', asOf: '2024-09-02', best: '2', updates: 'old' }),
    ];
    const published = await publishClaims([[old, successor]], how);
    const linkedAt = await publishAt(null);
    await saveRevision(await publicIdOf('successor'), 1, { ...successor, updates: null }, correction);
    expect(published.ok).toBe(true);
    const events = await rowsOf<{ verb: string }>('SELECT verb FROM ledger_event WHERE subject = $1 ORDER BY id', [
      await publicIdOf('successor'),
    ]);
    expect(events.map(({ verb }) => verb)).toEqual(['claim.unlinked', 'claim.revised']);
    expect((await getClaim(await publicIdOf('old'), NOW))?.supersededBy).toBeNull();
    const then = await getClaim(await publicIdOf('old'), { known: linkedAt?.recordedFrom ?? null, public: null });
    expect(then?.supersededBy).toBe(await publicIdOf('successor'));
  });

  test('a version keeps its own interval, whatever instant is asked', async () => {
    const now = await getClaim(id, NOW);
    const first = now?.history[0];
    const then = await getClaim(id, { known: first?.recordedFrom ?? null, public: null });
    expect(then?.history).toEqual([first]);
    expect(then?.claim.best).toBe('1000');
  });
});
