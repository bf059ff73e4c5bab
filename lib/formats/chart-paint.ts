/**
 * What each paint looks like where there are no style sheets: fill, stroke, width and dash of the standalone picture.
 * `components/charts/charts.css` says the same with CSS variables.
 */
import type { Paint } from '@/lib/formats/chart-drawing';
import { mixColours, PALETTE, type SeriesToken, type Theme, TINT_SHARE } from '@/lib/formats/palette';

type Colour = 'none' | 'series' | 'tint' | 'card' | 'ink' | 'muted' | 'line' | 'faint';

type PaintStyle = {
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly width: number;
  readonly dash?: string;
  readonly round?: true;
};

/** Every paint there is. */
export const PAINTS: Readonly<Record<Paint, PaintStyle>> = {
  hollow: { fill: 'tint', stroke: 'series', width: 1.4 },
  solid: { fill: 'series', stroke: 'series', width: 1.4 },
  dotted: { fill: 'none', stroke: 'series', width: 1.4, dash: '1 3', round: true },
  ring: { fill: 'card', stroke: 'series', width: 1.4 },
  band: { fill: 'tint', stroke: 'none', width: 0 },
  whisker: { fill: 'none', stroke: 'series', width: 1.5 },
  'whisker-ink': { fill: 'none', stroke: 'ink', width: 1.3 },
  hatch: { fill: 'none', stroke: 'series', width: 1 },
  dashed: { fill: 'tint', stroke: 'series', width: 1.4, dash: '4 2.5' },
  floor: { fill: 'none', stroke: 'series', width: 2.6 },
  line: { fill: 'none', stroke: 'series', width: 1.8 },
  'line-estimated': { fill: 'none', stroke: 'series', width: 1.6, dash: '1 4', round: true },
  cell: { fill: 'series', stroke: 'none', width: 0 },
  'cell-none': { fill: 'none', stroke: 'faint', width: 1 },
  grid: { fill: 'none', stroke: 'line', width: 1 },
  axis: { fill: 'none', stroke: 'ink', width: 1 },
  tick: { fill: 'none', stroke: 'muted', width: 1 },
  leader: { fill: 'none', stroke: 'muted', width: 0.8 },
  break: { fill: 'none', stroke: 'ink', width: 1.2, dash: '3 3' },
  note: { fill: 'card', stroke: 'ink', width: 1 },
  cut: { fill: 'none', stroke: 'card', width: 2.4 },
  scenario: { fill: 'card', stroke: 'ink', width: 1.3, dash: '2 1.5' },
  'scenario-line': { fill: 'none', stroke: 'muted', width: 1.3, dash: '5 3' },
};

/** SVG attributes of a path in a paint; `token` is the series' colour, null for ink (keys). */
export function paintAttributes(
  paint: Paint,
  token: SeriesToken | null,
  theme: Theme = 'light',
  dash: string | undefined = undefined,
): string {
  const palette = PALETTE[theme];
  const series = token === null ? palette.ink : palette[token];
  const colourOf = (colour: Colour): string => {
    switch (colour) {
      case 'none':
        return 'none';
      case 'series':
        return series;
      case 'tint':
        return mixColours(series, palette.card, TINT_SHARE);
      case 'faint':
        return mixColours(palette.muted, palette.card, 0.55);
      default:
        return palette[colour];
    }
  };
  const style = PAINTS[paint];
  const stroke = style.stroke === 'none' ? '' : ` stroke="${colourOf(style.stroke)}" stroke-width="${style.width}"`;
  const dashes = dash ?? style.dash;
  return `fill="${colourOf(style.fill)}"${stroke}${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`}${
    style.round ? ' stroke-linecap="round"' : ''
  }`;
}
