/** What agrees, and what lies apart (domain.md §2, T3, T12). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import { corroborate, normalisedOf, standingsOf, substanceOf, toVoice, type Voice } from '@/lib/ledger/corroboration';
import { exactToText } from '@/lib/ledger/exact';
import { toRootsOf } from '@/lib/ledger/lineage';
import type { Source } from '@/lib/ledger/source';
import {
  about,
  atLeast,
  average,
  between,
  claim,
  exactly,
  GENERAL_STAFF,
  interval,
  inWords,
  source,
  stated,
  total,
  upTo,
} from '../../fixtures/claims';

const ANY = source();

/** Each claim by a source of its own, unless it names one. */
function voicesOf(claims: readonly FigureClaim[], sources: Readonly<Record<string, Source>> = {}): Voice[] {
  const rootsOf = toRootsOf(claims);
  return claims.flatMap((one) => toVoice(one, sources[one.source] ?? ANY, rootsOf) ?? []);
}

/** How the second claim bears on the first. */
function relation(...claims: readonly [FigureClaim, FigureClaim, ...FigureClaim[]]): 'agree' | 'apart' | null {
  const found = corroborate(voicesOf(claims)).get(claims[0].id);
  if (found?.agreesWith.includes(claims[1].id)) return 'agree';
  return found?.against.includes(claims[1].id) ? 'apart' : null;
}

const SEPTEMBER = '2024-09';
const a = (value: Parameters<typeof stated>[1], over = {}) => stated(SEPTEMBER, value, { source: 'a', ...over });
const b = (value: Parameters<typeof stated>[1], over = {}) => stated(SEPTEMBER, value, { source: 'b', ...over });

describe('a claim over the days that it counts', () => {
  const days = (one: FigureClaim, by = ANY) => {
    const found = normalisedOf(one, by);
    return found && [found.from, found.to];
  };
  const values = (one: FigureClaim) => {
    const { low, best, high } = normalisedOf(one, ANY)?.bounds ?? { low: null, best: null, high: null };
    return [low, best, high].map((value) => value && exactToText(value));
  };

  test('is a rate times its days, with its rounding: 1 271 a day in September are 38 130', () => {
    expect(values(average(SEPTEMBER, about(1271, 1)))).toEqual(['37367.4', '38130', '38892.6']);
  });

  test('is a rate a week times a seventh of its days', () => {
    expect(values(interval('2024-09-01', '2024-09-15', exactly(7001, 1), { periodKind: 'weekly_rate' }))[1]).toBe(
      '14002',
    );
  });

  test('is a total from the first day of the war to the source’s boundary: the morning of the report, or the end of the day', () => {
    expect(days(total('2024-09-01', 616300), GENERAL_STAFF)).toEqual(['2022-02-24', '2024-09-01']);
    expect(days(total('2024-08-31', 616300))).toEqual(['2022-02-24', '2024-09-01']);
  });

  test('counts the day on which clocks change as one day', () => {
    expect(values(average('2024-10', exactly(101, 1)))[1]).toBe('3131');
  });

  test('is widened by its rounding where that is more than 2 %, and by 2 % where it is less', () => {
    expect(values(a(about(36000, 5000)))).toEqual(['33500', '36000', '38500']);
    expect(values(a(exactly(36005)))).toEqual(['35284.9', '36005', '36725.1']);
  });

  test('has the implied rounding where none is stated: 700 000 may be 650 000', () => {
    expect(values(a(about(700000)))).toEqual(['650000', '700000', '750000']);
  });

  test('keeps a range as it was said, and a bound open', () => {
    expect(values(a(between(300, 400)))).toEqual(['300', null, '400']);
    expect(values(a(atLeast(300)))).toEqual(['300', null, null]);
  });

  test.each([
    ['words without a number', a(inWords)],
    ['a forecast', a(500, { periodKind: 'forecast' })],
    ['a rate a month, never turned into particular months', a(35000, { periodKind: 'monthly_rate' })],
    ['a ratio', a(96, { periodKind: 'ratio' })],
    ['a claim without days', claim({ periodKind: 'interval' })],
    ['an announced correction', claim({ periodKind: 'total_correction', asOf: '2025-04-09' })],
  ])('is nothing for %s', (_, one) => {
    expect(normalisedOf(one, ANY)).toBeNull();
  });
});

