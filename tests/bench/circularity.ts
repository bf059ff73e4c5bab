/** Who repeats whom over a large ledger (T2): every series against all others, and what one publish costs after it. */
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { countClaimsToCompare, findLineageHints } from '@/lib/data/lineage-hints';
import { claimSchema } from '@/lib/ledger/claim';
import { atMost, type Row, told } from './report';

const since = (begin: number) => performance.now() - begin;

/** One claim more for a large series, as the next morning brings it. */
async function publishOne(run: number): Promise<void> {
  const [large] = await rowsOf<{ slug: string; metric: string; side: string; scope: string }>(
    `SELECT o.slug, s.metric, s.side, s.scope FROM series s JOIN source o ON o.id = s.source_id
      WHERE s.metric = 'killed_or_wounded' AND s.side = 'ru' ORDER BY s.totals DESC, s.id LIMIT 1`,
  );
  if (!large) throw new Error('the ledger is empty');
  const key = `circularity-${Date.now()}-${run}`;
  const claim = claimSchema.parse({
    key,
    source: large.slug,
    metric: large.metric,
    side: large.side,
    scope: large.scope,
    periodKind: 'interval',
    periodStart: '2026-11-01',
    periodEnd: '2026-12-01',
    valueKind: 'point',
    best: '30000',
    publications: [{ title: 'Report', publishedOn: '2026-12-02', url: `https://bench.example/${key}` }],
  });
  const result = await publishClaims([[claim]], { role: 'editor', summary: 'One claim more.' });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
}

export async function measureCircularity(): Promise<Row[]> {
  let begin = performance.now();
  const { series, pairs } = await findLineageHints({ whole: true });
  const whole = since(begin) / 1000;
  const memory = process.memoryUsage().rss / 1e6;
  begin = performance.now();
  await countClaimsToCompare();
  const asking = since(begin);
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    await publishOne(run);
    begin = performance.now();
    await findLineageHints();
    times.push(since(begin));
  }
  return [
    atMost(`every series against all others: ${series} series, ${pairs} pairs, 1 000 000 claims`, whole, 60, {
      unit: 's',
      digits: 1,
    }),
    told('memory of that process at its end', memory, { unit: 'MB' }),
    told('after one publish: the series that it touched, median of 5', times.sort((a, b) => a - b)[2] ?? Number.NaN, {
      unit: 'ms',
    }),
    told('asking whether anything waits', asking, { unit: 'ms', digits: 1 }),
  ];
}
