/** A reader's layer by a ratio that somebody stated (domain.md §3.3 N9; features.md A20). */
import { describe, expect, test } from 'vitest';
import type { ClaimId } from '@/lib/ledger/claim';
import { type ResolvedView, toFigureTable } from '@/lib/ledger/comparison';
import type { RatioClaim } from '@/lib/ledger/figure-table';
import type { Instant, Month } from '@/lib/ledger/month';
import { SCENARIO_METRICS } from '@/lib/ledger/scenario';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { METRICS } from '@/lib/ledger/vocabulary';
import {
  about,
  atLeast,
  between,
  exactly,
  month,
  type Said,
  seriesInput,
  source,
  stated,
} from '@/tests/fixtures/claims';
import { work } from '@/tests/support/arithmetic';

const MEDUZA = source({ slug: 'meduza', name: 'Meduza' });
const KILLED = 'meduza.killed.ru' as SeriesId;
const STAFF = source({ slug: 'ua-general-staff', name: 'General Staff' });
const BOTH = 'ua-general-staff.killed_or_wounded.ru' as SeriesId;

const ratio = (said: Said, over: Partial<RatioClaim> = {}): RatioClaim => ({
  id: 'rat10aa' as ClaimId,
  revision: 1,
  metric: 'wounded_per_killed',
  side: 'ru',
  source: 'ua-president',
  sourceName: 'President of Ukraine',
  publishedOn: null,
  badge: 'attributed',
  ...said,
  ...over,
});

const view = (...series: SeriesId[]): ResolvedView => ({
  ...DEFAULT_VIEW,
  from: month('2024-09'),
  to: month('2024-09') as Month,
  series,
  scenario: 'rat10aa' as ClaimId,
});

/** A view of one month: what is said of killed, and of killed or wounded, and the ratio asked for. */
function tableOf(
  said: { killed?: Parameters<typeof stated>[1]; both?: Parameters<typeof stated>[1] },
  by: RatioClaim | null,
) {
  const inputs = [
    ...(said.both === undefined ? [] : [seriesInput([stated('2024-09', said.both)], { source: STAFF })]),
    ...(said.killed === undefined
      ? []
      : [seriesInput([stated('2024-09', said.killed, { metric: 'killed' })], { source: MEDUZA, metric: 'killed' })]),
  ];
  const series = [...(said.both === undefined ? [] : [BOTH]), ...(said.killed === undefined ? [] : [KILLED])];
  return toFigureTable(view(...series), {
    inputs,
    repeated: [],
    knownOn: '2026-11-22T08:00:00.000Z' as Instant,
    ratio: by,
  });
}

const layer = (said: Parameters<typeof tableOf>[0], by: RatioClaim) => {
  const { scenario } = tableOf(said, by);
  if (scenario === null) throw new Error('the test asks for a layer');
  return scenario;
};
const only = (said: Parameters<typeof tableOf>[0], by: RatioClaim) => {
  const [figure, ...more] = layer(said, by).figures;
  if (figure === undefined || more.length > 0) throw new Error('the test asks for one figure');
  return figure;
};

