/**
 * What the chart in the browser gets: plain rows and the scales of both pictures. Nothing here needs the table any more, and
 * nothing repeats what the server's links already say (addresses and accessible names are read from them).
 */
import type { SeriesEncoding } from '@/lib/formats/chart-encoding';
import type { PanelMode, PlacedMark, PlacedPanel } from '@/lib/formats/chart-geometry';
import type { Rect } from '@/lib/formats/chart-marks';
import { straighten, type ValueScale } from '@/lib/formats/chart-scales';
import { countedWords, coverageWords, meanWords, valueWords } from '@/lib/formats/figure-words';
import { formatDay, formatMonth, formatPeriod } from '@/lib/formats/text';
import { daysBetween, type Month } from '@/lib/ledger/month';
import { type Badge, METHODS } from '@/lib/ledger/vocabulary';

/** One mark in one picture: its centre and its width in pixels. Heights follow from the values and the picture’s scale. */
export type RowPlace = { readonly x: number; readonly width: number };

/** One mark, in words and in both pictures. */
export type ChartRow = {
  /** Index in `series`. */
  readonly series: number;
  readonly badge: Badge;
  readonly toDate: boolean;
  readonly estimated: boolean;
  readonly cut: boolean;
  /** What stands there: a value (bar or point, as the picture draws them), or a mark without one. */
  readonly shape: 'value' | 'band' | 'at_least' | 'at_most';
  /** The value at which the mark stands, straightened: a linear axis places it right. Of a band the upper end. */
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Joined to the month before: by a line, or by a dotted one (flag E). */
  readonly link: 'line' | 'estimated' | null;
  /** As claimed: `at least 91 000`. */
  readonly value: string;
  /** `March 2024`, `to 14 of 30 days` added; or the days of a span. */
  readonly when: string;
  /** The rule in words. */
  readonly method: string;
  /** How many sources speak of the month, and how many of them independently (A9); only of a month’s figure. */
  readonly voices?: string;
  readonly narrow: RowPlace;
  readonly wide: RowPlace;
};

/** One picture’s frame for the marks. `min` and `max` are straightened (logarithms for logarithmic scales). */
export type ChartPlot = {
  readonly width: number;
  readonly height: number;
  readonly plot: Rect;
  readonly scale: Pick<ValueScale, 'min' | 'max' | 'top' | 'bottom'>;
  readonly base: number;
  readonly mode: PanelMode;
  readonly radius: number;
};

export type ChartSeries = SeriesEncoding & { readonly name: string };

export type ChartData = {
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
  readonly narrow: ChartPlot;
  readonly wide: ChartPlot;
};

const hundredth = (value: number) => Math.round(value * 100) / 100;

function toPlot(placed: PlacedPanel): ChartPlot {
  const { min, max, top, bottom } = placed.scale;
  return {
    width: placed.width,
    height: placed.height,
    plot: placed.plot,
    scale: { min: straighten(placed.scale, min), max: straighten(placed.scale, max), top, bottom },
    base: hundredth(placed.baseline),
    mode: placed.mode,
    radius: placed.radius,
  };
}

const toPlace = (mark: PlacedMark): RowPlace => ({ x: mark.x, width: mark.width });

/** The values of a mark on the straight ruler. Pixels back to values would lose digits, so they come from the subject. */
function heightsOf(mark: PlacedMark, placed: PlacedPanel): Pick<ChartRow, 'at' | 'low' | 'high' | 'shape'> {
  const { bounds } = mark;
  const { scale } = placed;
  const inside = (value: number) => straighten(scale, Math.min(scale.max, Math.max(scale.min, value)));
  const orNull = (value: number | null) => (value === null ? null : inside(value));
  return {
    shape: mark.shape === 'bar' || mark.shape === 'point' ? 'value' : mark.shape,
    at: inside(mark.value),
    low: mark.yLow === null ? null : orNull(bounds.low),
    high: mark.yHigh === null ? null : orNull(bounds.high),
  };
}

/** How a mark is joined to the month before it, in whichever picture draws lines. */
function linkOf(mark: PlacedMark, placed: PlacedPanel): ChartRow['link'] {
  const link = placed.links.find(
    (candidate) => candidate.series === mark.series && candidate.x2 === mark.x && candidate.y2 === mark.y,
  );
  return link === undefined ? null : link.estimated ? 'estimated' : 'line';
}

function wordsOf(mark: PlacedMark, counted: 'month' | 'day'): Pick<ChartRow, 'value' | 'when' | 'method'> {
  const { subject } = mark;
  switch (subject.kind) {
    case 'figure': {
      const { figure } = subject;
      const coverage = coverageWords(figure);
      return {
        value: countedWords(figure, counted),
        when: `${formatMonth(figure.month)}${coverage === null ? '' : `, ${figure.method === 'N10' ? 'to ' : ''}${coverage}`}`,
        method: METHODS[figure.method].label,
      };
    }
    case 'span': {
      const { span } = subject;
      return {
        value: `${valueWords(span)}; ${meanWords(span, daysBetween(span.from, span.to))}`,
        when: formatPeriod(span.from, span.to),
        method: METHODS[span.method].label,
      };
    }
    case 'total':
      return {
        value: valueWords(subject.total),
        when: `Running total by ${formatDay(subject.total.asOf)}`,
        method: 'as said',
      };
  }
}

/** The rows of one panel, placed in both pictures. Both hold the same marks in the same order; what is drawn may differ. */
export function toChartData(
  narrow: PlacedPanel,
  wide: PlacedPanel,
  counted: 'month' | 'day',
  voicesOf: (month: Month) => string,
): ChartData {
  const seriesIndex = new Map(wide.series.map((item, index) => [item.series.id, index]));
  return {
    series: wide.series.map(({ series, token, marker, dash }) => ({
      name: series.sourceName,
      token,
      marker,
      dash,
    })),
    rows: wide.marks.flatMap((mark, index): ChartRow[] => {
      const other = narrow.marks[index];
      const series = seriesIndex.get(mark.series);
      if (other === undefined || series === undefined) return [];
      return [
        {
          series,
          badge: mark.badge,
          toDate: mark.toDate,
          estimated: mark.estimated,
          cut: mark.cut,
          ...wordsOf(mark, counted),
          ...(mark.subject.kind === 'figure' ? { voices: voicesOf(mark.subject.figure.month) } : {}),
          ...heightsOf(mark, wide),
          link: linkOf(mark, wide) ?? linkOf(other, narrow),
          narrow: toPlace(other),
          wide: toPlace(mark),
        },
      ];
    }),
    narrow: toPlot(narrow),
    wide: toPlot(wide),
  };
}
