/**
 * A placed panel as shapes in drawing order: what the server's SVG and the standalone picture both print. Marks of one series
 * and paint share one path, which keeps pages small.
 */
import type { PlacedPanel, PlacedSeries, PlacedSpanBar } from '@/lib/formats/chart-geometry';
import {
  barStrokes,
  circlePath,
  cutPath,
  linePath,
  type MarkPaint,
  type MarkState,
  markStrokes,
  PAINT_ORDER,
  pointStrokes,
  px,
  rectPath,
  type Stroke,
} from '@/lib/formats/chart-marks';
import type { SeriesToken } from '@/lib/formats/palette';
import { textWidth } from '@/lib/formats/text-width';
import type { SeriesId } from '@/lib/ledger/series';
import type { Badge } from '@/lib/ledger/vocabulary';

/** Everything a path can be painted as. Those of `MarkPaint`, `line`, `line-estimated`, `cell` are in the series' colour. */
export type Paint =
  | MarkPaint
  | 'grid'
  | 'axis'
  | 'tick'
  | 'line'
  | 'line-estimated'
  | 'cell'
  | 'cell-none'
  | 'leader'
  | 'break'
  | 'note'
  | 'cut'
  | 'scenario'
  | 'scenario-line';

/** `caption` stands over marks; `inside` on a solid bar; `pin` in the circle of a numbered note. */
export type TextRole = 'axis' | 'name' | 'note' | 'caption' | 'inside' | 'pin';

export type Shape =
  | {
      readonly kind: 'path';
      readonly paint: Paint;
      /** The series' colour; null for paints that have a colour of their own. */
      readonly token: SeriesToken | null;
      readonly d: string;
      /** Dash of a series' line. */
      readonly dash?: string;
    }
  | {
      readonly kind: 'text';
      readonly role: TextRole;
      readonly token: SeriesToken | null;
      readonly x: number;
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly size: number;
      readonly text: string;
    };

/** `frame` and `words` stay when Recharts takes over; `marks` between them is what it draws itself from then on. */
export type Drawing = {
  readonly frame: readonly Shape[];
  readonly marks: readonly Shape[];
  readonly words: readonly Shape[];
};

const path = (paint: Paint, d: string, token: SeriesToken | null = null): Shape => ({ kind: 'path', paint, token, d });

/** Strokes of many marks, one path for each paint, undermost first. */
function mergeStrokes(strokes: readonly Stroke[], token: SeriesToken): Shape[] {
  return PAINT_ORDER.flatMap((paint) => {
    const d = strokes
      .filter((stroke) => stroke.paint === paint)
      .map((stroke) => stroke.d)
      .join('');
    return d === '' ? [] : [path(paint, d, token)];
  });
}

function drawMarks(placed: PlacedPanel): Shape[] {
  const links = placed.series.flatMap((item): Shape[] => {
    const own = placed.links.filter((link) => link.series === item.series.id);
    const solid = own.filter((link) => !link.estimated);
    const estimated = own.filter((link) => link.estimated);
    const d = (list: typeof own) => list.map((link) => linePath(link.x1, link.y1, link.x2, link.y2)).join('');
    return [
      ...(solid.length === 0
        ? []
        : [
            {
              kind: 'path' as const,
              paint: 'line' as const,
              token: item.token,
              d: d(solid),
              ...(item.dash === '' ? {} : { dash: item.dash }),
            },
          ]),
      ...(estimated.length === 0 ? [] : [path('line-estimated', d(estimated), item.token)]),
    ];
  });
  const marks = placed.series.flatMap((item) => {
    const own = placed.marks.filter((mark) => mark.series === item.series.id);
    return mergeStrokes(
      own.flatMap((mark) => markStrokes(mark, item, placed.radius)),
      item.token,
    );
  });
  const cuts = placed.marks
    .filter((mark) => mark.cut)
    .map((mark) => cutPath(mark.x, placed.plot.y + 3, mark.width))
    .join('');
  return [...links, ...marks, ...(cuts === '' ? [] : [path('cut', cuts)])];
}

function drawCaptions(placed: PlacedPanel): Shape[] {
  const right = placed.plot.x + placed.plot.width + 2;
  return placed.marks.flatMap((mark): Shape[] => {
    if (mark.caption === null) return [];
    const top = mark.shape === 'at_least' ? mark.y - 14 : Math.min(mark.y, mark.yHigh ?? mark.y);
    const nearRight = mark.x + textWidth(mark.caption, placed.text.note) / 2 > right;
    return [
      {
        kind: 'text',
        role: 'caption',
        token: null,
        x: nearRight ? right : mark.x,
        y: top - (mark.shape === 'point' ? placed.radius + 5 : 5),
        anchor: nearRight ? 'end' : 'middle',
        size: placed.text.note,
        text: mark.caption,
      },
    ];
  });
}

