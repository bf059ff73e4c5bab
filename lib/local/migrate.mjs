import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { migrationState, troubleOf, withoutPassword } from './migration-state.mjs';
import { Trouble } from './say.mjs';

/**
 * `prisma migrate` without its native engine, which it would download from a host that closed networks refuse. The same engine comes
 * from npm as WebAssembly; it writes the same `_prisma_migrations` rows.
 */

const checkout = resolve(import.meta.dirname, '../..');
const NO_FILTERS = { externalTables: [], externalEnums: [] };
const LOCK = 72_707_370;

const notWaitedFor = (timer) => timer?.unref?.() ?? timer;

/** Once per process: the bindings remember the memory of the first instance. */
let engineClass;

async function loadEngine() {
  const require = createRequire(import.meta.url);
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = join(require.resolve('@prisma/schema-engine-wasm'), '../schema_engine_bg.wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  // Its patience with a locked database is a timer of ten seconds that nobody cancels; it must not keep a finished command waiting.
  const imports = Object.entries(bindings).map(([name, value]) =>
    name.startsWith('__wbg_setTimeout_') ? [name, (...given) => notWaitedFor(value(...given))] : [name, value],
  );
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': Object.fromEntries(imports) });
  // Where the engine leaves its last words; without this their loss would be reported instead of them.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    message: '',
    set_message(text) {
      this.message = text;
    },
  };
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** The pieces of an address; with the address itself the driver would let it win over the name of a shadow database. */
function connection(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const ssl = searchParams.get('sslmode');
  return {
    host: decodeURIComponent(hostname.replace(/^\[(.*)\]$/, '$1')) || searchParams.get('host') || 'localhost',
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(ssl && ssl !== 'disable' ? { ssl: { rejectUnauthorized: ssl === 'verify-full' } } : {}),
    max: 2,
    allowExitOnIdle: true,
  };
}

// Types of PostgreSQL by number: the one-letter "char" of its own catalogue, and text.
const CATALOGUE_CHAR = 18;
const TEXT = 25;

/** Why the last script failed, in the words of PostgreSQL; the engine wraps them in words about itself. */
let scriptTrouble;

/**
 * Two things the adapter does not do for the engine: it cuts scripts at every semicolon, and with them the bodies of functions, where
 * PostgreSQL can read a script whole; and it does not know the one-letter type of the catalogue, in which the engine reads tables.
 */
function fitForMigrations(adapter) {
  const { queryRaw, performIO } = adapter;
  adapter.queryRaw = async (query) => {
    let letters = [];
    const withLettersAsText = {
      ...adapter,
      pgOptions: adapter.pgOptions,
      async performIO(asked) {
        const result = await performIO.call(adapter, asked);
        letters = result.fields.map(({ dataTypeID }) => dataTypeID === CATALOGUE_CHAR);
        const fields = result.fields.map((field, index) =>
          letters[index] ? { ...field, name: field.name, dataTypeID: TEXT } : field,
        );
        return { fields, rows: result.rows };
      },
    };
    const answer = await queryRaw.call(withLettersAsText, query);
    const columnTypes = answer.columnTypes.map((type, index) => (letters[index] ? ColumnTypeEnum.Character : type));
    return { ...answer, columnTypes };
  };
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      const line = error.position ? ` (line ${script.slice(0, Number(error.position)).split('\n').length})` : '';
      scriptTrouble = `${error.message}${line}`;
      adapter.onError(error);
    }
  };
  return adapter;
}

