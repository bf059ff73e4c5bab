/**
 * Takes in a file that somebody hands in: recognises it by its first bytes, keeps it, and has it checked.
 */
import 'server-only';
import { type ImportFile, type KeepImportResult, keepImport } from '@/lib/data/import-batches';
import type { Editor } from '@/lib/data/proposals';
import { isClaimsHeader } from '@/lib/formats/claims-csv';
import { problemLine } from '@/lib/formats/file-problems';
import { LARGEST_FILE, LARGEST_JSON, recogniseFile, shownFileName } from '@/lib/formats/import-file';
import { readHead } from '@/lib/formats/import-mapping';
import { wakeWorker } from './worker';

/** Keeps a file and queues its dry run, or answers why it is refused. Nothing is in the ledger after it. */
export async function takeImport(
  person: Editor,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<KeepImportResult> {
  const kept = await keepImport(person, shownFileName(fileName), bytes, recognise);
  if (kept.ok) wakeWorker();
  return kept;
}

function recognise(first: Uint8Array): ImportFile | { readonly refused: string } {
  const kind = recogniseFile(first);
  if (kind.kind === 'refused') return { refused: kind.message };
  if (kind.kind === 'general_staff')
    return {
      format: 'general_staff',
      delimiter: null,
      header: [],
      samples: [],
      isOwnHeader: true,
      limit: LARGEST_JSON,
    };
  const head = readHead(first, kind.delimiter);
  if (!head.ok)
    return { refused: problemLine({ ...head.problem, rows: head.problem.row === null ? [] : [head.problem.row] }) };
  const { header, samples } = head;
  if (header.length < 2)
    return {
      refused:
        'Its first line has one column only. A claims file begins with a line that names its columns, separated by commas, semicolons or tabs.',
    };
  if (header.length > 200) return { refused: 'Its first line has more than 200 columns.' };
  return {
    format: 'csv',
    delimiter: kind.delimiter,
    header,
    samples,
    isOwnHeader: isClaimsHeader(header),
    limit: LARGEST_FILE,
  };
}
