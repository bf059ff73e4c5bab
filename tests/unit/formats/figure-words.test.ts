import { describe, expect, test } from 'vitest';
import {
  arithmeticWords,
  cellName,
  countedBounds,
  countedWords,
  coverageWords,
  figureName,
  flagWords,
  marginWords,
  meanWords,
  noteSentence,
  spanName,
  spanSentence,
  toFigureWords,
  totalName,
  unallocatedWords,
  valueWords,
} from '@/lib/formats/figure-words';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Day, Month } from '@/lib/ledger/month';
import { sampleFigure, sampleGap, sampleSpan, sampleTotal } from '@/tests/support/sample-table';

const UK = { sourceName: 'UK Defence Intelligence', unit: 'persons' } as const;

/** Spaces as a person types them. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

const stated = [{ id: '1aaaaaa' as ClaimId, revision: 1, role: 'stated' }] as const;

describe('the value', () => {
  test('of a computed figure is rounded to the magnitude of its half-width', () => {
    expect(plain(valueWords(sampleFigure({ low: 34488, best: 34503, high: 34518 })))).toBe('34 500');
  });

  test('of a claim that states it is printed as claimed', () => {
    expect(plain(valueWords(sampleFigure({ claims: stated, low: 380000, best: 390580, high: 400000 })))).toBe(
      '390 580',
    );
    expect(
      plain(valueWords(sampleFigure({ claims: stated, valueKind: 'approx', low: null, best: 36000, high: null }))),
    ).toBe('about 36 000');
  });

  test('of a bound stays a bound', () => {
    expect(plain(valueWords(sampleSpan(), 'persons'))).toBe('at least 91 000 persons');
  });

  test('a day is the month divided by its days', () => {
    expect(plain(countedWords(sampleFigure(), 'day'))).toBe('1 271 a day');
    expect(countedBounds(sampleFigure({ low: 38100, best: 38130, high: null }), 'day')).toEqual({
      low: 1270,
      best: 1271,
      high: null,
    });
  });

  test('a day of a month to date is divided by the days so far', () => {
    const toDate = sampleFigure({
      method: 'N10',
      coverageDays: 10,
      daysInMonth: 31,
      low: 13700,
      best: 13700,
      high: 13700,
    });
    expect(countedBounds(toDate, 'day').best).toBe(1370);
  });
});

describe('the margin', () => {
  test('is ± where both sides are equal', () => {
    expect(marginWords({ low: 38115, best: 38130, high: 38145 })).toBe('± 15');
    expect(marginWords({ low: 0.1, best: 0.2, high: 0.3 })).toBe('± 0.1');
  });

  test('is never printed smaller than it is', () => {
    expect(marginWords({ low: 48220.5, best: 48236, high: 48251.5 })).toBe('± 16');
    expect(marginWords({ low: 1000, best: 1301, high: 1602 })).toBe('± 310');
  });

  test('is two ends where they are not', () => {
    expect(marginWords({ low: 208, best: 211, high: 312 })).toBe('208–312');
  });

  test('is nothing for an exact value, a bound or a range without best', () => {
    expect(marginWords({ low: 403, best: 403, high: 403 })).toBeNull();
    expect(marginWords({ low: 1000, best: null, high: null })).toBeNull();
    expect(marginWords({ low: 20000, best: null, high: 25000 })).toBeNull();
  });
});

describe('the arithmetic in words', () => {
  test.each([
    ['654430 − 616300 = 38130', '654 430 − 616 300 = 38 130'],
    ['1271 × 30 = 38130', '1 271 × 30 = 38 130'],
    ['1270.5 × 31 = 39385.5', '1 270.5 × 31 = 39 385.5'],
    ['low -13 → 0', 'low \u221213 → 0'],
    ['(1419 + (1523 − 1419) × 1/31) − 1211 = 6552/31', '(1 419 + (1 523 − 1 419) × 1/31) − 1 211 = 6 552/31 ≈ 211.4'],
  ])('%s', (evaluable, words) => {
    expect(plain(arithmeticWords(evaluable))).toBe(words);
  });
});

describe('flags and coverage', () => {
  test('flags are named, “normal” is not', () => {
    expect(flagWords(['P', 'D'])).toEqual(['provisional', 'definition inferred']);
    expect(flagWords(['A'])).toEqual([]);
  });

  test('coverage is named when it is not the whole month', () => {
    expect(coverageWords({ coverageDays: 14, daysInMonth: 30 })).toBe('14 of 30 days');
    expect(coverageWords({ coverageDays: 30, daysInMonth: 30 })).toBeNull();
  });
});

test('a drawer prints value, margin, remarks, method, arithmetic, badge and coverage', () => {
  expect(toFigureWords(sampleFigure({ floor: true, coverageDays: 29 }))).toEqual({
    value: '38\u202f130',
    margin: '± 10',
    flags: ['definition inferred'],
    remarks: [
      'The source does not define its number; the definition is inferred.',
      'The range is rounding only; it says nothing about accuracy.',
      'A count of records: at least so many.',
    ],
    method: {
      code: 'N3',
      label: 'difference of two running totals',
      sentence: 'The source’s running total at the end of the month minus the one at its start.',
    },
    arithmetic: '654\u202f430 − 616\u202f300 = 38\u202f130',
    badge: 'Attributed',
    coverage: '29 of 30 days',
  });
});

describe('the name of a link for those who hear it', () => {
  test('of a figure', () => {
    const range = sampleFigure({
      month: '2024-03' as Month,
      valueKind: 'range',
      low: 18430,
      best: null,
      high: 19020,
      claims: stated,
      flags: ['A'],
      badge: 'checked',
    });
    expect(plain(figureName(range, UK))).toBe(
      '18 430 to 19 020, March 2024, UK Defence Intelligence, checked, open derivation',
    );
  });

  test('of a figure with flags, for part of a month, counted a day', () => {
    expect(plain(figureName(sampleFigure({ flags: ['P', 'D'], coverageDays: 14 }), UK, 'day'))).toBe(
      '1 271 a day, September 2024 (14 of 30 days), UK Defence Intelligence, attributed, provisional, definition inferred, open derivation',
    );
  });

  test('of a gap', () => {
    expect(cellName(sampleGap({ reason: 'NO_ANCHOR' }), UK)).toBe(
      'No figure, October 2024, UK Defence Intelligence, one total only, open reason',
    );
  });

  test('of a span and of a running total', () => {
    expect(plain(spanName(sampleSpan(), UK))).toBe(
      'at least 91 000 persons, 1 September to 30 November 2024, UK Defence Intelligence, attributed, open derivation',
    );
    expect(plain(totalName(sampleTotal(), { sourceName: 'General Staff', unit: 'persons' }))).toBe(
      'about 654 430 persons, up to 30 September 2024, General Staff, attributed, open claim',
    );
  });
});

describe('a span', () => {
  test('is said over its true days', () => {
    expect(plain(spanSentence(sampleSpan(), UK))).toBe(
      'UK Defence Intelligence says at least 91 000 persons over 1 September to 30 November 2024',
    );
  });

  test('of a list adds names', () => {
    const names = sampleSpan({
      method: 'N8',
      valueKind: 'point',
      low: 670,
      best: 670,
      high: 670,
      from: '2022-07-09' as Day,
      to: '2022-07-30' as Day,
    });
    expect(spanSentence(names, { sourceName: 'Mediazona', unit: 'names' })).toBe(
      'Mediazona added 670 names over 9 to 29 July 2022',
    );
  });

  test('has a mean a day that is said as the span is, and a range gets no middle', () => {
    expect(plain(meanWords(sampleSpan(), 91))).toBe('at least 1 000 a day');
    expect(plain(meanWords(sampleSpan({ valueKind: 'range', low: 20000, high: 25000, perDay: 225 }), 100))).toBe(
      '200–250 a day',
    );
  });
});

describe('a correction that the source announced (T10)', () => {
  test('is set apart: the month and what is apart are the change of the total', () => {
    expect(plain(unallocatedWords({ best: 36260, unallocated: 160 }) ?? '')).toBe(
      '36 260 in the month and 160 set apart are 36 420, the change of the running total.',
    );
    expect(plain(unallocatedWords({ best: 36500, unallocated: -80 }) ?? '')).toBe(
      '36 500 in the month less 80 that the source took off are 36 420, the change of the running total.',
    );
    expect(unallocatedWords({ best: 36420, unallocated: 0 })).toBeNull();
  });

  test('is noted with its amount', () => {
    const note = {
      source: 'ua-general-staff',
      metric: 'killed_or_wounded',
      side: 'ru',
      day: '2025-04-15' as Day,
      kind: 'correction',
      sentence: 'The source corrected its running total; the correction is set apart and belongs to no month.',
      url: null,
    } as const;
    expect(plain(noteSentence({ ...note, amount: '1650' }))).toBe(
      'The source corrected its running total by 1 650; the correction is set apart and belongs to no month.',
    );
    expect(noteSentence(note)).toBe(note.sentence);
  });
});
