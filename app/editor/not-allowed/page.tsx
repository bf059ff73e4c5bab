import type { Metadata } from 'next';
import { PageHeader } from '@/components/ui/page-header';
import { requirePerson } from '@/lib/auth/guard';
import { ACTIONS, type Action, isAtLeast } from '@/lib/ledger/permissions';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { DESK } from '@/lib/routes';

export const metadata: Metadata = { title: 'Not allowed' };
export const instant = false;

function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(ACTIONS, value);
}

/** Where the guard leads whoever may not: what it takes, and who can give it. */
export default async function NotAllowedPage({ searchParams }: PageProps<'/editor/not-allowed'>) {
  const person = await requirePerson();
  const { action } = await searchParams;
  const rule = isAction(action) ? ACTIONS[action] : null;
  return (
    <>
      <PageHeader title="You may not do this" />
      <div className="max-w-prose space-y-3">
        {rule === null || isAtLeast(person.role, rule.from) ? (
          <p>This belongs to somebody else, or you had a hand in it yourself and it takes another pair of eyes.</p>
        ) : (
          <p>
            To {rule.words} takes the role {PERSON_ROLES[rule.from].label.toLowerCase()} or above. You are{' '}
            {PERSON_ROLES[person.role].label.toLowerCase()}; an administrator gives roles.
          </p>
        )}
        <p>
          <a href={DESK}>To your desk</a>
        </p>
      </div>
    </>
  );
}
