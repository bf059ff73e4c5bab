import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { seed } from './database.mjs';
import { deployMigrations } from './migrate.mjs';

/**
 * Template databases for tests: one with the tables, one with the starter ledger as well. Cloning one takes a fraction of the time of
 * making it, so every test file can have a ledger of its own.
 */

const EMPTY = 'template_empty';
const STARTER = 'template_starter';

/** The same server, another database. */
export function urlOf(url, database) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

async function asAdmin(url, work) {
  const client = new pg.Client({ connectionString: urlOf(url, 'postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const exists = async (client, name) =>
  (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount === 1;

async function copyDatabase(url, from, to) {
  await asAdmin(url, (client) => client.query(`CREATE DATABASE "${to}" TEMPLATE "${from}"`));
}

/** A template is built under another name and renamed when whole, so that a broken-off run leaves none behind that looks finished. */
async function makeTemplate(url, name, from, fill) {
  if (await asAdmin(url, (client) => exists(client, name))) return;
  const draft = `${name}_${randomBytes(4).toString('hex')}`;
  await copyDatabase(url, from, draft);
  await fill(urlOf(url, draft));
  await asAdmin(url, async (client) => {
    if (await exists(client, name)) await client.query(`DROP DATABASE "${draft}"`);
    else await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
  });
}

/** Makes the templates that are missing on this server. */
export async function makeTemplates(url) {
  await makeTemplate(url, EMPTY, 'template0', (draft) => deployMigrations(draft));
  await makeTemplate(url, STARTER, EMPTY, (draft) => seed(draft, { quietly: true }));
}

/** A database of one's own: the tables, with the starter ledger if asked for. */
export async function cloneDatabase(url, { starter = false } = {}) {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await copyDatabase(url, starter ? STARTER : EMPTY, name);
  return {
    url: urlOf(url, name),
    drop: () => asAdmin(url, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
  };
}
