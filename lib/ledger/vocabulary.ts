/**
 * Every enumeration of the ledger, once: code, label, sentence, order, colour token.
 * The zod enums, the database's CHECK constraints, the codebook page and the CSV headers are derived from or
 * tested against these lists (domain.md §1, §2, §3.5).
 */

/** The codes of a vocabulary, in its own order, as the tuple that `z.enum` takes. */
export function codesOf<Code extends string>(list: Readonly<Record<Code, unknown>>): [Code, ...Code[]] {
  return Object.keys(list) as [Code, ...Code[]];
}

/** True when `value` is a code of `list`; narrows unknown text from URLs and files. */
export function isCodeOf<Code extends string>(list: Readonly<Record<Code, unknown>>, value: unknown): value is Code {
  return typeof value === 'string' && Object.hasOwn(list, value);
}

/** domain.md §1.4: whose people or equipment the number counts. `both` is shown, never charted or compared. */
export const SIDES = {
  ru: { label: 'Russia', adjective: 'Russian', charted: true },
  ua: { label: 'Ukraine', adjective: 'Ukrainian', charted: true },
  both: { label: 'Both sides together', adjective: 'both sides’', charted: false },
} as const;
export type Side = keyof typeof SIDES;

/** Party to the war of a source. */
export const PARTIES = {
  ua: { label: 'Ukraine' },
  ru: { label: 'Russia' },
  none: { label: 'Not a party' },
} as const;
export type Party = keyof typeof PARTIES;

/** domain.md §1.4: derived from source × side, never entered. */
export const CLAIMANTS = {
  own_side: { label: 'about its own side', sentence: 'A party to the war speaks about its own losses.' },
  adversary: { label: 'about its adversary', sentence: 'A party to the war speaks about the losses of its enemy.' },
  third_party: { label: 'third party', sentence: 'The source is not a party to the war.' },
} as const;
export type Claimant = keyof typeof CLAIMANTS;

/** What kind of originator a source is. */
export const SOURCE_CLASSES = {
  belligerent_official: { label: 'Official of a party to the war' },
  foreign_intelligence: { label: 'Foreign intelligence service' },
  foreign_official: { label: 'Foreign government or alliance' },
  international_org: { label: 'International organisation' },
  think_tank: { label: 'Research institute' },
  independent_media: { label: 'Independent media' },
  osint_project: { label: 'Open-source project' },
  leak: { label: 'Leaked document' },
} as const;
export type SourceClass = keyof typeof SOURCE_CLASSES;

/** Units of metrics. Two metrics of different units never share an axis (domain.md §1.3). */
export const UNITS = {
  persons: { label: 'persons', one: 'person', whole: true },
  names: { label: 'names', one: 'name', whole: true },
  items: { label: 'items', one: 'item', whole: true },
  km2: { label: 'km²', one: 'km²', whole: false },
  km: { label: 'km', one: 'km', whole: false },
  persons_per_km2: { label: 'persons per km²', one: 'person per km²', whole: false },
  persons_per_km: { label: 'persons per km', one: 'person per km', whole: false },
  persons_per_person: { label: 'persons per person', one: 'person per person', whole: false },
  per_cent: { label: 'per cent', one: 'per cent', whole: false },
  usd: { label: 'US dollars', one: 'US dollar', whole: true },
} as const;
export type Unit = keyof typeof UNITS;

type MetricEntry = {
  /** As written on pages, lower case except for proper names. */
  readonly label: string;
  /** One line: what is counted. */
  readonly definition: string;
  readonly family: 'casualties' | 'personnel' | 'territory' | 'ratio' | 'equipment' | 'plan';
  readonly unit: Unit;
  /** A count of things that happened in a period; only these can become monthly figures. A ratio, a share or a plan never does. */
  readonly monthly: boolean;
  readonly mayBeNegative: boolean;
  /** Never shares a panel with anything but itself, whatever its unit (N0). */
  readonly ownPanel?: true;
  readonly note?: string;
};

const equipment = (label: string, definition: string): MetricEntry => ({
  label,
  definition,
  family: 'equipment',
  unit: 'items',
  monthly: true,
  mayBeNegative: false,
});
const ratio = (label: string, definition: string, unit: Unit, mayBeNegative = false): MetricEntry => ({
  label,
  definition,
  family: 'ratio',
  unit,
  monthly: false,
  mayBeNegative,
});
const persons = (family: MetricEntry['family'], label: string, definition: string, note?: string): MetricEntry => ({
  label,
  definition,
  family,
  unit: 'persons',
  monthly: true,
  mayBeNegative: false,
  ...(note ? { note } : {}),
});

