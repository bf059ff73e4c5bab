/**
 * Who repeats whom (domain.md §1.1 `Lineage`): claims that go back to one origin are one voice. A claim repeats another as `repeatsSource`
 * says, or as its links `repeats` and `derives_from` to claims of the same metric and side say. Computed within one metric and side.
 */
import type { FigureClaim } from './claim';
import { COUNT_BASES, type Metric, type Side } from './vocabulary';

/** Lineage of a claim: the series key of its root, or null when it is no voice (meta-estimates, ratios of other claims). */
export type LineageOf = (claim: FigureClaim) => string | null;

/** The series keys of all origins that a claim goes back to, in the order of the alphabet: one, or more where it is computed from several. */
export type RootsOf = (claim: FigureClaim) => readonly string[];

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

/** True when a claim names another as the origin of its number, by `repeatsSource` or by a link. */
export function isRestatement(claim: Pick<FigureClaim, 'repeatsSource' | 'restates'>): boolean {
  return claim.repeatsSource !== null || claim.restates.length > 0;
}

/** One step back: a claim that restates another in turn, or the slug of a source that the way ends at. */
type Step = FigureClaim | string;

/** All that can be reached from a claim: the sources at the ends, and the claims on the way. */
function followBack(
  start: FigureClaim,
  stepsFrom: (claim: FigureClaim) => readonly Step[],
): { readonly ends: ReadonlySet<string>; readonly through: ReadonlyMap<string, FigureClaim> } {
  const ends = new Set<string>();
  const through = new Map<string, FigureClaim>();
  const waiting = [start];
  for (let claim = waiting.pop(); claim; claim = waiting.pop())
    for (const step of stepsFrom(claim)) {
      if (typeof step === 'string') ends.add(step);
      else if (!through.has(step.id)) {
        through.set(step.id, step);
        waiting.push(step);
      }
    }
  return { ends, through };
}

/**
 * Prepares the origins of `claims`. A repeat of a source is followed to that source’s claims of the same period, and to the source itself
 * where none is among the claims; a link is followed to its claim. Sources that repeat one another in a circle are one voice, named after
 * the first of them in the alphabet, since none of them is known to be the origin.
 */
export function toRootsOf(claims: readonly FigureClaim[]): RootsOf {
  // Only a claim that itself restates another leads a chain farther.
  const byPeriod = new Map<string, FigureClaim>();
  const byId = new Map<string, FigureClaim>();
  for (const claim of claims) {
    if (!isRestatement(claim)) continue;
    byId.set(claim.id, claim);
    const key = periodKey(claim);
    const there = byPeriod.get(key);
    if (!there || claim.id < there.id) byPeriod.set(key, claim);
  }

  const stepsFrom = (claim: FigureClaim): readonly Step[] => {
    const { repeatsSource } = claim;
    const linked = claim.restates.map(({ id, source }): Step => byId.get(id) ?? source);
    if (repeatsSource === null) return linked;
    return [byPeriod.get(periodKey({ ...claim, source: repeatsSource })) ?? repeatsSource, ...linked];
  };

  const sourcesBehind = (claim: FigureClaim): readonly string[] => {
    const { ends, through } = followBack(claim, stepsFrom);
    if (ends.size > 0) return [...ends].sort();
    // Every way leads around: of all that is met, the circle is what can be reached from each of its members again.
    const within = [...through.values()].filter((one) =>
      [...followBack(one, stepsFrom).through.values()].every((other) =>
        followBack(other, stepsFrom).through.has(one.id),
      ),
    );
    return within
      .map(({ source }) => source)
      .sort()
      .slice(0, 1);
  };

  const known = new WeakMap<FigureClaim, readonly string[]>();
  return (claim) => {
    if (!isRestatement(claim)) return [nodeOf(claim.source, claim.metric, claim.side)];
    const held = known.get(claim);
    if (held) return held;
    const roots = sourcesBehind(claim).map((source) => nodeOf(source, claim.metric, claim.side));
    known.set(claim, roots);
    return roots;
  };
}

/**
 * Prepares the lineage of `claims`: of each its first origin (`toRootsOf`), so that a claim computed from several sources adds no voice to
 * theirs, or null where it is no voice.
 */
export function toLineageOf(claims: readonly FigureClaim[]): LineageOf {
  const rootsOf = toRootsOf(claims);
  return (claim) => (isNoVoice(claim) ? null : (rootsOf(claim)[0] ?? null));
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
