import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { capitalise } from '@/lib/formats/text';
import { codesOf, SUBSTANCE_BASES } from '@/lib/ledger/vocabulary';

type Act = (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;

/** Records what a claim rests on beside what was said (s2); where something is recorded already, ends it instead. */
export function SubstanceForm({
  claim,
  record,
  onRecord,
  onEnd,
}: {
  readonly claim: string;
  /** The record that holds now, or null. */
  readonly record: number | null;
  readonly onRecord: Act;
  readonly onEnd: Act;
}) {
  if (record !== null)
    return (
      <ActionForm
        id="end-substance"
        folded={{
          title: 'End this record',
          words: 'It was wrong, or cannot be inspected any more. It stays readable.',
        }}
        action={onEnd}
        hidden={{ claim, record: String(record) }}
        fields={[{ name: 'reason', label: 'Reason', help: 'Shown to readers.', type: 'lines' }]}
        submit="End it"
        trouble="The record was not ended"
      />
    );
  return (
    <ActionForm
      id="substance"
      folded={{
        title: 'Record what it rests on',
        words: 'Public at once, with the reason. A Checked claim becomes Documented by it.',
      }}
      action={onRecord}
      hidden={{ claim }}
      fields={[
        {
          name: 'basis',
          label: 'It rests on',
          type: 'radio',
          choices: codesOf(SUBSTANCE_BASES).map((code) => ({
            value: code,
            label: capitalise(SUBSTANCE_BASES[code].label),
            help: SUBSTANCE_BASES[code].sentence,
          })),
        },
        {
          name: 'url',
          label: 'Where it can be looked at',
          help: 'An address. Needed for records.',
          type: 'line',
          isOptional: true,
        },
        {
          name: 'reason',
          label: 'Reason',
          help: 'Shown to readers: what the records are, and how to inspect them.',
          type: 'lines',
        },
      ]}
      submit="Record it"
      trouble="Nothing was recorded"
    />
  );
}