/** domain.md §1.3: coded outcome definitions, in the order in which panels stand. */
export const METRICS = {
  killed_or_wounded: persons(
    'casualties',
    'killed or wounded',
    'Killed and wounded persons together, as in the wording “killed and wounded”.',
  ),
  killed_wounded_or_missing: persons(
    'casualties',
    'killed, wounded or missing',
    'Killed, wounded and missing persons together.',
  ),
  casualties_all: persons('casualties', 'all casualties', 'Killed, wounded, missing and captured persons together.'),
  permanent_losses: persons(
    'casualties',
    'permanent losses',
    'Killed persons and those wounded so badly that they do not return to service.',
    'Equals the staff term “irrecoverable” only if missing and captured persons are included.',
  ),
  irrecoverable: persons(
    'casualties',
    'irrecoverable losses',
    'The staff term безвозвратные / безповоротні: killed, died of wounds, missing and captured.',
  ),
  personnel_losses_unspecified: {
    ...persons(
      'casualties',
      'personnel losses, not specified',
      'The source says “losses”, “eliminated” or the like without a definition, and none can be supported.',
    ),
    ownPanel: true,
  },
  names_added: {
    label: 'names added',
    definition:
      'Names entered on a list of the dead between two of its announced totals, by date of report. Never the deaths of those days.',
    family: 'casualties',
    unit: 'names',
    monthly: true,
    mayBeNegative: false,
    ownPanel: true,
    note: 'Raw documented counts do not show trends by themselves: the pace of a list is the pace of its makers and of registries, too.',
  },
  territory_gained: {
    label: 'territory gained',
    definition:
      'Land area that came under control of the side in the period, as the source counts it. The balance may be negative.',
    family: 'territory',
    unit: 'km2',
    monthly: true,
    mayBeNegative: true,
    note: 'Some sources print land newly occupied, others the balance of gains and losses.',
  },
  killed: persons(
    'casualties',
    'killed',
    'Dead from hostile action, including died of wounds unless the source separates them.',
  ),
  killed_confirmed: persons(
    'casualties',
    'killed, confirmed by name',
    'Dead who are recorded one by one, by name or artefact. A floor: the true number is not smaller.',
  ),
  killed_or_missing: persons('casualties', 'killed or missing', 'Killed persons and missing persons presumed dead.'),
  missing: persons('casualties', 'missing', 'Persons unaccounted for and not known to be captured.'),
  captured: persons('casualties', 'captured', 'Prisoners of war.'),
  wounded: persons('casualties', 'wounded', 'Wounded persons, with the severity that the source states.'),
  wounded_cases: persons(
    'casualties',
    'cases of wounding',
    'Treatments of wounds, not persons: one person can be counted more than once.',
  ),
  recruited: persons('personnel', 'recruited', 'Persons who entered service, by whatever way the source counts.'),
  recruited_volunteer: persons(
    'personnel',
    'recruited as volunteers',
    'Persons who entered service in volunteer units.',
  ),
  recruited_foreign: persons('personnel', 'recruited abroad', 'Foreign nationals who entered service.'),
  mobilised: persons('personnel', 'mobilised', 'Persons called up.'),
  losses_minus_recruits: {
    ...persons(
      'personnel',
      'losses minus recruits',
      'Personnel lost less personnel recruited; negative when more were recruited than lost.',
    ),
    mayBeNegative: true,
  },
  forces_committed: {
    ...persons('personnel', 'forces committed', 'Persons present in a place on a day. A strength, not a loss.'),
    monthly: false,
  },
  equipment_lost_tank: equipment(
    'tanks lost',
    'Tanks destroyed, damaged, abandoned or captured, as the source counts them.',
  ),
  equipment_destroyed_tank: equipment('tanks destroyed', 'Tanks destroyed; fewer than tanks lost.'),
  equipment_lost_armoured_vehicle: equipment('armoured vehicles lost', 'Armoured fighting vehicles lost.'),
  equipment_lost_artillery: equipment('artillery systems lost', 'Artillery systems lost.'),
  equipment_lost_aircraft: equipment('aircraft lost', 'Aeroplanes lost.'),
  equipment_lost_naval_vessel: equipment('naval vessels lost', 'Ships and boats lost.'),
  equipment_lost_ammunition: equipment('ammunition lost', 'Rounds of ammunition lost.'),
  equipment_lost_total: equipment('equipment lost', 'Weapons and vehicles of all kinds lost.'),
  equipment_lost_total_irretrievable: equipment(
    'equipment lost for good',
    'Weapons and vehicles of all kinds lost for good.',
  ),
  equipment_lost_total_repairable: equipment(
    'equipment damaged, repairable',
    'Weapons and vehicles of all kinds damaged and restorable.',
  ),
  casualties_per_km2: ratio(
    'casualties per km²',
    'Killed and wounded persons for each square kilometre gained. Derived from a casualty claim and a territory claim.',
    'persons_per_km2',
  ),
  killed_per_km2: ratio('killed per km²', 'Killed persons for each square kilometre gained.', 'persons_per_km2'),
  losses_per_km_of_front: ratio(
    'losses per km of front',
    'Personnel losses for each kilometre of front line.',
    'persons_per_km',
  ),
  exchange_ratio: ratio('exchange ratio', 'Losses of this side for each loss of the other side.', 'persons_per_person'),
  wounded_per_killed: ratio('wounded per killed', 'Wounded persons for each killed person.', 'persons_per_person'),
  permanently_wounded_per_killed: ratio(
    'permanently wounded per killed',
    'Persons wounded for good for each killed person.',
    'persons_per_person',
  ),
  killed_share: ratio('killed, share', 'Killed persons in per cent of killed or wounded persons.', 'per_cent'),
  assault_casualty_share: ratio(
    'casualties of an assault, share',
    'Casualties in per cent of those who took part in an assault.',
    'per_cent',
  ),
  recruitment_plan_share: ratio('recruitment plan fulfilled, share', 'Recruits in per cent of the plan.', 'per_cent'),
  tank_stock_lost_share: ratio(
    'tank stock lost, share',
    'Tanks lost in per cent of the stock before the war.',
    'per_cent',
  ),
  losses_change: ratio(
    'change of losses',
    'Change of losses against an earlier period, in per cent.',
    'per_cent',
    true,
  ),
  signing_bonus: ratio('signing bonus', 'Money paid to a person who signs a contract.', 'usd'),
  front_length: ratio('length of the front', 'Length of the front line on a day.', 'km'),
  undefined_metric: {
    ...persons(
      'casualties',
      'not definable',
      'A number whose definition cannot be coded at all: kept with its quote, never charted.',
    ),
    monthly: false,
    ownPanel: true,
  },
  target_recruited: { ...persons('plan', 'recruitment target', 'A plan, never charted as recruits.'), monthly: false },
  target_killed_or_wounded: {
    ...persons('plan', 'target for enemy losses', 'A plan, never charted as a loss.'),
    monthly: false,
  },
} as const satisfies Record<string, MetricEntry>;
export type Metric = keyof typeof METRICS;

