/** The matrix in words (A12): short in the cell, whole in its name. */
import { expect, test } from 'vitest';
import { toMatrixCsv, toMatrixJson } from '@/lib/formats/matrix-files';
import { matrixCaption, matrixCellWords, shortValue } from '@/lib/formats/matrix-words';
import { type MatrixFigure, toMatrix } from '@/lib/ledger/matrix';
import { DEFAULT_MATRIX_VIEW } from '@/lib/ledger/matrix-view';
import type { Instant } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { month } from '@/tests/fixtures/claims';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const figure = (over: Partial<MatrixFigure> = {}): MatrixFigure => ({
  kind: 'figure',
  low: null,
  best: 38_130,
  high: null,
  valueKind: 'point',
  badge: 'attributed',
  flags: ['A'],
  coverageDays: 30,
  daysInMonth: 30,
  lineage: 'a.killed.ru',
  asClaimed: true,
  ...over,
});
const names = { month: 'September 2024', source: 'UK DI' };

test.each([
  [figure(), '38 130'],
  [figure({ best: 36_000, valueKind: 'approx' }), '~ 36 000'],
  [figure({ best: null, low: 13_700, valueKind: 'at_least' }), '≥ 13 700'],
  [figure({ best: null, high: 200, valueKind: 'at_most' }), '≤ 200'],
  [figure({ best: null, low: 20_000, high: 25_000, valueKind: 'range' }), '20 000–25 000'],
  [figure({ best: 22_000, low: 20_000, high: 25_000, valueKind: 'range' }), '22 000'],
  [figure({ best: 38_130, low: 38_115, high: 38_145, asClaimed: false }), '38 130'],
])('a cell says %j in short: %s', (said, short) => {
  expect(plain(shortValue(said))).toBe(short);
});

test('its name says value, month, source, status, flags and claims', () => {
  const said = figure({
    best: null,
    low: 20_000,
    high: 25_000,
    valueKind: 'range',
    badge: 'checked',
    flags: ['E', 'D'],
  });
  const { text, name } = matrixCellWords({ month: month('2024-09'), claims: 2, said }, names);
  expect(plain(text)).toBe('20 000–25 000');
  expect(plain(name)).toBe(
    '20 000 to 25 000, September 2024, UK DI, checked, estimated here, definition inferred, 2 claims',
  );
});

test('a month to date says how much of it there is', () => {
  const said = figure({ coverageDays: 14 });
  expect(matrixCellWords({ month: month('2024-09'), claims: 1, said }, names).name).toContain(
    'September 2024 (14 of 30 days)',
  );
});

test('a gap says its reason in words', () => {
  const { text, name } = matrixCellWords(
    { month: month('2024-09'), claims: 1, said: { kind: 'gap', reason: 'NO_ANCHOR' } },
    names,
  );
  expect([text, name]).toEqual(['–', 'No figure, September 2024, UK DI, one total only, 1 claim']);
});

const id = 'a.killed_or_wounded.ru' as SeriesId;
const key = { source: 'a', metric: 'killed_or_wounded', side: 'ru', scope: 'theatre', definitionVersion: 1 } as const;
const matrix = toMatrix(
  [
    {
      id,
      key,
      sourceName: 'Source A',
      sourceShortName: 'A',
      lineages: ['a.killed_or_wounded.ru'],
      cells: [
        { month: month('2024-09'), claims: 2, said: figure() },
        { month: month('2024-10'), claims: 1, said: { kind: 'gap', reason: 'NO_ANCHOR' } },
      ],
    },
  ],
  month('2024-08'),
  month('2024-10'),
);

test('the caption counts sources and lineages', () => {
  expect(matrixCaption(DEFAULT_MATRIX_VIEW, matrix)).toBe(
    '1 source, 1 lineage. August to October 2024. Unit: persons.',
  );
});

test('the files hold every cell that is not empty, with exact numbers', () => {
  const document = JSON.parse(toMatrixJson(DEFAULT_MATRIX_VIEW, matrix, '2026-01-01T00:00:00.000Z' as Instant));
  expect(document).toMatchObject({ sources: 1, lineages: 1, months: ['2024-08', '2024-09', '2024-10'] });
  expect(document.series[0].cells).toEqual([
    {
      month: '2024-09',
      claims: 2,
      badge: 'attributed',
      low: null,
      best: 38_130,
      high: null,
      valueKind: 'point',
      flags: ['A'],
      lineage: 'a.killed.ru',
    },
    { month: '2024-10', claims: 1, reason: 'NO_ANCHOR' },
  ]);
  expect(toMatrixCsv(matrix)).toBe(
    [
      'month,series,source,metric_code,side,scope,claims,badge,low,best,high,value_kind,flags,reason,lineage_id',
      '2024-09,a.killed_or_wounded.ru,a,killed_or_wounded,ru,theatre,2,attributed,,38130,,point,A,,a.killed.ru',
      '2024-10,a.killed_or_wounded.ru,a,killed_or_wounded,ru,theatre,1,,,,,,,NO_ANCHOR,',
      '',
    ].join('\n'),
  );
});
