/**
 * What became of one figure since the ledger first held anything for it (ux.md §6): the publish that began it, those that moved it, and
 * those that changed what it is made from without listing figures one by one. Read from the audit trail and the claims around its days.
 */
import 'server-only';
import type { ChangeRole } from '@/lib/ledger/changes';
import { addDays, type Day, type Instant } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import type { ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { rowsOf } from './db';
import { INSTANT_SQL, publishAt, toInstant } from './ledger';

/** A publish that began, moved or may have moved a figure. */
export type CellPublish = {
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly summary: string;
  readonly byRole: ChangeRole;
  /** What the log recorded of the figure; null where it lists no figures one by one. */
  readonly moved: {
    /** `{ low, best, high, flags }` or `{ reason }`, as the event has it; null where there was nothing. */
    readonly before: unknown;
    readonly after: unknown;
    readonly changeClass: ChangeClass | null;
    readonly changeCause: ChangeCause | null;
    readonly reason: string | null;
  } | null;
};

/** A total serves a border of a month from so far away (N4). */
const MARGIN_DAYS = 46;
/** Publishes told at most: the first, and the last ones. */
const MOST = 60;

/**
 * Publishes that wrote a claim bearing on the days, or moved the figure, in order. Along the index by series and reach: the cost grows
 * with the claims around the days.
 */
const PUBLISHES = `
  WITH own AS (
    SELECT s.id FROM series s JOIN source o ON o.id = s.source_id WHERE o.slug = $1 AND s.metric = ANY($2) AND s.side = $3
  ), wrote AS (
    SELECT r.ledger_number FROM own JOIN claim_revision r ON r.series_id = own.id AND r.is_total AND r.reach_to BETWEEN $4::date AND $5::date
    UNION
    SELECT r.ledger_number FROM own JOIN claim_revision r ON r.series_id = own.id AND NOT r.is_total AND r.reach_to >= $6::date AND r.reach_from < $7::date
    UNION
    SELECT e.ledger_number FROM ledger_event e WHERE e.subject = $8 AND e.verb = 'figure.moved'
  )
  SELECT p.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, p.summary, p.by_role,
         e.id IS NOT NULL AS moved, e.before, e.after, e.change_class, e.change_cause, e.reason
    FROM wrote JOIN publish p ON p.ledger_number = wrote.ledger_number
    LEFT JOIN ledger_event e ON e.ledger_number = p.ledger_number AND e.subject = $8 AND e.verb = 'figure.moved'
   WHERE p.ledger_number <= $9
   ORDER BY p.ledger_number, e.id`;

type Row = {
  ledger_number: number;
  recorded_from: string;
  summary: string;
  by_role: ChangeRole;
  moved: boolean;
  before: unknown;
  after: unknown;
  change_class: ChangeClass | null;
  change_cause: ChangeCause | null;
  reason: string | null;
};

/**
 * The publishes behind a figure as known at an instant, first to last; at most `MOST`, the first always among them. `subject` is what
 * events call it: `series:month`, or `series:first day/day after` of a span.
 */
export async function readCellPublishes(
  cell: {
    readonly key: SeriesKey;
    readonly subject: string;
    /** First day, and first day after. */
    readonly from: Day;
    readonly to: Day;
  },
  known: Instant | null,
): Promise<CellPublish[]> {
  const publish = await publishAt(known);
  if (publish === null) return [];
  const { source, metric, side } = cell.key;
  const rows = await rowsOf<Row>(PUBLISHES, [
    source,
    metric === 'names_added' ? [metric, 'killed_confirmed'] : [metric],
    side,
    addDays(cell.from, -MARGIN_DAYS),
    addDays(cell.to, MARGIN_DAYS),
    cell.from,
    cell.to,
    cell.subject,
    publish.ledgerNumber,
  ]);
  const told = rows.length > MOST ? [...rows.slice(0, 1), ...rows.slice(1 - MOST)] : rows;
  return told.map((row) => ({
    ledgerNumber: BigInt(row.ledger_number),
    recordedFrom: toInstant(row.recorded_from),
    summary: row.summary,
    byRole: row.by_role,
    moved: row.moved
      ? {
          before: row.before,
          after: row.after,
          changeClass: row.change_class,
          changeCause: row.change_cause,
          reason: row.reason,
        }
      : null,
  }));
}
