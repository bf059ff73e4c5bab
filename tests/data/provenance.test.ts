/** D11: the provenance of figures by every rule of the starter ledger, valid PROV-JSON in which every name that is used is said. */
import Ajv from 'ajv-draft-04';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET } from '@/app/(public)/figures/cell.prov.json/route';
import { publishCapture } from '@/lib/data/captures';
import { saveRevision } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { NOW } from '@/lib/data/ledger';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { cell, cellTwin, span } from '@/lib/routes';
import { PROV_JSON_SCHEMA } from '@/tests/fixtures/prov-json-schema';
import { openLedger } from '../support/ledger';

openLedger({ starter: true });

const isProv = new Ajv({ strict: false }).compile(PROV_JSON_SCHEMA);

type Statements = Record<string, Record<string, unknown>>;
type Prov = Record<string, Statements>;

async function provOf(path: string): Promise<{ readonly text: string; readonly document: Prov }> {
  const answer = await GET(new Request(`https://ledger.example${cellTwin(path, 'prov.json')}`));
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return { text, document: JSON.parse(text) };
}

/** Series that have figures, spans and gaps of many kinds between them. */
const SERIES = [
  'afp.territory_gained.ru',
  'mediazona-bbc.names_added.ru',
  'meduza-mediazona.killed.ru',
  'oryx.equipment_lost_tank.ru',
  'ua-general-staff.killed_or_wounded.ru',
  'uk-di.killed_or_wounded.ru',
] as SeriesId[];

/** One figure, span or gap of each method and reason that these series have. */
async function paths(): Promise<Map<string, string>> {
  const view = { ...DEFAULT_VIEW, series: SERIES, from: '2022-02' as Month, to: '2026-06' as Month };
  const comparison = await readComparison(view, { lean: true });
  const found = new Map<string, string>();
  for (const id of SERIES)
    for (const one of comparison?.table.cells.get(id) ?? []) {
      const kind = one.kind === 'gap' ? one.reason : one.method;
      if (!found.has(kind)) found.set(kind, cell(DEFAULT_VIEW, id, one.month));
    }
  for (const one of comparison?.table.spans ?? [])
    if (!found.has(one.method)) found.set(one.method, span(DEFAULT_VIEW, one));
  return found;
}

/** Names that statements use and nobody says. */
function unsaid({ entity, agent, activity, prefix, ...relations }: Prov): string[] {
  const said = new Set([entity, agent, activity].flatMap((things) => Object.keys(things ?? {})));
  const parts =
    /^prov:(entity|agent|activity|plan|informed|informant|generatedEntity|usedEntity|specificEntity|generalEntity|delegate|responsible)$/;
  return Object.values(relations).flatMap((statements) =>
    Object.values(statements).flatMap((statement) =>
      Object.entries(statement).flatMap(([part, name]) =>
        parts.test(part) && !said.has(String(name)) ? [`${part} ${name}`] : [],
      ),
    ),
  );
}

const GENERAL_STAFF = '/figures/cell?month=2024-09&series=ua-general-staff.killed_or_wounded.ru';
let revised: string;

/** One of the two totals behind a figure gets a second version and an archived copy. */
beforeAll(async () => {
  const [row] = await rowsOf<{ id: ClaimId; publication: number }>(
    `SELECT c.public_id AS id, j.publication_id AS publication FROM claim c JOIN claim_revision r ON r.claim_id = c.id JOIN series s ON s.id = r.series_id
       JOIN source o ON o.id = s.source_id JOIN claim_revision_publication j ON j.claim_id = c.id
      WHERE o.slug = 'ua-general-staff' AND s.metric = 'killed_or_wounded' AND r.as_of = '2024-10-01'`,
  );
  if (!row) throw new Error('the starter ledger has no report of 1 October 2024');
  revised = row.id;
  const [held] = await readClaimsByIds([row.id], NOW);
  if (!held) throw new Error(`no claim ${row.id}`);
  const how = { class: 'update', note: 'Read again.', role: 'reviewer' } as const;
  await saveRevision(row.id, 1, { ...held.claim, note: 'Read again.' }, how);
  await publishCapture(null, {
    publicationId: row.publication,
    kind: 'fetched',
    bytes: { sha256: 'c'.repeat(64), size: 10, mime: 'text/html', name: 'page.html' },
    url: 'https://observer.example/report',
    archiveUrl: null,
    tool: 'a test',
    capturedAt: new Date('2026-01-05T00:00:00Z'),
  });
});

