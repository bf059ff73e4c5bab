import type { ClaimChange } from '@/lib/formats/claim-changes';
import type { DraftProblem } from '@/lib/ledger/draft';
import type { SourceDraft } from '@/lib/ledger/source-draft';

/** The form of a source as it is shown: what stands in it, what is wrong with it, and which draft it saves. */
export type SourceFormState = {
  /** Id and version of the draft; version 0 before it was saved for the first time. */
  readonly id: string;
  readonly version: number;
  /** Slug of the registered source that would be revised, null for a new one. */
  readonly slug: string | null;
  /** The revision of it from which the draft was begun. */
  readonly baseRevision: number | null;
  readonly draft: SourceDraft;
  readonly cause: string;
  readonly note: string;
  readonly problems: readonly DraftProblem[];
  /** Title of the summary of what is wrong. */
  readonly trouble: string;
  /** What somebody else saved or published meanwhile, field by field: theirs before, as it stands here after. */
  readonly others: readonly ClaimChange[];
  /** Where the form is after an answer: a new value draws its fields anew, with what was sent. */
  readonly round: number;
};
