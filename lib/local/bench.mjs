import { onPinnedNode } from './bootstrap.mjs';

/** `npm run bench [-- arguments]`: a PostgreSQL and a server of its own, then tests/bench/run.ts, which measures. */

await onPinnedNode();
const { resolve } = await import('node:path');
const { ensureBuild, nextEnvironment } = await import('./build.mjs');
const { migrate, script } = await import('./database.mjs');
const { live, opened, startOwned } = await import('./lifetime.mjs');
const { openThrowAwayPostgres } = await import('./postgres.mjs');
const { during, Trouble } = await import('./say.mjs');
const { anyPort, startServer } = await import('./server.mjs');

const checkout = resolve(import.meta.dirname, '../..');

await live(async () => {
  // It fills the database with a million invented claims; that must never happen to anybody's ledger.
  if (process.env.DATABASE_URL || process.env.BASE_URL) {
    throw new Trouble(
      'The measurements bring their own database and server, and fill them with invented claims.\nUnset DATABASE_URL and BASE_URL.',
    );
  }
  const { url } = await opened(openThrowAwayPostgres('bench', { shared_buffers: '1GB', max_wal_size: '8GB' }));
  await migrate(url);
  const folder = await ensureBuild();
  const port = await anyPort();
  const { base } = await during('Starting the server', () =>
    startServer({ port, url, folder, listen: (text) => process.stdout.write(text) }),
  );
  const { exited } = startOwned(process.execPath, script('tests/bench/run.ts', ...process.argv.slice(2)), {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...nextEnvironment(folder), DATABASE_URL: url, BASE_URL: base },
  });
  const { code } = await exited;
  return code ?? 130;
});
