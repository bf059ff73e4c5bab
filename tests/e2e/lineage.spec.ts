import { expect, test } from '@playwright/test';
import { createPerson, signIn } from '@/tests/support/people';
import { sharedServer } from '@/tests/support/server';

test.use({ javaScriptEnabled: false });

test('who repeats whom: a picture, the same as a table, and as a file, without script', async ({ page, request }) => {
  await page.goto('/lineage');
  const group = page.locator('section', { has: page.getByRole('heading', { name: 'Killed or wounded, Russia' }) });
  await expect(group.getByRole('img', { name: /Origins?: General Staff/ })).toBeVisible();
  await group.getByText('The same as a table').click();
  const row = group.getByRole('row', { name: /UK Defence Intel\. repeats General Staff/ });
  await expect(row).toBeVisible();
  await row.getByRole('link', { name: 'General Staff' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('General Staff of the Armed Forces of Ukraine');
  const { groups } = await (await request.get('/lineage.json')).json();
  expect(groups[0]).toMatchObject({ metric: 'killed_or_wounded', side: 'ru' });
});

test('a reviewer sees the months side by side and decides with a reason, without script', async ({ page, baseURL }) => {
  const { databaseUrl } = sharedServer();
  await signIn(page, await createPerson(databaseUrl, { role: 'reviewer' }), baseURL ?? '');
  await page.goto('/editor/lineage');
  await page.getByRole('link', { name: /^UK Defence Intelligence on General Staff/ }).click();
  await expect(page.getByText('39 of 47 months')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /Jun 2022 5 160 5 050 \+2\.18 % no/ })).toBeVisible();
  await page.getByRole('link', { name: 'Lineage', exact: true }).first().click();
  await page.getByRole('link', { name: 'GCHQ on UK Defence Intelligence' }).click();
  await page.getByLabel('They are two voices').check();
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByRole('alert')).toContainText('Why is missing.');
  await page.getByLabel('Why').fill('The head of GCHQ speaks for a service of its own.');
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByText('The head of GCHQ speaks for a service of its own.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decide' })).toHaveCount(0);
});
