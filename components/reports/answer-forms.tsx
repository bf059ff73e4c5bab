import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { codesOf, REPORT_OUTCOMES } from '@/lib/ledger/vocabulary';

type Action = (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;

/** What came of a report, in words for the public. */
export function AnswerReportForm({ report, action }: { readonly report: string; readonly action: Action }) {
  return (
    <ActionForm
      id="answer"
      action={action}
      hidden={{ report }}
      fields={[
        {
          name: 'outcome',
          label: 'What came of it',
          type: 'radio',
          choices: codesOf(REPORT_OUTCOMES).map((code) => ({
            value: String(code),
            label: REPORT_OUTCOMES[code].label,
            help: REPORT_OUTCOMES[code].sentence,
          })),
        },
        {
          name: 'words',
          label: 'Why',
          help: 'The public reads it. Name nobody, and do not quote the report.',
          type: 'lines',
        },
        {
          name: 'number',
          label: 'Number of the change',
          help: 'Where it was corrected: the ledger number that put it right, as the log of changes has it.',
          isOptional: true,
          type: 'line',
        },
      ]}
      submit="Publish the answer"
      trouble="It was not answered yet"
    />
  );
}

/** Takes an answer back, so that another can be given. */
export function ReopenReportForm({ report, action }: { readonly report: string; readonly action: Action }) {
  return (
    <ActionForm id="reopen" action={action} hidden={{ report }} submit="Open it again" trouble="It was not opened" />
  );
}
