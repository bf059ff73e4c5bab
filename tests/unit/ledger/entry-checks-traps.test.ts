/**
 * The thirty-four traps met in real claims, one by one: those that a machine can see at entry, each with the claim as it stood in the wild.
 * Where a trap cannot be seen in a claim and its company, the comment says which rule deals with it.
 */
import { describe, expect, it } from 'vitest';
import type { AddressedClaim } from '@/lib/ledger/entry-checks/nearby';
import { addDays } from '@/lib/ledger/month';
import type { SeriesEvent } from '@/lib/ledger/source';
import { day, source } from '@/tests/fixtures/claims';
import { held, said, warningsFor } from '@/tests/fixtures/entry';

const quoted = (quote: string, more: object = {}) => [
  { publisher: 'Relay', url: 'https://relay.example/a', quote, ...more },
];
const at = (url: string, more: object = {}) => [{ publisher: 'Relay', url, ...more }];
/** General Staff totals, as the report of each day gives them. */
const reports = (...totals: [asOf: string, best: string][]) =>
  totals.map(([asOf, best]) => held({ key: `gs-${asOf}`, source: 'ua-general-staff', asOf, best }));

describe('trap 1: killed is not killed and wounded', () => {
  it('the General Staff’s 1 950 of 11 November 2024 relayed as killed, beside the same number killed or wounded', () => {
    const dates = {
      periodKind: 'day',
      periodStart: '2024-11-11',
      periodEnd: '2024-11-12',
      best: '1950',
      source: 'ua-general-staff',
    } as const;
    expect(
      said(
        'other_metric',
        { key: 'gs-press-2024-11-12-killed-day', metric: 'killed', ...dates },
        { sameSlot: [held({ key: 'gs-day', ...dates })] },
      ),
    ).toEqual([
      'metric: ua-general-staff has 1 950 on 2024-11-11 as “killed or wounded”; here the number is “killed”. One number with two meanings: read in the text which it has.',
    ]);
  });

  it('Podolyak’s 90 000 dead in December 2022 are the General Staff’s total of that week', () => {
    expect(
      said(
        'other_metric',
        {
          key: 'podolyak-2022-12-rus-killed',
          source: 'ua-president',
          metric: 'killed',
          periodKind: 'cumulative_since_start',
          asOf: '2022-12-01',
          periodStart: null,
          periodEnd: null,
          valueKind: 'approx',
          best: '90000',
        },
        { peers: reports(['2022-12-01', '89440']) },
      )[0],
    ).toMatch('ua-general-staff has 89 440 as of 2022-12-01 as “killed or wounded”');
  });

  it('the quote says killed and wounded, the metric says killed', () => {
    expect(
      said('metric_words', {
        key: 'a',
        metric: 'killed',
        best: '41980',
        publications: quoted('Russia suffered 41,980 killed and wounded during October'),
      }),
    ).toEqual([
      'metric: The quote speaks of killed and wounded together; the metric is “killed”. Code what the words say, and discount a relay that turned one into the other.',
    ]);
  });
});

it('trap 2: one number, four meanings: 35 000 of December 2025 was killed, then killed and badly wounded', () => {
  const dates = {
    source: 'ua-president',
    periodStart: '2025-12-01',
    periodEnd: '2026-01-01',
    valueKind: 'approx',
    best: '35000',
  } as const;
  const killed = held({ key: 'zel-2025-12-35k-killed', metric: 'killed', ...dates });
  expect(
    said('other_metric', { key: 'redefined', metric: 'permanent_losses', ...dates }, { sameSlot: [killed] })[0],
  ).toMatch(
    'ua-president has about 35 000 from 2025-12-01 to 2025-12-31 as “killed”; here the number is “permanent losses”.',
  );
  // Once the redefinition is linked to what it replaces, nothing is left to ask.
  expect(
    said(
      'other_metric',
      { key: 'redefined', metric: 'permanent_losses', updates: killed.key, ...dates },
      { sameSlot: [killed] },
    ),
  ).toEqual([]);
});

it('trap 3: “irrecoverable” of UNITED24 is killed and wounded', () => {
  expect(
    said('irrecoverable_words', {
      key: 'united24-2026-02-total-1250k',
      valueKind: 'at_least',
      best: null,
      low: '1250000',
      publications: quoted('have surpassed 1.25 million killed and wounded—irrecoverable losses'),
    }),
  ).toHaveLength(1);
});

describe('trap 4: wounded cases are not persons, and fell in twelve days', () => {
  const cases = {
    source: 'ua-president',
    side: 'ua',
    periodKind: 'cumulative_since_start',
    periodStart: null,
    periodEnd: null,
    valueKind: 'approx',
  } as const;
  it('390 000 cases keyed as wounded persons', () => {
    expect(
      said('wounded_cases', {
        key: 'zel-2025-02-04-own-wounded',
        ...cases,
        metric: 'wounded',
        asOf: '2025-02-04',
        best: '390000',
        publications: quoted('we have around 390,000 cases of people being wounded'),
      }),
    ).toEqual(['metric: The quote counts cases of wounding; the metric is “wounded”. Choose “cases of wounding”.']);
  });
  it('380 000 after 390 000', () => {
    const before = held({
      key: 'zel-2025-02-04-own-wounded',
      ...cases,
      metric: 'wounded_cases',
      asOf: '2025-02-04',
      best: '390000',
      roundingUnit: '1000',
    });
    expect(
      said(
        'total_falls',
        {
          key: 'zel-2025-02-16-own-wounded',
          ...cases,
          metric: 'wounded_cases',
          asOf: '2025-02-16',
          best: '380000',
          roundingUnit: '1000',
        },
        { totals: [before] },
      )[0],
    ).toMatch('best: The total falls: about 380 000 as of 2025-02-16 after about 390 000 as of 2025-02-04.');
  });
});

it('trap 5: killed or missing recorded as killed', () => {
  expect(
    said('metric_words', {
      key: 'econlist-2025-06-12-russia-killed-070',
      source: 'uk-di',
      metric: 'killed',
      periodKind: 'cumulative_since_start',
      asOf: '2025-06-12',
      periodStart: null,
      periodEnd: null,
      valueKind: 'approx',
      best: '250000',
      publications: quoted('it is likely around 250,000 Russian soldiers are killed or missing (presumed dead)'),
    })[0],
  ).toMatch('The quote speaks of “killed or missing”');
});

