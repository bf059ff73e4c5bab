import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLAIM_COLUMNS,
  CLAIMS_CSV_HEADER,
  type ClaimFileRow,
  type FiledClaim,
  FURTHER_COLUMNS,
  parseClaimsCsv,
  RECORD_COLUMNS,
  silentFieldsOf,
  toClaimsCsv,
  toFiledClaimsCsv,
  withFurtherPublications,
} from '@/lib/formats/claims-csv';
import { groupProblems, problemLine, rowRanges } from '@/lib/formats/file-problems';
import { type Claim, type ClaimId, type ClaimInput, claimSchema } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';

const HEADER = CLAIM_COLUMNS.join(',');

async function read(text: string | Uint8Array, piece = 1 << 16): Promise<ClaimFileRow[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  const rows: ClaimFileRow[] = [];
  for await (const row of parseClaimsCsv(pieces)) if (row.kind !== 'header') rows.push(row);
  return rows;
}

/** What is wrong with a file, as the person who has it reads it. */
async function problemsOf(text: string | Uint8Array): Promise<string[]> {
  const rows = await read(text);
  return groupProblems(rows.flatMap((row) => (row.kind === 'problems' ? row.problems : []))).map(problemLine);
}

/** A row with these cells filled and all others of a small valid claim. */
function row(cells: Partial<Record<(typeof CLAIM_COLUMNS)[number], string>>): string {
  const valid = {
    claim_key: 'k',
    source: 'isw',
    side: 'ru',
    metric: 'killed',
    period_kind: 'ratio',
    value_kind: 'point',
    best: '5',
    url: 'https://a.example/',
  };
  const filled: Record<string, string> = { ...valid, ...cells };
  return CLAIM_COLUMNS.map((column) => filled[column] ?? '').join(',');
}
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');

/** Claims of a file with their further publications, as an import takes them. */
async function claimsOf(text: string): Promise<Claim[]> {
  const rows = await read(text);
  expect(rows.filter(({ kind }) => kind === 'problems')).toEqual([]);
  const further = Map.groupBy(
    rows.filter((one) => one.kind === 'publication'),
    ({ of }) => of,
  );
  return rows.flatMap((one) =>
    one.kind === 'claim' ? [withFurtherPublications(one.claim, further.get(one.claim.key) ?? [])] : [],
  );
}

const KNOWN_ON = '2026-03-03T14:05:00.000Z' as Instant;

/** A claim with a record as the ledger would have it. */
function filed(claim: Claim): FiledClaim {
  return {
    id: '1aaaaaa' as ClaimId,
    revision: 2,
    badge: 'attributed',
    substance: 's1',
    isContested: true,
    recordedFrom: '2026-01-01T00:00:00.000Z' as Instant,
    recordedTo: null,
    supersededBy: null,
    claim,
  };
}

function aClaim(given: Partial<ClaimInput> = {}): Claim {
  return claimSchema.parse({
    key: 'k',
    source: 'isw',
    side: 'ru',
    metric: 'killed',
    periodKind: 'interval',
    periodStart: '2024-09-01',
    periodEnd: '2024-10-01',
    valueKind: 'point',
    best: '5',
    publications: [{ url: 'https://a.example/' }],
    ...given,
  });
}

