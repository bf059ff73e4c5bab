/** The history of a figure and whose voice its claims are, in words (ux.md §6). */
import { describe, expect, test } from 'vitest';
import { claimLineageWords, type RecordedMove, toCellVersions } from '@/lib/formats/cell-words';
import type { Instant } from '@/lib/ledger/month';

const figure = (best: number) => ({ low: best, best, high: best, flags: ['A'] });
const publish = (ledgerNumber: number, moved: RecordedMove['moved'] = null): RecordedMove => ({
  ledgerNumber: BigInt(ledgerNumber),
  recordedFrom: `2026-0${ledgerNumber}-01T00:00:00.000Z` as Instant,
  summary: `publish ${ledgerNumber}`,
  moved,
});
const corrected = (before: unknown, after: unknown): RecordedMove['moved'] => ({
  before,
  after,
  changeClass: 'correction',
  changeCause: 'our_correction',
  reason: 'Misread.',
});
const inShort = (versions: ReturnType<typeof toCellVersions>) =>
  versions.map(({ ledgerNumber, what, before, after }) => [Number(ledgerNumber), what, before, after]);

describe('the history of a figure', () => {
  test('begins with the publish that first recorded it', () => {
    expect(inShort(toCellVersions([publish(1)], figure(100), figure(100)))).toEqual([
      [1, 'first recorded', null, '100'],
    ]);
  });

  test('tells each publish that moved it: before, after, class and cause', () => {
    const versions = toCellVersions(
      [publish(1), publish(2, corrected(figure(100), figure(200)))],
      figure(100),
      figure(200),
    );
    expect(inShort(versions)).toEqual([
      [1, 'first recorded', null, '100'],
      [2, 'correction, our mistake', '100', '200'],
    ]);
    expect(versions[1]?.reason).toBe('Misread.');
  });

  test('leaves out publishes around it that moved nothing', () => {
    expect(inShort(toCellVersions([publish(1), publish(2)], figure(100), figure(100)))).toHaveLength(1);
  });

  test('names publishes that list no figures one by one, where the figure changed between them', () => {
    expect(inShort(toCellVersions([publish(1), publish(2)], { reason: 'NO_ANCHOR' }, figure(100)))).toEqual([
      [1, 'first recorded', null, 'no figure: one total only'],
      [2, 'claims behind it were recorded', null, null],
    ]);
  });

  test('of nothing is empty', () => {
    expect(toCellVersions([], null, figure(1))).toEqual([]);
  });
});

type Voice = Parameters<typeof claimLineageWords>[0];

describe('whose voice a claim is', () => {
  const own = {
    repeatsSource: null,
    repeats: [],
    derivesFrom: [],
    ratioOf: [],
    countBasis: 'official_tally',
    lineageDecided: false,
  } satisfies Voice;
  const words = (given: Partial<Voice>) => claimLineageWords({ ...own, ...given }, (slug) => `Source ${slug}`);

  test('its own, or another’s, or none', () => {
    expect(words({})).toBe('A lineage of its own, as far as is known.');
    expect(words({ lineageDecided: true })).toBe('A lineage of its own, as an editor decided.');
    expect(words({ repeatsSource: 'x' })).toBe('Repeats Source x: one lineage with it, not a second voice.');
    expect(words({ derivesFrom: ['key'] })).toBe(
      'Repeats or derives from another claim of the ledger: one lineage with it.',
    );
    expect(words({ ratioOf: ['key'] })).toBe('A ratio of other claims: no voice of its own.');
    expect(words({ countBasis: 'meta' })).toBe('Made of other estimates: no voice of its own.');
  });
});
