/**
 * THE place where claims become monthly figures (domain.md §3; README.md beside this file, with a worked example for each rule).
 *
 * Candidates for a month stand in groups: direct (N1, N2), N3, N4, N5, N6, and the month to date (N10). The first group with a
 * usable candidate wins; a month without one is a gap with a reason. Spans (N7, N8) and running totals stand beside the months.
 */
import {
  type Anchor,
  borderAt,
  correctionsBetween,
  type Difference,
  differenceOf,
  isScopeKept,
  type Lane,
  lastInside,
  otherDifferences,
  reasonFromTotals,
  toLanes,
} from './anchors';
import { withCut, writeArithmetic } from './arithmetic';
import { badgeOf, weakestBadge } from './badge';
import { boundsOf, clampAtZero, isBelowZero, isEmpty, isWiderThanValue, kindOf, toBounds } from './bounds';
import { doCandidatesDiffer, rankCandidates, toCandidate } from './candidates';
import type { ClaimId, FigureClaim } from './claim';
import { completeSum, sumOfDays, sumOfTable } from './daily';
import {
  bearingMonths,
  boundaryOf,
  EXCLUSIONS,
  type Exclusion,
  exclusionOf,
  isPartScope,
  isRunningTotal,
  isTableRow,
  overlapped,
  periodOf,
  statedMonth,
} from './eligibility';
import { absolute, compareExact, fraction, multiply, ONE, subtract, toNumber, ZERO } from './exact';
import type { Cell, Figure, Gap, SeriesFigures, SeriesInput, Total } from './figure-table';
import { isFloor, type LineageOf, sharedLineage } from './lineage';
import type { Made } from './made';
import { isStillCompleting, type Maturity, shareKnownOf } from './maturity';
import { addMonths, daysBetween, daysIn, endOf, firstDay, type Month, monthOf, WAR_START } from './month';
import { type SeriesKey, toSeriesId } from './series';
import { isDefinitionInferred, type Source } from './source';
import { namesAddedSpans, openingSpan, type SpanContext, scaledWorking, statedSpans, toAlsoSaid } from './spans';
import {
  type Badge,
  FIGURE_FLAGS,
  type FigureFlag,
  type FigureNote,
  type Method,
  metricOf,
  REASONS,
  type Reason,
} from './vocabulary';

export type FigureOptions = {
  /** Months to make, in order. */
  readonly months: readonly Month[];
  /** Lowest badge that may be used (N0). */
  readonly threshold: Badge;
  /** Month of `knownOn` in Kyiv (N10); the core has no clock. */
  readonly currentMonth: Month;
  readonly lineageOf: LineageOf;
};

/** The claims held for a month, usable or not. */
type Held = {
  readonly usable: FigureClaim[];
  readonly excluded: { readonly claim: FigureClaim; readonly exclusion: Exclusion }[];
};

/** The claims of one series, sorted into what the rules ask for, once for all months. */
type Shelves = {
  readonly source: Source;
  readonly lanes: readonly Lane[];
  /** All usable anchors of totals since the start, across lanes, in order of boundary. */
  readonly anchors: readonly Anchor[];
  readonly usable: readonly FigureClaim[];
  readonly direct: ReadonlyMap<Month, readonly FigureClaim[]>;
  readonly days: ReadonlyMap<Month, readonly FigureClaim[]>;
  readonly tableRows: ReadonlyMap<Month, readonly FigureClaim[]>;
  readonly corrections: readonly FigureClaim[];
  /** Usable totals of other scopes and definition versions, which explain a missing border. */
  readonly kin: readonly FigureClaim[];
  /** Months for which usable claims under another definition version are held: the series’ first month after them is a break. */
  readonly otherDefinition: ReadonlySet<Month>;
  /** What is held for a month; asked only by gaps. */
  readonly heldFor: (month: Month) => Held | undefined;
};

function pushTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** True for claims of the same source and side: all that can bear on a series at all. */
function isOfSource(claim: FigureClaim, { source, side }: SeriesKey): boolean {
  return claim.source === source && claim.side === side && !isPartScope(claim.scope);
}

/** True when scope and definition version are those of the series. Series are never mixed. */
function isOfScope(claim: FigureClaim, { scope, definitionVersion }: SeriesKey): boolean {
  return claim.scope === scope && claim.definitionVersion === definitionVersion;
}

/** Claims by the months they bear on, sorted out at the first question. */
function toHeld(
  claims: readonly { readonly claim: FigureClaim; readonly exclusion: Exclusion | null }[],
  source: Source,
): (month: Month) => Held | undefined {
  let held: Map<Month, Held> | undefined;
  return (month) => {
    if (!held) {
      held = new Map();
      for (const { claim, exclusion } of claims)
        for (const bearing of bearingMonths(claim, source)) {
          const shelf = held.get(bearing) ?? { usable: [], excluded: [] };
          if (exclusion === null) shelf.usable.push(claim);
          else shelf.excluded.push({ claim, exclusion });
          held.set(bearing, shelf);
        }
    }
    return held.get(month);
  };
}

function toShelves(input: SeriesInput, threshold: Badge): Shelves {
  const { source, key } = input;
  const usable: FigureClaim[] = [];
  const kin: FigureClaim[] = [];
  const otherDefinition = new Set<Month>();
  const direct = new Map<Month, FigureClaim[]>();
  const days = new Map<Month, FigureClaim[]>();
  const tableRows = new Map<Month, FigureClaim[]>();
  const own: { claim: FigureClaim; exclusion: Exclusion | null }[] = [];
  for (const claim of input.claims) {
    if (claim.metric !== key.metric || !isOfSource(claim, key)) continue;
    const exclusion = exclusionOf(claim, source, threshold);
    if (!isOfScope(claim, key)) {
      if (exclusion !== null) continue;
      if (isRunningTotal(claim)) kin.push(claim);
      if (claim.definitionVersion < key.definitionVersion)
        for (const month of bearingMonths(claim, source)) otherDefinition.add(month);
      continue;
    }
    own.push({ claim, exclusion });
    if (exclusion !== null || claim.valueKind === 'none') continue;
    usable.push(claim);
    const stated = statedMonth(claim, source);
    if (stated !== null) pushTo(direct, stated, claim);
    if (claim.periodKind === 'day' && claim.timeBasis !== 'by_event' && claim.periodStart !== null)
      pushTo(days, monthOf(claim.periodStart), claim);
    const row = isTableRow(claim) ? periodOf(claim, source) : null;
    if (row !== null) for (const month of overlapped(row.from, row.to)) pushTo(tableRows, month, claim);
  }
  const lanes = toLanes(usable, source);
  return {
    source,
    lanes,
    anchors: lanes
      .filter((lane) => lane.key.startsWith('start|'))
      .flatMap((lane) => lane.anchors)
      .sort((a, b) =>
        a.boundary < b.boundary
          ? -1
          : a.boundary > b.boundary
            ? 1
            : a.candidate.claim.id < b.candidate.claim.id
              ? -1
              : 1,
      ),
    usable,
    direct,
    days,
    tableRows,
    corrections: usable.filter((claim) => claim.periodKind === 'total_correction'),
    kin,
    otherDefinition,
    heldFor: toHeld(own, source),
  };
}

const NOTHING_MORE = { flags: [], notes: [], unallocated: ZERO } as const;

