/**
 * What a valid claim is: a source said, on a date, that a number of a defined kind occurred, for a side and scope, over a
 * period (domain.md §1). The schema is the same for the form, the file import and the database's read side.
 */
import { z } from 'zod';
import { compareExact, exact } from './exact';
import { addDays, type Day, parseDay } from './month';
import { type SeriesKey, SLUG } from './series';
import {
  type Attribution,
  COMPONENTS,
  COUNT_BASES,
  codesOf,
  INTERVAL_MEANINGS,
  METRICS,
  metricOf,
  PERIOD_KINDS,
  SIDES,
  STANDINGS,
  type Substance,
  THEATRE,
  TIME_BASES,
  UNITS,
  VALUE_KINDS,
} from './vocabulary';

declare const brand: unique symbol;
/** Public id of a claim: short, stable, lower case, never reused. */
export type ClaimId = string & { readonly [brand]: 'ClaimId' };

/** A claim of the same metric and side whose number another claim restates or is computed from, as a link says (E9). */
export type Restated = {
  readonly id: ClaimId;
  /** Slug of its source. */
  readonly source: string;
};

const text = (max: number) => z.string().trim().max(max, `is too long. At most ${max} characters are kept.`);
const optionalText = (max: number) => text(max).nullable().default(null);

/** A calendar date as text; says what to write when it is not one. */
export const daySchema = z.string().transform((value, context): Day => {
  const day = parseDay(value);
  if (day) return day;
  context.addIssue({
    code: 'custom',
    message: `“${value}” is not a date. Write it as YYYY-MM-DD, such as 2024-12-01.`,
  });
  return z.NEVER;
});

/** An exact decimal as text: no thousands separators, at most six places. */
export const decimalSchema = z
  .string()
  .regex(
    /^-?\d{1,12}(\.\d{1,6})?$/,
    // What is no number is compared with nothing: the cross-field rules wait until it is one.
    {
      error: 'is not a plain number. Write digits only, such as 700000 or 499.28, without separators or words.',
      abort: true,
    },
  )
  .transform((value) =>
    value
      .replace(/^(-?)0+(?=\d)/, '$1')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, ''),
  );

export const slugSchema = z
  .string()
  .max(60)
  .regex(SLUG, 'is not a slug. Use lower-case letters, digits and hyphens, such as sector-kupiansk.');

/** Where a claim was published: one document, post or speech. A claim has one or more. */
export const publicationSchema = z.object({
  /** Who carried it, when the source did not publish it itself. The relay never counts as a source (E4). */
  relay: optionalText(120),
  publisher: optionalText(200),
  title: optionalText(300),
  url: z
    .url({ protocol: /^https?$/, error: 'is not a web address that begins with http:// or https://.' })
    .max(2000)
    .nullable()
    .default(null),
  archiveUrl: z
    .url({ protocol: /^https?$/, error: 'is not a web address that begins with http:// or https://.' })
    .max(2000)
    .nullable()
    .default(null),
  publishedOn: daySchema.nullable().default(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'is not the code of a language. Write two or three letters, such as uk or en.')
    .nullable()
    .default(null),
  /** At most 25 words of the original (fair quotation), in the original language. */
  quote: optionalText(600),
  /** The key under which a file carried this publication, for imports that find it again. */
  key: optionalText(120),
  /** What this publication said where it differs from the claim's own value, for example “about 1 080”. */
  note: optionalText(2000),
  /** Where in the publication the words stand: a page, a minute, a paragraph (E3). */
  place: optionalText(200),
  /** The quote in English, where it is in another language (E3). */
  translation: optionalText(600),
});
export type Publication = z.infer<typeof publicationSchema>;

/** Keys of other claims. */
const keyList = z.array(text(120).min(1)).max(20).default([]);

