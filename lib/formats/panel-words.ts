/**
 * The words around a panel: its subtitle and the key that explains every mark on screen (ux.md 10).
 */
import { type Paint, type Shape, scenarioMarkPath } from '@/lib/formats/chart-drawing';
import type { PlacedMark, PlacedPanel, StripCell } from '@/lib/formats/chart-geometry';
import { linePath, type MarkPlace, markStrokes, type Rect, rectPath } from '@/lib/formats/chart-marks';
import { meanWords, spanName } from '@/lib/formats/figure-words';
import { toGapSentence } from '@/lib/formats/gap-sentence';
import { scenarioKey } from '@/lib/formats/scenario-words';
import { formatMonths } from '@/lib/formats/text';
import type { FigureTable, Gap, Panel, Scenario, Span, TableSeries } from '@/lib/ledger/figure-table';
import { daysBetween } from '@/lib/ledger/month';
import type { View } from '@/lib/ledger/view';
import { BADGES, type Badge, codesOf, metricOf, UNITS } from '@/lib/ledger/vocabulary';

/** What the axis counts: `Each month as each source counts it, in persons.` */
export function measureWords(placed: Pick<PlacedPanel, 'mode' | 'panel' | 'scale'>, view: View): string {
  const unit = UNITS[placed.panel.unit].label;
  // No series of its own: nothing but the reader's layer stands here.
  if (placed.panel.series.length === 0)
    return `A reader’s scenario in ${unit}${view.measure === 'day' ? ' a day' : ''}, which no source claims.`;
  const scale = {
    linear: '',
    log: ' Logarithmic scale, which has no zero.',
    symlog: ' Logarithmic scale on both sides of zero.',
  }[placed.scale.kind];
  if (placed.mode === 'points') return `Running totals as each source said them, in ${unit}.${scale}`;
  if (placed.mode === 'spans') return `Mean a day between two announced totals, in ${unit}.${scale}`;
  if (placed.mode === 'strip') return `Mean a day over the days that each source names, in ${unit}.`;
  return view.measure === 'day'
    ? `The month divided by its days, in ${unit} a day.${scale}`
    : `Each month as each source counts it, in ${unit}.${scale}`;
}

/** The metric's definition in one line and what the axis counts. */
export function panelSubtitle(placed: Pick<PlacedPanel, 'mode' | 'panel' | 'scale'>, view: View): string {
  return `${metricOf(placed.panel.metric).definition} ${measureWords(placed, view)}`;
}

/** The name of a panel that holds one source only (layout=apart), else null. */
export function apartName(
  placed: Pick<PlacedPanel, 'series'>,
  table: FigureTable,
  panel: Panel,
  view: View,
): string | null {
  if (view.layout !== 'apart' || panel.series.length < 2) return null;
  const [only] = placed.series;
  return table.series.find(({ id }) => id === only?.series.id)?.sourceName ?? null;
}

/** Neighbouring months of one series without a figure for one and the same reason. */
export type EmptyRun = { readonly first: Gap; readonly rect: Rect; readonly name: string };

/**
 * The empty months of a row of the coverage strip, those with the same reason together, each run named with its reason:
 * `No figure, March 2024, UK DI: The source published nothing …`; `No figure, March to May 2024, UK DI: in each month: …`
 */
export function emptyRuns(cells: readonly StripCell[], table: FigureTable): EmptyRun[] {
  const runs: { gaps: Gap[]; from: Rect; to: Rect; sentence: string; index: number }[] = [];
  cells.forEach(({ cell, rect }, index) => {
    if (cell.kind !== 'gap') return;
    const sentence = toGapSentence(cell, table);
    const last = runs.at(-1);
    if (last !== undefined && last.sentence === sentence && last.index === index - 1) {
      last.gaps.push(cell);
      last.to = rect;
      last.index = index;
    } else runs.push({ gaps: [cell], from: rect, to: rect, sentence, index });
  });
  return runs.flatMap(({ gaps, from, to, sentence }) => {
    const [first, last] = [gaps[0], gaps.at(-1)];
    if (first === undefined || last === undefined) return [];
    const source = table.series.find(({ id }) => id === first.series)?.sourceShortName ?? first.series;
    return {
      first,
      rect: { ...from, width: to.x + to.width - from.x },
      name: `No figure, ${formatMonths(first.month, last.month)}, ${source}: ${gaps.length > 1 ? 'in each month: ' : ''}${sentence}`,
    };
  });
}

/** The name of a bar in the strip of spans: `1 174 a day: 429 660 persons, 2024, UK Defence Intelligence, attributed, …` */
export function spanBarName(span: Span, series: TableSeries): string {
  return `${meanWords(span, daysBetween(span.from, span.to))}: ${spanName(span, series)}`;
}

/** One row of the key: a drawn sample in a box of 22 × 14 pixels, and what it means. */
export type KeyRow = { readonly code: string; readonly sample: readonly Shape[]; readonly words: string };

const BOX = { width: 22, height: 14 };

