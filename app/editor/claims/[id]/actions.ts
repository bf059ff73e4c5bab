'use server';

import { redirect } from 'next/navigation';
import type { ActionAnswer } from '@/components/ui/action-form';
import { type Person, requireMay } from '@/lib/auth/guard';
import { type ClaimDetail, getClaim } from '@/lib/data/claim-detail';
import { NOW } from '@/lib/data/ledger';
import { beginProposal, isProposalId, toCause } from '@/lib/data/proposals';
import { trimmedOf } from '@/lib/form-state';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import type { Claim } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import { CHANGE_CAUSES, type ChangeAct, type ChangeCause } from '@/lib/ledger/vocabulary';
import { draft } from '@/lib/routes';

function refusal(form: FormData, errors: ActionAnswer['errors']): ActionAnswer {
  return {
    errors,
    values: { cause: trimmedOf(form, 'cause'), reason: trimmedOf(form, 'reason'), note: trimmedOf(form, 'note') },
  };
}

const GONE = 'The ledger holds no such claim. Look for it again from the desk.';

/** The public claim that a form is about, and the id under which its draft begins: made by the page, so that sending twice begins once. */
async function readAbout(form: FormData): Promise<{ id: string; detail: ClaimDetail } | null> {
  const id = trimmedOf(form, 'proposal');
  const detail = await getClaim(trimmedOf(form, 'claim'), NOW);
  return detail === null || !isProposalId(id) ? null : { id, detail };
}

/** Begins the draft of a change and leads to its form. The public claim stays as it is until somebody else has published the draft. */
async function begin(
  person: Person,
  about: { readonly id: string; readonly detail: ClaimDetail },
  claim: Claim,
  why: { readonly cause: ChangeCause | null; readonly note: string | null },
): Promise<never> {
  const begun = await beginProposal(person, {
    id: about.id,
    content: { kind: 'revision', draft: fromClaim({ ...claim, key: about.detail.claim.key }), newSource: null },
    title: toClaimSentence(claim, about.detail.source).slice(0, 300),
    claimId: about.detail.id,
    baseRevision: about.detail.revision,
    ...why,
  });
  redirect(draft(begun.id));
}

/** Begins a correction or update of a public claim, with what it says now. */
export async function revise(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('draft.begin');
  const about = await readAbout(form);
  if (about === null) return refusal(form, [{ message: GONE }]);
  return begin(person, about, about.detail.claim, { cause: null, note: null });
}

/** Begins a draft with what an earlier version said (E11). It publishes nothing, and the version that is public now stays in the history. */
export async function restore(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  const person = await requireMay('draft.begin');
  const about = await readAbout(form);
  if (about === null) return refusal(form, [{ message: GONE }]);
  const revision = Number(trimmedOf(form, 'revision'));
  const version = about.detail.history.find((one) => one.revision === revision);
  if (version === undefined) return refusal(form, [{ message: 'The claim has no such version.' }]);
  return begin(person, about, version.claim, { cause: null, note: `Restores version ${revision}.` });
}

async function end(form: FormData, act: 'withdraw' | 'discount'): Promise<ActionAnswer | null> {
  const person = await requireMay('draft.begin');
  const about = await readAbout(form);
  if (about === null) return refusal(form, [{ message: GONE }]);
  const cause = toCause(trimmedOf(form, 'cause'));
  const reason = trimmedOf(form, 'reason');
  const note = trimmedOf(form, 'note');
  const acts: readonly ChangeAct[] = cause === null ? [] : CHANGE_CAUSES[cause].acts;
  const errors = [
    ...(acts.includes(act) ? [] : [{ field: 'cause', message: 'is missing. Choose one of the list.' }]),
    ...(reason === '' ? [{ field: 'reason', message: 'is missing. Readers see it on the claim.' }] : []),
    ...(reason.length > 600 ? [{ field: 'reason', message: 'is too long. At most 600 characters are kept.' }] : []),
    ...(note === '' ? [{ field: 'note', message: 'is missing. It stands in the public log of changes.' }] : []),
    ...(note.length > 2000 ? [{ field: 'note', message: 'is too long. At most 2 000 characters are kept.' }] : []),
  ];
  if (errors.length > 0) return refusal(form, errors);
  const standing = act === 'withdraw' ? 'withdrawn' : 'discounted';
  return begin(person, about, { ...about.detail.claim, standing, standingReason: reason }, { cause, note });
}

/** Begins the withdrawal of a claim: the source no longer stands by it, or it was entered by mistake (E10). */
export async function withdraw(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  return end(form, 'withdraw');
}

/** Begins the discounting of a claim: it is shown to be wrong, or not what it was taken for (E10). */
export async function discount(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer | null> {
  return end(form, 'discount');
}
