import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrationState, troubleOf, withoutPassword } from './migration-state.mjs';

/** The look that a server takes at its database before it serves. Bundled into the server, so it finds the checkout by where it runs. */

function migrationsOfCode() {
  const base = join(process.cwd(), 'prisma', 'migrations');
  if (!existsSync(base)) return [];
  return readdirSync(base)
    .filter((name) => existsSync(join(base, name, 'migration.sql')))
    .sort()
    .map((name) => ({
      name,
      checksum: createHash('sha256')
        .update(readFileSync(join(base, name, 'migration.sql')))
        .digest('hex'),
    }));
}

async function findTrouble(url) {
  if (!url) return 'DATABASE_URL is not set, so there is nothing to serve.\nnpm start brings a database along.';
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const reason = error.errors?.map((one) => one.message).join('; ') || error.message;
    return `The database at ${withoutPassword(url)} cannot be reached: ${reason}`;
  }
  try {
    return troubleOf(await migrationState(client, migrationsOfCode()));
  } finally {
    await client.end().catch(() => {});
  }
}

/** Ends the process with plain words if the database is missing, unreachable or not at the state of this code. */
export async function refuseToServe() {
  const trouble = await findTrouble(process.env.DATABASE_URL);
  if (!trouble) return;
  process.stderr.write(`\n${trouble}\n`);
  process.exit(1);
}
