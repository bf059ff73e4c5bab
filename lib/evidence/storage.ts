/**
 * Where captured bytes are kept: a folder outside everything that is served, each file named by the SHA-256 of its bytes. Behind an
 * interface, so that another store can take the folder's place. A file is written aside, flushed, and only then given its name: whatever
 * stands under a name is whole.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

/** The largest capture that is kept, in bytes: 25 MB as everybody counts them, 25 · 2^20. */
export const LARGEST_CAPTURE = 25 * 1024 * 1024;

/** How many of its first bytes are looked at to say what a file is. */
const HEAD = 256 * 1024;

/** More bytes came than are kept. */
export class TooLarge extends Error {}

/** Bytes that were written aside and measured. Either `keep` or `drop` ends it. */
export type Incoming = {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** The first bytes, enough to say what the file is. */
  readonly head: Uint8Array;
  readonly keep: () => Promise<void>;
  readonly drop: () => Promise<void>;
};

/** What is found under a sum: the bytes, nothing, or other bytes. */
export type Found = 'found' | 'missing' | 'altered';

export type EvidenceStorage = {
  /** Takes in bytes without keeping them yet. Throws `TooLarge` above `most` bytes, and then nothing stays. */
  readonly take: (bytes: AsyncIterable<Uint8Array>, most?: number) => Promise<Incoming>;
  /** The bytes under a sum as a stream, with their number; null when there are none. */
  readonly read: (sha256: string) => Promise<{ readonly size: number; readonly bytes: Readable } | null>;
  /** Reads the bytes under a sum and sums them again. */
  readonly verify: (sha256: string) => Promise<Found>;
  /** Everything that is kept, by name: sums, and whatever else lies there. Not what is being taken in just now. */
  readonly names: () => AsyncIterable<string>;
};

const SUM = /^[0-9a-f]{64}$/;

/** True for what can be the name of kept bytes. */
export function isSum(text: string): boolean {
  return SUM.test(text);
}

async function flushFolder(folder: string): Promise<void> {
  // Windows knows no flushing of folders.
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Evidence in a local folder, which is made at first need: `ab/abcdef…` under it, `incoming/` for what is on its way. */
export function localStorage(folder: string): EvidenceStorage {
  const root = resolve(folder);
  const incoming = join(root, 'incoming');
  const shelfOf = (sha256: string) => join(root, sha256.slice(0, 2));
  const pathOf = (sha256: string) => {
    // A sum is all that may ever become a path.
    if (!isSum(sha256)) throw new Error('not a SHA-256');
    return join(shelfOf(sha256), sha256);
  };
  return {
    async take(bytes, most = LARGEST_CAPTURE) {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const aside = join(incoming, randomUUID());
      const drop = () => rm(aside, { force: true });
      const handle = await open(aside, 'wx', 0o600);
      const sum = createHash('sha256');
      const heads: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const piece of bytes) {
          if (size < HEAD) heads.push(Buffer.from(piece.subarray(0, HEAD - size)));
          size += piece.length;
          if (size > most) throw new TooLarge(`more than ${most} bytes`);
          sum.update(piece);
          // A write may take fewer bytes than it is given.
          for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
        }
        await handle.sync();
      } catch (error) {
        await handle.close();
        await drop();
        throw error;
      }
      await handle.close();
      const sha256 = sum.digest('hex');
      return {
        sha256,
        size,
        head: Buffer.concat(heads),
        drop,
        async keep() {
          await mkdir(shelfOf(sha256), { recursive: true, mode: 0o700 });
          // Over bytes that are there already: they are the same, or they were altered and are whole again.
          await rename(aside, pathOf(sha256));
          await flushFolder(shelfOf(sha256));
        },
      };
    },
    async read(sha256) {
      const path = pathOf(sha256);
      const found = await stat(path).catch(() => null);
      return found?.isFile() ? { size: found.size, bytes: createReadStream(path) } : null;
    },
    async verify(sha256) {
      const sum = createHash('sha256');
      try {
        for await (const piece of createReadStream(pathOf(sha256))) sum.update(piece);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // What cannot be read is not there; what is no file is not what it was.
        if (code === 'ENOENT' || code === 'EACCES') return 'missing';
        if (code === 'EISDIR' || code === 'EIO') return 'altered';
        throw error;
      }
      return sum.digest('hex') === sha256 ? 'found' : 'altered';
    },
    async *names() {
      const shelves = await readdir(root, { withFileTypes: true }).catch(() => []);
      for (const shelf of shelves.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (!shelf.isDirectory()) yield shelf.name;
        else if (shelf.name !== 'incoming')
          for (const name of (await readdir(join(root, shelf.name))).sort())
            yield isSum(name) && name.startsWith(shelf.name) ? name : `${shelf.name}/${name}`;
      }
    },
  };
}
