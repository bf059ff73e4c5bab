/**
 * Which of several claims for one slot is chosen (domain.md §3.2, *direct*, rules 1–5). The order is total, so the choice
 * does not depend on the order in which claims arrive.
 */
import { boundsOf, comparisonBoundsOf, type ExactBounds, halfWidth, scaleBounds, someDisjoint } from './bounds';
import type { FigureClaim } from './claim';
import { compareExact, type Exact, ONE } from './exact';

/** A claim with its bounds brought to the slot: a daily rate has been multiplied by its days. */
export type Candidate = {
  readonly claim: FigureClaim;
  /** Bounds that the figure would have. */
  readonly bounds: ExactBounds;
  /** Bounds by which it is compared; an absent rounding unit is replaced by the implied one. */
  readonly comparison: ExactBounds;
  /** What the claim’s own number was multiplied by. */
  readonly factor: Exact;
};

/** A candidate whose bounds are computed when they are first asked for: of thousands of totals a page needs a few. */
class ClaimCandidate implements Candidate {
  #bounds: ExactBounds | undefined;
  #comparison: ExactBounds | undefined;

  constructor(
    readonly claim: FigureClaim,
    readonly factor: Exact,
  ) {}

  get bounds(): ExactBounds {
    this.#bounds ??= scaleBounds(boundsOf(this.claim), this.factor);
    return this.#bounds;
  }

  get comparison(): ExactBounds {
    this.#comparison ??= scaleBounds(comparisonBoundsOf(this.claim), this.factor);
    return this.#comparison;
  }
}

/** The claim as a candidate; `factor` brings it to the slot, such as the days of the month for a daily rate. */
export function toCandidate(claim: FigureClaim, factor: Exact = ONE): Candidate {
  return new ClaimCandidate(claim, factor);
}

function isOneSided(claim: FigureClaim): boolean {
  return claim.valueKind === 'at_least' || claim.valueKind === 'at_most';
}

/** Later day first, unknown last. */
function byLaterPublication(a: FigureClaim, b: FigureClaim): number {
  if (a.publishedOn === b.publishedOn) return 0;
  if (a.publishedOn === null) return 1;
  if (b.publishedOn === null) return -1;
  return a.publishedOn < b.publishedOn ? 1 : -1;
}

function byHalfWidth(a: Candidate, b: Candidate): number {
  const [left, right] = [halfWidth(a.comparison), halfWidth(b.comparison)];
  return left === null || right === null ? 0 : compareExact(left, right);
}

/** Negative when `a` is chosen before `b`. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    Number(isOneSided(a.claim)) - Number(isOneSided(b.claim)) ||
    Number(a.claim.relayed) - Number(b.claim.relayed) ||
    byHalfWidth(a, b) ||
    byLaterPublication(a.claim, b.claim) ||
    (a.claim.id < b.claim.id ? -1 : a.claim.id > b.claim.id ? 1 : 0)
  );
}

/** The chosen candidate first, the others after it in their order; empty in, empty out. */
export function rankCandidates(candidates: readonly Candidate[]): Candidate[] {
  return candidates.length < 2 ? [...candidates] : [...candidates].sort(compareCandidates);
}

/** True when two of the candidates for one slot differ by more than their half-widths together (`CANDIDATES_DIFFER`). */
export function doCandidatesDiffer(candidates: readonly Candidate[]): boolean {
  return candidates.length > 1 && someDisjoint(candidates.map((candidate) => candidate.comparison));
}
