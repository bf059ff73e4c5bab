import { type ChildProcess, spawn } from 'node:child_process';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { rowsOf } from '@/lib/data/db';
import {
  checkImportAgain,
  type ImportBatch,
  keepImport,
  mapImport,
  putImportAway,
  readImport,
  stageImport,
} from '@/lib/data/import-batches';
import { doImportJob, type ImportCheck, MOST_ATTEMPTS } from '@/lib/data/import-jobs';
import { readImportRow } from '@/lib/data/import-publishing';
import { drawImportSample, readImportSample } from '@/lib/data/import-sample';
import { NOW, publishAt } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { type Editor, moveProposal } from '@/lib/data/proposals';
import { searchEverything } from '@/lib/data/search';
import { saveSecondKey } from '@/lib/data/second-keys';
import { CLAIM_COLUMNS, toClaimsCsv } from '@/lib/formats/claims-csv';
import { type FileRefusal, LARGEST_FILE } from '@/lib/formats/import-file';
import { checkImport } from '@/lib/jobs/import-check';
import { recogniseImport } from '@/lib/jobs/import-intake';
import type { Claim } from '@/lib/ledger/claim';
import { IMPORT_SAMPLE } from '@/lib/ledger/second-key';
import { keyOf, somebody } from '../support/desk';
import { aClaim, openLedger } from '../support/ledger';

openLedger({ starter: true });

let editor: Editor;
let second: Editor;
let reviewer: Editor;
beforeAll(async () => {
  [editor, second, reviewer] = [await somebody('editor'), await somebody('editor'), await somebody('reviewer')];
});

type Cells = Partial<Record<(typeof CLAIM_COLUMNS)[number], string>>;

/** A claims file whose rows have these cells filled, beside those of a small valid claim. */
function claimsFile(name: string, ...rows: Cells[]): string {
  const valid: Cells = { source: 'isw', side: 'ru', metric: 'killed', period_kind: 'ratio', value_kind: 'point' };
  const lines = rows.map((cells, index) => {
    const filled: Cells = {
      claim_key: `${name}-${index + 1}`,
      best: '5',
      url: 'https://a.example/',
      ...valid,
      ...cells,
    };
    return CLAIM_COLUMNS.map((column) => filled[column] ?? '').join(',');
  });
  return [CLAIM_COLUMNS.join(','), ...lines].join('\n');
}

async function* inPieces(text: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function hand(text: string | Uint8Array, name = 'file.csv', person: Editor = editor) {
  return keepImport<FileRefusal>(person, name, inPieces(text), recogniseImport);
}

async function certain(id: string): Promise<ImportBatch> {
  const batch = await readImport(id);
  if (!batch) throw new Error('there is no such import');
  return batch;
}

/** Hands in a file that is taken, and has it checked. */
async function checked(text: string | Uint8Array, name?: string): Promise<ImportBatch> {
  const kept = await hand(text, name);
  if (!kept.ok) throw new Error(kept.reason);
  expect(await doImportJob(checkImport)).toBe('done');
  return certain(kept.id);
}

async function staged(text: string): Promise<string> {
  const { id } = await checked(text);
  const result = await stageImport(editor, id);
  if (!result.ok) throw new Error(result.message);
  return id;
}

async function sent(id: string): Promise<void> {
  const moved = await moveProposal(editor, id, 'send', { note: null, version: 1 });
  if (!moved.ok) throw new Error(moved.message);
}

const counted = async (sql: string, values: unknown[] = []) =>
  (await rowsOf<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values))[0]?.n;
const ledgerNumber = async () => (await publishAt(null))?.ledgerNumber;

