/** The core alone: the figures of all months from 10 000 claims. */
import type { Claim } from '@/lib/ledger/claim';
import type { SeriesInput } from '@/lib/ledger/figure-table';
import { type FigureOptions, toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { type Month, monthsFrom } from '@/lib/ledger/month';
import { toSeriesId } from '@/lib/ledger/series';
import { toFigureClaims } from '@/tests/fixtures/ledger-file';
import { inventBatches, inventSources } from './generate';
import { toTimes } from './load';
import { atMost, type Row, told } from './report';

const CLAIMS = 10_000;
const RUNS = 60;

/** The claims by series, each with its source, as the data layer hands them to the core. */
function toInputs(claims: readonly Claim[]): SeriesInput[] {
  const sources = new Map(inventSources().map((source) => [source.slug, source]));
  const bySeries = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = toSeriesId(claim);
    bySeries.set(id, [...(bySeries.get(id) ?? []), claim]);
  }
  return [...bySeries.values()].flatMap((members): SeriesInput[] => {
    const [first] = members;
    const source = first && sources.get(first.source);
    if (!first || !source) return [];
    const { metric, side, scope, definitionVersion } = first;
    const key = { source: first.source, metric, side, scope, definitionVersion };
    return [{ key, source, claims: toFigureClaims(members), events: [] }];
  });
}

export async function measureCore(): Promise<Row[]> {
  const inputs = toInputs([...inventBatches(CLAIMS)].flat());
  const options: FigureOptions = {
    months: monthsFrom('2022-03' as Month, '2026-10' as Month),
    threshold: 'attributed',
    currentMonth: '2026-11' as Month,
    lineageOf: toLineageOf(inputs.flatMap((input) => input.claims)),
  };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    for (const input of inputs) toFigures(input, options);
    times.push(performance.now() - begin);
  }
  // The first runs are slower everywhere: the machine is still learning the code. A server has long done so.
  const { median, p95 } = toTimes(times.slice(RUNS / 3));
  return [
    atMost(`\`toFigures\` over 10 000 claims of ${inputs.length} series, 56 months`, median, 20, {
      unit: 'ms',
      digits: 1,
    }),
    told('the same, p95', p95, { unit: 'ms', digits: 1 }),
    told('the same, first run of a process', times[0] ?? Number.NaN, { unit: 'ms', digits: 1 }),
  ];
}
