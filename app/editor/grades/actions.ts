'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { gradeClaim, gradeSource } from '@/lib/data/assessments';
import { textOf } from '@/lib/form-state';
import type { ClaimId } from '@/lib/ledger/claim';
import { isCodeOf, METRICS, SIDES } from '@/lib/ledger/vocabulary';
import { deskClaim, deskSource } from '@/lib/routes';

function answer(form: FormData, message: string, field?: string): ActionAnswer {
  return {
    errors: [field === undefined ? { message } : { field, message }],
    values: { grade: textOf(form, 'grade'), reason: textOf(form, 'reason'), about: textOf(form, 'about') },
  };
}

/** Grades a claim 1–6, with a reason (E18). */
export async function gradeClaimAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'claim');
  const result = await gradeClaim(person, id, textOf(form, 'grade'), textOf(form, 'reason'));
  if (!result.ok) return answer(form, result.message);
  redirect(deskClaim(id as ClaimId));
}

/** Grades a source A–F about one metric of one side, with a reason (E18). */
export async function gradeSourceAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const source = textOf(form, 'source');
  const [metric, side] = textOf(form, 'about').split('.');
  if (!isCodeOf(METRICS, metric) || !isCodeOf(SIDES, side))
    return answer(form, 'is missing. Choose what the grade is about.', 'about');
  const result = await gradeSource(person, { source, metric, side }, textOf(form, 'grade'), textOf(form, 'reason'));
  if (!result.ok) return answer(form, result.message);
  redirect(deskSource(source));
}
