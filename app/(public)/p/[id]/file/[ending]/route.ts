import { comparisonArchive } from '@/app/(public)/figures/archive';
import { readFrozen } from '@/app/(public)/p/read-frozen';
import { refuse } from '@/app/answers';
import { keepPermalinkFile, readPermalinkFile } from '@/lib/data/permalinks';
import { toPng } from '@/lib/formats/picture-png';
import { fileName } from '@/lib/formats/view-words';
import { isCodeOf } from '@/lib/ledger/vocabulary';

/** The files that answer here; `/p/{id}.{ending}` is led to them (next.config.ts). */
const TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  zip: 'application/zip',
} as const;
type Ending = keyof typeof TYPES;

type Kept = { readonly body: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> };

/** Stored files asked for last: they never change, and the database need not be asked for each reader. */
const recent = new Map<string, Kept>();
const MAX_BYTES = 32 * 1024 * 1024;
let bytes = 0;

function remember(key: string, kept: Kept): void {
  bytes += kept.body.byteLength - (recent.get(key)?.body.byteLength ?? 0);
  recent.set(key, kept);
  for (const [oldest, old] of recent) {
    if (bytes <= MAX_BYTES) break;
    recent.delete(oldest);
    bytes -= old.body.byteLength;
  }
}

/** The archive, made from what is stored and from the claims of the instant that it speaks of. */
async function makeArchive(id: string) {
  const [frozen, json, csv] = await Promise.all([
    readFrozen(id),
    readPermalinkFile(id, 'json'),
    readPermalinkFile(id, 'csv'),
  ]);
  if (frozen === null || json === null || csv === null) return null;
  const { table, view } = frozen;
  return comparisonArchive({ table, view, json: json.bytes, csv: csv.bytes, shape: 'shown', id });
}

/** The stored bytes; a picture of points and an archive are made when they are first asked for, and kept. */
async function readStored(id: string, ending: Ending) {
  const stored = await readPermalinkFile(id, ending);
  if (stored !== null) return stored;
  if (ending === 'png') {
    const svg = await readPermalinkFile(id, 'svg');
    return svg === null ? null : keepPermalinkFile(id, 'png', toPng(new TextDecoder().decode(svg.bytes)));
  }
  if (ending !== 'zip') return null;
  const archive = await makeArchive(id);
  return archive === null ? null : keepPermalinkFile(id, 'zip', archive);
}

async function read(id: string, ending: Ending): Promise<Kept | null> {
  const key = `${id}.${ending}`;
  const held = recent.get(key);
  if (held !== undefined) return held;
  const stored = await readStored(id, ending);
  const frozen = stored === null ? null : await readFrozen(id);
  if (stored === null || frozen === null) return null;
  const kept: Kept = {
    body: new Uint8Array(stored.bytes),
    headers: {
      'Content-Type': TYPES[ending],
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${stored.sha256}"`,
      'Access-Control-Allow-Origin': '*',
      'Content-Disposition': `inline; filename="${fileName(frozen.view, frozen.table)}.${ending}"`,
    },
  };
  remember(key, kept);
  return kept;
}

/** A file of a frozen comparison: the same bytes for ever, under the SHA-256 of them (R1, D13). */
export async function GET(request: Request, { params }: RouteContext<'/p/[id]/file/[ending]'>): Promise<Response> {
  const { id, ending } = await params;
  if (!isCodeOf(TYPES, ending)) return refuse('not_found');
  const file = await read(id, ending);
  if (file === null) return refuse('not_found');
  if (request.headers.get('if-none-match')?.includes(file.headers.ETag ?? ''))
    return new Response(null, { status: 304, headers: file.headers });
  return new Response(file.body, { headers: file.headers });
}
