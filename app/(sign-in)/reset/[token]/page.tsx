import type { Metadata } from 'next';
import { DeadLink } from '@/app/(sign-in)/dead-link';
import { ResetForm } from '@/components/people/reset-form';
import { PageHeader } from '@/components/ui/page-header';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { isResetToken } from '@/lib/auth/sign-in';
import { resetAction } from './actions';

export const metadata: Metadata = { title: 'A new password', robots: { index: false } };
export const instant = false;

/** A new password by a link. Only the form uses the link up. */
export default async function ResetPage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params;
  if (!(await isResetToken(token))) return <DeadLink advice="Ask for another one under “Password forgotten”." />;
  return (
    <>
      <PageHeader title="A new password" />
      <p className="mb-6 text-interface text-muted">
        Whoever is signed in as you elsewhere will have to sign in again.
      </p>
      <ResetForm action={resetAction} token={token} least={PASSWORD_LENGTH.least} />
    </>
  );
}
