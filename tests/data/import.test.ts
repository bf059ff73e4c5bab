import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { ALL_CLAIMS, listClaims } from '@/lib/data/claim-list';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { searchEverything } from '@/lib/data/search';
import { CLAIM_COLUMNS, toClaimsCsv } from '@/lib/formats/claims-csv';
import { aClaim, openLedger } from '../support/ledger';

openLedger({ starter: true });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = { code: number; said: string; complained: string };

/** Runs the command as `npm run import` does. */
function importFile(path: string, ...args: string[]): Promise<Run> {
  const command = ['--import', 'tsx', '--conditions=react-server', 'prisma/import.ts', path, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: process.env }, (error, said, complained) =>
      resolve({ code: error ? Number(error.code) : 0, said: said.replaceAll('\u00a0', ' '), complained }),
    );
  });
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const claimsHeld = async () => (await rowsOf<{ n: number }>('SELECT count(*)::int AS n FROM claim_revision'))[0]?.n;

/** A claims file whose rows have these cells filled, beside those of a small valid claim. */
function claimsFile(name: string, ...rows: Partial<Record<(typeof CLAIM_COLUMNS)[number], string>>[]): string {
  const valid = {
    source: 'isw',
    side: 'ru',
    metric: 'killed',
    period_kind: 'ratio',
    value_kind: 'point',
    best: '5',
    url: 'https://a.example/',
  };
  const lines = rows.map((cells, index) => {
    const filled: Record<string, string> = { claim_key: `${name}-${index + 1}`, ...valid, ...cells };
    return CLAIM_COLUMNS.map((column) => filled[column] ?? '').join(',');
  });
  return written(`${name}.csv`, [CLAIM_COLUMNS.join(','), ...lines].join('\n'));
}

function totalsFile(name: string, ...records: object[]): string {
  return written(
    `${name}.json`,
    JSON.stringify(records.map((record) => ({ day: 1, 'personnel*': 'about', ...record }))),
  );
}

