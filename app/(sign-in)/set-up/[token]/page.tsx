import type { Metadata } from 'next';
import { DeadLink } from '@/app/(sign-in)/dead-link';
import { JoinForm } from '@/components/people/join-form';
import { PageHeader } from '@/components/ui/page-header';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { findInvitation } from '@/lib/data/people';
import { setUpAction } from './actions';

export const metadata: Metadata = { title: 'Set up the desk', robots: { index: false } };
export const instant = false;

/** Where the first administrator of a ledger is made. Only the form uses the link up. */
export default async function SetUpPage({ params }: PageProps<'/set-up/[token]'>) {
  const { token } = await params;
  if ((await findInvitation(token, 'set_up')) === null)
    return (
      <DeadLink advice="While nobody can sign in, each start of the server writes a new one. After that, an administrator invites." />
    );
  return (
    <>
      <PageHeader title="Set up the desk" />
      <p className="mb-6 text-interface text-muted">
        You will be the first administrator: you invite the others and give them their roles.
      </p>
      <JoinForm
        action={setUpAction}
        token={token}
        least={PASSWORD_LENGTH.least}
        email={null}
        button="Set up and sign in"
      />
    </>
  );
}
