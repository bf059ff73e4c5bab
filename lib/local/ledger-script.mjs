import { resolve } from 'node:path';
import { ensureClient } from './build.mjs';
import { evidenceFolder, migrate, openDatabase, script } from './database.mjs';
import { live, startOwned } from './lifetime.mjs';

const checkout = resolve(import.meta.dirname, '../..');

/** Makes sure that there is a database with all its tables, then runs a script of prisma/ over it; ends as the script ends. */
export function runOverLedger(path, args) {
  return live(async () => {
    const url = await openDatabase();
    await migrate(url);
    await ensureClient();
    const { exited } = startOwned(process.execPath, script(path, ...args), {
      cwd: checkout,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: url, EVIDENCE_DIR: evidenceFolder() },
    });
    const { code } = await exited;
    return code ?? 130;
  });
}
