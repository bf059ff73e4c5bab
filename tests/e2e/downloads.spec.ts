import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { unzip } from '@/tests/support/unzip';

const VIEW = 'from=2024-09&to=2024-12&series=uk-di.killed_or_wounded.ru~ua-general-staff.killed_or_wounded.ru';

type Package = { resources: { path: string; bytes: number; hash: string; schema?: { fields: { name: string }[] } }[] };

/** The files of an archive, whose package has been held against them. */
async function filesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = await unzip(bytes);
  const { resources } = JSON.parse(files.get('datapackage.json')?.toString() ?? '') as Package;
  expect(resources.map(({ path }) => path)).toEqual([...files.keys()].filter((name) => name !== 'datapackage.json'));
  for (const { path, bytes: length, hash } of resources) {
    const content = files.get(path) ?? Buffer.alloc(0);
    expect({ path, length, hash }).toEqual({
      path,
      length: content.byteLength,
      hash: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    });
  }
  return files;
}

test('the ZIP of a view holds its CSV and its claims, and its package is right about every file', async ({
  request,
}) => {
  const known = (await (await request.get(`/figures.json?${VIEW}`)).json()).knownOn as string;
  const answer = await request.get(`/figures.zip?${VIEW}&known=${known}`);
  expect(answer.headers()['content-disposition']).toMatch(
    /filename="attrition-ledger_ru_killed_or_wounded_2024-09--2024-12_known-\d{8}T\d{4}Z\.zip"/,
  );
  const files = await filesOf(await answer.body());
  expect(files.get('data.csv')?.toString()).toBe(
    await (await request.get(`/figures.csv?${VIEW}&known=${known}`)).text(),
  );
  const claims: Record<string, string>[] = parse(files.get('claims.csv') ?? '', { columns: true });
  const figures: Record<string, string>[] = parse(files.get('data.csv') ?? '', { columns: true });
  const held = new Set(claims.map(({ claim_id }) => claim_id));
  const used = figures.flatMap(({ claim_ids = '' }) => claim_ids.split(' ').filter((id) => id !== ''));
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((id) => !held.has(id))).toEqual([]);
  expect(files.get('README.md')?.toString()).toContain('`data.csv` holds **as shown**');
});

test('asked for everything, the ZIP says so and has the running totals', async ({ request }) => {
  const files = await filesOf(await (await request.get(`/figures.zip?${VIEW}&all=1`)).body());
  expect(files.get('README.md')?.toString()).toContain('`data.csv` holds **everything**');
  const rows: Record<string, string>[] = parse(files.get('data.csv') ?? '', { columns: true });
  expect(new Set(rows.map(({ row_kind }) => row_kind))).toEqual(new Set(['figure', 'span', 'total']));
});

test('a permalink’s ZIP has the files of the permalink, and names the address that was asked', async ({
  request,
  baseURL,
}) => {
  const frozen = await request.post('/p', {
    form: { view: VIEW },
    headers: { origin: baseURL ?? '' },
    maxRedirects: 0,
  });
  const path = frozen.headers().location ?? '';
  const first = await request.get(`${path}.zip`);
  // This server was not told its address: what it makes is not what counts for ever.
  expect(first.headers()['cache-control']).toBe('private, no-cache');
  const bytes = await first.body();
  const files = await filesOf(bytes);
  expect(files.get('metadata.json')?.equals(await (await request.get(`${path}.json`)).body())).toBe(true);
  expect(files.get('data.csv')?.equals(await (await request.get(`${path}.csv`)).body())).toBe(true);
  expect(files.get('CITATION.bib')?.toString()).toContain(`${baseURL}${path}`);
});

test('all claims come as one archive, each with its id and its interval', async ({ request }) => {
  const answer = await request.get('/claims.zip');
  const files = await filesOf(await answer.body());
  expect([...files.keys()]).toEqual([
    'claims.csv',
    'sources.json',
    'codebook.json',
    'README.md',
    'LICENSE.txt',
    'datapackage.json',
  ]);
  const rows: Record<string, string>[] = parse(files.get('claims.csv') ?? '', { columns: true });
  const { total } = (await (await request.get('/claims.json')).json()) as { total: { claims: number } };
  expect(new Set(rows.map(({ claim_id }) => claim_id)).size).toBe(total.claims);
  expect(rows.every(({ recorded_from }) => recorded_from?.endsWith('Z'))).toBe(true);
});

test('all claims as CSV are those of the archive', async ({ request }) => {
  const [csv, zip] = await Promise.all([request.get('/claims.csv'), request.get('/claims.zip')]);
  const files = await unzip(await zip.body());
  expect(await csv.text()).toBe(files.get('claims.csv')?.toString());
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the menu offers every file of the view', async ({ page }) => {
    await page.goto(`/figures?${VIEW}`);
    await page.getByText('Download', { exact: true }).click();
    const link = page.getByRole('link', { name: 'ZIP', exact: true });
    await expect(link).toBeVisible();
    expect(await link.getAttribute('href')).toContain('/figures.zip?from=2024-09');
  });
});
