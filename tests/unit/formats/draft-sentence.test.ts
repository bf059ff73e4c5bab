import { describe, expect, test } from 'vitest';
import { toDraftSentence } from '@/lib/formats/draft-sentence';
import { type ClaimDraft, claimDraftSchema, emptyDraft } from '@/lib/ledger/draft';

const UK = { name: 'UK Defence Intelligence', countingConvention: 'end_of_day' as const };

const typed = (changes: Record<string, unknown> = {}): ClaimDraft =>
  claimDraftSchema.parse({
    source: 'UK MoD',
    side: 'ru',
    metric: 'killed_or_wounded',
    valueKind: 'point',
    best: '1 271',
    periodKind: 'daily_rate',
    firstDay: '2024-09-01',
    lastDay: '2024-09-30',
    publications: [{ title: 'Update' }],
    ...changes,
  });

test('a whole draft is said back as its claim will be', () => {
  expect(toDraftSentence(typed(), UK)).toBe(
    'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, over September 2024.',
  );
});

describe('what is missing is left open', () => {
  test.each([
    [
      'the number',
      { best: '' },
      'UK Defence Intelligence says … a day, killed or wounded, Russia, over September 2024.',
    ],
    [
      'a number that cannot be read',
      { best: '1,271' },
      'UK Defence Intelligence says … a day, killed or wounded, Russia, over September 2024.',
    ],
    [
      'what is counted',
      { metric: '' },
      'UK Defence Intelligence says 1\u202f271 a day, …, Russia, over September 2024.',
    ],
    [
      'whose losses',
      { side: '' },
      'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, …, over September 2024.',
    ],
    [
      'the days',
      { firstDay: '', lastDay: '' },
      'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, ….',
    ],
  ])('%s', (_what, changes, sentence) => {
    expect(toDraftSentence(typed(changes), UK)).toBe(sentence);
  });

  test('one end of a range', () => {
    expect(toDraftSentence(typed({ valueKind: 'range', low: '1000', high: '' }), UK)).toContain('says … a day');
  });

  test('everything', () => {
    expect(toDraftSentence(emptyDraft(), null)).toBe('… says … …, …, ….');
  });
});

test('dates that the source does not give are said to be missing', () => {
  expect(toDraftSentence(typed({ firstDay: '', lastDay: '', undated: 'yes' }), UK)).toBe(
    'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, without dates.',
  );
});

test('a source that is not registered yet is named as typed', () => {
  expect(toDraftSentence(typed({ source: 'Institute of Counting' }), null)).toMatch(/^Institute of Counting says/);
});

test('what stands in a field that the kind of number does not have is not said', () => {
  expect(toDraftSentence(typed({ valueKind: 'at_least', low: '1000', best: '1271' }), UK)).toBe(
    'UK Defence Intelligence says at least 1\u202f000 a day, killed or wounded, Russia, over September 2024.',
  );
});

test('whoever only carried the words is named apart (E4)', () => {
  expect(toDraftSentence(typed({ publications: [{ title: 'Update', relay: 'Censor.NET' }] }), UK)).toBe(
    'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, over September 2024, via Censor.NET.',
  );
});
