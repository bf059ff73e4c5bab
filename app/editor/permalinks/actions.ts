'use server';

import { redirect } from 'next/navigation';
import { showNoted } from '@/app/published';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { notePermalink } from '@/lib/data/permalinks';
import { textOf } from '@/lib/form-state';
import { permalink as permalinkAddress } from '@/lib/routes';

/** Gives the page of a frozen comparison a title and a note (D13), and leads to it. */
export async function notePermalinkAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'permalink');
  const words = { title: textOf(form, 'title'), note: textOf(form, 'note').replaceAll('\r\n', '\n') };
  const result = await notePermalink(person, id, words);
  if (!result.ok) return { errors: [{ message: result.message }], values: words };
  showNoted(id);
  redirect(permalinkAddress(id));
}
