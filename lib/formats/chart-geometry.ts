/**
 * Where everything of a chart stands: from months × series and a width to placed marks, ticks, labels, strips and notes.
 * The one geometry of both charts (layout.md §4): the server's SVG draws it, the standalone picture draws it, and Recharts gets
 * its scales from it. Pure: the same table, view and width give the same numbers.
 */
import { encodeSeries, type SeriesEncoding } from '@/lib/formats/chart-encoding';
import {
  flowKey,
  type KeyItem,
  type LabelWish,
  labelLines,
  type PlacedLabel,
  placeLabels,
  stackHeight,
} from '@/lib/formats/chart-labels';
import type { MarkPlace, Rect } from '@/lib/formats/chart-marks';
import {
  bandCentre,
  bandWidth,
  baselineOf,
  type MonthAxis,
  type MonthTick,
  robustTop,
  tickLabels,
  toMonthTicks,
  toValueScale,
  type ValueScale,
  xOfDay,
  yOf,
} from '@/lib/formats/chart-scales';
import { countedBounds, meanWords, noteSentence } from '@/lib/formats/figure-words';
import { formatNumber, plural } from '@/lib/formats/text';
import { textWidth } from '@/lib/formats/text-width';
import type {
  Bounds,
  Cell,
  Figure,
  FigureTable,
  Gap,
  Panel,
  Scenario,
  ScenarioFigure,
  Span,
  TableEvent,
  TableSeries,
  Total,
} from '@/lib/ledger/figure-table';
import { type Day, daysBetween, daysIn, endOf, firstDay, type Month, monthOf, monthsBetween } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import type { View } from '@/lib/ledger/view';
import { type Badge, metricOf, type ValueKind } from '@/lib/ledger/vocabulary';

/** The two widths in which pages draw; pictures for export use the wide one. */
export const NARROW = 360;
export const WIDE = 960;

/** What differs between a picture for a phone and one for a desk. Sizes in pixels of the picture. */
type Style = {
  readonly axisText: number;
  readonly nameText: number;
  readonly noteText: number;
  readonly left: number;
  readonly right: number;
  readonly tall: number;
  /** Height of lines of three and more series. */
  readonly middle: number;
  readonly low: number;
  readonly radius: number;
  readonly isNarrow: boolean;
};

function styleOf(width: number): Style {
  return width < 600
    ? {
        axisText: 11,
        nameText: 11.5,
        noteText: 11,
        left: 46,
        right: 6,
        tall: 176,
        middle: 136,
        low: 104,
        radius: 3.1,
        isNarrow: true,
      }
    : {
        axisText: 12.5,
        nameText: 12.5,
        noteText: 12,
        left: 58,
        right: 164,
        tall: 226,
        middle: 168,
        low: 118,
        radius: 4,
        isNarrow: false,
      };
}

/** What a mark stands for. */
export type MarkSubject =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'total'; readonly total: Total };

/** One mark with what it stands for and what is written at it. */
export type PlacedMark = MarkPlace & {
  readonly subject: MarkSubject;
  readonly series: SeriesId;
  /** The numbers drawn: in the measure shown, a span’s a day. */
  readonly bounds: Bounds;
  /** The number at which the mark stands: the best one, or the one bound, or of a band the upper end. */
  readonly value: number;
  /** Words written at the mark: `to 14 of 30 days`, or the value of a mark that is cut off. */
  readonly caption: string | null;
  /** The value lies beyond the scale: the mark is cut and says its value. */
  readonly cut: boolean;
  /** The area that belongs to the mark for pointer and focus. */
  readonly target: Rect;
};

/** A line between two neighbouring months. */
export type PlacedLink = {
  readonly series: SeriesId;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** One of its ends is flagged E. */
  readonly estimated: boolean;
};

export type PlacedSeries = SeriesEncoding & { readonly series: TableSeries };

/** One month of the coverage strip: full, partial (n of N days) or none with its reason (A7). */
export type StripCell = {
  readonly cell: Cell;
  readonly rect: Rect;
  readonly kind: 'full' | 'partial' | 'none';
  /** 0 to 1. */
  readonly share: number;
};

export type PlacedSpanBar = {
  readonly span: Span;
  readonly series: SeriesId;
  readonly rect: Rect;
  /** The span goes on before or after the months shown. */
  readonly opensLeft: boolean;
  readonly opensRight: boolean;
  /** The mean a day, where there is room for it; `inside` the bar or right of it. */
  readonly label: { readonly text: string; readonly x: number; readonly inside: boolean } | null;
};

export type PlacedNote = {
  readonly number: number;
  readonly x: number;
  readonly markX: number;
  readonly isBreak: boolean;
};

