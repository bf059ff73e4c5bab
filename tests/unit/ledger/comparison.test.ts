/** From a view to what it shows: default comparison, panels, the table (issue: pages; features.md A1, A2, A9). */
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { FigureClaim } from '@/lib/ledger/claim';
import {
  type ComparisonInput,
  defaultMetrics,
  type ResolvedView,
  resolveView,
  type SeriesCoverage,
  toCoverage,
  toFigureTable,
} from '@/lib/ledger/comparison';
import type { Instant } from '@/lib/ledger/month';
import { addMonths, monthsBetween, monthsFrom } from '@/lib/ledger/month';
import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, parseView, type View } from '@/lib/ledger/view';
import { codesOf, METRICS, metricOf } from '@/lib/ledger/vocabulary';
import {
  about,
  average,
  correction,
  event,
  figuresOf,
  GENERAL_STAFF,
  interval,
  month,
  NAME_LIST,
  seriesInput,
  source,
  stated,
  total,
  UK_DI,
} from '@/tests/fixtures/claims';
import { readStarter, type Starter, starterCoverages } from '@/tests/fixtures/starter';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KNOWN = '2026-11-22T08:00:00.000Z' as Instant;
const GS = 'ua-general-staff.killed_or_wounded.ru' as SeriesId;
const UK = 'uk-di.killed_or_wounded.ru' as SeriesId;

/** Coverage of a series with a figure in each of these months. */
function covers(id: string, from: string, to: string, more: Partial<SeriesCoverage> = {}): SeriesCoverage {
  const key = parseSeriesId(id);
  if (!key) throw new Error(`${id} is no series.`);
  return {
    id: id as SeriesId,
    key,
    sourceName: key.source,
    figureMonths: monthsFrom(month(from), month(to)),
    spans: [],
    totalDays: [],
    ...more,
  };
}

const resolve = (search: string, coverages: readonly SeriesCoverage[]) =>
  resolveView(parseView(new URLSearchParams(search)).view, coverages);

