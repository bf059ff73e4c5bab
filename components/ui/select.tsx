import type { ComponentProps } from 'react';
import { CONTROL_LOOK, Field, type FieldText } from './field';

/** One entry of a list to choose from. */
export type Choice = { readonly value: string; readonly label: string };

/** Entries under a heading of their own. */
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] };

function isGroup(entry: Choice | ChoiceGroup): entry is ChoiceGroup {
  return 'choices' in entry;
}

const entryOf = (choice: Choice) => (
  <option key={choice.value} value={choice.value}>
    {choice.label}
  </option>
);

/** A list to choose one entry from, with label, help and error. `empty` is the entry that stands for no choice. */
export function Select({
  id,
  label,
  help,
  error,
  isOptional,
  choices,
  empty,
  className,
  ...rest
}: FieldText &
  Omit<ComponentProps<'select'>, 'id' | 'children'> & {
    readonly choices: readonly (Choice | ChoiceGroup)[];
    readonly empty?: string;
  }) {
  return (
    <Field id={id} label={label} help={help} error={error} {...(isOptional === undefined ? {} : { isOptional })}>
      {(control) => (
        <select className={`${CONTROL_LOOK} max-w-full ${className ?? ''}`} {...rest} {...control}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((entry) =>
            isGroup(entry) ? (
              <optgroup key={entry.label} label={entry.label}>
                {entry.choices.map(entryOf)}
              </optgroup>
            ) : (
              entryOf(entry)
            ),
          )}
        </select>
      )}
    </Field>
  );
}