describe('two claims of different lineages over the same days', () => {
  test.each([
    ['points within 2 % of each other’s width', a(10010), b(10390), 'agree'],
    ['points farther apart', a(10010), b(10450), 'apart'],
    ['a point in a range', a(between(250, 300)), b(283), 'agree'],
    ['a range that touches another', a(between(250, 300)), b(between(300, 350)), 'agree'],
    ['ranges apart', a(between(250, 300)), b(between(301, 350)), 'apart'],
    ['a rounded number and an exact one', a(about(36000)), b(36444), 'agree'],
    [
      'one of them as a rate',
      a(38130),
      stated(SEPTEMBER, about(1271, 1), { source: 'b', periodKind: 'daily_rate' }),
      'agree',
    ],
    ['a range wider than half of its value', a(between(200, 400)), b(283), null],
    ['a number rounded to more than half of itself', a(about(100000)), b(104321), null],
    ['a bound and a number that keeps it', a(atLeast(700)), b(725), null],
    ['a bound and a number that breaks it', a(atLeast(700)), b(627), 'apart'],
    ['an upper bound and a number above it', a(upTo(325000)), b(352001), 'apart'],
    ['a bound and a wide range below it', a(atLeast(700)), b(between(200, 400)), null],
    ['two bounds that exclude each other', a(atLeast(700)), b(upTo(600)), null],
  ] as const)('%s: %s', (_, one, other, expected) => {
    expect(relation(one, other)).toBe(expected);
    expect(relation(other, one)).toBe(expected);
  });

  test('say nothing of each other over other days, another metric, side or scope', () => {
    const said = a(38130);
    for (const other of [
      stated('2024-10', 38130, { source: 'b' }),
      b(38130, { metric: 'killed' }),
      b(38130, { side: 'ua' }),
      b(38130, { scope: 'sector-pokrovsk' }),
      b(38130, { periodKind: 'instant', asOf: '2024-09-30' }),
    ])
      expect(relation(said, other)).toBeNull();
  });

  test('say nothing of each other where one counts a component that the other leaves out; unknown is compatible', () => {
    const leavesOut = a(38130, { components: { dpr_lpr: 'out', regular: 'in' } });
    expect(relation(leavesOut, b(38130, { components: { dpr_lpr: 'in' } }))).toBeNull();
    expect(relation(leavesOut, b(38130, { components: { foreign: 'in' } }))).toBe('agree');
    expect(relation(leavesOut, b(38130))).toBe('agree');
  });

  test('say nothing of each other where one counts by date of death and the other by date of report', () => {
    expect(relation(a(38130, { timeBasis: 'by_event' }), b(38130, { timeBasis: 'by_report' }))).toBeNull();
    expect(relation(a(38130, { timeBasis: 'by_event' }), b(38130))).toBe('agree');
  });

  test('count as one source’s where their totals are dated by different conventions: the 1st in the morning is the end of the 31st', () => {
    const staff = total('2024-09-01', 616300, { source: GENERAL_STAFF.slug });
    const other = total('2024-08-31', 615000, { source: 'b' });
    const [first] = corroborate(voicesOf([staff, other], { [GENERAL_STAFF.slug]: GENERAL_STAFF })).values();
    expect(first?.agreesWith).toEqual([other.id]);
  });
});

describe('no claim supports or contradicts', () => {
  const other = b(38130);
  test.each([
    ['while its publication is not identified', a(38130, { attribution: 'a0' })],
    ['once it is withdrawn', a(38130, { standing: 'withdrawn' })],
    ['once it is discounted', a(38130, { standing: 'discounted' })],
    ['once its source has replaced it', a(38130, { supersededBy: 'c9' })],
    ['as an estimate of estimates', a(38130, { countBasis: 'meta' })],
    ['as a ratio of another claim', a(38130, { isRatioOf: true })],
    ['about a part of the whole', a(38130, { scope: 'part-kursk' })],
    ['by repeating it', a(38130, { repeatsSource: 'b' })],
    ['by being computed from it', a(38130, { restates: [{ id: other.id, source: 'b' }] })],
    ['by the same source', b(38140)],
  ])('%s', (_, one) => {
    expect(relation(one, other)).toBeNull();
    expect(corroborate(voicesOf([one, other])).get(other.id)).toEqual({ agreesWith: [], against: [] });
  });

  test.each(['personnel_losses_unspecified', 'names_added', 'undefined_metric', 'target_recruited'] as const)(
    'about %s',
    (metric) => {
      expect(relation(a(38130, { metric }), b(38130, { metric }))).toBeNull();
    },
  );

  test('of both sides together', () => {
    expect(relation(a(38130, { side: 'both' }), b(38130, { side: 'both' }))).toBeNull();
  });

  test('whose origin is unknown', () => {
    const unknown = source({ slug: 'a', originKnown: false });
    expect(voicesOf([a(38130)], { a: unknown })).toEqual([]);
  });
});

