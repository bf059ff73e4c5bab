/**
 * What a browser may load and run on our pages (Content Security Policy), and the other headers by which a page protects itself. Pure, so
 * that next.config.ts can say them for whole groups of addresses and proxy.ts for one request.
 */

/**
 * `nonce` is that of one request: then nothing inline runs or styles that was not written by this server for this answer. A page that is
 * cached whole is the same for everybody and cannot carry one; its inline scripts, which Next writes and which hold only data of the page,
 * are allowed as such. Both allow scripts and styles of this site only, and no others.
 *
 * `style-src-attr`: components set a few sizes and colours as attributes (widths of bars, positions), which cannot load or run anything.
 */
export function contentPolicy(options: { readonly nonce?: string; readonly isDevelopment?: boolean } = {}): string {
  const { nonce, isDevelopment = false } = options;
  const inline = nonce === undefined ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    // React's development build explains errors by `eval`; the product never does.
    `script-src 'self' ${inline}${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    `style-src 'self' ${inline}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * For a comparison in somebody else's page (app/embed): any page may frame it, and it loads nothing but our fonts, our pictures and the
 * one small script that tells its height. `style` is the source of its style sheet, as a hash.
 */
export function embedPolicy(style: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "font-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors *',
  ].join('; ');
}

/** Headers of every answer, whatever it is. */
export const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: [
      'accelerometer',
      'autoplay',
      'camera',
      'display-capture',
      'encrypted-media',
      'fullscreen',
      'geolocation',
      'gyroscope',
      'magnetometer',
      'microphone',
      'midi',
      'payment',
      'picture-in-picture',
      'publickey-credentials-get',
      'screen-wake-lock',
      'usb',
      'xr-spatial-tracking',
    ]
      .map((feature) => `${feature}=()`)
      .join(', '),
  },
] as const;

/** Says that this site is only to be asked over TLS; sent only where it was. */
export const STRICT_TRANSPORT = { key: 'Strict-Transport-Security', value: 'max-age=31536000' } as const;
