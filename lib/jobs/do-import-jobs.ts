/**
 * Does the dry runs that wait, one after the other, and ends. Started by a server (worker.ts) as a process of its own, so that a long file
 * takes neither memory nor time from readers.
 */
import { closeDatabase } from '@/lib/data/db';
import { doImportJob } from '@/lib/data/import-jobs';
import { log } from '@/lib/log';
import { checkImport } from './import-check';

try {
  while ((await doImportJob(checkImport)) !== 'none');
} catch (error) {
  log.error({ event: 'import.check_failed', err: error });
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
// The channel to the server that started this one would keep it alive.
process.disconnect?.();
