/**
 * The queue of looks at addresses (E5, O6): pg-boss on the ledger's own PostgreSQL, in a schema of its own. It only delivers: what waits, what
 * went well and what was given up stands in the ledger's tables, and the queue is made from them, again if need be.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { type JobInsert, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import {
  type LinkJob,
  lastTry,
  listAskedAgain,
  listStale,
  listUntried,
  QUEUE_NAME,
  QUEUE_SCHEMA,
  recordTry,
} from '@/lib/data/link-checks';
import { log } from '@/lib/log';
import { doTask, type EvidenceTools } from './evidence-tasks';

const DEAD_LETTERS = 'evidence-dead';
const SWEEP = 'evidence-sweep';

/** Every link is looked at again after so many days. */
export const RECHECK_DAYS = 7;
/** Once a day, at an odd minute, those whose week is over are queued. */
const SWEEP_AT = '23 3 * * *';

/** More than these need not wait in the queue: the rest stands in the ledger's tables anyway. */
const MOST_WAITING = 2000;

/** What a person asked for goes before new pages, and these before old links. */
const PRIORITY = { again: 20, fetch: 10, archive: 5, check: 0 };

export type QueueSettings = EvidenceTools & {
  readonly databaseUrl: string;
  /** Further tries after the first, and seconds before the second; the wait doubles each time, up to six hours. */
  readonly retries?: number;
  readonly retryDelay?: number;
  /** How often new publications are looked for, in seconds; null where a test asks by itself. */
  readonly lookEvery?: number | null;
};

export type EvidenceQueue = {
  /** Queues what waits in the ledger's tables and is not queued yet; answers how many jobs were looked at. */
  readonly look: () => Promise<number>;
  /** Queues a look at every link that was last looked at so many days ago. */
  readonly sweep: (days?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** One host is asked one thing at a time, and one address is queued once. */
function toInsert(job: LinkJob, priority: number): JobInsert<LinkJob> {
  return {
    data: job,
    priority,
    singletonKey: `${job.kind} ${createHash('sha256').update(job.url).digest('hex')}`,
    group: { id: URL.parse(job.url)?.host ?? 'none' },
  };
}

/** Tries one job and writes down how it went; throws only what is our own mistake, which counts as a try. */
async function attempt(job: JobWithMetadata<LinkJob>, tools: EvidenceTools): Promise<JobResult> {
  const { outcome, status, detail, mayPass } = await doTask(job.data, tools);
  const isLast = job.retryCount >= job.retryLimit;
  const isFinal = outcome === 'ok' || !mayPass || isLast;
  await recordTry({ ...job.data, outcome, status, detail, attempt: job.retryCount + 1, isFinal });
  if (outcome === 'ok') return { id: job.id, status: 'completed' };
  return { id: job.id, status: isFinal ? 'deadletter' : 'failed', output: { outcome, status, detail } };
}

/** A job that ended without saying so, because its process did: that, too, is written down. */
async function bury({ data }: { readonly data: LinkJob }): Promise<void> {
  const last = await lastTry(data);
  if (last?.isFinal === true) return;
  const detail = 'It was broken off each time, because the server or its database stopped.';
  await recordTry({ ...data, outcome: 'unreachable', status: null, detail, attempt: 1, isFinal: true });
}

/** Says what is wrong once a minute: a database that is away is asked every other second. */
function complainer(): (event: string, error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (event, error) => {
    if (performance.now() - last < 60_000) return;
    last = performance.now();
    log.warn({ event, err: error });
  };
}

/** Starts the queue: makes its schema at first need, works off what waits, and looks for more. */
export async function startEvidenceQueue(settings: QueueSettings): Promise<EvidenceQueue> {
  const complain = complainer();
  const boss = new PgBoss({
    connectionString: settings.databaseUrl,
    schema: QUEUE_SCHEMA,
    max: 3,
    application_name: 'attrition-ledger-evidence',
    // Rebuilding indexes and judging the vacuum is for whoever keeps the database.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => complain('evidence.queue', error));
  await boss.start();
  await boss.createQueue(DEAD_LETTERS, { retryLimit: 5, retryDelay: 60, retryBackoff: true });
  const retryDelay = settings.retryDelay ?? 60;
  const tries = {
    retryLimit: settings.retries ?? 5,
    retryDelay,
    ...(retryDelay > 0 ? { retryBackoff: true, retryDelayMax: 6 * 3600 } : {}),
    expireInSeconds: 600,
    deleteAfterSeconds: 7 * 24 * 3600,
  };
  await boss.createQueue(QUEUE_NAME, { ...tries, policy: 'exclusive', deadLetter: DEAD_LETTERS });
  // A queue that is there already keeps what it was made with.
  await boss.updateQueue(QUEUE_NAME, tries);
  await boss.createQueue(SWEEP, { retryLimit: 2, policy: 'exclusive' });

  const worker = await boss.work<LinkJob, unknown, { includeMetadata: true; perJobResults: true }>(
    QUEUE_NAME,
    {
      includeMetadata: true,
      perJobResults: true,
      localConcurrency: 2,
      localGroupConcurrency: 1,
      pollingIntervalSeconds: settings.lookEvery === null ? 0.5 : 2,
    } as { includeMetadata: true; perJobResults: true },
    (jobs) => Promise.all(jobs.map((job) => attempt(job, settings))),
  );
  const pollingIntervalSeconds = settings.lookEvery === null ? 0.5 : 30;
  await boss.work<LinkJob>(DEAD_LETTERS, { pollingIntervalSeconds }, async (jobs) => {
    for (const job of jobs) await bury(job);
  });

  const put = async (jobs: readonly LinkJob[], priority: (job: LinkJob) => number) => {
    if (jobs.length === 0) return;
    await boss.insert(
      QUEUE_NAME,
      jobs.map((job) => toInsert(job, priority(job))),
    );
    boss.notifyWorker(worker);
  };
  const sweep = async (days = RECHECK_DAYS) => put(await listStale(days), ({ kind }) => PRIORITY[kind]);
  await boss.work(SWEEP, { pollingIntervalSeconds: 60 }, async () => sweep());
  await boss.schedule(SWEEP, SWEEP_AT, null, { tz: 'UTC' });

  // Publications are numbered in the order in which they become known: what was looked at need not be looked at again.
  const seen = { fetch: 0, archive: 0 };
  const look = async () => {
    const again = await listAskedAgain();
    await put(again, () => PRIORITY.again);
    let looked = again.length;
    const waiting = (await boss.getQueueStats(QUEUE_NAME, { force: true, limit: 1 }))[0]?.queuedCount ?? 0;
    if (waiting > MOST_WAITING) return looked;
    for (const kind of settings.archiveUrl === null ? (['fetch'] as const) : (['fetch', 'archive'] as const)) {
      const jobs = await listUntried(kind, seen[kind]);
      await put(jobs, () => PRIORITY[kind]);
      seen[kind] = jobs.at(-1)?.publicationId ?? seen[kind];
      looked += jobs.length;
    }
    return looked;
  };
  let isLooking = false;
  const every = settings.lookEvery === undefined ? 5 : settings.lookEvery;
  const timer =
    every === null
      ? null
      : setInterval(() => {
          if (isLooking) return;
          isLooking = true;
          look()
            .catch((error) => complain('evidence.look', error))
            .finally(() => {
              isLooking = false;
            });
        }, every * 1000);
  return {
    look,
    sweep,
    async stop() {
      if (timer !== null) clearInterval(timer);
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
