import { describe, expect, test } from 'vitest';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Day, Instant, Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import * as routes from '@/lib/routes';

const GENERAL_STAFF = 'ua-general-staff.killed_or_wounded.ru' as SeriesId;
const UK = 'uk-di.killed_or_wounded.ru' as SeriesId;
const ID = '3fk9x0q' as ClaimId;
const view = (part: Partial<View>): View => ({ ...DEFAULT_VIEW, ...part });

describe('figures', () => {
  test('the default comparison has the shortest address', () => {
    expect(routes.figures()).toBe('/figures');
    expect(routes.figures(DEFAULT_VIEW)).toBe('/figures');
  });

  test('a view stands in the query, keys in alphabetical order', () => {
    expect(routes.figures(view({ to: '2024-12' as Month, from: '2024-09' as Month, series: [GENERAL_STAFF] }))).toBe(
      '/figures?from=2024-09&series=ua-general-staff.killed_or_wounded.ru&to=2024-12',
    );
  });

  test('a twin has the same query and another ending', () => {
    expect(routes.figuresTwin(view({ tab: 'table' }), 'svg')).toBe('/figures.svg?tab=table');
    expect(routes.figuresTwin(DEFAULT_VIEW, 'json')).toBe('/figures.json');
  });

  test('the CSV comes as shown and as everything', () => {
    expect(routes.figuresTwin(view({ side: 'ua' }), 'csv')).toBe('/figures.csv?side=ua');
    expect(routes.figuresTwin(view({ side: 'ua' }), 'csv', { all: true })).toBe('/figures.csv?all=1&side=ua');
    expect(routes.figuresTwin(DEFAULT_VIEW, 'csv', { all: true })).toBe('/figures.csv?all=1');
  });

  test('a cell keeps what decides its claims and drops how it is drawn', () => {
    expect(routes.cell(view({ tab: 'table', scale: 'log' }), UK, '2024-09' as Month)).toBe(
      '/figures/cell?month=2024-09&series=uk-di.killed_or_wounded.ru',
    );
    expect(
      routes.cell(
        view({ status: 'checked', known: '2026-03-03T14:05:00.000Z' as Instant, public: '2026-01-01' as Day }),
        UK,
        '2024-09' as Month,
      ),
    ).toBe(
      '/figures/cell?known=2026-03-03T14%3A05%3A00.000Z&month=2024-09&public=2026-01-01&series=uk-di.killed_or_wounded.ru&status=checked',
    );
  });

  test('a span is addressed by its days', () => {
    expect(routes.span(DEFAULT_VIEW, { series: UK, from: '2024-06-01' as Day, to: '2024-09-01' as Day })).toBe(
      '/figures/cell?from=2024-06-01&series=uk-di.killed_or_wounded.ru&to=2024-09-01',
    );
  });
});

describe('claims and sources', () => {
  test.each([
    [routes.claims(), '/claims'],
    [routes.claims({ source: 'isw', metric: null, side: 'ru', q: '' }), '/claims?side=ru&source=isw'],
    [routes.claims({ metric: ['killed', 'wounded'], source: [] }), '/claims?metric=killed~wounded'],
    [routes.claimsTwin({ side: 'ru' }, 'csv'), '/claims.csv?side=ru'],
    [routes.search('150 000 & more'), '/search?q=150%20000%20%26%20more'],
    [routes.claim(ID), '/claims/3fk9x0q'],
    [routes.claim(ID, { known: '2026-03-03' }), '/claims/3fk9x0q?known=2026-03-03'],
    [routes.claimTwin(ID, 'json'), '/claims/3fk9x0q.json'],
    [routes.source('uk-di'), '/sources/uk-di'],
    [routes.jsonTwin(routes.source('uk-di')), '/sources/uk-di.json'],
  ])('%s', (made, expected) => {
    expect(made).toBe(expected);
  });
});

describe('definitions', () => {
  test.each([
    [routes.codebook(), '/codebook'],
    [routes.codebook('metrics'), '/codebook#metrics'],
    [routes.codebook('metrics', 'killed'), '/codebook#metrics-killed'],
    [routes.methodology(), '/methodology'],
    [routes.methodology('N3'), '/methodology#N3'],
    [routes.jsonTwin(routes.codebook()), '/codebook.json'],
  ])('%s', (made, expected) => {
    expect(made).toBe(expected);
  });
});

test('an address is made full under an origin with or without a slash', () => {
  expect(routes.absolute('https://ledger.example/', '/figures')).toBe('https://ledger.example/figures');
  expect(routes.absolute('http://127.0.0.1:3000', '/')).toBe('http://127.0.0.1:3000/');
});
