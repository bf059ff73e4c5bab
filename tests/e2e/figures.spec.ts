import { expect, test } from '@playwright/test';

const GENERAL_STAFF = 'ua-general-staff.killed_or_wounded.ru';
const UK = 'uk-di.killed_or_wounded.ru';
const PAIR = `series=${GENERAL_STAFF}~${UK}&from=2024-09&to=2024-12`;

test.describe('an analyst compares sources', () => {
  test('the first page is the default comparison: 24 months, four panels, one definition each', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'What each source says Russia lost, month by month',
    );
    await expect(page.getByText('Comparison · Russia · February 2024 to January 2026')).toBeVisible();
    const answer = await page.request.get('/figures.json');
    const { panels, months } = await answer.json();
    expect(months).toHaveLength(24);
    expect(panels.map((panel: { metric: string }) => panel.metric)).toEqual([
      'killed_or_wounded',
      'names_added',
      'territory_gained',
      'killed',
    ]);
    expect(panels[0].series).toEqual([GENERAL_STAFF, UK]);
    expect(panels[2].series.map((id: string) => id.split('.')[0]).sort()).toEqual(['afp', 'deepstate', 'isw', 'uk-di']);
  });

  test('from a number to its derivation, to a claim, to its words', async ({ page }) => {
    await page.goto(`/figures?${PAIR}&tab=table`);
    await page
      .getByRole('link', { name: /September 2024, General Staff of the Armed Forces of Ukraine.*open derivation/ })
      .first()
      .click();
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toHaveText(
      'Killed or wounded, September 2024',
    );
    await expect(page.locator('[data-arithmetic]')).toHaveText('654\u202f430 − 616\u202f300 = 38\u202f130');
    await expect(page.getByRole('dialog').getByText('definition inferred').first()).toBeVisible();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /report of 1 October 2024/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/claims\/[0-9a-z]{7,}/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('654\u202f430');
  });

  test('tab, series and months are in the address and survive a reload; back goes back', async ({ page }) => {
    await page.goto(`/figures?${PAIR}`);
    await page.getByRole('link', { name: 'Table', exact: true }).click();
    await expect(page).toHaveURL(/tab=table/);
    await page.reload();
    await expect(page.getByRole('link', { name: 'Table', exact: true })).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('row', { name: /Sep 2024/ }).first()).toBeVisible();
    await page.goBack();
    await expect(page).not.toHaveURL(/tab=table/);
  });

  test('two definitions are never on one axis, and the page says why', async ({ page }) => {
    await page.goto(`/figures?series=${GENERAL_STAFF}~ua-president.killed.ru&from=2024-12&to=2025-12`);
    await expect(
      page.getByText('Shown apart: killed and killed or wounded are different counts.').first(),
    ).toBeVisible();
  });

  test('a month without a figure says why in one sentence', async ({ page }) => {
    await page.goto('/figures/cell?series=ua-general-staff.killed_or_wounded.ru&month=2022-02');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why there is no figure for February 2022');
    await expect(page.getByText('The war or the series begins inside this month')).toBeVisible();
  });

  test('the form chooses side and months and gives the view its own address', async ({ page }) => {
    await page.goto('/figures');
    await page.getByLabel('From', { exact: true }).selectOption('2024-09');
    await page.getByLabel('To', { exact: true }).selectOption('2024-12');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL('/figures?from=2024-09&to=2024-12');
    await expect(page.getByText('Comparison · Russia · September 2024 to December 2024')).toBeVisible();
  });

  test('a source that said little can be added to its panel', async ({ page }) => {
    await page.goto('/figures?from=2024-02&to=2026-01');
    await page.getByRole('link', { name: 'Add Ministry of Defence of Ukraine to this comparison' }).click();
    await expect(page).toHaveURL(/ua-mod\.killed_or_wounded\.ru/);
    const { panels } = await (await page.request.get(page.url().replace('/figures?', '/figures.json?'))).json();
    expect(panels[0].series).toContain('ua-mod.killed_or_wounded.ru');
  });

  test('running totals are points of one definition a panel', async ({ page }) => {
    await page.goto('/figures?measure=total');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'How many Russia has lost in all, as each source said',
    );
    const { totals, figures } = await (await page.request.get('/figures.json?measure=total')).json();
    expect(totals.length).toBeGreaterThan(20);
    expect(figures).toEqual([]);
  });

  test('the side of Ukraine says why there is so little, and shows its totals', async ({ page }) => {
    await page.goto('/figures?side=ua');
    await expect(page.getByText('Why there is so little here')).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'How many Ukraine has lost in all, as each source said' }),
    ).toBeVisible();
  });

  test('sources and independent lineages are counted side by side', async ({ page }) => {
    await page.goto(`/figures?${PAIR}`);
    await expect(page.getByText('(2 sources, 1 lineage)')).toBeVisible();
  });
});

test.describe('a reader without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('sees the chart, the table and the derivation of a figure', async ({ page }) => {
    await page.goto('/');
    const chart = page.locator('figure svg[role="img"]').first();
    await expect(chart).toBeVisible();
    const box = await chart.boundingBox();
    expect(box?.height).toBeGreaterThan(100);
    await expect(page.getByRole('row', { name: /Jan 2026/ }).first()).toBeVisible();
    await page
      .getByRole('row', { name: /Jan 2026/ })
      .first()
      .getByRole('link')
      .first()
      .click();
    await expect(page.locator('[data-arithmetic]')).toBeVisible();
    await expect(page.locator('[data-arithmetic]')).toHaveText(
      '1\u202f240\u202f680 − 1\u202f208\u202f970 = 31\u202f710',
    );
    await expect(page.getByRole('heading', { name: 'Claims used' })).toBeVisible();
  });

  test('chooses sources with the plain form', async ({ page }) => {
    await page.goto('/figures');
    await page.getByText('Choose sources').click();
    await page
      .getByRole('checkbox', { name: /^President of Ukraine 3|^President of Ukraine \d+ months/ })
      .first()
      .uncheck();
    await page.getByRole('button', { name: 'Show these sources' }).click();
    await expect(page).toHaveURL(/series=/);
    await expect(page).not.toHaveURL(/ua-president\.killed\.ru(~|&|$)/);
  });
});

test.describe('every number is a link (R3)', () => {
  for (const address of [
    '/',
    `/figures?${PAIR}`,
    `/figures?${PAIR}&tab=table`,
    '/figures?side=ua',
    '/figures?measure=total',
  ]) {
    test(`on ${address}`, async ({ page }) => {
      await page.goto(address);
      const names = await page.locator('[data-figure]').evaluateAll((elements) =>
        elements.map((element) => {
          const link = element.closest('a, button');
          return { isLink: link !== null, name: link?.getAttribute('aria-label') ?? link?.textContent ?? '' };
        }),
      );
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter(({ isLink, name }) => !isLink || name.trim() === '')).toEqual([]);
    });
  }
});
