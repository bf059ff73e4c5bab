'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormAction, type FormState, NEW_FORM } from '@/lib/form-state';
import type { QrCode } from '@/lib/formats/qr';
import { QrPicture } from './qr-code';

/** The steps to a second factor and back: `offer` is there between the password and the first code. */
export type SecondFactorState = FormState & {
  readonly isOn: boolean;
  readonly offer?: { readonly code: QrCode; readonly secret: string; readonly backupCodes: readonly string[] };
};

/** Takes a second factor into use, or gives it up. Each step is a form of its own that tells the action which by `step`. */
export function SecondFactorSetUp({
  action,
  isOn,
}: {
  readonly action: FormAction<SecondFactorState>;
  readonly isOn: boolean;
}) {
  const [state, submit] = useActionState<SecondFactorState, FormData>(action, { ...NEW_FORM, isOn });
  return (
    <form action={submit} className="space-y-5">
      <ErrorSummary title="The second factor is as it was" errors={state.errors} />
      {state.offer === undefined ? <AskPassword state={state} /> : <Confirm state={state} offer={state.offer} />}
    </form>
  );
}

function AskPassword({ state }: { readonly state: SecondFactorState }) {
  return (
    <>
      <p className="text-interface">
        {state.isOn
          ? 'A code from your authenticator app is asked for each time you sign in.'
          : 'Besides your password, a code from an app on your telephone is asked for each time you sign in.'}
      </p>
      <input type="hidden" name="step" value={state.isOn ? 'end' : 'begin'} />
      <TextInput
        id="factor-password"
        name="password"
        type="password"
        label="Your password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={errorOf(state, 'factor-password')}
      />
      <FormActions>
        <SubmitButton look="plain">{state.isOn ? 'Give it up' : 'Set up a second factor'}</SubmitButton>
      </FormActions>
    </>
  );
}

function Confirm({
  state,
  offer,
}: {
  readonly state: SecondFactorState;
  readonly offer: NonNullable<SecondFactorState['offer']>;
}) {
  return (
    <>
      <input type="hidden" name="step" value="finish" />
      <ol className="list-decimal space-y-4 pl-5 text-interface">
        <li>
          Let your authenticator app read this picture, or enter the key by hand.
          <div className="mt-2">
            <QrPicture code={offer.code} label="QR code for your authenticator app" />
          </div>
          <p className="mt-2">
            Key: <code className="break-all">{offer.secret}</code>
          </p>
        </li>
        <li>
          Write these backup codes down. Each works once, when the telephone is lost; they are not shown again.
          <ul className="mt-2 grid w-fit grid-cols-2 gap-x-6 gap-y-0.5">
            {offer.backupCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </li>
        <li>
          <TextInput
            id="factor-code"
            name="code"
            label="The code that the app shows now"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            maxLength={10}
            width="short"
            error={errorOf(state, 'factor-code')}
          />
        </li>
      </ol>
      <FormActions>
        <SubmitButton>Take it into use</SubmitButton>
      </FormActions>
    </>
  );
}
