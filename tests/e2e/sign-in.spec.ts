import { type Browser, expect, type Page, test } from '@playwright/test';
import { type ReceivedMail, startMailbox } from '../support/mail';
import { createPerson, PASSWORD, signIn } from '../support/people';
import { sharedServer, startTestServer, type TestServer } from '../support/server';
import { totpCode } from '../support/totp';

/** A ledger of its own, where a test is about everybody who belongs to it. */
async function withServer(
  work: (server: TestServer) => Promise<void>,
  options: Parameters<typeof startTestServer>[0] = {},
): Promise<void> {
  const server = await startTestServer({ starter: false, ...options });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

// Passwords are hashed slowly on purpose.
test.slow();

async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function fillPassword(page: Page, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: /^(New p|P)assword$/ }).fill(password);
  await page.getByLabel('The same again').fill(password);
}

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the first administrator is made by the link of the log, invites, takes a second factor, and leaves', async ({
      page,
    }) => {
      test.slow();
      await withServer(async ({ baseURL, said }) => {
        await expect.poll(said).toContain('"event":"set-up"');
        const link = /http:\/\/localhost:\d+(\/set-up\/[\w-]+)/.exec(said())?.[1] ?? '';

        await page.goto(`${baseURL}${link}`);
        await page.getByLabel('Your name').fill('Ada Lovelace');
        await page.getByLabel('E-mail address').fill('ada@example.org');
        await fillPassword(page, 'short');
        await page.getByRole('button', { name: 'Set up and sign in' }).click();
        await expect(page.getByRole('alert').filter({ hasText: 'Use 12 signs or more.' })).toBeVisible();
        await expect(page.getByLabel('Your name')).toHaveValue('Ada Lovelace');
        await fillPassword(page);
        await page.getByRole('button', { name: 'Set up and sign in' }).click();
        await page.waitForURL(`${baseURL}/editor`);

        await page.goto(`${baseURL}${link}`);
        await expect(page.getByRole('heading', { name: 'This link is no longer good' })).toBeVisible();

        await page.goto(`${baseURL}/editor/people`);
        await page.getByLabel('E-mail address').fill('Grace@Example.org');
        await page.getByLabel('Reviewer').check();
        await page.getByRole('button', { name: 'Invite' }).click();
        const shown = page.locator('code', { hasText: '/invitation/' });
        await expect(shown).toBeVisible();
        const invitation = (await shown.textContent()) ?? '';

        await page.goto(`${baseURL}/editor/account`);
        await page.locator('#factor-password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Set up a second factor' }).click();
        await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
        const key = (await page.locator('p', { hasText: 'Key:' }).locator('code').textContent()) ?? '';
        await page.getByLabel('The code that the app shows now').fill(totpCode(key, 0));
        await page.getByRole('button', { name: 'Take it into use' }).click();
        await expect(page.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeVisible();
        await page.getByLabel('The code that the app shows now').fill(totpCode(key));
        await page.getByRole('button', { name: 'Take it into use' }).click();
        await expect(page.getByText('The second factor is in use')).toBeVisible();
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await page.waitForURL(`${baseURL}/sign-in`);

        await page.goto(`${baseURL}/editor/people`);
        await expect(page).toHaveURL(`${baseURL}/sign-in?to=%2Feditor%2Fpeople`);
        await fillSignIn(page, 'ada@example.org', PASSWORD);
        await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible();
        await page.goto(`${baseURL}/editor/people`);
        await expect(page).toHaveURL(/\/sign-in/);
        await page.goto(`${baseURL}/sign-in/second-factor?to=%2Feditor%2Fpeople`);
        await page.getByLabel('Code').fill(totpCode(key));
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.waitForURL(`${baseURL}/editor/people`);
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();

        await page.goto(invitation);
        await expect(page.getByText('grace@example.org')).toBeVisible();
        await page.getByLabel('Your name').fill('Grace Hopper');
        await fillPassword(page);
        await page.getByRole('button', { name: 'Join and sign in' }).click();
        await page.waitForURL(`${baseURL}/editor`);
        await page.goto(`${baseURL}/editor/people`);
        await expect(page.getByRole('heading', { name: 'You may not do this' })).toBeVisible();
      });
    });
  });
}

