/** `npm run ledger -- verify` on a ledger that came back from a dump: the chain holds, and what was tampered with is named (T16). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dumpDatabase, restoreDatabase } from '@/lib/local/db-dump.mjs';
import { freshDatabase, type TestDatabase } from '../support/database';
import { run } from '../support/launcher';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
let restored: TestDatabase;

beforeAll(async () => {
  const full = await freshDatabase({ starter: true });
  restored = await freshDatabase();
  await dumpDatabase(full.url, join(folder, 'ledger.gz'));
  await restoreDatabase(restored.url, join(folder, 'ledger.gz'));
  await full.drop();
});
afterAll(async () => {
  await restored.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** `npm run ledger -- …`: its exit code and its words. */
async function ledger(...args: string[]): Promise<{ code: unknown; said: string }> {
  const command = run('ledger', { args, env: { DATABASE_URL: restored.url } });
  const code = await command.ended;
  return { code, said: command.said() };
}

async function tamper(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: restored.url });
  await client.connect();
  await client.query("SET session_replication_role = 'replica'");
  await client.query(statement);
  await client.end();
}

test('a restored ledger is whole, and a head that was kept is still in it', async () => {
  const { code, said } = await ledger('verify');
  expect(code).toBe(0);
  const [, hash, eventId] =
    /The chain is whole\. Its head is ([0-9a-f]{64}), event (\d+) of publish 1\./.exec(said) ?? [];
  const kept = join(folder, 'heads.json');
  writeFileSync(kept, JSON.stringify({ heads: [{ ledgerNumber: 1, eventId: Number(eventId), hash }] }));
  expect(await ledger('verify', kept)).toMatchObject({ code: 0, said: expect.stringContaining('1 kept head') });
});

test('a changed claim is named, and the command fails', async () => {
  await tamper(`UPDATE claim_revision SET best = best + 1 WHERE claim_id = 5 AND best IS NOT NULL`);
  await tamper(`UPDATE ledger_event SET subject = 'other' WHERE id = 7`);
  const { code, said } = await ledger('verify');
  expect(code).toBe(1);
  expect(said).toContain('Event 7 (source.registered, other) of publish 1 was changed after it was written');
  expect(said).toMatch(
    /Publish 1, table claim_revision or claim, one of the claims from \w{7} to \w{7}, in the order of entry: what is there is not what was sealed\./,
  );
  expect(said).toContain('The ledger is not what it was when it was published');
});

test.each([
  [[], 'npm run ledger -- verify'],
  [['prove'], '“prove” is not known.'],
  [['verify', '/nowhere/heads.json'], 'There is no file /nowhere/heads.json that can be read.'],
])('%j is refused in words', async (args, words) => {
  const { code, said } = await ledger(...args);
  expect(code).toBe(1);
  expect(said).toContain(words);
});
