/** Entry checks beyond the traps: dates and addresses (E7), likely duplicates (E8), identities (T15), and that no check ever throws. */
import { describe, expect, it } from 'vitest';
import { checkEntry, ENTRY_CHECKS } from '@/lib/ledger/entry-checks';
import { likelyDuplicates } from '@/lib/ledger/entry-checks/echoes';
import { isBeyond, medianOf } from '@/lib/ledger/entry-checks/history';
import { type AddressedClaim, type EntryContext, emptyContext } from '@/lib/ledger/entry-checks/nearby';
import {
  ambiguousDatesIn,
  dayInAddress,
  isImpossible,
  namedDaysIn,
  neighbouringAddresses,
  numbersIn,
} from '@/lib/ledger/entry-checks/reading';
import { addDays, type Day } from '@/lib/ledger/month';
import { codesOf, METRICS, PERIOD_KINDS } from '@/lib/ledger/vocabulary';
import { day, GENERAL_STAFF } from '@/tests/fixtures/claims';
import { entered, held, said, warningsFor } from '@/tests/fixtures/entry';

const total = { periodKind: 'cumulative_since_start', periodStart: null, periodEnd: null } as const;
const published = (more: object) => [{ publisher: 'Relay', ...more }];

describe('numbers in a text', () => {
  it.each([
    ['1,246 square kilometers', '1246'],
    ['28 790 осіб', '28790'],
    ['44.654 soldati', '44654'],
    ['499.28 sq. km', '499.28'],
    ['1.2 million casualties', '1200000'],
    ['1,5 мільйона вбитих', '1500000'],
    ['462,5 тыс. человек', '462500'],
    ['35 тисяч убитих', '35000'],
    ['1 мільйон 213 тисяч солдатів', '1213000'],
    ['70 or 80,000 casualties', '70000'],
    ['30–35 тисяч', '30000'],
    ['Twenty to 25,000 a month', '20000'],
    ['half a million', '500000'],
    ['approximately one million', '1000000'],
    ['up to a quarter of a million', '250000'],
    ['around six to as many as 25', '6'],
    ['twenty-five thousand', '25000'],
    ['від 200 до 250 tys.', '200'],
    ['899losses per day', '899'],
  ])('“%s” can mean %s', (text, value) => {
    expect(numbersIn(text).flatMap(({ values }) => values)).toContain(value);
  });

  it('“110,00” is neither 110 000 nor 11 000', () => {
    expect(numbersIn('110,00').flatMap(({ values }) => values)).not.toContain('110000');
  });
});

describe('dates in a text', () => {
  it('reads days named in English, Ukrainian and Russian', () => {
    expect(namedDaysIn('on November 28, 2024').map(({ month, day: date, year }) => [year, month, date])).toEqual([
      [2024, 11, 28],
    ]);
    expect(namedDaysIn('17 березня').map(({ month, day: date }) => [month, date])).toEqual([[3, 17]]);
    expect(namedDaysIn('к 29 ноября').map(({ month, day: date }) => [month, date])).toEqual([[11, 29]]);
  });
  it('knows the days that no calendar has', () => {
    expect(
      namedDaysIn('April 31, 30 February, 29 February 2025')
        .filter(isImpossible)
        .map(({ text }) => text),
    ).toEqual(['30 February', '29 February 2025', 'April 31']);
  });
  it('“1/12” is ambiguous, “13/12” and “24/7” are not', () => {
    expect(ambiguousDatesIn('on 1/12 and 13/12, 24/7').map(({ text }) => text)).toEqual(['1/12']);
  });
});

