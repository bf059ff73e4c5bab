/**
 * Finished answers of files, kept in memory under the ledger number they were made at: nothing expires, a later publish simply
 * asks under another number (domain.md §1.8, layout.md §4). Bounded by bytes; the least recently used go first.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { publishAt } from './ledger';

/** What was made for an answer, and the name under which it is saved. */
export type Made = { readonly body: string | Uint8Array<ArrayBuffer>; readonly name: string };

/** A finished answer, its name, and the hash of its bytes, quoted as an ETag. */
export type Answer = { readonly body: Uint8Array<ArrayBuffer>; readonly name: string; readonly etag: string };

const MAX_BYTES = 64 * 1024 * 1024;
/** For so long the newest ledger number is taken as read: a publish shows in a live file within it. */
const NUMBER_LIFETIME_MS = 1000;

const answers = new Map<string, Answer>();
let bytes = 0;
let newest: { readonly number: Promise<bigint | null>; readonly until: number } | null = null;

function newestLedgerNumber(): Promise<bigint | null> {
  const now = performance.now();
  if (newest && newest.until > now) return newest.number;
  const number = publishAt(null).then((publish) => publish?.ledgerNumber ?? null);
  newest = { number, until: now + NUMBER_LIFETIME_MS };
  number.catch(() => {
    newest = null;
  });
  return number;
}

function keep(key: string, answer: Answer): void {
  // Two who asked at once have both made it: only one of them is held and counted.
  bytes -= answers.get(key)?.body.byteLength ?? 0;
  answers.set(key, answer);
  bytes += answer.body.byteLength;
  for (const [oldest, old] of answers) {
    if (bytes <= MAX_BYTES) break;
    answers.delete(oldest);
    bytes -= old.body.byteLength;
  }
}

/** The answer for `key` at the newest ledger number, made once for each. What `make` throws is not kept. */
export async function answerFor(key: string, make: () => Promise<Made>): Promise<Answer> {
  const full = `${await newestLedgerNumber()}|${key}`;
  const held = answers.get(full);
  if (held) {
    answers.delete(full);
    answers.set(full, held);
    return held;
  }
  const made = await make();
  // As bytes: a text would be turned into them anew for each reader.
  const body = typeof made.body === 'string' ? new TextEncoder().encode(made.body) : made.body;
  const answer = { body, name: made.name, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  keep(full, answer);
  return answer;
}
