import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database';
import { run } from '../support/launcher';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** `npm run people -- …`: its exit code and its words. */
async function people(...args: string[]): Promise<{ code: unknown; said: string }> {
  const command = run('people', { args, env: { DATABASE_URL: database.url, PORT: '4321' } });
  const code = await command.ended;
  return { code, said: command.said() };
}

describe('npm run people', () => {
  test('adds, gives roles, makes links and lists, on the database of npm start', async () => {
    expect(await people('list')).toEqual({ code: 0, said: 'Nobody yet.\n' });
    const added = await people(
      'add',
      '--email',
      'Ada@Example.org',
      '--name',
      'Ada Lovelace',
      '--role',
      'administrator',
    );
    expect(added.code).toBe(0);
    expect(added.said).toMatch(/^Ada Lovelace is administrator now\..*\nhttp:\/\/localhost:4321\/reset\/[\w-]{20,}\n$/);
    await people('add', '--email', 'grace@example.org', '--name', 'Grace Hopper', '--role', 'contributor');
    expect((await people('role', 'grace@example.org', 'reviewer')).said).toBe(
      'Grace Hopper is reviewer now, and has to sign in again.\n',
    );
    expect((await people('reset', 'GRACE@example.org')).said).toMatch(/http:\/\/localhost:4321\/reset\/[\w-]{20,}\n$/);
    expect((await people('deactivate', 'grace@example.org')).code).toBe(0);
    expect((await people('list')).said).toMatch(
      /^Ada Lovelace {2}· {2}ada@example\.org {2}· {2}administrator {2}· {2}no second factor {2}· {2}no password yet\nGrace Hopper .*reviewer.*deactivated \d{4}-\d\d-\d\d\n$/,
    );
  });

  test.each([
    [['add', '--email', 'ada', '--name', 'Ada', '--role', 'editor'], '“ada” is not an e-mail address.'],
    [['add', '--email', 'new@example.org', '--role', 'editor'], 'A name is missing'],
    [
      ['add', '--email', 'new@example.org', '--name', 'New', '--role', 'boss'],
      'There is no role “boss”. Roles: contributor,',
    ],
    [['add', '--email', 'ada@example.org', '--name', 'Twin', '--role', 'editor'], 'is a person of this ledger already'],
    [['role', 'nobody@example.org', 'editor'], 'Nobody here has the address nobody@example.org.'],
    [['role', 'ada@example.org', 'editor'], 'This is the last administrator.'],
    [['deactivate', 'ada@example.org'], 'This is the last administrator.'],
    [['reset', 'grace@example.org'], 'Grace Hopper is deactivated.'],
    [['reset'], 'An e-mail address is missing.'],
    [['remove', 'ada@example.org'], '“remove” is not known.'],
    [['list', '--all'], 'npm run people -- list'],
    [[], 'npm run people -- list'],
  ])('%j is refused in words', async (args, words) => {
    const { code, said } = await people(...args);
    expect(code).toBe(1);
    expect(said).toContain(words);
    expect(said).not.toMatch(/\n {4}at /);
  });
});
