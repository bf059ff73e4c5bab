'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { type FormAction, NEW_FORM } from '@/lib/form-state';
import { NewPasswordFields } from './new-password-fields';

/** A new password by a link. */
export function ResetForm({
  action,
  token,
  least,
}: {
  readonly action: FormAction;
  readonly token: string;
  readonly least: number;
}) {
  const [state, submit] = useActionState(action, NEW_FORM);
  return (
    <form action={submit} className="space-y-5">
      <input type="hidden" name="token" value={token} />
      <ErrorSummary title="The password was not set" errors={state.errors} />
      <NewPasswordFields state={state} least={least} />
      <FormActions>
        <SubmitButton>Set this password</SubmitButton>
      </FormActions>
    </form>
  );
}
