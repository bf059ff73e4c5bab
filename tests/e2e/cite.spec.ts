/** How a comparison is taken elsewhere: cited, shown beside a link, read by machines (R4, R8, D12). */
import { expect, test } from '@playwright/test';
import { parse as readBibtex } from 'astrocite-bibtex';
import { parse as readRis } from 'astrocite-ris';

const PAIR = 'from=2024-09&series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&to=2024-12';
const TITLE = 'Killed or wounded, Russia, month by month, September to December 2024';

/** The frozen address of the pair of sources that these tests cite. */
let address = '';

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const answer = await request.post('/p', {
    form: { view: PAIR },
    headers: { origin: baseURL ?? '' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  address = answer.headers().location ?? '';
  await request.dispose();
});

test('each form of citation has an address of its own, its own type, and never changes', async ({
  request,
  baseURL,
}) => {
  const whole = `${baseURL}${address}`;
  const read = async (ending: string, type: string) => {
    const answer = await request.get(`${address}/cite.${ending}`);
    expect(answer.headers()).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    return answer.text();
  };
  const [text, bibtex, ris, csl] = [
    await read('txt', 'text/plain; charset=utf-8'),
    await read('bib', 'application/x-bibtex; charset=utf-8'),
    await read('ris', 'application/x-research-info-systems; charset=utf-8'),
    await read('json', 'application/vnd.citationstyles.csl+json; charset=utf-8'),
  ];
  expect(text).toContain(`“${TITLE}” [dataset view]`);
  expect(text).toContain(whole);
  expect(readBibtex(bibtex)[0]).toMatchObject({ title: TITLE, URL: whole });
  expect(readRis(ris)[0]).toMatchObject({ type: 'dataset', title: TITLE, URL: whole });
  expect(JSON.parse(csl)[0]).toMatchObject({ type: 'dataset', title: TITLE, URL: whole });
});

test('an unchanged citation need not be sent again, and there is none where nothing is kept', async ({ request }) => {
  const etag = (await request.get(`${address}/cite.bib`)).headers().etag ?? '';
  expect((await request.get(`${address}/cite.bib`, { headers: { 'if-none-match': etag } })).status()).toBe(304);
  expect((await request.get('/p/0000000000000000/cite.bib')).status()).toBe(404);
});

test('one claim is cited as a file, too, in every form that parsers read', async ({ request, baseURL }) => {
  const { claims } = await (await request.get('/claims.json?source=uk-di')).json();
  const { id } = claims[0];
  const read = async (ending: string) => (await request.get(`/claims/${id}/cite.${ending}`)).text();
  const recorded = `Recorded as claim ${id}, Attrition Ledger`;
  expect(await read('txt')).toContain(`${baseURL}/claims/${id}?known=`);
  expect(await read('txt')).toContain(recorded);
  expect(readBibtex(await read('bib'))[0]).toMatchObject({ URL: expect.stringMatching(/^https?:/) });
  expect(readRis(await read('ris'))[0]).toMatchObject({ note: expect.stringContaining(recorded) });
  expect(JSON.parse(await read('json'))[0]).toMatchObject({ author: [{ literal: 'UK Defence Intelligence' }] });
  expect((await request.get('/claims/zzzzzzz/cite.bib')).status()).toBe(404);
  expect((await request.get(`/claims/${id}/cite.bib?known=2001-01-01`)).status()).toBe(404);
});

test('“Cite” under a live comparison freezes it and leads to its citations', async ({ page }) => {
  await page.goto(`/figures?${PAIR}`);
  await page.getByRole('button', { name: 'Cite', exact: true }).click();
  await expect(page).toHaveURL(/\/p\/[0-9a-z]{16}#cite$/);
  const box = page.locator('#cite');
  await expect(box.getByText(/^Attrition Ledger \(\d{4}\), from General Staff/)).toBeVisible();
});

test('a citation can be copied, and names the address that the reader uses', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(address);
  await page.getByRole('button', { name: 'Copy In a list of references' }).click();
  await expect(page.getByText('In a list of references copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`“${TITLE}” [dataset view]`);
  expect(copied).toContain(`${baseURL}${address}`);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the citations are there to be selected, and the embed code changes with the choice', async ({ page }) => {
    await page.goto(address);
    await expect(page.locator('#cite').getByText(TITLE).first()).toBeVisible();
    const [frozen, live] = [page.getByText(`${address.replace('/p/', '/embed/')}"`), page.getByText('/embed?from')];
    await expect(frozen).toBeVisible();
    await expect(live).toBeHidden();
    await page.getByLabel('Live', { exact: true }).check();
    await expect(frozen).toBeHidden();
    await expect(live).toBeVisible();
  });
});

test('a link to a frozen comparison brings a picture of its own, with words for it', async ({ page, request }) => {
  await page.goto(address);
  const content = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
  expect(await content('og:image')).toContain(`${address}/social.png`);
  expect(await content('og:title')).toBe(TITLE);
  expect(await content('og:image:alt')).toContain('4 months, 2 series.');
  await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute('content', 'summary_large_image');
  const answer = await request.get(`${address}/social.png`);
  const png = await answer.body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 628]);
  expect(answer.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(await (await request.get(`${address}/social.png`)).body()).toEqual(png);
});

test('a live comparison has a picture, too', async ({ request }) => {
  const html = await (await request.get(`/figures?${PAIR}`)).text();
  const path = /property="og:image" content="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const png = await (await request.get(path)).body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 628]);
});

type Node = { '@type': string; distribution?: { '@type': string; contentUrl: string }[] };

test('pages say what they are to machines, in a block that no policy stops and no text can leave', async ({
  page,
  request,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const typesOf = async (path: string): Promise<Node[]> => {
    await page.goto(path);
    const text = await page.locator('script[type="application/ld+json"]').textContent();
    return JSON.parse(text ?? '')['@graph'];
  };
  const [claim] = (await (await request.get('/claims.json')).json()).claims;
  for (const [path, type] of [
    [address, 'Dataset'],
    [`/figures?${PAIR}`, 'Dataset'],
    ['/sources/uk-di', 'Dataset'],
    [`/claims/${claim.id}`, 'Claim'],
  ] as const) {
    const nodes = await typesOf(path);
    expect(nodes.map((node) => node['@type'])).toEqual([type, 'BreadcrumbList']);
  }
  const [dataset] = await typesOf(address);
  expect(dataset?.distribution?.map((file) => file['@type'])).toContain('DataDownload');
  expect(complaints).toEqual([]);
});

test('a frozen page is a memento of the live one, and says so in its headers', async ({ request }) => {
  for (const _ of ['first', 'again']) {
    const headers = (await request.get(address)).headers();
    expect(headers['memento-datetime']).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(headers.link).toContain('</figures?from=2024-09');
    expect(headers.link).toContain('rel="original"');
  }
});
