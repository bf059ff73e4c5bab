/**
 * Fetches, archives and re-checks until it is told to end. Started by a server (evidence-worker.ts) as a process of its own, so that neither a
 * slow web nor a lost database takes anything from readers.
 */
import { closeDatabase } from '@/lib/data/db';
import { readEnvironment } from '@/lib/env';
import { localStorage } from '@/lib/evidence/storage';
import { log } from '@/lib/log';
import { startEvidenceQueue } from './evidence-queue';

const { DATABASE_URL, EVIDENCE_DIR, ARCHIVE_URL, OUTBOUND_ALLOWED, SITE_URL } = readEnvironment();

try {
  const queue = await startEvidenceQueue({
    databaseUrl: DATABASE_URL,
    storage: localStorage(EVIDENCE_DIR),
    outbound: {
      ...(OUTBOUND_ALLOWED === undefined ? {} : { allowed: OUTBOUND_ALLOWED }),
      agent: `AttritionLedger-evidence/1.0${SITE_URL === undefined ? '' : ` (+${SITE_URL})`}`,
    },
    archiveUrl: ARCHIVE_URL ?? null,
  });
  const end = async () => {
    await queue.stop();
    await closeDatabase();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
} catch (error) {
  log.error({ event: 'evidence.not_started', err: error });
  await closeDatabase();
  process.exit(1);
}
