/** On which days claims of each source were published: what freshness is told from (R14). */
import 'server-only';
import { LAST_GAPS } from '@/lib/ledger/freshness';
import type { Day } from '@/lib/ledger/month';
import { rowsOf } from './db';
import { type At, publishAt } from './ledger';

/**
 * The last days of publication of each source. Each facet cell is walked down its index from the newest day, one step for each different day, so
 * the cost grows with the number of cells and not with that of claims.
 */
const DAYS = `
  SELECT o.slug, array_agg(DISTINCT d.day::text) AS days
    FROM claim_facet f JOIN series s ON s.id = f.series_id JOIN source o ON o.id = s.source_id
    CROSS JOIN LATERAL (
      WITH RECURSIVE step AS (
        (SELECT r.listed_on AS day, 1 AS nth FROM claim_revision r
          WHERE r.facet_id = f.id AND r.published_on = r.listed_on AND r.ledger_number <= $1 AND ($2::date IS NULL OR r.listed_on <= $2::date)
          ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT 1)
        UNION ALL
        SELECT next.listed_on, step.nth + 1 FROM step
         CROSS JOIN LATERAL (SELECT r.listed_on FROM claim_revision r
                              WHERE r.facet_id = f.id AND r.listed_on < step.day AND r.published_on = r.listed_on AND r.ledger_number <= $1
                              ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT 1) next
         WHERE step.nth <= ${LAST_GAPS}
      ) SELECT day FROM step) d
   GROUP BY o.slug`;

/** What a ledger number held never changes. */
const remembered = new Map<string, Promise<ReadonlyMap<string, readonly Day[]>>>();
const MOST_REMEMBERED = 10;

/** At least the last thirteen days of publication of each source, as known at an instant. */
export async function readPublicationDays(at: At): Promise<ReadonlyMap<string, readonly Day[]>> {
  const publish = await publishAt(at.known);
  if (publish === null) return new Map();
  const key = `${publish.recordedFrom}|${at.public ?? ''}`;
  const held = remembered.get(key);
  if (held) return held;
  const reading = rowsOf<{ slug: string; days: Day[] }>(DAYS, [publish.ledgerNumber, at.public]).then(
    (rows) => new Map(rows.map(({ slug, days }): [string, readonly Day[]] => [slug, days])),
  );
  const oldest = remembered.keys().next().value;
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, reading);
  // What failed is tried again by the next who asks.
  reading.catch(() => remembered.delete(key));
  return reading;
}
