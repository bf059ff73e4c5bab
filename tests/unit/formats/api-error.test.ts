import { expect, test } from 'vitest';
import { API_ERRORS, toApiError, toApiErrorJson } from '@/lib/formats/api-error';
import { MAX_QUERY_LENGTH, parseView } from '@/lib/ledger/view';

test('an error says what it is, and names what was at fault', () => {
  expect(
    toApiErrorJson('bad_request', {
      details: [{ key: 'tab', value: 'pie', message: '“pie” is not one of chart, table, sources.' }],
    }),
  ).toBe(
    '{"error":{"code":"bad_request","status":400,"message":"Something in the address was not understood; details name it.",' +
      '"details":[{"key":"tab","value":"pie","message":"“pie” is not one of chart, table, sources."}]}}\n',
  );
});

test('details are an empty list where there is nothing to name', () => {
  expect(toApiError('not_found')).toEqual({
    error: { code: 'not_found', status: 404, message: 'There is nothing at this address.', details: [] },
  });
});

test('an error that was logged carries the id to quote and nothing of its cause', () => {
  expect(toApiError('internal', { id: 'x7f' }).error).toEqual({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side. It has been logged.',
    details: [],
    id: 'x7f',
  });
});

test('what a view did not understand becomes details as it is', () => {
  const { notes } = parseView([['from', '2024-13']]);
  expect(toApiError('bad_request', { details: notes }).error.details).toEqual([
    { key: 'from', value: '2024-13', message: '“2024-13” is not a month. Write it as YYYY-MM, such as 2024-09.' },
  ]);
});

test('the longest query that is read is the one that the message names', () => {
  expect(API_ERRORS.too_long.message).toContain(String(MAX_QUERY_LENGTH));
});
