/** Who repeats whom as JSON: `/lineage.json`. Keys keep name, place and meaning; new ones are added at the end. */
import type { LineageGroup } from '@/lib/ledger/lineage-graph';
import type { Instant } from '@/lib/ledger/month';

/** `/lineage.json`: per metric and side the components with their origins, sources and edges, and the sources that stand alone. */
export function toLineageJson(knownOn: Instant, groups: readonly LineageGroup[]): string {
  const document = {
    knownOn,
    groups: groups.map(({ metric, side, components, alone }) => ({
      metric,
      side,
      components: components.map(({ roots, nodes, links }) => ({
        roots,
        nodes: nodes.map(({ id, source, metric: own, claims, noVoice, depth }) => ({
          id,
          source,
          metric: own,
          claims,
          noVoice,
          depth,
        })),
        edges: links.map(({ kind, from, to, claims, months }) => ({ kind, from, to, claims, months })),
      })),
      alone,
    })),
  };
  return `${JSON.stringify(document)}\n`;
}