describe('wounded per killed', () => {
  test('two wounded for each of 11 000 killed are 33 000 killed or wounded', () => {
    const figure = only({ killed: 11000 }, ratio(exactly(2)));
    expect(figure).toMatchObject({ series: KILLED, month: '2024-09', low: 33000, best: 33000, high: 33000 });
    expect(figure.arithmetic).toBe('11000 × (1 + 2) = 33000');
    expect(figure.flags).toEqual(['scenario']);
  });

  test('cites the ratio and the claims of the figure that it starts from', () => {
    const made = layer({ killed: 11000 }, ratio(exactly(2)));
    expect(made.ratio).toMatchObject({ id: 'rat10aa', sourceName: 'President of Ukraine' });
    expect(made.formula).toBe('killed × (1 + wounded per killed)');
    expect(made.figures[0]?.claims).toHaveLength(1);
  });

  test('a range of the ratio is carried whole, and no middle is invented', () => {
    const figure = only({ killed: 11000 }, ratio(between(3, 4)));
    expect(figure).toMatchObject({ low: 44000, best: null, high: 55000, valueKind: 'range' });
    expect(figure.arithmetic).toBe('low 11000 × (1 + 3) = 44000; high 11000 × (1 + 4) = 55000');
  });

  test('a range of the figure is carried whole, too', () => {
    expect(only({ killed: between(10000, 12000, 11000) }, ratio(exactly('2.5')))).toMatchObject({
      low: 35000,
      best: 38500,
      high: 42000,
    });
  });

  test('“about” on both sides gives a best value and no bounds', () => {
    expect(only({ killed: about(11000) }, ratio(about(2)))).toMatchObject({
      low: null,
      best: 33000,
      high: null,
      valueKind: 'approx',
    });
  });

  test('“at least” stays open above', () => {
    expect(only({ killed: atLeast(11000) }, ratio(between(3, 4)))).toMatchObject({
      low: 44000,
      best: null,
      high: null,
      valueKind: 'at_least',
    });
  });

  test('where nobody counts the killed, goes the other way: 38 130 killed or wounded are 12 710 killed', () => {
    const figure = only({ both: 38130 }, ratio(exactly(2)));
    expect(figure).toMatchObject({ series: BOTH, best: 12710 });
    expect(figure.arithmetic).toBe('38130 / (1 + 2) = 12710');
    // More wounded for each of the killed are fewer killed among as many.
    expect(only({ both: 38130 }, ratio(between(2, 5)))).toMatchObject({ low: 6355, high: 12710 });
  });
});

test('a share: 65 per cent of 38 130 are 24 784.5', () => {
  const figure = only({ both: 38130 }, ratio(exactly(65), { metric: 'killed_share' }));
  expect(figure.best).toBe(24784.5);
  expect(figure.arithmetic).toBe('38130 × 65 / 100 = 24784.5');
});

test('“at least 65 per cent” of 38 130 are at least 24 784.5', () => {
  expect(only({ both: 38130 }, ratio(atLeast(65), { metric: 'killed_share' }))).toMatchObject({
    low: 24784.5,
    best: null,
    high: null,
    valueKind: 'at_least',
  });
});

test('the arithmetic of each bound, done again, gives the bound', () => {
  for (const by of [ratio(exactly(2)), ratio(between(3, 4)), ratio(exactly('2.7')), ratio(atLeast(2))]) {
    const figure = only({ killed: between(10000, 12000) }, by);
    const { low, best, high } = work(figure.arithmetic);
    expect([low, best, high]).toEqual([figure.low, figure.best, figure.high]);
  }
});

describe('beside the claims', () => {
  const said = { killed: 11000, both: 38130 };
  const with2 = tableOf(said, ratio(exactly(2)));
  const without = tableOf(said, null);

  test('nothing of them changes: neither figures, nor lineages, nor how far they lie apart', () => {
    const numbers = ({ cells, lineages, disagreement, panels }: typeof without) => ({
      cells: [...cells.values()]
        .flat()
        .map((cell) => (cell.kind === 'figure' ? [cell.series, cell.best, cell.lineage] : cell)),
      lineages,
      disagreement,
      panels,
    });
    expect(numbers(with2)).toEqual(numbers(without));
  });

  test('lies in the panel of the metric that it yields', () => {
    expect(with2.scenario).toMatchObject({ yields: 'killed_or_wounded', apartBecause: null });
  });

  test('has a panel of its own where that metric is not shown, and says why', () => {
    expect(layer({ killed: 11000 }, ratio(exactly(2))).apartBecause).toBe(
      'Shown apart: killed or wounded and killed are different counts.',
    );
  });
});

describe('makes nothing', () => {
  test('of the other side', () => {
    expect(layer({ killed: 11000 }, ratio(exactly(2), { side: 'ua' })).figures).toEqual([]);
  });

  test('of a metric that is no ratio of these', () => {
    expect(tableOf({ killed: 11000 }, ratio(exactly(2), { metric: 'exchange_ratio' })).scenario).toBeNull();
    for (const metric of SCENARIO_METRICS) expect(METRICS[metric].family).toBe('ratio');
  });
});
