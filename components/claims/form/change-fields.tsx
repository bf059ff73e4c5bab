import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { capitalise } from '@/lib/formats/text';
import { CHANGE_ACTS, CHANGE_CAUSES, type ChangeAct, codesOf } from '@/lib/ledger/vocabulary';
import { controlOf, type FieldReader } from './field-reader';
import { FormSection } from './form-section';

/** Causes by what is done to the claim, each act a group. */
const causesOf = (acts: readonly ChangeAct[]) =>
  acts.map((act) => ({
    label: capitalise(CHANGE_ACTS[act].label),
    choices: codesOf(CHANGE_CAUSES)
      .filter((cause) => (CHANGE_CAUSES[cause].acts as readonly ChangeAct[]).includes(act))
      .map((cause) => ({ value: cause, label: capitalise(CHANGE_CAUSES[cause].label) })),
  }));

/** What the public log will say about a change of published data (E10, E19). */
export function ChangeFields({ fields, isRevision }: { readonly fields: FieldReader; readonly isRevision: boolean }) {
  const why = (
    <>
      <Select
        {...controlOf('change.cause', fields)}
        help="Stands in the public log of changes, with the class that follows from it."
        choices={causesOf(isRevision ? ['revise', 'withdraw', 'discount'] : ['supersede'])}
        empty="Choose"
      />
      <Textarea
        {...controlOf('change.note', fields)}
        help="One or two sentences for the public log: what was wrong or new, and where that can be seen."
        rows={3}
        maxLength={2000}
      />
    </>
  );
  if (!isRevision)
    return (
      <div data-replacing="">
        <FormSection id="why" title="Why it replaces another claim">
          {why}
        </FormSection>
      </div>
    );
  return (
    <FormSection id="why" title="Why it changes">
      <RadioGroup
        {...controlOf('standing', fields)}
        choices={[
          { value: 'current', label: 'It stands', help: 'Corrected or updated as said above' },
          {
            value: 'withdrawn',
            label: 'It is withdrawn',
            help: 'The source, or this ledger, no longer stands by it. It stays visible.',
          },
          {
            value: 'discounted',
            label: 'It is discounted',
            help: 'Shown to be wrong or misattributed. It stays visible.',
          },
        ]}
        defaultValue={fields.text('standing') || 'current'}
      />
      <div data-gone="">
        <Textarea
          {...controlOf('standingReason', fields)}
          help="Shown on the claim’s page for as long as it is withdrawn or discounted."
          rows={3}
          maxLength={600}
        />
      </div>
      {why}
    </FormSection>
  );
}