/** N1 and N2 together: claims whose period is exactly the month; the first by rank, the others also said. */
function madeDirectly(month: Month, shelves: Shelves): Made | null {
  const days = fraction(BigInt(daysIn(month)), 1n);
  const ranked = rankCandidates(
    (shelves.direct.get(month) ?? []).map((claim) =>
      toCandidate(claim, claim.periodKind === 'daily_rate' ? days : ONE),
    ),
  );
  const [chosen, ...others] = ranked;
  if (!chosen) return null;
  const { claim } = chosen;
  const isRate = claim.periodKind === 'daily_rate';
  return {
    ...NOTHING_MORE,
    method: isRate ? 'N2' : 'N1',
    bounds: chosen.bounds,
    claims: [claim],
    used: [{ id: claim.id, revision: claim.revision, role: isRate ? 'rate' : 'stated' }],
    alsoSaid: others.map(toAlsoSaid),
    working: scaledWorking(chosen),
    coverageDays: daysIn(month),
    notes: doCandidatesDiffer(ranked) ? ['CANDIDATES_DIFFER'] : [],
  };
}

function claimsOf(difference: Difference): FigureClaim[] {
  return [...difference.start.used, ...difference.end.used]
    .map(({ anchor }) => anchor.candidate.claim)
    .concat(difference.corrections);
}

/** True when the other totals said for a border disagree with the chosen one beyond rounding. */
function bordersDiffer(difference: Difference): boolean {
  return [...difference.start.used, ...difference.end.used].some(({ anchor }) =>
    doCandidatesDiffer([anchor.candidate, ...anchor.others]),
  );
}

function madeFromDifference(
  method: Method,
  difference: Difference,
  coverageDays: number,
  flags: readonly FigureFlag[],
): Made {
  const borders = [difference.start, difference.end];
  const notes: FigureNote[] = [];
  if (bordersDiffer(difference)) notes.push('CANDIDATES_DIFFER');
  if (difference.corrections.length > 0) notes.push('CORRECTION_SET_APART');
  return {
    method,
    bounds: difference.bounds,
    claims: claimsOf(difference),
    used: difference.used,
    alsoSaid: otherDifferences(difference).map(toAlsoSaid),
    working: difference.working,
    coverageDays,
    flags: [
      ...flags,
      ...(borders.some((border) => border.interpolated) ? (['E'] as const) : []),
      ...(borders.some((border) => !border.reliable) ? (['U'] as const) : []),
    ],
    notes,
    unallocated: difference.unallocated,
  };
}

/** A difference that is a figure: something is known, it did not fall, and both ends have the same scope. */
function isUsable(difference: Difference, mayBeNegative: boolean): boolean {
  return (
    !isEmpty(difference.bounds) &&
    (mayBeNegative || !isBelowZero(difference.bounds)) &&
    isScopeKept(difference.start, difference.end)
  );
}

/** N3, then N4: the difference of the totals at both borders, exact borders before interpolated ones. */
function madeFromTotals(month: Month, shelves: Shelves, mayBeNegative: boolean): Made | null {
  if (shelves.source.totalsAreDifferenceable !== 'yes') return null;
  const [from, to] = [firstDay(month), endOf(month)];
  const differences = shelves.lanes.flatMap((lane) => {
    const [start, end] = [borderAt(lane, from), borderAt(lane, to)];
    if (!start || !end) return [];
    const difference = differenceOf(start, end, correctionsBetween(shelves.corrections, shelves.source, from, to));
    return isUsable(difference, mayBeNegative) ? [difference] : [];
  });
  const isExact = (difference: Difference) => !difference.start.interpolated && !difference.end.interpolated;
  const chosen = differences.find(isExact) ?? differences[0];
  return chosen ? madeFromDifference(isExact(chosen) ? 'N3' : 'N4', chosen, daysIn(month), []) : null;
}

/** N10: the current month, or a past month inside which the source’s last total lies; the days so far, not scaled. */
function madeToDate(month: Month, shelves: Shelves, mayBeNegative: boolean): Made | null {
  if (shelves.source.totalsAreDifferenceable !== 'yes') return null;
  for (const lane of shelves.lanes) {
    const last = lastInside(lane, month);
    const start = borderAt(lane, firstDay(month));
    const end = last ? borderAt(lane, last.boundary) : null;
    if (!last || !start || !end) continue;
    const difference = differenceOf(
      start,
      end,
      correctionsBetween(shelves.corrections, shelves.source, firstDay(month), last.boundary),
    );
    if (isUsable(difference, mayBeNegative))
      return madeFromDifference('N10', difference, daysBetween(firstDay(month), last.boundary), ['P']);
  }
  return null;
}

