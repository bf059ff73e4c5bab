import { comparisonArchive } from '@/app/(public)/figures/archive';
import { readEverything } from '@/app/(public)/figures/everything';
import { figuresFile } from '@/app/(public)/figures/twin';
import { askedOrigin } from '@/lib/auth/origin';
import { toShownFiguresCsv } from '@/lib/formats/figures-csv';
import { toFiguresJson } from '@/lib/formats/figures-json';

/** The comparison with everything that belongs to it in one archive, as shown or with `all=1` everything (D1, D2). */
export function GET(request: Request): Promise<Response> {
  const isAll = new URL(request.url).searchParams.get('all') === '1';
  const origin = askedOrigin(request.headers);
  return figuresFile(
    request,
    'zip',
    async ({ table, view }) =>
      comparisonArchive({
        table,
        view,
        json: toFiguresJson(table, view),
        csv: isAll ? await readEverything(view, table) : toShownFiguresCsv(table, view),
        shape: isAll ? 'all' : 'shown',
        id: null,
        origin,
      }),
    `zip ${origin}`,
  );
}
