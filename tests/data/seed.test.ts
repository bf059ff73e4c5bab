import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database';

const run = promisify(execFile);

async function seed(url: string): Promise<string> {
  const command = ['--import', 'tsx', '--conditions=react-server', 'prisma/seed.ts'];
  const { stdout } = await run(process.execPath, command, { env: { ...process.env, DATABASE_URL: url } });
  return stdout;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the starter ledger', () => {
  let databases: TestDatabase[] = [];
  beforeAll(async () => {
    databases = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all(databases.map(({ drop }) => drop())));

  test('loads into an empty ledger as one publish', async () => {
    const url = databases[0]?.url ?? '';
    expect(await seed(url)).toBe('Loaded 1057 claims of 59 sources.\n');
    expect(await ask(url, 'SELECT ledger_number::int AS number, kind, by_role FROM publish')).toEqual([
      { number: 1, kind: 'starter', by_role: 'launcher' },
    ]);
    expect(await ask(url, 'SELECT count(*)::int AS n FROM claim')).toEqual([{ n: 1057 }]);
  });

  test('does nothing where anything was ever published', async () => {
    const url = databases[0]?.url ?? '';
    expect(await seed(url)).toBe('The ledger is not empty: nothing was loaded.\n');
    expect(await ask(url, 'SELECT count(*)::int AS n FROM publish')).toEqual([{ n: 1 }]);
  });

  test('gives every claim the same public id and content on every install', async () => {
    await seed(databases[1]?.url ?? '');
    const sql =
      'SELECT c.id::int, c.public_id, c.key, r.content_hash FROM claim c JOIN claim_revision r ON r.claim_id = c.id ORDER BY c.id';
    const [one, other] = await Promise.all(databases.map(({ url }) => ask(url, sql)));
    expect(one).toEqual(other);
  });

  test('of two that start at once, one loads it', async () => {
    const database = await freshDatabase();
    try {
      const said = await Promise.all([seed(database.url), seed(database.url)]);
      expect(said.sort()).toEqual([
        'Loaded 1057 claims of 59 sources.\n',
        'The ledger is not empty: nothing was loaded.\n',
      ]);
      expect(await ask(database.url, 'SELECT count(*)::int AS n FROM claim')).toEqual([{ n: 1057 }]);
    } finally {
      await database.drop();
    }
  });

  test('keeps rows with same_as as publications, updates as links, and what is discounted in sight', async () => {
    const url = databases[0]?.url ?? '';
    const [counts] = await ask(
      url,
      `SELECT (SELECT count(*) FROM claim_key)::int AS further, (SELECT count(*) FROM claim_link WHERE type = 'updates')::int AS updates,
              (SELECT count(*) FROM claim_revision WHERE standing = 'discounted')::int AS discounted, (SELECT count(*) FROM source)::int AS sources,
              (SELECT count(*) FROM series_event)::int AS notes`,
    );
    expect(counts).toEqual({ further: 31, updates: 8, discounted: 23, sources: 59, notes: 25 });
  });
});
