import { readComparison } from '@/lib/data/comparison';
import { publishAt } from '@/lib/data/ledger';
import { keepPermalink } from '@/lib/data/permalinks';
import { toPicture } from '@/lib/formats/figure-picture';
import { toShownFiguresCsv } from '@/lib/formats/figures-csv';
import { toFiguresJson } from '@/lib/formats/figures-json';
import { plural } from '@/lib/formats/text';
import type { ResolvedView } from '@/lib/ledger/comparison';
import { DEFAULT_VIEW, MAX_FROZEN_SERIES, type View, viewToSearch } from '@/lib/ledger/view';

/** The address, or why the view cannot be frozen, with what can be done about it. */
export type FreezeResult =
  | { readonly ok: true; readonly id: string; readonly isNew: boolean }
  | { readonly ok: false; readonly message: string };

/**
 * Keeps a view as it is known (R1, D13): names everything that it leaves open, makes its files, and stores them. The same view of the same
 * ledger gives the same address, from whichever tab it was asked.
 */
export async function freezeView(asked: View): Promise<FreezeResult> {
  const shown = await readComparison(asked);
  if (shown === null) return { ok: false, message: 'The ledger held nothing at that instant. Choose a later one.' };
  const [unknown] = shown.unknownSeries;
  if (unknown !== undefined)
    return { ok: false, message: `The ledger holds no series “${unknown}”. Take it out of the comparison.` };
  if (shown.unknownScenario !== null)
    return {
      ok: false,
      message: `The ledger holds no ratio “${shown.unknownScenario}”. Take the scenario out of the comparison.`,
    };
  if (shown.view.series.length > MAX_FROZEN_SERIES)
    return {
      ok: false,
      message: `A permalink keeps at most ${plural(MAX_FROZEN_SERIES, 'series', 'series')}, and this comparison has ${shown.view.series.length}. Take some of them out.`,
    };
  // Asked once more as it will be written down, so that the files are those of the resolved question and of nothing else.
  const view: ResolvedView = { ...shown.view, tab: DEFAULT_VIEW.tab, known: shown.table.knownOn };
  const comparison = await readComparison(view, { lean: true });
  const publish = await publishAt(shown.table.knownOn);
  if (comparison === null || publish === null) throw new Error('what was just read is not there');
  const { table } = comparison;
  const kept = await keepPermalink({
    search: viewToSearch(view),
    ledgerNumber: publish.ledgerNumber,
    knownOn: table.knownOn,
    methodVersion: table.methodVersion,
    files: {
      json: toFiguresJson(table, view),
      csv: toShownFiguresCsv(table, view),
      svg: toPicture(table, view),
    },
  });
  return { ok: true, ...kept };
}
