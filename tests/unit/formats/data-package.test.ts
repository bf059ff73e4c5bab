import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { toArchive } from '@/lib/formats/archive';
import type { FiledClaim } from '@/lib/formats/claims-csv';
import { claimFields, figureFields } from '@/lib/formats/data-package';
import { claimIdsOfDocument, type FiguresArchive, figuresArchive } from '@/lib/formats/figures-archive';
import { ALL_COLUMNS, SHOWN_COLUMNS, toShownFiguresCsv } from '@/lib/formats/figures-csv';
import { toFiguresDocument, toFiguresJson } from '@/lib/formats/figures-json';
import { toClaimsReadme } from '@/lib/formats/readme-text';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant, Month } from '@/lib/ledger/month';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import { aClaim } from '@/tests/support/ledger';
import { sampleTable } from '@/tests/support/sample-table';
import { unzip } from '@/tests/support/unzip';

/** The schemas as the Frictionless project publishes them. */
const published = (name: string) =>
  new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(`${import.meta.dirname}/../../fixtures/frictionless/${name}.json`, 'utf8')),
  );

const VIEW: View = {
  ...DEFAULT_VIEW,
  series: sampleTable().series.map(({ id }) => id),
  from: '2024-09' as Month,
  to: '2024-10' as Month,
  known: '2026-03-03T14:05:00.000Z' as Instant,
};

function filed(id: string): FiledClaim {
  return {
    id: id as ClaimId,
    revision: 2,
    badge: 'attributed',
    substance: 's1',
    isContested: true,
    recordedFrom: '2026-01-01T00:00:00.000Z' as Instant,
    recordedTo: '2026-04-01T00:00:00.000Z' as Instant,
    supersededBy: null,
    claim: aClaim({ key: `key-${id}`, note: '=1+1, "quoted"' }),
  };
}

function given(part: Partial<FiguresArchive> = {}): FiguresArchive {
  const document = toFiguresDocument(sampleTable(), VIEW);
  return {
    document,
    json: toFiguresJson(sampleTable(), VIEW),
    csv: toShownFiguresCsv(sampleTable(), VIEW),
    shape: 'shown',
    claims: claimIdsOfDocument(document).map(filed),
    withheld: [],
    isFrozen: true,
    address: 'https://ledger.example/p/0123456789abcdef',
    method: 'https://ledger.example/methodology/1.0',
    citation: 'Attrition Ledger. “A view” [dataset view].',
    bibtex: '@misc{view}\n',
    ...part,
  };
}

const files = async (part: Partial<FiguresArchive> = {}) => unzip(await toArchive(figuresArchive(given(part))));
const text = (all: Map<string, Buffer>, name: string) => all.get(name)?.toString() ?? '';

type Resource = { path: string; bytes: number; hash: string; schema?: { fields: { name: string; type: string }[] } };
const packageOf = (all: Map<string, Buffer>) =>
  JSON.parse(text(all, 'datapackage.json')) as { name: string; resources: Resource[] };

describe('the archive of a comparison', () => {
  test('holds the seven files', async () => {
    expect([...(await files()).keys()]).toEqual([
      'data.csv',
      'claims.csv',
      'metadata.json',
      'README.md',
      'CITATION.bib',
      'LICENSE.txt',
      'datapackage.json',
    ]);
  });

  test('has data.csv and metadata.json byte by byte as they are given away by themselves', async () => {
    const all = await files();
    expect(text(all, 'data.csv')).toBe(toShownFiguresCsv(sampleTable(), VIEW));
    expect(text(all, 'metadata.json')).toBe(toFiguresJson(sampleTable(), VIEW));
  });

  test('names the claims of data.csv in claims.csv, by the same ids', async () => {
    const all = await files();
    const figures: Record<string, string>[] = parse(text(all, 'data.csv'), { columns: true });
    const claims: Record<string, string>[] = parse(text(all, 'claims.csv'), { columns: true });
    const held = new Set(claims.map(({ claim_id }) => claim_id));
    const named = figures.flatMap(({ claim_ids = '' }) => claim_ids.split(' ').filter((id) => id !== ''));
    expect(named).toEqual(['1aaaaaa', '2bbbbbb', '2bbbbbb', '3cccccc', '4dddddd']);
    expect(named.filter((id) => !held.has(id))).toEqual([]);
  });

  test('gives each claim its own interval, not clipped to the instant asked', async () => {
    const [claim] = parse(text(await files(), 'claims.csv'), { columns: true }) as Record<string, string>[];
    expect(claim).toMatchObject({
      revision: '2',
      recorded_from: '2026-01-01T00:00:00.000Z',
      recorded_to: '2026-04-01T00:00:00.000Z',
      known_on: '2026-03-03T14:05:00.000Z',
    });
  });

  test('is the same bytes for the same content', async () => {
    expect(await toArchive(figuresArchive(given()))).toEqual(await toArchive(figuresArchive(given())));
  });
});