function drawAxis(placed: PlacedPanel): Shape[] {
  const { plot, ticks, text } = placed;
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const grid = ticks
    .filter((tick) => Math.abs(tick.y - placed.baseline) > 0.5)
    .map((tick) => linePath(plot.x, tick.y, right, tick.y))
    .join('');
  const monthMarks = placed.monthTicks.map((tick) => linePath(tick.x, bottom, tick.x, bottom + 4)).join('');
  return [
    ...(grid === '' ? [] : [path('grid', grid)]),
    path('tick', monthMarks),
    ...ticks.map(
      (tick): Shape => ({
        kind: 'text',
        role: 'axis',
        token: null,
        x: plot.x - 8,
        y: tick.y + text.axis * 0.35,
        anchor: 'end',
        size: text.axis,
        text: tick.label,
      }),
    ),
    ...placed.monthTicks.flatMap((tick): Shape[] =>
      tick.label === null
        ? []
        : [
            {
              kind: 'text',
              role: 'axis',
              token: null,
              x: tick.labelX,
              y: bottom + 6 + text.axis,
              anchor: 'middle',
              size: text.axis,
              text: tick.label,
            },
          ],
    ),
  ];
}

/** An axis without marks says that it has none, and where the reasons stand. */
function drawEmptiness(placed: PlacedPanel): Shape[] {
  if (!placed.isEmpty) return [];
  const { plot, text } = placed;
  return [
    {
      kind: 'text',
      role: 'note',
      token: null,
      x: plot.x + plot.width / 2,
      y: plot.y + plot.height / 2 + text.note * 0.35,
      anchor: 'middle',
      size: text.note,
      text: placed.strip.length === 0 ? 'Nothing said in these months' : 'No figure; each cell below says why',
    },
  ];
}

/** The line on which bars stand, over their feet. */
function drawBaseline(placed: PlacedPanel): Shape[] {
  const { plot } = placed;
  const right = plot.x + plot.width;
  return [path('axis', linePath(plot.x, placed.baseline, right, placed.baseline))];
}

function drawStrip(placed: PlacedPanel): Shape[] {
  return placed.strip.flatMap(({ series, cells }) => {
    const item = placed.series.find((candidate) => candidate.series.id === series);
    const token = item?.token ?? 'series-neutral';
    const [first] = cells;
    // Rows of one colour are told apart by their markers.
    const isShared = placed.series.filter((other) => other.token === token).length > 1;
    const marker: Shape[] =
      item === undefined || first === undefined || !isShared || placed.mode !== 'lines'
        ? []
        : mergeStrokes(
            pointStrokes(item.marker, placed.plot.x - 9, first.rect.y + first.rect.height / 2, 2.4, {
              badge: 'checked',
              toDate: false,
              estimated: false,
            }),
            token,
          );
    const filled = cells
      .filter((cell) => cell.share > 0)
      .map(({ rect, share }) => rectPath({ ...rect, width: rect.width * share }))
      .join('');
    const open = cells
      .filter((cell) => cell.kind !== 'full')
      .map(({ rect }) => rectPath({ x: rect.x + 0.5, y: rect.y + 0.5, width: rect.width - 1, height: rect.height - 1 }))
      .join('');
    return [
      ...marker,
      ...(open === '' ? [] : [path('cell-none', open)]),
      ...(filled === '' ? [] : [path('cell', filled, token)]),
    ];
  });
}

/** A span's bar in the manner of its badge; an end that goes on beyond the picture is left open. */
function spanStrokes(bar: PlacedSpanBar, badge: Badge): Stroke[] {
  const { x, y, width, height } = bar.rect;
  const closed = barStrokes(bar.rect, { badge, toDate: false, estimated: bar.span.flags.includes('E') });
  if (!bar.opensLeft && !bar.opensRight) return closed;
  const edges = [
    linePath(x, y, x + width, y),
    linePath(x, y + height, x + width, y + height),
    ...(bar.opensLeft ? [] : [linePath(x, y, x, y + height)]),
    ...(bar.opensRight ? [] : [linePath(x + width, y, x + width, y + height)]),
  ].join('');
  const isPale = badge === 'attributed' || badge === 'unchecked';
  return [
    { paint: isPale ? 'band' : 'solid', d: rectPath(bar.rect) },
    { paint: badge === 'unchecked' ? 'dotted' : 'whisker', d: edges },
  ];
}

