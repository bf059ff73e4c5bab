import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import type { ClaimInput } from '@/lib/ledger/claim';
import { faultsInBothColours } from '@/tests/support/axe';
import { createPerson, signIn, type TestPerson } from '@/tests/support/people';
import { aProposal, beginProposals } from '@/tests/support/proposals';
import { startTestServer, type TestServer } from '@/tests/support/server';

// Several people, each with a browser of their own, go one way after the other.
test.describe.configure({ mode: 'default', timeout: 90_000 });

/** The way of claims through the desk as three different people go it (E6, E10, E11, E12, E13, E16, E19). */

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

/** A browser in which somebody is signed in. */
async function pageOf(browser: Browser, person: TestPerson, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseURL, ...options });
  await signIn(context, person, server.baseURL);
  return context.newPage();
}

/** An average a day over a month of 2026, for which the starter ledger has no claim of the source. */
function average(month: '08' | '09' | '10', best: string): Partial<ClaimInput> {
  const next = { '08': '2026-09-01', '09': '2026-10-01', '10': '2026-11-01' }[month];
  return {
    key: `uk-di-2026-${month}`,
    source: 'uk-di',
    side: 'ru',
    metric: 'killed_or_wounded',
    periodKind: 'daily_rate',
    periodStart: `2026-${month}-01`,
    periodEnd: next,
    valueKind: 'point',
    best,
    roundingUnit: '1',
    publications: [
      {
        publisher: 'Ministry of Defence',
        title: 'Intelligence update',
        url: `https://example.org/update-2026-${month}`,
        publishedOn: next.replace(/01$/, '03'),
        language: 'en',
        quote: `an average of ${best} a day`,
        place: 'second paragraph',
      },
    ],
  };
}

/** Sends the draft whose form is open. */
async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send to review' }).click();
  await expect(page.getByText('It waits for a reviewer who had no hand in it.')).toBeVisible();
}

/** Opens a proposal from the queue by its words. */
async function openFromQueue(page: Page, words: RegExp): Promise<void> {
  await page.goto('/editor/queue');
  await page.getByRole('link', { name: words }).click();
  await expect(page.getByRole('heading', { name: 'Decide' })).toBeVisible();
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Published.', { exact: true })).toBeVisible();
}

