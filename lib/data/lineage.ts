/** Who repeats whom, for the public page: the claims that are not a voice of their own, added up by source (T2, A9). */
import 'server-only';
import { type LineageEdge, type LineageEdgeKind, type LineageGroup, toLineageGraph } from '@/lib/ledger/lineage-graph';
import type { Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import type { Metric, Side } from '@/lib/ledger/vocabulary';
import { readCatalogue, VISIBLE_SQL } from './catalogue';
import { rowsOf } from './db';
import type { At } from './ledger';

/** The graph as known at an instant, with the registry entries of its sources. */
export type LineagePicture = {
  readonly groups: readonly LineageGroup[];
  readonly sources: ReadonlyMap<string, Source>;
  /** The latest publish not after the asked instant; null where the ledger held nothing. */
  readonly knownOn: Instant | null;
};

/** A current claim’s place in months, as text: how many different ones an edge bears on. */
const MONTH = `to_char(coalesce(r.period_start, r.as_of), 'YYYY-MM')`;

/** Edges by `repeatsSource` and by links in force, each claim counted once for an edge. */
const EDGES = `
  WITH told AS (
    SELECT 'repeats' AS kind, r.series_id, r.repeats_source_id AS origin_id, NULL::int AS to_series, r.claim_id, ${MONTH} AS month
      FROM claim_revision r WHERE r.repeats_source_id IS NOT NULL AND r.standing = 'current' AND ${VISIBLE_SQL}
    UNION ALL
    SELECT l.type, r.series_id, NULL, t.series_id, r.claim_id, ${MONTH}
      FROM claim_link l
      JOIN LATERAL (SELECT * FROM claim_revision r WHERE r.claim_id = l.from_claim_id AND r.standing = 'current' AND ${VISIBLE_SQL} LIMIT 1) r ON true
      JOIN LATERAL (SELECT t.series_id FROM claim_revision t WHERE t.claim_id = l.to_claim_id AND t.ledger_number <= $1 ORDER BY t.number DESC LIMIT 1) t ON true
     WHERE l.type IN ('repeats', 'derives_from', 'ratio_of') AND l.retracts_id IS NULL AND l.ledger_number <= $1
       AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id AND ended.ledger_number <= $1)
  )
  SELECT told.kind, s.metric, s.side, o.slug AS "from", q.slug AS "to", coalesce(t.metric, s.metric) AS "toMetric",
         count(DISTINCT told.claim_id)::int AS claims, count(DISTINCT told.month)::int AS months
    FROM told JOIN series s ON s.id = told.series_id JOIN source o ON o.id = s.source_id LEFT JOIN series t ON t.id = told.to_series
    JOIN source q ON q.id = coalesce(told.origin_id, t.source_id)
   WHERE told.kind = 'ratio_of' OR t.id IS NULL OR (t.metric = s.metric AND t.side = s.side)
   GROUP BY told.kind, s.metric, s.side, o.slug, q.slug, coalesce(t.metric, s.metric) ORDER BY claims DESC, 4, 5`;

/** Claims that never count as a voice of their own: estimates of estimates, and ratios. */
const NO_VOICE = `
  SELECT s.metric, s.side, o.slug, count(*)::int AS claims
    FROM claim_revision r JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
   WHERE (r.count_basis = 'meta' OR r.claim_id IN (SELECT l.from_claim_id FROM claim_link l WHERE l.type = 'ratio_of' AND l.ledger_number <= $1))
     AND r.standing = 'current' AND ${VISIBLE_SQL}
   GROUP BY s.metric, s.side, o.slug`;

/** The pictures read last: what a ledger number held never changes. */
const remembered = new Map<string, Promise<LineagePicture>>();
const MOST_REMEMBERED = 10;

/** The graph of who repeats whom as known at an instant. */
export async function readLineagePicture(at: Pick<At, 'known'>): Promise<LineagePicture> {
  const catalogue = await readCatalogue({ known: at.known, public: null });
  const { knownOn, ledgerNumber } = catalogue;
  const sources = new Map(catalogue.sources.map((source) => [source.slug, source]));
  if (knownOn === null || ledgerNumber === null) return { groups: [], sources, knownOn: null };
  const held = remembered.get(knownOn);
  if (held) return held;
  const reading = (async (): Promise<LineagePicture> => {
    const [edges, silent] = await Promise.all([
      rowsOf<LineageEdge & { kind: LineageEdgeKind }>(EDGES, [ledgerNumber, null]),
      rowsOf<{ metric: Metric; side: Side; slug: string; claims: number }>(NO_VOICE, [ledgerNumber, null]),
    ]);
    const noVoice = new Map(silent.map((row) => [`${row.metric}.${row.side}.${row.slug}`, row.claims]));
    const spoken = Map.groupBy(catalogue.series, ({ key }) => `${key.metric}.${key.side}.${key.source}`);
    const speakers = [...spoken].flatMap(([name, [first, ...rest]]) =>
      first === undefined
        ? []
        : {
            metric: first.key.metric,
            side: first.key.side,
            source: first.key.source,
            claims: [first, ...rest].reduce(
              (sum, { totals, monthExact, others }) => sum + totals + monthExact + others,
              0,
            ),
            noVoice: noVoice.get(name) ?? 0,
          },
    );
    return { groups: toLineageGraph(edges, speakers), sources, knownOn };
  })();
  const oldest = remembered.keys().next().value;
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(knownOn, reading);
  // What failed is tried again by the next who asks.
  reading.catch(() => remembered.delete(knownOn));
  return reading;
}
