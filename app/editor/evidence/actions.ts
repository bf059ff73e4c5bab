'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { askAgain } from '@/lib/data/link-checks';
import { textOf } from '@/lib/form-state';
import { DESK_EVIDENCE } from '@/lib/routes';

/** Has something that was given up tried again (O6). */
export async function retryAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'letter');
  const result = /^\d{1,15}$/.test(id)
    ? await askAgain(person, Number(id))
    : { ok: false as const, message: 'There is no such entry.' };
  if (!result.ok) return { errors: [{ message: result.message }], values: {} };
  redirect(DESK_EVIDENCE);
}