/** One metric's entry with the optional fields present in the type. */
export function metricOf(metric: Metric): MetricEntry {
  return METRICS[metric];
}

/** domain.md §1.3, last table: containment, for checks and never for conversion. */
export const METRIC_CONTAINS: readonly (readonly [smaller: Metric, larger: Metric])[] = [
  ['killed_confirmed', 'killed'],
  ['killed', 'killed_or_missing'],
  ['killed', 'killed_or_wounded'],
  ['killed_or_wounded', 'casualties_all'],
];

/** domain.md §1.3: on what a number rests. `floor` marks counts of records: at least so many. */
export const COUNT_BASES = {
  enumerated: { label: 'names', sentence: 'Counted one by one, by name.', floor: true },
  documented: { label: 'artefacts', sentence: 'Counted one by one, by photograph or document.', floor: true },
  official_tally: {
    label: 'official tally',
    sentence: 'An office’s own running count; method not published.',
    floor: false,
  },
  intelligence_estimate: {
    label: 'intelligence estimate',
    sentence: 'Judged by an intelligence service.',
    floor: false,
  },
  model: { label: 'model', sentence: 'Computed by a published model.', floor: false },
  coverage_scaled: {
    label: 'scaled list',
    sentence: 'A list divided by the share it is believed to cover.',
    floor: false,
  },
  ratio_derived: { label: 'derived by ratio', sentence: 'Another count multiplied by a ratio.', floor: false },
  expert_judgement: { label: 'expert judgement', sentence: 'Judged by a named expert.', floor: false },
  leaked_document: { label: 'leaked document', sentence: 'Read in a leaked document.', floor: false },
  derived: {
    label: 'third party’s arithmetic',
    sentence: 'Computed by a third party from another source’s numbers.',
    floor: false,
  },
  meta: {
    label: 'estimate of estimates',
    sentence: 'Computed from other estimates; never counts as a voice of its own.',
    floor: false,
  },
  unstated: { label: 'not stated', sentence: 'The source does not say how it counts.', floor: false },
} as const;
export type CountBasis = keyof typeof COUNT_BASES;

