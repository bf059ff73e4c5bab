/** What holds for every ledger (domain.md §3.7), tried on claims that nobody thought of. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import type { Cell, Figure, Span } from '@/lib/ledger/figure-table';
import { toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { addDays, addMonths, type Day, daysBetween, firstDay, monthsFrom } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { codesOf, FIGURE_FLAGS, REASONS } from '@/lib/ledger/vocabulary';
import {
  about,
  atLeast,
  between,
  correction,
  exactly,
  figuresOf,
  GENERAL_STAFF,
  inWords,
  claim as make,
  month,
  type Said,
  source,
  total,
  upTo,
} from '@/tests/fixtures/claims';
import { work } from '@/tests/support/arithmetic';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const START = '2023-11-01' as Day;
const MONTHS = ['2023-10', '2024-06'] as const;

const day = fc.integer({ min: -20, max: 200 }).map((offset) => addDays(START, offset));
const count = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60000 }));
const value: fc.Arbitrary<Said> = fc.oneof(
  fc.tuple(count, fc.constantFrom(null, 1, 10, 100)).map(([best, unit]) => exactly(best, unit)),
  fc.tuple(count, fc.constantFrom(null, 1, 10, 1000)).map(([best, unit]) => about(best, unit)),
  count.map(atLeast),
  count.map(upTo),
  fc.tuple(count, count, count, fc.boolean()).map(([a, b, c, hasBest]) => {
    const [low = 0, best = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
    return between(low, high, hasBest ? best : null);
  }),
  fc.constant(inWords),
);

/** Periods of every kind, exact months among them. */
const period: fc.Arbitrary<Partial<FigureClaim>> = fc.oneof(
  { weight: 5, arbitrary: day.map((asOf) => ({ periodKind: 'cumulative_since_start', asOf }) as const) },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 0, max: 6 })
      .map(
        (at) => ({ periodKind: 'cumulative_since_start', asOf: firstDay(addMonths(month('2023-11'), at)) }) as const,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('interval', 'daily_rate', 'monthly_rate', 'forecast'))
      .map(([at, periodKind]) => {
        const of = addMonths(month('2023-11'), at);
        return { periodKind, periodStart: firstDay(of), periodEnd: firstDay(addMonths(of, 1)) } as const;
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, fc.integer({ min: 1, max: 90 }), fc.constantFrom('interval', 'daily_rate'))
      .map(
        ([periodStart, length, periodKind]) =>
          ({ periodKind, periodStart, periodEnd: addDays(periodStart, length) }) as const,
      ),
  },
  {
    weight: 3,
    arbitrary: day.map(
      (periodStart) => ({ periodKind: 'day', periodStart, periodEnd: addDays(periodStart, 1) }) as const,
    ),
  },
  {
    weight: 1,
    arbitrary: day.map(
      (periodStart) => ({ periodKind: 'day', periodStart, timeBasis: 'by_event', release: 'r1' }) as const,
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, day)
      .map(([periodStart, asOf]) => ({ periodKind: 'cumulative_since_date', periodStart, asOf }) as const),
  },
);

const claims = fc.array(
  fc
    .record({
      said: value,
      when: period,
      standing: fc.constantFrom('current', 'current', 'current', 'current', 'withdrawn' as const),
      attribution: fc.constantFrom('a0', 'a1', 'a1', 'a1', 'a2' as const),
      relayed: fc.boolean(),
      publishedOn: fc.option(day),
      scope: fc.constantFrom('theatre', 'theatre', 'theatre', 'excluding-kursk', 'part-convicts'),
      definitionVersion: fc.constantFrom(1, 1, 1, 1, 2),
      provisional: fc.constantFrom(false, false, true),
      components: fc.constantFrom({}, {}, {}, { pmc: 'in' as const }, { pmc: 'out' as const }),
    })
    .map(({ said, when, ...rest }) => make({ ...rest, ...said, ...when } as Parameters<typeof make>[0])),
  { maxLength: 40 },
);

/** A whole month of days now and then, so that sums complete. */
const withDays = fc
  .tuple(claims, fc.option(fc.array(value, { minLength: 31, maxLength: 31 })))
  .map(([some, days]) => [
    ...some,
    ...(days ?? []).map((said, index) =>
      make({ periodKind: 'day', periodStart: addDays('2024-01-01' as Day, index), ...said }),
    ),
  ]);

const sources = fc
  .record({
    countingConvention: fc.constantFrom('morning' as const, 'end_of_day' as const),
    totalsAreDifferenceable: fc.constantFrom('yes' as const, 'yes' as const, 'names' as const, 'no' as const),
  })
  .map((over) => source(over));

