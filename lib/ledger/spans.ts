/**
 * What is shown over its true days and never turned into months: rules N7 and N8 (domain.md §3.3).
 */

import { borderAt, differenceOf, isScopeKept, type Lane } from './anchors';
import { operand, type Working, withCut, writeArithmetic } from './arithmetic';
import { badgeOf, weakestBadge } from './badge';
import { boundsOf, clampAtZero, type ExactBounds, isEmpty, kindOf, toBounds } from './bounds';
import { type Candidate, rankCandidates, toCandidate } from './candidates';
import type { FigureClaim } from './claim';
import { periodOf, statedMonth } from './eligibility';
import { exactToText, fraction, ONE } from './exact';
import type { AlsoSaid, Span, UsedClaim } from './figure-table';
import { isFloor, type LineageOf, sharedLineage } from './lineage';
import { type Day, daysBetween, endOf, firstDay, type Month, monthOf, WAR_START } from './month';
import type { SeriesId } from './series';
import type { SeriesEvent, Source } from './source';
import { FIGURE_FLAGS, type FigureFlag, metricOf, type ValueKind } from './vocabulary';

export type SpanContext = {
  readonly series: SeriesId;
  /** The months asked for: a span that shares no day with them is not made. */
  readonly months: readonly Month[];
  readonly source: Source;
  readonly events: readonly SeriesEvent[];
  readonly lineageOf: LineageOf;
  readonly definitionInferred: boolean;
  readonly mayBeNegative: boolean;
};

type Made = {
  readonly from: Day;
  readonly to: Day;
  readonly method: Span['method'];
  readonly bounds: ExactBounds;
  readonly kinds: readonly ValueKind[];
  readonly working: Working;
  readonly claims: readonly FigureClaim[];
  readonly used: readonly UsedClaim[];
  readonly alsoSaid: readonly AlsoSaid[];
};

/** Mean a day: of the best value, of the middle of a range, or of the one bound there is. */
function meanPerDay(bounds: ExactBounds, days: number): number {
  const { low, best, high } = toBounds(bounds);
  const value = best ?? (low !== null && high !== null ? (low + high) / 2 : (low ?? high));
  return value === null ? Number.NaN : value / days;
}

function flagsOf(made: Made, context: SpanContext): FigureFlag[] {
  const hasBreak = context.events.some(
    (event) => event.kind === 'break' && event.day >= made.from && event.day < made.to,
  );
  const provisional =
    context.source.totalsAreDifferenceable === 'names' || made.claims.some((claim) => claim.provisional);
  const holds: Partial<Record<FigureFlag, boolean>> = { B: hasBreak, P: provisional, D: context.definitionInferred };
  const flags = (Object.keys(FIGURE_FLAGS) as FigureFlag[]).filter((flag) => holds[flag]);
  return flags.length > 0 ? flags : ['A'];
}

function toSpan(made: Made, context: SpanContext): Span {
  const { bounds, cut } = clampAtZero(made.bounds, context.mayBeNegative);
  return {
    series: context.series,
    from: made.from,
    to: made.to,
    method: made.method,
    valueKind: kindOf(bounds, made.kinds),
    ...toBounds(bounds),
    perDay: meanPerDay(bounds, daysBetween(made.from, made.to)),
    flags: flagsOf(made, context),
    badge: weakestBadge(made.claims.map(badgeOf)),
    floor: made.claims.every(isFloor),
    arithmetic: withCut(writeArithmetic(made.bounds, made.working), cut),
    claims: made.used,
    alsoSaid: made.alsoSaid,
    lineage: sharedLineage(made.claims.map(context.lineageOf)),
  };
}

const byDays = (a: Span, b: Span) =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : a.to > b.to ? 1 : 0;

/** `1271 × 30`, or just the value when nothing was multiplied. */
export function scaledWorking({ claim, bounds, factor }: Candidate): Working {
  if (factor.num === factor.den) return (bound) => operand(bounds[bound]);
  const said = boundsOf(claim);
  return (bound) => `${operand(said[bound])} × ${exactToText(factor)}`;
}

/** True when the half-open days share one with the months asked for. */
function isWithin(from: Day, to: Day, { months }: SpanContext): boolean {
  const [first, last] = [months[0], months.at(-1)];
  return first !== undefined && last !== undefined && from < endOf(last) && to > firstDay(first);
}

/**
 * N7: claims over other days than one month, one span for each stretch of days; equal stretches are ranked like candidates.
 * `monthsToo` for series that have no monthly figures (N8), where a stated month is a span like any other.
 */
