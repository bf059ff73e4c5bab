import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { readEnvironment } from '@/lib/env';
import { absolute } from '@/lib/routes';

/** Everything public may be found; lists narrowed by filters and derivations are endless and are left out. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  const { SITE_URL } = readEnvironment();
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/search', '/editor', '/api/', '/view/'] },
    ...(SITE_URL === undefined ? {} : { sitemap: absolute(SITE_URL, '/sitemap.xml') }),
  };
}
