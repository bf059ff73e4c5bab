import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { deployMigrations, diffMigrations, inspectMigrations, resolveMigration } from '@/lib/local/migrate.mjs';
import { urlOf } from '@/lib/local/templates.mjs';

const SCHEMA = `generator client {
  provider = "prisma-client"
  output   = "../generated"
}
datasource db {
  provider = "postgresql"
}
model Claim {
  id   Int    @id @default(autoincrement())
  low  Int
  name String
}
`;
const BEGIN = `CREATE TABLE "Claim" ("id" SERIAL NOT NULL, "low" INTEGER NOT NULL, "name" TEXT NOT NULL,
  CONSTRAINT "Claim_pkey" PRIMARY KEY ("id"), CONSTRAINT not_negative CHECK (low >= 0));`;
// The semicolons inside the body are what the ordinary adapter stumbles over.
const GUARD = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only'; RETURN NULL; END; $$;
CREATE TRIGGER no_delete BEFORE DELETE ON "Claim" FOR EACH ROW EXECUTE FUNCTION refuse();`;

let folder = '';
let url = '';
let name = '';

const migration = (id: string, sql: string) => {
  mkdirSync(join(folder, 'migrations', id), { recursive: true });
  writeFileSync(join(folder, 'migrations', id, 'migration.sql'), sql);
};

const sql = async (text: string, where = url) => {
  const client = new pg.Client({ connectionString: where });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(join(folder, 'schema.prisma'), SCHEMA);
  mkdirSync(join(folder, 'migrations'));
  writeFileSync(join(folder, 'migrations/migration_lock.toml'), 'provider = "postgresql"\n');
  migration('0001_begin', BEGIN);
  migration('0002_guard', GUARD);
  name = `migrate_${Math.random().toString(36).slice(2)}`;
  const server = inject('postgres');
  await sql(`CREATE DATABASE ${name} TEMPLATE template0`, urlOf(server, 'postgres'));
  url = urlOf(server, name);
});

afterEach(async () => {
  await sql(`DROP DATABASE ${name} WITH (FORCE)`, urlOf(inject('postgres'), 'postgres'));
  rmSync(folder, { recursive: true, force: true });
});

test('applies what is missing, once, in order, and leaves the rows that Prisma leaves', async () => {
  expect((await inspectMigrations(url, folder)).missing).toEqual(['0001_begin', '0002_guard']);
  expect(await deployMigrations(url, folder)).toEqual(['0001_begin', '0002_guard']);
  expect(await deployMigrations(url, folder)).toEqual([]);
  expect(
    await sql(
      'SELECT migration_name, applied_steps_count AS steps, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1',
    ),
  ).toEqual([
    { migration_name: '0001_begin', steps: 1, finished: true },
    { migration_name: '0002_guard', steps: 1, finished: true },
  ]);
  await sql(`INSERT INTO "Claim" (low, name) VALUES (1, 'a')`);
  await expect(sql('DELETE FROM "Claim"')).rejects.toThrow('append only');
});

test('two that deploy at once do it once', async () => {
  const both = await Promise.all([deployMigrations(url, folder), deployMigrations(url, folder)]);
  expect(both.map((names) => names.length).sort()).toEqual([0, 2]);
});

test('a failing migration is named with its line and reason, leaves nothing of itself, and goes through once mended and resolved', async () => {
  await deployMigrations(url, folder);
  migration('0003_more', 'CREATE TABLE half (x INT);\nINSERT INTO nowhere VALUES (1);');
  await expect(deployMigrations(url, folder)).rejects.toThrow(
    'The migration 0003_more failed:\n\nrelation "nowhere" does not exist (line 2)\n\nMend it, then run: npm run db -- resolve 0003_more',
  );
  expect((await inspectMigrations(url, folder)).failed).toEqual(['0003_more']);
  expect(await sql(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  await expect(deployMigrations(url, folder)).rejects.toThrow('The migration 0003_more has failed in this database');

  migration('0003_more', 'CREATE TABLE whole (x INT);');
  await expect(resolveMigration(url, '0002_guard', folder)).rejects.toThrow(
    'No failed migration 0002_guard in this database. Failed: 0003_more',
  );
  await resolveMigration(url, '0003_more', folder);
  expect(await deployMigrations(url, folder)).toEqual(['0003_more']);
});

test('an edited migration and one from a newer version are refused by name', async () => {
  await deployMigrations(url, folder);
  migration('0002_guard', `${GUARD}\n-- a second thought`);
  await expect(deployMigrations(url, folder)).rejects.toThrow(
    'The migration 0002_guard was changed after it had been applied',
  );
  migration('0002_guard', GUARD);
  rmSync(join(folder, 'migrations/0002_guard'), { recursive: true });
  await expect(deployMigrations(url, folder)).rejects.toThrow('0002_guard, which this version does not know');
});

test('diff says nothing when all agree, and shows each kind of difference', async () => {
  await deployMigrations(url, folder);
  expect(await diffMigrations(url, folder)).toEqual([]);

  await sql(
    'ALTER TABLE "Claim" ADD COLUMN extra INT; ALTER TABLE "Claim" DROP CONSTRAINT not_negative; ALTER TABLE "Claim" DISABLE TRIGGER no_delete',
  );
  writeFileSync(join(folder, 'schema.prisma'), SCHEMA.replace('name String', 'name String\n  note String?'));
  expect(await diffMigrations(url, folder)).toEqual([
    {
      title: 'From the migrations to schema.prisma',
      sql: '-- AlterTable\nALTER TABLE "Claim" ADD COLUMN     "note" TEXT;',
    },
    {
      title: 'From the database to the migrations',
      sql: '-- AlterTable\nALTER TABLE "public"."Claim" DROP COLUMN "extra";',
    },
    {
      title: 'Checks, triggers and functions: from the database (−) to the migrations (+)',
      sql: [
        '− trigger CREATE TRIGGER no_delete BEFORE DELETE ON public."Claim" FOR EACH ROW EXECUTE FUNCTION refuse() D',
        '+ check "Claim".not_negative CHECK ((low >= 0))',
        '+ trigger CREATE TRIGGER no_delete BEFORE DELETE ON public."Claim" FOR EACH ROW EXECUTE FUNCTION refuse() O',
      ].join('\n'),
    },
  ]);
  // No shadow of the comparison stays behind.
  expect(await sql(`SELECT count(*)::int AS n FROM pg_database WHERE datname LIKE 'shadow%'`)).toEqual([{ n: 0 }]);
});

test('our own migrations, our schema and what they make agree', async () => {
  await deployMigrations(url);
  expect(await diffMigrations(url)).toEqual([]);
});
