import { describe, expect, test } from 'vitest';
import type { ClaimId } from '@/lib/ledger/claim';
import type { SeriesId } from '@/lib/ledger/series';
import { differencesBetween, type Printed, type PrintedFigure } from '@/lib/ledger/snapshot';
import { day, instant, month } from '../../support/ledger';

const SERIES = 'uk-di.killed_or_wounded.ru' as SeriesId;
const claim = (id: string, revision = 1) => ({ id: id as ClaimId, revision });

function printed(given: Partial<Printed> = {}): Printed {
  return {
    methodVersion: '1.0',
    knownOn: instant('2026-03-03T14:05:00.000Z'),
    figures: [],
    gaps: [],
    spans: [],
    totals: [],
    ...given,
  };
}

function figure(text: string, best: number, given: Partial<PrintedFigure> = {}): Printed['figures'][number] {
  return {
    series: SERIES,
    month: month(text),
    low: best,
    best,
    high: best,
    valueKind: 'point',
    flags: ['A'],
    badge: 'attributed',
    method: 'N1',
    claims: [claim('aaaaaaa')],
    ...given,
  };
}

describe('what changed between two tables of one question', () => {
  test('nothing, when both say the same', () => {
    expect(
      differencesBetween(
        printed({ figures: [figure('2024-09', 38130)] }),
        printed({ figures: [figure('2024-09', 38130)] }),
      ),
    ).toEqual([]);
  });

  test('a value: old and new, with the claims of both', () => {
    const now = figure('2024-09', 38110, { claims: [claim('bbbbbbb')] });
    expect(differencesBetween(printed({ figures: [figure('2024-09', 38130)] }), printed({ figures: [now] }))).toEqual([
      {
        place: { kind: 'month', series: SERIES, month: '2024-09' },
        what: 'value',
        before: expect.objectContaining({ kind: 'figure', best: 38130 }),
        after: expect.objectContaining({ kind: 'figure', best: 38110 }),
        claims: ['aaaaaaa', 'bbbbbbb'],
      },
    ]);
  });

  test('two totals of one day are two statements: each is compared with what the same claim said', () => {
    const total = (id: string, best: number): Printed['totals'][number] => ({
      series: SERIES,
      asOf: day('2024-10-01'),
      low: best,
      best,
      high: best,
      valueKind: 'point',
      badge: 'attributed',
      claims: [claim(id)],
    });
    const bests = (was: readonly Printed['totals'][number][], is: readonly Printed['totals'][number][]) =>
      differencesBetween(printed({ totals: was }), printed({ totals: is })).map(({ before, after }) =>
        [before, after].map((said) => (said?.kind === 'figure' ? said.best : null)),
      );
    const both = [total('aaaaaaa', 1000), total('bbbbbbb', 2000)];
    expect(
      bests(
        both,
        [both[1], both[0]].flatMap((one) => one ?? []),
      ),
    ).toEqual([]);
    expect(bests(both, [total('aaaaaaa', 1100), total('bbbbbbb', 2000)])).toEqual([[1000, 1100]]);
    expect(bests(both, [total('bbbbbbb', 2000)])).toEqual([[1000, null]]);
    expect(bests(both, [total('bbbbbbb', 2000), total('ccccccc', 1200)])).toEqual([[1000, 1200]]);
  });

  test('a figure that became a gap, and a gap that got another reason', () => {
    const gap = (text: string, reason: 'NO_CLAIM' | 'NO_ANCHOR') => ({
      series: SERIES,
      month: month(text),
      reason,
      claims: [],
    });
    const differences = differencesBetween(
      printed({ figures: [figure('2024-09', 38130)], gaps: [gap('2024-10', 'NO_CLAIM')] }),
      printed({ gaps: [gap('2024-09', 'NO_CLAIM'), gap('2024-10', 'NO_ANCHOR')] }),
    );
    expect(
      differences.map(({ before, after }) =>
        [before, after].map((said) => (said?.kind === 'gap' ? said.reason : said?.best)),
      ),
    ).toEqual([
      [38130, 'NO_CLAIM'],
      ['NO_CLAIM', 'NO_ANCHOR'],
    ]);
  });

  test('another flag is a change of the figure; another revision of a claim that says the same number is none', () => {
    const flagged = figure('2024-09', 38130, { flags: ['B'] });
    const revised = figure('2024-10', 41990, { claims: [claim('aaaaaaa', 2)] });
    const differences = differencesBetween(
      printed({ figures: [figure('2024-09', 38130), figure('2024-10', 41990)] }),
      printed({ figures: [flagged, revised] }),
    );
    expect(differences.map(({ place, what }) => [place.kind === 'month' && place.month, what])).toEqual([
      ['2024-09', 'value'],
    ]);
  });

  test('a number that was only checked meanwhile is named apart: what was cited stands', () => {
    const checked = figure('2024-09', 38130, { badge: 'checked' });
    expect(
      differencesBetween(printed({ figures: [figure('2024-09', 38130)] }), printed({ figures: [checked] })).map(
        ({ what }) => what,
      ),
    ).toEqual(['badge']);
  });

  test('a span that came and one that went', () => {
    const span = (from: string, to: string) => ({
      ...figure('2024-01', 500),
      method: 'N7' as const,
      from: day(from),
      to: day(to),
    });
    const differences = differencesBetween(
      printed({ spans: [span('2024-01-01', '2024-04-01')] }),
      printed({ spans: [span('2024-01-01', '2024-07-01')] }),
    );
    expect(differences.map(({ before, after }) => [before === null, after === null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });
});
