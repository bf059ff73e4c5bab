/**
 * Traps that were met in real claims about this war, each by its number, with the rows of the starter ledger in which it was met.
 * They are what the rules are for.
 */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { claimSchema } from '@/lib/ledger/claim';
import type { Cell } from '@/lib/ledger/figure-table';
import { parseView } from '@/lib/ledger/view';
import { metricOf } from '@/lib/ledger/vocabulary';
import {
  about,
  claimInput,
  correction,
  figureOf,
  GENERAL_STAFF,
  interval,
  oneDay,
  reasonOf,
  source,
  stated,
  total,
  UK_DI,
} from '@/tests/fixtures/claims';
import { readStarter, type Starter, starterFigures } from '@/tests/fixtures/starter';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let starter: Starter;
beforeAll(async () => {
  starter = await readStarter();
});

const cell = (id: string, month: string): Cell => {
  const [only] = starterFigures(starter, id, month, month).cells;
  if (!only) throw new Error('A month asked for has a cell.');
  return only;
};
const best = (id: string, month: string) => {
  const found = cell(id, month);
  return found.kind === 'figure' ? found.best : found.reason;
};
const row = (key: string) => {
  const found = starter.claims.find((claim) => claim.id === key);
  if (!found) throw new Error(`The starter ledger has no ${key}.`);
  return found;
};
const spans = (id: string) => starterFigures(starter, id).spans;

describe('definitions', () => {
  test('1. killed and killed + wounded are never one series, whoever relays the one as the other', () => {
    expect(row('gs-press-2023-07-killed').standing).toBe('discounted');
    expect(starterFigures(starter, 'ua-general-staff.killed.ru').cells.filter(({ kind }) => kind === 'figure')).toEqual(
      [],
    );
  });

  test('2. one number, four meanings: 35 000 for December 2025 stands in each series as it was said, and where it was redefined no longer', () => {
    expect(best('ua-president.killed.ru', '2025-12')).toBe('SUPERSEDED_ALL');
    expect(best('ua-president.permanent_losses.ru', '2025-12')).toBe(35000);
    expect(best('united24-media.killed_or_wounded.ru', '2025-12')).toBe(35000);
    expect(best('ua-general-staff.killed_or_wounded.ru', '2025-12')).toBe(35050);
    expect(row('nato-rutte-2025-12-killed')).toMatchObject({ metric: 'killed', valueKind: 'at_least', low: '30000' });
  });

  test('3. permanent and irrecoverable losses are metrics of their own', () => {
    expect(metricOf('permanent_losses').label).not.toBe(metricOf('irrecoverable').label);
  });

  test('4. wounded cases are no persons wounded, and their totals, which fall, are never subtracted', () => {
    const figures = starterFigures(starter, 'ua-president.wounded_cases.ua', '2024-12', '2025-02');
    expect(figures.totals.map(({ best: said }) => said)).toEqual([370000, 390000, 380000]);
    expect(figures.cells.map((gap) => gap.kind === 'gap' && gap.reason)).toEqual([
      'NO_ANCHOR',
      'MIXED_VINTAGE',
      'NO_ANCHOR',
    ]);
  });

  test('5. killed or missing is not killed', () => {
    expect(row('ukdi-2025-06-dead-or-missing').metric).toBe('killed_or_missing');
  });

  test('6. tanks lost and tanks destroyed are two series', () => {
    const metrics = new Set(starter.claims.filter(({ source: slug }) => slug === 'oryx').map(({ metric }) => metric));
    expect(metrics).toEqual(new Set(['equipment_lost_tank', 'equipment_destroyed_tank']));
  });

  test('7. losses per km or km² are ratios and never become a month', () => {
    for (const metric of ['casualties_per_km2', 'killed_per_km2', 'losses_per_km_of_front'] as const) {
      expect(metricOf(metric).monthly).toBe(false);
      expect(parseView([['series', `isw.${metric}.ru`]]).view.series).toBeNull();
    }
  });

  test('8. both sides together are shown on claims and never charted; targets and plans are no losses', () => {
    expect(parseView([['series', 'ua-general-staff.killed_or_wounded.both']]).view.series).toBeNull();
    expect(parseView([['series', 'ua-mod.target_killed_or_wounded.ru']]).view.series).toBeNull();
    expect(reasonOf('2026-01', [stated('2026-01', 50000, { periodKind: 'forecast' })])).toBe('FORECAST');
  });
});

