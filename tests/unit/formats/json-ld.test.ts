import { expect, test } from 'vitest';
import { breadcrumbsJsonLd, claimJsonLd, comparisonJsonLd, sourceJsonLd, toJsonLdText } from '@/lib/formats/json-ld';
import type { Publication } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import { figureTable } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const at = (path: string) => `https://ledger.example${path}`;
const table = figureTable({
  from: '2024-01',
  to: '2024-12',
  series: [{ id: 'uk-di.killed_or_wounded.ru', months: [29000] }],
});

test('a frozen comparison is a Dataset with an identifier, its months, its files and what it is based on', () => {
  const node = comparisonJsonLd(
    { view: viewOf(table), table },
    {
      path: '/p/abcdefghjkmnpqrs',
      downloads: [{ path: '/p/abcdefghjkmnpqrs.csv', name: 'CSV', type: 'text/csv' }],
      isFrozen: true,
    },
    at,
  );
  expect(node).toMatchObject({
    '@type': 'Dataset',
    '@id': 'https://ledger.example/p/abcdefghjkmnpqrs',
    identifier: 'https://ledger.example/p/abcdefghjkmnpqrs',
    name: 'Killed or wounded, Russia, month by month, January to December 2024',
    temporalCoverage: '2024-01/2024-12',
    dateModified: '2026-11-22T08:00:00.000Z',
    distribution: [
      {
        '@type': 'DataDownload',
        name: 'CSV',
        encodingFormat: 'text/csv',
        contentUrl: 'https://ledger.example/p/abcdefghjkmnpqrs.csv',
      },
    ],
    isBasedOn: [
      {
        '@type': 'CreativeWork',
        name: 'Claims of UK Defence Intelligence',
        url: 'https://ledger.example/sources/uk-di',
      },
    ],
  });
  // What a search engine asks of a description.
  expect(String(node.description).length).toBeGreaterThan(50);
});

test('a live comparison is a Dataset without an identifier that lasts', () => {
  const node = comparisonJsonLd(
    { view: viewOf(table), table },
    { path: '/figures', downloads: [], isFrozen: false },
    at,
  );
  expect(node).not.toHaveProperty('identifier');
  expect(node).not.toHaveProperty('datePublished');
});

test('a source is a Dataset of its claims, made by it and published here', () => {
  expect(
    sourceJsonLd({ slug: 'uk-di', name: 'UK Defence Intelligence', about: null, homepage: null }, [], at),
  ).toMatchObject({
    '@type': 'Dataset',
    url: 'https://ledger.example/sources/uk-di',
    creator: { '@type': 'Organization', name: 'UK Defence Intelligence' },
    publisher: { name: 'Attrition Ledger' },
  });
});

test('a claim is a Claim: its words, who said it, and where it appeared', () => {
  const publication = {
    title: 'Update',
    publisher: 'X',
    url: 'https://x.example/1',
    archiveUrl: null,
    publishedOn: '2024-01-31' as Day,
    language: 'en',
  } as Publication;
  expect(
    claimJsonLd(
      {
        id: 'abc1234',
        path: '/claims/abc1234',
        text: 'UK Defence Intelligence says 29 000.',
        source: { slug: 'uk-di', name: 'UK Defence Intelligence' },
        publications: [publication],
        knownOn: '2026-03-03T14:05:00.000Z' as Instant,
        downloads: [],
      },
      at,
    ),
  ).toMatchObject({
    '@type': 'Claim',
    '@id': 'https://ledger.example/claims/abc1234',
    identifier: 'abc1234',
    text: 'UK Defence Intelligence says 29 000.',
    author: { name: 'UK Defence Intelligence', url: 'https://ledger.example/sources/uk-di' },
    appearance: [
      {
        '@type': 'CreativeWork',
        name: 'Update',
        url: 'https://x.example/1',
        datePublished: '2024-01-31',
        inLanguage: 'en',
      },
    ],
  });
});

test('breadcrumbs begin at the first page and are numbered', () => {
  expect(breadcrumbsJsonLd([{ name: 'Claims', path: '/claims' }], at)).toEqual({
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: 'Attrition Ledger', item: 'https://ledger.example/' },
      { '@type': 'ListItem', position: 2, name: 'Claims', item: 'https://ledger.example/claims' },
    ],
  });
});

test('no text can end the block of data or open a comment, and it reads back as it was', () => {
  const text = '</script><!-- & \u2028 “x”';
  const block = toJsonLdText([{ '@type': 'Claim', text }]);
  expect(block).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(block)).toEqual({ '@context': 'https://schema.org', '@graph': [{ '@type': 'Claim', text }] });
});
