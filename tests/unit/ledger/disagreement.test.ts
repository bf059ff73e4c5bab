/** How far the claims about one month lie apart (domain.md §3.4; features.md A10). */
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { toFigureTable } from '@/lib/ledger/comparison';
import type { Components } from '@/lib/ledger/components';
import { type Speaker, toDisagreements } from '@/lib/ledger/disagreement';
import type { Figure } from '@/lib/ledger/figure-table';
import type { Instant, Month } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { readStarter, type Starter, starterInput } from '@/tests/fixtures/starter';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SEPTEMBER = '2024-09' as Month;

/** A figure of September 2024; the test says what matters. */
function figure(series: string, over: Partial<Figure>): Figure {
  const best = over.best ?? null;
  return {
    kind: 'figure',
    series: series as SeriesId,
    month: SEPTEMBER,
    low: best,
    best,
    high: best,
    valueKind: 'point',
    method: 'N1',
    flags: ['A'],
    notes: [],
    badge: 'attributed',
    floor: false,
    coverageDays: 30,
    daysInMonth: 30,
    arithmetic: '',
    unallocated: 0,
    claims: [{ id: `claim-${series}` as Figure['claims'][number]['id'], revision: 1, role: 'stated' }],
    alsoSaid: [],
    lineage: series,
    ...over,
  };
}

/** A series that says one thing about September 2024, by itself or in the lineage of another. */
function speaker(id: string, over: Partial<Figure> = {}, components: Components = {}): Speaker {
  const key = parseSeriesId(id);
  if (key === null) throw new Error(`${id} is no series.`);
  return { id: id as SeriesId, key, cells: [figure(id, over)], componentsOf: () => components };
}

const GS = 'ua-general-staff.killed_or_wounded.ru';
const UK = 'uk-di.killed_or_wounded.ru';
const NATO = 'nato.killed_or_wounded.ru';

const spread = (...speakers: Speaker[]) => toDisagreements(speakers, [SEPTEMBER]);
const only = (...speakers: Speaker[]) => {
  const [one, ...more] = spread(...speakers);
  if (one === undefined || more.length > 0) throw new Error('the test asks for one entry');
  return one;
};

describe('a month of claims', () => {
  test('UK Defence Intelligence on the General Staff is one lineage: how far they lie apart is hidden', () => {
    const month = only(speaker(GS, { best: 38130 }), speaker(UK, { best: 38000, lineage: GS }));
    expect(month).toMatchObject({
      claims: 2,
      lineages: 1,
      low: 38000,
      high: 38130,
      compared: [],
      distance: null,
      overlap: null,
    });
  });

  test('of two lineages says how many times the greatest best value is the smallest', () => {
    const month = only(speaker(GS, { best: 38130 }), speaker(NATO, { best: 30000 }));
    expect(month.distance).toEqual({ kind: 'ratio', value: 1.271 });
    expect(month).toMatchObject({ lineages: 2, compared: [NATO, GS], overlap: false });
  });

  test('names every best value, of each series its own', () => {
    const month = only(speaker(UK, { best: 38000, lineage: GS }), speaker(GS, { best: 38130 }));
    expect(month.bests).toEqual(
      [
        { series: UK, best: 38000 },
        { series: GS, best: 38130 },
      ].sort((a, b) => (a.series < b.series ? -1 : 1)),
    );
  });

  test('spans from the lowest low to the highest high', () => {
    expect(
      only(
        speaker(GS, { low: 38120, best: 38130, high: 38140 }),
        speaker(NATO, { low: 20000, best: null, high: 40000 }),
      ),
    ).toMatchObject({ low: 20000, high: 40000 });
  });

  test('takes of one lineage the value of its root, and not that of whoever repeats it', () => {
    const month = only(
      speaker(UK, { best: 60000, lineage: GS }),
      speaker(GS, { best: 38130 }),
      speaker(NATO, { best: 38130 }),
    );
    expect(month.compared).toEqual([NATO, GS]);
    expect(month.distance?.value).toBe(1);
  });

  test('where the root says nothing, takes the narrowest of those who repeat it', () => {
    const month = only(
      speaker(UK, { low: 30000, best: 38000, high: 46000, lineage: GS }),
      speaker('isw.killed_or_wounded.ru', { low: 38990, best: 39000, high: 39010, lineage: GS }),
      speaker(NATO, { best: 39000 }),
    );
    expect(month.compared).toEqual(['isw.killed_or_wounded.ru', NATO]);
  });

  test('what is no voice is named and never compared', () => {
    const month = only(
      speaker(GS, { best: 38130 }),
      speaker('economist.killed_or_wounded.ru', { best: 40000, lineage: null }),
    );
    expect(month).toMatchObject({ claims: 2, lineages: 1, high: 40000, distance: null, overlap: null });
  });

  test('of one series alone there is no spread', () => {
    expect(spread(speaker(GS, { best: 38130 }))).toEqual([]);
  });
});

