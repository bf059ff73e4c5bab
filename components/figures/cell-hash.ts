/**
 * Which addresses lead to the derivation of a number, and how an open drawer is written in the address of a page (ux.md §5):
 * `#cell=uk-di.killed_or_wounded.ru:2024-09`. No imports: all of it travels to the browser with every page.
 */

/** A month, or the half-open days of a span as paths write them. */
const AT = '\\d{4}-\\d{2}(?:-\\d{2}--\\d{4}-\\d{2}-\\d{2})?';
/** `/p/{id}/{column}/{month}`; the series itself may stand for its column. */
const FROZEN = new RegExp(`^(/p/[0-9a-hjkmnp-tv-z]{16})/([^/]+)/(${AT})$`);
const HASH = /^#cell=([a-z0-9_.~-]{1,200}):(\d{4}-\d{2}|\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2})$/;

/** What of a page’s query also decides how its figures are made. */
const BASIS = ['known', 'public', 'status'];

/** `series:2024-09` or `series:2024-09-01/2024-10-01` of an address of a derivation; null for any other address. */
export function cellOf({ pathname, searchParams }: URL): string | null {
  const [, , column, at] = FROZEN.exec(pathname) ?? [];
  if (column !== undefined) return `${column}:${at?.replace('--', '/')}`;
  const series = searchParams.get('series');
  if (pathname !== '/figures/cell' || !series) return null;
  const [month, from, to] = ['month', 'from', 'to'].map((key) => searchParams.get(key));
  return month ? `${series}:${month}` : from && to ? `${series}:${from}/${to}` : null;
}

/** The fragment under which a page shows a cell. */
export function hashOf(cell: string): string {
  return `#cell=${cell}`;
}

/** The cell that a fragment names; null where it names none. */
export function cellOfHash(hash: string): string | null {
  let text = hash;
  try {
    text = decodeURIComponent(hash);
  } catch {
    // Half a percent sign names nothing.
  }
  const [, series, at] = HASH.exec(text) ?? [];
  return series === undefined ? null : `${series}:${at}`;
}

/** Where the cell of a page is taken apart: under the page’s own instant and threshold, or as it was frozen. */
export function addressOfCell(cell: string, page: URL): string {
  const colon = cell.lastIndexOf(':');
  const [series, at] = [cell.slice(0, colon), cell.slice(colon + 1)];
  const [, frozen] = /^(\/p\/[0-9a-hjkmnp-tv-z]{16})(?:\/|$)/.exec(page.pathname) ?? [];
  if (frozen !== undefined) return `${frozen}/${encodeURIComponent(series)}/${at.replace('/', '--')}`;
  const query = new URLSearchParams();
  for (const key of BASIS) {
    const value = page.searchParams.get(key);
    if (value) query.set(key, value);
  }
  const [from = '', to] = at.split('/', 2);
  if (to === undefined) query.set('month', from);
  else {
    query.set('from', from);
    query.set('to', to);
  }
  query.set('series', series);
  query.sort();
  return `/figures/cell?${query}`;
}
