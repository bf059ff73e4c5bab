import { describe, expect, test } from 'vitest';
import { fieldLabel, fieldText, problemWords } from '@/lib/formats/draft-words';
import { claimFormFields } from '@/lib/forms';
import { claimDraftSchema } from '@/lib/ledger/draft';
import { COMPONENTS, codesOf } from '@/lib/ledger/vocabulary';

describe('a field is named as it stands on the page', () => {
  test.each([
    ['best', 'Number'],
    ['publications.1.url', 'Publication 2: address'],
    ['publications', 'Publications'],
    ['components.mobilised', 'Mobilised'],
    ['newSource.name', 'Name of the new source'],
    ['change.cause', 'Why it changes'],
  ])('%s', (path, label) => {
    expect(fieldLabel(path)).toBe(label);
  });

  test('every field of the form has words of its own', () => {
    const draft = claimDraftSchema.parse({
      publications: [{}],
      components: Object.fromEntries(codesOf(COMPONENTS).map((component) => [component, 'in'])),
    });
    const paths = claimFormFields({ draft, newSource: null, cause: '', changeNote: '', passed: [] }).map(
      ([path]) => path,
    );
    expect(paths.filter((path) => /[a-z][A-Z]|_/.test(fieldLabel(path)))).toEqual([]);
  });
});

describe('a problem is a sentence', () => {
  test('that begins with its field', () => {
    expect(problemWords({ field: 'source', message: 'is missing. Name the source.' })).toBe(
      'Source is missing. Name the source.',
    );
  });

  test('unless it is one already', () => {
    expect(problemWords({ field: 'asOf', message: '“x” is not a date.' })).toBe(
      'Up to the report of: “x” is not a date.',
    );
    expect(problemWords({ field: 'passed.duplicate:best', message: 'Warning “x”: mend it.' })).toBe(
      'Warning “x”: mend it.',
    );
  });
});

describe('what stands in a field is said in words', () => {
  test.each([
    ['metric', 'killed_or_wounded', 'killed or wounded'],
    ['components.pmc', 'out', 'left out'],
    ['note', '', 'nothing'],
    ['best', '1 271', '1 271'],
    ['metric', 'no_such_code', 'no_such_code'],
  ])('%s %s', (path, text, words) => {
    expect(fieldText(path, text)).toBe(words);
  });
});