describe('reading', () => {
  test('empty cells mean unknown, and columns with a default take it', async () => {
    const [claim] = await claimsOf(file(row({})));
    expect(claim).toEqual(aClaim({ periodKind: 'ratio', periodStart: null, periodEnd: null }));
  });

  test.each([
    ['a byte-order mark', `\uFEFF${file(row({}))}`],
    ['lines that end as on Windows', file(row({})).replaceAll('\n', '\r\n')],
    ['semicolons, when the header shows them', file(row({})).replaceAll(',', ';')],
    [
      'a header in another order',
      file(row({}))
        .split('\n')
        .map((line) => line.split(',').reverse().join(','))
        .join('\n'),
    ],
    ['a line end after the last row', `${file(row({}))}\n`],
    ['an empty line', file(row({}), '').concat('\n')],
    ['every column of today', `${CLAIMS_CSV_HEADER}${row({})}${','.repeat(FURTHER_COLUMNS.length)}`],
  ])('%s is accepted', async (_, text) => {
    expect(await claimsOf(text)).toHaveLength(1);
  });

  test('a cell in quotation marks may hold commas, marks and line ends', async () => {
    const [claim] = await claimsOf(file(row({ note: '"One, “two”, ""three""\nfour"' })));
    expect(claim?.note).toBe('One, “two”, "three"\nfour');
  });

  test('characters that are cut in two by the pieces of the stream arrive whole', async () => {
    const [one] = await read(file(row({ note: 'слова про втрати' })), 1);
    expect(one).toMatchObject({ kind: 'claim', claim: { note: 'слова про втрати' } });
  });

  test('`same_as` is a further publication of the claim that it names; where it said another value, its note says so', async () => {
    const further = row({
      claim_key: 'relay',
      same_as: 'k',
      value_kind: 'at_least',
      best: '',
      low: '4',
      publisher: 'Relay',
      url: '',
      note: 'Rounded down.',
    });
    const [claim] = await claimsOf(file(row({}), further));
    expect(claim?.publications).toMatchObject([
      { url: 'https://a.example/', key: null },
      { publisher: 'Relay', key: 'relay', note: 'Says at least 4. Rounded down.' },
    ]);
  });

  test('what the row says of its attribution is compared with what is computed', async () => {
    const warnings = (await read(file(row({ attribution: 'uncited' })))).flatMap((one) =>
      one.kind === 'claim' ? one.warnings : [],
    );
    expect(groupProblems(warnings).map(problemLine)).toEqual([
      'row 2: attribution says uncited, but the row computes to Attributed (publication identified).',
    ]);
    expect((await read(file(row({ attribution: 'cited' }))))[0]).toMatchObject({ warnings: [] });
    expect((await read(file(row({ attribution: 'uncited', url: '' }))))[0]).toMatchObject({ warnings: [] });
  });
});

