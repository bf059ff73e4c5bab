/** The coverage matrix beside the list of claims and the comparison (A12). */
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '@/lib/data/catalogue';
import { ALL_CLAIMS, listClaims } from '@/lib/data/claim-list';
import { NOW } from '@/lib/data/ledger';
import { readMatrix } from '@/lib/data/matrix';
import { DEFAULT_MATRIX_VIEW, MATRIX_METRICS } from '@/lib/ledger/matrix-view';
import type { Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { month, openLedger } from '../support/ledger';

openLedger({ starter: true });

type Answer = NonNullable<Awaited<ReturnType<typeof readMatrix>>>;
const read = async (over: Partial<typeof DEFAULT_MATRIX_VIEW> = {}): Promise<Answer> => {
  const answer = await readMatrix({ ...DEFAULT_MATRIX_VIEW, ...over });
  if (answer === null) throw new Error('the starter ledger holds something');
  return answer;
};
const countOf = async (series: SeriesId, of: Month) =>
  (await listClaims({ ...ALL_CLAIMS, series, month: of, limit: 1 }, NOW)).total.claims;

describe('the matrix of the starter ledger', () => {
  test('counts in each cell the claims that the list of its link holds', async () => {
    const { matrix } = await read({ from: month('2024-07'), to: month('2025-02') });
    const cells = matrix.rows.flatMap(({ id, cells: months }) =>
      months.flatMap((cell) => (cell === null || cell.claims === 0 ? [] : { id, ...cell })),
    );
    expect(cells.length).toBeGreaterThan(50);
    for (const { id, month: of, claims } of cells) expect([id, of, await countOf(id, of)]).toEqual([id, of, claims]);
  });

  test('has the figures of the comparison', async () => {
    const { matrix } = await read({ from: month('2024-09'), to: month('2024-09') });
    const said = (source: string) => matrix.rows.find(({ key }) => key.source === source)?.cells[0]?.said;
    expect(said('ua-general-staff')).toMatchObject({ kind: 'figure', best: 38_130, badge: 'attributed' });
    expect(said('uk-di')).toMatchObject({ best: 38_130, lineage: 'ua-general-staff.killed_or_wounded.ru' });
  });

  test('counts a source that repeats another as no lineage of its own', async () => {
    const { matrix } = await read({ from: month('2024-12'), to: month('2024-12') });
    const speaking = matrix.rows.filter(({ figures }) => figures > 0).map(({ key }) => key.source);
    expect(speaking).toEqual(expect.arrayContaining(['ua-general-staff', 'uk-di']));
    expect(matrix.lineages).toBeLessThan(matrix.sources);
  });

  test('raises the status that makes a figure, and still counts every claim', async () => {
    const window = { from: month('2024-09'), to: month('2024-09') };
    const [all, checked] = [await read(window), await read({ ...window, status: 'documented' })];
    const claims = (answer: Answer) => answer.matrix.rows.reduce((sum, row) => sum + row.claims, 0);
    expect(claims(checked)).toBe(claims(all));
    expect(checked.matrix.rows.every(({ figures }) => figures === 0)).toBe(true);
    expect(checked.matrix.rows[0]?.cells[0]?.said).toEqual({ kind: 'gap', reason: 'BELOW_STATUS' });
  });

  test('shows every series of every metric and side that touches a month', async () => {
    const { series } = await readCatalogue(NOW);
    for (const metric of MATRIX_METRICS)
      for (const side of ['ru', 'ua'] as const) {
        const held = series.filter(
          ({ key, firstDay }) => key.metric === metric && key.side === side && firstDay !== null,
        );
        const { matrix } = await read({ metric, side, from: month('2020-01'), to: month('2029-12') });
        expect([metric, side, new Set(matrix.rows.map(({ id }) => id)).size]).toEqual([metric, side, held.length]);
      }
  });
});
