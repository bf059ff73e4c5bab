/**
 * Running totals as anchors at the borders of months: rules N3, N4 and N10 (domain.md §3.2, §3.3).
 * Two totals are subtracted only within one lane: same release, same time basis, same starting day (the vintage guard, T6).
 */
import { operand, type Working } from './arithmetic';
import { type ExactBounds, isBelowZero, isEmpty, subtractBounds } from './bounds';
import { type Candidate, rankCandidates, toCandidate } from './candidates';
import type { FigureClaim } from './claim';
import { areComponentsCompatible } from './components';
import { boundaryOf, isRunningTotal, MAX_DAYS_FROM_BOUNDARY } from './eligibility';
import { add, compareExact, type Exact, exact, exactToText, fraction, multiply, subtract, sumOf } from './exact';
import type { UsedClaim } from './figure-table';
import { addDays, type Day, daysBetween, endOf, firstDay, type Month, monthOf } from './month';
import type { Source } from './source';
import type { Reason } from './vocabulary';

/** Farthest apart that two totals may lie for a border to be read from the line between them (N4). */
export const MAX_DAYS_BETWEEN_ANCHORS = 45;
/** Up to here an interpolated border is only flagged E; farther away it is also U (N4). */
const MAX_DAYS_RELIABLE = 3;

/** One boundary’s running total: the chosen claim and the others said for the same boundary. */
export type Anchor = { readonly boundary: Day; readonly candidate: Candidate; readonly others: readonly Candidate[] };

/** Totals that may be subtracted from one another, by boundary. */
export type Lane = { readonly key: string; readonly anchors: readonly Anchor[] };

/** An anchor that ranks its claims when it is first asked for them. */
class ClaimAnchor implements Anchor {
  readonly claims: FigureClaim[] = [];
  #ranked: readonly Candidate[] | undefined;

  constructor(readonly boundary: Day) {}

  get candidate(): Candidate {
    return this.#rank()[0] as Candidate;
  }

  get others(): readonly Candidate[] {
    return this.#rank().slice(1);
  }

  #rank(): readonly Candidate[] {
    this.#ranked ??= rankCandidates(this.claims.map((claim) => toCandidate(claim)));
    return this.#ranked;
  }
}

function laneKey(claim: FigureClaim, source: Pick<Source, 'totalsAreDifferenceable'>): string {
  // Totals since the start come first: those since a date may serve where there are none (N7).
  const origin = claim.periodKind === 'cumulative_since_date' ? `z${claim.periodStart ?? ''}` : 'start';
  // A list of names is one list however often it is published; its differences are names added, never a month (N8).
  const release = source.totalsAreDifferenceable === 'names' ? '' : (claim.release ?? '');
  return `${origin}|${release}|${claim.timeBasis ?? ''}`;
}

/** Groups eligible running totals into lanes, each with one anchor a boundary, in order of boundary. */
export function toLanes(
  totals: readonly FigureClaim[],
  source: Pick<Source, 'countingConvention' | 'totalsAreDifferenceable'>,
): Lane[] {
  const lanes = new Map<string, Map<Day, ClaimAnchor>>();
  for (const claim of totals) {
    if (!isRunningTotal(claim) || claim.asOf === null || claim.valueKind === 'none') continue;
    const key = laneKey(claim, source);
    let lane = lanes.get(key);
    if (!lane) {
      lane = new Map();
      lanes.set(key, lane);
    }
    const boundary = boundaryOf(claim.asOf, source);
    let anchor = lane.get(boundary);
    if (!anchor) {
      anchor = new ClaimAnchor(boundary);
      lane.set(boundary, anchor);
    }
    anchor.claims.push(claim);
  }
  return [...lanes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, anchors]) => ({
      key,
      anchors: [...anchors.values()].sort((a, b) => (a.boundary < b.boundary ? -1 : 1)),
    }));
}

