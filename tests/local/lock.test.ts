import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { isAlive, livesOn, lock, me, underLock } from '@/lib/local/processes.mjs';
import { checkout } from '@/tests/support/launcher';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a lock is held by one at a time, and given back', async () => {
  const path = join(folder, 'one');
  const unlock = await lock(path);
  let entered = false;
  const second = underLock(path, async () => {
    entered = true;
  });
  await new Promise((done) => setTimeout(done, 300));
  expect(entered).toBe(false);
  unlock();
  await second;
  expect(entered).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test('a lock whose holder was killed is taken over', async () => {
  const path = join(folder, 'dead');
  const processes = pathToFileURL(join(checkout, 'lib/local/processes.mjs')).href;
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { lock } from ${JSON.stringify(processes)}; await lock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`,
  ]);
  await new Promise((done) => holder.stdout.once('data', done));
  const waited = { times: 0 };
  const next = lock(path, () => {
    waited.times += 1;
  });
  await new Promise((done) => setTimeout(done, 300));
  expect(waited.times).toBe(1);
  holder.kill('SIGKILL');
  const unlock = await next;
  expect(readFileSync(path, 'utf8')).toBe(me());
  unlock();
});

test('a lock left without a name, by one killed in the instant of making it, is taken over', async () => {
  const path = join(folder, 'empty');
  writeFileSync(path, '');
  const unlock = await lock(path);
  expect(readFileSync(path, 'utf8')).toBe(me());
  unlock();
});

test('of many who find a dead lock, one at a time goes in', async () => {
  const path = join(folder, 'many');
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, birth: 'long ago' }));
  const processes = pathToFileURL(join(checkout, 'lib/local/processes.mjs')).href;
  const count = join(folder, 'count');
  writeFileSync(count, '0');
  // Reading and writing with a pause between shows at once if two are inside.
  const code = `import { underLock } from ${JSON.stringify(processes)};
    import { readFileSync, writeFileSync } from 'node:fs';
    for (let round = 0; round < 5; round += 1) await underLock(${JSON.stringify(path)}, async () => {
      const seen = Number(readFileSync(${JSON.stringify(count)}, 'utf8'));
      await new Promise((done) => setTimeout(done, 5));
      writeFileSync(${JSON.stringify(count)}, String(seen + 1));
    });`;
  const runs = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' }),
  );
  await Promise.all(runs.map((child) => new Promise((done) => child.once('close', done))));
  expect(readFileSync(count, 'utf8')).toBe('30');
});

test('a process number given out again is not taken for the one that died', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(livesOn(me())).toBe(true);
  expect(livesOn(JSON.stringify({ pid: process.pid, birth: 'another life' }))).toBe(false);
  expect(livesOn('')).toBe(false);
});
