import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EvidenceStorage, localStorage, TooLarge } from '@/lib/evidence/storage';

/** Of the three bytes “abc”, as FIPS 180 prints it. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let folder = '';
let storage: EvidenceStorage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  storage = localStorage(folder);
});
afterEach(() => rm(folder, { recursive: true }));

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function keep(...texts: readonly string[]): Promise<string> {
  const taken = await storage.take(pieces(...texts));
  await taken.keep();
  return taken.sha256;
}

async function listed<T>(things: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const thing of things) list.push(thing);
  return list;
}

const all = () => listed(storage.names());

describe('evidence in a folder', () => {
  test('bytes are named by their SHA-256, whatever pieces they come in', async () => {
    expect(await keep('a', 'bc')).toBe(ABC);
    const kept = await storage.read(ABC);
    expect(kept?.size).toBe(3);
    expect(Buffer.concat(await listed<Uint8Array>(kept?.bytes ?? pieces())).toString()).toBe('abc');
    expect(await storage.verify(ABC)).toBe('found');
  });

  test('the same bytes are kept once', async () => {
    await keep('abc');
    await keep('abc');
    expect(await all()).toEqual([ABC]);
  });

  test('nothing stands under a name before it is kept, and nothing stays of what is dropped', async () => {
    const taken = await storage.take(pieces('abc'));
    expect(await storage.read(ABC)).toBeNull();
    expect(await all()).toEqual([]);
    await taken.drop();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  test('too many bytes are refused, and so is a stream that breaks; nothing stays of either', async () => {
    await expect(storage.take(pieces('ab', 'c'), 2)).rejects.toThrow(TooLarge);
    const broken = async function* () {
      yield Buffer.from('a');
      throw new Error('cut off');
    };
    await expect(storage.take(broken())).rejects.toThrow('cut off');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  test('bytes that went away, that were changed and that were cut are told apart from those that are whole', async () => {
    expect(await storage.verify(ABC)).toBe('missing');
    await keep('abc');
    await writeFile(join(folder, 'ba', ABC), 'abd');
    expect(await storage.verify(ABC)).toBe('altered');
    await truncate(join(folder, 'ba', ABC), 0);
    expect(await storage.verify(ABC)).toBe('altered');
    await keep('abc');
    expect(await storage.verify(ABC)).toBe('found');
  });

  test('what lies there and is no evidence is named with its folder', async () => {
    await keep('abc');
    await writeFile(join(folder, 'ba', 'notes.txt'), '');
    await writeFile(join(folder, 'stray'), '');
    expect((await all()).sort()).toEqual(['ba/notes.txt', ABC, 'stray']);
  });

  test.each(['', '../../etc/passwd', 'BA7816', `${ABC}/..`])('“%s” is never made a path', async (name) => {
    await expect(storage.read(name)).rejects.toThrow('not a SHA-256');
  });
});