describe('a dry run', () => {
  test('tells what would come in, and writes nothing into the ledger', async () => {
    const before = await ledgerNumber();
    const batch = await checked(claimsFile('tells', {}, {}));
    expect(batch).toMatchObject({ stage: 'checked', report: { rows: 2, fresh: 2, alreadyHere: 0, errorRows: 0 } });
    expect(await ledgerNumber()).toBe(before);
    expect((await searchEverything('tells-1')).exactly).toBeNull();
  });

  test('groups mistakes by field with their rows, and such a file is not staged', async () => {
    const rows = [{}, { metric: '' }, { metric: '' }, { best: 'many' }, { metric: '' }];
    const batch = await checked(claimsFile('mistakes', ...rows));
    expect(batch.report?.errors).toMatchObject([
      { field: 'metric', count: 3, mistakes: [{ rows: '3–4 and 6', message: 'is missing.' }] },
      { field: 'best', count: 1 },
    ]);
    expect(await stageImport(editor, batch.id)).toMatchObject({ ok: false });
  });

  test('knows what the ledger holds: the same, something else, and a likely correction', async () => {
    const [held] = await rowsOf<{ key: string }>(
      `SELECT c.key FROM claim c JOIN claim_revision r ON r.claim_id = c.id WHERE r.is_total AND c.key LIKE 'gs-personnel-%' ORDER BY c.key LIMIT 1`,
    );
    const claim = (await searchEverything(held?.key ?? '')).exactly?.claim as Claim;
    const other = { ...claim, best: String(Number(claim.best) + 10) };
    const file = toClaimsCsv([claim, { ...other, key: 'another-key' }]);
    const { report } = await checked(file);
    expect(report).toMatchObject({
      fresh: 0,
      alreadyHere: 1,
      corrections: { count: 1, listed: [{ row: 3, key: 'another-key' }] },
    });
    const { report: differing } = await checked(toClaimsCsv([other]));
    expect(differing?.differs).toMatchObject({ count: 1, listed: [{ row: 2, key: claim.key, fields: ['best'] }] });
  });

  test('of the starter ledger’s own file finds all of it here', async () => {
    const { readFileSync } = await import('node:fs');
    const { report } = await checked(readFileSync('prisma/starter/claims.csv'));
    expect(report).toMatchObject({ fresh: 0, extended: 0, errorRows: 0 });
    expect(report?.differs.count).toBe(0);
  });

  test('names a row that says the same thing twice, and a key that stands there twice', async () => {
    const days = { period_kind: 'interval', period_start: '2024-09-01', period_end: '2024-10-01' };
    const twice = await checked(claimsFile('twice', days, days, { ...days, best: '6' }));
    expect(twice.report?.repeated.listed).toMatchObject([
      { row: 3, first: 2, same: true },
      { row: 4, first: 2, same: false },
    ]);
    const key = await checked(claimsFile('key', { claim_key: 'one' }, { claim_key: 'one' }));
    expect(key.report?.errors[0]?.mistakes[0]?.message).toBe('“one” stands there twice, the first time in row 2.');
  });

  test('names sources and links that lead nowhere', async () => {
    const { report } = await checked(claimsFile('links', { source: 'nobody' }, { updates: 'not-there' }));
    expect(report?.errors.map(({ field, mistakes }) => [field, mistakes[0]?.message])).toEqual([
      ['source', '“nobody” is not a registered source.'],
      ['updates', '“not-there” is neither in the ledger nor in the file.'],
    ]);
  });

  test('finds further publications wherever their rows stand, for claims of the file and of the ledger', async () => {
    const relay = { publisher: 'Relay', url: 'https://relay.example/' };
    const { id, report } = await checked(
      claimsFile(
        'spread',
        { ...relay, claim_key: 'spread-first', same_as: 'spread-2' },
        {},
        {},
        { ...relay, claim_key: 'spread-last', same_as: 'spread-2' },
      ),
    );
    expect(report).toMatchObject({ claims: 2, publications: 2, fresh: 2 });
    const [row] = await rowsOf<{ publications: unknown[] }>(
      `SELECT content->'publications' AS publications FROM import_row WHERE batch_id = $1 AND key = 'spread-2'`,
      [id],
    );
    expect(row?.publications).toHaveLength(3);
    const stray = await checked(claimsFile('stray', { ...relay, same_as: 'nowhere' }));
    expect(stray.report?.errors[0]?.mistakes[0]?.message).toBe('“nowhere” is neither in the ledger nor in the file.');
  });

  test('says which monthly figures would be made, old and new', async () => {
    const month = {
      period_kind: 'interval',
      period_start: '2023-05-01',
      period_end: '2023-06-01',
      best: '1234',
      published_on: '2023-06-02',
    };
    const { report } = await checked(claimsFile('effect', month));
    expect(report?.effect).toMatchObject({ figures: 1, made: 1, moved: 0, lost: 0 });
    expect(report?.effect?.groups[0]?.lines[0]).toMatchObject({ when: 'May 2023', before: 'no figure', kind: 'made' });
  });

  test('reads the General Staff’s JSON, values only', async () => {
    const { report } = await checked(
      JSON.stringify([
        { date: '2024-09-01', personnel: 616300, 'personnel*': 'about' },
        { date: '2027-01-01', personnel: 2_000_000, 'personnel*': 'about' },
      ]),
      'personnel.json',
    );
    expect(report).toMatchObject({ rows: 2, fresh: 1, alreadyHere: 1, errorRows: 0 });
  });

  test('reads semicolons and tabs with a byte-order mark', async () => {
    const text = claimsFile('delimited', {});
    for (const delimiter of [';', '\t'])
      expect((await checked(`\uFEFF${text.replaceAll(',', delimiter)}`)).report).toMatchObject({
        rows: 1,
        errorRows: 0,
      });
  });

  test('of a file with other letters than UTF-8 further down says so, and nothing is staged', async () => {
    const text = new TextEncoder().encode(`${claimsFile('cyrillic', ...Array.from({ length: 9000 }, () => ({})))}\n`);
    const { report } = await checked(Buffer.concat([text, Buffer.from([0xea, 0xeb, 0xfe])]));
    expect(report?.errors[0]?.mistakes[0]?.message).toBe('The file is not UTF-8 text. Save it as “CSV UTF-8”.');
  });
});

