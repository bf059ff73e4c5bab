/** Figures that are known (domain.md §3.2, §3.8), made from the rows of the starter ledger. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Cell, Figure } from '@/lib/ledger/figure-table';
import { about, boundsOf, correction, figureOf, GENERAL_STAFF, total } from '@/tests/fixtures/claims';
import { readStarter, type Starter, starterFigures } from '@/tests/fixtures/starter';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let starter: Starter;
beforeAll(async () => {
  starter = await readStarter();
});

const isFigure = (cell: Cell): cell is Figure => cell.kind === 'figure';
const figureOfSeries = (id: string, month: string): Figure => {
  const figure = starterFigures(starter, id, month, month).cells.find(isFigure);
  if (!figure) throw new Error(`${id} has no figure for ${month}.`);
  return figure;
};

describe('General Staff, killed or wounded, from its totals', () => {
  test.each([
    ['2022-03', '17700 − 5710 = 11990', 386.8],
    ['2024-02', '414680 − 386230 = 28450', 981.0],
    ['2024-09', '654430 − 616300 = 38130', 1271.0],
    ['2024-12', '790800 − 742130 = 48670', 1570.0],
    ['2025-02', '875610 − 839040 = 36570', 1306.1],
    ['2025-04', '953190 − 916770 = 36420', 1214.0],
  ])('%s: %s', (month, arithmetic, perDay) => {
    const figure = figureOfSeries('ua-general-staff.killed_or_wounded.ru', month);
    expect(figure).toMatchObject({
      method: 'N3',
      arithmetic,
      flags: ['D'],
      notes: ['ROUNDING_ONLY'],
      badge: 'attributed',
    });
    expect((figure.best ?? 0) / figure.daysInMonth).toBeCloseTo(perDay, 1);
  });

  test('September 2024 lies between 38 120 and 38 140: both totals are rounded to tens', () => {
    expect(boundsOf(figureOfSeries('ua-general-staff.killed_or_wounded.ru', '2024-09'))).toEqual([38120, 38130, 38140]);
  });

  test('months and the five days before add up to the last total', () => {
    const { cells, spans } = starterFigures(starter, 'ua-general-staff.killed_or_wounded.ru', '2022-02', '2025-12');
    const months = cells.filter(isFigure).reduce((sum, figure) => sum + (figure.best ?? Number.NaN), 0);
    expect(cells.filter((cell) => cell.kind === 'gap')).toMatchObject([{ month: '2022-02', reason: 'PARTIAL_START' }]);
    expect(months + (spans[0]?.best ?? Number.NaN)).toBe(1208970);
  });
});

describe('as pure functions: corrections that were announced would be set apart', () => {
  test.each([
    ['2025-04', 916770, 953190, 160, 36260, 1208.7],
    ['2025-02', 839040, 875610, 1650, 34920, 1247.1],
  ])('%s: %i to %i with a correction of %i gives %i', (month, from, to, by, best, perDay) => {
    const [year = '', number = ''] = month.split('-');
    const next = `${year}-${String(Number(number) + 1).padStart(2, '0')}-01`;
    const claims = [total(`${month}-01`, about(from, 10)), total(next, about(to, 10)), correction(`${month}-28`, by)];
    const figure = figureOf(month, claims, { source: GENERAL_STAFF });
    expect(figure).toMatchObject({ best, unallocated: by });
    expect(best / figure.daysInMonth).toBeCloseTo(perDay, 1);
  });
});

describe('UK Defence Intelligence, killed or wounded', () => {
  test.each([
    ['2024-09', 38130, 'N2'],
    ['2024-11', 45690, 'N2'],
    ['2024-12', 48670, 'N2'],
    ['2025-04', 36270, 'N2'],
    ['2025-05', 34503, 'N2'],
    ['2025-06', 32430, 'N2'],
  ])('%s: %i', (month, best, method) => {
    const figure = figureOfSeries('uk-di.killed_or_wounded.ru', month);
    expect(figure).toMatchObject({ best, method, lineage: 'ua-general-staff.killed_or_wounded.ru' });
  });

  test('September 2024 is 38 115 to 38 145: half a person a day, thirty times', () => {
    expect(boundsOf(figureOfSeries('uk-di.killed_or_wounded.ru', '2024-09'))).toEqual([38115, 38130, 38145]);
  });

  test('is one voice with the General Staff wherever it gives a month', () => {
    const { cells } = starterFigures(starter, 'uk-di.killed_or_wounded.ru');
    expect(new Set(cells.filter(isFigure).map(({ lineage }) => lineage))).toEqual(
      new Set(['ua-general-staff.killed_or_wounded.ru']),
    );
  });
});

describe('Oryx, tanks lost', () => {
  test.each(['ru', 'ua'])('side %s: 33 months, 20 of them exact, and one month to date', (side) => {
    const figures = starterFigures(starter, `oryx.equipment_lost_tank.${side}`).cells.filter(isFigure);
    const byMethod = (method: string) => figures.filter((figure) => figure.method === method).length;
    expect([byMethod('N3') + byMethod('N4'), byMethod('N3'), byMethod('N10')]).toEqual([33, 20, 1]);
  });
});

test('the starter ledger computes to the attribution that its file states, but for two rows whose title has no date', () => {
  expect(starter.warnings).toEqual(['econlist-2024-02-04-russia-killed-029', 'econlist-2024-06-21-russia-killed-037']);
  expect(new Set(starter.claims.map((claim) => claim.attribution))).toEqual(new Set(['a0', 'a1']));
});
