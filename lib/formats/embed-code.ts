/**
 * The code by which another page shows a comparison (R7; ux.md §19), and how high its frame is.
 */
import { escapeXml } from './figure-picture';

/** How wide the column of an article is taken to be, where nobody says. */
export const EMBED_WIDTH = 720;
/** Known-on line and links around the picture. */
const AROUND = 112;

type Size = { readonly width: number; readonly height: number };

const SIZE = /<svg[^>]* width="(\d+)" height="(\d+)"/;

/** Width and height that a picture says it has. Throws for what is no picture of ours. */
export function pictureSize(svg: string): Size {
  const [, width, height] = SIZE.exec(svg.slice(0, 300)) ?? [];
  if (width === undefined || height === undefined) throw new Error('a picture without a size');
  return { width: Number(width), height: Number(height) };
}

/** The two pictures of an embed: below `EMBED_SWITCH` pixels the narrow one is shown, no wider than `MOST_NARROW`. */
export type EmbedPictures = { readonly wide: Size; readonly narrow: Size };
export const EMBED_SWITCH = 600;
export const MOST_NARROW = 448;

/** How high a frame of some width must be to show the whole embed. */
export function embedHeight({ wide, narrow }: EmbedPictures, width = EMBED_WIDTH): number {
  const [picture, most] = width < EMBED_SWITCH ? [narrow, MOST_NARROW] : [wide, wide.width];
  return Math.ceil((picture.height * Math.min(width, most)) / picture.width) + AROUND;
}

/** `<iframe …></iframe>`: works without script, loads late, has a title. `width` in pixels, or as wide as there is room. */
export function iframeCode(frame: {
  readonly address: string;
  readonly title: string;
  readonly height: number;
  readonly width?: number;
}): string {
  return `<iframe src="${escapeXml(frame.address)}" title="${escapeXml(frame.title)}" loading="lazy" width="${frame.width ?? '100%'}" height="${frame.height}" style="border:0" allow="fullscreen"></iframe>`;
}