/** domain.md §1.2: what kind of number was said. */
export const VALUE_KINDS = {
  point: { label: 'point', words: '', sentence: 'One number, said without qualification.' },
  approx: { label: 'about', words: 'about', sentence: 'One number, said as approximate.' },
  at_least: { label: 'at least', words: 'at least', sentence: 'A lower bound: “at least”, “more than”.' },
  at_most: {
    label: 'up to',
    words: 'up to',
    sentence:
      'An upper bound: “up to”, “nearly”, “almost” (the last two hardly meant as bounds by those who say them).',
  },
  range: {
    label: 'range',
    words: '',
    sentence: 'Two numbers, “from … to …”; a best value only if the source states one.',
  },
  none: {
    label: 'no number',
    words: '',
    sentence: 'Words without a number; kept with the quote and never turned into one.',
  },
} as const;
export type ValueKind = keyof typeof VALUE_KINDS;

/** domain.md §1.2: what the two ends of a range mean. Only `ci95` and `prediction` are intervals in the statistical sense. */
export const INTERVAL_MEANINGS = {
  stated_range: { label: 'range claimed', statistical: false },
  ci95: { label: '95 % confidence interval', statistical: true },
  prediction: { label: 'prediction interval', statistical: true },
  definitional: { label: 'narrow to wide definition', statistical: false },
  coverage_scaling: { label: 'range of assumed coverage', statistical: false },
  scenario: { label: 'scenarios', statistical: false },
} as const;
export type IntervalMeaning = keyof typeof INTERVAL_MEANINGS;

/** domain.md §1.5: over which days, and in which form, a number was said. `needs` names the dates without which it is about no days. */
export const PERIOD_KINDS = {
  cumulative_since_start: {
    label: 'running total since 24 February 2022',
    needs: ['asOf'],
    sentence: 'All since the start of the full-scale war, up to a day.',
  },
  cumulative_since_date: {
    label: 'running total since a date',
    needs: ['periodStart', 'asOf'],
    sentence: 'All since a stated day, up to another; year to date is one.',
  },
  interval: { label: 'total of a period', needs: ['periodStart', 'periodEnd'], sentence: 'All within stated days.' },
  day: { label: 'one day', needs: ['periodStart'], sentence: 'All within one day.' },
  daily_rate: {
    label: 'average a day',
    needs: ['periodStart', 'periodEnd'],
    sentence: 'So many a day on average over stated days.',
  },
  weekly_rate: {
    label: 'average a week',
    needs: ['periodStart', 'periodEnd'],
    sentence: 'So many a week; shown as said.',
  },
  monthly_rate: {
    label: 'average a month',
    needs: ['periodStart', 'periodEnd'],
    sentence: 'So many a month; shown as said, never turned into particular months.',
  },
  ratio: { label: 'ratio', needs: [], sentence: 'A relation between two numbers.' },
  instant: { label: 'on a day', needs: ['asOf'], sentence: 'A strength on a day.' },
  forecast: { label: 'forecast or plan', needs: [], sentence: 'A statement about the future; never charted.' },
  total_correction: {
    label: 'announced correction of a running total',
    needs: ['asOf'],
    sentence: 'The source changed its own running total by so many on a day; no harm of that day.',
  },
} as const;
export type PeriodKind = keyof typeof PERIOD_KINDS;

/** domain.md §1.5: which date puts a person into a period. Never mixed. */
export const TIME_BASES = {
  by_report: { label: 'by date of report' },
  by_event: { label: 'by date of event' },
} as const;
export type TimeBasis = keyof typeof TIME_BASES;

/** domain.md §2, *Attribution*. */
export const ATTRIBUTIONS = {
  a0: { label: 'entered', sentence: 'The claim was entered; its publication is not identified.' },
  a1: {
    label: 'publication identified',
    sentence: 'Publisher or source is known, and an address, a dated title or an archive reference.',
  },
  a2: {
    label: 're-keyed',
    sentence: 'A second editor keyed the quoted words blind and agreed; all definition fields are coded.',
  },
} as const;
export type Attribution = keyof typeof ATTRIBUTIONS;

/** domain.md §2, *Substance*. */
export const SUBSTANCES = {
  s0: { label: 'none', sentence: 'Nothing else supports the number yet.' },
  s1: {
    label: 'another lineage agrees',
    sentence: 'An independent lineage says a compatible number of the same definition and period.',
  },
  s2: {
    label: 'records or admission',
    sentence: 'Records are open to inspection, or the responsible party admits its own loss.',
  },
} as const;
export type Substance = keyof typeof SUBSTANCES;

