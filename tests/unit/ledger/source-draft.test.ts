import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSourcesCsv } from '@/lib/formats/registry-csv';
import type { Source } from '@/lib/ledger/source';
import { emptySourceDraft, fromSource, type SourceDraft, slugOfName, toSource } from '@/lib/ledger/source-draft';

/** The least that a registry entry needs; the test says what is different. */
const draft = (over: Partial<SourceDraft> = {}): SourceDraft => ({
  ...emptySourceDraft(),
  name: 'Institute for the Study of War',
  class: 'think_tank',
  party: 'none',
  shortName: 'ISW',
  ...over,
});

const definition = (over: Partial<SourceDraft['definitions'][number]> = {}) => ({
  metric: 'killed',
  side: 'ru',
  version: '',
  inferred: '',
  counts: 'Names found in obituaries.',
  method: '',
  ...over,
});

function sourceOf(typed: SourceDraft): Source {
  const result = toSource(typed);
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) throw new Error('not a source');
  return result.source;
}

const problemsOf = (typed: SourceDraft) => {
  const result = toSource(typed);
  return result.ok ? [] : result.problems.map(({ field, message }) => `${field} ${message}`);
};

test('a name, a kind and a party are enough; the rest has its default', () => {
  expect(sourceOf(draft({ name: 'Meduza', shortName: '' }))).toMatchObject({
    slug: 'meduza',
    name: 'Meduza',
    shortName: 'Meduza',
    originKnown: true,
    countingConvention: 'end_of_day',
    totalsAreDifferenceable: 'no',
    aliases: [],
    definitions: [],
  });
});

test('aliases stand one a line, languages side by side', () => {
  expect(sourceOf(draft({ aliases: ' ISW \n\nInstitute\nISW', languages: 'UK, ru en' }))).toMatchObject({
    aliases: ['ISW', 'Institute'],
    languages: ['uk', 'ru', 'en'],
  });
});

test('a definition has a metric, a side, a version and what is counted; an empty row of the form is none', () => {
  const typed = draft({
    definitions: [definition({ metric: '', side: '', counts: '' }), definition({ inferred: 'yes' })],
  });
  expect(sourceOf(typed).definitions).toEqual([
    { metric: 'killed', side: 'ru', version: 1, inferred: true, counts: 'Names found in obituaries.', method: null },
  ]);
});

test('every source of the starter ledger is said by its draft again', () => {
  const sources = parseSourcesCsv(
    readFileSync('prisma/starter/sources.csv', 'utf8'),
    readFileSync('prisma/starter/definitions.csv', 'utf8'),
  );
  expect(sources.length).toBeGreaterThan(40);
  for (const source of sources) expect(toSource(fromSource(source))).toEqual({ ok: true, source });
});

describe('what is wrong is said field by field', () => {
  test('an empty form asks for name, kind and party, all at once', () => {
    expect(problemsOf(emptySourceDraft())).toEqual([
      'name is missing. Write the name under which people know the source.',
      'class is missing. Choose what kind of source it is.',
      'party is missing. Choose whether the source belongs to a side.',
    ]);
  });

  test.each<[string, Partial<SourceDraft>, string]>([
    [
      'a slug with capitals',
      { slug: 'ISW' },
      'slug must be lower-case letters, digits and hyphens, such as uk-di; addresses and files name it.',
    ],
    [
      'a name of which no slug can be made',
      { name: 'Медуза' },
      'slug is missing. Write lower-case letters, digits and hyphens, such as uk-di.',
    ],
    [
      'a long name without a short one',
      { shortName: '', name: 'The Institute for the Study of War in Washington' },
      'shortName is missing, and the name is too long to stand in for it. Write at most 40 characters.',
    ],
    [
      'a language in words',
      { languages: 'Ukrainian' },
      'languages is not a list of language codes. Write two or three letters each, such as uk, ru, en.',
    ],
    [
      'a script for a home page',
      { homepage: 'javascript:alert(1)' },
      'homepage is not a web address that begins with http:// or https://.',
    ],
    ['a kind that nobody knows', { class: 'rumour' }, 'class is not one of the list.'],
    ['a text without end', { about: 'x'.repeat(1201) }, 'about is too long.'],
    [
      'a definition without its words',
      { definitions: [definition({ counts: '' })] },
      'definitions.0.counts is missing. Say in a sentence what the source counts.',
    ],
    [
      'a version in words',
      { definitions: [definition({ version: 'two' })] },
      'definitions.0.version is not a whole number. The first definition is 1, the next 2.',
    ],
    [
      'the same definition twice',
      { definitions: [definition(), definition({ metric: '', side: '', counts: '' }), definition()] },
      'definitions.2.version stands there twice for this metric and side. Give the later definition the next number.',
    ],
  ])('%s', (_, over, message) => {
    expect(problemsOf(draft(over))).toEqual([message]);
  });
});

test.each([
  ['UK Defence Intelligence', 'uk-defence-intelligence'],
  ['Süddeutsche Zeitung', 'suddeutsche-zeitung'],
  ['— BBC / Mediazona —', 'bbc-mediazona'],
  ['Медуза', ''],
  ['a'.repeat(70), 'a'.repeat(60)],
])('the slug made of %j is %j', (name, slug) => {
  expect(slugOfName(name)).toBe(slug);
});

describe('D17 bulk data withheld', () => {
  const withheld = draft({ bulkWithheld: 'yes', bulkWithheldReason: ' Its terms forbid it. ' });

  test('is a ticked box with a reason, and reads back as it was typed', () => {
    const source = sourceOf(withheld);
    expect(source).toMatchObject({ bulkWithheld: true, bulkWithheldReason: 'Its terms forbid it.' });
    expect(sourceOf(fromSource(source))).toEqual(source);
  });

  test('without a reason is refused', () => {
    expect(problemsOf({ ...withheld, bulkWithheldReason: '' })).toEqual([
      'bulkWithheldReason is missing. Say which licence or terms forbid it.',
    ]);
  });

  test('a reason beside an empty box is refused, not dropped', () => {
    expect(problemsOf({ ...withheld, bulkWithheld: '' })).toEqual([
      'bulkWithheldReason stands there, but the box above it is not ticked. Tick it, or take the reason out.',
    ]);
  });
});
