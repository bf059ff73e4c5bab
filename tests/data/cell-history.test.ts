/** What became of a figure (ux.md §6): the publishes behind it, as the log and the claims around its days have them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readCellPublishes } from '@/lib/data/cell-history';
import { publishClaims } from '@/lib/data/claims';
import { publish, publishAt } from '@/lib/data/ledger';
import { Publishing } from '@/lib/data/publishing';
import { publishSources } from '@/lib/data/sources';
import type { SeriesKey } from '@/lib/ledger/series';
import { aClaim, aSource, day, openLedger } from '../support/ledger';

openLedger();

const KEY: SeriesKey = {
  source: 'observer',
  metric: 'killed_or_wounded',
  side: 'ru',
  scope: 'theatre',
  definitionVersion: 1,
};
const SEPTEMBER = {
  key: KEY,
  subject: 'observer.killed_or_wounded.ru:2024-09',
  from: day('2024-09-01'),
  to: day('2024-10-01'),
};
const how = (summary: string) => ({ role: 'editor', summary }) as const;

/** A publish that says of one figure that it moved. */
async function move(subject: string, before: number, after: number): Promise<void> {
  await publish({ kind: 'claim', ...how('A correction.') }, async (client, opened) => {
    const held = await Publishing.open(client, opened, 'editor');
    held.record({
      verb: 'figure.moved',
      subject,
      before: { best: before },
      after: { best: after },
      changeClass: 'correction',
      changeCause: 'our_correction',
      reason: 'Misread.',
    });
    await held.close();
    return { keep: true, result: null };
  });
}

beforeAll(async () => {
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'other' })], {
    ...how('Sources.'),
    class: 'new',
    note: null,
  });
  await publishClaims([[aClaim({ key: 'september' })]], how('September.'));
  await publishClaims([[aClaim({ key: 'other', source: 'other' })]], how('Another source.'));
  await publishClaims(
    [[aClaim({ key: 'march', periodStart: '2023-03-01', periodEnd: '2023-04-01' })]],
    how('Another month.'),
  );
  await publishClaims([[aClaim({ key: 'again', best: '1001' })]], how('September again.'));
  await move(SEPTEMBER.subject, 1000, 1001);
  await move('observer.killed_or_wounded.ru:2024-08', 1, 2);
});

describe('the publishes behind a figure', () => {
  test('are those that wrote a claim of its days, and those that moved it, in order', async () => {
    const publishes = await readCellPublishes(SEPTEMBER, null);
    expect(publishes.map(({ summary, moved }) => [summary, moved === null])).toEqual([
      ['September.', true],
      ['September again.', true],
      ['A correction.', false],
    ]);
    expect(publishes[2]?.moved).toEqual({
      before: { best: 1000 },
      after: { best: 1001 },
      changeClass: 'correction',
      changeCause: 'our_correction',
      reason: 'Misread.',
    });
  });

  test('as known before are those of before', async () => {
    const [first] = await readCellPublishes(SEPTEMBER, null);
    if (!first) throw new Error('nothing was published');
    expect(await readCellPublishes(SEPTEMBER, first.recordedFrom)).toEqual([first]);
  });

  test('of a figure that nothing was ever published for are none', async () => {
    const empty = {
      ...SEPTEMBER,
      key: { ...KEY, side: 'ua' as const },
      subject: 'observer.killed_or_wounded.ua:2024-09',
    };
    expect(await readCellPublishes(empty, null)).toEqual([]);
    expect(await publishAt(null)).not.toBeNull();
  });
});
