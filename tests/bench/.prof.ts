import { readComparison } from '@/lib/data/comparison';
import { closeDatabase, rowsOf } from '@/lib/data/db';
import { readSeriesInputs } from '@/lib/data/published';
import { toFiguresJson } from '@/lib/formats/figures-json';
import { parseSeriesId } from '@/lib/ledger/series';
import { parseView } from '@/lib/ledger/view';

const keys = [1, 3, 5, 9, 11]
  .map((n) => parseSeriesId(`bench-${String(n).padStart(2, '0')}.killed_or_wounded.ru`))
  .flatMap((k) => k ?? []);
const cpu = async (name: string, n: number, f: () => Promise<unknown>) => {
  await f();
  await f();
  const c = process.cpuUsage(),
    t = performance.now();
  for (let i = 0; i < n; i++) await f();
  const u = process.cpuUsage(c);
  console.log(
    name.padEnd(30),
    'wall',
    ((performance.now() - t) / n).toFixed(1),
    'cpu',
    ((u.user + u.system) / 1000 / n).toFixed(1),
  );
};
await cpu('readSeriesInputs', 20, () =>
  readSeriesInputs(keys, { from: '2022-09' as never, to: '2026-08' as never }, { known: null, public: null }),
);
let k = 0;
await cpu('readComparison lean', 20, () => {
  k++;
  const from = `2022-${String(3 + (k % 9)).padStart(2, '0')}`,
    to = `2026-${String(2 + (k % 9)).padStart(2, '0')}`;
  return readComparison(
    parseView([
      ['series', keys.map((q) => `${q.source}.${q.metric}.${q.side}`).join('~')],
      ['from', from],
      ['to', to],
    ]).view,
    { lean: true },
  );
});
const c = await readComparison(
  parseView([
    ['series', keys.map((q) => `${q.source}.${q.metric}.${q.side}`).join('~')],
    ['from', '2022-05'],
    ['to', '2026-04'],
  ]).view,
  { lean: true },
);
await cpu('toFiguresJson', 20, async () => c && toFiguresJson(c.table, c.view));
const s = await rowsOf<Record<string, unknown>>(
  `select substring(query,1,60) q, calls, mean_exec_time from pg_stat_statements order by mean_exec_time desc limit 5`,
).catch(() => []);
console.log(s);
await closeDatabase();