describe('columns of a foreign file', () => {
  const foreign = (best: string) => `When;Number of dead\n01.05.2024;${best}\n`;
  const mapping = {
    fields: ['as_of', 'best'],
    fixed: { source: 'isw', side: 'ru', metric: 'killed', period_kind: 'instant' },
    dates: 'dmy',
    decimals: 'comma',
  };

  test('are asked for once, and remembered by the header', async () => {
    const first = await hand(foreign('1.000'));
    if (!first.ok) throw new Error(first.reason);
    expect(await certain(first.id)).toMatchObject({
      stage: 'columns',
      delimiter: ';',
      header: ['When', 'Number of dead'],
      samples: [['01.05.2024', '1.000']],
    });
    expect(await mapImport(editor, first.id, mapping)).toEqual({ ok: true });
    expect(await doImportJob(checkImport)).toBe('done');
    expect(await certain(first.id)).toMatchObject({ stage: 'checked', report: { fresh: 1, errorRows: 0 } });
    expect(await checked(foreign('2.000'))).toMatchObject({ stage: 'checked', report: { fresh: 1 } });
  });
});

describe('staging', () => {
  test('makes one proposal of all rows; doing it twice makes no second one', async () => {
    const { id } = await checked(claimsFile('staged', {}, {}, {}));
    const first = await stageImport(editor, id);
    expect(first).toEqual({ ok: true, proposalId: id });
    expect(await stageImport(editor, id)).toEqual(first);
    expect(await counted('import_row WHERE batch_id = $1', [id])).toBe(3);
    expect(await counted('import_piece WHERE batch_id = $1', [id])).toBe(0);
    expect(await certain(id)).toMatchObject({ stage: 'staged', proposal: { state: 'draft', version: 1 } });
  });

  test('the same file again changes nothing, and says which batch holds it', async () => {
    const text = claimsFile('again', {}, {});
    const id = await staged(text);
    const again = await checked(text);
    expect(again.report).toMatchObject({ fresh: 0, inBatches: [{ id, count: 2, differing: 0 }] });
    expect(await stageImport(editor, again.id)).toMatchObject({ ok: false });
  });

  test('of two files with the same rows that were checked side by side, one is staged', async () => {
    const text = claimsFile('side', {}, {});
    const [one, two] = [await checked(text), await checked(text)];
    const results = await Promise.all([stageImport(editor, one.id), stageImport(second, two.id)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('rows of a staged batch cannot be changed, added or taken away', async () => {
    const id = await staged(claimsFile('fixed', {}));
    await expect(rowsOf('UPDATE import_row SET key = $2 WHERE batch_id = $1', [id, 'x'])).rejects.toThrow(/refused/);
    await expect(rowsOf('DELETE FROM import_row WHERE batch_id = $1', [id])).rejects.toThrow(/refused/);
    await expect(
      rowsOf(
        `INSERT INTO import_row SELECT batch_id, 99, kind, 'y', series, content FROM import_row WHERE batch_id = $1`,
        [id],
      ),
    ).rejects.toThrow(/refused/);
  });

  test('a file that was put away leaves neither rows nor bytes', async () => {
    const { id } = await checked(claimsFile('away', {}));
    expect(await putImportAway(editor, id)).toEqual({ ok: true });
    expect(await counted('import_row WHERE batch_id = $1', [id])).toBe(0);
    expect(await counted('import_piece WHERE batch_id = $1', [id])).toBe(0);
    expect(await certain(id)).toMatchObject({ stage: 'put_away' });
  });

  test('a contributor may do none of it', async () => {
    const contributor = await somebody('contributor');
    expect(await hand(claimsFile('may', {}), 'x.csv', contributor)).toEqual({ ok: false, reason: 'not_allowed' });
    const { id } = await checked(claimsFile('may-not', {}));
    for (const result of [
      await mapImport(contributor, id, {}),
      await checkImportAgain(contributor, id),
      await stageImport(contributor, id),
      await putImportAway(contributor, id),
    ])
      expect(result).toMatchObject({ ok: false, message: expect.stringContaining('You may not import files') });
  });
});

describe('a file', () => {
  test('above the limit is refused while it comes in, and nothing of it stays', async () => {
    const pieces = await counted('import_piece');
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(claimsFile('large', {}));
      for (let sent = 0; sent < 2 * LARGEST_FILE; sent += 1_000_000) yield new Uint8Array(1_000_000).fill(0x61);
    }
    expect(await keepImport<FileRefusal>(editor, 'large.csv', endless(), recogniseImport)).toEqual({
      ok: false,
      reason: 'too_large',
    });
    expect(await counted('import_piece')).toBe(pieces);
  });

  test('of another kind is refused by what it is', async () => {
    expect(await hand(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toEqual({ ok: false, reason: 'refused', why: 'utf16' });
    expect(await hand('')).toEqual({ ok: false, reason: 'empty' });
  });
});

describe('a check that is broken off', () => {
  test('leaves nothing half-written, is taken up again, and after some attempts waits for a person', async () => {
    const kept = await hand(claimsFile('broken', {}, {}));
    if (!kept.ok) throw new Error(kept.reason);
    const dying = async (check: ImportCheck) => {
      await checkImport(check);
      throw new Error('the process ended');
    };
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      await expect(doImportJob(dying)).rejects.toThrow('the process ended');
      expect(await counted('import_row WHERE batch_id = $1', [kept.id])).toBe(0);
    }
    expect(await certain(kept.id)).toMatchObject({ stage: 'checking', trouble: expect.stringContaining('broken off') });
    expect(await doImportJob(checkImport)).toBe('none');
    expect(await checkImportAgain(editor, kept.id)).toEqual({ ok: true });
    expect(await doImportJob(checkImport)).toBe('done');
    expect(await certain(kept.id)).toMatchObject({ stage: 'checked', trouble: null, report: { fresh: 2 } });
  });

  test('because its process was killed leaves nothing, and the next process does it', async () => {
    // So many that the check is still going on when the kill arrives, also on a busy machine.
    const ROWS = 12_000;
    const kept = await hand(claimsFile('killed', ...Array.from({ length: ROWS }, () => ({}))));
    if (!kept.ok) throw new Error(kept.reason);
    const start = () =>
      spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/jobs/do-import-jobs.ts'], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: process.env,
      });
    const ended = (child: ChildProcess) =>
      new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
    const first = start();
    const end = ended(first);
    await vi.waitUntil(async () => (await certain(kept.id)).progress.done > 0, { timeout: 50_000, interval: 20 });
    first.kill('SIGKILL');
    expect(await end).toBe('SIGKILL');
    expect(await certain(kept.id)).toMatchObject({ stage: 'checking', report: null });
    expect(await counted('import_row WHERE batch_id = $1', [kept.id])).toBe(0);
    expect(await ended(start())).toBe(0);
    expect(await certain(kept.id)).toMatchObject({ stage: 'checked', report: { fresh: ROWS } });
  });

  test('is done by one of two servers', async () => {
    const kept = await hand(claimsFile('servers', {}));
    if (!kept.ok) throw new Error(kept.reason);
    const outcomes = await Promise.all([doImportJob(checkImport), doImportJob(checkImport)]);
    expect(outcomes.sort()).toEqual(['done', 'none']);
  });
});

describe('the sample', () => {
  test('is drawn once, when the batch is first sent, and can be drawn again from its seed', async () => {
    const id = await staged(claimsFile('sample', ...Array.from({ length: 80 }, () => ({}))));
    expect(await readImportSample(id)).toEqual([]);
    await sent(id);
    const sample = await readImportSample(id);
    expect(sample).toHaveLength(IMPORT_SAMPLE);
    const { sampleSeed } = await certain(id);
    const { createHash } = await import('node:crypto');
    const hashed = Array.from({ length: 80 }, (_, index) => index + 2).map(
      (row) => [createHash('sha256').update(`${sampleSeed}:${row}`).digest('hex'), row] as const,
    );
    const drawn = hashed.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, IMPORT_SAMPLE);
    expect(sample.map(({ row }) => row)).toEqual(drawn.map(([, row]) => row));
    await moveProposal(editor, id, 'take_back', { note: null, version: 1 });
    await sent(id);
    await drawImportSample(
      { query: async (text: string, values: unknown[]) => ({ rows: await rowsOf(text, values) }) } as never,
      id,
    );
    expect((await readImportSample(id)).map(({ row }) => row)).toEqual(sample.map(({ row }) => row));
    expect((await certain(id)).sampleSeed).toBe(sampleSeed);
  });

  test('of a small batch is all of it, and no other row can be keyed', async () => {
    const id = await staged(claimsFile('small', {}, {}));
    await sent(id);
    expect((await readImportSample(id)).map(({ row }) => row).sort()).toEqual([2, 3]);
    expect(await readImportRow(id, 2)).toMatchObject({ key: 'small-1' });
    expect(await readImportRow(id, 4)).toBeNull();
  });
});

describe('publishing a batch', () => {
  /** Claims that lack nothing for Checked but the second key. */
  const quoted = (key: string, best: string) =>
    aClaim({
      key,
      source: 'isw',
      metric: 'killed',
      periodStart: '2023-07-01',
      periodEnd: '2023-08-01',
      scope: key,
      best,
      publications: [
        {
          publisher: 'ISW',
          title: 'Report',
          url: `https://a.example/${key}`,
          publishedOn: '2023-08-02',
          quote: `${best} killed`,
          place: 'p. 1',
        },
      ],
    });

  test('writes all of it as one publish, by somebody else; only rows that were keyed and agree are Checked', async () => {
    const [one, two] = [quoted('batch-one', '10'), quoted('batch-two', '20')];
    const id = await staged(toClaimsCsv([one, two]));
    await sent(id);
    const row = (await readImportSample(id)).map(({ row }) => row).sort()[0];
    expect(await saveSecondKey(second, `proposal:${id}:${row}`, keyOf(one))).toMatchObject({
      ok: true,
      outcome: 'agrees',
    });
    expect((await readImportSample(id)).map(({ outcome }) => outcome).sort()).toEqual(['agrees', 'waiting']);
    expect(await publishProposal(editor, id, 1)).toMatchObject({ ok: false, reason: 'not_allowed' });
    const published = await publishProposal(reviewer, id, 1);
    if (!published.ok) throw new Error(JSON.stringify(published));
    const badge = async (key: string) => {
      const found = await getClaim((await searchEverything(key)).exactly?.id ?? '', NOW);
      return [found?.badge, found?.history[0]?.ledgerNumber];
    };
    expect(await badge('batch-one')).toEqual(['checked', published.ledgerNumber]);
    expect(await badge('batch-two')).toEqual(['attributed', published.ledgerNumber]);
    const events = await rowsOf<{ verb: string; after: unknown }>(
      `SELECT verb, after FROM ledger_event WHERE ledger_number = $1 AND verb = 'claims.published'`,
      [published.ledgerNumber],
    );
    expect(events).toMatchObject([{ after: { claims: 2, extended: 0, sampled: 2, checked: 1 } }]);
    const again = await checked(toClaimsCsv([one, two]));
    expect(again.report).toMatchObject({ fresh: 0, inBatches: [] });
  });

  test('is refused while a second key differs', async () => {
    const claim = quoted('batch-wrong', '30');
    const id = await staged(toClaimsCsv([claim]));
    await sent(id);
    await saveSecondKey(second, `proposal:${id}:2`, keyOf(claim, { best: '31' }));
    expect(await publishProposal(reviewer, id, 1)).toMatchObject({
      ok: false,
      message: expect.stringContaining('A second key differs in row 2.'),
    });
    expect((await searchEverything('batch-wrong')).exactly).toBeNull();
  });

  test('is refused when the ledger has come to say something else meanwhile, and nothing is written', async () => {
    const [first, other] = [quoted('batch-late', '40'), quoted('batch-new', '50')];
    const id = await staged(toClaimsCsv([first, other]));
    await sent(id);
    const { publishClaims } = await import('@/lib/data/claims');
    await publishClaims([[{ ...first, best: '41' }]], { role: 'editor', summary: 'Entered by hand.' });
    const before = await ledgerNumber();
    expect(await publishProposal(reviewer, id, 1)).toMatchObject({
      ok: false,
      message: expect.stringContaining('The ledger has changed since the file was checked'),
    });
    expect(await ledgerNumber()).toBe(before);
    expect((await searchEverything('batch-new')).exactly).toBeNull();
  });

  test('adds a further publication to a claim of the ledger', async () => {
    const claim = quoted('batch-extended', '60');
    const { publishClaims } = await import('@/lib/data/claims');
    await publishClaims([[claim]], { role: 'editor', summary: 'Entered by hand.' });
    const relay = claimsFile('relay-of', {
      same_as: 'batch-extended',
      publisher: 'Relay',
      url: 'https://relay.example/1',
      claim_key: 'relay-of-extended',
    });
    const batch = await checked(relay);
    expect(batch.report).toMatchObject({ fresh: 0, extended: 1 });
    const id = await staged(relay);
    await sent(id);
    expect(await publishProposal(reviewer, id, 1)).toMatchObject({ ok: true });
    const found = await getClaim((await searchEverything('batch-extended')).exactly?.id ?? '', NOW);
    expect(found?.claim.publications.map(({ url }) => url)).toEqual([
      'https://a.example/batch-extended',
      'https://relay.example/1',
    ]);
  });
});
