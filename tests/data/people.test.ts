import { describe, expect, test } from 'vitest';
import { countAttempt, forgetAttempts } from '@/lib/data/attempts';
import { readInstallationSecret } from '@/lib/data/auth-store';
import { inTransaction, rowsOf } from '@/lib/data/db';
import {
  acceptInvitation,
  addPerson,
  changeRole,
  deactivatePerson,
  endInvitation,
  findInvitation,
  findPersonByEmail,
  invitePerson,
  listOpenInvitations,
  listPeople,
  makeSetUpToken,
  reactivatePerson,
  removeSecondFactor,
} from '@/lib/data/people';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { openLedger } from '../support/ledger';
import { aPerson } from '../support/people-data';

// The tests follow each other on one ledger: at first there is nobody.
openLedger();

const NOBODY_YET = { name: 'Ada Lovelace', email: 'Ada@Example.org', passwordHash: 'x' };

async function openSession(personId: string): Promise<void> {
  await rowsOf(
    `INSERT INTO person_session (id, token, user_id, expires_at) VALUES (gen_random_uuid(), gen_random_uuid(), $1, now() + interval '1 day')`,
    [personId],
  );
}

const sessionsOf = async (personId: string) =>
  (await rowsOf('SELECT 1 FROM person_session WHERE user_id = $1', [personId])).length;

