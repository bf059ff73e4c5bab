'use client';

import { useActionState } from 'react';
import type { ActionAnswer } from '@/components/ui/action-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { CONTROL_LOOK } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import type { Choice, ChoiceGroup } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TableFrame } from '@/components/ui/table';

/** A column of the file, with what stands in its first rows. */
export type FileColumn = { readonly name: string; readonly samples: readonly string[]; readonly field: string };

/** A field that can be said once for all rows. */
export type FixedInput = {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  /** A list to choose from; null for free text. */
  readonly choices: readonly Choice[] | null;
};

function FixedControl({
  input,
  value,
  error,
}: {
  readonly input: FixedInput;
  readonly value: string;
  readonly error: string | undefined;
}) {
  const id = `fixed-${input.name}`;
  const described = [input.help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const control = {
    id,
    name: id,
    defaultValue: value,
    'aria-describedby': described || undefined,
    'aria-invalid': error === undefined ? undefined : (true as const),
  };
  return (
    <div className={error === undefined ? undefined : 'border-ink border-l-4 pl-3'}>
      <label htmlFor={id} className="block font-medium text-interface">
        {input.label}
      </label>
      {input.help !== undefined && (
        <div id={`${id}-help`} className="mt-0.5 text-muted text-small">
          {input.help}
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-1 font-semibold text-small">
          {error}
        </p>
      )}
      {input.choices === null ? (
        <input type="text" className={`${CONTROL_LOOK} mt-1.5 w-full`} {...control} />
      ) : (
        <select key={value} className={`${CONTROL_LOOK} mt-1.5 w-full max-w-full`} {...control}>
          <option value="">Nothing</option>
          {input.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** Says what the columns of a foreign file mean. Asked once for each header. */
export function MappingForm({
  id,
  action,
  columns,
  fields,
  fixed,
  dates,
  decimals,
  dateChoices,
  decimalChoices,
}: {
  readonly id: string;
  readonly action: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
  readonly columns: readonly FileColumn[];
  readonly fields: readonly ChoiceGroup[];
  readonly fixed: readonly FixedInput[];
  readonly dates: string;
  readonly decimals: string;
  readonly dateChoices: readonly Choice[];
  readonly decimalChoices: readonly Choice[];
}) {
  const [answer, send] = useActionState(action, null);
  const typed = (name: string, otherwise: string) => answer?.values[name] ?? otherwise;
  const errorOf = (name: string) => answer?.errors.find(({ field }) => field === name)?.message;
  return (
    <form action={send} className="grid gap-8" noValidate>
      <ErrorSummary title="The file cannot be read like this yet" errors={answer?.errors ?? []} />
      <input type="hidden" name="id" value={id} />
      <TableFrame
        label="Columns of the file"
        caption="What each column of the file is. Leave out what the ledger does not keep."
      >
        <thead>
          <tr className="border-line border-b text-muted text-small">
            <th scope="col" className="py-2 pr-3 text-left font-normal">
              Column
            </th>
            <th scope="col" className="hidden px-2 py-2 text-left font-normal sm:table-cell">
              First rows
            </th>
            <th scope="col" className="py-2 pl-2 text-left font-normal">
              Is
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => {
            const control = `column-${index}`;
            const error = errorOf(control);
            const value = typed(control, column.field);
            return (
              // Columns of a file have no other identity than their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              <tr key={index} className="border-line border-b">
                <th scope="row" className="max-w-32 break-words sm:max-w-48 py-2 pr-3 text-left align-top font-medium">
                  <label htmlFor={control}>{column.name === '' ? `Column ${index + 1}` : column.name}</label>
                  <span className="block truncate font-normal text-muted text-small sm:hidden">
                    {column.samples[0]}
                  </span>
                </th>
                <td className="hidden max-w-72 px-2 sm:table-cell py-2 align-top text-muted text-small">
                  {column.samples.slice(0, 3).map((sample, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the first rows, in their order.
                    <span key={place} className="block truncate">
                      {sample === '' ? '–' : sample}
                    </span>
                  ))}
                </td>
                <td className="py-2 pl-2 align-top">
                  <select
                    key={value}
                    id={control}
                    name={control}
                    defaultValue={value}
                    className={`${CONTROL_LOOK} w-44 max-w-full sm:w-64`}
                    aria-invalid={error === undefined ? undefined : true}
                    aria-describedby={error === undefined ? undefined : `${control}-error`}
                  >
                    <option value="">Left out</option>
                    {fields.map((group) => (
                      <optgroup key={group.label} label={group.label}>
                        {group.choices.map((choice) => (
                          <option key={choice.value} value={choice.value}>
                            {choice.label}
                          </option>
                        ))}
                      </optgroup>
                    ))}
                  </select>
                  {error !== undefined && (
                    <p id={`${control}-error`} className="mt-1 font-semibold text-small">
                      {error}
                    </p>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      <fieldset>
        <legend className="font-semibold text-heading-3">What holds for every row</legend>
        <p className="mt-1 text-muted text-small">Used where the file has no column for it, or an empty cell.</p>
        <div className="mt-4 grid gap-5 sm:grid-cols-2">
          {fixed.map((input) => (
            <FixedControl
              key={input.name}
              input={input}
              value={typed(`fixed-${input.name}`, input.value)}
              error={errorOf(`fixed-${input.name}`)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <RadioGroup
          key={`dates ${typed('dates', dates)}`}
          id="dates"
          name="dates"
          label="How days are written"
          choices={dateChoices}
          defaultValue={typed('dates', dates)}
        />
        <RadioGroup
          key={`decimals ${typed('decimals', decimals)}`}
          id="decimals"
          name="decimals"
          label="How numbers are written"
          choices={decimalChoices}
          defaultValue={typed('decimals', decimals)}
        />
      </div>
      <FormActions>
        <SubmitButton pendingLabel="Saving">Remember this and check the file</SubmitButton>
      </FormActions>
    </form>
  );
}
