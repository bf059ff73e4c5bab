import { describe, expect, test } from 'vitest';
import { ALL_COLUMNS, SHOWN_COLUMNS, toAllFiguresCsv, toShownFiguresCsv } from '@/lib/formats/figures-csv';
import { GENERAL_STAFF, sampleFigure, sampleTable, sampleTotalsTable } from '@/tests/support/sample-table';

const MONTH = { measure: 'month' } as const;

const MIRROR = 'Totals from the mirror PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT).';
const SPAN_SENTENCE =
  'The source published nothing for this month that the ledger holds. UK Defence Intelligence says at least 91\u202f000 persons over 1 September to 30 November 2024.';

describe('as shown', () => {
  test('is one row for each series and month, gaps with their reason', () => {
    expect(toShownFiguresCsv(sampleTable(), MONTH)).toBe(
      `month,series,source,metric_code,side,scope,unit,low,best,high,value_kind,method,obs_status,flags,badge,floor,coverage_days,days_in_month,reason,reason_sentence,claimant,lineage_id,repeats,arithmetic,claim_ids,method_version,known_on,attribution,notes,unallocated
2024-09,ua-general-staff.killed_or_wounded.ru,ua-general-staff,killed_or_wounded,ru,theatre,persons,38120,38130,38140,point,N3,D,D,attributed,false,30,30,,,adversary,ua-general-staff.killed_or_wounded.ru,,654430 − 616300 = 38130,1aaaaaa 2bbbbbb,1.0,2026-03-03T14:05:00.000Z,${MIRROR},ROUNDING_ONLY,0
2024-10,ua-general-staff.killed_or_wounded.ru,ua-general-staff,killed_or_wounded,ru,theatre,persons,13690,13700,13710,point,N10,P,P D,attributed,false,10,31,,,adversary,ua-general-staff.killed_or_wounded.ru,,668130 − 654430 = 13700,2bbbbbb 3cccccc,1.0,2026-03-03T14:05:00.000Z,${MIRROR},ROUNDING_ONLY,0
2024-09,uk-di.killed_or_wounded.ru,uk-di,killed_or_wounded,ru,theatre,persons,38115,38130,38145,point,N2,A,A,attributed,false,30,30,,,third_party,ua-general-staff.killed_or_wounded.ru,ua-general-staff,1271 × 30 = 38130,4dddddd,1.0,2026-03-03T14:05:00.000Z,,ROUNDING_ONLY,0
2024-10,uk-di.killed_or_wounded.ru,uk-di,killed_or_wounded,ru,theatre,persons,,,,,,O,O,,,,,NO_CLAIM,${SPAN_SENTENCE},third_party,,ua-general-staff,,,1.0,2026-03-03T14:05:00.000Z,,,
`,
    );
  });

  test('a day has the unit of a day, and the division is named', () => {
    const table = sampleTable({ cells: new Map([[GENERAL_STAFF, [sampleFigure()]]]) });
    const [header = '', row = ''] = toShownFiguresCsv(table, { measure: 'day' }).split('\n');
    const cells = Object.fromEntries(header.split(',').map((column, index) => [column, row.split(',')[index]]));
    expect(cells).toMatchObject({
      unit: 'persons_per_day',
      best: '1271',
      arithmetic: '654430 − 616300 = 38130; ÷ 30 days',
    });
  });

  test('running totals are one row each', () => {
    expect(toShownFiguresCsv(sampleTotalsTable(), { measure: 'total' })).toBe(
      `row_kind,month,series,source,metric_code,side,scope,unit,low,best,high,value_kind,method,obs_status,flags,badge,floor,coverage_days,days_in_month,reason,reason_sentence,claimant,lineage_id,repeats,arithmetic,claim_ids,method_version,known_on,attribution,notes,unallocated,from,to,as_of,per_day
total,,ua-general-staff.killed_or_wounded.ru,ua-general-staff,killed_or_wounded,ru,theatre,persons,654425,654430,654435,approx,,D,D,attributed,false,,,,,adversary,ua-general-staff.killed_or_wounded.ru,,,2bbbbbb,1.0,2026-03-03T14:05:00.000Z,${MIRROR},,,,2024-10-01,2024-10-01,
`,
    );
  });

  test('a source’s words cannot become a formula', () => {
    const table = sampleTable();
    const sources = table.sources.map((source) => ({ ...source, attribution: '=HYPERLINK("x")' }));
    expect(toShownFiguresCsv({ ...table, sources }, MONTH)).toContain(`,"'=HYPERLINK(""x"")",`);
  });
});

describe('everything', () => {
  test('has the months, the spans and the running totals, told apart by row_kind', () => {
    const rows = toAllFiguresCsv(sampleTable(), sampleTotalsTable()).trimEnd().split('\n');
    expect(rows.map((row) => row.slice(0, row.indexOf(',')))).toEqual([
      'row_kind',
      'figure',
      'figure',
      'figure',
      'gap',
      'span',
      'total',
    ]);
  });

  test('a span has its true days and its mean', () => {
    const span = toAllFiguresCsv(sampleTable(), sampleTotalsTable())
      .split('\n')
      .find((row) => row.startsWith('span,'));
    expect(span).toBe(
      'span,,uk-di.killed_or_wounded.ru,uk-di,killed_or_wounded,ru,theatre,persons,91000,,,at_least,N7,A,A,attributed,false,,,,,third_party,uk-di.killed_or_wounded.ru,ua-general-staff,≥ 1000 × 91 = ≥ 91000,5eeeeee,1.0,2026-03-03T14:05:00.000Z,,,,2024-09-01,2024-12-01,,1000',
    );
  });

  test('keeps the columns of what is shown, in their order', () => {
    expect(ALL_COLUMNS.slice(1, SHOWN_COLUMNS.length + 1)).toEqual([...SHOWN_COLUMNS]);
  });
});
