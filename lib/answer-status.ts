/**
 * A page of Next cannot say its own status, except “not found” (404). What proxy.ts knows beforehand, such as that a claim was withdrawn
 * (410), it writes into a header of the answer, and the server takes it from there when the answer begins. The header itself is not sent.
 */
import { ServerResponse } from 'node:http';

/** The header by which proxy.ts names the status of the page behind it. */
export const STATUS_HEADER = 'x-al-status';

const HONOURED = Symbol.for('attrition-ledger.status');

/** Has this process answer with the status that proxy.ts named. Done once, before the first request. */
export function honourNamedStatus(): void {
  const prototype = ServerResponse.prototype as ServerResponse & { [HONOURED]?: true };
  if (prototype[HONOURED]) return;
  prototype[HONOURED] = true;
  const { writeHead } = prototype;
  prototype.writeHead = function (this: ServerResponse, ...given: unknown[]) {
    const named = Number(this.getHeader(STATUS_HEADER));
    this.removeHeader(STATUS_HEADER);
    // Only a page that would have been shown as it is; an error keeps the status that says so.
    const [status, ...rest] = given;
    return Reflect.apply(writeHead, this, [status === 200 && named >= 400 && named < 500 ? named : status, ...rest]);
  } as typeof writeHead;
}