/** An empty database beside the one meant, to see what the migrations make of it. */
async function createShadow(config) {
  const database = `shadow_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client(config);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database} TEMPLATE template0`);
  return {
    config: { ...config, database },
    async drop() {
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** `close` ends the connections that the engine leaves open when it is done. */
function adapterFactory(url) {
  const config = connection(url);
  const disposals = [];
  const open = async (where, after) => {
    const adapter = fitForMigrations(await new PrismaPg(where).connect());
    const dispose = adapter.dispose.bind(adapter);
    let disposed;
    adapter.dispose = () => {
      disposed ??= dispose().then(after);
      return disposed;
    };
    disposals.push(adapter.dispose);
    return adapter;
  };
  return {
    close: () => Promise.all(disposals.map((dispose) => dispose())),
    factory: bindMigrationAwareSqlAdapterFactory({
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => open(config),
      async connectToShadowDb() {
        const shadow = await createShadow(config);
        return open(shadow.config, shadow.drop);
      },
    }),
  };
}

function readSchema(folder) {
  const path = join(folder, 'schema.prisma');
  return existsSync(path) ? [[path, readFileSync(path, 'utf8')]] : undefined;
}

async function withEngine(url, folder, work) {
  engineClass ??= loadEngine();
  const SchemaEngine = await engineClass;
  const { factory, close } = adapterFactory(url);
  const engine = await SchemaEngine.new({ datamodels: readSchema(folder) }, () => {}, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await close();
  }
}

function migrationList(folder) {
  const baseDir = join(folder, 'migrations');
  const lockfile = join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** The migrations of the code, in their order: name, text and checksum. */
export function readMigrations(folder = join(checkout, 'prisma')) {
  const base = join(folder, 'migrations');
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(base, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(base, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** One at a time, whoever else deploys to this database now. */
async function underDatabaseLock(url, work) {
  const client = new pg.Client(connection(url));
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What to say when a database does not let us in: its address without the password, and the reason. */
export function unreachable(url, error) {
  const reason = error?.errors?.map((one) => one.message).join('; ') || error?.message || String(error);
  return new Trouble(
    `The database at ${withoutPassword(url)} cannot be reached: ${reason}\nIs it running, and is DATABASE_URL right?`,
  );
}

/** Where a database stands: which migrations were applied, are missing, failed, were edited, or are unknown to this code. */
export async function inspectMigrations(url, folder = join(checkout, 'prisma')) {
  const client = new pg.Client({ ...connection(url), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    return await migrationState(client, readMigrations(folder));
  } finally {
    await client.end().catch(() => {});
  }
}

/** Applies what is missing and answers the names applied. Refuses, naming it, over a failed, edited or unknown migration. */
export async function deployMigrations(url, folder = join(checkout, 'prisma')) {
  return underDatabaseLock(url, async () => {
    const before = await inspectMigrations(url, folder);
    const trouble = troubleOf({ ...before, missing: [] });
    if (trouble) throw new Trouble(trouble);
    if (before.missing.length === 0) return [];
    try {
      const { appliedMigrationNames } = await withEngine(url, folder, (engine) =>
        engine.applyMigrations({ migrationsList: migrationList(folder), filters: NO_FILTERS }),
      );
      return appliedMigrationNames;
    } catch (error) {
      const after = await inspectMigrations(url, folder);
      const names = after.failed.length > 0 ? after.failed : before.missing.slice(0, 1);
      throw new Trouble(
        `The migration ${names.join(', ')} failed:\n\n${scriptTrouble ?? error.message}\n\nMend it, then run: npm run db -- resolve ${names[0]}`,
      );
    }
  });
}

/** Marks a failed migration as rolled back, so that the next deployment tries it again. Ours run in one transaction: nothing of it stayed. */
export async function resolveMigration(url, name, folder = join(checkout, 'prisma')) {
  const { failed } = await inspectMigrations(url, folder);
  if (!failed.includes(name))
    throw new Trouble(
      `No failed migration ${name} in this database.${failed.length > 0 ? ` Failed: ${failed.join(', ')}` : ''}`,
    );
  await underDatabaseLock(url, () =>
    withEngine(url, folder, (engine) => engine.markMigrationRolledBack({ migrationName: name })),
  );
}

const EMPTY_SCRIPT = '-- This is an empty migration.';

/**
 * Where three descriptions of the database differ: the migrations, schema.prisma, and the database itself. Prisma's own comparison knows
 * tables, columns, indexes and keys; checks, triggers and functions are compared by their definitions.
 */
export async function diffMigrations(url, folder = join(checkout, 'prisma')) {
  await inspectMigrations(url, folder);
  const found = [];
  const migrations = { tag: 'migrations', ...migrationList(folder) };
  const files = (readSchema(folder) ?? []).map(([path, content]) => ({ path, content }));
  const compare = async (title, from, to) => {
    const { stdout } = await withEngine(url, folder, (engine) =>
      engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTERS }),
    );
    const sql = (stdout ?? '').trim();
    if (sql && sql !== EMPTY_SCRIPT) found.push({ title, sql });
  };
  await compare('From the migrations to schema.prisma', migrations, { tag: 'schemaDatamodel', files });
  await compare(
    'From the database to the migrations',
    { tag: 'schemaDatasource', files, configDir: folder },
    migrations,
  );
  const rules = await diffRules(url, folder);
  if (rules)
    found.push({ title: 'Checks, triggers and functions: from the database (−) to the migrations (+)', sql: rules });
  return found;
}

const RULES = `
  SELECT 'check ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid) || CASE WHEN convalidated THEN '' ELSE ' NOT VALID' END AS rule
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x')
  UNION ALL
  SELECT 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL
  SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  ORDER BY 1`;

async function diffRules(url, folder) {
  const config = connection(url);
  const shadow = await createShadow(config);
  const [there, here] = [new pg.Client(shadow.config), new pg.Client(config)];
  try {
    await Promise.all([there.connect(), here.connect()]);
    for (const { sql } of readMigrations(folder)) await there.query(sql);
    const read = async (client) => (await client.query(RULES)).rows.map(({ rule }) => rule);
    const [wanted, present] = [await read(there), await read(here)];
    return [
      ...present.filter((rule) => !wanted.includes(rule)).map((rule) => `− ${rule}`),
      ...wanted.filter((rule) => !present.includes(rule)).map((rule) => `+ ${rule}`),
    ].join('\n');
  } finally {
    await Promise.all([there.end(), here.end()]);
    await shadow.drop();
  }
}
