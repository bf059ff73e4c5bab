/**
 * The one shape of every JSON error (style.md §8): `{ "error": { "code", "status", "message", "details" } }`.
 * A mistake of the client is 4xx, never 500; no message of an unknown error leaves the server.
 */

/** Every error an answer can carry: code → HTTP status and words. */
export const API_ERRORS = {
  bad_request: { status: 400, message: 'Something in the address was not understood; details name it.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, message: 'This address answers GET and HEAD only.' },
  not_acceptable: { status: 406, message: 'This address does not exist in the form asked for.' },
  too_long: { status: 414, message: 'The address is too long; at most 8192 characters of query are read.' },
  not_implemented: { status: 501, message: 'This address answers in other forms than the one asked for.' },
  internal: { status: 500, message: 'Something went wrong on our side. It has been logged.' },
  unavailable: { status: 503, message: 'The ledger cannot be read at the moment. Try again in a minute.' },
} as const satisfies Record<string, { readonly status: number; readonly message: string }>;
export type ApiErrorCode = keyof typeof API_ERRORS;

/** One thing at fault: the key of the address or the field, what stood there, and words for the person. */
export type ApiErrorDetail = { readonly key: string; readonly value: string; readonly message: string };

export type ApiErrorBody = {
  readonly error: {
    readonly code: ApiErrorCode;
    readonly status: number;
    readonly message: string;
    readonly details: readonly ApiErrorDetail[];
    /** An id to quote, where the error was logged under one. */
    readonly id?: string;
  };
};

/** The body of an error. Keys stand in this order always; `details` is an empty list where there is nothing to name. */
export function toApiError(
  code: ApiErrorCode,
  more: { readonly details?: readonly ApiErrorDetail[]; readonly id?: string } = {},
): ApiErrorBody {
  const { status, message } = API_ERRORS[code];
  return {
    error: {
      code,
      status,
      message,
      details: (more.details ?? []).map((detail) => ({
        key: detail.key,
        value: detail.value,
        message: detail.message,
      })),
      ...(more.id === undefined ? {} : { id: more.id }),
    },
  };
}

/** The same as text, with one newline at the end, as every JSON file of the ledger. */
export function toApiErrorJson(...args: Parameters<typeof toApiError>): string {
  return `${JSON.stringify(toApiError(...args))}\n`;
}
