import { expect, test } from '@playwright/test';

const PAIR = 'series=ua-general-staff.killed_or_wounded.ru~uk-di.killed_or_wounded.ru&from=2024-09&to=2024-12';

type Entry = { series: string; month: string; low: number | null; best: number | null; high: number | null };

test('figures.json keeps its contract: keys in order, exact numbers, every series and month once', async ({
  request,
}) => {
  const answer = await request.get(`/figures.json?${PAIR}`);
  expect(answer.headers()['content-type']).toContain('application/json');
  const body = await answer.json();
  expect(Object.keys(body).slice(0, 10)).toEqual([
    'view',
    'knownOn',
    'methodVersion',
    'months',
    'panels',
    'series',
    'figures',
    'gaps',
    'spans',
    'sources',
  ]);
  expect(body.months).toEqual(['2024-09', '2024-10', '2024-11', '2024-12']);
  expect(body.figures).toHaveLength(8);
  expect(body.gaps).toEqual([]);
  const september = body.figures
    .filter((figure: Entry) => figure.month === '2024-09')
    .map(({ low, best, high }: Entry) => ({ low, best, high }));
  expect(september).toEqual([
    { low: 38120, best: 38130, high: 38140 },
    { low: 38115, best: 38130, high: 38145 },
  ]);
  expect(body.figures[0]).toMatchObject({
    method: 'N3',
    flags: ['D'],
    badge: 'attributed',
    floor: false,
    coverageDays: 30,
    daysInMonth: 30,
    arithmetic: '654430 − 616300 = 38130',
  });
  expect(
    body.series.map((series: { lineage: string; repeats: string | null }) => [series.lineage, series.repeats]),
  ).toEqual([
    ['ua-general-staff.killed_or_wounded.ru', null],
    ['ua-general-staff.killed_or_wounded.ru', 'ua-general-staff'],
  ]);
  expect(body.series.map((series: { claimant: string }) => series.claimant)).toEqual(['adversary', 'third_party']);
});

test('asking twice gives the same bytes and the same ETag; an unchanged file need not be sent again', async ({
  request,
}) => {
  const [first, second] = [await request.get(`/figures.json?${PAIR}`), await request.get(`/figures.json?${PAIR}`)];
  expect(await first.text()).toBe(await second.text());
  expect(first.headers()['content-disposition']).toMatch(/^inline; filename="attrition-ledger_ru_.*\.json"$/);
  expect(second.headers()['content-disposition']).toBe(first.headers()['content-disposition']);
  const etag = first.headers().etag ?? '';
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  const again = await request.get(`/figures.json?${PAIR}`, { headers: { 'If-None-Match': etag } });
  expect(again.status()).toBe(304);
});

test('the same view as CSV, SVG and PNG', async ({ request }) => {
  const csv = await (await request.get(`/figures.csv?${PAIR}`)).text();
  expect(csv.split('\n')[0]).toContain('obs_status');
  expect(csv.trim().split('\n')).toHaveLength(9);
  const all = await (await request.get(`/figures.csv?${PAIR}&all=1`)).text();
  expect(all.split('\n')[0]).toContain('row_kind');
  expect(all.trim().split('\n').length).toBeGreaterThan(9);
  const svg = await request.get(`/figures.svg?${PAIR}`);
  expect(svg.headers()['content-type']).toContain('image/svg+xml');
  expect(await svg.text()).toContain('2 sources, 1 lineage');
  const png = await request.get(`/figures.png?${PAIR}`);
  expect((await png.body()).subarray(1, 4).toString()).toBe('PNG');
});

/** What a bad address asks → the key that the note names. */
const BAD: readonly (readonly [query: string, key: string])[] = [
  ['series=nobody.killed.ru', 'series'],
  ['series=uk-di.exchange_ratio.ru', 'series'],
  ['series=%00', 'series'],
  ['from=2024-13', 'from'],
  ['from=2025-01&to=2024-01', 'from'],
  ['known=tomorrow', 'known'],
  ['status=certain', 'status'],
  ['tab=%F0%9F%92%A5', 'tab'],
  ["side=<script>alert('x')</script>", 'side'],
];

for (const [query, key] of BAD)
  test(`a bad address is a note on the page and 400 in the file: ${query}`, async ({ page, request }) => {
    const answer = await page.goto(`/figures?${query}`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByText('Part of this address was not understood')).toBeVisible();
    await expect(page.locator('code', { hasText: new RegExp(`^${key}$`) }).first()).toBeVisible();
    const file = await request.get(`/figures.json?${query}`);
    expect(file.status()).toBe(400);
    expect((await file.json()).error).toMatchObject({ code: 'bad_request', status: 400 });
    expect((await file.json()).error.details[0].key).toBe(key);
  });

test('three thousand series open the nearest view; the file refuses them; a longer address gets 414 or 431', async ({
  page,
  request,
}) => {
  const many = Array.from({ length: 3000 }, (_, index) => `s${index}.killed.ru`)
    .join('~')
    .slice(0, 6900);
  const answer = await page.goto(`/figures?series=${many}`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByText('Part of this address was not understood')).toBeVisible();
  expect((await request.get(`/figures.json?series=${many}`)).status()).toBe(400);
  const longer = 'x'.repeat(9000);
  expect([414, 431]).toContain((await request.get(`/figures.json?series=${longer}`)).status());
  for (const length of [8200, 9000, 12_000, 20_000])
    expect([414, 431]).toContain((await request.get(`/figures?series=${'x'.repeat(length)}`)).status());
});

test('a date before the first record says so', async ({ page, request }) => {
  await page.goto('/figures?known=2020-01-01');
  await expect(page.getByRole('heading', { name: 'The ledger held nothing at that instant' })).toBeVisible();
  expect((await request.get('/figures.json?known=2020-01-01')).status()).toBe(400);
});

test('claims published by a day are labelled reconstructed', async ({ page }) => {
  await page.goto('/figures?public=2024-12-31');
  await expect(page.getByText('Reconstructed', { exact: true })).toBeVisible();
});
