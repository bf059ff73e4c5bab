/** A5, R3, ux.md §5, §6: from any number to its derivation, beside the page, and back to the number. */
import { expect, type Page, test } from '@playwright/test';

const UK = 'uk-di.killed_or_wounded.ru';
const TABLE = `/figures?series=ua-general-staff.killed_or_wounded.ru~${UK}&from=2024-09&to=2024-12&tab=table`;
const NUMBER = /^38.130, September 2024, UK Defence Intelligence/;
const SUM = '1\u202f271 × 30 = 38\u202f130';

const drawer = (page: Page) => page.getByRole('dialog');
const title = (page: Page) => drawer(page).getByRole('heading', { level: 2 });
const number = (page: Page) => page.locator('main').getByRole('link', { name: NUMBER }).first();

test.describe('a number opens its derivation beside the page', () => {
  test('by Enter, in the order value, arithmetic, claims, rule, copies, history; Escape gives the focus back', async ({
    page,
  }) => {
    await page.goto(TABLE);
    await number(page).focus();
    await page.keyboard.press('Enter');
    await expect(title(page)).toHaveText('Killed or wounded, September 2024');
    await expect(title(page)).toBeFocused();
    await expect(page).toHaveURL(`${TABLE}#cell=${UK}:2024-09`);
    await expect(drawer(page)).toHaveAccessibleName('Killed or wounded, September 2024');
    await expect(drawer(page).locator('[data-figure-value]')).toContainText('38\u202f130');
    await expect(drawer(page).locator('[data-arithmetic]')).toHaveText(SUM);
    await expect(drawer(page).getByRole('heading', { level: 3 })).toHaveText([
      'The arithmetic',
      'Claims used',
      /Rule N2/,
      'Archived copies',
      'History of this figure',
    ]);
    await expect(drawer(page).getByText('one lineage with it, not a second voice')).toBeVisible();
    expect(await drawer(page).locator('script, form').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(page).toHaveURL(TABLE);
    await expect(number(page)).toBeFocused();
  });

  test('Tab stays inside while it is open; the next month opens in it, and Back closes it', async ({ page }) => {
    await page.goto(TABLE);
    await number(page).click();
    await expect(title(page)).toBeFocused();
    for (let press = 0; press < 40; press += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') === null)).toBe(true);
    await drawer(page)
      .getByRole('link', { name: /October 2024/ })
      .click();
    await expect(title(page)).toHaveText('Killed or wounded, October 2024');
    await expect(page).toHaveURL(`${TABLE}#cell=${UK}:2024-10`);
    await page.goBack();
    await expect(drawer(page)).toBeHidden();
    await expect(page).toHaveURL(TABLE);
  });

  test('an address with a cell opens it; closing leaves the page and its number', async ({ page }) => {
    await page.goto(`${TABLE}#cell=${UK}:2024-09`);
    await expect(title(page)).toHaveText('Killed or wounded, September 2024');
    await drawer(page).getByRole('button', { name: 'Close' }).click();
    await expect(drawer(page)).toBeHidden();
    await expect(page).toHaveURL(TABLE);
    await expect(number(page)).toBeFocused();
  });

  test('with a modifier key it leads to the page of the figure, and so does the link in the drawer', async ({
    page,
  }) => {
    await page.goto(TABLE);
    // Not every browser without a window opens a second page: the click itself tells that the browser is left to do it.
    const isLeftToBrowser = page.evaluate(
      () =>
        new Promise<boolean>((done) =>
          window.addEventListener(
            'click',
            (event) => {
              done(!event.defaultPrevented);
              event.preventDefault();
            },
            { once: true },
          ),
        ),
    );
    await number(page).click({ modifiers: ['ControlOrMeta'] });
    expect(await isLeftToBrowser).toBe(true);
    await expect(drawer(page)).toBeHidden();
    await number(page).click();
    await drawer(page).getByRole('link', { name: 'Open as a page' }).click();
    await expect(page).toHaveURL(`/figures/cell?month=2024-09&series=${UK}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Killed or wounded, September 2024');
  });

  test('of a frozen comparison it is taken apart as it was frozen', async ({ page }) => {
    await page.goto(TABLE);
    await page
      .getByRole('button', { name: /permalink/i })
      .first()
      .click();
    await page.waitForURL(/\/p\/[0-9a-z]{16}/);
    const frozen = page.url().split('#')[0] ?? '';
    await number(page).click();
    await expect(drawer(page)).toContainText('As frozen in /p/');
    await expect(page).toHaveURL(`${frozen}#cell=${UK}:2024-09`);
    await page.reload();
    await expect(drawer(page).locator('[data-arithmetic]')).toHaveText(SUM);
  });

  test('where the server does not answer, it says so and offers the page', async ({ page }) => {
    await page.goto(TABLE);
    await page.route('**/figures/cell?*', (route) => route.abort());
    await number(page).click();
    await expect(title(page)).toHaveText('The derivation could not be opened here');
    await expect(drawer(page).getByRole('link', { name: 'Open it as a page' })).toHaveAttribute(
      'href',
      /^\/figures\/cell\?/,
    );
  });

  test('on a small screen it takes all of it, and nothing is cut', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(TABLE);
    await number(page).click();
    await expect(title(page)).toBeFocused();
    expect(await drawer(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    expect(await drawer(page).evaluate((element) => element.scrollWidth)).toBe(360);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a number leads to the page, which says the same', async ({ page }) => {
    await page.goto(TABLE);
    await number(page).click();
    await expect(page).toHaveURL(`/figures/cell?month=2024-09&series=${UK}`);
    await expect(page.locator('[data-arithmetic]')).toHaveText(SUM);
    await expect(page.getByRole('heading', { name: 'History of this figure' })).toBeVisible();
  });
});

/** Every number of every page is inside something that leads to where it comes from, and says where (R3). */
const PAGES = [
  '/',
  TABLE,
  '/figures?measure=total',
  '/figures?series=mediazona-bbc.names_added.ru',
  '/matrix',
  '/changes',
  '/sources/uk-di',
];

test('every number on the public pages is a link or a button with a name', async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    const nameless = await page.locator('[data-figure]').evaluateAll((figures) =>
      figures.flatMap((figure) => {
        const link = figure.closest('a[href], button');
        const name = link?.getAttribute('aria-label') ?? link?.querySelector('title')?.textContent ?? link?.textContent;
        return link !== null && name?.trim() ? [] : [figure.outerHTML.slice(0, 200)];
      }),
    );
    expect(nameless, path).toEqual([]);
  }
  await page.goto(TABLE);
  expect(await page.locator('[data-figure]').count()).toBeGreaterThan(7);
});
