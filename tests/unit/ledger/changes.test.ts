import { expect, test } from 'vitest';
import { ALL_CHANGES, type ChangesView, changesQuery, parseChangesView, parseLedgerNumber } from '@/lib/ledger/changes';
import type { Instant } from '@/lib/ledger/month';
import { changes } from '@/lib/routes';

const parse = (search: string) => parseChangesView(new URLSearchParams(search));

test('an empty address asks for the whole log', () => {
  expect(parse('')).toEqual({ view: ALL_CHANGES, notes: [] });
});

test.each<[string, Partial<ChangesView>]>([
  ['class=correction', { class: ['correction'] }],
  ['class=correction~new', { class: ['new', 'correction'] }],
  ['class=new&class=update', { class: ['new', 'update'] }],
  ['kind=figure~claim', { kind: ['claim', 'figure'] }],
  ['after=12', { after: 12n }],
  ['before=30&after=12', { after: 12n, before: 30n }],
  ['known=2026-03-03T14:05:00Z', { known: '2026-03-03T14:05:00.000Z' as Instant }],
  ['unknown=1&class=', {}],
])('%s is understood', (search, view) => {
  expect(parse(search)).toEqual({ view: { ...ALL_CHANGES, ...view }, notes: [] });
});

test.each([
  ['class=corrected', 'class', '“corrected” is not one of new, update, improvement, correction.'],
  ['kind=constructor', 'kind', '“constructor” is not one of claim, figure, source, note, capture, support, grade.'],
  ['after=-1', 'after', '“-1” is not a ledger number, such as 12.'],
  ['before=99999999999999999999', 'before', '“99999999999999999999” is not a ledger number, such as 12.'],
  [
    'known=yesterday',
    'known',
    '“yesterday” is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.',
  ],
])('%s shows the log and says what was not understood', (search, key, message) => {
  const { view, notes } = parse(search);
  expect(view).toEqual(ALL_CHANGES);
  expect(notes).toMatchObject([{ key, message }]);
});

test('an address and its view say the same', () => {
  const address = '/changes?after=12&before=30&class=new~correction&kind=claim&known=2026-03-03T14%3A05%3A00.000Z';
  expect(changes(changesQuery(parse(address.split('?')[1] ?? '').view))).toBe(address);
});

test('a ledger number is digits and nothing else', () => {
  expect(parseLedgerNumber('7')).toBe(7n);
  expect(['', '1.5', '0x1', ' 1', 'one'].map(parseLedgerNumber)).toEqual([null, null, null, null, null]);
});