it('trap 6: tanks lost are not tanks destroyed', () => {
  const oryx = {
    key: 'oryx-press-2022-09',
    source: 'oryx',
    periodKind: 'cumulative_since_start',
    asOf: '2022-09-03',
    periodStart: null,
    periodEnd: null,
    best: '1000',
  } as const;
  const publications = quoted('Russia has lost over 1000 tanks in war with Ukraine');
  expect(said('lost_or_destroyed', { ...oryx, metric: 'equipment_destroyed_tank', publications })[0]).toMatch(
    'The quote says “lost”; the metric is “tanks destroyed”.',
  );
  expect(said('lost_or_destroyed', { ...oryx, metric: 'equipment_lost_tank', publications })).toEqual([]);
});

describe('trap 7: per km², per square mile, per kilometre', () => {
  it('242 square miles keyed as km²; converted they pass', () => {
    const isw = {
      key: 'isw-2024-11-area-sqmi',
      source: 'isw',
      metric: 'territory_gained',
      valueKind: 'approx',
      publications: quoted('Russia gained about 242 square miles that month'),
    } as const;
    expect(said('unit_words', { ...isw, best: '242' })).toEqual([
      'best: 242 are square miles in the quote. Key km²: 1 square mile is 2.59 km².',
    ]);
    expect(warningsFor({ ...isw, best: '627' }).map(({ check }) => check)).not.toContain('value_not_in_quote');
  });
  it('losses for every kilometre keyed as per km²', () => {
    expect(
      said('unit_words', {
        key: 'united24-2026-02-per-km',
        metric: 'casualties_per_km2',
        periodKind: 'ratio',
        valueKind: 'at_least',
        best: null,
        low: '170',
        publications: quoted('for every kilometer, Russia is losing more than 170 soldiers'),
      })[0],
    ).toMatch('A kilometre of front is another thing');
  });
});

describe('trap 8: other sides, parts of a force, civilians, plans in the same sentence', () => {
  it('both sides', () => {
    expect(
      said('side_words', {
        key: 'a',
        best: '2000000',
        valueKind: 'approx',
        publications: quoted('combined casualties of both sides reach 2 million'),
      })[0],
    ).toMatch('both sides together');
  });
  it('the other side', () => {
    expect(
      said('side_words', {
        key: 'a',
        side: 'ru',
        metric: 'killed',
        best: '43000',
        publications: quoted('43,000 Ukrainian soldiers killed in action'),
      })[0],
    ).toMatch('the other side only');
  });
  it('civilians', () => {
    expect(
      said('subset_words', {
        key: 'a',
        side: 'ua',
        metric: 'killed',
        valueKind: 'at_least',
        best: null,
        low: '12000',
        publications: quoted(
          'The UN estimates that more than 12,000 Ukrainian civilians and some 43,000 Ukrainian soldiers',
        ),
      }),
    ).toHaveLength(1);
  });
  it('mobilised only', () => {
    const named = {
      key: 'mz-named-may2023-22644',
      metric: 'killed_confirmed',
      publications: quoted('погибли по меньшей мере 22 644 российских военных, из них 2100 – мобилизованные'),
    } as const;
    expect(said('subset_words', { ...named, best: '22644' })).toEqual([]);
    expect(said('subset_words', { ...named, best: '2100' })[0]).toMatch(
      'components: The number stands before “мобилизован”.',
    );
  });
  it('a projection', () => {
    expect(
      said('future_words', {
        key: 'ukosce-2025-projection',
        valueKind: 'at_least',
        best: null,
        low: '1000000',
        periodKind: 'cumulative_since_start',
        asOf: '2025-06-30',
        periodStart: null,
        periodEnd: null,
        publications: quoted('Russia will have suffered over 1 million casualties by June 2025.'),
      }),
    ).toEqual([
      'periodKind: The quote says “will have”: a statement about the future, or a hypothetical, is keyed as a forecast.',
    ]);
  });
});

describe('trap 9: report date is not event date', () => {
  const days = reports(
    ['2024-11-28', '736630'],
    ['2024-11-29', '738660'],
    ['2024-11-30', '740400'],
    ['2025-01-28', '833000'],
    ['2025-01-29', '834670'],
    ['2025-01-30', '835940'],
  );
  const restated = { origin: days, originConvention: 'morning' } as const;
  const aDay = { metric: 'killed_or_wounded', periodKind: 'day', repeatsSource: 'ua-general-staff' } as const;
  it('1 670 dated by the report of 29 January is the loss of 28 January', () => {
    expect(
      said(
        'report_day',
        {
          key: 'ukosce-2025-01-29-day',
          source: 'uk-government',
          ...aDay,
          periodStart: '2025-01-29',
          periodEnd: '2025-01-30',
          best: '1670',
        },
        restated,
      ),
    ).toEqual([
      'periodStart: 1 670 is what the report of 2025-01-29 adds: the losses of 2025-01-28. A report counts up to the morning of its day.',
    ]);
  });
  it('the record of 2 030 on 28 November 2024, in the report of 29 November, is dated by its event', () => {
    expect(
      said(
        'report_day',
        {
          key: 'ukdi-2024-11-28-record',
          source: 'uk-di',
          ...aDay,
          periodStart: '2024-11-28',
          periodEnd: '2024-11-29',
          best: '2030',
        },
        restated,
      ),
    ).toEqual([]);
    expect(
      said(
        'report_day',
        {
          key: 'ukdi-2024-11-28-record',
          source: 'uk-di',
          ...aDay,
          periodStart: '2024-11-29',
          periodEnd: '2024-11-30',
          best: '2030',
        },
        restated,
      ),
    ).toHaveLength(1);
  });
});

describe('trap 10: month boundaries', () => {
  const days = reports(
    ['2025-05-31', '987330'],
    ['2025-06-01', '988560'],
    ['2025-06-30', '1020010'],
    ['2025-07-01', '1020980'],
  );
  const restated = { origin: days, originConvention: 'morning' } as const;
  const june = {
    source: 'isw',
    repeatsSource: 'ua-general-staff',
    periodStart: '2025-06-01',
    periodEnd: '2025-07-01',
  } as const;
  it('ISW’s June 2025 is the difference of the month-end totals', () => {
    expect(said('month_boundary', { key: 'isw-2025-06-casualties', ...june, best: '32680' }, restated)[0]).toMatch(
      '32 680 is the difference of the totals of 2025-05-31 and 2025-06-30; the days of 2025-06 are 32 420',
    );
  });
  it('first to first passes', () => {
    expect(said('month_boundary', { key: 'first-to-first', ...june, best: '32420' }, restated)).toEqual([]);
  });
});

