/** A Next application whose one page says hello: what the cached pages of the product are compared with. Made anew for each run. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { anyPort } from '@/lib/local/server.mjs';
import { ask } from './load';

const checkout = resolve(import.meta.dirname, '../..');
const next = resolve(checkout, 'node_modules/next/dist/bin/next');

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }\n',
  'next.config.mjs':
    'export default { cacheComponents: true, partialPrefetching: true, outputFileTracingRoot: import.meta.dirname };\n',
  'postcss.config.mjs': 'export default { plugins: {} };\n',
  'app/layout.jsx':
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  'app/page.jsx': 'export default function Page() {\n  return <p>hello</p>;\n}\n',
};

function environment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, AL_BUILD_DIR: _folder, ...env } = process.env;
  return { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}

export type Hello = { readonly base: string; readonly close: () => Promise<void> };

/** Builds it and serves it on a port of its own. */
export async function startHello(): Promise<Hello> {
  // Outside of the checkout: inside of it Next would take the product’s own proxy and start-up for this page’s.
  const folder = mkdtempSync(join(tmpdir(), 'attrition-ledger-hello-'));
  symlinkSync(resolve(checkout, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(resolve(folder, name, '..'), { recursive: true });
    writeFileSync(resolve(folder, name), text);
  }
  const run = (...words: string[]) => {
    const child = spawn(process.execPath, [next, ...words], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    const exited = new Promise<number | null>((done) => child.once('exit', done));
    return { child, exited, said: () => said };
  };
  const build = run('build', '--webpack');
  if ((await build.exited) !== 0) throw new Error(`The page that says hello could not be built:\n${build.said()}`);
  const port = await anyPort();
  const server = run('start', '--port', String(port));
  const stop = () => server.child.kill('SIGTERM');
  process.once('exit', stop);
  const base = `http://127.0.0.1:${port}/`;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask(base).catch(() => null);
    if (answer?.status === 200) break;
    if (attempt > 200 || server.child.exitCode !== null)
      throw new Error(`The page that says hello does not answer:\n${server.said()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    base,
    close: async () => {
      stop();
      await server.exited;
      process.off('exit', stop);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
