/** The queue (E5, O6): pages fetched, an archive asked, links looked at again; retried, given up, tried again because a person asked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readEvidence } from '@/lib/data/captures';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { readHealth } from '@/lib/data/health';
import { NOW } from '@/lib/data/ledger';
import { askAgain, listDeadLetters, readQueueAge, readSourceLinks } from '@/lib/data/link-checks';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { publishSources } from '@/lib/data/sources';
import { type EvidenceStorage, localStorage } from '@/lib/evidence/storage';
import { type EvidenceQueue, type QueueSettings, startEvidenceQueue } from '@/lib/jobs/evidence-queue';
import type { ClaimId } from '@/lib/ledger/claim';
import { somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

let folder = '';
let storage: EvidenceStorage;
let web: Server;
let at = '';
let queue: EvidenceQueue | undefined;
/** What the small web answers, path by path; an answer may change while it is asked. */
const pages = new Map<string, (response: ServerResponse, request: IncomingMessage) => void>();
let asked: string[] = [];

const html = (words: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><p>${words}`);
const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  storage = localStorage(folder);
  web = createServer((request, response) => {
    asked.push(request.url ?? '');
    (pages.get((request.url ?? '').split('?')[0] ?? '') ?? status(404))(response, request);
  });
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  at = `127.0.0.1:${(web.address() as AddressInfo).port}`;
  await publishSources([aSource({ slug: 'observer' })], { class: 'new', note: null, role: 'editor', summary: 'One.' });
});
beforeEach(() => {
  asked = [];
});
afterEach(async () => {
  await queue?.stop();
  queue = undefined;
});
afterAll(async () => {
  web.closeAllConnections();
  await new Promise((closed) => web.close(closed));
  await rm(folder, { recursive: true });
});

/** A queue that looks when it is told to, does not wait between tries, and may ask the small web. */
async function start(given: Partial<QueueSettings> = {}): Promise<EvidenceQueue> {
  queue = await startEvidenceQueue({
    databaseUrl: process.env.DATABASE_URL ?? '',
    storage,
    outbound: { allowed: [at] },
    archiveUrl: null,
    retries: 2,
    retryDelay: 0,
    lookEvery: null,
    ...given,
  });
  return queue;
}

let made = 0;
/** A claim whose publication is a page of the small web. */
async function claimAt(path: string): Promise<{ id: ClaimId; url: string }> {
  made += 1;
  const [key, url] = [`queue-${made}`, `http://${at}${path}`];
  const publications = [{ publisher: 'Observer', title: `Report ${made}`, publishedOn: '2024-10-05', url }];
  await publishClaims([[aClaim({ key, publications })]], { role: 'editor', summary: 'A claim.' });
  const [row] = await rowsOf<{ public_id: ClaimId }>('SELECT public_id FROM claim WHERE key = $1', [key]);
  if (!row) throw new Error('no claim');
  return { id: row.public_id, url };
}

type Try = { kind: string; outcome: string; status: number | null; attempt: number; is_final: boolean };
const triesOf = (url: string) =>
  rowsOf<Try>('SELECT kind, outcome, status, attempt, is_final FROM link_check WHERE url = $1 ORDER BY id', [url]);

/** The tries of an address once one of them, of this kind and not among the first `after`, was the last. */
function ended(url: string, kind = 'fetch', after = 0): Promise<Try[]> {
  return vi.waitFor(
    async () => {
      const tries = await triesOf(url);
      expect(tries.slice(after).some((one) => one.is_final && one.kind === kind)).toBe(true);
      return tries;
    },
    { timeout: 30_000, interval: 50 },
  );
}

describe('a page of a publication', () => {
  test('is pending until it is fetched, and then a capture with its bytes', async () => {
    pages.set('/report', html('30 000'));
    const { id, url } = await claimAt('/report');
    expect(await readEvidence(id, NOW)).toMatchObject([{ url, captures: [], fetched: null }]);
    await (await start()).look();
    expect(await ended(url)).toEqual([{ kind: 'fetch', outcome: 'ok', status: 200, attempt: 1, is_final: true }]);
    const [evidence] = await readEvidence(id, NOW);
    const [capture] = evidence?.captures ?? [];
    expect(capture).toMatchObject({
      kind: 'fetched',
      byRole: 'archiver',
      byName: null,
      bytes: { size: 24, mime: 'text/html', name: '127.0.0.1-report.html' },
    });
    expect(await storage.verify(capture?.bytes?.sha256 ?? '')).toBe('found');
    expect((await readClaimsByIds([id], NOW))[0]?.flags).toEqual(['captured']);
  });

  test('is fetched once, however many publications are said there and however often it is looked for', async () => {
    pages.set('/shared', html('shared'));
    const [first, second] = [await claimAt('/shared'), await claimAt('/shared')];
    const { look } = await start();
    await look();
    await look();
    await ended(first.url);
    expect(await look()).toBe(0);
    expect(asked.filter((path) => path === '/shared')).toEqual(['/shared']);
    expect((await readClaimsByIds([first.id, second.id], NOW)).map(({ flags }) => flags)).toEqual([
      ['captured'],
      ['captured'],
    ]);
  });

  test('is captured where it redirects to', async () => {
    pages.set('/moved', (response) => response.writeHead(301, { Location: '/here' }).end());
    pages.set('/here', html('moved'));
    const { id, url } = await claimAt('/moved');
    await (await start()).look();
    await ended(url);
    expect((await readEvidence(id, NOW))[0]?.captures[0]?.bytes?.name).toBe('127.0.0.1-here.html');
  });

  test('that is not there is given up at once', async () => {
    const { id, url } = await claimAt('/not-there');
    await (await start()).look();
    expect(await ended(url)).toEqual([
      { kind: 'fetch', outcome: 'http_error', status: 404, attempt: 1, is_final: true },
    ]);
    expect((await readEvidence(id, NOW))[0]).toMatchObject({
      captures: [],
      fetched: { outcome: 'http_error', status: 404 },
    });
  });

  test('that is no evidence is not kept', async () => {
    pages.set('/data.json', (response) => response.end('{"a": 1}'));
    const { url } = await claimAt('/data.json');
    await (await start()).look();
    expect(await ended(url)).toMatchObject([{ outcome: 'unusable', is_final: true }]);
  });

  test('of a server that does not answer is tried again', async () => {
    // The first time nothing comes, and from then on the page.
    pages.set('/slow', () => pages.set('/slow', html('at last')));
    const { url } = await claimAt('/slow');
    await (await start({ outbound: { allowed: [at], allWithin: 300 } })).look();
    expect(await ended(url)).toMatchObject([
      { outcome: 'too_slow', attempt: 1, is_final: false },
      { outcome: 'ok', attempt: 2, is_final: true },
    ]);
  });

  test('of a forbidden address is never asked', async () => {
    const { url } = await claimAt('/secret');
    await (await start({ outbound: {} })).look();
    expect(await ended(url)).toMatchObject([{ outcome: 'refused', is_final: true }]);
    expect(asked).toEqual([]);
  });
});

