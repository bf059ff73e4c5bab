import { describe, expect, test } from 'vitest';
import { effectSummary, movedFigureWords, movedSpanWords, toEffectGroups } from '@/lib/formats/effect-words';
import type { MovedFigure, MovedSpan } from '@/lib/ledger/effect';
import type { Cell, Figure, Span } from '@/lib/ledger/figure-table';
import type { SeriesId } from '@/lib/ledger/series';
import type { Reason } from '@/lib/ledger/vocabulary';
import { day, month } from '@/tests/fixtures/claims';

const SERIES = 'uk-di.killed_or_wounded.ru' as SeriesId;
const SEPTEMBER = month('2024-09');

const figure = (given: Partial<Figure>): Figure => ({
  kind: 'figure',
  series: SERIES,
  month: SEPTEMBER,
  low: null,
  best: null,
  high: null,
  valueKind: 'point',
  method: 'N2',
  flags: ['A'],
  notes: [],
  badge: 'attributed',
  floor: false,
  coverageDays: 30,
  daysInMonth: 30,
  arithmetic: '0',
  unallocated: 0,
  claims: [],
  alsoSaid: [],
  lineage: null,
  ...given,
});
const gap = (reason: Reason): Cell => ({ kind: 'gap', series: SERIES, month: SEPTEMBER, reason, claims: [] });
const moved = (before: Cell, after: Cell): MovedFigure => ({
  series: SERIES,
  sourceName: 'UK Defence Intelligence',
  month: SEPTEMBER,
  before,
  after,
});
const span = (given: Partial<Span>): Span => ({
  series: SERIES,
  from: day('2024-06-01'),
  to: day('2024-09-01'),
  low: null,
  best: 92_000,
  high: null,
  method: 'N7',
  valueKind: 'point',
  perDay: 1000,
  flags: ['A'],
  badge: 'attributed',
  floor: false,
  arithmetic: '92000',
  claims: [],
  alsoSaid: [],
  lineage: null,
  ...given,
});

describe('one figure, old → new', () => {
  test('that moves', () => {
    const before = figure({ low: 38_115, best: 38_130, high: 38_145 });
    const after = figure({ low: 38_085, best: 38_100, high: 38_115 });
    expect(movedFigureWords(moved(before, after))).toEqual({
      key: '2024-09',
      kind: 'moved',
      when: 'September 2024',
      before: '38\u202f130 (± 15)',
      after: '38\u202f100 (± 15)',
      also: null,
    });
  });

  test('that is made, with the rule and the marks that it carries', () => {
    const after = figure({ low: 36_000, best: 36_000, high: 36_000, flags: ['E', 'P'], method: 'N4' });
    expect(movedFigureWords(moved(gap('NO_CLAIM'), after))).toMatchObject({
      kind: 'made',
      before: 'no figure',
      after: '36\u202f000',
      also: 'Made as difference with an interpolated border. Carries the mark “estimated here and provisional”.',
    });
  });

  test('that is lost, with the reason', () => {
    const before = figure({ low: 36_000, best: 36_000, high: 36_000 });
    expect(movedFigureWords(moved(before, gap('SUPERSEDED_ALL')))).toMatchObject({
      kind: 'lost',
      before: '36\u202f000',
      after: 'no figure',
      also: 'Every claim for this month has been withdrawn, discounted or replaced.',
    });
  });

  test('whose number stays while its marks, its status and its rule change', () => {
    const before = figure({ low: 10, best: 10, high: 10, flags: ['P'], method: 'N3' });
    const after = figure({ low: 10, best: 10, high: 10, flags: ['D'], method: 'N1', badge: 'checked' });
    expect(movedFigureWords(moved(before, after))).toMatchObject({
      kind: 'remarked',
      also: 'Gains the mark “definition inferred”. Loses the mark “provisional”. Status: Attributed becomes Checked. Made as stated for the month, no longer as difference of two running totals.',
    });
  });

  test('that there is neither before nor after, for another reason', () => {
    expect(movedFigureWords(moved(gap('NO_CLAIM'), gap('NO_ANCHOR')))).toMatchObject({
      kind: 'remarked',
      before: 'no figure',
      after: 'no figure',
      also: 'Why there is none: “nothing claimed” becomes “one total only”.',
    });
  });
});

describe('one span', () => {
  const about: Pick<MovedSpan, 'series' | 'sourceName'> = { series: SERIES, sourceName: 'UK Defence Intelligence' };

  test('that is made', () => {
    expect(movedSpanWords({ ...about, before: null, after: span({}) })).toMatchObject({
      kind: 'made',
      when: '1 June to 31 August 2024',
      before: 'no figure',
      after: '92\u202f000',
    });
  });

  test('that is lost', () => {
    expect(movedSpanWords({ ...about, before: span({}), after: null })).toMatchObject({
      kind: 'lost',
      before: '92\u202f000',
      after: 'no figure',
    });
  });
});

test('what changes is told by series, with its metric and side; units only where they are not persons', () => {
  const area = 'isw.territory_gained.ru' as SeriesId;
  const groups = toEffectGroups({
    moved: [
      moved(gap('NO_CLAIM'), figure({ low: 10, best: 10, high: 10 })),
      {
        ...moved(gap('NO_CLAIM'), figure({ series: area, low: 498, best: 498, high: 498 })),
        series: area,
        sourceName: 'ISW',
      },
    ],
    spans: [],
  });
  expect(groups.map(({ name, lines }) => [name, lines.map(({ after }) => after)])).toEqual([
    ['UK Defence Intelligence: killed or wounded, Russia', ['10']],
    ['ISW: territory gained, Russia', ['498\u00a0km²']],
  ]);
});

describe('how much changes, in a few words', () => {
  test.each([
    [{ figures: 0, share: null }, 'No figure changes'],
    [{ figures: 1, share: null }, '1 figure changes'],
    [{ figures: 1, share: 0.0234 }, '1 figure changes, by 2.3\u202f%'],
    [{ figures: 12, share: 0.5 }, '12 figures change, by up to 50\u202f%'],
    [{ figures: 2, share: 0.00001 }, '2 figures change, by less than 0.01\u202f%'],
  ])('%o', (effect, words) => {
    expect(effectSummary(effect)).toBe(words);
  });
});