/** Above this share of the month the sum of days and the change of the total are said to differ (N5). */
const DAILY_SUM_TOLERANCE = fraction(5n, 1000n);

/** N5’s identity: where a total gives the figure and all days are known too, Σ daily must be the change of the total. */
function withDailyCheck(made: Made, month: Month, shelves: Shelves): Made {
  const days = shelves.days.get(month) ?? [];
  if (made.method !== 'N3' || days.length < daysIn(month)) return made;
  const daily = completeSum(month, days);
  if (daily === null || made.bounds.best === null) return made;
  const off = absolute(subtract(daily, made.bounds.best));
  const differs = compareExact(off, multiply(absolute(made.bounds.best), DAILY_SUM_TOLERANCE)) > 0;
  return differs ? { ...made, notes: [...made.notes, 'DAILY_SUM_DIFFERS'] } : made;
}

type Context = SpanContext & {
  readonly shelves: Shelves;
  readonly options: FigureOptions;
  readonly isNameList: boolean;
  readonly maturity: Maturity | null;
};

function makeMonth(month: Month, context: Context): Made | null {
  const { shelves, mayBeNegative } = context;
  // The war begins inside February 2022: what it counts is a span of five days, never a month (domain.md §1.5).
  if (context.isNameList || month <= monthOf(WAR_START)) return null;
  const made =
    madeDirectly(month, shelves) ??
    madeFromTotals(month, shelves, mayBeNegative) ??
    sumOfDays(month, shelves.days.get(month) ?? [], {
      mayBeNegative,
      toDate: month === context.options.currentMonth,
    }) ??
    sumOfTable(month, shelves.tableRows.get(month) ?? []);
  const partial = made === null || made.coverageDays < daysIn(month) ? madeToDate(month, shelves, mayBeNegative) : null;
  return partial ?? (made && withDailyCheck(made, month, shelves));
}

/** Ranges that are rounding and nothing else: no input is itself a range, and no border was interpolated. */
function isRoundingOnly(made: Made): boolean {
  const { low, best, high } = made.bounds;
  if (low === null || best === null || high === null || compareExact(low, high) === 0) return false;
  return made.claims.every((claim) => claim.valueKind !== 'range') && !made.flags.includes('E');
}

/** RANGE_TOO_WIDE: no best value, flag U, drawn as a band; only where an input is itself a range. */
function withWideRange(made: Made): Made {
  const isRange = made.claims.some((claim) => claim.valueKind === 'range');
  if (!isRange || !isWiderThanValue(made.bounds)) return made;
  return {
    ...made,
    bounds: { ...made.bounds, best: null },
    flags: [...made.flags, 'U'],
    notes: [...made.notes, 'RANGE_TOO_WIDE'],
  };
}

/** The figure with what fell below zero cut off, and its arithmetic, which says so (domain.md §1.2). */
function withClamp(made: Made, mayBeNegative: boolean): { readonly made: Made; readonly arithmetic: string } {
  const { bounds, cut } = clampAtZero(made.bounds, mayBeNegative);
  return {
    made: cut === null ? made : { ...made, bounds, notes: [...made.notes, 'CLAMPED_AT_ZERO'] },
    arithmetic: withCut(writeArithmetic(made.bounds, made.working), cut),
  };
}

/** The share known of a whole month that its source is, by its own record, still completing (T8); undefined for all others. */
function completingShare(made: Made, month: Month, context: Context): number | undefined {
  const share = shareKnownOf(context.maturity, month);
  return made.method !== 'N10' && isStillCompleting(share) ? share : undefined;
}