/** Index of the first anchor whose boundary is not before `day`. */
function firstFrom(anchors: readonly Anchor[], day: Day): number {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle] as Anchor).boundary < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The anchor exactly at, the last before, and the first after a day. */
export function neighbours(anchors: readonly Anchor[], day: Day): { at?: Anchor; before?: Anchor; after?: Anchor } {
  const index = firstFrom(anchors, day);
  const found = anchors[index];
  const isExact = found?.boundary === day;
  const [at, before, after] = [isExact ? found : undefined, anchors[index - 1], isExact ? anchors[index + 1] : found];
  return { ...(at ? { at } : {}), ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** The total at a border: read from an anchor, or from the line between two (N4). */
export type Border = {
  readonly bounds: ExactBounds;
  readonly working: Working;
  readonly used: readonly { readonly anchor: Anchor; readonly side: 'exact' | 'before' | 'after' }[];
  readonly interpolated: boolean;
  readonly reliable: boolean;
};

function exactBorder(anchor: Anchor): Border {
  const { bounds } = anchor.candidate;
  return {
    bounds,
    working: (bound) => operand(bounds[bound]),
    used: [{ anchor, side: 'exact' }],
    interpolated: false,
    reliable: true,
  };
}

/** True when the total said later is the smaller one. */
function fell(before: ExactBounds, after: ExactBounds): boolean {
  return isBelowZero(subtractBounds(after, before));
}

/**
 * N4: the straight line between two anchors with a best value; low and high are the two neighbouring totals, since such a total
 * never falls. Where it did, they bound nothing, and there is no border.
 */
function interpolatedBorder(day: Day, before: Anchor, after: Anchor): Border | null {
  const [a, b] = [before.candidate.bounds, after.candidate.bounds];
  const whole = daysBetween(before.boundary, after.boundary);
  const part = daysBetween(before.boundary, day);
  const nearest = Math.min(part, whole - part);
  if (whole > MAX_DAYS_BETWEEN_ANCHORS || nearest > MAX_DAYS_FROM_BOUNDARY) return null;
  if (a.best === null || b.best === null || compareExact(b.best, a.best) < 0) return null;
  const best = add(a.best, multiply(subtract(b.best, a.best), fraction(BigInt(part), BigInt(whole))));
  const bounds = { low: a.low ?? a.best, best, high: b.high ?? b.best };
  const line = `(${operand(a.best)} + (${operand(b.best)} − ${operand(a.best)}) × ${part}/${whole})`;
  return {
    bounds,
    working: (bound) => (bound === 'best' ? line : operand(bounds[bound])),
    used: [
      { anchor: before, side: 'before' },
      { anchor: after, side: 'after' },
    ],
    interpolated: true,
    reliable: nearest <= MAX_DAYS_RELIABLE,
  };
}

/** The total at the border `day` in one lane, exact before interpolated, or null. */
export function borderAt(lane: Lane, day: Day): Border | null {
  const { at, before, after } = neighbours(lane.anchors, day);
  if (at) return exactBorder(at);
  return before && after ? interpolatedBorder(day, before, after) : null;
}

/** A difference of two borders, with announced corrections taken out (T10). */
export type Difference = {
  readonly start: Border;
  readonly end: Border;
  readonly bounds: ExactBounds;
  readonly unallocated: Exact;
  readonly corrections: readonly FigureClaim[];
  readonly working: Working;
  readonly used: readonly UsedClaim[];
};

function roleOf(end: 'start' | 'end', side: 'exact' | 'before' | 'after'): UsedClaim['role'] {
  if (side === 'exact') return end;
  if (end === 'start') return side === 'before' ? 'start_before' : 'start_after';
  return side === 'before' ? 'end_before' : 'end_after';
}

function usedOf(border: Border, end: 'start' | 'end'): UsedClaim[] {
  return border.used.map(({ anchor, side }) => ({
    id: anchor.candidate.claim.id,
    revision: anchor.candidate.claim.revision,
    role: roleOf(end, side),
  }));
}

/** Lowest end less highest start, highest end less lowest start: which bound of the start each bound takes. */
const OPPOSITE = { low: 'high', best: 'best', high: 'low' } as const;

/** `− 160` for a correction that raised the total, `+ 160` for one that lowered it. */
function takenOut(correction: Exact): string {
  return correction.num < 0n
    ? ` + ${exactToText({ ...correction, num: -correction.num })}`
    : ` − ${exactToText(correction)}`;
}

/** N3 and N4: what the running total gained between two borders, corrections dated in between set apart. */
export function differenceOf(start: Border, end: Border, corrections: readonly FigureClaim[]): Difference {
  const amounts = corrections.map((claim) => exact(claim.best ?? '0'));
  const unallocated = sumOf(amounts);
  const gained = subtractBounds(end.bounds, start.bounds);
  const take = (value: Exact | null) => (value === null ? null : subtract(value, unallocated));
  return {
    start,
    end,
    bounds: { low: take(gained.low), best: take(gained.best), high: take(gained.high) },
    unallocated,
    corrections,
    working: (bound) => `${end.working(bound)} − ${start.working(OPPOSITE[bound])}${amounts.map(takenOut).join('')}`,
    used: [
      ...usedOf(start, 'start'),
      ...usedOf(end, 'end'),
      ...corrections.map(({ id, revision }): UsedClaim => ({ id, revision, role: 'correction' })),
    ],
  };
}

/** Announced corrections whose report falls after `from` and not after `to` in boundaries of the source. */
export function correctionsBetween(
  claims: readonly FigureClaim[],
  source: Pick<Source, 'countingConvention'>,
  from: Day,
  to: Day,
): FigureClaim[] {
  return claims
    .filter((claim) => {
      if (claim.periodKind !== 'total_correction' || claim.asOf === null || claim.best === null) return false;
      const boundary = boundaryOf(claim.asOf, source);
      return boundary > from && boundary <= to;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The other totals said for the borders, each as the difference it would have given (“also said”). */
export function otherDifferences(
  difference: Difference,
): { readonly claim: FigureClaim; readonly bounds: ExactBounds }[] {
  const taken = difference.unallocated;
  const without = (bounds: ExactBounds): ExactBounds => ({
    low: bounds.low && subtract(bounds.low, taken),
    best: bounds.best && subtract(bounds.best, taken),
    high: bounds.high && subtract(bounds.high, taken),
  });
  const of = (border: Border, combine: (other: ExactBounds) => ExactBounds) =>
    border.interpolated
      ? []
      : border.used.flatMap(({ anchor }) =>
          anchor.others.map((other) => ({ claim: other.claim, bounds: without(combine(other.bounds)) })),
        );
  return [
    ...of(difference.start, (other) => subtractBounds(difference.end.bounds, other)),
    ...of(difference.end, (other) => subtractBounds(other, difference.start.bounds)),
  ];
}

/** True when the claims behind two borders can be subtracted as far as their scope goes. */
export function isScopeKept(start: Border, end: Border): boolean {
  return start.used.every((from) =>
    end.used.every((to) =>
      areComponentsCompatible(from.anchor.candidate.claim.components, to.anchor.candidate.claim.components),
    ),
  );
}

/** The lane’s last anchor if it lies strictly inside the month: what the month to date reaches (N10). */
export function lastInside(lane: Lane, month: Month): Anchor | undefined {
  const last = lane.anchors.at(-1);
  return last && monthOf(last.boundary) === month && last.boundary > firstDay(month) ? last : undefined;
}

/** What forbids the subtraction of two totals whatever their values, in the order of domain.md §3.5, or null. */
function obstacleBetween(start: Anchor, end: Anchor, source: Source): Reason | null {
  const [from, to] = [start.candidate.claim, end.candidate.claim];
  if (from.timeBasis !== null && to.timeBasis !== null && from.timeBasis !== to.timeBasis) return 'MIXED_DEFINITION';
  if (!areComponentsCompatible(from.components, to.components)) return 'SCOPE_CHANGED';
  if (source.totalsAreDifferenceable === 'names') return 'REPORT_DATE_BASIS';
  return source.totalsAreDifferenceable === 'no' || laneKey(from, source) !== laneKey(to, source)
    ? 'MIXED_VINTAGE'
    : null;
}

/** True when a total of one lane is followed by a smaller one. */
function fellBetween(start: Anchor | undefined, end: Anchor | undefined, source: Source): boolean {
  if (!start || !end || laneKey(start.candidate.claim, source) !== laneKey(end.candidate.claim, source)) return false;
  return fell(start.candidate.bounds, end.candidate.bounds);
}

/**
 * Why the running totals give no figure for the month, or null if they say nothing about it at all.
 * `kin` are the usable totals of other definition versions and scopes of the same source, metric and side.
 */
export function reasonFromTotals(
  anchors: readonly Anchor[],
  month: Month,
  source: Source,
  kin: readonly FigureClaim[],
  mayBeNegative: boolean,
): Reason | null {
  const [from, to] = [firstDay(month), endOf(month)];
  const start = neighbours(anchors, from);
  const end = neighbours(anchors, to);
  const [left, right] = [start.at ?? start.before, end.at ?? end.after];
  if (left && right) {
    const obstacle = obstacleBetween(left, right, source);
    if (obstacle) return obstacle;
    // A border that has no total of its own is read from its neighbours, so a fall between these forbids it, too.
    const pairs = [[left, right], ...[start, end].map(({ at, before, after }) => (at ? [] : [before, after]))];
    if (!mayBeNegative && pairs.some(([before, after]) => fellBetween(before, after, source))) return 'NEGATIVE_DIFF';
    return isEmpty(subtractBounds(right.candidate.bounds, left.candidate.bounds)) ? 'BOUND_ONLY' : 'GAP_TOO_WIDE';
  }
  const near = anchors[firstFrom(anchors, addDays(from, -MAX_DAYS_FROM_BOUNDARY))];
  if (!near || daysBetween(to, near.boundary) > MAX_DAYS_FROM_BOUNDARY) return null;
  const isDifferenced = source.totalsAreDifferenceable === 'yes';
  const [first] = anchors;
  if (isDifferenced && !left && first && first.boundary > from && first.boundary < to) return 'PARTIAL_START';
  if (source.totalsAreDifferenceable === 'names') return 'REPORT_DATE_BASIS';
  return reasonFromKin(left ? to : from, anchors, kin, source) ?? 'NO_ANCHOR';
}

/** The series’ own total is missing at a border, but another definition or scope of the same source has one there. */
function reasonFromKin(
  border: Day,
  anchors: readonly Anchor[],
  kin: readonly FigureClaim[],
  source: Source,
): Reason | null {
  const own = anchors[0]?.candidate.claim;
  const there = kin.filter(
    (claim) =>
      claim.asOf !== null && Math.abs(daysBetween(boundaryOf(claim.asOf, source), border)) <= MAX_DAYS_FROM_BOUNDARY,
  );
  if (own && there.some((claim) => claim.definitionVersion !== own.definitionVersion)) return 'MIXED_DEFINITION';
  return there.length > 0 ? 'SCOPE_CHANGED' : null;
}
