/**
 * A source: the originator of claims, with its class, its party to the war and how it counts (domain.md §1.1, §1.4, §3.2; R13, E15).
 */
import { z } from 'zod';
import { daySchema, slugSchema } from './claim';
import type { SeriesKey } from './series';
import {
  type Claimant,
  COUNTING_CONVENTIONS,
  codesOf,
  DIFFERENCEABILITIES,
  METRICS,
  PARTIES,
  SERIES_EVENT_KINDS,
  SIDES,
  type Side,
  SOURCE_CLASSES,
} from './vocabulary';

const text = (max: number) => z.string().trim().max(max).nullable().default(null);

/** What a source means by one of its metrics, for one side; shown on its page and under the figures. */
export const definitionSchema = z.object({
  metric: z.enum(codesOf(METRICS)),
  side: z.enum(codesOf(SIDES)),
  version: z.int().min(1).default(1),
  /** The source publishes no definition: figures carry the flag D. */
  inferred: z.boolean().default(false),
  /** What it counts, in one or two sentences. */
  counts: z.string().trim().min(1).max(600),
  /** How it counts. */
  method: text(600),
});
export type SourceDefinition = z.infer<typeof definitionSchema>;

const sourceFields = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1).max(160),
  /** For chart labels and table heads, where the name is too long. */
  shortName: z.string().trim().min(1).max(40),
  class: z.enum(codesOf(SOURCE_CLASSES)),
  party: z.enum(codesOf(PARTIES)),
  aliases: z.array(z.string().trim().min(1).max(160)).max(50).default([]),
  /** False for “press article, no source named” and the like: claims are RELAY_ONLY. */
  originKnown: z.boolean().default(true),
  countingConvention: z.enum(codesOf(COUNTING_CONVENTIONS)).default('end_of_day'),
  /** Hour and zone up to which a report counts, in words. */
  cutoff: text(200),
  totalsAreDifferenceable: z.enum(codesOf(DIFFERENCEABILITIES)).default('no'),
  /** How often it publishes, in words. */
  cadence: text(200),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).default([]),
  homepage: z.url().nullable().default(null),
  /** What this source is, in a few sentences. */
  about: text(1200),
  /** Why it might count too many or too few. */
  overcounts: text(800),
  undercounts: text(800),
  /** Attribution that must travel with its data (licences). */
  attribution: text(600),
  definitions: z.array(definitionSchema).max(80).default([]),
  /** Its licence forbids to publish its data again (D17): bulk files leave its claims out. Each claim by itself keeps value and link. */
  bulkWithheld: z.boolean().default(false),
  /** Why, for whoever misses them: which licence or terms say so. */
  bulkWithheldReason: text(400),
  /** Day of its last publication, where it publishes no more: such a source is never late (R14). */
  endedOn: daySchema.nullable().default(null),
});

/** A registry entry. Data are withheld with a reason, and a reason stands only where they are (D17). */
export const sourceSchema = sourceFields.refine(
  ({ bulkWithheld, bulkWithheldReason }) => bulkWithheld === (bulkWithheldReason !== null && bulkWithheldReason !== ''),
  { path: ['bulkWithheldReason'], error: 'A source whose data are withheld gives the reason, and no other does.' },
);
export type Source = z.infer<typeof sourceSchema>;
export type SourceInput = z.input<typeof sourceSchema>;

/** A source whose claims bulk files leave out, and why (D17). */
export type Withheld = {
  /** Slug of the source. */
  readonly source: string;
  readonly reason: string;
};

/** Those of some sources whose claims bulk files leave out, by slug (D17). */
export function withheldOf(
  sources: readonly Pick<Source, 'slug' | 'bulkWithheld' | 'bulkWithheldReason'>[],
): Withheld[] {
  return sources
    .flatMap(({ slug, bulkWithheld, bulkWithheldReason }) =>
      bulkWithheld ? [{ source: slug, reason: bulkWithheldReason ?? '' }] : [],
    )
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Claims as a bulk file may have them: without those of the withheld sources, in their order (D17). */
export function withoutWithheld<Held extends { readonly claim: { readonly source: string } }>(
  claims: readonly Held[],
  withheld: readonly Withheld[],
): readonly Held[] {
  if (withheld.length === 0) return claims;
  const slugs = new Set(withheld.map(({ source }) => source));
  return claims.filter(({ claim }) => !slugs.has(claim.source));
}

/** A note pinned to a series on a day: break, source correction, change of method (domain.md §1.1 `Break`, A16). */
export const seriesEventSchema = z.object({
  source: slugSchema,
  metric: z.enum(codesOf(METRICS)),
  side: z.enum(codesOf(SIDES)),
  day: daySchema,
  kind: z.enum(codesOf(SERIES_EVENT_KINDS)),
  sentence: z.string().trim().min(1).max(400),
  url: z.url().nullable().default(null),
});
export type SeriesEvent = z.infer<typeof seriesEventSchema>;

/** Who speaks about whom (domain.md §1.4, T14): derived from source × side. */
export function claimantOf(party: Source['party'], side: Side): Claimant {
  if (party === 'none' || side === 'both') return 'third_party';
  return party === side ? 'own_side' : 'adversary';
}

/** True when the source publishes no definition of what this series counts, so that its figures carry the flag D. */
export function isDefinitionInferred(source: Pick<Source, 'definitions'>, key: SeriesKey): boolean {
  return source.definitions.some(
    ({ metric, side, version, inferred }) =>
      inferred && metric === key.metric && side === key.side && version === key.definitionVersion,
  );
}
