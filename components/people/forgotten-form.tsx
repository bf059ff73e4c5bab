'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { SIGN_IN } from '@/lib/routes';

/** Asks for a link to choose a new password. */
export function ForgottenForm({ action }: { readonly action: FormAction }) {
  const [state, submit] = useActionState(action, NEW_FORM);
  if (state.done !== undefined)
    return (
      <div role="status" className="space-y-4">
        <Notice title="Asked for">
          <p>{state.done}</p>
        </Notice>
        <p className="text-interface">
          <a href={SIGN_IN}>Back to signing in</a>
        </p>
      </div>
    );
  return (
    <form action={submit} className="space-y-5">
      <ErrorSummary title="Nothing was asked for" errors={state.errors} />
      <TextInput
        id="email"
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="username"
        required
        maxLength={320}
        defaultValue={state.values.email}
        error={errorOf(state, 'email')}
      />
      <FormActions>
        <SubmitButton>Ask for a new password</SubmitButton>
        <a href={SIGN_IN}>Back</a>
      </FormActions>
    </form>
  );
}