describe('two repeats of a third source', () => {
  test('are one voice, and agree with nobody but others', () => {
    const repeats = [a(38130, { repeatsSource: 'origin' }), b(38130, { repeatsSource: 'origin' })] as const;
    const apart = stated(SEPTEMBER, 38130, { source: 'c' });
    const found = corroborate(voicesOf([...repeats, apart]));
    expect(found.get(repeats[0].id)?.agreesWith).toEqual([apart.id]);
    expect(found.get(apart.id)?.agreesWith).toEqual([repeats[0].id, repeats[1].id]);
  });

  test('a number computed from two sources agrees with neither of them', () => {
    const [one, two] = [a(38130), b(38130)];
    const mixed = stated(SEPTEMBER, 38130, {
      source: 'c',
      restates: [
        { id: one.id, source: 'a' },
        { id: two.id, source: 'b' },
      ],
    });
    const found = corroborate(voicesOf([one, two, mixed]));
    expect(found.get(mixed.id)?.agreesWith).toEqual([]);
    expect(found.get(one.id)?.agreesWith).toEqual([two.id]);
  });
});

describe('the ladder', () => {
  test('records stand above another lineage, and nothing supports what does not stand', () => {
    const step = (stands: boolean, isSupported: boolean, isRecorded: boolean) =>
      substanceOf({ stands, isSupported, isRecorded });
    expect([step(true, false, false), step(true, true, false), step(true, true, true)]).toEqual(['s0', 's1', 's2']);
    expect(step(false, true, true)).toBe('s0');
  });
});

describe('whatever the claims are', () => {
  const anyClaim = fc
    .record({
      source: fc.constantFrom('a', 'b', 'c', 'd'),
      month: fc.constantFrom('2024-09', '2024-10'),
      value: fc.oneof(
        fc.integer({ min: 1, max: 60000 }).map((best) => exactly(best)),
        fc.integer({ min: 1, max: 60000 }).map((best) => about(best, 100)),
        fc.tuple(fc.nat(50000), fc.nat(9000)).map(([low, width]) => between(low, low + width)),
        fc.integer({ min: 1, max: 60000 }).map((low) => atLeast(low)),
      ),
      repeatsSource: fc.option(fc.constantFrom('a', 'b', 'e'), { freq: 3 }),
      dprLpr: fc.option(fc.constantFrom('in' as const, 'out' as const)),
    })
    .map(({ source: by, month, value, repeatsSource, dprLpr }) =>
      stated(month, value, { source: by, repeatsSource, components: dprLpr === null ? {} : { dpr_lpr: dprLpr } }),
    );
  const claims = fc.array(anyClaim, { maxLength: 12 });

  test('their order decides nothing', () => {
    fc.assert(
      fc.property(
        claims.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          expect(new Map([...corroborate(voicesOf(shuffled))].sort())).toEqual(
            new Map([...corroborate(voicesOf(some))].sort()),
          );
        },
      ),
    );
  });

  test('agreement and contradiction are mutual, and exclude each other', () => {
    fc.assert(
      fc.property(claims, (some) => {
        const found = corroborate(voicesOf(some));
        for (const [id, { agreesWith, against }] of found) {
          for (const other of agreesWith) expect(found.get(other)?.agreesWith).toContain(id);
          for (const other of against) expect(found.get(other)?.against).toContain(id);
          expect(agreesWith.filter((other) => against.includes(other))).toEqual([]);
        }
      }),
    );
  });

  test('a claim about other days changes nothing', () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 60000 }), (some, value) => {
        const before = corroborate(voicesOf(some));
        const unrelated = stated('2025-01', exactly(value), { source: 'z' });
        const after = new Map(corroborate(voicesOf([...some, unrelated])));
        after.delete(unrelated.id);
        expect(after).toEqual(before);
      }),
    );
  });

  test('whether anything agrees or lies apart is what the lists say', () => {
    fc.assert(
      fc.property(claims, (some) => {
        const voices = voicesOf(some);
        const lists = corroborate(voices);
        for (const [id, { isSupported, isContested }] of standingsOf(voices)) {
          expect(isSupported).toBe((lists.get(id)?.agreesWith.length ?? 0) > 0);
          expect(isContested).toBe((lists.get(id)?.against.length ?? 0) > 0);
        }
      }),
    );
  });
});
