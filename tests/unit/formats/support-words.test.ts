import { describe, expect, test } from 'vitest';
import {
  agreeingWords,
  comparedWords,
  opposingWords,
  originWords,
  type SupportSaid,
} from '@/lib/formats/support-words';
import type { Day } from '@/lib/ledger/month';

const said = (over: Partial<SupportSaid> = {}): SupportSaid => ({
  days: { from: '2024-09-01' as Day, to: '2024-10-01' as Day },
  agreesWith: { ids: ['a'] },
  against: { ids: ['b', 'c'] },
  roots: [{ slug: 'uk-di', name: 'UK Defence Intelligence' }],
  isVoice: true,
  sources: 4,
  lineages: 3,
  ...over,
});
const ABOUT = { metric: 'killed_or_wounded', side: 'ru' } as const;

describe('what others make of a claim, in words', () => {
  test('says how many agree, and how many lie apart', () => {
    expect(agreeingWords(said())).toBe('Corroborated by 1 claim of another lineage');
    expect(agreeingWords(said({ agreesWith: { ids: ['a', 'b'] } }))).toBe('Corroborated by 2 claims of other lineages');
    expect(opposingWords(said())).toBe('Contested: the numbers of 2 claims of other lineages lie apart');
    expect(opposingWords(said({ against: { ids: ['b'] } }))).toBe(
      'Contested: the number of 1 claim of another lineage lies apart',
    );
  });

  test('says over which days, and how many voices speak', () => {
    expect(comparedWords(said(), ABOUT)).toBe(
      '4 sources and 3 lineages speak of the same: killed or wounded, Russia, over September 2024.',
    );
  });

  test('says that nobody else speaks, or that what others say cannot be set against it', () => {
    const silent = { agreesWith: { ids: [] }, against: { ids: [] } };
    expect(comparedWords(said({ ...silent, lineages: 1 }), ABOUT)).toBe(
      'No other lineage speaks of the same: killed or wounded, Russia, over September 2024.',
    );
    expect(comparedWords(said(silent), ABOUT)).toContain('None of them can be set against this one');
    expect(comparedWords(said({ days: null }), ABOUT)).toMatch(/^It was compared with no other claim/);
  });

  test('says whose number it is, and what is no voice', () => {
    expect(originWords(said(), { slug: 'uk-di' })).toEqual({
      before: 'Its source’s own number, as far as the ledger knows.',
      named: [],
      after: '',
    });
    const staff = [{ slug: 'ua-general-staff', name: 'General Staff' }];
    expect(originWords(said({ roots: staff }), { slug: 'uk-di' })).toEqual({
      before: 'Goes back to ',
      named: staff,
      after: ': one voice with it, however many repeat it.',
    });
    expect(originWords(said({ isVoice: false }), { slug: 'uk-di' }).before).toContain('is no voice of its own');
  });
});
