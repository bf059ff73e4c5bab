/**
 * Work that the server hands to a process of its own: it runs a script of this folder over the same ledger, and ends with the server.
 */
import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Starts a script of `lib/jobs` with so much memory at most, in megabytes. */
export function startChild(script: string, heap: number): ChildProcess {
  const checkout = process.cwd();
  return spawn(
    process.execPath,
    [
      `--max-old-space-size=${heap}`,
      '--import',
      join(checkout, 'lib/local/follow-parent.mjs'),
      '--conditions=react-server',
      '--import',
      'tsx',
      join(checkout, 'lib/jobs', script),
    ],
    { cwd: checkout, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
}