function flagsOf(made: Made, month: Month, context: Context): FigureFlag[] {
  const holds = new Set<FigureFlag>(made.flags);
  if (isBreak(month, context)) holds.add('B');
  if (context.definitionInferred) holds.add('D');
  const isList = context.source.totalsAreDifferenceable === 'names' && made.claims.some(isFloor);
  if (
    isList ||
    month === context.options.currentMonth ||
    made.claims.some((claim) => claim.provisional) ||
    completingShare(made, month, context) !== undefined
  )
    holds.add('P');
  const flags = (Object.keys(FIGURE_FLAGS) as FigureFlag[]).filter((flag) => holds.has(flag));
  return flags.length > 0 ? flags : ['A'];
}

/** How the figure is said; what was interpolated or completed here is never more than approximate. */
function kindOfMade(made: Made): Figure['valueKind'] {
  const said = made.claims.filter((claim) => claim.periodKind !== 'total_correction').map((claim) => claim.valueKind);
  return kindOf(made.bounds, made.flags.includes('E') ? [...said, 'approx'] : said);
}

function toFigure(raw: Made, month: Month, context: Context): Figure {
  const { made, arithmetic } = withClamp(withWideRange(raw), context.mayBeNegative);
  const share = completingShare(made, month, context);
  return {
    kind: 'figure',
    series: context.series,
    month,
    ...toBounds(made.bounds),
    valueKind: kindOfMade(made),
    method: made.method,
    flags: flagsOf(made, month, context),
    notes: isRoundingOnly(made) ? [...made.notes, 'ROUNDING_ONLY'] : made.notes,
    badge: weakestBadge(made.claims.map(badgeOf)),
    floor: made.claims.every(isFloor),
    coverageDays: made.coverageDays,
    daysInMonth: daysIn(month),
    arithmetic,
    unallocated: toNumber(made.unallocated),
    claims: made.used,
    alsoSaid: made.alsoSaid,
    lineage: sharedLineage(
      made.claims.filter((claim) => claim.periodKind !== 'total_correction').map(context.options.lineageOf),
    ),
    ...(share === undefined ? {} : { shareKnown: share }),
  };
}

/** The first reason of domain.md §3.5 that holds, and the claims that are held for the month all the same. */
function toGap(month: Month, context: Context): Gap {
  const { shelves } = context;
  const held = shelves.heldFor(month);
  const claims = [...(held?.usable ?? []), ...(held?.excluded ?? []).map(({ claim }) => claim)]
    .map((claim) => claim.id)
    .sort();
  const gap = (reason: Reason): Gap => ({ kind: 'gap', series: context.series, month, reason, claims });
  if (context.isNameList) return gap('REPORT_DATE_BASIS');
  if (held && held.usable.length === 0 && held.excluded.length > 0) {
    const last = Math.max(...held.excluded.map(({ exclusion }) => EXCLUSIONS.indexOf(exclusion)));
    return gap(EXCLUSIONS[last] ?? 'SUPERSEDED_ALL');
  }
  if (month === monthOf(WAR_START) && held) return gap('PARTIAL_START');
  if (month <= monthOf(WAR_START)) return gap('NO_CLAIM');
  const fromTotals = reasonFromTotals(shelves.anchors, month, shelves.source, shelves.kin, context.mayBeNegative);
  return gap(fromTotals ?? (held && held.usable.length > 0 ? 'GAP_TOO_WIDE' : 'NO_CLAIM'));
}

/**
 * True when the month is not comparable with the one before: a break is dated inside it, or the month before belongs to an
 * earlier definition. Asked of the month alone, so that a figure is the same in every window.
 */
function isBreak(month: Month, context: Context): boolean {
  const isBroken = (at: Month) => context.events.some((event) => event.kind === 'break' && monthOf(event.day) === at);
  if (isBroken(month)) return true;
  // A month without a figure cannot say that it is the first after a break: the next one does.
  const before = addMonths(month, -1);
  return (isBroken(before) || context.shelves.otherDefinition.has(before)) && makeMonth(before, context) === null;
}