describe('the default comparison', () => {
  const coverages = [
    covers('ua-general-staff.killed_or_wounded.ru', '2022-03', '2026-08'),
    covers('uk-di.killed_or_wounded.ru', '2022-03', '2026-01'),
    covers('few.killed_or_wounded.ru', '2025-01', '2025-05'),
    covers('isw.territory_gained.ru', '2023-01', '2026-04'),
    covers('few.territory_gained.ru', '2025-01', '2025-03'),
    covers('csis.killed.ru', '2025-01', '2025-01'),
    covers('mediazona-bbc.names_added.ru', '2030-01', '2029-01', {
      spans: [{ from: '2025-01-01', to: '2025-02-01' }] as unknown as SeriesCoverage['spans'],
    }),
    covers('ua-general-staff.equipment_lost_tank.ru', '2022-03', '2026-08'),
    covers('rmod.killed_or_wounded.ua', '2025-01', '2025-02'),
  ];

  test('is 24 months, ending with the last in which two sources state killed or wounded', () => {
    expect(resolve('', coverages)).toMatchObject({ from: '2024-02', to: '2026-01', side: 'ru' });
  });

  test('draws the sources with six figures, spans of names, territory, and killed last', () => {
    expect(resolve('', coverages).series).toEqual([
      GS,
      UK,
      'mediazona-bbc.names_added.ru',
      'isw.territory_gained.ru',
      'csis.killed.ru',
    ]);
  });

  test('of fewer months, fewer figures are enough: whoever speaks in four months is shown in them', () => {
    expect(resolve('from=2024-09&to=2024-12', coverages).series).toEqual([GS, UK, 'isw.territory_gained.ru']);
    expect(resolve('from=2025-02&to=2025-02', coverages).series).toEqual([
      'few.killed_or_wounded.ru',
      GS,
      UK,
      'few.territory_gained.ru',
      'isw.territory_gained.ru',
    ]);
    // A year: three figures, of which a source with two falls short.
    expect(resolve('from=2025-03&to=2026-02', coverages).series).toContain('few.killed_or_wounded.ru');
    expect(resolve('from=2025-04&to=2026-03', coverages).series).not.toContain('few.killed_or_wounded.ru');
  });

  test('months before the first and after the last that anybody speaks of do not count', () => {
    expect(resolve('to=2022-05', coverages)).toMatchObject({ from: '2020-06', series: [GS, UK] });
    expect(resolve('from=2026-06', coverages)).toMatchObject({ to: '2028-05', series: [GS] });
  });

  test('more months ask for no more figures', () => {
    expect(resolve('from=2022-03&to=2026-01', coverages).series).toContain(UK);
    const six = covers('six.killed_or_wounded.ru', '2025-01', '2025-06');
    expect(resolve('from=2022-03&to=2026-01', [...coverages, six]).series).toContain(six.id);
  });

  test('where one source alone states it, ends with its last month', () => {
    expect(resolve('', coverages.slice(0, 1))).toMatchObject({ from: '2024-09', to: '2026-08' });
  });

  test('of the other side draws what little there is', () => {
    expect(resolve('side=ua', coverages)).toMatchObject({
      to: '2025-02',
      side: 'ua',
      series: ['rmod.killed_or_wounded.ua'],
    });
  });

  test('of an empty ledger is a window all the same', () => {
    expect(resolve('', [])).toMatchObject({ from: '2020-04', to: '2022-03', series: [] });
  });

  test('keeps the months asked for', () => {
    expect(resolve('from=2023-01&to=2023-06', coverages)).toMatchObject({ from: '2023-01', to: '2023-06' });
    expect(resolve('to=2023-06', coverages)).toMatchObject({ from: '2021-07', to: '2023-06' });
    expect(resolve('from=2023-06', coverages)).toMatchObject({ from: '2023-06', to: '2026-01' });
    expect(resolve('from=2026-06', coverages)).toMatchObject({ from: '2026-06', to: '2028-05' });
  });

  test('never shows more than ten years, whatever is asked', () => {
    const { from, to } = resolve('from=2001-01', coverages);
    expect(monthsBetween(from, to)).toBe(119);
  });

  test('the series asked for decide the side', () => {
    expect(resolve('series=rmod.killed_or_wounded.ua', coverages).side).toBe('ua');
    expect(resolve(`series=${GS}~rmod.killed_or_wounded.ua&side=ua`, coverages).side).toBe('ru');
  });

  test('draws no more series than one permalink keeps: of each panel those with most figures', () => {
    const many = ['killed_or_wounded', 'territory_gained', 'killed'].flatMap((metric) =>
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((source, rank) =>
        covers(`${source}.${metric}.ru`, `2025-0${rank + 1}`, '2026-01'),
      ),
    );
    expect(resolve('', many).series).toEqual([
      'a.killed_or_wounded.ru',
      'b.killed_or_wounded.ru',
      'c.killed_or_wounded.ru',
      'd.killed_or_wounded.ru',
      'a.territory_gained.ru',
      'b.territory_gained.ru',
      'c.territory_gained.ru',
      'd.territory_gained.ru',
      'a.killed.ru',
      'b.killed.ru',
      'c.killed.ru',
      'd.killed.ru',
    ]);
  });

  test('of running totals: the four sources with most of them for each definition, up to the last', () => {
    const days = (...texts: string[]) => ({ totalDays: texts as unknown as SeriesCoverage['totalDays'] });
    const totals = [
      covers('a.killed.ru', '2030-01', '2029-01', days('2024-01-10', '2026-07-01')),
      covers('b.killed.ru', '2030-01', '2029-01', days('2026-06-01')),
      covers('c.killed_or_wounded.ru', '2030-01', '2029-01', days('2026-06-01')),
      covers('d.killed.ru', '2030-01', '2029-01', days('2019-06-01')),
    ];
    expect(resolve('measure=total', totals)).toMatchObject({
      to: '2026-07',
      series: ['c.killed_or_wounded.ru', 'a.killed.ru', 'b.killed.ru'],
    });
    expect(defaultMetrics('total')[0]).toBe('killed_or_wounded');
    expect(defaultMetrics('month')).toEqual(['killed_or_wounded', 'names_added', 'territory_gained', 'killed']);
  });
});

