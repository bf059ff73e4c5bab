import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import pg from 'pg';
import { CLAIM_COLUMNS } from '@/lib/formats/claims-csv';
import { faultsOf } from '@/tests/support/axe';
import { createPerson, sessionCookie, signIn, type TestPerson } from '@/tests/support/people';
import { startTestServer, type TestServer } from '@/tests/support/server';

/** An import at the desk, from the file to the ledger (E14), and what is left of it when the server is killed on the way. */

let server: TestServer;
let editor: TestPerson;
let second: TestPerson;
let reviewer: TestPerson;
let contributor: TestPerson;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startTestServer();
  [editor, second, reviewer, contributor] = await Promise.all([
    createPerson(server.databaseUrl, { role: 'editor', name: 'Ida Importer' }),
    createPerson(server.databaseUrl, { role: 'editor', name: 'Sam Second' }),
    createPerson(server.databaseUrl, { role: 'reviewer', name: 'Rae Reviewer' }),
    createPerson(server.databaseUrl, { role: 'contributor', name: 'Con Tributor' }),
  ]);
});
test.afterAll(async () => {
  await server?.close();
});

async function pageOf(browser: Browser, person: TestPerson, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseURL, ...options });
  await signIn(context, person, server.baseURL);
  return context.newPage();
}

async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

type Cells = Partial<Record<(typeof CLAIM_COLUMNS)[number], string>>;

/** A claims file; its rows are about one month each of a scope of their own. */
function claimsFile(name: string, rows: number, given: Cells = {}): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const cells: Cells = {
      claim_key: `${name}-${index + 1}`,
      source: 'isw',
      side: 'ru',
      metric: 'killed',
      scope: `sector-${name}`,
      period_kind: 'interval',
      period_start: '2023-07-01',
      period_end: '2023-08-01',
      value_kind: 'point',
      best: String(100 + index),
      publisher: 'ISW',
      title: `Report ${index + 1}`,
      url: `https://isw.example/${name}/${index + 1}`,
      published_on: '2023-08-02',
      quote: `${100 + index} killed`,
      ...given,
    };
    return CLAIM_COLUMNS.map((column) => cells[column] ?? '').join(',');
  });
  return [CLAIM_COLUMNS.join(','), ...lines].join('\n');
}

async function handIn(page: Page, text: string, name = 'claims.csv'): Promise<string> {
  await page.goto('/editor/import');
  await page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Hand in and check' }).click();
  await expect(page).toHaveURL(/\/editor\/import\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1) ?? '';
}

const isChecked = (page: Page) => expect(page.getByText('Rows read')).toBeVisible({ timeout: 60_000 });

async function stage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make drafts' }).click();
  await page.getByRole('button', { name: 'Send to review' }).click();
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
}

test('a file is checked, staged, keyed by sample, and published as one batch', async ({ browser }) => {
  const ida = await pageOf(browser, editor);
  const said: string[] = [];
  ida.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  ida.on('pageerror', (error) => said.push(error.message));
  const id = await handIn(ida, claimsFile('whole', 2), 'two months.csv');
  await isChecked(ida);
  await expect(ida.getByRole('heading', { level: 1 })).toHaveText('two months.csv');
  await expect(ida.getByText('Institute for the Study of War').first()).toBeVisible();
  await stage(ida);
  await expect(ida.getByText('2 rows of 2 new claims, drawn by chance: 2 not keyed yet.')).toBeVisible();
  await expect(ida.getByRole('link', { name: /^Key it/ })).toHaveCount(0);

  const sam = await pageOf(browser, second);
  await sam.goto(`/editor/import/${id}`);
  await expect(sam.getByRole('link', { name: /^Key it/ })).toHaveCount(2);
  await query(
    `INSERT INTO second_key (id, proposal_id, version, row_number, person_id, keyed, differences, outcome)
     SELECT gen_random_uuid(), $1, 1, 2, $2, $3, '{}', 'agrees'`,
    [
      id,
      second.id,
      JSON.stringify({
        valueKind: 'point',
        best: '100',
        metric: 'killed',
        side: 'ru',
        scope: 'sector-whole',
        periodKind: 'interval',
        periodStart: '2023-07-01',
        periodEnd: '2023-08-01',
        place: 'first paragraph',
      }),
    ],
  );
  await sam.reload();
  await expect(sam.getByText('2 rows of 2 new claims, drawn by chance: 1 agrees, 1 not keyed yet.')).toBeVisible();

  const rae = await pageOf(browser, reviewer);
  await rae.goto(`/editor/queue/${id}`);
  await rae.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(rae.getByText('Published.')).toBeVisible();
  const claims = await query<{ attribution: string }>(
    `SELECT r.attribution FROM claim c JOIN claim_revision r ON r.claim_id = c.id WHERE c.key LIKE 'whole-%' ORDER BY c.key`,
  );
  expect(claims.map(({ attribution }) => attribution)).toEqual(['a2', 'a1']);

  await handIn(ida, claimsFile('whole', 2));
  await expect(ida.getByText('Nothing in it is new.')).toBeVisible({ timeout: 60_000 });
  expect(said).toEqual([]);
});

