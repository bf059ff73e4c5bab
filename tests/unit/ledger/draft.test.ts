import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseClaimsCsv } from '@/lib/formats/claims-csv';
import type { Claim } from '@/lib/ledger/claim';
import { type ClaimDraft, claimDraftSchema, type DraftProblem, fromClaim, nextDay, toClaim } from '@/lib/ledger/draft';

const SOURCES: Readonly<Record<string, string>> = { 'UK Defence Intelligence': 'uk-di', 'UK MoD': 'uk-di' };
const context = {
  slugOf: (name: string) => SOURCES[name] ?? (/^[a-z0-9-]+$/.test(name) ? name : null),
  newKey: 'new-claim',
};

/** UK Defence Intelligence’s average a day of September 2024, as somebody types it. */
function typed(changes: Record<string, unknown> = {}): ClaimDraft {
  return claimDraftSchema.parse({
    source: 'UK Defence Intelligence',
    side: 'ru',
    metric: 'killed_or_wounded',
    valueKind: 'point',
    best: '1 271',
    rounding: 'unit',
    roundingUnit: '1',
    periodKind: 'daily_rate',
    firstDay: '2024-09-01',
    lastDay: '2024-09-30',
    publications: [{ title: 'Update of 7 October 2024', publishedOn: '2024-10-07', language: 'en' }],
    ...changes,
  });
}

function claimOf(draft: ClaimDraft): Claim {
  const result = toClaim(draft, context);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.claim;
}

function problemsOf(draft: ClaimDraft): readonly DraftProblem[] {
  const result = toClaim(draft, context);
  return result.ok ? [] : result.problems;
}

const fieldsOf = (draft: ClaimDraft) => problemsOf(draft).map(({ field }) => field);

const starter: Claim[] = [];
beforeAll(async () => {
  const path = fileURLToPath(new URL('../../../prisma/starter/claims.csv', import.meta.url));
  for await (const row of parseClaimsCsv([readFileSync(path)])) if (row.kind === 'claim') starter.push(row.claim);
});

test('every claim of the starter ledger says the same after it was opened in the form and saved untouched', () => {
  expect(starter.length).toBeGreaterThan(1000);
  const changed = starter.filter((claim) => {
    const again = toClaim(fromClaim(claim), context);
    return !again.ok || JSON.stringify(sorted(again.claim)) !== JSON.stringify(sorted(claim));
  });
  expect(changed.map(({ key }) => key)).toEqual([]);
});

const sorted = (claim: Claim) => Object.entries(claim).sort(([a], [b]) => (a < b ? -1 : 1));

describe('what is typed becomes the claim', () => {
  test('a source is found by its name or by an alias', () => {
    expect(claimOf(typed()).source).toBe('uk-di');
    expect(claimOf(typed({ source: ' UK MoD ' })).source).toBe('uk-di');
  });

  test('digits may be grouped by spaces', () => {
    expect(claimOf(typed({ best: '654 430' })).best).toBe('654430');
    expect(claimOf(typed({ best: '1\u202f271' })).best).toBe('1271');
  });

  test('the last day is the last that belongs to the period', () => {
    expect(claimOf(typed()).periodEnd).toBe('2024-10-01');
  });

  test('a claim about one day ends with the day', () => {
    const claim = claimOf(typed({ periodKind: 'day', firstDay: '2024-11-28', lastDay: '2024-12-31' }));
    expect([claim.periodStart, claim.periodEnd]).toEqual(['2024-11-28', '2024-11-29']);
  });

  test('what stands in a field that its kind of value does not have is left out', () => {
    const claim = claimOf(typed({ valueKind: 'at_least', low: '1000', best: '1271' }));
    expect([claim.low, claim.best, claim.high]).toEqual(['1000', null, null]);
  });

  test('a publication in which nothing was written is left out', () => {
    expect(
      claimOf(typed({ publications: [{ title: 'Update', dateUnknown: 'yes' }, { dateUnknown: 'yes' }] })).publications,
    ).toHaveLength(1);
  });

  test('naming another source’s number does not by itself say that anybody decided whose it is', () => {
    expect(claimOf(typed({ repeatsSource: 'ua-general-staff' }))).toMatchObject({
      repeatsSource: 'ua-general-staff',
      lineageDecided: false,
    });
  });
});

