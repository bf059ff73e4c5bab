import type { ComponentProps } from 'react';
import { CONTROL_LOOK, Field, type FieldText } from './field';

/** Several lines of text with label, help and error. */
export function Textarea({
  id,
  label,
  help,
  error,
  isOptional,
  className,
  rows = 4,
  ...rest
}: FieldText & Omit<ComponentProps<'textarea'>, 'id'>) {
  return (
    <Field id={id} label={label} help={help} error={error} {...(isOptional === undefined ? {} : { isOptional })}>
      {(control) => (
        <textarea rows={rows} className={`${CONTROL_LOOK} w-full ${className ?? ''}`} {...rest} {...control} />
      )}
    </Field>
  );
}
