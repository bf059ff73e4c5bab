/** Frozen comparisons: pages and files that are read again and again, and what has changed since (R1, R2). */
import { gzipSync } from 'node:zlib';
import { askWell, loadOf, timesOf } from './load';
import { atLeast, atMost, type Row, told } from './report';

const SERIES = [3, 11, 19, 27, 35, 43].map((source) => `bench-${String(source).padStart(2, '0')}.killed_or_wounded.ru`);
const SECONDS = 8;
const ROUNDS = 3;
const CHANGES = 40;

/** Presses the button of the first page, and answers where it leads. */
async function freezeDefault(base: string): Promise<string> {
  const answer = await fetch(`${base}/p`, {
    method: 'POST',
    body: new URLSearchParams({ view: '' }),
    headers: { Origin: base },
    redirect: 'manual',
  });
  const path = answer.headers.get('location');
  if (answer.status !== 303 || path === null) throw new Error(`${answer.status} where 303 was expected`);
  return path;
}

/** Six series over 48 months, each time from another month on or in another order, so that no two questions are one. */
function windows(): string[] {
  return Array.from({ length: CHANGES }, (_, index) => {
    const turn = index % SERIES.length;
    const month = String(2 + Math.floor(index / SERIES.length)).padStart(2, '0');
    const series = [...SERIES.slice(turn), ...SERIES.slice(0, turn)];
    return `series=${series.join('~')}&from=2022-${month}&to=2026-${String(Number(month) - 1).padStart(2, '0')}`;
  });
}

/** What has changed between the first publish of a ledger and now, asked for windows that no cache holds. */
export async function measureChanges(base: string): Promise<Row[]> {
  const [first = ''] = windows();
  const { knownOn } = JSON.parse((await askWell(`${base}/figures.json?${first}`)).body.toString());
  const times = await timesOf(windows().map((query) => `${base}/changed.json?${query}&since=${knownOn}`));
  return [
    atMost(`what has changed since, 6 series × 48 months, p95 of ${times.count}`, times.p95, 300, { unit: 'ms' }),
    told('the same, median', times.median, { unit: 'ms' }),
  ];
}

/** What the first load of an embed fetches as script, packed, in kilobytes. */
async function embedScript(base: string, page: string): Promise<number> {
  const html = (await askWell(page)).body.toString();
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src = '']) => new URL(src, base).href);
  const sizes = await Promise.all(scripts.map(async (src) => gzipSync((await askWell(src)).body).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** The default comparison, frozen: its page, its files and its embeds. */
export async function measurePermalinks(base: string, hello: string): Promise<Row[]> {
  const path = await freezeDefault(base);
  const page = `${base}${path}`;
  const social = (await askWell(`${page}/social.png`)).milliseconds;
  const png = (await askWell(`${page}.png`)).milliseconds;
  const { body } = await askWell(page);
  const embeds = { frozen: `${base}${path.replace('/p/', '/embed/')}`, live: `${base}/embed` };
  const files = { '.json': `${page}.json`, '.csv': `${page}.csv`, '.svg': `${page}.svg` };
  const urls = { hello, page, ...files, ...embeds };
  const found = new Map(Object.keys(urls).map((name) => [name, [] as { perSecond: number; p99: number }[]]));
  for (const url of Object.values(urls)) await loadOf(url, 2);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, url] of Object.entries(urls)) found.get(name)?.push(await loadOf(url, SECONDS));
  const median = (name: string, of: 'perSecond' | 'p99') => {
    const list = (found.get(name) ?? []).map((load) => load[of]).sort((a, b) => a - b);
    return list[Math.floor(list.length / 2)] ?? Number.NaN;
  };
  const share = (name: string) => median(name, 'perSecond') / median('hello', 'perSecond');
  return [
    told('a Next page that says hello, 32 connections', median('hello', 'perSecond'), { unit: 'answers/s' }),
    told('the same, p99', median('hello', 'p99'), { unit: 'ms' }),
    told('`/p/{id}`', median('page', 'perSecond'), { unit: 'answers/s' }),
    atLeast('the same, share of hello', share('page'), 0.45, { unit: '', digits: 2 }),
    atMost('the same, p99 : p99 of hello', median('page', 'p99') / median('hello', 'p99'), 3, { unit: '', digits: 2 }),
    told('size of that page', body.length / 1000, { unit: 'kB' }),
    told('the same, gzip', gzipSync(body).length / 1000, { unit: 'kB' }),
    ...['.json', '.csv', '.svg'].map((name) =>
      atLeast(`\`/p/{id}${name}\`, share of hello`, share(name), 0.45, { unit: '', digits: 2 }),
    ),
    atLeast('`/embed/{id}`, share of hello', share('frozen'), 0.45, { unit: '', digits: 2 }),
    atMost('the same, p99 : p99 of hello', median('frozen', 'p99') / median('hello', 'p99'), 3, {
      unit: '',
      digits: 2,
    }),
    atLeast('`/embed` of the live default, share of hello', share('live'), 0.45, { unit: '', digits: 2 }),
    atMost('script of an embed, gzip', await embedScript(base, embeds.frozen), 60, { unit: 'kB', digits: 1 }),
    atMost('first `/p/{id}/social.png` of a process', social, 400, { unit: 'ms' }),
    told('first `.png`', png, { unit: 'ms' }),
  ];
}
