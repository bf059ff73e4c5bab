/** The coverage matrix of 60 sources and 57 months: how long the server takes, how large it is, and what a browser makes of it. */
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { browserLaunchOptions } from '@/tests/support/browser';
import { askWell, timesOf } from './load';
import { atMost, type Row, told } from './report';

const METRICS = ['killed_or_wounded', 'killed', 'wounded', 'missing'];
const FROM = [
  '2022-02',
  '2022-03',
  '2022-04',
  '2022-05',
  '2022-06',
  '2022-07',
  '2022-08',
  '2022-09',
  '2022-10',
  '2022-11',
];

/** Distinct matrices, none of which has been asked for before. */
const ADDRESSES = METRICS.flatMap((metric) => FROM.map((from) => `metric=${metric}&from=${from}&to=2026-10`));

/** Longest task of the main thread while the frame is scrolled to its far corner and back, and how many took longer than 50 ms. */
async function measureScrolling(
  url: string,
): Promise<{ readonly longest: number; readonly long: number; readonly frames: number }> {
  const browser = await chromium.launch(await browserLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(url);
    await page.locator('#matrix td a[tabindex="0"]').first().waitFor();
    return await page.evaluate(async () => {
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      });
      await new Promise((done) => setTimeout(done, 500));
      observer.observe({ type: 'longtask' });
      const frame = document.querySelector('#matrix')?.parentElement;
      if (!frame) throw new Error('there is no matrix');
      const steps = 120;
      const times: number[] = [];
      let before = performance.now();
      for (let step = 0; step <= steps; step += 1) {
        const share = step <= steps / 2 ? (2 * step) / steps : 2 - (2 * step) / steps;
        frame.scrollTo(share * frame.scrollWidth, share * frame.scrollHeight);
        await new Promise((done) => requestAnimationFrame(done));
        times.push(performance.now() - before);
        before = performance.now();
      }
      tasks.push(...observer.takeRecords().map(({ duration }) => duration));
      observer.disconnect();
      return { longest: Math.max(0, ...tasks), long: tasks.length, frames: Math.max(...times) };
    });
  } finally {
    await browser.close();
  }
}

export async function measureMatrix(base: string): Promise<Row[]> {
  const first = (await askWell(`${base}/matrix`)).milliseconds;
  await timesOf(METRICS.map((metric) => `${base}/matrix?metric=${metric}`));
  const pages = await timesOf(ADDRESSES.map((query) => `${base}/matrix?${query}`));
  const files = await timesOf(ADDRESSES.map((query) => `${base}/matrix.json?${query}`));
  const { body } = await askWell(`${base}/matrix`);
  const rows = [...body.toString().matchAll(/<tr><th scope="row">/g)].length;
  const scrolling = await measureScrolling(`${base}/matrix`);
  return [
    told('sources in the matrix', rows, { unit: '' }),
    told('the first page of all, which may wait for the series to be read', first, { unit: 'ms' }),
    atMost(`page of a matrix not asked for before, p95 of ${pages.count}`, pages.p95, 150, { unit: 'ms' }),
    told('the same, median', pages.median, { unit: 'ms' }),
    atMost(`\`.json\` of the same, p95 of ${files.count}`, files.p95, 150, { unit: 'ms' }),
    told('size of the page', body.length / 1000, { unit: 'kB' }),
    told('the same, gzip', gzipSync(body).length / 1000, { unit: 'kB' }),
    told('tasks longer than 50 ms while it is scrolled corner to corner', scrolling.long, { unit: '' }),
    atMost('the longest of them', scrolling.longest, 50, { unit: 'ms' }),
    told('longest frame while it is scrolled', scrolling.frames, { unit: 'ms' }),
  ];
}
