/**
 * What files answer with: headers of the two forms, and the one error body (style.md §8).
 */
import { API_ERRORS, type ApiErrorCode, type ApiErrorDetail, toApiErrorJson } from '@/lib/formats/api-error';

/** A live answer may be kept, but must be asked about again: the next claim may change it. */
const LIVE = 'public, no-cache';

export const JSON_FILE = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': LIVE } as const;

/** Headers of a CSV file that a browser saves under `name`. */
export function csvFile(name: string) {
  return {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': LIVE,
  } as const;
}

/** An error as JSON with its status; `details` name what was not understood, `id` is what it was logged under. */
export function refuse(code: ApiErrorCode, details: readonly ApiErrorDetail[] = [], id?: string): Response {
  return new Response(toApiErrorJson(code, { details, ...(id === undefined ? {} : { id }) }), {
    status: API_ERRORS[code].status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** The ledger held nothing at the instant that a file was asked for: said in words, with the other way to ask about the past (A4). */
export function refuseBefore(known: string): Response {
  return refuse('bad_request', [
    {
      key: 'known',
      value: known,
      message:
        'The ledger held nothing at that instant. Ask for a later one, or use public= for what sources had published by a day.',
    },
  ]);
}
