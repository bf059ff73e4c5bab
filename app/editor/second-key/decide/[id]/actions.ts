'use server';

import { redirect } from 'next/navigation';
import { showPublished } from '@/app/published';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { type Decision, decideSecondKey } from '@/lib/data/second-keys';
import { trimmedOf } from '@/lib/form-state';
import { DESK_SECOND_KEY, draft } from '@/lib/routes';

const DECISIONS: readonly Decision[] = ['first', 'second', 'neither'];

/** Decides between two keys, with a reason; where the second is right, leads to the draft of the correction. */
export async function decide(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const decision = DECISIONS.find((one) => one === trimmedOf(form, 'decision'));
  const reason = trimmedOf(form, 'reason');
  const errors = [
    ...(decision === undefined ? [{ field: 'decision', message: 'is missing. Choose one of the three.' }] : []),
    ...(reason === ''
      ? [{ field: 'reason', message: 'is missing. Both editors should understand the decision.' }]
      : []),
    ...(reason.length > 2000 ? [{ field: 'reason', message: 'is too long. At most 2 000 characters are kept.' }] : []),
  ];
  const values = { decision: trimmedOf(form, 'decision'), reason };
  if (decision === undefined || errors.length > 0) return { errors, values };
  const result = await decideSecondKey(person, trimmedOf(form, 'id'), decision, reason);
  if (!result.ok) return { errors: [{ message: result.message }], values };
  if (result.checked) showPublished();
  redirect(result.draftId === null ? DESK_SECOND_KEY : draft(result.draftId));
}
