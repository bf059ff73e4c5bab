import { describe, expect, test } from 'vitest';
import { drawPanel } from '@/lib/formats/chart-drawing';
import {
  NARROW,
  numberedNotes,
  type PlacedMark,
  type PlacedPanel,
  placeChart,
  WIDE,
} from '@/lib/formats/chart-geometry';
import { bandWidth, yOf } from '@/lib/formats/chart-scales';
import type { FigureTable, Panel, Scenario } from '@/lib/ledger/figure-table';
import type { View } from '@/lib/ledger/view';
import {
  defaultComparison,
  everyMark,
  figureTable,
  type MonthEntry,
  runningTotals,
} from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const GENERAL_STAFF = 'ua-general-staff.killed_or_wounded.ru';
const UK = 'uk-di.killed_or_wounded.ru';

function panelsOf(table: FigureTable, over: Partial<View> = {}, width = WIDE): PlacedPanel[] {
  return placeChart(table, viewOf(table, over), width);
}

/** The first panel of a table; fails the test when there is none. */
function panelOf(table: FigureTable, over: Partial<View> = {}, width = WIDE): PlacedPanel {
  const [panel] = panelsOf(table, over, width);
  if (panel === undefined) throw new Error('no panel');
  return panel;
}

const year = (...series: Parameters<typeof figureTable>[0]['series']) =>
  figureTable({ from: '2024-01', to: '2024-12', series });

const monthOf = (mark: PlacedMark) => (mark.subject.kind === 'figure' ? mark.subject.figure.month : null);

describe('panels', () => {
  test('no panel holds two metrics, and all share one time axis', () => {
    const panels = panelsOf(defaultComparison());
    for (const panel of panels) expect(new Set(panel.series.map(({ series }) => series.metric)).size).toBe(1);
    expect(new Set(panels.map(({ axis }) => `${axis.left} ${axis.width} ${axis.count}`)).size).toBe(1);
  });

  test('one panel a source, on one scale or each on its own', () => {
    const table = year({ id: GENERAL_STAFF, months: [40000] }, { id: UK, months: [900] });
    const shared = panelsOf(table, { layout: 'apart' });
    expect(shared.map(({ series }) => series.map(({ series: { source } }) => source))).toEqual([
      ['ua-general-staff'],
      ['uk-di'],
    ]);
    expect(new Set(shared.map(({ scale }) => scale.max)).size).toBe(1);
    expect(panelsOf(table, { layout: 'apart', axis: 'free' }).map(({ scale }) => scale.max)).toEqual([40000, 1000]);
  });

  test('the same input gives the same numbers', () => {
    expect(panelsOf(everyMark())).toEqual(panelsOf(everyMark()));
  });
});

describe('months of one or two series are bars', () => {
  const panel = panelOf(year({ id: GENERAL_STAFF, months: [28450, 48670] }, { id: UK, months: [28449] }));

  test('they stand side by side inside their month and do not touch', () => {
    expect(panel.mode).toBe('bars');
    const [first, , second] = panel.marks;
    if (!first || !second) throw new Error('two bars expected');
    expect(first.x + first.width / 2).toBeLessThan(second.x - second.width / 2);
    expect(second.x + second.width / 2).toBeLessThan(panel.axis.left + bandWidth(panel.axis));
  });

  test('they rise from zero to their value', () => {
    const [bar] = panel.marks;
    expect(bar?.base).toBe(panel.plot.y + panel.plot.height);
    expect(bar?.y).toBeCloseTo(yOf(panel.scale, 28450));
  });

  test('on a logarithmic scale, which has no zero, they become points', () => {
    expect(panelOf(year({ id: GENERAL_STAFF, months: [28450, 48670] }), { scale: 'log' }).mode).toBe('lines');
  });

  test('too many for the width, they become lines', () => {
    const months = Array.from({ length: 60 }, (_, index) => 1000 + index);
    const table = figureTable({
      from: '2020-01',
      to: '2024-12',
      series: [
        { id: GENERAL_STAFF, months },
        { id: UK, months },
      ],
    });
    expect(panelOf(table, {}, NARROW).mode).toBe('lines');
    expect(panelOf(table, {}, WIDE).mode).toBe('bars');
  });

  test('a zero that somebody claimed is drawn and says so', () => {
    const [zero] = panelOf(year({ id: GENERAL_STAFF, months: [0, 100] })).marks;
    expect(zero).toMatchObject({ shape: 'bar', caption: '0' });
  });
});

