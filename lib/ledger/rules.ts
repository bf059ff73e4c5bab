/**
 * The monthly rules in words, each with a worked example that is a test (domain.md §3). The methodology page, the codebook and
 * the derivation of every figure are written from this list, so that they cannot disagree with one another.
 */
import { METHOD_VERSION } from './vocabulary';

export type Rule = {
  readonly code: string;
  readonly title: string;
  /** One or more paragraphs. */
  readonly text: readonly string[];
  /** A worked example with real numbers. */
  readonly example: string;
};

export const RULES_VERSION = METHOD_VERSION;

export const RULES: readonly Rule[] = [
  {
    code: 'N0',
    title: 'Which claims may be used',
    text: [
      'A claim may make a figure when it stands at or above the chosen verification status (Attributed by default), is current at the chosen instant, and is not withdrawn, discounted, replaced by the same source, or a forecast; its origin must be known and its metric coded.',
      'A figure carries the weakest badge among its claims. Losses without any definition, and names added to a list, stand only in panels of their own.',
    ],
    example:
      'UK Defence Intelligence said 48 640 for December 2024 in one relay. It is a misprint, marked discounted, so the figure is 48 670 from the source’s own 1 570 a day.',
  },
  {
    code: 'N1',
    title: 'Stated for the month',
    text: [
      'A claim whose period is exactly the calendar month is the figure. Where the source gives a rounding unit, low and high are half a unit away; where it says “about” without a unit, no bounds are invented; “at least” gives a low bound only.',
    ],
    example: 'AFP, from ISW’s data, states 725 km² for November 2024. The figure is 725.',
  },
  {
    code: 'N2',
    title: 'Daily average × days',
    text: [
      'An average a day over exactly the month is multiplied by the days of the month; so is its rounding: the range is half a unit times the days.',
    ],
    example: 'UK Defence Intelligence: 1 271 a day in September 2024. 1 271 × 30 = 38 130, from 38 115 to 38 145.',
  },
  {
    code: 'direct',
    title: 'When a source states a month more than once',
    text: [
      'N1 and N2 stand together. First comes a two-sided value or a point before a bound; then what the source published itself before what a relay carried; then the narrower value; then the later publication; then the lower claim id. All others are listed as also said.',
      'Where two of them differ by more than their rounding, the figure says so.',
    ],
    example:
      'For November 2024 UK Defence Intelligence is quoted with 45 680 by a relay, and gives 1 523 a day itself: the figure is 1 523 × 30 = 45 690.',
  },
  {
    code: 'N3',
    title: 'Difference of two running totals',
    text: [
      'The running total at the end of the month minus the one at its start. Low is the lowest end minus the highest start, high the other way round: worst-case arithmetic, a range and no confidence interval.',
      'Each source has a counting convention. A report of the General Staff dated D counts up to the morning of D, so September runs from the report of 1 September to that of 1 October.',
      'A correction that the source announces inside the month is taken out and kept as unallocated: the months plus what is unallocated are the change of the total.',
      'Only sources that keep one running count are subtracted. Totals that are new estimates each time, totals of different releases, definitions or forces, and two bounds never are.',
    ],
    example:
      'General Staff: 654 430 − 616 300 = 38 130 for September 2024, from 38 120 to 38 140, since both totals are rounded to tens.',
  },
  {
    code: 'N4',
    title: 'Totals near the border of a month',
    text: [
      'Where no total stands exactly at the border, it is read from the straight line between the two neighbouring totals, if they lie at most 45 days apart and the nearer one at most 3 days away (flag E) or 4 to 7 days (flags E and U). Because such a total never falls, the two neighbouring totals bound it. Otherwise there is no figure.',
    ],
    example:
      'Oryx counts 1 419 Russian tanks at the end of 30 October 2022 and 1 523 at the end of November. At the border: 1 419 + (1 523 − 1 419) × 1/31; October is that less 1 211, about 211, from 208 to 312.',
  },
  {
    code: 'N5',
    title: 'Sum of days',
    text: [
      'Where a source gives every day of the month, the days are added up. With one to three days missing, no more than two in a row, the sum is completed in proportion (flag E); a zero day followed by a catch-up of more than three times the median counts as missing. With more missing, only “at least the sum” is said (flag U).',
      'Where running totals exist too, N3 is used, and the sum of days is compared with it.',
    ],
    example:
      'Thirty days of 1 000 make 30 000. With two of them missing: 28 000 × 30/28 = 30 000, at least 28 000, flag E.',
  },
  {
    code: 'N6',
    title: 'Tables by date of event',
    text: [
      'Days or weeks of a table by date of death, from one release only, are added up; a week across two months is split by days (flag E).',
    ],
    example: 'A week of 700 from 28 September to 4 October gives September three sevenths of it: 300.',
  },
  {
    code: 'N7',
    title: 'Other periods',
    text: [
      'A claim about a quarter, a year to date or “since June” is shown over its true days with its mean a day. It is never divided into months.',
    ],
    example: 'ISW: 160 600 from January to April 2025 is one bar of 120 days, 1 338 a day.',
  },
  {
    code: 'N8',
    title: 'Lists of names',
    text: [
      'Two successive totals of one list give the names added between them, by date of report, over their true days. These are never called the deaths of those days and never divided into months. A jump from a leaked registry is marked as a break.',
    ],
    example:
      'Mediazona and BBC News Russian: 5 185 names on 29 July 2022 and 4 515 on 8 July: 670 names added in 21 days.',
  },
  {
    code: 'N9',
    title: 'No conversion',
    text: [
      'One metric is never turned into another, and a list is never scaled up to an assumed coverage. Ratios are claims of their own.',
      'A reader may lay a scenario over the figures: what they would be by a ratio that somebody stated. It cites the ratio and each figure that it starts from, is drawn unlike any claim, and counts in no lineage, spread or record.',
    ],
    example: 'From 38 130 killed or wounded, no number of killed is derived.',
  },
  {
    code: 'N10',
    title: 'Month to date',
    text: [
      'In the month of the chosen instant, and in a month inside which a source’s last total lies, the days so far are shown, marked provisional, never scaled up and left out of every comparison.',
    ],
    example:
      'Oryx’s last total of Russian tanks is that of 19 July 2025: July has 19 of 31 days, about 18 tanks, from 0 to 21.',
  },
];

