/**
 * The one place where requests leave this server. An address that somebody typed, or that another server redirects to, may name a machine
 * of our own network: each is resolved here, refused unless every address it has is a public one, and the connection goes to exactly the
 * address that was checked. After each redirect all of it happens again.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, request } from 'undici';
import { LARGEST_CAPTURE } from './storage';

/** Why a request came to nothing; codes of the table link_check. */
export type OutboundFailure = 'refused' | 'unreachable' | 'too_slow' | 'too_large';

/** A request that came to nothing, with words for the person. */
export class OutboundError extends Error {
  readonly failure: OutboundFailure;
  constructor(failure: OutboundFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export type OutboundSettings = {
  /** `host:port` pairs that may be asked wherever they are: an archive inside the organisation. */
  readonly allowed?: readonly string[];
  /** Sent as the name of who asks. */
  readonly agent?: string;
  /** Most bytes of an answer, counted unpacked. */
  readonly most?: number;
  /** Milliseconds until there is a connection, until the answer begins, between two pieces of it, and for everything together. */
  readonly connectWithin?: number;
  readonly answerWithin?: number;
  readonly pauseWithin?: number;
  readonly allWithin?: number;
  /** The addresses of a name; the system's own resolver unless a test brings another. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
};

/** What came back. The bytes are read while `take` runs, or not at all. */
export type OutboundAnswer = {
  /** The address that answered in the end. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: AsyncIterable<Uint8Array>;
};

export const MOST_REDIRECTS = 5;

const REDIRECTS = [301, 302, 303, 307, 308];

/** Public addresses that clouds use to tell a machine its secrets. */
const METADATA = ['168.63.129.16'];

/** Every IPv6 address that is handed out to anybody begins with 2 or 3. */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');

/**
 * Whether an IP address is a public one. Whatever stands for another address (IPv4 in IPv6, NAT64, 6to4, Teredo) is not, whichever it
 * stands for.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || METADATA.includes(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6, 3);
}

/** Names that mean a machine near by, in whatever way they are resolved. */
const NEAR_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid)$/;

/** A host as it is compared: lower case, without brackets and without the dot at the end. */
const hostOf = (url: URL): string =>
  url.hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

function refuse(message: string): never {
  throw new OutboundError('refused', message);
}

/** An address as it may be asked: http or https, without credentials, on the ports of the web. */
function parseAddress(text: string, base?: string): URL {
  const url = URL.parse(text, base);
  if (url === null) refuse('This is not an address.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('Only http and https addresses are asked.');
  if (url.username !== '' || url.password !== '') refuse('The address carries a name or a password.');
  if (hostOf(url) === '') refuse('The address names no host.');
  return url;
}

const systemResolve = async (name: string): Promise<readonly string[]> =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** A resolver cannot be broken off; nobody waits for it longer than for everything else. */
function orOver<T>(answer: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    over.addEventListener('abort', () => fail(new OutboundError('too_slow', 'The name took too long to resolve.')));
    answer.then(done, fail);
  });
}

/** The addresses behind a URL, all of them checked. */
async function checkedAddresses(url: URL, settings: OutboundSettings, over: AbortSignal): Promise<readonly string[]> {
  const host = hostOf(url);
  const isAllowed = (settings.allowed ?? []).includes(`${host}:${portOf(url)}`);
  const isLiteral = isIP(host) !== 0;
  if (!isAllowed) {
    if (!['80', '443'].includes(portOf(url))) refuse('Only the ports 80 and 443 are asked.');
    if (!isLiteral && (!host.includes('.') || NEAR_NAMES.test(host)))
      refuse(`“${host}” is a name inside a network, not of the public web.`);
  }
  let addresses: readonly string[];
  try {
    addresses = isLiteral ? [host] : await orOver((settings.resolve ?? systemResolve)(host), over);
  } catch (error) {
    if (error instanceof OutboundError) throw error;
    throw new OutboundError('unreachable', `The name “${host}” is not known.`);
  }
  if (addresses.length === 0) throw new OutboundError('unreachable', `The name “${host}” has no address.`);
  // One that is not public is enough: who answers for the name decides which is given next time.
  if (!isAllowed && !addresses.every(isPublicAddress)) refuse(`“${host}” does not lead to the public web.`);
  return addresses;
}

/** Connects to the addresses that were checked, one after the other, whatever name is asked for. */
function connectorTo(url: URL, addresses: readonly string[], timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, allowH2: false });
  const name = hostOf(url);
  return (options, callback) => {
    const attempt = (index: number) => {
      const address = addresses[index];
      if (address === undefined) return callback(new Error('no address answers'), null);
      connect(
        { ...options, hostname: address, host: address, servername: isIP(name) === 0 ? name : '' },
        (...answer: buildConnector.CallbackArgs) => {
          if (answer[0] !== null && index + 1 < Math.min(addresses.length, 4)) attempt(index + 1);
          else callback(...answer);
        },
      );
    };
    attempt(0);
  };
}

