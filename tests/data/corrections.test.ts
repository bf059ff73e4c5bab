/** T10: a source's announced correction of its own total is a claim of its own, and the months stand without it. */
import { beforeAll, expect, test } from 'vitest';
import { publishClaims } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { numberedNotes } from '@/lib/formats/chart-geometry';
import { parseView } from '@/lib/ledger/view';
import { aClaim, openLedger } from '../support/ledger';

openLedger({ starter: true });

const GS = 'ua-general-staff.killed_or_wounded.ru';

async function april() {
  const { view } = parseView(new URLSearchParams(`series=${GS}&from=2025-04&to=2025-04`));
  const comparison = await readComparison(view);
  const [figure] = [...(comparison?.table.cells.values() ?? [])].flat();
  if (!comparison || figure?.kind !== 'figure') throw new Error('no figure of April 2025');
  return { figure, notes: numberedNotes(comparison.table).map(({ event }) => event.sentence) };
}

beforeAll(async () => {
  const before = await april();
  expect(before.figure).toMatchObject({ best: 36420, unallocated: 0 });
  const correction = aClaim({
    key: 'gs-correction-2025-04',
    source: 'ua-general-staff',
    periodKind: 'total_correction',
    asOf: '2025-04-15',
    periodStart: null,
    periodEnd: null,
    best: '160',
  });
  const published = await publishClaims([[correction]], { role: 'reviewer', summary: 'A correction.' });
  expect(published).toMatchObject({ ok: true, published: 1 });
});

test('the month and what is set apart are the change of the total: 36 260 + 160 = 36 420', async () => {
  const { figure } = await april();
  expect(figure).toMatchObject({
    best: 36260,
    unallocated: 160,
    arithmetic: '953190 − 916770 − 160 = 36260',
    notes: expect.arrayContaining(['CORRECTION_SET_APART']),
  });
  expect(figure.claims.at(-1)?.role).toBe('correction');
});

test('the chart carries a note at its month', async () => {
  expect((await april()).notes).toContain(
    'The source corrected its running total by 160; the correction is set apart and belongs to no month.',
  );
});