describe('a claim is refused while something is missing (E1)', () => {
  test.each([
    ['source', { source: '' }],
    ['metric', { metric: '' }],
    ['side', { side: '' }],
    ['scope', { scope: ' ' }],
    ['valueKind', { valueKind: '' }],
    ['best', { best: '' }],
    ['rounding', { rounding: '' }],
    ['roundingUnit', { roundingUnit: '' }],
    ['periodKind', { periodKind: '' }],
    ['firstDay', { firstDay: '' }],
    ['lastDay', { lastDay: '' }],
    ['asOf', { periodKind: 'cumulative_since_start', asOf: '' }],
    ['publications.0.publishedOn', { publications: [{ title: 'Update' }] }],
    ['publications', { publications: [] }],
  ])('without %s', (field, changes) => {
    expect(fieldsOf(typed(changes))).toEqual([field]);
  });

  test('dates that the source does not give need not be made up, and those it gives are kept', () => {
    const draft = typed({ periodKind: 'monthly_rate', firstDay: '', lastDay: '2024-09-30', undated: 'yes' });
    expect(claimOf(draft)).toMatchObject({ periodStart: null, periodEnd: '2024-10-01' });
  });

  test('a date of publication that nobody knows need not be made up either', () => {
    expect(
      claimOf(typed({ publications: [{ title: 'Update', dateUnknown: 'yes' }] })).publications[0]?.publishedOn,
    ).toBeNull();
  });
});

describe('what is wrong is said at its field', () => {
  test('a source that is not registered', () => {
    expect(problemsOf(typed({ source: 'UK Defense' }))).toEqual([
      {
        field: 'source',
        message: '“UK Defense” is no registered source. Choose one of the list, or register it as a new source.',
      },
    ]);
  });

  test('a comma is not taken for a thousand', () => {
    expect(problemsOf(typed({ best: '1,271' }))).toEqual([
      {
        field: 'best',
        message: 'is not a plain number. Write digits only, such as 700000 or 499.28, without separators or words.',
      },
    ]);
  });

  test('a day that the calendar does not have', () => {
    expect(fieldsOf(typed({ lastDay: '2024-09-31' }))).toEqual(['lastDay']);
    expect(fieldsOf(typed({ periodKind: 'day', firstDay: '2024-04-31' }))).toEqual(['firstDay']);
  });

  test.each([
    [
      'publications.0.language',
      { publications: [{ title: 'Update', dateUnknown: 'yes', language: 'english' }] },
      'is not the code of a language. Write two or three letters, such as uk or en.',
    ],
    [
      'publications.0.quote',
      { publications: [{ title: 'Update', dateUnknown: 'yes', quote: 'x'.repeat(601) }] },
      'is too long. At most 600 characters are kept.',
    ],
    ['definitionVersion', { definitionVersion: 'two' }, 'is not a number of a version. Write 1, 2, 3 and so on.'],
  ])('%s', (field, changes, message) => {
    expect(problemsOf(typed(changes))).toEqual([{ field, message }]);
  });

  test('a field of the second publication', () => {
    const publications = [
      { title: 'Update', dateUnknown: 'yes' },
      { url: 'gov.uk', dateUnknown: 'yes' },
    ];
    expect(fieldsOf(typed({ publications }))).toEqual(['publications.1.url']);
  });
});

describe('same source, next day (E17)', () => {
  test('a running total moves on by a day and asks for its number and its words anew', () => {
    const draft = nextDay(
      claimOf(
        typed({
          periodKind: 'cumulative_since_start',
          asOf: '2024-09-30',
          best: '654430',
          publications: [
            { url: 'https://example.org/1', title: 'Losses', publishedOn: '2024-09-30', quote: 'about 654 430' },
          ],
        }),
      ),
    );
    expect(draft).toMatchObject({ source: 'uk-di', asOf: '2024-10-01', best: '', key: '' });
    expect(draft.publications).toMatchObject([{ title: 'Losses', publishedOn: '2024-10-01', url: '', quote: '' }]);
  });

  test('a week moves on by a week', () => {
    const draft = nextDay(claimOf(typed({ periodKind: 'interval', firstDay: '2024-09-02', lastDay: '2024-09-08' })));
    expect([draft.firstDay, draft.lastDay]).toEqual(['2024-09-09', '2024-09-15']);
  });

  test('a whole month is followed by the next whole month', () => {
    const draft = nextDay(claimOf(typed({ firstDay: '2025-01-01', lastDay: '2025-01-31' })));
    expect([draft.firstDay, draft.lastDay]).toEqual(['2025-02-01', '2025-02-28']);
    expect(draft.publications[0]?.publishedOn).toBe('');
  });

  test('what began on a stated day goes on from that day', () => {
    const draft = nextDay(
      claimOf(typed({ periodKind: 'cumulative_since_date', firstDay: '2024-01-01', lastDay: '', asOf: '2024-09-30' })),
    );
    expect([draft.firstDay, draft.asOf]).toEqual(['2024-01-01', '2024-10-01']);
  });
});