describe('days in addresses', () => {
  it.each([
    ['https://euromaidanpress.com/2025/02/04/isw-russian-advances/', '2025-02-04'],
    ['https://www.rte.ie/news/ukraine/2023/0408/1375888-russia', '2023-04-08'],
    ['https://www.semafor.com/article/11/29/2023/ukraine-russia', '2023-11-29'],
    ['https://x.com/DefenceHQ/status/1876584633103507960/photo/2', '2025-01-07'],
    ['https://web.archive.org/web/20240501120000/https://example.org/2022/06/01/a', '2022-06-01'],
  ])('%s is of %s', (url, expected) => {
    expect(dayInAddress(url)?.day).toBe(expected);
  });
  it.each([
    'https://censor.net/en/news/3523551/the-russian-army',
    'https://web.archive.org/web/20240501120000/https://example.org/a',
    'https://a.example/1/2/2023/b',
  ])('%s has none', (url) => {
    expect(dayInAddress(url)).toBeNull();
  });
  it('only long ids have neighbours', () => {
    expect(neighbouringAddresses('https://x.com/a/status/1876584633103507174')).toContain(
      'https://x.com/a/status/1876584633103507175',
    );
    expect(neighbouringAddresses('https://t.me/channel/12345')).toEqual([]);
  });
});

describe('E7', () => {
  it('date in the address against the day of publication; a day of difference is the time zone', () => {
    const url = 'https://euromaidanpress.com/2025/02/04/isw-russian-advances/';
    expect(said('address_date', { key: 'a', publications: published({ url, publishedOn: '2025-02-14' }) })).toEqual([
      'publications.0.publishedOn: The address says 2025-02-04; 2025-02-14 was keyed as the day of publication.',
    ]);
    expect(said('address_date', { key: 'a', publications: published({ url, publishedOn: '2025-02-05' }) })).toEqual([]);
  });
  it('“1/12” in the title', () => {
    expect(said('ambiguous_day', { key: 'a', publications: published({ title: 'Losses on 1/12' }) })).toEqual([
      'publications.0.title: “1/12” can be day 1 of month 12 or day 12 of month 1. Say in the note which is meant, and how it is known.',
    ]);
  });
  it('day and month exchanged', () => {
    const publications = published({ publishedOn: '2024-12-01' });
    expect(said('day_and_month_exchanged', { key: 'a', ...total, asOf: '2024-01-12', publications })).toEqual([
      'asOf: 2024-01-12 was keyed, and the publication is of 2024-12-01 or the day after: day and month may be exchanged.',
    ]);
    expect(said('day_and_month_exchanged', { key: 'a', ...total, asOf: '2024-12-01', publications })).toEqual([]);
  });
  it('the same address with another value', () => {
    const other: AddressedClaim = { ...held({ key: 'first', best: '403000' }), url: 'https://relay.example/a' };
    expect(said('same_address_other_value', { key: 'second', best: '343000' }, { sameAddress: [other] })[0]).toMatch(
      'The same address is recorded with 403 000 from 2024-09-01 to 2024-09-30; here it is 343 000.',
    );
    expect(
      said('same_address_other_value', { key: 'second', best: '343000', updates: 'first' }, { sameAddress: [other] }),
    ).toEqual([]);
  });
  it('a total above a later one', () => {
    expect(
      said(
        'total_falls',
        { key: 'a', ...total, asOf: '2024-09-15', best: '700000' },
        { totals: [held({ key: 'b', asOf: '2024-10-01', best: '654430' })] },
      )[0],
    ).toMatch('A later total is lower: 654 430 as of 2024-10-01');
  });
  it('“at least” after a point is no fall', () => {
    expect(
      said(
        'total_falls',
        { key: 'a', ...total, asOf: '2025-07-01', valueKind: 'at_least', best: null, low: '1000000' },
        { totals: [held({ key: 'b', asOf: '2025-06-01', best: '1050000' })] },
      ),
    ).toEqual([]);
  });
  it('a zero too few', () => {
    const days = Array.from({ length: 12 }, (_, index) =>
      held({
        key: `d${index}`,
        asOf: addDays(day('2024-09-01'), index),
        best: String(370000 + index * 900 + (index % 3) * 50),
      }),
    );
    expect(said('jump', { key: 'a', ...total, asOf: '2024-09-13', best: '38100' }, { totals: days })[0]).toMatch(
      'a zero may be one too many or too few',
    );
  });
  it('the relay is the source itself, or another source', () => {
    const context = { source: GENERAL_STAFF, named: [{ slug: 'uk-di', name: 'UK intelligence' }] };
    expect(
      said(
        'relay_is_source',
        { key: 'a', source: 'ua-general-staff', publications: published({ relay: 'General Staff' }) },
        context,
      )[0],
    ).toMatch('is the source itself');
    expect(
      said(
        'relay_is_source',
        { key: 'a', source: 'ua-general-staff', publications: published({ relay: 'UK intelligence' }) },
        context,
      )[0],
    ).toMatch('is a source of this ledger (uk-di)');
    expect(
      said(
        'relay_is_source',
        { key: 'a', source: 'ua-general-staff', publications: published({ relay: 'Censor.NET' }) },
        context,
      ),
    ).toEqual([]);
  });
});

