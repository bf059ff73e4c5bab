/** The coverage matrix: what months of series amount to (A12). */
import { describe, expect, test } from 'vitest';
import { monthsHeld, type SeriesMonths, toMatrix, toSeriesMonths } from '@/lib/ledger/matrix';
import { addMonths, type Month } from '@/lib/ledger/month';
import { type SeriesId, toSeriesId } from '@/lib/ledger/series';
import { figuresOf, month, seriesInput, stated } from '@/tests/fixtures/claims';

/** The months of a source that states one number for each of some months of 2024; `counts` are its claims by month. */
function monthsOf(source: string, figures: Record<string, number>, counts: Record<string, number> = {}): SeriesMonths {
  const claims = Object.entries(figures).map(([of, value]) => stated(of, value));
  const { key } = seriesInput(claims);
  const series = { ...key, source };
  const all = new Map<Month, number>([
    ...Object.keys(figures).map((of) => [month(of), 1] as const),
    ...Object.entries(counts).map(([of, count]) => [month(of), count] as const),
  ]);
  return toSeriesMonths(
    { id: toSeriesId(series) as SeriesId, key: series, sourceName: source, sourceShortName: source },
    figuresOf(claims, { months: ['2024-01', '2024-12'] }),
    all,
  );
}

describe('the months of a series', () => {
  test('reach from the first to the last that any claim bears on', () => {
    const { cells } = monthsOf('one', { '2024-03': 100, '2024-05': 90 }, { '2024-08': 2 });
    expect([cells[0]?.month, cells.at(-1)?.month]).toEqual(['2024-03', '2024-08']);
  });

  test('hold figure and claims, or the reason why there is no figure', () => {
    const { cells } = monthsOf('one', { '2024-03': 100 }, { '2024-03': 4, '2024-04': 1 });
    expect(cells).toMatchObject([
      { month: '2024-03', claims: 4, said: { kind: 'figure', best: 100, badge: 'attributed', asClaimed: true } },
      { month: '2024-04', claims: 1, said: { kind: 'gap', reason: 'NO_CLAIM' } },
    ]);
  });

  test('of a series without any are none', () => {
    expect(monthsOf('one', {}).cells).toEqual([]);
  });
});

describe('the matrix', () => {
  const series = [
    monthsOf('few', { '2024-02': 10 }),
    monthsOf('many', { '2024-01': 1, '2024-02': 2, '2024-03': 3 }),
    monthsOf('spans', {}, { '2024-02': 1, '2024-03': 1 }),
    monthsOf('later', { '2024-11': 5 }),
  ];
  const matrix = toMatrix(series, month('2024-02'), month('2024-04'));

  test('has one cell for each month of the window, empty where nothing was claimed', () => {
    const few = matrix.rows.find(({ key }) => key.source === 'few');
    expect(matrix.months).toEqual(['2024-02', '2024-03', '2024-04']);
    expect(few?.cells.map((cell) => cell?.month ?? null)).toEqual(['2024-02', null, null]);
  });

  test('leaves out who claims nothing in the window, and puts most figures first, then most claims', () => {
    expect(matrix.rows.map(({ key, figures, claims }) => [key.source, figures, claims])).toEqual([
      ['many', 2, 2],
      ['few', 1, 1],
      ['spans', 0, 2],
    ]);
  });

  test('counts sources, and as lineages only those whose figures go back to different origins', () => {
    expect([matrix.sources, matrix.lineages]).toEqual([3, 1]);
  });

  test('of no month that anybody bears on is empty', () => {
    expect(toMatrix(series, month('2025-01'), month('2025-02'))).toMatchObject({ rows: [], sources: 0, lineages: 0 });
  });
});

describe('the months that are held', () => {
  test('reach over all series', () => {
    expect(monthsHeld([monthsOf('a', { '2024-02': 1 }), monthsOf('b', { '2024-09': 1 })])).toEqual({
      from: '2024-02',
      to: '2024-09',
    });
  });

  test('are cut to the newest where there are too many', () => {
    const window = monthsHeld([monthsOf('a', { '2024-01': 1, '2024-12': 1 })], 6);
    expect(window).toEqual({ from: addMonths(month('2024-12'), -5), to: '2024-12' });
  });

  test('are none where nothing is', () => {
    expect(monthsHeld([])).toBeNull();
  });
});
