/**
 * The General Staff's running totals as the public mirror publishes them: a JSON list, one record a day. The source gives no definition of
 * its “personnel”; the code for it is decided in the registry, and the figures carry a flag.
 */
import { type Claim, claimSchema } from '@/lib/ledger/claim';
import type { FileProblem } from './file-problems';

export const GENERAL_STAFF = 'ua-general-staff';

const MIRROR = 'PetroIvaniuk/2022-Ukraine-Russia-War-Dataset';

/** A record of the file as a claim; records are numbered from 1. */
export type TotalRow = { readonly row: number; readonly claim: Claim };

/** All records, or what is wrong with the file. */
export function parseGeneralStaffJson(text: string): {
  readonly rows: readonly TotalRow[];
  readonly problems: readonly FileProblem[];
} {
  let records: unknown;
  try {
    records = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { rows: [], problems: [{ row: null, column: null, message: 'The file is not JSON.' }] };
  }
  if (!Array.isArray(records))
    return { rows: [], problems: [{ row: null, column: null, message: 'The file is not a JSON list of records.' }] };
  if (records.length === 0) return { rows: [], problems: [{ row: null, column: null, message: 'The file is empty.' }] };
  const problems: FileProblem[] = [];
  const firstOfDate = new Map<string, number>();
  const rows = records.flatMap((record: unknown, index): TotalRow[] => {
    const row = index + 1;
    const claim = toTotal(record, row, problems);
    if (!claim) return [];
    const day = claim.asOf ?? '';
    const first = firstOfDate.get(day);
    if (first !== undefined) {
      problems.push({ row, column: 'date', message: `“${day}” stands there twice, the first time in row ${first}.` });
      return [];
    }
    firstOfDate.set(day, row);
    return [{ row, claim }];
  });
  return { rows, problems };
}

/** One day's running total, or null with what is wrong. */
function toTotal(record: unknown, row: number, problems: FileProblem[]): Claim | null {
  const refuse = (column: string | null, message: string) => {
    problems.push({ row, column, message });
    return null;
  };
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return refuse(null, 'is not a record.');
  const { date, personnel, 'personnel*': qualifier } = record as Record<string, unknown>;
  if (date === undefined) return refuse('date', 'is missing.');
  if (personnel === undefined || personnel === null) return refuse('personnel', 'is missing.');
  if (typeof personnel !== 'number' || !Number.isInteger(personnel))
    return refuse('personnel', `“${String(personnel)}” is not a whole number.`);
  if (personnel < 0) return refuse('personnel', `“${personnel}” must not be negative.`);
  const value = String(personnel);
  // “More than” is a lower bound; everything else is said as “about”.
  const said = qualifier === 'more' ? { valueKind: 'at_least', low: value } : { valueKind: 'approx', best: value };
  const parsed = claimSchema.safeParse({
    key: `gs-personnel-${date}`,
    source: GENERAL_STAFF,
    side: 'ru',
    metric: 'killed_or_wounded',
    periodKind: 'cumulative_since_start',
    asOf: date,
    ...said,
    roundingUnit: personnel % 10 === 0 && qualifier !== 'more' ? '10' : null,
    countBasis: 'official_tally',
    note: `Running total in the report of this date, as kept by the public mirror ${MIRROR} (MIT).`,
    publications: [
      {
        publisher: 'General Staff of the Armed Forces of Ukraine',
        title: 'Daily report of enemy losses',
        url: `https://github.com/${MIRROR}`,
        publishedOn: date,
      },
    ],
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(
    issue?.path[0] === 'asOf' || issue?.path[0] === 'key' ? 'date' : null,
    issue?.message ?? 'cannot be read.',
  );
}
