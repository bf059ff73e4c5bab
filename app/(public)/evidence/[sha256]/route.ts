import { Readable } from 'node:stream';
import { readCapture } from '@/lib/data/captures';
import { readEnvironment } from '@/lib/env';
import { EVIDENCE_TYPES, type EvidenceType } from '@/lib/evidence/sniff';
import { isSum, localStorage } from '@/lib/evidence/storage';

/** Nothing that came from outside is ever drawn under our address: it is a file to save, of no kind that a browser would open. */
const GUARDED = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Robots-Tag': 'noindex',
} as const;

const answer = (status: number, words: string) =>
  new Response(`${words}\n`, {
    status,
    headers: { ...GUARDED, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });

/** The bytes of a capture as a download (T11); withheld with the reason where a licence forbids to hand them on (D17). */
export async function GET(request: Request, { params }: { params: Promise<{ sha256: string }> }): Promise<Response> {
  const { sha256 } = await params;
  const capture = isSum(sha256) ? await readCapture(sha256) : null;
  if (capture === null) return answer(404, 'The ledger has no capture with this SHA-256.');
  if (capture.withheld !== null) return answer(451, `The bytes of this capture are withheld. ${capture.withheld}`);
  const etag = `"${sha256}"`;
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, {
      status: 304,
      headers: { ...GUARDED, ETag: etag, 'Cache-Control': 'public, no-cache' },
    });
  const kept = await localStorage(readEnvironment().EVIDENCE_DIR).read(sha256);
  if (kept === null)
    return answer(
      410,
      'The bytes of this capture are no longer there. What the ledger recorded of them stands on the claim.',
    );
  const ending = EVIDENCE_TYPES[capture.mime as EvidenceType]?.ending ?? 'bin';
  return new Response(Readable.toWeb(kept.bytes) as ReadableStream<Uint8Array>, {
    headers: {
      ...GUARDED,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${sha256.slice(0, 12)}.${ending}"; filename*=UTF-8''${encodeURIComponent(capture.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'Content-Length': String(kept.size),
      ETag: etag,
      'Cache-Control': 'public, no-cache',
    },
  });
}
