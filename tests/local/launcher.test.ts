import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { anyPort } from '@/lib/local/server.mjs';
import { freshDatabase } from '@/tests/support/database';
import {
  type Command,
  checkout,
  eventually,
  isHealthy,
  postmasterOf,
  processesOf,
  run,
  signalGroup,
} from '@/tests/support/launcher';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'launcher-')));
// PostgreSQL may run as another user, who must be able to pass through.
chmodSync(base, 0o755);
const started: Command[] = [];
const homes = new Set<string>();

const start = (...given: Parameters<typeof run>) => {
  const command = run(...given);
  started.push(command);
  return command;
};

function home(name: string) {
  const folder = join(base, name);
  homes.add(folder);
  return folder;
}

const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

function urlOf(data: string) {
  const port = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(data, 'password'), 'utf8').trim();
  return `postgresql://attrition_ledger:${password}@127.0.0.1:${port}/attrition_ledger`;
}

const occupy = (port: number, host: string) =>
  new Promise<Server>((done) => {
    const server = createServer();
    server.listen(port, host, () => done(server));
  });

afterEach(async () => {
  for (const command of started.splice(0)) {
    if (command.child.exitCode === null && command.child.signalCode === null) {
      command.child.kill('SIGTERM');
      await command.ended;
    }
  }
});

afterAll(() => {
  for (const data of homes) for (const { pid } of processesOf(data)) process.kill(pid, 'SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

describe('trouble is told in words, and ends with 1', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::'])('the port is taken on %s', async (host) => {
    const port = await anyPort();
    const occupant = await occupy(port, host);
    const command = start('start', { env: { PORT: String(port), AL_DATA: home('taken') } });
    expect(await command.ended).toBe(1);
    occupant.close();
    expect(command.said()).toMatch(new RegExp(`Port ${port} is taken\\. Try: PORT=\\d+ npm start`));
    expect(command.said()).not.toContain('    at ');
    // It is found out before anything else is begun.
    expect(existsSync(home('taken'))).toBe(false);
  });

  test('the port is no port', async () => {
    const command = start('start', { env: { PORT: '3000x', AL_DATA: home('taken') } });
    expect(await command.ended).toBe(1);
    expect(command.said()).toContain('PORT must be a number from 1 to 65535, not “3000x”.');
  });

  test('the database cannot be reached: its address is said, its password is not', async () => {
    const [port, nobody] = [await anyPort(), await anyPort()];
    const command = start('start', {
      env: { PORT: String(port), DATABASE_URL: `postgresql://ada:s3cret@127.0.0.1:${nobody}/ledger` },
    });
    expect(await command.ended).toBe(1);
    expect(command.said()).toContain(`127.0.0.1:${nobody}/ledger`);
    expect(command.said()).not.toContain('s3cret');
    expect(command.said()).not.toContain('    at ');
  });

  test('the database is refused', async () => {
    const database = await freshDatabase();
    const url = new URL(database.url);
    url.password = 'wrong-password';
    const command = start('start', { env: { PORT: String(await anyPort()), DATABASE_URL: url.href } });
    expect(await command.ended).toBe(1);
    expect(command.said()).toMatch(/cannot be reached: password authentication failed/);
    expect(command.said()).not.toContain('wrong-password');
    await database.drop();
  });

  test('the address of the database is no address', async () => {
    const command = start('start', {
      env: { PORT: String(await anyPort()), DATABASE_URL: 'mysql://ada:s3cret@host/ledger' },
    });
    expect(await command.ended).toBe(1);
    expect(command.said()).toContain('DATABASE_URL must look like postgresql://');
    expect(command.said()).not.toContain('s3cret');
  });
});

const lastMigration = () =>
  readdirSync(join(checkout, 'prisma/migrations'))
    .filter((name) => !name.includes('.'))
    .sort()
    .at(-1) ?? '';

