import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';

type Props = {
  readonly hint: number;
  /** Through which publish the two were compared: what is decided is what was seen. */
  readonly compared: string;
  readonly repeating: string;
  readonly repeated: string;
  /** Claims that confirming would revise. */
  readonly undecided: number;
  readonly action: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
};

/** Whether the one repeats the other, and why. */
export function DecideHintForm({ hint, compared, repeating, repeated, undecided, action }: Props) {
  return (
    <ActionForm
      id="decide"
      action={action}
      hidden={{ hint: String(hint), compared }}
      fields={[
        {
          name: 'decision',
          label: 'What do you decide?',
          type: 'radio',
          choices: [
            {
              value: 'confirmed',
              label: `${repeating} repeats ${repeated}`,
              help:
                undecided === 0
                  ? 'No claim has to change: all that agrees is recorded as one lineage already.'
                  : `${undecided === 1 ? 'One claim is' : `${undecided} claims are`} recorded as repeating ${repeated}, in one publish. The two are one voice from then on, and badges that counted two fall by themselves.`,
            },
            {
              value: 'rejected',
              label: 'They are two voices',
              help: 'Nothing changes. The hint comes back only when many more months agree.',
            },
          ],
        },
        {
          name: 'reason',
          label: 'Why',
          help: 'What in the texts or the numbers decides it. Of what is confirmed, the public reads it with each claim.',
          type: 'lines',
        },
      ]}
      submit="Decide"
      look="strong"
      trouble="It was not decided"
    />
  );
}
