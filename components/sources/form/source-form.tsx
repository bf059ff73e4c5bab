'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorSummary } from '@/components/ui/error-summary';
import type { FieldText } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { sourceFieldLabel } from '@/lib/formats/source-changes';
import { capitalise } from '@/lib/formats/text';
import { fieldId } from '@/lib/forms';
import {
  CHANGE_CAUSES,
  type ChangeAct,
  COUNTING_CONVENTIONS,
  codesOf,
  DIFFERENCEABILITIES,
  PARTIES,
  SOURCE_CLASSES,
} from '@/lib/ledger/vocabulary';
import { DefinitionFields } from './definition-fields';
import type { SourceFormState } from './source-form-state';

/** What ties a control to its name, its label and what is wrong with it. */
export type FieldOf = (path: string, label?: string) => Pick<FieldText, 'id' | 'label' | 'error'> & { name: string };

const CAUSES = codesOf(CHANGE_CAUSES)
  .filter((cause) => (CHANGE_CAUSES[cause].acts as readonly ChangeAct[]).includes('revise'))
  .map((value) => ({ value, label: capitalise(CHANGE_CAUSES[value].label) }));

/** A part of the form under its heading. */
function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="grid gap-5 border-line border-t pt-5">
      <h2 id={id} className="text-heading-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

/**
 * A registry entry, every field of it (E15). It posts without script as well: each answer comes back with what was typed, what is wrong
 * stands on top and at its field, and rows of definitions are added and taken away by the server.
 */