/** A figure of the reader’s scenario in its place: a mark of its own kind, joined to the month before by a line of its own (N9). */
export type PlacedScenario = {
  readonly figure: ScenarioFigure;
  /** The numbers drawn: in the measure shown. */
  readonly bounds: Bounds;
  readonly x: number;
  /** Where the mark stands; null for a range without a best value. */
  readonly y: number | null;
  /** Ends of its range; null where an end is open or there is none. */
  readonly yLow: number | null;
  readonly yHigh: number | null;
  /** Where the mark of the month before stands, if there is one. */
  readonly from: { readonly x: number; readonly y: number } | null;
  readonly target: Rect;
};

export type PlacedTick = { readonly value: number; readonly y: number; readonly label: string };

/** `bars`, `lines` and `points` are months and totals; `spans` are bars of true length by mean a day; `strip` has no axis of its own. */
export type PanelMode = 'bars' | 'lines' | 'points' | 'spans' | 'strip';

/** A panel with everything in its place; (0, 0) is its own upper left corner. */
export type PlacedPanel = {
  readonly key: string;
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
  readonly mode: PanelMode;
  /** Nothing is drawn on its axis; the picture says so. */
  readonly isEmpty: boolean;
  readonly isNarrow: boolean;
  readonly radius: number;
  readonly text: { readonly axis: number; readonly name: number; readonly note: number };
  readonly plot: Rect;
  readonly axis: MonthAxis;
  readonly scale: ValueScale;
  readonly baseline: number;
  readonly ticks: readonly PlacedTick[];
  readonly monthTicks: readonly MonthTick[];
  readonly series: readonly PlacedSeries[];
  readonly marks: readonly PlacedMark[];
  readonly links: readonly PlacedLink[];
  readonly strip: readonly { readonly series: SeriesId; readonly cells: readonly StripCell[] }[];
  readonly spanStrip: {
    readonly caption: string;
    readonly captionY: number;
    readonly bars: readonly PlacedSpanBar[];
  } | null;
  readonly labels: readonly PlacedLabel<SeriesId>[];
  readonly labelX: number;
  readonly keyItems: readonly KeyItem<SeriesId>[];
  readonly keyRowHeight: number;
  readonly notes: readonly PlacedNote[];
  readonly notesY: number;
  /** The reader’s scenario, where it lies in this panel. */
  readonly scenario: readonly PlacedScenario[];
};

/** The notes of a table in the order of their days, numbered from 1: what the chart pins and the list below spells out (A16). */
export function numberedNotes(table: FigureTable): readonly { readonly number: number; readonly event: TableEvent }[] {
  const [from, to] = [table.months[0], table.months.at(-1)];
  if (from === undefined || to === undefined) return [];
  const shown = new Set(table.series.map(({ source, metric, side }) => `${source}.${metric}.${side}`));
  return table.events
    .filter(
      (event) =>
        event.day >= firstDay(from) &&
        event.day < endOf(to) &&
        shown.has(`${event.source}.${event.metric}.${event.side}`),
    )
    .toSorted((a, b) =>
      a.day < b.day ? -1 : a.day > b.day ? 1 : a.source < b.source ? -1 : a.source > b.source ? 1 : 0,
    )
    .map((event, index) => ({ number: index + 1, event: { ...event, sentence: noteSentence(event) } }));
}

/** True when the figure is to be drawn: interpolated ones can be hidden (A8). */
function isDrawn(figure: Figure, view: View): boolean {
  return !(view.interpolated === 'hide' && figure.flags.includes('E'));
}

/** The value at which a mark stands: the best one, else the one bound that there is, else (a band) none. */
function anchorValue(bounds: Bounds, kind: ValueKind): number | null {
  if (kind === 'at_least') return bounds.low;
  if (kind === 'at_most') return bounds.high;
  return bounds.best;
}

/** The values that the scale must hold. Bounds that are only rounding do not stretch it. */
function extentOf(bounds: Bounds, kind: ValueKind): number[] {
  const { low, best, high } = bounds;
  if (best === null || kind === 'range') return [low, best, high].filter((value) => value !== null);
  const isWide = (value: number | null): value is number =>
    value !== null && Math.abs(value - best) > 0.01 * Math.abs(best);
  return [best, ...[low, high].filter(isWide)];
}

/** How many digits a value takes decides the scale only for spans: their mean a day, and the ends of a range. */
function spanBounds(span: Span): Bounds {
  const days = daysBetween(span.from, span.to);
  const share = (value: number | null) => (value === null ? null : value / days);
  return { low: share(span.low), best: share(span.best), high: share(span.high) };
}

type Input = {
  readonly table: FigureTable;
  readonly view: View;
  readonly width: number;
  readonly style: Style;
  readonly axis: MonthAxis;
  readonly monthTicks: readonly MonthTick[];
  readonly encodings: ReadonlyMap<SeriesId, SeriesEncoding>;
  readonly seriesById: ReadonlyMap<SeriesId, TableSeries>;
};

