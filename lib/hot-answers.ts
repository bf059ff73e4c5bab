/**
 * Answers that many ask for at the same moment. Between a request and a page that it keeps, Next spends most of a millisecond on routing, tracing
 * and copying; an address that is in every newspaper is asked for faster than that. So an answer that may be shared, and that has been
 * asked for several times within a quarter of a second, is sent again as it was sent, byte for byte, before Next sees the request: one that
 * may change for a quarter of a second, one that never changes (`immutable`) for as long as there is room. All else passes by untouched.
 */
import { type IncomingMessage, type OutgoingHttpHeaders, Server, type ServerResponse } from 'node:http';

/** For so long an answer that may change is sent again, and while a new one is made once more as long. */
const LIFETIME_MS = 250;
/** Asked for so many times within one lifetime, an address is worth keeping. */
const HOT = 8;
/** Longer answers are not kept, nor more than this together. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_BYTES_TOGETHER = 64 * 1024 * 1024;
/** Addresses that are counted at a time; beyond them counting begins anew. */
const MOST_COUNTED = 2000;
const LONGEST_ADDRESS = 4096;

/** What makes a request one that only its sender gets the answer to, or that asks for something else than the whole page. */
const OWN = [
  'authorization',
  'cookie',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'next-action',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'range',
  'rsc',
  'upgrade',
];

/** Of the connection, not of the answer; the length is that of the bytes that are kept. */
const PASSING = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

type Kept = {
  /** Names and values by turns, as they are written fastest. */
  readonly headers: readonly string[];
  readonly body: Buffer;
  /** Until when it is sent without another look; Infinity for what never changes. */
  readonly until: number;
};

type State = {
  readonly kept: Map<string, Kept>;
  readonly counts: Map<string, { count: number; since: number }>;
  /** Addresses whose next answer is being looked at. */
  readonly underWay: Set<string>;
  bytes: number;
};

const STATE = Symbol.for('attrition-ledger.hot-answers');

/** One for the process: Next bundles this module several times. */
function stateOf(): State {
  const holder = globalThis as { [STATE]?: State };
  holder[STATE] ??= { kept: new Map(), counts: new Map(), underWay: new Set(), bytes: 0 };
  return holder[STATE];
}

/** What the answer depends on; null for a request whose answer is not shared. */
function keyOf({ method, url = '', headers }: IncomingMessage): string | null {
  if (method !== 'GET' || url.length > LONGEST_ADDRESS) return null;
  for (const name of OWN) if (headers[name] !== undefined) return null;
  return `${headers.host} ${headers['x-forwarded-proto']} ${headers['x-forwarded-host']} ${headers['accept-encoding']} ${headers.accept} ${url}`;
}

/** For how long an answer may be sent again, in milliseconds: 0 for one that is not shared. */
export function lifetimeOf(status: number, headers: OutgoingHttpHeaders): number {
  const control = String(headers['cache-control'] ?? '');
  if (status !== 200 || headers['set-cookie'] !== undefined || String(headers.vary ?? '').includes('*')) return 0;
  if (/\b(?:no-store|no-cache|private)\b/.test(control)) return 0;
  if (/\bpublic\b/.test(control) && /\bimmutable\b/.test(control)) return Number.POSITIVE_INFINITY;
  return /\bs-maxage=[1-9]/.test(control) ? LIFETIME_MS : 0;
}

function forget(state: State, key: string): void {
  state.bytes -= state.kept.get(key)?.body.byteLength ?? 0;
  state.kept.delete(key);
}

function keep(state: State, key: string, kept: Kept): void {
  forget(state, key);
  state.kept.set(key, kept);
  state.bytes += kept.body.byteLength;
  for (const oldest of state.kept.keys()) {
    if (state.bytes <= MOST_BYTES_TOGETHER) break;
    forget(state, oldest);
  }
}

/** True where an address has been asked for often enough just now. */
function isHot(state: State, key: string, now: number): boolean {
  const counted = state.counts.get(key);
  if (counted !== undefined && now - counted.since < LIFETIME_MS) {
    counted.count += 1;
    return counted.count >= HOT;
  }
  if (state.counts.size >= MOST_COUNTED) state.counts.clear();
  state.counts.set(key, { count: 1, since: now });
  return false;
}

/** Looks at an answer on its way out, and keeps it if it may be sent again. */
function watch(state: State, key: string, response: ServerResponse): void {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const take = (piece: unknown, encoding: unknown) => {
    if (typeof piece !== 'string' && !(piece instanceof Uint8Array)) return;
    const text = typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
    const buffer = typeof piece === 'string' ? Buffer.from(piece, text) : Buffer.from(piece);
    bytes += buffer.byteLength;
    if (bytes <= MOST_BYTES) pieces.push(buffer);
  };
  const { write, end } = response;
  response.write = function (this: ServerResponse, ...given: unknown[]) {
    take(given[0], given[1]);
    return Reflect.apply(write, this, given);
  } as typeof write;
  response.end = function (this: ServerResponse, ...given: unknown[]) {
    take(given[0], given[1]);
    return Reflect.apply(end, this, given);
  } as typeof end;
  state.underWay.add(key);
  response.once('close', () => {
    state.underWay.delete(key);
    const headers = response.getHeaders();
    const lifetime = response.writableFinished && bytes <= MOST_BYTES ? lifetimeOf(response.statusCode, headers) : 0;
    if (lifetime === 0) {
      forget(state, key);
      return;
    }
    const body = Buffer.concat(pieces);
    const flat = Object.entries(headers).flatMap(([name, value]) =>
      PASSING.has(name) || value === undefined ? [] : [value].flat().flatMap((one) => [name, String(one)]),
    );
    keep(state, key, {
      headers: [...flat, 'content-length', String(body.byteLength)],
      body,
      until: performance.now() + lifetime,
    });
  });
}

/** Sends what is kept and answers true, or counts the request and leaves it to others. */
function isAnswered(request: IncomingMessage, response: ServerResponse): boolean {
  const key = keyOf(request);
  if (key === null) return false;
  const state = stateOf();
  const now = performance.now();
  const kept = state.kept.get(key);
  // One asks for a new answer while the others still get the last one.
  const isGood =
    kept !== undefined && (now < kept.until || (state.underWay.has(key) && now < kept.until + LIFETIME_MS));
  if (!isGood) {
    const wasHot = kept !== undefined && now < kept.until + 4 * LIFETIME_MS;
    if (kept !== undefined && !wasHot) forget(state, key);
    if (!state.underWay.has(key) && (wasHot || isHot(state, key, now))) watch(state, key, response);
    return false;
  }
  response.writeHead(200, kept.headers as string[]);
  response.end(kept.body);
  return true;
}

/** Forgets every answer that may change: for whoever has just changed something. */
export function forgetHotAnswers(): void {
  const state = stateOf();
  for (const [key, { until }] of state.kept) if (until !== Number.POSITIVE_INFINITY) forget(state, key);
}

const INSTALLED = Symbol.for('attrition-ledger.hot-answers.installed');

/** Has every server of this process send hot answers again. Done once, before the first request. */
export function sendHotAnswers(): void {
  const prototype = Server.prototype as Server & { [INSTALLED]?: true };
  if (prototype[INSTALLED]) return;
  prototype[INSTALLED] = true;
  const { emit } = prototype;
  prototype.emit = function (this: Server, event: string | symbol, ...given: unknown[]) {
    if (event === 'request' && isAnswered(given[0] as IncomingMessage, given[1] as ServerResponse)) return true;
    return Reflect.apply(emit, this, [event, ...given]);
  } as typeof emit;
}
