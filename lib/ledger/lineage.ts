/**
 * Who repeats whom (domain.md §1.1 `Lineage`), as far as `repeatsSource` tells: claims that go back to one origin are one voice.
 * Computed within one metric and side.
 */
import type { FigureClaim } from './claim';
import { COUNT_BASES, type Metric, type Side } from './vocabulary';

/** Lineage of a claim: the series key of its root, or null when it is no voice (meta-estimates, ratios of other claims). */
export type LineageOf = (claim: FigureClaim) => string | null;

function nodeOf(source: string, metric: Metric, side: Side): string {
  return `${source}.${metric}.${side}`;
}

function periodKey(claim: FigureClaim): string {
  return [
    nodeOf(claim.source, claim.metric, claim.side),
    claim.periodKind,
    claim.periodStart ?? '',
    claim.periodEnd ?? '',
    claim.asOf ?? '',
  ].join('|');
}

/** True for claims that never count as a voice of their own. */
export function isNoVoice(claim: Pick<FigureClaim, 'countBasis' | 'isRatioOf'>): boolean {
  return claim.isRatioOf || claim.countBasis === 'meta';
}

/**
 * Prepares the lineage of `claims`. A repeat is followed to the repeated source’s claims of the same period, and to that
 * source itself where none is among the claims. Sources that repeat one another in a circle are one voice, named after the
 * first of them in the alphabet, since none of them is known to be the origin.
 */
export function toLineageOf(claims: readonly FigureClaim[]): LineageOf {
  // Only a claim that itself repeats another leads a chain farther.
  const repeats = new Map<string, FigureClaim>();
  for (const claim of claims) {
    if (claim.repeatsSource === null) continue;
    const key = periodKey(claim);
    const there = repeats.get(key);
    if (!there || claim.id < there.id) repeats.set(key, claim);
  }

  return (claim) => {
    if (isNoVoice(claim)) return null;
    const chain = [claim.source];
    let repeated = claim.repeatsSource;
    while (repeated !== null && !chain.includes(repeated)) {
      chain.push(repeated);
      repeated = repeats.get(periodKey({ ...claim, source: repeated }))?.repeatsSource ?? null;
    }
    const circle = repeated === null ? chain.slice(-1) : chain.slice(chain.indexOf(repeated)).sort();
    return nodeOf(circle[0] ?? claim.source, claim.metric, claim.side);
  };
}

/** The one lineage that all of these share, or null if they are mixed or none is a voice. */
export function sharedLineage(lineages: readonly (string | null)[]): string | null {
  const [first = null, ...rest] = lineages;
  return rest.every((lineage) => lineage === first) ? first : null;
}

/**
 * How many independent voices speak in a view: different origins, those that are no voice left out (T3, A9). Lineages are those of
 * one metric and side; an origin that speaks of two metrics is still one voice.
 */
export function countLineages(lineages: readonly (string | null)[]): number {
  return new Set(lineages.flatMap((lineage) => (lineage === null ? [] : (lineage.split('.')[0] ?? [])))).size;
}

/** Bases whose numbers are counts of records (`floor`). */
export function isFloor(claim: Pick<FigureClaim, 'countBasis'>): boolean {
  return COUNT_BASES[claim.countBasis].floor;
}
