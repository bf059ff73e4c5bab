import { comparisonArchive } from '@/app/(public)/figures/archive';
import { readFrozen } from '@/app/(public)/p/read-frozen';
import { refuse } from '@/app/answers';
import { askedOrigin } from '@/lib/auth/origin';
import { answerFor } from '@/lib/data/answers';
import { keepPermalinkFile, type PermalinkFile, readPermalinkFile } from '@/lib/data/permalinks';
import { readEnvironment } from '@/lib/env';
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

/** The same bytes for every reader, for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';

type Kept = {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  /** As pairs, which cost least to copy into an answer. */
  readonly headers: [string, string][];
};

/** Stored files asked for last, the last at the end: they never change, and the database need not be asked for each reader. */
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

function recall(key: string): Kept | undefined {
  const held = recent.get(key);
  if (held === undefined) return undefined;
  recent.delete(key);
  recent.set(key, held);
  return held;
}

/** The archive, made from what is stored and from the claims of the instant that it speaks of. */
async function makeArchive(id: string, origin: string) {
  const [frozen, json, csv] = await Promise.all([
    readFrozen(id),
    readPermalinkFile(id, 'json'),
    readPermalinkFile(id, 'csv'),
  ]);
  if (frozen === null || json === null || csv === null) return null;
  const { table, view } = frozen;
  return comparisonArchive({ table, view, json: json.bytes, csv: csv.bytes, shape: 'shown', id, origin });
}

/** The stored bytes; a picture of points and an archive are made when they are first asked for, and kept. Null for an archive that cannot be kept yet. */
async function readStored(id: string, ending: Ending): Promise<PermalinkFile | null> {
  const stored = await readPermalinkFile(id, ending);
  if (stored !== null) return stored;
  if (ending === 'png') {
    const svg = await readPermalinkFile(id, 'svg');
    return svg === null ? null : keepPermalinkFile(id, 'png', toPng(new TextDecoder().decode(svg.bytes)));
  }
  const { SITE_URL } = readEnvironment();
  if (ending !== 'zip' || SITE_URL === undefined) return null;
  const archive = await makeArchive(id, new URL(SITE_URL).origin);
  return archive === null ? null : keepPermalinkFile(id, 'zip', archive);
}

function keptOf(body: Uint8Array<ArrayBuffer>, etag: string, ending: Ending, name: string, cache: string): Kept {
  return {
    body,
    etag,
    headers: [
      ['content-type', TYPES[ending]],
      ['cache-control', cache],
      ['etag', etag],
      ['access-control-allow-origin', '*'],
      ['content-disposition', `inline; filename="${name}.${ending}"`],
    ],
  };
}

async function read(id: string, ending: Ending): Promise<Kept | null> {
  const key = `${id}.${ending}`;
  const held = recall(key);
  if (held !== undefined) return held;
  const stored = await readStored(id, ending);
  const frozen = stored === null ? null : await readFrozen(id);
  if (stored === null || frozen === null) return null;
  // A copy of its own: what the database hands out is a view of a larger buffer.
  const body = new Uint8Array(stored.bytes);
  const kept = keptOf(body, `"${stored.sha256}"`, ending, fileName(frozen.view, frozen.table), FOR_EVER);
  remember(key, kept);
  return kept;
}

/** Carries “nothing is kept there” out of the making of an answer, so that it is not kept either. */
class NothingKept extends Error {}

/**
 * The archive of a server that does not know its own address (no SITE_URL). It names the address that was asked, so it is made for whoever
 * asks there and never kept as the one that counts for ever.
 */
async function readPassing(id: string, origin: string): Promise<Kept | null> {
  try {
    const answer = await answerFor(`p-zip ${id} ${origin}`, async () => {
      const [archive, frozen] = [await makeArchive(id, origin), await readFrozen(id)];
      if (archive === null || frozen === null) throw new NothingKept();
      return { name: fileName(frozen.view, frozen.table), body: archive };
    });
    return keptOf(answer.body, answer.etag, 'zip', answer.name, 'private, no-cache');
  } catch (error) {
    if (error instanceof NothingKept) return null;
    throw error;
  }
}

/** A file of a frozen comparison: the same bytes for ever, under the SHA-256 of them (R1, D13). */
export async function GET(request: Request, { params }: RouteContext<'/p/[id]/file/[ending]'>): Promise<Response> {
  const { id, ending } = await params;
  if (!isCodeOf(TYPES, ending)) return refuse('not_found');
  const stored = await read(id, ending);
  const file = stored ?? (ending === 'zip' ? await readPassing(id, askedOrigin(request.headers)) : null);
  if (file === null) return refuse('not_found');
  if (request.headers.get('if-none-match')?.includes(file.etag))
    return new Response(null, { status: 304, headers: file.headers });
  return new Response(file.body, { headers: file.headers });
}
