'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { NewPasswordFields } from './new-password-fields';

/** How somebody becomes a person of the desk: name and password, and an address where the link does not hold one. */
export function JoinForm({
  action,
  token,
  least,
  email,
  button,
}: {
  readonly action: FormAction;
  readonly token: string;
  readonly least: number;
  /** The address that was invited; null asks for one. */
  readonly email: string | null;
  readonly button: string;
}) {
  const [state, submit] = useActionState(action, NEW_FORM);
  return (
    <form action={submit} className="space-y-5">
      <input type="hidden" name="token" value={token} />
      <ErrorSummary title="Nothing was set up" errors={state.errors} />
      <TextInput
        id="name"
        name="name"
        label="Your name"
        help="Seen by the people of the desk, never by the public."
        autoComplete="name"
        required
        maxLength={200}
        defaultValue={state.values.name}
        error={errorOf(state, 'name')}
      />
      {email === null ? (
        <TextInput
          id="email"
          name="email"
          type="email"
          label="E-mail address"
          help="You sign in with it."
          autoComplete="username"
          required
          maxLength={320}
          defaultValue={state.values.email}
          error={errorOf(state, 'email')}
        />
      ) : (
        <>
          <p className="text-interface">
            You sign in with <strong>{email}</strong>.
          </p>
          {/* For password managers, which keep an address with the password. */}
          <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />
        </>
      )}
      <NewPasswordFields state={state} least={least} label="Password" />
      <FormActions>
        <SubmitButton>{button}</SubmitButton>
      </FormActions>
    </form>
  );
}