describe('with the starter ledger', () => {
  let starter: Starter;
  beforeAll(async () => {
    starter = await readStarter();
  });

  test('an open view of four months shows who speaks in them', () => {
    const { series } = resolve('from=2024-09&to=2024-12', starterCoverages(starter));
    expect(series.slice(0, 2)).toEqual([GS, UK]);
  });

  test('the default comparison is February 2024 to January 2026: General Staff and UK Defence Intelligence first', () => {
    const view = resolveView(DEFAULT_VIEW, starterCoverages(starter));
    expect(view).toMatchObject({ from: '2024-02', to: '2026-01', side: 'ru' });
    expect(view.series.slice(0, 2)).toEqual([GS, UK]);
    expect([...new Set(view.series.map((id) => parseSeriesId(id)?.metric))]).toEqual([
      'killed_or_wounded',
      'names_added',
      'territory_gained',
      'killed',
    ]);
    expect(view.series.filter((id) => id.includes('.territory_gained.')).sort()).toEqual([
      'afp.territory_gained.ru',
      'deepstate.territory_gained.ru',
      'isw.territory_gained.ru',
      'uk-di.territory_gained.ru',
    ]);
    expect(view.series).toContain('mediazona-bbc.names_added.ru');
  });
});

type Asked = Partial<Omit<View, 'series' | 'from' | 'to'>> & {
  readonly series: readonly string[];
  readonly from: string;
  readonly to: string;
};
const view = (over: Asked) => ({ ...DEFAULT_VIEW, ...over }) as ResolvedView;

const gsInput = seriesInput([total('2024-09-01', about(616300, 10)), total('2024-10-01', about(654430, 10))], {
  source: GENERAL_STAFF,
});
const ukInput = seriesInput([average('2024-09', about(1271, 1), { repeatsSource: 'ua-general-staff' })], {
  source: UK_DI,
});
const table = (over: Asked, input: Partial<ComparisonInput> = {}) =>
  toFigureTable(view(over), { inputs: [gsInput, ukInput], repeated: [], knownOn: KNOWN, ...input });

describe('A2 definition guard: no address yields two definitions or units in one panel', () => {
  const ids = codesOf(METRICS)
    .filter((metric) => metricOf(metric).monthly)
    .flatMap((metric) => ['ru', 'ua'].flatMap((side) => ['a', 'b'].map((slug) => `${slug}.${metric}.${side}`)));
  const inputs = ids.map((id) => {
    const key = parseSeriesId(id);
    if (!key) throw new Error(id);
    const of = (
      key.metric === 'names_added' ? interval('2024-08-01', '2024-10-15', 5) : stated('2024-09', 5)
    ) as FigureClaim;
    return seriesInput([{ ...of, source: key.source, metric: key.metric, side: key.side }], {
      source: source({ slug: key.source }),
      metric: key.metric,
      side: key.side,
    });
  });

  test('whatever series are asked for, in whatever order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 1 }),
        fc.constantFrom('', '&measure=total', '&measure=day', '&layout=apart'),
        (asked, more) => {
          const { view: parsed } = parseView(
            new URLSearchParams(`series=${asked.join('~')}&from=2024-09&to=2024-09${more}`),
          );
          const resolved = resolveView(parsed, []);
          const { panels } = toFigureTable(resolved, { inputs, repeated: [], knownOn: KNOWN });
          for (const panel of panels) {
            const keys = panel.series.map((id) => parseSeriesId(id));
            expect(new Set(keys.map((key) => `${key?.metric} ${key?.side}`)).size).toBe(1);
            expect(panel.unit).toBe(metricOf(panel.metric).unit);
          }
          expect(panels.flatMap((panel) => panel.series).sort()).toEqual([...resolved.series].sort());
          expect(panels.map((panel) => panel.apartBecause === null)).toEqual(panels.map((_, index) => index === 0));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the reason is given in words', () => {
    const { panels } = toFigureTable(
      view({
        series: ['a.killed_or_wounded.ru', 'a.killed.ru', 'a.territory_gained.ru', 'a.killed_or_wounded.ua'],
        from: '2024-09',
        to: '2024-09',
      }),
      {
        inputs,
        repeated: [],
        knownOn: KNOWN,
      },
    );
    expect(panels.map((panel) => panel.apartBecause)).toEqual([
      null,
      'Shown apart: killed and killed or wounded are different counts.',
      'Shown apart: km² and persons are different units.',
      'Shown apart: losses of Ukraine and of Russia are different counts.',
    ]);
  });

  test('panels stand in the order in which the view names them', () => {
    const { panels } = toFigureTable(
      view({
        series: ['a.territory_gained.ru', 'a.killed.ru', 'b.territory_gained.ru'],
        from: '2024-09',
        to: '2024-09',
      }),
      {
        inputs,
        repeated: [],
        knownOn: KNOWN,
      },
    );
    expect(panels.map((panel) => panel.series)).toEqual([
      ['a.territory_gained.ru', 'b.territory_gained.ru'],
      ['a.killed.ru'],
    ]);
  });
});

