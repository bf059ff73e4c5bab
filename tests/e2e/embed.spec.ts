/** A comparison in somebody else's page (R7), and what oEmbed says of it (D15). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import pg from 'pg';
import { faultsOf } from '@/tests/support/axe';
import { createPerson } from '@/tests/support/people';
import { publishChanges } from '@/tests/support/published';
import { startTestServer } from '@/tests/support/server';

const PAIR = 'from=2024-09&series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&to=2024-12';
const TITLE = 'Killed or wounded, Russia, month by month, September to December 2024';

let id = '';
/** An article on another site, which shows the HTML that it was last given. */
let article: Server;
let articleAddress = '';
let articleHtml = '';

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const answer = await request.post('/p', {
    form: { view: PAIR },
    headers: { origin: baseURL ?? '' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  id = (answer.headers().location ?? '').replace('/p/', '');
  await request.dispose();
  article = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Article</title><body>${articleHtml}`);
  });
  await new Promise<void>((listening) => article.listen(0, '127.0.0.1', listening));
  articleAddress = `http://127.0.0.1:${(article.address() as AddressInfo).port}/`;
});

test.afterAll(async () => {
  await new Promise((closed) => article.close(closed));
});

/** The code that the embed box of the frozen page gives. */
async function codeOf(page: Page, kind: 'frozen' | 'live'): Promise<string> {
  await page.goto(`/p/${id}`);
  if (kind === 'live') await page.getByLabel('Live', { exact: true }).check();
  return (await page.locator('#embed').locator('code:visible').filter({ hasText: '<iframe' }).textContent()) ?? '';
}

test('the code shows the frozen figures inside a bare page with scripts off', async ({ page, browser }) => {
  articleHtml = await codeOf(page, 'frozen');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const reader = await context.newPage();
  await reader.goto(articleAddress);
  const frame = reader.frameLocator(`iframe[title="${TITLE}"]`);
  await expect(frame.getByRole('img', { name: 'Killed or wounded, Russia, month by month' })).toBeVisible();
  await expect(frame.getByText(/^As known on .* UTC\. No figure on this page has changed since\.$/)).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open at Attrition Ledger' })).toHaveAttribute(
    'href',
    new RegExp(`/p/${id}$`),
  );
  await context.close();
});

test('the live code shows the live figures, and says that they are', async ({ page }) => {
  articleHtml = await codeOf(page, 'live');
  expect(articleHtml).toContain('/embed?');
  await page.goto(articleAddress);
  const frame = page.frameLocator(`iframe[title="${TITLE}"]`);
  await expect(frame.getByText(/^Live figures, as known on .* They change when claims are added/)).toBeVisible();
});

test('on a phone the figures are drawn for it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`/embed/${id}`);
  const pictures = page.getByRole('img', { name: 'Killed or wounded, Russia, month by month' });
  await expect(pictures).toHaveCount(1);
  await expect(pictures).toHaveAttribute('width', '384');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('the embed holds the stored picture byte for byte and loads no script but that of its height', async ({
  page,
  request,
}) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(new URL(response.url()).pathname);
  });
  await page.goto(`/embed/${id}`);
  expect(scripts).toEqual(['/embed.js']);
  expect((await (await request.get('/embed.js')).body()).length).toBeLessThan(1000);
  const html = await (await request.get(`/embed/${id}`)).text();
  expect(html).toContain(await (await request.get(`/p/${id}.svg`)).text());
});

test('the embed tells the page around how high it is', async ({ page }) => {
  articleHtml = `<script>addEventListener('message', ({ data }) => { document.title = data.type + ' ' + (data.height > 200) })</script>${await codeOf(page, 'frozen')}`;
  await page.goto(articleAddress);
  await expect(page).toHaveTitle('attrition-ledger:height true');
});

test('only embeds may stand in another page', async ({ request }) => {
  const policy = async (path: string) => (await request.get(path)).headers()['content-security-policy'];
  for (const path of [`/embed/${id}`, '/embed', '/embed/0000000000000000'])
    expect(await policy(path)).toContain('frame-ancestors *');
  for (const path of [`/p/${id}`, '/figures', '/claims', '/oembed', `/p/${id}.json`, '/embedded'])
    expect(await policy(path)).toContain("frame-ancestors 'none'");
});

