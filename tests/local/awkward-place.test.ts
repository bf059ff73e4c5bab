import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { anyPort } from '@/lib/local/server.mjs';
import { type Command, checkout, isHealthy, run, signalGroup } from '@/tests/support/launcher';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'awkward-')));
// PostgreSQL may run as another user, who must be able to pass through.
chmodSync(base, 0o755);
let started: Command | undefined;

afterEach(async () => {
  if (started && started.child.exitCode === null && started.child.signalCode === null) {
    started.child.kill('SIGTERM');
    await started.ended;
  }
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A second checkout: our sources and build, the modules as hard links where the system has them. */
function copyCheckout(to: string) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(checkout)) {
    if (['node_modules', '.next', '.data', '.git', 'test-results'].includes(name)) continue;
    cpSync(join(checkout, name), join(to, name), { recursive: true });
  }
  for (const name of ['node_modules', '.next']) {
    if (!existsSync(join(checkout, name))) continue;
    const linked = spawnSync('cp', ['-al', join(checkout, name), join(to, name)]);
    if (linked.status !== 0) cpSync(join(checkout, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
}

describe('npm start in an awkward place', () => {
  test('in a path with spaces, quotes and letters beyond ASCII', async () => {
    const place = join(base, "Ada's copy — копія");
    copyCheckout(place);
    const port = await anyPort();
    const command = run('start', { cwd: place, env: { PORT: String(port) } });
    started = command;
    await command.saying(`http://localhost:${port}`);
    expect(await isHealthy(port)).toBe(true);
    signalGroup(command, 'SIGINT');
    expect(await command.ended).toBe(0);
  });

  test.runIf(process.getuid?.() === 0)('as root, in a folder that PostgreSQL’s user cannot enter', async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(closed, 0o700);
    const place = join(closed, 'ledger');
    copyCheckout(place);
    const port = await anyPort();
    const command = run('start', { cwd: place, env: { PORT: String(port) } });
    started = command;
    await command.saying(`http://localhost:${port}`);
    const kept = /the database is kept in (\S+)/.exec(command.said())?.[1] ?? '';
    expect(kept).toMatch(/^\/var\/lib\/attrition-ledger\/ledger-[0-9a-f]{12}$/);
    expect(await isHealthy(port)).toBe(true);
    signalGroup(command, 'SIGINT');
    expect(await command.ended).toBe(0);
    expect(existsSync(join(kept, 'postgres/postmaster.pid'))).toBe(false);
    rmSync(kept, { recursive: true, force: true });
  });
});
