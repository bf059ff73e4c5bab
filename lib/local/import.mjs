import { onPinnedNode } from './bootstrap.mjs';

/** `npm run import -- FILE [--commit] …`: makes sure that there is a database, then runs prisma/import.ts with the same arguments. */

await onPinnedNode();
const { isAbsolute, resolve } = await import('node:path');
const { live, startOwned } = await import('./lifetime.mjs');
const { ensureClient } = await import('./build.mjs');
const { migrate, openDatabase, script } = await import('./database.mjs');

const checkout = resolve(import.meta.dirname, '../..');

/** npm starts us in the checkout; a file is meant from where the person stands. */
const from = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);
const file = given.findIndex((word) => !word.startsWith('-'));
const args = given.map((word, index) => (index === file && !isAbsolute(word) ? resolve(from, word) : word));

await live(async () => {
  const url = await openDatabase();
  await migrate(url);
  await ensureClient();
  const { exited } = startOwned(process.execPath, script('prisma/import.ts', ...args), {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  });
  const { code } = await exited;
  return code ?? 130;
});
