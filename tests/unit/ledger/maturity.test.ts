/** Maturity of months read off a revision triangle (T8, domain.md §3.6). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isStillCompleting,
  matureFrom,
  shareKnown,
  shareKnownOf,
  toMaturity,
  type Vintage,
} from '@/lib/ledger/maturity';
import { addMonths } from '@/lib/ledger/month';
import { figureOf, month, NAME_LIST, stated } from '@/tests/fixtures/claims';

/** A triangle as one draws it: a line for each vintage, the figures of January, February … 2024 in it. */
function triangle(...lines: [vintage: string, ...figures: number[]][]): Vintage[] {
  return lines.map(([vintage, ...figures]) => ({
    month: month(vintage),
    figures: new Map(figures.map((figure, index) => [addMonths(month('2024-01'), index), figure])),
  }));
}

/** A source that has told half of a month after one month, 90 of 100 after two, 98 after three, and all after four. */
const completing = triangle(
  ['2024-02', 50],
  ['2024-03', 90, 50],
  ['2024-04', 98, 90, 50],
  ['2024-05', 100, 98, 90, 50],
  ['2024-06', 100, 100, 98, 90, 50],
  ['2024-07', 100, 100, 100, 98, 90, 50],
  ['2024-08', 100, 100, 100, 100, 98, 90, 50],
);

describe('the share that was known', () => {
  test('is the part of the later value', () => {
    expect(shareKnown(71, 100)).toBe(0.71);
  });

  test('counts what was taken back later as not known', () => {
    expect(shareKnown(110, 100)).toBe(100 / 110);
  });

  test('is whole for what never changed, zero and negative amounts as well', () => {
    expect([shareKnown(38_130, 38_130), shareKnown(0, 0), shareKnown(-13, -13)]).toEqual([1, 1, 1]);
  });

  test('is nothing where the sign turned, or something became of nothing', () => {
    expect([shareKnown(5, -5), shareKnown(0, 5), shareKnown(5, 0)]).toEqual([0, 0, 0]);
  });
});

describe('the revision record', () => {
  test('gives the median share for each age', () => {
    const shares = new Map(toMaturity(completing)?.curve.map(({ age, share }) => [age, share]));
    // After one month: 50/100 four times, 50/98 and 50/90 once each; the median lies between the two in the middle.
    expect(shares.get(1)).toBe(0.5);
    expect(shares.get(2)).toBe(0.9);
    expect(shares.get(3)).toBe(0.98);
    expect(shares.get(4)).toBe(1);
  });

  test('says nothing before six vintages', () => {
    expect(toMaturity(completing.slice(0, 5))).toEqual({ vintages: 5, last: '2024-06', curve: [] });
    expect(toMaturity(completing.slice(0, 6))?.curve).not.toEqual([]);
  });

  test('of no vintage is none', () => {
    expect(toMaturity([])).toBeNull();
  });

  test('says from which age on a month is mature', () => {
    const record = toMaturity(completing);
    expect(record && matureFrom(record)).toBe(3);
  });

  test('reads an age that nobody observed as the next younger one', () => {
    const record = toMaturity(completing);
    expect(shareKnownOf(record, month('2020-01'))).toBe(1);
    expect(shareKnownOf(record, month('2024-08'))).toBe(0.5);
  });
});

describe('a figure of a month', () => {
  const maturity = toMaturity(completing);
  const claims = [stated('2024-04', 100), stated('2024-06', 90)];
  const options = { maturity };

  test('is provisional until months of its age had told 95 % in the median, and says how much they had', () => {
    const figure = figureOf('2024-06', claims, options);
    expect([figure.flags, figure.shareKnown]).toEqual([['P'], 0.9]);
  });

  test('is not provisional from then on', () => {
    const figure = figureOf('2024-04', claims, options);
    expect([figure.flags, figure.shareKnown]).toEqual([['A'], undefined]);
  });

  test('is not provisional where fewer than six vintages are stored', () => {
    const few = figureOf('2024-06', claims, { maturity: toMaturity(completing.slice(0, 5)) });
    expect([few.flags, few.shareKnown]).toEqual([['A'], undefined]);
  });

  const stable = toMaturity(
    triangle(
      ['2024-02', 10],
      ['2024-03', 10, 20],
      ['2024-04', 10, 20, 30],
      ['2024-05', 10, 20, 30, 40],
      ['2024-06', 10, 20, 30, 40, 50],
      ['2024-07', 10, 20, 30, 40, 50, 60],
    ),
  );

  test('of a source that never revised is mature at once', () => {
    expect(figureOf('2024-06', claims, { maturity: stable }).flags).toEqual(['A']);
  });

  test('of a list of names is provisional always, without a share where its vintages never changed', () => {
    const listed = [stated('2024-06', 90, { countBasis: 'enumerated' })];
    const figure = figureOf('2024-06', listed, { source: NAME_LIST, maturity: stable });
    expect([figure.flags, figure.shareKnown]).toEqual([['P'], undefined]);
  });
});

test('whatever its figures, a series whose vintages never changed is never provisional', () => {
  const value = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 30 }),
      (values, vintages) => {
        const stored = Array.from({ length: vintages }, (_, index): Vintage => {
          const last = addMonths(month('2024-02'), index);
          const told = values.map((figure, at) => [addMonths(month('2024-01'), at), figure] as const);
          return { month: last, figures: new Map(told.filter(([name]) => name < last)) };
        });
        const record = toMaturity(stored);
        for (const name of ['2019-06', '2024-01', '2024-12', '2026-07'])
          expect(isStillCompleting(shareKnownOf(record, month(name)))).toBe(false);
      },
    ),
  );
});

test('fewer than six vintages never give a share, whatever they hold', () => {
  const figures = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(figures, { maxLength: 5 }), (lines) => {
      const record = toMaturity(
        triangle(...lines.map((line, index): [string, ...number[]] => [addMonths(month('2024-02'), index), ...line])),
      );
      expect(shareKnownOf(record, month('2024-03'))).toBeNull();
    }),
  );
});
