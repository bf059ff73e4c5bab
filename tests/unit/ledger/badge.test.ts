/** The verification ladder (domain.md §2). */
import { describe, expect, test } from 'vitest';
import { attributionOf, badgeOf, claimFlagsOf, meetsThreshold, weakestBadge } from '@/lib/ledger/badge';
import type { Attribution, Badge, Substance } from '@/lib/ledger/vocabulary';

const nothing = { publisher: null, url: null, title: null, publishedOn: null, archiveUrl: null };

describe('attribution', () => {
  test.each([
    ['an address', { url: 'https://example.org/1' }, 'a1'],
    ['an archive reference', { archiveUrl: 'https://web.archive.org/1' }, 'a1'],
    ['a publisher and a dated title', { publisher: 'BBC', title: 'Losses', publishedOn: '2024-09-01' }, 'a1'],
    ['a publisher and an undated title', { publisher: 'BBC', title: 'Losses' }, 'a0'],
    ['a publisher and a day', { publisher: 'BBC', publishedOn: '2024-09-01' }, 'a0'],
    ['a dated title of nobody', { title: 'Losses', publishedOn: '2024-09-01' }, 'a0'],
    ['a publisher alone', { publisher: 'BBC' }, 'a0'],
    ['nothing', {}, 'a0'],
  ])('%s', (_, known, attribution) => {
    expect(attributionOf([{ ...nothing, ...known } as Parameters<typeof attributionOf>[0][number]])).toBe(attribution);
  });

  test('one identified publication is enough; none is not', () => {
    expect(attributionOf([nothing, { ...nothing, url: 'https://example.org/1' }])).toBe('a1');
    expect(attributionOf([])).toBe('a0');
  });
});

describe('the badge is computed from attribution and substance', () => {
  test.each<[Attribution, Substance, Badge]>([
    ['a0', 's0', 'unchecked'],
    ['a0', 's2', 'unchecked'],
    ['a1', 's0', 'attributed'],
    ['a1', 's1', 'attributed'],
    ['a1', 's2', 'attributed'],
    ['a2', 's0', 'checked'],
    ['a2', 's1', 'corroborated'],
    ['a2', 's2', 'documented'],
  ])('%s and %s: %s', (attribution, substance, badge) => {
    expect(badgeOf({ attribution, substance })).toBe(badge);
  });

  test('steps are ordered: a threshold takes its own badge and all above', () => {
    const ladder: Badge[] = ['unchecked', 'attributed', 'checked', 'corroborated', 'documented'];
    for (const [step, badge] of ladder.entries())
      for (const [least, threshold] of ladder.entries()) expect(meetsThreshold(badge, threshold)).toBe(step >= least);
  });

  test('of several, the weakest counts', () => {
    expect(weakestBadge(['documented', 'attributed', 'checked'])).toBe('attributed');
    expect(weakestBadge(['checked'])).toBe('checked');
  });
});

describe('flags beside the badge', () => {
  const plain = {
    standing: 'current',
    supersededBy: null,
    isRestatement: false,
    metric: 'killed',
    originKnown: true,
    corrected: false,
    contested: false,
    captured: false,
  } as const;
  test.each([
    ['nothing', {}, []],
    ['replaced by its source', { supersededBy: 'c2' }, ['superseded']],
    ['corrected', { corrected: true }, ['corrected']],
    ['withdrawn', { standing: 'withdrawn' }, ['withdrawn']],
    ['discounted', { standing: 'discounted' }, ['discounted']],
    ['known from a relay only', { originKnown: false }, ['relay_only']],
    ['repeats another source', { isRestatement: true }, ['circular']],
    ['not definable', { metric: 'undefined_metric' }, ['undefined_metric']],
    ['several', { standing: 'discounted', isRestatement: true }, ['discounted', 'circular']],
    ['archived, and spoken against', { contested: true, captured: true }, ['captured', 'contested']],
  ])('%s', (_, over, flags) => {
    expect(claimFlagsOf({ ...plain, ...over } as Parameters<typeof claimFlagsOf>[0])).toEqual(flags);
  });
});
