'use server';

import { redirect } from 'next/navigation';
import { showPublished } from '@/app/published';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { decideLineageHint } from '@/lib/data/lineage-hints';
import { textOf } from '@/lib/form-state';
import { deskLineageHint } from '@/lib/routes';

/** Confirms or rejects that one series repeats another (T2). */
export async function decideHintAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const [decision, reason] = [textOf(form, 'decision'), textOf(form, 'reason')];
  const values = { decision, reason };
  if (decision === '') return { errors: [{ field: 'decision', message: 'has no answer yet.' }], values };
  if (reason.trim() === '') return { errors: [{ field: 'reason', message: 'is missing.' }], values };
  const id = Number(textOf(form, 'hint'));
  const result = await decideLineageHint(person, id, { decision, reason, compared: textOf(form, 'compared') });
  if (!result.ok) return { errors: [{ message: result.message }], values };
  if (result.ledgerNumber !== null) showPublished();
  redirect(deskLineageHint(id));
}
