import { onPinnedNode } from './bootstrap.mjs';

/** `npm run people -- add|role|reset|list|deactivate …`: makes sure that there is a database, then runs prisma/people.ts with the same arguments. */

await onPinnedNode();
const { resolve } = await import('node:path');
const { live, startOwned } = await import('./lifetime.mjs');
const { ensureClient } = await import('./build.mjs');
const { migrate, openDatabase, script } = await import('./database.mjs');

const checkout = resolve(import.meta.dirname, '../..');

await live(async () => {
  const url = await openDatabase();
  await migrate(url);
  await ensureClient();
  const { exited } = startOwned(process.execPath, script('prisma/people.ts', ...process.argv.slice(2)), {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  });
  const { code } = await exited;
  return code ?? 130;
});
