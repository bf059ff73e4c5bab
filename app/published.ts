/**
 * What is published shows at once: pages that this process caches by their path are drawn anew at the next request.
 */
import { revalidateTag, updateTag } from 'next/cache';
import { forgetHotAnswers } from '@/lib/hot-answers';

/** The tag of everything cached that is drawn from the ledger as it stands now. */
export const LEDGER_TAG = 'ledger';

/** To be called by the action that has published something, after the ledger has it. */
export function showPublished(): void {
  updateTag(LEDGER_TAG);
  forgetHotAnswers();
}

/** The tag of the pages of one frozen comparison. */
export function permalinkTag(id: string): string {
  return `permalink-${id}`;
}

/** To be called by the route that has frozen a comparison: nobody is told any longer that there is none. */
export function showFrozen(id: string): void {
  revalidateTag(permalinkTag(id), { expire: 0 });
  forgetHotAnswers();
}

/** To be called by the action that has given a frozen comparison a title or a note. */
export function showNoted(id: string): void {
  updateTag(permalinkTag(id));
  forgetHotAnswers();
}
