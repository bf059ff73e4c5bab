/** Citations as files, read back by parsers that have nothing to do with their making, and by citation-js. */
import { plugins } from '@citation-js/core';
import { parse as readBibtex } from 'astrocite-bibtex';
import { parse as readRis } from 'astrocite-ris';
import { expect, test } from 'vitest';
import { type Cited, toCitationText } from '@/lib/formats/citation';
import {
  comparisonReference,
  escapeTex,
  toBibtex,
  toCitationFile,
  toCslJson,
  toRis,
} from '@/lib/formats/citation-files';
import type { Instant } from '@/lib/ledger/month';

const cited: Cited = {
  id: 'abcdefghjkmnpqrs',
  title: 'Killed or wounded, Russia, month by month, February 2024 to January 2026',
  address: 'https://ledger.example/p/abcdefghjkmnpqrs',
  knownOn: '2026-03-03T14:05:00.000Z' as Instant,
  publicDay: null,
  methodVersion: '1.2',
  sources: ['Mediazona & BBC', 'Медиазона', 'K.O. 100 % {list}_1'],
  voices: '3 sources, 2 lineages',
  claims: 1088,
};
const work = comparisonReference(cited);
const NOTE =
  'As known on 3 March 2026, 14:05 UTC, method 1.2. Underlying claims: Mediazona & BBC; Медиазона; K.O. 100 % {list}_1 [1\u202f088 claims] (3 sources, 2 lineages).';

test('BibTeX is one @misc with a label of its own, a whole address and the note', () => {
  expect(toBibtex(work)).toMatch(/^@misc\{attrition-ledger-abcdefghjkmnpqrs,\n/);
  const [entry, ...others] = readBibtex(toBibtex(work));
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    title: cited.title,
    publisher: 'Attrition Ledger',
    URL: 'https://ledger.example/p/abcdefghjkmnpqrs',
    issued: { 'date-parts': [['2026', '3', '']] },
  });
});

test('BibTeX keeps every letter and escapes what TeX would read as a command', () => {
  expect(escapeTex('50 % & “Медиазона” {a}_b #1 $ ~ ^ \\ 1\u202f088 –')).toBe(
    "50 \\% \\& ``Медиазона'' \\{a\\}\\_b \\#1 \\$ \\textasciitilde{} \\textasciicircum{} \\textbackslash{} 1\\,088 --",
  );
  expect(toBibtex(work)).toContain('Mediazona \\& BBC; Медиазона; K.O. 100 \\% \\{list\\}\\_1');
});

test('BibTeX is read by citation-js as the same work', () => {
  expect(plugins.input.chain(toBibtex(work), { generateGraph: false })[0]).toMatchObject({
    author: [{ family: 'Attrition Ledger' }],
    title: cited.title,
    URL: cited.address,
    version: '1.2',
    issued: { 'date-parts': [[2026, 3]] },
  });
});

test('RIS is one DATA record, a line a field, however long it is', () => {
  const lines = toRis(work).split('\r\n');
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['TY  - DATA', 'ER  - ', '']);
  expect(lines.slice(0, -1).filter((line) => !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([]);
  expect(lines).toContain(`TI  - ${cited.title}`);
  expect(lines).toContain(`DA  - 2026/03/03/`);
  expect(lines).toContain('ID  - attrition-ledger-abcdefghjkmnpqrs');
  expect(lines).toContain(`N1  - ${NOTE}`);
});

test('RIS is read by another parser as a dataset with title, address and note', () => {
  expect(readRis(toRis(work))).toEqual([
    expect.objectContaining({ type: 'dataset', title: cited.title, URL: cited.address, note: NOTE }),
  ]);
});

test('RIS is read by citation-js as the same work', () => {
  expect(plugins.input.chain(toRis(work), { generateGraph: false })[0]).toMatchObject({
    type: 'dataset',
    title: cited.title,
    URL: cited.address,
    issued: { 'date-parts': [[2026, 3, 3]] },
  });
});

test('CSL-JSON is an array of one dataset', () => {
  expect(JSON.parse(toCslJson(work))).toEqual([
    {
      id: 'attrition-ledger-abcdefghjkmnpqrs',
      'citation-key': 'attrition-ledger-abcdefghjkmnpqrs',
      type: 'dataset',
      title: cited.title,
      author: [{ literal: 'Attrition Ledger' }],
      publisher: 'Attrition Ledger',
      issued: { 'date-parts': [[2026, 3, 3]] },
      genre: 'dataset view',
      version: '1.2',
      URL: cited.address,
      note: NOTE,
    },
  ]);
});

test.each(['txt', 'bib', 'ris', 'json'] as const)('%s names the frozen address, the instant, the sources', (ending) => {
  const text = toCitationFile(work, toCitationText(cited), ending);
  for (const part of [cited.address, '3 March 2026, 14:05 UTC', 'Медиазона']) expect(text).toContain(part);
});
