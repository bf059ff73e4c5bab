/**
 * What the dry run of an import found (E14), as it is kept with its batch: numbers, and lists short enough to be shown. Written by the dry run,
 * read by the pages.
 */
import { z } from 'zod';

const count = z.int().min(0);

/** A kind of mistake in one field, with the rows where it stands. */
const finding = z.object({
  field: z.string().nullable(),
  count,
  mistakes: z.array(z.object({ rows: z.string(), count, message: z.string() })).readonly(),
  more: count,
});

/** Lines of the effect on figures, as `EffectGroup` of lib/formats has them. */
const effectGroup = z.object({
  series: z.string(),
  name: z.string(),
  lines: z
    .array(
      z.object({
        key: z.string(),
        kind: z.enum(['made', 'lost', 'moved', 'remarked']),
        when: z.string(),
        before: z.string(),
        after: z.string(),
        also: z.string().nullable(),
      }),
    )
    .readonly(),
});

/** A list that is cut after some hundred entries; `count` is how many there are. */
const listed = <Entry extends z.ZodType>(entry: Entry) => z.object({ count, listed: z.array(entry) });

export const importReportSchema = z.object({
  rows: count,
  claims: count,
  /** Rows that are further publications. */
  publications: count,
  errorRows: count,
  errors: z.array(finding).readonly(),
  warningRows: count,
  warnings: z.array(finding).readonly(),
  /** New claims, and claims of the ledger that gain a publication. */
  fresh: count,
  extended: count,
  alreadyHere: count,
  /** In the ledger under the same key, saying something else. */
  differs: listed(z.object({ row: count, key: z.string(), id: z.string(), fields: z.array(z.string()) })),
  /** Running totals of a day for which the ledger holds another value. */
  corrections: listed(z.object({ row: count, key: z.string(), id: z.string(), held: z.string(), found: z.string() })),
  /** Rows about the same thing as an earlier row of the file, under another key. */
  repeated: listed(z.object({ row: count, first: count, key: z.string(), same: z.boolean() })),
  /** Rows that stand in another batch that waits for review. */
  inBatches: z.array(z.object({ id: z.string(), name: z.string(), count, differing: count })),
  /** What publishing all of it would move; null where there is nothing to publish. */
  effect: z
    .object({
      figures: count,
      share: z.number().nullable(),
      made: count,
      moved: count,
      lost: count,
      remarked: count,
      /** Every series that moves, with how many of its figures and spans do. */
      series: z.array(z.object({ series: z.string(), name: z.string(), figures: count })),
      /** The first lines of it, old → new. */
      groups: z.array(effectGroup),
    })
    .nullable(),
  /** The publish with which the rows were compared. */
  ledgerNumber: count,
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** True when there is something to stage and nothing stands in the way. */
export function canBeStaged(report: ImportReport): boolean {
  return report.errorRows === 0 && report.errors.length === 0 && report.fresh + report.extended > 0;
}
