'use server';

import { redirect } from 'next/navigation';
import { showPublished } from '@/app/published';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { commentOnProposal, moveProposal } from '@/lib/data/proposals';
import { trimmedOf } from '@/lib/form-state';
import { DESK, draft, draftComparison, review } from '@/lib/routes';

/** Which proposal, and the version that was looked at: nothing else is ever decided on. */
function aboutOf(form: FormData): { id: string; version: number } {
  return { id: trimmedOf(form, 'id'), version: Number(trimmedOf(form, 'version')) };
}

function refusal(form: FormData, message: string, field?: string): ActionAnswer {
  return {
    errors: [field === undefined ? { message } : { field, message }],
    values: { note: trimmedOf(form, 'note'), body: trimmedOf(form, 'body') },
  };
}

/** Publishes the version that was looked at; the data layer asks whether this person may, and whether it still stands as it was read. */
export async function publish(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const { id, version } = aboutOf(form);
  const result = await publishProposal(person, id, version);
  if (result.ok) {
    showPublished();
    redirect(review(id));
  }
  if (result.reason === 'conflict')
    return { ...refusal(form, result.message), link: { href: draftComparison(id), label: 'Compare the two' } };
  const problems = 'problems' in result ? (result.problems ?? []) : [];
  return {
    errors: [
      { message: result.message },
      ...problems.map(({ field, message }) => ({ message: `${field} ${message}` })),
    ],
    values: {},
  };
}

async function move(
  form: FormData,
  transition: 'ask_changes' | 'reject' | 'take_back',
  then: (id: string) => string,
): Promise<ActionAnswer> {
  const person = await requirePerson();
  const { id, version } = aboutOf(form);
  const note = trimmedOf(form, 'note');
  if (transition !== 'take_back' && note === '')
    return refusal(form, 'is missing. Write what its author should know.', 'note');
  const result = await moveProposal(person, id, transition, {
    note: note === '' ? null : note.slice(0, 4000),
    version,
  });
  if (result.ok) redirect(then(id));
  return refusal(form, result.message);
}

/** Sends it back to its author with a note on what to change. */
export async function askForChanges(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  return move(form, 'ask_changes', review);
}

/** Ends it without publishing, with the reason. */
export async function reject(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  return move(form, 'reject', review);
}

/** Makes it a draft again, and leads to its form. */
export async function takeBack(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  return move(form, 'take_back', (id) => (trimmedOf(form, 'isClaim') === 'yes' ? draft(id) : DESK));
}

/** Adds a comment. */
export async function comment(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const { id } = aboutOf(form);
  const body = trimmedOf(form, 'body');
  if (body === '') return refusal(form, 'is empty. Write something.', 'body');
  const result = await commentOnProposal(person, id, body);
  if (result.ok) redirect(`${review(id)}#review-log`);
  return refusal(form, result.message);
}