/** What a panel holds, before anything has a place. */
type Content = {
  readonly panel: Panel;
  readonly key: string;
  readonly series: readonly PlacedSeries[];
  readonly mode: PanelMode;
  readonly figures: readonly Figure[];
  /** Spans on the panel’s own axis. */
  readonly spans: readonly Span[];
  /** Spans in the strip under it. */
  readonly stripSpans: readonly Span[];
  readonly totals: readonly Total[];
  readonly scenario: readonly ScenarioFigure[];
  readonly isTall: boolean;
};

/** More totals a month than this are a daily series: one point a month says as much in a picture. */
const MOST_TOTALS_A_MONTH = 3;

/** Of a series with totals nearly every day the last one of each month; all of any other. */
function thinned(totals: readonly Total[], months: number): readonly Total[] {
  if (totals.length <= MOST_TOTALS_A_MONTH * months) return totals;
  const lasts = new Map<Month, Total>();
  for (const total of totals.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))) lasts.set(monthOf(total.asOf), total);
  return [...lasts.values()];
}

/** True when the picture leaves out some of a series’ totals. */
function isThinned(table: FigureTable, series: SeriesId): boolean {
  return table.totals.filter((total) => total.series === series).length > MOST_TOTALS_A_MONTH * table.months.length;
}

function contentOf(
  input: Input,
  panel: Panel,
  ids: readonly SeriesId[],
  key: string,
  isTall: boolean,
  scenario: readonly ScenarioFigure[] = [],
): Content {
  const { table, view } = input;
  const wanted = new Set(ids);
  const series = ids.flatMap((id) => {
    const [found, encoding] = [input.seriesById.get(id), input.encodings.get(id)];
    return found && encoding ? [{ ...encoding, series: found }] : [];
  });
  const [first, last] = [table.months[0], table.months.at(-1)];
  const inWindow = (from: Day, to: Day) =>
    first !== undefined && last !== undefined && from < endOf(last) && to > firstDay(first);
  if (table.measure === 'total') {
    const totals = ids.flatMap((id) =>
      thinned(
        table.totals.filter((total) => total.series === id && inWindow(total.asOf, endOf(monthOf(total.asOf)))),
        table.months.length,
      ),
    );
    return { panel, key, series, mode: 'points', figures: [], spans: [], stripSpans: [], totals, scenario: [], isTall };
  }
  const figures = ids.flatMap((id) =>
    (table.cells.get(id) ?? []).filter((cell): cell is Figure => cell.kind === 'figure' && isDrawn(cell, view)),
  );
  const spans = table.spans.filter((span) => wanted.has(span.series) && inWindow(span.from, span.to));
  const listSpans = spans.filter((span) => span.method === 'N8');
  const withFigures = new Set(figures.map((figure) => figure.series)).size;
  const mode = ((): PanelMode => {
    if (withFigures === 0 && scenario.length > 0) return 'lines';
    if (withFigures === 0) return listSpans.length > 0 ? 'spans' : spans.length > 0 ? 'strip' : 'lines';
    const { mayBeNegative } = metricOf(panel.metric);
    // A bar has no meaningful length without a zero, and bars up and down side by side do not read.
    if (view.scale === 'log' || withFigures > 2 || (mayBeNegative && withFigures > 1)) return 'lines';
    return barWidth(input, withFigures) < 2 ? 'lines' : 'bars';
  })();
  return {
    panel,
    key,
    series,
    mode,
    figures,
    spans: mode === 'spans' ? listSpans : [],
    stripSpans: mode === 'spans' ? spans.filter((span) => span.method !== 'N8') : spans,
    totals: [],
    scenario,
    isTall,
  };
}

/** Width of one bar of so many side by side in a month. */
function barWidth(input: Pick<Input, 'axis' | 'style'>, count: number): number {
  const band = bandWidth(input.axis);
  const gap = input.style.isNarrow ? 1 : 2;
  return Math.min(30, (band * (input.style.isNarrow ? 0.82 : 0.66) - gap * (count - 1)) / count);
}

/** All values that the scale of a panel must hold. */
function valuesOf(content: Content, view: View): number[] {
  if (content.mode === 'spans') return content.spans.flatMap((span) => extentOf(spanBounds(span), span.valueKind));
  if (content.mode === 'points') return content.totals.flatMap((total) => extentOf(total, total.valueKind));
  const counted = view.measure === 'day' ? 'day' : 'month';
  return [
    ...content.figures.flatMap((figure) => extentOf(countedBounds(figure, counted), figure.valueKind)),
    ...content.scenario.flatMap((figure) => extentOf(scenarioBounds(figure, counted), figure.valueKind)),
  ];
}

/** The bounds of a scenario’s figure as counted: it speaks of whole months only. */
export function scenarioBounds(figure: ScenarioFigure, counted: 'month' | 'day'): Bounds {
  if (counted === 'month') return figure;
  const share = (value: number | null) => (value === null ? null : value / daysIn(figure.month));
  return { low: share(figure.low), best: share(figure.best), high: share(figure.high) };
}

