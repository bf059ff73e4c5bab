import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import {
  answerReport,
  countOpenReports,
  fileReport,
  listAnsweredReports,
  listReports,
  readReport,
  reopenReport,
} from '@/lib/data/reports';
import { publishSources } from '@/lib/data/sources';
import type { ClaimId } from '@/lib/ledger/claim';
import { type Report, reportSchema } from '@/lib/ledger/report';
import { somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

let claim: ClaimId | undefined;
beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'One source.' } as const;
  await publishSources([aSource({ slug: 'observer' })], change);
  await publishClaims([[aClaim({ key: 'reported' })]], { role: 'editor', summary: 'One claim.' });
  [{ claim }] = (await rowsOf<{ claim: ClaimId }>(`SELECT public_id AS claim FROM claim WHERE key = 'reported'`)) as [
    { claim: ClaimId },
  ];
});

function aReport(given: Partial<Record<keyof Report, string>> = {}): Report {
  return reportSchema.parse({
    claim: claim ?? '',
    page: '',
    wrong: 'The number is that of October.',
    seen: 'Page 2 of the report',
    email: 'reader@example.org',
    ...given,
  });
}

async function filed(given: Parameters<typeof aReport>[0] = {}): Promise<string> {
  const id = randomUUID();
  expect(await fileReport(id, aReport(given))).toBe(true);
  return id;
}

const CORRECTED = { outcome: 'corrected', words: 'It was misread; the month is October.', ledgerNumber: 2n };
const NO_ERROR = { outcome: 'no_error', words: 'The source says September.', ledgerNumber: null };

describe('a report', () => {
  test('waits for the editors with all that was written', async () => {
    const id = await filed();
    expect(await readReport(id)).toMatchObject({
      claim,
      wrong: 'The number is that of October.',
      seen: 'Page 2 of the report',
      email: 'reader@example.org',
      answer: null,
    });
    expect((await listReports('open')).map((report) => report.id)).toContain(id);
  });

  test('sent twice is one', async () => {
    const id = await filed();
    const open = await countOpenReports();
    expect(await fileReport(id, aReport({ wrong: 'Something else altogether.' }))).toBe(true);
    expect(await countOpenReports()).toBe(open);
    expect((await readReport(id))?.wrong).toBe('The number is that of October.');
  });

  test('need not be about a claim, and is refused about one that is not there', async () => {
    const id = await filed({ claim: '', page: '/figures?side=ua' });
    expect(await readReport(id)).toMatchObject({ claim: null, page: '/figures?side=ua' });
    expect(await fileReport(randomUUID(), aReport({ claim: '0000000' }))).toBe(false);
  });
});

describe('an answer', () => {
  test('is public with its outcome, and nothing that the reader wrote', async () => {
    const id = await filed();
    expect(await answerReport(await somebody('editor', 'Olena'), id, CORRECTED)).toEqual({ ok: true });
    const [first] = await listAnsweredReports(claim ?? null);
    expect(first).toEqual({
      id,
      claim,
      createdAt: expect.any(String),
      outcome: 'corrected',
      words: 'It was misread; the month is October.',
      answeredAt: expect.any(String),
      ledgerNumber: 2n,
    });
  });

  test('deletes the address of whoever reported', async () => {
    const id = await filed();
    await answerReport(await somebody('editor'), id, NO_ERROR);
    expect((await readReport(id))?.email).toBeNull();
    expect(await rowsOf('SELECT 1 FROM report_contact WHERE report_id = $1', [id])).toEqual([]);
  });

  test('of two editors at once is one', async () => {
    const id = await filed();
    const [one, other] = [await somebody('editor'), await somebody('reviewer')];
    const both = await Promise.all([answerReport(one, id, NO_ERROR), answerReport(other, id, NO_ERROR)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test.each([
    ['without an outcome', { ...NO_ERROR, outcome: '' }, 'Choose what came of it.'],
    ['without words', { ...NO_ERROR, words: ' ' }, 'Say why'],
    ['“corrected” without the change', { ...CORRECTED, ledgerNumber: null }, 'Name the change'],
    ['“corrected” by a change that there is not', { ...CORRECTED, ledgerNumber: 999n }, 'has no number 999'],
  ])('%s is refused', async (_, answer, message) => {
    const result = await answerReport(await somebody('editor'), await filed(), answer);
    expect(result).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  test('takes an editor', async () => {
    const id = await filed();
    expect(await answerReport(await somebody('contributor'), id, NO_ERROR)).toMatchObject({ ok: false });
    expect((await readReport(id))?.answer).toBeNull();
  });

  test('can be taken back, and leaves the public log until there is another', async () => {
    const id = await filed();
    const editor = await somebody('editor');
    await answerReport(editor, id, NO_ERROR);
    expect(await reopenReport(editor, id)).toEqual({ ok: true });
    expect((await listAnsweredReports()).map((report) => report.id)).not.toContain(id);
    expect(await answerReport(editor, id, CORRECTED)).toEqual({ ok: true });
    expect((await listAnsweredReports())[0]).toMatchObject({ id, outcome: 'corrected' });
  });
});

test.each([
  ['report', `wrong = 'x'`],
  ['report_event', `answer = 'x'`],
])('%s: the database refuses any change', async (table, change) => {
  await answerReport(await somebody('editor'), await filed(), NO_ERROR);
  await expect(rowsOf(`UPDATE ${table} SET ${change}`)).rejects.toThrow('only ever added');
  await expect(rowsOf(`DELETE FROM ${table}`)).rejects.toThrow('only ever added');
});
