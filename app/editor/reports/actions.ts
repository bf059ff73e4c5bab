'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requirePerson } from '@/lib/auth/guard';
import { answerReport, reopenReport } from '@/lib/data/reports';
import { textOf } from '@/lib/form-state';
import { parseLedgerNumber } from '@/lib/ledger/changes';
import { deskReport } from '@/lib/routes';

/** Answers a report for the public to read (R10). */
export async function answerReportAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const [id, outcome, words] = [textOf(form, 'report'), textOf(form, 'outcome'), textOf(form, 'words')];
  const number = textOf(form, 'number').trim();
  const values = { outcome, words, number };
  const ledgerNumber = parseLedgerNumber(number);
  if (number !== '' && ledgerNumber === null)
    return { errors: [{ field: 'number', message: 'is not a number, such as 12.' }], values };
  const result = await answerReport(person, id, { outcome, words, ledgerNumber });
  if (!result.ok) return { errors: [{ message: result.message }], values };
  redirect(deskReport(id));
}

/** Opens a report again. */
export async function reopenReportAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requirePerson();
  const id = textOf(form, 'report');
  const result = await reopenReport(person, id);
  if (!result.ok) return { errors: [{ message: result.message }], values: {} };
  redirect(deskReport(id));
}
