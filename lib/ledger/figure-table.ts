/**
 * Months × series of Figure or Gap: the one shape that chart, table, CSV, JSON and picture print (layout.md §4).
 */
import type { ClaimId, FigureClaim } from './claim';
import type { Maturity } from './maturity';
import type { Day, Instant, Month } from './month';
import type { SeriesId, SeriesKey } from './series';
import type { SeriesEvent, Source } from './source';
import type {
  Badge,
  Claimant,
  CountBasis,
  FigureFlag,
  FigureNote,
  Method,
  Metric,
  NoteKind,
  Reason,
  Unit,
  ValueKind,
} from './vocabulary';

/** A claim as an ingredient: `role` says what it was to the arithmetic. */
export type UsedClaim = {
  readonly id: ClaimId;
  readonly revision: number;
  readonly role:
    | 'stated'
    | 'rate'
    | 'start'
    | 'end'
    | 'start_before'
    | 'start_after'
    | 'end_before'
    | 'end_after'
    | 'day'
    | 'correction';
};

/** A further claim for the same month that the rules did not choose, with its bounds brought to the month. Numbers for display. */
export type AlsoSaid = {
  readonly id: ClaimId;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
};

/** Low, best and high; absent bounds are null. Numbers are the nearest doubles of the exact values. */
export type Bounds = { readonly low: number | null; readonly best: number | null; readonly high: number | null };

/** A figure of one series for one month as known at one instant (domain.md §1.1 `Observation`). */
export type Figure = Bounds & {
  readonly kind: 'figure';
  readonly series: SeriesId;
  readonly month: Month;
  /** How the figure is said: a range has no best of its own; a one-sided figure has one bound. */
  readonly valueKind: Exclude<ValueKind, 'none'>;
  readonly method: Method;
  /** All that hold, by precedence; `["A"]` when none does. */
  readonly flags: readonly FigureFlag[];
  readonly notes: readonly FigureNote[];
  readonly badge: Badge;
  /** A count of records: at least so many. */
  readonly floor: boolean;
  readonly coverageDays: number;
  readonly daysInMonth: number;
  /** The sum as it was done, evaluable: `654430 − 616300 = 38130`. */
  readonly arithmetic: string;
  /** Announced corrections set apart (T10): Σ months + unallocated = change of the total. */
  readonly unallocated: number;
  readonly claims: readonly UsedClaim[];
  readonly alsoSaid: readonly AlsoSaid[];
  /** Lineage of the claims used, null if mixed or if they are no voice. */
  readonly lineage: string | null;
  /** Of a month that its source is still completing: what months of its age had told, in the median, from 0 to 1 (T8). */
  readonly shareKnown?: number | undefined;
};

/** A month without a figure, and why. Never zero. */
export type Gap = {
  readonly kind: 'gap';
  readonly series: SeriesId;
  readonly month: Month;
  readonly reason: Reason;
  /** Claims held for the month that could not be used, for the walk from the gap to them. */
  readonly claims: readonly ClaimId[];
};

export type Cell = Figure | Gap;

/** A claim (or a difference of list totals, N8) over other days than one month, shown over its true days (N7). */
export type Span = Bounds & {
  readonly series: SeriesId;
  /** First day, and first day after (half-open). */
  readonly from: Day;
  readonly to: Day;
  readonly method: 'N7' | 'N8';
  readonly valueKind: Exclude<ValueKind, 'none'>;
  /** Mean a day, of best where there is one, of the middle of a range otherwise, else of the one bound. */
  readonly perDay: number;
  readonly flags: readonly FigureFlag[];
  readonly badge: Badge;
  readonly floor: boolean;
  readonly arithmetic: string;
  readonly claims: readonly UsedClaim[];
  /** Other claims over exactly the same days. */
  readonly alsoSaid: readonly AlsoSaid[];
  readonly lineage: string | null;
};

/** A running total as said, for `measure=total`: a point on the day to which it reaches, never a line between estimates. */
export type Total = Bounds & {
  readonly series: SeriesId;
  readonly asOf: Day;
  /** First day not counted, under the source's counting convention. */
  readonly boundary: Day;
  readonly valueKind: Exclude<ValueKind, 'none'>;
  readonly badge: Badge;
  readonly floor: boolean;
  readonly claims: readonly UsedClaim[];
  readonly lineage: string | null;
};

/** All that toFigures gives for one series. */
export type SeriesFigures = {
  readonly cells: readonly Cell[];
  readonly spans: readonly Span[];
  readonly totals: readonly Total[];
};

/** What the table says about one of its series. */
export type TableSeries = SeriesKey & {
  readonly id: SeriesId;
  readonly unit: Unit;
  readonly sourceName: string;
  readonly sourceShortName: string;
  readonly claimant: Claimant;
  /** Count bases of the claims used, most frequent first. */
  readonly countBases: readonly CountBasis[];
  /** Lineage of the claims behind the figures shown, null if mixed. */
  readonly lineage: string | null;
  /** Slug of the source that most of the figures shown restate, or null. */
  readonly repeats: string | null;
  readonly definitionInferred: boolean;
  /** Last month with a figure, or last day of a span or total: “a line says until when each source reports”. */
  readonly reportsUntil: Day | null;
};