it('an average a day keyed as the total of a month', () => {
  expect(
    said('rate_words', {
      key: 'a',
      best: '1271',
      publications: published({ quote: 'the average daily casualty rate was 1,271 people per day' }),
    }),
  ).toEqual([
    'periodKind: The quote says 1 271 a day, and the claim is keyed as another kind of period. Choose the average a day.',
  ]);
});

it('a metric that the registry does not define for the source', () => {
  expect(
    said('definition_missing', { key: 'a', source: 'ua-general-staff', metric: 'killed' }, { source: GENERAL_STAFF }),
  ).toEqual([
    'metric: The registry does not say what General Staff means by “killed”; it is recorded with killed or wounded. Code another metric, or write the definition.',
  ]);
  expect(said('definition_missing', { key: 'a', source: 'ua-general-staff' }, { source: GENERAL_STAFF })).toEqual([]);
});

it('a claim of tomorrow', () => {
  expect(
    said('in_the_future', {
      key: 'a',
      ...total,
      asOf: '2026-11-23',
      publications: published({ publishedOn: '2026-11-24' }),
    }),
  ).toEqual([
    'publications.0.publishedOn: 2026-11-24 lies in the future: today is 2026-11-22.',
    'asOf: 2026-11-23 lies in the future: today is 2026-11-22.',
  ]);
});

describe('E8: likely duplicates', () => {
  const context = (given: Partial<EntryContext>) => ({ ...emptyContext(day('2026-11-22')), ...given });
  const september = { key: 'mine', source: 'uk-di', periodKind: 'daily_rate', best: '1271' } as const;
  it('lists the same source, metric and dates first, with what a person needs to tell', () => {
    const slot = held({
      ...september,
      key: 'same-slot',
      best: '1270',
      publications: published({ publishedOn: '2024-10-07' }),
    });
    const equal = held({ key: 'equal', source: 'nato', periodKind: 'daily_rate', best: '1271' });
    expect(likelyDuplicates(entered(september), context({ sameSlot: [slot], equalValue: [equal] }))).toEqual([
      {
        id: 'same-slot',
        key: 'same-slot',
        source: 'uk-di',
        metric: 'killed_or_wounded',
        side: 'ru',
        scope: 'theatre',
        value: '1\u00a0270',
        dates: 'from 2024-09-01 to 2024-09-30',
        publishedOn: '2024-10-07',
        standing: 'current',
        why: ['same_slot'],
      },
      {
        id: 'equal',
        key: 'equal',
        source: 'nato',
        metric: 'killed_or_wounded',
        side: 'ru',
        scope: 'theatre',
        value: '1\u00a0271',
        dates: 'from 2024-09-01 to 2024-09-30',
        publishedOn: null,
        standing: 'current',
        why: ['equal_value'],
      },
    ]);
  });
  it('equal is within rounding: 1 271 and about 1 270, not 1 290', () => {
    const about = (best: string) =>
      held({ key: best, source: 'nato', periodKind: 'daily_rate', valueKind: 'approx', best });
    expect(
      likelyDuplicates(entered(september), context({ equalValue: [about('1270'), about('1290')] })).map(({ id }) => id),
    ).toEqual(['1270']);
  });
  it('a million is no 980 000, though six zeros would round so', () => {
    const million = { ...september, periodKind: 'interval', valueKind: 'approx', best: '1000000' } as const;
    expect(
      likelyDuplicates(entered(million), context({ equalValue: [held({ ...million, key: 'a', best: '970000' })] })),
    ).toEqual([]);
  });
  it('persons and km² are never equal', () => {
    expect(
      likelyDuplicates(
        entered({ key: 'mine', best: '498' }),
        context({ equalValue: [held({ key: 'area', metric: 'territory_gained', best: '498' })] }),
      ),
    ).toEqual([]);
  });
  it('a value that the series already has for the dates is a warning, too', () => {
    expect(said('duplicate', september, { sameSlot: [held({ ...september, key: 'first' })] })[0]).toMatch(
      'The ledger has it already: 1 271 from 2024-09-01 to 2024-09-30.',
    );
    expect(
      said('duplicate', { ...september, updates: 'first' }, { sameSlot: [held({ ...september, key: 'first' })] }),
    ).toEqual([]);
  });
});

