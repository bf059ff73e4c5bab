import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import type { ClaimInput } from '@/lib/ledger/claim';
import { faultsInBothColours, faultsOf } from '@/tests/support/axe';
import { createPerson, signIn, type TestPerson } from '@/tests/support/people';
import { aProposal, beginProposals } from '@/tests/support/proposals';
import { startTestServer, type TestServer } from '@/tests/support/server';

// Several people, each with a browser of their own, go one way after the other.
test.describe.configure({ mode: 'default', timeout: 90_000 });

/** The blind second key (E6): what the second editor sees, and what becomes of agreeing and differing. */

let server: TestServer;
let author: TestPerson;
let editor: TestPerson;
let reviewer: TestPerson;

test.beforeAll(async () => {
  server = await startTestServer();
  author = await createPerson(server.databaseUrl, { role: 'contributor', name: 'Ada Author' });
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

/** A claim whose quote does not hold its numbers; nothing else at the desk looks like them. */
const CLAIM: Partial<ClaimInput> = {
  source: 'uk-di',
  side: 'ua',
  metric: 'captured',
  scope: 'sector-huliaipole',
  periodKind: 'interval',
  periodStart: '2026-05-07',
  periodEnd: '2026-06-19',
  valueKind: 'range',
  low: '48613',
  high: '59724',
  intervalMeaning: 'stated_range',
  repeatsSource: 'oryx',
  note: 'The chart reads 48 613 to 59 724.',
  publications: [
    {
      publisher: 'Ministry of Defence',
      title: 'Chart of the week',
      url: 'https://example.org/chart',
      publishedOn: '2026-07-04',
      language: 'en',
      quote: 'as the chart shows',
      place: 'figure 2',
      note: 'The text says about 50 000.',
    },
  ],
};

/** What the first editor keyed, in every way in which it might be written. */
const FIRST_VALUES = [
  '48613',
  '48 613',
  '48\u202f613',
  '59724',
  '59 724',
  '59\u202f724',
  '50 000',
  'huliaipole',
  'Huliaipole',
  '2026-05-07',
  '7 May 2026',
  '2026-06-18',
  '18 June 2026',
  '2026-06-19',
  'stated_range',
];

/** Keys the claim as its author did. */
async function key(page: Page, given: { low?: string } = {}): Promise<void> {
  await page.getByRole('radio', { name: /^A range/ }).check();
  await page.getByLabel('Lowest').fill(given.low ?? '48 613');
  await page.getByLabel('Highest').fill('59 724');
  await page.getByLabel('What is counted', { exact: true }).selectOption('captured');
  await page.getByRole('radio', { name: 'Ukraine' }).check();
  await page.getByLabel('Where', { exact: true }).fill('sector-huliaipole');
  await page.getByRole('radio', { name: /^All within stated days/ }).check();
  await page.getByLabel('First day').fill('2026-05-07');
  await page.getByLabel('Last day').fill('2026-06-18');
  await page.getByRole('radio', { name: /^It restates somebody else/ }).check();
  await page.getByLabel('Whose it is').fill('Oryx');
}

test.describe('the task of a second key', () => {
  test('shows publication and words, and holds nothing of the first key, neither in the page nor in what it loads', async ({
    browser,
  }) => {
    const proposal = aProposal(author, { ...CLAIM, key: 'blind' });
    await beginProposals(server.databaseUrl, [proposal]);
    const ben = await pageOf(browser, editor);
    const loaded: Promise<string>[] = [];
    ben.on('response', (response) => {
      const kind = response.headers()['content-type'] ?? '';
      if (/html|json|x-component|plain/.test(kind)) loaded.push(response.text().catch(() => ''));
    });
    await ben.goto(`/editor/second-key/proposal%3A${proposal.id}`);
    await expect(ben.getByText('“as the chart shows”')).toBeVisible();
    await expect(ben.getByText('figure 2')).toBeVisible();
    await expect(ben.getByRole('link', { name: 'Open the publication' })).toHaveAttribute(
      'href',
      'https://example.org/chart',
    );
    const texts = await Promise.all(loaded);
    expect(texts.join('').length).toBeGreaterThan(1000);
    for (const value of FIRST_VALUES)
      for (const text of [...texts, await ben.content()]) expect(text.includes(value), value).toBe(false);
    // The page of the review holds them all in the words of the claim: what is looked for is what would be there.
    await ben.goto(`/editor/queue/${proposal.id}`);
    for (const value of ['48\u202f613', 'Huliaipole', '7 May']) expect(await ben.content()).toContain(value);
    await ben.goBack();
    // Whose number it is stands in the list of all sources, and nowhere by itself.
    await expect(ben.getByLabel('Whose it is')).toHaveValue('');
    expect(await ben.locator('input:checked, option:checked:not([value=""])').count()).toBe(0);
  });

  test('asks first for everything, by name, when nothing was keyed', async ({ browser }) => {
    const proposal = aProposal(author, { ...CLAIM, key: 'empty' });
    await beginProposals(server.databaseUrl, [proposal]);
    const ben = await pageOf(browser, editor);
    await ben.goto(`/editor/second-key/proposal%3A${proposal.id}`);
    await ben.getByRole('button', { name: 'Save the key' }).click();
    const summary = ben.getByRole('alert').filter({ hasText: 'The key is not saved yet' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText([
      /^What is counted/,
      /^Whose losses/,
      /^How the number is said/,
      /^Which days the number is about/,
      /^Whose number it is/,
    ]);
    await summary.getByRole('link', { name: /^Whose losses/ }).click();
    await expect(ben.getByLabel('Russia')).toBeFocused();
  });

  test('is done without JavaScript, and what was typed stays when something is wrong', async ({ browser }) => {
    const proposal = aProposal(author, { ...CLAIM, key: 'plain' });
    await beginProposals(server.databaseUrl, [proposal]);
    const ben = await pageOf(browser, editor, { javaScriptEnabled: false });
    await ben.goto(`/editor/second-key/proposal%3A${proposal.id}`);
    await expect(ben.getByLabel('Lowest')).toBeHidden();
    await key(ben, { low: '48,613' });
    await ben.getByRole('button', { name: 'Save the key' }).click();
    await expect(ben.getByRole('alert').getByRole('link', { name: /^Lowest/ })).toBeVisible();
    await expect(ben.getByLabel('Lowest')).toHaveValue('48,613');
    await expect(ben.getByRole('radio', { name: /^A range/ })).toBeChecked();
    await expect(ben.getByLabel('What is counted')).toHaveValue('captured');
    await ben.getByLabel('Lowest').fill('48613');
    await ben.getByRole('button', { name: 'Save the key' }).click();
    await expect(ben.getByText('Both keys agree: published, it is Checked.')).toBeVisible();
  });

  test('is not for whoever entered the claim', async ({ browser }) => {
    const proposal = aProposal(reviewer, { ...CLAIM, key: 'own' });
    await beginProposals(server.databaseUrl, [proposal]);
    const cleo = await pageOf(browser, reviewer);
    await cleo.goto(`/editor/second-key/proposal%3A${proposal.id}`);
    await expect(cleo.getByRole('heading', { name: 'You may not key this' })).toBeVisible();
    await expect(cleo.getByText('it takes somebody else')).toBeVisible();
  });

  test('that is not there is said so, with a way on', async ({ browser }) => {
    const ben = await pageOf(browser, editor);
    await ben.goto('/editor/second-key/claim%3Anothere');
    await expect(ben.getByRole('heading', { name: 'There is nothing to key here' })).toBeVisible();
    await ben.getByRole('link', { name: 'Choose another from the list.' }).click();
    await expect(ben.getByRole('heading', { name: 'Most worth keying next' })).toBeVisible();
  });
});

test('the list begins with what feeds most of the comparison that readers see first', async ({ browser }) => {
  const ben = await pageOf(browser, editor);
  await ben.goto('/editor/second-key');
  const feeding = ben.getByRole('listitem').filter({ hasText: 'of the comparison that readers see first' });
  await expect(feeding.first()).toContainText('feeds 2 figures');
});

test('a public claim becomes Checked when a second person, from the same words, keys the same', async ({ browser }) => {
  const proposal = aProposal(author, { ...CLAIM, key: 'to-be-checked' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto(`/editor/queue/${proposal.id}`);
  await cleo.getByRole('button', { name: 'Publish', exact: true }).click();
  const address = await cleo.getByRole('link', { name: 'the public claim' }).getAttribute('href');
  const id = address?.split('/').at(-1) ?? '';
  const ben = await pageOf(browser, editor);
  await ben.goto(`/editor/claims/${id}`);
  await ben.getByRole('link', { name: 'Key it a second time' }).click();
  await key(ben);
  await ben.getByRole('button', { name: 'Save the key' }).click();
  await expect(ben.getByText('Both keys agree: the claim is Checked.')).toBeVisible();
  await expect(ben.getByRole('link', { name: 'Next claim' })).toBeVisible();
  await ben.goto(`/claims/${id}`);
  await expect(ben.getByText('Re-keyed by a second editor: Checked.')).toBeVisible();
  await cleo.goto(`/editor/second-key/claim%3A${id}`);
  await expect(cleo.getByText('It is Checked already')).toBeVisible();
});

test('keys that differ are compared by a third person, who decides with a reason; nobody else learns which was which', async ({
  browser,
}) => {
  const proposal = aProposal(author, { ...CLAIM, key: 'differing' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto(`/editor/queue/${proposal.id}`);
  await cleo.getByRole('button', { name: 'Publish', exact: true }).click();
  const address = await cleo.getByRole('link', { name: 'the public claim' }).getAttribute('href');
  const id = address?.split('/').at(-1) ?? '';

  const ben = await pageOf(browser, editor);
  await ben.goto(`/editor/second-key/claim%3A${id}`);
  await key(ben, { low: '48 631' });
  await ben.getByRole('button', { name: 'Save the key' }).click();
  await expect(ben.getByText('The two keys differ: a reviewer will compare.')).toBeVisible();
  for (const value of ['48613', '48\u202f613']) expect(await ben.content()).not.toContain(value);

  await cleo.goto('/editor/second-key');
  await cleo.getByRole('link', { name: 'UK Defence Intelligence: compare and decide' }).click();
  const difference = cleo.getByRole('row', { name: /^Lowest differs/ });
  await expect(difference).toContainText('48\u202f613');
  await expect(difference).toContainText('48\u202f631');
  await expect(cleo.getByRole('row').filter({ hasText: 'differs' })).toHaveCount(1);
  expect(await faultsOf(cleo)).toEqual([]);
  await cleo.getByRole('button', { name: 'Decide' }).click();
  await expect(cleo.getByRole('alert').getByRole('link')).toHaveText([/^Which key is right/, /^Reason/]);
  await cleo.getByLabel('The second').check();
  await cleo.getByLabel('Reason').fill('The bar ends at 48 631.');
  await cleo.getByRole('button', { name: 'Decide' }).click();
  await expect(cleo).toHaveURL(/\/editor\/drafts\//);
  await expect(cleo.getByLabel('Lowest')).toHaveValue('48631');
});

test('list and task reflow at 320 pixels, and break no rule of WCAG 2.2 AA that a machine can test, light or dark', async ({
  browser,
}) => {
  const proposal = aProposal(author, { ...CLAIM, key: 'looked-at-closely' });
  await beginProposals(server.databaseUrl, [proposal]);
  const ben = await pageOf(browser, editor);
  const narrow = async (address: string) => {
    await ben.setViewportSize({ width: 320, height: 800 });
    await ben.goto(address);
    expect(await ben.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
    await ben.setViewportSize({ width: 1280, height: 720 });
  };
  await narrow('/editor/second-key');
  expect(await faultsInBothColours(ben)).toEqual([]);
  await narrow(`/editor/second-key/proposal%3A${proposal.id}`);
  await ben.getByRole('button', { name: 'Save the key' }).click();
  await expect(ben.getByRole('alert').first()).toBeVisible();
  expect(await faultsInBothColours(ben)).toEqual([]);
});
