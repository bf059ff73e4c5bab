import { expect, test } from '@playwright/test';

/** How far claims lie apart, and a reader's scenario by a stated ratio (A10, A20): all of it without script. */
test.use({ javaScriptEnabled: false });

test('two lineages of territory lie apart by a number of each month; sources of one lineage by none', async ({
  page,
}) => {
  await page.goto('/figures?series=isw.territory_gained.ru~deepstate.territory_gained.ru&from=2024-10&to=2025-08');
  await expect(page.getByText('Spread of claims, not an estimate.').first()).toBeVisible();
  const january = page.getByRole('row', { name: /^Jan 2025/ });
  await expect(january).toContainText('173');
  await expect(january).toContainText('2 lineages; no overlap');
  await page.goto(
    '/figures?series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&from=2024-09&to=2024-12',
  );
  await expect(page.getByRole('row', { name: /^Sep 2024/ }).last()).toContainText('1 lineage');
  await expect(page.getByText('two lineages or more speak')).toHaveCount(0);
});

test('a ratio that somebody stated is chosen from a list, drawn apart and cited, and taken away again', async ({
  page,
}) => {
  await page.goto('/figures?series=nato.killed.ru&from=2025-10&to=2026-01');
  await page.locator('summary', { hasText: 'Add a scenario' }).click();
  await page.getByLabel('Multiply by a ratio that somebody stated').selectOption('d3j0h10');
  await page.getByRole('button', { name: 'Show', exact: true }).last().click();
  await expect(page).toHaveURL(/scenario=d3j0h10/);
  await expect(page.getByRole('heading', { name: 'Scenario: killed or wounded, Russia' })).toBeVisible();
  await expect(page.getByText('Shown apart: killed or wounded and killed are different counts.').first()).toBeVisible();
  const row = page.getByRole('row', { name: /Dec 2025 NATO/ });
  await expect(row).toContainText('31 000 × (1 + 2) = 93 000');
  await expect(row.getByRole('link', { name: 'claim d3j0h10' })).toHaveAttribute('href', '/claims/d3j0h10');
  await page.getByRole('link', { name: 'Remove the scenario' }).click();
  await expect(page).not.toHaveURL(/scenario/);
  await expect(page.getByText('not a claim:')).toHaveCount(0);
});