describe('a metric that may be negative', () => {
  const ISW = 'isw.territory_gained.ru';
  const DEEPSTATE = 'deepstate.territory_gained.ru';

  test('has a difference and no multiple', () => {
    expect(only(speaker(ISW, { best: -33 }), speaker(DEEPSTATE, { best: 14 })).distance).toEqual({
      kind: 'difference',
      value: 47,
    });
  });

  test('has it where both are above zero, too', () => {
    expect(only(speaker(ISW, { best: 498 }), speaker(DEEPSTATE, { best: 325 })).distance).toEqual({
      kind: 'difference',
      value: 173,
    });
  });

  test('a best value of zero has no multiple either', () => {
    expect(only(speaker(GS, { best: 0 }), speaker(NATO, { best: 10 })).distance).toEqual({
      kind: 'difference',
      value: 10,
    });
  });
});

describe('overlap', () => {
  test('a best value is taken with two per cent to either side', () => {
    // 38 130 − 2 % is 37 367.4, and 36 640 + 2 % is 37 372.8.
    expect(only(speaker(GS, { best: 38130 }), speaker(NATO, { best: 36640 })).overlap).toBe(true);
    expect(only(speaker(GS, { best: 38130 }), speaker(NATO, { best: 36600 })).overlap).toBe(false);
  });

  test('a range is taken as said', () => {
    const range = { low: 30000, best: null, high: 37000, valueKind: 'range' } as const;
    expect(only(speaker(GS, { best: 38130 }), speaker(NATO, range)).overlap).toBe(false);
    expect(only(speaker(GS, { best: 37500 }), speaker(NATO, range)).overlap).toBe(true);
  });

  test('“at least” is open above', () => {
    const least = { low: 30000, best: null, high: null, valueKind: 'at_least' } as const;
    expect(only(speaker(GS, { best: 38130 }), speaker(NATO, least)).overlap).toBe(true);
    expect(only(speaker(GS, { best: 20000 }), speaker(NATO, least)).overlap).toBe(false);
  });

  test('ranges without best values overlap or not, and have no multiple', () => {
    const month = only(
      speaker(GS, { low: 10, best: null, high: 20 }),
      speaker(NATO, { low: 15, best: null, high: 30 }),
    );
    expect(month).toMatchObject({ distance: null, overlap: true });
  });
});

describe('what is never set against each other', () => {
  test('a month to date, or a month covered in part', () => {
    expect(
      spread(speaker(GS, { best: 38130 }), speaker(NATO, { best: 12000, method: 'N10', coverageDays: 12 })),
    ).toEqual([]);
    expect(spread(speaker(GS, { best: 38130 }), speaker(NATO, { best: 30000, coverageDays: 28 }))).toEqual([]);
  });

  test('two metrics, two sides, two scopes', () => {
    expect(spread(speaker(GS, { best: 38130 }), speaker('meduza.killed.ru', { best: 11000 }))).toEqual([]);
    expect(spread(speaker(GS, { best: 38130 }), speaker('ru-mod.killed_or_wounded.ua', { best: 60000 }))).toEqual([]);
    expect(spread(speaker(GS, { best: 38130 }), speaker('nato.killed_or_wounded.ru.kursk', { best: 5000 }))).toEqual(
      [],
    );
  });

  test('figures of which one counts a component that the other leaves out', () => {
    const month = only(
      speaker(GS, { best: 38130 }, { dpr_lpr: 'in' }),
      speaker(NATO, { best: 30000 }, { dpr_lpr: 'out' }),
    );
    expect(month).toMatchObject({ lineages: 2, compared: [], distance: null, overlap: null });
  });
});

