import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ChartFrame } from '@/components/charts/chart-frame';
import { PAINTS } from '@/lib/formats/chart-paint';
import type { FigureTable } from '@/lib/ledger/figure-table';
import type { View } from '@/lib/ledger/view';
import { defaultComparison, everyMark, figureTable, runningTotals } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const markup = (table: FigureTable, over: Partial<View> = {}) =>
  renderToStaticMarkup(<ChartFrame view={viewOf(table, over)} table={table} />);

const spoken = (html: string) => html.replaceAll('\u202f', ' ').replaceAll('&amp;', '&');
const css = readFileSync('components/charts/charts.css', 'utf8');

describe('the chart from the server', () => {
  const html = spoken(markup(everyMark()));

  test('each panel is a figure with heading, definition and two pictures', () => {
    expect(html.match(/<figure/g)).toHaveLength(3);
    expect(html.match(/<h2/g)).toHaveLength(3);
    expect(html.match(/role="img"/g)).toHaveLength(6);
    expect(html).toContain('href="/codebook#metrics-killed"');
  });

  test('a picture is described by its title and a generated summary', () => {
    expect(html).toContain(
      '<svg role="img" aria-labelledby="chart-killed-ru-wide-title chart-killed-ru-wide-summary" viewBox="0 0 960',
    );
    expect(html).toContain('<desc id="chart-killed-ru-wide-summary">12 months, 3 series.');
  });

  test('nothing that one can focus lies inside a picture', () => {
    for (const [picture] of html.matchAll(/<svg role="img".*?<\/svg>/g)) expect(picture).not.toContain('<a ');
  });

  test('every mark is a link with a name that says all', () => {
    expect(html).toContain(
      '<a href="/figures/cell?month=2026-01&series=ua-general-staff.killed_or_wounded.ru" aria-label="31 700, January 2026, General Staff of the Armed Forces of Ukraine, checked, open derivation">',
    );
    const figures = [...everyMark().cells.values()].flat().filter(({ kind }) => kind === 'figure').length;
    expect(html.match(/data-figure=/g)).toHaveLength(figures);
    for (const [link] of html.matchAll(/<a [^>]*><path data-figure/g)) expect(link).toContain('aria-label="');
  });

  test('every empty month is under a link whose title gives the reason', () => {
    expect(html).toContain(
      '<title>No figure, October 2026, General Staff: The running total fell: the source revised it, and the difference is no figure.</title>',
    );
  });

  test('neighbouring months that are empty for one reason share a link', () => {
    const table = figureTable({
      from: '2024-01',
      to: '2024-06',
      series: [{ id: 'uk-di.killed.ru', months: [5, 'NO_CLAIM', 'NO_CLAIM', 'NO_ANCHOR', 5, 5] }],
    });
    const titles = [...markup(table).matchAll(/<title>(No figure[^<]*)<\/title>/g)].map((match) => match[1]);
    expect(titles.slice(0, 2)).toEqual([
      'No figure, February to March 2024, UK Defence Intel.: in each month: The source published nothing for this month that the ledger holds.',
      'No figure, April 2024, UK Defence Intel.: Only one running total is known near this month; a difference needs two.',
    ]);
  });

  test('a month covered in part says so', () => {
    expect(html).toContain('<title>14 of 30 days, General Staff</title>');
  });

  test('there is a way to the table beside it', () => {
    expect(html).toMatch(/<a href="\/figures\?[^"]*tab=table[^"]*">View as table<\/a>/);
  });

  test('ids are unique on the page', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('a running total leads to its claim', () => {
  expect(spoken(markup(runningTotals()))).toContain('<a href="/claims/abc1234" aria-label="42 284 persons, up to');
});

test('a span leads to its derivation over its own days', () => {
  expect(spoken(markup(defaultComparison()))).toContain(
    '<a href="/figures/cell?from=2024-02-15&series=mediazona-bbc.names_added.ru&to=2024-04-13"',
  );
});

test('one panel a source: each has a name of its own for those who do not see it', () => {
  const html = markup(everyMark(), { layout: 'apart' });
  expect(html.match(/<h3/g)).toHaveLength(3);
  expect(html).toContain('Killed, Russia, UK Defence Intelligence</title>');
});

test('eight series of twenty-four months stay under 150 kB', () => {
  const sources = ['ua-general-staff', 'uk-di', 'mediazona-bbc', 'afp', 'deepstate', 'isw', 'oryx', 'nato'];
  const table = figureTable({
    from: '2024-02',
    to: '2026-01',
    series: sources.map((source, nth) => ({
      id: `${source}.killed_or_wounded.ru`,
      months: Array.from({ length: 24 }, (_, month) => 20000 + 1500 * nth + 137 * month),
    })),
  });
  expect(Buffer.byteLength(markup(table))).toBeLessThan(150_000);
});

describe('the style sheet', () => {
  const ruleOf = (name: string) => new RegExp(`\\.paint-${name} \\{([^}]*)\\}`).exec(css)?.[1] ?? '';

  test.each(Object.entries(PAINTS))('paints %s as the standalone picture does', (paint, style) => {
    const rule = ruleOf(paint);
    const width = style.stroke === 'none' ? undefined : `${style.width}px`;
    expect(/stroke-width: ([^;]+);/.exec(rule)?.[1]).toBe(width);
    expect(/stroke-dasharray: ([^;]+);/.exec(rule)?.[1]).toBe(style.dash);
    expect(rule.includes('fill: none')).toBe(style.fill === 'none');
  });

  test('knows no colour but the tokens', () => {
    expect(css).not.toMatch(/#[0-9a-f]{3,8}\b/i);
  });
});
