import { beforeAll, describe, expect, test } from 'vitest';
import { gradeClaim, gradeSource, readClaimGrades, readSourceGrades } from '@/lib/data/assessments';
import { publishClaims } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import type { Editor } from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import type { ClaimId } from '@/lib/ledger/claim';
import { parseView } from '@/lib/ledger/view';
import { somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

const ABOUT = { source: 'observer', metric: 'killed_or_wounded', side: 'ru' } as const;
let people: { editor: Editor; contributor: Editor } | undefined;
function who(): { editor: Editor; contributor: Editor } {
  if (!people) throw new Error('nobody');
  return people;
}

beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Three sources.' } as const;
  await publishSources(
    [aSource({ slug: 'observer' }), aSource({ slug: 'echo' }), aSource({ slug: 'witness' })],
    change,
  );
  await publishClaims(
    [
      [
        aClaim({ key: 'alone', periodStart: '2023-01-01', periodEnd: '2023-02-01' }),
        aClaim({ key: 'echoed', periodStart: '2023-03-01', periodEnd: '2023-04-01' }),
        aClaim({
          key: 'echo',
          source: 'echo',
          repeatsSource: 'observer',
          periodStart: '2023-03-01',
          periodEnd: '2023-04-01',
        }),
        aClaim({ key: 'seconded', periodStart: '2023-05-01', periodEnd: '2023-06-01' }),
        aClaim({ key: 'second', source: 'witness', periodStart: '2023-05-01', periodEnd: '2023-06-01' }),
      ],
    ],
    { role: 'editor', summary: 'Five claims.' },
  );
  people = { editor: await somebody('editor'), contributor: await somebody('contributor') };
});

async function idOf(key: string): Promise<ClaimId> {
  const [row] = await rowsOf<{ public_id: ClaimId }>('SELECT public_id FROM claim WHERE key = $1', [key]);
  if (!row) throw new Error(key);
  return row.public_id;
}

describe('a grade of a source', () => {
  test('is of one metric and side, dated, with its reason; the latest first', async () => {
    await gradeSource(who().editor, ABOUT, 'C', 'Has been right about half the time.');
    const between = await publishAt(null);
    await gradeSource(who().editor, ABOUT, 'B', 'Its archive was opened.');
    expect((await readSourceGrades('observer', NOW))[0]?.grades.map(({ grade, reason }) => [grade, reason])).toEqual([
      ['B', 'Its archive was opened.'],
      ['C', 'Has been right about half the time.'],
    ]);
    const then = await readSourceGrades('observer', { known: between?.recordedFrom ?? null });
    expect(then[0]?.grades.map(({ grade }) => grade)).toEqual(['C']);
  });

  test('needs a reason, a grade that exists, and an editor', async () => {
    expect(await gradeSource(who().editor, ABOUT, 'B', '  ')).toMatchObject({ ok: false });
    expect(await gradeSource(who().editor, ABOUT, 'G', 'So good.')).toMatchObject({ ok: false });
    expect(await gradeSource(who().contributor, ABOUT, 'B', 'I think so.')).toMatchObject({ ok: false });
  });
});

describe('a grade of a claim', () => {
  test('1 is refused to a claim that nobody else speaks of, and to one that is only repeated', async () => {
    for (const key of ['alone', 'echoed'])
      expect(await gradeClaim(who().editor, await idOf(key), '1', 'Confirmed.')).toMatchObject({
        ok: false,
        message: expect.stringContaining('another lineage'),
      });
  });

  test('1 is given where a source of another lineage speaks of the same days', async () => {
    expect(await gradeClaim(who().editor, await idOf('seconded'), '1', 'The witness says the same.')).toEqual({
      ok: true,
    });
    expect((await readClaimGrades(await idOf('seconded'), NOW)).map(({ grade }) => grade)).toEqual(['1']);
  });

  test('weighs nothing: the figures are the same before and after', async () => {
    const { view } = parseView([
      ['series', 'observer.killed_or_wounded.ru'],
      ['from', '2023-01'],
      ['to', '2023-06'],
    ]);
    const figures = async () => JSON.stringify([...((await readComparison(view))?.table.cells ?? [])]);
    const before = await figures();
    await gradeClaim(who().editor, await idOf('alone'), '5', 'Improbable.');
    expect(await figures()).toBe(before);
  });
});
