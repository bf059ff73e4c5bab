/**
 * The ratios that somebody stated and a reader may multiply by (N9, A20): claims of a few metrics, current as known at an instant.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { RatioClaim } from '@/lib/ledger/figure-table';
import type { Day } from '@/lib/ledger/month';
import { SCENARIO_METRICS } from '@/lib/ledger/scenario';
import type { SeriesKey } from '@/lib/ledger/series';
import {
  BADGES,
  type Badge,
  codesOf,
  DEFAULT_THRESHOLD,
  type Metric,
  type Side,
  type ValueKind,
} from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { rowsOf } from './db';
import { type At, publishAt } from './ledger';
import { SUPERSEDED_BY_SQL } from './published';
import { toDecimal } from './rows';

/** A ratio to multiply by, and the series that it belongs to: what changes there changes the view. */
export type HeldRatio = { readonly claim: RatioClaim; readonly key: SeriesKey };

/** So many are offered, the latest first. */
const MOST_OFFERED = 50;

type Row = {
  id: ClaimId;
  revision: number;
  slug: string;
  name: string;
  metric: Metric;
  side: Side;
  scope: string;
  version: number;
  value_kind: ValueKind;
  low: string | null;
  best: string | null;
  high: string | null;
  rounding_unit: string | null;
  published_on: Day | null;
  badge: Badge;
};

const RATIOS = `
  SELECT c.public_id AS id, r.number AS revision, o.slug, entry.name, s.metric, s.side, s.scope, s.definition_version AS version,
         r.value_kind, r.low, r.best, r.high, r.rounding_unit, r.published_on, f.badge
    FROM series s JOIN source o ON o.id = s.source_id
    JOIN claim_revision r ON r.series_id = s.id JOIN claim c ON c.id = r.claim_id JOIN claim_facet f ON f.id = r.facet_id
   CROSS JOIN LATERAL (SELECT v.content->>'name' AS name FROM source_revision v
                        WHERE v.source_id = o.id AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) entry
   WHERE s.metric = ANY($3::text[]) AND ($4::text IS NULL OR s.side = $4) AND ($5::text IS NULL OR c.public_id = $5)
     AND ${VISIBLE_SQL} AND r.standing = 'current' AND r.value_kind <> 'none' AND f.badge = ANY($6::text[])
     AND ${SUPERSEDED_BY_SQL} IS NULL
   ORDER BY r.published_on DESC NULLS LAST, c.public_id LIMIT ${MOST_OFFERED}`;

async function readRatios(
  at: At,
  asked: { readonly side: Side | null; readonly id: ClaimId | null; readonly threshold: Badge },
): Promise<HeldRatio[]> {
  const publish = await publishAt(at.known);
  if (publish === null) return [];
  const badges = codesOf(BADGES).filter((badge) => BADGES[badge].step >= BADGES[asked.threshold].step);
  const rows = await rowsOf<Row>(RATIOS, [
    publish.ledgerNumber,
    at.public,
    [...SCENARIO_METRICS],
    asked.side,
    asked.id,
    badges,
  ]);
  return rows.map((row) => ({
    claim: {
      id: row.id,
      revision: row.revision,
      metric: row.metric,
      side: row.side,
      source: row.slug,
      sourceName: row.name,
      valueKind: row.value_kind,
      low: toDecimal(row.low),
      best: toDecimal(row.best),
      high: toDecimal(row.high),
      roundingUnit: toDecimal(row.rounding_unit),
      publishedOn: row.published_on,
      badge: row.badge,
    },
    key: { source: row.slug, metric: row.metric, side: row.side, scope: row.scope, definitionVersion: row.version },
  }));
}

/** The ratios about one side that can be chosen, the latest published first. */
export async function readRatioChoices(side: Side, at: At): Promise<RatioClaim[]> {
  return (await readRatios(at, { side, id: null, threshold: DEFAULT_THRESHOLD })).map(({ claim }) => claim);
}

/** One ratio by its claim; null where the ledger holds no such ratio at the instant, or not at that status (N0). */
export async function readRatio(id: ClaimId, at: At, threshold: Badge): Promise<HeldRatio | null> {
  return (await readRatios(at, { side: null, id, threshold }))[0] ?? null;
}