function drawSpanStrip(placed: PlacedPanel): Shape[] {
  const { spanStrip, text } = placed;
  if (spanStrip === null) return [];
  const shapes: Shape[] = [
    {
      kind: 'text',
      role: 'note',
      token: null,
      x: placed.isNarrow ? 0 : placed.plot.x,
      y: spanStrip.captionY,
      anchor: 'start',
      size: text.note,
      text: spanStrip.caption,
    },
  ];
  for (const item of placed.series) {
    const own = spanStrip.bars.filter((bar) => bar.series === item.series.id);
    shapes.push(
      ...mergeStrokes(
        own.flatMap((bar) => spanStrokes(bar, bar.span.badge)),
        item.token,
      ),
    );
  }
  for (const bar of spanStrip.bars) {
    if (bar.label === null) continue;
    const isSolid = bar.label.inside && bar.span.badge !== 'attributed' && bar.span.badge !== 'unchecked';
    shapes.push({
      kind: 'text',
      role: isSolid ? 'inside' : 'note',
      token: null,
      x: bar.label.x,
      y: bar.rect.y + bar.rect.height / 2 + text.note * 0.35,
      anchor: 'start',
      size: text.note,
      text: bar.label.text,
    });
  }
  return shapes;
}

/** The swatch of a series in key and label: its marker on a piece of its line, or a small bar. */
export function swatchShapes(
  placed: Pick<PlacedPanel, 'mode'>,
  item: PlacedSeries,
  x: number,
  y: number,
  badge: Badge,
): Shape[] {
  const state: MarkState = { badge, toDate: false, estimated: false };
  if (placed.mode === 'lines' || placed.mode === 'points') {
    const line: Shape[] =
      placed.mode === 'points'
        ? []
        : [
            {
              kind: 'path',
              paint: 'line',
              token: item.token,
              d: linePath(x - 8, y, x + 8, y),
              ...(item.dash === '' ? {} : { dash: item.dash }),
            },
          ];
    return [...line, ...mergeStrokes(pointStrokes(item.marker, x, y, 3.6, state), item.token)];
  }
  return mergeStrokes(barStrokes({ x: x - 4.5, y: y - 4.5, width: 9, height: 9 }, state), item.token);
}

