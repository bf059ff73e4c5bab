import type { Metadata } from 'next';
import { DeadLink } from '@/app/(sign-in)/dead-link';
import { JoinForm } from '@/components/people/join-form';
import { PageHeader } from '@/components/ui/page-header';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { findInvitation } from '@/lib/data/people';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { acceptInvitationAction } from './actions';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } };
export const instant = false;

/** Where somebody who was invited becomes a person of the desk. Only the form uses the link up. */
export default async function InvitationPage({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params;
  const invitation = await findInvitation(token, 'invitation');
  if (invitation === null) return <DeadLink advice="Ask whoever invited you for another one." />;
  const role = PERSON_ROLES[invitation.role];
  return (
    <>
      <PageHeader title="You are invited to the desk" />
      <p className="mb-6 text-interface text-muted">
        As {role.label.toLowerCase()}. {role.sentence}
      </p>
      <JoinForm
        action={acceptInvitationAction}
        token={token}
        least={PASSWORD_LENGTH.least}
        email={invitation.email}
        button="Join and sign in"
      />
    </>
  );
}
