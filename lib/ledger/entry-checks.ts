/**
 * Entry checks (E7, E8, T15): what a machine can see in a claim that is being entered, given what the ledger knows nearby. A warning can be
 * passed with a reason; what cannot be passed is refused by `claimSchema`. Each trap that was met in real claims and that a machine can see
 * has its rule here.
 */
import type { Claim, ClaimId } from './claim';
import * as addresses from './entry-checks/addresses';
import * as dating from './entry-checks/dating';
import * as echoes from './entry-checks/echoes';
import * as history from './entry-checks/history';
import * as identities from './entry-checks/identities';
import type { Check, EntryContext } from './entry-checks/nearby';
import * as wording from './entry-checks/wording';

type CheckEntry = { readonly label: string; readonly sentence: string; readonly find: Check };

/** Every check with its words and its rule, in the order in which warnings are shown: the number, its meaning, its days, its company. */
const CHECKS = {
  value_not_in_quote: {
    label: 'number not in the quote',
    sentence: 'The digits of the quote do not hold the number that was keyed.',
    find: wording.valueNotInQuote,
  },
  broken_number: {
    label: 'number broken in print',
    sentence: 'The quote has digits that no number is written with.',
    find: wording.brokenNumber,
  },
  torn_number: {
    label: 'number torn apart',
    sentence: 'The digits of the number stand apart in the quote.',
    find: wording.tornNumber,
  },
  vague_words: {
    label: 'words that are no number',
    sentence: '“Hundreds of thousands” is no number.',
    find: wording.vagueWords,
  },
  sum_of_quote: {
    label: 'sum of two numbers',
    sentence: 'The number is two numbers of the quote added up.',
    find: wording.sumOfQuote,
  },
  bound_words: {
    label: 'kind of value',
    sentence: 'The words before the number say another kind of value: at least, up to, about.',
    find: wording.boundWords,
  },
  metric_words: {
    label: 'metric and words differ',
    sentence: 'The quote speaks of another outcome than the metric.',
    find: wording.metricWords,
  },
  irrecoverable_words: {
    label: '“irrecoverable”',
    sentence: 'The word has a different meaning with each who uses it.',
    find: wording.irrecoverableWords,
  },
  wounded_cases: {
    label: 'cases, not persons',
    sentence: 'Cases of wounding are treatments, not persons.',
    find: wording.woundedCases,
  },
  lost_or_destroyed: {
    label: 'lost or destroyed',
    sentence: 'Equipment lost is more than equipment destroyed.',
    find: wording.lostOrDestroyed,
  },
  unit_words: {
    label: 'unit',
    sentence: 'The quote has another unit than the metric.',
    find: wording.unitWords,
  },
  rate_words: {
    label: 'average or total',
    sentence: 'The quote gives an average a day or a month; the claim is keyed as a total.',
    find: wording.rateWords,
  },
  sector_words: {
    label: 'sector or theatre',
    sentence: 'The quote names a sector; the claim is keyed for the whole theatre.',
    find: wording.sectorWords,
  },
  side_words: {
    label: 'side',
    sentence: 'The quote speaks of both sides, or of the other one.',
    find: wording.sideWords,
  },
  subset_words: {
    label: 'part of a force, or civilians',
    sentence: 'The number is said of a part of the force, or of civilians.',
    find: wording.subsetWords,
  },
  future_words: {
    label: 'plan or projection',
    sentence: 'The quote speaks of the future, or of what might be.',
    find: wording.futureWords,
  },
  gross_or_net: {
    label: 'gross or net land',
    sentence: 'Land newly occupied and the balance of gains and losses are two definitions.',
    find: wording.grossOrNet,
  },
  definition_missing: {
    label: 'no definition recorded',
    sentence: 'The registry does not say what the source means by this metric.',
    find: echoes.undefinedHere,
  },
  names_are_not_deaths: {
    label: 'names, not deaths of the period',
    sentence: 'What a list adds between two dates are names, not deaths of those days.',
    find: identities.namesAreNotDeaths,
  },
  address_date: {
    label: 'date in the address',
    sentence: 'The address carries another date than the one keyed.',
    find: dating.addressDate,
  },
  ambiguous_day: {
    label: 'day or month first',
    sentence: 'A date can be read with the day or the month first.',
    find: dating.ambiguousDay,
  },
  day_and_month_exchanged: {
    label: 'day and month exchanged',
    sentence: 'The keyed date with day and month exchanged is that of the publication.',
    find: dating.dayAndMonthExchanged,
  },
  impossible_day: {
    label: 'day that does not exist',
    sentence: 'The text has a day that no calendar has.',
    find: dating.impossibleDay,
  },
  other_year: {
    label: 'year',
    sentence: 'The quote names a day of another year.',
    find: dating.otherYear,
  },
  in_the_future: {
    label: 'date in the future',
    sentence: 'Nothing was published or counted after today.',
    find: dating.inTheFuture,
  },
  said_before_the_end: {
    label: 'said before the period ended',
    sentence: 'Nobody can count a period that has not ended.',
    find: dating.saidBeforeTheEnd,
  },
  month_to_date: {
    label: 'month to date',
    sentence: 'The quote counts the month so far; the whole month is keyed.',
    find: dating.monthToDate,
  },
  year_to_date: {
    label: 'year to date',
    sentence: 'The quote counts the year so far; the whole year is keyed.',
    find: dating.yearToDate,
  },
  report_day: {
    label: 'day of the report',
    sentence: 'The report of a day counts the day before.',
    find: dating.reportDay,
  },
  month_boundary: {
    label: 'month-end or first of the month',
    sentence: 'The number is the difference of the totals of other days.',
    find: dating.monthBoundary,
  },
  undated: {
    label: 'no dates',
    sentence: 'Without the dates that its kind needs the claim is never charted.',
    find: dating.undated,
  },
  publication_undated: {
    label: 'publication without a date',
    sentence: 'Nothing says when the publication appeared.',
    find: addresses.publicationUndated,
  },
  said_long_after: {
    label: 'said long after',
    sentence: 'The source looks back: what it said at the time can be another number.',
    find: dating.saidLongAfter,
  },
  total_falls: {
    label: 'total falls',
    sentence: 'A running total below an earlier one, or above a later one.',
    find: history.totalFalls,
  },
  jump: {
    label: 'beyond its own history',
    sentence: 'The number is unlike everything that its series did around it.',
    find: history.jump,
  },
  zero_day: {
    label: 'zero day or catch-up',
    sentence: 'A total that adds nothing, or catches up after a day that added nothing.',
    find: history.zeroDay,
  },
  across_break: {
    label: 'break of the series',
    sentence: 'A break lies between this total and the last.',
    find: history.acrossBreak,
  },
  release_missing: {
    label: 'edition not named',
    sentence: 'Other totals of the series name the edition that they come from.',
    find: history.releaseMissing,
  },
  other_value: {
    label: 'another value for the same dates',
    sentence: 'The series already has another value for the same dates.',
    find: history.otherValueSameSlot,
  },
  other_scope: {
    label: 'another scope for the same dates',
    sentence: 'The source has a number for the same dates in another scope.',
    find: history.otherScope,
  },
  part_exceeds_whole: {
    label: 'part larger than its whole',
    sentence: 'Killed are more than killed or wounded of the same source and dates.',
    find: identities.partExceedsWhole,
  },
  sum_exceeds_total: {
    label: 'killed and wounded exceed the total',
    sentence: 'Killed and wounded of one source add up to more than a total of both.',
    find: identities.sumExceedsTotal,
  },
  rate_times_days: {
    label: 'average times days',
    sentence: 'The average a day times its days is not the number for the period.',
    find: identities.rateTimesDays,
  },
  span_against_totals: {
    label: 'period and totals differ',
    sentence: 'The number for a period is not the difference of the totals at its ends.',
    find: identities.spanAgainstTotals,
  },
  days_against_totals: {
    label: 'daily numbers and totals differ',
    sentence: 'The daily numbers of a month do not add up to the change of the total.',
    find: identities.daysAgainstTotals,
  },
  months_against_interval: {
    label: 'months and whole differ',
    sentence: 'The months do not add up to the number for all of them.',
    find: identities.monthsAgainstInterval,
  },
  ratio_against_parts: {
    label: 'ratio and its parts differ',
    sentence: 'The ratio is not the quotient of the numbers beside it.',
    find: identities.ratioAgainstParts,
  },
  duplicate: {
    label: 'recorded already',
    sentence: 'The series already has this value for these dates.',
    find: echoes.duplicate,
  },
  bound_flipped: {
    label: 'bound turned round',
    sentence: 'The same number is recorded as the other kind of bound.',
    find: echoes.boundFlipped,
  },
  same_address_other_value: {
    label: 'same address, another value',
    sentence: 'The same address is recorded with another value.',
    find: addresses.sameAddressOtherValue,
  },
  address_counts_up: {
    label: 'addresses that count up',
    sentence: 'The number in the address is a neighbour of another’s.',
    find: addresses.addressCountsUp,
  },
  two_bases: {
    label: 'two bases in one publication',
    sentence: 'One number of the publication restates another source, another does not.',
    find: addresses.twoBases,
  },
  relay_is_source: {
    label: 'relay and source',
    sentence: 'The relay is the source itself, or another source of the ledger.',
    find: addresses.relayIsSource,
  },
  cites_other: {
    label: 'names another source',
    sentence: 'The quote names another source, and the claim does not say that it restates it.',
    find: echoes.citesOther,
  },
  echo: {
    label: 'same number elsewhere',
    sentence: 'Another source has the same number for the same dates.',
    find: echoes.echo,
  },
  echo_differs: {
    label: 'differs from what it restates',
    sentence: 'The number is not that of the source that it restates.',
    find: echoes.echoDiffers,
  },
  other_metric: {
    label: 'same number, other metric',
    sentence: 'The same number stands under another metric for the same dates.',
    find: echoes.otherMetric,
  },
  old_value: {
    label: 'said of another day before',
    sentence: 'The source has exactly this number for another day.',
    find: echoes.oldValue,
  },
  outlier: {
    label: 'stands alone',
    sentence: 'More than twice the highest, or less than half of the lowest, that others say.',
    find: echoes.outlier,
  },
} as const satisfies Record<string, CheckEntry>;

export type EntryCheck = keyof typeof CHECKS;

/** The vocabulary of checks: code, label and sentence, in the order in which warnings are shown. */
export const ENTRY_CHECKS: Readonly<Record<EntryCheck, { readonly label: string; readonly sentence: string }>> = CHECKS;

/** Something that a person must look at before the claim is saved, or pass with a reason. */
export type EntryWarning = {
  readonly check: EntryCheck;
  /** Path of the field at fault, such as `best` or `publications.0.url`. */
  readonly field: string;
  /** What was found, with the numbers, and what to do. */
  readonly message: string;
  /** Claims that the message speaks of. */
  readonly related: readonly ClaimId[];
};

/**
 * All that the checks find in a claim (E7, E8, T15), in the order of `ENTRY_CHECKS`; empty when there is nothing to say. Never throws on a
 * claim that lacks what a check looks at. The context must not hold the claim itself.
 */
export function checkEntry(claim: Claim, context: EntryContext): EntryWarning[] {
  return (Object.entries(CHECKS) as [EntryCheck, CheckEntry][]).flatMap(([check, { find }]) =>
    find(claim, context).map(({ field, message, related }) => ({ check, field, message, related: related ?? [] })),
  );
}
