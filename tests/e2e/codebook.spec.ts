import { expect, test } from '@playwright/test';

test('a metric has an address of its own, a definition, and the sources that use it', async ({ page }) => {
  await page.goto('/codebook#metrics-killed_confirmed');
  const entry = page.locator('#metrics-killed_confirmed');
  await expect(entry).toBeInViewport();
  await expect(entry).toContainText('A floor: the true number is not smaller.');
  await entry.getByRole('link', { name: 'Mediazona and BBC News Russian (named list)', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mediazona and BBC News Russian (named list)');
});

test('a badge and a reason for no figure are explained', async ({ page }) => {
  await page.goto('/codebook');
  await expect(page.locator('#badges-attributed')).toContainText('The source said it; nobody here has re-keyed it.');
  await expect(page.locator('#reasons-REPORT_DATE_BASIS')).toContainText('A list of names grows by date of report');
});

test('the codebook as JSON has every list, every rule and the version of the method', async ({ request }) => {
  const answer = await request.get('/codebook.json');
  expect(answer.headers()['content-type']).toBe('application/json; charset=utf-8');
  const book = await answer.json();
  expect(book.methodVersion).toBe('1.1');
  expect(book.lists.map(({ list }: { list: string }) => list)).toEqual(
    expect.arrayContaining(['metrics', 'scopes', 'figure-flags', 'reasons', 'badges']),
  );
  expect(book.rules.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['N0', 'N3', 'N10']));
  const metric = book.lists[0].entries.find(({ code }: { code: string }) => code === 'names_added');
  expect(metric.usedBy.map(({ slug }: { slug: string }) => slug)).toContain('mediazona-bbc');
});

test('every rule has an address and an example with real numbers', async ({ page }) => {
  await page.goto('/methodology#N3');
  const rule = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: /Difference of two running totals/ }) });
  await expect(rule).toBeInViewport();
  await expect(rule).toContainText('654 430 − 616 300 = 38 130');
  await expect(page.getByRole('row', { name: /GAP_TOO_WIDE/ })).toContainText('too far from the borders');
});

test('about says what this is, what it is not, and how its data may be used', async ({ page }) => {
  await page.goto('/about');
  await expect(page.getByText('It is no estimate of its own and no verdict on who is right.')).toBeVisible();
  await expect(page.getByText('No names of the dead are stored')).toBeVisible();
  await expect(page.getByText('For this one, nothing has been stated.')).toBeVisible();
  await expect(page.getByText('free software under the MIT licence')).toBeVisible();
});
