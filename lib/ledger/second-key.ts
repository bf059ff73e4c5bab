/**
 * The blind second key (domain.md §2 a2; E6): what a second editor keys from the publication without seeing the first values, how the two
 * are compared, and when a claim is *Checked*.
 */
import { z } from 'zod';
import { attributionOf } from './badge';
import { type Claim, daySchema, decimalSchema, slugSchema } from './claim';
import {
  type Attribution,
  codesOf,
  METRICS,
  PERIOD_KINDS,
  type PeriodKind,
  SIDES,
  THEATRE,
  VALUE_KINDS,
} from './vocabulary';

/** What is keyed twice. */
export const KEYED_FIELDS = [
  'valueKind',
  'low',
  'best',
  'high',
  'metric',
  'side',
  'scope',
  'periodKind',
  'periodStart',
  'periodEnd',
  'asOf',
] as const satisfies readonly (keyof Claim)[];
export type KeyedField = (typeof KEYED_FIELDS)[number];

/** A second key as it is stored: the keyed fields, with the place of the words and what the editor decided about whose number it is. */
export const secondKeySchema = z.object({
  valueKind: z.enum(codesOf(VALUE_KINDS)),
  low: decimalSchema.nullable().default(null),
  best: decimalSchema.nullable().default(null),
  high: decimalSchema.nullable().default(null),
  metric: z.enum(codesOf(METRICS)),
  side: z.enum(codesOf(SIDES)),
  scope: slugSchema.default(THEATRE),
  periodKind: z.enum(codesOf(PERIOD_KINDS)),
  periodStart: daySchema.nullable().default(null),
  periodEnd: daySchema.nullable().default(null),
  asOf: daySchema.nullable().default(null),
  /** The words, where the claim has none yet. */
  quote: z.string().trim().max(600).nullable().default(null),
  /** Where in the publication they stand, where the claim does not say. */
  place: z.string().trim().max(200).nullable().default(null),
  /** Slug of the source that the publication names as the origin of the number, or null: it is the source’s own. */
  repeatsSource: slugSchema.nullable().default(null),
});
export type SecondKey = z.infer<typeof secondKeySchema>;

const DATES = ['periodStart', 'periodEnd', 'asOf'] as const;
export type KeyedDate = (typeof DATES)[number];

/**
 * The dates that decide what a claim of this kind counts. The others are extra, and one person may write down what another leaves out: a
 * day needs no end, and the day of a report says nothing about a stated period.
 */
export function keyedDatesOf(periodKind: PeriodKind): readonly KeyedDate[] {
  const { needs } = PERIOD_KINDS[periodKind];
  return needs.length > 0 ? needs : DATES;
}

/** The keyed fields in which the second key differs from the claim; empty when they agree. */
export function differencesOf(
  claim: Pick<Claim, KeyedField | 'repeatsSource'>,
  keyed: SecondKey,
): (KeyedField | 'repeatsSource')[] {
  const isExtra = (field: KeyedField | 'repeatsSource') =>
    claim.periodKind === keyed.periodKind &&
    DATES.some((date) => date === field && !keyedDatesOf(keyed.periodKind).includes(date));
  return [...KEYED_FIELDS, 'repeatsSource' as const].filter(
    (field) => claim[field] !== keyed[field] && !isExtra(field),
  );
}

/** What still keeps an agreed claim from *Checked*, each in words; empty when nothing does. */
export function lacksForChecked(
  claim: Pick<Claim, 'publications' | 'metric' | 'lineageDecided' | 'repeatsSource'>,
): string[] {
  const quoted = claim.publications.find(({ quote }) => quote !== null);
  const lacks: [string, boolean][] = [
    ['no publication is identified', attributionOf(claim.publications) === 'a0'],
    ['the words are not quoted', quoted === undefined],
    ['the place of the words in the publication is missing', quoted !== undefined && quoted.place === null],
    ['the metric is not defined', claim.metric === 'undefined_metric'],
    ['nobody has decided whose number it is', !claim.lineageDecided && claim.repeatsSource === null],
  ];
  return lacks.filter(([, holds]) => holds).map(([words]) => words);
}

/** The claim with what an agreeing second key adds: quote, place and the decision about its lineage. The keyed fields stay. */
export function withSecondKey(claim: Claim, keyed: SecondKey): Claim {
  const at = Math.max(
    claim.publications.findIndex(({ quote }) => quote !== null),
    0,
  );
  return {
    ...claim,
    lineageDecided: true,
    publications: claim.publications.map((publication, index) =>
      index === at
        ? {
            ...publication,
            quote: publication.quote ?? keyed.quote,
            place: publication.place ?? keyed.place,
          }
        : publication,
    ),
  };
}

/**
 * How far a revision is verified. A claim stays *Checked* only while what was keyed twice, and the words it was keyed from, are the same;
 * any other revision falls back to what its publications give (domain.md §2: down by itself).
 */
export function attributionAfter(
  before: { readonly claim: Claim; readonly attribution: Attribution },
  after: Claim,
): Attribution {
  const plain = attributionOf(after.publications);
  if (before.attribution !== 'a2' || plain === 'a0') return plain;
  const words = ({ publications }: Claim) =>
    publications.flatMap(({ quote, place }) => (quote === null ? [] : [`${quote}|${place}`]));
  const stands =
    before.claim.source === after.source &&
    before.claim.repeatsSource === after.repeatsSource &&
    KEYED_FIELDS.every((field) => before.claim[field] === after[field]) &&
    words(before.claim).every((said) => words(after).includes(said)) &&
    lacksForChecked(after).length === 0;
  return stands ? 'a2' : plain;
}

/**
 * How many rows of an import are keyed a second time: enough that, if none differs, fewer than one row in twenty is wrong with 95 %
 * confidence (0.95^59 < 0.05); all of a smaller file.
 */
export const IMPORT_SAMPLE = 59;
