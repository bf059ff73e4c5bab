import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { codesOf, METRICS, type Metric, RELIABILITIES, SIDES, type Side } from '@/lib/ledger/vocabulary';

/** Grades a source about one of its metrics and sides, without looking at any one claim (domain.md §1.6). */
export function GradeSourceForm({
  source,
  about,
  action,
}: {
  readonly source: string;
  /** What the source makes claims about. */
  readonly about: readonly { readonly metric: Metric; readonly side: Side }[];
  readonly action: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
}) {
  return (
    <ActionForm
      id="grade"
      action={action}
      hidden={{ source }}
      fields={[
        {
          name: 'about',
          label: 'About',
          type: 'choice',
          empty: 'Choose …',
          choices: about.map(({ metric, side }) => ({
            value: `${metric}.${side}`,
            label: `${METRICS[metric].label}, ${SIDES[side].label}`,
          })),
        },
        {
          name: 'grade',
          label: 'Reliability',
          type: 'choice',
          empty: 'Choose …',
          choices: codesOf(RELIABILITIES).map((code) => ({
            value: code,
            label: `${code} ${RELIABILITIES[code].label}`,
          })),
        },
        {
          name: 'reason',
          label: 'Reason',
          help: 'Shown to readers. Judge the source, not one statement.',
          type: 'lines',
        },
      ]}
      submit="Give this grade"
      trouble="The grade was not given"
    />
  );
}