const metric = fc.constantFrom('killed_or_wounded' as const, 'killed_or_wounded' as const, 'territory_gained' as const);

type Ledger = { claims: FigureClaim[]; by: Source; of: 'killed_or_wounded' | 'territory_gained' };
const ledgers: fc.Arbitrary<Ledger> = fc
  .tuple(withDays, sources, metric)
  .map(([some, by, of]) => ({ claims: some.map((one) => ({ ...one, metric: of })), by, of }));

const figuresFor = ({ claims: some, by, of }: Ledger, months: readonly [string, string] = MONTHS) =>
  figuresOf(some, { source: by, metric: of, months, current: '2024-04' });
const isFigure = (cell: Cell): cell is Figure => cell.kind === 'figure';

/** Numbers as the nearest doubles of exact values: the arithmetic has to come to the same ones. */
function expectArithmetic(said: Figure | Span) {
  const worked = work(said.arithmetic);
  if (said.best !== null) expect(worked.best, said.arithmetic).toBe(said.best);
  else {
    expect(worked.low, said.arithmetic).toBe(said.low);
    expect(worked.high, said.arithmetic).toBe(said.high);
  }
}

describe('for any claims', () => {
  test('every month is exactly one figure or gap, in order', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const { cells } = figuresFor(ledger);
        expect(cells.map((cell) => cell.month)).toEqual(monthsFrom(month(MONTHS[0]), month(MONTHS[1])));
        for (const cell of cells) {
          if (cell.kind === 'gap') expect(Object.keys(REASONS)).toContain(cell.reason);
          else expect([cell.low, cell.best, cell.high].some((bound) => bound !== null)).toBe(true);
        }
      }),
    );
  });

  test('low ≤ best ≤ high, and persons are never fewer than none', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const { cells, spans } = figuresFor(ledger);
        for (const { low, best, high } of [...cells.filter(isFigure), ...spans]) {
          const known = [low, best, high].filter((bound) => bound !== null);
          expect(known).toEqual([...known].sort((a, b) => a - b));
          if (ledger.of === 'killed_or_wounded') for (const bound of known) expect(bound).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('the arithmetic, done again, comes to the figure', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const { cells, spans } = figuresFor(ledger);
        for (const said of [...cells.filter(isFigure), ...spans]) expectArithmetic(said);
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the claims does not matter', () => {
    fc.assert(
      fc.property(
        ledgers.chain((ledger) =>
          fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger.claims, { minLength: ledger.claims.length })),
        ),
        ([ledger, shuffled]) => {
          const [one, other] = [figuresFor(ledger), figuresFor({ ...ledger, claims: shuffled })];
          expect(other).toEqual(one);
        },
      ),
    );
  });

  test('claims of other series do not matter', () => {
    fc.assert(
      fc.property(ledgers, claims, (ledger, others) => {
        const strangers = others.flatMap((one) => [
          { ...one, source: 'stranger' },
          { ...one, side: 'ua' as const },
          { ...one, metric: 'killed' as const },
        ]);
        expect(figuresFor({ ...ledger, claims: [...strangers, ...ledger.claims] })).toEqual(figuresFor(ledger));
      }),
    );
  });

  test('the window asked for does not matter: a month is the same in every one', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (ledger, skip, length) => {
        const from = addMonths(month(MONTHS[0]), skip);
        const to = addMonths(from, length);
        const narrow = figuresFor(ledger, [from, to]).cells.filter((cell) => cell.month <= MONTHS[1]);
        const wide = figuresFor(ledger).cells.filter((cell) => cell.month >= from && cell.month <= to);
        expect(narrow).toEqual(wide);
      }),
    );
  });

  test('a claim used was there, usable, and is named once', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const byId = new Map<string, FigureClaim>(ledger.claims.map((one) => [one.id, one]));
        for (const said of [...figuresFor(ledger).cells.filter(isFigure), ...figuresFor(ledger).spans])
          for (const { id } of said.claims)
            expect(byId.get(id)).toMatchObject({
              standing: 'current',
              scope: 'theatre',
              definitionVersion: 1,
              attribution: expect.stringMatching(/a[12]/),
            });
      }),
    );
  });

  test('flags are known ones by precedence, A only alone', () => {
    const order = codesOf(FIGURE_FLAGS);
    fc.assert(
      fc.property(ledgers, (ledger) => {
        for (const { flags } of figuresFor(ledger).cells.filter(isFigure)) {
          expect(flags).toEqual(order.filter((flag) => flags.includes(flag)));
          if (flags.length > 1) expect(flags).not.toContain('A');
          expect(flags.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('asking twice gives the same', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        expect(JSON.stringify(figuresFor(ledger))).toBe(JSON.stringify(figuresFor(ledger)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('for a running total that stands at every border', () => {
  const history = fc.record({
    gains: fc.array(fc.integer({ min: 0, max: 50000 }), { minLength: 2, maxLength: 24 }),
    corrections: fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: -900, max: 900 })), {
      maxLength: 6,
    }),
    unit: fc.constantFrom(null, 10),
  });

  test('Σ months + unallocated = the change of the total', () => {
    fc.assert(
      fc.property(history, ({ gains, corrections, unit }) => {
        const last = addMonths(month('2022-03'), gains.length);
        let sum = 100000;
        const totals = [0, ...gains].map((gain, index) => {
          sum += gain;
          return total(firstDay(addMonths(month('2022-03'), index)), about(sum, unit));
        });
        const inside = corrections.filter(([offset]) => addDays('2022-03-01' as Day, offset) <= firstDay(last));
        const announced = inside.map(([offset, by]) => correction(addDays('2022-03-01' as Day, offset), by));
        const { cells } = figuresOf([...totals, ...announced], {
          source: GENERAL_STAFF,
          months: ['2022-03', addMonths(last, -1)],
        });
        // A month whose total fell more than was announced is a gap; then the identity has nothing to add up.
        if (!cells.every(isFigure)) return;
        const figures = cells.filter(isFigure);
        const months = figures.reduce((all, { best }) => all + (best ?? Number.NaN), 0);
        const unallocated = figures.reduce((all, figure) => all + figure.unallocated, 0);
        expect(months + unallocated).toBe(sum - 100000);
        expect(unallocated).toBe(inside.reduce((all, [, by]) => all + by, 0));
      }),
    );
  });

  test('days added up and totals subtracted agree: daylight saving days count once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 31, maxLength: 31 }),
        fc.constantFrom('2024-03', '2024-10', '2024-12'),
        (days, of) => {
          const daily = days.map((best, index) =>
            make({ periodKind: 'day', periodStart: addDays(firstDay(month(of)), index), ...exactly(best) }),
          );
          const sum = days.reduce((all, best) => all + best, 0);
          const totals = [total(firstDay(month(of)), 5000), total(firstDay(addMonths(month(of), 1)), 5000 + sum)];
          const [fromDays, fromTotals] = [daily, totals].map(
            (some) => figuresOf(some, { source: GENERAL_STAFF, months: [of, of] }).cells[0],
          );
          expect(fromDays).toMatchObject({ method: 'N5', best: sum });
          expect(fromTotals).toMatchObject({ method: 'N3', best: sum });
        },
      ),
    );
  });
});

describe('zero ≠ missing', () => {
  test('a zero that was claimed is a figure, nothing claimed is a gap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('interval' as const, 'daily_rate' as const),
        fc.constantFrom(exactly(0), about(0, 10), between(0, 0)),
        (periodKind, said) => {
          const one = make({ periodKind, periodStart: '2024-03-01', periodEnd: '2024-04-01', ...said });
          expect(figuresOf([one], { months: ['2024-03', '2024-04'] }).cells.map(({ kind }) => kind)).toEqual([
            'figure',
            'gap',
          ]);
        },
      ),
    );
  });
});