function sampleMark(mark: Partial<MarkPlace>): Shape[] {
  return markStrokes(
    {
      shape: 'bar',
      badge: 'attributed',
      toDate: false,
      estimated: false,
      x: BOX.width / 2,
      width: 13,
      y: 2,
      base: 11,
      yLow: null,
      yHigh: null,
      ...mark,
    },
    { marker: 'circle' },
    4,
  ).map((stroke) => ({ kind: 'path', paint: stroke.paint, token: null, d: stroke.d }));
}

/** `Attributed: the source said it; nobody here has re-keyed it`: the badge and the first sentence of its criterion. */
export function badgeWords(badge: Badge): string {
  const { label, sentence } = BADGES[badge];
  const [first = ''] = sentence.split('. ');
  return `${label}: ${first.charAt(0).toLowerCase()}${first.slice(1).replace(/\.$/, '')}`;
}

const sampleLine = (paint: Paint): Shape[] => [
  { kind: 'path', paint, token: null, d: linePath(1, BOX.height / 2, BOX.width - 1, BOX.height / 2) },
];
const sampleCell = (share: number): Shape[] => [
  { kind: 'path', paint: 'cell-none', token: null, d: rectPath({ x: 3.5, y: 4.5, width: 15, height: 5 }) },
  ...(share === 0
    ? []
    : [
        {
          kind: 'path' as const,
          paint: 'cell' as const,
          token: null,
          d: rectPath({ x: 3, y: 4, width: 16 * share, height: 6 }),
        },
      ]),
];

/** What each mark on screen means, statuses first: only those that are drawn in these panels. */
export function keyRows(panels: readonly PlacedPanel[], scenario: Scenario | null = null): KeyRow[] {
  const marks = panels.flatMap((placed) => placed.marks);
  const badges = new Set<Badge>([
    ...marks.filter((mark) => !mark.toDate).map((mark) => mark.badge),
    ...panels.flatMap((placed) => placed.spanStrip?.bars.map((bar) => bar.span.badge) ?? []),
  ]);
  const cells = panels.flatMap((placed) => placed.strip.flatMap((row) => row.cells));
  const rows: KeyRow[] = codesOf(BADGES)
    .filter((badge) => badges.has(badge))
    .map((badge) => ({
      code: badge,
      sample: sampleMark({ badge }),
      words: badgeWords(badge),
    }));
  const add = (isShown: boolean, code: string, sample: Shape[], words: string) => {
    if (isShown) rows.push({ code, sample, words });
  };
  const hasWhisker = (mark: PlacedMark) =>
    (mark.shape === 'bar' || mark.shape === 'point') &&
    mark.yLow !== null &&
    mark.yHigh !== null &&
    Math.abs(mark.yLow - mark.yHigh) >= 2;
  add(
    marks.some(hasWhisker),
    'range',
    sampleMark({ shape: 'point', y: 7, yLow: 13, yHigh: 1 }),
    'range around a best value',
  );
  add(
    marks.some((mark) => mark.shape === 'band'),
    'band',
    sampleMark({ shape: 'band', width: 8, y: 2, yLow: 12, yHigh: 2 }),
    'range claimed, no best value',
  );
  add(
    marks.some((mark) => mark.shape === 'at_least'),
    'at_least',
    sampleMark({ shape: 'at_least', width: 10, y: 12.5 }),
    'at least',
  );
  add(
    marks.some((mark) => mark.shape === 'at_most'),
    'at_most',
    sampleMark({ shape: 'at_most', width: 10, y: 1.5 }),
    'up to',
  );
  add(
    marks.some((mark) => mark.estimated && !mark.toDate),
    'estimated',
    sampleMark({ estimated: true }),
    'partly interpolated by this ledger',
  );
  add(
    panels.some((placed) => placed.links.some((link) => link.estimated)),
    'link-estimated',
    sampleLine('line-estimated'),
    'link to an interpolated month',
  );
  add(
    marks.some((mark) => mark.toDate),
    'to-date',
    sampleMark({ toDate: true }),
    'month to date, not scaled up',
  );
  add(
    marks.some((mark) => mark.cut),
    'cut',
    [...sampleMark({}), { kind: 'path', paint: 'cut', token: null, d: `${linePath(2, 6.5, 20, 3.5)}` }],
    'cut off, with its value written: far beyond the scale',
  );
  add(
    panels.some((placed) => placed.notes.some((note) => note.isBreak)),
    'break',
    [{ kind: 'path', paint: 'break', token: null, d: linePath(BOX.width / 2, 0, BOX.width / 2, BOX.height) }],
    'break: not comparable with what came before',
  );
  if (scenario !== null)
    add(
      panels.some((placed) => placed.scenario.length > 0),
      'scenario',
      [
        { kind: 'path', paint: 'scenario-line', token: null, d: linePath(1, 7, BOX.width - 1, 7) },
        { kind: 'path', paint: 'scenario', token: null, d: scenarioMarkPath(BOX.width / 2, 7, 3.6) },
      ],
      scenarioKey(scenario),
    );
  add(
    cells.some((cell) => cell.kind === 'partial'),
    'partial',
    sampleCell(0.55),
    'month covered in part',
  );
  add(
    cells.some((cell) => cell.kind === 'none'),
    'none',
    sampleCell(0),
    'no figure',
  );
  return rows;
}
