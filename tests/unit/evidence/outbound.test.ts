import { glob, readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { askOutside, isPublicAddress, OutboundError, type OutboundSettings } from '@/lib/evidence/outbound';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** A web server on this machine; its `host:port`, and the paths it was asked for. */
async function serve(listener: RequestListener): Promise<{ at: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { at: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** What came of asking: the text of the answer, or how it failed. */
async function ask(address: string, settings: OutboundSettings = {}): Promise<string> {
  try {
    return await askOutside(address, settings, async ({ bytes }) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    });
  } catch (error) {
    if (error instanceof OutboundError) return error.failure;
    throw error;
  }
}

const PUBLIC = '93.184.216.34';

describe('a request to a forbidden address is refused, however it is dressed', () => {
  // A resolver that would lead anywhere: what is refused here is refused by what it is.
  const resolve = async (name: string) => [name.endsWith('.evil.example') ? '10.0.0.7' : PUBLIC];
  test.each([
    ['loopback', 'http://127.0.0.1/'],
    ['another loopback', 'http://127.255.255.254/'],
    ['loopback as one decimal number', 'http://2130706433/'],
    ['loopback in octal', 'http://0177.0.0.01/'],
    ['loopback as one octal number', 'http://017700000001/'],
    ['loopback in hexadecimal', 'http://0x7f000001/'],
    ['loopback in hexadecimal parts, upper case', 'HTTP://0X7F.0X0.0X0.0X1/'],
    ['loopback in short', 'http://127.1/'],
    ['loopback with a dot at the end', 'http://127.0.0.1./'],
    ['loopback in full-width digits', 'http://１２７.０.０.１/'],
    ['loopback in percent signs', 'http://%31%32%37.0.0.1/'],
    ['nowhere, which is here', 'http://0.0.0.0/'],
    ['nowhere in short', 'http://0/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 loopback in full', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/'],
    ['IPv6 nowhere', 'http://[::]/'],
    ['IPv4 mapped into IPv6', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4 mapped into IPv6, in hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['IPv4 mapped into IPv6, upper case', 'http://[::FFFF:10.0.0.1]/'],
    ['IPv4 in IPv6 of old', 'http://[::127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['NAT64 of a network of one’s own', 'http://[64:ff9b:1::a00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
    ['a unique local address', 'http://[fd12:3456:789a::1]/'],
    ['a site-local address of old', 'http://[fec0::1]/'],
    ['a link-local IPv6 address', 'http://[fe80::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['a private network, 10/8', 'http://10.1.2.3/'],
    ['a private network, 172.16/12', 'http://172.31.0.1/'],
    ['a private network, 192.168/16', 'http://192.168.0.1/'],
    ['a private network as one number', 'http://3232235521/'],
    ['a carrier’s network', 'http://100.64.0.1/'],
    ['link-local, where clouds tell secrets', 'http://169.254.169.254/latest/meta-data/'],
    ['the same as one number', 'http://2852039166/'],
    ['the secrets of another cloud', 'http://168.63.129.16/'],
    ['the secrets of a third', 'http://100.100.100.200/'],
    ['the secrets over IPv6', 'http://[fd00:ec2::254]/'],
    ['multicast', 'http://224.0.0.1/'],
    ['broadcast', 'http://255.255.255.255/'],
    ['addresses for examples', 'http://192.0.2.1/'],
    ['localhost', 'http://localhost/'],
    ['LOCALHOST with a dot', 'http://LOCALHOST./'],
    ['a name under localhost', 'http://anything.localhost/'],
    ['a name inside a network', 'http://intranet/'],
    ['a name of a cloud’s own', 'http://metadata.google.internal/'],
    ['a printer', 'http://printer.local/'],
    ['a public name that leads to a private address', 'http://www.evil.example/'],
    ['an address behind a name', 'http://example.org@127.0.0.1/'],
    ['a name and password', 'http://name:password@example.org/'],
    ['a name alone', 'http://name@example.org/'],
    ['another port', 'http://example.org:5432/'],
    ['another port of https', 'https://example.org:22/'],
    ['a file', 'file:///etc/passwd'],
    ['another protocol', 'gopher://example.org/'],
    ['data', 'data:text/html,hello'],
    ['no address at all', 'not an address'],
  ])('%s', async (_, address) => {
    expect(await ask(address, { resolve })).toBe('refused');
  });

  test('a name of which one address is public and one is not', async () => {
    expect(await ask('http://two.example/', { resolve: async () => [PUBLIC, '::1'] })).toBe('refused');
  });

  test('a name that is public when it is asked first, and private after a redirect to itself', async () => {
    const { at, asked } = await serve((_request, response) =>
      response.writeHead(302, { Location: 'http://rebinding.example/secret' }).end(),
    );
    const answers = ['127.0.0.1', '10.0.0.1'];
    const given = await ask(`http://rebinding.example:${at.split(':')[1]}/`, {
      // The first answer stands for a public address: it is let through as an exception.
      allowed: [`rebinding.example:${at.split(':')[1]}`],
      resolve: async () => [answers.shift() ?? '10.0.0.1'],
    });
    expect(given).toBe('refused');
    expect(asked).toEqual(['/']);
  });

  test('a name is resolved once for each request: the connection goes to the address that was checked', async () => {
    const { at } = await serve((_request, response) => response.end('here'));
    const port = at.split(':')[1];
    let times = 0;
    const resolve = async () => {
      times += 1;
      return [times === 1 ? '127.0.0.1' : '10.255.255.1'];
    };
    expect(await ask(`http://name.example:${port}/`, { allowed: [`name.example:${port}`], resolve })).toBe('here');
    expect(times).toBe(1);
  });

  test.each([
    'http://169.254.169.254/',
    'http://[::1]/',
    '//10.0.0.1/path',
    'http://name:password@example.org/',
    'file:///etc/passwd',
  ])('a redirect to %s', async (target) => {
    const { at } = await serve((_request, response) => response.writeHead(302, { Location: target }).end());
    expect(await ask(`http://${at}/`, { allowed: [at], resolve })).toBe('refused');
  });

  test('a chain of redirects that ends at another port of this machine', async () => {
    const secret = await serve((_request, response) => response.end('secret'));
    const { at, asked } = await serve((request, response) =>
      response.writeHead(307, { Location: request.url === '/1' ? '/2' : `http://${secret.at}/` }).end(),
    );
    expect(await ask(`http://${at}/1`, { allowed: [at] })).toBe('refused');
    expect(asked).toEqual(['/1', '/2']);
    expect(secret.asked).toEqual([]);
  });
});

describe('what is let through', () => {
  test.each([PUBLIC, '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a host and port that the server was told about', async () => {
    const { at } = await serve((_request, response) => response.end('an archive of our own'));
    expect(await ask(`http://${at}/`, { allowed: [at] })).toBe('an archive of our own');
  });

  test('five redirects, and not a sixth', async () => {
    const { at } = await serve((request, response) => {
      const left = Number((request.url ?? '/0').slice(1));
      if (left === 0) response.end('arrived');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    });
    expect(await ask(`http://${at}/5`, { allowed: [at] })).toBe('arrived');
    expect(await ask(`http://${at}/6`, { allowed: [at] })).toBe('refused');
  });
});

describe('limits', () => {
  const small = { most: 1000 };

  test('an answer that says it is too large', async () => {
    const { at } = await serve((_request, response) => response.end('x'.repeat(1001)));
    expect(await ask(`http://${at}/`, { allowed: [at], ...small })).toBe('too_large');
  });

  test('an answer that does not say how large it is', async () => {
    const { at } = await serve((_request, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(600));
    });
    expect(await ask(`http://${at}/`, { allowed: [at], ...small })).toBe('too_large');
  });

  test('an answer that is small only while it is packed', async () => {
    const { at } = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
    );
    expect(await ask(`http://${at}/`, { allowed: [at], ...small })).toBe('too_large');
  });

  test('a server that never answers, and one that stops in the middle', async () => {
    const silent = await serve(() => {});
    expect(await ask(`http://${silent.at}/`, { allowed: [silent.at], answerWithin: 1 })).toBe('too_slow');
    const halting = await serve((_request, response) => response.write('half'));
    expect(await ask(`http://${halting.at}/`, { allowed: [halting.at], pauseWithin: 1 })).toBe('too_slow');
    const slow = await serve(() => {});
    expect(await ask(`http://${slow.at}/`, { allowed: [slow.at], allWithin: 1 })).toBe('too_slow');
  });

  test('a server that is not there', async () => {
    const { at } = await serve(() => {});
    for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
    expect(await ask(`http://${at}/`, { allowed: [at] })).toBe('unreachable');
    expect(await ask('http://nowhere.example/', { resolve: () => Promise.reject(new Error('no such name')) })).toBe(
      'unreachable',
    );
  });
});

test('no other file of the server can ask anybody for anything', async () => {
  const root = join(import.meta.dirname, '../../..');
  const files = await glob('{app,components,lib}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['lib/local/**', 'lib/data/generated/**'],
  });
  const asking: string[] = [];
  for await (const file of files) {
    const text = await readFile(join(root, file), 'utf8');
    const isBrowser = text.startsWith("'use client'");
    if (
      /from '(?:undici|node:https|node:tls|node:dns.*)'|\bhttps?\.(?:get|request)\(/.test(text) ||
      (!isBrowser && /(?<![.\w])fetch\(/.test(text))
    )
      asking.push(file);
  }
  expect(asking).toEqual(['lib/evidence/outbound.ts']);
});

test('nothing of ours goes along: no cookie, no credentials, no address of origin', async () => {
  let sent: readonly string[] = [];
  const { at } = await serve((request, response) => {
    sent = Object.keys(request.headers).sort();
    response.end('');
  });
  await ask(`http://${at}/`, { allowed: [at] });
  expect(sent).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
});
