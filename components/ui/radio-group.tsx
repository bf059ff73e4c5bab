import type { ComponentProps, ReactNode } from 'react';
import { controlProps, FieldError, FieldHelp, type FieldText, OptionalMark } from './field';

/** One way to answer, with a line that explains it. */
export type RadioChoice = { readonly value: string; readonly label: ReactNode; readonly help?: ReactNode };

/**
 * A few answers of which one holds, all in sight. `id` is that of the first answer, so that an error summary leads there; what else
 * is given goes to every input.
 */
export function RadioGroup({
  id,
  label,
  help,
  error,
  isOptional = false,
  name,
  choices,
  isInline = false,
  defaultValue,
  value,
  ...rest
}: FieldText &
  Omit<ComponentProps<'input'>, 'id' | 'type' | 'name' | 'value' | 'defaultValue'> & {
    readonly name: string;
    readonly choices: readonly RadioChoice[];
    readonly isInline?: boolean;
    readonly defaultValue?: string | undefined;
    /** For a controlled group; then `onChange` must be given, too. */
    readonly value?: string | undefined;
  }) {
  const described = controlProps({ id, help, error });
  return (
    <fieldset
      aria-describedby={described['aria-describedby']}
      className={error === undefined ? undefined : 'border-ink border-l-4 pl-3'}
    >
      <legend className="font-medium text-interface">
        {label}
        {isOptional && <OptionalMark />}
      </legend>
      {help !== undefined && <FieldHelp id={id}>{help}</FieldHelp>}
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
      <div className={`mt-1.5 flex gap-x-6 gap-y-1.5 ${isInline ? 'flex-wrap' : 'flex-col'}`}>
        {choices.map((choice, index) => {
          const own = index === 0 ? id : `${id}-${choice.value}`;
          return (
            <div key={choice.value} className="flex items-start gap-2">
              <input
                {...rest}
                type="radio"
                id={own}
                name={name}
                value={choice.value}
                aria-describedby={choice.help === undefined ? undefined : `${own}-choice-help`}
                {...(value === undefined
                  ? { defaultChecked: choice.value === defaultValue }
                  : { checked: choice.value === value })}
                className="mt-1 size-4 shrink-0 accent-ink"
              />
              <label htmlFor={own} className="min-h-6 text-interface">
                {choice.label}
                {choice.help !== undefined && (
                  <span id={`${own}-choice-help`} className="block text-muted text-small">
                    {choice.help}
                  </span>
                )}
              </label>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