describe('what was given up', () => {
  test('is listed after its last try, and goes well when a person has it tried again', async () => {
    pages.set('/broken', status(503));
    const { id, url } = await claimAt('/broken');
    const { look } = await start();
    await look();
    expect((await ended(url)).map(({ attempt, is_final }) => [attempt, is_final])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const letter = (await listDeadLetters()).find((one) => one.url === url);
    expect(letter).toMatchObject({ kind: 'fetch', status: 503, attempts: 3, claim: id, isAskedAgain: false });
    const editor = await somebody('editor');
    expect((await askAgain(await somebody('contributor'), letter?.id ?? 0)).ok).toBe(false);
    expect(await askAgain(editor, letter?.id ?? 0)).toEqual({ ok: true });
    expect(await askAgain(editor, letter?.id ?? 0)).toEqual({ ok: true });
    expect((await listDeadLetters()).find((one) => one.url === url)).toMatchObject({ isAskedAgain: true });
    pages.set('/broken', html('mended'));
    expect(await look()).toBe(1);
    expect((await ended(url, 'fetch', 3)).at(-1)).toMatchObject({ outcome: 'ok', attempt: 1 });
    expect((await listDeadLetters()).find((one) => one.url === url)).toBeUndefined();
    expect(await look()).toBe(0);
  });

  test('and a queue that is lost are made again from the ledger’s own tables', async () => {
    pages.set('/lost-queue', html('found again'));
    const { url } = await claimAt('/lost-queue');
    await (await start({ outbound: { allowed: [at] } })).stop();
    await rowsOf('DROP SCHEMA evidence_queue CASCADE');
    expect(await readQueueAge()).toBeNull();
    await (await start()).look();
    expect((await ended(url)).at(-1)).toMatchObject({ outcome: 'ok' });
    expect(await readQueueAge()).toBe(0);
  });
});

describe('links', () => {
  test('are looked at again after a week, and those that died stand on the page of their source', async () => {
    pages.set('/weekly', html('here'));
    const { url } = await claimAt('/weekly');
    const { look, sweep } = await start();
    await look();
    await ended(url);
    pages.set('/weekly', status(410));
    asked = [];
    await sweep(7);
    expect((await triesOf(url)).length).toBe(1);
    await sweep(0);
    expect((await ended(url, 'check')).at(-1)).toMatchObject({ kind: 'check', outcome: 'http_error', status: 410 });
    const links = await readSourceLinks('observer');
    expect(links?.dead).toContainEqual(expect.objectContaining({ url, outcome: 'http_error', status: 410 }));
    expect(links?.lastCheck).not.toBeNull();
  });
});

describe('a web archive', () => {
  test('is asked for a copy, whose address is kept', async () => {
    pages.set('/archived', html('to be kept'));
    pages.set(`/save/http://${at}/archived`, (response) =>
      response.writeHead(302, { Location: `/web/20261122/http://${at}/archived` }).end(),
    );
    pages.set(`/web/20261122/http://${at}/archived`, html('kept'));
    const { id, url } = await claimAt('/archived');
    await (await start({ archiveUrl: `http://${at}/save/` })).look();
    await Promise.all([ended(url, 'fetch'), ended(url, 'archive')]);
    const captures = (await readEvidence(id, NOW))[0]?.captures ?? [];
    expect(captures.find(({ kind }) => kind === 'archive')).toMatchObject({
      bytes: null,
      archiveUrl: `http://${at}/web/20261122/http://${at}/archived`,
    });
    expect(captures.find(({ kind }) => kind === 'fetched')?.bytes).not.toBeNull();
  });

  test('that is down changes nothing of the capture', async () => {
    pages.set('/unarchived', html('kept here'));
    pages.set(`/save/http://${at}/unarchived`, status(502));
    const { id, url } = await claimAt('/unarchived');
    await (await start({ archiveUrl: `http://${at}/save/` })).look();
    await Promise.all([ended(url, 'fetch'), ended(url, 'archive')]);
    expect((await readEvidence(id, NOW))[0]?.captures.map(({ kind }) => kind)).toEqual(['fetched']);
    expect((await listDeadLetters()).find((one) => one.url === url)).toMatchObject({ kind: 'archive', status: 502 });
  });
});

test('health tells how long the oldest job has waited (O7)', async () => {
  await start();
  expect((await readHealth()).queueAgeSeconds).toBe(0);
});
