/**
 * The colours that pictures need, once: tokens of the two themes, and which source has which series colour (look.md, Colour).
 * `app/globals.css` spells the same values as CSS variables (`--paper`, `--series-1`, …) and is tested against this table; the
 * standalone SVG, which knows no variables, is written from it.
 */

export type Theme = 'light' | 'dark';

/** Eight colours that belong to sources, and one that all others share. */
export type SeriesToken =
  | 'series-1'
  | 'series-2'
  | 'series-3'
  | 'series-4'
  | 'series-5'
  | 'series-6'
  | 'series-7'
  | 'series-8'
  | 'series-neutral';

export type SurfaceToken = 'paper' | 'card' | 'ink' | 'muted' | 'line' | 'link' | 'focus';
export type ColourToken = SurfaceToken | SeriesToken;

/**
 * The eight stand at least 9 apart (OKLab × 100) for full colour vision, deuteranopia, protanopia and tritanopia, and at
 * least 4.5 : 1 against paper and card, so that a label may be written in its series' colour.
 */
export const PALETTE: Readonly<Record<Theme, Readonly<Record<ColourToken, string>>>> = {
  light: {
    paper: '#fbfaf6',
    card: '#ffffff',
    ink: '#1d1b18',
    muted: '#625d55',
    line: '#dcd7cd',
    link: '#1f4e79',
    focus: '#1f4e79',
    'series-1': '#1f5a8a',
    'series-2': '#b35c1e',
    'series-3': '#7f64bc',
    'series-4': '#17817c',
    'series-5': '#85325a',
    'series-6': '#5d4f00',
    'series-7': '#5c2416',
    'series-8': '#441f71',
    'series-neutral': '#6f6a62',
  },
  dark: {
    paper: '#161513',
    card: '#1e1c1a',
    ink: '#ece8e0',
    muted: '#a8a197',
    line: '#3a3631',
    link: '#9cc4ea',
    focus: '#9cc4ea',
    'series-1': '#6fb1e4',
    'series-2': '#e6995c',
    'series-3': '#797dca',
    'series-4': '#a0cab6',
    'series-5': '#b98ca0',
    'series-6': '#c7ed9b',
    'series-7': '#bb723d',
    'series-8': '#ffc4fe',
    'series-neutral': '#a39d94',
  },
};

/** The sources with monthly series, each with a colour of its own once and for ever. A new source never takes a used one. */
export const SOURCE_TOKENS: Readonly<Record<string, SeriesToken>> = {
  'ua-general-staff': 'series-1',
  'uk-di': 'series-2',
  'mediazona-bbc': 'series-3',
  afp: 'series-4',
  deepstate: 'series-5',
  isw: 'series-6',
  oryx: 'series-7',
  'ru-mod': 'series-8',
};

/** The colour token of a source's series: its own, or the neutral one. */
export function sourceToken(source: string): SeriesToken {
  return Object.hasOwn(SOURCE_TOKENS, source) ? (SOURCE_TOKENS[source] ?? 'series-neutral') : 'series-neutral';
}

/** Share of the series' colour in the pale fill of a hollow mark (look.md). */
export const TINT_SHARE = 0.22;

function channels(hex: string): [number, number, number] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as [number, number, number];
}

/** `share` of one colour over another, as hex: what `color-mix(in srgb, …)` gives in the browser. */
export function mixColours(colour: string, over: string, share: number): string {
  const below = channels(over);
  return `#${channels(colour)
    .map((value, index) => Math.round(value * share + (below[index] ?? 0) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}
