import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '@/lib/data/db';
import {
  type Frozen,
  isPermalinkId,
  keepPermalink,
  keepPermalinkFile,
  notePermalink,
  permalinkIdOf,
  readPermalink,
  readPermalinkFile,
} from '@/lib/data/permalinks';
import { publishSources } from '@/lib/data/sources';
import { somebody } from '../support/desk';
import { aSource, instant, openLedger } from '../support/ledger';

openLedger();

beforeAll(async () => {
  await publishSources([aSource({ slug: 'observer' })], {
    class: 'new',
    note: null,
    role: 'editor',
    summary: 'One source.',
  });
});

const frozen = (json: string): Frozen => ({
  search: 'from=2024-01',
  ledgerNumber: 1n,
  knownOn: instant('2026-03-03T14:05:00.000Z'),
  methodVersion: '1.0',
  files: { json, csv: 'a,b\n', svg: '<svg/>' },
});

describe('a frozen comparison', () => {
  test('has an address that follows from the bytes of its JSON', () => {
    expect(permalinkIdOf('{"a":1}\n')).toBe(permalinkIdOf('{"a":1}\n'));
    expect(permalinkIdOf('{"a":1}\n')).not.toBe(permalinkIdOf('{"a":2}\n'));
    expect(isPermalinkId(permalinkIdOf('{"a":1}\n'))).toBe(true);
  });

  test('frozen twice, also at once, is one row', async () => {
    const kept = await Promise.all(Array.from({ length: 5 }, () => keepPermalink(frozen('{"twice":1}\n'))));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('keeps the bytes of its files with their SHA-256', async () => {
    const { id } = await keepPermalink(frozen('{"bytes":1}\n'));
    const file = await readPermalinkFile(id, 'json');
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('{"bytes":1}\n');
    expect(file?.sha256).toBe(createHash('sha256').update('{"bytes":1}\n').digest('hex'));
  });

  test('keeps a picture made later as it was made first', async () => {
    const { id } = await keepPermalink(frozen('{"later":1}\n'));
    expect(await readPermalinkFile(id, 'png')).toBeNull();
    await keepPermalinkFile(id, 'png', Buffer.from('first'));
    const again = await keepPermalinkFile(id, 'png', Buffer.from('second'));
    expect(Buffer.from(again.bytes).toString()).toBe('first');
  });

  test('can be given a title and a note by an editor; the latest counts', async () => {
    const { id } = await keepPermalink(frozen('{"noted":1}\n'));
    const editor = await somebody('editor');
    await notePermalink(editor, id, { title: 'First', note: '' });
    await notePermalink(editor, id, { title: 'Second', note: 'A note.' });
    expect(await readPermalink(id)).toMatchObject({ title: 'Second', note: 'A note.' });
    expect(await notePermalink(await somebody('contributor'), id, { title: 'Third', note: '' })).toMatchObject({
      ok: false,
    });
  });

  test.each([
    ['permalink', `search = 'x'`],
    ['permalink_file', `bytes = 'x', sha256 = encode(sha256('x'), 'hex')`],
    ['permalink_note', `title = 'x'`],
  ])('%s: the database refuses any change', async (table, change) => {
    await expect(rowsOf(`UPDATE ${table} SET ${change}`)).rejects.toThrow('only ever added');
    await expect(rowsOf(`DELETE FROM ${table}`)).rejects.toThrow('only ever added');
  });

  test('the database refuses a file whose hash is not that of its bytes', async () => {
    const { id } = await keepPermalink(frozen('{"hash":1}\n'));
    await expect(
      rowsOf(`INSERT INTO permalink_file (permalink_id, ending, sha256, bytes) VALUES ($1, 'png', 'abc', 'x')`, [id]),
    ).rejects.toThrow('permalink_file_sha256_check');
  });
});
