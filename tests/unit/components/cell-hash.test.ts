/** How links to a figure are recognised, and how an open drawer is written in the address of a page (ux.md §5). */
import { describe, expect, test } from 'vitest';
import { addressOfCell, cellOf, cellOfHash, hashOf } from '@/components/figures/cell-hash';
import type { Day, Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { cell, claim, permalink, permalinkCell, permalinkChanges, permalinkSpan, span } from '@/lib/routes';

const ORIGIN = 'https://ledger.example';
const at = (path: string) => new URL(path, ORIGIN);
const SERIES = 'uk-di.killed_or_wounded.ru' as SeriesId;
const MONTH = '2024-09' as Month;
const DAYS = { from: '2024-06-01' as Day, to: '2024-09-01' as Day };
const FROZEN = '0123456789abcdef';

describe('an address of a derivation', () => {
  test('of a month is its series and month', () => {
    expect(cellOf(at(cell(DEFAULT_VIEW, SERIES, MONTH)))).toBe('uk-di.killed_or_wounded.ru:2024-09');
  });

  test('of a span is its series and half-open days', () => {
    expect(cellOf(at(span(DEFAULT_VIEW, { series: SERIES, ...DAYS })))).toBe(
      'uk-di.killed_or_wounded.ru:2024-06-01/2024-09-01',
    );
  });

  test('of a frozen figure or span is its column and days', () => {
    expect(cellOf(at(permalinkCell(FROZEN, 2, MONTH)))).toBe('2:2024-09');
    expect(cellOf(at(permalinkSpan(FROZEN, 2, DAYS)))).toBe('2:2024-06-01/2024-09-01');
  });

  test.each([
    permalink(FROZEN),
    permalinkChanges(FROZEN),
    claim('7xk2m9q' as Parameters<typeof claim>[0]),
    '/figures',
    '/figures/cell',
  ])('%s is none', (path) => {
    expect(cellOf(at(path))).toBeNull();
  });
});

describe('a fragment', () => {
  test.each(['uk-di.killed_or_wounded.ru:2024-09', 'uk-di.killed_or_wounded.ru:2024-06-01/2024-09-01'])(
    'names %s and is read again',
    (text) => {
      expect(cellOfHash(hashOf(text))).toBe(text);
    },
  );

  test('is read also where a browser or a mail program has escaped it', () => {
    expect(cellOfHash('#cell=uk-di.killed_or_wounded.ru%3A2024-09')).toBe('uk-di.killed_or_wounded.ru:2024-09');
  });

  test.each(['', '#content', '#cell=', '#cell=x', '#cell=uk:2024', '#cell=%', '#cell=<b>:2024-09'])(
    '%s names none',
    (hash) => {
      expect(cellOfHash(hash)).toBeNull();
    },
  );
});

describe('a page that is opened with a fragment', () => {
  test('takes the figure apart under its own instant and threshold', () => {
    expect(
      addressOfCell(`${SERIES}:2024-09`, at('/figures?known=2026-03-03T14:05:00.000Z&status=checked&tab=table')),
    ).toBe(
      '/figures/cell?known=2026-03-03T14%3A05%3A00.000Z&month=2024-09&series=uk-di.killed_or_wounded.ru&status=checked',
    );
    expect(addressOfCell(`${SERIES}:2024-06-01/2024-09-01`, at('/'))).toBe(
      '/figures/cell?from=2024-06-01&series=uk-di.killed_or_wounded.ru&to=2024-09-01',
    );
  });

  test('of a frozen comparison takes it apart as it was frozen', () => {
    expect(addressOfCell(`${SERIES}:2024-09`, at(permalink(FROZEN)))).toBe(
      `/p/${FROZEN}/uk-di.killed_or_wounded.ru/2024-09`,
    );
    expect(cellOf(at(`/p/${FROZEN}/uk-di.killed_or_wounded.ru/2024-06-01--2024-09-01`))).toBe(
      'uk-di.killed_or_wounded.ru:2024-06-01/2024-09-01',
    );
  });
});
