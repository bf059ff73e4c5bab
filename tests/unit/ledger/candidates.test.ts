/** Which of several claims for one month is the figure: domain.md §3.2, “direct”, criteria 1 to 5, each alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { about, atLeast, average, between, exactly, figureOf, stated, UK_DI, upTo } from '@/tests/fixtures/claims';

const chosen = (...claims: ReturnType<typeof stated>[]) => {
  const figure = figureOf('2024-11', claims, { source: UK_DI });
  return {
    best: figure.best,
    also: figure.alsoSaid.map((claim) => claim.best ?? claim.low ?? claim.high),
    notes: figure.notes,
  };
};

describe('the order of candidates', () => {
  test('1. a point or range before a bound, whatever else speaks for the bound', () => {
    const point = stated('2024-11', about(45000), { relayed: true, publishedOn: null });
    const bound = average('2024-11', atLeast(1500), { publishedOn: '2024-12-31' });
    expect(chosen(bound, point)).toMatchObject({ best: 45000, also: [45000] });
    expect(
      figureOf('2024-11', [stated('2024-11', upTo(46000)), stated('2024-11', between(44000, 46000))]).valueKind,
    ).toBe('range');
  });

  test('2. what the source published itself before what a relay carried', () => {
    const relayed = stated('2024-11', exactly(45680, 1), { relayed: true });
    const own = stated('2024-11', about(46000));
    expect(chosen(relayed, own)).toMatchObject({ best: 46000, also: [45680] });
  });

  test('3. the narrower value, a rate counted with its days', () => {
    const rate = average('2024-11', about(1523, 1)); // ± ½ a day is ± 15 a month
    expect(chosen(rate, stated('2024-11', about(45690, 10)))).toMatchObject({ best: 45690, also: [45690] });
    expect(figureOf('2024-11', [rate, stated('2024-11', about(45690, 10))]).method).toBe('N1');
    expect(figureOf('2024-11', [rate, stated('2024-11', about(45690, 100))]).method).toBe('N2');
  });

  test('3. a value without a unit has its implied one: 1 209 a day goes before 36 000 a month', () => {
    const month = stated('2024-11', about(36000)); // ± 500
    const rate = average('2024-11', about(1209)); // ± ½ × 30
    expect(chosen(month, rate)).toMatchObject({ best: 36270 });
  });

  test('4. the later publication, an unknown day last', () => {
    const claims = [
      stated('2024-11', about(45001), { publishedOn: '2024-12-02' }),
      stated('2024-11', about(45002), { publishedOn: '2025-01-07' }),
      stated('2024-11', about(45003), { publishedOn: null }),
      stated('2024-11', about(45004), { publishedOn: null, id: 'zzz' }),
    ];
    expect(chosen(...claims)).toMatchObject({ best: 45002, also: [45001, 45003, 45004] });
  });

  test('5. the lower public id', () => {
    const [b, a] = [stated('2024-11', about(45002), { id: 'b0' }), stated('2024-11', about(45001), { id: 'a0' })];
    expect(chosen(b, a)).toMatchObject({ best: 45001, also: [45002] });
  });

  test('N1 and N2 stand in one group: a rate can go before a stated month', () => {
    const figure = figureOf(
      '2024-11',
      [stated('2024-11', about(45680), { relayed: true }), average('2024-11', about(1523, 1))],
      {
        source: UK_DI,
      },
    );
    expect(figure).toMatchObject({
      method: 'N2',
      best: 45690,
      low: 45675,
      high: 45705,
      arithmetic: '1523 × 30 = 45690',
    });
  });

  test('does not depend on the order in which claims arrive', () => {
    const claims = [
      stated('2024-11', about(45680), { relayed: true }),
      average('2024-11', about(1523, 1)),
      stated('2024-11', atLeast(45000)),
      stated('2024-11', between(45000, 46000)),
      stated('2024-11', exactly(45690), { publishedOn: null }),
    ];
    const expected = figureOf('2024-11', claims);
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: claims.length }), (shuffled) => {
        expect(figureOf('2024-11', shuffled)).toEqual(expected);
      }),
    );
  });
});

describe('candidates that differ', () => {
  test('by no more than their half-widths together are not noted', () => {
    const claims = [stated('2024-11', about(45690, 10)), stated('2024-11', about(45700, 10))];
    expect(chosen(...claims).notes).not.toContain('CANDIDATES_DIFFER');
  });

  test('by more are noted', () => {
    const claims = [stated('2024-11', about(45690, 10)), stated('2024-11', about(45701, 10))];
    expect(chosen(...claims).notes).toContain('CANDIDATES_DIFFER');
  });

  test('are judged by implied units where none is stated', () => {
    expect(chosen(stated('2024-11', about(36000)), average('2024-11', about(1209))).notes).not.toContain(
      'CANDIDATES_DIFFER',
    );
    expect(chosen(stated('2024-11', about(35000)), average('2024-11', about(1209))).notes).toContain(
      'CANDIDATES_DIFFER',
    );
  });

  test('also where an “at least” lies above the figure', () => {
    const claims = [stated('2024-11', about(45690, 10)), stated('2024-11', atLeast(46000))];
    expect(chosen(...claims).notes).toContain('CANDIDATES_DIFFER');
  });

  test('also said keeps what a rate comes to in the month', () => {
    const figure = figureOf('2024-11', [stated('2024-11', exactly(45690, 1)), average('2024-11', atLeast(1500))]);
    expect(figure.alsoSaid).toEqual([{ id: expect.any(String), low: 45000, best: null, high: null }]);
  });
});