/** The badge that most marks of the series wear, for its swatch. */
function usualBadge(placed: PlacedPanel, series: SeriesId): Badge {
  const counts = new Map<Badge, number>();
  const badges = [
    ...placed.marks.filter((mark) => mark.series === series).map((mark) => mark.badge),
    ...(placed.spanStrip?.bars.filter((bar) => bar.series === series).map((bar) => bar.span.badge) ?? []),
  ];
  for (const badge of badges) counts.set(badge, (counts.get(badge) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'attributed';
}

function drawNames(placed: PlacedPanel): Shape[] {
  const { text } = placed;
  const itemOf = (id: SeriesId) => placed.series.find((item) => item.series.id === id);
  const keyShapes = placed.keyItems.flatMap((entry): Shape[] => {
    const item = itemOf(entry.id);
    if (!item) return [];
    const y = entry.row * placed.keyRowHeight + text.name;
    return [
      ...swatchShapes(placed, item, entry.x + 8, y - text.name * 0.35, usualBadge(placed, entry.id)),
      {
        kind: 'text',
        role: 'name',
        token: item.token,
        x: entry.x + 20,
        y,
        anchor: 'start',
        size: text.name,
        text: entry.name,
      },
      ...(entry.note === ''
        ? []
        : [
            {
              kind: 'text' as const,
              role: 'note' as const,
              token: null,
              x: entry.noteX,
              y,
              anchor: 'start' as const,
              size: text.note,
              text: entry.note,
            },
          ]),
    ];
  });
  const labelShapes = placed.labels.flatMap((label): Shape[] => {
    const item = itemOf(label.id);
    if (!item) return [];
    const hasMarker = placed.mode === 'lines' || placed.mode === 'points';
    const textX = placed.labelX + 18;
    const nameStep = text.name + 3.5;
    const noteStep = text.note + 3;
    const middle = label.top + nameStep / 2;
    const leader: Shape[] =
      label.moved && hasMarker
        ? [path('leader', linePath(placed.plot.x + placed.plot.width + 2, label.anchor, placed.labelX - 1, middle))]
        : [];
    return [
      ...leader,
      ...swatchShapes(placed, item, placed.labelX + 6, middle, usualBadge(placed, label.id)),
      ...label.name.map(
        (line, index): Shape => ({
          kind: 'text',
          role: 'name',
          token: item.token,
          x: textX,
          y: label.top + (index + 0.5) * nameStep + text.name * 0.36,
          anchor: 'start',
          size: text.name,
          text: line,
        }),
      ),
      ...label.notes.map(
        (line, index): Shape => ({
          kind: 'text',
          role: 'note',
          token: null,
          x: textX,
          y: label.top + label.name.length * nameStep + (index + 0.5) * noteStep + text.note * 0.36,
          anchor: 'start',
          size: text.note,
          text: line,
        }),
      ),
    ];
  });
  return [...keyShapes, ...labelShapes];
}

function drawNotes(placed: PlacedPanel): Shape[] {
  if (placed.notes.length === 0) return [];
  const { notesY, plot, text } = placed;
  const breaks = placed.notes
    .filter((note) => note.isBreak)
    .map((note) => linePath(note.x, notesY + 8, note.x, plot.y + plot.height))
    .join('');
  const stems = placed.notes
    .filter((note) => !note.isBreak)
    .map((note) => linePath(note.x, notesY + 8, note.x, plot.y - 2))
    .join('');
  return [
    ...(breaks === '' ? [] : [path('break', breaks)]),
    ...(stems === '' ? [] : [path('leader', stems)]),
    path('note', placed.notes.map((note) => circlePath(note.markX, notesY, 7.2)).join('')),
    ...placed.notes.map(
      (note): Shape => ({
        kind: 'text',
        role: 'pin',
        token: null,
        x: note.markX,
        y: notesY + (text.axis - 1.5) * 0.36,
        anchor: 'middle',
        size: text.axis - 1.5,
        text: String(note.number),
      }),
    ),
  ];
}

/** The outline of a scenario’s mark around a point: a lozenge, which no source has. */
export function scenarioMarkPath(x: number, y: number, radius: number): string {
  const r = radius * 1.35;
  return `M${px(x)} ${px(y - r)}L${px(x + r)} ${px(y)}L${px(x)} ${px(y + r)}L${px(x - r)} ${px(y)}z`;
}

/** The reader’s layer: dashed outlines and lines in ink, over the claims and unlike them; a range has open ends where a bound is open (N9). */
function drawScenario(placed: PlacedPanel): Shape[] {
  if (placed.scenario.length === 0) return [];
  const lines = placed.scenario.map(({ x, y, from }) =>
    from === null || y === null ? '' : linePath(from.x, from.y, x, y),
  );
  const cap = placed.radius;
  const ranges = placed.scenario.map(({ x, y, yLow, yHigh }) => {
    if (yLow !== null && yHigh !== null)
      return y === null || yLow === yHigh
        ? ''
        : `${linePath(x, yLow, x, yHigh)}${linePath(x - cap, yLow, x + cap, yLow)}${linePath(x - cap, yHigh, x + cap, yHigh)}`;
    if (y === null || (yLow === null && yHigh === null)) return '';
    // One bound: a cap with an arrow to the side that is open.
    const tip = yLow === null ? y + 11 : y - 11;
    const back = yLow === null ? tip - 4 : tip + 4;
    return `${linePath(x, y, x, tip)}${linePath(x - 3, back, x, tip)}${linePath(x + 3, back, x, tip)}`;
  });
  const marks = placed.scenario.map(({ x, y, yLow, yHigh }) => {
    if (y !== null) return scenarioMarkPath(x, y, placed.radius);
    // A range without a best value is an empty box: no point is invented in it.
    return yLow === null || yHigh === null
      ? ''
      : rectPath({ x: x - cap - 1, y: yHigh, width: 2 * cap + 2, height: Math.max(1, yLow - yHigh) });
  });
  const [line, mark] = [[...lines, ...ranges].join(''), marks.join('')];
  return [...(line === '' ? [] : [path('scenario-line', line)]), ...(mark === '' ? [] : [path('scenario', mark)])];
}

/** All shapes of a panel, undermost first. */
export function drawPanel(placed: PlacedPanel): Drawing {
  return {
    frame: [
      ...drawAxis(placed),
      ...drawEmptiness(placed),
      ...drawNotes(placed),
      ...drawStrip(placed),
      ...drawSpanStrip(placed),
      ...drawNames(placed),
    ],
    marks: [...drawMarks(placed), ...(placed.mode === 'strip' ? [] : drawBaseline(placed))],
    words: [...drawScenario(placed), ...drawCaptions(placed)],
  };
}
