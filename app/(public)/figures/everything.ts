import { readComparison } from '@/lib/data/comparison';
import { toAllFiguresCsv, toShownFiguresCsv } from '@/lib/formats/figures-csv';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';

/** Everything of a view as CSV: its months, and beside them the spans and running totals of the same series (D1). */
export async function readEverything(view: ResolvedView, table: FigureTable): Promise<string> {
  const [months, totals] = await Promise.all([
    readComparison({ ...view, measure: 'month' }, { lean: true }),
    readComparison({ ...view, measure: 'total' }, { lean: true }),
  ]);
  return months && totals ? toAllFiguresCsv(months.table, totals.table) : toShownFiguresCsv(table, view);
}
