/** What Lighthouse says of a page on a phone. */
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { anyPort } from '@/lib/local/server.mjs';
import { browserLaunchOptions } from '@/tests/support/browser';
import { atLeast, type Row, told } from './report';

const LIMITS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof LIMITS;
const CATEGORIES = Object.keys(LIMITS) as Category[];
const RUNS = 3;

type Audit = { readonly id: string; readonly score: number | null; readonly value: number | null };
type Scores = { readonly scores: Record<Category, number>; readonly audits: readonly Audit[] };

async function runOnce(url: string, port: number): Promise<Scores> {
  const result = await lighthouse(url, { port, onlyCategories: CATEGORIES, formFactor: 'mobile', logLevel: 'error' });
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`);
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)]),
  ) as Record<Category, number>;
  return {
    scores,
    audits: Object.values(audits).map(({ id, score, numericValue }) => ({ id, score, value: numericValue ?? null })),
  };
}

/** The median run of three by performance; the others must agree on everything that is not time. */
export async function measureLighthouse(base: string, say: (words: string) => void): Promise<Row[]> {
  const port = await anyPort();
  const options = await browserLaunchOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const runs: Scores[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await runOnce(`${base}/figures`, port));
    const ordered = [...runs].sort((a, b) => a.scores.performance - b.scores.performance);
    const middle = ordered[Math.floor(RUNS / 2)];
    if (!middle) throw new Error('Lighthouse did not run.');
    const failed = middle.audits.filter(({ score }) => score !== null && score < 0.9).map(({ id }) => id);
    if (failed.length > 0) say(`below 0.9: ${failed.join(', ')}`);
    const numberOf = (id: string) => middle.audits.find((audit) => audit.id === id)?.value ?? Number.NaN;
    return [
      ...CATEGORIES.map((category) =>
        atLeast(`Lighthouse, phone, \`/figures\`: ${category}`, middle.scores[category], LIMITS[category], {
          unit: '',
        }),
      ),
      told('largest contentful paint, simulated phone', numberOf('largest-contentful-paint') / 1000, {
        unit: 's',
        digits: 2,
      }),
      told('total blocking time, simulated phone', numberOf('total-blocking-time'), { unit: 'ms' }),
      told('cumulative layout shift', numberOf('cumulative-layout-shift'), { unit: '', digits: 3 }),
    ];
  } finally {
    await browser.close();
  }
}
