/** The coverage matrix and the revisions of a series in a real browser (A12, A13, ux.md §5, §22). */
import { expect, test } from '@playwright/test';
import { faultsInBothColours } from '@/tests/support/axe';

test.describe('by keyboard', () => {
  test('arrows, Home and End lead from cell to cell, one cell is a stop of Tab, Enter opens the derivation, and Escape gives the focus back', async ({
    page,
  }) => {
    await page.goto('/matrix?from=2024-08');
    const cell = (source: string, column: number) =>
      page
        .getByRole('row', { name: new RegExp(`^${source}`) })
        .getByRole('cell')
        .nth(column)
        .getByRole('link')
        .first();
    const september = cell('General Staff', 1);
    await expect(page.locator('#matrix td a[tabindex="0"]')).toHaveCount(2);
    await cell('General Staff', 0).focus();
    await page.keyboard.press('ArrowRight');
    await expect(september).toBeFocused();
    await expect(page.locator('[data-matrix-words]')).toHaveText(/^38\s130, September 2024, General Staff, attributed/);
    await page.keyboard.press('End');
    await expect(cell('General Staff', -1)).toBeFocused();
    await page.keyboard.press('Home');
    await expect(cell('General Staff', 0)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(cell('UK Defence Intel', 0)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#cell=ua-general-staff\.killed_or_wounded\.ru:2024-09$/);
    await expect(page.getByRole('dialog').locator('[data-arithmetic]')).toContainText('654');
    await page.keyboard.press('Escape');
    await expect(september).toBeFocused();
  });

  test('an empty cell takes the focus, too, and says why it is empty', async ({ page }) => {
    await page.goto('/matrix');
    // One stop of Tab: the keys are listened to.
    await expect(page.locator('#matrix td a[tabindex="0"]').first()).toBeAttached();
    const empty = page.locator('#matrix td:empty').first();
    await page.locator('#matrix td a').first().focus();
    await page.keyboard.press('Home');
    await expect(empty).toBeFocused();
    await expect(page.locator('[data-matrix-words]')).toHaveText(/^Nothing published for the month by this source/);
  });
});

test('the number of claims leads to exactly so many claims', async ({ page }) => {
  await page.goto('/matrix?from=2024-12&to=2024-12');
  const claims = page
    .getByRole('row', { name: /^UK Defence Intel/ })
    .getByRole('link', { name: /claims/ })
    .last();
  const count = Number.parseInt((await claims.textContent()) ?? '', 10);
  await claims.click();
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^${count} claim`) })).toBeVisible();
  await expect(page.getByText('about December 2024')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the table is there with its links, and the form leads to another matrix', async ({ page }) => {
    await page.goto('/matrix');
    await expect(page.getByRole('link', { name: /^38\s130, September 2024, General Staff/ })).toBeVisible();
    await page.getByLabel('What is counted').selectOption('killed');
    await page.getByRole('button', { name: 'Show', exact: true }).last().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Killed, Russia/);
  });

  test('a bad address shows the nearest matrix and names what was not understood', async ({ page }) => {
    const answer = await page.goto('/matrix?metric=losses&from=2024-13');
    expect(answer?.status()).toBe(200);
    await expect(page.getByText('“losses” is not a metric of the codebook.')).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('what later vintages changed can be read', async ({ page }) => {
    await page.goto('/figures/revisions?series=oryx.equipment_lost_tank.ru&by=public');
    await expect(page.getByText('Reconstructed', { exact: true })).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
  });
});

for (const [name, address] of [
  ['matrix', '/matrix?from=2024-01&to=2024-12'],
  ['revisions', '/figures/revisions?series=oryx.equipment_lost_tank.ru&by=public'],
] as const)
  test(`the page “${name}” stays within 360 pixels, and breaks no rule of WCAG 2.2 AA that a machine can test, light or dark`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 720 });
    expect(await faultsInBothColours(page)).toEqual([]);
  });