describe('what cannot be read is named', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['an empty file', '', ['The file is empty.']],
    ['a file of blanks', ' \n\n', ['The file is empty.']],
    [
      'another header',
      'a,b\n1,2',
      [
        `row 1: The header is not that of a claims file: ${CLAIM_COLUMNS.join(', ')} are missing; “a”, “b” are not known.`,
      ],
    ],
    [
      'a column too few',
      file(row({})).replace(',note', ''),
      ['row 1: The header is not that of a claims file: note is missing.'],
    ],
    [
      'a column twice',
      `${HEADER},note\n`,
      ['row 1: The header is not that of a claims file: note stands there twice.'],
    ],
    [
      'text that is not UTF-8',
      Uint8Array.of(...new TextEncoder().encode(HEADER), 10, 0xff, 0xfe),
      ['The file is not UTF-8 text. Save it as “CSV UTF-8”.'],
    ],
    [
      'a quotation mark that is never closed',
      file(row({ claim_key: 'a' }), row({ claim_key: 'b', note: '"open' }), row({ claim_key: 'c' })),
      ['row 3: has a quotation mark that is never closed.'],
    ],
    [
      'a quotation mark inside a cell',
      file(row({ note: '"a" b' })),
      ['row 2: has a quotation mark in the middle of a cell. Write it twice, and the whole cell in quotation marks.'],
    ],
    ['a NUL', file(row({ note: 'a\0b' })), ['row 2: has a NUL character, which no text has.']],
    [
      'a cell too many',
      file(`${row({})},x`),
      [
        `row 2: does not have as many cells as the header: ${CLAIM_COLUMNS.length + 1} instead of ${CLAIM_COLUMNS.length}.`,
      ],
    ],
    [
      'a thousands separator',
      file(row({ best: '"700,000"' })),
      [
        'row 2: best “700,000” is not a plain number. Write digits only, such as 700000 or 499.28, without separators or words.',
      ],
    ],
    [
      'a date as people write it',
      file(row({ as_of: '1/12/2024' })),
      ['row 2: as_of “1/12/2024” is not a date. Write it as YYYY-MM-DD, such as 2024-12-01.'],
    ],
    [
      'a day that no month has',
      file(row({ as_of: '2024-02-30' })),
      ['row 2: as_of “2024-02-30” is not a date. Write it as YYYY-MM-DD, such as 2024-12-01.'],
    ],
    [
      'low above high',
      file(row({ value_kind: 'range', low: '9', best: '', high: '8' })),
      ['row 2: low must not be above best or high. Low, best and high stand in ascending order.'],
    ],
    ['a metric that is missing', file(row({ metric: '' })), ['row 2: metric is missing.']],
    [
      'a metric that nobody knows',
      file(row({ metric: 'liquidated' })),
      ['row 2: metric “liquidated” is not known. The codebook lists those that are.'],
    ],
    ['a side that nobody knows', file(row({ side: 'us' })), ['row 2: side “us” is not known. Known are ru, ua, both.']],
    ['a negative count', file(row({ best: '-5' })), ['row 2: low must not be negative: killed cannot be.']],
    [
      'half a person',
      file(row({ best: '5.5' })),
      ['row 2: best must be a whole number: killed are counted in persons.'],
    ],
    [
      'a period that ends before it begins',
      file(row({ period_start: '2024-10-01', period_end: '2024-09-01' })),
      ['row 2: period_end must be after the first day: the period ends on the first day that no longer belongs to it.'],
    ],
    [
      'an address that is none',
      file(row({ url: 'www.example.com' })),
      ['row 2: url “www.example.com” is not a web address that begins with http:// or https://.'],
    ],
    [
      'a script for an address',
      file(row({ url: 'javascript:alert(1)' })),
      ['row 2: url “javascript:alert(1)” is not a web address that begins with http:// or https://.'],
    ],
    ['a row that is the same as itself', file(row({ same_as: 'k' })), ['row 2: same_as names the row itself.']],
    [
      'an attribution that is none',
      file(row({ attribution: 'checked' })),
      ['row 2: attribution “checked” is not known. Known are cited, uncited.'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await problemsOf(text)).toEqual(expected);
  });

  test('the same mistake in many rows is one line with their ranges', async () => {
    const rows = Array.from({ length: 20 }, (_, index) =>
      row({
        claim_key: `k${index}`,
        metric: index >= 12 && index <= 17 ? '' : 'killed',
        best: index === 3 ? 'x' : index === 8 ? 'y' : '5',
      }),
    );
    expect(await problemsOf(file(...rows))).toEqual([
      'rows 5 and 10: best “x” is not a plain number. Write digits only, such as 700000 or 499.28, without separators or words.',
      'rows 14–19: metric is missing.',
    ]);
  });

  test('several mistakes of one row are several lines', async () => {
    expect(await problemsOf(file(row({ metric: '', best: '1,5'.replace(',', '.'), as_of: 'today' })))).toHaveLength(2);
  });

  test.each([
    [[3], '3'],
    [[3, 4], '3–4'],
    [[3, 4, 5, 9], '3–5 and 9'],
    [[1, 3, 5], '1, 3 and 5'],
    [[1, 3, 5, 7, 9, 11, 13, 15, 17, 18], '1, 3, 5, 7, 9, 11, 13, 15 and 2 more'],
  ])('rows %j are written %s', (rows, words) => {
    expect(rowRanges(rows)).toBe(words);
  });
});

