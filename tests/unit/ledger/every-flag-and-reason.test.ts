/** The fixture ledger holds every code that a figure, span or gap can carry (O4), and what is made of it is known to the last month. */
import { describe, expect, test } from 'vitest';
import type { Cell, Figure, Gap } from '@/lib/ledger/figure-table';
import { shownFlag } from '@/lib/ledger/figures';
import { codesOf, FIGURE_FLAGS, FIGURE_NOTES, METHODS, REASONS, STANDINGS, VALUE_KINDS } from '@/lib/ledger/vocabulary';
import { everyTable, FIXTURE, FIXTURE_SERIES } from '@/tests/fixtures/every-flag-and-reason';
import { work } from '@/tests/support/arithmetic';

const table = everyTable();
const cells = [...table.cells.values()].flat();
const figures = cells.filter((cell): cell is Figure => cell.kind === 'figure');
const gaps = cells.filter((cell): cell is Gap => cell.kind === 'gap');
const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort();

const bound = (value: number | null) => (value === null ? '–' : String(Math.round(value)));
const inShort = (cell: Cell) =>
  cell.kind === 'gap'
    ? cell.reason
    : [cell.method, bound(cell.low), bound(cell.best), bound(cell.high), ...cell.flags].join(' ');

describe('the fixture ledger', () => {
  test('holds every flag', () => {
    expect(sorted([...figures.flatMap((figure) => figure.flags), ...gaps.map(shownFlag)])).toEqual(
      sorted(codesOf(FIGURE_FLAGS)),
    );
  });

  test('holds every note', () => {
    expect(sorted(figures.flatMap((figure) => figure.notes))).toEqual(sorted(codesOf(FIGURE_NOTES)));
  });

  test('holds every method', () => {
    expect(sorted([...figures, ...table.spans].map((made) => made.method))).toEqual(sorted(codesOf(METHODS)));
  });

  test('holds every reason', () => {
    expect(sorted(gaps.map((gap) => gap.reason))).toEqual(sorted(codesOf(REASONS)));
  });

  test('holds every value kind and every standing', () => {
    expect(sorted(FIXTURE.claims.map((claim) => claim.valueKind))).toEqual(sorted(codesOf(VALUE_KINDS)));
    expect(sorted(FIXTURE.claims.map((claim) => claim.standing))).toEqual(sorted(codesOf(STANDINGS)));
  });

  test('every arithmetic comes to its figure', () => {
    for (const { arithmetic, low, best, high } of [...figures, ...table.spans]) {
      const worked = work(arithmetic);
      expect(best === null ? [worked.low, worked.high] : worked.best, arithmetic).toEqual(
        best === null ? [low, high] : best,
      );
    }
  });
});

/** January to December 2024, series by series: rule, low, best, high, flags; or the reason of the gap. */
const EXPECTED: Record<string, readonly string[]> = {
  'says-months.killed_or_wounded.ru': [
    'N1 31000 31000 31000 A',
    'N1 – 29000 – A',
    'N1 10000 – 60000 U',
    'N1 25000 – – A',
    'N1 – – 40000 A',
    'N2 29850 30000 30150 A',
    'SUPERSEDED_ALL',
    'FORECAST',
    'BELOW_STATUS',
    'NO_CLAIM',
    'N1 33000 33000 33000 B P',
    'NO_CLAIM',
  ],
  'keeps-a-count.killed_or_wounded.ru': [
    ...Array(3).fill('N3 29990 30000 30010 D'),
    'N3 0 340 845 D',
    'NEGATIVE_DIFF',
    'N3 20000 – – D',
    'BOUND_ONLY',
    'GAP_TOO_WIDE',
    'GAP_TOO_WIDE',
    'N4 0 32929 53000 U E D',
    'N4 30000 31071 60000 E D',
    'N10 9000 9000 9000 P D',
  ],
  'estimates-anew.killed_or_wounded.ru': [
    'NO_CLAIM',
    'NO_ANCHOR',
    ...Array(4).fill('MIXED_VINTAGE'),
    'NO_ANCHOR',
    ...Array(5).fill('NO_CLAIM'),
  ],
  'counts-days.killed_or_wounded.ru': [
    'NO_CLAIM',
    'N5 29000 29000 29000 A',
    'N5 29000 31000 – E',
    'N5 5000 – – U',
    'N3 40000 40000 40000 A',
    'N3 30000 30000 30000 A',
    'SCOPE_CHANGED',
    'NO_ANCHOR',
    ...Array(4).fill('NO_CLAIM'),
  ],
  'no-origin.killed_or_wounded.ru': ['NO_CLAIM', 'NO_CLAIM', 'RELAY_ONLY', ...Array(9).fill('NO_CLAIM')],
  'was-recoded.killed_or_wounded.ru': [
    'PARTIAL_START',
    'N3 20000 20000 20000 A',
    'MIXED_DEFINITION',
    ...Array(9).fill('NO_CLAIM'),
  ],
  'was-recoded.killed_or_wounded.ru.v2': [
    'NO_CLAIM',
    'NO_CLAIM',
    'MIXED_DEFINITION',
    'N3 10000 10000 10000 B',
    'NO_ANCHOR',
    ...Array(7).fill('NO_CLAIM'),
  ],
  'lists-names.names_added.ru': [...Array(12).fill('REPORT_DATE_BASIS')],
  'lists-names.killed_confirmed.ru': [
    'NO_CLAIM',
    'NO_CLAIM',
    'REPORT_DATE_BASIS',
    'REPORT_DATE_BASIS',
    ...Array(8).fill('NO_CLAIM'),
  ],
  'has-a-table.killed.ru': ['GAP_TOO_WIDE', 'N6 2900 2900 2900 E', 'GAP_TOO_WIDE', ...Array(9).fill('NO_CLAIM')],
  'cannot-be-defined.undefined_metric.ru': ['NO_CLAIM', 'NO_CLAIM', 'UNDEFINED_METRIC', ...Array(9).fill('NO_CLAIM')],
};

describe('what is made of it', () => {
  test.each(FIXTURE_SERIES.map((id) => [id] as const))('%s', (id) => {
    expect((table.cells.get(id) ?? []).map(inShort)).toEqual(EXPECTED[id]);
  });
});
