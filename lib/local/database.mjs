import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureClient } from './build.mjs';
import { opened, runNode } from './lifetime.mjs';
import { deployMigrations, inspectMigrations } from './migrate.mjs';
import { withoutPassword } from './migration-state.mjs';
import { openPostgres } from './postgres.mjs';
import { during, say, Trouble } from './say.mjs';

/** The database a command works on: that of DATABASE_URL, or the one of this checkout. */

const checkout = resolve(import.meta.dirname, '../..');

/** Opens it and answers its address; whatever has to be closed is closed when the command ends. */
export async function openDatabase() {
  const given = process.env.DATABASE_URL?.trim();
  if (!given) return (await opened(openPostgres())).url;
  let parsed;
  try {
    parsed = new URL(given);
  } catch {
    // Said below.
  }
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new Trouble(
      `DATABASE_URL must look like postgresql://user:password@host:5432/name; it is ${withoutPassword(given)}`,
    );
  }
  await inspectMigrations(given);
  return given;
}

/** Where captured bytes are kept: EVIDENCE_DIR, or a folder beside the database's. */
export const evidenceFolder = () =>
  resolve(process.env.EVIDENCE_DIR?.trim() || join(process.env.AL_DATA?.trim() || join(checkout, '.data'), 'evidence'));

/** Brings the tables up to the code. */
export async function migrate(url) {
  const applied = await during('Applying migrations', () => deployMigrations(url));
  if (applied.length > 0)
    say(`Applied ${applied.length === 1 ? 'the migration' : `${applied.length} migrations:`} ${applied.join(', ')}`);
}

/** Arguments that run one of our TypeScript scripts as if it were part of the server. */
export const script = (path, ...args) => ['--conditions=react-server', '--import', 'tsx', path, ...args];

/** Loads the starter ledger into an empty database. */
export async function seed(url, { quietly = false } = {}) {
  if (!existsSync(join(checkout, 'prisma/seed.ts'))) return;
  await ensureClient();
  const work = async () => {
    const { code, output } = await runNode(script('prisma/seed.ts'), {
      cwd: checkout,
      env: { ...process.env, DATABASE_URL: url },
    });
    if (code !== 0)
      throw new Trouble(
        `The starter ledger could not be loaded:\n\n${output.trim().split('\n').slice(-30).join('\n')}`,
      );
    const words = output.trim();
    if (words && !quietly && !words.endsWith('nothing was loaded.')) say(words);
  };
  if (quietly) await work();
  else await during('Loading the starter ledger', work);
}
