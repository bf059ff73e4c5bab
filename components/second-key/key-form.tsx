'use client';

import { useActionState } from 'react';
import { METRIC_GROUPS, SCOPES } from '@/components/claims/form/definition-fields';
import { KINDS as PERIOD_KIND_CHOICES } from '@/components/claims/form/period-fields';
import { KINDS as VALUE_KIND_CHOICES } from '@/components/claims/form/value-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { fieldLabel } from '@/lib/formats/draft-words';
import { capitalise } from '@/lib/formats/text';
import { fieldId } from '@/lib/forms';
import type { DraftProblem } from '@/lib/ledger/draft';
import { type KeyDraft, keyDateFieldsOf } from '@/lib/ledger/second-key-draft';
import { codesOf, isCodeOf, PERIOD_KINDS, SIDES, VALUE_KINDS } from '@/lib/ledger/vocabulary';
import { DESK_SECOND_KEY } from '@/lib/routes';
import { type KeyOutcome, KeyResult } from './key-result';
import '@/components/claims/form/claim-form.css';

/** What saving a key answers: what is wrong, with all that was typed, or how the two compare. */
export type KeyAnswer =
  | { readonly kind: 'problems'; readonly problems: readonly DraftProblem[]; readonly draft: KeyDraft }
  | { readonly kind: 'saved'; readonly outcome: KeyOutcome };

const LABELS: Readonly<Record<string, string>> = {
  quote: 'Quote',
  place: 'Place in the source',
  lineage: 'Whose number it is',
  repeatsSource: 'Whose it is',
};
const labelOf = (field: string) => LABELS[field] ?? fieldLabel(field);

const kindsWith = (field: 'firstDay' | 'lastDay' | 'asOf') =>
  codesOf(PERIOD_KINDS)
    .filter((kind) => keyDateFieldsOf(kind).includes(field))
    .join(' ');

// No number and no date stands in these words: an example could be what the first key says.
const DIGITS = 'Digits only; spaces between thousands are fine. Write thousands out in full.';
const DAY = 'Year, month, day, with hyphens between.';
/** A choice of the claim’s form with the sentence of the vocabulary, where that says more than the label. */
const plain = (value: string, label: string, sentence: string) =>
  sentence === `${label}.` ? { value, label } : { value, label, help: sentence };
const VALUE_CHOICES = VALUE_KIND_CHOICES.map(({ value, label }) =>
  plain(value, label, isCodeOf(VALUE_KINDS, value) ? VALUE_KINDS[value].sentence : `${label}.`),
);
const PERIOD_CHOICES = PERIOD_KIND_CHOICES.map(({ value, label }) => plain(value, label, PERIOD_KINDS[value].sentence));

/**
 * What the second editor keys (E6), asked in the manner of the claim’s form. It begins empty: nothing in it comes from the first key, not
 * even the order of its lists. Works without script; which fields are asked follows from the kinds by the style sheet alone.
 */
