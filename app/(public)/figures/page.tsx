import type { Metadata } from 'next';
import { ComparisonOf, comparisonMetadata } from './comparison';

/**
 * Answers only what the rewrites leave over: queries with characters that no valid view has. Drawn at every request, whole,
 * with a note naming what was not understood.
 */
export const instant = false;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function toSearch(searchParams: Props['searchParams']): Promise<[string, string][]> {
  return Object.entries(await searchParams).flatMap(([key, value]) => {
    const text = Array.isArray(value) ? value[0] : value;
    return text === undefined ? [] : [[key, text] as [string, string]];
  });
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { ...(await comparisonMetadata(await toSearch(searchParams))), robots: { index: false } };
}

export default async function UncachedComparison({ searchParams }: Props) {
  return <ComparisonOf search={await toSearch(searchParams)} />;
}
