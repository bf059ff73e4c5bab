import { readFrozen } from '@/app/(public)/p/read-frozen';
import { refuse } from '@/app/answers';
import { isPermalinkId, keepPermalinkFile, type PermalinkFile, readPermalinkFile } from '@/lib/data/permalinks';
import { toPng } from '@/lib/formats/picture-png';
import { toSocialPicture } from '@/lib/formats/social-picture';

/** Drawn from the stored document when it is first asked for, and kept. */
async function readSocial(id: string): Promise<PermalinkFile | null> {
  const kept = await readPermalinkFile(id, 'social');
  if (kept !== null) return kept;
  const frozen = await readFrozen(id);
  return frozen === null ? null : keepPermalinkFile(id, 'social', toPng(toSocialPicture(frozen.table, frozen.view), 1));
}

/** The picture that other sites show beside a link to a frozen comparison (R8): the same bytes for ever. */
export async function GET(request: Request, { params }: RouteContext<'/p/[id]/social.png'>): Promise<Response> {
  const { id } = await params;
  const file = isPermalinkId(id) ? await readSocial(id) : null;
  if (file === null) return refuse('not_found');
  const headers = {
    'Content-Type': 'image/png',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${file.sha256}"`,
    'Access-Control-Allow-Origin': '*',
  };
  if (request.headers.get('if-none-match')?.includes(headers.ETag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(file.bytes), { headers });
}
