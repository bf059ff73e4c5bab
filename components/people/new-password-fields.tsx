import { TextInput } from '@/components/ui/text-input';
import { errorOf, type FormState } from '@/lib/form-state';

/** A new password, twice. */
export function NewPasswordFields({
  state,
  least,
  label = 'New password',
}: {
  readonly state: FormState;
  readonly least: number;
  readonly label?: string;
}) {
  return (
    <>
      <TextInput
        id="password"
        name="password"
        type="password"
        label={label}
        help={`${least} signs or more; a few unrelated words are good. Nothing else is asked of it.`}
        autoComplete="new-password"
        required
        maxLength={128}
        error={errorOf(state, 'password')}
      />
      <TextInput
        id="again"
        name="again"
        type="password"
        label="The same again"
        autoComplete="new-password"
        required
        maxLength={128}
        error={errorOf(state, 'again')}
      />
    </>
  );
}
