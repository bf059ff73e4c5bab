import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyPort } from '@/lib/local/server.mjs';
import { cloneDatabase } from '@/lib/local/templates.mjs';
import { leaveDesk } from './proposals';

const root = resolve(import.meta.dirname, '../..');

/** A server of one's own, over the shared build. */
export type TestServer = {
  baseURL: string;
  databaseUrl: string;
  /** All that it has written so far. */
  said: () => string;
  /** Ends it as nothing can be prepared for: `kill -9`. Answers when it is gone; the database stays. */
  kill: () => Promise<void>;
  /** Starts it again on the same address, over the same database. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * The server that all browser tests share, and its ledger. Nothing may be published there, and nothing counted that others may add to:
 * people, drafts and frozen comparisons are welcome.
 */
export function sharedServer(): Pick<TestServer, 'baseURL' | 'databaseUrl'> {
  const { AL_TEST_URL: baseURL, AL_TEST_DATABASE_URL: databaseUrl } = process.env;
  if (!baseURL || !databaseUrl) throw new Error('Run this through npm test, which brings the server.');
  return { baseURL, databaseUrl };
}

/**
 * For browser tests that change the ledger or need another one than the starter: a cloned database and a server on it. `prepare` may fill
 * the database before the server sees it.
 */
export async function startTestServer(
  options: {
    starter?: boolean;
    prepare?: (databaseUrl: string) => Promise<void>;
    /** More of its environment; given the address at which it will be. */
    env?: (baseURL: string) => Record<string, string>;
  } = {},
): Promise<TestServer> {
  const postgres = process.env.AL_TEST_POSTGRES;
  if (!postgres) throw new Error('Run this through npm test, which brings the database.');
  const database = await cloneDatabase(postgres, { starter: options.starter ?? true });
  await options.prepare?.(database.url);
  const port = await anyPort();
  const baseURL = `http://127.0.0.1:${port}`;
  let said = '';
  const start = async (): Promise<ChildProcess> => {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        '--max-http-header-size=10240',
        '--import',
        `${root}/lib/local/follow-parent.mjs`,
        'node_modules/next/dist/bin/next',
        'start',
        '--port',
        String(port),
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: database.url,
          PORT: String(port),
          ...options.env?.(baseURL),
        },
      },
    );
    child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    for (let attempt = 0; ; attempt += 1) {
      const answer = await fetch(`${baseURL}/health`).catch(() => undefined);
      if (answer) break;
      if (child.exitCode !== null || attempt > 200) throw new Error(`The server did not start:\n${said}`);
      await sleep(100);
    }
    return child;
  };
  const gone = (child: ChildProcess) =>
    new Promise((done) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(null),
    );
  let child = await start();
  return {
    baseURL,
    databaseUrl: database.url,
    said: () => said,
    async kill() {
      child.kill('SIGKILL');
      await gone(child);
    },
    async restart() {
      child = await start();
    },
    async close() {
      child.kill('SIGTERM');
      // A server that still answers somebody waits for them; a test that failed may have left such a page open.
      const impatient = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone(child);
      clearTimeout(impatient);
      await leaveDesk(database.url);
      await database.drop();
    },
  };
}