/** domain.md §2: what lets somebody record s2, “record-level evidence open to inspection, or admission against interest”. */
export const SUBSTANCE_BASES = {
  records: {
    label: 'records open to inspection',
    sentence: 'Names, artefacts or registry entries can be looked at, with a public method.',
  },
  admission: {
    label: 'admission against interest',
    sentence: 'The responsible party admits its own loss.',
  },
} as const;
export type SubstanceBasis = keyof typeof SUBSTANCE_BASES;

/** domain.md §2: the displayed badge, computed, never typed. `step` orders; `shape` is how a mark is drawn (look.md). */
export const BADGES = {
  unchecked: {
    label: 'Unchecked',
    step: 1,
    shape: 'dotted',
    sentence: 'Entered; the publication is not identified. Not charted.',
  },
  attributed: {
    label: 'Attributed',
    step: 2,
    shape: 'hollow',
    sentence: 'The source said it; nobody here has re-keyed it.',
  },
  checked: {
    label: 'Checked',
    step: 3,
    shape: 'solid',
    sentence: 'A second editor re-keyed the quoted words blind and agreed.',
  },
  corroborated: {
    label: 'Corroborated',
    step: 4,
    shape: 'ring',
    sentence: 'Checked, and an independent lineage says a compatible number.',
  },
  documented: {
    label: 'Documented',
    step: 5,
    shape: 'floor',
    sentence: 'Checked, and records are open to inspection or a party admits its own loss.',
  },
} as const;
export type Badge = keyof typeof BADGES;

/** The reader's default threshold (N0). */
export const DEFAULT_THRESHOLD: Badge = 'attributed';

/** domain.md §2: flags beside the badge of a claim. */
export const CLAIM_FLAGS = {
  captured: { label: 'captured', sentence: 'The bytes of a publication are archived with their SHA-256.' },
  contested: { label: 'contested', sentence: 'An independent lineage says a number that does not overlap.' },
  superseded: { label: 'superseded', sentence: 'The same source replaced it later.' },
  corrected: { label: 'corrected', sentence: 'A later version corrected this claim.' },
  withdrawn: {
    label: 'withdrawn',
    sentence: 'The claim was withdrawn; it stays visible and is never used for a figure.',
  },
  discounted: {
    label: 'discounted',
    sentence: 'Shown to be wrong or misattributed; kept visible and never used for a figure.',
  },
  relay_only: { label: 'origin unknown', sentence: 'Only a relay is known; who said it first is not.' },
  circular: {
    label: 'repeats another source',
    sentence: 'It restates another source’s number and is no independent voice.',
  },
  undefined_metric: { label: 'definition unknown', sentence: 'The source does not define what it counts.' },
} as const;
export type ClaimFlag = keyof typeof CLAIM_FLAGS;

/** Editorial standing of a claim at an instant. */
export const STANDINGS = {
  current: { label: 'current' },
  discounted: { label: 'discounted' },
  withdrawn: { label: 'withdrawn' },
} as const;
export type Standing = keyof typeof STANDINGS;

/** domain.md §1.7: flags on figures, SDMX code. `precedence` 1 is shown first when only one can be shown. */
export const FIGURE_FLAGS = {
  M: { label: 'cannot exist', eurostat: 'm', precedence: 1, sentence: 'A monthly figure of this kind cannot exist.' },
  L: {
    label: 'claims held, not usable',
    eurostat: 'l',
    precedence: 2,
    sentence: 'Claims are held for the month, but none can be used.',
  },
  O: {
    label: 'nothing claimed',
    eurostat: 'o',
    precedence: 3,
    sentence: 'The source published nothing for the month.',
  },
  B: { label: 'break', eurostat: 'b', precedence: 4, sentence: 'Not comparable with the month before.' },
  U: {
    label: 'low reliability',
    eurostat: 'u',
    precedence: 5,
    sentence: 'Low reliability: much is missing, or the range is wider than the value.',
  },
  E: {
    label: 'estimated here',
    eurostat: 'e',
    precedence: 6,
    sentence: 'Partly interpolated or imputed by this ledger.',
  },
  P: { label: 'provisional', eurostat: 'p', precedence: 7, sentence: 'Not complete yet.' },
  D: {
    label: 'definition inferred',
    eurostat: 'd',
    precedence: 8,
    sentence: 'The source does not define its number; the definition is inferred.',
  },
  A: { label: 'normal', eurostat: '', precedence: 9, sentence: 'Nothing to add.' },
} as const;
export type FigureFlag = keyof typeof FIGURE_FLAGS;

