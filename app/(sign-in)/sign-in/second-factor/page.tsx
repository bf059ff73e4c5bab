import type { Metadata } from 'next';
import { secondFactorAction } from '@/app/(sign-in)/sign-in/actions';
import { SecondFactorForm } from '@/components/people/second-factor-form';
import { PageHeader } from '@/components/ui/page-header';
import { localPath } from '@/lib/auth/origin';
import { DESK } from '@/lib/routes';

export const metadata: Metadata = { title: 'Second factor', robots: { index: false } };
export const instant = false;

/** What follows a right password for those who have a second factor. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/sign-in/second-factor'>) {
  const to = localPath((await searchParams).to, DESK);
  return (
    <>
      <PageHeader title="Second factor" />
      <SecondFactorForm action={secondFactorAction} to={to} />
    </>
  );
}
