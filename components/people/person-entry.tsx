'use client';

import { useActionState } from 'react';
import { Tag } from '@/components/ui/badge';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { type FormAction, NEW_FORM } from '@/lib/form-state';
import { PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';
import { type LinkState, LinkToPassOn } from './link-to-pass-on';

/** A person as the list shows them. */
export type EntryOfPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly hasSecondFactor: boolean;
  readonly hasPassword: boolean;
  readonly isActive: boolean;
  readonly isSelf: boolean;
  /** “since 3 May 2026”. */
  readonly since: string;
};

/** One person: who they are, and what an administrator can do about them. `act` tells the action which button was pressed. */
export function PersonEntry({
  person,
  action,
}: {
  readonly person: EntryOfPerson;
  readonly action: FormAction<LinkState>;
}) {
  const [state, submit] = useActionState<LinkState, FormData>(action, NEW_FORM);
  return (
    <li className="border-line border-t py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3>{person.name}</h3>
        <span className="text-interface text-muted">{person.email}</span>
      </div>
      <p className="mt-1 flex flex-wrap gap-x-2 gap-y-1 text-small">
        <Tag>{PERSON_ROLES[person.role].label}</Tag>
        <Tag>{person.hasSecondFactor ? 'Second factor' : 'No second factor'}</Tag>
        {!person.hasPassword && <Tag>No password yet</Tag>}
        {!person.isActive && <Tag>Deactivated</Tag>}
        {person.isSelf && <Tag>You</Tag>}
        <span className="text-muted">{person.since}</span>
      </p>
      <form action={submit} className="mt-2 space-y-3">
        <input type="hidden" name="person" value={person.id} />
        <ErrorSummary title="Nothing was changed" errors={state.errors} />
        <LinkToPassOn state={state} />
        <details>
          <summary className="w-fit text-interface text-link">Change {person.name}</summary>
          <div className="mt-3 space-y-4 border-line border-l-2 pl-4">
            {person.isActive && (
              <div className="flex flex-wrap items-end gap-3">
                <Select
                  id={`role-${person.id}`}
                  name="role"
                  label="Role"
                  defaultValue={person.role}
                  choices={Object.entries(PERSON_ROLES).map(([value, { label }]) => ({ value, label }))}
                />
                <SubmitButton look="plain" name="act" value="role">
                  Give this role
                </SubmitButton>
              </div>
            )}
            <FormActions>
              {person.isActive && (
                <SubmitButton look="plain" name="act" value="link">
                  Link for a new password
                </SubmitButton>
              )}
              {person.hasSecondFactor && (
                <SubmitButton look="plain" name="act" value="second-factor">
                  Take the second factor away
                </SubmitButton>
              )}
              <SubmitButton look="plain" name="act" value={person.isActive ? 'deactivate' : 'reactivate'}>
                {person.isActive ? 'Deactivate' : 'Let in again'}
              </SubmitButton>
            </FormActions>
          </div>
        </details>
      </form>
    </li>
  );
}
