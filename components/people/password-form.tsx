'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { NewPasswordFields } from './new-password-fields';

/** Changes the password of whoever is signed in. */
export function PasswordForm({ action, least }: { readonly action: FormAction; readonly least: number }) {
  const [state, submit] = useActionState(action, NEW_FORM);
  return (
    <form action={submit} className="space-y-5">
      <ErrorSummary title="The password was not changed" errors={state.errors} />
      <TextInput
        id="current"
        name="current"
        type="password"
        label="Present password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={errorOf(state, 'current')}
      />
      <NewPasswordFields state={state} least={least} />
      <FormActions>
        <SubmitButton look="plain">Change the password</SubmitButton>
      </FormActions>
    </form>
  );
}
