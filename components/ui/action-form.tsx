'use client';

import { useActionState } from 'react';
import type { ButtonLook } from './button';
import { ErrorSummary, type SummaryError } from './error-summary';
import { RadioGroup } from './radio-group';
import { type Choice, Select } from './select';
import { SubmitButton } from './submit-button';
import { TextInput } from './text-input';
import { Textarea } from './textarea';

/** What an action answers when it did not lead elsewhere: what is wrong, field by field, and what was typed, so that it stays. */
export type ActionAnswer = {
  readonly errors: readonly { readonly field?: string; readonly message: string }[];
  /** Where the trouble can be looked at. */
  readonly link?: { readonly href: string; readonly label: string };
  readonly values: Readonly<Record<string, string>>;
};

export type ActionField = {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly isOptional?: boolean;
  /** What stands in it at first. */
  readonly value?: string;
} & (
  | { readonly type: 'line' | 'lines' }
  | { readonly type: 'choice'; readonly choices: readonly Choice[]; readonly empty?: string }
  | {
      readonly type: 'radio';
      readonly choices: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
    }
);

function Control({
  id,
  field,
  value,
  error,
}: {
  readonly id: string;
  readonly field: ActionField;
  readonly value: string;
  readonly error: string | undefined;
}) {
  const { name, label, help, isOptional = false } = field;
  const text = { id, name, label, help, isOptional, error, defaultValue: value };
  switch (field.type) {
    case 'line':
      return <TextInput {...text} />;
    case 'lines':
      return <Textarea {...text} rows={3} />;
    case 'choice':
      // React puts a list back to its first state after sending; a new one begins with what was chosen.
      return (
        <Select
          key={value}
          {...text}
          choices={field.choices}
          {...(field.empty === undefined ? {} : { empty: field.empty })}
        />
      );
    case 'radio':
      return <RadioGroup key={value} {...text} choices={field.choices} />;
  }
}

/**
 * A few fields and one button, for one act. It posts without script as well; what is wrong stands on top and at its field, and nothing
 * typed is lost. `id` sets it apart from other forms of the page; `hidden` travels along.
 */
export function ActionForm({
  id,
  action,
  hidden = {},
  fields = [],
  submit,
  pending,
  look = 'plain',
  trouble,
  folded,
}: {
  readonly id: string;
  readonly action: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly fields?: readonly ActionField[];
  readonly submit: string;
  readonly pending?: string;
  readonly look?: ButtonLook;
  /** Title over what is wrong. */
  readonly trouble?: string;
  /** The form stands folded under this title, with words before it; it opens where something is wrong with it. */
  readonly folded?: { readonly title: string; readonly words?: string };
}) {
  const [answer, send] = useActionState(action, null);
  const errorOf = (name: string) => {
    const found = answer?.errors.find(({ field }) => field === name);
    // At its field a message need not name it.
    return found && found.message.charAt(0).toUpperCase() + found.message.slice(1);
  };
  const errors: SummaryError[] = (answer?.errors ?? []).map(({ field, message }) => ({
    message: `${fields.find(({ name }) => name === field)?.label ?? ''} ${message}`.trim(),
    field: fields.some(({ name }) => name === field) ? `${id}-${field}` : undefined,
  }));
  const form = (
    <form action={send} className="grid grid-cols-1 gap-3" noValidate>
      <ErrorSummary errors={errors} {...(trouble === undefined ? {} : { title: trouble })} />
      {answer?.link !== undefined && (
        <p className="text-interface">
          <a href={answer.link.href}>{answer.link.label}</a>
        </p>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Control
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={answer?.values[field.name] ?? field.value ?? ''}
          error={errorOf(field.name)}
        />
      ))}
      <div>
        <SubmitButton look={look} {...(pending === undefined ? {} : { pendingLabel: pending })}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  );
  if (folded === undefined) return form;
  return (
    <details open={errors.length > 0 ? true : undefined} className="text-interface">
      <summary className="min-h-6 text-link">{folded.title}</summary>
      <div className="mt-2 grid grid-cols-1 gap-3">
        {folded.words !== undefined && <p className="text-muted text-small">{folded.words}</p>}
        {form}
      </div>
    </details>
  );
}
