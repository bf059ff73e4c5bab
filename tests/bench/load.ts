/** Bounded load on a server of this machine, and how long its answers take. */
import { execFile } from 'node:child_process';
import { Agent, get } from 'node:http';
import { promisify } from 'node:util';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function requireLoopback(url: string): void {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname))
    throw new Error(`Load goes to this machine only, not to ${url}.`);
}

export type Answer = { readonly status: number; readonly body: Buffer; readonly milliseconds: number };

/** One request after another over one connection, unpacked; the time is that to the last byte. */
export function ask(url: string): Promise<Answer> {
  requireLoopback(url);
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts),
          milliseconds: performance.now() - begin,
        }),
      );
    }).on('error', reject);
  });
}

/** The same, refused unless the answer is 200. */
export async function askWell(url: string): Promise<Answer> {
  const answer = await ask(url);
  if (answer.status !== 200) throw new Error(`${answer.status} from ${url}`);
  return answer;
}

export type Times = { readonly median: number; readonly p95: number; readonly most: number; readonly count: number };

/** Which part of the values is not above a value: the value of rank ⌈share × count⌉. */
export function toTimes(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), most: at(1), count: sorted.length };
}

/** How long each address takes, asked once, in order. */
export async function timesOf(urls: readonly string[]): Promise<Times> {
  const times: number[] = [];
  for (const url of urls) times.push((await askWell(url)).milliseconds);
  return toTimes(times);
}

const run = promisify(execFile);
const CONNECTIONS = 32;

/** Answers a second that 32 connections get from one address in so many seconds, in a process of its own. */
export async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  return (await loadOf(url, seconds)).perSecond;
}

/** The same, and in how many milliseconds 99 of 100 answers came. */
export async function loadOf(
  url: string,
  seconds: number,
): Promise<{ readonly perSecond: number; readonly p99: number }> {
  requireLoopback(url);
  const { stdout } = await run(
    process.execPath,
    ['node_modules/autocannon/autocannon.js', '-c', String(CONNECTIONS), '-d', String(seconds), '--json', url],
    { maxBuffer: 2 ** 24 },
  );
  const result: unknown = JSON.parse(stdout);
  if (!isResult(result)) throw new Error('autocannon answered in another form');
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} requests failed`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

type Result = { requests: { average: number }; latency: { p99: number }; non2xx: number; errors: number };

function isResult(value: unknown): value is Result {
  return (
    typeof value === 'object' &&
    value !== null &&
    'requests' in value &&
    'latency' in value &&
    'non2xx' in value &&
    'errors' in value
  );
}
