import { beforeAll, describe, expect, test } from 'vitest';
import { gradeSource } from '@/lib/data/assessments';
import { addEvidence, recordChecks } from '@/lib/data/captures';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { inTransaction, rowsOf } from '@/lib/data/db';
import { publishSeriesEvents } from '@/lib/data/events';
import { decideLineageHint } from '@/lib/data/lineage-hints';
import { askAgain, listDeadLetters, recordTry } from '@/lib/data/link-checks';
import { commentOnProposal } from '@/lib/data/proposals';
import { saveSecondKey } from '@/lib/data/second-keys';
import { publishSources } from '@/lib/data/sources';
import { seriesEventSchema } from '@/lib/ledger/source';
import { draftOf, keyOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, aTotal, openLedger } from '../support/ledger';

openLedger();

beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Two sources.' } as const;
  await publishSources([aSource({ slug: 'observer', aliases: ['The Observer'] }), aSource({ slug: 'echo' })], change);
  const first = aTotal({ key: 'total-1', asOf: '2024-09-01', best: '1000' });
  const second = aTotal({ key: 'total-2', asOf: '2024-10-01', best: '2000', updates: 'total-1' });
  const echoed = aClaim({ key: 'echo-1', source: 'echo', repeatsSource: 'observer' });
  const further = {
    ...first,
    publications: [...first.publications, { ...first.publications[0], key: 'total-1-relay', title: 'Relay' }],
  };
  await publishClaims([[further as typeof first, second, echoed]], { role: 'editor', summary: 'Three claims.' });
  const [claim] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'total-1'`);
  await saveRevision(claim?.public_id ?? '', 1, { ...further, note: 'Reread.' } as typeof first, {
    class: 'correction',
    note: 'A note.',
    role: 'editor',
  });
  const note = {
    source: 'observer',
    metric: 'killed_or_wounded',
    side: 'ru',
    day: '2024-09-15',
    kind: 'note',
    sentence: 'A note.',
  };
  await publishSeriesEvents([seriesEventSchema.parse(note)], { role: 'editor', summary: 'A note.' });
  await rowsOf(`INSERT INTO lineage_hint (series_id, repeated_source_id, found_ledger_number, compared_ledger_number)
                SELECT min(s.id), min(o.id), 1, 1 FROM series s, source o`);
  const [hint] = await rowsOf<{ id: number }>('SELECT id FROM lineage_hint');
  const rejected = { decision: 'rejected', reason: 'Chance.', compared: '1' };
  await decideLineageHint(await somebody('reviewer'), hint?.id ?? 0, rejected);
  const editor = await somebody('editor');
  await gradeSource(editor, { source: 'observer', metric: 'killed', side: 'ru' }, 'C', 'A reason.');
  const sha256 = 'a'.repeat(64);
  await addEvidence(editor, 1, { sha256, size: 1, mime: 'image/png', name: 'page.png' }, '');
  await recordChecks([{ sha256, outcome: 'missing' }], 'a test');
  const tried = { kind: 'fetch', publicationId: 1, url: 'https://observer.example/total-1' } as const;
  await recordTry({ ...tried, outcome: 'http_error', status: 404, detail: null, attempt: 1, isFinal: true });
  await askAgain(editor, (await listDeadLetters())[0]?.id ?? 0);
  const proposed = aClaim({ key: 'proposed' });
  const proposal = await sent(editor, await draftOf(editor, proposed));
  await commentOnProposal(editor, proposal.id, 'A comment.');
  await saveSecondKey(await somebody('editor'), `proposal:${proposal.id}`, keyOf(proposed, { best: '1' }));
});

/** The first row of every table that only grows has something to change. */
const APPEND_ONLY = [
  ['capture', 'sha256', `repeat('b', 64)`],
  ['capture_check', 'outcome', `'found'`],
  ['link_check', 'outcome', `'ok'`],
  ['link_retry', 'asked_at', 'now()'],
  ['publish', 'summary', `'other'`],
  ['source_revision', 'content', `'{"name": "other"}'::jsonb`],
  ['series_change', 'ledger_number', '1'],
  ['series_repeat', 'ledger_number', '1'],
  ['claim_revision', 'best', '5'],
  ['claim_revision', 'ledger_number', '1'],
  ['publication', 'quote', `'other words'`],
  ['claim_revision_publication', 'position', '9'],
  ['claim_key', 'claim_id', '2'],
  ['claim_link', 'type', `'corrects'`],
  ['ledger_event', 'reason', `'other'`],
  ['series_event', 'sentence', `'other'`],
  ['assessment', 'reason', `'other'`],
  ['proposal_version', 'note', `'other'`],
  ['proposal_event', 'note', `'other'`],
  ['proposal_comment', 'body', `'other'`],
  ['lineage_hint_decision', 'reason', `'other'`],
] as const;
const TABLES = [...new Set(APPEND_ONLY.map(([table]) => table))];

describe('rows that only ever grow in number', () => {
  test.each(TABLES)('%s holds rows, so that the refusals below mean something', async (table) => {
    expect((await rowsOf(`SELECT 1 FROM ${table} LIMIT 1`)).length).toBe(1);
  });
  test.each(APPEND_ONLY)('%s: UPDATE of %s is refused', async (table, column, value) => {
    await expect(rowsOf(`UPDATE ${table} SET ${column} = ${value}`)).rejects.toThrow('its rows are only ever added');
  });
  test.each(TABLES)('%s: DELETE is refused', async (table) => {
    await expect(rowsOf(`DELETE FROM ${table}`)).rejects.toThrow('its rows are only ever added');
  });
  test.each(TABLES)('%s: TRUNCATE is refused', async (table) => {
    await expect(rowsOf(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('its rows are only ever added');
  });
});

describe('rows that stay, though their counts move', () => {
  test.each(['source', 'series', 'claim_facet', 'claim'])('%s: DELETE and TRUNCATE are refused', async (table) => {
    await expect(rowsOf(`DELETE FROM ${table}`)).rejects.toThrow(/only ever added|violates foreign key/);
    await expect(rowsOf(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('only ever added');
  });
  test.each(['proposal', 'second_key'])('%s: DELETE and TRUNCATE are refused', async (table) => {
    await expect(rowsOf(`DELETE FROM ${table}`)).rejects.toThrow('only ever added');
    await expect(rowsOf(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('only ever added');
  });
  test('what was keyed a second time stays as it was keyed', async () => {
    await expect(rowsOf(`UPDATE second_key SET keyed = '{}'`)).rejects.toThrow('what was keyed or decided stays');
  });
  test('the author of a proposal stays', async () => {
    await expect(
      rowsOf(`UPDATE proposal SET author_id = (SELECT id FROM person WHERE id <> author_id LIMIT 1)`),
    ).rejects.toThrow('does not follow from what it was');
  });
  test('the slug of a source stays', async () => {
    await expect(rowsOf(`UPDATE source SET slug = 'another' WHERE slug = 'echo'`)).rejects.toThrow('only ever added');
  });
  test('the key of a series stays', async () => {
    await expect(rowsOf(`UPDATE series SET scope = 'sector-x'`)).rejects.toThrow('only ever added');
  });
});

describe('the pointer of a claim', () => {
  test('does not go back', async () => {
    await expect(rowsOf(`UPDATE claim SET current_revision = 1 WHERE key = 'total-1'`)).rejects.toThrow(
      'only its pointer moves',
    );
  });
  test('does not skip a revision', async () => {
    await expect(rowsOf(`UPDATE claim SET current_revision = 4 WHERE key = 'total-1'`)).rejects.toThrow(
      'only its pointer moves',
    );
  });
  test('does not point at a revision that is not there', async () => {
    await expect(rowsOf(`UPDATE claim SET current_revision = 3 WHERE key = 'total-1'`)).rejects.toThrow(
      'without its current revision',
    );
  });
  test.each(['public_id', 'key'])('does not take the %s with it', async (column) => {
    await expect(
      rowsOf(`UPDATE claim SET ${column} = 'zzzzzzz', current_revision = current_revision + 1`),
    ).rejects.toThrow('only its pointer moves');
  });
});

describe('what is added must fit', () => {
  const copyOf = (changes: string) => `
    INSERT INTO claim_revision SELECT (jsonb_populate_record(r, '${changes}'::jsonb)).* FROM claim_revision r
     WHERE claim_id = (SELECT id FROM claim WHERE key = 'total-2') AND number = 1`;
  const latest = async () => {
    const [row] = await rowsOf<{ number: number }>('SELECT max(ledger_number) AS number FROM publish');
    return row?.number;
  };
  const refused = async (changes: object, words: string | RegExp) =>
    expect(rowsOf(copyOf(JSON.stringify({ number: 2, ledger_number: await latest(), ...changes })))).rejects.toThrow(
      words,
    );

  test('a revision of the past is refused, though it is whole', async () => {
    const past = copyOf(JSON.stringify({ number: 2, ledger_number: 2 }));
    const join = `INSERT INTO claim_revision_publication SELECT claim_id, 2, 1, publication_id FROM claim_revision_publication
      WHERE claim_id = (SELECT id FROM claim WHERE key = 'total-2')`;
    await expect(rowsOf(`WITH added AS (${past}) ${join}`)).rejects.toThrow('only the latest publish takes rows');
  });
  test.each(['source_revision', 'series_change', 'claim_link', 'ledger_event', 'series_event'])(
    'a row of %s in a publish of the past is refused',
    async (table) => {
      const id = {
        source_revision: 'number',
        series_change: 'ledger_number',
        claim_link: 'id',
        ledger_event: 'id',
        series_event: 'id',
      }[table];
      const changes = table === 'series_change' ? `'{"ledger_number": 1}'` : `'{"${id}": 99, "ledger_number": 1}'`;
      await expect(
        rowsOf(`INSERT INTO ${table} SELECT (jsonb_populate_record(r, ${changes}::jsonb)).* FROM ${table} r LIMIT 1`),
      ).rejects.toThrow('only the latest publish takes rows');
    },
  );
  test('a revision that skips a number is refused', () => refused({ number: 3 }, 'does not follow the last one'));
  test('a second revision with the same number is refused', () => refused({ number: 1 }, 'duplicate key'));
  test('low above best is refused', () =>
    refused({ value_kind: 'range', low: 5, best: 4, high: 6 }, 'claim_revision_order_check'));
  test('best above high is refused', () =>
    refused({ value_kind: 'range', low: 1, best: 7, high: 6 }, 'claim_revision_order_check'));
  test('low above high is refused', () =>
    refused({ value_kind: 'range', low: 7, best: null, high: 6 }, 'claim_revision_order_check'));
  test('a period that ends before it begins is refused', () =>
    refused({ period_start: '2024-10-01', period_end: '2024-09-01' }, 'claim_revision_period_check'));
  test('a period of no days is refused', () =>
    refused({ period_start: '2024-10-01', period_end: '2024-10-01' }, 'claim_revision_period_check'));
  test.each([
    ['point', { low: 1 }],
    ['approx', { best: null }],
    ['at_least', { low: null, best: null }],
    ['at_most', { high: null, best: null }],
    ['range', { low: 1, best: null, high: null }],
    ['none', { best: 1 }],
    ['guess', { best: 1 }],
  ])('a value of kind %s with other numbers than it has is refused', (value_kind, values) =>
    refused({ value_kind, ...values }, 'claim_revision_value_check'),
  );
  test('a discounted claim without a reason is refused', () =>
    refused({ standing: 'discounted', standing_reason: null }, 'claim_revision_standing_reason_check'));
  test('a rounding unit of zero is refused', () => refused({ rounding_unit: 0 }, 'claim_revision_rounding_unit_check'));
  test('a revision outside the cell of its series is refused', () =>
    refused({ series_id: 2 }, 'outside the cell of its series'));
  test('a revision without a publication is refused', () => refused({}, 'without a publication'));

  test('a public id is used once', async () => {
    const number = await latest();
    await expect(
      rowsOf(
        `INSERT INTO claim (id, public_id, key, ledger_number) SELECT 99, public_id, 'other', ${number} FROM claim WHERE key = 'total-1'`,
      ),
    ).rejects.toThrow('claim_public_id_key');
  });
  test('a claim without a revision is refused', async () => {
    const number = await latest();
    await expect(
      rowsOf(`INSERT INTO claim (id, public_id, key, ledger_number) VALUES (99, 'zzzzzzz', 'other', ${number})`),
    ).rejects.toThrow('without its current revision');
  });
  test('a publish that does not take the next number is refused', async () => {
    await expect(rowsOf(`INSERT INTO publish SELECT 99, clock_timestamp(), 'claim', 'x', 'editor'`)).rejects.toThrow(
      'does not follow the last one',
    );
  });
  test('a publish before the last one is refused', async () => {
    await expect(
      rowsOf(
        `INSERT INTO publish SELECT max(ledger_number) + 1, min(recorded_from), 'claim', 'x', 'editor' FROM publish`,
      ),
    ).rejects.toThrow('does not follow the last one');
  });
  test('one name means one source, whatever its case', async () => {
    await expect(
      rowsOf(
        `INSERT INTO source_alias SELECT lower('THE OBSERVER'), id, 'alias', 'THE OBSERVER' FROM source WHERE slug = 'echo'`,
      ),
    ).rejects.toThrow('source_alias_pkey');
  });
  test('a further key that is another claim’s own is refused', async () => {
    await expect(rowsOf(`INSERT INTO claim_key (key, claim_id) VALUES ('echo-1', 1)`)).rejects.toThrow(
      'means another claim',
    );
  });
});

test('after all these refusals nothing has changed', async () => {
  const counts = await inTransaction(
    async (client) => (await client.query('SELECT count(*)::int AS n FROM claim_revision')).rows,
  );
  expect(counts).toEqual([{ n: 4 }]);
});
