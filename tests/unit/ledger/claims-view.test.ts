import { expect, test } from 'vitest';
import {
  ALL_CLAIMS_VIEW,
  activeFilters,
  type ClaimsView,
  claimsViewToQuery,
  parseClaimsView,
  toggleFacet,
} from '@/lib/ledger/claims-view';
import { claims } from '@/lib/routes';

const parse = (query: string) => parseClaimsView(new URLSearchParams(query));

test('without a query everything is listed, running totals folded', () => {
  expect(parse('')).toEqual({ view: ALL_CLAIMS_VIEW, notes: [] });
});

test('values of one facet are joined by a tilde, and a repeated key adds to them', () => {
  expect(parse('side=ua~ru&metric=killed&metric=wounded').view).toMatchObject({
    side: ['ru', 'ua'],
    metric: ['killed', 'wounded'],
  });
});

test('what was written is what is read back', () => {
  const view: ClaimsView = {
    ...ALL_CLAIMS_VIEW,
    q: 'Kursk & Belgorod',
    side: ['ru'],
    source: ['isw', 'uk-di'],
    status: ['attributed'],
    totals: 'all',
    after: 'MjAyNC0xMi0wMS41',
  };
  const address = claims(claimsViewToQuery(view));
  expect(address).toBe(
    '/claims?after=MjAyNC0xMi0wMS41&q=Kursk%20%26%20Belgorod&side=ru&source=isw~uk-di&status=attributed&totals=all',
  );
  expect(parse(address.split('?')[1] ?? '').view).toEqual(view);
});

test.each([
  ['side=moon', 'side', '“moon” is not a side.'],
  ['metric=dead', 'metric', '“dead” is not a metric.'],
  ['source=../etc', 'source', '“../etc” is not the slug of a source.'],
  ['totals=some', 'totals', '“some” is not one of grouped, all.'],
  ['after=%00', 'after', 'This place in the list was not understood; the list begins at its top.'],
  ['public=tomorrow', 'public', '“tomorrow” is not a date. Write it as YYYY-MM-DD.'],
  [
    'known=tomorrow',
    'known',
    '“tomorrow” is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.',
  ],
])('%s is left out with a note', (query, key, message) => {
  const { view, notes } = parse(query);
  expect(view).toEqual(ALL_CLAIMS_VIEW);
  expect(notes).toEqual([expect.objectContaining({ key, message })]);
});

test('the good part of a list is kept', () => {
  expect(parse('side=ru~moon').view.side).toEqual(['ru']);
});

test('keys of others, such as those of trackers, are ignored without a word', () => {
  expect(parse('utm_source=x&fbclid=y')).toEqual({ view: ALL_CLAIMS_VIEW, notes: [] });
});

test('an endless search is cut, and says so', () => {
  const { view, notes } = parse(`q=${'a'.repeat(9000)}`);
  expect(view.q).toHaveLength(200);
  expect(notes.map(({ message }) => message)).toEqual(['Only the first 200 characters were searched for.']);
});

test('a facet is taken with one click and given back with the next, from the top of the list', () => {
  const narrowed = toggleFacet({ ...ALL_CLAIMS_VIEW, after: 'abc' }, 'side', 'ru');
  expect(narrowed).toEqual({ ...ALL_CLAIMS_VIEW, side: ['ru'] });
  expect(toggleFacet(narrowed, 'side', 'ru')).toEqual(ALL_CLAIMS_VIEW);
});

test('every filter in force can be removed by itself', () => {
  const { view } = parse('q=tanks&side=ru~ua&public=2024-05-01');
  expect(
    activeFilters(view).map(({ key, value, without }) => [key, value, claims(claimsViewToQuery(without))]),
  ).toEqual([
    ['q', 'tanks', '/claims?public=2024-05-01&side=ru~ua'],
    ['side', 'ru', '/claims?public=2024-05-01&q=tanks&side=ua'],
    ['side', 'ua', '/claims?public=2024-05-01&q=tanks&side=ru'],
    ['public', '2024-05-01', '/claims?q=tanks&side=ru~ua'],
  ]);
});
