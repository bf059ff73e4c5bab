import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Which processes live, and locks that outlast none of them. Node built-ins only. */

/** A process that has ended but was not collected by its parent (a bare container has nobody to do so) counts as ended. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return procStat(pid)?.state !== 'Z';
}

function procStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), started: fields[19] };
  } catch {
    return undefined;
  }
}

/** Says which life of a process number is meant, since the system gives numbers out again. */
export function birthOf(pid) {
  const stat = procStat(pid);
  if (stat) return stat.started;
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Who started a process, or took it over. */
export function parentOf(pid) {
  const stat = procStat(pid);
  if (stat) return stat.parent;
  if (process.platform === 'win32') return 0;
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || 0);
}

/** The command line of a process, or nothing when it cannot be known. */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'win32') return '';
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/** Name and birth of this process, to be left in a file. */
export const me = () => JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) });

/** Whether the process that left its name in a file still lives. */
export function livesOn(text) {
  try {
    const { pid, birth } = JSON.parse(text);
    return isAlive(pid) && birthOf(pid) === birth;
  } catch {
    return false;
  }
}

const readOrNothing = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

function tryLock(path) {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, me());
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Takes a lock file, waiting while a living process holds it; a lock whose holder died is taken over. Answers a function that gives
 * it back. `onWait` is called once if there is somebody to wait for.
 */
export async function lock(path, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  let waited = false;
  let emptySince;
  while (!tryLock(path)) {
    const holder = readOrNothing(path);
    if (holder === undefined) continue;
    // Between its creation and its first byte a lock is empty. One that stays so was left by a process killed in that instant.
    if (holder === '') emptySince ??= Date.now();
    else emptySince = undefined;
    const dead = holder === '' ? Date.now() - (emptySince ?? 0) > 2000 : !livesOn(holder);
    if (dead) {
      // Two may find the same dead lock. Whoever moved it away looks at what he moved, and puts a living one back.
      const aside = `${path}.${process.pid}`;
      try {
        renameSync(path, aside);
        const moved = readOrNothing(aside);
        if (moved !== holder && moved && livesOn(moved)) renameSync(aside, path);
        else rmSync(aside, { force: true });
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(100);
  }
  return () => {
    if (readOrNothing(path) === me()) unlinkSync(path);
  };
}

/** Does one thing while holding a lock. */
export async function underLock(path, work, onWait) {
  const unlock = await lock(path, onWait);
  try {
    return await work();
  } finally {
    unlock();
  }
}

/** Waits until something holds, or the time is over; says which. */
export async function until(holds, { within, every = 50 }) {
  const end = Date.now() + within;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() >= end) return false;
    await sleep(every);
  }
}
