import { describe, expect, test } from 'vitest';
import { freshnessWords } from '@/lib/formats/freshness-words';
import { freshnessOf } from '@/lib/ledger/freshness';
import type { Day } from '@/lib/ledger/month';

const days = (...given: string[]) => given as Day[];
const day = (text: string) => text as Day;
/** Every seventh day, and the last only after eight. */
const WEEKLY = days('2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-30');

describe('freshness (R14)', () => {
  test('the usual gap is the median of the days between publications; late is the day after it has passed', () => {
    expect(freshnessOf(WEEKLY, day('2024-02-06'), null)).toEqual({
      state: 'on_time',
      lastPublished: '2024-01-30',
      usualGapDays: 7,
      lateSince: null,
    });
    expect(freshnessOf(WEEKLY, day('2024-02-07'), null)).toMatchObject({ state: 'late', lateSince: '2024-02-07' });
  });

  test('an even number of gaps: the mean of the middle two, rounded up', () => {
    const uneven = days('2024-01-01', '2024-01-02', '2024-01-05', '2024-01-09', '2024-01-20');
    expect(freshnessOf(uneven, day('2024-01-20'), null).usualGapDays).toBe(4);
  });

  test('the same day twice is one day, in any order; days to come do not count', () => {
    expect(freshnessOf([...WEEKLY, ...WEEKLY].reverse(), day('2024-02-01'), null)).toEqual(
      freshnessOf(WEEKLY, day('2024-02-01'), null),
    );
    expect(freshnessOf([...WEEKLY, day('2025-01-01')], day('2024-02-01'), null).lastPublished).toBe('2024-01-30');
  });

  test('only the last twelve gaps count: a source that has become slower is measured by what it does now', () => {
    const daily = Array.from({ length: 20 }, (_, index) => day(`2023-12-${String(index + 1).padStart(2, '0')}`));
    const monthly = days(
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
      '2024-04-01',
      '2024-05-01',
      '2024-06-01',
      '2024-07-01',
    );
    expect(freshnessOf([...daily, ...monthly], day('2024-07-02'), null).usualGapDays).toBe(21);
  });

  test('four days of publication are too few to say how often', () => {
    expect(freshnessOf(WEEKLY.slice(1), day('2025-01-01'), null)).toMatchObject({
      state: 'unknown',
      usualGapDays: null,
      lateSince: null,
    });
    expect(freshnessOf([], day('2025-01-01'), null)).toMatchObject({ state: 'unknown', lastPublished: null });
  });

  test('a source that has ended is not late', () => {
    expect(freshnessOf(WEEKLY, day('2026-01-01'), day('2024-01-30'))).toMatchObject({
      state: 'ended',
      lateSince: null,
    });
  });

  test('in words', () => {
    const said = (today: string, ended: string | null = null) =>
      freshnessWords(freshnessOf(WEEKLY, day(today), ended as Day | null));
    expect(said('2024-02-01')).toBe('Last on 30 January 2024, usually every 7 days.');
    expect(said('2024-03-01')).toBe('Late since 7 February 2024; last on 30 January 2024, usually every 7 days.');
    expect(said('2024-03-01', '2024-01-30')).toBe('Ended; last on 30 January 2024.');
    expect(freshnessWords(freshnessOf(WEEKLY.slice(0, 1), day('2024-03-01'), null))).toBe(
      'Last on 1 January 2024; too few to say how often.',
    );
  });
});
