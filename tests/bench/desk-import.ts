/**
 * An import at the desk of 100 000 rows into a ledger of 100 000 claims: taken in, checked, staged and published. It runs in a process of its
 * own with the memory that servers give it (lib/jobs/worker.ts), so that its memory is its own, too.
 *
 *   DATABASE_URL=… tsx --conditions=react-server tests/bench/desk-import.ts FILE
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, rowsOf } from '@/lib/data/db';
import { keepImport, readImport, stageImport } from '@/lib/data/import-batches';
import { doImportJob } from '@/lib/data/import-jobs';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { type Editor, moveProposal } from '@/lib/data/proposals';
import { CLAIMS_CSV_HEADER, toClaimsCsvLines } from '@/lib/formats/claims-csv';
import { checkImport } from '@/lib/jobs/import-check';
import { recogniseImport } from '@/lib/jobs/import-intake';
import { HEAP_MEGABYTES } from '@/lib/jobs/worker';
import { cloneDatabase, makeTemplates } from '@/lib/local/templates.mjs';
import { inventBatches } from './generate';
import { atMost, type Row, told } from './report';

const HELD = 100_000;
const ROWS = 100_000;

/** The claims that come after those which the ledger holds, as the ledger exports them. */
function* inventFile(): Generator<string> {
  yield CLAIMS_CSV_HEADER;
  let count = 0;
  for (const batch of inventBatches(HELD + ROWS)) {
    count += batch.length;
    if (count > HELD) yield toClaimsCsvLines(batch);
  }
}

async function someone(role: Editor['role']): Promise<Editor> {
  const id = randomUUID();
  const email = `${id}@bench.example`;
  await rowsOf('INSERT INTO person (id, name, email, role) VALUES ($1, $2, $3, $4)', [
    id,
    `Bench ${role}`,
    email,
    role,
  ]);
  return { id, role };
}

type Measured = {
  readonly rows: number;
  readonly take: number;
  readonly check: number;
  readonly stage: number;
  readonly publish: number;
  /** Different states of the progress that a page reloaded four times a second would have shown. */
  readonly progress: number;
  readonly checkMegabytes: number;
  readonly publishMegabytes: number;
};

async function clocked<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; megabytes: number }> {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const begin = performance.now();
  const result = await work();
  clearInterval(timer);
  return { result, seconds: (performance.now() - begin) / 1000, megabytes: peak / 1e6 };
}

/** Imports a file as two people would. */
async function importAtDesk(path: string): Promise<Measured> {
  const [editor, reviewer] = [await someone('editor'), await someone('reviewer')];
  const take = await clocked(() => keepImport(editor, 'bench.csv', createReadStream(path), recogniseImport));
  if (!take.result.ok) throw new Error(`the file was not kept: ${take.result.reason}`);
  const { id } = take.result;
  const seen = new Set<number>();
  let isRunning = true;
  const watching = (async () => {
    while (isRunning) {
      seen.add((await readImport(id))?.progress.done ?? 0);
      await sleep(250);
    }
  })();
  const check = await clocked(() => doImportJob(checkImport));
  isRunning = false;
  await watching;
  const stage = await clocked(() => stageImport(editor, id));
  const report = (await readImport(id))?.report;
  if (!stage.result.ok) throw new Error(`${stage.result.message} ${JSON.stringify(report?.errors)}`);
  await moveProposal(editor, id, 'send', { note: null, version: 1 });
  const publish = await clocked(() => publishProposal(reviewer, id, 1));
  if (!publish.result.ok) throw new Error(publish.result.message);
  return {
    rows: report?.fresh ?? 0,
    take: take.seconds,
    check: check.seconds,
    stage: stage.seconds,
    publish: publish.seconds,
    progress: seen.size,
    checkMegabytes: check.megabytes,
    publishMegabytes: publish.megabytes,
  };
}

function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && 'checkMegabytes' in value && 'progress' in value;
}

async function inOwnProcess(url: string, path: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      '--conditions=react-server',
      '--import',
      'tsx',
      import.meta.filename,
      path,
    ],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((done) => child.once('exit', done));
  const measured: unknown = code === 0 ? JSON.parse(said) : null;
  if (!isMeasured(measured)) throw new Error('The import did not end well.');
  return measured;
}

/** Measures the import on the server at `postgres`; `fill` brings a ledger to so many claims. */
export async function measureDeskImport(
  postgres: string,
  fill: (url: string, claims: number) => Promise<unknown>,
): Promise<Row[]> {
  await makeTemplates(postgres);
  const database = await cloneDatabase(postgres, { starter: false });
  const folder = mkdtempSync(join(tmpdir(), 'desk-import-'));
  try {
    await fill(database.url, HELD);
    const path = join(folder, 'claims.csv');
    await pipeline(Readable.from(inventFile()), createWriteStream(path));
    const measured = await inOwnProcess(database.url, path);
    return [
      told('rows', measured.rows, { unit: '' }),
      told('taking in', measured.take, { unit: 's', digits: 1 }),
      atMost('dry run', measured.check, 20, { unit: 's', digits: 1 }),
      told('states of its progress seen, four looks a second', measured.progress, { unit: '' }),
      atMost('staging as drafts', measured.stage, 30, { unit: 's', digits: 1 }),
      atMost('publishing', measured.publish, 30, { unit: 's', digits: 1 }),
      atMost('memory at most, dry run', measured.checkMegabytes, 400, { unit: 'MB' }),
      atMost('memory at most, publishing', measured.publishMegabytes, 400, { unit: 'MB' }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  }
}

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new Error('Name the file.');
  process.stdout.write(`${JSON.stringify(await importAtDesk(path))}\n`);
  await closeDatabase();
}
