import { crc32 } from 'node:zlib';
import { fromBuffer } from 'yauzl';

/** The files of an archive by name, in its order, read by another library than the one that writes; a wrong checksum is an error. */
export function unzip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (trouble, stream) => {
          if (trouble) return reject(trouble);
          try {
            const content = Buffer.concat(await stream.toArray());
            if (crc32(content) !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} is wrong`);
            files.set(entry.fileName, content);
            zip.readEntry();
          } catch (reason) {
            reject(reason);
          }
        });
      });
      zip.readEntry();
    });
  });
}
