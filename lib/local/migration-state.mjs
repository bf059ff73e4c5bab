/**
 * What the rows of `_prisma_migrations` say about a database, compared with the migrations of the code. No engine needed, so the server
 * asks this, too, before it serves.
 */

/** The address of a database, fit to be shown. */
export function withoutPassword(url) {
  try {
    const shown = new URL(url);
    if (shown.password) shown.password = '…';
    for (const name of [...shown.searchParams.keys()])
      if (/pass|key|secret/i.test(name)) shown.searchParams.set(name, '…');
    return decodeURI(shown.href);
  } catch {
    return 'the given address, which is not a URL';
  }
}

/** `client` is a connected `pg` client; `migrations` are `{ name, checksum }` in their order. */
export async function migrationState(client, migrations) {
  const { rows: found } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  const rows = found[0].present
    ? (
        await client.query(
          'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
        )
      ).rows
    : [];
  const finished = new Map(rows.filter((row) => row.finished).map((row) => [row.name, row.checksum]));
  const names = new Set(migrations.map(({ name }) => name));
  return {
    applied: [...finished.keys()],
    missing: migrations.map(({ name }) => name).filter((name) => !finished.has(name)),
    failed: rows.filter((row) => !row.finished && !finished.has(row.name)).map((row) => row.name),
    edited: migrations
      .filter(({ name, checksum }) => finished.has(name) && finished.get(name) !== checksum)
      .map(({ name }) => name),
    unknown: [...finished.keys()].filter((name) => !names.has(name)),
  };
}

const list = (names) => names.join(', ');

/** Why a ledger in this state must not be served, in words; nothing when it may. */
export function troubleOf({ failed, missing, edited, unknown }) {
  if (failed.length > 0) {
    return `The migration ${list(failed)} has failed in this database, so it is not served.\nMend the migration, then run: npm run db -- resolve ${failed[0]}`;
  }
  if (unknown.length > 0) {
    return `This database has had the migration ${list(unknown)}, which this version does not know: it belongs to a newer one.\nUpdate the code, or use another database.`;
  }
  if (edited.length > 0) {
    return `The migration ${list(edited)} was changed after it had been applied to this database.\nGive the migration its old text back and put the change into a new one.`;
  }
  if (missing.length > 0) {
    return `The migration ${list(missing)} has not been applied to this database, so it is not served.\nRun: npm run db -- deploy`;
  }
  return undefined;
}