/** Notes on a figure: things a reader should know that change no value. */
export const FIGURE_NOTES = {
  CANDIDATES_DIFFER: {
    label: 'claims differ',
    sentence: 'The source said other numbers for this month that differ by more than their rounding.',
  },
  RANGE_TOO_WIDE: {
    label: 'range too wide',
    sentence: 'The range is wider than its own value, so no best value is shown.',
  },
  ROUNDING_ONLY: { label: 'rounding only', sentence: 'The range is rounding only; it says nothing about accuracy.' },
  CLAMPED_AT_ZERO: {
    label: 'cut at zero',
    sentence: 'Arithmetic gives a bound below zero; persons and items cannot be fewer than none.',
  },
  DAILY_SUM_DIFFERS: {
    label: 'daily sum differs',
    sentence: 'The sum of the source’s daily numbers differs from the change of its total by more than 0.5 %.',
  },
  CORRECTION_SET_APART: {
    label: 'correction set apart',
    sentence: 'The source announced a correction of its total in this month; it is set apart as unallocated.',
  },
} as const;
export type FigureNote = keyof typeof FIGURE_NOTES;

/** domain.md §3.5: why there is no figure, in the order in which the first that holds is given. `flag` is the SDMX missing code. */
export const REASONS = {
  SUPERSEDED_ALL: {
    label: 'all replaced',
    flag: 'L',
    sentence: 'Every claim for this month has been withdrawn, discounted or replaced.',
  },
  BELOW_STATUS: {
    label: 'below the chosen status',
    flag: 'L',
    sentence: 'The only claims for this month are below the verification status chosen here.',
  },
  FORECAST: {
    label: 'forecast',
    flag: 'M',
    sentence: 'The only statement about this month was made about the future.',
  },
  RELAY_ONLY: {
    label: 'origin unknown',
    flag: 'L',
    sentence: 'The number is known only from a relay; who said it first is not known.',
  },
  UNDEFINED_METRIC: {
    label: 'no definition',
    flag: 'M',
    sentence: 'Nothing supports a definition of what was counted.',
  },
  PARTIAL_START: {
    label: 'begins inside the month',
    flag: 'M',
    sentence: 'The war or the series begins inside this month, so only a part of it is counted.',
  },
  MIXED_DEFINITION: {
    label: 'definition changed',
    flag: 'M',
    sentence:
      'The totals on both sides of this month count different things, so one cannot be subtracted from the other.',
  },
  SCOPE_CHANGED: {
    label: 'scope changed',
    flag: 'M',
    sentence:
      'The totals on both sides of this month cover different forces or areas, so one cannot be subtracted from the other.',
  },
  MIXED_VINTAGE: {
    label: 'separate estimates',
    flag: 'M',
    sentence: 'Each total of this source is a new estimate, so one cannot be subtracted from the other.',
  },
  REPORT_DATE_BASIS: {
    label: 'name list',
    flag: 'M',
    sentence: 'A list of names grows by date of report; what it adds in a month is not what happened in that month.',
  },
  NEGATIVE_DIFF: {
    label: 'total fell',
    flag: 'L',
    sentence: 'The running total fell: the source revised it, and the difference is no figure.',
  },
  BOUND_ONLY: {
    label: 'bounds only',
    flag: 'L',
    sentence: 'Both totals are bounds; the difference of two bounds is no bound of anything.',
  },
  NO_ANCHOR: {
    label: 'one total only',
    flag: 'L',
    sentence: 'Only one running total is known near this month; a difference needs two.',
  },
  GAP_TOO_WIDE: {
    label: 'totals too far apart',
    flag: 'L',
    sentence: 'The nearest running totals lie too far from the borders of this month.',
  },
  NO_CLAIM: {
    label: 'nothing claimed',
    flag: 'O',
    sentence: 'The source published nothing for this month that the ledger holds.',
  },
} as const satisfies Record<string, { label: string; flag: FigureFlag; sentence: string }>;
export type Reason = keyof typeof REASONS;

/** domain.md §3: the rules by which claims become figures and spans. */
export const METHODS = {
  N1: { label: 'stated for the month', sentence: 'The claim covers exactly the month; the figure is the claim.' },
  N2: {
    label: 'daily average × days',
    sentence: 'The source states an average a day over exactly the month; it is multiplied by the days of the month.',
  },
  N3: {
    label: 'difference of two running totals',
    sentence: 'The source’s running total at the end of the month minus the one at its start.',
  },
  N4: {
    label: 'difference with an interpolated border',
    sentence:
      'A running total at the border of the month is read from the straight line between its neighbours, at most 7 days away.',
  },
  N5: { label: 'sum of days', sentence: 'The source’s daily numbers, added up.' },
  N6: {
    label: 'sum of a table by date of event',
    sentence: 'Days or weeks of one release of a table by date of event, added up.',
  },
  N7: {
    label: 'span, as stated',
    sentence: 'The claim covers other days than one month; it is shown over its true days with its mean a day.',
  },
  N8: {
    label: 'names added between two totals',
    sentence: 'The difference of two successive totals of a list, over its true days, by date of report.',
  },
  N10: {
    label: 'month to date',
    sentence: 'The running total reaches into the month only; the days so far are shown and not scaled up.',
  },
} as const;
export type Method = keyof typeof METHODS;