function placeScale(values: readonly number[], content: Content, view: View, top: number, height: number): ValueScale {
  // Only spans are cut at an outlier (one registry leak would flatten two years); a month is always shown whole.
  const cap = content.mode === 'spans' && view.scale === 'linear' ? robustTop(values) : Number.POSITIVE_INFINITY;
  return toValueScale(
    values.map((value) => Math.min(value, cap)),
    {
      // Bars of spans need their zero: they stay linear.
      log: view.scale === 'log' && content.mode !== 'spans',
      mayBeNegative: metricOf(content.panel.metric).mayBeNegative,
      top,
      bottom: top + height,
      steps: Math.max(2, Math.round(height / 44)),
    },
  );
}

type Frame = { readonly scale: ValueScale; readonly baseline: number; readonly plot: Rect };

const CUT_ROOM = 3;
const tenths = (value: number) => Math.round(value * 10) / 10;

function shapeOf(bounds: Bounds, kind: ValueKind, mode: PanelMode): PlacedMark['shape'] {
  if (kind === 'at_least') return 'at_least';
  if (kind === 'at_most') return 'at_most';
  if (bounds.best === null) return 'band';
  return mode === 'bars' || mode === 'spans' ? 'bar' : 'point';
}

function placeMark(
  input: Input,
  frame: Frame,
  mode: PanelMode,
  at: {
    readonly subject: MarkSubject;
    readonly series: SeriesId;
    readonly bounds: Bounds;
    readonly valueKind: Exclude<ValueKind, 'none'>;
    readonly badge: Badge;
    readonly x: number;
    readonly width: number;
    readonly target: Rect | null;
    readonly toDate: boolean;
    readonly estimated: boolean;
    readonly caption: string | null;
    /** The value in words, asked for only when the mark is cut: writing numbers is the slowest part of placing them. */
    readonly cutWords: () => string;
  },
): PlacedMark {
  const { scale, baseline } = frame;
  const { low, high } = at.bounds;
  const shape = shapeOf(at.bounds, at.valueKind, mode);
  const value = anchorValue(at.bounds, at.valueKind) ?? high ?? low ?? 0;
  const cut = value > scale.max || value < scale.min;
  const y = cut && value > scale.max ? scale.top - CUT_ROOM : yOf(scale, value);
  const hasRange = low !== null && high !== null && !cut;
  const reach = input.style.isNarrow ? 7 : 10;
  return {
    subject: at.subject,
    series: at.series,
    shape,
    badge: at.badge,
    bounds: at.bounds,
    value,
    // Tenths, so that the browser's chart, which gets them as text, stands on the very same pixels.
    x: tenths(at.x),
    width: tenths(at.width),
    y,
    base: baseline,
    yLow: hasRange ? yOf(scale, low) : null,
    yHigh: hasRange ? yOf(scale, high) : null,
    toDate: at.toDate,
    estimated: at.estimated,
    caption: cut ? at.cutWords() : at.caption,
    cut,
    target: at.target ?? { x: at.x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
  };
}

function placeFigures(input: Input, content: Content, frame: Frame): PlacedMark[] {
  const { view, axis, table } = input;
  const [first] = table.months;
  if (first === undefined) return [];
  const counted = view.measure === 'day' ? 'day' : 'month';
  const order = content.series
    .map(({ series }) => series.id)
    .filter((id) => content.figures.some((figure) => figure.series === id));
  const bars = barWidth(input, order.length);
  const gap = input.style.isNarrow ? 1 : 2;
  const band = bandWidth(axis);
  return content.figures.map((figure) => {
    const nth = order.indexOf(figure.series);
    const centre = bandCentre(axis, monthsBetween(first, figure.month));
    const bounds = countedBounds(figure, counted);
    const offset = nth - (order.length - 1) / 2;
    const isBars = content.mode === 'bars';
    // Points of one month stand on one vertical; only marks with a body step aside, so that none hides another.
    const step = bounds.best === null ? Math.min(input.style.isNarrow ? 4 : 9, band / (order.length + 1)) : 0;
    const x = isBars ? centre + offset * (bars + gap) : centre + offset * step;
    const share = band / order.length;
    const toDate = figure.method === 'N10';
    const mark = placeMark(input, frame, content.mode, {
      subject: { kind: 'figure', figure },
      series: figure.series,
      bounds,
      valueKind: figure.valueKind,
      badge: figure.badge,
      x,
      width: isBars ? bars : Math.min(input.style.isNarrow ? 6 : 8, band * 0.8),
      target: isBars
        ? { x: centre + (nth - order.length / 2) * share, y: frame.plot.y, width: share, height: frame.plot.height }
        : null,
      toDate,
      estimated: figure.flags.includes('E'),
      caption: toDate
        ? `to ${figure.coverageDays} of ${figure.daysInMonth} days`
        : isBars && bounds.best === 0
          ? '0'
          : null,
      cutWords: () => formatNumber(bounds.best ?? bounds.low ?? bounds.high ?? 0),
    });
    return mark;
  });
}

/** Lines join neighbouring months of one series that both have a best value; a gap, a break or a month to date cuts them (ux.md 11, 14). */
function placeLinks(content: Content, marks: readonly PlacedMark[]): PlacedLink[] {
  if (content.mode !== 'lines') return [];
  const joined = (mark: PlacedMark | undefined): mark is PlacedMark & { subject: { kind: 'figure' } } =>
    mark !== undefined && mark.shape === 'point' && !mark.toDate && !mark.cut && mark.subject.kind === 'figure';
  return content.series.flatMap(({ series }) => {
    const own = marks.filter((mark) => mark.series === series.id);
    return own.slice(1).flatMap((mark, index) => {
      const before = own[index];
      if (!joined(before) || !joined(mark)) return [];
      const [from, to] = [before.subject.figure, mark.subject.figure];
      if (monthsBetween(from.month, to.month) !== 1 || to.flags.includes('B')) return [];
      return [
        {
          series: series.id,
          x1: before.x,
          y1: before.y,
          x2: mark.x,
          y2: mark.y,
          estimated: before.estimated || mark.estimated,
        },
      ];
    });
  });
}

/** The reader’s layer: marks at the middle of their months, joined within one base series where months are neighbours (N9). */
function placeScenario(input: Input, content: Content, { scale, plot }: Frame): PlacedScenario[] {
  const [first] = input.table.months;
  if (first === undefined) return [];
  const counted = input.view.measure === 'day' ? 'day' : 'month';
  const inside = (value: number | null) => (value === null ? null : yOf(scale, value));
  const reach = input.style.isNarrow ? 7 : 10;
  let before: PlacedScenario | undefined;
  return content.scenario.map((figure) => {
    const bounds = scenarioBounds(figure, counted);
    const x = tenths(bandCentre(input.axis, monthsBetween(first, figure.month)));
    const y = inside(anchorValue(bounds, figure.valueKind));
    const isNext =
      before !== undefined &&
      before.figure.series === figure.series &&
      monthsBetween(before.figure.month, figure.month) === 1;
    const from =
      isNext && before !== undefined && before.y !== null && y !== null ? { x: before.x, y: before.y } : null;
    const [yLow, yHigh] = [inside(bounds.low), inside(bounds.high)];
    const middle = y ?? yHigh ?? yLow ?? plot.y;
    before = {
      figure,
      bounds,
      x,
      y,
      yLow,
      yHigh,
      from,
      target: { x: x - reach, y: middle - reach, width: 2 * reach, height: 2 * reach },
    };
    return before;
  });
}

function placeTotals(input: Input, content: Content, frame: Frame): PlacedMark[] {
  return content.totals.map((total) =>
    placeMark(input, frame, content.mode, {
      subject: { kind: 'total', total },
      series: total.series,
      bounds: total,
      valueKind: total.valueKind,
      badge: total.badge,
      x: xOfDay(input.axis, total.asOf),
      width: input.style.isNarrow ? 6 : 8,
      target: null,
      toDate: false,
      estimated: false,
      caption: null,
      cutWords: () => formatNumber(total.best ?? total.low ?? total.high ?? 0),
    }),
  );
}

function placeSpanMarks(input: Input, content: Content, frame: Frame): PlacedMark[] {
  const { plot } = frame;
  return content.spans.map((span) => {
    const left = Math.max(plot.x, xOfDay(input.axis, span.from));
    const right = Math.min(plot.x + plot.width, xOfDay(input.axis, span.to));
    const bounds = spanBounds(span);
    return placeMark(input, frame, 'spans', {
      subject: { kind: 'span', span },
      series: span.series,
      bounds: span.valueKind === 'range' && bounds.best === null ? bounds : { ...bounds, best: span.perDay },
      valueKind: span.valueKind,
      badge: span.badge,
      x: (left + right) / 2,
      width: Math.max(2, right - left),
      target: { x: left, y: plot.y, width: Math.max(2, right - left), height: plot.height },
      toDate: false,
      estimated: span.flags.includes('E'),
      caption: null,
      cutWords: () => formatNumber(Math.round(span.perDay)),
    });
  });
}

/** Two captions of cut marks never overlap: the later of two that would is left out (its value stands in table and card). */
function withoutTouchingCaptions(marks: readonly PlacedMark[], size: number): PlacedMark[] {
  const kept: { left: number; right: number; y: number }[] = [];
  return marks.map((mark) => {
    if (mark.caption === null) return mark;
    const half = textWidth(mark.caption, size) / 2 + 3;
    const box = { left: mark.x - half, right: mark.x + half, y: mark.y };
    const touches = kept.some(
      (other) => other.left < box.right && box.left < other.right && Math.abs(other.y - box.y) < size + 2,
    );
    if (touches) return { ...mark, caption: null };
    kept.push(box);
    return mark;
  });
}

const STRIP_CELL = 6;
const STRIP_PITCH = 8;

function placeStrip(input: Input, content: Content, top: number): PlacedPanel['strip'] {
  const { table, axis } = input;
  if (table.measure === 'total') return [];
  const band = bandWidth(axis);
  const gap = band > 8 ? 1.5 : band > 4 ? 1 : 0.5;
  const rows = content.series.map(({ series }) => ({ series: series.id, cells: table.cells.get(series.id) ?? [] }));
  // A list of names has no months at all: its spans are its coverage, and the subtitle says why.
  const isList = rows.every(({ cells }) =>
    cells.every((cell) => cell.kind === 'gap' && cell.reason === 'REPORT_DATE_BASIS'),
  );
  if (isList) return [];
  return rows.map(({ series, cells }, row) => ({
    series,
    cells: cells.map((cell, index) => {
      const share = cell.kind === 'gap' ? 0 : cell.coverageDays / cell.daysInMonth;
      return {
        cell,
        rect: {
          x: axis.left + index * band + gap / 2,
          y: top + row * STRIP_PITCH,
          width: band - gap,
          height: STRIP_CELL,
        },
        kind: cell.kind === 'gap' ? 'none' : share >= 1 ? 'full' : 'partial',
        share: Math.min(1, share),
      };
    }),
  }));
}

const SPAN_ROWS = 8;
const SPAN_BAR = 11;
const SPAN_PITCH = 17;

/** Spans in rows under the panel: each in the first row where it and its words touch nothing (N7). */
function placeSpanStrip(
  input: Input,
  content: Content,
  plot: Rect,
  top: number,
): { readonly strip: PlacedPanel['spanStrip']; readonly height: number } {
  if (content.stripSpans.length === 0) return { strip: null, height: 0 };
  const { axis, style } = input;
  const size = style.noteText;
  const captionY = top + size;
  const firstRow = captionY + 7;
  const rowEnds: number[] = [];
  const bars: PlacedSpanBar[] = [];
  let hidden = 0;
  const spans = content.stripSpans.toSorted(
    (a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) || (a.to < b.to ? 1 : a.to > b.to ? -1 : 0),
  );
  for (const span of spans) {
    const [from, to] = [xOfDay(axis, span.from), xOfDay(axis, span.to)];
    const left = Math.max(plot.x, from);
    const right = Math.min(plot.x + plot.width, to);
    const width = Math.max(2, right - left);
    // From a hundred on, tenths of a person a day say nothing.
    const perDay = Math.abs(span.perDay) >= 100 ? Math.round(span.perDay) : span.perDay;
    const text = meanWords({ ...span, perDay }, daysBetween(span.from, span.to));
    const words = textWidth(text, size);
    const inside = words + 8 <= width;
    const outside = !inside && right + 5 + words <= input.width;
    const end = outside ? right + 5 + words : right;
    let row = rowEnds.findIndex((rowEnd) => rowEnd + 4 <= left);
    if (row < 0) row = rowEnds.length;
    if (row >= SPAN_ROWS) {
      hidden += 1;
      continue;
    }
    rowEnds[row] = end;
    bars.push({
      span,
      series: span.series,
      rect: { x: left, y: firstRow + row * SPAN_PITCH, width, height: SPAN_BAR + 3 },
      opensLeft: from < plot.x - 0.5,
      opensRight: to > plot.x + plot.width + 0.5,
      label: inside ? { text, x: left + 4, inside } : outside ? { text, x: right + 5, inside } : null,
    });
  }
  const more = hidden === 0 ? '' : `; ${plural(hidden, 'more')} in the table`.replace('mores', 'more');
  return {
    strip: { caption: `Said for longer or other days: mean a day${more}`, captionY, bars },
    height: firstRow + rowEnds.length * SPAN_PITCH - top,
  };
}

/** The words under a series’ name: whom it repeats, that it is a floor, what the height of its bars means. */
function labelNotes(content: Content, item: PlacedSeries, input: Input): string[] {
  const notes: string[] = [];
  const { repeats } = item.series;
  if (repeats !== null) {
    const origin = input.table.series.find((other) => other.source === repeats)?.sourceShortName;
    notes.push(`repeats ${origin ?? input.table.sources.find(({ slug }) => slug === repeats)?.shortName ?? repeats}`);
  }
  const isFloor =
    content.figures.some((figure) => figure.series === item.series.id && figure.floor) ||
    content.spans.some((span) => span.series === item.series.id && span.floor) ||
    content.totals.some((total) => total.series === item.series.id && total.floor);
  if (content.mode === 'points' && isThinned(input.table, item.series.id)) notes.push('last total of each month');
  if (content.mode === 'spans') notes.push(isFloor ? 'mean a day; a floor' : 'mean a day');
  else if (isFloor) notes.push('a floor');
  return notes;
}

function placeSeriesLabels(
  input: Input,
  content: Content,
  marks: readonly PlacedMark[],
  plot: Rect,
): PlacedLabel<SeriesId>[] {
  const { style } = input;
  const room = style.right - 30;
  const wishes: LabelWish<SeriesId>[] = content.series.map((item) => {
    // Names of bars stand in the order of the bars, next to the last ones; names of lines where their own line ends.
    const last = marks.findLast((mark) => content.mode === 'bars' || mark.series === item.series.id);
    return {
      id: item.series.id,
      anchor: content.mode === 'spans' || last === undefined ? plot.y + plot.height / 2 : last.y,
      name: labelLines(item.series.sourceShortName, room, style.nameText),
      notes: labelNotes(content, item, input).flatMap((note) => labelLines(note, room + 14, style.noteText)),
    };
  });
  return placeLabels(wishes, plot.y, plot.y + plot.height, labelMetrics(style));
}

function labelMetrics(style: Style) {
  return { nameLine: style.nameText + 3.5, noteLine: style.noteText + 3, gap: 4 };
}

/** Height that the labels at the right need at least. */
function labelsNeed(input: Input, content: Content): number {
  const { style } = input;
  if (style.isNarrow) return 0;
  const wishes = content.series.map((item) => ({
    name: labelLines(item.series.sourceShortName, style.right - 30, style.nameText),
    notes: labelNotes(content, item, input).flatMap((note) => labelLines(note, style.right - 16, style.noteText)),
  }));
  return stackHeight(wishes, labelMetrics(style));
}

function placeNotes(input: Input, content: Content, plot: Rect): PlacedNote[] {
  const speakers = new Set(content.series.map(({ series }) => `${series.source}.${series.side}`));
  const placed: PlacedNote[] = [];
  for (const { number, event } of numberedNotes(input.table)) {
    if (event.metric !== content.panel.metric || !speakers.has(`${event.source}.${event.side}`)) continue;
    // Months are compared as wholes: what is not comparable begins with the month, and there the line is cut.
    const isOfMonth = event.kind === 'break' && (content.mode === 'bars' || content.mode === 'lines');
    const month = monthOf(event.day);
    const x =
      event.isOfMonth === true && !isOfMonth
        ? (xOfDay(input.axis, firstDay(month)) + xOfDay(input.axis, endOf(month))) / 2
        : xOfDay(input.axis, isOfMonth ? firstDay(month) : event.day);
    const before = placed.at(-1);
    const markX = Math.min(input.width - 7, Math.max(x, before === undefined ? 0 : before.markX + 16));
    placed.push({ number, x: Math.min(plot.x + plot.width, x), markX, isBreak: event.kind === 'break' });
  }
  return placed;
}

/** Height of a plot that has nothing to show but the reason for that. */
const EMPTY_HEIGHT = 44;
const NOTE_ROW = 19;
const KEY_GAP = 6;

function placePanel(input: Input, content: Content, sharedValues: readonly number[] | null): PlacedPanel {
  const { style, width, axis } = input;
  const hasAxis = content.mode !== 'strip';
  const key = style.isNarrow
    ? flowKey(
        content.series.map((item) => ({
          id: item.series.id,
          name: item.series.sourceShortName,
          note: labelNotes(content, item, input).join('; '),
        })),
        width,
        { name: style.nameText, note: style.noteText, swatch: 20 },
      )
    : { items: [], rows: 0 };
  const keyRowHeight = style.nameText + 6;
  const keyHeight = key.rows === 0 ? 0 : key.rows * keyRowHeight + KEY_GAP;
  const notes = placeNotes(input, content, { x: axis.left, y: 0, width: axis.width, height: 0 });
  const notesY = keyHeight + 8;
  // Room above the plot for the topmost tick label, arrows and captions of cut marks.
  const cutRow = notes.length > 0 && content.mode === 'spans' ? style.noteText : 0;
  const plotTop = keyHeight + (notes.length > 0 ? NOTE_ROW : 0) + cutRow + (hasAxis ? 15 : 4);
  const isCrowded = content.mode === 'lines' && content.series.length > 2;
  const isEmpty =
    hasAxis && content.figures.length + content.spans.length + content.totals.length + content.scenario.length === 0;
  const wanted = isEmpty ? EMPTY_HEIGHT : content.isTall ? style.tall : isCrowded ? style.middle : style.low;
  const plotHeight = hasAxis ? Math.max(wanted, labelsNeed(input, content)) : 0;
  const plot: Rect = { x: axis.left, y: plotTop, width: axis.width, height: plotHeight };
  const values = sharedValues ?? valuesOf(content, input.view);
  const scale = placeScale(values, content, input.view, plot.y, Math.max(1, plotHeight));
  const frame: Frame = { scale, baseline: baselineOf(scale), plot };
  const placed = withoutTouchingCaptions(
    content.mode === 'spans'
      ? placeSpanMarks(input, content, frame)
      : content.mode === 'points'
        ? placeTotals(input, content, frame)
        : placeFigures(input, content, frame),
    style.noteText,
  );
  const words = tickLabels(scale.ticks);
  const axisBottom = plot.y + plot.height + 6 + style.axisText + 3;
  const strip = placeStrip(input, content, axisBottom + 6);
  const stripBottom = strip.length === 0 ? axisBottom : axisBottom + 6 + strip.length * STRIP_PITCH;
  const spanStrip = placeSpanStrip(input, content, plot, stripBottom + 8);
  // Without an axis of its own the names stand beside the coverage strip.
  const beside = hasAxis ? plot : { ...plot, height: stripBottom - plot.y };
  const labels = style.isNarrow ? [] : placeSeriesLabels(input, content, placed, beside);
  return {
    key: content.key,
    panel: content.panel,
    width,
    height: Math.ceil(stripBottom + (spanStrip.strip === null ? 2 : 8 + spanStrip.height)),
    mode: content.mode,
    isNarrow: style.isNarrow,
    radius: style.radius,
    text: { axis: style.axisText, name: style.nameText, note: style.noteText },
    plot,
    axis,
    scale,
    baseline: frame.baseline,
    isEmpty,
    ticks:
      hasAxis && !isEmpty
        ? scale.ticks.map((value, index) => ({ value, y: yOf(scale, value), label: words[index] ?? '' }))
        : [],
    monthTicks: input.monthTicks,
    series: content.series,
    marks: placed,
    links: placeLinks(content, placed),
    strip,
    spanStrip: spanStrip.strip,
    labels,
    labelX: plot.x + plot.width + 12,
    keyItems: key.items,
    keyRowHeight,
    notes,
    notesY,
    scenario: placeScenario(input, content, frame),
  };
}

/** The layer’s figures as far as they are charted: in no running total, and where nothing is to start from there are none. */
function drawnScenario(table: FigureTable): { readonly scenario: Scenario; readonly side: string } | null {
  const { scenario } = table;
  if (scenario === null || scenario.figures.length === 0 || table.measure === 'total') return null;
  return { scenario, side: scenario.ratio.side };
}

/**
 * All panels of a view at one width, in the order in which they stand. `layout=apart` gives each series a panel of its own,
 * on one scale a metric or each on its own (A15). A table without months gives none.
 */
export function placeChart(table: FigureTable, view: View, width: number): PlacedPanel[] {
  const [first] = table.months;
  if (first === undefined) return [];
  const style = styleOf(width);
  const axis: MonthAxis = {
    first,
    count: table.months.length,
    left: style.left,
    width: width - style.left - style.right,
  };
  const input: Input = {
    table,
    view,
    width,
    style,
    axis,
    monthTicks: toMonthTicks(axis, table.months, style.axisText, width),
    encodings: encodeSeries(table.series),
    seriesById: new Map(table.series.map((series) => [series.id, series])),
  };
  const drawn = drawnScenario(table);
  // One panel a source leaves no panel that the layer could lie in.
  const isApart = drawn !== null && (drawn.scenario.apartBecause !== null || view.layout === 'apart');
  const panels = table.panels.flatMap((panel, index) => {
    if (view.layout === 'apart') {
      const contents = panel.series.map((id) => contentOf(input, panel, [id], id, false));
      const shared = contents.flatMap((content) => valuesOf(content, view));
      return contents.map((content) => placePanel(input, content, view.axis === 'shared' ? shared : null));
    }
    const side = input.seriesById.get(panel.series[0] ?? ('' as SeriesId))?.side ?? '';
    const isUnder = drawn !== null && !isApart && panel.metric === drawn.scenario.yields && side === drawn.side;
    const layer = isUnder ? drawn.scenario.figures : [];
    const content = contentOf(input, panel, panel.series, `${panel.metric}.${side}`, index === 0, layer);
    return [placePanel(input, content, null)];
  });
  if (drawn === null || !isApart) return panels;
  const { yields, apartBecause, figures } = drawn.scenario;
  const own: Panel = { metric: yields, unit: metricOf(yields).unit, series: [], apartBecause, alsoSaid: [] };
  return [...panels, placePanel(input, contentOf(input, own, [], `scenario.${yields}`, false, figures), null)];
}

/** The gap behind a cell of the coverage strip, or null when the month has a figure. */
export function gapOf(cell: Cell): Gap | null {
  return cell.kind === 'gap' ? cell : null;
}
