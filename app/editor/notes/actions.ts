'use server';

import { redirect } from 'next/navigation';
import { showPublished } from '@/app/published';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { endNote, publishNote } from '@/lib/data/events';
import { textOf, trimmedOf } from '@/lib/form-state';
import { deskNotes } from '@/lib/routes';

/** Pins a note to a series (A16). */
export async function publishNoteAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const about = textOf(form, 'about');
  const [source = '', metric = '', side = ''] = about.split('.');
  const typed = {
    day: trimmedOf(form, 'day'),
    kind: textOf(form, 'kind'),
    sentence: trimmedOf(form, 'sentence'),
    url: trimmedOf(form, 'url'),
  };
  const result = await publishNote(person, { source, metric, side, ...typed });
  if (!result.ok) {
    const { field, message } = result;
    const at = field === 'source' || field === 'metric' || field === 'side' ? 'about' : field;
    return { errors: [at === undefined ? { message } : { field: at, message }], values: { about, ...typed } };
  }
  showPublished();
  redirect(deskNotes('published'));
}

/** Ends a note, with the reason (A16). */
export async function endNoteAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const reason = textOf(form, 'reason');
  const result = await endNote(person, Number(textOf(form, 'note')), reason);
  if (!result.ok) {
    const { field, message } = result;
    return { errors: [field === undefined ? { message } : { field, message }], values: { reason } };
  }
  showPublished();
  redirect(deskNotes('ended'));
}