describe('trap 11: month to date relayed as month', () => {
  it('the UK’s interim 931 keyed as all of November 2023', () => {
    const interim = {
      key: 'ukdi-2023-11-mtd',
      source: 'uk-di',
      periodKind: 'daily_rate',
      valueKind: 'approx',
      best: '931',
      periodStart: '2023-11-01',
      publications: quoted('An average of 931 Russian troops were killed or wounded per day this month', {
        publishedOn: '2023-11-29',
      }),
    } as const;
    expect(said('said_before_the_end', { ...interim, periodEnd: '2023-12-01' })[0]).toMatch(
      'It was published on 2023-11-29, before the month ended (last day 2023-11-30)',
    );
    expect(said('month_to_date', { ...interim, periodEnd: '2023-12-01' })).toHaveLength(1);
    expect(warningsFor({ ...interim, periodEnd: '2023-11-28' }).map(({ check }) => check)).toEqual([]);
  });
  it('Shoigu’s 13 700 so far in November', () => {
    expect(
      said('month_to_date', {
        key: 'rmod-2023-11-month',
        source: 'ru-mod',
        side: 'ua',
        metric: 'personnel_losses_unspecified',
        periodStart: '2023-11-01',
        periodEnd: '2023-12-01',
        valueKind: 'at_least',
        best: null,
        low: '13700',
        publications: quoted('over 13,700 so far in November'),
      })[0],
    ).toMatch('The quote counts the month so far, and all of 2023-11 is keyed.');
  });
});

describe('trap 12: year to date stretched, and a year said before its end', () => {
  it('Belousov’s 560 000 for 2024, on 16 December 2024', () => {
    expect(
      said('said_before_the_end', {
        key: 'rmod-2024-year',
        source: 'ru-mod',
        side: 'ua',
        periodStart: '2024-01-01',
        periodEnd: '2025-01-01',
        valueKind: 'at_least',
        best: null,
        low: '560000',
        publications: at('https://rt.com/russia/609428', { publishedOn: '2024-12-16' }),
      }),
    ).toEqual([
      'periodEnd: It was published on 2024-12-16, before the year ended (last day 2024-12-31). If it counts up to a day, end the period there; if it looks ahead, it is a forecast.',
    ]);
  });
  it('332 000 “so far in 2025” keyed as the year', () => {
    expect(
      said('year_to_date', {
        key: 'ukdi-2025-10-ytd',
        source: 'uk-di',
        periodStart: '2025-01-01',
        periodEnd: '2026-01-01',
        valueKind: 'approx',
        best: '332000',
        publications: quoted('Russia has likely sustained around 332,000 casualties so far in 2025'),
      }),
    ).toHaveLength(1);
  });
  it('332 000 of 14 October stretched to the end of October does not fit the months', () => {
    const months = ['48240', '36570', '40000', '36420', '35370', '32420', '33220', '28790', '28900'].map(
      (best, index) =>
        held({
          key: `month-${index}`,
          source: 'uk-di',
          periodStart: `2025-0${index + 1}-01`,
          periodEnd: index === 8 ? '2025-10-01' : `2025-0${index + 2}-01`,
          best,
        }),
    );
    const october = held({
      key: 'month-10',
      source: 'uk-di',
      periodKind: 'daily_rate',
      periodStart: '2025-10-01',
      periodEnd: '2025-11-01',
      best: '1008',
    });
    expect(
      said(
        'months_against_interval',
        {
          key: 'pokrovsk-2025-ukdi-2025-ytd',
          source: 'uk-di',
          periodStart: '2025-01-01',
          periodEnd: '2025-11-01',
          valueKind: 'approx',
          best: '332000',
        },
        { spans: [...months, october] },
      )[0],
    ).toMatch(
      'The 10 months from 2025-01-01 to 2025-10-31 add up to 351 178; the source’s number for all of them is about 332 000.',
    );
  });
});

it('trap 13: a source restating the past: 14 000 of December 2024, said in January 2026', () => {
  expect(
    said('said_long_after', {
      key: 'zel-2024-12-14k',
      source: 'ua-president',
      metric: 'killed',
      periodStart: '2024-12-01',
      periodEnd: '2025-01-01',
      valueKind: 'approx',
      best: '14000',
      publications: at('https://24tv.ua/vtrati', { publishedOn: '2026-01-22' }),
    })[0],
  ).toMatch('It was published 387 days after the last day that it counts.');
});

it('trap 14: a list’s increment is names, not deaths of the period', () => {
  const mediazona = source({ slug: 'mediazona-bbc', totalsAreDifferenceable: 'names' });
  const increment = {
    key: 'newsweek-2025-02-mediazona-increment',
    source: 'mediazona-bbc',
    periodStart: '2025-01-17',
    periodEnd: '2025-02-01',
    best: '2333',
  } as const;
  expect(
    said('names_are_not_deaths', { ...increment, metric: 'killed_confirmed' }, { source: mediazona }),
  ).toHaveLength(1);
  expect(said('names_are_not_deaths', { ...increment, metric: 'names_added' }, { source: mediazona })).toEqual([]);
  expect(
    said(
      'names_are_not_deaths',
      { ...increment, metric: 'killed_confirmed', timeBasis: 'by_event' },
      { source: mediazona },
    ),
  ).toEqual([]);
});

