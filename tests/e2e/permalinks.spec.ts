import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import pg from 'pg';
import { faultsInBothColours } from '@/tests/support/axe';
import { createPerson, signIn } from '@/tests/support/people';
import { sharedServer } from '@/tests/support/server';

/** What a reader cites is what the next reader sees, and they learn at once what has changed since (R1, R2, A14). */

const PAIR = 'series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&from=2024-09&to=2024-12';
const ADDRESS = /\/p\/[0-9a-hjkmnp-tv-z]{16}$/;

const server = sharedServer();
// Counted apart from what other tests freeze.
test.use({ extraHTTPHeaders: { 'x-forwarded-for': '192.0.2.9' } });

async function freeze(page: Page, query = PAIR): Promise<string> {
  await page.goto(`${server.baseURL}/figures?${query}`);
  await page.getByRole('button', { name: 'Permalink' }).click();
  await page.waitForURL(ADDRESS);
  return new URL(page.url()).pathname;
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one press freezes a view; pressing twice is one address', async ({ page }) => {
    const path = await freeze(page);
    await expect(page.getByRole('note')).toContainText('No figure on this page has changed since.');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Killed or wounded, Russia, month by month');
    await expect(page.getByRole('img', { name: /4 months, 2 series/ })).toBeVisible();
    await expect(page.getByRole('link', { name: /38.130, September 2024, General Staff/ })).toBeVisible();
    expect(await freeze(page, `${PAIR}&tab=table`)).toBe(path);
    await page.getByRole('link', { name: /38.130, September 2024, General Staff/ }).click();
    await expect(page).toHaveURL(`${server.baseURL}${path}/0/2024-09`);
    await expect(page.getByText('As frozen in')).toBeVisible();
    await expect(page.getByText(/654.430 − 616.300 = 38.130/).first()).toBeVisible();
  });

  test('the first page can be frozen, too', async ({ page }) => {
    await page.goto(server.baseURL);
    await page.getByRole('button', { name: 'Permalink' }).click();
    await expect(page).toHaveURL(ADDRESS);
    await expect(page.getByText('Frozen comparison · Russia · February 2024 to January 2026')).toBeVisible();
    // On paper nothing scrolls, so that whatever reaches beyond its frame would lie over what follows.
    await page.emulateMedia({ media: 'print' });
    const frames = await page
      .locator('main section[tabindex]')
      .evaluateAll((found) => found.map((frame) => frame.scrollHeight - frame.clientHeight));
    expect(frames.length).toBeGreaterThan(3);
    expect(Math.max(...frames)).toBeLessThanOrEqual(1);
  });

  test('an address that nothing was frozen at is a whole page with 404 and a search', async ({ page }) => {
    for (const path of [
      '/p/0000000000000000',
      '/p/0000000000000000',
      '/p/0000000000000000/changes',
      '/p/0000000000000000/0/2024-09',
      '/p/nothing',
    ]) {
      const answer = await page.goto(`${server.baseURL}${path}`);
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole('main').getByRole('searchbox'), path).toBeVisible();
    }
  });
});

test('the files answer the stored bytes: their hash as ETag, for ever, and 304', async ({ page, request }) => {
  const path = await freeze(page);
  const types = { json: 'application/json', csv: 'text/csv', svg: 'image/svg+xml', png: 'image/png' };
  for (const [ending, type] of Object.entries(types)) {
    const url = `${server.baseURL}${path}.${ending}`;
    const answer = await request.get(url);
    expect(answer.headers()['content-type'], ending).toContain(type);
    expect(answer.headers()['cache-control'], ending).toBe('public, max-age=31536000, immutable');
    const etag = `"${createHash('sha256')
      .update(await answer.body())
      .digest('hex')}"`;
    expect(answer.headers().etag, ending).toBe(etag);
    expect(answer.headers()['content-disposition'], ending).toMatch(
      new RegExp(`filename="attrition-ledger_ru_killed_or_wounded_2024-09--2024-12_known-\\d{8}T\\d{4}Z\\.${ending}"`),
    );
    const again = await request.get(url, { headers: { 'If-None-Match': etag } });
    expect(again.status(), ending).toBe(304);
  }
  expect((await request.get(`${server.baseURL}/p/0000000000000000.json`)).status()).toBe(404);
});

