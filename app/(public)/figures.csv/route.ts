import { readComparison } from '@/lib/data/comparison';
import { toAllFiguresCsv, toShownFiguresCsv } from '@/lib/formats/figures-csv';
import { figuresFile } from '@/app/(public)/figures/twin';

/** As shown, or with `all=1` everything: spans and running totals of the same series and months as well (D1). */
export function GET(request: Request): Promise<Response> {
  const isAll = new URL(request.url).searchParams.get('all') === '1';
  return figuresFile(request, 'csv', async ({ table, view }) => {
    if (!isAll) return toShownFiguresCsv(table, view);
    const [months, totals] = await Promise.all([readComparison({ ...view, measure: 'month' }, { lean: true }), readComparison({ ...view, measure: 'total' }, { lean: true })]);
    return months && totals ? toAllFiguresCsv(months.table, totals.table) : toShownFiguresCsv(table, view);
  });
}
