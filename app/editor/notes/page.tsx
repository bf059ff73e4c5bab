import type { Metadata } from 'next';
import { endNoteAction, publishNoteAction } from '@/app/editor/notes/actions';
import { EndNoteForm, NoteForm } from '@/components/notes/note-forms';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { listNotes } from '@/lib/data/events';
import { NOW } from '@/lib/data/ledger';
import { capitalise, formatDay } from '@/lib/formats/text';
import { METRICS, SERIES_EVENT_KINDS, SIDES } from '@/lib/ledger/vocabulary';
import { CHANGES, source as sourceAddress } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Notes on series' };

const DONE = {
  published: 'The note is published: it stands on the charts and in the log of changes.',
  ended: 'The note is ended. The past and the log of changes keep it.',
} as const;

/** Notes pinned to series (A16): a form for a new one, and those that stand, each to be ended with a reason. */
export default async function DeskNotesPage({ searchParams }: PageProps<'/editor/notes'>) {
  await requireMay('note.publish');
  const [{ done }, notes, catalogue] = await Promise.all([searchParams, listNotes(), readCatalogue(NOW)]);
  const about = new Map(
    catalogue.series.map(({ key, sourceName }) => [
      `${key.source}.${key.metric}.${key.side}`,
      `${sourceName}: ${METRICS[key.metric].label}, ${SIDES[key.side].label}`,
    ]),
  );
  const words = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null;
  return (
    <>
      <PageHeader title="Notes on series">
        <p>
          A note stands as a numbered mark on every chart of its series, from its day on. A break cuts the line and
          marks the month as not comparable with the one before. Each note, and its end, stands in{' '}
          <a href={CHANGES}>the log of changes</a>.
        </p>
      </PageHeader>
      {words === null ? null : (
        <div className="mb-8 max-w-prose">
          <Notice>{words}</Notice>
        </div>
      )}
      <section aria-labelledby="new-note" className="max-w-xl">
        <h2 id="new-note" className="mb-4">
          New note
        </h2>
        <NoteForm
          about={[...about].map(([value, label]) => ({ value, label })).sort((a, b) => (a.label < b.label ? -1 : 1))}
          action={publishNoteAction}
        />
      </section>
      <section aria-labelledby="standing" className="mt-12">
        <h2 id="standing">Notes that stand</h2>
        {notes.length === 0 ? (
          <p className="mt-3 text-interface">No series has a note.</p>
        ) : (
          <ul className="mt-4 max-w-prose divide-y divide-line text-interface">
            {notes.map(({ id, note, sourceName }) => (
              <li key={id} className="py-4">
                <p>
                  <strong className="font-medium">{capitalise(SERIES_EVENT_KINDS[note.kind].label)}</strong>,{' '}
                  <time dateTime={note.day}>{formatDay(note.day)}</time>,{' '}
                  <a href={sourceAddress(note.source)}>{sourceName}</a>, {METRICS[note.metric].label},{' '}
                  {SIDES[note.side].label}
                </p>
                <p className="mt-1 [overflow-wrap:anywhere]">
                  {note.sentence}{' '}
                  {note.url === null ? null : (
                    <a href={note.url} rel="noreferrer" aria-label={`Source of the note of ${formatDay(note.day)}`}>
                      Source
                    </a>
                  )}
                </p>
                <div className="mt-2">
                  <EndNoteForm note={id} action={endNoteAction} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