describe('time', () => {
  const record = (on: string) => oneDay(on, 2030);

  test('9. report date ≠ event date: the record of 28 November belongs to November, the report of 1 December, too', () => {
    expect(figureOf('2024-11', [record('2024-11-28')]).low).toBe(2030);
    const totals = [total('2024-11-01', about(696410, 10)), total('2024-12-01', about(742130, 10))];
    expect(figureOf('2024-11', totals, { source: GENERAL_STAFF }).best).toBe(45720);
  });

  test('10. month boundaries: first to first is 38 130, month-end to month-end would be 38 110', () => {
    const reports = [
      total('2024-08-31', about(615100, 10)),
      total('2024-09-01', about(616300, 10)),
      total('2024-09-30', about(653210, 10)),
      total('2024-10-01', about(654430, 10)),
    ];
    expect(figureOf('2024-09', reports, { source: GENERAL_STAFF })).toMatchObject({ best: 38130, method: 'N3' });
    expect(figureOf('2024-09', reports, { source: { ...GENERAL_STAFF, countingConvention: 'end_of_day' } }).best).toBe(
      38110,
    );
  });

  test('11. a month to date relayed as a month: the average of 1 to 27 November 2023 is a span, and November is the later one', () => {
    expect(best('uk-di.killed_or_wounded.ru', '2023-11')).toBe(952 * 30);
    expect(spans('uk-di.killed_or_wounded.ru')).toContainEqual(
      expect.objectContaining({ from: '2023-11-01', to: '2023-11-28', best: 931 * 27 }),
    );
  });

  test('12. a year to date is a span up to its own day, never stretched to the end of a month', () => {
    const ytd = interval('2025-01-01', '2025-10-15', 332000);
    expect(reasonOf('2025-10', [ytd])).toBe('NO_CLAIM');
  });

  test('13. a source that restates the past gives each month by the same rules: its chart of January 2025 counts for 2022', () => {
    expect(best('uk-di.killed_or_wounded.ru', '2022-03')).toEqual(expect.any(Number));
    expect(row('ukdi-daily-2022-03').publishedOn).toBe('2025-01-07');
  });

  test('14. an increment of a list is names added in those days, never deaths of a month', () => {
    expect(spans('mediazona-bbc.names_added.ru')).toContainEqual(
      expect.objectContaining({ from: '2025-01-17', to: '2025-02-01', method: 'N7', best: 2333 }),
    );
    expect(best('mediazona-bbc.names_added.ru', '2025-01')).toBe('REPORT_DATE_BASIS');
    expect(best('mediazona-bbc.killed_confirmed.ru', '2025-01')).toBe('REPORT_DATE_BASIS');
  });

  test('15. undated claims are kept and never charted', () => {
    for (const key of ['evadaily-2026-02-feb2-day', 'mz-named-may2024-52789', 'ukosce-2025-02-total']) {
      const claim = row(key);
      const everywhere = starterFigures(starter, `${claim.source}.${claim.metric}.${claim.side}`, '2022-01', '2026-12');
      expect(JSON.stringify([everywhere.cells, everywhere.spans, everywhere.totals])).not.toContain(key);
    }
  });
});

describe('repetition', () => {
  test('16. echoes are one voice: AFP’s areas are ISW’s, UK averages are the General Staff’s', () => {
    expect(cell('afp.territory_gained.ru', '2024-11')).toMatchObject({ best: 725, lineage: 'isw.territory_gained.ru' });
    expect(cell('ua-mod.killed_or_wounded.ru', '2025-01')).toMatchObject({
      best: 48240,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    });
  });

  test('17. the same echo with another number stays in the lineage: May 2025', () => {
    expect(cell('uk-di.killed_or_wounded.ru', '2025-05')).toMatchObject({
      best: 34503,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    });
    expect(cell('ua-general-staff.killed_or_wounded.ru', '2025-05')).toMatchObject({
      best: 35370,
      lineage: 'ua-general-staff.killed_or_wounded.ru',
    });
  });

  test('18. two bases in one post: lineage is decided claim by claim', () => {
    const own = total('2024-03-03', about(355000), { source: 'uk-di' });
    const relayed = stated('2024-02', about(983), { source: 'uk-di', repeatsSource: 'ua-general-staff' });
    expect(figureOf('2024-02', [relayed, own], { source: UK_DI }).lineage).toBe(
      'ua-general-staff.killed_or_wounded.ru',
    );
  });
});

describe('change', () => {
  test('19. each release is a new estimate: the fall from 384 000 to 376 000 is no figure, and no zero', () => {
    expect(best('economist.killed.ru', '2026-05')).toBe('MIXED_VINTAGE');
  });

  test('20. a downward correction is a correction, not a negative loss; a zero day and its catch-up are one gap', () => {
    const tanks = [total('2024-11-01', 3650), total('2024-12-01', 3617), correction('2024-11-30', -83)];
    expect(figureOf('2024-11', tanks, { source: GENERAL_STAFF })).toMatchObject({ best: 50, unallocated: -83 });
    expect(reasonOf('2024-11', tanks.slice(0, 2), { source: GENERAL_STAFF })).toBe('NEGATIVE_DIFF');
    const march = Array.from({ length: 31 }, (_, index) =>
      oneDay(`2022-03-${String(index + 1).padStart(2, '0')}`, index === 1 ? 0 : index === 2 ? 3160 : 400),
    );
    expect(figureOf('2022-03', march)).toMatchObject({ coverageDays: 30, flags: ['E'] });
  });

  test('21. a method jump is a break: 23 000 names in ten days came from a registry', () => {
    const leak = spans('mediazona-bbc.names_added.ru').filter(
      ({ from, to }) => from <= '2026-02-20' && to > '2026-02-20',
    );
    expect(leak.length).toBeGreaterThan(0);
    for (const span of leak) expect(span.flags).toEqual(['B', 'P']);
  });

  test('22. two totals of one project are two series and never subtracted from one another', () => {
    const lists = ['mediazona-bbc.killed_confirmed.ru', 'bbc-russian.killed_confirmed.ru'].map(
      (id) => starterFigures(starter, id).totals,
    );
    expect(lists.map((totals) => totals.find(({ asOf }) => asOf === '2025-09-05')?.best)).toEqual([125681, 128115]);
  });
});

