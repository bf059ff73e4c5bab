/**
 * What is wrong with a file, said so that a person can mend it: one line for each kind of mistake, with the rows where it stands.
 */

/** One mistake in one row. `column` is null where the whole row is at fault, `row` where the whole file is. */
export type FileProblem = { readonly row: number | null; readonly column: string | null; readonly message: string };

/** All rows with the same mistake. */
export type ProblemGroup = {
  readonly rows: readonly number[];
  readonly column: string | null;
  readonly message: string;
};

/** Groups of the same mistake in the order of their first row; what was written in the cell does not set two apart. */
export function groupProblems(problems: readonly FileProblem[]): ProblemGroup[] {
  const groups = new Map<string, { rows: number[]; column: string | null; message: string }>();
  for (const { row, column, message } of problems) {
    const kind = `${column}|${message.replace(/“[^”]*”/g, '“…”')}`;
    const group = groups.get(kind) ?? { rows: [], column, message };
    if (row !== null && group.rows.at(-1) !== row) group.rows.push(row);
    groups.set(kind, group);
  }
  return [...groups.values()];
}

/** `14`, `14–19`, `14–19, 25 and 31`; long lists end with how many more. */
export function rowRanges(rows: readonly number[], most = 8): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const words = ranges.slice(0, most).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const more = ranges.slice(most).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (more > 0) return `${words.join(', ')} and ${more} more`;
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join('');
}

/** `rows 14–19: metric is missing.` */
export function problemLine({ rows, column, message }: ProblemGroup): string {
  const where = rows.length === 0 ? '' : `${rows.length === 1 ? 'row' : 'rows'} ${rowRanges(rows)}: `;
  return `${where}${column === null ? '' : `${column} `}${message}`;
}