describe('whatever the numbers', () => {
  const ids = [GS, UK, NATO, 'isw.killed_or_wounded.ru', 'csis.killed_or_wounded.ru'] as const;
  const said = fc.record({
    best: fc.integer({ min: 1, max: 100_000 }),
    width: fc.integer({ min: 0, max: 9_000 }),
    lineage: fc.constantFrom<string | null>(null, GS, NATO, 'own'),
  });
  const many = fc.array(said, { minLength: 2, maxLength: ids.length });
  const toSpeakers = (values: { best: number; width: number; lineage: string | null }[], factor = 1) =>
    values.map(({ best, width, lineage }, index) => {
      const id = ids[index] ?? GS;
      return speaker(id, {
        low: (best - width) * factor,
        best: best * factor,
        high: (best + width) * factor,
        lineage: lineage === 'own' ? id : lineage,
      });
    });

  test('the order of the series never matters', () => {
    const shuffled = many.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
    );
    fc.assert(
      fc.property(shuffled, ([values, order]) => {
        const speakers = toSpeakers(values);
        const turned = order.flatMap((index) => speakers[index] ?? []);
        expect(toDisagreements(turned, [SEPTEMBER])).toEqual(toDisagreements(speakers, [SEPTEMBER]));
      }),
    );
  });

  test('ten times all the values is the same multiple, and overlaps alike', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 2, max: 1000 }), (values, factor) => {
        const [one] = toDisagreements(toSpeakers(values), [SEPTEMBER]);
        const [other] = toDisagreements(toSpeakers(values, factor), [SEPTEMBER]);
        expect(other?.distance).toEqual(one?.distance);
        expect(other?.overlap).toBe(one?.overlap);
      }),
    );
  });
});

test('claims also said are counted among the claims of the month', () => {
  const also = [{ id: 'said-too' as Figure['claims'][number]['id'], low: null, best: 38000, high: null }];
  expect(only(speaker(GS, { best: 38130, alsoSaid: also }), speaker(NATO, { best: 30000 })).claims).toBe(3);
});

describe('the starter ledger', () => {
  let starter: Starter;
  beforeAll(async () => {
    starter = await readStarter();
  });
  const tableOf = (...series: string[]) => {
    return toFigureTable(
      {
        ...DEFAULT_VIEW,
        from: '2024-02' as Month,
        to: '2026-01' as Month,
        series: series.map((id) => id as SeriesId),
      },
      {
        inputs: series.flatMap((id) => {
          const key = parseSeriesId(id);
          return key === null ? [] : [starterInput(starter, key)];
        }),
        repeated: starter.claims,
        knownOn: '2026-11-22T08:00:00.000Z' as Instant,
      },
    );
  };

  test('UK Defence Intelligence and the General Staff speak in every month, as one voice: nothing is set against another', () => {
    const { disagreement } = tableOf(GS, UK);
    expect(disagreement).toHaveLength(24);
    expect(
      new Set(disagreement.map(({ lineages, distance, overlap }) => `${lineages} ${distance} ${overlap}`)),
    ).toEqual(new Set(['1 null null']));
  });

  test('ISW and DeepState are two: 498 and 325 km² in January 2025 lie 173 apart', () => {
    const { disagreement } = tableOf('isw.territory_gained.ru', 'deepstate.territory_gained.ru');
    expect(disagreement.find(({ month }) => month === '2025-01')).toMatchObject({
      lineages: 2,
      low: 325,
      high: 498,
      distance: { kind: 'difference', value: 173 },
      overlap: false,
    });
  });

  test('AFP computes from the maps of ISW: beside DeepState they are two voices, and ISW speaks for both', () => {
    const { disagreement } = tableOf(
      'isw.territory_gained.ru',
      'afp.territory_gained.ru',
      'deepstate.territory_gained.ru',
    );
    expect(disagreement.find(({ month }) => month === '2025-01')).toMatchObject({
      lineages: 2,
      compared: ['deepstate.territory_gained.ru', 'isw.territory_gained.ru'],
    });
  });
});

test('a range is compared as claimed; a single number with at least ± 2 % of itself', () => {
  const overlapWith = (over: Partial<Figure>) =>
    only(speaker(GS, { best: 10000 }), speaker(NATO, { best: 10300, low: 10250, high: 10400, ...over })).overlap;
  expect(overlapWith({ valueKind: 'point' })).toBe(true);
  expect(overlapWith({ valueKind: 'range' })).toBe(false);
});
