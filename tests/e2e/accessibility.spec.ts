import { expect, test } from '@playwright/test';
import { faultsInBothColours } from '@/tests/support/axe';

const PAGES = {
  chart: '/figures',
  table: '/figures?tab=table',
  sources: '/figures?tab=sources',
  derivation: '/figures/cell?series=ua-general-staff.killed_or_wounded.ru&month=2024-09',
  claims: '/claims?side=ua',
  source: '/sources/uk-di',
  registry: '/sources',
  lineage: '/lineage',
  codebook: '/codebook',
  method: '/methodology',
  about: '/about',
  search: '/search?q=oryx',
  'not found': '/nowhere',
};

for (const [name, address] of Object.entries(PAGES))
  test(`the page “${name}” reflows at 320 pixels, and breaks no rule of WCAG 2.2 AA that a machine can test, light or dark`, async ({
    page,
  }) => {
    // Every element of a long page is looked at under every rule.
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 720 });
    expect(await faultsInBothColours(page)).toEqual([]);
  });

test('one claim breaks none either', async ({ page }) => {
  await page.goto('/search?q=gs-press-2023-07-killed');
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  expect(await faultsInBothColours(page)).toEqual([]);
});

test('the first stop of the keyboard leads past the header', async ({ page }) => {
  await page.goto('/claims');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a chosen theme holds on the next page, whatever the system says', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/about');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(251, 250, 246)');
  await page.getByLabel('Dark').check();
  expect(await background()).toBe('rgb(22, 21, 19)');
  await page.goto('/claims');
  expect(await background()).toBe('rgb(22, 21, 19)');
  await page.getByLabel('As the system').check();
  expect(await background()).toBe('rgb(251, 250, 246)');
});

test('without JavaScript the theme is that of the system, and no dead switch stands there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto('/about');
  await expect(page.getByLabel('Dark')).toBeHidden();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(22, 21, 19)');
  await context.close();
});
