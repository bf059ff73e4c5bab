import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { faultsOf } from '@/tests/support/axe';
import { createPerson, signIn, type TestPerson } from '@/tests/support/people';
import { startTestServer, type TestServer } from '@/tests/support/server';

/** The registry of sources at the desk (E15): proposed by an editor, published by somebody else, seen by the public. */

let server: TestServer;
let editor: TestPerson;
let reviewer: TestPerson;

// One server for all of it: its tests go one after the other, beside those of other files.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startTestServer();
  editor = await createPerson(server.databaseUrl, { role: 'editor', name: 'Ben Editor' });
  reviewer = await createPerson(server.databaseUrl, { role: 'reviewer', name: 'Cleo Reviewer' });
});
test.afterAll(async () => {
  await server?.close();
});

async function pageOf(browser: Browser, person: TestPerson, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseURL, ...options });
  await signIn(context, person, server.baseURL);
  return context.newPage();
}

/** Presses the button of a form that is meant, not the hidden one that Enter presses. */
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('an editor changes how a source counts; the change is public once somebody else has published it', async ({
  browser,
}) => {
  test.slow();
  const page = await pageOf(browser, editor);
  await page.goto('/editor/sources');
  await page.getByRole('link', { name: 'Oryx' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Oryx');
  await page.getByLabel('How often it publishes').fill('As photographs come in');
  await page.getByLabel('Other names').fill('Oryx\nOryxspioenkop');
  await press(page, 'Send to review');
  const summary = page.locator('[data-error-summary]');
  await expect(summary).toContainText('Why it changes is missing.');
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: /^Why it changes/ }).click();
  await expect(page.getByRole('combobox', { name: 'Why it changes' })).toBeFocused();
  await expect(page.getByLabel('How often it publishes')).toHaveValue('As photographs come in');
  await page.getByRole('combobox', { name: 'Why it changes' }).selectOption('method');
  await page.getByLabel('What changes, in words').fill('Its rhythm was missing.');
  expect(await faultsOf(page)).toEqual([]);
  await press(page, 'Send to review');
  await expect(page.getByText('It waits for a reviewer who had no hand in it.')).toBeVisible();

  const other = await pageOf(browser, reviewer);
  await other.goto('/editor/queue');
  await other.getByRole('link', { name: 'Source: Oryx' }).click();
  await expect(other.getByRole('main')).toContainText('As photographs come in');
  await press(other, 'Publish');
  await expect(other.getByText('Published.', { exact: true })).toBeVisible();

  await page.goto('/changes');
  const entry = page.getByRole('article').filter({ hasText: 'Source revised: Oryx' });
  await expect(entry).toContainText('Improvement, method or definition');
  await expect(entry).toContainText('Its rhythm was missing.');
  await page.goto('/sources/oryx');
  await expect(page.getByText('As photographs come in')).toBeVisible();
});

test('a new source is entered without JavaScript: mistakes keep what was typed, definitions are added and removed', async ({
  browser,
}) => {
  const page = await pageOf(browser, editor, { javaScriptEnabled: false });
  await page.goto('/editor/sources/new');
  await page.getByLabel('Name', { exact: true }).fill('Institute of Records');
  await page.getByLabel('Languages').fill('Ukrainian');
  await press(page, 'Add a definition');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Institute of Records');
  await page.getByLabel('What is counted').selectOption('killed');
  await page.getByLabel('Whose losses').selectOption('ru');
  await page.getByLabel('What it counts', { exact: true }).fill('Obituaries.');
  await press(page, 'Add a definition');
  await press(page, 'Remove definition 2');
  await expect(page.getByRole('group', { name: /^Definition/ })).toHaveCount(1);
  await press(page, 'Send to review');
  const summary = page.locator('[data-error-summary]');
  await expect(summary.getByRole('listitem')).toHaveText([
    'Kind of source is missing. Choose what kind of source it is.',
    'Party to the war is missing. Choose whether the source belongs to a side.',
    'Languages is not a list of language codes. Write two or three letters each, such as uk, ru, en.',
  ]);
  await expect(page.getByLabel('What it counts', { exact: true })).toHaveValue('Obituaries.');
  await page.getByLabel('Kind of source').selectOption('think_tank');
  await page.getByLabel('Party to the war').selectOption('none');
  await page.getByLabel('Languages').fill('uk');
  await press(page, 'Send to review');
  await expect(page.getByText('It waits for a reviewer who had no hand in it.')).toBeVisible();
});

