import type { ComponentProps } from 'react';
import { controlProps, FieldError, FieldHelp, type FieldText } from './field';

/** One thing that is so or not, its label beside it. */
export function Checkbox({
  id,
  label,
  help,
  error,
  className,
  ...rest
}: Omit<FieldText, 'isOptional'> & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  return (
    <div className={error === undefined ? undefined : 'border-ink border-l-4 pl-3'}>
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
      <div className="flex items-start gap-2">
        <input
          type="checkbox"
          className={`mt-1 size-4 shrink-0 accent-ink ${className ?? ''}`}
          {...rest}
          {...controlProps({ id, help, error })}
        />
        <div>
          <label htmlFor={id} className="inline-block min-h-6 text-interface">
            {label}
          </label>
          {help !== undefined && <FieldHelp id={id}>{help}</FieldHelp>}
        </div>
      </div>
    </div>
  );
}
