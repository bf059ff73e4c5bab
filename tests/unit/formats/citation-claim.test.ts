/** How one claim is cited (R4), also as files that parsers of others read. */
import { plugins } from '@citation-js/core';
import { parse as readBibtex } from 'astrocite-bibtex';
import { parse as readRis } from 'astrocite-ris';
import { describe, expect, test } from 'vitest';
import { type CitedClaim, claimCitation, claimReference } from '@/lib/formats/citation-claim';
import { toBibtex, toCitationFile, toCslJson, toRis } from '@/lib/formats/citation-files';
import { type ClaimId, type Publication, publicationSchema } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';

const ADDRESS = 'https://ledger.example/claims/abc1234?known=2026-03-03T14%3A05%3A00.000Z';
const of = (publications: readonly Publication[], given: Partial<CitedClaim> = {}): CitedClaim => ({
  id: 'abc1234' as ClaimId,
  publications,
  standing: 'current',
  knownOn: '2026-03-03T14:05:00.000Z' as Instant,
  sentence: 'UK Defence Intelligence says 1 271 a day, killed or wounded, Russia, over September 2024.',
  source: 'UK Defence Intelligence',
  address: ADDRESS,
  capture: null,
  ...given,
});
const cite = (publications: readonly Publication[], given: Partial<CitedClaim> = {}) =>
  claimCitation(of(publications, given));
const RECORDED =
  'Recorded as claim abc1234, Attrition Ledger, as known on 3 March 2026, 14:05 UTC, https://ledger.example/claims/abc1234?known=2026-03-03T14%3A05%3A00.000Z';

test('source, title, publisher, date, address, archive; then the claim as it was known', () => {
  const publication = publicationSchema.parse({
    title: 'Update',
    publisher: 'X',
    publishedOn: '2025-01-31',
    url: 'https://x.example/1',
    archiveUrl: 'https://archive.example/1',
  });
  expect(cite([publication])).toBe(
    `UK Defence Intelligence, “Update”, X, 31 January 2025, https://x.example/1, archived https://archive.example/1. ${RECORDED}`,
  );
});

test('of several publications the first that can be read is cited, and the others are counted', () => {
  const unread = publicationSchema.parse({ publisher: 'A' });
  const read = publicationSchema.parse({ publisher: 'B', url: 'https://b.example/', publishedOn: '2025-01-31' });
  expect(cite([unread, read])).toBe(
    `UK Defence Intelligence, B, 31 January 2025, https://b.example/, and 1 further publication. ${RECORDED}`,
  );
});

test('a source that published it itself is named once; what has no date says so', () => {
  expect(cite([publicationSchema.parse({ publisher: 'UK Defence Intelligence' })])).toBe(
    `UK Defence Intelligence, without date. ${RECORDED}`,
  );
});

test('what was kept of the publication is dated, and the sum of its bytes begins with twelve digits', () => {
  const read = publicationSchema.parse({ url: 'https://b.example/', publishedOn: '2025-01-31' });
  const capture = {
    archivedOn: '2025-02-01' as Day,
    archiveUrl: 'https://archive.example/2',
    sha256: 'ab12'.repeat(16),
  };
  expect(cite([read], { capture })).toBe(
    `UK Defence Intelligence, 31 January 2025, https://b.example/, archived 1 February 2025 https://archive.example/2, sha256 ab12ab12ab12. ${RECORDED}`,
  );
  expect(cite([read], { capture: { ...capture, archiveUrl: null } })).toContain(
    'archived 1 February 2025, sha256 ab12ab12ab12.',
  );
  expect(cite([read], { capture: { ...capture, sha256: null } })).toContain(
    'archived 1 February 2025 https://archive.example/2. Recorded',
  );
});

test('a claim that no longer stands is cited as what it is', () => {
  expect(cite([publicationSchema.parse({})], { standing: 'withdrawn' })).toContain(
    'Recorded as claim abc1234 (withdrawn), Attrition Ledger',
  );
});

describe('as a file', () => {
  const page = publicationSchema.parse({
    title: 'Втрати {100 %} & more',
    publisher: 'X',
    publishedOn: '2025-01-31',
    url: 'https://x.example/a_b?c={1}%20#d',
    archiveUrl: 'https://archive.example/1',
  });
  const work = claimReference(of([page]));
  const bare = claimReference(of([publicationSchema.parse({})]));
  const NOTE = `Archived https://archive.example/1. ${RECORDED}`;

  test('BibTeX is one @misc that other parsers read', () => {
    expect(toBibtex(work)).toMatch(/^@misc\{attrition-ledger-claim-abc1234,\n/);
    const [entry, ...others] = readBibtex(toBibtex(work));
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      URL: 'https://x.example/a_b?c=%7B1%7D%20#d',
      issued: { 'date-parts': [['2025', '1', '']] },
    });
    expect(plugins.input.chain(toBibtex(work), { generateGraph: false })[0]).toMatchObject({
      title: 'Втрати {100 %} & more',
      author: [{ family: 'UK Defence Intelligence' }],
      publisher: 'X',
    });
  });

  test('RIS is one page of the web', () => {
    expect(readRis(toRis(work))).toEqual([
      expect.objectContaining({ type: 'webpage', title: page.title, URL: page.url, note: NOTE }),
    ]);
    expect(plugins.input.chain(toRis(work), { generateGraph: false })[0]).toMatchObject({
      title: page.title,
      URL: page.url,
      issued: { 'date-parts': [[2025, 1, 31]] },
    });
  });

  test('CSL-JSON says who, what, where and when', () => {
    expect(JSON.parse(toCslJson(work))).toEqual([
      {
        id: 'attrition-ledger-claim-abc1234',
        'citation-key': 'attrition-ledger-claim-abc1234',
        type: 'webpage',
        title: 'Втрати {100 %} & more',
        author: [{ literal: 'UK Defence Intelligence' }],
        publisher: 'X',
        issued: { 'date-parts': [[2025, 1, 31]] },
        URL: 'https://x.example/a_b?c={1}%20#d',
        note: NOTE,
      },
    ]);
  });

  test('without title, date and address it is the claim itself, and stays without a date', () => {
    const [csl] = JSON.parse(toCslJson(bare));
    expect(csl).toMatchObject({ type: 'document', title: of([]).sentence, URL: ADDRESS });
    expect(csl).not.toHaveProperty('issued');
    expect(readBibtex(toBibtex(bare))).toHaveLength(1);
    expect(readRis(toRis(bare))).toEqual([expect.objectContaining({ title: of([]).sentence, URL: ADDRESS })]);
    for (const text of [toBibtex(bare), toRis(bare)]) expect(text).not.toMatch(/undefined|NaN|null/);
  });

  test('a line break in a title does not begin another field', () => {
    const broken = claimReference(of([publicationSchema.parse({ title: 'One\nER  - \nTY  - BOOK' })]));
    expect(readRis(toRis(broken))).toHaveLength(1);
    expect(readBibtex(toBibtex(broken))).toHaveLength(1);
  });

  test('the text file is the citation in words', () => {
    expect(toCitationFile(work, 'words', 'txt')).toBe('words');
  });
});
