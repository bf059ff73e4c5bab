/** What a valid claim is (domain.md §1): the schema and its cross-field rules, each with the words that a person reads. */
import { describe, expect, test } from 'vitest';
import {
  claimSchema,
  decimalSchema,
  firstPublishedOn,
  isRelayed,
  publicationSchema,
  slugSchema,
} from '@/lib/ledger/claim';
import type { Day } from '@/lib/ledger/month';
import { claimInput } from '@/tests/fixtures/claims';

/** Field and words of the first problem, or null. */
const problem = (over: Parameters<typeof claimInput>[0]) => {
  const parsed = claimSchema.safeParse(claimInput(over));
  const [issue] = parsed.error?.issues ?? [];
  return issue ? `${issue.path.join('.')} ${issue.message}` : null;
};

describe('a valid claim', () => {
  test('gets the defaults of what it leaves out', () => {
    expect(claimSchema.parse(claimInput())).toEqual({
      key: 'gs-2024-09-01',
      source: 'ua-general-staff',
      spokesperson: null,
      side: 'ru',
      metric: 'killed_or_wounded',
      scope: 'theatre',
      definitionVersion: 1,
      components: {},
      periodKind: 'cumulative_since_start',
      periodStart: null,
      periodEnd: null,
      asOf: '2024-09-01',
      timeBasis: null,
      valueKind: 'approx',
      low: null,
      best: '616300',
      high: null,
      roundingUnit: '10',
      intervalMeaning: null,
      countBasis: 'official_tally',
      release: null,
      repeatsSource: null,
      ratioOf: [],
      updates: null,
      provisional: false,
      standing: 'current',
      standingReason: null,
      note: null,
      publications: [
        {
          relay: null,
          publisher: null,
          title: null,
          url: 'https://www.facebook.com/GeneralStaff.ua',
          archiveUrl: null,
          publishedOn: '2024-09-01',
          language: null,
          quote: null,
          key: null,
          note: null,
          place: null,
          translation: null,
        },
      ],
      corrects: null,
      repeats: [],
      derivesFrom: [],
      contradicts: [],
      partOf: [],
      lineageDecided: false,
    });
  });

  test('may lack its dates: it is kept, shown and never charted', () => {
    expect(problem({ asOf: null })).toBeNull();
  });

  test('may lack its number: “hundreds”', () => {
    expect(problem({ valueKind: 'none', best: null, roundingUnit: null })).toBeNull();
  });
});

describe('T17 no personal data of the dead', () => {
  test('no field of a claim or publication could hold a name of a dead person', () => {
    // A new field is added here on purpose, by someone who has asked what it can hold.
    expect(Object.keys(claimSchema.parse(claimInput())).sort()).toEqual([
      'asOf',
      'best',
      'components',
      'contradicts',
      'corrects',
      'countBasis',
      'definitionVersion',
      'derivesFrom',
      'high',
      'intervalMeaning',
      'key',
      'lineageDecided',
      'low',
      'metric',
      'note',
      'partOf',
      'periodEnd',
      'periodKind',
      'periodStart',
      'provisional',
      'publications',
      'ratioOf',
      'release',
      'repeats',
      'repeatsSource',
      'roundingUnit',
      'scope',
      'side',
      'source',
      'spokesperson',
      'standing',
      'standingReason',
      'timeBasis',
      'updates',
      'valueKind',
    ]);
    expect(Object.keys(publicationSchema.parse({})).sort()).toEqual([
      'archiveUrl',
      'key',
      'language',
      'note',
      'place',
      'publishedOn',
      'publisher',
      'quote',
      'relay',
      'title',
      'translation',
      'url',
    ]);
  });

  test('a field that the schema does not know is dropped, not kept', () => {
    expect(claimSchema.parse({ ...claimInput(), names: ['a person'] })).not.toHaveProperty('names');
  });
});

describe('numbers', () => {
  test.each([
    ['700000', '700000'],
    ['0700', '700'],
    ['499.280', '499.28'],
    ['12.000', '12'],
    ['0', '0'],
    ['-13', '-13'],
    ['-0.50', '-0.5'],
  ])('%s is kept as %s', (written, kept) => {
    expect(decimalSchema.parse(written)).toBe(kept);
  });

  test.each(['700,000', '700 000', '110,00', '1e5', 'about 5', '', '.5', '1.1234567', '1234567890123'])(
    '“%s” is refused',
    (written) => {
      expect(decimalSchema.safeParse(written).error?.issues[0]?.message).toContain('plain number');
    },
  );
});

test('a number or date that is none is named, and nothing is compared with it', () => {
  expect(problem({ best: '700,000' })).toBe(
    'best is not a plain number. Write digits only, such as 700000 or 499.28, without separators or words.',
  );
  expect(problem({ roundingUnit: 'ten' })).toContain('roundingUnit is not a plain number.');
  expect(problem({ periodKind: 'day', periodStart: 'Monday', periodEnd: '2024-09-03' })).toContain(
    'periodStart “Monday” is not a date.',
  );
});

