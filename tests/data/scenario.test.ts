/** A scenario reads its ratio from the ledger, as known at the instant of the view (domain.md §3.3 N9; features.md A20). */
import { expect, test } from 'vitest';
import { publishClaims } from '@/lib/data/claims';
import { type Comparison, readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { readRatioChoices } from '@/lib/data/ratio-claims';
import { parseFiguresJson, toFiguresJson } from '@/lib/formats/figures-json';
import type { ClaimId } from '@/lib/ledger/claim';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import { aClaim, month, openLedger } from '../support/ledger';

openLedger({ starter: true });

const TWO_PER_KILLED = 'd3j0h10' as ClaimId;
const view = (over: Partial<View> = {}): View => ({
  ...DEFAULT_VIEW,
  series: ['nato.killed.ru' as SeriesId],
  from: month('2025-10'),
  to: month('2026-01'),
  scenario: TWO_PER_KILLED,
  ...over,
});
const read = async (asked: View): Promise<Comparison> => {
  const comparison = await readComparison(asked);
  if (comparison === null) throw new Error('nothing known');
  return comparison;
};

test('the ratios about a side are offered, those of the other side are not', async () => {
  const offered = await readRatioChoices('ru', NOW);
  expect(offered.map(({ id }) => id)).toContain(TWO_PER_KILLED);
  expect(new Set(offered.map(({ side }) => side))).toEqual(new Set(['ru']));
});

test('two wounded for each killed, as the President of Ukraine says, make three of each that NATO says', async () => {
  const { table, unknownScenario } = await read(view());
  expect(unknownScenario).toBeNull();
  expect(table.scenario).toMatchObject({ yields: 'killed_or_wounded', ratio: { id: TWO_PER_KILLED, best: '2' } });
  const bests = (table.cells.get('nato.killed.ru' as SeriesId) ?? []).flatMap((cell) =>
    cell.kind === 'figure' && cell.best !== null ? cell.best * 3 : [],
  );
  expect(bests.length).toBeGreaterThan(0);
  expect(table.scenario?.figures.map(({ best }) => best)).toEqual(bests);
});

test('what is no ratio is named, and the view has no scenario', async () => {
  const [count] = await rowsOf<{ id: ClaimId }>(
    `SELECT public_id AS id FROM claim WHERE key = 'zel-2025-12-35k-killed'`,
    [],
  );
  const { table, unknownScenario, view: shown } = await read(view({ scenario: count?.id ?? null }));
  expect({ scenario: table.scenario, unknownScenario, shown: shown.scenario }).toEqual({
    scenario: null,
    unknownScenario: count?.id,
    shown: null,
  });
});

test('its printed document is the same bytes at its own instant, whatever is said of the ratio later', async () => {
  const first = await read(view());
  const asked = { ...first.view, known: first.table.knownOn };
  const json = toFiguresJson(first.table, asked);
  expect(parseFiguresJson(json).scenario).toEqual(first.table.scenario);
  const [replaced] = await rowsOf<{ key: string }>('SELECT key FROM claim WHERE public_id = $1', [TWO_PER_KILLED]);
  const later = aClaim({
    key: 'later-ratio',
    source: 'ua-president',
    metric: 'wounded_per_killed',
    periodKind: 'ratio',
    best: '3',
    updates: replaced?.key ?? '',
  });
  await publishClaims([[later]], { role: 'editor', summary: 'Another ratio.' });
  expect(toFiguresJson((await read(asked)).table, asked)).toBe(json);
  // Replaced by its own source, it is nothing to multiply by any more; and the view’s instant is that of the change.
  const now = await read(view());
  expect(now.unknownScenario).toBe(TWO_PER_KILLED);
  const held = (await readRatioChoices('ru', NOW)).find(({ best }) => best === '3');
  expect((await read(view({ scenario: held?.id ?? null }))).table.knownOn).toBe((await publishAt(null))?.recordedFrom);
});
