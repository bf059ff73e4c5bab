/**
 * The coverage matrix in words (A12): the short form that a small cell prints, the name of its link, its caption.
 */
import type { Matrix, MatrixCell, MatrixFigure } from '@/lib/ledger/matrix';
import type { MatrixView } from '@/lib/ledger/matrix-view';
import { BADGES, metricOf, REASONS, SIDES, UNITS } from '@/lib/ledger/vocabulary';
import { coverageWords, flagWords } from './figure-words';
import { capitalise, formatBounds, formatMonths, formatNumber, formatRounded, plural } from './text';

type Said = Pick<MatrixFigure, 'low' | 'best' | 'high' | 'valueKind' | 'asClaimed'>;

/** The value as every page prints it: as claimed where one claim states it, else to the magnitude of its half-width. */
function fullValue(said: Said): string {
  if (said.asClaimed) return formatBounds(said);
  const isRanged = said.valueKind === 'approx' && said.low !== null && said.high !== null;
  return formatRounded({ ...said, valueKind: isRanged ? 'point' : said.valueKind });
}

/** The same for a small cell: signs for words, and of a range around a best value the best alone: `≥ 13 700`, `≤ 200`, `~ 36 000`. */
export function shortValue(said: Said): string {
  const { best, valueKind } = said;
  const isAround = best !== null && valueKind === 'range';
  return shortened(fullValue(isAround ? { ...said, low: null, high: null, valueKind: 'point' } : said));
}

/** Words of a value as signs. */
function shortened(value: string): string {
  const first = value.charCodeAt(0);
  // Most values begin with a digit, and there are thousands of them.
  if (first >= 48 && first <= 57) return value;
  return value
    .replace(/^at least /, '≥\u00a0')
    .replace(/^up to /, '≤\u00a0')
    .replace(/^about /, '~\u00a0');
}

/** What all cells of one month or of one row have in common, written once. */
export type CellNames = { readonly month: string; readonly source: string };

/** Flags of cells in words: few lists occur, and each is one value (lib/ledger/matrix.ts). */
const flagsInWords = new WeakMap<MatrixFigure['flags'], string>();
function flagsOf(flags: MatrixFigure['flags']): string {
  const known = flagsInWords.get(flags);
  if (known !== undefined) return known;
  const words = flagWords(flags)
    .map((word) => `, ${word}`)
    .join('');
  flagsInWords.set(flags, words);
  return words;
}

/** The text of a cell’s link, its name, and how many claims it counts: `38 130`, `38 130, September 2024, UK DI, attributed, 2 claims`, `2 claims`. */
export function matrixCellWords(
  cell: MatrixCell,
  { month, source }: CellNames,
): { readonly text: string; readonly name: string; readonly held: string } {
  const { said, claims } = cell;
  const held = claims === 1 ? '1 claim' : `${claims < 1000 ? claims : formatNumber(claims)} claims`;
  if (said.kind === 'gap')
    return { text: '–', name: `No figure, ${month}, ${source}, ${REASONS[said.reason].label}, ${held}`, held };
  const full = fullValue(said);
  const coverage = coverageWords(said);
  const when = coverage === null ? month : `${month} (${coverage})`;
  const isAround = said.best !== null && said.valueKind === 'range';
  const badge = BADGES[said.badge].label.toLowerCase();
  return {
    text: isAround ? shortValue(said) : shortened(full),
    name: `${full.replaceAll('–', ' to ')}, ${when}, ${source}, ${badge}${flagsOf(said.flags)}, ${held}`,
    held,
  };
}

/** `Killed or wounded, Russia: who says what for which month`. */
export function matrixTitle({ metric, side }: Pick<MatrixView, 'metric' | 'side'>): string {
  return `${capitalise(metricOf(metric).label)}, ${SIDES[side].label}: who says what for which month`;
}

/** `12 series of 11 sources, 9 lineages. March 2022 to October 2026. Unit: persons.` */
export function matrixCaption(view: Pick<MatrixView, 'metric'>, { rows, sources, lineages, months }: Matrix): string {
  const [from, to] = [months[0], months.at(-1)];
  const speak = `${plural(sources, 'source')}, ${plural(lineages, 'lineage')}`;
  const series = rows.length === sources ? speak : `${plural(rows.length, 'series', 'series')} of ${speak}`;
  const window = from === undefined || to === undefined ? '' : ` ${formatMonths(from, to)}.`;
  return `${series}.${window} Unit: ${UNITS[metricOf(view.metric).unit].label}.`;
}
