/**
 * Work that is done in the background, by whichever server takes it first. Each server looks now and then whether something waits, and at once
 * when it was itself asked; the work is done by a process of its own, which ends with the server.
 */
import 'server-only';
import { hasImportJobs } from '@/lib/data/import-jobs';
import { countClaimsToCompare, findLineageHints } from '@/lib/data/lineage-hints';
import { log } from '@/lib/log';
import { startChild } from './child';

/** How often a server looks for work that was left by another one. */
const LOOK_EVERY_MS = 3000;
/** After a mistake the same work is not begun again at once. */
const REST_AFTER_FAILURE_MS = 5000;
/** Memory of the process that does the work; what a file needs does not grow with the file. */
export const HEAP_MEGABYTES = 256;

type Worker = { readonly wake: () => void };

// A development server loads this module again after each change; the worker must not multiply with it.
const held = globalThis as typeof globalThis & { attritionLedgerWorker?: Worker };

/** Begins to look for work, once in a process. */
export function startWorker(): void {
  held.attritionLedgerWorker ??= begin();
}

/** Something was queued just now: looks for it at once. */
export function wakeWorker(): void {
  startWorker();
  held.attritionLedgerWorker?.wake();
}

function begin(): Worker {
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;
  const lookIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(look, milliseconds);
    // Looking for work keeps no process alive that is about to end.
    timer.unref();
  };
  const look = async () => {
    if (isBusy) return;
    isBusy = true;
    let next = LOOK_EVERY_MS;
    try {
      if (await hasImportJobs()) next = (await doWaiting('do-import-jobs.ts')) ? LOOK_EVERY_MS : REST_AFTER_FAILURE_MS;
      if (!(await compareSeries())) next = REST_AFTER_FAILURE_MS;
    } catch (error) {
      // Mostly a database that does not answer; it is asked again.
      next = REST_AFTER_FAILURE_MS;
      log.warn({ event: 'jobs.unreachable', err: error });
    } finally {
      isBusy = false;
      lookIn(next);
    }
  };
  lookIn(0);
  return { wake: () => lookIn(0) };
}

/** Series of so many claims are compared here, between two answers; a process of its own would take longer to start than that takes. */
const MOST_CLAIMS_HERE = 20_000;

/** Compares the series that were published since they were last compared (T2); false when that did not end well. */
async function compareSeries(): Promise<boolean> {
  const claims = await countClaimsToCompare();
  if (claims > MOST_CLAIMS_HERE) return doWaiting('find-lineage-hints.ts');
  if (claims > 0) await findLineageHints();
  return true;
}

/** Has all that waits done by a process of its own; false when that did not end well. */
async function doWaiting(script: string): Promise<boolean> {
  const child = startChild(script, HEAP_MEGABYTES);
  return new Promise((ended) => {
    child.once('error', (error) => {
      log.error({ event: 'jobs.not_started', err: error });
      ended(false);
    });
    child.once('exit', (code) => ended(code === 0));
  });
}
