/**
 * What a dry run found wrong, gathered by field: under each field its mistakes, each with the rows where it stands. Short enough to be kept
 * and shown, however many rows are wrong.
 */
import { type FileProblem, groupProblems, rowRanges } from './file-problems';

/** Kinds of mistakes listed under one field at most. */
const MOST_KINDS = 30;

/** One kind of mistake in one field, ready to be shown. */
export type FoundMistake = {
  /** `14–19, 25 and 31`; empty when the whole file is at fault. */
  readonly rows: string;
  readonly count: number;
  readonly message: string;
};

/** All mistakes of one field; `field` is null for what is wrong with whole rows or the file. */
export type FoundInField = {
  readonly field: string | null;
  readonly count: number;
  readonly mistakes: readonly FoundMistake[];
  /** Further kinds that are not listed. */
  readonly more: number;
};

/** Mistakes by field, the field with the most rows first. */
export function foundByField(problems: readonly FileProblem[]): FoundInField[] {
  const groups = groupProblems(problems);
  return [...Map.groupBy(groups, ({ column }) => column)]
    .map(([field, ofField]): FoundInField => {
      const counted = ofField.map(({ rows, message }) => ({
        rows: rowRanges([...rows].sort((a, b) => a - b)),
        count: Math.max(rows.length, 1),
        message,
      }));
      return {
        field,
        count: counted.reduce((sum, { count }) => sum + count, 0),
        mistakes: counted.slice(0, MOST_KINDS),
        more: Math.max(0, counted.length - MOST_KINDS),
      };
    })
    .sort((a, b) => b.count - a.count);
}

/** `rows 14–19: metric is missing.` */
export function mistakeLine(field: string | null, { rows, count, message }: FoundMistake): string {
  const where = rows === '' ? '' : `${count === 1 ? 'row' : 'rows'} ${rows}: `;
  return `${where}${field === null ? '' : `${field} `}${message}`;
}
