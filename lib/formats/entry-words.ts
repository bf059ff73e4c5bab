/**
 * What is said beside the form of a claim while it is entered: the claim as a sentence, what is wrong, what to look at, what it may repeat
 * and what it would move (E2, E7, E8).
 */
import type { ClaimId } from '@/lib/ledger/claim';
import type { DraftProblem } from '@/lib/ledger/draft';
import type { EffectGroup } from './effect-words';

/** A claim beside the one in hand, as a link. */
export type RelatedClaim = { readonly id: ClaimId; readonly sentence: string };

/** A claim that another can be linked to by its key. */
export type LinkableClaim = RelatedClaim & { readonly key: string };

/** Something to look at, or to pass with a reason. */
export type WarningWords = {
  /** Under which the reason is kept. */
  readonly key: string;
  /** `date in the address`. */
  readonly label: string;
  /** Path of the field in the form. */
  readonly field: string;
  readonly message: string;
  readonly related: readonly RelatedClaim[];
};

/** All of it. Plain data: the server computes it, the browser shows it. */
export type EntryWords = {
  readonly sentence: string;
  /** Cannot be passed (E1). */
  readonly problems: readonly DraftProblem[];
  /** Can be passed with a reason. */
  readonly warnings: readonly WarningWords[];
  /** Claims that this one may repeat (E8). */
  readonly duplicates: readonly (RelatedClaim & { readonly why: string })[];
  /** Null while the claim is not complete enough to be computed with. */
  readonly effect: {
    readonly figures: number;
    readonly share: number | null;
    readonly groups: readonly EffectGroup[];
  } | null;
  /** What a revision changes, field by field; null for a new claim. */
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[] | null;
};
