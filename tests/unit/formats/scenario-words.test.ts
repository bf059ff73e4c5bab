import { expect, test } from 'vitest';
import { ratioChoice, ratioWords, scenarioKey, scenarioName } from '@/lib/formats/scenario-words';
import type { RatioClaim, ScenarioFigure } from '@/lib/ledger/figure-table';

/** Plain spaces: numbers are grouped by narrow ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

const ratio: RatioClaim = {
  id: 'rat10aa' as RatioClaim['id'],
  revision: 1,
  metric: 'wounded_per_killed',
  side: 'ru',
  source: 'ua-president',
  sourceName: 'President of Ukraine',
  valueKind: 'approx',
  low: null,
  best: '2',
  high: null,
  roundingUnit: null,
  publishedOn: '2025-02-04' as RatioClaim['publishedOn'],
  badge: 'attributed',
};

test('a ratio is chosen by what it says, who says it and when', () => {
  expect(ratioChoice(ratio)).toBe('wounded per killed: about 2, President of Ukraine, 4 February 2025');
  expect(ratioWords({ ...ratio, valueKind: 'range', low: '3', best: null, high: '4' })).toBe('3–4');
  const share = {
    ...ratio,
    metric: 'killed_share',
    valueKind: 'at_least',
    low: '65',
    best: null,
    publishedOn: null,
  } as const;
  expect(ratioChoice(share)).toBe('killed, share: at least 65 per cent, President of Ukraine, undated');
});

test('whatever a scenario is called, it is called no claim', () => {
  const figure: ScenarioFigure = {
    series: 'nato.killed.ru' as ScenarioFigure['series'],
    month: '2025-12' as ScenarioFigure['month'],
    low: null,
    best: 93000,
    high: null,
    valueKind: 'approx',
    flags: ['scenario'],
    arithmetic: '31000 × (1 + 2) = 93000',
    claims: [],
  };
  expect(scenarioKey({ formula: 'killed × (1 + wounded per killed)' })).toBe(
    'Scenario: killed × (1 + wounded per killed), not a claim',
  );
  expect(plain(scenarioName(figure, 'NATO'))).toBe(
    'Scenario, not a claim: about 93 000, December 2025, from NATO: 31 000 × (1 + 2) = 93 000, open the figure that it starts from',
  );
});
