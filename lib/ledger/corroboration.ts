/**
 * Which claims agree and which lie apart (domain.md §2, T3, T12): claims of different lineages about the same metric, side, scope and days,
 * brought to the same terms and compared exactly. What agrees gives substance s1; what lies apart makes both contested.
 */
import { comparisonBoundsOf, type ExactBounds, scaleBounds, withLeastWidth } from './bounds';
import type { ClaimId, FigureClaim } from './claim';
import { areComponentsCompatible } from './components';
import { boundaryOf, isPartScope, periodOf } from './eligibility';
import { absolute, add, compareExact, type Exact, fraction, halve, multiply, subtract } from './exact';
import { isNoVoice, type RootsOf } from './lineage';
import { addDays, type Day, daysBetween, WAR_START } from './month';
import type { Source } from './source';
import { type Metric, metricOf, type Substance } from './vocabulary';

/** Nothing wider than this share of its value agrees with or contradicts anything. */
const MOST_WIDTH = fraction(1n, 2n);

/** A claim over the days that it counts: rates multiplied by their days, totals from their start to the source’s boundary. */
export type Normalised = {
  /** `count`: over the days from the first up to the second. `strength`: on the one day between them. */
  readonly kind: 'count' | 'strength';
  readonly from: Day;
  /** First day after. */
  readonly to: Day;
  /** For the whole of those days; a point is widened by its stated or implied rounding and by at least 2 %. */
  readonly bounds: ExactBounds;
};

type Convention = Pick<Source, 'countingConvention'>;

/** The days that a claim counts over, or null where it has none that could be compared: ratios, forecasts, monthly rates, missing dates. */
function daysOf(claim: FigureClaim, source: Convention): Omit<Normalised, 'bounds'> | null {
  switch (claim.periodKind) {
    case 'cumulative_since_start': {
      const to = claim.asOf === null ? claim.periodEnd : boundaryOf(claim.asOf, source);
      return to !== null && to > WAR_START ? { kind: 'count', from: WAR_START, to } : null;
    }
    case 'instant':
      return claim.asOf === null ? null : { kind: 'strength', from: claim.asOf, to: addDays(claim.asOf, 1) };
    case 'cumulative_since_date':
    case 'interval':
    case 'day':
    case 'daily_rate':
    case 'weekly_rate': {
      const period = periodOf(claim, source);
      return period === null ? null : { kind: 'count', ...period };
    }
    default:
      return null;
  }
}

/** How often a value is counted over its days: an average a day once for each of them, one a week for each seventh. */
function factorOf({ periodKind }: FigureClaim, { from, to }: Omit<Normalised, 'bounds'>): Exact {
  const days = BigInt(daysBetween(from, to));
  if (periodKind === 'daily_rate') return fraction(days, 1n);
  return periodKind === 'weekly_rate' ? fraction(days, 7n) : fraction(1n, 1n);
}

/** The value over the days; a single number is taken with its rounding, and with at least 2 % of itself on either side. */
function valueOver(claim: FigureClaim, factor: Exact): ExactBounds {
  const bounds = scaleBounds(comparisonBoundsOf(claim), factor);
  const { low, best, high } = bounds;
  if (claim.valueKind === 'range' || low === null || best === null || high === null) return bounds;
  return withLeastWidth(bounds);
}

/** A claim over the days that it counts, under its source’s convention; null where it has no number or no such days. */
export function normalisedOf(claim: FigureClaim, source: Convention): Normalised | null {
  if (claim.valueKind === 'none') return null;
  const days = daysOf(claim, source);
  return days === null ? null : { ...days, bounds: valueOver(claim, factorOf(claim, days)) };
}

/** True for metrics that stand in panels of their own or say what is aimed at: no two sources can be compared by them (N0). */
function isIncomparable(metric: Metric): boolean {
  const { ownPanel, family } = metricOf(metric);
  return metric === 'undefined_metric' || ownPanel === true || family === 'plan';
}

/**
 * True when a claim can support or contradict another: it stands, its publication is identified, its origin is known, it is a voice, and
 * it speaks of one side, of a defined metric and of a scope that others share. A forecast never does.
 */
export function isWitness(claim: FigureClaim, source: Pick<Source, 'originKnown'>): boolean {
  return (
    claim.standing === 'current' &&
    claim.supersededBy === null &&
    claim.attribution !== 'a0' &&
    claim.side !== 'both' &&
    source.originKnown &&
    !isNoVoice(claim) &&
    !isPartScope(claim.scope) &&
    !isIncomparable(claim.metric)
  );
}

/** A claim made ready to be compared with others of the same subject. */
export type Voice = {
  readonly id: ClaimId;
  /** Metric, side, scope and days: only claims of one subject are compared. */
  readonly subject: string;
  readonly claim: FigureClaim;
  readonly normalised: Normalised;
  readonly roots: readonly string[];
  /** Low and high are both known, and no farther apart than half of the value. */
  readonly isNarrow: boolean;
};

/** (high − low) ≤ ½ · best; the middle stands in where there is no best. */
function isNarrow({ low, best, high }: ExactBounds): boolean {
  if (low === null || high === null) return false;
  const value = absolute(best ?? halve(add(low, high)));
  return compareExact(subtract(high, low), multiply(value, MOST_WIDTH)) <= 0;
}

