import { describe, expect, test } from 'vitest';
import { type KeyDraft, keyDateFieldsOf, keyDraftSchema, toSecondKey } from '@/lib/ledger/second-key-draft';

const context = {
  slugOf: (name: string) => (name === 'General Staff of Ukraine' ? 'ua-general-staff' : null),
  needs: { quote: false, place: false },
};

function draft(given: Partial<KeyDraft> = {}): KeyDraft {
  return keyDraftSchema.parse({
    valueKind: 'point',
    best: '1 271',
    metric: 'killed_or_wounded',
    side: 'ru',
    periodKind: 'daily_rate',
    firstDay: '2024-09-01',
    lastDay: '2024-09-30',
    lineage: 'own',
    ...given,
  });
}

/** The fields at fault. */
function faults(given: Partial<KeyDraft>, needs = context.needs): string[] {
  const result = toSecondKey(draft(given), { ...context, needs });
  return result.ok ? [] : result.problems.map(({ field }) => field);
}

describe('a second key as typed (E6)', () => {
  test('is read as the claim form reads: grouped digits, and the last day that belongs to the period', () => {
    expect(toSecondKey(draft(), context)).toEqual({
      ok: true,
      keyed: {
        valueKind: 'point',
        low: null,
        best: '1271',
        high: null,
        metric: 'killed_or_wounded',
        side: 'ru',
        scope: 'theatre',
        periodKind: 'daily_rate',
        periodStart: '2024-09-01',
        periodEnd: '2024-10-01',
        asOf: null,
        quote: null,
        place: null,
        repeatsSource: null,
      },
    });
  });

  test('says field by field what is missing when nothing is keyed', () => {
    const result = toSecondKey(keyDraftSchema.parse({}), context);
    expect(result.ok ? [] : result.problems.map(({ field }) => field)).toEqual([
      'metric',
      'side',
      'valueKind',
      'periodKind',
      'lineage',
    ]);
  });

  test('of a range needs both ends', () => {
    expect(faults({ valueKind: 'range', low: '100' })).toEqual(['high']);
  });

  test('refuses a number written with a comma: it means different things in different countries', () => {
    expect(faults({ best: '1,271' })).toEqual(['best']);
  });

  test('leaves out what stands in fields of another kind', () => {
    const result = toSecondKey(draft({ low: '5', high: '7', asOf: '2024-10-01' }), context);
    expect(result.ok && result.keyed).toMatchObject({ low: null, high: null, asOf: null });
  });

  test('of one day ends on that day', () => {
    const result = toSecondKey(draft({ periodKind: 'day', firstDay: '2024-09-03', lastDay: '' }), context);
    expect(result.ok && result.keyed).toMatchObject({ periodStart: '2024-09-03', periodEnd: '2024-09-04' });
  });

  test('without dates has none, whatever was typed before', () => {
    const result = toSecondKey(draft({ undated: 'yes' }), context);
    expect(result.ok && result.keyed).toMatchObject({ periodStart: null, periodEnd: null });
  });

  test('asks for words and place where the claim has none, and keeps them', () => {
    expect(faults({}, { quote: true, place: true })).toEqual(['quote', 'place']);
    const result = toSecondKey(draft({ quote: 'so many', place: 'page 3' }), {
      ...context,
      needs: { quote: true, place: true },
    });
    expect(result.ok && result.keyed).toMatchObject({ quote: 'so many', place: 'page 3' });
  });

  test('that restates somebody names a registered source', () => {
    expect(faults({ lineage: 'other' })).toEqual(['repeatsSource']);
    expect(faults({ lineage: 'other', repeatsSource: 'Nobody' })).toEqual(['repeatsSource']);
    const result = toSecondKey(draft({ lineage: 'other', repeatsSource: 'General Staff of Ukraine' }), context);
    expect(result.ok && result.keyed.repeatsSource).toBe('ua-general-staff');
  });

  test('whose number is the source’s own forgets a name that was typed before', () => {
    const result = toSecondKey(draft({ repeatsSource: 'General Staff of Ukraine' }), context);
    expect(result.ok && result.keyed.repeatsSource).toBe(null);
  });
});

test.each([
  ['cumulative_since_start', ['asOf']],
  ['cumulative_since_date', ['firstDay', 'asOf']],
  ['day', ['firstDay']],
  ['interval', ['firstDay', 'lastDay']],
  ['ratio', ['firstDay', 'lastDay', 'asOf']],
  ['', []],
])('of the kind “%s” the dates %j are keyed', (kind, fields) => {
  expect(keyDateFieldsOf(kind)).toEqual(fields);
});
