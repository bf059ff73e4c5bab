import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { nextEnvironment } from './build.mjs';
import { startOwned } from './lifetime.mjs';
import { until } from './processes.mjs';
import { Trouble } from './say.mjs';

/** Next itself: on a port, over a database, from a build. */

const checkout = resolve(import.meta.dirname, '../..');

const listens = (port, host) =>
  new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done('free')));
  });

/** Whether nobody listens on a port: not on any address that a reader might use. */
async function isFree(port) {
  for (const host of ['0.0.0.0', '::', '127.0.0.1', '::1']) {
    const answer = await listens(port, host);
    if (answer === 'EADDRINUSE') return false;
    if (answer === 'EACCES')
      throw new Trouble(`Port ${port} needs rights that this user does not have.\nTry: PORT=3000 npm start`);
  }
  return true;
}

/** A free port of the machine's choice. */
export function anyPort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** The port asked for by PORT. Refuses one that is taken, and names the next that is not. */
export async function requirePort(command) {
  const asked = process.env.PORT?.trim() || '3000';
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port < 1 || port > 65_535)
    throw new Trouble(`PORT must be a number from 1 to 65535, not “${asked}”.`);
  if (await isFree(port)) return port;
  let next = port + 1;
  while (next <= 65_535 && !(await isFree(next))) next += 1;
  throw new Trouble(`Port ${port} is taken. Try: PORT=${next > 65_535 ? 3000 : next} npm ${command}`);
}

/**
 * Starts Next and comes back when it answers. `listen` gets what it writes from then on; what it wrote before is shown only if it fails.
 */
export async function startServer({ port, url, folder, dev = false, env = {}, listen = () => {} }) {
  const { child, exited, stop } = startOwned(
    process.execPath,
    [
      // 8 kB of query and what a browser says beside it; what is longer is refused with 431 before anything reads it.
      '--max-http-header-size=10240',
      '--import',
      new URL('./follow-parent.mjs', import.meta.url).href,
      'node_modules/next/dist/bin/next',
      dev ? 'dev' : 'start',
      '--port',
      String(port),
      ...(process.env.AL_HOST ? ['--hostname', process.env.AL_HOST] : []),
    ],
    {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...(dev ? { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' } : nextEnvironment(folder)),
        DATABASE_URL: url,
        PORT: String(port),
        ...env,
      },
    },
  );
  let before = '';
  let ready = false;
  const hear = (chunk) => {
    if (ready) listen(chunk.toString());
    else before += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let over = false;
  exited.then(() => {
    over = true;
  });
  const host =
    process.env.AL_HOST && !['0.0.0.0', '::'].includes(process.env.AL_HOST) ? process.env.AL_HOST : '127.0.0.1';
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const answers = async () => {
    if (over) return true;
    try {
      const answer = await fetch(`${base}/health`, { signal: AbortSignal.timeout(20_000) });
      await answer.arrayBuffer();
      return true;
    } catch {
      return false;
    }
  };
  const came = await until(answers, { within: dev ? 120_000 : 60_000, every: 100 });
  if (over || !came) {
    await stop();
    const words = before.split('\n').filter((line) => line.trim() && !/^\s*(▲|- |✓|at |⨯ unhandled)/.test(line));
    throw new Trouble(`The server did not start.\n\n${words.slice(-25).join('\n') || 'It gave no reason.'}`);
  }
  ready = true;
  // Said before anybody listened, and meant for a person: the link that makes the first administrator.
  for (const line of before.split('\n')) if (line.includes('"event":"set-up"')) listen(`${line}\n`);
  return { base, exited, stop, pid: child.pid };
}