/** The version of the monthly rules that every figure names. A change of a rule raises it. */
export const METHOD_VERSION = '1.1';

/** domain.md §1.1: typed edges between claims. `voice` says whether both ends can still be independent voices. */
export const LINK_TYPES = {
  repeats: { label: 'repeats', sentence: 'states the same number as', sameLineage: true },
  derives_from: { label: 'derives from', sentence: 'is computed from', sameLineage: true },
  ratio_of: { label: 'ratio of', sentence: 'is a ratio or multiple of', sameLineage: true },
  updates: { label: 'updates', sentence: 'replaces', sameLineage: false },
  corrects: { label: 'corrects', sentence: 'corrects', sameLineage: false },
  contradicts: { label: 'contradicts', sentence: 'contradicts', sameLineage: false },
  part_of: { label: 'part of', sentence: 'is a part of', sameLineage: false },
} as const;
export type LinkType = keyof typeof LINK_TYPES;

/** domain.md §1.7: why a published revision differs from the one before. */
export const CHANGE_CLASSES = {
  new: { label: 'new claim', sentence: 'First version of the claim.' },
  update: { label: 'update', sentence: 'More complete source data.' },
  improvement: { label: 'improvement', sentence: 'A better method or definition.' },
  correction: { label: 'correction', sentence: 'A mistake, ours or the source’s, put right.' },
} as const;
export type ChangeClass = keyof typeof CHANGE_CLASSES;

/** domain.md §1.6: how reliable a source is about one metric of one side. Judged without looking at the claim; never weighs arithmetic. */
export const RELIABILITIES = {
  A: { label: 'completely reliable' },
  B: { label: 'usually reliable' },
  C: { label: 'fairly reliable' },
  D: { label: 'not usually reliable' },
  E: { label: 'unreliable' },
  F: { label: 'reliability cannot be judged' },
} as const;
export type Reliability = keyof typeof RELIABILITIES;
/** Until somebody has judged; a party to the war about its enemy begins here as well. */
export const DEFAULT_RELIABILITY: Reliability = 'F';

/** domain.md §1.6: how credible one claim is. Judged without looking at the source; 1 needs another lineage. */
export type Credibility = '1' | '2' | '3' | '4' | '5' | '6';
export const CREDIBILITIES: Readonly<Record<Credibility, { readonly label: string }>> = {
  1: { label: 'confirmed by other sources' },
  2: { label: 'probably true' },
  3: { label: 'possibly true' },
  4: { label: 'doubtful' },
  5: { label: 'improbable' },
  6: { label: 'truth cannot be judged' },
};
export const DEFAULT_CREDIBILITY: Credibility = '6';

/** What somebody at the desk does to a claim that is already public (E10). */
export const CHANGE_ACTS = {
  revise: { label: 'correct or update' },
  supersede: { label: 'replace with a later claim' },
  withdraw: { label: 'withdraw' },
  discount: { label: 'discount' },
} as const;
export type ChangeAct = keyof typeof CHANGE_ACTS;

/** Why published data changes (E10, E19). Each cause belongs to one change class and is offered for some of the acts. */
export const CHANGE_CAUSES = {
  source_update: {
    label: 'the source published more',
    sentence: 'The source gave more complete data or a later number.',
    changeClass: 'update',
    acts: ['revise', 'supersede'],
  },
  new_evidence: {
    label: 'new evidence',
    sentence: 'Another publication, a place in the source, or a second key was added.',
    changeClass: 'update',
    acts: ['revise'],
  },
  our_correction: {
    label: 'our mistake',
    sentence: 'What was entered here was not what the source said.',
    changeClass: 'correction',
    acts: ['revise', 'supersede', 'withdraw'],
  },
  source_correction: {
    label: 'the source corrected itself',
    sentence: 'The source announced that its own number was wrong.',
    changeClass: 'correction',
    acts: ['revise', 'supersede'],
  },
  method: {
    label: 'method or definition',
    sentence: 'The same words are coded by a better rule or definition.',
    changeClass: 'improvement',
    acts: ['revise', 'supersede'],
  },
  source_withdrew: {
    label: 'the source withdrew it',
    sentence: 'The source no longer stands by its statement.',
    changeClass: 'correction',
    acts: ['withdraw'],
  },
  shown_wrong: {
    label: 'shown to be wrong',
    sentence: 'Evidence shows that the statement cannot be right, or that its document was tampered with.',
    changeClass: 'correction',
    acts: ['discount'],
  },
  misattributed: {
    label: 'misattributed',
    sentence: 'The number is not of the source, the period or the kind that the publication gives it.',
    changeClass: 'correction',
    acts: ['discount', 'withdraw'],
  },
  restatement: {
    label: 'a restatement, not a claim of its own',
    sentence: 'The publication only carried an earlier statement as new.',
    changeClass: 'correction',
    acts: ['discount', 'withdraw'],
  },
} as const satisfies Record<
  string,
  { label: string; sentence: string; changeClass: ChangeClass; acts: readonly ChangeAct[] }
