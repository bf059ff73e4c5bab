import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { archiveStream, fingerprinted, fingerprintOf, toArchive } from '@/lib/formats/archive';
import { unzip } from '@/tests/support/unzip';

const HELLO_SHA = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

async function* pieces(...texts: string[]) {
  yield* texts;
}

describe('an archive', () => {
  test('holds its files in their order, text as UTF-8', async () => {
    const archive = await toArchive([
      { name: 'b.txt', content: () => 'Ґ – 38\u202f130' },
      { name: 'a.bin', content: () => Uint8Array.of(0, 255) },
      { name: 'c.csv', content: () => pieces('a,b\n', '1,2\n') },
      { name: 'empty.txt', content: () => '' },
    ]);
    const files = await unzip(archive);
    expect([...files.keys()]).toEqual(['b.txt', 'a.bin', 'c.csv', 'empty.txt']);
    expect(files.get('b.txt')?.toString()).toBe('Ґ – 38\u202f130');
    expect([...(files.get('a.bin') ?? [])]).toEqual([0, 255]);
    expect(files.get('c.csv')?.toString()).toBe('a,b\n1,2\n');
    expect(files.get('empty.txt')?.length).toBe(0);
  });

  test('of the same content is the same bytes, whenever it is made', async () => {
    const make = () => toArchive([{ name: 'a.txt', content: () => 'the same' }]);
    const first = await make();
    expect(createHash('sha256').update(first).digest('hex')).toBe(
      createHash('sha256')
        .update(await make())
        .digest('hex'),
    );
    // DOS date and time of the first entry: 1 January 1980, midnight, in any zone.
    expect(Buffer.from(first).readUInt16LE(10)).toBe(0);
    expect(Buffer.from(first).readUInt16LE(12)).toBe((1 << 5) | 1);
  });

  test('asks for a file when those before it are written', async () => {
    const order: string[] = [];
    await toArchive([
      {
        name: 'first.txt',
        content: async function* () {
          yield 'a';
          order.push('first is written');
        },
      },
      {
        name: 'second.txt',
        content: () => {
          order.push('second is asked for');
          return 'b';
        },
      },
    ]);
    expect(order).toEqual(['first is written', 'second is asked for']);
  });

  test('breaks off where a file does, and is no whole archive then', async () => {
    const broken = archiveStream([
      {
        name: 'a.csv',
        content: async function* () {
          yield 'a,b\n';
          throw new Error('the database went away');
        },
      },
    ]);
    await expect(broken.toArray()).rejects.toThrow('the database went away');
  });

  test('closes the file in hand when its reader goes away', async () => {
    let closed: () => void = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const endless = archiveStream([
      {
        name: 'a.csv',
        content: async function* () {
          try {
            for (;;) yield `${Math.random()},`.repeat(10_000);
          } finally {
            closed();
          }
        },
      },
    ]);
    for await (const _piece of endless) break;
    await expect(isClosed).resolves.toBeUndefined();
  });
});

describe('a fingerprint', () => {
  test('is the length in bytes and the SHA-256', () => {
    expect(fingerprintOf('hello')).toEqual({ bytes: 5, sha256: HELLO_SHA });
    expect(fingerprintOf('Ґ').bytes).toBe(2);
  });

  test('of pieces is that of the whole', async () => {
    const found: unknown[] = [];
    const passed: string[] = [];
    for await (const piece of fingerprinted(pieces('hel', 'lo'), (print) => found.push(print)))
      passed.push(Buffer.from(piece).toString());
    expect(passed).toEqual(['hel', 'lo']);
    expect(found).toEqual([{ bytes: 5, sha256: HELLO_SHA }]);
  });
});
