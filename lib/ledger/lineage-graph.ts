/**
 * Who repeats whom, source by source, within one metric and side (domain.md §1.1 `Lineage`). Claims decide lineage one by one; here they are
 * added up to what a reader can look at: sources, the edges between them, and what hangs together.
 */
import { codesOf, METRICS, type Metric, SIDES, type Side } from './vocabulary';

/** How one source’s claims lead to another’s. A ratio of a claim is no voice of its own. */
export const LINEAGE_EDGES = {
  repeats: { label: 'repeats', sentence: 'States the number of the other source again.' },
  derives_from: { label: 'computed from', sentence: 'Computed from the number of the other source.' },
  ratio_of: { label: 'ratio of', sentence: 'A ratio or multiple of the other’s number: no voice of its own.' },
} as const;
export type LineageEdgeKind = keyof typeof LINEAGE_EDGES;

/** Claims of one source that lead to another’s, added up. `toMetric` differs from `metric` only for ratios. */
export type LineageEdge = {
  readonly kind: LineageEdgeKind;
  readonly metric: Metric;
  readonly side: Side;
  readonly from: string;
  readonly to: string;
  readonly toMetric: Metric;
  readonly claims: number;
  /** Months that these claims bear on. */
  readonly months: number;
};

/** What a source has said of one metric and side: claims, and how many of them are no voice (ratios, estimates of estimates). */
export type LineageSpeaker = {
  readonly metric: Metric;
  readonly side: Side;
  readonly source: string;
  readonly claims: number;
  readonly noVoice: number;
};

/** A source in the graph; of another metric where a ratio leads there. */
export type LineageNode = {
  /** Unique in the component. */
  readonly id: string;
  readonly source: string;
  readonly metric: Metric;
  readonly claims: number;
  readonly noVoice: number;
  /** Steps from its origin; 0 is an origin. */
  readonly depth: number;
  /** The node under which it stands: that to which most of its claims lead. Null for an origin. */
  readonly parent: string | null;
};

/** An edge between two nodes of a component. */
export type LineageLink = Omit<LineageEdge, 'from' | 'to'> & { readonly from: string; readonly to: string };

/** Sources that hang together. */
export type LineageComponent = {
  readonly roots: readonly string[];
  /** In drawing order: an origin, then what stands under it. */
  readonly nodes: readonly LineageNode[];
  readonly links: readonly LineageLink[];
};

/** Everything about one metric and side. */
export type LineageGroup = {
  readonly metric: Metric;
  readonly side: Side;
  readonly components: readonly LineageComponent[];
  /** Sources of this metric and side that neither repeat another nor are repeated, as far as is recorded. */
  readonly alone: readonly string[];
};

/** Node of an edge’s end: a source of the same metric by its slug, of another metric by both. */
const nodeId = (source: string, metric: Metric, own: Metric) => (metric === own ? source : `${source}:${metric}`);

const byClaims = (a: { readonly claims: number; readonly from: string }, b: typeof a) =>
  b.claims - a.claims || (a.from < b.from ? -1 : 1);

/** Nodes that can be reached from one another, whichever way the edges point. */
function partsOf(links: readonly LineageLink[]): LineageLink[][] {
  const partOf = new Map<string, LineageLink[]>();
  const parts = new Set<LineageLink[]>();
  for (const link of links) {
    const [a, b] = [partOf.get(link.from), partOf.get(link.to)];
    const joined = [...(a ?? []), ...(b && b !== a ? b : []), link];
    if (a) parts.delete(a);
    if (b) parts.delete(b);
    parts.add(joined);
    for (const { from, to } of joined) partOf.set(from, joined).set(to, joined);
  }
  return [...parts];
}

function toComponent(
  links: readonly LineageLink[],
  speakerOf: (id: string) => Pick<LineageNode, 'source' | 'metric' | 'claims' | 'noVoice'>,
): LineageComponent {
  const ids = [...new Set(links.flatMap(({ from, to }) => [to, from]))].sort();
  const outgoing = new Map(ids.map((id) => [id, links.filter(({ from }) => from === id).sort(byClaims)]));
  const weight = (id: string) => links.filter(({ to }) => to === id).reduce((sum, { claims }) => sum + claims, 0);
  const heaviestFirst = (a: string, b: string) => weight(b) - weight(a) || (a < b ? -1 : 1);
  const origins = ids.filter((id) => outgoing.get(id)?.length === 0).sort(heaviestFirst);
  // Sources that repeat one another in a circle have no known origin: the first in the alphabet stands for them.
  const roots = origins.length > 0 ? origins : ids.slice(0, 1);
  const nodes: LineageNode[] = [];
  const placed = new Set<string>();
  const place = (id: string, depth: number, parent: string | null) => {
    if (placed.has(id)) return;
    placed.add(id);
    nodes.push({ id, ...speakerOf(id), depth, parent });
    const under = ids.filter((other) => (outgoing.get(other) ?? [])[0]?.to === id);
    for (const child of under.sort((a, b) => sizeOf(b, id) - sizeOf(a, id) || (a < b ? -1 : 1)))
      place(child, depth + 1, id);
  };
  const sizeOf = (from: string, to: string) =>
    links.filter((link) => link.from === from && link.to === to).reduce((sum, { claims }) => sum + claims, 0);
  for (const root of roots) place(root, 0, null);
  // What only leads into a circle is met from no origin.
  for (const id of ids) place(id, 0, null);
  return { roots, nodes, links: [...links].sort(byClaims) };
}

/** The graph of all sources by metric and side, in the order of the vocabulary; groups without an edge are left out. */
export function toLineageGraph(
  edges: readonly LineageEdge[],
  speakers: readonly LineageSpeaker[],
): readonly LineageGroup[] {
  const groupKey = ({ metric, side }: { readonly metric: Metric; readonly side: Side }) => `${metric}.${side}`;
  const spoken = new Map(speakers.map((speaker) => [`${groupKey(speaker)}.${speaker.source}`, speaker]));
  const grouped = Map.groupBy(edges, groupKey);
  return codesOf(METRICS).flatMap((metric) =>
    codesOf(SIDES).flatMap((side): LineageGroup[] => {
      const key = groupKey({ metric, side });
      // A source that repeats an earlier statement of its own is one source all the same.
      const links = (grouped.get(key) ?? [])
        .map((edge): LineageLink => ({ ...edge, to: nodeId(edge.to, edge.toMetric, metric) }))
        .filter(({ from, to }) => from !== to);
      if (links.length === 0) return [];
      const speakerOf = (id: string) => {
        const [source = id, other] = id.split(':');
        const own = (other ?? metric) as Metric;
        const speaker = spoken.get(`${groupKey({ metric: own, side })}.${source}`);
        return { source, metric: own, claims: speaker?.claims ?? 0, noVoice: speaker?.noVoice ?? 0 };
      };
      const components = partsOf(links)
        .map((part) => toComponent(part, speakerOf))
        .sort((a, b) => b.nodes.length - a.nodes.length || ((a.roots[0] ?? '') < (b.roots[0] ?? '') ? -1 : 1));
      const tied = new Set(components.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
      const alone = speakers
        .filter((speaker) => groupKey(speaker) === key && !tied.has(speaker.source))
        .map(({ source }) => source)
        .sort();
      return [{ metric, side, components, alone }];
    }),
  );
}
