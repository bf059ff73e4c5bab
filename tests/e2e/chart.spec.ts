import { expect, type Page, test } from '@playwright/test';

const PAIR = 'series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&from=2024-09&to=2024-12';

const cursor = (page: Page) => page.locator('.chart-cursor').first();
const card = (page: Page) => page.locator('.chart-card');

/** Opens the chart and moves the focus to its first mark, which is when Recharts takes over. */
async function enterChart(page: Page): Promise<void> {
  await page.goto(`/figures?${PAIR}`);
  await page.locator('.chart-wide .chart-mark-links a').first().focus();
  await expect(cursor(page)).toBeFocused();
}

test.describe('the chart in the browser', () => {
  test('no chart code is fetched before pointer or focus enter the chart', async ({ page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(`/figures?${PAIR}`, { waitUntil: 'networkidle' });
    const before = fetched.length;
    await expect(page.locator('.recharts-surface')).toHaveCount(0);
    await page.locator('.chart-stage').first().hover();
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    expect(fetched.slice(before).some((url) => url.endsWith('.js'))).toBe(true);
  });

  test('nothing moves when Recharts takes over', async ({ page }) => {
    await page.goto(`/figures?${PAIR}`);
    const stage = page.locator('.chart-stage').first();
    await stage.scrollIntoViewIfNeeded();
    const before = await stage.boundingBox();
    await stage.hover();
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    expect(await stage.boundingBox()).toEqual(before);
    // The server draws all bars of a series as one path, Recharts each on its own: together they cover the same ground.
    const extentOf = (selector: string) =>
      page.locator(selector).evaluateAll((paths) => {
        const boxes = paths.map((path) => path.getBoundingClientRect());
        return [
          Math.min(...boxes.map(({ left }) => left)),
          Math.max(...boxes.map(({ right }) => right)),
          Math.min(...boxes.map(({ top }) => top)),
          Math.max(...boxes.map(({ bottom }) => bottom)),
        ].map(Math.round);
      });
    expect(await extentOf('.recharts-surface path.paint-hollow.chart-series-1')).toEqual(
      await extentOf('.chart-wide .chart-marks path.paint-hollow.chart-series-1'),
    );
  });

  test('the pointer opens a card: month, value, source, badge, method, way to the derivation', async ({ page }) => {
    await page.goto(`/figures?${PAIR}`);
    const stage = page.locator('.chart-stage').first();
    await stage.hover();
    const surface = page.locator('.chart-surface').first();
    await surface.hover({ position: { x: 20, y: 60 } });
    await expect(card(page)).toContainText('September 2024');
    await expect(card(page)).toContainText('38\u202f130');
    await expect(card(page)).toContainText('General Staff of the Armed Forces of Ukraine');
    await expect(card(page)).toContainText('Attributed');
    await expect(card(page)).toContainText('difference of two running totals');
    await card(page).getByRole('link', { name: 'Open derivation' }).click();
    await expect(page).toHaveURL(/#cell=ua-general-staff\.killed_or_wounded\.ru:2024-09$/);
  });

  test('arrow keys lead from month to month and from series to series, and are spoken', async ({ page }) => {
    await enterChart(page);
    await expect(cursor(page)).toHaveAccessibleName(/^38.130, September 2024, General Staff/);
    await page.keyboard.press('ArrowRight');
    await expect(cursor(page)).toHaveAccessibleName(/October 2024, General Staff/);
    await expect(page.locator('.chart-stage [role="status"]').first()).toHaveText(/October 2024, General Staff/);
    await page.keyboard.press('ArrowDown');
    await expect(cursor(page)).toHaveAccessibleName(/October 2024, UK Defence Intelligence/);
    await page.keyboard.press('End');
    await expect(cursor(page)).toHaveAccessibleName(/December 2024, UK Defence Intelligence/);
    await page.keyboard.press('Home');
    await expect(cursor(page)).toHaveAccessibleName(/September 2024, UK Defence Intelligence/);
    await expect(card(page)).toContainText('September 2024');
  });

  test('Enter opens the derivation', async ({ page }) => {
    await enterChart(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#cell=ua-general-staff\.killed_or_wounded\.ru:2024-10$/);
    await expect(page.getByRole('dialog')).toContainText('Killed or wounded, October 2024');
    await page.keyboard.press('Escape');
    await expect(cursor(page)).toBeFocused();
  });

  test('Tab enters the chart once, Escape leaves it and closes the card', async ({ page }) => {
    await enterChart(page);
    await page.keyboard.press('Tab');
    await expect(page.locator('.chart-stage :focus')).toHaveCount(0);
    await page.keyboard.press('Shift+Tab');
    await expect(cursor(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(cursor(page)).not.toBeFocused();
    await expect(card(page)).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one of the two pictures is shown, and its figures are links', async ({ page }) => {
    await page.goto(`/figures?${PAIR}`);
    await expect(page.locator('.chart-wide').first()).toBeVisible();
    await expect(page.locator('.chart-narrow').first()).toBeHidden();
    await page.setViewportSize({ width: 360, height: 740 });
    await expect(page.locator('.chart-narrow').first()).toBeVisible();
    await expect(page.locator('.chart-wide').first()).toBeHidden();
    const links = page.getByRole('link', { name: /^38.130, September 2024, UK Defence Intelligence/ });
    await expect(links.first()).toHaveAttribute(
      'href',
      '/figures/cell?month=2024-09&series=uk-di.killed_or_wounded.ru',
    );
  });
});

test.describe('names beside the lines', () => {
  for (const width of [360, 768, 1280])
    test(`do not overlap at ${width} pixels, and the page does not scroll sideways`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/figures');
      const size = width < 700 ? 'narrow' : 'wide';
      const boxes = await page.locator(`.chart-panel .chart-${size} .words-name`).evaluateAll((names) =>
        names.map((name) => {
          const { left, right, top, bottom } = name.getBoundingClientRect();
          return { left, right, top: top + 2, bottom: bottom - 2 };
        }),
      );
      expect(boxes.length).toBeGreaterThan(3);
      const overlapping = boxes.filter((a, index) =>
        boxes
          .slice(index + 1)
          .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
      );
      expect(overlapping).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
});
