import type { Metadata } from 'next';
import { PasswordForm } from '@/components/people/password-form';
import { SecondFactorSetUp } from '@/components/people/second-factor-set-up';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { requirePerson } from '@/lib/auth/guard';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { findPerson } from '@/lib/data/people';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { changePasswordAction, secondFactorStep, signOutEverywhereAction } from './actions';

export const metadata: Metadata = { title: 'Your account' };
export const instant = false;

/** What was just changed, by the `done` of the address. */
const DONE = {
  password: 'The password is changed. Your other sessions have ended.',
  'second-factor-on': 'The second factor is in use from now on.',
  'second-factor-off': 'There is no second factor any more.',
} as const;

function isDone(value: unknown): value is keyof typeof DONE {
  return typeof value === 'string' && Object.hasOwn(DONE, value);
}

/** Password, second factor and sessions of whoever is signed in. */
export default async function AccountPage({ searchParams }: PageProps<'/editor/account'>) {
  const { id, name, email, role } = await requirePerson();
  const [person, { done }] = await Promise.all([findPerson(id), searchParams]);
  return (
    <>
      <PageHeader title="Your account" />
      {isDone(done) && (
        <div role="status" className="mb-6 max-w-prose">
          <Notice>{DONE[done]}</Notice>
        </div>
      )}
      <Facts
        facts={[
          { term: 'Name', value: name },
          { term: 'E-mail address', value: email },
          { term: 'Role', value: `${PERSON_ROLES[role].label}. ${PERSON_ROLES[role].sentence}` },
        ]}
      />
      <div className="mt-10 grid max-w-4xl gap-x-16 gap-y-12 md:grid-cols-2">
        <section aria-labelledby="second-factor">
          <h2 id="second-factor" className="mb-4">
            Second factor
          </h2>
          <SecondFactorSetUp action={secondFactorStep} isOn={person?.hasSecondFactor ?? false} />
        </section>
        <section aria-labelledby="change-password">
          <h2 id="change-password" className="mb-4">
            Password
          </h2>
          <PasswordForm action={changePasswordAction} least={PASSWORD_LENGTH.least} />
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions" className="mb-4">
            Sessions
          </h2>
          <p className="mb-4 text-interface">
            A session lasts 14 days. If you forgot to sign out somewhere, or lost a computer, end them all.
          </p>
          <form action={signOutEverywhereAction}>
            <SubmitButton look="plain">Sign out everywhere</SubmitButton>
          </form>
        </section>
      </div>
    </>
  );
}
