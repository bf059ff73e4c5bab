import { describe, expect, test } from 'vitest';
import { type ClaimFileRow, parseClaimsCsv } from '@/lib/formats/claims-csv';
import {
  foreignColumnsOf,
  type ImportMapping,
  importMappingSchema,
  mappingProblems,
  readHead,
  silentFieldsOfMapping,
  suggestMapping,
} from '@/lib/formats/import-mapping';
import type { Claim } from '@/lib/ledger/claim';

const slugOf = (name: string) => ({ 'institute for the study of war': 'isw', isw: 'isw' })[name];

const FIXED = { source: 'ISW', side: 'Russia', metric: 'killed', period_kind: 'interval' } as const;

function mapping(given: Partial<ImportMapping> & Pick<ImportMapping, 'fields'>): ImportMapping {
  return importMappingSchema.parse({ fixed: FIXED, ...given });
}

async function rowsOf(text: string, how: ImportMapping): Promise<ClaimFileRow[]> {
  const rows: ClaimFileRow[] = [];
  const foreign = foreignColumnsOf(how, slugOf);
  for await (const row of parseClaimsCsv([new TextEncoder().encode(text)], { foreign })) rows.push(row);
  return rows.slice(1);
}

async function claimOf(text: string, how: ImportMapping): Promise<Claim> {
  const [row] = await rowsOf(text, how);
  if (row?.kind !== 'claim') throw new Error(JSON.stringify(row));
  return row.claim;
}

describe('a row of a foreign file', () => {
  test('is read with what the columns mean and what holds for every row', async () => {
    const claim = await claimOf(
      'from,to,n\n2024-09-01,2024-09-30,1000\n',
      mapping({ fields: ['period_start', 'last_day', 'best'] }),
    );
    expect(claim).toMatchObject({
      source: 'isw',
      side: 'ru',
      metric: 'killed',
      periodStart: '2024-09-01',
      // The period ends on the first day that no longer belongs to it.
      periodEnd: '2024-10-01',
      valueKind: 'point',
      best: '1000',
    });
  });

  test('gets a key from what it is about, so that it is known again with another number', async () => {
    const how = mapping({ fields: ['period_start', 'last_day', 'best'] });
    const key = async (best: string) => (await claimOf(`a,b,c\n2024-09-01,2024-09-30,${best}\n`, how)).key;
    expect(await key('1000')).toBe('isw-killed-ru-2024-09-01-2024-10-01');
    expect(await key('2000')).toBe('isw-killed-ru-2024-09-01-2024-10-01');
  });

  test('keeps its own key where it has one', async () => {
    const claim = await claimOf('id,n\nx-1,5\n', mapping({ fields: ['claim_key', 'best'] }));
    expect(claim.key).toBe('x-1');
  });

  test('a cell goes before what holds for every row', async () => {
    const how = mapping({ fields: ['side', 'best', 'claim_key'] });
    const sides = await Promise.all(
      ['Ukraine', 'UA', ''].map(async (side) => (await claimOf(`a,b,c\n${side},5,k\n`, how)).side),
    );
    expect(sides).toEqual(['ua', 'ua', 'ru']);
  });

  test.each([
    ['low and high', '10,20', 'range'],
    ['a lower bound', '10,', 'at_least'],
    ['an upper bound', ',20', 'at_most'],
    ['no number', ',', 'none'],
  ])('with %s says so by itself', async (_words, cells, kind) => {
    const claim = await claimOf(`a,b,c\n${cells},k\n`, mapping({ fields: ['low', 'high', 'claim_key'] }));
    expect(claim.valueKind).toBe(kind);
  });

  test('with a source that nobody registered keeps the name, so that it can be refused by it', async () => {
    const claim = await claimOf('a,b,c\nsomebody,5,k\n', mapping({ fields: ['source', 'best', 'claim_key'] }));
    expect(claim.source).toBe('somebody');
  });

  test('that has not as many cells as the header is refused by its number', async () => {
    const rows = await rowsOf('a,b\n1,2,3\n', mapping({ fields: ['best', 'claim_key'] }));
    expect(rows).toMatchObject([
      {
        kind: 'problems',
        row: 2,
        problems: [{ message: 'does not have as many cells as the header: 3 instead of 2.' }],
      },
    ]);
  });
});

