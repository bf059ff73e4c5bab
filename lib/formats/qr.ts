/**
 * A text as a QR code: one SVG path, so that it can be drawn without script and without inline styles.
 */
import { encode } from 'uqr';

/** The squares of a code: `size` modules to a side, quiet zone included, and the dark ones as one path. */
export type QrCode = { readonly size: number; readonly path: string };

/** The quiet zone that readers of such codes expect. */
const BORDER = 4;

/** The QR code of a text. Throws when it is too long for one (about 2 300 signs). */
export function toQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
  );
  return { size, path: runs.join('') };
}
