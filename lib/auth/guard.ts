/**
 * Who is asking, and whether they may. Every page, action and query of the desk asks here itself; a layout that has asked protects nothing.
 */
import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { type Action, permit, type Work } from '@/lib/ledger/permissions';
import { PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';
import { DESK, notAllowed, signIn } from '@/lib/routes';
import { openAuth } from './auth';
import { cameOverTls, localPath } from './origin';
import { PATH_HEADER } from './path-header';

/** A person who has signed in. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
};

function isRole(value: unknown): value is PersonRole {
  return typeof value === 'string' && Object.hasOwn(PERSON_ROLES, value);
}

/** Whoever the session of this request belongs to; null when nobody is signed in, or the person is deactivated. Asked once a request. */
export const readPerson: () => Promise<Person | null> = cache(async () => {
  const sent = await headers();
  // Without a cookie there is nobody, and no need to ask the database.
  if (!sent.has('cookie')) return null;
  const auth = await openAuth(cameOverTls(sent));
  const found = await auth.api.getSession({ headers: sent, query: { disableRefresh: true } });
  if (!found || found.user.deactivatedAt || !isRole(found.user.role)) return null;
  const { id, name, email, role } = found.user;
  return { id, name, email, role };
});

/** The person who is signed in; whoever is not is led to sign in and then back here. For pages and actions. */
export async function requirePerson(): Promise<Person> {
  const person = await readPerson();
  if (person !== null) return person;
  const path = (await headers()).get(PATH_HEADER);
  redirect(signIn(path === null ? undefined : localPath(path, DESK)));
}

/**
 * `requirePerson`, and they must be allowed to (E13). Whoever is not is led to the desk's page that says so. For pages and route handlers; an
 * action that answers with values asks `permit` itself.
 */
export async function requireMay(action: Action, work?: Work): Promise<Person> {
  const person = await requirePerson();
  const permission = permit(person, action, work);
  if (permission.ok) return person;
  redirect(notAllowed(action));
}
