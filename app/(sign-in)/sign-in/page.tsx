import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/people/sign-in-form';
import { PageHeader } from '@/components/ui/page-header';
import { readPerson } from '@/lib/auth/guard';
import { localPath } from '@/lib/auth/origin';
import { DESK } from '@/lib/routes';
import { signInAction } from './actions';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };
export const instant = false;

/** The way to the desk. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const to = localPath((await searchParams).to, DESK);
  if ((await readPerson()) !== null) redirect(to);
  return (
    <>
      <PageHeader title="Sign in" />
      <p className="mb-6 text-interface text-muted">For the people who keep the ledger. Reading it takes no account.</p>
      <SignInForm action={signInAction} to={to} />
    </>
  );
}
