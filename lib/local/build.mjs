import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { atEnd, runNode } from './lifetime.mjs';
import { livesOn, me, underLock } from './processes.mjs';
import { during, say, Trouble } from './say.mjs';

/**
 * Builds stand side by side in `.next`, each named after the state of the sources that it was made of. A server keeps its own under its
 * feet while another is made, and `npm start` and `npm test` share one when the sources agree. A build has no database: it serves any.
 */

const checkout = resolve(import.meta.dirname, '../..');
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const NOT_SOURCES = new Set(['lib/local', 'lib/data/generated', 'prisma/starter']);

function* filesUnder(path) {
  const full = join(checkout, path);
  if (!existsSync(full) || NOT_SOURCES.has(path)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name.endsWith('.md')) continue;
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(inner);
    else yield inner;
  }
}

/** Names the state of everything a build is made of. */
function stateOfSources() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const root of SOURCES) {
    for (const path of filesUnder(root)) {
      if (NOT_SOURCES.has(path)) continue;
      hash.update(`${path}\n`).update(
        createHash('sha256')
          .update(readFileSync(join(checkout, path)))
          .digest(),
      );
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Makes the database client from the schema, when that changed. Needs no network: the engine it would fetch is never called for this. */
export async function ensureClient() {
  const schema = join(checkout, 'prisma/schema.prisma');
  if (!existsSync(schema)) return;
  const generated = join(checkout, 'lib/data/generated');
  const stamp = join(checkout, '.data/client.stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(schema))
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');
  const stands = () => existsSync(generated) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (stands()) return;
  mkdirSync(join(checkout, '.data'), { recursive: true });
  await underLock(join(checkout, '.data/client.lock'), async () => {
    if (stands()) return;
    await during('Preparing the database client', async () => {
      const { code, output } = await runNode(['node_modules/prisma/build/index.js', 'generate'], {
        cwd: checkout,
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
          NO_COLOR: '1',
        },
      });
      if (code !== 0)
        throw new Trouble(`The database client could not be made from prisma/schema.prisma:\n\n${lastLines(output)}`);
      writeFileSync(stamp, wanted);
    });
  });
}

const lastLines = (text, count = 40) => text.trimEnd().split('\n').slice(-count).join('\n');

/** Environment of everything of Next: no reports home, no colours in logs that we read. */
export const nextEnvironment = (folder) => ({
  ...process.env,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  AL_BUILD_DIR: relative(checkout, folder),
});

async function build(folder, line) {
  rmSync(folder, { recursive: true, force: true });
  const { DATABASE_URL: _, ...env } = nextEnvironment(folder);
  const { code, output } = await runNode(['node_modules/next/dist/bin/next', 'build'], {
    cwd: checkout,
    env: { ...env, NO_COLOR: '1' },
    onLine: (text) => {
      if (/^(Creating|Compiled|Collecting|Generating|Finalizing|✓|Running)/.test(text))
        line?.note(
          text
            .replace(/^✓ /, '')
            .replace(/ \.\.\.$/, '')
            .slice(0, 50),
        );
    },
  });
  if (code !== 0 || !existsSync(join(folder, 'BUILD_ID')))
    throw new Trouble(`The pages could not be built:\n\n${lastLines(output, 60)}`);
  // Sources that changed while it was made leave it without its mark: it is used now, and made again next time.
  if (folder.endsWith(stateOfSources())) writeFileSync(join(folder, 'complete'), '');
}

const usersOf = (folder) => {
  try {
    return readdirSync(join(folder, 'users')).filter((name) => {
      try {
        return livesOn(readFileSync(join(folder, 'users', name), 'utf8'));
      } catch {
        return false;
      }
    });
  } catch {
    return [];
  }
};

/** Builds of sources that are no more, unless a server stands on them. */
function clearOldBuilds(base, keep) {
  for (const name of readdirSync(base)) {
    const folder = join(base, name);
    if (!/^build-[0-9a-f]{12}$/.test(name) || folder === keep) continue;
    // Without its last mark it is being made by another command just now, or its making was broken off.
    const underway = existsSync(`${folder}.lock`) && livesOn(readFileSync(`${folder}.lock`, 'utf8'));
    if (!underway && usersOf(folder).length === 0) rmSync(folder, { recursive: true, force: true });
  }
}

/** The build of the present sources, made now if need be, and kept from being cleared away until the command ends. */
export async function ensureBuild({ quietly = false } = {}) {
  await ensureClient();
  const base = join(checkout, '.next');
  mkdirSync(base, { recursive: true });
  const folder = join(base, `build-${stateOfSources()}`);
  const mine = join(folder, 'users', String(process.pid));
  await underLock(
    `${folder}.lock`,
    async () => {
      if (!existsSync(join(folder, 'complete'))) {
        if (quietly) await build(folder);
        else await during('Building the pages', (line) => build(folder, line));
      }
      mkdirSync(join(folder, 'users'), { recursive: true });
      writeFileSync(mine, me());
    },
    () => (quietly ? undefined : say('Another command is building the same pages; waiting for it.')),
  );
  atEnd(() => rmSync(mine, { force: true }));
  clearOldBuilds(base, folder);
  return folder;
}
