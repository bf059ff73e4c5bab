import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ForgottenForm } from '@/components/people/forgotten-form';
import { PageHeader } from '@/components/ui/page-header';
import { forgottenAction } from './actions';

export const metadata: Metadata = { title: 'Password forgotten', robots: { index: false } };
export const instant = false;

/** The way back in. */
export default async function ForgottenPage() {
  await connection();
  return (
    <>
      <PageHeader title="Password forgotten" />
      <ForgottenForm action={forgottenAction} />
    </>
  );
}
