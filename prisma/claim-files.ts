/**
 * Claims files on disk: read twice, first to check every row and to gather further publications, then to hand the claims over in batches.
 * So a long file needs the memory of its keys and of one batch.
 */
import { createReadStream } from 'node:fs';
import { type ClaimFileRow, parseClaimsCsv, withFurtherPublications } from '@/lib/formats/claims-csv';
import type { FileProblem } from '@/lib/formats/file-problems';
import type { Claim } from '@/lib/ledger/claim';

type FurtherRow = Extract<ClaimFileRow, { kind: 'publication' }>;

/** What the first reading of a file found. */
export type CheckedFile = {
  readonly claims: number;
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
  /** Rows that are further publications, by the key of the claim that they name. */
  readonly further: ReadonlyMap<string, readonly FurtherRow[]>;
  /** Further publications of claims that the file itself does not hold. */
  readonly strays: readonly FurtherRow[];
  /** Columns that the file does not have: it says nothing of them. */
  readonly missingColumns: readonly string[];
  /** The row of each key. */
  readonly rowOf: ReadonlyMap<string, number>;
};

/** Problems kept at most; a file with more of them is of another kind. */
const MOST_PROBLEMS = 20_000;

/** A file's bytes; `progress` hears how many have been read. */
function openFile(path: string, progress: (bytes: number) => void): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 1 << 18 });
  stream.on('data', () => progress(stream.bytesRead));
  return stream;
}

/** The slug of each registered source, and of each of its names in lower case. */
export type KnownSources = { readonly slugs: ReadonlySet<string>; readonly slugOf: ReadonlyMap<string, string> };

function sourceProblems(row: number, claim: Claim, known: KnownSources): FileProblem[] {
  const named = [
    { column: 'source', slug: claim.source },
    { column: 'repeats_source', slug: claim.repeatsSource },
  ];
  return named.flatMap(({ column, slug }) =>
    slug === null || known.slugs.has(slug) ? [] : [{ row, column, message: `“${slug}” is not a registered source.` }],
  );
}

/** Reads the whole file once and writes nothing. Sources are checked where the registry is given. */
export async function checkClaimsFile(
  path: string,
  { sources, progress = () => {} }: { sources?: KnownSources; progress?: (bytes: number) => void } = {},
): Promise<CheckedFile> {
  const problems: FileProblem[] = [];
  const warnings: FileProblem[] = [];
  const further = new Map<string, FurtherRow[]>();
  const claimRows = new Set<string>();
  const rowOf = new Map<string, number>();
  let missingColumns: readonly string[] = [];
  for await (const read of parseClaimsCsv(openFile(path, progress))) {
    if (read.kind === 'header') {
      missingColumns = read.missing;
      continue;
    }
    const key = read.kind === 'claim' ? read.claim.key : read.key;
    if (key !== null && read.row !== null) {
      const first = rowOf.get(key);
      if (first === undefined) rowOf.set(key, read.row);
      else
        problems.push({
          row: read.row,
          column: 'claim_key',
          message: `“${key}” stands there twice, the first time in row ${first}.`,
        });
    }
    if (read.kind === 'problems') problems.push(...read.problems);
    else if (read.kind === 'publication') further.set(read.of, [...(further.get(read.of) ?? []), read]);
    else {
      claimRows.add(read.claim.key);
      if (sources) problems.push(...sourceProblems(read.row, read.claim, sources));
      warnings.push(...read.warnings);
    }
    if (problems.length > MOST_PROBLEMS) break;
  }
  if (rowOf.size === 0 && problems.length === 0)
    problems.push({ row: null, column: null, message: 'The file has a header and no rows.' });
  const all = [...further.values()].flat();
  for (const { row, of } of all)
    if (rowOf.has(of) && !claimRows.has(of) && problems.length === 0)
      problems.push({ row, column: 'same_as', message: `“${of}” is itself a further publication of another claim.` });
  const strays = all.filter(({ of }) => !rowOf.has(of));
  return { claims: claimRows.size, problems, warnings, further, strays, missingColumns, rowOf };
}

/** The claims of a checked file in batches, each with all its publications. */
export async function* claimBatchesOf(
  path: string,
  checked: CheckedFile,
  { size = 2000, progress = () => {} }: { size?: number; progress?: (bytes: number) => void } = {},
): AsyncGenerator<Claim[]> {
  let batch: Claim[] = [];
  for await (const read of parseClaimsCsv(openFile(path, progress))) {
    if (read.kind !== 'claim') continue;
    batch.push(withFurtherPublications(read.claim, checked.further.get(read.claim.key) ?? []));
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