describe('a claims file', () => {
  test('is read and nothing written, until asked to', async () => {
    const path = claimsFile('dry', {}, {});
    const before = await claimsHeld();
    const dry = await importFile(path);
    expect(dry).toMatchObject({ code: 0, complained: '' });
    expect(dry.said).toContain('2 new claims. This was a dry run: nothing was written. Add --commit to write.');
    expect(await claimsHeld()).toBe(before);
    const commit = await importFile(path, '--commit');
    expect(commit.said).toMatch(/2 new claims written, as publish \d+\./);
    expect(await claimsHeld()).toBe((before ?? Number.NaN) + 2);
  });

  test('imported again changes nothing', async () => {
    const path = claimsFile('again', {}, {});
    await importFile(path, '--commit');
    const before = await publishAt(null);
    const again = await importFile(path, '--commit');
    expect(again.said).toContain('2 claims are already in the ledger.');
    expect(again.said).toContain('Nothing is new: nothing was written.');
    expect(await publishAt(null)).toEqual(before);
  });

  test('that made the starter ledger is all there already', async () => {
    const before = await publishAt(null);
    const { said } = await importFile('prisma/starter/claims.csv', '--commit');
    expect(said).toContain('1 057 claims are already in the ledger.');
    expect(await publishAt(null)).toEqual(before);
  });

  test('with a key of the ledger and another content is reported and left alone', async () => {
    await importFile(claimsFile('differs', { best: '5' }), '--commit');
    const changed = await importFile(claimsFile('differs', { best: '6', note: 'Other.' }), '--commit');
    expect(changed.said).toContain('1 claim is in the ledger with another best, note, and left as it is: row 2.');
    expect((await searchEverything('differs-1')).exactly?.claim.best).toBe('5');
  });

  test('that lacks a column says nothing about it', async () => {
    const text = readFileSync('prisma/starter/claims.csv', 'utf8');
    const [header = '', ...lines] = text.split('\n');
    const place = header.split(',').indexOf('archive_url');
    expect(place).toBe(header.split(',').length - 1);
    const without = [header, ...lines].map((line) => line.replace(/,[^,"]*$/, '')).join('\n');
    const { said } = await importFile(written('without-archive.csv', without));
    expect(said).toContain('1 057 claims are already in the ledger.');
  });

  test('adds a further publication to a claim of the ledger, once', async () => {
    await importFile(claimsFile('original', {}), '--commit');
    const relay = claimsFile('relayed', { same_as: 'original-1', publisher: 'Relay', url: 'https://relay.example/' });
    expect((await importFile(relay, '--commit')).said).toContain('1 claim gains a publication.');
    const id = (await searchEverything('original-1')).exactly?.id ?? '';
    const found = await getClaim(id, NOW);
    expect(found?.claim.publications).toMatchObject([
      { url: 'https://a.example/' },
      { url: 'https://relay.example/', key: 'relayed-1' },
    ]);
    expect(found?.history.map(({ changeClass, changed }) => [changeClass, changed])).toEqual([
      ['new', []],
      ['update', ['publications']],
    ]);
    expect((await importFile(relay, '--commit')).said).toContain('Nothing is new: nothing was written.');
    expect((await getClaim(id, NOW))?.history).toHaveLength(2);
  });

  test('that this ledger wrote itself is all there already, every field of it', async () => {
    const claims = [
      aClaim({ key: 'whole-target', source: 'isw' }),
      aClaim({
        key: 'whole',
        source: 'isw',
        corrects: 'whole-target',
        repeats: ['whole-target'],
        derivesFrom: ['whole-target'],
        contradicts: ['whole-target'],
        partOf: ['whole-target'],
        lineageDecided: true,
        publications: [
          { url: 'https://a.example/', quote: 'слова', place: 'page 4', translation: 'words', note: 'Said so.' },
          { url: 'https://b.example/', place: '1:20' },
          { publisher: 'Third', title: 'Post', publishedOn: '2024-10-06', key: 'whole-3' },
        ],
      }),
    ];
    expect(await publishClaims([claims], { role: 'reviewer', summary: 'For a test.' })).toMatchObject({ ok: true });
    const before = await publishAt(null);
    const { said } = await importFile(written('whole.csv', toClaimsCsv(claims)), '--commit');
    expect(said).toContain('2 claims are already in the ledger.');
    expect(said).toContain('Nothing is new: nothing was written.');
    expect(await publishAt(null)).toEqual(before);
  });

  test('is taken in whole or not at all', async () => {
    const before = await claimsHeld();
    const { code, complained } = await importFile(claimsFile('half', {}, { metric: '' }, {}), '--commit');
    expect({ code, complained }).toEqual({
      code: 1,
      complained: '1 row cannot be read:\n  row 3: metric is missing.\nNothing was written.\n',
    });
    expect(await claimsHeld()).toBe(before);
  });

  test('with a link to a claim that nobody holds is refused', async () => {
    const before = await claimsHeld();
    const { code, said } = await importFile(claimsFile('orphan', {}, { updates: 'nobody' }), '--commit');
    expect(code).toBe(1);
    expect(said).toContain('row 3: updates names a claim that is neither in the ledger nor in the file: nobody.');
    expect(await claimsHeld()).toBe(before);
  });
});

describe('running totals', () => {
  test('of the same day and value are there already, under whatever key', async () => {
    const path = claimsFile('same-total', {
      source: 'ua-general-staff',
      metric: 'killed_or_wounded',
      period_kind: 'cumulative_since_start',
      as_of: '2024-09-01',
      value_kind: 'approx',
      best: '616300',
    });
    expect((await importFile(path, '--commit')).said).toContain('1 claim is already in the ledger.');
  });

  test('of the same day with another value are likely corrections: reported, not written, and the rest is', async () => {
    const path = totalsFile(
      'corrected',
      { date: '2024-09-01', personnel: 616900 },
      { date: '2024-09-02', personnel: 617600 },
    );
    const { code, said } = await importFile(path, '--commit');
    expect(code).toBe(0);
    expect(said).toContain('1 running total has another value in the ledger. Likely corrections; not written:');
    expect(said).toMatch(/row 1, gs-personnel-2024-09-01: 616900 here, 616300 in the ledger \(claim [0-9a-z]{7}\)/);
    expect(said).toMatch(/1 new claim written/);
    const list = await listClaims(
      { ...ALL_CLAIMS, source: ['ua-general-staff'], metric: ['killed_or_wounded'], side: ['ru'] },
      NOW,
    );
    expect(list.rows.filter((row) => row.kind === 'totals')).toMatchObject([{ count: 60 }]);
  });

  test('twice in one file change nothing the second time', async () => {
    const path = totalsFile(
      'twice',
      { date: '2024-10-02', personnel: 655790 },
      { date: '2024-10-03', personnel: 657000 },
    );
    expect((await importFile(path, '--commit')).said).toContain('2 new claims written');
    expect((await importFile(path, '--commit')).said).toContain('2 claims are already in the ledger.');
  });

  test('a claim that was discounted stands in nobody’s way', async () => {
    const { said } = await importFile(totalsFile('discounted', { date: '2024-01-16', personnel: 371960 }));
    expect(said).toContain('1 new claim.');
  });
});

describe('files that cannot be read name what is wrong, and change nothing', () => {
  const refusals: [string, () => string, string][] = [
    ['no file', () => join(folder, 'nowhere.csv'), 'There is no file'],
    ['a folder', () => folder, 'is not a file.'],
    ['an empty file', () => written('empty.csv', ''), 'The file is empty.'],
    [
      'another header',
      () => written('header.csv', 'name,age\nx,5\n'),
      'row 1: The header is not that of a claims file',
    ],
    ['no rows', () => written('no-rows.csv', `${CLAIM_COLUMNS.join(',')}\n`), 'The file has a header and no rows.'],
    [
      'not UTF-8',
      () =>
        written('latin.csv', Buffer.concat([Buffer.from(`${CLAIM_COLUMNS.join(',')}\n`), Buffer.from([0xe9, 0x2c])])),
      'The file is not UTF-8 text.',
    ],
    [
      'an open quotation mark',
      () => claimsFile('open', {}, { note: '"open' }, {}),
      'row 3: has a quotation mark that is never closed.',
    ],
    ['a NUL', () => claimsFile('nul', { note: 'a\0b' }), 'row 2: has a NUL character'],
    [
      'a thousands separator',
      () => claimsFile('thousands', { best: '"700,000"' }),
      'row 2: best “700,000” is not a plain number.',
    ],
    [
      'a date as people write it',
      () => claimsFile('date', { as_of: '1/12/2024' }),
      'row 2: as_of “1/12/2024” is not a date.',
    ],
    [
      'low above high',
      () => claimsFile('order', { value_kind: 'range', low: '9', high: '8', best: '' }),
      'row 2: low must not be above best or high.',
    ],
    [
      'a missing metric',
      () => claimsFile('metric', {}, { metric: '' }, { metric: '' }),
      'rows 3–4: metric is missing.',
    ],
    [
      'an unknown source',
      () => claimsFile('source', {}, { source: 'isw-2' }),
      'row 3: source “isw-2” is not a registered source.',
    ],
    [
      'an unknown repeated source',
      () => claimsFile('repeats', { repeats_source: 'nobody' }),
      'row 2: repeats_source “nobody” is not a registered source.',
    ],
    [
      'a key twice',
      () => claimsFile('keys', { claim_key: 'same' }, {}, { claim_key: 'same' }),
      'row 4: claim_key “same” stands there twice, the first time in row 2.',
    ],
    [
      'JSON that is not a list',
      () => written('object.json', '{"date": "2024-09-01", "personnel": 5}'),
      'The file is not a JSON list of records.',
    ],
    ['JSON that is none', () => written('broken.json', '[{"date":'), 'The file is not JSON.'],
    [
      'a negative total',
      () => totalsFile('negative', { date: '2024-09-02', personnel: -5 }),
      'row 1: personnel “-5” must not be negative.',
    ],
    [
      'a day twice',
      () => totalsFile('days', { date: '2024-09-02', personnel: 5 }, { date: '2024-09-02', personnel: 6 }),
      'row 2: date “2024-09-02” stands there twice',
    ],
    ['an unknown option', () => '--force', '--force is not known. Write: npm run import -- FILE [--commit]'],
  ];

  test.each(refusals)('%s', async (_, file, words) => {
    const [claims, last] = [await claimsHeld(), await publishAt(null)];
    const { code, said, complained } = await importFile(file(), '--commit');
    expect(`${said}${complained}`).toContain(words);
    expect(complained).toContain('Nothing was written.');
    expect(complained).not.toMatch(/at .*\.ts:\d+/);
    expect(code).toBe(1);
    expect(await claimsHeld()).toBe(claims);
    expect(await publishAt(null)).toEqual(last);
  });

  test('200 MB are refused before they are read', async () => {
    const path = written('large.csv', CLAIM_COLUMNS.join(','));
    truncateSync(path, 200_000_000);
    const { code, complained } = await importFile(path, '--commit');
    expect(code).toBe(1);
    expect(complained).toContain('The file is too large: 200 MB, and at most 100 MB are read. Split it.');
  });

  test('what is accepted: a byte-order mark, semicolons, Windows line ends', async () => {
    const path = claimsFile('spreadsheet', { note: 'x' });
    const text = readFileSync(path, 'utf8').replaceAll(',', ';').replaceAll('\n', '\r\n');
    expect((await importFile(written('spreadsheet.csv', `\uFEFF${text}`))).said).toContain('1 new claim.');
  });
});
