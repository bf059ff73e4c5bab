import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The checkout that is tested. */
export const checkout = resolve(import.meta.dirname, '../..');

/** One of our commands, running. */
export type Command = {
  child: ChildProcess;
  /** All that it has said so far. */
  said: () => string;
  /** Comes when it has ended, with its exit code (or the signal that ended it). */
  ended: Promise<number | NodeJS.Signals | null>;
  /** Waits until it says something. Fails if it ends before. */
  saying: (words: RegExp | string, within?: number) => Promise<void>;
};

/** Starts `node lib/local/<name>.mjs` as npm would, in a process group of its own. */
export function run(
  name: string,
  options: { args?: string[]; env?: Record<string, string>; cwd?: string } = {},
): Command {
  // Whatever the tests themselves were started with must not lead the command to their database or build.
  const {
    AL_TEST_POSTGRES,
    AL_BUILD_DIR,
    DATABASE_URL,
    PORT,
    AL_DATA,
    npm_lifecycle_event,
    INIT_CWD,
    NODE_OPTIONS,
    VITEST,
    ...env
  } = process.env;
  const child = spawn(process.execPath, [`lib/local/${name}.mjs`, ...(options.args ?? [])], {
    cwd: options.cwd ?? checkout,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, NODE_ENV: 'production', ...options.env },
  });
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  let over = false;
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('close', (code, signal) => {
      over = true;
      done(code ?? signal);
    });
  });
  return {
    child,
    said: () => text,
    ended,
    async saying(words, within = 150_000) {
      const end = Date.now() + within;
      while (!(typeof words === 'string' ? text.includes(words) : words.test(text))) {
        if (over || Date.now() > end)
          throw new Error(`It ${over ? 'ended' : 'waited'} without saying ${words}. It said:\n${text}`);
        await sleep(50);
      }
    },
  };
}

/** Sends a signal to a command and everything that shares its process group, as a terminal does. */
export function signalGroup(command: Command, signal: NodeJS.Signals) {
  if (command.child.pid) process.kill(-command.child.pid, signal);
}

type Process = { pid: number; command: string; environment: string };

function processes(): Process[] {
  const found: Process[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) continue;
      found.push({
        pid: Number(name),
        command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
        environment: readFileSync(`/proc/${name}/environ`, 'utf8'),
      });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** Every living process that belongs to the ledger kept in `data`: the launcher, the server, and PostgreSQL with its workers. */
export function processesOf(data: string): Process[] {
  const postmaster = postmasterOf(data);
  return processes().filter(
    ({ pid, command, environment }) =>
      environment.includes(`AL_DATA=${data}\0`) || command.includes(`${data}/postgres`) || pid === postmaster,
  );
}

/** The process number of the PostgreSQL that serves `data`. */
export function postmasterOf(data: string): number | undefined {
  const file = join(data, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** Whether the ledger that is served there says that it is well. */
export async function isHealthy(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined))?.status === 200;
}

/** Waits until something holds, and fails with words if it does not. */
export async function eventually(holds: () => boolean | Promise<boolean>, words: string, within = 15_000) {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(words);
    await sleep(100);
  }
}
