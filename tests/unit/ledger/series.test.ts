/** Series ids: `source.metric.side[.scope][.vN]` (domain.md §1.1). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSeriesId, toSeriesId } from '@/lib/ledger/series';
import { codesOf, METRICS, SIDES } from '@/lib/ledger/vocabulary';

const key = (over = {}) =>
  ({ source: 'uk-di', metric: 'killed', side: 'ru', scope: 'theatre', definitionVersion: 1, ...over }) as const;

describe('a series id', () => {
  test.each([
    ['uk-di.killed.ru', key()],
    ['uk-di.killed.ru.v2', key({ definitionVersion: 2 })],
    ['uk-di.killed.ru.sector-kupiansk', key({ scope: 'sector-kupiansk' })],
    ['uk-di.killed.ru.sector-kupiansk.v12', key({ scope: 'sector-kupiansk', definitionVersion: 12 })],
    ['uk-di.killed.both', key({ side: 'both' })],
  ])('%s', (id, parsed) => {
    expect(parseSeriesId(id)).toEqual(parsed);
    expect(toSeriesId(parsed)).toBe(id);
  });

  test.each([
    '',
    'uk-di',
    'uk-di.killed',
    'uk-di.killed.xx',
    'uk-di.deaths.ru',
    'UK-DI.killed.ru',
    '.killed.ru',
    'uk-di.killed.ru.theatre', // The default is never written.
    'uk-di.killed.ru.v1',
    'uk-di.killed.ru.v02',
    'uk-di.killed.ru.v1000',
    'uk-di.killed.ru.v2.sector-x',
    'uk-di.killed.ru.a.b',
    'uk-di.killed.ru.',
    'uk-di.toString.ru',
    'uk-di.__proto__.ru',
    `${'a'.repeat(61)}.killed.ru`,
    `uk-di.killed.ru.${'a'.repeat(61)}`,
    'uk-di.killed.ru\0',
  ])('“%s” is none', (id) => {
    expect(parseSeriesId(id)).toBeNull();
  });

  test('spells its key and is spelt by it, whatever the key', () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}$/).filter((text) => !/^v\d+$/.test(text));
    const keys = fc.record({
      source: slug,
      metric: fc.constantFrom(...codesOf(METRICS)),
      side: fc.constantFrom(...codesOf(SIDES)),
      scope: fc.oneof(fc.constant('theatre'), slug),
      definitionVersion: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(keys, (some) => {
        expect(parseSeriesId(toSeriesId(some))).toEqual(some);
      }),
    );
  });

  test('anything that parses is written back as it stood', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '-', '.', 'v', '2', 'killed', 'ru') }), (text) => {
        const parsed = parseSeriesId(text);
        if (parsed) expect(toSeriesId(parsed)).toBe(text);
      }),
    );
  });
});
