import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { capitalise } from '@/lib/formats/text';
import { codesOf, SERIES_EVENT_KINDS } from '@/lib/ledger/vocabulary';

type Action = (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;

/** A note for a series: what happened, on which day, in one sentence, and where that can be read (A16). */
export function NoteForm({
  about,
  action,
}: {
  /** Series that the ledger holds, as `source.metric.side`. */
  readonly about: readonly { readonly value: string; readonly label: string }[];
  readonly action: Action;
}) {
  return (
    <ActionForm
      id="note"
      action={action}
      fields={[
        { name: 'about', label: 'About', type: 'choice', empty: 'Choose …', choices: about },
        {
          name: 'kind',
          label: 'What happened',
          type: 'choice',
          empty: 'Choose …',
          choices: codesOf(SERIES_EVENT_KINDS).map((code) => ({
            value: code,
            label: `${capitalise(SERIES_EVENT_KINDS[code].label)}: ${SERIES_EVENT_KINDS[code].sentence}`,
          })),
        },
        {
          name: 'day',
          label: 'Day',
          help: 'As YYYY-MM-DD. A break: the first day that is not comparable.',
          type: 'line',
        },
        { name: 'sentence', label: 'Sentence', help: 'Shown to readers, at most 400 characters.', type: 'lines' },
        { name: 'url', label: 'Link', help: 'Where it can be read.', type: 'line', isOptional: true },
      ]}
      submit="Publish this note"
      look="strong"
      trouble="The note was not published"
    />
  );
}

/** Ends one note, with the reason. */
export function EndNoteForm({ note, action }: { readonly note: number; readonly action: Action }) {
  return (
    <ActionForm
      id={`end-${note}`}
      action={action}
      hidden={{ note: String(note) }}
      fields={[{ name: 'reason', label: 'Reason', help: 'Stands in the log of changes.', type: 'lines' }]}
      submit="End this note"
      trouble="The note was not ended"
      folded={{ title: 'End this note' }}
    />
  );
}
