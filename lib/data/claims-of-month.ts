/** The claims whose days touch a month: those that a cell of the coverage matrix counts (A12). */
import 'server-only';
import { addDays, type Day, endOf, firstDay, type Month } from '@/lib/ledger/month';
import { VISIBLE_SQL } from './catalogue';
import type { Cell, ListPlace } from './claim-cells';
import { rowsOf } from './db';

export type FoundInMonth = ListPlace & { readonly number: number; readonly facetId: number };

type FoundRow = { claim_id: number; number: number; listed_on: string; facet_id: number };

const COLUMNS = 'r.claim_id, r.number, r.listed_on, r.facet_id';

/**
 * $1 ledger number, $2 day of publication, $3 series, $4 and $5 the first and the last day, $6 words that must all stand in it, if any. Each
 * series is read along the index by reach.
 */
const TOUCHING = `
  SELECT ${COLUMNS} FROM unnest($3::int[]) AS w(id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM claim_revision r
     WHERE r.series_id = w.id AND r.is_total AND r.reach_to BETWEEN $4::date AND $5::date AND ${VISIBLE_SQL}
    UNION ALL
    SELECT ${COLUMNS} FROM claim_revision r
     WHERE r.series_id = w.id AND NOT r.is_total AND r.reach_to >= $4::date AND r.reach_from <= $5::date AND ${VISIBLE_SQL}) r
   WHERE $6::text IS NULL
      OR EXISTS (SELECT 1 FROM claim_search words WHERE words.claim_id = r.claim_id AND words.document @@ $6::tsquery)`;

/** Every claim of the cells’ series that touches the month, in no order. A running total touches the month of its day. */
export async function readClaimsOfMonth(
  cells: readonly Cell[],
  month: Month,
  asked: { readonly ledgerNumber: bigint; readonly publicDay: Day | null; readonly query: string | null },
): Promise<FoundInMonth[]> {
  const [first, last] = [firstDay(month), addDays(endOf(month), -1)];
  const near = cells.filter(
    ({ firstReach, lastReach }) =>
      firstReach !== null && lastReach !== null && firstReach <= last && lastReach >= first,
  );
  if (near.length === 0) return [];
  const rows = await rowsOf<FoundRow>(TOUCHING, [
    asked.ledgerNumber,
    asked.publicDay,
    [...new Set(near.map(({ seriesId }) => seriesId))],
    first,
    last,
    asked.query,
  ]);
  return rows.map((row) => ({
    claimId: row.claim_id,
    number: row.number,
    listedOn: row.listed_on,
    facetId: row.facet_id,
  }));
}
