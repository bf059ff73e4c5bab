import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { faultsInBothColours } from '@/tests/support/axe';
import { createPerson, signIn, type TestPerson } from '@/tests/support/people';
import { aProposal, beginProposals } from '@/tests/support/proposals';
import { startTestServer, type TestServer } from '@/tests/support/server';

// A whole form is filled in, field by field, before anything is asserted; and one server does for all of it.
test.describe.configure({ mode: 'default', timeout: 90_000 });

let server: TestServer;
let editor: TestPerson;

test.beforeAll(async () => {
  server = await startTestServer();
  editor = await createPerson(server.databaseUrl, { role: 'editor', name: 'Olena' });
});
test.afterAll(async () => server?.close());

test.beforeEach(async ({ context }) => {
  await signIn(context, editor, server.baseURL);
});

const address = (path: string) => `${server.baseURL}${path}`;

/** Opens an empty form and fills in what UK Defence Intelligence says about September 2024, with another number than the ledger has. */
async function fillIn(page: Page, number = '1300'): Promise<void> {
  await page.goto(address('/editor/claims/new'));
  await page.getByLabel('Source', { exact: true }).fill('UK Defence Intelligence');
  await page.getByLabel('One number').check();
  await page.getByLabel('Number', { exact: true }).fill(number);
  await page.getByLabel('Exact as printed').check();
  await page.getByLabel('What is counted', { exact: true }).selectOption('killed_or_wounded');
  await whose(page).getByLabel('Russia').check();
  await page.getByLabel('An average a day').check();
  await page.getByLabel('First day').fill('2024-09-01');
  await page.getByLabel('Last day').fill('2024-09-30');
  await page.getByLabel('Address', { exact: true }).fill('https://example.org/update');
  await page.getByLabel('Publisher').fill('UK Ministry of Defence');
  await page.getByLabel('Day of publication', { exact: true }).fill('2024-10-07');
  await page.getByLabel('Quote', { exact: true }).fill(`the average daily loss rate was ${number} per day`);
  await page.getByLabel('Language of the quote').fill('en');
  await page.getByLabel('Place in the source').fill('second paragraph');
  await page.getByLabel('Restates the number of').fill('General Staff of the Armed Forces of Ukraine');
}

const whose = (page: Page) => page.getByRole('group', { name: 'Whose losses' });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible();
const summary = (page: Page) => page.locator('[data-error-summary]');
const reasons = (page: Page) => page.getByLabel('Pass with a reason');

