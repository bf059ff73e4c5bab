import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '@/lib/data/catalogue';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { publishSeriesEvents } from '@/lib/data/events';
import { NOW, publishAt } from '@/lib/data/ledger';
import { readSeriesInputs } from '@/lib/data/published';
import { publishSources } from '@/lib/data/sources';
import type { Instant } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import { seriesEventSchema } from '@/lib/ledger/source';
import { aClaim, aSource, aTotal, day, instant, month, openLedger } from '../support/ledger';

openLedger();

const how = { role: 'editor', summary: 'Claims for a test.' } as const;
const key = (source: string, metric: SeriesKey['metric'] = 'killed_or_wounded'): SeriesKey => ({
  source,
  metric,
  side: 'ru',
  scope: 'theatre',
  definitionVersion: 1,
});
const september = { from: month('2024-09'), to: month('2024-09') };
const at = (known: Instant | null) => ({ known, public: null });
const lastInstant = async () => (await publishAt(null))?.recordedFrom ?? null;

async function keysRead(source: string, when = NOW, months = september): Promise<string[]> {
  const { inputs } = await readSeriesInputs([key(source)], months, when);
  const ids = inputs.flatMap(({ claims }) => claims.map(({ id }) => id));
  const rows = await rowsOf<{ key: string }>('SELECT key FROM claim WHERE public_id = ANY($1) ORDER BY id', [ids]);
  return rows.map((row) => row.key);
}

const instants: Record<string, Instant | null> = {};

beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Sources for tests.' } as const;
  await publishSources(
    ['observer', 'echo', 'echo-of-echo', 'stranger', 'several', 'listing'].map((slug) => aSource({ slug })),
    change,
  );
  await publishClaims(
    [
      [
        aTotal({ key: 'start', asOf: '2024-09-01', best: '1000' }),
        aTotal({ key: 'end', asOf: '2024-10-01', best: '2000' }),
      ],
    ],
    how,
  );
  instants.totals = await lastInstant();
  await publishClaims([[aClaim({ key: 'stranger-1', source: 'stranger' })]], how);
  instants.stranger = await lastInstant();
  await publishClaims([[aTotal({ key: 'late', asOf: '2024-09-15', best: '1500' })]], how);
  instants.late = await lastInstant();
  const [end] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'end'`);
  const revised = aTotal({ key: 'end', asOf: '2024-10-01', best: '2100' });
  await saveRevision(end?.public_id ?? '', 1, revised, { class: 'correction', note: 'Misread.', role: 'editor' });
  instants.revised = await lastInstant();
});

describe('what the ledger held at an instant', () => {
  test('before the first publish: nothing', async () => {
    const read = await readSeriesInputs([key('observer')], september, at(instant('2020-01-01T00:00:00Z')));
    expect(read).toEqual({ inputs: [], repeated: [], knownOn: null, ledgerNumber: null });
    expect((await readCatalogue(at(instant('2020-01-01T00:00:00Z')))).series).toEqual([]);
  });

  test('a claim entered late is not there before', async () => {
    expect(await keysRead('observer', at(instants.totals ?? null))).toEqual(['start', 'end']);
    expect(await keysRead('observer', at(instants.late ?? null))).toEqual(['start', 'end', 'late']);
  });

  test('each instant has its own version of a revised claim', async () => {
    const best = async (known: Instant | null) =>
      (await readSeriesInputs([key('observer')], september, at(known))).inputs[0]?.claims.find(
        ({ asOf }) => asOf === '2024-10-01',
      );
    expect(await best(instants.late ?? null)).toMatchObject({ best: '2000', revision: 1 });
    expect(await best(instants.revised ?? null)).toMatchObject({ best: '2100', revision: 2 });
    expect(await best(null)).toMatchObject({ best: '2100', revision: 2 });
  });

  test('`knownOn` is the last publish that touches a series of the view, not any publish', async () => {
    const knownOn = async (known: Instant | null) =>
      (await readSeriesInputs([key('observer')], september, at(known))).knownOn;
    expect(await knownOn(instants.totals ?? null)).toBe(instants.totals);
    expect(await knownOn(instants.stranger ?? null)).toBe(instants.totals);
    expect(await knownOn(instants.late ?? null)).toBe(instants.late);
    expect(await knownOn(null)).toBe(instants.revised);
  });

  test('asking for the instant that was answered gives the same answer', async () => {
    const first = await readSeriesInputs([key('observer')], september, NOW);
    expect(await readSeriesInputs([key('observer')], september, at(first.knownOn))).toEqual(first);
  });

  test('entering a claim late changes no earlier answer', async () => {
    const before = await readSeriesInputs([key('observer'), key('stranger')], september, at(instants.late ?? null));
    await publishClaims([[aTotal({ key: 'later-still', asOf: '2024-09-20', best: '1700' })]], how);
    expect(await readSeriesInputs([key('observer'), key('stranger')], september, at(instants.late ?? null))).toEqual(
      before,
    );
  });

  test('a note on a series and a new registry entry of its source touch it, too', async () => {
    const note = {
      source: 'stranger',
      metric: 'killed_or_wounded',
      side: 'ru',
      day: '2024-09-15',
      kind: 'break',
      sentence: 'A new method.',
    };
    const before = await lastInstant();
    await publishSeriesEvents([seriesEventSchema.parse(note)], { role: 'editor', summary: 'A break.' });
    const noted = await readSeriesInputs([key('stranger')], september, NOW);
    expect(noted.knownOn).toBe(await lastInstant());
    expect(noted.inputs[0]?.events).toMatchObject([{ day: '2024-09-15', kind: 'break' }]);
    expect((await readSeriesInputs([key('stranger')], september, at(before))).inputs[0]?.events).toEqual([]);
    const renamed = aSource({ slug: 'stranger', name: 'Another name' });
    await publishSources([renamed], { class: 'update', note: 'It was renamed.', role: 'editor', summary: 'A name.' });
    const after = await readSeriesInputs([key('stranger')], september, NOW);
    expect(after.knownOn).toBe(await lastInstant());
    expect(after.inputs[0]?.source.name).toBe('Another name');
    expect((await readSeriesInputs([key('stranger')], september, at(before))).inputs[0]?.source.name).toBe(
      'Source stranger',
    );
  });
});

describe('what the public could read by a day', () => {
  test('claims published later, or on no known day, are left out', async () => {
    const publications = [{ publisher: 'P', url: 'https://undated.example/' }];
    await publishClaims([[aTotal({ key: 'undated', asOf: '2024-09-10', best: '1200', publications })]], how);
    expect(await keysRead('observer', { known: null, public: day('2024-09-15') })).toEqual(['start', 'late']);
  });

  test('a claim is superseded from the day on which its successor was published', async () => {
    const early = aClaim({
      key: 'said-first',
      source: 'echo',
      publications: [{ publisher: 'E', url: 'https://e.example/1', publishedOn: '2024-10-02' }],
    });
    const later = {
      ...early,
      key: 'said-later',
      updates: 'said-first',
      publications: [{ publisher: 'E', url: 'https://e.example/2', publishedOn: '2024-11-02' }],
    };
    await publishClaims([[early, aClaim(later)]], how);
    const superseded = async (by: string | null) => {
      const read = await readSeriesInputs([key('echo')], september, {
        known: null,
        public: by === null ? null : day(by),
      });
      return read.inputs[0]?.claims.map(({ supersededBy }) => supersededBy !== null);
    };
    expect(await superseded('2024-10-31')).toEqual([false]);
    expect(await superseded('2024-11-02')).toEqual([true, false]);
    expect(await superseded(null)).toEqual([true, false]);
  });

  test('a claim that was itself discounted replaces nothing', async () => {
    const early = aClaim({ key: 'kept', source: 'echo', metric: 'wounded' });
    const later = aClaim({ ...early, key: 'mistaken', updates: 'kept' });
    await publishClaims([[early, later]], how);
    const superseded = async () => {
      const read = await readSeriesInputs([key('echo', 'wounded')], september, NOW);
      return read.inputs[0]?.claims.find(({ supersededBy }) => supersededBy !== null)?.supersededBy ?? null;
    };
    expect(await superseded()).not.toBeNull();
    const [row] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'mistaken'`);
    const discounted = { ...later, standing: 'discounted' as const, standingReason: 'Misread by the relay.' };
    await saveRevision(row?.public_id ?? '', 1, discounted, { class: 'correction', note: 'Misread.', role: 'editor' });
    expect(await superseded()).toBeNull();
  });
});