describe('writing', () => {
  test('a claim with two publications is two rows', () => {
    const claim = aClaim({
      note: 'A, b',
      components: { pmc: 'out' },
      publications: [{ url: 'https://a.example/' }, { url: 'https://b.example/', key: 'k2' }],
    });
    expect(toClaimsCsv([claim])).toBe(
      `${CLAIMS_CSV_HEADER}` +
        'k,isw,,,ru,killed,theatre,interval,2024-09-01,2024-10-01,,point,,5,,,unstated,,,,,,,,https://a.example/,,cited,,,"A, b",,pmc=out,,,,,,,,,,,,,,,,\n' +
        'k2,isw,,,ru,killed,theatre,interval,2024-09-01,2024-10-01,,point,,5,,,unstated,,,k,,,,,https://b.example/,,cited,,,,,pmc=out,,,,,,,,,,,,,,,,\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', "'=1", "''@", '=HYPERLINK("https://a.example","x")'])(
    'a text that a spreadsheet would run, %j, is written as text and reads back',
    async (note) => {
      const written = toClaimsCsv([aClaim({ publications: [{ url: 'https://a.example/', quote: note }] })]);
      const cell = /https:\/\/a\.example\/,"?('[^\n]*?)"?,cited/.exec(written)?.[1];
      expect(cell?.[0]).toBe("'");
      const [claim] = await claimsOf(written);
      expect(claim?.publications[0]?.quote).toBe(note);
    },
  );

  test('negative numbers are numbers', () => {
    expect(toClaimsCsv([aClaim({ metric: 'territory_gained', best: '-12.5' })])).toContain(',-12.5,');
  });

  test('a further publication without a key of its own names only the claim', async () => {
    const claim = aClaim({ publications: [{ url: 'https://a.example/' }, { url: 'https://b.example/' }] });
    const [, further] = toClaimsCsv([claim]).trimEnd().split('\n').slice(1);
    expect(further?.startsWith(',isw,')).toBe(true);
    expect(await claimsOf(toClaimsCsv([claim]))).toEqual([claim]);
  });

  test('place and translation stand with each publication, links in the claim’s own row', () => {
    const claim = aClaim({
      corrects: 'c1',
      repeats: ['r|1', 'r\\2'],
      lineageDecided: true,
      publications: [
        { url: 'https://a.example/', place: 'p. 4', translation: 'losses' },
        { url: 'https://b.example/', key: 'k2', place: '1:20' },
      ],
    });
    const [own, further] = toClaimsCsv([claim]).trimEnd().split('\n').slice(1);
    expect(own?.endsWith(',p. 4,losses,,,c1,r\\|1|r\\\\2,,,,true')).toBe(true);
    expect(further?.endsWith(',1:20,,,,,,,,,')).toBe(true);
  });

  const words = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\0', '').trim());
  const optional = words.map((text) => (text === '' ? null : text));
  const decimals = fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([a, b]) => `${a}.${b}`);
  const anyKey = fc.constantFrom('a', 'b-1', 'c_2', 'd|3', 'e\\4', '\\|5|');
  const keys = fc.array(anyKey, { maxLength: 3 });
  const arbitraryClaim = fc
    .record({
      spokesperson: optional,
      note: optional,
      release: optional,
      best: decimals,
      provisional: fc.boolean(),
      definitionVersion: fc.integer({ min: 1, max: 9 }),
      ratioOf: keys,
      corrects: fc.option(anyKey),
      repeats: keys,
      derivesFrom: keys,
      contradicts: keys,
      partOf: keys,
      lineageDecided: fc.boolean(),
      publications: fc.array(
        fc.record({
          relay: optional,
          publisher: optional,
          title: optional,
          quote: optional,
          language: fc.constantFrom(null, 'uk', 'en'),
          note: optional,
          place: optional,
          translation: optional,
          isKeyed: fc.boolean(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ publications, ...fields }) =>
      aClaim({
        metric: 'territory_gained',
        ...fields,
        publications: publications.map(({ isKeyed, ...one }, index) => ({
          ...one,
          key: isKeyed ? `k-${index}` : null,
        })),
      }),
    );

  test('every claim reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryClaim, { minLength: 1, maxLength: 10 }), async (drawn) => {
        const claims = drawn.map((claim, place) => ({
          ...claim,
          key: `k${place}`,
          publications: claim.publications.map((one) => ({ ...one, key: one.key && `k${place}-${one.key}` })),
        }));
        expect(await claimsOf(toClaimsCsv(claims))).toEqual(claims);
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  test('what the ledger gives away is the same with its record behind, and reads back without it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryClaim, async (claim) => {
        const given = toFiledClaimsCsv([filed(claim)], KNOWN_ON);
        expect(await claimsOf(given)).toEqual([claim]);
        const record = `,1aaaaaa,2,attributed,2026-01-01T00:00:00.000Z,,,${KNOWN_ON},s1,true`;
        expect(given.replace(`,${RECORD_COLUMNS.join(',')}`, '').replaceAll(record, '')).toBe(toClaimsCsv([claim]));
      }),
      { numRuns: 200 },
    );
  });

  test('a file without the later columns says nothing about their fields', () => {
    expect(silentFieldsOf(FURTHER_COLUMNS.slice(6))).toEqual({
      claim: ['corrects', 'repeats', 'derivesFrom', 'contradicts', 'partOf', 'lineageDecided'],
      publication: ['language', 'archiveUrl', 'place', 'translation'],
      firstPublication: ['key', 'note'],
    });
  });

  test('the starter ledger reads back as it was written', async () => {
    const claims = await claimsOf(readFileSync('prisma/starter/claims.csv', 'utf8'));
    expect(claims).toHaveLength(1057);
    expect(await claimsOf(toClaimsCsv(claims))).toEqual(claims);
  });
});
