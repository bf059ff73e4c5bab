/**
 * Work that is done in the background, by whichever server process takes it first. There is no other process to start: each server looks now
 * and then whether something waits, and at once when it was itself asked.
 */
import 'server-only';
import { doImportJob } from '@/lib/data/import-jobs';
import { log } from '@/lib/log';
import { checkImport } from './import-check';

/** How often a server looks for work that was left by another one. */
const LOOK_EVERY_MS = 3000;
/** After a mistake the same work is not begun again at once. */
const REST_AFTER_FAILURE_MS = 5000;

type Worker = { wake: () => void };

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
      while ((await doImportJob(checkImport)) !== 'none');
    } catch (error) {
      next = REST_AFTER_FAILURE_MS;
      log.error({ event: 'import.check_failed', err: error });
    } finally {
      isBusy = false;
      lookIn(next);
    }
  };
  lookIn(0);
  return { wake: () => lookIn(0) };
}
