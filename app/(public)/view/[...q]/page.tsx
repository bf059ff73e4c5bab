import type { Metadata } from 'next';
import { cacheLife, cacheTag } from 'next/cache';
import { notFound } from 'next/navigation';
import { ComparisonOf, comparisonMetadata } from '@/app/(public)/figures/comparison';
import { LEDGER_TAG } from '@/app/published';

/**
 * A comparison by path: `/figures?…` and `/` are rewritten here, each key of the query one segment in one order, so that one
 * view is one path and is cached whole (next.config.ts). What varies the HTML is all in the path; nothing streams.
 */
export const ensureStatic = 'navigation';

/** The build knows no ledger: it prerenders one path that is no view. */
export function generateStaticParams() {
  return [{ q: ['none'] }];
}

/**
 * A live view is drawn anew behind the first request after five seconds, and is never older than five minutes: Next caches nothing
 * whole that expires sooner. What this process publishes shows at once; what another one does, within that.
 */
const LIVE = { stale: 30, revalidate: 5, expire: 300 } as const;

/** `['v', 'from%3D2024-01']` → the pairs of the query; null for a path that is no view. */
function toSearch(segments: readonly string[]): [string, string][] | null {
  const [first, ...rest] = segments.map((segment) => decodeURIComponent(segment));
  if (first !== 'v') return null;
  return rest.map((part) => [part.slice(0, Math.max(0, part.indexOf('='))), part.slice(part.indexOf('=') + 1)]);
}

type Props = { params: Promise<{ q: string[] }> };

/** Read apart from the page: the head is asked for by itself. */
async function cachedMetadata(segments: readonly string[]): Promise<Metadata> {
  'use cache';
  cacheLife(LIVE);
  cacheTag(LEDGER_TAG);
  const search = toSearch(segments);
  return search === null ? {} : comparisonMetadata(search);
}

/** The whole page of one path. */
async function CachedComparison({ segments }: { segments: readonly string[] }) {
  'use cache';
  cacheLife(LIVE);
  cacheTag(LEDGER_TAG);
  const search = toSearch(segments);
  return search === null ? null : <ComparisonOf search={search} />;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return cachedMetadata((await params).q);
}

export default async function ViewPage({ params }: Props) {
  const { q } = await params;
  if (toSearch(q) === null) notFound();
  return <CachedComparison segments={q} />;
}