test('an address under which nothing is kept says so in the frame', async ({ page }) => {
  const answer = await page.goto('/embed/0000000000000000');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('No comparison was frozen here.')).toBeVisible();
});

test('an embed is accessible', async ({ page }) => {
  await page.goto(`/embed/${id}`);
  expect(await faultsOf(page)).toEqual([]);
});

test('when a figure changes, the frozen embed keeps its picture and says that newer figures exist', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const server = await startTestServer();
  try {
    const frozen = await request.post(`${server.baseURL}/p`, {
      form: { view: 'series=uk-di.killed_or_wounded.ru&from=2025-03&to=2025-05' },
      headers: { origin: server.baseURL },
      maxRedirects: 0,
    });
    const embed = `${server.baseURL}${(frozen.headers().location ?? '').replace('/p/', '/embed/')}`;
    await page.goto(embed);
    const picture = await page.locator('svg:visible').innerHTML();
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ public_id: string }>(
      "SELECT public_id FROM claim WHERE key = 'ukdi-daily-2025-04'",
    );
    await client.end();
    const author = await createPerson(server.databaseUrl, { role: 'contributor', name: 'Ada Author' });
    const reviewer = await createPerson(server.databaseUrl, { role: 'reviewer', name: 'Cleo Reviewer' });
    await publishChanges(server.databaseUrl, { author, reviewer }, [
      { revises: rows[0]?.public_id ?? '', claim: { best: '1290' }, cause: 'our_correction', note: 'Read again.' },
    ]);
    await expect(async () => {
      await page.goto(embed);
      await expect(page.getByText(/Newer figures exist: 1 figure has changed since\./)).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole('link', { name: 'See changes' })).toHaveAttribute(
      'href',
      /\/p\/[0-9a-z]{16}\/changes$/,
    );
    expect(await page.locator('svg:visible').innerHTML()).toBe(picture);
  } finally {
    await server.close();
  }
});

test('an embed keeps the policy of its page: nothing in it is refused', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`/embed/${id}`);
  await page.goto(`/embed?${PAIR}`);
  expect(complaints).toEqual([]);
});

test.describe('oEmbed', () => {
  test('answers for frozen and live addresses, pages and embeds alike', async ({ request, baseURL }) => {
    for (const path of [`/p/${id}`, `/embed/${id}`, `/figures?${PAIR}`, `/embed?${PAIR}`]) {
      const answer = await request.get('/oembed', { params: { url: `${baseURL}${path}`, format: 'json' } });
      expect(answer.headers()['content-type']).toContain('application/json');
      const body = await answer.json();
      expect(body).toMatchObject({ type: 'rich', version: '1.0', title: TITLE, provider_url: `${baseURL}/` });
      expect(typeof body.width).toBe('number');
      expect(typeof body.height).toBe('number');
      expect(body.html).toContain(`<iframe src="${baseURL}/embed`);
    }
  });

  test('keeps within maxwidth and maxheight', async ({ request, baseURL }) => {
    const answer = await request.get('/oembed', {
      params: { url: `${baseURL}/p/${id}`, maxwidth: 400, maxheight: 300 },
    });
    expect(await answer.json()).toMatchObject({ width: 400, height: 300 });
  });

  test('is 404 for what is not here, 501 for another format, 400 for no address', async ({ request, baseURL }) => {
    const status = async (params: Record<string, string>) => (await request.get('/oembed', { params })).status();
    expect(await status({ url: `${baseURL}/p/0000000000000000` })).toBe(404);
    expect(await status({ url: `${baseURL}/claims` })).toBe(404);
    expect(await status({ url: `https://elsewhere.example/p/${id}` })).toBe(404);
    expect(await status({ url: `${baseURL}/p/${id}`, format: 'xml' })).toBe(501);
    expect(await status({})).toBe(400);
  });

  test('is found from the page itself', async ({ page, request }) => {
    for (const path of [`/p/${id}`, `/embed/${id}`, `/figures?${PAIR}`]) {
      await page.goto(path);
      const href = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
      expect(await (await request.get(href ?? '')).json()).toMatchObject({ type: 'rich', title: TITLE });
    }
  });
});
