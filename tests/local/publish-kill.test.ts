import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase } from '@/lib/data/db';
import type { Editor, Proposal } from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import { script } from '@/lib/local/database.mjs';
import { openThrowAwayPostgres } from '@/lib/local/postgres.mjs';
import { cloneDatabase, makeTemplates } from '@/lib/local/templates.mjs';
import { draftOf, sent, somebody } from '@/tests/support/desk';
import { checkout } from '@/tests/support/launcher';
import { aClaim, aSource } from '@/tests/support/ledger';

/** A PostgreSQL of this file alone: it is killed. It writes through to the disk, since that is what it must come back from. */
let postgres: Awaited<ReturnType<typeof openThrowAwayPostgres>>;
let url: string;
let author: Editor;
let reviewer: Editor;

beforeAll(async () => {
  postgres = await openThrowAwayPostgres('kill', { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' });
  await makeTemplates(postgres.url);
  url = (await cloneDatabase(postgres.url)).url;
  process.env.DATABASE_URL = url;
  await publishSources([aSource({ slug: 'observer' })], {
    class: 'new',
    note: null,
    role: 'editor',
    summary: 'One source.',
  });
  author = await somebody('contributor');
  reviewer = await somebody('reviewer');
}, 240_000);

afterAll(async () => {
  await closeDatabase();
  await postgres.close();
});

/** One question on a connection of its own, since the pool’s may be dead. */
async function ask<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Keeps every publish waiting at its last rows, so that it can be killed between the first row and the commit. */
const slow = () =>
  ask(`CREATE OR REPLACE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(5); RETURN NULL; END';
       CREATE OR REPLACE TRIGGER linger AFTER INSERT ON ledger_event FOR EACH STATEMENT EXECUTE FUNCTION linger()`);
const quick = () => ask('DROP TRIGGER IF EXISTS linger ON ledger_event');

/** The process number of the backend that is in the middle of a publish. */
async function backendInPublish(): Promise<number> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const [row] = await ask<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
    if (row) return row.pid;
    await wait(50);
  }
  throw new Error('no publish came to its last rows');
}

function startPublishing(proposal: Proposal): { child: ChildProcess; said: () => string; ended: Promise<void> } {
  const child = spawn(
    process.execPath,
    script('tests/support/publish-one.ts', proposal.id, String(proposal.version), reviewer.id),
    { cwd: checkout, env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return { child, said: () => text, ended };
}

/** All that a publish of this claim would leave behind. */
async function traces(key: string, proposal: Proposal) {
  const [row] = await ask<{ publishes: number; claims: number; revisions: number; events: number; state: string }>(
    `SELECT (SELECT count(*)::int FROM publish) AS publishes,
            (SELECT count(*)::int FROM claim WHERE key = $1) AS claims,
            (SELECT count(*)::int FROM claim_revision r JOIN claim c ON c.id = r.claim_id WHERE c.key = $1) AS revisions,
            (SELECT count(*)::int FROM ledger_event) AS events,
            (SELECT state FROM proposal WHERE id = $2) AS state`,
    [key, proposal.id],
  );
  return row;
}

beforeEach(quick);

test('kill -9 of the process in the middle of a publish: nothing of it is there, and the next one publishes it whole', async () => {
  const proposal = await sent(author, await draftOf(author, aClaim({ key: 'process-killed' })));
  const before = await traces('process-killed', proposal);
  await slow();
  const publishing = startPublishing(proposal);
  await backendInPublish();
  publishing.child.kill('SIGKILL');
  await publishing.ended;
  // Taking the trigger away waits until the killed transaction is over.
  await quick();
  expect(await traces('process-killed', proposal)).toEqual(before);
  const again = startPublishing(proposal);
  await again.ended;
  expect(again.said()).toMatch(/^published \d+\n$/);
  expect(await traces('process-killed', proposal)).toMatchObject({ claims: 1, revisions: 1, state: 'published' });
});

test('kill -9 of the database in the middle of a publish: it comes back without a trace of it, and the same process publishes it whole', async () => {
  const proposal = await sent(author, await draftOf(author, aClaim({ key: 'database-killed' })));
  const before = await traces('database-killed', proposal);
  await slow();
  const publishing = startPublishing(proposal);
  // The death of one of its processes takes the whole of PostgreSQL down, and it recovers from what is on the disk.
  process.kill(await backendInPublish(), 'SIGKILL');
  for (let attempt = 0; attempt < 300 && !publishing.said().includes('broken'); attempt += 1) await wait(50);
  expect(publishing.said()).toContain('broken');
  let isBack = false;
  for (let attempt = 0; attempt < 200 && !isBack; attempt += 1) {
    isBack = await quick().then(
      () => true,
      () => false,
    );
    if (!isBack) await wait(100);
  }
  expect(isBack).toBe(true);
  await publishing.ended;
  expect(publishing.said()).toMatch(/^(broken\n)+published \d+\n$/);
  const after = await traces('database-killed', proposal);
  expect(after).toMatchObject({ claims: 1, revisions: 1, state: 'published' });
  expect(after?.publishes).toBe((before?.publishes ?? 0) + 1);
});
