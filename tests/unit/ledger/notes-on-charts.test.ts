/** What the ledger notes on a chart by itself, and what a break does to figures (ux.md §14; features.md A16; domain.md §1.7). */
import { describe, expect, test } from 'vitest';
import { toFigureTable } from '@/lib/ledger/comparison';
import type { SeriesInput } from '@/lib/ledger/figure-table';
import type { Instant } from '@/lib/ledger/month';
import { toSeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { event, figureOf, GENERAL_STAFF, month, seriesInput, source, stated, total } from '@/tests/fixtures/claims';

const said = [stated('2024-09', 1000), stated('2024-10', 1100), stated('2024-11', 1200)];

describe('a break', () => {
  const flags = (of: string, on: string, claims = said) =>
    figureOf(of, claims, { events: [event(on)], months: [of, of] }).flags;

  test('flags the month of its day, and no other', () => {
    expect(flags('2024-10', '2024-10-09')).toEqual(['B']);
    expect(flags('2024-09', '2024-10-09')).toEqual(['A']);
    expect(flags('2024-11', '2024-10-09')).toEqual(['A']);
  });

  test('in a month without a figure flags the next one', () => {
    expect(flags('2024-11', '2024-10-09', [stated('2024-09', 1000), stated('2024-11', 1200)])).toEqual(['B']);
  });
});

const tableOf = (input: SeriesInput, more: Partial<Parameters<typeof toFigureTable>[1]> = {}) =>
  toFigureTable(
    {
      ...DEFAULT_VIEW,
      from: month('2024-09'),
      to: month('2024-11'),
      series: [toSeriesId(input.key)],
    },
    { inputs: [input], repeated: [], knownOn: '2026-11-22T08:00:00.000Z' as Instant, ...more },
  ).events;

describe('notes of the ledger’s own', () => {
  test('a running total that fell is a correction by its source, of its whole month', () => {
    const falling = [total('2024-10-01', 2000), total('2024-11-01', 1900)];
    expect(tableOf(seriesInput(falling, { source: GENERAL_STAFF }))).toMatchObject([
      { kind: 'correction', day: '2024-10-01', isOfMonth: true },
    ]);
  });

  test('the first month under another definition is a break, with what is counted from there on', () => {
    const by = source({
      definitions: [{ metric: 'killed_or_wounded', side: 'ru', version: 2, counts: 'Without the lightly wounded.' }],
    });
    const claims = said.map((claim, index) => ({ ...claim, definitionVersion: index === 0 ? 1 : 2 }));
    expect(tableOf(seriesInput(claims, { source: by, definitionVersion: 2 }))).toMatchObject([
      {
        kind: 'break',
        day: '2024-10-01',
        sentence: 'From here the source is read under its definition 2: Without the lightly wounded.',
      },
    ]);
  });

  test('where an editor has noted that break, it is noted once', () => {
    const claims = said.map((claim, index) => ({ ...claim, definitionVersion: index === 0 ? 1 : 2 }));
    const noted = seriesInput(claims, { definitionVersion: 2, events: [event('2024-10-09')] });
    expect(tableOf(noted).map(({ day }) => day)).toEqual(['2024-10-09']);
  });

  test('what was entered late stands at the month whose figure it changed', () => {
    const input = seriesInput(said);
    const late = [
      {
        series: toSeriesId(input.key),
        month: month('2024-09'),
        enteredOn: '2025-03-03' as NonNullable<(typeof said)[number]['publishedOn']>,
        before: 1000,
        after: 1050,
      },
    ];
    expect(tableOf(input, { late })).toMatchObject([{ kind: 'late_entry', day: '2024-09-01', isOfMonth: true }]);
  });
});