test('three people take a claim through entry, second key, publishing, correction, withdrawal and back', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await beginProposals(server.databaseUrl, [
    aProposal(author, average('08', '1010'), { title: 'UK Defence Intelligence says 1 010 a day over August 2026.' }),
  ]);
  const [ada, ben, cleo] = [
    await pageOf(browser, author),
    await pageOf(browser, editor),
    await pageOf(browser, reviewer),
  ];

  await test.step('a second editor keys it blind, and agrees', async () => {
    await ben.goto('/editor/second-key');
    await ben.getByRole('link', { name: 'UK Defence Intelligence, 3 September 2026' }).click();
    await ben.getByRole('radio', { name: /^One number/ }).check();
    await ben.getByLabel('Number', { exact: true }).fill('1 010');
    await ben.getByLabel('What is counted').selectOption('killed_or_wounded');
    await ben.getByLabel('Russia').check();
    await ben.getByRole('radio', { name: /^An average a day/ }).check();
    await ben.getByLabel('First day').fill('2026-08-01');
    await ben.getByLabel('Last day').fill('2026-08-31');
    await ben.getByRole('radio', { name: /^The source’s own/ }).check();
    await ben.getByRole('button', { name: 'Save the key' }).click();
    await expect(ben.getByText('Both keys agree: published, it is Checked.')).toBeVisible();
  });

  await test.step('the reviewer sees what it is, what it moves and that a second key agrees, and publishes', async () => {
    await cleo.goto('/editor/queue');
    const row = cleo.getByRole('listitem').filter({ hasText: '1 010 a day over August 2026' });
    await expect(row).toContainText('from Ada Author');
    await expect(row).toContainText('moves 1 figure');
    await expect(row).toContainText('a second key agrees');
    await openFromQueue(cleo, /1 010 a day over August 2026/);
    await expect(cleo.getByRole('heading', { level: 1 })).toHaveText(
      'UK Defence Intelligence says 1\u202f010 a day, killed or wounded, Russia, over August 2026.',
    );
    const effect = cleo.getByRole('region', { name: 'What it moves' });
    await expect(effect).toContainText('no figure → 31\u202f310');
    await expect(cleo.getByText('Ben Editor keyed it: both agree.')).toBeVisible();
    await publish(cleo);
    await cleo.getByRole('link', { name: 'the public claim' }).click();
    await expect(cleo.getByRole('link', { name: 'Checked', exact: true })).toBeVisible();
  });

  const publicAddress = cleo.url();
  const deskAddress = publicAddress.replace('/claims/', '/editor/claims/');

  await test.step('a correction begins as a draft of what is public', async () => {
    await ben.goto(deskAddress);
    await ben.getByRole('button', { name: 'Correct or update' }).click();
    await expect(ben).toHaveURL(/\/editor\/drafts\//);
    await ben.getByLabel('Number', { exact: true }).fill('1 030');
    await ben.getByLabel('Quote', { exact: true }).fill('an average of 1030 a day');
    await ben.getByRole('combobox', { name: 'Why it changes' }).selectOption('our_correction');
    await ben.getByRole('textbox', { name: 'What changes, in words' }).fill('Misread: the post says 1 030.');
    await send(ben);
    await openFromQueue(cleo, /1.030 a day/);
    const difference = cleo.getByRole('region', { name: 'Fields that differ from the public claim' });
    await expect(difference.getByRole('row', { name: /^Value/ })).toContainText('1\u202f0101\u202f030');
    await expect(cleo.getByText('Misread: the post says 1 030.')).toBeVisible();
    await publish(cleo);
    await cleo.goto(publicAddress);
    await expect(cleo.getByText('1\u202f030 persons a day')).toBeVisible();
    await expect(cleo.getByText('No longer Checked: what was keyed twice has changed.')).toBeVisible();
  });

  await test.step('a withdrawal needs cause, reason and note, and leaves the claim readable', async () => {
    await ben.goto(deskAddress);
    await ben.getByText('Withdraw', { exact: true }).click();
    const draftIt = ben.getByRole('button', { name: 'Draft the withdrawal' });
    const form = ben.locator('form').filter({ has: draftIt });
    await draftIt.click();
    await expect(form.getByRole('link', { name: /^Why is missing/ })).toBeVisible();
    await form.getByLabel('The source withdrew it').check();
    await form.getByLabel('Reason, for readers').fill('The ministry took the post down.');
    await form.getByLabel('Note for the log').fill('The post is gone since 10 October.');
    await draftIt.click();
    await expect(ben).toHaveURL(/\/editor\/drafts\//);
    await send(ben);
    await openFromQueue(cleo, /1.030 a day/);
    await publish(cleo);
    await ada.goto(publicAddress);
    await expect(ada.getByText('The ministry took the post down.').first()).toBeVisible();
  });

  await test.step('restoring an earlier version makes a draft and publishes nothing', async () => {
    await ben.goto(deskAddress);
    await ben.getByRole('button', { name: 'Restore version 2 as a draft' }).click();
    await expect(ben).toHaveURL(/\/editor\/drafts\//);
    await ada.goto(publicAddress);
    await expect(ada.getByText(/withdrawn/).first()).toBeVisible();
    await ben.getByRole('combobox', { name: 'Why it changes' }).selectOption('our_correction');
    await ben.getByRole('textbox', { name: 'What changes, in words' }).fill('The post is there again.');
    await send(ben);
    await openFromQueue(cleo, /1.030 a day/);
    await publish(cleo);
    await cleo.goto(deskAddress);
    await expect(cleo.getByText(/This claim is withdrawn/)).toBeHidden();
    await expect(cleo.getByText('Version 4', { exact: false }).first()).toBeVisible();
  });
});

test('nobody publishes what they had a hand in, and is told so', async ({ browser }) => {
  const proposal = aProposal(reviewer, average('09', '1100'), { title: 'Own work of the reviewer' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto('/editor/queue');
  await expect(cleo.getByRole('listitem').filter({ hasText: 'Own work of the reviewer' })).toContainText(
    'Yours: somebody else must publish it.',
  );
  await openFromQueue(cleo, /Own work of the reviewer/);
  await expect(cleo.getByText('You may not publish this: you had a hand in it')).toBeVisible();
  await expect(cleo.getByRole('button', { name: 'Publish', exact: true })).toBeHidden();
  await cleo.goto(`/editor/second-key/proposal%3A${proposal.id}`);
  await expect(cleo.getByRole('heading', { name: 'You may not key this' })).toBeVisible();
  await cleo.goto(`/editor/queue/${proposal.id}`);
  await cleo.getByRole('button', { name: 'Take back' }).click();
  await expect(cleo).toHaveURL(`/editor/drafts/${proposal.id}`);
});

test('an editor looks at the queue, and publishes nothing', async ({ browser }) => {
  const proposal = aProposal(author, average('09', '1110'), { title: 'Work of the author' });
  await beginProposals(server.databaseUrl, [proposal]);
  const ben = await pageOf(browser, editor);
  await ben.goto(`/editor/queue/${proposal.id}`);
  await expect(ben.getByText('that takes the role reviewer or above')).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Publish', exact: true })).toBeHidden();
  const ada = await pageOf(browser, author);
  await ada.goto('/editor/queue');
  await expect(ada.getByRole('heading', { name: 'You may not do this' })).toBeVisible();
});

test('without JavaScript it is assigned, commented on and sent back with a note that its author reads', async ({
  browser,
}) => {
  const proposal = aProposal(author, average('10', '1200'), { title: 'To be sent back' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer, { javaScriptEnabled: false });
  await cleo.goto('/editor/queue?assigned=nobody');
  const row = cleo.getByRole('listitem').filter({ hasText: 'To be sent back' });
  await row.getByRole('button', { name: 'Assign to me' }).click();
  await expect(cleo).toHaveURL('/editor/queue?assigned=nobody');
  await expect(cleo.getByRole('link', { name: 'To be sent back' })).toBeHidden();
  await cleo.getByRole('link', { name: 'to me' }).click();
  await cleo.getByRole('link', { name: 'To be sent back' }).click();
  await cleo.getByLabel('Comment').fill('Is this the final number?');
  await cleo.getByRole('button', { name: 'Add comment' }).click();
  await expect(cleo.getByText('Is this the final number?')).toBeVisible();
  await cleo.getByText('Ask for changes', { exact: true }).first().click();
  await cleo.getByRole('button', { name: 'Ask for changes' }).click();
  await expect(cleo.getByRole('link', { name: /^What should change is missing/ })).toBeVisible();
  await cleo.getByLabel('What should change').fill('Quote the whole sentence.');
  await cleo.getByRole('button', { name: 'Ask for changes' }).click();
  await expect(cleo.getByText('Changes asked')).toBeVisible();
  const ada = await pageOf(browser, author);
  await ada.goto(`/editor/drafts/${proposal.id}`);
  await expect(ada.getByText('Quote the whole sentence.')).toBeVisible();
});

test('what is rejected is kept with the reason, which its author reads', async ({ browser }) => {
  const proposal = aProposal(author, average('10', '1205'), { title: 'To be rejected' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto(`/editor/queue/${proposal.id}`);
  await cleo.getByText('Reject', { exact: true }).first().click();
  await cleo.getByRole('button', { name: 'Reject' }).click();
  const missing = cleo.getByRole('alert').getByRole('link', { name: /^Why it is rejected is missing/ });
  await missing.click();
  await expect(cleo.getByLabel('Why it is rejected')).toBeFocused();
  await cleo.getByLabel('Why it is rejected').fill('The publication says nothing of October.');
  await cleo.getByRole('button', { name: 'Reject' }).click();
  await expect(cleo.getByText('Cleo Reviewer rejected it')).toBeVisible();
  const ada = await pageOf(browser, author);
  await ada.goto(`/editor/queue/${proposal.id}`);
  await expect(ada.getByText('The publication says nothing of October.')).toBeVisible();
});

test('what was changed since the page was opened is not published', async ({ browser }) => {
  const proposal = aProposal(editor, average('10', '1210'), { title: 'Changed meanwhile' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto(`/editor/queue/${proposal.id}`);
  await expect(cleo.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
  const ben = await pageOf(browser, editor);
  await ben.goto(`/editor/queue/${proposal.id}`);
  await ben.getByRole('button', { name: 'Take back' }).click();
  await ben.getByLabel('Number', { exact: true }).fill('1 220');
  await ben.getByLabel('Quote', { exact: true }).fill('an average of 1220 a day');
  await send(ben);
  await cleo.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(cleo.getByText(/It was changed since you opened it/)).toBeVisible();
});

test('of two corrections of one claim the second gets the comparison', async ({ browser }) => {
  const claim = aProposal(author, { ...average('10', '1300'), key: 'twice-corrected', side: 'ua' });
  await beginProposals(server.databaseUrl, [claim]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto(`/editor/queue/${claim.id}`);
  await publish(cleo);
  const id = (await cleo.getByRole('link', { name: 'the public claim' }).getAttribute('href'))?.split('/').at(-1) ?? '';
  const correct = (best: string, person: TestPerson) =>
    aProposal(
      person,
      { best },
      { revises: id, cause: 'our_correction', note: `It is ${best}.`, title: `It is ${best}` },
    );
  const [first, second] = [correct('1310', author), correct('1320', editor)];
  await beginProposals(server.databaseUrl, [first, second]);
  await cleo.goto(`/editor/queue/${second.id}`);
  const other = await pageOf(browser, reviewer);
  await other.goto(`/editor/queue/${first.id}`);
  await publish(other);
  await cleo.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(cleo.getByText(/The claim was revised since this draft was begun/)).toBeVisible();
  await expect(cleo.getByRole('link', { name: 'Compare the two' }).first()).toHaveAttribute(
    'href',
    `/editor/drafts/${second.id}/compare`,
  );
  await cleo.reload();
  await expect(cleo.getByText('The claim was revised since this was begun.')).toBeVisible();
});

test('the desk finds a public claim by its key and leads to what can be done with it', async ({ browser }) => {
  const ben = await pageOf(browser, editor);
  await ben.goto('/editor');
  await ben.getByLabel('Find a public claim by id, key or words').fill('gs-press-2023-07-killed');
  await ben.keyboard.press('Enter');
  await ben.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(ben.getByRole('heading', { name: 'For Checked' })).toBeVisible();
  await expect(ben.getByText('no second editor has keyed it and agreed')).toBeVisible();
  await expect(ben.getByRole('link', { name: 'Same source, next day' })).toBeVisible();
  await expect(ben.getByText('Nobody is changing it now.')).toBeVisible();
});

test('the pages of review reflow at 320 pixels, and break no rule of WCAG 2.2 AA that a machine can test, light or dark', async ({
  browser,
}) => {
  const proposal = aProposal(author, average('09', '1150'), { title: 'Looked at closely' });
  await beginProposals(server.databaseUrl, [proposal]);
  const cleo = await pageOf(browser, reviewer);
  await cleo.goto('/editor/claims?q=gs-press-2023-07-killed');
  const claim = await cleo.getByRole('main').getByRole('listitem').getByRole('link').first().getAttribute('href');
  for (const address of ['/editor/queue', `/editor/queue/${proposal.id}`, '/editor/claims', claim ?? '']) {
    await cleo.setViewportSize({ width: 320, height: 800 });
    await cleo.goto(address);
    expect(await cleo.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
    await cleo.setViewportSize({ width: 1280, height: 720 });
    await cleo.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await faultsInBothColours(cleo), address).toEqual([]);
  }
});
