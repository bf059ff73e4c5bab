import type { CellVersion } from '@/components/figures/cell-history';
import { readCellPublishes } from '@/lib/data/cell-history';
import { recordedFigure, toCellVersions } from '@/lib/formats/cell-words';
import { endOf, firstDay, type Instant } from '@/lib/ledger/month';
import { cell, span } from '@/lib/routes';
import { type Found, findCell, subjectOf } from './find';

/** The figure of the same cell as known at another instant, as events record it; null where the ledger held nothing of it. */
async function recordedAt(path: string): Promise<unknown> {
  const found = await findCell([...new URL(path, 'http://ledger.invalid').searchParams]);
  if ('problem' in found) return null;
  const shown = found.figure ?? found.gap;
  return shown === null ? null : recordedFigure(shown);
}

/** What became of a figure up to the instant at which it is shown, publish by publish, first to last (ux.md §6). */
export async function readCellHistory(found: Found): Promise<readonly CellVersion[]> {
  const { series, at, view, figure, gap } = found;
  // By the day of publication the ledger is made anew from its first day on; it has no history then.
  if (view.public !== null) return [];
  const days = 'month' in at ? { from: firstDay(at.month), to: endOf(at.month) } : at;
  const publishes = await readCellPublishes({ key: series, subject: subjectOf(found), ...days }, view.known);
  const [first] = publishes;
  if (first === undefined) return [];
  const addressAt = (known: Instant) =>
    'month' in at
      ? cell({ ...view, known }, series.id, at.month)
      : span({ ...view, known }, { series: series.id, ...at });
  const shown = figure ?? gap;
  const now = shown === null ? null : recordedFigure(shown);
  const isWhole = publishes.length === 1 || first.moved !== null;
  const then = isWhole ? now : await recordedAt(addressAt(first.recordedFrom));
  return toCellVersions(publishes, then, now).map((version) => ({ ...version, href: addressAt(version.recordedFrom) }));
}