describe('T15: identities', () => {
  const report = (asOf: string, best: string) => held({ key: asOf, source: 'ua-general-staff', asOf, best });
  const count = { source: 'ua-general-staff' } as const;
  const ends = [report('2024-09-01', '616300'), report('2024-10-01', '654430')];

  it('killed are not more than killed or wounded of one source and date', () => {
    const slot = { ...total, source: 'us', asOf: '2024-10-10' } as const;
    expect(
      said(
        'part_exceeds_whole',
        { key: 'a', ...slot, metric: 'killed', best: '115000' },
        { sameSlot: [held({ key: 'b', ...slot, best: '107500' })] },
      ),
    ).toEqual([
      'best: “killed” (115 000) is more than “killed or wounded” (107 500) of the same source and dates, of which it is a part. Look at the metric of both.',
    ]);
    expect(
      said(
        'part_exceeds_whole',
        { key: 'a', ...slot, best: '107500' },
        { sameSlot: [held({ key: 'b', ...slot, metric: 'killed_confirmed', best: '115000' })] },
      ),
    ).toHaveLength(1);
    expect(
      said(
        'part_exceeds_whole',
        { key: 'a', ...slot, metric: 'killed', best: '115000' },
        { sameSlot: [held({ key: 'b', ...slot, valueKind: 'at_least', best: null, low: '107500' })] },
      ),
    ).toEqual([]);
  });
  it('a month is the difference of the totals at its ends', () => {
    const month = { key: 'a', ...count, periodStart: '2024-09-01', periodEnd: '2024-10-01' } as const;
    expect(said('span_against_totals', { ...month, best: '38130' }, { source: GENERAL_STAFF, totals: ends })).toEqual(
      [],
    );
    expect(
      said('span_against_totals', { ...month, best: '38500' }, { source: GENERAL_STAFF, totals: ends })[0],
    ).toMatch(
      '38 500 from 2024-09-01 to 2024-09-30 makes 38 500; the source’s own totals rise by 38 130 over these days.',
    );
  });
  it('an average a day is multiplied by the days of its period', () => {
    expect(
      said(
        'span_against_totals',
        { key: 'a', ...count, periodKind: 'daily_rate', best: '1271' },
        { source: GENERAL_STAFF, totals: ends },
      ),
    ).toEqual([]);
    expect(
      said(
        'span_against_totals',
        { key: 'a', ...count, periodKind: 'daily_rate', best: '1300' },
        { source: GENERAL_STAFF, totals: ends },
      ),
    ).toHaveLength(1);
  });
  it('the days of a month add up to the change of the total, within 0.5 %', () => {
    const daily = (index: number, best: string) => {
      const start = addDays(day('2024-09-01'), index);
      return {
        key: `d${index}`,
        ...count,
        periodKind: 'day',
        periodStart: start,
        periodEnd: addDays(start, 1),
        best,
      } as const;
    };
    const spans = Array.from({ length: 29 }, (_, index) => held(daily(index, '1271')));
    expect(said('days_against_totals', daily(29, '1271'), { source: GENERAL_STAFF, totals: ends, spans })).toEqual([]);
    expect(said('days_against_totals', daily(29, '1721'), { source: GENERAL_STAFF, totals: ends, spans })[0]).toMatch(
      'The daily numbers of 2024-09 add up to 38 580; the totals at its ends rise by 38 130.',
    );
    // The same sum is asked for when it is the total at the end that comes in.
    const whole = [...spans, held(daily(29, '1271'))];
    const end = { key: 'end', ...count, ...total, asOf: '2024-10-01' } as const;
    const start = [report('2024-09-01', '616300')];
    expect(
      said('days_against_totals', { ...end, best: '654430' }, { source: GENERAL_STAFF, totals: start, spans: whole }),
    ).toEqual([]);
    expect(
      said('days_against_totals', { ...end, best: '655430' }, { source: GENERAL_STAFF, totals: start, spans: whole }),
    ).toHaveLength(1);
  });
  it('a missing day leaves the sum unasked', () => {
    const spans = [
      held({ key: 'd', ...count, periodKind: 'day', periodStart: '2024-09-01', periodEnd: '2024-09-02', best: '9' }),
    ];
    expect(
      said(
        'days_against_totals',
        { key: 'a', ...count, periodKind: 'day', periodStart: '2024-09-02', periodEnd: '2024-09-03', best: '9' },
        { source: GENERAL_STAFF, totals: ends, spans },
      ),
    ).toEqual([]);
  });
  it('months add up to the quarter, whichever of them comes last', () => {
    const month = (start: string, end: string, best: string) =>
      ({ key: start, periodStart: start, periodEnd: end, best }) as const;
    const [july, august, september] = [
      month('2024-07-01', '2024-08-01', '35000'),
      month('2024-08-01', '2024-09-01', '36800'),
      month('2024-09-01', '2024-10-01', '38130'),
    ];
    const quarter = { key: 'quarter', periodStart: '2024-07-01', periodEnd: '2024-10-01' } as const;
    const months = [july, august, september].map((one) => held({ ...one, roundingUnit: '10' }));
    expect(said('months_against_interval', { ...quarter, best: '109930' }, { spans: months })).toEqual([]);
    expect(said('months_against_interval', { ...quarter, best: '119930' }, { spans: months })[0]).toMatch(
      'The 3 months from 2024-07-01 to 2024-09-30 add up to 109 930',
    );
    expect(
      said(
        'months_against_interval',
        { ...september, best: '48130' },
        { spans: [...months.slice(0, 2), held({ ...quarter, best: '109930' })] },
      ),
    ).toHaveLength(1);
  });
});