test('a draft that was saved in another window meanwhile is not written over', async ({ browser }) => {
  const first = await pageOf(browser, editor);
  await first.goto('/editor/sources/new');
  await first.getByLabel('Name', { exact: true }).fill('Two Windows');
  await first.getByRole('button', { name: 'Save draft', exact: true }).last().click();
  await expect(first.getByText('Saved. It is a draft')).toBeVisible();
  const second = await pageOf(browser, editor);
  await second.goto(first.url());
  await second.getByLabel('How often it publishes').fill('Weekly');
  await second.getByRole('button', { name: 'Save draft', exact: true }).last().click();
  await expect(second.getByText('Saved. It is a draft')).toBeVisible();
  await first.getByLabel('How often it publishes').fill('Monthly');
  await first.getByRole('button', { name: 'Save draft', exact: true }).last().click();
  await expect(first.locator('[data-error-summary]')).toContainText('Nothing was saved over it');
  await expect(first.getByText('How often it publishes: Weekly / Monthly')).toBeVisible();
});

test('who is only a contributor is led away', async ({ browser }) => {
  const contributor = await createPerson(server.databaseUrl, { role: 'contributor', name: 'Ada Author' });
  const page = await pageOf(browser, contributor);
  await page.goto('/editor/sources/new');
  await expect(page).toHaveURL(/\/editor\/not-allowed/);
});

test('a reviewer pins a break to a series without script; it stands on the chart and in the log, until it is ended', async ({
  browser,
}) => {
  test.slow();
  const page = await pageOf(browser, reviewer, { javaScriptEnabled: false });
  await page.goto('/editor/notes');
  await page.getByLabel('About').selectOption('ua-general-staff.killed_or_wounded.ru');
  await page.getByLabel('What happened').selectOption('break');
  await page.getByLabel('Day').fill('5 March 2024');
  await page.getByLabel('Sentence').fill('The badly wounded are counted from here.');
  await press(page, 'Publish this note');
  await expect(page.locator('[data-error-summary]')).toContainText('Day is not a date. Write it as YYYY-MM-DD.');
  await expect(page.getByLabel('Sentence')).toHaveValue('The badly wounded are counted from here.');
  await page.getByLabel('Day').fill('2024-03-05');
  await press(page, 'Publish this note');
  await expect(page.getByText('The note is published')).toBeVisible();

  const figures = '/figures?series=ua-general-staff.killed_or_wounded.ru&from=2024-01&to=2024-06';
  await page.goto(figures);
  await expect(page.getByText('break: The badly wounded are counted from here.')).toBeVisible();
  await expect(
    page
      .getByRole('row', { name: /^Mar 2024/ })
      .filter({ hasText: 'break' })
      .first(),
  ).toBeVisible();
  await page.goto('/changes');
  await expect(
    page.getByText('Break noted: General Staff, killed or wounded, Russia, 5 March 2024').first(),
  ).toBeVisible();

  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/editor/notes');
  // The longest entry of a list does not push the page wider than the screen: its field ends where the screen ends.
  const about = await page.getByLabel('About').boundingBox();
  expect((about?.x ?? 0) + (about?.width ?? 1000)).toBeLessThanOrEqual(360);
  const note = page.getByRole('listitem').filter({ hasText: 'The badly wounded are counted' });
  await note.locator('summary').click();
  await note.getByLabel('Reason').fill('It was another list.');
  await note.getByRole('button', { name: 'End this note' }).click();
  await expect(page.getByText('The note is ended.')).toBeVisible();
  await page.goto(figures);
  await expect(page.getByText('The badly wounded are counted')).toHaveCount(0);
});
