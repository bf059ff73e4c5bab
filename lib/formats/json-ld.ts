/**
 * What pages are about in the words of schema.org (D12): `Dataset` with its files, `Claim`, `BreadcrumbList`. Plain objects; `address` makes a
 * path whole where the site knows its own address.
 */
import { citedTitle, countClaims, WORK } from '@/lib/formats/citation';
import { formatInstant, plural } from '@/lib/formats/text';
import { viewLede } from '@/lib/formats/view-words';
import type { Publication } from '@/lib/ledger/claim';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import type { Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { metricOf } from '@/lib/ledger/vocabulary';
import { codebook, methodology, source as sourceAddress } from '@/lib/routes';

/** One thing as schema.org knows it. */
export type JsonLdNode = { readonly '@type': string; readonly [key: string]: unknown };
type Address = (path: string) => string;

/** The text of a block of data: one graph. No sign in it can end the block or begin a comment in HTML. */
export function toJsonLdText(nodes: readonly JsonLdNode[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/&/g, '\\u0026')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

/** A file in which the same figures can be had. */
export type Download = { readonly path: string; readonly name: string; readonly type: string };

const ledger = (address: Address) => ({ '@type': 'Organization', name: WORK, url: address('/') });

function downloadNode({ path, name, type }: Download, address: Address) {
  return { '@type': 'DataDownload', name, encodingFormat: type, contentUrl: address(path) };
}

/** A comparison, frozen or live, with its files, its sources and its rules. */
export function comparisonJsonLd(
  { view, table }: { readonly view: ResolvedView; readonly table: FigureTable },
  page: { readonly path: string; readonly downloads: readonly Download[]; readonly isFrozen: boolean },
  address: Address,
): JsonLdNode {
  const metrics = [...new Set(table.panels.map(({ metric }) => metric))];
  return {
    '@type': 'Dataset',
    '@id': address(page.path),
    url: address(page.path),
    name: citedTitle(view, table),
    description: `${viewLede(view, table)} What each source claimed, month by month, with the claims behind every figure. As known on ${formatInstant(table.knownOn)}.`,
    ...(page.isFrozen ? { identifier: address(page.path), datePublished: table.knownOn } : {}),
    dateModified: table.knownOn,
    version: table.methodVersion,
    isAccessibleForFree: true,
    temporalCoverage: `${view.from}/${view.to}`,
    creator: ledger(address),
    publisher: ledger(address),
    measurementTechnique: address(methodology()),
    variableMeasured: metrics.map((metric) => ({
      '@type': 'PropertyValue',
      name: metricOf(metric).label,
      description: metricOf(metric).definition,
      url: address(codebook('metrics', metric)),
    })),
    isBasedOn: table.sources.map(({ slug, name }) => ({
      '@type': 'CreativeWork',
      name: `Claims of ${name}`,
      url: address(sourceAddress(slug)),
    })),
    size: plural(countClaims(table), 'claim'),
    distribution: page.downloads.map((download) => downloadNode(download, address)),
  };
}

/** All that the ledger holds of one source. */
export function sourceJsonLd(
  source: Pick<Source, 'slug' | 'name' | 'about' | 'homepage'>,
  downloads: readonly Download[],
  address: Address,
): JsonLdNode {
  const path = sourceAddress(source.slug);
  return {
    '@type': 'Dataset',
    '@id': address(path),
    url: address(path),
    name: `Claims of ${source.name} about losses in the Russia–Ukraine war`,
    description: `${source.about === null ? '' : `${source.about} `}What ${source.name} counts, how it counts, and every claim of it that the ledger holds, each with its publications.`,
    isAccessibleForFree: true,
    creator: {
      '@type': 'Organization',
      name: source.name,
      ...(source.homepage === null ? {} : { url: source.homepage }),
    },
    publisher: ledger(address),
    distribution: downloads.map((download) => downloadNode(download, address)),
  };
}

/** A claim: who said what, and where. `text` is the claim as one sentence. */
export function claimJsonLd(
  claim: {
    readonly id: string;
    readonly path: string;
    readonly text: string;
    readonly source: Pick<Source, 'slug' | 'name'>;
    readonly publications: readonly Publication[];
    readonly knownOn: Instant;
    readonly downloads: readonly Download[];
  },
  address: Address,
): JsonLdNode {
  const { source } = claim;
  const appearances = claim.publications.map((publication) => ({
    '@type': 'CreativeWork',
    name: publication.title ?? publication.publisher ?? source.name,
    ...(publication.url === null ? {} : { url: publication.url }),
    ...(publication.archiveUrl === null ? {} : { archivedAt: publication.archiveUrl }),
    ...(publication.publishedOn === null ? {} : { datePublished: publication.publishedOn }),
    ...(publication.publisher === null ? {} : { publisher: { '@type': 'Organization', name: publication.publisher } }),
    ...(publication.language === null ? {} : { inLanguage: publication.language }),
  }));
  return {
    '@type': 'Claim',
    '@id': address(claim.path),
    url: address(claim.path),
    identifier: claim.id,
    text: claim.text,
    author: { '@type': 'Organization', name: source.name, url: address(sourceAddress(source.slug)) },
    dateModified: claim.knownOn,
    publisher: ledger(address),
    appearance: appearances,
    encoding: claim.downloads.map((download) => downloadNode(download, address)),
  };
}

/** The way from the first page to this one. */
export function breadcrumbsJsonLd(
  steps: readonly { readonly name: string; readonly path: string }[],
  address: Address,
): JsonLdNode {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: WORK, path: '/' }, ...steps].map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: address(path),
    })),
  };
}
