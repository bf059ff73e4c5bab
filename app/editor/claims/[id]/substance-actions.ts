'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { endSubstance, recordSubstance } from '@/lib/data/substance-records';
import { textOf } from '@/lib/form-state';
import type { ClaimId } from '@/lib/ledger/claim';
import { deskClaim } from '@/lib/routes';

function answer(form: FormData, message: string): ActionAnswer {
  return {
    errors: [{ message }],
    values: { basis: textOf(form, 'basis'), url: textOf(form, 'url'), reason: textOf(form, 'reason') },
  };
}

/** Records that a claim rests on records open to inspection, or is an admission of its own side (domain.md §2, s2). */
export async function recordSubstanceAction(
  _before: ActionAnswer | null,
  form: FormData,
): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'claim');
  const result = await recordSubstance(person, id, {
    basis: textOf(form, 'basis'),
    url: textOf(form, 'url'),
    reason: textOf(form, 'reason'),
  });
  if (!result.ok) return answer(form, result.message);
  redirect(deskClaim(id as ClaimId));
}

/** Ends such a record, with a reason. */
export async function endSubstanceAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'claim');
  const result = await endSubstance(person, id, Number(textOf(form, 'record')), textOf(form, 'reason'));
  if (!result.ok) return answer(form, result.message);
  redirect(deskClaim(id as ClaimId));
}