describe('trap 15: undated or wrongly dated pages', () => {
  it('a running total without a day', () => {
    expect(
      said('undated', {
        key: 'mz-named-may2024-52789',
        source: 'mediazona-bbc',
        metric: 'killed_confirmed',
        periodKind: 'cumulative_since_start',
        periodStart: null,
        periodEnd: null,
        best: '52789',
      })[0],
    ).toMatch('asOf: No day is keyed');
  });
  it('2 February without a year', () => {
    expect(
      said('undated', {
        key: 'evadaily-2026-02-feb2-day',
        source: 'ua-hur',
        metric: 'killed_wounded_or_missing',
        periodKind: 'day',
        periodStart: null,
        periodEnd: null,
        best: '1570',
        publications: quoted('Russia lost another 1,570 personnel on February 2 alone'),
      })[0],
    ).toMatch('periodStart: The days that the number covers are missing');
  });
  it('a page whose text names another year', () => {
    expect(
      said('other_year', {
        key: 'a',
        periodKind: 'cumulative_since_start',
        asOf: '2023-04-17',
        periodStart: null,
        periodEnd: null,
        publications: quoted('as of 17 April 2024'),
      })[0],
    ).toMatch('The quote says “17 April 2024”, and 2023 was keyed.');
  });
});

describe('trap 16: echoes', () => {
  it('the quote names the General Staff, and nothing says that the claim restates it', () => {
    const december = {
      key: 'ukdi-2024-12-month',
      source: 'uk-di',
      periodStart: '2024-12-01',
      periodEnd: '2025-01-01',
      best: '48670',
      publications: quoted('a total of 48,670 casualties reported by the Ukrainian General Staff'),
    } as const;
    const named = [{ slug: 'ua-general-staff', name: 'Ukrainian General Staff' }];
    expect(said('cites_other', december, { named })[0]).toMatch(
      'the claim restates ua-general-staff and is no voice of its own',
    );
    expect(said('cites_other', { ...december, repeatsSource: 'ua-general-staff' }, { named })).toEqual([]);
  });
  it('Zelenskyy’s 43 000 attributed to the United Nations is the same number of the same dates', () => {
    const dates = {
      side: 'ua',
      metric: 'killed',
      periodKind: 'cumulative_since_start',
      asOf: '2024-12-08',
      periodStart: null,
      periodEnd: null,
      best: '43000',
    } as const;
    expect(
      said(
        'echo',
        { key: 'ukosce-2025-02-ukr-killed', source: 'un-attributed', ...dates, valueKind: 'approx' },
        { peers: [held({ key: 'zel-2024-12-own-killed', source: 'ua-president', ...dates })] },
      )[0],
    ).toMatch('ua-president has the same number for the same dates');
  });
});

it('trap 17: the same echo with another number: the UK’s May 2025', () => {
  expect(
    said(
      'echo_differs',
      {
        key: 'ukdi-2025-05-month',
        source: 'uk-di',
        repeatsSource: 'ua-general-staff',
        periodStart: '2025-05-01',
        periodEnd: '2025-06-01',
        valueKind: 'approx',
        best: '34500',
      },
      { origin: reports(['2025-05-01', '953190'], ['2025-06-01', '988560']), originConvention: 'morning' },
    )[0],
  ).toMatch(
    'It is said to restate ua-general-staff, whose totals give 35 370 from 2025-05-01 to 2025-05-31; here it is about 34 500.',
  );
});

it('trap 18: two bases in one post: the UK’s daily average is the General Staff’s, its total of 3 March 2024 its own', () => {
  const post: AddressedClaim = {
    ...held({
      key: 'ukdi-2024-02-daily',
      source: 'uk-di',
      periodKind: 'daily_rate',
      periodStart: '2024-02-01',
      periodEnd: '2024-03-01',
      valueKind: 'approx',
      best: '983',
      repeatsSource: 'ua-general-staff',
    }),
    url: 'https://relay.example/a',
  };
  const total = {
    key: 'ukdi-2024-03-total',
    source: 'uk-di',
    periodKind: 'cumulative_since_start',
    asOf: '2024-03-03',
    periodStart: null,
    periodEnd: null,
    valueKind: 'at_least',
    best: null,
    low: '355000',
  } as const;
  expect(said('two_bases', total, { sameAddress: [post] })[0]).toMatch(
    'of the same publication is recorded as restating ua-general-staff. Is this number the source’s own?',
  );
  expect(said('two_bases', { ...total, lineageDecided: true }, { sameAddress: [post] })).toEqual([]);
});

describe('trap 19: revisions', () => {
  it('a typing error: 116,950 in place of 117,770', () => {
    const neighbours = reports(['2023-01-17', '116950'], ['2023-01-18', '117770'], ['2023-01-20', '119300']);
    const total = {
      key: 'gs',
      source: 'ua-general-staff',
      periodKind: 'cumulative_since_start',
      asOf: '2023-01-19',
      periodStart: null,
      periodEnd: null,
    } as const;
    expect(said('total_falls', { ...total, best: '116950' }, { totals: neighbours })).toHaveLength(1);
    expect(said('total_falls', { ...total, best: '118530' }, { totals: neighbours })).toEqual([]);
  });
  it('the last day first published as a copy of the day before', () => {
    const days = reports(
      ['2025-02-23', '867180'],
      ['2025-02-24', '868230'],
      ['2025-02-25', '869530'],
      ['2025-02-26', '870700'],
      ['2025-02-27', '871850'],
    );
    expect(
      said(
        'zero_day',
        {
          key: 'gs',
          source: 'ua-general-staff',
          periodKind: 'cumulative_since_start',
          asOf: '2025-02-28',
          periodStart: null,
          periodEnd: null,
          best: '871850',
        },
        { totals: days },
      )[0],
    ).toMatch('The total is that of the day before, 871 850');
  });
  it('The Economist’s deaths fall from one edition to the next', () => {
    const april = held({
      key: 'economist-2026-04',
      source: 'economist',
      metric: 'killed',
      asOf: '2026-04-30',
      best: '384000',
      release: '2026-04-30',
    });
    expect(
      said(
        'total_falls',
        {
          key: 'economist-2026-05',
          source: 'economist',
          metric: 'killed',
          periodKind: 'cumulative_since_start',
          asOf: '2026-05-31',
          periodStart: null,
          periodEnd: null,
          best: '376000',
          release: '2026-05-31',
        },
        { totals: [april] },
      ),
    ).toHaveLength(1);
  });
  it('a total without its edition where the others name theirs', () => {
    const editions = ['2026-03-31', '2026-04-30'].map((asOf) =>
      held({ key: asOf, source: 'economist', metric: 'killed', asOf, best: '380000', release: asOf }),
    );
    expect(
      said(
        'release_missing',
        {
          key: 'economist-2026-05',
          source: 'economist',
          metric: 'killed',
          periodKind: 'cumulative_since_start',
          asOf: '2026-05-31',
          periodStart: null,
          periodEnd: null,
          best: '390000',
        },
        { totals: editions },
      ),
    ).toHaveLength(1);
  });
});