const SLOW = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];

/** An error of the network as one of ours; what is neither stays what it is. */
function toOutboundError(error: unknown, url: URL, isOver: boolean): unknown {
  if (error instanceof OutboundError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (isOver || (code !== undefined && SLOW.includes(code)))
    return new OutboundError('too_slow', `${url.hostname} took too long to answer.`);
  if (error instanceof Error && (code !== undefined || error.message === 'no address answers'))
    return new OutboundError('unreachable', `${url.hostname} could not be reached${code ? ` (${code})` : ''}.`);
  return error;
}

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & AsyncIterable<Uint8Array>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The bytes of an answer, unpacked where they were packed against our asking, and no more than wanted. */
async function* limited(body: Readable, packing: string, most: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new OutboundError('too_large', `The answer has more than ${Math.floor(most / 1024 / 1024)} MB.`);
  const unpack = UNPACKERS[packing.trim().toLowerCase()]?.();
  if (unpack !== undefined) {
    body.on('error', (error) => (unpack as unknown as Readable).destroy(error));
    body.pipe(unpack);
  }
  let size = 0;
  for await (const piece of (unpack ?? body) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > most) throw tooLarge();
    yield piece;
  }
}

/**
 * Asks an address and hands the answer to `take`, whatever its status; what is not read of it is thrown away. Follows at most five
 * redirects, each of them checked like the first address. Throws `OutboundError`.
 */
export async function askOutside<T>(
  address: string,
  settings: OutboundSettings,
  take: (answer: OutboundAnswer) => Promise<T>,
): Promise<T> {
  const over = AbortSignal.timeout(settings.allWithin ?? 60_000);
  let url = parseAddress(address);
  for (let hop = 0; ; hop += 1) {
    const addresses = await checkedAddresses(url, settings, over);
    const agent = new Agent({
      connect: connectorTo(url, addresses, settings.connectWithin ?? 10_000),
      headersTimeout: settings.answerWithin ?? 30_000,
      bodyTimeout: settings.pauseWithin ?? 20_000,
      maxHeaderSize: 32_768,
      pipelining: 0,
    });
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        signal: over,
        method: 'GET',
        headers: {
          'user-agent': settings.agent ?? 'AttritionLedger-evidence',
          accept: 'text/html,application/pdf,image/png,image/jpeg;q=0.9,*/*;q=0.5',
          'accept-encoding': 'identity',
        },
      });
      const one = (name: string): string | undefined => {
        const value = headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      // What is thrown away may still fail, and nobody waits for it.
      body.on('error', () => {});
      const target = REDIRECTS.includes(statusCode) ? one('location') : undefined;
      if (target !== undefined) {
        body.destroy();
        if (hop >= MOST_REDIRECTS) refuse(`The address redirects more than ${MOST_REDIRECTS} times.`);
        url = parseAddress(target, url.href);
        continue;
      }
      const most = settings.most ?? LARGEST_CAPTURE;
      if (Number(one('content-length') ?? 0) > most && statusCode < 400)
        throw new OutboundError('too_large', `The answer has more than ${Math.floor(most / 1024 / 1024)} MB.`);
      return await take({
        url: url.href,
        status: statusCode,
        headers: {
          'content-location': one('content-location'),
          link: one('link'),
          'content-type': one('content-type'),
        },
        bytes: limited(body, one('content-encoding') ?? '', most),
      });
    } catch (error) {
      throw toOutboundError(error, url, over.aborted);
    } finally {
      await agent.destroy();
    }
  }
}
