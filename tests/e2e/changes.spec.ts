import { expect, test } from '@playwright/test';
import pg from 'pg';
import { faultsOf } from '@/tests/support/axe';
import { createPerson } from '@/tests/support/people';
import { publishChanges } from '@/tests/support/published';
import { startTestServer, type TestServer } from '@/tests/support/server';

/** What the public sees of changes: the log and its feeds (T13, D6), and the tombstone of a withdrawn claim (D5, E10). */

/** Words that would end an element, a quotation or a section, were they taken for markup. */
const HOSTILE = 'Read again: <script>document.title = "taken"</script> & "1 217" ]]> was 1 271.';

let server: TestServer;
let corrected = '';
let withdrawn = '';
let discounted = '';

/** Public ids of claims by their keys in files. */
async function idsOf(keys: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ key: string; public_id: string }>(
    'SELECT key, public_id FROM claim WHERE key = ANY($1)',
    [keys],
  );
  await client.end();
  return keys.map((key) => rows.find((row) => row.key === key)?.public_id ?? '');
}

// One server for all of it: its tests go one after the other, beside those of other files.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startTestServer();
  const author = await createPerson(server.databaseUrl, { role: 'contributor', name: 'Ada Author' });
  const reviewer = await createPerson(server.databaseUrl, { role: 'reviewer', name: 'Cleo Reviewer' });
  [corrected = '', withdrawn = '', discounted = ''] = await idsOf([
    'ukdi-daily-2025-04',
    'ukdi-daily-2025-05',
    'ukdi-daily-2025-06',
  ]);
  await publishChanges(server.databaseUrl, { author, reviewer }, [
    { revises: corrected, claim: { best: '1290' }, cause: 'our_correction', note: HOSTILE },
    {
      revises: withdrawn,
      claim: { standing: 'withdrawn', standingReason: 'The source took the chart down.' },
      cause: 'source_withdrew',
      note: 'The post is gone.',
    },
    {
      revises: discounted,
      claim: { standing: 'discounted', standingReason: 'The chart is of another month.' },
      cause: 'misattributed',
      note: 'Compared with the chart of July.',
    },
  ]);
});
test.afterAll(async () => {
  await server?.close();
});

test.describe('the log', () => {
  test('says of each change what it was, what it is, its class, why, when and by which role', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes`);
    const entry = page.getByRole('article').filter({ hasText: 'Claim corrected' });
    await expect(entry).toContainText('Correction, our mistake');
    await expect(entry).toContainText('by a reviewer');
    await expect(entry).toContainText(HOSTILE);
    await expect(entry.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}T/);
    await expect(entry.locator('del').first()).toHaveText(/^1\u202f2\d\d$/);
    await expect(entry.locator('ins').first()).toHaveText('1\u202f290');
    await expect(entry.getByText('figure moved')).toBeVisible();
    await expect(page).toHaveTitle('Changes – Attrition Ledger');
    expect(await page.locator('main').textContent()).not.toMatch(/Ada|Cleo/);
  });

  test('is read without JavaScript, and a machine finds no fault with it', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.baseURL });
    const plain = await context.newPage();
    await plain.goto('/changes');
    await expect(plain.getByRole('heading', { name: /Claim withdrawn/ })).toBeVisible();
    await context.close();
    const scripted = await browser.newContext({ baseURL: server.baseURL });
    const page = await scripted.newPage();
    await page.goto('/changes');
    expect(await faultsOf(page)).toEqual([]);
    await scripted.close();
  });

  test('is narrowed by class and kind, and widened again', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes`);
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await expect(page).toHaveURL(/\/changes\?class=new$/);
    await expect(page.getByRole('article')).toHaveCount(1);
    await page.getByRole('link', { name: 'Notes on series' }).click();
    await expect(page.getByText('No change passes all of these filters.')).toBeVisible();
    await page.getByRole('link', { name: 'Remove all' }).click();
    await expect(page).toHaveURL(/\/changes$/);
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  test('an address that means nothing shows the log and says so', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes?class=corrected`);
    await expect(page.getByText('“corrected” is not one of new, update, improvement, correction.')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  test('each publish has a page of its own; a number that none has is a real 404', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes`);
    await page.getByRole('link', { name: /^Claim withdrawn/ }).click();
    await expect(page).toHaveURL(/\/changes\/3$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Claim withdrawn: UK Defence Intelligence says/);
    for (const address of ['/changes/999', '/changes/x', '/changes/3.json'])
      expect((await page.goto(`${server.baseURL}${address}`))?.status()).toBe(404);
  });
});

