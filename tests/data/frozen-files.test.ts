/** The files of a frozen comparison as they are answered (R1, D2): the same bytes for ever, and no address that is wrong for ever. */
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { freezeView } from '@/app/(public)/p/freeze';
import { readPermalinkFile } from '@/lib/data/permalinks';
import { parseMonth } from '@/lib/ledger/month';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { openLedger } from '@/tests/support/ledger';
import { unzip } from '@/tests/support/unzip';

openLedger({ starter: true });

let id = '';

beforeAll(async () => {
  const view = { ...DEFAULT_VIEW, from: parseMonth('2024-09'), to: parseMonth('2024-12') };
  const frozen = await freezeView(view);
  if (!frozen.ok) throw new Error(frozen.message);
  id = frozen.id;
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** A server that was just started, at an address that it knows or does not. */
async function serverAt(siteUrl: string | undefined) {
  vi.resetModules();
  vi.stubEnv('SITE_URL', siteUrl ?? '');
  const { GET } = await import('@/app/(public)/p/[id]/file/[ending]/route');
  const { closeDatabase } = await import('@/lib/data/db');
  return {
    get: (ending: string, headers: Record<string, string> = {}) =>
      GET(new Request(`http://127.0.0.1/p/${id}.${ending}`, { headers }), { params: Promise.resolve({ id, ending }) }),
    close: closeDatabase,
  };
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const textOf = async (zip: Uint8Array, name: string) => (await unzip(zip)).get(name)?.toString() ?? '';

test('a stored file is its bytes under their SHA-256, and is kept for ever', async () => {
  const server = await serverAt(undefined);
  for (const ending of ['json', 'csv', 'svg', 'png'] as const) {
    const answer = await server.get(ending);
    const bytes = await bytesOf(answer);
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    expect(answer.headers.get('etag')).toBe(etag);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-disposition')).toContain(`.${ending}"`);
    expect(Buffer.from(bytes).equals((await readPermalinkFile(id, ending))?.bytes ?? Buffer.alloc(0))).toBe(true);
    // From memory this time.
    expect(Buffer.from(bytes).equals(await bytesOf(await server.get(ending)))).toBe(true);
    expect((await server.get(ending, { 'if-none-match': etag })).status).toBe(304);
  }
  expect((await server.get('exe')).status).toBe(404);
  await server.close();
});

test('a server that does not know its address keeps no archive: each names the address that was asked', async () => {
  const server = await serverAt(undefined);
  const asked = await server.get('zip', { host: 'ledger.lan:3000' });
  expect(asked.headers.get('cache-control')).toBe('private, no-cache');
  const readme = await textOf(await bytesOf(asked), 'README.md');
  expect(readme).toContain(`http://ledger.lan:3000/p/${id}`);
  expect(readme).not.toContain('localhost');
  const other = await bytesOf(await server.get('zip', { host: 'other.lan' }));
  expect(await textOf(other, 'CITATION.bib')).toContain(`http://other.lan/p/${id}`);
  expect(await readPermalinkFile(id, 'zip')).toBeNull();
  await server.close();
});

test('once it knows it, the first archive is kept, and is the same bytes for ever, whatever is asked and wherever it moves', async () => {
  const server = await serverAt('https://ledger.example');
  const first = await server.get('zip', { host: 'ledger.lan:3000' });
  const bytes = await bytesOf(first);
  expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(first.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
  expect(await textOf(bytes, 'README.md')).toContain(`https://ledger.example/p/${id}`);
  await server.close();
  for (const later of ['https://elsewhere.example', undefined]) {
    const moved = await serverAt(later);
    expect(Buffer.from(bytes).equals(await bytesOf(await moved.get('zip')))).toBe(true);
    await moved.close();
  }
});
