'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { requireMay } from '@/lib/auth/guard';
import {
  checkImportAgain,
  type ImportResult,
  mapImport,
  putImportAway,
  readImport,
  stageImport,
} from '@/lib/data/import-batches';
import { moveProposal } from '@/lib/data/proposals';
import { trimmedOf } from '@/lib/form-state';
import {
  FIXED_FIELDS,
  IMPORT_FIELDS,
  type ImportField,
  importMappingSchema,
  mappingProblems,
} from '@/lib/formats/import-mapping';
import { wakeWorker } from '@/lib/jobs/worker';
import { DESK_IMPORT, deskImport } from '@/lib/routes';

const refusal = (message: string): ActionAnswer => ({ errors: [{ message }], values: {} });

function leadOn(result: ImportResult, path: string): ActionAnswer {
  if (!result.ok) return refusal(result.message);
  redirect(path);
}

const FIELDS = new Set<string>(IMPORT_FIELDS.flatMap(({ fields }) => fields));

/** Says what the columns of a file mean, and has it checked. */
export async function mapColumns(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('import.stage');
  const id = trimmedOf(form, 'id');
  const batch = await readImport(id);
  if (batch === null) return refusal('There is no such import.');
  const typed = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, trimmedOf(form, name)]));
  const values = typed([
    ...batch.header.map((_, index) => `column-${index}`),
    ...FIXED_FIELDS.map((field) => `fixed-${field}`),
    'dates',
    'decimals',
  ]);
  const fixed = FIXED_FIELDS.map((field) => [field, trimmedOf(form, `fixed-${field}`)] as const);
  const parsed = importMappingSchema.safeParse({
    fields: batch.header.map((_, index) => {
      const field = trimmedOf(form, `column-${index}`);
      return FIELDS.has(field) ? (field as ImportField) : null;
    }),
    fixed: Object.fromEntries(fixed.filter(([, value]) => value !== '')),
    dates: trimmedOf(form, 'dates') || undefined,
    decimals: trimmedOf(form, 'decimals') || undefined,
  });
  if (!parsed.success) return { errors: [{ message: 'The form did not arrive whole. Send it again.' }], values };
  const problems = mappingProblems(parsed.data, batch.header);
  if (problems.length > 0) return { errors: problems.map(({ at, message }) => ({ field: at, message })), values };
  const result = await mapImport(person, id, parsed.data);
  if (!result.ok) return { errors: [{ message: result.message }], values };
  wakeWorker();
  redirect(deskImport(id));
}

/** Has the file checked again. */
export async function checkAgain(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('import.stage');
  const id = trimmedOf(form, 'id');
  const result = await checkImportAgain(person, id);
  if (result.ok) wakeWorker();
  return leadOn(result, deskImport(id));
}

/** Makes drafts of everything that the check would bring in. */
export async function makeDrafts(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('import.stage');
  const id = trimmedOf(form, 'id');
  return leadOn(await stageImport(person, id), deskImport(id));
}

/** Puts a file away that is not staged. */
export async function putAway(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('import.stage');
  return leadOn(await putImportAway(person, trimmedOf(form, 'id')), DESK_IMPORT);
}

/** Sends the batch to review, takes it back, or puts it away; what it would move goes with it, for the order of the queue. */
export async function moveBatch(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('import.stage');
  const id = trimmedOf(form, 'id');
  const batch = await readImport(id);
  const transition = trimmedOf(form, 'transition');
  if (batch === null || batch.proposal === null) return refusal('There is no such batch.');
  if (transition !== 'send' && transition !== 'take_back' && transition !== 'abandon')
    return refusal('The form did not arrive whole. Send it again.');
  const effect = batch.report?.effect ?? null;
  const moved = await moveProposal(person, batch.proposal.id, transition, {
    note: trimmedOf(form, 'note') || null,
    version: Number(trimmedOf(form, 'version')),
    ...(transition === 'send' && effect !== null ? { effect: { figures: effect.figures, share: effect.share } } : {}),
  });
  return leadOn(moved.ok ? { ok: true } : moved, deskImport(id));
}
