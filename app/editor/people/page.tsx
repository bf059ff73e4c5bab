import type { Metadata } from 'next';
import { InviteForm } from '@/components/people/invite-form';
import { PersonEntry } from '@/components/people/person-entry';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireMay } from '@/lib/auth/guard';
import { listOpenInvitations, listPeople } from '@/lib/data/people';
import { formatDay } from '@/lib/formats/text';
import { parseDay } from '@/lib/ledger/month';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { endInvitationAction, inviteAction, personAction } from './actions';

export const metadata: Metadata = { title: 'People' };
export const instant = false;

function dayOf(instant: string): string {
  const day = parseDay(instant.slice(0, 10));
  return day === null ? instant : formatDay(day);
}

/** Who is at the desk, who is invited, and their roles (E13). */
export default async function PeoplePage() {
  const self = await requireMay('people.manage');
  const [people, invitations] = await Promise.all([listPeople(), listOpenInvitations()]);
  return (
    <>
      <PageHeader title="People">
        <p>Work at the desk carries their names for each other; the public sees roles only.</p>
      </PageHeader>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[1fr_24rem]">
        <section aria-labelledby="everybody">
          <h2 id="everybody" className="mb-3">
            At the desk
          </h2>
          <ul className="border-line border-b">
            {people.map((person) => (
              <PersonEntry
                key={person.id}
                person={{
                  id: person.id,
                  name: person.name,
                  email: person.email,
                  role: person.role,
                  hasSecondFactor: person.hasSecondFactor,
                  hasPassword: person.hasPassword,
                  isActive: person.deactivatedAt === null,
                  isSelf: person.id === self.id,
                  since: `since ${dayOf(person.createdAt)}`,
                }}
                action={personAction}
              />
            ))}
          </ul>
        </section>
        <div className="space-y-12">
          <section aria-labelledby="invite">
            <h2 id="invite" className="mb-3">
              Invite somebody
            </h2>
            <InviteForm action={inviteAction} />
          </section>
          {invitations.length > 0 && (
            <section aria-labelledby="invited">
              <h2 id="invited" className="mb-3">
                Invited
              </h2>
              <ul className="border-line border-b">
                {invitations.map((entry) => (
                  <li key={entry.id} className="border-line border-t py-3 text-interface">
                    <p className="break-words font-medium">{entry.email}</p>
                    <p className="text-muted text-small">
                      {PERSON_ROLES[entry.role].label}, by {entry.invitedBy ?? 'somebody'}; the link is good until{' '}
                      {dayOf(entry.expiresAt)}
                    </p>
                    <form action={endInvitationAction.bind(null, entry.id)} className="mt-1">
                      <SubmitButton look="plain">Take back</SubmitButton>
                    </form>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  );
}
