import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { faultsOf } from '@/tests/support/axe';
import { createPerson, signIn, type TestPerson } from '@/tests/support/people';
import { startTestServer, type TestServer } from '@/tests/support/server';

/** Evidence handed in at the desk and served to readers (T11): without script, from the file to the chain of custody. */

let server: TestServer;
let folder: string;
let editor: TestPerson;
let claim: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  server = await startTestServer({ env: () => ({ EVIDENCE_DIR: folder }) });
  editor = await createPerson(server.databaseUrl, { role: 'editor', name: 'Eva Editor' });
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ public_id: string }>('SELECT public_id FROM claim ORDER BY id LIMIT 1');
  await client.end();
  claim = rows[0]?.public_id ?? '';
});
test.afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

const PAGE = Buffer.from('<!doctype html><title>Report</title><script>document.title = "run"</script>');
const SUM = createHash('sha256').update(PAGE).digest('hex');

test('a file is refused by its bytes or taken in, and readers save it and see who had it in hand', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page.context(), editor, server.baseURL);
  const handIn = async (name: string, buffer: Buffer) => {
    await page.goto(`${server.baseURL}/editor/claims/${claim}`);
    await page.getByLabel('Made with').fill('saved with a browser');
    await page.locator('#evidence-file').setInputFiles({ name, mimeType: 'image/png', buffer });
    await page.getByRole('button', { name: 'Add the file' }).click();
  };

  await handIn('program.png', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0]));
  await expect(page.getByText('The file is no PDF, PNG, JPEG or HTML.').first()).toBeVisible();
  await handIn('large.png', Buffer.alloc(25 * 1024 * 1024 + 1, 1));
  await expect(page.getByText('At most 25 MB are taken in.').first()).toBeVisible();
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);

  await handIn('report.png', PAGE);
  await expect(page.getByText('The file was added.')).toBeVisible();
  await expect(page.getByText('handed in by Eva Editor, with saved with a browser')).toBeAttached();

  await page.context().clearCookies();
  await page.goto(`${server.baseURL}/claims/${claim}`);
  await expect(page.getByText('captured', { exact: true }).first()).toBeVisible();
  await page.getByText('Chain of custody').click();
  await expect(page.getByText('handed in by an editor, with saved with a browser')).toBeVisible();
  await expect(page.getByText(SUM)).toBeVisible();
  expect(await page.content()).not.toContain('Eva Editor');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^web page, \d+ bytes, to save$/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('report.png');
  const answer = await page.request.get(`${server.baseURL}/evidence/${SUM}`);
  expect(await answer.body()).toEqual(PAGE);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${SUM.slice(0, 12)}.html"; filename*=UTF-8''report.png`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  });

  await page.goto(`${server.baseURL}/changes?kind=capture`);
  await expect(page.getByText('File added to a publication').first()).toBeVisible();
});

test('the pages with evidence have no fault of accessibility', async ({ page }) => {
  await signIn(page.context(), editor, server.baseURL);
  for (const path of [`/claims/${claim}`, `/editor/claims/${claim}?evidence=empty`, '/editor/evidence']) {
    await page.goto(`${server.baseURL}${path}`);
    expect(await faultsOf(page), path).toEqual([]);
  }
});
