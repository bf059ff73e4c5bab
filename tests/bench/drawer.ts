/** The derivation of one figure, as the drawer fetches it, from a ledger of a million claims: other figures each time, so that nothing is cached (A5). */
import { gzipSync } from 'node:zlib';
import { askWell, timesOf } from './load';
import { atMost, type Row, told } from './report';

const FIGURES = 120;

/** Figures of all sources and of many months; each is asked for once before, as the page that links to it has its series. */
function paths(): string[] {
  return Array.from({ length: FIGURES }, (_, index) => {
    const source = String((index % 60) + 1).padStart(2, '0');
    const month = `${2023 + (index % 3)}-${String((index % 12) + 1).padStart(2, '0')}`;
    return `/figures/cell?month=${month}&series=bench-${source}.killed_or_wounded.ru`;
  });
}

export async function measureDrawer(base: string): Promise<Row[]> {
  const urls = paths().map((path) => `${base}${path}`);
  const first = await timesOf(urls.slice(0, 60));
  const times = await timesOf(urls.slice(60));
  const { body } = await askWell(urls[0] ?? base);
  return [
    atMost(`the derivation of a figure, p95 of ${times.count}`, times.p95, 100, { unit: 'ms' }),
    told('the same, median', times.median, { unit: 'ms' }),
    told(`the same of a series that nobody has read yet, p95 of ${first.count}`, first.p95, { unit: 'ms' }),
    told('size of that page, gzip', gzipSync(body).length / 1000, { unit: 'kB' }),
  ];
}
