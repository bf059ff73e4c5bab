/** What the address of a comparison means (ux.md §2): parse, write, and come back. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import {
  AXES,
  CHARTED_BADGES,
  DEFAULT_VIEW,
  INTERPOLATED,
  LAYOUTS,
  MAX_MONTHS,
  MAX_SERIES,
  MEASURES,
  parseView,
  SCALES,
  TABS,
  VIEW_KEYS,
  type View,
  viewToSearch,
} from '@/lib/ledger/view';
import { codesOf } from '@/lib/ledger/vocabulary';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const parse = (search: string) => parseView(new URLSearchParams(search));
const GS = 'ua-general-staff.killed_or_wounded.ru';
const UK = 'uk-di.killed_or_wounded.ru';

describe('an address that is right', () => {
  test.each<[string, Partial<View>]>([
    ['', {}],
    ['side=ua', { side: 'ua' }],
    ['side=ru', {}],
    [`series=${GS}~${UK}`, { series: [GS, UK] as SeriesId[] }],
    [`series=${GS}~${GS}~~`, { series: [GS] as SeriesId[] }],
    ['from=2024-09&to=2024-12', { from: '2024-09' as View['from'], to: '2024-12' as View['to'] }],
    ['from=2024-09', { from: '2024-09' as View['from'] }],
    [
      'tab=table&measure=day&scale=log&layout=apart&axis=free&interpolated=hide',
      {
        tab: 'table',
        measure: 'day',
        scale: 'log',
        layout: 'apart',
        axis: 'free',
        interpolated: 'hide',
      },
    ],
    ['measure=total', { measure: 'total' }],
    ['status=checked', { status: 'checked' }],
    ['known=2026-03-03', { known: '2026-03-03T21:59:59.999Z' as Instant }],
    ['known=2026-03-03T14:05:00%2B02:00', { known: '2026-03-03T12:05:00.000Z' as Instant }],
    ['scenario=d3j0h10', { scenario: 'd3j0h10' as ClaimId }],
    ['public=2025-01-07', { public: '2025-01-07' as View['public'] }],
    ['utm_source=x&fbclid=y', {}],
    ['tab=', {}],
    ['tab=table&tab=sources', { tab: 'table' }],
  ])('%s', (search, view) => {
    expect(parse(search)).toEqual({ view: { ...DEFAULT_VIEW, ...view }, notes: [] });
  });
});

describe('an address that is wrong opens on the nearest sensible view, with a note naming what was ignored', () => {
  test.each<[string, Partial<View>, string, string]>([
    ['from=2024-13', {}, 'from', '“2024-13” is not a month. Write it as YYYY-MM, such as 2024-09.'],
    ['to=September', {}, 'to', '“September” is not a month. Write it as YYYY-MM, such as 2024-09.'],
    [
      'known=tomorrow',
      {},
      'known',
      '“tomorrow” is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.',
    ],
    [
      'known=2026-03-03T14:05',
      {},
      'known',
      '“2026-03-03T14:05” is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.',
    ],
    [
      'scenario=2%20to%203',
      {},
      'scenario',
      '“2 to 3” is not the id of a claim. Choose one of the ratios that the ledger holds.',
    ],
    ['public=7.1.2025', {}, 'public', '“7.1.2025” is not a date. Write it as YYYY-MM-DD.'],
    ['side=both', {}, 'side', '“both” is not one of ru, ua.'],
    ['tab=map', {}, 'tab', '“map” is not one of chart, table, sources.'],
    ['scale=constructor', {}, 'scale', '“constructor” is not one of linear, log.'],
    ['status=unchecked', {}, 'status', '“unchecked” is not one of attributed, checked, corroborated, documented.'],
    [
      'from=2024-12&to=2024-09',
      { from: '2024-09' as View['from'], to: '2024-12' as View['to'] },
      'from',
      'The months were in reverse order and have been exchanged: 2024-09 to 2024-12.',
    ],
    [
      'from=2010-01&to=2024-12',
      { from: '2015-01' as View['from'], to: '2024-12' as View['to'] },
      'from',
      'At most 120 months are shown; the last ones were kept.',
    ],
    ['series=nonsense', {}, 'series', '“nonsense” is not a series. A series is written source.metric.side.'],
    [
      'series=uk-di.deaths.ru',
      {},
      'series',
      '“uk-di.deaths.ru” is not a series. A series is written source.metric.side.',
    ],
    [
      `series=nonsense~${UK}`,
      { series: [UK] as SeriesId[] },
      'series',
      '“nonsense” is not a series. A series is written source.metric.side.',
    ],
    [
      'series=uk-di.killed.both',
      {},
      'series',
      '“uk-di.killed.both” counts both sides together; such claims are shown but not charted.',
    ],
    [
      'series=uk-di.exchange_ratio.ru',
      {},
      'series',
      '“uk-di.exchange_ratio.ru”: exchange ratio never becomes a monthly count.',
    ],
  ])('%s', (search, view, key, message) => {
    const parsed = parse(search);
    expect(parsed.view).toEqual({ ...DEFAULT_VIEW, ...view });
    expect(parsed.notes).toMatchObject([{ key, message }]);
  });

  test('three thousand series: the first ones, and a note', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `s${index}.killed.ru`);
    const { view, notes } = parse(`series=${many.join('~')}`);
    expect(view.series).toEqual(many.slice(0, MAX_SERIES));
    expect(notes.map(({ message }) => message)).toEqual(['Only the first 24 of 3000 series are shown.']);
  });

  test('three thousand wrong series: a handful of notes, not three thousand', () => {
    const { view, notes } = parse(`series=${Array.from({ length: 3000 }, (_, index) => `x${index}`).join('~')}`);
    expect(view.series).toBeNull();
    expect(notes).toHaveLength(5);
    expect(notes.at(-1)?.message).toBe('… and 2996 more.');
  });

  test('8 kB of one value: quoted back in sixty characters', () => {
    const { notes } = parse(`from=${'9'.repeat(8000)}`);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.message).toContain(`“${'9'.repeat(60)}…”`);
    expect(notes[0]?.message.length).toBeLessThan(200);
  });

  test('exactly as many months as are shown are not cut', () => {
    expect(MAX_MONTHS).toBe(120);
    expect(parse('from=2015-01&to=2024-12').notes).toEqual([]);
  });

  test('never throws, whatever is asked', () => {
    const key = fc.oneof(fc.constantFrom(...VIEW_KEYS), fc.string());
    const value = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', '2', '-', '.', '~', '%', '&', '=', '+', ' ', '\0', '\n', 'é', '\u202e', '💥'),
        maxLength: 40,
      }),
      fc.constantFrom('2024-09', '2024-13', GS, '\0', '%', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 8 }), (pairs) => {
        const { view } = parseView(pairs);
        expect(parse(viewToSearch(view))).toEqual({ view, notes: [] });
      }),
    );
  });
});

describe('an address that is written', () => {
  test('leaves defaults out', () => {
    expect(viewToSearch(DEFAULT_VIEW)).toBe('');
    expect(viewToSearch({ ...DEFAULT_VIEW, tab: 'chart', status: 'attributed' })).toBe('');
    expect(viewToSearch({ ...DEFAULT_VIEW, series: [] })).toBe('');
  });

  test('has its keys sorted, so that two people who share a view share the link', () => {
    const { view } = parse(`to=2024-12&tab=table&series=${GS}&from=2024-09&axis=free`);
    expect(viewToSearch(view)).toBe(`axis=free&from=2024-09&series=${GS}&tab=table&to=2024-12`);
    expect([...VIEW_KEYS]).toEqual([...VIEW_KEYS].sort());
    expect([...VIEW_KEYS].sort()).toEqual(Object.keys(DEFAULT_VIEW).sort());
  });

  test('keeps the order of the series, which is the order in which they are drawn', () => {
    expect(viewToSearch(parse(`series=${UK}~${GS}`).view)).toBe(`series=${UK}~${GS}`);
  });

  test('comes back as the same view', () => {
    const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?$/);
    const series = fc.uniqueArray(
      fc
        .tuple(slug, fc.constantFrom('killed', 'killed_or_wounded', 'territory_gained'), fc.constantFrom('ru', 'ua'))
        .map((parts) => parts.join('.') as SeriesId),
      { minLength: 1, maxLength: MAX_SERIES },
    );
    const month = fc
      .tuple(fc.integer({ min: 2022, max: 2026 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, at]) => `${year}-${String(at).padStart(2, '0')}` as NonNullable<View['from']>);
    const views = fc
      .record({
        side: fc.constantFrom('ru' as const, 'ua' as const),
        series: fc.option(series),
        from: fc.option(month),
        to: fc.option(month),
        tab: fc.constantFrom(...codesOf(TABS)),
        measure: fc.constantFrom(...codesOf(MEASURES)),
        scale: fc.constantFrom(...codesOf(SCALES)),
        layout: fc.constantFrom(...codesOf(LAYOUTS)),
        axis: fc.constantFrom(...codesOf(AXES)),
        interpolated: fc.constantFrom(...codesOf(INTERPOLATED)),
        status: fc.constantFrom(...CHARTED_BADGES),
        known: fc.option(
          fc
            .date({ min: new Date('2022-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
            .map((at) => at.toISOString() as Instant),
        ),
        public: fc.option(month.map((text) => `${text}-07` as NonNullable<View['public']>)),
        scenario: fc.option(fc.stringMatching(/^[0-9a-hjkmnp-tv-z]{7,12}$/).map((id) => id as ClaimId)),
      })
      .filter((view) => view.from === null || view.to === null || view.from <= view.to);
    fc.assert(
      fc.property(views, (view) => {
        const search = viewToSearch(view);
        expect(parse(search)).toEqual({ view, notes: [] });
        expect(viewToSearch(parse(search).view)).toBe(search);
      }),
    );
  });
});