/**
 * How claims are held against each other, and vintages of one series against one another (domain.md §2, §3.4, §3.6): no figure gets another
 * value by these, but its badge, its flags and what stands beside it do.
 */
export const TRUST_RULES: readonly Rule[] = [
  {
    code: 'lineage',
    title: 'Who repeats whom',
    text: [
      'A claim that restates another source’s number, or is computed from it, belongs to the lineage of that origin; the chain is followed to its end. Claims of one origin are one voice, however many sources say them, so that beside “n sources” always stands “k lineages”. Meta-estimates, and claims that are a ratio of others, are no voice.',
      'Two series that agree in at least six shared months and 80 % of them, clearly more than when one of them is moved by a month or more, are a hint. An editor confirms or rejects it with a reason; nothing is decided by the hint itself.',
    ],
    example:
      'UK Defence Intelligence says 38 130 for September 2024, “according to” the General Staff, which says 38 130: two sources, one lineage.',
  },
  {
    code: 'corroborated',
    title: 'When another lineage supports a claim',
    text: [
      'Two claims are compared when they are of one metric, side and scope, count over the same days and leave out nothing that the other includes. Rates are multiplied by their days first; a total since the start reaches as far as its source counts. A single number is widened by its stated rounding, or by the one that its zeros imply, and by at least 2 % either way; nothing that is wider than half of its value supports anything, nor does a bound.',
      'Where two such claims of different lineages overlap, each is supported by the other. A checked claim that is supported is Corroborated; the claims that make it so are named beside it. A claim that is withdrawn, discounted, replaced or unchecked supports nothing, and what it supported is lowered by itself.',
    ],
    example:
      'Of one month one source says 38 130 and another of a different lineage 38 910: 37 367 to 38 893 and 38 132 to 39 688 overlap, and each supports the other.',
  },
  {
    code: 'contested',
    title: 'When another lineage contradicts a claim',
    text: [
      'Under the same conditions two claims that do not overlap make each other contested. A bound contradicts only a number that lies wholly outside it. Contested is a flag beside the badge: it takes nothing away from what the source said, and chooses no side.',
    ],
    example:
      'Of one month one source says 38 130 and another of a different lineage 45 690: 37 367 to 38 893 and 44 776 to 46 604 lie apart.',
  },
  {
    code: 'documented',
    title: 'Records and admissions',
    text: [
      'A checked claim is Documented where names, artefacts or registry entries can be inspected by anybody under a public method, or where a party admits its own loss. A person who had no hand in the claim records this with a reason, and it can be ended again.',
    ],
    example:
      'A list of names that anybody can open, each with its obituary, is record-level evidence: a floor, at least so many.',
  },
  {
    code: 'spread',
    title: 'Disagreement is shown, not settled',
    text: [
      'For a month in which at least two compatible lineages have a figure, the lowest low and the highest high are shown, whether the figures overlap, and how many times the highest best value is the lowest, one value for each lineage. It is a spread of claims and no estimate; nothing is pooled, weighted or averaged.',
    ],
    example: 'One lineage says 30 000 and another 36 000 for one month: the highest is 1.2 times the lowest.',
  },
  {
    code: 'maturity',
    title: 'When a month is no longer provisional',
    text: [
      'The ledger keeps what each month of a series stood at in the last publish of each calendar month that touched it. For each age in months the median is taken of how much of its present value a month had then; what was taken back later counts as not known either. A month whose age had told less than 95 % is provisional, and the share still expected to be missing is said.',
      'Before six stored vintages no share is told and no month is provisional by this rule. A list of names is provisional always. A series whose vintages never changed is stable at once, which is not the same as accurate.',
    ],
    example:
      'In seven vintages months of a source had told 50 % after one month, 90 % after two and 98 % after three: a month is provisional until it is three months old.',
  },
];

/** The rule that explains a method, by its code. */
export function ruleOf(code: string): Rule | undefined {
  return RULES.find((rule) => rule.code === code);
}
