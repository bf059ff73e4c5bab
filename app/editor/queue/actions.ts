'use server';

import { redirect } from 'next/navigation';
import { requireMay } from '@/lib/auth/guard';
import { assignProposal } from '@/lib/data/proposals';
import { textOf } from '@/lib/form-state';
import { DESK_QUEUE } from '@/lib/routes';

/** Gives a proposal to a reviewer, or to nobody, and leads back to where that was asked; the page says so where that cannot be. */
export async function assign(form: FormData): Promise<void> {
  const person = await requireMay('review.assign');
  const result = await assignProposal(person, textOf(form, 'id'), textOf(form, 'assignee') || null);
  const back = textOf(form, 'back');
  // Only ever back into the queue: an address from a form is not to be trusted with a redirect.
  const path = /^\/editor\/queue(?:[/?][\w./?&=%-]*)?$/.test(back) ? back : DESK_QUEUE;
  if (result.ok) redirect(path);
  redirect(`${path}${path.includes('?') ? '&' : '?'}refused=assignment`);
}