export function KeyForm({
  action,
  subject,
  needs,
  sources,
}: {
  readonly action: (before: KeyAnswer | null, form: FormData) => Promise<KeyAnswer | null>;
  readonly subject: string;
  /** What the claim does not have yet, so that it is asked here. */
  readonly needs: { readonly quote: boolean; readonly place: boolean };
  /** Names of the registered sources, in alphabetical order. */
  readonly sources: readonly string[];
}) {
  const [answer, send] = useActionState(action, null);
  if (answer?.kind === 'saved') return <KeyResult outcome={answer.outcome} />;
  const problems = answer?.problems ?? [];
  const control = (field: keyof KeyDraft) => ({
    id: fieldId(field),
    name: field,
    label: labelOf(field),
    defaultValue: answer?.draft[field] ?? (field === 'scope' ? 'theatre' : ''),
    error: capitalise(problems.find((problem) => problem.field === field)?.message ?? '') || undefined,
  });
  const amount = (field: 'low' | 'best' | 'high') => ({
    ...control(field),
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    width: 'short' as const,
    className: 'tabular-nums',
  });
  const day = (field: 'firstDay' | 'lastDay' | 'asOf') => ({
    ...control(field),
    autoComplete: 'off',
    width: 'short' as const,
    className: 'tabular-nums',
    placeholder: 'YYYY-MM-DD',
  });
  return (
    <form action={send} noValidate className="claim-form grid max-w-prose gap-6">
      <ErrorSummary
        title="The key is not saved yet"
        errors={problems.map(({ field, message }) => ({
          field: field === '' ? undefined : fieldId(field),
          message: field === '' ? message : `${labelOf(field)} ${message}`,
        }))}
      />
      <input type="hidden" name="subject" value={subject} />
      {/* A list or group that React puts back after sending begins anew with what was chosen. */}
      <div key={JSON.stringify(answer)} className="grid gap-6">
        <RadioGroup
          {...control('valueKind')}
          help="As the source says it, not as it may be meant."
          choices={VALUE_CHOICES}
        />
        <div data-value-kinds="at_least range">
          <TextInput {...amount('low')} help={DIGITS} />
        </div>
        <div data-value-kinds="point approx range">
          <TextInput
            {...amount('best')}
            help={`${DIGITS} In a range, only a best value that the source itself states.`}
          />
        </div>
        <div data-value-kinds="at_most range">
          <TextInput {...amount('high')} help={DIGITS} />
        </div>
        <Select
          {...control('metric')}
          help="Coded from the words of the source, never from what others made of them."
          choices={METRIC_GROUPS}
          empty="Choose"
        />
        <RadioGroup
          {...control('side')}
          isInline
          choices={codesOf(SIDES).map((side) => ({ value: side, label: SIDES[side].label }))}
        />
        <TextInput
          {...control('scope')}
          help="“theatre” for the whole war. A sector is written “sector-” and its name, a part of the force “part-” and its name."
          list="scopes"
          width="medium"
          autoComplete="off"
          spellCheck={false}
        />
        <datalist id="scopes">
          {SCOPES.map((scope) => (
            <option key={scope} value={scope} />
          ))}
        </datalist>
        <RadioGroup {...control('periodKind')} choices={PERIOD_CHOICES} />
        <div data-period-kinds={kindsWith('firstDay')}>
          <TextInput {...day('firstDay')} help={DAY} />
        </div>
        <div data-period-kinds={kindsWith('lastDay')}>
          <TextInput {...day('lastDay')} help={`${DAY} The last day that belongs to the period.`} />
        </div>
        <div data-period-kinds={kindsWith('asOf')}>
          <TextInput {...day('asOf')} help={`${DAY} The day to which the number reaches.`} />
        </div>
        <Checkbox
          id={fieldId('undated')}
          name="undated"
          value="yes"
          defaultChecked={answer?.draft.undated === 'yes'}
          label="The publication does not give all of these dates"
        />
        {needs.quote && (
          <Textarea
            {...control('quote')}
            help="The words that say the number, in their own language; at most 25 of them."
            rows={3}
          />
        )}
        {needs.place && (
          <TextInput
            {...control('place')}
            help="Where the words stand: a page, a minute, a paragraph."
            autoComplete="off"
          />
        )}
        <RadioGroup
          {...control('lineage')}
          help="Who counted, not who carried the words."
          choices={[
            { value: 'own', label: 'The source’s own' },
            { value: 'other', label: 'It restates somebody else’s number', help: '“according to the General Staff”' },
          ]}
        />
        <div className="hidden [.claim-form:has([name=lineage][value=other]:checked)_&]:block">
          <TextInput
            {...control('repeatsSource')}
            help="The name of the source that counted; the list knows them all."
            list="sources"
            autoComplete="off"
          />
        </div>
        <datalist id="sources">
          {sources.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <FormActions>
        <SubmitButton pendingLabel="Comparing">Save the key</SubmitButton>
        <a href={DESK_SECOND_KEY}>Back to the list</a>
      </FormActions>
    </form>
  );
}
