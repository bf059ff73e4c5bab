/**
 * Takes in a file that somebody hands in: recognises it by its first bytes, keeps it, and has it checked.
 */
import 'server-only';
import { type ImportFile, type KeepImportResult, keepImport } from '@/lib/data/import-batches';
import type { Editor } from '@/lib/data/proposals';
import { isClaimsHeader } from '@/lib/formats/claims-csv';
import { type FileRefusal, LARGEST_FILE, LARGEST_JSON, recogniseFile, shownFileName } from '@/lib/formats/import-file';
import { readHead } from '@/lib/formats/import-mapping';
import { wakeWorker } from './worker';

/** Keeps a file and queues its dry run, or answers why it is refused. Nothing is in the ledger after it. */
export async function takeImport(
  person: Editor,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<KeepImportResult<FileRefusal>> {
  const kept = await keepImport(person, shownFileName(fileName), bytes, recogniseImport);
  if (kept.ok) wakeWorker();
  return kept;
}

/** What a file is, by its first bytes; or why it is refused. */
export function recogniseImport(first: Uint8Array): ImportFile | { readonly refused: FileRefusal } {
  const kind = recogniseFile(first);
  if (kind.kind === 'refused') return { refused: kind.why };
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
  if (head === null) return { refused: 'open_quote' };
  const { header, samples } = head;
  if (header.length < 2) return { refused: 'one_column' };
  if (header.length > 200) return { refused: 'many_columns' };
  return {
    format: 'csv',
    delimiter: kind.delimiter,
    header,
    samples,
    isOwnHeader: isClaimsHeader(header),
    limit: LARGEST_FILE,
  };
}
