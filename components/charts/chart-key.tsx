import type { KeyRow } from '@/lib/formats/panel-words';
import { ChartShapes } from './chart-shapes';

/** What each mark on screen means: a drawn sample and words (ux.md 10). Nothing that is not on screen stands in it. */
export function ChartKey({ rows }: { readonly rows: readonly KeyRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="chart-key" aria-label="Key of the marks">
      {rows.map((row) => (
        <li key={row.code}>
          <svg aria-hidden="true" width="22" height="14" viewBox="0 0 22 14">
            <ChartShapes shapes={row.sample} />
          </svg>
          {row.words}
        </li>
      ))}
    </ul>
  );
}