describe('the first administrator', () => {
  test('is made by one of the set-up links, once, and then all of them are dead', async () => {
    const first = (await makeSetUpToken()) ?? '';
    const second = (await makeSetUpToken()) ?? '';
    expect(await findInvitation(first, 'set_up')).toEqual({ kind: 'set_up', email: null, role: 'administrator' });
    expect(await findInvitation(first, 'invitation')).toBeNull();
    expect(await findInvitation('guessed', 'set_up')).toBeNull();

    const results = await Promise.all([
      acceptInvitation(first, 'set_up', NOBODY_YET),
      acceptInvitation(second, 'set_up', { ...NOBODY_YET, email: 'eve@example.org' }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const people = await listPeople();
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ role: 'administrator', hasPassword: true, hasSecondFactor: false });
    expect(await findInvitation(second, 'set_up')).toBeNull();
    expect(await makeSetUpToken()).toBeNull();
  });

  test('leaves no token in the database, only its hash', async () => {
    const rows = await rowsOf<{ token_hash: string }>('SELECT token_hash FROM person_invitation');
    for (const { token_hash } of rows) expect(token_hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('invitations', () => {
  test('make the person that they name, with their role, once', async () => {
    const { id } = await aPerson('administrator');
    const invited = await invitePerson({ email: 'Grace@Example.org ', role: 'reviewer' }, id);
    const token = invited.ok ? invited.token : '';
    expect(await listOpenInvitations()).toMatchObject([{ email: 'grace@example.org', role: 'reviewer' }]);
    expect(await findInvitation(token, 'set_up')).toBeNull();
    const person = { name: 'Grace Hopper', email: 'other@example.org', passwordHash: 'x' };
    expect(await acceptInvitation(token, 'invitation', person)).toMatchObject({ ok: true, email: 'grace@example.org' });
    expect(await findPersonByEmail('GRACE@example.org')).toMatchObject({ name: 'Grace Hopper', role: 'reviewer' });
    expect(await acceptInvitation(token, 'invitation', person)).toEqual({
      ok: false,
      message: 'This link has been used or has run out.',
    });
    expect(await listOpenInvitations()).toEqual([]);
  });

  test('of the same address end the earlier one; one that was taken back or has run out is dead', async () => {
    const { id } = await aPerson('administrator');
    const tokens: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const invited = await invitePerson({ email: 'linus@example.org', role: 'editor' }, id);
      tokens.push(invited.ok ? invited.token : '');
    }
    const [first = '', second = ''] = tokens;
    expect(await findInvitation(first, 'invitation')).toBeNull();
    expect(await findInvitation(second, 'invitation')).not.toBeNull();
    await endInvitation((await listOpenInvitations())[0]?.id ?? '');
    expect(await findInvitation(second, 'invitation')).toBeNull();

    const late = await invitePerson({ email: 'late@example.org', role: 'editor' }, id);
    await rowsOf(
      `UPDATE person_invitation SET expires_at = now() - interval '1 second' WHERE email = 'late@example.org'`,
    );
    expect(await findInvitation(late.ok ? late.token : '', 'invitation')).toBeNull();
  });

  test('are refused for somebody who is here', async () => {
    const { id, email } = await aPerson('administrator');
    expect(await invitePerson({ email, role: 'editor' }, id)).toMatchObject({ ok: false, field: 'email' });
    expect(
      await addPerson({ name: 'Twin', email: email.toUpperCase(), role: 'editor', passwordHash: null }),
    ).toMatchObject({
      ok: false,
      field: 'email',
    });
  });
});

describe('a change of somebody', () => {
  test('ends their sessions: role, second factor, deactivation', async () => {
    await aPerson('administrator');
    const { id } = await aPerson('editor');
    for (const change of [() => changeRole(id, 'reviewer'), () => removeSecondFactor(id), () => deactivatePerson(id)]) {
      await openSession(id);
      expect(await change()).toEqual({ ok: true });
      expect(await sessionsOf(id)).toBe(0);
    }
    expect(await reactivatePerson(id)).toEqual({ ok: true });
  });

  test('to the same role ends nothing', async () => {
    const { id } = await aPerson('editor');
    await openSession(id);
    expect(await changeRole(id, 'editor')).toEqual({ ok: true });
    expect(await sessionsOf(id)).toBe(1);
  });

  test('of nobody is refused', async () => {
    for (const change of [changeRole, deactivatePerson, reactivatePerson])
      expect(await change('none', 'editor')).toEqual({ ok: false, message: 'There is no such person.' });
  });
});

describe('the last administrator', () => {
  test('stays one, also when two leave at the same instant', async () => {
    await rowsOf(`UPDATE person SET role = 'editor'`);
    const [first, second] = [await aPerson('administrator'), await aPerson('administrator')];
    const results = await Promise.all([deactivatePerson(first.id), changeRole(second.id, 'editor')]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({
      ok: false,
      message: 'This is the last administrator. Make somebody else one first.',
    });
    const left = await rowsOf(`SELECT 1 FROM person WHERE role = 'administrator' AND deactivated_at IS NULL`);
    expect(left).toHaveLength(1);
  });
});

describe('the database', () => {
  test('refuses to delete people', async () => {
    await aPerson('editor');
    for (const statement of ['DELETE FROM person', 'TRUNCATE person CASCADE'])
      await expect(inTransaction((client) => client.query(statement))).rejects.toThrow('people are deactivated');
  });

  test.each(['person_role_check', 'person_invitation_role_check'])(
    '%s knows the roles of the vocabulary',
    async (name) => {
      const [row] = await rowsOf<{ definition: string }>(
        'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
        [name],
      );
      const codes = [...(row?.definition ?? '').matchAll(/'([a-z_]+)'::text/g)].map(([, code]) => code);
      expect(codes.sort()).toEqual(Object.keys(PERSON_ROLES).sort());
    },
  );

  test('keeps one key for every process that asks', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => readInstallationSecret()));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]?.length).toBeGreaterThanOrEqual(32);
  });
});

describe('attempts', () => {
  const limit = { max: 3, seconds: 60 };
  const noon = Date.UTC(2026, 0, 1, 12);

  test('are counted one by one, however many come at once, and allowed again when their time is over', async () => {
    const waits = await Promise.all(Array.from({ length: 10 }, () => countAttempt('many', limit, noon)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    expect(await countAttempt('many', limit, noon + 20_000)).toBe(40);
    expect(await countAttempt('other', limit, noon)).toBe(0);
    expect(await countAttempt('many', limit, noon + 60_000)).toBe(0);
  });

  test('are forgotten when somebody has signed in', async () => {
    for (let count = 0; count < 4; count += 1) await countAttempt('signed-in', limit, noon);
    await forgetAttempts('signed-in');
    expect(await countAttempt('signed-in', limit, noon)).toBe(0);
  });
});
