'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { FORGOTTEN } from '@/lib/routes';

/** Address and password. `to` is where signing in leads. */
export function SignInForm({ action, to }: { readonly action: FormAction; readonly to: string }) {
  const [state, submit] = useActionState(action, NEW_FORM);
  return (
    <form action={submit} className="space-y-5">
      <ErrorSummary title="You are not signed in" errors={state.errors} />
      <input type="hidden" name="to" value={to} />
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
      <TextInput
        id="password"
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={errorOf(state, 'password')}
      />
      <FormActions>
        <SubmitButton pendingLabel="Signing in …">Sign in</SubmitButton>
        <a href={FORGOTTEN}>Password forgotten</a>
      </FormActions>
    </form>
  );
}
