/**
 * ZIP archives, streamed: a file is asked for when its turn has come, so that an archive of any length needs the memory of one piece. Every
 * entry has the same date, so that the same content in the same order is the same bytes.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ReadStreamOptions, ZipFile } from 'yazl';

/** What a file holds: at once, or piece by piece. Text is written as UTF-8. */
export type ArchiveContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** One file of an archive; `content` is asked for when all files before it are written. */
export type ArchiveEntry = { readonly name: string; readonly content: () => ArchiveContent | Promise<ArchiveContent> };

/** The first date that a ZIP can hold. DOS dates have no zone: this one is the same wherever it is written. */
const NO_DATE = new Date(1980, 0, 1);

const OPTIONS = {
  mtime: NO_DATE,
  // A plain file that its owner may change and everybody may read.
  mode: 0o100644,
  compress: true,
  forceDosTimestamp: true,
} satisfies Partial<ReadStreamOptions>;

/** How hard the pieces are pressed together: `speed` for what is made anew for each reader, `size` for what is kept. */
export type Effort = 'speed' | 'size';
const LEVELS: Readonly<Record<Effort, number>> = { speed: 1, size: 9 };

function toReadable(content: ArchiveContent): Readable {
  if (typeof content === 'string') return Readable.from([Buffer.from(content)]);
  if (content instanceof Uint8Array) return Readable.from([Buffer.from(content)]);
  return Readable.from(content, { objectMode: false });
}

/**
 * The archive as a stream of bytes. It is written no faster than it is read; where the reader goes away, the file in hand is closed and no
 * further one is asked for. An error in a file breaks the stream off, so that nobody takes half an archive for a whole one.
 */
export function archiveStream(entries: readonly ArchiveEntry[], effort: Effort = 'speed'): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new Error('the archive cannot be read as a stream');
  let inHand: Readable | undefined;
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  for (const { name, content } of entries)
    zip.addReadStreamLazy(name, { ...OPTIONS, compressionLevel: LEVELS[effort] }, (give) => {
      if (output.destroyed) return;
      Promise.resolve()
        .then(content)
        .then((found) => {
          inHand = toReadable(found);
          inHand.once('error', fail);
          give(null, inHand);
        })
        .catch(fail);
    });
  zip.end();
  output.once('close', () => inHand?.destroy());
  return output;
}

/** A whole archive in memory, for those that are kept. */
export async function toArchive(entries: readonly ArchiveEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archiveStream(entries, 'size')) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

/** Length and SHA-256 of a file as it was written. */
export type Fingerprint = { readonly bytes: number; readonly sha256: string };

/** The fingerprint of content at hand. */
export function fingerprintOf(content: string | Uint8Array): Fingerprint {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Passes pieces on and takes their fingerprint on the way; `done` gets it when the last one has passed. */
export async function* fingerprinted(
  pieces: AsyncIterable<string>,
  done: (fingerprint: Fingerprint) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    const buffer = Buffer.from(piece);
    hash.update(buffer);
    bytes += buffer.byteLength;
    yield buffer;
  }
  done({ bytes, sha256: hash.digest('hex') });
}