describe('a database that is not at the state of the code is not served, and the migration is named', () => {
  const states: [string, string, RegExp][] = [
    [
      'failed',
      `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${lastMigration()}'`,
      new RegExp(`${lastMigration()} has failed`),
    ],
    [
      'edited',
      `UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = '${lastMigration()}'`,
      new RegExp(`${lastMigration()} was changed after`),
    ],
    [
      'unknown',
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '9999_from_tomorrow', now(), 1)`,
      /9999_from_tomorrow, which this version does not know/,
    ],
  ];

  test.each(states)('%s: by npm start', async (_state, sql, words) => {
    const database = await freshDatabase();
    await query(database.url, sql);
    const command = start('start', { env: { PORT: String(await anyPort()), DATABASE_URL: database.url } });
    expect(await command.ended).toBe(1);
    expect(command.said()).toMatch(words);
    expect(command.said()).not.toContain('    at ');
    await database.drop();
  });

  test.each([
    ...states,
    [
      'missing',
      `DELETE FROM _prisma_migrations WHERE migration_name = '${lastMigration()}'`,
      new RegExp(`${lastMigration()} has not been applied`),
    ] as const,
  ])('%s: by a server started in any other way', async (_state, sql, words) => {
    const database = await freshDatabase();
    await query(database.url, sql);
    const server = spawnSync(
      process.execPath,
      ['node_modules/next/dist/bin/next', 'start', '--port', String(await anyPort())],
      {
        cwd: checkout,
        encoding: 'utf8',
        timeout: 30_000,
        env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: database.url },
      },
    );
    expect(server.stderr).toMatch(words);
    expect(server.status).toBe(1);
    await database.drop();
  });

  test('a migration that fails is named with its reason; mended and resolved, it goes through', async () => {
    const database = await freshDatabase();
    const last = lastMigration();
    await query(database.url, `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${last}'`);
    const status = start('db', { args: ['status'], env: { DATABASE_URL: database.url } });
    expect(await status.ended).toBe(1);
    expect(status.said()).toContain(`failed: ${last}`);
    const resolved = start('db', { args: ['resolve', last], env: { DATABASE_URL: database.url } });
    expect(await resolved.ended).toBe(0);
    // Its tables stand already, so trying it again must fail, and say at what.
    const deploy = start('db', { args: ['deploy'], env: { DATABASE_URL: database.url } });
    expect(await deploy.ended).toBe(1);
    expect(deploy.said()).toMatch(new RegExp(`The migration ${last} failed:\\n\\n.*already exists`));
    expect(deploy.said()).not.toContain('    at ');
    await database.drop();
  });
});

/** A life of `npm start` over a PostgreSQL of its own. The build is the one that the other stages share. */
describe('npm start', () => {
  test('serves; a second one shares its PostgreSQL; each ends without a trace; the ledger stays', async () => {
    const data = home('shared');
    const [one, two] = [await anyPort(), await anyPort()];
    const first = start('start', { env: { PORT: String(one), AL_DATA: data } });
    await first.saying(`http://localhost:${one}`);
    expect(await isHealthy(one)).toBe(true);
    const postmaster = postmasterOf(data);

    const second = start('start', { env: { PORT: String(two), AL_DATA: data } });
    await second.saying(`http://localhost:${two}`);
    // What makes a second start a matter of seconds: nothing is installed, applied, loaded or built again.
    expect(second.said()).not.toMatch(/Installing|Applied|Loaded|Building/);
    expect(postmasterOf(data)).toBe(postmaster);

    signalGroup(first, 'SIGINT');
    expect(await first.ended).toBe(0);
    expect(await isHealthy(two), 'the one that stays still has its database').toBe(true);
    await query(urlOf(data), 'CREATE TABLE left_behind AS SELECT 42 AS answer');

    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await eventually(() => processesOf(data).length === 0, 'a process stayed behind');
    expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('SIGHUP, as when a terminal is closed, leaves no process behind', async () => {
    const data = home('shared');
    const port = await anyPort();
    const command = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await command.saying(`http://localhost:${port}`);
    signalGroup(command, 'SIGHUP');
    await command.ended;
    await eventually(() => processesOf(data).length === 0, 'a process stayed behind');
  });

  test('Ctrl-C while it is still beginning leaves no process behind', async () => {
    const data = home('early');
    const command = start('start', { env: { PORT: String(await anyPort()), AL_DATA: data } });
    await eventually(() => existsSync(join(data, 'postgres/postmaster.pid')), 'PostgreSQL never came', 60_000);
    signalGroup(command, 'SIGINT');
    expect(await command.ended).not.toBe(0);
    await eventually(() => processesOf(data).length === 0, 'a process stayed behind');
    // And it can begin again.
    const port = await anyPort();
    const again = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await again.saying(`http://localhost:${port}`);
  });

  test('after kill -9 of everything but PostgreSQL, that one is adopted', async () => {
    const data = home('shared');
    const port = await anyPort();
    const command = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await command.saying(`http://localhost:${port}`);
    const postmaster = postmasterOf(data);
    signalGroup(command, 'SIGKILL');
    await eventually(async () => !(await isHealthy(port)), 'the server outlived its launcher');
    expect(postmasterOf(data)).toBe(postmaster);

    const again = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await again.saying(`http://localhost:${port}`);
    expect(postmasterOf(data)).toBe(postmaster);
    expect(await query(urlOf(data), 'SELECT answer FROM left_behind')).toEqual([{ answer: 42 }]);
    signalGroup(again, 'SIGINT');
    expect(await again.ended).toBe(0);
    await eventually(() => processesOf(data).length === 0, 'a process stayed behind');
  });

  test('after kill -9 of everything, a start works and has lost nothing', async () => {
    const data = home('shared');
    const port = await anyPort();
    const command = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await command.saying(`http://localhost:${port}`);
    await query(urlOf(data), 'INSERT INTO left_behind VALUES (43)');
    for (const { pid } of processesOf(data)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // A worker whose server went first.
      }
    }
    await eventually(() => processesOf(data).length === 0, 'a process outlived kill -9');
    expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(true);

    const again = start('start', { env: { PORT: String(port), AL_DATA: data } });
    await again.saying(`http://localhost:${port}`);
    expect(await query(urlOf(data), 'SELECT answer FROM left_behind ORDER BY 1')).toEqual([
      { answer: 42 },
      { answer: 43 },
    ]);
  });
});