describe('the provenance of a figure', () => {
  test('by every rule, and of gaps, is valid, and says every name that it uses', async () => {
    const all = await paths();
    expect([...all.keys()]).toEqual(
      expect.arrayContaining(['N1', 'N2', 'N3', 'N4', 'N7', 'N8', 'NO_CLAIM', 'MIXED_VINTAGE']),
    );
    for (const [kind, path] of all) {
      const { document } = await provOf(path);
      expect(isProv(document), `${kind} ${path} ${JSON.stringify(isProv.errors)}`).toBe(true);
      expect(unsaid(document), `${kind} ${path}`).toEqual([]);
    }
  });

  test('the schema refuses what is no PROV-JSON', () => {
    expect(isProv({ entity: { 'a:b': { 'prov:label': null } } })).toBe(false);
    expect(isProv({ wasDerivedFrom: { '_:1': { 'prov:usedEntity': 'a:b' } } })).toBe(false);
    expect(isProv({ wasQuotedFrom: {} })).toBe(false);
  });

  test('names figure, arithmetic, rule, both claims and their source', async () => {
    const { document } = await provOf(GENERAL_STAFF);
    const { entity = {}, activity = {}, agent = {}, used = {} } = document;
    expect(entity['figure:ua-general-staff.killed_or_wounded.ru/2024-09']).toMatchObject({
      'prov:value': 38130,
      'al:low': 38120,
      'al:high': 38140,
    });
    expect(activity['deriving:ua-general-staff.killed_or_wounded.ru/2024-09']).toMatchObject({
      'al:arithmetic': '654430 − 616300 = 38130',
    });
    expect(entity['rule:N3']).toMatchObject({ 'prov:label': 'Difference of two running totals' });
    expect(agent['source:ua-general-staff']).toBeDefined();
    expect(Object.values(used).map((statement) => statement['prov:role'])).toEqual(
      expect.arrayContaining([['running total at the start'], ['running total at the end']]),
    );
  });

  test('follows a claim through its versions, each with role and time, to its archived copy', async () => {
    const { document } = await provOf(GENERAL_STAFF);
    expect(Object.values(document.wasDerivedFrom ?? {})).toContainEqual(
      expect.objectContaining({
        'prov:generatedEntity': `claim:${revised}/2`,
        'prov:usedEntity': `claim:${revised}/1`,
        'prov:type': { $: 'prov:Revision', type: 'prov:QUALIFIED_NAME' },
      }),
    );
    expect(document.agent?.['role:reviewer']).toBeDefined();
    expect(Object.values(document.entity ?? {})).toContainEqual(
      expect.objectContaining({ 'al:sha256': 'c'.repeat(64) }),
    );
    expect(Object.values(document.specializationOf ?? {})).toContainEqual(
      expect.objectContaining({ 'prov:generalEntity': `publication:${revised}/1` }),
    );
  });

  test('as known before is what it was then', async () => {
    const [first] = await rowsOf<{ at: string }>(
      `SELECT to_char(recorded_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM publish WHERE ledger_number = 1`,
    );
    const { document, text } = await provOf(`${GENERAL_STAFF}&known=${first?.at}`);
    expect(text).not.toContain(`claim:${revised}/2`);
    expect(document.specializationOf).toBeUndefined();
    expect((await provOf(`${GENERAL_STAFF}&known=${first?.at}`)).text).toBe(text);
  });

  test('what is no figure is refused in the form of the files', async () => {
    const answer = await GET(
      new Request('https://ledger.example/figures/cell.prov.json?series=none.killed.ru&month=2024-09'),
    );
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_request' } });
  });
});
