import { describe, expect, test } from 'vitest';
import {
  type ClaimForm,
  claimFormFields,
  compareThreeWays,
  differencesOf,
  type FieldEntry,
  findSource,
  readClaimForm,
  toFields,
  toNested,
} from '@/lib/forms';
import { claimDraftSchema } from '@/lib/ledger/draft';
import { emptySourceDraft } from '@/lib/ledger/source-draft';

describe('fields by path become nested text', () => {
  test('a path with a number makes a list', () => {
    expect(
      toNested([
        ['publications.0.url', 'a'],
        ['publications.1.url', 'b'],
        ['side', 'ru'],
      ]),
    ).toEqual({ publications: [{ url: 'a' }, { url: 'b' }], side: 'ru' });
  });

  test('a list has no holes, and its rows stand in the order of their numbers', () => {
    expect(
      toNested([
        ['rows.10', 'c'],
        ['rows.2', 'b'],
        ['rows.0', 'a'],
      ]),
    ).toEqual({ rows: ['a', 'b', 'c'] });
  });

  test('of a name that comes twice the last counts', () => {
    expect(
      toNested([
        ['side', 'ru'],
        ['side', 'ua'],
      ]),
    ).toEqual({ side: 'ua' });
  });

  test('files are left out, and ends of lines are one sign', () => {
    expect(
      toNested([
        ['note', 'one\r\ntwo'],
        ['file', new File(['x'], 'x.txt')],
      ]),
    ).toEqual({ note: 'one\ntwo' });
  });

  test('a forged name reaches no prototype', () => {
    const nested = toNested([
      ['__proto__.polluted', 'yes'],
      ['constructor.prototype.polluted', 'yes'],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.getPrototypeOf(nested)).toBe(Object.prototype);
  });

  test('a forged index makes no long list', () => {
    expect(toNested([['rows.999999', 'a']])).toEqual({ rows: ['a'] });
  });

  test('and back', () => {
    expect(toFields({ publications: [{ url: 'a' }], side: 'ru' })).toEqual([
      ['publications.0.url', 'a'],
      ['side', 'ru'],
    ]);
  });
});

const FORM: ClaimForm = {
  draft: claimDraftSchema.parse({
    source: 'UK MoD',
    best: '1 271',
    components: { mobilised: 'in', pmc: '' },
    publications: [{ url: 'https://example.org/a', quote: 'one\ntwo' }, { title: 'Second' }],
  }),
  newSource: { ...emptySourceDraft(), name: 'Institute of Counting', class: 'think_tank' },
  cause: 'our_correction',
  changeNote: 'Misread.',
  passed: [{ check: 'address_date:publications.1.publishedOn', reason: 'The page is older.' }],
};

describe('the form of a claim', () => {
  test('says the same after it was posted and read', () => {
    expect(readClaimForm(claimFormFields(FORM))).toEqual({ ok: true, form: FORM });
  });

  test('an unfinished form is taken as it is', () => {
    const read = readClaimForm([['source', 'Ory']]);
    expect(read.ok && read.form.draft.source).toBe('Ory');
    expect(read.ok && read.form.newSource).toBeNull();
  });

  test('a new source without a name is none', () => {
    const read = readClaimForm([['newSource.class', 'think_tank']]);
    expect(read.ok && read.form.newSource).toBeNull();
  });

  test('a warning is not passed without a reason', () => {
    const read = readClaimForm([['passed.duplicate:best', '  ']]);
    expect(read.ok && read.form.passed).toEqual([]);
  });

  test('what no form sends is refused at its field', () => {
    expect(readClaimForm([['note', 'x'.repeat(4001)]])).toEqual({
      ok: false,
      problems: [{ field: 'note', message: 'is too long, or not what this form sends.' }],
    });
  });
});

test('differences are told by path, with nothing for a field that one side does not have', () => {
  const before: FieldEntry[] = [
    ['best', '1271'],
    ['side', 'ru'],
  ];
  const after: FieldEntry[] = [
    ['best', '1281'],
    ['side', 'ru '],
    ['publications.1.url', 'https://example.org'],
  ];
  expect(differencesOf(before, after)).toEqual([
    { path: 'best', before: '1271', after: '1281' },
    { path: 'publications.1.url', before: '', after: 'https://example.org' },
  ]);
});

describe('three states of one draft (E12)', () => {
  const was: FieldEntry[] = [
    ['best', '1'],
    ['side', 'ru'],
    ['note', ''],
  ];
  const compare = (theirs: FieldEntry[], yours: FieldEntry[]) => compareThreeWays(was, theirs, yours).changed;

  test('a field that only one side changed is settled', () => {
    expect(
      compare(
        [
          ['best', '2'],
          ['side', 'ru'],
          ['note', ''],
        ],
        [
          ['best', '1'],
          ['side', 'ua'],
          ['note', ''],
        ],
      ),
    ).toEqual([
      { path: 'best', was: '1', theirs: '2', yours: '1', settled: 'theirs' },
      { path: 'side', was: 'ru', theirs: 'ru', yours: 'ua', settled: 'yours' },
    ]);
  });

  test('a field that both changed is left to a person', () => {
    expect(
      compare(
        [
          ['best', '2'],
          ['side', 'ru'],
          ['note', ''],
        ],
        [
          ['best', '3'],
          ['side', 'ru'],
          ['note', ''],
        ],
      ),
    ).toEqual([{ path: 'best', was: '1', theirs: '2', yours: '3', settled: null }]);
  });

  test('a field that both changed alike is no question', () => {
    const both: FieldEntry[] = [
      ['best', '2'],
      ['side', 'ru'],
      ['note', ''],
    ];
    expect(compareThreeWays(was, both, both)).toEqual({ changed: [], same: both });
  });
});

describe('a source is found by any of its names', () => {
  const sources = [
    { slug: 'uk-di', name: 'UK Defence Intelligence', aliases: ['UK MoD'] },
    { slug: 'oryx', name: 'Oryx', aliases: [] },
  ];

  test.each([
    ['uk-di', 'uk-di'],
    ['uk defence intelligence', 'uk-di'],
    [' UK MOD ', 'uk-di'],
    ['Oryx', 'oryx'],
  ])('%s', (name, slug) => {
    expect(findSource(sources, name)?.slug).toBe(slug);
  });

  test('and a name of none finds none', () => {
    expect(findSource(sources, 'Orix')).toBeNull();
  });
});