const fields = z.object({
  /** Key of the claim in files; unique in the ledger. */
  key: text(120).min(1, 'is missing. Give each row a key that no other row has.'),
  source: slugSchema,
  spokesperson: optionalText(120),
  side: z.enum(codesOf(SIDES)),
  metric: z.enum(codesOf(METRICS)),
  scope: slugSchema
    .refine((scope) => !/^v\d+$/.test(scope), 'must not look like a definition version, such as v2.')
    .default(THEATRE),
  definitionVersion: z
    .int('is not a number of a version. Write 1, 2, 3 and so on.')
    .min(1, 'begins with 1.')
    .max(999, 'is too high.')
    .default(1),
  components: z.partialRecord(z.enum(codesOf(COMPONENTS)), z.enum(['in', 'out'])).default({}),
  periodKind: z.enum(codesOf(PERIOD_KINDS)),
  /** First day of the period. */
  periodStart: daySchema.nullable().default(null),
  /** First day after the period (half-open). */
  periodEnd: daySchema.nullable().default(null),
  /** The day of the report, for running totals and instants. */
  asOf: daySchema.nullable().default(null),
  timeBasis: z.enum(codesOf(TIME_BASES)).nullable().default(null),
  valueKind: z.enum(codesOf(VALUE_KINDS)),
  low: decimalSchema.nullable().default(null),
  best: decimalSchema.nullable().default(null),
  high: decimalSchema.nullable().default(null),
  roundingUnit: decimalSchema.nullable().default(null),
  intervalMeaning: z.enum(codesOf(INTERVAL_MEANINGS)).nullable().default(null),
  countBasis: z.enum(codesOf(COUNT_BASES)).default('unstated'),
  /** Edition of a model or list; totals of different releases are never subtracted (N3, T6). */
  release: optionalText(60),
  /** Slug of the source whose number this restates. */
  repeatsSource: slugSchema.nullable().default(null),
  /** Keys of the claims that this one is a ratio or multiple of; such a claim never counts as a voice. */
  ratioOf: keyList,
  /** Key of the earlier statement of the same source that this one replaces. */
  updates: optionalText(120),
  /** The source itself calls the number provisional (N1, flag P). */
  provisional: z.boolean().default(false),
  standing: z.enum(codesOf(STANDINGS)).default('current'),
  standingReason: optionalText(600),
  note: optionalText(2000),
  publications: z.array(publicationSchema).min(1, 'is missing. Name at least one publication.').max(200),
  /** Key of the claim of the same source that this one corrects: a mistake of the source, not a later number. */
  corrects: optionalText(120),
  /** Keys of claims whose number this one restates, where `repeatsSource` is not exact enough (E9). */
  repeats: keyList,
  /** Keys of claims from which this one is computed. */
  derivesFrom: keyList,
  /** Keys of claims that this one speaks against. */
  contradicts: keyList,
  /** Keys of claims of which this one is a part. */
  partOf: keyList,
  /** Somebody has decided whose number this is: the source's own, or another's as `repeatsSource` and the links say (domain.md §2, a2). */
  lineageDecided: z.boolean().default(false),
});

type Fields = z.infer<typeof fields>;

/** Which of low, best, high a value kind must have; a `?` may be there, anything else must not (domain.md §1.2). */
const VALUE_FIELDS: Record<
  Fields['valueKind'],
  { must: readonly ('low' | 'best' | 'high')[]; may: readonly ('low' | 'best' | 'high')[] }
> = {
  point: { must: ['best'], may: [] },
  approx: { must: ['best'], may: [] },
  at_least: { must: ['low'], may: [] },
  at_most: { must: ['high'], may: [] },
  range: { must: ['low', 'high'], may: ['best'] },
  none: { must: [], may: [] },
};

