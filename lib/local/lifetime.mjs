import { spawn } from 'node:child_process';
import { isAlive, until } from './processes.mjs';
import { progress, Trouble } from './say.mjs';

/**
 * One end for each command: whatever ends it (its work, trouble, Ctrl-C, a closed terminal, a killed parent), what it opened is closed,
 * last things first, and no process of it stays behind.
 */

const closings = [];
let ending;
let endCode;

/** Registers what has to be closed when the command ends; answers how to take it back. */
export function atEnd(close) {
  closings.push(close);
  return () => {
    const index = closings.indexOf(close);
    if (index >= 0) closings.splice(index, 1);
  };
}

/** Closes everything and ends the process. */
export function end(code) {
  endCode ??= code;
  ending ??= (async () => {
    const line = progress('Stopping');
    while (closings.length > 0) {
      try {
        await closings.pop()();
      } catch (error) {
        process.stderr.write(`${error?.stack ?? error}\n`);
      }
    }
    line.done('');
    process.exit(endCode);
  })();
  return ending;
}

const REFUSALS = {
  EACCES: 'this user may not read or write it. Does it belong to another user, under whom this was run before?',
  EPERM: 'this user may not do that to it. Does it belong to another user, under whom this was run before?',
  EROFS: 'it cannot be written to.',
  ENOSPC: 'there is no space left.',
};

function wordsFor(error) {
  if (error instanceof Trouble) return error.message;
  if (error?.path && Object.hasOwn(REFUSALS, error.code)) return `${error.path}: ${REFUSALS[error.code]}`;
  return error?.stack ?? String(error);
}

/** Runs a command from its first line to its last. Expected trouble is told in plain words; a bug shows its stack. */
export async function live(main, { onSignal = 130 } = {}) {
  let asked = 0;
  const stop = (code) => {
    asked += 1;
    end(typeof onSignal === 'function' ? onSignal(code) : onSignal);
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  // We were started by the Node of the machine, see bootstrap.mjs; if it is killed, nobody else will tell us.
  if (process.channel) {
    process.channel.unref();
    process.on('disconnect', () => stop(129));
  }
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    const code = await main();
    await end(typeof code === 'number' ? code : 0);
  } catch (error) {
    if (asked > 0) return;
    process.stderr.write(`\n${wordsFor(error)}\n`);
    await end(1);
  }
}

/** Opens something slow: should the end come meanwhile, it is waited for and closed. */
export async function opened(opening) {
  const forget = atEnd(async () => {
    const thing = await opening.catch(() => undefined);
    await thing?.close();
  });
  try {
    return await opening;
  } catch (error) {
    forget();
    throw error;
  }
}

async function killGroup(child, grace) {
  const target = process.platform === 'win32' ? child.pid : -child.pid;
  const alive = () => {
    try {
      process.kill(target, 0);
    } catch (error) {
      return error.code === 'EPERM';
    }
    return process.platform !== 'win32' || isAlive(child.pid);
  };
  for (const [signal, within] of [
    ['SIGTERM', grace],
    ['SIGKILL', 3000],
  ]) {
    try {
      process.kill(target, signal);
    } catch {
      return;
    }
    if (await until(() => !alive(), { within })) return;
  }
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches us first and we close things in their order; its whole group is
 * gone when we end.
 */
export function startOwned(command, args, { grace = 5000, ...options } = {}) {
  const child = spawn(command, args, { detached: process.platform !== 'win32', windowsHide: true, ...options });
  const exited = new Promise((done) => {
    child.once('error', (error) => done({ code: 127, signal: null, error }));
    child.once('close', (code, signal) => done({ code, signal }));
  });
  const stop = async () => {
    if (child.pid) await killGroup(child, grace);
    await exited;
  };
  const forget = atEnd(stop);
  exited.then(forget);
  return { child, exited, stop };
}

/** Runs a program of the pinned Node to its end and answers its code and all that it said. */
export async function runNode(args, { onLine = () => {}, ...options } = {}) {
  const { child, exited } = startOwned(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  const listen = (chunk) => {
    const text = chunk.toString();
    output += text;
    for (const line of text.split('\n')) if (line.trim()) onLine(line.trim());
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const { code, error } = await exited;
  return { code: code ?? 130, output: error ? `${output}\n${error.message}` : output };
}
