/**
 * The people of the desk: who they are, their roles, and the links by which they come (E13). People are never deleted, only deactivated;
 * there is always an administrator who is not. Whoever calls has asked the guard first.
 */
import 'server-only';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { PersonRole } from '@/lib/ledger/vocabulary';
import { inTransaction, rowsOf } from './db';

/** Somebody as the list of people shows them. Instants are ISO texts. */
export type ListedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly hasSecondFactor: boolean;
  readonly hasPassword: boolean;
  readonly deactivatedAt: string | null;
  readonly createdAt: string;
};

/** What a link promises: the role, and for whom; a set-up link is for whoever has it. */
export type Invitation = {
  readonly kind: 'set_up' | 'invitation';
  readonly email: string | null;
  readonly role: PersonRole;
};

/** An invitation that nobody has used yet. */
export type OpenInvitation = {
  readonly id: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly invitedBy: string | null;
  readonly expiresAt: string;
};

/** Why something about people was not done, in words for the person who asked. */
export type PeopleRefusal = { readonly ok: false; readonly message: string; readonly field?: 'email' };
export type PeopleResult<T = object> = ({ readonly ok: true } & T) | PeopleRefusal;

const refuse = (message: string, field?: 'email'): PeopleRefusal =>
  field === undefined ? { ok: false, message } : { ok: false, message, field };

