import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { CREDIBILITIES, codesOf } from '@/lib/ledger/vocabulary';

/** Grades one claim, without looking at its source (domain.md §1.6). */
export function GradeClaimForm({
  claim,
  action,
}: {
  readonly claim: string;
  readonly action: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
}) {
  return (
    <ActionForm
      id="grade"
      action={action}
      hidden={{ claim }}
      fields={[
        {
          name: 'grade',
          label: 'Credibility',
          type: 'choice',
          empty: 'Choose …',
          choices: codesOf(CREDIBILITIES).map((code) => ({
            value: String(code),
            label: `${code} ${CREDIBILITIES[code].label}`,
          })),
        },
        {
          name: 'reason',
          label: 'Reason',
          help: 'Shown to readers. Judge the statement, not who made it.',
          type: 'lines',
        },
      ]}
      submit="Give this grade"
      trouble="The grade was not given"
    />
  );
}
