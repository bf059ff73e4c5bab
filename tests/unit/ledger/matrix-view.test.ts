/** What the address of the matrix means: the nearest sensible one, with a note for what was not understood (ux.md §2). */
import { describe, expect, test } from 'vitest';
import { DEFAULT_MATRIX_VIEW, MATRIX_METRICS, parseMatrixView } from '@/lib/ledger/matrix-view';
import { matrix } from '@/lib/routes';

const parse = (search: string) => parseMatrixView(new URLSearchParams(search));

test('an empty query is the default matrix', () => {
  expect(parse('')).toEqual({ view: DEFAULT_MATRIX_VIEW, notes: [] });
});

test('what is written is read again, keys sorted and defaults left out', () => {
  const address =
    '/matrix?from=2024-01&known=2026-03-03T14%3A05%3A00.000Z&metric=killed&side=ua&status=checked&to=2024-12';
  const { view, notes } = parse(address.split('?')[1] ?? '');
  expect(notes).toEqual([]);
  expect(matrix(view)).toBe(address);
});

describe('of a bad value the default is shown, with a note that names it', () => {
  test.each([
    ['metric=losses', 'metric', '“losses” is not a metric of the codebook.'],
    ['side=both', 'side', '“both” is not one of ru, ua.'],
    ['from=yesterday', 'from', '“yesterday” is not a month. Write it as YYYY-MM, such as 2024-09.'],
    ['status=true', 'status', '“true” is not one of attributed, checked, corroborated, documented.'],
  ])('%s', (search, key, message) => {
    const { view, notes } = parse(search);
    expect(view).toEqual(DEFAULT_MATRIX_VIEW);
    expect(notes).toEqual([{ key, value: search.split('=')[1], message }]);
  });
});

test('a ratio or a list of additions never has a figure of a month, and is not offered', () => {
  expect(MATRIX_METRICS).toContain('killed_confirmed');
  expect(MATRIX_METRICS).not.toContain('names_added');
  expect(MATRIX_METRICS).not.toContain('exchange_ratio');
  expect(parse('metric=exchange_ratio').notes).toHaveLength(1);
});

test('keys of other pages are ignored without a note', () => {
  expect(parse('tab=table&series=x&utm_source=y')).toEqual({ view: DEFAULT_MATRIX_VIEW, notes: [] });
});
