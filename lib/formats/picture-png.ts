/**
 * The standalone SVG as PNG. Only the committed fonts are loaded: a bare machine has none of its own, and system fonts would
 * make another picture on every machine.
 */
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const FONT_FILES = ['inter-400.ttf', 'inter-600.ttf', 'source-serif-4-600.ttf'];

/** No picture is drawn higher than this: a view of many panels gets fewer pixels each, not more memory. */
const MOST_PIXELS_HIGH = 9000;

const HEIGHT = /<svg[^>]* height="(\d+)"/;

/** PNG bytes of an SVG text, `scale` pixels for each of its own (2 is sharp on fine screens), fewer for very long pictures. */
export function toPng(svg: string, scale = 2): Uint8Array<ArrayBuffer> {
  const height = Number(HEIGHT.exec(svg)?.[1] ?? 1);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: Math.min(scale, MOST_PIXELS_HIGH / height) },
    font: {
      fontFiles: FONT_FILES.map((file) => join(process.cwd(), 'public', 'fonts', file)),
      loadSystemFonts: false,
      defaultFontFamily: 'Inter',
    },
  });
  return new Uint8Array(picture.render().asPng());
}
