/** Figures that nobody asked for before, and figures that everybody asks for. */
import { gzipSync } from 'node:zlib';
import { ask, askWell, requestsPerSecond, timesOf } from './load';
import { atLeast, atMost, type Row, told } from './report';

const SERIES = 5;
const MONTHS_FROM = ['2022-03', '2022-04', '2022-05', '2022-06', '2022-07', '2022-08', '2022-09', '2022-10', '2022-11'];
const MONTHS_TO = ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
const SOURCES = 55;
const REQUESTS = 200;
const SECONDS = 8;
const ROUNDS = 3;

/** The same order of sources on every machine: steps through them that have no common divisor with their number. */
function sourcesOf(request: number): number[] {
  const step = 1 + (request % 17);
  return Array.from({ length: SERIES }, (_, index) => 1 + ((request * 7 + index * step) % SOURCES));
}

/** Distinct views of five series and 48 months: no two have the same series and months. */
function viewsOf(metric: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const request = first + index;
    const ids = [...new Set(sourcesOf(request))].map(
      (source) => `bench-${String(source).padStart(2, '0')}.${metric}.ru`,
    );
    const window = request % MONTHS_FROM.length;
    return `series=${ids.join('~')}&from=${MONTHS_FROM[window]}&to=${MONTHS_TO[window]}`;
  });
}

/** Pages and JSON of a ledger of so many claims, none of them held by any cache. */
export async function measureUncached(base: string, ledger: string): Promise<Row[]> {
  const warm = viewsOf('killed_or_wounded', 5000, 20);
  const first = (await askWell(`${base}/figures?${warm[0]}`)).milliseconds;
  await timesOf(warm.flatMap((query) => [`${base}/figures?${query}`, `${base}/figures.json?${query}`]));
  const pages = await timesOf(viewsOf('killed_or_wounded', 0, REQUESTS).map((query) => `${base}/figures?${query}`));
  const files = await timesOf(
    viewsOf('killed_or_wounded', 1000, REQUESTS).map((query) => `${base}/figures.json?${query}`),
  );
  const label = `5 series × 48 months, not cached, ${ledger}`;
  return [
    atMost(`page: ${label}, p95 of ${pages.count}`, pages.p95, 100, { unit: 'ms' }),
    told('the same, median', pages.median, { unit: 'ms' }),
    atMost(`\`.json\`: ${label}, p95 of ${files.count}`, files.p95, 100, { unit: 'ms' }),
    told('the same, median', files.median, { unit: 'ms' }),
    told(`first page of a metric that the server has not met, ${ledger}`, first, { unit: 'ms' }),
  ];
}

/** Throughput of one view that is cached, beside a page that says hello, in turns so that both meet the same machine. */
export async function measureCached(base: string, hello: string): Promise<Row[]> {
  const [query] = viewsOf('killed_or_wounded', 0, 1);
  const page = `${base}/figures?${query}`;
  const json = `${base}/figures.json?${query}`;
  const { body } = await askWell(page);
  const found: Record<'hello' | 'page' | 'json', number[]> = { hello: [], page: [], json: [] };
  for (const url of [hello, page, json]) await requestsPerSecond(url, 3);
  for (let round = 0; round < ROUNDS; round += 1) {
    found.hello.push(await requestsPerSecond(hello, SECONDS));
    found.page.push(await requestsPerSecond(page, SECONDS));
    found.json.push(await requestsPerSecond(json, SECONDS));
  }
  const median = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  const [helloRate, pageRate, jsonRate] = [median(found.hello), median(found.page), median(found.json)];
  return [
    told('a Next page that says hello, 32 connections', helloRate, { unit: 'answers/s' }),
    told('page of 5 series × 48 months, cached', pageRate, { unit: 'answers/s' }),
    atLeast('the same, share of hello', pageRate / helloRate, 0.4, { unit: '', digits: 2 }),
    told('`.json` of the same view, cached', jsonRate, { unit: 'answers/s' }),
    atLeast('the same, share of hello', jsonRate / helloRate, 0.4, { unit: '', digits: 2 }),
    told('size of that page', body.length / 1000, { unit: 'kB' }),
    told('the same, gzip', gzipSync(body).length / 1000, { unit: 'kB' }),
  ];
}

/** What a browser loads before anybody touches the chart. */
export async function measureWeight(base: string): Promise<Row[]> {
  const { body } = await askWell(`${base}/figures`);
  const html = body.toString();
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  let [packed, raw] = [0, 0];
  for (const source of new Set(scripts)) {
    const answer = await ask(new URL(source.replaceAll('&amp;', '&'), base).href);
    raw += answer.body.length;
    packed += gzipSync(answer.body).length;
  }
  return [
    atMost(`script on \`/figures\` before the interactive chart, gzip, ${scripts.length} files`, packed / 1000, 170, {
      unit: 'kB',
      digits: 1,
    }),
    told('the same, not packed', raw / 1000, { unit: 'kB' }),
    told('`/figures` of the starter ledger', body.length / 1000, { unit: 'kB' }),
    told('the same, gzip', gzipSync(body).length / 1000, { unit: 'kB' }),
  ];
}
