/**
 * T16: a silent change of anything that was published is found by walking the chain, and named. Whoever tampers here is the owner of the
 * database, who can switch its triggers off.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { gradeSource } from '@/lib/data/assessments';
import { publishCapture } from '@/lib/data/captures';
import { readDailyHeads, verifyLedger } from '@/lib/data/chain';
import { readChange, readChanges } from '@/lib/data/changes';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { inTransaction, rowsOf } from '@/lib/data/db';
import { publishSeriesEvents } from '@/lib/data/events';
import { publishSources } from '@/lib/data/sources';
import { ALL_CHANGES } from '@/lib/ledger/changes';
import { seriesEventSchema } from '@/lib/ledger/source';
import { somebody } from '../support/desk';
import { aClaim, aSource, aTotal, openLedger } from '../support/ledger';

openLedger();

const NOTE = {
  source: 'observer',
  metric: 'killed_or_wounded',
  side: 'ru',
  day: '2024-09-15',
  kind: 'note',
  sentence: 'A note.',
};
const BY_EDITOR = { role: 'editor', summary: 'Claims for a test.' } as const;

/** Publishes 1 to 6: sources, claims with a link, a revision, a note, a grade, a capture. */
beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Two sources.' } as const;
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'echo' })], change);
  const first = aTotal({ key: 'total-1', asOf: '2024-09-01', best: '1000' });
  const second = aTotal({ key: 'total-2', asOf: '2024-10-01', best: '2000', updates: 'total-1' });
  const echoed = aClaim({ key: 'echo-1', source: 'echo', repeatsSource: 'observer' });
  await publishClaims([[first, second, echoed]], BY_EDITOR);
  await saveRevision(
    await idOf('total-1'),
    1,
    { ...first, note: 'Reread.' },
    { ...BY_EDITOR, class: 'correction', note: 'A note.' },
  );
  await publishSeriesEvents([seriesEventSchema.parse(NOTE)], BY_EDITOR);
  await gradeSource(await somebody('editor'), { source: 'observer', metric: 'killed', side: 'ru' }, 'C', 'A reason.');
  await publishCapture(null, {
    publicationId: 1,
    kind: 'fetched',
    bytes: { sha256: 'a'.repeat(64), size: 10, mime: 'text/html', name: 'page.html' },
    url: 'https://observer.example/total-1',
    archiveUrl: null,
    tool: 'a test',
    capturedAt: new Date('2024-10-05T00:00:00Z'),
  });
});

async function idOf(key: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>('SELECT public_id AS id FROM claim WHERE key = $1', [key]);
  return row?.id ?? '';
}

/** Changes rows behind the back of the ledger. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await inTransaction(async (client) => {
    await client.query("SET LOCAL session_replication_role = 'replica'");
    for (const statement of statements) await client.query(statement);
  });
}

/** What the walk says of a ledger in which `statements` were done; `undo` makes it whole again. */
async function found(statements: readonly string[], undo: readonly string[]): Promise<string[]> {
  await tamper(...statements);
  try {
    return (await verifyLedger()).breaks.map(({ words }) => words);
  } finally {
    await tamper(...undo);
  }
}

/** One value changed, and back. */
async function changed(table: string, column: string, value: string, where: string): Promise<string[]> {
  const [row] = await rowsOf<{ old: string | null; type: string }>(
    `SELECT ${column}::text AS old, pg_typeof(${column})::text AS type FROM ${table} WHERE ${where}`,
  );
  const old = row?.old === null ? 'NULL' : `'${row?.old.replaceAll("'", "''")}'`;
  return found(
    [`UPDATE ${table} SET ${column} = ${value} WHERE ${where}`],
    [`UPDATE ${table} SET ${column} = ${old}::${row?.type} WHERE ${where}`],
  );
}

describe('a ledger that nobody has touched', () => {
  test('is whole, and its head is the seal of its last publish', async () => {
    const { breaks, publishes, events, head } = await verifyLedger();
    expect(breaks).toEqual([]);
    expect(publishes).toBe(6);
    const [last] = await rowsOf<{ id: number; verb: string; hash: string; events: number }>(
      `SELECT id, verb, encode(hash, 'hex') AS hash, (SELECT count(*)::int FROM ledger_event) AS events FROM ledger_event ORDER BY id DESC LIMIT 1`,
    );
    expect(last).toMatchObject({ verb: 'publish.sealed', hash: head?.hash, events });
    expect(head).toMatchObject({ ledgerNumber: 6n, eventId: BigInt(last?.id ?? 0) });
  });

  test('a publish that is taken back leaves no event behind', async () => {
    const before = await verifyLedger();
    await publishClaims([[aTotal({ key: 'total-1', asOf: '2024-09-01', best: '1000' })]], BY_EDITOR);
    expect(await verifyLedger()).toEqual(before);
  });

  test('the head of a day is that of its last publish', async () => {
    const { head } = await verifyLedger();
    const heads = await readDailyHeads();
    expect(heads[0]).toMatchObject({ ledgerNumber: head?.ledgerNumber, eventId: head?.eventId, hash: head?.hash });
    expect(new Set(heads.map(({ day }) => day)).size).toBe(heads.length);
  });

  test('seals are no news: neither the log nor a filter of it shows them', async () => {
    const { entries } = await readChanges(ALL_CHANGES);
    expect(entries).toHaveLength(6);
    expect(entries.flatMap(({ events }) => events.map(({ verb }) => String(verb)))).not.toContain('publish.sealed');
    expect(entries.map(({ further }) => further)).toEqual(entries.map(() => 0));
    expect((await readChange(4n))?.events).toHaveLength(1);
  });
});

