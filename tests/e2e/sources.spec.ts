import { expect, test } from '@playwright/test';

test('sources stand by class, with what each counts and how many claims are held', async ({ page }) => {
  await page.goto('/sources');
  await expect(page.getByRole('heading', { level: 2, name: 'Foreign intelligence service' })).toBeVisible();
  const row = page.getByRole('row', { name: /UK Defence Intelligence/ });
  await expect(row).toContainText('Killed or wounded');
  await row.getByRole('link', { name: '112' }).click();
  await expect(page).toHaveURL('/claims?source=uk-di');
  await expect(page.getByRole('heading', { level: 2, name: '112 claims' })).toBeVisible();
});

test('a source says what it counts, how, and why it might count too many or too few', async ({ page }) => {
  await page.goto('/sources/ua-general-staff');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('General Staff of the Armed Forces of Ukraine');
  await expect(page.getByText('Morning of the report’s date, Kyiv time')).toBeVisible();
  await expect(page.getByText('Counts up to the morning of the day.')).toBeVisible();
  await expect(page.getByText('About Russia: about its adversary. About Ukraine: about its own side.')).toBeVisible();
  await expect(page.getByText('a high number is in its interest')).toBeVisible();
  await expect(
    page.getByText('The source publishes no definition, so its figures carry the flag D.').first(),
  ).toBeVisible();
});

test('what depends on a source is one click away, and back', async ({ page }) => {
  await page.goto('/sources/ua-general-staff');
  const dependents = page.getByRole('list').filter({ hasText: 'UK Defence Intelligence' });
  await dependents.getByRole('link', { name: 'UK Defence Intelligence' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('UK Defence Intelligence');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'General Staff of the Armed Forces of Ukraine' }),
  ).toBeVisible();
});

test('a series of a source leads to its monthly figures and to its claims', async ({ page }) => {
  await page.goto('/sources/oryx');
  await expect(page.getByText('CC BY 4.0').first()).toBeVisible();
  await page.getByRole('link', { name: 'By month: tanks lost, Russia' }).click();
  await expect(page).toHaveURL('/figures?series=oryx.equipment_lost_tank.ru');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a claim about plans of one side is not offered as figures', async ({ page }) => {
  await page.goto('/sources/ua-hur');
  await expect(page.getByRole('row', { name: /Recruitment target/ })).toContainText('not charted');
});

test('the registry and one source are there as JSON', async ({ request }) => {
  const { sources } = await (await request.get('/sources.json')).json();
  expect(sources).toHaveLength(59);
  expect(sources.find(({ slug }: { slug: string }) => slug === 'oryx').attribution).toContain('CC BY 4.0');
  const { source, repeats, history } = await (await request.get('/sources/uk-di.json')).json();
  expect(source).toMatchObject({ slug: 'uk-di', class: 'foreign_intelligence', party: 'none', claims: 112 });
  expect(repeats.map(({ slug }: { slug: string }) => slug)).toContain('ua-general-staff');
  expect(history).toHaveLength(1);
});
