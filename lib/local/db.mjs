import { onPinnedNode } from './bootstrap.mjs';

/** `npm run db -- status|deploy|diff|resolve NAME|dump FILE|restore FILE`. */

await onPinnedNode();
const { resolve } = await import('node:path');
const { live } = await import('./lifetime.mjs');
const { migrate, openDatabase } = await import('./database.mjs');
const { dumpDatabase, restoreDatabase } = await import('./db-dump.mjs');
const { diffMigrations, inspectMigrations, resolveMigration } = await import('./migrate.mjs');
const { troubleOf, withoutPassword } = await import('./migration-state.mjs');
const { during, say, Trouble } = await import('./say.mjs');

const USAGE = `npm run db -- status         which migrations this database has had
npm run db -- deploy         apply what is missing
npm run db -- diff           where migrations, schema.prisma and the database differ; ends with 1 if they do
npm run db -- resolve NAME   forget a failed migration, so that deploy tries it again
npm run db -- dump FILE      write the whole ledger to FILE
npm run db -- restore FILE   put it into an empty database`;

const [verb, argument, ...surplus] = process.argv.slice(2);
const total = ({ tables }) => tables.reduce((sum, { rows }) => sum + rows, 0);
/** npm starts us in the checkout; a file is meant from where the person stands. */
const fileArgument = () => resolve(process.env.INIT_CWD ?? process.cwd(), argument);

const verbs = {
  async status(url) {
    const state = await inspectMigrations(url);
    say(`${withoutPassword(url)}`);
    for (const [label, list] of Object.entries(state)) if (list.length > 0) say(`${label}: ${list.join(', ')}`);
    const trouble = troubleOf(state);
    say(trouble ? `\n${trouble}` : 'up to date');
    return trouble ? 1 : 0;
  },
  async deploy(url) {
    const before = await inspectMigrations(url);
    await migrate(url);
    if (before.missing.length === 0) say('Nothing to apply; up to date.');
  },
  async diff(url) {
    const differences = await during('Comparing', () => diffMigrations(url));
    for (const { title, sql } of differences) say(`-- ${title}\n${sql}\n`);
    if (differences.length === 0) say('Migrations, schema.prisma and the database agree.');
    return differences.length === 0 ? 0 : 1;
  },
  async resolve(url) {
    await resolveMigration(url, argument);
    say(`${argument} is forgotten. Now: npm run db -- deploy`);
  },
  async dump(url) {
    const header = await during('Dumping', (line) => dumpDatabase(url, fileArgument(), line.note));
    say(`Wrote ${total(header)} rows of ${header.tables.length} tables to ${fileArgument()}`);
  },
  async restore(url) {
    const header = await during('Restoring', (line) => restoreDatabase(url, fileArgument(), line.note));
    say(`Restored ${total(header)} rows of ${header.tables.length} tables, as dumped ${header.made}`);
  },
};

await live(async () => {
  const takesArgument = ['resolve', 'dump', 'restore'].includes(verb);
  if (!Object.hasOwn(verbs, verb ?? '') || surplus.length > 0 || takesArgument !== Boolean(argument))
    throw new Trouble(USAGE);
  const url = await openDatabase();
  // A database that was only just made has no tables to restore into.
  if (verb === 'restore') await migrate(url);
  return verbs[verb](url);
});
