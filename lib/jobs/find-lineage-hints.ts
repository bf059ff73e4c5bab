/**
 * Compares the series that changed since they were last compared, and ends. Started by a server (worker.ts) as a process of its own where they
 * hold many claims, so that it takes neither memory nor time from readers.
 */
import { closeDatabase } from '@/lib/data/db';
import { findLineageHints } from '@/lib/data/lineage-hints';
import { log } from '@/lib/log';

try {
  await findLineageHints();
} catch (error) {
  log.error({ event: 'lineage.comparison_failed', err: error });
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
// The channel to the server that started this one would keep it alive.
process.disconnect?.();