describe('value kinds hold their own numbers and no others (domain.md §1.2)', () => {
  test.each([
    ['point', { best: '5' }],
    ['approx', { best: '5' }],
    ['at_least', { low: '5' }],
    ['at_most', { high: '5' }],
    ['range', { low: '5', high: '6' }],
    ['range', { low: '5', best: '5', high: '6' }],
    ['none', {}],
  ] as const)('%s with %o', (valueKind, numbers) => {
    expect(problem({ best: null, ...numbers, valueKind })).toBeNull();
  });

  test.each([
    ['point', {}, 'best is missing: a value of kind point needs it.'],
    ['at_least', { low: '5', best: '6' }, 'best must be empty: a value of kind at_least has low only.'],
    ['at_most', { low: '5' }, 'low must be empty: a value of kind at_most has high only.'],
    ['range', { low: '5' }, 'high is missing: a value of kind range needs it.'],
    [
      'range',
      { low: '7', high: '6' },
      'low must not be above best or high. Low, best and high stand in ascending order.',
    ],
    [
      'range',
      { low: '5', best: '7', high: '6' },
      'low must not be above best or high. Low, best and high stand in ascending order.',
    ],
    ['none', { best: '5' }, 'best must be empty: a value of kind none has no number only.'],
  ] as const)('%s with %o: %s', (valueKind, numbers, words) => {
    const issues = claimSchema.safeParse(claimInput({ best: null, ...numbers, valueKind })).error?.issues ?? [];
    expect(issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)).toContain(words);
  });

  test('are compared as numbers, not as text', () => {
    expect(problem({ valueKind: 'range', best: null, low: '9', high: '10' })).toBeNull();
  });
});

describe('what a metric can be', () => {
  test('persons are whole numbers, square kilometres need not be', () => {
    expect(problem({ best: '66.7' })).toBe('best must be a whole number: killed or wounded are counted in persons.');
    expect(problem({ metric: 'territory_gained', best: '499.28', roundingUnit: null })).toBeNull();
  });

  test('persons are never fewer than none, balances may be', () => {
    expect(problem({ best: '-13' })).toBe('low must not be negative: killed or wounded cannot be.');
    expect(problem({ metric: 'territory_gained', best: '-14', roundingUnit: null })).toBeNull();
    expect(problem({ metric: 'losses_minus_recruits', best: '-14' })).toBeNull();
  });

  test('a source may correct its running total downwards (trap 20)', () => {
    expect(problem({ periodKind: 'total_correction', best: '-83' })).toBeNull();
  });

  test('a rounding unit is greater than zero', () => {
    expect(problem({ roundingUnit: '0' })).toBe('roundingUnit must be greater than zero.');
    expect(problem({ roundingUnit: '-10' })).toBe('roundingUnit must be greater than zero.');
  });
});

describe('periods', () => {
  test('are half-open and at least a day long', () => {
    expect(problem({ periodKind: 'interval', periodStart: '2024-09-01', periodEnd: '2024-09-02' })).toBeNull();
    expect(problem({ periodKind: 'interval', periodStart: '2024-09-01', periodEnd: '2024-09-01' })).toContain(
      'periodEnd must be after',
    );
  });

  test('one day is one day', () => {
    expect(problem({ periodKind: 'day', periodStart: '2024-12-19', periodEnd: '2024-12-21' })).toContain(
      'periodEnd must be the next day',
    );
    expect(problem({ periodKind: 'day', periodStart: '2024-12-19', periodEnd: null })).toBeNull();
  });

  test.each(['2025-04-31', '1/12/2024', '2024-9-1', 'yesterday'])('“%s” is no date', (written) => {
    expect(problem({ asOf: written })).toBe(
      `asOf “${written}” is not a date. Write it as YYYY-MM-DD, such as 2024-12-01.`,
    );
  });
});

describe('standing and links', () => {
  test('a claim that does not stand says why', () => {
    expect(problem({ standing: 'discounted' })).toBe('standingReason is missing: say why the claim is discounted.');
    expect(problem({ standing: 'withdrawn', standingReason: 'The source took it back.' })).toBeNull();
  });

  test('a claim does not replace itself', () => {
    expect(problem({ updates: 'gs-2024-09-01' })).toBe('updates names the claim itself.');
  });

  test('names at least one publication, by a web address where it gives one', () => {
    expect(problem({ publications: [] })).toContain('publications is missing');
    expect(problem({ publications: [{ url: 'javascript:alert(1)' }] })).toContain(
      'publications.0.url is not a web address',
    );
    expect(problem({ publications: [{ archiveUrl: 'ftp://example.org' }] })).toContain(
      'publications.0.archiveUrl is not a web address',
    );
  });
});

describe('names in addresses', () => {
  test.each(['sector-kupiansk', 'uk-di', 'a', '1'])('“%s” is a slug', (slug) => {
    expect(slugSchema.parse(slug)).toBe(slug);
  });

  test.each(['Sector', 'a--b', '-a', 'a-', 'a.b', 'a b', '', 'a'.repeat(61)])('“%s” is none', (slug) => {
    expect(slugSchema.safeParse(slug).success).toBe(false);
  });

  test('a scope is not taken for a definition version', () => {
    expect(problem({ scope: 'v2' })).toBe('scope must not look like a definition version, such as v2.');
  });
});

describe('publications of one claim', () => {
  test('the source published it itself as soon as one of them is no relay’s', () => {
    expect(isRelayed([{ relay: 'UNN' }, { relay: 'RBC' }])).toBe(true);
    expect(isRelayed([{ relay: 'UNN' }, { relay: null }])).toBe(false);
  });

  test('the public could read it from the earliest known day on', () => {
    const on = (publishedOn: string | null) => ({ publishedOn: publishedOn as Day | null });
    expect(firstPublishedOn([on('2025-01-07'), on(null), on('2024-10-07')])).toBe('2024-10-07');
    expect(firstPublishedOn([on(null)])).toBeNull();
  });
});