test('an unknown address and a wrong password are answered alike', async ({ page }) => {
  const { baseURL, databaseUrl } = sharedServer();
  const person = await createPerson(databaseUrl, { role: 'editor' });
  const answers: string[] = [];
  for (const email of [person.email, 'stranger@example.org']) {
    await page.goto(`${baseURL}/sign-in`);
    await fillSignIn(page, email, 'not the password');
    const alert = page.getByRole('alert').filter({ hasText: 'You are not signed in' });
    await expect(alert).toBeVisible();
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    answers.push(((await alert.textContent()) ?? '').trim());
  }
  expect(answers[1]).toBe(answers[0]);
});

test('after ten tries an address has to wait, known or not, and its right password does not help', async ({
  page,
  request,
}) => {
  const { baseURL, databaseUrl } = sharedServer();
  const person = await createPerson(databaseUrl, { role: 'editor' });
  for (const email of [person.email, 'nobody@example.org']) {
    for (let tries = 1; tries <= 10; tries += 1) {
      const answer = await request.post(`${baseURL}/api/auth/sign-in/email`, {
        headers: { origin: baseURL, 'x-forwarded-for': '192.0.2.10' },
        data: { email, password: `wrong ${tries}` },
      });
      expect(answer.status()).toBe(401);
    }
    await page.goto(`${baseURL}/sign-in`);
    await fillSignIn(page, email, PASSWORD);
    await expect(page.getByRole('alert').filter({ hasText: 'Too many tries. Wait 15 minutes' })).toBeVisible();
  }
});

test('signing out everywhere ends the sessions of other browsers, and signing in never takes over a session', async ({
  page,
  browser,
}) => {
  const { baseURL, databaseUrl } = sharedServer();
  const person = await createPerson(databaseUrl, { role: 'editor' });
  const elsewhere = await newPage(browser);
  await signIn(elsewhere, person, baseURL);
  await elsewhere.goto(`${baseURL}/editor/account`);
  await expect(elsewhere.getByRole('heading', { name: 'Your account' })).toBeVisible();

  // Somebody planted their own cookie; the session after signing in is another one.
  await page.context().addCookies([{ name: 'attrition-ledger.session_token', value: 'planted.token', url: baseURL }]);
  await page.goto(`${baseURL}/sign-in?to=/editor/account`);
  await fillSignIn(page, person.email, PASSWORD);
  await page.waitForURL(`${baseURL}/editor/account`);
  const first = (await page.context().cookies()).find(({ name }) => name === 'attrition-ledger.session_token');
  expect(first?.value).not.toContain('planted');

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(`${baseURL}/sign-in`);
  await elsewhere.goto(`${baseURL}/editor/account`);
  await expect(elsewhere).toHaveURL(/\/sign-in\?to=/);
  await elsewhere.context().close();
});

test('a changed password ends other sessions and gives this browser another one', async ({ page, browser }) => {
  const { baseURL, databaseUrl } = sharedServer();
  const person = await createPerson(databaseUrl, { role: 'editor' });
  const elsewhere = await newPage(browser);
  await signIn(elsewhere, person, baseURL);
  await signIn(page, person, baseURL);
  const before = (await page.context().cookies())[0]?.value;
  await page.goto(`${baseURL}/editor/account`);
  await page.getByLabel('Present password').fill(PASSWORD);
  await fillPassword(page, 'another horse battery');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The password is changed.')).toBeVisible();
  expect((await page.context().cookies())[0]?.value).not.toBe(before);
  await elsewhere.goto(`${baseURL}/editor/account`);
  await expect(elsewhere).toHaveURL(/\/sign-in\?to=/);
  await elsewhere.context().close();
});

