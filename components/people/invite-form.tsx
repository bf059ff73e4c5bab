'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import { type LinkState, LinkToPassOn } from './link-to-pass-on';

/** Invites somebody by address and role; the answer holds the link. */
export function InviteForm({ action }: { readonly action: FormAction<LinkState> }) {
  const [state, submit] = useActionState<LinkState, FormData>(action, NEW_FORM);
  return (
    <form action={submit} className="max-w-xl space-y-5">
      <ErrorSummary title="Nobody was invited" errors={state.errors} />
      <LinkToPassOn state={state} />
      <TextInput
        id="invite-email"
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="off"
        required
        maxLength={320}
        defaultValue={state.values.email}
        error={errorOf(state, 'invite-email')}
      />
      <RadioGroup
        id="invite-role"
        name="role"
        label="Role"
        defaultValue={state.values.role ?? 'contributor'}
        error={errorOf(state, 'invite-role')}
        choices={Object.entries(PERSON_ROLES).map(([value, { label, sentence }]) => ({ value, label, help: sentence }))}
      />
      <FormActions>
        <SubmitButton>Invite</SubmitButton>
      </FormActions>
    </form>
  );
}
