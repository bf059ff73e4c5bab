/**
 * The links by which people come and choose a password.
 */
import 'server-only';
import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { acceptInvitation, addPerson, type Invitation, makeSetUpToken, type PeopleResult } from '@/lib/data/people';
import type { PersonRole } from '@/lib/ledger/vocabulary';
import { log } from '@/lib/log';
import { reset, setUp } from '@/lib/routes';
import { openAuth } from './auth';
import { publicOrigin } from './origin';

const DAY = 24 * 60 * 60 * 1000;

/** Uses a set-up link or an invitation: makes the person, with the password they chose. */
export async function acceptLink(
  token: string,
  kind: Invitation['kind'],
  given: { readonly name: string; readonly email: string | null; readonly password: string },
): Promise<PeopleResult<{ id: string; email: string }>> {
  const passwordHash = await hashPassword(given.password);
  return acceptInvitation(token, kind, { name: given.name, email: given.email, passwordHash });
}

/** Adds somebody who has a password already; for commands and tests. */
export async function addPersonWithPassword(person: {
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly password: string;
}): Promise<PeopleResult<{ id: string }>> {
  return addPerson({ ...person, passwordHash: await hashPassword(person.password) });
}

/** The token of a link by which one person chooses a (new) password, good once and for so many days. */
export async function makePasswordToken(personId: string, days: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const context = await (await openAuth(false)).$context;
  await context.internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: personId,
    expiresAt: new Date(Date.now() + days * DAY),
  });
  return token;
}

/** The same as a whole link, for commands. */
export async function makePasswordLink(personId: string, days: number): Promise<string> {
  return `${publicOrigin()}${reset(await makePasswordToken(personId, days))}`;
}

/** Writes the link that makes the first administrator to the log, at each start while there is nobody. */
export async function announceSetUp(): Promise<void> {
  const token = await makeSetUpToken();
  if (token === null) return;
  const link = `${publicOrigin()}${setUp(token)}`;
  log.info({ event: 'set-up', link }, `Nobody can sign in yet. This link makes the first administrator: ${link}`);
}