test('columns of a foreign file are named once', async ({ browser }) => {
  const ida = await pageOf(browser, editor);
  const foreign = (best: string) => `When;Dead\n01.05.2024;${best}\n`;
  await handIn(ida, foreign('1.000'), 'foreign.csv');
  await ida.getByRole('button', { name: 'Remember this and check the file' }).click();
  await expect(ida.getByRole('heading', { name: 'The file cannot be read like this yet' })).toBeVisible();
  await ida.getByRole('link', { name: /^Whose losses is missing/ }).click();
  await expect(ida.getByLabel('Whose losses')).toBeFocused();
  await ida.getByLabel('When').selectOption('as_of');
  await ida.getByLabel('Dead').selectOption('best');
  await ida.getByLabel('Source', { exact: true }).fill('ISW');
  await ida.getByLabel('Whose losses').selectOption('ru');
  await ida.getByLabel('What is counted').selectOption('killed');
  await ida.getByLabel('Kind of period').selectOption('instant');
  await ida.getByLabel('31.12.2024 or 31/12/2024').check();
  await ida.getByLabel('1.234,5').check();
  await ida.getByRole('button', { name: 'Remember this and check the file' }).click();
  await isChecked(ida);
  await expect(ida.getByText(/1.000 killed/)).toBeVisible();
  await handIn(ida, foreign('2.000'), 'foreign again.csv');
  await isChecked(ida);
  await expect(ida.getByText(/2.000 killed/)).toBeVisible();

  // Where it was read wrongly, it can be said anew.
  await ida.getByText('Change what its columns mean').click();
  await ida.getByLabel('1,234.5').check();
  await ida.getByRole('button', { name: 'Remember this and check the file' }).click();
  await expect(ida.getByText(/says 2 killed/)).toBeVisible({ timeout: 60_000 });
});

test('without JavaScript text is pasted, the page refreshes itself, and mistakes stand by field', async ({
  browser,
}) => {
  const ida = await pageOf(browser, editor, { javaScriptEnabled: false });
  await ida.goto('/editor/import');
  await ida.getByLabel('Or its text').fill(`${claimsFile('pasted', 3, { metric: '' })}\n`);
  await ida.getByRole('button', { name: 'Hand in and check' }).click();
  await isChecked(ida);
  await expect(ida.getByText('rows 2–4: metric is missing.')).toBeVisible();
  await expect(ida.getByRole('button', { name: 'Make drafts' })).toBeHidden();
  await ida.getByRole('button', { name: 'Put away' }).click();
  await expect(ida).toHaveURL('/editor/import');
});

test('what stands in a file is shown as text and never as a page', async ({ browser }) => {
  const ida = await pageOf(browser, editor);
  const evil = '<img src=x onerror=alert(1)>';
  await handIn(ida, `${evil};b\n<script>alert(2)</script>;<b>bold</b>\n`, `${evil}.csv`);
  await expect(ida.getByText('<script>alert(2)</script>').filter({ visible: true })).toBeVisible();
  await expect(ida.locator('#content img, #content script, #content td b')).toHaveCount(0);
});

