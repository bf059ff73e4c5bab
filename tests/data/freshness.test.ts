import { expect, test } from 'vitest';
import { NOW } from '@/lib/data/ledger';
import { listSources } from '@/lib/data/source-pages';
import { publishSources } from '@/lib/data/sources';
import { parseDay } from '@/lib/ledger/month';
import { openLedger } from '../support/ledger';

openLedger({ starter: true });

const freshnessIn = async (slug: string, publicDay: string | null = null) =>
  (await listSources({ ...NOW, public: publicDay === null ? null : parseDay(publicDay) })).find(
    ({ source }) => source.slug === slug,
  );

test('R14 a source shows its last publication, its usual gap, and since when it is late', async () => {
  expect((await freshnessIn('oryx'))?.freshness).toEqual({
    state: 'late',
    lastPublished: '2025-07-19',
    usualGapDays: 31,
    lateSince: '2025-08-20',
  });
  expect((await freshnessIn('ru-leak'))?.freshness.state).toBe('unknown');
});

test('R14 of what was public by a day only that counts', async () => {
  const known = await freshnessIn('oryx', '2024-06-15');
  expect(known?.freshness.lastPublished).toMatch(/^2024-0[56]-/);
});

test('R14 a source that ended, as its registry entry says, is not late', async () => {
  const held = await freshnessIn('oryx');
  if (!held) throw new Error('no such source');
  await publishSources([{ ...held.source, endedOn: parseDay('2025-07-19') }], {
    class: 'update',
    note: 'The compiled list ended.',
    role: 'editor',
    summary: 'A list has ended.',
  });
  expect((await freshnessIn('oryx'))?.freshness).toMatchObject({ state: 'ended', lateSince: null });
});
