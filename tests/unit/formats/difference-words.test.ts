import { describe, expect, test } from 'vitest';
import {
  type Between,
  bannerWords,
  type Recorded,
  subjectsOf,
  toDifferenceLines,
} from '@/lib/formats/difference-words';
import type { ClaimId } from '@/lib/ledger/claim';
import { type Day, type Instant, parseInstant, parseMonth } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import type { Difference, Said } from '@/lib/ledger/snapshot';

const series = 'uk-di.killed_or_wounded.ru' as SeriesId;
const september = parseMonth('2024-09') ?? ('' as never);
const claim = '4gxsnvq' as ClaimId;

const figure = (best: number, given: Partial<Extract<Said, { kind: 'figure' }>> = {}): Said => ({
  kind: 'figure',
  low: null,
  best,
  high: null,
  valueKind: 'point',
  flags: ['A'],
  badge: 'attributed',
  ...given,
});

const difference = (given: Partial<Difference>): Difference => ({
  place: { kind: 'month', series, month: september },
  what: 'value',
  before: figure(38130),
  after: figure(38250),
  claims: [claim],
  ...given,
});

const between: Between = {
  after: { ledgerNumber: 4n, methodVersion: '1.0' },
  until: { ledgerNumber: 9n, methodVersion: '1.0' },
};

const recorded = (given: Partial<Recorded>): Recorded => ({
  subject: claim,
  verb: 'claim.revised',
  ledgerNumber: 7n,
  recordedFrom: parseInstant('2026-03-03T14:05:00Z') ?? ('' as Instant),
  changeClass: 'correction',
  changeCause: 'our_correction',
  reason: 'Misread.',
  ...given,
});

const lineOf = (given: Partial<Difference>, happened: readonly Recorded[] = [], under: Between = between) => {
  const [line] = toDifferenceLines([difference(given)], happened, under);
  if (line === undefined) throw new Error('no line');
  return line;
};

describe('a figure that changed', () => {
  test('is said old and new, with its month', () => {
    expect(lineOf({})).toMatchObject({ when: 'September 2024', before: '38\u202f130', after: '38\u202f250' });
  });

  test('is said exactly, however small the change', () => {
    const before = figure(38130, { low: 38115, high: 38145 });
    expect(lineOf({ before, after: figure(38131, { low: 38116, high: 38146 }) })).toMatchObject({
      before: '38\u202f130',
      after: '38\u202f131',
    });
  });

  test('whose value stays and whose range moved shows the range', () => {
    const before = figure(38130, { low: 38115, high: 38145 });
    expect(lineOf({ before, after: figure(38130, { low: 38000, high: 38260 }) })).toMatchObject({
      before: '38\u202f130 (38\u202f115–38\u202f145)',
      after: '38\u202f130 (38\u202f000–38\u202f260)',
    });
  });

  test('that is gone says why there is none', () => {
    expect(lineOf({ after: { kind: 'gap', reason: 'SUPERSEDED_ALL' } }).after).toBe('no figure (all replaced)');
    expect(lineOf({ before: null }).before).toBe('no figure');
  });

  test('names the marks that came and went', () => {
    const after = figure(38130, { flags: ['P'] });
    expect(lineOf({ after }).also).toBe('Gains the mark “provisional”.');
    expect(lineOf({ before: after, after: figure(38130) }).also).toBe('Loses the mark “provisional”.');
  });

  test('only in how far it is verified is told apart', () => {
    const line = lineOf({ what: 'badge', after: figure(38130, { badge: 'checked' }) });
    expect(line).toMatchObject({ isBadgeOnly: true, also: 'Status: Attributed becomes Checked.' });
  });

  test.each([
    [{ kind: 'span', series, from: '2025-01-17' as Day, to: '2025-01-31' as Day } as const, '17 to 30 January 2025'],
    [{ kind: 'total', series, asOf: '2024-09-30' as Day } as const, 'total up to 30 September 2024'],
  ])('a %o has its days', (place, words) => {
    expect(lineOf({ place }).when).toBe(words);
  });
});

describe('the reason', () => {
  test('is what happened to a claim of the figure: class, cause, words, when', () => {
    expect(lineOf({}, [recorded({})]).reasons).toEqual([
      {
        words: 'Claim 4gxsnvq changed',
        href: '/claims/4gxsnvq',
        class: 'Correction, our mistake',
        reason: 'Misread.',
        publish: { ledgerNumber: 7n, at: '2026-03-03T14:05:00.000Z', href: '/changes/7' },
      },
    ]);
  });

  test('is not what happened to other claims', () => {
    const other = recorded({ subject: 'zzzzzzz' });
    expect(lineOf({}, [other]).reasons[0]?.words).toBe('A claim that it is weighed against changed');
  });

  test('is the source’s entry only where no claim of the figure changed', () => {
    const entry = recorded({ subject: 'uk-di', verb: 'source.revised', changeCause: null, changeClass: 'update' });
    expect(lineOf({}, [entry]).reasons.map(({ words }) => words)).toEqual(['The entry of the source uk-di changed']);
    expect(lineOf({}, [entry, recorded({})]).reasons.map(({ words }) => words)).toEqual(['Claim 4gxsnvq changed']);
  });

  test('a new method is one of its own', () => {
    const under: Between = { ...between, until: { ledgerNumber: 9n, methodVersion: '1.1' } };
    expect(lineOf({}, [recorded({})], under).reasons.at(-1)).toMatchObject({
      words: 'The method changed from 1.0 to 1.1',
      class: 'Improvement',
      publish: null,
    });
  });

  test('where nothing of its own happened, the log between the two publishes', () => {
    expect(lineOf({}).reasons[0]?.href).toBe('/changes?after=4&before=10');
  });

  test('is asked of claims, sources and series', () => {
    expect(subjectsOf([difference({}), difference({ claims: [claim, 'aaaaaaa' as ClaimId] })])).toEqual({
      claims: [claim, 'aaaaaaa'],
      sources: ['uk-di'],
      series: ['uk-di.killed_or_wounded.ru'],
    });
  });
});

describe('the banner', () => {
  const value = { what: 'value' } as const;
  const badge = { what: 'badge' } as const;
  test.each([
    [[], 'No figure on this page has changed since.'],
    [[value], '1 figure has changed since.'],
    [[value, value, value, value], '4 figures have changed since.'],
    [[value, badge], '1 figure has changed since. 1 more has another status of verification.'],
    [[badge, badge], 'No figure on this page has changed since. 2 figures have another status of verification.'],
  ])('%j', (differences, words) => {
    expect(bannerWords(differences)).toBe(words);
  });
});
