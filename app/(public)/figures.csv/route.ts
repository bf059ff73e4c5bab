import { readEverything } from '@/app/(public)/figures/everything';
import { figuresFile } from '@/app/(public)/figures/twin';
import { toShownFiguresCsv } from '@/lib/formats/figures-csv';

/** As shown, or with `all=1` everything: spans and running totals of the same series and months as well (D1). */
export function GET(request: Request): Promise<Response> {
  const isAll = new URL(request.url).searchParams.get('all') === '1';
  return figuresFile(request, 'csv', async ({ table, view }) =>
    isAll ? readEverything(view, table) : toShownFiguresCsv(table, view),
  );
}