describe('trap 20: negative and zero days', () => {
  it('equipment corrected downwards: special equipment 3,700 → 3,617', () => {
    const tanks = {
      source: 'ua-general-staff',
      metric: 'equipment_lost_tank',
      periodKind: 'cumulative_since_start',
      periodStart: null,
      periodEnd: null,
    } as const;
    expect(
      said(
        'total_falls',
        { key: 'a', ...tanks, asOf: '2024-11-30', best: '3617' },
        { totals: [held({ key: 'b', ...tanks, asOf: '2024-11-29', best: '3700' })] },
      ),
    ).toHaveLength(1);
  });
  it('a zero day of March 2022, and the catch-up after one', () => {
    const start = reports(
      ['2022-02-25', '2800'],
      ['2022-02-26', '4300'],
      ['2022-02-27', '4500'],
      ['2022-02-28', '5300'],
      ['2022-03-01', '5710'],
      ['2022-03-06', '11000'],
    );
    const total = {
      source: 'ua-general-staff',
      periodKind: 'cumulative_since_start',
      periodStart: null,
      periodEnd: null,
    } as const;
    expect(said('zero_day', { key: 'a', ...total, asOf: '2022-03-07', best: '11000' }, { totals: start })).toHaveLength(
      1,
    );
    const afterZero = [...start, ...reports(['2022-03-07', '11000'])];
    expect(
      said('zero_day', { key: 'a', ...total, asOf: '2022-03-08', best: '15000' }, { totals: afterZero })[0],
    ).toMatch('After a day that added nothing the total adds 4 000 at once');
  });
  it('the unexplained 2 710 of 28 February 2025', () => {
    const totals = [
      804930, 806500, 808250, 809760, 811090, 812670, 814150, 815820, 817160, 818740, 820430, 822030, 823980, 825320,
      826820, 828470, 830190, 831620, 833000, 834670, 835940, 837610, 839040, 840360, 841660, 842930, 844070, 845310,
      846650, 847860, 849320, 850490, 851880, 853030, 854280, 855480, 856660, 858390, 859920, 861090, 862390, 863580,
      864860, 866000, 867180, 868230, 869530, 870700, 871850,
    ];
    const days = totals.map((best, index) =>
      held({
        key: `gs-${index}`,
        source: 'ua-general-staff',
        asOf: addDays(day('2025-01-10'), index),
        best: String(best),
      }),
    );
    const total = {
      key: 'gs',
      source: 'ua-general-staff',
      periodKind: 'cumulative_since_start',
      asOf: '2025-02-28',
      periodStart: null,
      periodEnd: null,
    } as const;
    expect(said('jump', { ...total, best: '874560' }, { totals: days })).toEqual([
      'best: 874 560 is 2 710 more than 871 850 as of 2025-02-27: 2 710 a day, where the source’s own totals around it move by 1 260 (at most 1 730). A catch-up, a change of method, or a slip?',
    ]);
    expect(said('jump', { ...total, best: '873010' }, { totals: days })).toEqual([]);
  });
});

describe('trap 21: a method jump', () => {
  const list = {
    source: 'mediazona-bbc',
    metric: 'killed_confirmed',
    periodKind: 'cumulative_since_start',
    periodStart: null,
    periodEnd: null,
  } as const;
  const before = (
    [
      ['2025-08-08', '122883'],
      ['2025-09-05', '125681'],
      ['2025-09-19', '133117'],
      ['2025-10-16', '136286'],
      ['2025-11-30', '152142'],
      ['2025-12-10', '154000'],
      ['2025-12-20', '156400'],
      ['2025-12-31', '159000'],
      ['2026-01-16', '164000'],
      ['2026-02-13', '177433'],
    ] as const
  ).map(([asOf, best]) => held({ key: asOf, ...list, asOf, best }));
  it('23 000 names in ten days of February 2026', () => {
    expect(
      said('jump', { key: 'mz-named-2026-02-24', ...list, asOf: '2026-02-24', best: '200186' }, { totals: before })[0],
    ).toMatch('200 186 is 22 753 more than 177 433 as of 2026-02-13');
  });
  it('the break that was recorded for it', () => {
    const broken: SeriesEvent = {
      source: 'mediazona-bbc',
      metric: 'killed_confirmed',
      side: 'ru',
      day: day('2026-02-14'),
      kind: 'break',
      sentence: 'About 23 000 names were added in ten days.',
      url: null,
    };
    expect(
      said(
        'across_break',
        { key: 'mz-named-2026-02-21', ...list, asOf: '2026-02-21', best: '186102' },
        { totals: before, events: [broken] },
      ),
    ).toHaveLength(1);
  });
});

it('trap 22: two totals of one project on one day', () => {
  const list = {
    source: 'mediazona-bbc',
    metric: 'killed_confirmed',
    periodKind: 'cumulative_since_start',
    periodStart: null,
    periodEnd: null,
    asOf: '2025-09-05',
  } as const;
  expect(
    said(
      'other_value',
      { key: 'mz-named-2025-09-05-bbc', ...list, best: '128115' },
      { sameSlot: [held({ key: 'mz-named-2025-09-05-mediazona', ...list, best: '125681' })] },
    )[0],
  ).toMatch('The ledger has 125 681 for the same dates (as of 2025-09-05), here it is 128 115.');
});

