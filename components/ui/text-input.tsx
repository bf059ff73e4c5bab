import type { ComponentProps } from 'react';
import { CONTROL_LOOK, Field, type FieldText } from './field';

const WIDTHS = { full: 'w-full', medium: 'w-full max-w-xs', short: 'w-full max-w-40' } as const;

/** One line of text with its label, help and error. Everything an `input` takes can be said, too. */
export function TextInput({
  id,
  label,
  help,
  error,
  isOptional,
  width = 'full',
  className,
  type = 'text',
  ...rest
}: FieldText & Omit<ComponentProps<'input'>, 'id' | 'width'> & { readonly width?: keyof typeof WIDTHS }) {
  return (
    <Field id={id} label={label} help={help} error={error} {...(isOptional === undefined ? {} : { isOptional })}>
      {(control) => (
        <input type={type} className={`${CONTROL_LOOK} ${WIDTHS[width]} ${className ?? ''}`} {...rest} {...control} />
      )}
    </Field>
  );
}
