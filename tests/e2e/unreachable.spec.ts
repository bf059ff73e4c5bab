import { expect, test } from '@playwright/test';
import pg from 'pg';
import { startTestServer, type TestServer } from '@/tests/support/server';

let server: TestServer;

test.beforeAll(async () => {
  server = await startTestServer();
});
test.afterAll(async () => {
  await server.close();
});

/** Shuts the ledger’s database to everyone, or opens it again, from outside. */
async function setReachable(isReachable: boolean) {
  const url = new URL(server.databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query(`ALTER DATABASE "${name}" CONNECTION LIMIT ${isReachable ? -1 : 0}`);
  await client.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${isReachable}`);
  if (!isReachable)
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  await client.end();
}

test('while the database is away, pages and files say so with 503 and an id, and come back by themselves', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: server.baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await setReachable(false);
  try {
    for (const address of ['/claims', '/claims/zzzzzzz', '/sources/uk-di', '/search?q=oryx']) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(503);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('The ledger cannot be read at the moment');
      await expect(page.locator('code')).toHaveText(/^[0-9a-f]{8}$/);
    }
    const file = await page.request.get('/claims/zzzzzzz.json');
    expect(file.status()).toBe(503);
    expect((await file.json()).error).toMatchObject({
      code: 'unavailable',
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    const health = await page.request.get('/health');
    expect(health.status()).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'failing', database: 'unreachable' });
  } finally {
    await setReachable(true);
  }
  await page.goto('/claims');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Claims');
  await context.close();
});
