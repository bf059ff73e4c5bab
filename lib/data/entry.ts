/**
 * All that the desk says of a claim while it is typed: what is missing, what looks wrong, what it may repeat, and which figures it would
 * move. Changes nothing. Sending asks the same, so that nothing is sent that was not shown.
 */
import 'server-only';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { ClaimDraft, DraftProblem } from '@/lib/ledger/draft';
import type { Effect } from '@/lib/ledger/effect';
import { checkEntry, type EntryWarning } from '@/lib/ledger/entry-checks';
import { type LikelyDuplicate, likelyDuplicates } from '@/lib/ledger/entry-checks/echoes';
import { type Day, dayInKyiv, parseInstant } from '@/lib/ledger/month';
import type { SourceDraft } from '@/lib/ledger/source-draft';
import { readEffect } from './effect';
import { readEntryContext } from './entry-context';
import { resolveDraft } from './proposal-publishing';
import type { PassedWarning } from './proposals';

export type Entry = {
  /** The claim that the draft says; null while it says none. */
  readonly claim: Claim | null;
  /** What is wrong, field by field: it cannot be sent like this (E1). */
  readonly problems: readonly DraftProblem[];
  /** What may be wrong: it can be passed with a reason (E7, T15). */
  readonly warnings: readonly EntryWarning[];
  readonly duplicates: readonly LikelyDuplicate[];
  /** What publishing it would move (E2); null while it says no claim. */
  readonly effect: Effect | null;
};

/** Today in Kyiv. */
export function today(): Day {
  const instant = parseInstant(new Date().toISOString());
  if (!instant) throw new Error('the clock gives no instant');
  return dayInKyiv(instant);
}

/** Everything about a draft of a claim. `revises` is the claim that it would change; it is no duplicate of itself. */
export async function readEntry(
  draft: ClaimDraft,
  about: { readonly proposalId: string; readonly newSource: SourceDraft | null; readonly revises: ClaimId | null },
): Promise<Entry> {
  const resolved = await resolveDraft(draft, about.newSource, about.proposalId);
  if (!resolved.ok) return { claim: null, problems: resolved.problems, warnings: [], duplicates: [], effect: null };
  const { claim, newSource } = resolved;
  const [context, effect] = await Promise.all([
    readEntryContext(claim, { today: today(), except: about.revises }),
    readEffect([{ claim, revises: about.revises }], newSource === null ? [] : [newSource]),
  ]);
  return {
    claim,
    problems: [],
    warnings: checkEntry(claim, context),
    duplicates: likelyDuplicates(claim, context),
    effect,
  };
}

/** How a warning is named where it is passed: one check may speak of several fields. */
export function warningKey({ check, field }: Pick<EntryWarning, 'check' | 'field'>): string {
  return `${check}:${field}`;
}

/** The warnings that nobody has passed with a reason. */
export function unpassed(warnings: readonly EntryWarning[], passed: readonly PassedWarning[]): EntryWarning[] {
  return warnings.filter(
    (warning) => !passed.some(({ check, reason }) => check === warningKey(warning) && reason.trim() !== ''),
  );
}