export function SourceForm({
  start,
  action,
}: {
  readonly start: SourceFormState;
  readonly action: (state: SourceFormState, form: FormData) => Promise<SourceFormState>;
}) {
  const [state, send] = useActionState(action, start);
  const { draft, slug, problems } = state;
  const fieldOf: FieldOf = (path, label = sourceFieldLabel(path)) => ({
    id: fieldId(path),
    name: path,
    label,
    error: problems.find(({ field }) => field === path)?.message,
  });
  return (
    <form action={send} noValidate className="grid max-w-prose gap-8">
      {/* Enter in a line of text saves the draft: the first button of a form is the one that is meant. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden="true">
        Save draft
      </button>
      <input type="hidden" name="id" value={state.id} />
      <input type="hidden" name="version" value={state.version} />
      <input type="hidden" name="of" value={slug ?? ''} />
      <input type="hidden" name="baseRevision" value={state.baseRevision ?? ''} />
      <input type="hidden" name="round" value={state.round} />
      <ErrorSummary
        title={state.trouble}
        errors={problems.map(({ field, message }) => ({
          field: field === '' ? undefined : fieldId(field),
          message: field === '' ? message : `${sourceFieldLabel(field)} ${message}`,
        }))}
      />
      {state.others.length > 0 && (
        <Notice tone="caution" title="What somebody else wrote meanwhile, and what stands in this form:">
          <ul className="mt-1 list-disc pl-5">
            {state.others.map((other) => (
              <li key={other.field}>
                {other.field}: {other.before ?? 'nothing'} / {other.after ?? 'nothing'}
              </li>
            ))}
          </ul>
          <p className="mt-1">Change the form where theirs is right. Saving it again keeps what stands in it.</p>
        </Notice>
      )}
      <div key={state.round} className="grid gap-8">
        <div className="grid gap-5">
          <TextInput
            {...fieldOf('name')}
            help="As people know it; in English where there is an English name."
            maxLength={160}
            defaultValue={draft.name}
          />
          <TextInput
            {...fieldOf('shortName')}
            help="For labels of lines and heads of columns; at most 40 characters. The name where it is empty."
            isOptional
            width="medium"
            maxLength={40}
            defaultValue={draft.shortName}
          />
          {slug === null ? (
            <TextInput
              {...fieldOf('slug')}
              help="For addresses and files, for ever: lower-case letters, digits and hyphens. Made of the name where it is empty."
              isOptional
              width="medium"
              maxLength={60}
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={draft.slug}
            />
          ) : (
            <input type="hidden" name="slug" value={slug} />
          )}
          <Textarea
            {...fieldOf('aliases')}
            help="Other spellings, abbreviations and names in other languages, one a line. No other source may have them."
            isOptional
            rows={4}
            defaultValue={draft.aliases}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <Select
              {...fieldOf('class')}
              choices={codesOf(SOURCE_CLASSES).map((value) => ({
                value,
                label: capitalise(SOURCE_CLASSES[value].label),
              }))}
              empty="Choose"
              defaultValue={draft.class}
            />
            <Select
              {...fieldOf('party')}
              choices={codesOf(PARTIES).map((value) => ({ value, label: capitalise(PARTIES[value].label) }))}
              empty="Choose"
              defaultValue={draft.party}
            />
          </div>
          <Checkbox
            {...fieldOf('originUnknown')}
            help="For “press article, no source named” and the like. No figure uses its claims."
            value="yes"
            defaultChecked={draft.originUnknown === 'yes'}
          />
          <Textarea {...fieldOf('about')} isOptional rows={3} maxLength={1200} defaultValue={draft.about} />
        </div>

        <Part id="part-publishing" title="How it publishes">
          <TextInput
            {...fieldOf('languages')}
            help="Codes with commas between them, such as uk, ru, en."
            isOptional
            width="medium"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={draft.languages}
          />
          <TextInput
            {...fieldOf('cadence')}
            help="In words, such as “every morning”, or “twice a month”."
            isOptional
            maxLength={200}
            defaultValue={draft.cadence}
          />
          <TextInput
            {...fieldOf('endedOn')}
            help="Day of its last publication, where it has ended, such as 2025-07-19. It is then never called late."
            isOptional
            maxLength={10}
            defaultValue={draft.endedOn}
          />
          <TextInput
            {...fieldOf('homepage')}
            isOptional
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={draft.homepage}
          />
        </Part>

        <Part id="part-counting" title="How it counts">
          <RadioGroup
            {...fieldOf('countingConvention')}
            help="To which boundary one of its totals reaches. A wrong answer moves every monthly figure that is made of totals."
            choices={codesOf(COUNTING_CONVENTIONS).map((value) => ({
              value,
              label: capitalise(COUNTING_CONVENTIONS[value].label),
              help: COUNTING_CONVENTIONS[value].sentence,
            }))}
            defaultValue={draft.countingConvention || 'end_of_day'}
          />
          <TextInput
            {...fieldOf('cutoff')}
            help="Hour and zone up to which a report counts, in words."
            isOptional
            maxLength={200}
            defaultValue={draft.cutoff}
          />
          <RadioGroup
            {...fieldOf('totalsAreDifferenceable')}
            choices={codesOf(DIFFERENCEABILITIES).map((value) => ({
              value,
              label: capitalise(DIFFERENCEABILITIES[value].label),
              help: DIFFERENCEABILITIES[value].sentence,
            }))}
            defaultValue={draft.totalsAreDifferenceable || 'no'}
          />
          <Textarea {...fieldOf('overcounts')} isOptional rows={2} maxLength={800} defaultValue={draft.overcounts} />
          <Textarea {...fieldOf('undercounts')} isOptional rows={2} maxLength={800} defaultValue={draft.undercounts} />
          <Textarea
            {...fieldOf('attribution')}
            help="What its licence asks to be said wherever its data go."
            isOptional
            rows={2}
            maxLength={600}
            defaultValue={draft.attribution}
          />
          <Checkbox
            {...fieldOf('bulkWithheld')}
            help="Files of many claims then leave its claims out and say why. Each claim by itself still shows its value and its link, and figures are made as before."
            value="yes"
            defaultChecked={draft.bulkWithheld === 'yes'}
          />
          <Textarea
            {...fieldOf('bulkWithheldReason')}
            help="For readers: which licence or terms say so. Needed where the box above is ticked."
            isOptional
            rows={2}
            maxLength={400}
            defaultValue={draft.bulkWithheldReason}
          />
        </Part>

        <Part id="definitions" title="What it means by its numbers">
          {draft.definitions.map((definition, place) => (
            <DefinitionFields
              // Rows have no name but their place; each answer draws all of them anew.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              key={place}
              place={place}
              definition={definition}
              fieldOf={fieldOf}
            />
          ))}
          <div>
            <Button type="submit" name="intent" value="add-definition" formNoValidate>
              Add a definition
            </Button>
          </div>
        </Part>

        <Part id="part-why" title={slug === null ? 'For the reviewer' : 'Why it changes'}>
          {slug !== null && (
            <Select
              {...fieldOf('change.cause')}
              help="Stands in the public log of changes, with the class that follows from it."
              choices={CAUSES}
              empty="Choose"
              defaultValue={state.cause}
            />
          )}
          <Textarea
            {...fieldOf('change.note', slug === null ? 'What a reviewer should know' : undefined)}
            help={
              slug === null
                ? 'Where it can be seen what this source is. Stands in the public log of changes.'
                : 'One or two sentences for the public log: what was wrong or new, and where that can be seen.'
            }
            isOptional={slug === null}
            rows={3}
            maxLength={2000}
            defaultValue={state.note}
          />
        </Part>
      </div>
      <FormActions>
        <SubmitButton name="intent" value="send" pendingLabel="Sending …">
          Send to review
        </SubmitButton>
        <SubmitButton name="intent" value="save" look="plain">
          Save draft
        </SubmitButton>
        {state.version > 0 && (
          <SubmitButton name="intent" value="abandon" look="plain">
            Put away
          </SubmitButton>
        )}
      </FormActions>
    </form>
  );
}
