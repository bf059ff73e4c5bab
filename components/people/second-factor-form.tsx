'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { signIn } from '@/lib/routes';

/** The code of an authenticator app, or a backup code, in the same field. */
export function SecondFactorForm({ action, to }: { readonly action: FormAction; readonly to: string }) {
  const [state, submit] = useActionState(action, NEW_FORM);
  return (
    <form action={submit} className="space-y-5">
      <ErrorSummary title="You are not signed in yet" errors={state.errors} />
      <input type="hidden" name="to" value={to} />
      <TextInput
        id="code"
        name="code"
        label="Code"
        help="Six digits from your authenticator app, or one of your backup codes."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={20}
        width="short"
        error={errorOf(state, 'code')}
      />
      <FormActions>
        <SubmitButton pendingLabel="Signing in …">Sign in</SubmitButton>
        <a href={signIn(to)}>Back</a>
      </FormActions>
    </form>
  );
}