export function statedSpans(claims: readonly FigureClaim[], context: SpanContext, monthsToo = false): Span[] {
  const stretches = new Map<string, { from: Day; to: Day; claims: FigureClaim[] }>();
  for (const claim of claims) {
    if (
      claim.periodKind !== 'interval' &&
      claim.periodKind !== 'daily_rate' &&
      claim.periodKind !== 'cumulative_since_date'
    )
      continue;
    const period = periodOf(claim, context.source);
    if (period === null || claim.valueKind === 'none' || !isWithin(period.from, period.to, context)) continue;
    if (!monthsToo && statedMonth(claim, context.source) !== null) continue;
    const key = `${period.from}|${period.to}`;
    const stretch = stretches.get(key) ?? { ...period, claims: [] };
    stretch.claims.push(claim);
    stretches.set(key, stretch);
  }
  return [...stretches.values()]
    .flatMap(({ from, to, claims: said }): Span[] => {
      const days = fraction(BigInt(daysBetween(from, to)), 1n);
      const [chosen, ...others] = rankCandidates(
        said.map((claim) => toCandidate(claim, claim.periodKind === 'daily_rate' ? days : ONE)),
      );
      if (!chosen) return [];
      const { claim } = chosen;
      return [
        toSpan(
          {
            from,
            to,
            method: 'N7',
            bounds: chosen.bounds,
            kinds: [claim.valueKind],
            working: scaledWorking(chosen),
            claims: [claim],
            used: [
              { id: claim.id, revision: claim.revision, role: claim.periodKind === 'daily_rate' ? 'rate' : 'stated' },
            ],
            alsoSaid: others.map(toAlsoSaid),
          },
          context,
        ),
      ];
    })
    .sort(byDays);
}

export function toAlsoSaid(candidate: Pick<Candidate, 'claim' | 'bounds'>): AlsoSaid {
  const { bounds } = clampAtZero(candidate.bounds, metricOf(candidate.claim.metric).mayBeNegative);
  return { id: candidate.claim.id, ...toBounds(bounds) };
}

/** The days from the start of the war to 1 March 2022: a span of five days, never a month (domain.md §1.5). */
export function openingSpan(lanes: readonly Lane[], context: SpanContext): Span[] {
  const to = endOf(monthOf(WAR_START));
  if (!isWithin(WAR_START, to, context)) return [];
  const end = lanes
    .filter((lane) => lane.key.startsWith('start|'))
    .map((lane) => borderAt(lane, to))
    .find((border) => border !== null && !border.interpolated);
  const claim = end?.used[0]?.anchor.candidate.claim;
  if (!end || !claim || isEmpty(end.bounds)) return [];
  return [
    toSpan(
      {
        from: WAR_START,
        to,
        method: 'N7',
        bounds: end.bounds,
        kinds: [claim.valueKind],
        working: (bound) => `${operand(end.bounds[bound])} − 0`,
        claims: [claim],
        used: [{ id: claim.id, revision: claim.revision, role: 'end' }],
        alsoSaid: [],
      },
      context,
    ),
  ];
}

/**
 * N8: names added between each two successive totals of one list, over its true days, never divided into months.
 * A bound is no total; a total that fell gives no span.
 */
export function namesAddedSpans(lanes: readonly Lane[], context: SpanContext): Span[] {
  const spans: Span[] = [];
  for (const lane of lanes) {
    const totals = lane.anchors.filter((anchor) => anchor.candidate.bounds.best !== null);
    totals.forEach((start, index) => {
      const end = totals[index + 1];
      if (!end) return;
      if (!isWithin(start.boundary, end.boundary, context)) return;
      const [from, to] = [borderAt(lane, start.boundary), borderAt(lane, end.boundary)];
      const difference = from && to && isScopeKept(from, to) ? differenceOf(from, to, []) : null;
      if (!difference || (difference.bounds.best?.num ?? -1n) < 0n) return;
      const claims = [start.candidate.claim, end.candidate.claim];
      spans.push(
        toSpan(
          {
            from: start.boundary,
            to: end.boundary,
            method: 'N8',
            bounds: difference.bounds,
            kinds: claims.map((claim) => claim.valueKind),
            working: difference.working,
            claims,
            used: difference.used,
            alsoSaid: [],
          },
          context,
        ),
      );
    });
  }
  return spans.sort(byDays);
}
