import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { NOW } from '@/lib/data/ledger';
import { listSources } from '@/lib/data/source-pages';
import { readEnvironment } from '@/lib/env';
import {
  ABOUT,
  absolute,
  CHANGES,
  claims,
  codebook,
  figures,
  HOME,
  LINEAGE,
  MATRIX,
  methodology,
  SOURCES,
  source,
} from '@/lib/routes';

/** The pages with an address of their own. Empty where the public address of the site is not known. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { SITE_URL } = readEnvironment();
  if (SITE_URL === undefined) return [];
  const sources = await listSources(NOW);
  return [
    HOME,
    figures(),
    LINEAGE,
    MATRIX,
    claims(),
    SOURCES,
    CHANGES,
    codebook(),
    methodology(),
    ABOUT,
    ...sources.map((entry) => source(entry.source.slug)),
  ].map((path) => ({ url: absolute(SITE_URL, path) }));
}
