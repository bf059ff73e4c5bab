import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test';
import { createPerson, signIn } from '@/tests/support/people';
import { startTestServer, type TestServer } from '@/tests/support/server';

let server: TestServer;
// One server for all of it: its tests go one after the other, beside those of other files.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  server = await startTestServer();
});
test.afterAll(async () => {
  await server.close();
});

test.use({ javaScriptEnabled: false });

async function aClaim(request: APIRequestContext): Promise<string> {
  const { claims } = await (await request.get(`${server.baseURL}/claims.json`)).json();
  return claims[0].id;
}

/** Sends the form until it comes to what is expected: what comes back within three seconds is refused as sent by a program. */
async function send(page: Page, outcome: Locator): Promise<void> {
  const button = page.getByRole('button', { name: 'Send the report' });
  await expect(async () => {
    if (await button.isVisible()) await button.click();
    await expect(outcome).toBeVisible({ timeout: 3000 });
  }).toPass();
}

const trouble = (page: Page, message: string) => page.getByRole('alert').filter({ hasText: message });
const received = (page: Page) => page.getByRole('heading', { name: 'Your report has been received' });

test('a report goes from the claim to an editor, and its outcome to the public, without a word of the reader', async ({
  page,
  request,
}) => {
  const id = await aClaim(request);
  await page.goto(`${server.baseURL}/claims/${id}`);
  await page.locator('#reports').locator('..').getByRole('link', { name: 'Report an error' }).click();
  await expect(page.getByLabel(/Id of the claim/)).toHaveValue(id);
  await page.getByLabel('What is wrong').fill('short');
  await page.getByLabel(/E-mail/).fill('reader@example.org');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(trouble(page, 'within three seconds')).toBeVisible();
  await send(page, trouble(page, 'What is wrong is missing'));
  await expect(page.getByLabel(/E-mail/)).toHaveValue('reader@example.org');
  await page.getByLabel('What is wrong').fill('The number is that of October, not of September.');
  await send(page, received(page));

  const editor = await createPerson(server.databaseUrl, { role: 'editor' });
  await signIn(page, editor, server.baseURL);
  await page.goto(`${server.baseURL}/editor/reports`);
  await page.getByRole('link', { name: 'The number is that of October, not of September.' }).click();
  await expect(page.getByText('reader@example.org')).toBeVisible();
  await page.getByLabel('not an error').check();
  await page.getByLabel('Why').fill('The source says September.');
  await page.getByRole('button', { name: 'Publish the answer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Answered: not an error' })).toBeVisible();
  await expect(page.getByText('reader@example.org')).toHaveCount(0);

  for (const path of [`/claims/${id}`, '/report/log']) {
    await page.goto(`${server.baseURL}${path}`);
    await expect(page.getByText('The source says September.')).toBeVisible();
    await expect(page.getByText('that of October')).toHaveCount(0);
  }
});

test('a forged token, a filled trap and an unknown claim are not taken', async ({ page }) => {
  await page.goto(`${server.baseURL}/report?claim=0000000`);
  await page.getByLabel('What is wrong').fill('There is no such claim, and this says so.');
  await send(page, trouble(page, 'The ledger has no claim with this id.'));
  await page.locator('input[name=website]').evaluate((input: HTMLInputElement) => {
    input.value = 'https://spam.example';
  });
  await send(page, trouble(page, 'A field that nobody sees was filled in.'));
  await page.locator('input[name=token]').evaluate((input: HTMLInputElement) => {
    input.value = 'forged';
  });
  await send(page, trouble(page, 'The form was not sent as it was drawn.'));
});

test('more than five reports an hour from one address have to wait', async ({ page, context }) => {
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.7' });
  await page.goto(`${server.baseURL}/report`);
  await page.getByLabel('What is wrong').fill('Something is wrong, once too often.');
  // All forms are opened before the first is sent, since each must be open for three seconds.
  const forms = await Promise.all([1, 2, 3, 4, 5].map(() => context.newPage()));
  for (const [sent, form] of forms.entries()) {
    await form.goto(`${server.baseURL}/report`);
    await form.getByLabel('What is wrong').fill(`Something is wrong, for the ${sent + 1}th time.`);
  }
  for (const form of forms) await send(form, received(form));
  await send(page, trouble(page, 'Many reports came from your address'));
  await expect(page.getByLabel('What is wrong')).toHaveValue('Something is wrong, once too often.');
});