describe('README.md', () => {
  test('says whether data.csv is what is seen or everything', async () => {
    expect(text(await files(), 'README.md')).toContain('`data.csv` holds **as shown**');
    expect(text(await files({ shape: 'all' }), 'README.md')).toContain('`data.csv` holds **everything**');
  });

  test('says what was asked, what is counted, and how to cite it', async () => {
    const readme = text(await files(), 'README.md');
    expect(readme).toContain('- Months: September 2024 to October 2024');
    expect(readme).toContain('- `killed_or_wounded`, killed or wounded: Killed and wounded persons together');
    expect(readme).toContain('Attrition Ledger. “A view” [dataset view].');
    expect(readme).toContain('as known on 3 March 2026, 14:05 UTC');
  });

  test('of a live comparison says that it is no citation', async () => {
    expect(text(await files({ isFrozen: false }), 'README.md')).toContain('To cite it, make a permalink there.');
  });
});

test('LICENSE.txt carries the words that must travel with a source’s data', async () => {
  expect(text(await files(), 'LICENSE.txt')).toContain(
    '* General Staff of the Armed Forces of Ukraine: Totals from the mirror PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT).',
  );
});

describe('datapackage.json', () => {
  test('is valid by the published schema of data packages', async () => {
    const validate = published('data-package');
    validate(packageOf(await files()));
    expect(validate.errors).toBeNull();
  });

  test.each(['data.csv', 'claims.csv'])('%s is valid as a tabular resource and as a table schema', async (path) => {
    const resource = packageOf(await files()).resources.find((one) => one.path === path);
    const [isResource, isSchema] = [published('tabular-data-resource'), published('table-schema')];
    isResource(resource);
    isSchema(resource?.schema);
    expect([isResource.errors, isSchema.errors]).toEqual([null, null]);
  });

  test('the published schema refuses a package without resources, so that the tests above can fail', () => {
    expect(published('data-package')({ name: 'empty' })).toBe(false);
  });

  test('has the length and SHA-256 of every other file', async () => {
    const all = await files();
    const expected = [...all]
      .filter(([name]) => name !== 'datapackage.json')
      .map(([path, content]) => ({
        path,
        bytes: content.byteLength,
        hash: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      }));
    const listed = packageOf(all).resources.map(({ path, bytes, hash }) => ({ path, bytes, hash }));
    expect(listed).toEqual(expected);
  });

  test.each(['data.csv', 'claims.csv'])('describes the columns of %s as they stand in it', async (path) => {
    const all = await files();
    const [header] = parse(text(all, path), { to: 1 }) as string[][];
    const fields = packageOf(all).resources.find((one) => one.path === path)?.schema?.fields;
    expect(fields?.map(({ name }) => name)).toEqual(header);
  });

  test('the two shapes of data.csv have their own columns', () => {
    expect(figureFields('shown').map(({ name }) => name)).toEqual([...SHOWN_COLUMNS]);
    expect(figureFields('all').map(({ name }) => name)).toEqual([...ALL_COLUMNS]);
  });

  test('bounds are numbers, days dates, months months', () => {
    const types = new Map([...claimFields(), ...figureFields('all')].map(({ name, type }) => [name, type]));
    expect(['best', 'period_start', 'month', 'revision', 'floor'].map((name) => types.get(name))).toEqual([
      'number',
      'date',
      'yearmonth',
      'integer',
      'boolean',
    ]);
  });

  test('is named as the file is, in lower case', async () => {
    expect(packageOf(await files()).name).toBe(
      'attrition-ledger_ru_killed_or_wounded_2024-09--2024-10_known-20260303t1405z',
    );
  });
});

describe('D17 a source whose licence forbids to publish its data again', () => {
  const closed = (id: string): FiledClaim => ({ ...filed(id), claim: aClaim({ key: `key-${id}`, source: 'closed' }) });
  const part = {
    claims: [filed('1aaaaaa'), closed('2bbbbbb')],
    withheld: [
      { source: 'closed', reason: 'Its terms forbid it.' },
      { source: 'elsewhere', reason: 'All rights reserved.' },
    ],
  };

  test('has no rows in claims.csv; its figures stand as before', async () => {
    const all = await files(part);
    const rows: Record<string, string>[] = parse(text(all, 'claims.csv'), { columns: true });
    expect(rows.map(({ claim_id }) => claim_id)).toEqual(['1aaaaaa']);
    expect(text(all, 'data.csv')).toBe(text(await files(), 'data.csv'));
  });

  test('is named with the reason in README.md, which counts what is there', async () => {
    const readme = text(await files(part), 'README.md');
    expect(readme).toContain('- `closed`: Its terms forbid it.');
    expect(readme).toContain('the 1 claim behind them');
  });

  test('is named in datapackage.json, which stays valid; one that has no claim there is not', async () => {
    const dataPackage = packageOf(await files(part));
    expect(dataPackage).toMatchObject({ withheld: [{ source: 'closed', reason: 'Its terms forbid it.' }] });
    const validate = published('data-package');
    validate(dataPackage);
    expect(validate.errors).toBeNull();
  });

  test('is named with the reason in the README.md of all claims', () => {
    const readme = toClaimsReadme({
      knownOn: '2026-03-03T14:05:00.000Z' as Instant,
      methodVersion: '1.0',
      publishedBy: null,
      address: 'https://ledger.example/claims.zip',
      claims: 1,
      withheld: [{ source: 'closed', reason: 'Its terms forbid it.' }],
    });
    expect(readme).toContain('## What is withheld');
    expect(readme).toContain('- `closed`: Its terms forbid it.');
  });

  test('where nothing is left out, no file speaks of it', async () => {
    const all = await files();
    expect(text(all, 'README.md')).not.toContain('withheld');
    expect(Object.keys(packageOf(all))).not.toContain('withheld');
  });
});