describe('three and more series are lines', () => {
  const three = (months: readonly MonthEntry[]) =>
    panelOf(
      year(
        { id: 'uk-di.killed.ru', months },
        { id: 'nato.killed.ru', months: [9, 9] },
        { id: 'csis.killed.ru', months: [8, 8] },
      ),
    );
  const linksOf = (panel: PlacedPanel) => panel.links.filter((link) => link.series === 'uk-di.killed.ru');

  test('neighbouring months are joined', () => {
    expect(linksOf(three([1, 2, 3]))).toHaveLength(2);
  });

  test('a gap leaves a gap: no link over it', () => {
    expect(linksOf(three([1, 2, 'NO_CLAIM', 4, 5]))).toHaveLength(2);
  });

  test('a break cuts the line before it', () => {
    expect(linksOf(three([1, { best: 2, flags: ['B'] }, 3]))).toHaveLength(1);
  });

  test('a break inside a month puts its mark where the line is cut, and no link crosses it', () => {
    const panel = panelOf(
      figureTable({
        from: '2024-01',
        to: '2024-12',
        series: [
          { id: 'uk-di.killed.ru', months: [1, 2, { best: 3, flags: ['B'] }, 4] },
          { id: 'nato.killed.ru', months: [9] },
          { id: 'csis.killed.ru', months: [8] },
        ],
        events: [{ day: '2024-03-20', kind: 'break' }],
      }),
    );
    const [mark, ...others] = panel.notes;
    expect(others).toEqual([]);
    expect(mark?.isBreak).toBe(true);
    const [january, february, march, april] = panel.marks.flatMap(({ series, x }) =>
      series === 'uk-di.killed.ru' ? x : [],
    );
    expect(mark?.x).toBeGreaterThan(february ?? Number.POSITIVE_INFINITY);
    expect(mark?.x).toBeLessThan(march ?? 0);
    expect(linksOf(panel).map(({ x1, x2 }) => [x1, x2])).toEqual([
      [january, february],
      [march, april],
    ]);
  });

  test('links into and out of an interpolated month are marked', () => {
    expect(linksOf(three([1, { best: 2, flags: ['E'] }, 3, 4])).map(({ estimated }) => estimated)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('neither a bound nor a range without a best value is joined', () => {
    expect(
      linksOf(three([1, { low: 2, valueKind: 'at_least' }, 3, { low: 3, high: 5, valueKind: 'range' }, 4])),
    ).toHaveLength(0);
  });

  test('month to date is not joined to the month before', () => {
    expect(linksOf(three([1, { best: 2, method: 'N10', coverageDays: 14 }]))).toHaveLength(0);
  });

  test('interpolated months and their links go when the reader hides them', () => {
    const table = year(
      { id: 'uk-di.killed.ru', months: [1, { best: 2, flags: ['E'] }, 3] },
      { id: 'nato.killed.ru', months: [9] },
      { id: 'csis.killed.ru', months: [8] },
    );
    const hidden = panelOf(table, { interpolated: 'hide' });
    expect(linksOf(hidden)).toHaveLength(0);
    expect(hidden.marks.filter((mark) => mark.series === 'uk-di.killed.ru').map(monthOf)).toEqual([
      '2024-01',
      '2024-03',
    ]);
  });
});

describe('uncertainty', () => {
  const markOf = (entry: MonthEntry) => panelOf(year({ id: GENERAL_STAFF, months: [entry, 100] })).marks[0];

  test('at least and up to stand at their one bound', () => {
    expect(markOf({ low: 80, valueKind: 'at_least' })).toMatchObject({ shape: 'at_least', value: 80, yLow: null });
    expect(markOf({ high: 90, valueKind: 'at_most' })).toMatchObject({ shape: 'at_most', value: 90, yHigh: null });
  });

  test('a range without a best value has no middle', () => {
    const mark = markOf({ low: 20, high: 60, valueKind: 'range', notes: ['RANGE_TOO_WIDE'], flags: ['U'] });
    expect(mark).toMatchObject({ shape: 'band', value: 60 });
    expect(mark?.bounds.best).toBeNull();
  });

  test('about is the same mark as the number itself', () => {
    expect(markOf({ best: 50, valueKind: 'approx' })?.shape).toBe('bar');
  });

  test('the scale holds the ends of a range, not those of rounding', () => {
    const range = panelOf(year({ id: GENERAL_STAFF, months: [{ best: 40, low: 10, high: 90, valueKind: 'range' }] }));
    expect(range.scale.max).toBe(100);
    const rounding = panelOf(year({ id: GENERAL_STAFF, months: [{ best: 50000, low: 49990, high: 50010 }] }));
    expect(rounding.scale.max).toBe(50000);
  });
});

describe('per day', () => {
  test('a month is divided by its days', () => {
    const panel = panelOf(year({ id: GENERAL_STAFF, months: [31000, 29000] }), { measure: 'day' });
    expect(panel.marks.map(({ value }) => value)).toEqual([1000, 1000]);
  });

  test('month to date is divided by the days so far', () => {
    const panel = panelOf(year({ id: GENERAL_STAFF, months: [{ best: 14000, method: 'N10', coverageDays: 14 }] }), {
      measure: 'day',
    });
    expect(panel.marks[0]).toMatchObject({ value: 1000, toDate: true, caption: 'to 14 of 31 days' });
  });
});

describe('spans', () => {
  test('in the names panel they are bars of their true length by mean a day', () => {
    const names = panelsOf(defaultComparison()).find(({ panel }) => panel.metric === 'names_added');
    const bar = names?.marks.find(({ subject }) => subject.kind === 'span' && subject.span.from === '2024-06-16');
    expect(names?.mode).toBe('spans');
    expect(bar?.value).toBeCloseTo(1372 / 28);
    const month = names ? bandWidth(names.axis) : 0;
    expect(bar?.width).toBeCloseTo(month * (15 / 30 + 13 / 31), 1);
  });

  test('one far outlier is cut, and its number written', () => {
    const names = panelsOf(defaultComparison()).find(({ panel }) => panel.metric === 'names_added');
    const cut = names?.marks.filter((mark) => mark.cut) ?? [];
    expect(cut.map(({ caption }) => caption)).toEqual(['2\u202f333']);
  });

  test('everywhere else they stand in a strip under the panel, in rows where none touches another', () => {
    const [panel] = panelsOf(defaultComparison());
    const bars = panel?.spanStrip?.bars ?? [];
    expect(bars).toHaveLength(5);
    for (const bar of bars)
      for (const other of bars)
        if (bar !== other && bar.rect.y === other.rect.y)
          expect(bar.rect.x + bar.rect.width <= other.rect.x || other.rect.x + other.rect.width <= bar.rect.x).toBe(
            true,
          );
  });

  test('one that goes on beyond the months shown is cut there and left open', () => {
    const [panel] = panelsOf(defaultComparison());
    const bar = panel?.spanStrip?.bars.find(({ span }) => span.from === '2024-01-01');
    expect(bar).toMatchObject({ opensLeft: true, opensRight: false });
    expect(bar?.rect.x).toBe(panel?.plot.x);
  });

  test('a range says its two ends and no middle', () => {
    const table = year({
      id: UK,
      months: [1000],
      spans: [{ from: '2024-01-01', to: '2025-01-01', low: 36600, high: 73200, valueKind: 'range', perDay: 150 }],
    });
    expect(panelOf(table).spanStrip?.bars[0]?.label?.text).toBe('100–200 a day');
  });
});

test('a panel with spans only has no value axis, but names and months', () => {
  const panel = panelOf(year({ id: UK, spans: [{ from: '2024-02-01', to: '2024-05-01', best: 900 }] }));
  expect(panel.mode).toBe('strip');
  expect(panel.ticks).toEqual([]);
  expect(panel.labels.map(({ name }) => name)).toEqual([['UK Defence Intel.']]);
  expect(panel.spanStrip?.bars).toHaveLength(1);
});

describe('the coverage strip', () => {
  const strip = panelOf(year({ id: UK, months: [1, { best: 2, coverageDays: 14, method: 'N10' }, 'NO_ANCHOR'] })).strip;

  test('each series has a cell for each month', () => {
    expect(strip.map(({ cells }) => cells.length)).toEqual([12]);
  });

  test('full, part and none', () => {
    expect(strip[0]?.cells.slice(0, 4).map(({ kind }) => kind)).toEqual(['full', 'partial', 'none', 'none']);
    expect(strip[0]?.cells[1]?.share).toBeCloseTo(14 / 29);
  });

  test('every empty cell has a reason', () => {
    const empty = panelsOf(everyMark()).flatMap((panel) =>
      panel.strip.flatMap(({ cells }) => cells.filter(({ kind }) => kind === 'none')),
    );
    expect(empty.length).toBeGreaterThan(0);
    for (const { cell } of empty) expect(cell.kind === 'gap' && cell.reason).toBeTruthy();
  });
});

describe('notes', () => {
  test('are numbered by day over all panels', () => {
    expect(numberedNotes(everyMark()).map(({ number, event }) => `${number} ${event.day}`)).toEqual([
      '1 2026-03-01',
      '2 2026-03-10',
      '3 2026-10-05',
    ]);
  });

  test('stand in the panel of their metric, side by side where they would touch', () => {
    const killed = panelsOf(everyMark()).find(({ panel }) => panel.metric === 'killed');
    const [first, second] = killed?.notes ?? [];
    expect(killed?.notes.map(({ number, isBreak }) => [number, isBreak])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect((second?.markX ?? 0) - (first?.markX ?? 0)).toBeGreaterThanOrEqual(15);
  });
});

describe('a reader’s scenario', () => {
  const month = (text: string) => text as FigureTable['months'][number];
  const scenarioOf = (apartBecause: string | null): Scenario => ({
    ratio: {
      id: 'rat10aa' as Scenario['ratio']['id'],
      revision: 1,
      metric: 'wounded_per_killed',
      side: 'ru',
      source: 'ua-president',
      sourceName: 'President of Ukraine',
      valueKind: 'range',
      low: '3',
      best: null,
      high: '4',
      roundingUnit: null,
      publishedOn: null,
      badge: 'attributed',
    },
    from: 'killed',
    yields: 'killed_or_wounded',
    formula: 'killed × (1 + wounded per killed)',
    apartBecause,
    figures: ['2024-01', '2024-02'].map((name) => ({
      series: 'meduza.killed.ru' as Scenario['figures'][number]['series'],
      month: month(name),
      low: 44000,
      best: 50000,
      high: 55000,
      valueKind: 'range',
      flags: ['scenario'],
      arithmetic: '',
      claims: [],
    })),
  });
  const both = year({ id: GENERAL_STAFF, months: [30000, 31000] }, { id: 'meduza.killed.ru', months: [11000, 11000] });

  test('lies in the panel of what it yields, which it stretches, and is no mark of a source', () => {
    const [first, second] = panelsOf({ ...both, scenario: scenarioOf(null) });
    expect(first?.scenario.map(({ figure }) => figure.month)).toEqual(['2024-01', '2024-02']);
    expect(first?.scenario[1]?.from).toEqual({ x: first?.scenario[0]?.x, y: first?.scenario[0]?.y });
    expect(first?.scale.max).toBeGreaterThanOrEqual(55000);
    expect(first?.marks).toHaveLength(2);
    expect(second?.scenario).toEqual([]);
  });

  test('has a panel of its own where the metric is not shown, and where each source has one', () => {
    const apart = 'Shown apart: killed or wounded and killed are different counts.';
    const killed = year({ id: 'meduza.killed.ru', months: [11000, 11000] });
    const panels = panelsOf({ ...killed, scenario: scenarioOf(apart) });
    expect(panels.map(({ panel, scenario }) => [panel.metric, panel.series.length, scenario.length])).toEqual([
      ['killed', 1, 0],
      ['killed_or_wounded', 0, 2],
    ]);
    expect(panels[1]?.panel.apartBecause).toBe(apart);
    expect(panels[1]?.isEmpty).toBe(false);
    expect(panelsOf({ ...both, scenario: scenarioOf(null) }, { layout: 'apart' }).at(-1)?.scenario).toHaveLength(2);
  });

  test('is drawn with paints that no claim has', () => {
    const [placed] = panelsOf({ ...both, scenario: scenarioOf(null) });
    if (placed === undefined) throw new Error('no panel');
    const paints = drawPanel(placed).words.flatMap((shape) => (shape.kind === 'path' ? shape.paint : []));
    expect(paints).toEqual(['scenario-line', 'scenario']);
  });
});

test('an event stands only in the panel of its side', () => {
  const table = figureTable({
    from: '2024-01',
    to: '2024-06',
    series: [
      { id: 'oryx.equipment_lost_tank.ru', months: [1] },
      { id: 'oryx.equipment_lost_tank.ua', months: [1] },
    ],
    events: [{ day: '2024-03-05', kind: 'note' }],
  });
  const [ru, ua] = table.series;
  const sides = panelsOf({
    ...table,
    panels: [ru, ua].flatMap((series) => (series ? [{ ...table.panels[0], series: [series.id] } as Panel] : [])),
  });
  expect(sides.map(({ notes }) => notes.length)).toEqual([1, 0]);
});

describe('running totals', () => {
  const panel = panelOf(runningTotals());

  test('are points on their day and never joined', () => {
    expect(panel.mode).toBe('points');
    expect(panel.links).toEqual([]);
    expect(panel.marks.map(({ shape }) => shape)).toEqual([
      'point',
      'point',
      'point',
      'point',
      'at_least',
      'band',
      'at_most',
    ]);
  });

  test('have no coverage strip', () => {
    expect(panel.strip).toEqual([]);
  });

  test('of a daily series the last one of each month is drawn, and the name says so', () => {
    const totals = Array.from({ length: 28 }, (_, index) => ({
      asOf: `2024-02-${String(index + 1).padStart(2, '0')}`,
      best: 1000 + index,
    }));
    const table = figureTable({
      from: '2024-02',
      to: '2024-03',
      measure: 'total',
      series: [{ id: GENERAL_STAFF, totals }],
    });
    const daily = panelOf(table);
    expect(daily.marks.map(({ value }) => value)).toEqual([1027]);
    expect(daily.labels[0]?.notes).toEqual(['last total of each month']);
  });
});

describe.each([NARROW, WIDE])('at %d pixels', (width) => {
  const panels = [
    ...panelsOf(defaultComparison(), {}, width),
    ...panelsOf(everyMark(), {}, width),
    ...panelsOf(runningTotals(), {}, width),
  ];

  test('all marks stand inside their plot', () => {
    for (const { plot, marks } of panels)
      for (const mark of marks) {
        expect(mark.x).toBeGreaterThanOrEqual(plot.x);
        expect(mark.x).toBeLessThanOrEqual(plot.x + plot.width);
        expect(mark.y).toBeGreaterThanOrEqual(plot.y - 4);
        expect(mark.y).toBeLessThanOrEqual(plot.y + plot.height + 0.01);
      }
  });

  test('names do not overlap', () => {
    for (const { labels } of panels) {
      const sorted = labels.toSorted((a, b) => a.top - b.top);
      for (const [index, label] of sorted.entries()) {
        const before = sorted[index - 1];
        if (before) expect(label.top).toBeGreaterThanOrEqual(before.top + before.height);
      }
    }
  });

  test('words beside marks do not overlap each other', () => {
    for (const { marks } of panels) {
      const captions = marks.filter(({ caption }) => caption !== null);
      const places = captions.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
      expect(new Set(places).size).toBe(captions.length);
    }
  });
});

test('on a phone names stand in a key above the chart, on a desk at its right', () => {
  expect(panelOf(defaultComparison(), {}, NARROW).labels).toEqual([]);
  expect(panelOf(defaultComparison(), {}, NARROW).keyItems.map(({ name }) => name)).toEqual([
    'General Staff',
    'UK Defence Intel.',
  ]);
  expect(panelOf(defaultComparison(), {}, WIDE).keyItems).toEqual([]);
});

test('who repeats whom is said under the name', () => {
  const label = panelOf(defaultComparison()).labels.find(({ id }) => id === UK);
  expect(label?.notes).toEqual(['repeats General Staff']);
});