describe('a change of one row is found and named', () => {
  test.each([
    ['ledger_event', 'reason', `'other'`, 'id = 3', /^Event 3 \(.*\) of publish 1 was changed after it was written/],
    [
      'publish',
      'summary',
      `'other'`,
      'ledger_number = 4',
      /^Publish 4, table publish, the publish itself: what is there is not what was sealed\.$/,
    ],
    [
      'source_revision',
      'content',
      `'{"name": "other"}'::jsonb`,
      'source_id = 1',
      /^Publish 1, table source_revision, source 1: /,
    ],
    ['source', 'slug', `'renamed'`, 'id = 1', /^Publish 1, table source_revision, source 1: /],
    ['series', 'metric', `'killed'`, 'id = 1', /^Publish \d, table series or series_change, series 1: /],
    [
      'claim_revision',
      'best',
      '999',
      'claim_id = 2 AND number = 1',
      /^Publish 2, table claim_revision or claim, claim \w{7}: what is there is not what was sealed\.$/,
    ],
    ['claim', 'key', `'other'`, 'id = 3', /^Publish 2, table claim_revision or claim, claim \w{7}: /],
    [
      'publication',
      'quote',
      `'other words'`,
      'id = 1',
      /table publication or claim_revision_publication, claim \w{7}: /,
    ],
    ['claim_link', 'type', `'repeats'`, 'id = 1', /^Publish 2, table claim_link, link 1: /],
    ['series_event', 'sentence', `'other'`, 'id = 1', /^Publish 4, table series_event, note 1: /],
    ['assessment', 'reliability', `'A'`, 'id = 1', /^Publish 5, table assessment, grade 1: /],
    ['capture', 'sha256', `repeat('b', 64)`, 'true', /^Publish 6, table capture, capture [0-9a-f-]{36}: /],
  ])('%s.%s', async (table, column, value, where, words) => {
    const breaks = await changed(table, column, value, where);
    expect(breaks.length).toBeGreaterThan(0);
    expect(breaks[0]).toMatch(words);
    expect((await verifyLedger()).breaks).toEqual([]);
  });

  test('of a claim: the claim is named by its public id', async () => {
    const [words] = await changed('claim_revision', 'best', '999', 'claim_id = 2 AND number = 1');
    expect(words).toContain(`claim ${await idOf('total-2')}:`);
  });

  test('also the hash of an event itself', async () => {
    expect(await changed('ledger_event', 'hash', `sha256('x')`, 'id = 3')).toEqual([
      expect.stringMatching(/^Event 3 /),
      expect.stringMatching(/^Event 4 /),
    ]);
  });

  test('a claim that points at another version', async () => {
    expect(await changed('claim', 'current_revision', '1', 'id = 1')).toEqual([
      `Claim ${await idOf('total-1')} does not point at its latest revision.`,
    ]);
  });
});

describe('what was taken away or slipped in is found', () => {
  test('an event', async () => {
    const breaks = await found(
      ['CREATE TABLE kept_aside AS SELECT * FROM ledger_event WHERE id = 2', 'DELETE FROM ledger_event WHERE id = 2'],
      ['INSERT INTO ledger_event SELECT * FROM kept_aside', 'DROP TABLE kept_aside'],
    );
    expect(breaks).toContainEqual(
      expect.stringMatching(/^Event 3 .*: events 2 to 2, which stood before it, are gone\.$/),
    );
  });

  test('a revision', async () => {
    const breaks = await found(
      [
        'CREATE TABLE kept_aside AS SELECT * FROM claim_revision WHERE claim_id = 3',
        'DELETE FROM claim_revision WHERE claim_id = 3',
      ],
      ['INSERT INTO claim_revision SELECT * FROM kept_aside', 'DROP TABLE kept_aside'],
    );
    expect(breaks).toContainEqual(
      expect.stringMatching(/^Publish 2, table claim_revision or claim, claim \w{7}: the row is gone/),
    );
  });

  test('a link that no publish made', async () => {
    const breaks = await found(
      [`INSERT INTO claim_link VALUES (99, 'corrects', 3, 1, 2, NULL)`],
      ['DELETE FROM claim_link WHERE id = 99'],
    );
    expect(breaks).toEqual([
      'Publish 2, table claim_link, link 99: a row was added after the publish had been sealed.',
    ]);
  });

  test('an event at the end, after the seal', async () => {
    const breaks = await found(
      [
        `INSERT INTO ledger_event SELECT id + 1, ledger_number, 'claim.revised', 'x', NULL, NULL, NULL, NULL, 'editor', NULL,
           sha256(hash || convert_to(jsonb_build_array(id + 1, ledger_number, 'claim.revised', 'x', NULL, NULL, NULL, NULL, NULL, 'editor')::text, 'UTF8'))
           FROM ledger_event ORDER BY id DESC LIMIT 1`,
      ],
      ['DELETE FROM ledger_event WHERE id = (SELECT max(id) FROM ledger_event)'],
    );
    expect(breaks).toEqual([
      expect.stringMatching(
        /^Event \d+ \(claim\.revised, x\) of publish 6 was added after that publish had been sealed\.$/,
      ),
    ]);
  });
});

describe('a rewrite of everything, hashes and all', () => {
  test('is proved by a head that somebody kept', async () => {
    const { head } = await verifyLedger();
    if (head === null) throw new Error('the ledger has no head');
    expect((await verifyLedger([head])).breaks).toEqual([]);
    const other = { ...head, hash: 'f'.repeat(64) };
    expect((await verifyLedger([other])).breaks.map(({ words }) => words)).toEqual([
      expect.stringContaining(`is not the head that was published: that was ${other.hash}, this is ${head.hash}.`),
    ]);
    const gone = { ...head, eventId: 1_000_000n };
    expect((await verifyLedger([gone])).breaks).toHaveLength(1);
  });
});
