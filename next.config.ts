import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import { contentPolicy, SECURITY_HEADERS, STRICT_TRANSPORT } from './lib/content-policy';

/** Keys of a comparison's address in canonical order: `VIEW_KEYS` of lib/ledger/view.ts, held together by a test. */
export const VIEW_KEYS = [
  'axis',
  'from',
  'interpolated',
  'known',
  'layout',
  'measure',
  'public',
  'scale',
  'scenario',
  'series',
  'side',
  'status',
  'tab',
  'to',
];

/** Signs that a valid view is written with. Anything else never reaches a path: Next cannot match such segments again. */
const SAFE = 'A-Za-z0-9_.~:+-';

/**
 * A comparison is cached by its path (app/(public)/view). The rules are applied one after another, each adding the segment of
 * one key, so that one view is one path whatever the order of its query, and unknown keys disappear. A query with any other sign in
 * it is left to app/(public)/figures/page.tsx, which says what was not understood.
 */
const comparisonRewrites = [
  // `MAX_QUERY_LENGTH` of lib/ledger/view.ts, for one key; the server refuses longer addresses as a whole.
  ...VIEW_KEYS.map((key) => ({
    source: '/figures',
    has: [{ type: 'query' as const, key, value: '[\\s\\S]{8193,}' }],
    destination: '/too-long',
  })),
  { source: '/', destination: '/view/v' },
  {
    source: '/figures',
    missing: VIEW_KEYS.map((key) => ({ type: 'query' as const, key, value: `[\\s\\S]*[^${SAFE}][\\s\\S]*` })),
    destination: '/view/v',
  },
  ...VIEW_KEYS.map((key) => ({
    source: '/view/:rest*',
    has: [{ type: 'query' as const, key, value: `(?<v>[${SAFE}]+)` }],
    destination: `/view/:rest*/${key}=:v`,
  })),
];

/** Signs of the address of a frozen comparison: `isPermalinkId` of lib/data/permalinks.ts, held together by a test. */
export const PERMALINK_ID = '[0-9a-hjkmnp-tv-z]{16}';

/** The files beside a frozen comparison. */
const permalinkRewrites = [
  { source: `/p/:id(${PERMALINK_ID}).:ending(json|csv|svg|png|zip)`, destination: '/p/:id/file/:ending' },
];

/**
 * Headers of whole groups of addresses. The desk and signing in get a policy with a nonce from proxy.ts, embeds and evidence one of their own; all other
 * pages may be cached, so that theirs is the same for everybody.
 */
const headers: NextConfig['headers'] = async () => [
  { source: '/:path*', headers: [...SECURITY_HEADERS] },
  {
    source: '/:path*',
    has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
    headers: [STRICT_TRANSPORT],
  },
  {
    source: '/((?!(?:editor|sign-in|forgotten|reset|set-up|invitation|embed|evidence)(?:/|$)).*)',
    headers: [
      {
        key: 'Content-Security-Policy',
        value: contentPolicy({ isDevelopment: process.env.NODE_ENV === 'development' }),
      },
    ],
  },
];

const config: NextConfig = {
  // Builds stand side by side, one folder per state of the sources, so that a build never pulls files from under a running server.
  distDir: process.env.AL_BUILD_DIR ?? '.next',
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Native code is loaded by Node itself and cannot be bundled.
  serverExternalPackages: ['@resvg/resvg-js'],
  // Cached pages are kept in the form that costs least to send. Next would hash a page anew at every request to save a reader who comes
  // back the sending; the same work as sending it.
  cacheHandler: fileURLToPath(new URL('./lib/page-cache.mjs', import.meta.url)),
  generateEtags: false,
  headers,
  rewrites: async () => ({ beforeFiles: [...comparisonRewrites, ...permalinkRewrites], afterFiles: [], fallback: [] }),
  // `npm test` checks types with the compiler itself; a start on somebody's machine need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Cached views live in memory, where their number is bounded, and never pile up in the build folder.
    isrFlushToDisk: false,
    // A build folder is made once and never built into again; writing a cache into it takes longer than the build.
    turbopackFileSystemCacheForBuild: false,
  },
};

export default config;