/** The claim as a voice, or null where it supports and contradicts nothing. */
export function toVoice(
  claim: FigureClaim,
  source: Pick<Source, 'countingConvention' | 'originKnown'>,
  rootsOf: RootsOf,
): Voice | null {
  if (!isWitness(claim, source)) return null;
  const normalised = normalisedOf(claim, source);
  if (normalised === null) return null;
  const { kind, from, to } = normalised;
  return {
    id: claim.id,
    subject: [claim.metric, claim.side, claim.scope, kind, from, to].join('|'),
    claim,
    normalised,
    roots: rootsOf(claim),
    isNarrow: isNarrow(normalised.bounds),
  };
}

/** Two scopes are compatible unless a component is in on one and out on the other; deaths by date of event and of report are never mixed (§1.4, §1.5). */
export function areCompatible(
  a: Pick<FigureClaim, 'components' | 'timeBasis'>,
  b: Pick<FigureClaim, 'components' | 'timeBasis'>,
): boolean {
  if (a.timeBasis !== null && b.timeBasis !== null && a.timeBasis !== b.timeBasis) return false;
  return areComponentsCompatible(a.components, b.components);
}

/** True when two claims go back to one origin, as far as one of their roots. */
function shareRoot(a: readonly string[], b: readonly string[]): boolean {
  for (const root of a) if (b.includes(root)) return true;
  return false;
}

/** True when everything from `low` on lies above everything up to `high`; what is open on that side reaches everywhere. */
function isAbove(low: Exact | null, high: Exact | null): boolean {
  return low !== null && high !== null && compareExact(low, high) > 0;
}

/** True when the whole of a lies outside b; a bound is open on one side. */
function areDisjoint(a: ExactBounds, b: ExactBounds): boolean {
  return isAbove(a.low, b.high) || isAbove(b.low, a.high);
}

const isOneSided = ({ low, high }: ExactBounds) => (low === null) !== (high === null);

/** How two claims bear on each other: they `agree`, they lie `apart`, or neither says anything about the other. The same both ways. */
export function relationOf(a: Voice, b: Voice): 'agree' | 'apart' | null {
  if (a.subject !== b.subject || shareRoot(a.roots, b.roots) || !areCompatible(a.claim, b.claim)) return null;
  const [left, right] = [a.normalised.bounds, b.normalised.bounds];
  if (a.isNarrow && b.isNarrow) return areDisjoint(left, right) ? 'apart' : 'agree';
  // A bound agrees with nothing, and lies apart only from a number that is wholly beyond it.
  const isBoundAndNumber = (a.isNarrow && isOneSided(right)) || (b.isNarrow && isOneSided(left));
  return isBoundAndNumber && areDisjoint(left, right) ? 'apart' : null;
}

/** What other claims make of one. */
export type Corroboration = {
  /** Claims of other lineages whose numbers overlap with its own (s1), by id. */
  readonly agreesWith: readonly ClaimId[];
  /** Those whose numbers lie apart from it (contested). */
  readonly against: readonly ClaimId[];
};

export const UNSUPPORTED: Corroboration = { agreesWith: [], against: [] };

/** What all of these voices make of each other, by id. The order in which they come does not matter. */
export function corroborate(voices: readonly Voice[]): ReadonlyMap<ClaimId, Corroboration> {
  return new Map(
    voices.map((voice) => {
      const relations = voices.map((other) => ({
        id: other.id,
        relation: other === voice ? null : relationOf(voice, other),
      }));
      const those = (wanted: 'agree' | 'apart') =>
        relations.flatMap(({ id, relation }) => (relation === wanted ? id : [])).sort();
      return [voice.id, { agreesWith: those('agree'), against: those('apart') }];
    }),
  );
}

/** Whether anything agrees with a claim, and whether anything lies apart from it. */
export type Standing = { readonly isSupported: boolean; readonly isContested: boolean };

/** The same as `corroborate` without saying who: for thousands of claims, most of which are decided by the first others met. */
export function standingsOf(voices: readonly Voice[]): ReadonlyMap<ClaimId, Standing> {
  const standings = new Map<ClaimId, Standing>();
  for (const group of Map.groupBy(voices, ({ subject }) => subject).values()) {
    const states = group.map((voice) => ({ voice, isSupported: false, isContested: false }));
    for (const [place, state] of states.entries()) {
      standings.set(state.voice.id, state);
      for (let next = place + 1; next < states.length; next += 1) {
        const other = states[next];
        // Nothing more can be learned of two that are both supported and contested.
        if (!other || (state.isSupported && state.isContested && other.isSupported && other.isContested)) continue;
        const relation = relationOf(state.voice, other.voice);
        if (relation === 'agree') {
          state.isSupported = true;
          other.isSupported = true;
        } else if (relation === 'apart') {
          state.isContested = true;
          other.isContested = true;
        }
      }
    }
  }
  return standings;
}

/** The step of the ladder that follows: records or an admission (s2) before another lineage (s1). Nothing supports what does not stand. */
export function substanceOf(what: {
  readonly stands: boolean;
  readonly isSupported: boolean;
  readonly isRecorded: boolean;
}): Substance {
  if (!what.stands) return 's0';
  if (what.isRecorded) return 's2';
  return what.isSupported ? 's1' : 's0';
}
