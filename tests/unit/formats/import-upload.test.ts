import { describe, expect, test } from 'vitest';
import { BrokenUpload, boundaryOf, readUpload } from '@/lib/formats/import-upload';

const BOUNDARY = '----form-1';

function part(head: string, body: string): string {
  return `--${BOUNDARY}\r\n${head}\r\n\r\n${body}\r\n`;
}

const FILE = part(
  'Content-Disposition: form-data; name="file"; filename="a b.csv"\r\nContent-Type: text/csv',
  'x,y\r\n1,2\r\n',
);
const TEXT = part('Content-Disposition: form-data; name="text"', 'pasted');
const FORM = `${FILE}${TEXT}--${BOUNDARY}--\r\n`;

/** The form as it arrives: in pieces of so many bytes. */
async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7): Promise<{ name: string; fileName: string | null; text: string }[]> {
  const parts: { name: string; fileName: string | null; text: string }[] = [];
  for await (const { name, fileName, bytes } of readUpload(inPieces(text, size), BOUNDARY)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(Buffer.from(piece));
    parts.push({ name, fileName, text: Buffer.concat(pieces).toString('utf8') });
  }
  return parts;
}

describe('a form with a file', () => {
  test.each([1, 2, 7, 64, 10_000])('is read whole, in pieces of %i bytes', async (size) => {
    expect(await read(FORM, size)).toEqual([
      { name: 'file', fileName: 'a b.csv', text: 'x,y\r\n1,2\r\n' },
      { name: 'text', fileName: null, text: 'pasted' },
    ]);
  });

  test('may hold lines that only look like its own', async () => {
    const body = `--${BOUNDARY.slice(0, -1)}\r\n--x\r\n`;
    const form = `${part('Content-Disposition: form-data; name="text"', body)}--${BOUNDARY}--`;
    expect(await read(form)).toEqual([{ name: 'text', fileName: null, text: body }]);
  });

  test('whose field nobody reads is passed over', async () => {
    const names: string[] = [];
    for await (const { name } of readUpload(inPieces(FORM, 5), BOUNDARY)) names.push(name);
    expect(names).toEqual(['file', 'text']);
  });

  test('names with quotation marks arrive as they are', async () => {
    const form = `${part('Content-Disposition: form-data; name="file"; filename="%22a%22.csv"', '')}--${BOUNDARY}--`;
    expect((await read(form))[0]?.fileName).toBe('"a".csv');
  });

  test.each([
    ['ends too early', FORM.slice(0, 60)],
    ['is cut off before its last line', FORM.slice(0, -8)],
    ['begins with something else', `x${FORM}`],
    ['has a field without a name', `--${BOUNDARY}\r\nContent-Type: text/csv\r\n\r\n1\r\n--${BOUNDARY}--`],
    ['has a head without end', `--${BOUNDARY}\r\n${'x'.repeat(20_000)}`],
  ])('that %s is refused', async (_words, form) => {
    await expect(read(form)).rejects.toBeInstanceOf(BrokenUpload);
  });
});

test('the line between fields is taken from the content type', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
  expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe('a b');
  expect(boundaryOf('application/x-www-form-urlencoded')).toBeNull();
  expect(boundaryOf('multipart/form-data')).toBeNull();
  expect(boundaryOf(null)).toBeNull();
});
