import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import pg from 'pg';
import { createPerson, PASSWORD, sessionCookie, signIn } from '../support/people';
import { sharedServer, startTestServer, type TestServer } from '../support/server';

/** Everything that a browser says against what a page loads or runs. */
async function listenForViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions-Policy/.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  return violations;
}

const directive = (policy: string, name: string) =>
  policy
    .split(/[;,]/)
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name} `)) ?? '';

test.describe('the policy of what may be loaded and run', () => {
  for (const path of ['/sign-in', '/forgotten', '/set-up/none', '/claims', '/sources', '/about', '/figures/cell']) {
    test(`${path} runs what carries the nonce of the answer, and nothing inline`, async ({ page }) => {
      const violations = await listenForViolations(page);
      const answers = [await page.goto(path), await page.goto(path)];
      const policies = answers.map((answer) => answer?.headers()['content-security-policy'] ?? '');
      for (const policy of policies) {
        expect(directive(policy, 'script-src')).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}'$/);
        expect(directive(policy, 'style-src')).not.toContain('unsafe-inline');
        expect(policy).toContain("object-src 'none'");
        expect(policy).toContain("base-uri 'none'");
        expect(policy).toContain("form-action 'self'");
        expect(policy).toContain("frame-ancestors 'none'");
      }
      expect(policies[0]).not.toBe(policies[1]);
      await expect(page.locator('html')).toHaveAttribute('data-script');
      expect(violations).toEqual([]);
    });
  }

  for (const path of ['/', '/figures?tab=table']) {
    test(`${path} is cached, and then runs the scripts of that very page by their hashes`, async ({
      page,
      request,
    }) => {
      // The first answer is what is being cached.
      await request.get(path);
      await expect
        .poll(async () => (await request.get(path)).headers()['content-security-policy'] ?? '')
        .toContain("'sha256-");
      const violations = await listenForViolations(page);
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('data-script');
      expect(violations).toEqual([]);
    });
  }

  test('the pages of the desk run what carries the nonce of the answer', async ({ page }) => {
    test.slow();
    const server = sharedServer();
    await signIn(page, await createPerson(server.databaseUrl, { role: 'administrator' }), server.baseURL);
    const violations = await listenForViolations(page);
    for (const path of ['/editor', '/editor/people', '/editor/account', '/editor/not-allowed', '/editor/claims/new']) {
      const answer = await page.goto(path);
      const policy = answer?.headers()['content-security-policy'] ?? '';
      expect(directive(policy, 'script-src'), path).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}'$/);
      expect(directive(policy, 'style-src'), path).not.toContain('unsafe-inline');
    }
    expect(violations).toEqual([]);
  });
});

test.describe('headers', () => {
  for (const path of [
    '/',
    '/figures',
    '/claims',
    '/claims.json',
    '/figures.csv',
    '/sign-in',
    '/nothing-of-ours',
    '/theme.js',
  ]) {
    test(`of ${path}`, async ({ request }) => {
      const headers = (await request.get(path)).headers();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    });
  }

  test('over TLS a browser is told to stay there', async ({ request }) => {
    const answer = await request.get('/about', { headers: { 'x-forwarded-proto': 'https' } });
    expect(answer.headers()['strict-transport-security']).toBe('max-age=31536000');
  });

  test('pages of the desk and of signing in are kept nowhere', async ({ request }) => {
    for (const path of ['/sign-in', '/editor/account'])
      expect((await request.get(path, { maxRedirects: 0 })).headers()['cache-control']).toContain('no-store');
  });
});

/** The fields of the form on /sign-in as a browser without script posts them. */
async function signInFields(request: APIRequestContext, baseURL: string): Promise<Record<string, string>> {
  const html = await (await request.get(`${baseURL}/sign-in`)).text();
  const form = /<form[^>]*method="POST".*?<\/form>/s.exec(html)?.[0] ?? '';
  const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      unescaped(name),
      unescaped(value),
    ]),
  );
}

test('posts from other sites are refused, by actions and by the address of better-auth', async ({ request }) => {
  const server = sharedServer();
  const person = await createPerson(server.databaseUrl, { role: 'editor' });
  const multipart = { ...(await signInFields(request, server.baseURL)), email: person.email, password: PASSWORD };
  const post = (origin: string) => request.post('/sign-in', { headers: { origin }, multipart, maxRedirects: 0 });
  const foreign = await post('https://evil.example');
  expect(foreign.status()).toBeGreaterThanOrEqual(400);
  expect(foreign.headers()['set-cookie']).toBeUndefined();
  const own = await post(server.baseURL);
  expect(own.status()).toBe(303);
  expect(own.headers()['set-cookie']).toContain('attrition-ledger.session_token=');

  const { name, value } = await sessionCookie(person);
  const endSession = (origin: string) =>
    request.post('/api/auth/sign-out', { headers: { origin, cookie: `${name}=${value}` }, data: {} });
  expect((await endSession('https://evil.example')).status()).toBe(403);
  expect((await endSession(server.baseURL)).status()).toBe(200);
});

test('nobody signs up, and nothing of better-auth is open but signing in and out', async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? '' };
  for (const path of [
    'sign-up/email',
    'update-user',
    'change-email',
    'delete-user',
    'two-factor/enable',
    'get-session',
  ])
    expect((await request.post(`/api/auth/${path}`, { headers, data: {} })).status(), path).toBe(404);
  for (const path of ['get-session', 'sign-out', 'reset-password/token', 'list-sessions'])
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(405);
});

test.describe('the cookie of a session', () => {
  const attributesAt = async (
    request: APIRequestContext,
    { baseURL, databaseUrl }: Pick<TestServer, 'baseURL' | 'databaseUrl'>,
    origin = baseURL,
  ) => {
    const person = await createPerson(databaseUrl, { role: 'editor' });
    const answer = await request.post(`${baseURL}/api/auth/sign-in/email`, {
      headers: { origin },
      data: { email: person.email, password: PASSWORD },
    });
    return answer.headers()['set-cookie'] ?? '';
  };

  test('is kept from scripts and from other sites', async ({ request }) => {
    const cookie = await attributesAt(request, sharedServer());
    expect(cookie).toMatch(/^attrition-ledger\.session_token=/);
    expect(cookie).toContain('; HttpOnly');
    expect(cookie).toContain('; SameSite=Lax');
    expect(cookie).toContain('; Path=/');
    expect(cookie).not.toContain('; Secure');
  });

  test('travels over TLS only, where the site is served so', async ({ request }) => {
    test.slow();
    const SITE_URL = 'https://ledger.example';
    const server = await startTestServer({ starter: false, env: () => ({ SITE_URL }) });
    try {
      const cookie = await attributesAt(request, server, SITE_URL);
      expect(cookie).toMatch(/^__Secure-attrition-ledger\.session_token=/);
      expect(cookie).toContain('; HttpOnly');
      expect(cookie).toContain('; SameSite=Lax');
      expect(cookie).toContain('; Secure');
    } finally {
      await server.close();
    }
  });
});

test('a forged session is nobody’s', async ({ request }) => {
  const person = await createPerson(sharedServer().databaseUrl, { role: 'administrator' });
  const { name, value } = await sessionCookie(person);
  const [token = ''] = decodeURIComponent(value).split('.');
  const asked = (cookie: string) =>
    request.get('/editor/people', { headers: { cookie: `${name}=${cookie}` }, maxRedirects: 0 });
  expect((await asked(value)).status()).toBe(200);
  for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`, encodeURIComponent(`${token}x.AAAA`)]) {
    const answer = await asked(forged);
    expect(answer.status(), forged).toBe(307);
    expect(answer.headers().location).toBe('/sign-in?to=%2Feditor%2Fpeople');
  }
});

test('public pages do without everything that signing in needs (O11)', async ({ page }) => {
  test.slow();
  const server = await startTestServer();
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      'LOCK TABLE person, person_session, person_account, person_verification, rate_limit, installation_secret IN ACCESS EXCLUSIVE MODE',
    );
    await page
      .context()
      .addCookies([{ name: 'attrition-ledger.session_token', value: 'any.thing', url: server.baseURL }]);
    for (const path of ['/', '/figures', '/claims', '/sources', '/about', '/search?q=oryx', '/figures.json'])
      expect((await page.goto(`${server.baseURL}${path}`))?.status(), path).toBe(200);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
    await server.close();
  }
});
