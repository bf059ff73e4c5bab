import { changesFile } from '@/app/(public)/changes/read-changes';
import { toChangesJson } from '@/lib/formats/changes-feed';

/** The log of changes as JSON Feed, newest first, each event as it was recorded; `after=` asks for what is new since a ledger number (D6). */
export function GET(request: Request): Promise<Response> {
  return changesFile(request, 'json', 'application/feed+json', toChangesJson);
}
