import { readCatalogue } from '@/lib/data/catalogue';
import { NOW } from '@/lib/data/ledger';
import type { MetricUse } from '@/lib/formats/codebook';
import type { Metric } from '@/lib/ledger/vocabulary';

/** Which sources have claims of each metric, most claims first (R11). */
export async function readMetricUses(): Promise<ReadonlyMap<Metric, readonly MetricUse[]>> {
  const { series } = await readCatalogue(NOW);
  const uses = new Map<Metric, Map<string, MetricUse>>();
  for (const { key, sourceName, totals, monthExact, others } of series) {
    const sources = uses.get(key.metric) ?? new Map<string, MetricUse>();
    const before = sources.get(key.source)?.claims ?? 0;
    sources.set(key.source, { slug: key.source, name: sourceName, claims: before + totals + monthExact + others });
    uses.set(key.metric, sources);
  }
  return new Map(
    [...uses].map(([metric, sources]) => [
      metric,
      [...sources.values()].sort((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : 1)),
    ]),
  );
}
