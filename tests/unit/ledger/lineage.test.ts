/** Who repeats whom (domain.md §1.1 `Lineage`). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import { countLineages, isNoVoice, sharedLineage, toLineageOf, toRootsOf } from '@/lib/ledger/lineage';
import { average, type stated } from '@/tests/fixtures/claims';

const says = (source: string, repeatsSource: string | null = null, over: Parameters<typeof stated>[2] = {}) =>
  average('2024-09', 1271, { source, repeatsSource, ...over });

const lineages = (...claims: FigureClaim[]) => claims.map(toLineageOf(claims));

describe('the lineage of a claim', () => {
  test('is its own series where it repeats nobody', () => {
    expect(lineages(says('ua-general-staff'))).toEqual(['ua-general-staff.killed_or_wounded.ru']);
  });

  test('is that of the source it repeats: UK DI on the General Staff', () => {
    expect(lineages(says('ua-general-staff'), says('uk-di', 'ua-general-staff'))).toEqual([
      'ua-general-staff.killed_or_wounded.ru',
      'ua-general-staff.killed_or_wounded.ru',
    ]);
  });

  test('is the repeated source’s series also where the ledger holds none of its claims', () => {
    expect(lineages(says('afp', 'isw'))).toEqual(['isw.killed_or_wounded.ru']);
  });

  test('follows chains: a relay of a relay goes back to the origin', () => {
    expect(lineages(says('press', 'uk-di'), says('uk-di', 'ua-general-staff'), says('ua-general-staff'))).toEqual(
      Array(3).fill('ua-general-staff.killed_or_wounded.ru'),
    );
  });

  test('is decided claim by claim: a source can repeat in one month and count by itself in the next (trap 18)', () => {
    const [march, april] = [says('uk-di', 'ua-general-staff'), average('2024-10', 1354, { source: 'uk-di' })];
    expect(lineages(march, april)).toEqual(['ua-general-staff.killed_or_wounded.ru', 'uk-di.killed_or_wounded.ru']);
  });

  test('follows a chain only within one period', () => {
    const elsewhere = average('2024-10', 1354, { source: 'uk-di', repeatsSource: 'ua-general-staff' });
    expect(lineages(says('press', 'uk-di'), elsewhere)[0]).toBe('uk-di.killed_or_wounded.ru');
  });

  test('is computed within one metric and side', () => {
    const other = says('uk-di', 'ua-general-staff', { side: 'ua' });
    expect(lineages(says('press', 'uk-di'), other)).toEqual([
      'uk-di.killed_or_wounded.ru',
      'ua-general-staff.killed_or_wounded.ua',
    ]);
  });

  test('sources that repeat one another in a circle are one voice, and so are those that repeat them', () => {
    const circle = [says('b', 'a'), says('a', 'c'), says('c', 'b'), says('press', 'c')];
    expect(countLineages(lineages(...circle))).toBe(1);
    expect(lineages(...circle)[0]).toBe('a.killed_or_wounded.ru');
  });

  test('a source that repeats itself is its own voice', () => {
    expect(lineages(says('uk-di', 'uk-di'))).toEqual(['uk-di.killed_or_wounded.ru']);
  });

  test('estimates of estimates and ratios of other claims are no voice', () => {
    const [meta, ratio] = [
      says('economist', null, { countBasis: 'meta' }),
      says('bbc-russian', null, { isRatioOf: true }),
    ];
    expect(lineages(meta, ratio)).toEqual([null, null]);
    expect([isNoVoice(meta), isNoVoice(ratio), isNoVoice(says('isw'))]).toEqual([true, true, false]);
  });

  test('follows links to claims, whatever days they are about: a total computed from another’s months', () => {
    const origin = average('2024-08', 1187, { source: 'ua-general-staff' });
    const computed = says('csis', null, { restates: [{ id: origin.id, source: 'ua-general-staff' }] });
    const repeated = says('press', null, { restates: [{ id: computed.id, source: 'csis' }] });
    expect(lineages(origin, computed, repeated)).toEqual(Array(3).fill('ua-general-staff.killed_or_wounded.ru'));
  });

  test('ends at the source of a linked claim that is not at hand', () => {
    const linked = says('csis', null, {
      restates: [{ id: 'elsewhere' as FigureClaim['id'], source: 'ua-general-staff' }],
    });
    expect(lineages(linked)).toEqual(['ua-general-staff.killed_or_wounded.ru']);
  });

  test('has all the roots of what it is computed from, and counts with the first of them', () => {
    const [one, two] = [says('isw'), says('deepstate')];
    const mixed = says('afp', null, {
      restates: [
        { id: one.id, source: 'isw' },
        { id: two.id, source: 'deepstate' },
      ],
    });
    const claims = [one, two, mixed];
    expect(toRootsOf(claims)(mixed)).toEqual(['deepstate.killed_or_wounded.ru', 'isw.killed_or_wounded.ru']);
    expect(countLineages(lineages(...claims))).toBe(2);
  });

  test('a circle with a way out goes back to where the way leads', () => {
    const origin = says('ua-general-staff');
    const [first, second] = [
      says('a', 'b'),
      says('b', 'a', { restates: [{ id: origin.id, source: 'ua-general-staff' }] }),
    ];
    expect(lineages(first, second)).toEqual(Array(2).fill('ua-general-staff.killed_or_wounded.ru'));
  });

  test('does not depend on the order of the claims', () => {
    const claims = [
      says('x', 'y'),
      says('y', 'z'),
      says('y', 'w'),
      says('w', 'x'),
      says('z'),
      says('v', 'x', { restates: [{ id: 'elsewhere' as FigureClaim['id'], source: 'u' }] }),
    ];
    const expected = new Map(claims.map((claim) => [claim.id, toLineageOf(claims)(claim)]));
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: claims.length }), (shuffled) => {
        const lineageOf = toLineageOf(shuffled);
        for (const claim of claims) expect(lineageOf(claim)).toBe(expected.get(claim.id));
      }),
    );
  });
});

describe('lineages together', () => {
  test('share one or are mixed', () => {
    expect(sharedLineage(['a', 'a'])).toBe('a');
    expect(sharedLineage(['a', 'b'])).toBeNull();
    expect(sharedLineage(['a', null])).toBeNull();
    expect(sharedLineage([null])).toBeNull();
    expect(sharedLineage([])).toBeNull();
  });

  test('are counted once each, no voice not at all: n sources, k lineages', () => {
    expect(countLineages(['a', 'b', 'a', null])).toBe(2);
    expect(countLineages([])).toBe(0);
  });
});
