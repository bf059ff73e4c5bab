import type { ReactNode } from 'react';

/** What ties a control to its label, help and error; spread it onto the control. */
export type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};

/** What every field of a form says about itself. */
export type FieldText = {
  readonly id: string;
  readonly label: ReactNode;
  /** How to fill it in; stands under the label. */
  readonly help?: ReactNode;
  /** What is wrong with what was entered. */
  readonly error?: string | undefined;
  /** Says “optional” beside the label: everything else is asked for. */
  readonly isOptional?: boolean;
};

/** How a text control looks; `w-full` unless a narrower width says how much is expected. */
export const CONTROL_LOOK =
  'min-h-9 rounded-control border border-control bg-card px-3 py-1.5 text-ink text-interface aria-invalid:border-2 aria-invalid:border-ink';

/** The ids under which help and error of a field are described. */
export function controlProps({ id, help, error }: Pick<FieldText, 'id' | 'help' | 'error'>): ControlProps {
  const described = [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`].filter(Boolean);
  return {
    id,
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
    ...(error === undefined ? {} : { 'aria-invalid': true }),
  };
}

/** “Optional” beside a label. */
export function OptionalMark() {
  return <span className="font-normal text-muted"> (optional)</span>;
}

/** The line under a label that says how to fill in the control. */
export function FieldHelp({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div id={`${id}-help`} className="mt-0.5 text-muted text-small">
      {children}
    </div>
  );
}

/** What is wrong with what was entered: marked by a word, not by colour. */
export function FieldError({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="mt-1 font-semibold text-small">
      <span className="mr-1.5 rounded-control bg-ink px-1.5 py-0.5 text-paper">Error</span>
      {children}
    </p>
  );
}

/** One control with its visible label, help under the label, and error: `children` gets what ties them together. */
export function Field({
  id,
  label,
  help,
  error,
  isOptional = false,
  children,
}: FieldText & { readonly children: (control: ControlProps) => ReactNode }) {
  return (
    <div className={error === undefined ? undefined : 'border-ink border-l-4 pl-3'}>
      <label htmlFor={id} className="block font-medium text-interface">
        {label}
        {isOptional && <OptionalMark />}
      </label>
      {help !== undefined && <FieldHelp id={id}>{help}</FieldHelp>}
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
      <div className="mt-1.5">{children(controlProps({ id, help, error }))}</div>
    </div>
  );
}