test('a forgotten password is replaced through a mailed link, once; unknown addresses are answered alike and get none', async ({
  page,
}) => {
  const mailbox = await startMailbox();
  const env = (baseURL: string) => ({
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'ledger@example.org',
    SITE_URL: baseURL,
  });
  try {
    await withServer(
      async ({ baseURL, databaseUrl }) => {
        const person = await createPerson(databaseUrl, { role: 'editor', email: 'ada@example.org' });
        const words: string[] = [];
        for (const email of ['nobody@example.org', person.email]) {
          await page.goto(`${baseURL}/forgotten`);
          await page.getByLabel('E-mail address').fill(email);
          await page.getByRole('button', { name: 'Ask for a new password' }).click();
          const status = page.getByRole('status').filter({ hasText: email });
          await expect(status).toBeVisible();
          words.push(((await status.textContent()) ?? '').replace(email, '…'));
        }
        expect(words[1]).toBe(words[0]);
        await expect.poll(() => mailbox.mails.length).toBe(1);
        const [mail] = mailbox.mails as readonly [ReceivedMail];
        expect(mail.to).toEqual(['ada@example.org']);
        const link = /http:\/\/\S+\/reset\/[\w-]+/.exec(mail.text)?.[0] ?? '';
        expect(link.startsWith(baseURL)).toBe(true);

        // Looking at the link does not use it up.
        await page.goto(link);
        await page.goto(link);
        await fillPassword(page, 'another horse battery');
        await page.getByRole('button', { name: 'Set this password' }).click();
        await page.waitForURL(`${baseURL}/sign-in`);
        await fillSignIn(page, person.email, 'another horse battery');
        await page.waitForURL(`${baseURL}/editor`);
        await page.goto(link);
        await expect(page.getByRole('heading', { name: 'This link is no longer good' })).toBeVisible();
      },
      { env },
    );
  } finally {
    await mailbox.close();
  }
});

test('a deactivated person is out at once and cannot come back; the last administrator stays', async ({
  page,
  browser,
}) => {
  await withServer(async ({ baseURL, databaseUrl }) => {
    const administrator = await createPerson(databaseUrl, { role: 'administrator', name: 'Ada Lovelace' });
    const editor = await createPerson(databaseUrl, { role: 'editor', name: 'Grace Hopper' });
    const theirs = await newPage(browser);
    await signIn(theirs, editor, baseURL);
    await theirs.goto(`${baseURL}/editor/account`);
    await expect(theirs.getByRole('heading', { name: 'Your account' })).toBeVisible();

    await signIn(page, administrator, baseURL);
    await page.goto(`${baseURL}/editor/people`);
    for (const [name, answer] of [
      ['Grace Hopper', 'Grace Hopper can no longer sign in'],
      ['Ada Lovelace', 'This is the last administrator.'],
    ] as const) {
      const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
      await entry.getByText(`Change ${name}`).click();
      await entry.getByRole('button', { name: 'Deactivate' }).click();
      await expect(entry.getByText(answer)).toBeVisible();
    }

    await theirs.goto(`${baseURL}/editor/account`);
    await expect(theirs).toHaveURL(/\/sign-in\?to=/);
    await fillSignIn(theirs, editor.email, PASSWORD);
    await expect(theirs.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
    await theirs.context().close();
  });
});

test.describe('where signing in leads', () => {
  for (const [to, expected] of [
    ['/editor/account', '/editor/account'],
    ['//evil.example/', '/editor'],
    ['https://evil.example/', '/editor'],
    ['/\\evil.example', '/editor'],
  ] as const) {
    test(`${to} → ${expected}`, async ({ page, baseURL }) => {
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await expect(page.locator('input[name="to"]')).toHaveValue(expected);
      expect(new URL(page.url()).origin).toBe(baseURL);
    });
  }
});