test.describe('the feeds', () => {
  test('Atom is well-formed XML whatever was written, with what the standard asks for', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes`);
    const read = await page.evaluate(async () => {
      const answer = await fetch('/changes.atom');
      const feed = new DOMParser().parseFromString(await answer.text(), 'application/xml');
      const texts = (name: string) => [...feed.querySelectorAll(name)].map((node) => node.textContent ?? '');
      return {
        type: answer.headers.get('content-type'),
        error: feed.querySelector('parsererror')?.textContent ?? null,
        namespace: feed.documentElement.namespaceURI,
        ids: texts('id'),
        updated: texts('entry > updated'),
        titles: texts('entry > title'),
        contents: texts('entry > content'),
        authors: texts('feed > author > name'),
        elements: feed.querySelectorAll('entry > content *').length,
        self: feed.querySelector('feed > link[rel="self"]')?.getAttribute('href'),
      };
    });
    expect(read).toMatchObject({ type: 'application/atom+xml; charset=utf-8', error: null, elements: 0 });
    expect(read.namespace).toBe('http://www.w3.org/2005/Atom');
    expect(new Set(read.ids).size).toBe(5);
    expect(read.ids.every((id) => /^urn:uuid:[0-9a-f-]{36}$/.test(id))).toBe(true);
    expect(read.updated).toEqual([...read.updated].sort().reverse());
    expect(read.titles).toHaveLength(4);
    expect(read.contents.some((text) => text.includes(HOSTILE))).toBe(true);
    expect(read.authors).toEqual(['Attrition Ledger']);
    expect(read.self).toMatch(/\/changes\.atom$/);
  });

  test('JSON lists corrected, withdrawn, and figures moved, since a cursor', async ({ request }) => {
    const all = await (await request.get(`${server.baseURL}/changes.json`)).json();
    expect(all.version).toBe('https://jsonfeed.org/version/1.1');
    expect(all.items).toHaveLength(4);
    const cursor = all._attrition_ledger.latest;
    expect((await (await request.get(`${server.baseURL}/changes.json?after=${cursor}`)).json()).items).toEqual([]);
    const since = await (await request.get(`${server.baseURL}/changes.json?after=${cursor - 2}`)).json();
    expect(since.items).toHaveLength(2);
    const events = since.items[1]._attrition_ledger.events;
    expect(events.map(({ verb }: { verb: string }) => verb)).toEqual(
      expect.arrayContaining(['claim.revised', 'figure.moved']),
    );
    expect(events[0]).toMatchObject({
      subject: withdrawn,
      changeClass: 'correction',
      changeCause: 'source_withdrew',
      before: { standing: 'current' },
      after: { standing: 'withdrawn' },
    });
  });

  test('are asked about again, which costs nothing while nothing has changed', async ({ request }) => {
    const first = await request.get(`${server.baseURL}/changes.json`);
    expect(first.headers()['cache-control']).toBe('public, no-cache');
    const etag = first.headers().etag ?? '';
    const again = await request.get(`${server.baseURL}/changes.json`, { headers: { 'If-None-Match': etag } });
    expect(again.status()).toBe(304);
  });

  test('name what is wrong with an address instead of guessing', async ({ request }) => {
    const answer = await request.get(`${server.baseURL}/changes.atom?after=yesterday`);
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain('“yesterday” is not a ledger number, such as 12.');
  });

  test('are found from the page by a reader of feeds', async ({ page }) => {
    await page.goto(`${server.baseURL}/changes?kind=claim`);
    const links = page.locator('link[rel="alternate"]');
    await expect(links.and(page.locator('[type="application/atom+xml"]'))).toHaveAttribute(
      'href',
      '/changes.atom?kind=claim',
    );
    await expect(links.and(page.locator('[type="application/feed+json"]'))).toHaveAttribute(
      'href',
      '/changes.json?kind=claim',
    );
  });
});

test.describe('a withdrawn claim', () => {
  test('is gone, 410, and its tombstone says what it said, why, when and by which role', async ({ page }) => {
    const answer = await page.goto(`${server.baseURL}/claims/${withdrawn}`);
    expect(answer?.status()).toBe(410);
    expect(answer?.headers()['x-al-status']).toBeUndefined();
    const stone = page.getByRole('region', { name: 'This claim was withdrawn. No figure uses it.' });
    await expect(stone).toContainText('UK Defence Intelligence says');
    await expect(stone).toContainText('The source withdrew it. The source took the chart down.');
    await expect(stone).toContainText('by a reviewer');
    await expect(stone.locator('time')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    await expect(page).toHaveTitle(/^Withdrawn: /);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('is so without JavaScript, too', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.baseURL });
    const page = await context.newPage();
    expect((await page.goto(`/claims/${withdrawn}`))?.status()).toBe(410);
    await expect(page.getByText('The source took the chart down.').first()).toBeVisible();
    await context.close();
  });

  test('was there before: asked as known then, it answers 200', async ({ page }) => {
    await page.goto(`${server.baseURL}/claims/${withdrawn}`);
    await page.getByRole('link', { name: 'the page as it was before' }).click();
    await expect(page).toHaveURL(/\?known=/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('UK Defence Intelligence says');
    const answer = await page.reload();
    expect(answer?.status()).toBe(200);
  });

  test('stays fetchable as a file: 410 with the whole tombstone', async ({ request }) => {
    const answer = await request.get(`${server.baseURL}/claims/${withdrawn}.json`);
    expect(answer.status()).toBe(410);
    expect(await answer.json()).toMatchObject({
      claim: { standing: 'withdrawn', standingReason: 'The source took the chart down.' },
      history: [{ standing: 'current' }, { standing: 'withdrawn', changeCause: 'source_withdrew' }],
      tombstone: {
        reason: 'The source took the chart down.',
        cause: 'source_withdrew',
        note: 'The post is gone.',
        byRole: 'reviewer',
        replacedBy: null,
      },
    });
    const csv = await request.get(`${server.baseURL}/claims/${withdrawn}.csv`);
    expect(csv.status()).toBe(410);
    expect(await csv.text()).toContain(',withdrawn,The source took the chart down.,');
  });

  test('stands in lists with its flag, and leads to the tombstone', async ({ page }) => {
    await page.goto(`${server.baseURL}/claims?source=uk-di&totals=all`);
    const link = page.locator(`a[href="/claims/${withdrawn}"]`).first();
    await expect(link).toBeVisible();
  });
});

test('a discounted claim stays where it was, with a banner that says why', async ({ page }) => {
  const answer = await page.goto(`${server.baseURL}/claims/${discounted}`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('note').filter({ hasText: 'This claim is discounted.' })).toContainText(
    'The chart is of another month.',
  );
});
