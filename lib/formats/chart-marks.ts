/**
 * The marks of the charts as SVG path data: status is shape first (look.md), uncertainty is drawn as claimed (ux.md 10).
 * One mark becomes a few strokes of different paint, so that many marks of one series can share one path each.
 */
import type { Marker } from '@/lib/formats/chart-encoding';
import type { Badge } from '@/lib/ledger/vocabulary';

export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * How a path is painted. In the series' colour: `hollow` outline over a tint, `solid`, `dotted` outline, `ring` thin outline,
 * `band` tint only, `whisker` line (`whisker-ink`: in ink, over bars), `hatch` thin lines, `dashed` outline over a tint, `floor` heavy line.
 */
export type MarkPaint =
  | 'hollow'
  | 'solid'
  | 'dotted'
  | 'ring'
  | 'band'
  | 'whisker'
  | 'whisker-ink'
  | 'hatch'
  | 'dashed'
  | 'floor';

export type Stroke = { readonly paint: MarkPaint; readonly d: string };

/** A coordinate with at most one decimal: enough for a screen, and short. */
export function px(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

export function rectPath({ x, y, width, height }: Rect): string {
  return `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h-${px(width)}z`;
}

export function linePath(x1: number, y1: number, x2: number, y2: number): string {
  return `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`;
}

export function circlePath(x: number, y: number, radius: number): string {
  const [r, d] = [px(radius), px(2 * radius)];
  return `M${px(x - radius)} ${px(y)}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0z`;
}

function polygon(x: number, y: number, points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([dx, dy]) => `${px(x + dx)} ${px(y + dy)}`).join('L')}z`;
}

function regular(x: number, y: number, radius: number, corners: number, turn: number): string {
  return polygon(
    x,
    y,
    Array.from({ length: corners }, (_, index) => {
      const angle = (2 * Math.PI * index) / corners + turn;
      return [radius * Math.sin(angle), -radius * Math.cos(angle)] as const;
    }),
  );
}

/** The outline of a series' marker around a point; `radius` is that of the circle, the others cover about the same area. */
export function markerPath(marker: Marker, x: number, y: number, radius: number): string {
  const r = radius;
  switch (marker) {
    case 'circle':
      return circlePath(x, y, r);
    case 'square':
      return rectPath({ x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 });
    case 'triangle':
      return polygon(x, y, [
        [0, -r * 1.25],
        [r * 1.15, r * 0.8],
        [-r * 1.15, r * 0.8],
      ]);
    case 'wedge':
      return polygon(x, y, [
        [0, r * 1.25],
        [r * 1.15, -r * 0.8],
        [-r * 1.15, -r * 0.8],
      ]);
    case 'diamond':
      return regular(x, y, r * 1.3, 4, 0);
    case 'pentagon':
      return regular(x, y, r * 1.15, 5, 0);
    case 'hexagon':
      return regular(x, y, r * 1.1, 6, Math.PI / 6);
    case 'cross': {
      const [arm, half] = [r * 1.2, r * 0.42];
      return polygon(x, y, [
        [-half, -arm],
        [half, -arm],
        [half, -half],
        [arm, -half],
        [arm, half],
        [half, half],
        [half, arm],
        [-half, arm],
        [-half, half],
        [-arm, half],
        [-arm, -half],
        [-half, -half],
      ]);
    }
  }
}

/** Diagonal lines inside a rectangle, every `gap` pixels: month to date (ux.md 13). */
export function hatchPath({ x, y, width, height }: Rect, gap = 4): string {
  const parts: string[] = [];
  for (let offset = gap; offset < width + height; offset += gap) {
    const [x1, y1] = offset <= height ? [x, y + offset] : [x + offset - height, y + height];
    const [x2, y2] = offset <= width ? [x + offset, y] : [x + width, y + offset - width];
    parts.push(linePath(x1, y1, x2, y2));
  }
  return parts.join('');
}

export type MarkState = {
  readonly badge: Badge;
  /** Month to date: hatched whatever its badge. */
  readonly toDate: boolean;
  /** Flag E: the outline is dashed. */
  readonly estimated: boolean;
};

/** What the paints of a mark are laid on; only those that its badge needs are made. */
type Outlines = {
  readonly outline: () => string;
  readonly inner: () => string;
  readonly base: () => string;
  readonly hatch: () => string;
};

/** A shape in the manner of its badge: hollow, solid, solid with a ring, solid with a base line, dotted. */
function statusStrokes(state: MarkState, { outline, inner, base, hatch }: Outlines): Stroke[] {
  if (state.toDate)
    return [
      { paint: 'dashed', d: outline() },
      { paint: 'hatch', d: hatch() },
    ];
  if (state.estimated && (state.badge === 'attributed' || state.badge === 'unchecked'))
    return [{ paint: 'dashed', d: outline() }];
  switch (state.badge) {
    case 'unchecked':
      return [{ paint: 'dotted', d: outline() }];
    case 'attributed':
      return [{ paint: 'hollow', d: outline() }];
    case 'checked':
      return [{ paint: 'solid', d: outline() }];
    case 'corroborated':
      return [
        { paint: 'ring', d: outline() },
        { paint: 'solid', d: inner() },
      ];
    case 'documented':
      return [
        { paint: 'solid', d: outline() },
        { paint: 'floor', d: base() },
      ];
  }
}

/** A bar standing on (or hanging from) its base line. A value of zero is a bar of no height and stays visible as a line. */
export function barStrokes(rect: Rect, state: MarkState, rising = true): Stroke[] {
  const inset = Math.min(2.5, rect.width / 4);
  const baseY = rising ? rect.y + rect.height + 2.2 : rect.y - 2.2;
  const isSmall = rect.width <= 2 * inset || rect.height <= 2 * inset;
  return statusStrokes(state, {
    outline: () => rectPath(rect),
    inner: () =>
      isSmall
        ? rectPath(rect)
        : rectPath({
            x: rect.x + inset,
            y: rect.y + inset,
            width: rect.width - 2 * inset,
            height: rect.height - 2 * inset,
          }),
    base: () => linePath(rect.x - 1.5, baseY, rect.x + rect.width + 1.5, baseY),
    hatch: () => hatchPath(rect),
  });
}

/** A marker at a point. */
export function pointStrokes(marker: Marker, x: number, y: number, radius: number, state: MarkState): Stroke[] {
  return statusStrokes(state, {
    outline: () => markerPath(marker, x, y, state.badge === 'corroborated' ? radius + 2.2 : radius),
    inner: () => markerPath(marker, x, y, radius - 0.6),
    base: () => linePath(x - radius - 1.5, y + radius + 2.6, x + radius + 1.5, y + radius + 2.6),
    hatch: () => hatchPath({ x: x - radius * 0.8, y: y - radius * 0.8, width: radius * 1.6, height: radius * 1.6 }, 3),
  });
}

/** A range around a best value: a line with caps. Nothing where it would be smaller than two pixels (rounding only). */
export function whiskerStrokes(x: number, yLow: number, yHigh: number, cap: number): Stroke[] {
  if (Math.abs(yLow - yHigh) < 2) return [];
  const half = cap / 2;
  return [
    {
      paint: 'whisker',
      d: `${linePath(x, yLow, x, yHigh)}${linePath(x - half, yLow, x + half, yLow)}${linePath(x - half, yHigh, x + half, yHigh)}`,
    },
  ];
}

/** A range without a best value: a band between its ends, heavier at both, and no dot between them (A6). */
export function bandStrokes(x: number, width: number, yLow: number, yHigh: number, state: MarkState): Stroke[] {
  const [left, right] = [x - width / 2, x + width / 2];
  const ends = `${linePath(left, yHigh, right, yHigh)}${linePath(left, yLow, right, yLow)}`;
  const rect = { x: left, y: yHigh, width, height: Math.max(0, yLow - yHigh) };
  const body: Stroke = { paint: 'band', d: rectPath(rect) };
  if (state.toDate)
    return [
      { paint: 'hatch', d: hatchPath(rect) },
      { paint: 'whisker', d: ends },
    ];
  switch (state.badge) {
    case 'unchecked':
      return [{ paint: 'dotted', d: rectPath(rect) }];
    case 'attributed':
      return [body, { paint: 'whisker', d: ends }];
    case 'checked':
      return [{ paint: 'solid', d: rectPath(rect) }];
    case 'corroborated':
      return [
        { paint: 'solid', d: rectPath(rect) },
        { paint: 'ring', d: rectPath({ x: left - 2, y: rect.y - 2, width: width + 4, height: rect.height + 4 }) },
      ];
    case 'documented':
      return [
        { paint: 'solid', d: rectPath(rect) },
        { paint: 'floor', d: linePath(left - 1.5, yLow + 2.4, right + 1.5, yLow + 2.4) },
      ];
  }
}

/** Length of the arrow of a one-sided value, in pixels. */
export const ARROW = 11;

/** “At least”: a short cap and an arrow up; “up to”: the same downwards. Filled heads from Checked on. */
export function boundStrokes(x: number, y: number, cap: number, direction: 'up' | 'down', state: MarkState): Stroke[] {
  const sign = direction === 'up' ? -1 : 1;
  const tip = y + sign * ARROW;
  const head = `M${px(x)} ${px(tip)}L${px(x + 3.2)} ${px(tip - sign * 4.5)}L${px(x - 3.2)} ${px(tip - sign * 4.5)}z`;
  const strokes: Stroke[] = [
    {
      paint: state.estimated || state.toDate ? 'dashed' : 'whisker',
      d: `${linePath(x - cap / 2, y, x + cap / 2, y)}${linePath(x, y, x, tip - sign * 4.5)}`,
    },
    { paint: state.badge === 'attributed' ? 'hollow' : state.badge === 'unchecked' ? 'dotted' : 'solid', d: head },
  ];
  if (state.badge === 'corroborated') strokes.push({ paint: 'ring', d: circlePath(x, tip - sign * 2.5, 6) });
  if (state.badge === 'documented')
    strokes.push({ paint: 'floor', d: linePath(x - cap / 2, y - sign * 2.6, x + cap / 2, y - sign * 2.6) });
  return strokes;
}

/** Two short slanting lines over a bar that is cut off, because its value lies far beyond the scale. */
export function cutPath(x: number, y: number, width: number): string {
  const half = Math.max(4, width / 2 + 2);
  return `${linePath(x - half, y + 2, x + half, y - 2)}${linePath(x - half, y + 6, x + half, y + 2)}`;
}

/**
 * Where one mark stands, in pixels. `bar` rises from `base`; `point` is a marker; `band` is a range without a best value;
 * `at_least` and `at_most` are a cap with an arrow. `yLow` and `yHigh` are the ends of a range, null where none is drawn.
 */
export type MarkPlace = MarkState & {
  readonly shape: 'bar' | 'point' | 'band' | 'at_least' | 'at_most';
  /** Centre. */
  readonly x: number;
  /** Width of a bar, a band or a cap. */
  readonly width: number;
  /** The value’s height; of a band its upper end. */
  readonly y: number;
  readonly base: number;
  readonly yLow: number | null;
  readonly yHigh: number | null;
};

/** The strokes of one mark, whatever its shape. */
export function markStrokes(mark: MarkPlace, encoding: { readonly marker: Marker }, radius: number): Stroke[] {
  const state: MarkState = { badge: mark.badge, toDate: mark.toDate, estimated: mark.estimated };
  const whisker =
    mark.yLow === null || mark.yHigh === null
      ? []
      : whiskerStrokes(mark.x, mark.yLow, mark.yHigh, Math.min(8, mark.width));
  switch (mark.shape) {
    case 'bar': {
      const rising = mark.y <= mark.base;
      const rect = {
        x: mark.x - mark.width / 2,
        y: Math.min(mark.y, mark.base),
        width: mark.width,
        height: Math.abs(mark.base - mark.y),
      };
      // A whisker in the bar's own colour would vanish inside a solid bar.
      return [
        ...barStrokes(rect, state, rising),
        ...whisker.map((stroke): Stroke => ({ ...stroke, paint: 'whisker-ink' })),
      ];
    }
    case 'point':
      return [...whisker, ...pointStrokes(encoding.marker, mark.x, mark.y, radius, state)];
    case 'band':
      return bandStrokes(mark.x, mark.width, mark.yLow ?? mark.y, mark.yHigh ?? mark.y, state);
    case 'at_least':
      return boundStrokes(mark.x, mark.y, Math.max(7, mark.width), 'up', state);
    case 'at_most':
      return boundStrokes(mark.x, mark.y, Math.max(7, mark.width), 'down', state);
  }
}

/** Paints in the order in which they are laid on, undermost first. */
export const PAINT_ORDER: readonly MarkPaint[] = [
  'band',
  'ring',
  'hollow',
  'dashed',
  'dotted',
  'solid',
  'hatch',
  'whisker',
  'whisker-ink',
  'floor',
];
