import { describe, expect, test } from 'vitest';
import { groupProblems, problemLine } from '@/lib/formats/file-problems';
import { parseGeneralStaffJson } from '@/lib/formats/general-staff-json';

const record = (given: object = {}) => ({
  date: '2024-09-01',
  day: 921,
  personnel: 616300,
  'personnel*': 'about',
  POW: 0,
  ...given,
});
const read = (...records: unknown[]) => parseGeneralStaffJson(JSON.stringify(records));
const problemsOf = (text: string) => groupProblems(parseGeneralStaffJson(text).problems).map(problemLine);

describe('a day of the General Staff', () => {
  test('is a running total since the start, of a number that it does not define', () => {
    expect(read(record()).rows).toMatchObject([
      {
        row: 1,
        claim: {
          key: 'gs-personnel-2024-09-01',
          source: 'ua-general-staff',
          side: 'ru',
          metric: 'killed_or_wounded',
          scope: 'theatre',
          periodKind: 'cumulative_since_start',
          asOf: '2024-09-01',
          valueKind: 'approx',
          low: null,
          best: '616300',
          high: null,
          roundingUnit: '10',
          countBasis: 'official_tally',
          publications: [
            { publisher: 'General Staff of the Armed Forces of Ukraine', publishedOn: '2024-09-01', relay: null },
          ],
        },
      },
    ]);
  });

  test('that is not a multiple of ten was not rounded to tens', () => {
    expect(read(record({ personnel: 465054 })).rows[0]?.claim).toMatchObject({ best: '465054', roundingUnit: null });
  });

  test('said as “more” is a lower bound', () => {
    expect(read(record({ personnel: 12000, 'personnel*': 'more' })).rows[0]?.claim).toMatchObject({
      valueKind: 'at_least',
      low: '12000',
      best: null,
    });
  });

  test('a zero that is claimed is a number', () => {
    expect(read(record({ personnel: 0 })).rows[0]?.claim).toMatchObject({ best: '0' });
  });
});

describe('what cannot be read is named', () => {
  test.each<[string, string, string[]]>([
    ['no JSON', '[{', ['The file is not JSON.']],
    ['a list that is none', '{"date": "2024-09-01"}', ['The file is not a JSON list of records.']],
    ['an empty list', '[]', ['The file is empty.']],
    ['a record that is none', '[5, null, []]', ['rows 1–3: is not a record.']],
    ['no date', JSON.stringify([record({ date: undefined })]), ['row 1: date is missing.']],
    [
      'a date that is none',
      JSON.stringify([record({ date: '1/9/2024' })]),
      ['row 1: date “1/9/2024” is not a date. Write it as YYYY-MM-DD, such as 2024-12-01.'],
    ],
    [
      'a date that is a number',
      JSON.stringify([record({ date: 20240901 })]),
      ['row 1: date Invalid input: expected string, received number'],
    ],
    ['no number', JSON.stringify([record({ personnel: null })]), ['row 1: personnel is missing.']],
    [
      'a number below zero',
      JSON.stringify([record(), record({ date: '2024-09-02', personnel: -10 })]),
      ['row 2: personnel “-10” must not be negative.'],
    ],
    [
      'a number as text',
      JSON.stringify([record({ personnel: '616,300' })]),
      ['row 1: personnel “616,300” is not a whole number.'],
    ],
    ['half a person', JSON.stringify([record({ personnel: 1.5 })]), ['row 1: personnel “1.5” is not a whole number.']],
    [
      'a day that stands there twice',
      JSON.stringify([record(), record({ personnel: 5 })]),
      ['row 2: date “2024-09-01” stands there twice, the first time in row 1.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test('a byte-order mark is no mistake', () => {
    expect(problemsOf(`\uFEFF${JSON.stringify([record()])}`)).toEqual([]);
  });
});
