/**
 * The people of the desk, for servers without a browser:
 *
 *   npm run people -- list
 *   npm run people -- add --email NAME@EXAMPLE.ORG --name "Full Name" --role ROLE
 *   npm run people -- role ADDRESS ROLE
 *   npm run people -- reset ADDRESS [--second-factor]
 *   npm run people -- deactivate ADDRESS
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { makePasswordLink } from '@/lib/auth/links';
import { closeDatabase } from '@/lib/data/db';
import {
  addPerson,
  changeRole,
  deactivatePerson,
  findPersonByEmail,
  type ListedPerson,
  listPeople,
  type PeopleResult,
  removeSecondFactor,
} from '@/lib/data/people';
import { PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';

/** Refusal of what was written, in words for the person who wrote it. */
class Refused extends Error {}

const USAGE = `Write one of:
  npm run people -- list
  npm run people -- add --email NAME@EXAMPLE.ORG --name "Full Name" --role ROLE
  npm run people -- role ADDRESS ROLE
  npm run people -- reset ADDRESS [--second-factor]
  npm run people -- deactivate ADDRESS
Roles: ${Object.keys(PERSON_ROLES).join(', ')}.`;

/** A link that somebody is given in person or by mail may wait a while. */
const LINK_DAYS = 7;

const say = (line: string) => process.stdout.write(`${line}\n`);

function roleOf(given: string | undefined): PersonRole {
  if (given !== undefined && Object.hasOwn(PERSON_ROLES, given)) return given as PersonRole;
  throw new Refused(
    `${given === undefined ? 'A role is missing' : `There is no role “${given}”`}. Roles: ${Object.keys(PERSON_ROLES).join(', ')}.`,
  );
}

function addressOf(given: string | undefined): string {
  const address = given?.trim().toLowerCase() ?? '';
  if (address === '') throw new Refused(`An e-mail address is missing.\n${USAGE}`);
  if (!z.email().safeParse(address).success || address.length > 320)
    throw new Refused(`“${given}” is not an e-mail address.`);
  return address;
}

async function personOf(given: string | undefined): Promise<ListedPerson> {
  const address = addressOf(given);
  const person = await findPersonByEmail(address);
  if (person === null) throw new Refused(`Nobody here has the address ${address}.`);
  return person;
}

function granted<T>(result: PeopleResult<T>): { readonly ok: true } & T {
  if (!result.ok) throw new Refused(result.message);
  return result;
}

const inWords = ({ name, email, role, hasSecondFactor, hasPassword, deactivatedAt }: ListedPerson) =>
  [
    name,
    email,
    role,
    hasSecondFactor ? 'second factor' : 'no second factor',
    ...(hasPassword ? [] : ['no password yet']),
    ...(deactivatedAt === null ? [] : [`deactivated ${deactivatedAt.slice(0, 10)}`]),
  ].join('  ·  ');

async function list(): Promise<void> {
  const people = await listPeople();
  if (people.length === 0) say('Nobody yet.');
  for (const person of people) say(inWords(person));
}

async function add(given: { email?: string; name?: string; role?: string }): Promise<void> {
  const email = addressOf(given.email);
  const name = given.name?.trim() ?? '';
  if (name === '' || name.length > 200) throw new Refused('A name is missing: --name "Full Name"');
  const role = roleOf(given.role);
  const { id } = granted(await addPerson({ email, name, role, passwordHash: null }));
  say(
    `${name} is ${PERSON_ROLES[role].label.toLowerCase()} now. With this link they choose a password, within ${LINK_DAYS} days:`,
  );
  say(await makePasswordLink(id, LINK_DAYS));
}

async function role(address: string | undefined, given: string | undefined): Promise<void> {
  const person = await personOf(address);
  const wanted = roleOf(given);
  granted(await changeRole(person.id, wanted));
  say(`${person.name} is ${PERSON_ROLES[wanted].label.toLowerCase()} now, and has to sign in again.`);
}

async function reset(address: string | undefined, withSecondFactor: boolean): Promise<void> {
  const person = await personOf(address);
  if (person.deactivatedAt !== null) throw new Refused(`${person.name} is deactivated.`);
  if (withSecondFactor) {
    granted(await removeSecondFactor(person.id));
    say(`${person.name} has no second factor any more.`);
  } else if (person.hasSecondFactor)
    say(`${person.name} has a second factor and keeps it; --second-factor takes it away.`);
  say(`With this link ${person.name} chooses a new password, within ${LINK_DAYS} days:`);
  say(await makePasswordLink(person.id, LINK_DAYS));
}

async function deactivate(address: string | undefined): Promise<void> {
  const person = await personOf(address);
  granted(await deactivatePerson(person.id));
  say(`${person.name} can no longer sign in, and every session has ended.`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        'second-factor': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [command, first, second, ...more] = positionals;
  if (more.length > 0) throw new Refused(`“${more.join(' ')}” is not understood.\n${USAGE}`);
  switch (command) {
    case 'list':
      return list();
    case 'add':
      return add(values);
    case 'role':
      return role(first, second ?? values.role);
    case 'reset':
      return reset(first ?? values.email, values['second-factor'] === true);
    case 'deactivate':
      return deactivate(first ?? values.email);
    default:
      throw new Refused(command === undefined ? USAGE : `“${command}” is not known.\n${USAGE}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