/** The running totals as said whose report is dated in the months asked for. */
function toTotals(context: Context): Total[] {
  const [first, last] = [context.months[0], context.months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [firstDay(first), endOf(last)];
  const byDay = (a: Total, b: Total) =>
    a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : a.claims[0] && b.claims[0] && a.claims[0].id < b.claims[0].id ? -1 : 1;
  const totals: Total[] = [];
  for (const claim of context.shelves.usable) {
    if (claim.periodKind !== 'cumulative_since_start' || claim.asOf === null) continue;
    if (claim.asOf < from || claim.asOf >= to) continue;
    const { bounds } = clampAtZero(boundsOf(claim), context.mayBeNegative);
    totals.push({
      series: context.series,
      asOf: claim.asOf,
      boundary: boundaryOf(claim.asOf, context.source),
      valueKind: kindOf(bounds, [claim.valueKind]),
      ...toBounds(bounds),
      badge: badgeOf(claim),
      floor: isFloor(claim),
      claims: [{ id: claim.id, revision: claim.revision, role: 'end' }],
      lineage: context.options.lineageOf(claim),
    });
  }
  return totals.sort(byDay);
}

/** The usable totals of the name list behind a *names added* series: the same source’s and side’s confirmed dead (N8). */
function listLanes(input: SeriesInput, threshold: Badge): Lane[] {
  const totals = input.claims.filter(
    (claim) =>
      claim.metric === 'killed_confirmed' &&
      claim.periodKind === 'cumulative_since_start' &&
      isOfSource(claim, input.key) &&
      isOfScope(claim, input.key) &&
      exclusionOf(claim, input.source, threshold) === null,
  );
  return toLanes(totals, input.source);
}

/**
 * The monthly figures or gaps, the spans and the running totals of one series, as its claims stood at one instant.
 *
 * The result depends on nothing else: not on the order of the claims, not on claims of other series, not on any clock.
 */
export function toFigures(input: SeriesInput, options: FigureOptions): SeriesFigures {
  const shelves = toShelves(input, options.threshold);
  const isNameList = input.key.metric === 'names_added';
  const context: Context = {
    series: toSeriesId(input.key),
    months: options.months,
    source: input.source,
    events: input.events.filter((event) => event.metric === input.key.metric && event.side === input.key.side),
    lineageOf: options.lineageOf,
    definitionInferred: isDefinitionInferred(input.source, input.key),
    shelves,
    options,
    mayBeNegative: metricOf(input.key.metric).mayBeNegative,
    isNameList,
    maturity: input.maturity ?? null,
  };
  const spans = [
    ...statedSpans(shelves.usable, context, isNameList),
    ...(isNameList ? namesAddedSpans(listLanes(input, options.threshold), context) : []),
    ...(input.source.totalsAreDifferenceable === 'yes' ? openingSpan(shelves.lanes, context) : []),
  ];
  let totals: readonly Total[] | undefined;
  return {
    cells: options.months.map((month): Cell => {
      const made = makeMonth(month, context);
      return made === null ? toGap(month, context) : toFigure(made, month, context);
    }),
    spans,
    // Most views ask for months alone, and a series may hold a total for each day of the war.
    get totals() {
      totals ??= toTotals(context);
      return totals;
    },
  };
}

/** Ids of all claims that a cell names: those used and those also said, or those held by a gap. */
export function claimIdsOf(cell: Cell): ClaimId[] {
  return cell.kind === 'gap' ? [...cell.claims] : [...cell.claims, ...cell.alsoSaid].map((claim) => claim.id);
}

/** The one flag or reason that is shown where there is room for one (domain.md §1.7). */
export function shownFlag(cell: Cell): FigureFlag {
  return cell.kind === 'gap' ? REASONS[cell.reason].flag : (cell.flags[0] ?? 'A');
}
