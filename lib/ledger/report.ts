/**
 * A report of an error, as a reader fills it in (R10). What a reader writes is for the editors only; the public log has the outcome and the
 * editors’ answer.
 */
import { z } from 'zod';

/** Longest texts of a report. */
export const REPORT_LENGTHS = { wrong: 2000, seen: 1000, email: 320, page: 2000, answer: 1000 } as const;

const tooLong = (most: number) => `is too long: at most ${most} characters.`;
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: tooLong(most) });
const orNull = <Shape extends z.ZodType<string>>(shape: Shape) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? null : value), shape.nullable());

/** A report: about a claim or a page of this site, what is wrong, where what is right was seen, and an address to answer to. */
export const reportSchema = z.object({
  claim: orNull(z.string().max(20)),
  /** A path of this site, with its query. */
  page: orNull(text(REPORT_LENGTHS.page).regex(/^\/(?![/\\])[\x21-\x7e]*$/, { error: 'is no page of this site.' })),
  wrong: text(REPORT_LENGTHS.wrong).min(10, { error: 'is missing. Say in a sentence what is wrong.' }),
  seen: orNull(text(REPORT_LENGTHS.seen)),
  email: orNull(
    z
      .email({ error: 'is not an e-mail address. Leave it empty, or write it as name@example.org.' })
      .max(REPORT_LENGTHS.email),
  ),
});
export type Report = z.infer<typeof reportSchema>;
