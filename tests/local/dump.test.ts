import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dumpDatabase, restoreDatabase } from '@/lib/local/db-dump.mjs';
import { freshDatabase, type TestDatabase } from '@/tests/support/database';

const folder = mkdtempSync(join(tmpdir(), 'dump-'));
const file = join(folder, 'ledger.gz');
let full: TestDatabase;
let header: Awaited<ReturnType<typeof dumpDatabase>>;

const sql = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const body = (path: string) => {
  const bytes = gunzipSync(readFileSync(path));
  return bytes.subarray(bytes.indexOf(10) + 1);
};

/** Somebody of the desk who is signed in, and a draft of theirs. */
const DESK = `
  INSERT INTO person (id, name, email, role) VALUES ('p1', 'Olena', 'olena@example.org', 'editor');
  INSERT INTO person_account (id, user_id, provider_id, account_id, password) VALUES ('a1', 'p1', 'credential', 'p1', 'a hash');
  INSERT INTO person_session (id, token, user_id, expires_at) VALUES ('s1', 'a session token', 'p1', now() + interval '1 day');
  INSERT INTO proposal (id, kind, title, author_id) VALUES ('0b0f1d5e-0000-4000-8000-000000000001', 'new_claim', 'A draft', 'p1');
  INSERT INTO proposal_version (proposal_id, number, person_id, content)
    VALUES ('0b0f1d5e-0000-4000-8000-000000000001', 1, 'p1', '{"kind": "new_claim"}');`;

beforeAll(async () => {
  full = await freshDatabase({ starter: true });
  await sql(full.url, DESK);
  header = await dumpDatabase(full.url, file);
});

afterAll(async () => {
  await full.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('the file says what it holds, and holds it', () => {
  expect(header).toMatchObject({ format: 'attrition-ledger-dump', version: 1 });
  const first = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8').split('\n', 1)[0] ?? '');
  expect(first).toEqual(header);
  const bytes = body(file);
  let at = 0;
  for (const table of header.tables) {
    const part = bytes.subarray(at, at + table.bytes);
    expect(createHash('sha256').update(part).digest('hex'), table.name).toBe(table.sha256);
    at += table.bytes;
  }
  expect(at).toBe(bytes.length);
  expect(header.tables.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBeGreaterThan(1000);
});

test('there and back again is the same ledger, to the byte', async () => {
  const empty = await freshDatabase();
  await restoreDatabase(empty.url, file);
  const again = join(folder, 'again.gz');
  await dumpDatabase(empty.url, again);
  expect(body(again).equals(body(file))).toBe(true);
  // The guards stand again: nothing can be taken from a restored ledger either.
  const disabled = await sql(empty.url, `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`);
  expect(disabled).toEqual([]);
  await expect(restoreDatabase(empty.url, file)).rejects.toThrow('The database is not empty');
  await empty.drop();
});

test('people and their drafts come along; nobody is signed in afterwards', async () => {
  const empty = await freshDatabase();
  await restoreDatabase(empty.url, file);
  expect(
    await sql(empty.url, 'SELECT email, password FROM person JOIN person_account a ON a.user_id = person.id'),
  ).toEqual([{ email: 'olena@example.org', password: 'a hash' }]);
  expect(await sql(empty.url, 'SELECT title FROM proposal JOIN proposal_version ON proposal_id = proposal.id')).toEqual(
    [{ title: 'A draft' }],
  );
  expect(await sql(empty.url, 'SELECT id FROM person_session')).toEqual([]);
  expect(gunzipSync(readFileSync(file)).includes('a session token')).toBe(false);
  await empty.drop();
});

test('nothing is written over', async () => {
  await expect(dumpDatabase(full.url, file)).rejects.toThrow(`${file} exists already`);
});

const spoilt: [string, (bytes: Buffer) => Buffer, RegExp][] = [
  ['cut short', (bytes) => gzipSync(bytes.subarray(0, bytes.length - 500)), /ends too early/],
  ['cut in its packing', (bytes) => gzipSync(bytes).subarray(0, 20_000), /no gzip file, or it is damaged/],
  [
    'going on after its end',
    (bytes) => gzipSync(Buffer.concat([bytes, Buffer.from('more\n')])),
    /goes on after its last table/,
  ],
  [
    'with one letter changed',
    (bytes) => {
      const copy = Buffer.from(bytes);
      const at = copy.lastIndexOf('e');
      copy[at] = 'f'.charCodeAt(0);
      return gzipSync(copy);
    },
    /damaged: table|does not fit into this database/,
  ],
  ['something else', () => gzipSync('hello\n'), /is not a dump of a ledger/],
  ['not packed', (bytes) => bytes, /is not a dump of a ledger/],
];

test.each(spoilt)('a file %s is refused and leaves the database empty', async (kind, spoil, words) => {
  const empty = await freshDatabase();
  const bad = join(folder, `${kind}.gz`);
  writeFileSync(bad, spoil(gunzipSync(readFileSync(file))));
  await expect(restoreDatabase(empty.url, bad)).rejects.toThrow(words);
  const again = join(folder, `${kind}-after.gz`);
  expect((await dumpDatabase(empty.url, again)).tables.every(({ rows }: { rows: number }) => rows === 0)).toBe(true);
  await empty.drop();
});

test('a file of other migrations names both sides', async () => {
  const empty = await freshDatabase();
  const bytes = gunzipSync(readFileSync(file));
  const end = bytes.indexOf(10);
  const changed = { ...header, migrations: [{ name: '0000_another', checksum: 'x' }] };
  const other = join(folder, 'other.gz');
  writeFileSync(other, gzipSync(Buffer.concat([Buffer.from(JSON.stringify(changed)), bytes.subarray(end)])));
  await expect(restoreDatabase(empty.url, other)).rejects.toThrow(
    /made by a version with other migrations[\s\S]*0000_another/,
  );
  await empty.drop();
});

test('a dump that cannot be finished leaves no file under its name', async () => {
  const path = join(folder, 'no-such-folder', 'ledger.gz');
  await expect(dumpDatabase(full.url, path)).rejects.toThrow();
  expect(existsSync(path)).toBe(false);
});
