import { describe, expect, test } from 'vitest';
import { readHealth } from '@/lib/data/health';
import { NOW, publishAt } from '@/lib/data/ledger';
import { getSource, listSources } from '@/lib/data/source-pages';
import { publishSources } from '@/lib/data/sources';
import { aSource, openLedger } from '../support/ledger';

openLedger({ starter: true });

const change = { class: 'update', note: 'For a test.', role: 'editor', summary: 'Sources for a test.' } as const;

describe('the registry', () => {
  test('every source stands there with what the ledger holds of it', async () => {
    const sources = await listSources(NOW);
    expect(sources).toHaveLength(59);
    expect(sources.reduce((sum, { claims }) => sum + claims, 0)).toBe(1057);
    const names = sources.map(({ source }) => source.name);
    expect(names).toEqual([...names].sort());
  });

  test('a source says what it counts, whom it repeats and who repeats it', async () => {
    const staff = await getSource('ua-general-staff', NOW);
    expect(staff).toMatchObject({
      source: { party: 'ua', countingConvention: 'morning', totalsAreDifferenceable: 'yes' },
      claims: 283,
      repeats: [],
    });
    expect(staff?.repeatedBy.map(({ slug }) => slug)).toContain('uk-di');
    expect(staff?.perMetric.find(({ metric }) => metric === 'killed_or_wounded')).toMatchObject({
      side: 'ru',
      firstDay: '2022-03-01',
    });
    expect(staff?.perMetric.reduce((sum, { claims }) => sum + claims, 0)).toBe(283);
    const uk = await getSource('uk-di', NOW);
    expect(uk?.repeats.map(({ slug }) => slug)).toContain('ua-general-staff');
  });

  test('an unknown source is null', async () => {
    expect(await getSource('nobody', NOW)).toBeNull();
  });

  test('an entry that says the same is no revision', async () => {
    const entry = (await getSource('isw', NOW))?.source;
    if (!entry) throw new Error('no entry');
    expect(await publishSources([entry], change)).toEqual({ ok: true, ledgerNumber: null });
  });

  test('an entry that differs is a revision, and the past keeps the old one', async () => {
    const before = await publishAt(null);
    const entry = (await getSource('isw', NOW))?.source;
    if (!entry) throw new Error('no entry');
    await publishSources([{ ...entry, shortName: 'ISW (new)' }], change);
    const now = await getSource('isw', NOW);
    expect(now?.source.shortName).toBe('ISW (new)');
    expect(now?.history.map(({ revision, changeClass }) => [revision, changeClass])).toEqual([
      [1, 'new'],
      [2, 'update'],
    ]);
    const then = await getSource('isw', { known: before?.recordedFrom ?? null, public: null });
    expect(then?.source.shortName).toBe(entry.shortName);
    expect(then?.history).toHaveLength(1);
  });

  test.each([
    ['the name of another source', { slug: 'new-1', name: 'oryx' }, '“oryx” already means the source oryx.'],
    [
      'an alias of another source',
      { slug: 'new-2', aliases: ['zelenskyy', 'volodymyr ZELENSKYY'] },
      '“volodymyr ZELENSKYY” already means the source ua-president.',
    ],
  ])('%s is refused as a name, whatever its case', async (_, given, message) => {
    expect(await publishSources([aSource(given)], change)).toMatchObject({
      ok: false,
      refusals: [{ slug: given.slug, message }],
    });
    expect(await getSource(given.slug, NOW)).toBeNull();
  });

  test('two new sources do not share a name either', async () => {
    const result = await publishSources(
      [aSource({ slug: 'twin-1', name: 'Twin' }), aSource({ slug: 'twin-2', name: 'TWIN' })],
      change,
    );
    expect(result).toEqual({
      ok: false,
      refusals: [{ slug: 'twin-2', message: '“TWIN” already means the source twin-1.' }],
    });
  });

  test('an alias that is given up is free for another', async () => {
    await publishSources([aSource({ slug: 'first', aliases: ['Shared name'] })], change);
    await publishSources([aSource({ slug: 'first' })], change);
    expect(await publishSources([aSource({ slug: 'second', aliases: ['shared NAME'] })], change)).toMatchObject({
      ok: true,
    });
  });
});

test('health names the state of the ledger', async () => {
  const last = await publishAt(null);
  expect(await readHealth()).toMatchObject({
    database: 'ok',
    migrations: { applied: expect.arrayContaining(['0001_ledger']), failed: [] },
    claims: 1057,
    lastPublish: last,
    queueAgeSeconds: null,
  });
});