describe('trap 23: bounds flip between relays', () => {
  const csis = {
    source: 'csis',
    metric: 'killed',
    periodKind: 'cumulative_since_start',
    asOf: '2025-12-31',
    periodStart: null,
    periodEnd: null,
  } as const;
  it('CSIS “up to 325,000” keyed as at least', () => {
    expect(
      said('bound_words', {
        key: 'csis-2026-01-rus-killed',
        ...csis,
        valueKind: 'at_least',
        best: null,
        low: '325000',
        publications: quoted('Russia suffered 1.2 million casualties, including up to 325,000 troop deaths'),
      }),
    ).toEqual([
      'valueKind: The quote says “up to 325 000”, and the value is keyed as “at least”. Choose “up to”, or say why not.',
    ]);
  });
  it('Al Jazeera’s “at least” beside the upper bound', () => {
    const held1 = held({ key: 'csis-2026-01-rus-killed', ...csis, valueKind: 'at_most', best: null, high: '325000' });
    expect(
      said(
        'bound_flipped',
        { key: 'csis-2026-01-rus-killed-aj', ...csis, valueKind: 'at_least', best: null, low: '325000' },
        { sameSlot: [held1] },
      )[0],
    ).toMatch('The same number is recorded as up to 325 000 as of 2025-12-31; here it is at least 325 000.');
  });
  it('GCHQ’s nearly half a million as a point', () => {
    expect(
      said('bound_words', {
        key: 'econlist-2026-05-27-russia-killed-083',
        metric: 'killed',
        best: '500000',
        publications: quoted('Nearly half a million Russian soldiers have been killed in Ukraine'),
      })[0],
    ).toMatch('The quote says “Nearly 500 000”, and the value is keyed as “point”.');
  });
  it('“more than 400,000” as a point', () => {
    expect(
      said('bound_words', { key: 'a', best: '400000', publications: quoted('more than 400,000 casualties') })[0],
    ).toMatch('Choose “at least”');
  });
});

describe('trap 24: sector and theatre', () => {
  it('the Pokrovsk article', () => {
    expect(
      said('sector_words', {
        key: 'pokrovsk-2025',
        metric: 'killed',
        best: '25000',
        valueKind: 'approx',
        publications: quoted('In the battle for Pokrovsk approximately 25,000 Russian soldiers were killed'),
      })[0],
    ).toMatch('scope: The quote names Pokrovsk; the claim is keyed for the whole theatre.');
  });
  it('Kharkiv 20 000 under its own scope', () => {
    expect(
      said('sector_words', {
        key: 'zel-2024-07-kharkiv',
        metric: 'killed',
        scope: 'sector-kharkiv',
        best: '20000',
        valueKind: 'approx',
        publications: quoted(
          'around 20,000 Russian troops were killed during Russia’s failed offensive in Kharkiv Oblast',
        ),
      }),
    ).toEqual([]);
  });
});

describe('trap 25: misprints and machine translation', () => {
  it.each([
    [
      '370000',
      'about 37,000 wounded',
      'The quote has 37,000, and 370 000 was keyed: look at the digits and the zeros.',
    ],
    [
      '45680',
      'Í nóvember misstu þeir 45.860 hermenn.',
      'The quote has 45.860, and 45 680 was keyed: look at the digits and the zeros.',
    ],
    ['598000', 'lost 592,000 people', '598 000 is not among the numbers of the quote (592,000).'],
  ])('%s keyed from “%s”', (best, quote, message) => {
    expect(said('value_not_in_quote', { key: 'a', best, publications: quoted(quote) })[0]).toMatch(message);
  });
  it('“110,00 Russian soldiers”', () => {
    expect(
      said('broken_number', {
        key: 'leak-2023-fsb',
        best: '110000',
        valueKind: 'approx',
        publications: quoted(
          'put the actual number closer to 110,00 Russian soldiers wounded and killed by February this year',
        ),
      })[0],
    ).toMatch('“110,00” in the quote is not how a number is written');
  });
  it('“48 casualties in December 670”', () => {
    expect(
      said('torn_number', { key: 'a', best: '48670', publications: quoted('48 casualties in December 670') }),
    ).toHaveLength(1);
  });
  it('“April 31”', () => {
    expect(said('impossible_day', { key: 'a', publications: quoted('from April 21 to April 31') })).toEqual([
      'publications.0.quote: “April 31” is no day of any calendar. Look at the original, and key the day that it means only if it is known.',
    ]);
  });
  it('45 680 beside 45 860: the same digits in another order', () => {
    const november = { source: 'uk-di', periodStart: '2024-11-01', periodEnd: '2024-12-01' } as const;
    expect(
      said(
        'other_value',
        { key: 'ukdi-2024-11-month-transposed', ...november, best: '45860' },
        { sameSlot: [held({ key: 'ukdi-2024-11-month', ...november, best: '45680' })] },
      )[0],
    ).toMatch('The same digits stand in another order.');
  });
});

describe('trap 26: metric mis-relay', () => {
  it('260 000 “killed” of the UK’s killed and wounded', () => {
    const dates = {
      source: 'uk-di',
      periodStart: '2025-01-01',
      periodEnd: '2025-08-06',
      valueKind: 'approx',
      best: '260000',
    } as const;
    expect(
      said(
        'other_metric',
        { key: 'ukdi-2025-08-ytd-misrelayed', metric: 'killed', ...dates },
        { sameSlot: [held({ key: 'ytd', ...dates })] },
      ),
    ).toHaveLength(1);
  });
  it('9,000 and 35,000 added to 44,000 dead', () => {
    expect(
      said('sum_of_quote', {
        key: 'western-jan26-44k',
        source: 'western-officials',
        metric: 'killed',
        best: '44000',
        valueKind: 'approx',
        publications: quoted('lost 9,000 more troops than the 35,000 it recruited: 44,000 dead'),
      })[0],
    ).toMatch('44 000 is 9,000 and 35,000 of the quote added up.');
  });
});

