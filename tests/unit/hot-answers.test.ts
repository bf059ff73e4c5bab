/** Answers that many ask for at the same moment are sent again as they were sent; everything else reaches the page behind. */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { forgetHotAnswers, lifetimeOf, sendHotAnswers } from '@/lib/hot-answers';

let asked = 0;
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
const server = createServer((request, response) => {
  asked += 1;
  answer(request, response);
});

beforeAll(async () => {
  sendHotAnswers();
  sendHotAnswers();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  vi.restoreAllMocks();
  server.close();
});

let now = 0;
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  now += 1_000_000;
  asked = 0;
});

type Got = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };

async function ask(path: string, headers: Record<string, string> = {}): Promise<Got> {
  const request = get({ port: (server.address() as AddressInfo).port, path, headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const piece of response) body += piece;
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** Asks so often that whatever may be kept is kept. */
async function heat(path: string, headers: Record<string, string> = {}): Promise<void> {
  for (let time = 0; time < 10; time += 1) await ask(path, headers);
}

const LIVE = 'public, max-age=0, s-maxage=60';
/** Answers with the number of the request, in two pieces. */
const numbered = (control: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.setHeader('Cache-Control', control);
  response.setHeader('X-Frame', ['a', 'b']);
  response.write('number ');
  response.end(Buffer.from(`${asked} – ok`));
};

test('an address that is asked for again and again is answered as before, without the page behind', async () => {
  answer = numbered(LIVE);
  await heat('/hot');
  const reached = asked;
  const again = await ask('/hot');
  expect(asked).toBe(reached);
  expect(again).toMatchObject({ status: 200, body: `number ${reached} – ok` });
  expect(again.headers).toMatchObject({ 'cache-control': LIVE, 'x-frame': 'a, b' });
  expect(again.headers['content-length']).toBe(String(Buffer.byteLength(again.body)));
});

test('an address that is asked for now and then always reaches it', async () => {
  answer = numbered(LIVE);
  for (let time = 0; time < 20; time += 1) {
    now += 100;
    await ask('/seldom');
  }
  expect(asked).toBe(20);
});

test('what may change is asked for anew after a quarter of a second', async () => {
  answer = numbered(LIVE);
  await heat('/changing');
  const reached = asked;
  now += 251;
  expect((await ask('/changing')).body).toBe(`number ${reached + 1} – ok`);
  expect((await ask('/changing')).body).toBe(`number ${reached + 1} – ok`);
  expect(asked).toBe(reached + 1);
});

test('what never changes stays, also when everything that may change is forgotten', async () => {
  answer = numbered('public, max-age=31536000, immutable');
  await heat('/forever');
  answer = numbered(LIVE);
  await heat('/for-now');
  const reached = asked;
  forgetHotAnswers();
  now += 60_000;
  await ask('/forever');
  expect(asked).toBe(reached);
  await ask('/for-now');
  expect(asked).toBe(reached + 1);
});

test.each([
  { cookie: 'session=1' },
  { authorization: 'Bearer x' },
  { 'if-none-match': '"a"' },
  { range: 'bytes=0-1' },
  { rsc: '1' },
])('a request with %o always reaches the page', async (headers) => {
  answer = numbered(LIVE);
  const path = `/own-${Object.keys(headers)}`;
  await heat(path);
  const reached = asked;
  await ask(path, headers as Record<string, string>);
  expect(asked).toBe(reached + 1);
});

test('another host, another encoding and another query are other answers', async () => {
  answer = numbered(LIVE);
  await heat('/one?a=1');
  const reached = asked;
  await ask('/one?a=2');
  await ask('/one?a=1', { host: 'other.example' });
  await ask('/one?a=1', { 'accept-encoding': 'gzip' });
  await ask('/one?a=1', { 'x-forwarded-proto': 'https' });
  expect(asked).toBe(reached + 4);
});

test('refusals, and answers longer than two megabytes, are never kept', async () => {
  answer = (_, response) => {
    response.writeHead(404, { 'Cache-Control': LIVE });
    response.end();
  };
  await heat('/missing');
  answer = (_, response) => {
    response.setHeader('Cache-Control', LIVE);
    response.end('x'.repeat(2 * 1024 * 1024 + 1));
  };
  await heat('/long');
  expect(asked).toBe(20);
});

test('an answer that broke off is not kept', async () => {
  answer = (_, response) => {
    response.setHeader('Cache-Control', LIVE);
    response.write('half');
    response.destroy();
  };
  for (let time = 0; time < 10; time += 1) await ask('/broken').catch(() => undefined);
  answer = numbered(LIVE);
  expect((await ask('/broken')).body).toContain('ok');
});

test('only what its own headers give to everybody is kept', () => {
  const of = (control: string, more: Record<string, string> = {}) =>
    lifetimeOf(200, { 'cache-control': control, ...more });
  expect(of('s-maxage=60')).toBe(250);
  expect(of('public, max-age=60')).toBe(0);
  expect(of('public, max-age=31536000, immutable')).toBe(Number.POSITIVE_INFINITY);
  for (const control of [
    'private, s-maxage=60',
    'no-store',
    'public, no-cache',
    's-maxage=0',
    'private, immutable',
    '',
  ])
    expect(of(control), control).toBe(0);
  expect(of('s-maxage=60', { 'set-cookie': 'a=b' })).toBe(0);
  expect(of('s-maxage=60', { vary: '*' })).toBe(0);
  expect(lifetimeOf(206, { 'cache-control': 's-maxage=60' })).toBe(0);
});
