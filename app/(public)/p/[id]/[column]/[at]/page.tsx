import type { Metadata } from 'next';
import { cacheLife } from 'next/cache';
import { CellArticle } from '@/app/(public)/figures/cell/cell-article';
import type { Found } from '@/app/(public)/figures/cell/find';
import { readFrozen } from '@/app/(public)/p/read-frozen';
import { NoPermalink } from '@/components/frozen/no-permalink';
import { InstantLabel } from '@/components/ledger/month-label';
import { isPermalinkId } from '@/lib/data/permalinks';
import { parseDay, parseMonth } from '@/lib/ledger/month';
import { cell, permalink as permalinkAddress, permalinkCell, span } from '@/lib/routes';

export const ensureStatic = 'navigation';

/** The build knows no ledger: it prerenders one path that is no frozen comparison. */
export function generateStaticParams() {
  return [{ id: 'none', column: '0', at: 'none' }];
}

export const metadata: Metadata = { title: 'How a frozen figure was made', robots: { index: false } };

type Where = { readonly id: string; readonly column: string; readonly at: string };

/** The month, or the half-open days of a span, as the address writes them. */
function parseAt(text: string): Found['at'] | null {
  const month = parseMonth(text);
  if (month) return { month };
  const [from, to] = text.split('--').map(parseDay);
  return from && to ? { from, to } : null;
}

/** The figure, gap or span of the stored document; what it was made of stands in it, and nothing is computed again. */
async function findFrozen({ id, column, at: text }: Where): Promise<Found | null> {
  const [frozen, at] = [isPermalinkId(id) ? await readFrozen(id) : null, parseAt(text)];
  if (frozen === null || at === null) return null;
  const { view, table } = frozen;
  // A drawer names the series itself, in place of its column.
  const series = /^\d{1,2}$/.test(column)
    ? table.series[Number(column)]
    : table.series.find(({ id: name }) => name === column);
  if (series === undefined) return null;
  const shown =
    'month' in at
      ? table.cells.get(series.id)?.find(({ month }) => month === at.month)
      : table.spans.find((span) => span.series === series.id && span.from === at.from && span.to === at.to);
  if (shown === undefined) return null;
  const gap = 'kind' in shown && shown.kind === 'gap' ? shown : null;
  const figure = 'kind' in shown && shown.kind === 'gap' ? null : shown;
  return { view, comparison: { view, table, unknownSeries: [], unknownScenario: null }, series, figure, gap, at };
}

async function CachedCell(where: Where) {
  'use cache';
  cacheLife({ stale: 300, revalidate: 3600, expire: 86_400 });
  const found = await findFrozen(where);
  if (found === null) return <NoPermalink />;
  const { id } = where;
  const { table } = found.comparison;
  const { at, series } = found;
  const column = table.series.indexOf(series);
  const live = { ...found.view, known: null };
  const now = 'month' in at ? cell(live, series.id, at.month) : span(live, { series: series.id, ...at });
  return (
    <CellArticle
      found={found}
      control={
        <p className="text-interface">
          As frozen in <a href={permalinkAddress(id)}>{permalinkAddress(id)}</a>, as known on{' '}
          <InstantLabel instant={table.knownOn} />, by method {table.methodVersion}.
        </p>
      }
      neighbour={(month) => (table.months.includes(month) ? permalinkCell(id, column, month) : null)}
      comparison={{ href: permalinkAddress(id), label: 'The frozen comparison' }}
      history={null}
      files={[{ href: now, label: 'This figure as it stands now, with its history' }]}
    />
  );
}

/** One figure of a frozen comparison taken apart, as it was made then (R1, R3). */
export default async function FrozenCellPage({ params }: PageProps<'/p/[id]/[column]/[at]'>) {
  const { id, column, at } = await params;
  return <CachedCell id={id} column={column} at={at} />;
}