describe('bounds, scope, relays', () => {
  test('23. a bound that a relay turned over does not count beside the one that was said', () => {
    expect(row('csis-2026-01-rus-killed-aj')).toMatchObject({ valueKind: 'at_least', standing: 'discounted' });
    const said = starterFigures(starter, 'csis.killed.ru').totals.filter(({ asOf }) => asOf >= '2025-12-01');
    expect(said.every(({ valueKind }) => valueKind !== 'at_least')).toBe(true);
  });

  test('24. a sector is never the theatre', () => {
    const claims = [stated('2024-09', 20000, { scope: 'sector-kharkiv' })];
    expect(reasonOf('2024-09', claims)).toBe('NO_CLAIM');
  });

  test('25. misprints lose: 45 860 is discounted, 45 680 is a relay’s, the source’s own rate gives 45 690', () => {
    const november = cell('uk-di.killed_or_wounded.ru', '2024-11');
    expect(november).toMatchObject({ best: 45690, alsoSaid: [{ id: 'ukdi-2024-11-month', best: 45680 }] });
    expect(claimSchema.safeParse(claimInput({ best: '110,00' })).success).toBe(false);
  });

  test('26. a relay’s wrong metric is discounted and makes no span of killed', () => {
    expect(row('ukdi-2025-08-ytd-misrelayed').standing).toBe('discounted');
    expect(
      spans('uk-di.killed.ru').filter(({ claims }) => claims.some(({ id }) => id === 'ukdi-2025-08-ytd-misrelayed')),
    ).toEqual([]);
  });

  test('27. parts that one source states are never added up to a whole of another definition', () => {
    const parts = [
      total('2025-02-04', 350000, { metric: 'killed' }),
      total('2025-02-04', 650000, { metric: 'wounded' }),
    ];
    expect(reasonOf('2025-01', parts)).toBe('NO_CLAIM');
  });

  test('28. no source is taken for a ceiling of another: each series is made from its own claims alone', () => {
    const nato = stated('2024-09', 50000, { source: 'nato' });
    expect(
      figureOf('2024-09', [nato, stated('2024-09', 38130, { source: 'ua-general-staff' })], {
        source: { ...UK_DI, slug: 'nato' },
      }).best,
    ).toBe(50000);
  });

  test('29. an outlier stands as said, a tampered leak is discounted, a vague word has no number', () => {
    expect(starterFigures(starter, 'kp-ru.killed.ua').totals).toMatchObject([{ best: 699000 }]);
    expect(row('leak-2023-doctored').standing).toBe('discounted');
    expect(starterFigures(starter, 'us-dod.equipment_lost_ammunition.ru').totals).toEqual([]);
  });

  test('30. errors of a list are discounted where they were found', () => {
    expect(row('econlist-2024-01-16-russia-casualties-001').standing).toBe('discounted');
    expect(best('ua-general-staff.killed_or_wounded.ru', '2024-01')).toBe(26220);
  });

  test('31. net territory can be negative, and is not cut at zero', () => {
    expect(cell('isw.territory_gained.ru', '2026-04')).toMatchObject({ low: -116, best: -116, high: -116, notes: [] });
  });

  test('32. the same slot in another scope is another series: 498 km² with Kursk, 427 without', () => {
    expect(best('isw.territory_gained.ru', '2025-01')).toBe(498);
    expect(best('isw.territory_gained.ru.excluding-kursk', '2025-01')).toBe(427);
  });

  test('33. the winter’s average is not February’s', () => {
    const id = 'ua-commander-in-chief.killed_or_wounded.ru';
    expect(cell(id, '2026-02').kind).toBe('gap');
    expect(spans(id)).toContainEqual(
      expect.objectContaining({
        from: '2025-12-01',
        to: '2026-03-01',
        alsoSaid: [{ id: 'syrskyi-2025-26-winter-daily', low: null, best: 1031 * 90, high: null }],
      }),
    );
  });

  test('34. an old statement carried as new is discounted and gives nothing to the month it was carried in', () => {
    for (const key of [
      'zel-2026-02-04-rus-killed-misdated',
      'syrskyi-2026-misdated-418k',
      'deepstate-2023-11-misdated',
    ])
      expect(row(key).standing).toBe('discounted');
    expect(best('deepstate.territory_gained.ru', '2023-11')).not.toBe(725);
  });
});

test('the origin of “press, no source named” is unknown: its claims make no figure', () => {
  expect(reasonOf('2024-09', [stated('2024-09', 1)], { source: source({ originKnown: false }) })).toBe('RELAY_ONLY');
});
