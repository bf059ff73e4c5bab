/**
 * How a series, a paint and a status look on pages: the class names of charts.css. What is encoded how is decided in
 * lib/formats/chart-encoding.ts, once for pages and pictures.
 */
import type { Paint, TextRole } from '@/lib/formats/chart-drawing';
import type { SeriesToken } from '@/lib/formats/palette';

/** The class that sets a series’ colour for everything inside; null gives ink, for keys. */
export function seriesClass(token: SeriesToken | null): string {
  return token === null ? 'chart-ink' : `chart-${token}`;
}

/** Classes of a path: its paint, and its colour where the paint is in the series’ colour. */
export function paintClass(paint: Paint, token: SeriesToken | null): string {
  return token === null ? `paint-${paint}` : `paint-${paint} ${seriesClass(token)}`;
}

/** Classes of a text: its role, its anchor and, for names, its colour. */
export function textClass(role: TextRole, anchor: 'start' | 'middle' | 'end', token: SeriesToken | null): string {
  const anchored = anchor === 'start' ? '' : ` anchor-${anchor}`;
  return `words-${role}${anchored}${token === null ? '' : ` ${seriesClass(token)}`}`;
}