>;
export type ChangeCause = keyof typeof CHANGE_CAUSES;

/** Roles of people, the least first; each may do what those before it may (E13). */
export const PERSON_ROLES = {
  contributor: { label: 'Contributor', sentence: 'Enters claims and sends them to review.' },
  editor: {
    label: 'Editor',
    sentence: 'Also keys other people’s claims a second time, imports files and keeps the sources.',
  },
  reviewer: {
    label: 'Reviewer',
    sentence: 'Also publishes other people’s work, sends it back, and decides where two keys differ.',
  },
  administrator: { label: 'Administrator', sentence: 'Also invites people and gives them their roles.' },
} as const;
export type PersonRole = keyof typeof PERSON_ROLES;

/** What came of a report of an error (R10). */
export const REPORT_OUTCOMES = {
  corrected: { label: 'corrected', sentence: 'It was wrong here, and has been put right.' },
  no_error: { label: 'not an error', sentence: 'The ledger says what the source says, or counts by its stated rules.' },
  unclear: { label: 'cannot be told', sentence: 'It could not be found out which is right.' },
} as const;
export type ReportOutcome = keyof typeof REPORT_OUTCOMES;

/** domain.md §3.2 (N4): what may be subtracted. */
export const DIFFERENCEABILITIES = {
  yes: { label: 'yes', sentence: 'One running count; the difference of two totals is what was added in between.' },
  names: {
    label: 'as names added',
    sentence: 'A list of names: the difference of two totals is names added, never deaths of those days.',
  },
  no: { label: 'no', sentence: 'Each total is a new estimate; totals are never subtracted.' },
} as const;
export type Differenceability = keyof typeof DIFFERENCEABILITIES;

/** Counting convention: to which boundary a total dated D reaches (N3, N4). */
export const COUNTING_CONVENTIONS = {
  morning: {
    label: 'up to the morning of the day',
    days: 0,
    sentence: 'A report dated D counts up to the morning of D.',
  },
  end_of_day: { label: 'up to the end of the day', days: 1, sentence: 'A total dated D counts all of D.' },
} as const;
export type CountingConvention = keyof typeof COUNTING_CONVENTIONS;

/** Notes pinned to a series on a day: shown on charts; a break also cuts the line and flags B. */
export const SERIES_EVENT_KINDS = {
  break: { label: 'break', sentence: 'Not comparable with what came before.' },
  correction: { label: 'source correction', sentence: 'The source corrected its own number.' },
  method_change: { label: 'change of method', sentence: 'The source changed how it counts.' },
  note: { label: 'note', sentence: 'Something a reader should know.' },
} as const;
export type SeriesEventKind = keyof typeof SERIES_EVENT_KINDS;

/** What a note on a chart tells: what editors pin to a series, and what the ledger finds in its own log (A16; ux.md §14). */
export const NOTE_KINDS = {
  ...SERIES_EVENT_KINDS,
  late_entry: { label: 'late entry', sentence: 'Something entered here long after the month changed its figure.' },
} as const;
export type NoteKind = keyof typeof NOTE_KINDS;

/** domain.md §1.4: forces that a claim may include or leave out; absent means unknown. */
export const COMPONENTS = {
  regular: { label: 'regular forces' },
  rosgvardia_fsb: { label: 'Rosgvardia and FSB' },
  pmc: { label: 'private military companies' },
  mobilised: { label: 'mobilised' },
  convicts: { label: 'convicts' },
  dpr_lpr: { label: 'DPR and LPR units' },
  foreign: { label: 'foreign contingents' },
} as const;
export type Component = keyof typeof COMPONENTS;

/** The whole theatre: the default scope, left out of series ids. */
export const THEATRE = 'theatre';
