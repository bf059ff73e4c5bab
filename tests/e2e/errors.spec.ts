import { expect, test } from '@playwright/test';

test.describe('an address with nothing behind it', () => {
  for (const address of [
    '/nowhere',
    '/claims/zzzzzzz',
    '/claims/%E0%A4%A',
    '/claims/..%2fetc',
    '/sources/nobody',
    '/sources/UK-DI',
  ])
    test(`${address} is a real 404 with a search box`, async ({ page }) => {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address');
      await page.getByRole('main').getByLabel('Search claims and sources').fill('oryx');
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search for “oryx”');
    });

  test('is readable without JavaScript', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/claims/zzzzzzz');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await context.close();
  });
});

test('a claim asked for before the ledger held it says so, and leads to the present', async ({ page }) => {
  await page.goto('/search?q=ukdi-daily-2025-04');
  const address = await page.getByRole('link', { name: 'Open it' }).getAttribute('href');
  await page.goto(`${address}?known=2020-01-01`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This claim was not in the ledger yet');
  await page.getByRole('link', { name: 'Show it as it is known now.' }).click();
  await expect(page).toHaveURL(address ?? '');
});

test('words that are in no claim lead on, not into a wall', async ({ page }) => {
  await page.goto('/search?q=zebra');
  await expect(page.getByText('Nothing in the ledger has all of these words.')).toBeVisible();
  await page.getByRole('link', { name: 'all claims' }).click();
  await expect(page).toHaveURL('/claims');
});

test('a query that nobody typed is refused before it is read', async ({ request }) => {
  expect((await request.get(`/claims?q=${'a'.repeat(8200)}`)).status()).toBe(414);
  expect((await request.get(`/search?q=${'a'.repeat(8200)}`)).status()).toBe(414);
});

for (const query of [
  'q=%00',
  "q=';DROP TABLE claim;--",
  'q=%F0%9F%92%A9',
  'q=a&q=b',
  'side=ru&side=ua',
  'after=____',
  'metric=constructor',
  'source=__proto__',
])
  test(`/claims?${query} is answered in peace`, async ({ request }) => {
    const answer = await request.get(`/claims?${query}`);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).not.toContain('Something went wrong');
  });

test('health says that the ledger can be read, and how far it has come', async ({ request }) => {
  const answer = await request.get('/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    status: 'ok',
    database: 'ok',
    migrations: { failed: [] },
    queueAgeSeconds: null,
    newestClaim: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
  });
});
