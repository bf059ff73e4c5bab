import { expect, test } from 'vitest';
import { CLAIM_COLUMNS, FURTHER_COLUMNS, RECORD_COLUMNS } from '@/lib/formats/claims-csv';
import { toCodebook, toCodebookJson } from '@/lib/formats/codebook';
import * as vocabulary from '@/lib/ledger/vocabulary';

/** Every exported list of the vocabulary whose entries have a label. */
const lists = Object.entries<unknown>(vocabulary).flatMap(([name, value]) => {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const labels = entries.map(([code, entry]) => [code, Object(entry).label as unknown] as const);
  return labels.length > 0 && labels.every(([, label]) => typeof label === 'string') ? [[name, labels] as const] : [];
});

const entriesOf = (name: string) => toCodebook().lists.find(({ list }) => list === name)?.entries ?? [];

test.each(lists)('%s stands in the codebook, every code with its label, in its own order', (_, expected) => {
  const printed = toCodebook().lists.map(({ entries }) => entries.map(({ code, label }) => [code, label]));
  expect(printed).toContainEqual(expected);
});

test('beside the lists of the vocabulary it explains scopes and the columns of the claims file, and nothing else', () => {
  expect(toCodebook().lists).toHaveLength(lists.length + 2);
  expect(entriesOf('claims-file').map(({ code }) => code)).toEqual([
    ...CLAIM_COLUMNS,
    ...FURTHER_COLUMNS,
    ...RECORD_COLUMNS,
  ]);
  expect(entriesOf('scopes').map(({ code }) => code)).toEqual(['theatre', 'sector', 'excluding', 'part']);
});

test('a metric has its definition, its unit, and the sources that use it', () => {
  const uses = new Map([
    ['killed_or_wounded', [{ slug: 'uk-di', name: 'UK Defence Intelligence', claims: 75 }]],
  ] as const);
  const metric = toCodebook(uses).lists[0]?.entries.find(({ code }) => code === 'killed_or_wounded');
  expect(metric).toEqual({
    code: 'killed_or_wounded',
    label: 'killed or wounded',
    sentence: 'Killed and wounded persons together, as in the wording “killed and wounded”.',
    notes: [
      'Family: losses of people. Unit: persons.',
      'Contained in: all casualties. Used for checks, never for conversion.',
    ],
    usedBy: [{ slug: 'uk-di', name: 'UK Defence Intelligence', claims: 75 }],
  });
});

test('a reason for no figure says its SDMX flag', () => {
  expect(entriesOf('reasons').at(-1)).toEqual({
    code: 'NO_CLAIM',
    label: 'nothing claimed',
    sentence: 'The source published nothing for this month that the ledger holds.',
    notes: ['Flag O.'],
  });
});

test('a cause of change says its class', () => {
  expect(entriesOf('change-causes').find(({ code }) => code === 'method')?.notes).toEqual(['Class: improvement.']);
});

test('every method of a figure is explained by a rule with an example', () => {
  const { rules } = toCodebook();
  const codes = rules.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining([...Object.keys(vocabulary.METHODS), 'N0', 'N9']));
  expect(rules.filter(({ text, example }) => text.length === 0 || example === '')).toEqual([]);
});

test('as a file it names the version of the method and ends with one newline', () => {
  const json = toCodebookJson(toCodebook());
  expect(json).toMatch(/^\{"methodVersion":"1\.1","lists":\[.*\}\n$/);
  expect(JSON.parse(json)).toEqual(toCodebook());
});