/** The cross-field rules, each with the field at fault and words for the person. */
function problemsOf(claim: Fields): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  const kind = VALUE_FIELDS[claim.valueKind];
  for (const field of ['low', 'best', 'high'] as const) {
    if (kind.must.includes(field) && claim[field] === null)
      refuse(field, `is missing: a value of kind ${claim.valueKind} needs it.`);
    if (!kind.must.includes(field) && !kind.may.includes(field) && claim[field] !== null)
      refuse(
        field,
        `must be empty: a value of kind ${claim.valueKind} has ${kind.must.join(' and ') || 'no number'} only.`,
      );
  }
  const ordered = [claim.low, claim.best, claim.high].filter((value) => value !== null).map(exact);
  if (ordered.some((value, index) => index > 0 && compareExact(ordered[index - 1] as typeof value, value) > 0))
    refuse('low', 'must not be above best or high. Low, best and high stand in ascending order.');
  const metric = metricOf(claim.metric);
  // A source may correct its running total downwards; no harm is negative all the same.
  const mayBeNegative = metric.mayBeNegative || claim.periodKind === 'total_correction';
  if (!mayBeNegative && ordered.some((value) => value.num < 0n))
    refuse('low', `must not be negative: ${metric.label} cannot be.`);
  if (UNITS[metric.unit].whole && ordered.some((value) => value.den !== 1n))
    refuse('best', `must be a whole number: ${metric.label} are counted in ${UNITS[metric.unit].label}.`);
  if (claim.roundingUnit !== null && exact(claim.roundingUnit).num <= 0n)
    refuse('roundingUnit', 'must be greater than zero.');
  if (claim.periodStart && claim.periodEnd && claim.periodStart >= claim.periodEnd)
    refuse('periodEnd', 'must be after the first day: the period ends on the first day that no longer belongs to it.');
  if (
    claim.periodKind === 'day' &&
    claim.periodStart &&
    claim.periodEnd &&
    claim.periodEnd !== addDays(claim.periodStart, 1)
  )
    refuse('periodEnd', 'must be the next day, or empty: a claim about one day has one day.');
  if (claim.standing !== 'current' && !claim.standingReason)
    refuse('standingReason', `is missing: say why the claim is ${claim.standing}.`);
  for (const field of ['updates', 'corrects'] as const)
    if (claim[field] === claim.key) refuse(field, 'names the claim itself.');
  for (const field of ['ratioOf', 'repeats', 'derivesFrom', 'contradicts', 'partOf'] as const)
    if (claim[field].includes(claim.key)) refuse(field, 'names the claim itself.');
  return problems;
}

/** The zod schema of a claim with its cross-field rules; input fields may be left out where they have a default. */
export const claimSchema = fields.superRefine((claim, context) => {
  for (const problem of problemsOf(claim))
    context.addIssue({ code: 'custom', path: [problem.path], message: problem.message });
});
export type Claim = z.infer<typeof claimSchema>;
export type ClaimInput = z.input<typeof claimSchema>;

/**
 * The part of a claim that figures are made from, as known at one instant. Narrow on purpose: a page of figures reads
 * thousands of these and no quote. `Claim` and its revision's facts satisfy it.
 */
export type FigureClaim = SeriesKey &
  Pick<
    Fields,
    | 'components'
    | 'periodKind'
    | 'periodStart'
    | 'periodEnd'
    | 'asOf'
    | 'timeBasis'
    | 'valueKind'
    | 'low'
    | 'best'
    | 'high'
    | 'roundingUnit'
    | 'countBasis'
    | 'release'
    | 'repeatsSource'
    | 'provisional'
    | 'standing'
  > & {
    readonly id: ClaimId;
    /** Number of this version of the claim: 1, 2, 3 … */
    readonly revision: number;
    /** Every known publication is a relay's. */
    readonly relayed: boolean;
    /** Earliest known day of publication. */
    readonly publishedOn: Day | null;
    /** How far the statement itself is verified; computed by `attributionOf`, never typed. */
    readonly attribution: Attribution;
    /** What supports the number, as of this version of the claim; counts for the badge only of what is Checked. */
    readonly substance: Substance;
    /** Claims that it repeats or derives from by a link, in the order of their ids: with `repeatsSource` its lineage. */
    readonly restates: readonly Restated[];
    /** A later claim of the same source updates or corrects this one, as known at the same instant. */
    readonly supersededBy: ClaimId | null;
    /** Marked as a ratio or multiple of another claim. */
    readonly isRatioOf: boolean;
  };

/** True when every publication is a relay's: the source did not publish it itself as far as the ledger knows. */
export function isRelayed(publications: readonly Pick<Publication, 'relay'>[]): boolean {
  return publications.every((publication) => publication.relay !== null);
}

/** The earliest day on which the public could read the claim, or null if no publication is dated. */
export function firstPublishedOn(publications: readonly Pick<Publication, 'publishedOn'>[]): Day | null {
  return (
    publications
      .map((publication) => publication.publishedOn)
      .filter((day) => day !== null)
      .sort()[0] ?? null
  );
}