/** Gives every warning the same reason, once they are there. */
async function passAll(page: Page, reason: string): Promise<void> {
  await expect(reasons(page).first()).toBeVisible();
  for (const box of await reasons(page).all()) await box.fill(reason);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test.describe('with the keyboard alone', () => {
  /** Goes on by Tab until a field is reached, as somebody does who sees where the focus is. */
  async function tabTo(page: Page, field: Locator): Promise<void> {
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press('Tab');
      if (await field.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not lead to ${field}`);
  }

  test('a claim is entered, checked, passed and sent to review', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    const { keyboard } = page;
    await tabTo(page, page.getByLabel('Source', { exact: true }));
    await keyboard.type('UK Defence Intelligence');
    await tabTo(page, page.getByLabel('One number'));
    await keyboard.press('Space');
    await tabTo(page, page.getByLabel('Number', { exact: true }));
    await keyboard.type('1 271');
    await tabTo(page, page.getByLabel('Exact as printed'));
    await keyboard.press('ArrowDown');
    await tabTo(page, page.getByLabel('Rounded to'));
    await keyboard.type('1');
    await tabTo(page, page.getByLabel('What is counted', { exact: true }));
    await keyboard.type('Killed or wounded');
    await tabTo(page, whose(page).getByLabel('Russia'));
    await keyboard.press('Space');
    await tabTo(page, page.getByLabel('A running total since 24 February 2022'));
    await keyboard.press('ArrowDown');
    await expect(page.getByLabel('An average a day')).toBeChecked();
    await tabTo(page, page.getByLabel('First day'));
    await keyboard.type('2024-09-01');
    await tabTo(page, page.getByLabel('Last day'));
    await keyboard.type('2024-09-30');
    await expect(page.locator('[data-said-back]')).toHaveText(
      'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, over September 2024.',
    );
    await tabTo(page, page.getByLabel('Address', { exact: true }));
    await keyboard.type('https://x.com/DefenceHQ/status/1843178513229369502');
    await tabTo(page, page.getByLabel('Publisher'));
    await keyboard.type('UK Ministry of Defence');
    await tabTo(page, page.getByLabel('Day of publication', { exact: true }));
    await keyboard.type('2024-10-07');
    await tabTo(page, page.getByLabel('Quote', { exact: true }));
    await keyboard.type('the average daily loss rate was 1,271 per day');
    await tabTo(page, page.getByLabel('Language of the quote'));
    await keyboard.type('en');
    await tabTo(page, page.getByLabel('Place in the source'));
    await keyboard.type('second paragraph');
    await tabTo(page, page.getByLabel('Restates the number of'));
    await keyboard.type('General Staff of the Armed Forces of Ukraine');
    await tabTo(page, page.getByRole('button', { name: 'Show checks and effect' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Complete' })).toBeVisible();
    await expect(reasons(page)).toHaveCount(1);
    await page.getByLabel('Source', { exact: true }).focus();
    await tabTo(page, reasons(page));
    await keyboard.type('The tweet itself; the ledger has only the chart that restates it.');
    await tabTo(page, page.getByRole('button', { name: 'Send to review' }));
    await keyboard.press('Enter');
    await expect(page.getByText('In review', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^UK Defence Intelligence says 1\u202f271 a day/);
  });

  test('Enter in a field saves the draft and does not send it', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    await page.getByLabel('Source', { exact: true }).fill('Oryx');
    await page.getByLabel('Source', { exact: true }).press('Enter');
    await saved(page);
    await expect(page.getByRole('button', { name: 'Send to review' })).toBeVisible();
    await expect(page).toHaveURL(/\/editor\/drafts\//);
  });
});

test.describe('before any script has run', () => {
  test.use({ javaScriptEnabled: false });

  test('a claim is entered, checked, passed and sent to review', async ({ page }) => {
    await fillIn(page);
    await expect(page.getByLabel('Highest')).toBeHidden();
    await press(page, 'Show checks and effect');
    await expect(page.locator('[data-said-back]')).toHaveText(
      /says 1\u202f300 a day, killed or wounded, Russia, over September 2024/,
    );
    await press(page, 'Send to review');
    await expect(summary(page)).toContainText('This cannot be sent to review yet');
    await passAll(page, 'It stands on the page.');
    await press(page, 'Send to review');
    await expect(page.getByText('In review', { exact: true })).toBeVisible();
  });

  test('publications are added and removed, and what was typed stays', async ({ page }) => {
    await fillIn(page);
    await press(page, 'Add a publication');
    const second = page.getByRole('group', { name: 'Publication 2' });
    await second.getByLabel('Title').fill('The same in a newspaper');
    await press(page, 'Remove publication 1');
    await expect(page.getByRole('group', { name: 'Publication 2' })).toHaveCount(0);
    await expect(page.getByLabel('Title')).toHaveValue('The same in a newspaper');
    await expect(page.getByLabel('Number', { exact: true })).toHaveValue('1300');
  });

  test('a claim is found and linked', async ({ page }) => {
    await fillIn(page);
    await page.getByText('Links to other claims').click();
    await page.getByLabel('Words or numbers in it').fill('ukdi-daily-2024-08');
    await page.getByLabel('Link it as').selectOption('Contradicts');
    await press(page, 'Find claims');
    await page
      .getByRole('button', { name: /Link to it/ })
      .first()
      .click();
    await expect(page.getByLabel('Contradicts', { exact: false }).first()).toHaveValue('ukdi-daily-2024-08');
  });

  test('two windows on one draft end in a comparison', async ({ page, context }) => {
    await fillIn(page);
    await press(page, 'Save draft');
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel('Number', { exact: true }).fill('1310');
    await press(other, 'Save draft');
    await page.getByLabel('Place in the source').fill('third paragraph');
    await press(page, 'Save draft');
    await expect(page.getByText('Two versions of this draft')).toBeVisible();
    await press(page, 'Save what is chosen');
    await expect(page.getByLabel('Number', { exact: true })).toHaveValue('1310');
    await expect(page.getByLabel('Place in the source')).toHaveValue('third paragraph');
  });
});

test.describe('what is shown follows from what is chosen', () => {
  for (const javaScriptEnabled of [true, false])
    test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
      test.use({ javaScriptEnabled });

      test('the kind of number decides which numbers are asked for', async ({ page }) => {
        await page.goto(address('/editor/claims/new'));
        await expect(page.getByLabel('Number', { exact: true })).toBeHidden();
        await page.getByLabel('At least').check();
        await expect(page.getByLabel('Lowest')).toBeVisible();
        await expect(page.getByLabel('Number', { exact: true })).toBeHidden();
        await page.getByLabel('A range').check();
        await expect(page.getByLabel('Lowest')).toBeVisible();
        await expect(page.getByLabel('Highest')).toBeVisible();
        await page.getByLabel('No number').check();
        await expect(page.getByLabel('Lowest')).toBeHidden();
      });

      test('the kind of period decides which dates are asked for', async ({ page }) => {
        await page.goto(address('/editor/claims/new'));
        await page.getByLabel('A running total since 24 February 2022').check();
        await expect(page.getByLabel('First day')).toBeHidden();
        await expect(page.getByLabel('Up to the report of')).toBeVisible();
        await page.getByLabel(/^One day/).check();
        await expect(page.getByLabel('First day')).toBeVisible();
        await expect(page.getByLabel('Last day')).toBeHidden();
      });
    });
});

test.describe('a draft saves itself', () => {
  test('and is there after a reload', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    await page.getByLabel('Source', { exact: true }).fill('Mediazona');
    await page.getByLabel('Note', { exact: false }).last().fill('Not finished');
    await saved(page);
    await page.reload();
    await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Mediazona and BBC News Russian (named list)');
    await expect(page.getByLabel('Note', { exact: false }).last()).toHaveValue('Not finished');
  });

  test('keeps what was typed when the server does not answer, says so, and tries again', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    await page.route('**/editor/**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByLabel('Source', { exact: true }).fill('Oryx');
    await expect(page.getByRole('status').filter({ hasText: 'Not saved: the server does not answer' })).toBeVisible();
    await page.unroute('**/editor/**');
    await expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible({ timeout: 15_000 });
    await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Oryx');
  });

  test('leaving asks while something is not saved, and not after', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.accept();
    });
    await page.getByLabel('Source', { exact: true }).pressSequentially('Oryx');
    await page.goto(address('/editor'));
    expect(asked).toEqual(['beforeunload']);
    await page.goto(address('/editor/claims/new'));
    await page.getByLabel('Source', { exact: true }).pressSequentially('Oryx');
    await saved(page);
    await page.goto(address('/editor'));
    expect(asked).toHaveLength(1);
  });

  test('an empty form that was only looked at leaves no draft', async ({ page }) => {
    const reader = await createPerson(server.databaseUrl, { role: 'contributor' });
    await page.context().clearCookies();
    await signIn(page, reader, server.baseURL);
    await page.goto(address('/editor/claims/new'));
    await page.goto(address('/editor'));
    await expect(page.getByText('You have no draft.')).toBeVisible();
  });
});

test.describe('nothing is sent that is not whole', () => {
  test('an empty form names every field that is missing, and each name leads to its field', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    await press(page, 'Send to review');
    await expect(summary(page)).toBeFocused();
    await expect(summary(page).getByRole('link')).toHaveText([
      'Source is missing. Name the source, or register a new one.',
      'What is counted is missing. Choose what is counted.',
      'Whose losses is missing. Choose whose losses they are.',
      'How the number is said is missing. Choose how the number is said.',
      'Which days the number is about is missing. Choose which days the number is about.',
      'Publication 1: day of publication is missing. Write the day of publication, or say that it is not known.',
      'Publications is missing. Name at least one publication.',
    ]);
    await summary(page)
      .getByRole('link', { name: /^What is counted/ })
      .click();
    await expect(page.getByLabel('What is counted', { exact: true })).toBeFocused();
  });

  test('a number that cannot be read is named at once, at its field', async ({ page }) => {
    await page.goto(address('/editor/claims/new'));
    await page.getByLabel('One number').check();
    await page.getByLabel('Number', { exact: true }).fill('700 thousand');
    await page.getByLabel('Number', { exact: true }).blur();
    await expect(page.getByText(/Is not a plain number\. Write digits only/)).toBeVisible();
    await page.getByLabel('Number', { exact: true }).fill('700000');
    await expect(page.getByText(/Is not a plain number\. Write digits only/)).toBeHidden();
  });

  test('a warning holds it back until it is passed with a reason', async ({ page }) => {
    await fillIn(page, '1271');
    await press(page, 'Send to review');
    await expect(summary(page)).toContainText('Warning “recorded already”: mend it, or say why it may stand.');
    await passAll(page, 'The update itself, not the chart.');
    await press(page, 'Send to review');
    await expect(page.getByText('In review', { exact: true })).toBeVisible();
  });

  test('a source that is not registered is refused, and can be registered in the same form', async ({ page }) => {
    await fillIn(page);
    await page.getByLabel('Source', { exact: true }).fill('Institute of Counting');
    await press(page, 'Send to review');
    await expect(summary(page)).toContainText('“Institute of Counting” is no registered source.');
    const isOpen = await page.getByLabel('Name of the new source').isVisible();
    if (!isOpen) await page.getByText('Register a new source').click();
    await page.getByLabel('Name of the new source').fill('Institute of Counting');
    await page.getByLabel('Kind of source').selectOption('think_tank');
    await page.getByRole('group', { name: 'Party to the war' }).getByLabel('Not a party').check();
    await press(page, 'Show checks and effect');
    await expect(page.getByRole('heading', { name: 'Complete' })).toBeVisible();
    await expect(page.locator('[data-said-back]')).toHaveText(/^Institute of Counting says 1\u202f300 a day/);
    await press(page, 'Send to review');
    await expect(page.getByText('In review', { exact: true })).toBeVisible();
  });
});

test('before anything is sent, the figures that it would move are shown, old → new', async ({ page }) => {
  await fillIn(page, '1301');
  // Of two claims that say it equally well the one published later stands for the month (N2).
  await page.getByLabel('Day of publication', { exact: true }).fill('2024-10-08');
  await press(page, 'Show checks and effect');
  const effect = page.getByRole('region', { name: 'Effect on figures' });
  await expect(effect).toContainText('September 2024');
  await expect(effect).toContainText('38\u202f130 (± 15) → 39\u202f030');
});

test('what the ledger may have already is shown with a link before anything is sent', async ({ page }) => {
  await fillIn(page, '1271');
  await press(page, 'Show checks and effect');
  const duplicates = page.getByRole('region', { name: 'Likely recorded already' });
  await expect(duplicates.getByRole('link').first()).toHaveText(
    'UK Defence Intelligence says about 1\u202f271 a day, killed or wounded, Russia, over September 2024.',
  );
  await expect(duplicates).toContainText('Same source and dates');
});

test('same source, next day: filled from the claim just sent, and the number is asked for first', async ({ page }) => {
  await fillIn(page, '1271');
  await press(page, 'Show checks and effect');
  await expect(page.getByRole('heading', { name: 'Complete' })).toBeVisible();
  await passAll(page, 'The update itself.');
  await press(page, 'Send to review');
  await page.getByRole('link', { name: 'Same source, next day' }).click();
  await expect(page.getByLabel('Number', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Number', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue('UK Defence Intelligence');
  await expect(page.getByLabel('First day')).toHaveValue('2024-10-01');
  await expect(page.getByLabel('Last day')).toHaveValue('2024-10-31');
});

test('a draft that was put away is kept and can be opened again', async ({ page }) => {
  await page.goto(address('/editor/claims/new'));
  await page.getByLabel('Source', { exact: true }).fill('Oryx');
  await press(page, 'Save draft');
  await saved(page);
  const draft = new URL(page.url()).pathname;
  await press(page, 'Put away');
  await expect(page).toHaveURL(address('/editor'));
  await page.locator(`a[href="${draft}"]`).click();
  await press(page, 'Open again');
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Oryx');
});

test('two people on one draft: the second is shown both, and nothing typed is lost', async ({ page, browser }) => {
  await fillIn(page);
  await press(page, 'Save draft');
  await saved(page);
  const colleague = await createPerson(server.databaseUrl, { role: 'editor', name: 'Petro' });
  const theirs: BrowserContext = await browser.newContext();
  await signIn(theirs, colleague, server.baseURL);
  const other = await theirs.newPage();
  await other.goto(page.url());
  await other.getByLabel('Number', { exact: true }).fill('1310');
  await other.getByLabel('Publisher').fill('The Ministry');
  await press(other, 'Save draft');
  await saved(other);
  await page.getByLabel('Number', { exact: true }).fill('1320');
  await page.getByLabel('Place in the source').fill('third paragraph');
  await expect(page.getByText('the draft was saved elsewhere meanwhile')).toBeVisible();
  await press(page, 'Compare the two');
  const number = page.getByRole('group', { name: 'Number', exact: true });
  await expect(number).toContainText('Was1300');
  await expect(number).toContainText('Theirs1310');
  await expect(number).toContainText('Yours1320');
  await expect(number.getByRole('radio', { checked: true })).toHaveCount(0);
  await number.getByLabel('Yours').check();
  await press(page, 'Save what is chosen');
  await expect(page.getByLabel('Number', { exact: true })).toHaveValue('1320');
  await expect(page.getByLabel('Publisher')).toHaveValue('The Ministry');
  await expect(page.getByLabel('Place in the source')).toHaveValue('third paragraph');
  await theirs.close();
});

test.describe('a change of a published claim', () => {
  /** Public id of a claim of the starter ledger that no other test changes. */
  async function idOf(page: Page, key: string): Promise<string> {
    await page.goto(address(`/search?q=${key}`));
    await page.getByRole('link', { name: 'Open it' }).click();
    await page.waitForURL(/\/claims\//);
    return page.url().split('/').at(-1) ?? '';
  }

  test('shows what differs, and needs a cause and a note for the public log', async ({ page }) => {
    const id = await idOf(page, 'ukdi-daily-2024-08');
    await page.goto(address(`/editor/claims/${id}`));
    await press(page, 'Correct or update');
    await expect(page.getByLabel('Number', { exact: true })).toHaveValue('1187');
    await press(page, 'Send to review');
    await expect(summary(page)).toContainText('Nothing differs from the published version yet.');
    await page.getByLabel('Number', { exact: true }).fill('1188');
    await press(page, 'Send to review');
    await expect(page.getByRole('region', { name: 'What it changes' })).toContainText('1187 → 1188');
    await expect(summary(page)).toContainText('Why it changes is missing. Say why published data changes.');
    await expect(summary(page)).toContainText('What changes, in words is missing.');
    await page.getByRole('combobox', { name: 'Why it changes' }).selectOption('The source withdrew it');
    await page.getByRole('textbox', { name: 'What changes, in words' }).fill('The chart says 1 188.');
    await press(page, 'Send to review');
    await expect(summary(page)).toContainText('is no reason to correct or update a claim that stands');
    await page.getByRole('combobox', { name: 'Why it changes' }).selectOption('Our mistake');
    await press(page, 'Show checks and effect');
    await passAll(page, 'Read again.');
    await press(page, 'Send to review');
    await expect(page.getByText('In review', { exact: true })).toBeVisible();
  });

  test('is compared with what somebody else published meanwhile', async ({ page, browser }) => {
    const id = await idOf(page, 'ukdi-daily-2024-05');
    const colleague = await createPerson(server.databaseUrl, { role: 'editor' });
    const theirs = aProposal(
      colleague,
      { note: 'Read from the chart again.' },
      { revises: id, cause: 'our_correction', note: 'The note was wrong.' },
    );
    await page.goto(address(`/editor/claims/${id}`));
    await press(page, 'Correct or update');
    await page.getByLabel('Place in the source').first().fill('the chart');
    await press(page, 'Save draft');
    await saved(page);
    const mine = page.url();

    await beginProposals(server.databaseUrl, [theirs]);
    const reviewer = await createPerson(server.databaseUrl, { role: 'reviewer' });
    const context = await browser.newContext();
    await signIn(context, reviewer, server.baseURL);
    const review = await context.newPage();
    await review.goto(address(`/editor/queue/${theirs.id}`));
    await press(review, 'Publish');
    await expect(review.getByText('Published.', { exact: true })).toBeVisible();
    await context.close();

    await page.goto(mine);
    await page.getByRole('link', { name: 'Compare the two' }).click();
    await expect(page.getByRole('group', { name: 'Note', exact: true }).getByLabel('Theirs')).toBeChecked();
    await expect(page.getByRole('group', { name: /place in the source/ }).getByLabel('Yours')).toBeChecked();
    await press(page, 'Save what is chosen');
    await expect(page.getByRole('region', { name: 'What it changes' })).toContainText('nothing → the chart');
    await expect(page.getByRole('region', { name: 'What it changes' })).not.toContainText('Read from the chart again.');
    await expect(page.getByRole('link', { name: 'Compare the two' })).toHaveCount(0);
  });
});

test('somebody else’s draft is not shown to a contributor', async ({ page, browser }) => {
  await page.goto(address('/editor/claims/new'));
  await page.getByLabel('Source', { exact: true }).fill('Oryx');
  await press(page, 'Save draft');
  await saved(page);
  const stranger = await createPerson(server.databaseUrl, { role: 'contributor' });
  const theirs = await browser.newContext();
  await signIn(theirs, stranger, server.baseURL);
  const other = await theirs.newPage();
  await other.goto(page.url());
  await expect(other.getByLabel('Source', { exact: true })).toHaveCount(0);
  await expect(other.getByText('Oryx')).toHaveCount(0);
  await theirs.close();
});

test('the form, with warnings and errors, breaks no rule of WCAG 2.2 AA that a machine can test, light or dark', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await fillIn(page, '1271');
  await press(page, 'Send to review');
  await expect(summary(page)).toBeVisible();
  expect(await faultsInBothColours(page)).toEqual([]);
});