describe('the table', () => {
  test('holds each series × month exactly once', () => {
    const { cells, months } = table({ series: [GS, UK], from: '2024-08', to: '2024-10' });
    expect(months).toEqual(['2024-08', '2024-09', '2024-10']);
    expect(
      [...cells].map(([id, row]) => [id, row.map((cell) => (cell.kind === 'figure' ? cell.best : cell.reason))]),
    ).toEqual([
      [GS, ['NO_ANCHOR', 38130, 'NO_ANCHOR']],
      [UK, ['NO_CLAIM', 38130, 'NO_CLAIM']],
    ]);
  });

  test('A9 counts lineages beside sources: two sources, one voice', () => {
    const { lineages, series } = table({ series: [GS, UK], from: '2024-09', to: '2024-09' });
    expect(lineages).toBe(1);
    expect(series.map(({ id, repeats, lineage }) => [id, repeats, lineage])).toEqual([
      [GS, null, GS],
      [UK, 'ua-general-staff', GS],
    ]);
  });

  test('says of each series what it is', () => {
    const [gs] = table({ series: [GS], from: '2024-09', to: '2024-09' }).series;
    expect(gs).toMatchObject({
      unit: 'persons',
      sourceName: 'General Staff of the Armed Forces of Ukraine',
      sourceShortName: 'General Staff',
      claimant: 'adversary',
      countBases: ['official_tally'],
      definitionInferred: true,
      reportsUntil: '2024-09-30',
    });
  });

  test('says until when a source reports: its last month over all, else its last span, else its last total', () => {
    const until = (coverage: SeriesCoverage) =>
      table({ series: [GS], from: '2024-09', to: '2024-09' }, { coverages: [coverage] }).series[0]?.reportsUntil;
    const spans = [{ from: '2026-09-01', to: '2026-09-11' }] as unknown as SeriesCoverage['spans'];
    const totalDays = ['2026-10-01', '2026-10-05'] as unknown as SeriesCoverage['totalDays'];
    const covered = covers(GS, '2022-03', '2026-08', { spans, totalDays });
    expect(until(covered)).toBe('2026-08-31');
    const none = seriesInput([], { source: GENERAL_STAFF });
    const without = (coverage: SeriesCoverage) =>
      table({ series: [GS], from: '2024-09', to: '2024-09' }, { inputs: [none], coverages: [coverage] }).series[0]
        ?.reportsUntil;
    expect(without({ ...covered, figureMonths: [] })).toBe('2026-09-10');
    expect(without({ ...covered, figureMonths: [], spans: [] })).toBe('2026-10-05');
    expect(table({ series: [UK], from: '2025-09', to: '2025-09' }).series[0]?.reportsUntil).toBeNull();
  });

  test('a source repeats another where most of what is shown does', () => {
    const claims = [
      average('2024-09', 1, { repeatsSource: 'ua-general-staff' }),
      average('2024-10', 1, { repeatsSource: 'ua-general-staff' }),
      average('2024-11', 1),
    ];
    const input = seriesInput(claims, { source: UK_DI });
    expect(table({ series: [UK], from: '2024-09', to: '2024-11' }, { inputs: [input] }).series[0]).toMatchObject({
      repeats: 'ua-general-staff',
      lineage: null,
    });
    expect(table({ series: [UK], from: '2024-10', to: '2024-11' }, { inputs: [input] }).series[0]).toMatchObject({
      repeats: null,
    });
  });

  test('offers what else was said in these months, most figures first', () => {
    const coverages = [
      covers(GS, '2024-01', '2024-12'),
      covers('one.killed_or_wounded.ru', '2024-09', '2024-09'),
      covers('two.killed_or_wounded.ru', '2024-09', '2024-10'),
      covers('spans.killed_or_wounded.ru', '2030-01', '2029-01', {
        spans: [{ from: '2024-08-01', to: '2024-12-01' }] as unknown as SeriesCoverage['spans'],
      }),
      covers('earlier.killed_or_wounded.ru', '2023-01', '2023-12'),
      covers('other.killed.ru', '2024-09', '2024-09'),
    ];
    const [panel] = table({ series: [GS], from: '2024-09', to: '2024-12' }, { coverages }).panels;
    expect(panel?.alsoSaid).toEqual([
      { series: 'two.killed_or_wounded.ru', sourceName: 'two', figures: 2, spans: 0 },
      { series: 'one.killed_or_wounded.ru', sourceName: 'one', figures: 1, spans: 0 },
      { series: 'spans.killed_or_wounded.ru', sourceName: 'spans', figures: 0, spans: 1 },
    ]);
  });

  test('a series that is not held is left out', () => {
    expect([...table({ series: [GS, 'nobody.killed.ru'], from: '2024-09', to: '2024-09' }).cells.keys()]).toEqual([GS]);
  });

  test('holds the notes of its series in its months, each once', () => {
    const noted = {
      ...gsInput,
      events: [
        { ...event('2024-09-14'), source: 'ua-general-staff' },
        { ...event('2024-12-14'), source: 'ua-general-staff' },
      ],
    };
    const { events } = table({ series: [GS], from: '2024-09', to: '2024-10' }, { inputs: [noted] });
    expect(events.map(({ day }) => day)).toEqual(['2024-09-14']);
  });

  test('T9 a total that fell is noted as a correction of the source, beside the gap', () => {
    const fell = seriesInput([total('2024-09-01', 616300), total('2024-10-01', 610000)], { source: GENERAL_STAFF });
    const { events, cells } = table({ series: [GS], from: '2024-09', to: '2024-09' }, { inputs: [fell] });
    expect(cells.get(GS)).toMatchObject([{ kind: 'gap', reason: 'NEGATIVE_DIFF' }]);
    expect(events).toMatchObject([
      { source: 'ua-general-staff', metric: 'killed_or_wounded', side: 'ru', kind: 'correction' },
    ]);
  });

  describe('an announced correction of a total (T10)', () => {
    const april = [total('2025-04-01', about(916770, 10)), total('2025-05-01', about(953190, 10))];
    const noted = (asOf: string, by: number) =>
      table(
        { series: [GS], from: '2025-04', to: '2025-04' },
        { inputs: [seriesInput([...april, correction(asOf, by)], { source: GENERAL_STAFF })] },
      ).events;

    test('is noted at its day, with its amount', () => {
      expect(noted('2025-04-15', 160)).toEqual([
        {
          source: 'ua-general-staff',
          metric: 'killed_or_wounded',
          side: 'ru',
          day: '2025-04-15',
          kind: 'correction',
          sentence: 'The source corrected its running total; the correction is set apart and belongs to no month.',
          url: null,
          amount: '160',
        },
      ]);
    });

    test('of a report on the morning after the month stands at the end of the month that it is in', () => {
      expect(noted('2025-05-01', 160)).toMatchObject([{ day: '2025-04-30' }]);
    });

    test('that no figure sets apart is not noted', () => {
      expect(noted('2025-05-02', 160)).toEqual([]);
    });
  });

  test('the month of knownOn in Kyiv is the month to date', () => {
    const claims = [total('2024-09-01', 100), total('2024-09-30', 200)];
    const input = seriesInput([...claims, stated('2024-10', 5)], { source: GENERAL_STAFF });
    const flags = (knownOn: string) => {
      const [cell] =
        table(
          { series: [GS], from: '2024-10', to: '2024-10' },
          { inputs: [input], knownOn: knownOn as Instant },
        ).cells.get(GS) ?? [];
      return cell?.kind === 'figure' ? cell.flags : null;
    };
    expect(flags('2024-09-30T20:59:59.999Z')).toEqual(['D']);
    expect(flags('2024-09-30T21:00:00.000Z')).toEqual(['P', 'D']);
  });

  test('running totals are points as said, in the months asked for, and there are no cells', () => {
    const { measure, cells, totals, panels } = table({
      series: [GS, UK],
      from: '2024-09',
      to: '2024-09',
      measure: 'total',
    });
    expect(measure).toBe('total');
    expect([...cells.values()]).toEqual([[], []]);
    expect(totals).toMatchObject([
      {
        asOf: '2024-09-01',
        boundary: '2024-09-01',
        low: 616295,
        best: 616300,
        high: 616305,
        valueKind: 'approx',
        floor: false,
        lineage: GS,
      },
    ]);
    expect(panels[0]?.series).toEqual([GS, UK]);
  });

  test('running totals offer other totals', () => {
    const coverages = [
      covers('csis.killed_or_wounded.ru', '2030-01', '2029-01', {
        totalDays: ['2024-09-03', '2025-09-03'] as unknown as SeriesCoverage['totalDays'],
      }),
    ];
    const [panel] = table({ series: [GS], from: '2024-09', to: '2024-09', measure: 'total' }, { coverages }).panels;
    expect(panel?.alsoSaid).toEqual([
      { series: 'csis.killed_or_wounded.ru', sourceName: 'csis', figures: 1, spans: 0 },
    ]);
  });

  test('names each source once', () => {
    expect(table({ series: [GS, UK], from: '2024-09', to: '2024-09' }).sources.map(({ slug }) => slug)).toEqual([
      'ua-general-staff',
      'uk-di',
    ]);
  });
});

describe('the coverage of a series', () => {
  test('is what its figures amount to', () => {
    const claims = [total('2024-01-10', 100), total('2024-02-09', 180)].map((one) => ({
      ...one,
      metric: 'killed_confirmed' as const,
    }));
    const asked = { source: NAME_LIST, metric: 'names_added' } as const;
    const { key } = seriesInput(claims, asked);
    expect(toCoverage('mediazona-bbc.names_added.ru' as SeriesId, key, 'Mediazona', figuresOf(claims, asked))).toEqual({
      id: 'mediazona-bbc.names_added.ru',
      key,
      sourceName: 'Mediazona',
      figureMonths: [],
      spans: [{ from: '2024-01-11', to: '2024-02-10' }],
      totalDays: [],
    });
  });
});

test('adding months beyond the window changes no figure of the window', () => {
  const one = table({ series: [GS], from: '2024-09', to: '2024-09' }).cells.get(GS);
  const many = table({ series: [GS], from: '2024-01', to: addMonths(month('2024-09'), 12) }).cells.get(GS);
  expect(many?.filter((cell) => cell.month === '2024-09')).toEqual(one);
});