describe('days and numbers', () => {
  test.each([
    ['ymd', '2024-09-30', '2024-09-30'],
    ['dmy', '30.09.2024', '2024-09-30'],
    ['dmy', '1/12/2024', '2024-12-01'],
    ['mdy', '1/12/2024', '2024-01-12'],
    ['dmy', '2024-09-30', '2024-09-30'],
    ['ymd', '2024-09-30T12:00:00Z', '2024-09-30'],
  ] as const)('%s: %s is %s', async (dates, written, day) => {
    const claim = await claimOf(
      `a,b\n${written},5\n`,
      mapping({ fields: ['as_of', 'best'], fixed: { ...FIXED, period_kind: 'instant' }, dates }),
    );
    expect(claim.asOf).toBe(day);
  });

  test('a day in another order than was said is refused, not guessed', async () => {
    const [row] = await rowsOf('a,b\n30.09.2024,5\n', mapping({ fields: ['as_of', 'best'] }));
    expect(row).toMatchObject({ kind: 'problems', problems: [{ column: 'as_of' }] });
  });

  test.each([
    ['point', '700,000', '700000'],
    ['point', '1 234 567', '1234567'],
    ['comma', '1.234', '1234'],
    ['comma', '1.234.567', '1234567'],
    ['point', '−13', '-13'],
  ] as const)('%s: %s is %s', async (decimals, written, best) => {
    const claim = await claimOf(
      `k\t${'n'}\nk\t${written}\n`,
      mapping({ fields: ['claim_key', 'best'], fixed: { ...FIXED, metric: 'losses_minus_recruits' }, decimals }),
    );
    expect(claim.best).toBe(best);
  });

  test('a fraction keeps its places', async () => {
    const fixed = { ...FIXED, metric: 'territory_gained' };
    const claim = await claimOf(
      'k;n\nk;499,28\n',
      mapping({ fields: ['claim_key', 'best'], fixed, decimals: 'comma' }),
    );
    expect(claim.best).toBe('499.28');
  });

  test('what is no number is refused by what was written', async () => {
    const [row] = await rowsOf('a,b\nk,dozens\n', mapping({ fields: ['claim_key', 'best'] }));
    expect(row).toMatchObject({ kind: 'problems', problems: [{ column: 'best' }] });
  });
});

describe('a mapping', () => {
  test('is guessed from the names of the columns', () => {
    const guessed = suggestMapping(['Date', 'Estimate', 'Source URL', 'Colour', 'best'], [['31.12.2024', '5']]);
    expect(guessed.fields).toEqual(['as_of', 'best', 'url', null, null]);
    expect(guessed.dates).toBe('dmy');
  });

  test('without source, side, count or kind of period is not whole', () => {
    const problems = mappingProblems(importMappingSchema.parse({ fields: ['best'] }), ['n']);
    expect(problems.map(({ at }) => at)).toEqual(['fixed-source', 'fixed-side', 'fixed-metric', 'fixed-period_kind']);
  });

  test('needs a column with the number', () => {
    expect(mappingProblems(mapping({ fields: ['url'] }), ['x']).map(({ message }) => message)).toEqual([
      'No column holds the number. Choose the one that does.',
    ]);
  });

  test('cannot make one field of two columns', () => {
    expect(mappingProblems(mapping({ fields: ['best', 'best'] }), ['n', 'm'])).toEqual([
      { at: 'column-1', message: '“m” and “n” cannot both be “Number”.' },
    ]);
  });

  test('says what its file is silent about', () => {
    const { columns } = foreignColumnsOf(mapping({ fields: ['best', 'url'] }), slugOf);
    const silent = silentFieldsOfMapping(columns);
    expect(silent.claim).toContain('note');
    expect(silent.publication).toContain('quote');
    expect(silent.publication).not.toContain('url');
  });
});

test('the head of a file gives its header and first rows', () => {
  const head = readHead(new TextEncoder().encode('\uFEFFa ;"b;c"\n1;2\n3;"4\n5"\n'), ';');
  expect(head).toEqual({
    header: ['a', 'b;c'],
    samples: [
      ['1', '2'],
      ['3', '4\n5'],
    ],
  });
});
