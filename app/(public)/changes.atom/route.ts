import { changesFile } from '@/app/(public)/changes/read-changes';
import { toChangesAtom } from '@/lib/formats/changes-feed';

/** The log of changes as Atom, newest first; `after=` asks for what is new since a ledger number (D6). */
export function GET(request: Request): Promise<Response> {
  return changesFile(request, 'atom', 'application/atom+xml', toChangesAtom);
}