test('a late claim about other months moves no figure of this one', () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 1, max: 5 }), value, (ledger, years, said) => {
      const late = make({
        periodKind: 'interval',
        periodStart: `${2024 + years}-09-01`,
        periodEnd: `${2024 + years}-10-01`,
        ...said,
        metric: ledger.of,
      });
      expect(figuresFor({ ...ledger, claims: [...ledger.claims, late] }).cells).toEqual(figuresFor(ledger).cells);
    }),
  );
});

test('spans are half-open and have at least a day', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      for (const span of figuresFor(ledger).spans) expect(daysBetween(span.from, span.to)).toBeGreaterThan(0);
    }),
  );
});

test('the lineage is asked of the claims that are used, whatever else is in the ledger', () => {
  const asked: string[] = [];
  const some = [
    total('2024-09-01', 1, { id: 's' }),
    total('2024-10-01', 2, { id: 'e' }),
    total('2024-12-01', 3, { id: 'x' }),
  ];
  const lineageOf = toLineageOf(some);
  const key = {
    source: 'source',
    metric: 'killed_or_wounded',
    side: 'ru',
    scope: 'theatre',
    definitionVersion: 1,
  } as const;
  const made = toFigures(
    { key, source: source({ countingConvention: 'morning' }), claims: some, events: [] },
    {
      months: [month('2024-09')],
      threshold: 'attributed',
      currentMonth: month('2026-11'),
      lineageOf: (one) => {
        asked.push(one.id);
        return lineageOf(one);
      },
    },
  );
  expect([made.cells.length, asked]).toEqual([1, ['s', 'e']]);
});
