/**
 * A form with a file, as a browser sends it (multipart/form-data), read piece by piece: a file of any length needs the memory of one piece.
 */

/** One field of the form. Its bytes must be read before the next field is asked for. */
export type UploadPart = {
  readonly name: string;
  /** Of a file; null for any other field. */
  readonly fileName: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** The body is not what a browser sends. */
export class BrokenUpload extends Error {}

const LONGEST_HEAD = 16_384;
const MOST_PARTS = 20;

/** The line between fields, from the request's Content-Type; null when the request is no such form. */
export function boundaryOf(contentType: string | null): string | null {
  if (!contentType || !/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? plain ?? null;
}

/** Hands out the bytes up to a mark, wherever the pieces of the stream begin and end. */
class Cutter {
  private readonly source: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.source = body[Symbol.asyncIterator]();
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next();
    if (done) return false;
    this.rest = this.rest.length === 0 ? Buffer.from(value) : Buffer.concat([this.rest, value]);
    return true;
  }

  /** Everything before the mark, which is taken away. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.rest.indexOf(mark);
      if (at >= 0) {
        const piece = this.rest.subarray(0, at);
        this.rest = this.rest.subarray(at + mark.length);
        if (piece.length > 0) yield piece;
        return;
      }
      // The mark may have begun at the end of what is here.
      const safe = Math.max(0, this.rest.length - mark.length + 1);
      if (safe > 0) {
        const piece = this.rest.subarray(0, safe);
        this.rest = this.rest.subarray(safe);
        yield piece;
      }
      if (!(await this.more())) throw new BrokenUpload('The form ended too early.');
    }
  }

  /** Short text before the mark. */
  async textUntil(mark: string): Promise<string> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of this.until(Buffer.from(mark))) {
      length += piece.length;
      if (length > LONGEST_HEAD) throw new BrokenUpload('The form has a head that is too long.');
      pieces.push(Buffer.from(piece));
    }
    return Buffer.concat(pieces).toString('utf8');
  }

  async take(count: number): Promise<string> {
    while (this.rest.length < count) if (!(await this.more())) throw new BrokenUpload('The form ended too early.');
    const taken = this.rest.subarray(0, count).toString('latin1');
    this.rest = this.rest.subarray(count);
    return taken;
  }
}

/** A quoted value of Content-Disposition, as browsers write it: quotation marks and line ends in names are percent-encoded. */
function disposition(head: string, name: string): string | null {
  const line = head.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const [, value] = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(line) ?? [];
  return value === undefined
    ? null
    : value.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('\\"', '"');
}

/** The fields of the form in the order in which they were sent. Throws `BrokenUpload`. */
export async function* readUpload(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<UploadPart> {
  const cutter = new Cutter(body);
  const mark = Buffer.from(`\r\n--${boundary}`);
  if ((await cutter.take(boundary.length + 2)) !== `--${boundary}`)
    throw new BrokenUpload('The form does not begin as it should.');
  for (let count = 0; ; count += 1) {
    const next = await cutter.take(2);
    if (next === '--') return;
    if (next !== '\r\n' || count >= MOST_PARTS) throw new BrokenUpload('The form is not well-formed.');
    const head = await cutter.textUntil('\r\n\r\n');
    const name = disposition(head, 'name');
    if (name === null) throw new BrokenUpload('A field of the form has no name.');
    const bytes = cutter.until(mark);
    yield { name, fileName: disposition(head, 'filename'), bytes };
    // A field that nobody read is passed over.
    for await (const _ of bytes);
  }
}
