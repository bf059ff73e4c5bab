import { expect, test } from '@playwright/test';

/** Before the first record of any ledger of ours. */
const BEFORE = 'known=2021-01-01';
const AFTER = '2100-01-01';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ['/claims?side=ru', '/sources', '/sources/uk-di', '/changes', '/search?q=oryx']) {
    test(`${path}: a day and a time lead to the page as known then, and a link back to now`, async ({ page }) => {
      await page.goto(path);
      await page.getByText('Show another instant').click();
      await page.getByLabel('Day (empty: now)').fill(AFTER);
      await page.getByLabel(/^Time, UTC/).fill('14:05');
      await page
        .locator('form')
        .filter({ has: page.getByLabel('Day (empty: now)') })
        .getByRole('button', { name: 'Show' })
        .click();
      await expect(page).toHaveURL(/known=2100-01-01T14%3A05%3A59\.999Z/);
      await expect(page.getByText('As the ledger held it on 1 January 2100, 14:05 UTC')).toBeVisible();
      await page.getByRole('link', { name: 'As known now' }).click();
      await expect(page).toHaveURL(new RegExp(`${path.replace('?', '\\?')}$`));
    });
  }

  test('the comparison takes a time as well', async ({ page }) => {
    await page.goto('/figures');
    await page.getByLabel('Known on (empty: now)').fill(AFTER);
    await page.getByLabel('Time, UTC').fill('14:05');
    await page.getByRole('button', { name: 'Show', exact: true }).first().click();
    await expect(page).toHaveURL(/known=2100-01-01T14%3A05%3A59\.999Z/);
  });

  for (const path of ['/claims', '/sources', '/figures']) {
    test(`${path} before the first record says so, and offers what was published by then`, async ({ page }) => {
      await page.goto(`${path}?${BEFORE}`);
      await expect(page.getByText(/The first record of this ledger is later than 1 January 2021/)).toBeVisible();
      await page.getByRole('link', { name: 'Show what sources had published by 1 January 2021' }).click();
      await expect(page).toHaveURL(`${path}?public=2021-01-01`);
    });
  }

  test('a source that was not registered yet says so', async ({ page }) => {
    await page.goto(`/sources/uk-di?${BEFORE}`);
    await expect(page.getByRole('heading', { name: 'This source was not in the registry yet' })).toBeVisible();
  });
});

test.describe('every file takes known=', () => {
  for (const path of [
    '/figures.json',
    '/figures.csv',
    '/figures.zip',
    '/claims.json',
    '/claims.csv',
    '/claims.zip',
    '/sources.json',
  ])
    test(`${path} before the first record is refused, naming public=`, async ({ request }) => {
      const answer = await request.get(`${path}?${BEFORE}`);
      expect(answer.status()).toBe(400);
      expect(await answer.text()).toContain('public=');
    });

  test('a claim has its own interval, not that of the question', async ({ request }) => {
    const { claims } = await (await request.get('/claims.json')).json();
    const [{ id, recordedFrom }] = claims as { id: string; recordedFrom: string }[] as [
      { id: string; recordedFrom: string },
    ];
    const claim = await (await request.get(`/claims/${id}.json?known=${AFTER}`)).json();
    expect(JSON.stringify(claim)).toContain(`"recordedFrom":"${recordedFrom}"`);
    expect(JSON.stringify(claim)).not.toContain('2100-01-01T');
  });
});

test('a version of the method has an address of its own, which figures name', async ({ page }) => {
  await page.goto('/figures');
  await page.getByRole('link', { name: 'Method 1.1' }).click();
  await expect(page).toHaveURL('/methodology/1.1');
  await expect(page.getByRole('heading', { level: 1, name: 'Method 1.1' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'When another lineage supports a claim' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /Difference of two running totals/ })).toBeVisible();
  await page.goto('/methodology/1.0');
  await expect(page.getByRole('heading', { level: 1, name: 'Method 1.0' })).toBeVisible();
  await expect(page.getByText('A former version.')).toBeVisible();
  expect((await page.request.get('/methodology/0.1')).status()).toBe(404);
});