test('only this site can press, and only what it can show', async ({ request }) => {
  const post = (form: Record<string, string>, origin: string) =>
    request.post(`${server.baseURL}/p`, { form, headers: { Origin: origin }, maxRedirects: 0 });
  expect((await post({ view: PAIR }, 'https://elsewhere.example')).status()).toBe(403);
  expect((await post({}, server.baseURL)).status()).toBe(400);
  expect((await post({ view: 'series=nonsense' }, server.baseURL)).status()).toBe(400);
  const unknown = await post({ view: 'series=nobody-knows.killed.ru' }, server.baseURL);
  expect(unknown.status()).toBe(422);
  expect(await unknown.text()).toContain('The ledger holds no series');
});

test('somebody who presses on and on is asked to wait', async ({ request }) => {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const press = (from: string) =>
    request.post(`${server.baseURL}/p`, {
      form: { view: PAIR },
      headers: { Origin: server.baseURL, 'X-Forwarded-For': from },
      maxRedirects: 0,
    });
  expect((await press('192.0.2.7')).status()).toBe(303);
  // Counted in the database, where every process of the ledger sees it.
  await client.query(`UPDATE rate_limit SET count = 30 WHERE key = 'freeze:192.0.2.7'`);
  await client.end();
  const refused = await press('192.0.2.7');
  expect(refused.status()).toBe(429);
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
  expect(await refused.text()).toContain('Please press again in');
  expect((await press('192.0.2.8')).status()).toBe(303);
});

test('an editor gives it a title and a note; the files stay as they are', async ({ page, context, request }) => {
  const path = await freeze(page, PAIR.replace('2024-12', '2024-11'));
  const before = (await request.get(`${server.baseURL}${path}.json`)).headers().etag;
  const editor = await createPerson(server.databaseUrl, { role: 'editor' });
  await signIn(context, editor, server.baseURL);
  await page.goto(`${server.baseURL}/editor/permalinks`);
  await page
    .getByRole('link', { name: path.slice(3), exact: true })
    .first()
    .click();
  await page.getByLabel('Title').fill('The autumn of 2024');
  await page.getByLabel('Note').fill('As cited in the annual report.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(ADDRESS);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The autumn of 2024');
  await expect(page.getByText('As cited in the annual report.')).toBeVisible();
  expect((await request.get(`${server.baseURL}${path}.json`)).headers().etag).toBe(before);
});

test('between two instants: nothing changed, and before the first record the page says so', async ({
  page,
  request,
}) => {
  await page.goto(`${server.baseURL}/changed?${PAIR}`);
  await page.getByLabel('Since').fill('2020-01-01');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('note')).toContainText('its first record is later');
  await expect(page.getByRole('heading', { name: 'Figures that changed' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('from')).toBe('2024-09');
  await expect(page.getByLabel('Since')).toHaveValue('2020-01-01');
  await page.goto(`${server.baseURL}/changed?${PAIR}&since=2126-01-01`);
  await expect(page.getByRole('note')).toContainText('No figure has changed between them.');
  const json = await request.get(`${server.baseURL}/changed.json?${PAIR}&since=2020-01-01`);
  const { differences } = await json.json();
  expect(differences).toContainEqual(
    expect.objectContaining({ series: 'uk-di.killed_or_wounded.ru', month: '2024-09', what: 'value' }),
  );
  expect((await request.get(`${server.baseURL}/changed.json?${PAIR}&since=yesterday`)).status()).toBe(400);
});

test('the pages are accessible, in light and in dark colours', async ({ page }) => {
  test.setTimeout(60_000);
  const path = await freeze(page);
  for (const address of [path, `${path}/changes`, `/changed?${PAIR}&since=2020-01-01`]) {
    await page.goto(`${server.baseURL}${address}`);
    expect(await faultsInBothColours(page), address).toEqual([]);
  }
});