describe('trap 27: internal inconsistency', () => {
  it('Zelenskyy’s killed and wounded of 4 February 2025 exceed the General Staff’s total', () => {
    const dates = {
      source: 'ua-president',
      periodKind: 'cumulative_since_start',
      asOf: '2025-02-04',
      periodStart: null,
      periodEnd: null,
    } as const;
    const wounded = held({
      key: 'zel-2025-02-04-rus-wounded',
      ...dates,
      metric: 'wounded',
      valueKind: 'range',
      best: null,
      low: '600000',
      high: '700000',
    });
    expect(
      said(
        'sum_exceeds_total',
        { key: 'zel-2025-02-04-rus-killed', ...dates, metric: 'killed', valueKind: 'approx', best: '350000' },
        { sameSlot: [wounded], peers: reports(['2025-02-04', '842930']) },
      )[0],
    ).toMatch('more than the 842 930 killed or wounded that ua-general-staff gives as of 2025-02-04');
  });
  it('ISW’s August rate: printed 68, arithmetic 58', () => {
    const august = { source: 'isw', periodStart: '2025-08-01', periodEnd: '2025-09-01' } as const;
    const sameSlot = [
      held({ key: 'isw-2025-08-casualties', ...august, best: '28880' }),
      held({ key: 'isw-2025-08-area', ...august, metric: 'territory_gained', best: '499.43' }),
    ];
    expect(
      said(
        'ratio_against_parts',
        {
          key: 'isw-2025-08-rate',
          ...august,
          metric: 'casualties_per_km2',
          periodKind: 'ratio',
          valueKind: 'approx',
          best: '68',
        },
        { sameSlot },
      ),
    ).toEqual([
      'best: 28 880 over 499.43 is 57.8; the source’s “casualties per km²” is about 68. One of the three is misprinted, or covers other days.',
    ]);
  });
  it('Estonia: 10 500 killed over 430 km² are 24.4, not 22', () => {
    const november = {
      source: 'ee-intelligence',
      periodStart: '2025-11-01',
      periodEnd: '2025-12-01',
      valueKind: 'approx',
    } as const;
    const sameSlot = [
      held({ key: 'killed', ...november, metric: 'killed', best: '10500' }),
      held({ key: 'area', ...november, metric: 'territory_gained', best: '430' }),
    ];
    expect(
      said(
        'ratio_against_parts',
        {
          key: 'estonia-2025-11-killed-km2',
          ...november,
          metric: 'killed_per_km2',
          periodKind: 'ratio',
          valueKind: 'point',
          best: '22',
        },
        { sameSlot },
      )[0],
    ).toMatch('is 24.4');
  });
  it('Estonia’s 350 a day are 10 500 in November, and would not be 10 000', () => {
    const november = {
      source: 'ee-intelligence',
      metric: 'killed',
      periodStart: '2025-11-01',
      periodEnd: '2025-12-01',
      valueKind: 'approx',
    } as const;
    const rate = held({
      key: 'estonia-2025-11-killed-day',
      ...november,
      periodKind: 'daily_rate',
      best: '350',
      roundingUnit: '1',
    });
    expect(
      said('rate_times_days', { key: 'estonia-2025-11-killed', ...november, best: '10500' }, { sameSlot: [rate] }),
    ).toEqual([]);
    expect(
      said(
        'rate_times_days',
        { key: 'estonia-2025-11-killed', ...november, best: '10000', roundingUnit: '100' },
        { sameSlot: [rate] },
      )[0],
    ).toMatch('about 350 a day for 30 days are 10 500');
  });
});

it('trap 28: a NATO official above the Ukrainian claim is no outlier: no check asks who speaks', () => {
  const total = { periodKind: 'cumulative_since_start', periodStart: null, periodEnd: null } as const;
  const peers = [
    ...reports(['2026-02-01', '1239000']),
    held({ key: 'uk', source: 'uk-di', ...total, asOf: '2026-01-14', best: '1213000' }),
  ];
  expect(
    said(
      'outlier',
      {
        key: 'nato-official-2026-02-total',
        source: 'nato',
        ...total,
        asOf: '2026-02-13',
        valueKind: 'approx',
        best: '1300000',
      },
      { peers },
    ),
  ).toEqual([]);
});

describe('trap 29: outliers, tampered leaks, vague words', () => {
  const total = { metric: 'killed', periodKind: 'cumulative_since_start', periodStart: null, periodEnd: null } as const;
  it('Tatarinov’s 699 000 Ukrainian dead', () => {
    const peers = [
      held({ key: 'zel', source: 'ua-president', ...total, side: 'ua', asOf: '2025-12-03', best: '55000' }),
      held({
        key: 'csis',
        source: 'csis',
        ...total,
        side: 'ua',
        asOf: '2025-12-01',
        valueKind: 'range',
        best: null,
        low: '100000',
        high: '140000',
      }),
    ];
    expect(
      said(
        'outlier',
        {
          key: 'tatarynov-699k',
          source: 'kp-ru',
          ...total,
          side: 'ua',
          asOf: '2025-11-27',
          valueKind: 'approx',
          best: '699000',
        },
        { peers },
      )[0],
    ).toMatch('about 699 000 stands alone: 2 other sources have 55 000 to 100 000');
  });
  it('the doctored leak of March 2023', () => {
    const peers = [
      held({
        key: 'uk',
        source: 'uk-di',
        ...total,
        asOf: '2023-02-17',
        valueKind: 'range',
        best: null,
        low: '40000',
        high: '60000',
      }),
      held({ key: 'bbc', source: 'bbc-russian', ...total, asOf: '2023-03-10', best: '43000' }),
    ];
    expect(
      said(
        'outlier',
        {
          key: 'leak-2023-doctored',
          source: 'us-leaks-2023',
          ...total,
          asOf: '2023-03-01',
          valueKind: 'range',
          best: null,
          low: '16000',
          high: '17500',
        },
        { peers },
      ),
    ).toHaveLength(1);
  });
  it('“hundreds of thousands of rounds” turned into a number', () => {
    const rounds = {
      key: 'defenseone-2024-10-ammo',
      metric: 'equipment_lost_ammunition',
      publications: quoted('Hundreds of thousands of rounds of ammunition have been destroyed'),
    } as const;
    expect(said('vague_words', { ...rounds, best: '200000' })[0]).toMatch(
      'valueKind: The quote says “Hundreds of thousands”, which is no number.',
    );
    expect(said('vague_words', { ...rounds, valueKind: 'none', best: null })).toEqual([]);
  });
  // A negative value where none can be, and more than six decimals, are errors of the claim schema; −13 % and 499.28 pass it.
});

