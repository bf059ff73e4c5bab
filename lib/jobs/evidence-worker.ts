/**
 * Keeps the process that fetches, archives and re-checks alive beside this server, where the server may reach out (EVIDENCE_FETCH=on). Reading
 * the ledger needs none of it.
 */
import 'server-only';
import { readEnvironment } from '@/lib/env';
import { log } from '@/lib/log';
import { startChild } from './child';

/** After it ended by itself it is begun again, later each time. */
const FIRST_REST_MS = 5000;
const LONGEST_REST_MS = 300_000;
/** Whoever lived so long is not what failed last time. */
const LIVED_MS = 600_000;
/** Files are passed on piece by piece: none needs much memory. */
const HEAP_MEGABYTES = 192;

// A development server loads this module again after each change; the process must not multiply with it.
const held = globalThis as typeof globalThis & { attritionLedgerEvidence?: true };

/** Begins to fetch, once in a process; where fetching is off, nothing happens and nothing is said. */
export function startEvidenceWorker(): void {
  if (readEnvironment().EVIDENCE_FETCH === 'off' || held.attritionLedgerEvidence) return;
  held.attritionLedgerEvidence = true;
  run(FIRST_REST_MS);
}

function run(rest: number): void {
  const begun = Date.now();
  const child = startChild('do-evidence.ts', HEAP_MEGABYTES);
  let isOver = false;
  const again = (reason: object) => {
    if (isOver) return;
    isOver = true;
    log.warn({ event: 'evidence.ended', ...reason });
    const next = Date.now() - begun > LIVED_MS ? FIRST_REST_MS : Math.min(rest * 2, LONGEST_REST_MS);
    setTimeout(() => run(next), rest).unref();
  };
  child.once('error', (error) => again({ err: error }));
  child.once('exit', (code) => again({ code }));
  // The server ends when it is told to, whatever this process does; that one ends with it.
  child.unref();
  child.channel?.unref();
}
