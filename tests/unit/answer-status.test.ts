import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { honourNamedStatus, STATUS_HEADER } from '@/lib/answer-status';

let server: Server;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  honourNamedStatus();
  // Asked a second time, as a development server does, it does nothing more.
  honourNamedStatus();
  server = createServer((_, response) => answer(response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise((done) => server.close(done)));

async function ask(how: (response: ServerResponse) => void): Promise<{ status: number; header: string | null }> {
  answer = how;
  const { port } = server.address() as AddressInfo;
  const answered = await fetch(`http://127.0.0.1:${port}/`);
  await answered.text();
  return { status: answered.status, header: answered.headers.get(STATUS_HEADER) };
}

test('a page is answered with the status that was named for it, and the name is not sent', async () => {
  expect(
    await ask((response) => {
      response.setHeader(STATUS_HEADER, '410');
      response.end('gone');
    }),
  ).toEqual({ status: 410, header: null });
});

test('an error keeps its own status', async () => {
  expect(
    await ask((response) => {
      response.setHeader(STATUS_HEADER, '410');
      response.writeHead(500);
      response.end();
    }),
  ).toEqual({ status: 500, header: null });
});

test('without a name nothing is different', async () => {
  expect(await ask((response) => response.end('here'))).toEqual({ status: 200, header: null });
});

test.each(['200', '302', '999', 'gone'])('“%s” is no status of a page that is not shown as it was', async (named) => {
  const { status } = await ask((response) => {
    response.setHeader(STATUS_HEADER, named);
    response.end();
  });
  expect(status).toBe(200);
});