/** One chart: one metric, one unit, one axis (A2). */
export type Panel = {
  readonly metric: Metric;
  readonly unit: Unit;
  readonly series: readonly SeriesId[];
  /** Why this panel stands apart from the one before; null for the first. */
  readonly apartBecause: string | null;
  /** Series that the view could add to this panel: “Also said in these months”. */
  readonly alsoSaid: readonly {
    readonly series: SeriesId;
    readonly sourceName: string;
    readonly figures: number;
    readonly spans: number;
  }[];
};

/**
 * How far the figures of one month lie apart, for one metric, side and scope (domain.md §3.4; A10). A spread of claims, not an estimate.
 */
export type Disagreement = {
  readonly metric: Metric;
  readonly side: SeriesKey['side'];
  readonly scope: string;
  readonly month: Month;
  /** How many claims the figures name, those also said included. */
  readonly claims: number;
  /** How many lineages speak; what is no voice does not count. */
  readonly lineages: number;
  /** Lowest low and highest high of all figures; a best value stands for a bound that is not there. */
  readonly low: number | null;
  readonly high: number | null;
  /** The best value of each series that has a figure, by its id. */
  readonly bests: readonly { readonly series: SeriesId; readonly best: number | null }[];
  /** The series that stand for the lineages set against each other, by id; empty with fewer than two. */
  readonly compared: readonly SeriesId[];
  /** Greatest best by the smallest, or their difference where the metric may be negative or a best is not above zero; null with fewer than two. */
  readonly distance: { readonly kind: 'ratio' | 'difference'; readonly value: number } | null;
  /** Whether one value lies in all their intervals, a best value taken with at least ± 2 %; null where nothing is compared. */
  readonly overlap: boolean | null;
};

/** A ratio or share that somebody stated, by which a reader multiplies figures of another metric (N9). */
export type RatioClaim = Pick<
  FigureClaim,
  | 'id'
  | 'revision'
  | 'metric'
  | 'side'
  | 'source'
  | 'valueKind'
  | 'low'
  | 'best'
  | 'high'
  | 'roundingUnit'
  | 'publishedOn'
> & { readonly sourceName: string; readonly badge: Badge };

/** One figure of a reader’s scenario: what the base figure would be times the ratio. No claim, and never counted as one (N9). */
export type ScenarioFigure = Bounds & {
  /** The series and month of the figure that it starts from. */
  readonly series: SeriesId;
  readonly month: Month;
  readonly valueKind: Exclude<ValueKind, 'none'>;
  readonly flags: readonly ['scenario'];
  /** The sum as it was done, evaluable. */
  readonly arithmetic: string;
  /** The claims behind the base figure; the ratio’s is the scenario’s own. */
  readonly claims: readonly UsedClaim[];
};

/** A layer that a reader has laid over the claims: figures of one metric turned into another by a ratio that somebody stated (N9, A20). */
export type Scenario = {
  readonly ratio: RatioClaim;
  readonly from: Metric;
  readonly yields: Metric;
  /** `killed × (1 + wounded per killed)`. */
  readonly formula: string;
  /** Why it has a panel of its own; null where it lies in the panel of the metric that it yields. */
  readonly apartBecause: string | null;
  /** By series, then by month; empty where the view has nothing to start from. */
  readonly figures: readonly ScenarioFigure[];
};

/** A note on the table. `amount` is by how much a source corrected its running total, where a claim says so (T10). */
export type TableEvent = Omit<SeriesEvent, 'kind'> & {
  readonly kind: NoteKind;
  readonly amount?: string;
  /** It is about the whole month of its day. */
  readonly isOfMonth?: true;
  /** What a late entry changed, and when it was entered here. */
  readonly late?: LateChange;
};

/** What was said of a figure before and after something was entered long after its month; best values, null where there is none. */
export type LateChange = { readonly enteredOn: Day; readonly before: number | null; readonly after: number | null };

/** A figure that already stood and was changed by something entered long after its month. */
export type LateEntry = LateChange & { readonly series: SeriesId; readonly month: Month };

/** The whole of one view's data as known at one instant. */
export type FigureTable = {
  readonly methodVersion: string;
  /** The latest publish, not after the asked instant, that touches a series of the view (domain.md §1.8). */
  readonly knownOn: Instant;
  readonly months: readonly Month[];
  readonly measure: 'month' | 'total';
  readonly panels: readonly Panel[];
  readonly series: readonly TableSeries[];
  readonly cells: ReadonlyMap<SeriesId, readonly Cell[]>;
  readonly spans: readonly Span[];
  readonly totals: readonly Total[];
  readonly events: readonly TableEvent[];
  readonly sources: readonly Source[];
  /** Number of different lineages that speak in the view. */
  readonly lineages: number;
  /** The spread of claims of each month, where two series or more of one metric and scope speak (A10). */
  readonly disagreement: readonly Disagreement[];
  /** The layer that the reader has asked for, beside everything else (N9); null where none is. */
  readonly scenario: Scenario | null;
};

/** What is needed to make the figures of one series. */
export type SeriesInput = {
  readonly key: SeriesKey;
  readonly source: Source;
  /** All claims of the source for the metric, side and every scope and definition version that can bear on the months. */
  readonly claims: readonly FigureClaim[];
  readonly events: readonly SeriesEvent[];
  /** The revision record of the series, where it was read (T8). */
  readonly maturity?: Maturity | null;
};