describe('trap 30: list hygiene', () => {
  it('the value of 6 February under 16 January: the address knows', () => {
    const url =
      'https://www.mil.gov.ua/news/2024/02/06/ponad-tisyacha-okupantiv-35-bojovih-bronovanih-mashin-%E2%80%93-vtrati-voroga-za-dobu/';
    const listed = {
      key: 'econlist-2024-01-16-russia-casualties-001',
      source: 'ua-general-staff',
      periodKind: 'cumulative_since_start',
      asOf: '2024-01-16',
      periodStart: null,
      periodEnd: null,
      valueKind: 'approx',
      best: '390580',
      publications: at(url, { publishedOn: '2024-02-06' }),
    } as const;
    expect(said('address_date', listed)).toEqual([
      'asOf: The address says 2024-02-06; the total is keyed as of 2024-01-16. Is it a total of that day, or of another?',
    ]);
    expect(said('old_value', listed, { totals: reports(['2024-02-06', '390580']) })).toHaveLength(1);
    expect(said('total_falls', listed, { totals: reports(['2024-01-17', '372820']) })).toHaveLength(1);
  });
  it('spreadsheet-incremented ids of X: …174, …175, …176', () => {
    const first: AddressedClaim = {
      ...held({ key: 'row-1' }),
      url: 'https://x.com/DefenceHQ/status/1876584633103507174',
    };
    expect(
      said(
        'address_counts_up',
        { key: 'row-2', publications: at('https://x.com/DefenceHQ/status/1876584633103507175') },
        { neighbourAddress: [first] },
      )[0],
    ).toMatch(
      'publications.0.url: The number in this address differs by one or two from https://x.com/DefenceHQ/status/1876584633103507174',
    );
  });
  it('the number of a post on X holds its day', () => {
    expect(
      said('address_date', {
        key: 'ukdi-daily-2024-12',
        publications: at('https://x.com/DefenceHQ/status/1876584633103507960/photo/2', { publishedOn: '2024-12-07' }),
      }),
    ).toEqual([
      'publications.0.publishedOn: The number of the post says 2025-01-07; 2024-12-07 was keyed as the day of publication.',
    ]);
  });
  it('NATO’s March 2022 under 23 April', () => {
    expect(
      said('said_before_the_end', {
        key: 'econlist-2022-04-23-russia-killed-067',
        source: 'nato',
        metric: 'killed',
        periodKind: 'cumulative_since_start',
        asOf: '2022-04-23',
        periodStart: null,
        periodEnd: null,
        valueKind: 'range',
        best: null,
        low: '7000',
        high: '15000',
        publications: at('https://relay.example/a', { publishedOn: '2022-03-24' }),
      })[0],
    ).toMatch('before the day that it is keyed to reach (2022-04-23)');
  });
});

it('trap 31: gross and net territory: a balance from a source that is recorded as printing land newly occupied', () => {
  const deepstate = source({
    slug: 'deepstate',
    definitions: [{ metric: 'territory_gained', side: 'ru', counts: 'Land newly occupied.' }],
  });
  const isw = source({
    slug: 'isw',
    definitions: [{ metric: 'territory_gained', side: 'ru', counts: 'The balance of gains and losses.' }],
  });
  const april = {
    key: 'isw-2026-04-area-net',
    source: 'isw',
    metric: 'territory_gained',
    periodStart: '2026-04-01',
    periodEnd: '2026-05-01',
    best: '-116',
    publications: quoted('Russia lost net control of 116 square kilometers during April 2026'),
  } as const;
  expect(said('gross_or_net', april, { source: deepstate })).toHaveLength(1);
  expect(said('gross_or_net', april, { source: isw })).toEqual([]);
  expect(warningsFor(april).map(({ check }) => check)).not.toContain('value_not_in_quote');
});

it('trap 32: same slot, other scope: ISW’s January 2025 with and without Kursk', () => {
  const january = {
    source: 'isw',
    metric: 'territory_gained',
    periodStart: '2025-01-01',
    periodEnd: '2025-02-01',
  } as const;
  expect(
    said(
      'other_scope',
      { key: 'isw-2025-01-area-ukraine', ...january, scope: 'excluding-kursk', best: '427' },
      { sameSlot: [held({ key: 'newsweek-2025-02-isw-jan25-area', ...january, best: '498' })] },
    )[0],
  ).toMatch('scope: The ledger has 498 for the same dates in the scope theatre; here it is 427 for excluding-kursk.');
});

it('trap 33: the winter’s average keyed for February', () => {
  const origin = reports(['2026-02-01', '1240620'], ['2026-03-01', '1266710']);
  const winter = {
    key: 'syrskyi-2025-26-winter-daily',
    source: 'ua-commander-in-chief',
    repeatsSource: 'ua-general-staff',
    periodKind: 'daily_rate',
    valueKind: 'approx',
    best: '1031',
  } as const;
  expect(
    said(
      'echo_differs',
      { ...winter, periodStart: '2026-02-01', periodEnd: '2026-03-01' },
      { origin, originConvention: 'morning' },
    )[0],
  ).toMatch(
    'whose totals give 932 a day from 2026-02-01 to 2026-02-28; here it is about 1 031. Another number, other days, or an average of another span?',
  );
});

describe('trap 34: relays a year late', () => {
  it('Zelenskyy’s 350 000 of 4 February 2025 under 2026', () => {
    const killed = {
      source: 'ua-president',
      metric: 'killed',
      periodKind: 'cumulative_since_start',
      periodStart: null,
      periodEnd: null,
    } as const;
    const saidBefore = [
      held({ key: 'zel-2025-02-04-rus-killed', ...killed, asOf: '2025-02-04', valueKind: 'approx', best: '350000' }),
    ];
    expect(
      said(
        'old_value',
        {
          key: 'zel-2026-02-04-rus-killed-misdated',
          ...killed,
          asOf: '2026-02-04',
          valueKind: 'at_most',
          best: null,
          high: '350000',
        },
        { saidBefore },
      ),
    ).toEqual([
      'asOf: The source is recorded with the same number, about 350 000, as of 2025-02-04; here it is as of 2026-02-04. An old statement carried as new, or a wrong year?',
    ]);
  });
  it('Syrskyi’s 418 000 of 2025 relayed as this year’s', () => {
    const saidBefore = [
      held({
        key: 'syrskyi-2025-year-418k',
        source: 'ua-commander-in-chief',
        periodStart: '2025-01-01',
        periodEnd: '2026-01-01',
        valueKind: 'at_least',
        best: null,
        low: '418000',
      }),
    ];
    expect(
      said(
        'old_value',
        {
          key: 'syrskyi-2026-misdated-418k',
          source: 'ua-commander-in-chief',
          periodStart: '2026-01-01',
          periodEnd: '2026-02-22',
          valueKind: 'approx',
          best: '418000',
        },
        { saidBefore },
      ),
    ).toHaveLength(1);
  });
  // `deepstate-2023-11-misdated` prints another source's number under a wrong year: nothing in the claim shows it; the second key and review do.
});