test('every page of it is accessible, also on a telephone', async ({ browser }) => {
  const ida = await pageOf(browser, editor, { viewport: { width: 360, height: 740 } });
  await ida.goto('/editor/import?refused=utf16');
  await expect(ida.getByRole('link', { name: /written in UTF-16/ })).toBeVisible();
  expect(await faultsOf(ida)).toEqual([]);
  await handIn(ida, 'a;b\n1;2\n');
  expect(await faultsOf(ida)).toEqual([]);
  await handIn(ida, `${claimsFile('access', 3)}\n${claimsFile('wrong', 1, { best: 'x' }).split('\n')[1]}`);
  await isChecked(ida);
  expect(await faultsOf(ida)).toEqual([]);
  await handIn(ida, claimsFile('access', 3));
  await isChecked(ida);
  await stage(ida);
  expect(await faultsOf(ida)).toEqual([]);
  expect(await ida.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test.describe('who may hand in a file', () => {
  const form = (text: string) => {
    const body = new FormData();
    body.set('file', new Blob([text], { type: 'text/csv' }), 'x.csv');
    return body;
  };
  const post = async (person: TestPerson | null, headers: Record<string, string>) => {
    const cookie = person === null ? null : await sessionCookie(person);
    return fetch(`${server.baseURL}/upload/import`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, ...(cookie === null ? {} : { Cookie: `${cookie.name}=${cookie.value}` }) },
      body: form(claimsFile('posted', 1)),
    });
  };

  test('a page of another site may not', async () => {
    const count = async () => (await query<{ n: number }>('SELECT count(*)::int AS n FROM import_batch'))[0]?.n;
    const before = await count();
    for (const headers of [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: server.baseURL },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'null' },
      {},
    ] as Record<string, string>[])
      expect((await post(editor, headers)).status).toBe(403);
    expect(await count()).toBe(before);
  });

  test('whoever has not signed in is led there; a contributor is refused', async () => {
    const own = { Origin: server.baseURL, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await post(null, own);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?to=%2Feditor%2Fimport']);
    expect((await post(contributor, own)).status).toBe(403);
    expect((await post(editor, own)).headers.get('location')).toMatch(/^\/editor\/import\//);
  });

  test('a contributor sees that it is not for them', async ({ browser }) => {
    const con = await pageOf(browser, contributor);
    await con.goto('/editor/import');
    await expect(con.getByRole('heading', { name: 'You may not do this' })).toBeVisible();
  });

  test('a file above the limit is refused with words', async ({ browser }) => {
    const ida = await pageOf(browser, editor);
    await ida.goto('/editor/import');
    await ida.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(65_000_000).fill(97)], 'large.csv'));
      const input = document.querySelector<HTMLInputElement>('#import-file');
      if (input) input.files = transfer.files;
    });
    await ida.getByRole('button', { name: 'Hand in and check' }).click();
    await expect(ida.getByRole('link', { name: /^The file is too large. At most 64 MB are taken in/ })).toBeVisible({
      timeout: 60_000,
    });
  });
});

test.describe('kill -9 of the server', () => {
  const ROWS = 12_000;
  const rowsOf = async (id: string) =>
    (await query<{ n: number }>('SELECT count(*)::int AS n FROM import_row WHERE batch_id = $1', [id]))[0]?.n;

  test('during a check leaves nothing half-written; the next server does it', async ({ browser }) => {
    const ida = await pageOf(browser, editor);
    const id = await handIn(ida, claimsFile('killed', ROWS));
    const done = async () =>
      Number((await query<{ done: number }>('SELECT done FROM import_batch WHERE id = $1', [id]))[0]?.done ?? 0);
    await expect.poll(done, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0);
    await expect(ida.getByRole('progressbar')).not.toHaveAttribute('value', '0');
    await ida.reload();
    await expect(ida.getByRole('progressbar')).not.toHaveAttribute('value', '0');
    await server.kill();
    expect(await rowsOf(id)).toBe(0);
    const [batch] = await query<{ stage: string }>('SELECT stage FROM import_batch WHERE id = $1', [id]);
    expect(batch?.stage).toBe('checking');
    await server.restart();
    await ida.goto(`/editor/import/${id}`);
    await isChecked(ida);
    expect(await rowsOf(id)).toBe(ROWS);
    await stage(ida);
  });

  test('during a publish leaves all of it or none; it can be published again', async ({ browser }) => {
    const [row] = await query<{ id: string }>(
      `SELECT import_id AS id FROM proposal WHERE kind = 'import' AND state = 'in_review' AND title LIKE '%${ROWS}%'`,
    );
    const id = row?.id ?? '';
    const rae = await pageOf(browser, reviewer);
    await rae.goto(`/editor/queue/${id}`);
    await rae.getByRole('button', { name: 'Publish', exact: true }).click({ noWaitAfter: true });
    const writing = async () =>
      (
        await query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
            WHERE c.relname = 'claim_revision' AND l.mode = 'RowExclusiveLock' AND l.granted`,
        )
      )[0]?.n;
    await expect.poll(writing, { timeout: 60_000, intervals: [20] }).toBeGreaterThan(0);
    await server.kill();
    const claims = async () =>
      (await query<{ n: number }>(`SELECT count(*)::int AS n FROM claim WHERE key LIKE 'killed-%'`))[0]?.n;
    const state = async () =>
      (await query<{ state: string }>('SELECT state FROM proposal WHERE id = $1', [id]))[0]?.state;
    // The database notices a connection that is gone when it next writes to it.
    await expect.poll(writing, { timeout: 60_000 }).toBe(0);
    expect([await state(), await claims()]).toEqual(
      (await state()) === 'published' ? ['published', ROWS] : ['in_review', 0],
    );
    await server.restart();
    if ((await state()) === 'in_review') {
      await rae.goto(`/editor/queue/${id}`);
      await rae.getByRole('button', { name: 'Publish', exact: true }).click();
      await expect(rae.getByText('Published.')).toBeVisible({ timeout: 90_000 });
    }
    expect([await state(), await claims()]).toEqual(['published', ROWS]);
  });
});
