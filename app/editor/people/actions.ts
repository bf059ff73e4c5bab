'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { readEmail } from '@/app/(sign-in)/forms';
import type { LinkState } from '@/components/people/link-to-pass-on';
import { type Person, requirePerson } from '@/lib/auth/guard';
import { makePasswordToken } from '@/lib/auth/links';
import { deliverLink, hasMailer } from '@/lib/auth/mailer';
import { askedOrigin } from '@/lib/auth/origin';
import {
  changeRole,
  deactivatePerson,
  endInvitation,
  findPerson,
  invitePerson,
  type PeopleResult,
  reactivatePerson,
  removeSecondFactor,
} from '@/lib/data/people';
import { failed, textOf } from '@/lib/form-state';
import { permit } from '@/lib/ledger/permissions';
import { PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';
import { log } from '@/lib/log';
import { DESK_PEOPLE, invitation, reset } from '@/lib/routes';

const LINK_DAYS = 7;

async function requireManager(): Promise<{ readonly manager: Person } | { readonly refused: LinkState }> {
  const manager = await requirePerson();
  const permission = permit(manager, 'people.manage');
  return permission.ok ? { manager } : { refused: failed([{ message: permission.message }]) };
}

function roleOf(form: FormData): PersonRole | null {
  const given = textOf(form, 'role');
  return Object.hasOwn(PERSON_ROLES, given) ? (given as PersonRole) : null;
}

const done = (words: string, link?: string): LinkState => ({
  errors: [],
  values: {},
  done: words,
  ...(link === undefined ? {} : { link }),
});

/** Invites somebody. The link is shown, and mailed where there is a mail server. */
export async function inviteAction(_: LinkState, form: FormData): Promise<LinkState> {
  const asked = await requireManager();
  if ('refused' in asked) return asked.refused;
  const { email, errors } = readEmail(form);
  const role = roleOf(form);
  const values = { email, ...(role === null ? {} : { role }) };
  if (errors.length > 0)
    return failed([{ ...errors[0], field: 'invite-email', message: errors[0]?.message ?? '' }], values);
  if (role === null) return failed([{ field: 'invite-role', message: 'Choose a role.' }], values);
  const invited = await invitePerson({ email, role }, asked.manager.id);
  if (!invited.ok) return failed([{ field: 'invite-email', message: invited.message }], values);
  const link = `${askedOrigin(await headers())}${invitation(invited.token)}`;
  revalidatePath(DESK_PEOPLE);
  const words = `${email} is invited. The link is good once, for ${LINK_DAYS} days`;
  if (!hasMailer()) return done(`${words}. Pass it on:`, link);
  try {
    await deliverLink({
      to: email,
      subject: 'You are invited to the desk of Attrition Ledger',
      text: `${asked.manager.name} invites you to the desk of Attrition Ledger, as ${PERSON_ROLES[role].label.toLowerCase()}.`,
      link,
      after: `The link is good once, for ${LINK_DAYS} days.`,
    });
    return done(`${words}; it was mailed. You can also pass it on:`, link);
  } catch (error) {
    log.error({ event: 'mail.failed', err: error });
    return done(`${words}. It could not be mailed, so pass it on:`, link);
  }
}

/** Ends an invitation that nobody has used. */
export async function endInvitationAction(id: string): Promise<void> {
  const asked = await requireManager();
  if ('refused' in asked) return;
  await endInvitation(id);
  revalidatePath(DESK_PEOPLE);
}

/** What the buttons of one person do. */
export async function personAction(_: LinkState, form: FormData): Promise<LinkState> {
  const asked = await requireManager();
  if ('refused' in asked) return asked.refused;
  const id = textOf(form, 'person');
  const person = await findPerson(id);
  if (person === null) return failed([{ message: 'There is no such person.' }]);
  const result = async (work: Promise<PeopleResult>, words: string): Promise<LinkState> => {
    const answer = await work;
    revalidatePath(DESK_PEOPLE);
    return answer.ok ? done(words) : failed([{ message: answer.message }]);
  };
  switch (textOf(form, 'act')) {
    case 'role': {
      const role = roleOf(form);
      if (role === null) return failed([{ field: `role-${id}`, message: 'Choose a role.' }]);
      const words = `${person.name} is ${PERSON_ROLES[role].label.toLowerCase()} now, and has to sign in again.`;
      return result(changeRole(id, role), words);
    }
    case 'link': {
      if (person.deactivatedAt !== null) return failed([{ message: `${person.name} is deactivated.` }]);
      const token = await makePasswordToken(id, LINK_DAYS);
      const link = `${askedOrigin(await headers())}${reset(token)}`;
      return done(
        `With this link ${person.name} chooses a new password, once, within ${LINK_DAYS} days. Pass it on:`,
        link,
      );
    }
    case 'second-factor':
      return result(removeSecondFactor(id), `${person.name} has no second factor any more, and has to sign in again.`);
    case 'deactivate':
      return result(deactivatePerson(id), `${person.name} can no longer sign in, and every session has ended.`);
    case 'reactivate':
      return result(reactivatePerson(id), `${person.name} can sign in again.`);
    default:
      return failed([{ message: 'Nothing was asked for.' }]);
  }
}
