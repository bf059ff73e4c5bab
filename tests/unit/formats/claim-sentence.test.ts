import { describe, expect, test } from 'vitest';
import { relayWords, type SaidClaim, scopeWords, toClaimSentence, toClaimWords } from '@/lib/formats/claim-sentence';
import type { Day } from '@/lib/ledger/month';

const day = (text: string) => text as Day;

const UK = { name: 'UK Defence Intelligence', countingConvention: 'end_of_day' } as const;
const GENERAL_STAFF = { name: 'General Staff', countingConvention: 'morning' } as const;

/** A claim of 38 130 killed or wounded in September 2024; a test names what is different. */
function claim(part: Partial<SaidClaim>): SaidClaim {
  return {
    side: 'ru',
    metric: 'killed_or_wounded',
    scope: 'theatre',
    periodKind: 'interval',
    periodStart: null,
    periodEnd: null,
    asOf: null,
    valueKind: 'point',
    low: null,
    best: null,
    high: null,
    ...part,
  };
}

const september = { periodStart: day('2024-09-01'), periodEnd: day('2024-10-01') };

/** Spaces as a person types them. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');
const sentence = (part: Partial<SaidClaim>, source: Parameters<typeof toClaimSentence>[1] = UK) =>
  plain(toClaimSentence(claim(part), source));

describe('a claim reads as a sentence', () => {
  test('an average a day', () => {
    expect(sentence({ periodKind: 'daily_rate', best: '1271', ...september })).toBe(
      'UK Defence Intelligence says 1 271 a day, killed or wounded, Russia, over September 2024.',
    );
  });

  test('a number for a period', () => {
    expect(sentence({ best: '38130', ...september })).toBe(
      'UK Defence Intelligence says 38 130 killed or wounded, Russia, over September 2024.',
    );
  });

  test('a running total reaches up to the report, where the source counts up to the morning', () => {
    const total = {
      periodKind: 'cumulative_since_start',
      valueKind: 'approx',
      best: '654430',
      asOf: day('2024-10-01'),
    } as const;
    expect(sentence(total, GENERAL_STAFF)).toBe(
      'General Staff says about 654 430 killed or wounded, Russia, from 24 February 2022 up to the report of 1 October 2024.',
    );
    expect(sentence(total, UK)).toBe(
      'UK Defence Intelligence says about 654 430 killed or wounded, Russia, from 24 February 2022 up to 1 October 2024.',
    );
  });

  test('a running total since a date', () => {
    expect(
      sentence({
        periodKind: 'cumulative_since_date',
        valueKind: 'at_least',
        low: '90000',
        periodStart: day('2025-01-01'),
        asOf: day('2025-03-03'),
      }),
    ).toBe(
      'UK Defence Intelligence says at least 90 000 killed or wounded, Russia, from 1 January 2025 up to 3 March 2025.',
    );
  });

  test('bounds stay bounds and a range has no middle', () => {
    expect(sentence({ valueKind: 'at_most', high: '25000', ...september })).toContain('says up to 25 000 killed');
    expect(sentence({ valueKind: 'range', low: '20000', high: '25000', ...september })).toContain(
      'says 20 000–25 000 killed',
    );
    expect(sentence({ valueKind: 'range', low: '20000', best: '22000', high: '25000', ...september })).toContain(
      'says 22 000 (20 000–25 000) killed',
    );
  });

  test('one day', () => {
    expect(
      sentence({ periodKind: 'day', valueKind: 'approx', best: '1265', side: 'ua', periodStart: day('2025-02-03') }),
    ).toBe('UK Defence Intelligence says about 1 265 killed or wounded, Ukraine, on 3 February 2025.');
  });

  test('a rate a month is said as it is, without particular months', () => {
    expect(sentence({ periodKind: 'monthly_rate', valueKind: 'approx', best: '30000', metric: 'recruited' })).toBe(
      'UK Defence Intelligence says about 30 000 a month, recruited, Russia, without dates.',
    );
  });

  test('a forecast is expected, not said', () => {
    expect(sentence({ periodKind: 'forecast', valueKind: 'approx', best: '40000', ...september })).toBe(
      'UK Defence Intelligence expects about 40 000 killed or wounded, Russia, over September 2024.',
    );
  });

  test('words without a number give no number', () => {
    expect(sentence({ valueKind: 'none', ...september })).toBe(
      'UK Defence Intelligence gives no number, killed or wounded, Russia, over September 2024.',
    );
  });

  test('an announced correction of a total is no harm of its day', () => {
    expect(sentence({ periodKind: 'total_correction', best: '160', asOf: day('2025-04-05') }, GENERAL_STAFF)).toBe(
      'General Staff corrected its running total by 160 killed or wounded, Russia, on 5 April 2025.',
    );
  });
});

describe('a metric that is no count of persons brings its unit', () => {
  test('area', () => {
    expect(sentence({ metric: 'territory_gained', best: '499.28', ...september })).toBe(
      'UK Defence Intelligence says 499.28 km², territory gained, Russia, over September 2024.',
    );
  });

  test.each([
    [{ metric: 'casualties_per_km2', best: '96' }, 'says 96 casualties per km², Russia'],
    [{ metric: 'wounded_per_killed', valueKind: 'range', low: '3', high: '4' }, 'says 3–4 wounded per killed, Russia'],
    [{ metric: 'exchange_ratio', best: '27' }, 'says 27 to 1, exchange ratio, Russia'],
    [{ metric: 'losses_change', best: '-13' }, 'says \u221213 %, change of losses, Russia'],
    [{ metric: 'signing_bonus', valueKind: 'at_most', high: '30000' }, 'says up to 30 000 US dollars, signing bonus'],
  ] as const)('%o', (part, words) => {
    expect(sentence({ periodKind: 'ratio', ...part })).toContain(words);
  });

  test('items', () => {
    expect(sentence({ metric: 'equipment_lost_tank', best: '403', ...september })).toContain(
      'says 403 tanks lost, Russia',
    );
    expect(sentence({ metric: 'equipment_lost_total', best: '13145', ...september })).toContain(
      'says 13 145 items, equipment lost, Russia',
    );
  });

  test('a strength on a day', () => {
    expect(sentence({ metric: 'forces_committed', periodKind: 'instant', valueKind: 'at_least', low: '170000' })).toBe(
      'UK Defence Intelligence says at least 170 000, forces committed, Russia, without dates.',
    );
  });
});

describe('what is missing stays missing', () => {
  test.each([
    [{ periodKind: 'cumulative_since_start' }, 'from 24 February 2022, without a date of report.'],
    [
      { periodKind: 'cumulative_since_date', periodStart: day('2024-01-01') },
      'from 1 January 2024, without a date of report.',
    ],
    [
      { periodKind: 'daily_rate', periodEnd: day('2024-01-01') },
      'a day, killed or wounded, Russia, up to 31 December 2023.',
    ],
    [{ periodKind: 'day' }, 'without dates.'],
    [{ periodKind: 'ratio' }, 'without dates.'],
  ] as const)('%o', (part, words) => {
    expect(sentence({ best: '1', ...part })).toContain(words);
  });
});

describe('who, whose and through whom', () => {
  test('a named person speaks for the source, unless it is named after them', () => {
    const spoken = claim({ best: '1', spokesperson: 'Michael Kofman' });
    expect(toClaimWords(spoken, { ...UK, name: 'Carnegie Endowment' }).who).toBe('Carnegie Endowment (Michael Kofman)');
    expect(toClaimWords(spoken, { ...UK, name: 'Carnegie (Michael Kofman)' }).who).toBe('Carnegie (Michael Kofman)');
  });

  test.each([
    ['theatre', ''],
    ['sector-kupiansk', 'sector: Kupiansk'],
    ['sector-kursk-oblast', 'sector: Kursk oblast'],
    ['excluding-kursk', 'excluding Kursk'],
    ['part-unmanned-units', 'part: unmanned units'],
  ])('scope %s', (scope, words) => {
    expect(scopeWords(scope)).toBe(words);
  });

  test('the scope follows the side', () => {
    expect(sentence({ best: '427', metric: 'territory_gained', scope: 'excluding-kursk', ...september })).toContain(
      'Russia, excluding Kursk, over',
    );
  });

  test('a relay is named apart, and only when the source did not publish the claim itself', () => {
    expect(relayWords([{ relay: 'Censor.NET' }])).toBe('via Censor.NET');
    expect(relayWords([{ relay: 'Censor.NET' }, { relay: 'Fakti.bg' }, { relay: 'Censor.NET' }])).toBe(
      'via Censor.NET and Fakti.bg',
    );
    expect(relayWords(['A', 'B', 'C', 'D'].map((relay) => ({ relay })))).toBe('via A, B and 2 others');
    expect(relayWords([{ relay: 'Censor.NET' }, { relay: null }])).toBeNull();
  });
});