/** Only the hash of a link's token is kept, so that a copy of the database opens nothing. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** One change of people at a time: who is the last administrator, or the first, must not change between asking and acting. */
async function inPeopleTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('people'))`);
    return work(client);
  });
}

const PERSON = `
  SELECT p.id, p.name, p.email, p.role, p.two_factor_enabled AS "hasSecondFactor",
         to_char(p.deactivated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "deactivatedAt",
         to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt",
         EXISTS (SELECT 1 FROM person_account a WHERE a.user_id = p.id AND a.password IS NOT NULL) AS "hasPassword"
    FROM person p`;

/** Everybody, the active first, by name. */
export async function listPeople(): Promise<ListedPerson[]> {
  return rowsOf<ListedPerson>(`${PERSON} ORDER BY p.deactivated_at IS NOT NULL, lower(p.name), p.id`);
}

/** One person by address (in any case), or null. */
export async function findPersonByEmail(email: string): Promise<ListedPerson | null> {
  return (await rowsOf<ListedPerson>(`${PERSON} WHERE p.email = $1`, [email.trim().toLowerCase()]))[0] ?? null;
}

/** One person, or null. */
export async function findPerson(id: string): Promise<ListedPerson | null> {
  return (await rowsOf<ListedPerson>(`${PERSON} WHERE p.id = $1`, [id]))[0] ?? null;
}

/** Names of people by id, for lines that say who did what. */
export async function readPersonNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ id: string; name: string }>('SELECT id, name FROM person WHERE id = ANY($1)', [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** True when the ledger has anybody at all. */
export async function hasPeople(): Promise<boolean> {
  return (await rowsOf('SELECT 1 FROM person LIMIT 1')).length > 0;
}

/** A new person; without a password they choose one through a link. */
export type NewPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly passwordHash: string | null;
};

async function insertPerson(client: pg.PoolClient, person: NewPerson): Promise<PeopleResult<{ id: string }>> {
  const id = randomUUID();
  const email = person.email.trim().toLowerCase();
  const { rowCount } = await client.query(
    `INSERT INTO person (id, name, email, role, email_verified) VALUES ($1, $2, $3, $4, true) ON CONFLICT (email) DO NOTHING`,
    [id, person.name.trim(), email, person.role],
  );
  if (rowCount === 0) return refuse(`${email} is a person of this ledger already.`, 'email');
  if (person.passwordHash !== null)
    await client.query(
      `INSERT INTO person_account (id, user_id, provider_id, account_id, password) VALUES ($1, $2, 'credential', $2, $3)`,
      [randomUUID(), id, person.passwordHash],
    );
  return { ok: true, id };
}

/** Adds a person. Refused when the address is taken. */
export async function addPerson(person: NewPerson): Promise<PeopleResult<{ id: string }>> {
  return inPeopleTransaction((client) => insertPerson(client, person));
}

const ADMINISTRATORS_LEFT = `SELECT count(*)::int AS count FROM person WHERE role = 'administrator' AND deactivated_at IS NULL AND id <> $1`;

async function isLastAdministrator(client: pg.PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ role: string; active: boolean }>(
    'SELECT role, deactivated_at IS NULL AS active FROM person WHERE id = $1',
    [id],
  );
  if (rows[0]?.role !== 'administrator' || !rows[0].active) return false;
  const left = await client.query<{ count: number }>(ADMINISTRATORS_LEFT, [id]);
  return left.rows[0]?.count === 0;
}

const NOBODY = refuse('There is no such person.');

/** Gives a person another role and ends their sessions, so that no page lives on with the old one. Never takes the last administrator away. */
export async function changeRole(id: string, role: PersonRole): Promise<PeopleResult> {
  return inPeopleTransaction(async (client) => {
    if (role !== 'administrator' && (await isLastAdministrator(client, id)))
      return refuse('This is the last administrator. Make somebody else one first.');
    const { rowCount } = await client.query(
      'UPDATE person SET role = $2, updated_at = now() WHERE id = $1 AND role <> $2',
      [id, role],
    );
    if (rowCount === 1) await client.query('DELETE FROM person_session WHERE user_id = $1', [id]);
    else if ((await client.query('SELECT 1 FROM person WHERE id = $1', [id])).rowCount === 0) return NOBODY;
    return { ok: true };
  });
}

/** Closes the desk to a person: no sign-in, every session ended, every link of theirs dead. Never the last administrator. */
export async function deactivatePerson(id: string): Promise<PeopleResult> {
  return inPeopleTransaction(async (client) => {
    if (await isLastAdministrator(client, id))
      return refuse('This is the last administrator. Make somebody else one first.');
    const { rowCount } = await client.query(
      'UPDATE person SET deactivated_at = coalesce(deactivated_at, now()), updated_at = now() WHERE id = $1',
      [id],
    );
    if (rowCount === 0) return NOBODY;
    await client.query('DELETE FROM person_session WHERE user_id = $1', [id]);
    await client.query('DELETE FROM person_verification WHERE value = $1', [id]);
    return { ok: true };
  });
}

/** Opens the desk to a deactivated person again, with the password and role that they had. */
export async function reactivatePerson(id: string): Promise<PeopleResult> {
  const rows = await rowsOf('UPDATE person SET deactivated_at = NULL, updated_at = now() WHERE id = $1 RETURNING id', [
    id,
  ]);
  return rows.length === 0 ? NOBODY : { ok: true };
}

/** Takes the second factor of somebody who has lost it, and ends their sessions. */
export async function removeSecondFactor(id: string): Promise<PeopleResult> {
  return inPeopleTransaction(async (client) => {
    const { rowCount } = await client.query(
      'UPDATE person SET two_factor_enabled = false, updated_at = now() WHERE id = $1',
      [id],
    );
    if (rowCount === 0) return NOBODY;
    await client.query('DELETE FROM person_two_factor WHERE user_id = $1', [id]);
    await client.query('DELETE FROM person_session WHERE user_id = $1', [id]);
    return { ok: true };
  });
}

const INVITATION_DAYS = 7;

async function insertInvitation(invitation: Invitation, invitedBy: string | null): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await rowsOf(
    `INSERT INTO person_invitation (token_hash, kind, email, role, invited_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))`,
    [hashOf(token), invitation.kind, invitation.email, invitation.role, invitedBy, INVITATION_DAYS],
  );
  return token;
}

/** The token of a new link that makes the first administrator; null when there is somebody already. */
export async function makeSetUpToken(): Promise<string | null> {
  if (await hasPeople()) return null;
  return insertInvitation({ kind: 'set_up', email: null, role: 'administrator' }, null);
}

/** Invites somebody: answers the token of their link. An earlier invitation of the same address ends. */
export async function invitePerson(
  invited: { readonly email: string; readonly role: PersonRole },
  invitedBy: string,
): Promise<PeopleResult<{ token: string }>> {
  const email = invited.email.trim().toLowerCase();
  if (await findPersonByEmail(email)) return refuse(`${email} is a person of this ledger already.`, 'email');
  await rowsOf('UPDATE person_invitation SET ended_at = now() WHERE email = $1 AND ended_at IS NULL', [email]);
  return { ok: true, token: await insertInvitation({ kind: 'invitation', email, role: invited.role }, invitedBy) };
}

/** Ends an invitation that nobody has used. */
export async function endInvitation(id: string): Promise<void> {
  await rowsOf('UPDATE person_invitation SET ended_at = now() WHERE id = $1 AND ended_at IS NULL', [id]);
}

/** Invitations that can still be used, the newest first. */
export async function listOpenInvitations(): Promise<OpenInvitation[]> {
  return rowsOf<OpenInvitation>(
    `SELECT i.id, i.email, i.role, p.name AS "invitedBy",
            to_char(i.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "expiresAt"
       FROM person_invitation i LEFT JOIN person p ON p.id = i.invited_by
      WHERE i.kind = 'invitation' AND i.ended_at IS NULL AND i.expires_at > now()
      ORDER BY i.created_at DESC`,
  );
}

const OPEN_INVITATION = `
  SELECT kind, email, role FROM person_invitation
   WHERE token_hash = $1 AND kind = $2 AND ended_at IS NULL AND expires_at > now()
     AND (kind = 'invitation' OR NOT EXISTS (SELECT 1 FROM person))`;

/** What a link promises, or null when it is used, ended, run out or none. Changes nothing. */
export async function findInvitation(token: string, kind: Invitation['kind']): Promise<Invitation | null> {
  return (await rowsOf<Invitation>(OPEN_INVITATION, [hashOf(token), kind]))[0] ?? null;
}

/**
 * Uses a link: makes the person that it promises, once, whoever else has it. A set-up link also takes the address; an invitation has its
 * own.
 */
export async function acceptInvitation(
  token: string,
  kind: Invitation['kind'],
  person: { readonly name: string; readonly email: string | null; readonly passwordHash: string },
): Promise<PeopleResult<{ id: string; email: string }>> {
  return inPeopleTransaction(async (client) => {
    const { rows } = await client.query<Invitation>(`${OPEN_INVITATION} FOR UPDATE`, [hashOf(token), kind]);
    const [invitation] = rows;
    if (invitation === undefined) return refuse('This link has been used or has run out.');
    const email = (invitation.email ?? person.email ?? '').trim().toLowerCase();
    const made = await insertPerson(client, { ...person, email, role: invitation.role });
    if (!made.ok) return made;
    await client.query('UPDATE person_invitation SET ended_at = now(), person_id = $2 WHERE token_hash = $1', [
      hashOf(token),
      made.id,
    ]);
    return { ok: true, id: made.id, email };
  });
}
