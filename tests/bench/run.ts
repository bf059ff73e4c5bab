/**
 * The measurements. `npm run bench` starts PostgreSQL, builds, serves, and runs this; `npm run bench -- NAME …` runs parts of it.
 * Each part prints its table and writes it to README.md beside this file.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { makeTemplates } from '@/lib/local/templates.mjs';
import { startTestServer } from '@/tests/support/server';
import { keep, machineLine, type Row, toTable } from './report';

const LARGE = 1_000_000;
const SMALL = 100_000;

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set. Run this through npm run bench, which brings a database and a server.`);
  return value;
}
const databaseUrl = required('DATABASE_URL');
const base = required('BASE_URL');
process.env.AL_TEST_POSTGRES = databaseUrl;

const say = (words: string) => process.stderr.write(`${words}\n`);

type Generated = { claims: number; seconds: number; perSecond: number; peakMegabytes: number; earlyMegabytes: number };

function isGenerated(value: unknown): value is Generated {
  return typeof value === 'object' && value !== null && 'perSecond' in value && 'peakMegabytes' in value;
}

/** Fills a database with an invented ledger, in a process of its own, so that its memory is its own, too. */
async function fill(url: string, claims: number): Promise<Generated> {
  say(`Filling a ledger with ${claims} claims`);
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', resolve(import.meta.dirname, 'generate.ts'), String(claims)],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((done) => child.once('exit', done));
  const result: unknown = code === 0 ? JSON.parse(said) : null;
  if (!isGenerated(result)) throw new Error('The ledger could not be filled.');
  return result;
}

/** The million claims are loaded once, whichever parts need them. BENCH_FILLED=1 says that they are there already. */
let filled: Promise<Generated> | undefined;
async function needLarge(): Promise<void> {
  if (process.env.BENCH_FILLED === '1') return;
  filled ??= fill(databaseUrl, LARGE);
  await filled;
}

async function withServer<T>(
  options: { starter: boolean; prepare?: (url: string) => Promise<void> },
  work: (base: string) => Promise<T>,
): Promise<T> {
  await makeTemplates(databaseUrl);
  const server = await startTestServer(options);
  try {
    return await work(server.baseURL);
  } finally {
    await server.close();
  }
}

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  core: async () => (await import('./core')).measureCore(),
  import: async () => {
    const { atLeast, atMost, told } = await import('./report');
    filled ??= fill(databaseUrl, LARGE);
    const { perSecond, seconds, peakMegabytes, earlyMegabytes } = await filled;
    return [
      atLeast('claims a second, 1 000 000 in one publish', perSecond, 10_000, { unit: 'claims/s' }),
      told('the same, in all', seconds, { unit: 's' }),
      atMost('memory at the end : after a tenth', peakMegabytes / earlyMegabytes, 1.2, { unit: '', digits: 2 }),
      told('memory at most', peakMegabytes, { unit: 'MB' }),
    ];
  },
  'desk-import': async () => (await import('./desk-import')).measureDeskImport(databaseUrl, fill),
  uncached: async () => {
    const { measureUncached } = await import('./figures');
    const prepare = async (url: string) => {
      await fill(url, SMALL);
    };
    const small = await withServer({ starter: false, prepare }, (other) => measureUncached(other, '100 000 claims'));
    await needLarge();
    return [...small, ...(await measureUncached(base, '1 000 000 claims'))];
  },
  cached: async () => {
    const { measureCached } = await import('./figures');
    const { startHello } = await import('./hello');
    await needLarge();
    const hello = await startHello();
    try {
      return await measureCached(base, hello.base);
    } finally {
      await hello.close();
    }
  },
  permalinks: async () => {
    const { measureChanges, measurePermalinks } = await import('./permalinks');
    const { startHello } = await import('./hello');
    const hello = await startHello();
    try {
      const kept = await withServer({ starter: true }, (other) => measurePermalinks(other, hello.base));
      await needLarge();
      return [...kept, ...(await measureChanges(base))];
    } finally {
      await hello.close();
    }
  },
  claims: async () => {
    await needLarge();
    return (await import('./claims')).measureClaims(base);
  },
  matrix: async () => {
    await needLarge();
    return (await import('./matrix')).measureMatrix(base);
  },
  corroboration: async () => {
    await needLarge();
    return (await import('./corroboration')).measureCorroboration();
  },
  circularity: async () => {
    await needLarge();
    return (await import('./circularity')).measureCircularity();
  },
  downloads: async () => {
    await needLarge();
    return (await import('./downloads')).measureDownloads(base, databaseUrl);
  },
  desk: async () => {
    await needLarge();
    return (await import('./desk')).measureDesk(base, databaseUrl);
  },
  drawer: async () => {
    await needLarge();
    return (await import('./drawer')).measureDrawer(base);
  },
  chain: async () => {
    await makeTemplates(databaseUrl);
    await needLarge();
    return (await import('./chain')).measureChain(databaseUrl);
  },
  weight: async () => withServer({ starter: true }, async (other) => (await import('./figures')).measureWeight(other)),
  lighthouse: async () =>
    withServer({ starter: true }, async (other) => (await import('./browser')).measureLighthouse(other, say)),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
const machine = await machineLine(databaseUrl);
let missed = 0;
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  say(`\n${name}`);
  const rows = await measure();
  process.stdout.write(`${toTable(rows)}\n`);
  keep(name, rows, machine);
  missed += rows.filter(({ ratio }) => ratio !== null && ratio > 1).length;
}
say(missed === 0 ? '\nEvery limit holds.' : `\n${missed} limits do not hold.`);
const { closeDatabase } = await import('@/lib/data/db');
await closeDatabase();
process.exit(0);
