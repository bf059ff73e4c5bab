/**
 * How a series looks, for every drawing of it: colour token, marker and dash (ux.md 9: colour is never alone).
 */
import { type SeriesToken, sourceToken } from '@/lib/formats/palette';

export const MARKERS = ['circle', 'triangle', 'square', 'diamond', 'wedge', 'pentagon', 'cross', 'hexagon'] as const;
export type Marker = (typeof MARKERS)[number];

export type SeriesEncoding = {
  readonly token: SeriesToken;
  readonly marker: Marker;
  /** SVG dash array of the series' line; empty for a solid one. Dots (short strokes) are kept for interpolated links. */
  readonly dash: string;
};

/** Markers of the sources with a colour of their own: as fixed as the colour. */
const OWN_MARKERS: Readonly<Record<Exclude<SeriesToken, 'series-neutral'>, Marker>> = {
  'series-1': 'circle',
  'series-2': 'square',
  'series-3': 'pentagon',
  'series-4': 'diamond',
  'series-5': 'triangle',
  'series-6': 'wedge',
  'series-7': 'hexagon',
  'series-8': 'cross',
};

const NEUTRAL_DASHES = ['9 3', '14 4', '9 3 3 3', '5 3', '14 4 3 4', '7 2'] as const;

type SeriesOfSource = { readonly id: string; readonly source: string };

/**
 * The encoding of each series of a view, in the order given. A source with a colour keeps colour and marker; its second
 * series (another scope or definition) takes another marker and a dash. All others are neutral and differ by marker and dash.
 */
export function encodeSeries<Id extends string>(
  series: readonly (SeriesOfSource & { readonly id: Id })[],
): ReadonlyMap<Id, SeriesEncoding> {
  const encodings = new Map<Id, SeriesEncoding>();
  const timesSeen = new Map<string, number>();
  let neutral = 0;
  for (const { id, source } of series) {
    const token = sourceToken(source);
    const nth = timesSeen.get(source) ?? 0;
    timesSeen.set(source, nth + 1);
    if (token === 'series-neutral') {
      encodings.set(id, {
        token,
        marker: MARKERS[neutral % MARKERS.length] ?? 'circle',
        dash: NEUTRAL_DASHES[neutral % NEUTRAL_DASHES.length] ?? '',
      });
      neutral += 1;
    } else {
      const own = MARKERS.indexOf(OWN_MARKERS[token]);
      encodings.set(id, {
        token,
        marker: MARKERS[(own + nth) % MARKERS.length] ?? 'circle',
        dash: nth === 0 ? '' : (NEUTRAL_DASHES[(nth - 1) % NEUTRAL_DASHES.length] ?? ''),
      });
    }
  }
  return encodings;
}