describe('which claims a series reads', () => {
  test('those whose days touch the months or lie within 46 days, and the totals next to them, first and last', async () => {
    const totals = [
      '2022-05-01',
      '2022-07-01',
      '2023-01-01',
      '2023-06-01',
      '2024-01-01',
      '2024-07-16',
      '2024-07-17',
      '2024-09-01',
      '2024-11-16',
      '2024-11-17',
      '2025-01-01',
      '2025-06-01',
      '2026-01-01',
      '2026-06-01',
    ];
    const claims = totals.map((asOf) => aTotal({ key: `listing-${asOf}`, source: 'listing', asOf, best: '1' }));
    const span = aClaim({ key: 'listing-year', source: 'listing', periodStart: '2024-01-01', periodEnd: '2025-01-01' });
    const before = aClaim({
      key: 'listing-march',
      source: 'listing',
      periodStart: '2024-03-01',
      periodEnd: '2024-04-01',
    });
    const undated = aClaim({ key: 'listing-undated', source: 'listing', periodStart: null, periodEnd: null });
    await publishClaims([[...claims, span, before, undated]], how);
    expect(await keysRead('listing')).toEqual([
      'listing-2022-05-01', // the first of all
      'listing-2023-06-01',
      'listing-2024-01-01',
      'listing-2024-07-16', // the three before the window
      'listing-2024-07-17', // 46 days before September
      'listing-2024-09-01',
      'listing-2024-11-16', // 46 days after it
      'listing-2024-11-17',
      'listing-2025-01-01',
      'listing-2025-06-01', // the three after
      'listing-2026-06-01', // the last of all
      'listing-year',
    ]);
  });

  test('every scope and definition version of the source’s metric and side, and no other metric', async () => {
    await publishClaims(
      [
        [
          aClaim({ key: 'sector', source: 'several', scope: 'sector-kupiansk' }),
          aClaim({ key: 'second-definition', source: 'several', definitionVersion: 2 }),
          aClaim({ key: 'other-metric', source: 'several', metric: 'killed' }),
          aClaim({ key: 'other-side', source: 'several', side: 'ua' }),
        ],
      ],
      how,
    );
    expect(await keysRead('several')).toEqual(['sector', 'second-definition']);
  });

  test('names added are made from the totals of confirmed dead', async () => {
    await publishClaims(
      [[aTotal({ key: 'named', source: 'stranger', metric: 'killed_confirmed', asOf: '2024-09-07', best: '10' })]],
      how,
    );
    const { inputs } = await readSeriesInputs([key('stranger', 'names_added')], september, NOW);
    expect(inputs).toMatchObject([
      { key: { metric: 'names_added' }, claims: [{ metric: 'killed_confirmed', asOf: '2024-09-07' }] },
    ]);
  });

  test('sources that are repeated are read along, three steps far, and not twice', async () => {
    await publishClaims(
      [
        [
          aClaim({ key: 'repeats', source: 'echo', repeatsSource: 'observer', note: 'again' }),
          aClaim({ key: 'repeats-twice', source: 'echo-of-echo', repeatsSource: 'echo' }),
        ],
      ],
      how,
    );
    const sources = async (...slugs: string[]) => {
      const { repeated } = await readSeriesInputs(
        slugs.map((slug) => key(slug)),
        september,
        NOW,
      );
      return [...new Set(repeated.map(({ source }) => source))].sort();
    };
    expect(await sources('echo-of-echo')).toEqual(['echo', 'observer']);
    expect(await sources('echo')).toEqual(['observer']);
    expect(await sources('echo', 'observer')).toEqual([]);
    expect(await sources('observer')).toEqual([]);
  });

  test('an unknown source gives no input, the others come in the order asked', async () => {
    const { inputs } = await readSeriesInputs([key('stranger'), key('nobody'), key('observer')], september, NOW);
    expect(inputs.map(({ key: { source } }) => source)).toEqual(['stranger', 'observer']);
  });
});

describe('the catalogue', () => {
  test('counts kept by each publish are those that counting gives', async () => {
    const kept = await readCatalogue(NOW);
    const [last] = await rowsOf<{ number: number }>('SELECT max(ledger_number) AS number FROM publish');
    // With a day so late that everything was public, only undated claims are missing.
    const counted = await readCatalogue({ known: null, public: day('2999-01-01') });
    const sum = (catalogue: typeof kept) =>
      catalogue.series.reduce((total, one) => total + one.totals + one.monthExact + one.others, 0);
    expect(sum(kept)).toBe(sum(counted) + 1);
    expect(kept.ledgerNumber).toBe(BigInt(last?.number ?? -1));
    const withoutUndated = kept.series.filter(({ id }) => id !== 'observer.killed_or_wounded.ru');
    expect(counted.series.filter(({ id }) => id !== 'observer.killed_or_wounded.ru')).toEqual(withoutUndated);
  });

  test('an earlier instant has earlier counts', async () => {
    const then = await readCatalogue(at(instants.totals ?? null));
    expect(then.series.map(({ id, totals, firstDay, lastDay }) => ({ id, totals, firstDay, lastDay }))).toEqual([
      { id: 'observer.killed_or_wounded.ru', totals: 2, firstDay: '2024-09-01', lastDay: '2024-10-01' },
    ]);
  });
});