describe('beyond a history', () => {
  it('needs eight numbers, a new extreme, and five scaled median deviations', () => {
    const history = [900, 950, 1000, 1050, 1100, 980, 1020, 1010];
    expect(medianOf(history)).toBe(1005);
    expect(isBeyond(2710, history)).toBe(true);
    expect(isBeyond(1180, history)).toBe(false);
    expect(isBeyond(1099, history)).toBe(false);
    expect(isBeyond(2710, history.slice(1))).toBe(false);
  });
});

describe('what every check keeps', () => {
  it('nothing is said of a plain claim in an empty ledger', () => {
    expect(
      warningsFor({
        key: 'a',
        publications: published({ url: 'https://relay.example/2024/10/05/a', publishedOn: '2024-10-05' }),
      }),
    ).toEqual([]);
  });

  it('none throws on a claim that lacks everything, whatever its kind and metric', () => {
    const bare = (periodKind: keyof typeof PERIOD_KINDS, metric: keyof typeof METRICS) =>
      entered({
        key: 'bare',
        periodKind,
        metric,
        periodStart: null,
        periodEnd: null,
        valueKind: 'none',
        best: null,
        publications: [{}],
      });
    const company = [held({ key: 'x', periodStart: null, periodEnd: null, valueKind: 'none', best: null })];
    const context: EntryContext = {
      ...emptyContext('2026-11-22' as Day),
      totals: company,
      spans: company,
      sameSlot: company,
      equalValue: company,
      saidBefore: company,
      peers: company,
      origin: company,
      sameAddress: company.map((claim) => ({ ...claim, url: '' })),
      neighbourAddress: company.map((claim) => ({ ...claim, url: '' })),
      originConvention: 'morning',
      source: GENERAL_STAFF,
    };
    for (const periodKind of codesOf(PERIOD_KINDS))
      for (const metric of codesOf(METRICS)) {
        expect(() => checkEntry(bare(periodKind, metric), context)).not.toThrow();
        expect(() => likelyDuplicates(bare(periodKind, metric), context)).not.toThrow();
      }
  });

  it('has words for each check', () => {
    for (const { label, sentence } of Object.values(ENTRY_CHECKS)) {
      expect(label).not.toBe('');
      expect(sentence).toMatch(/\.$/);
    }
  });
});
