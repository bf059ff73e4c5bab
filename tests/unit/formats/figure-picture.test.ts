import { describe, expect, test } from 'vitest';
import { escapeXml, toPicture } from '@/lib/formats/figure-picture';
import { PALETTE } from '@/lib/formats/palette';
import { defaultComparison, everyMark, figureTable } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const picture = (table = defaultComparison(), over = {}) => toPicture(table, viewOf(table, over));

/** All words of a picture, line ends as spaces. */
function wordsOf(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map((match) => match[1])
    .join(' ')
    .replaceAll('\u202f', ' ');
}

test('the same table and view give the same bytes', () => {
  expect(picture()).toBe(picture());
});

test('it is 960 wide and stands alone: own fonts by name, no style sheet, no variable, nothing to load', () => {
  const svg = picture(everyMark());
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960" height="\d+"/);
  expect(svg).not.toMatch(/var\(|<style|<script|href|class=/);
  expect(new Set([...svg.matchAll(/font-family="([^"]*)"/g)].map((match) => match[1]))).toEqual(
    new Set(['Inter, sans-serif', "'Source Serif 4', serif"]),
  );
});

test('its colours are those of the light theme', () => {
  const svg = picture();
  expect(svg).toContain(PALETTE.light['series-1']);
  expect(svg).toContain(PALETTE.light['series-2']);
  expect(svg).not.toContain(PALETTE.dark['series-1']);
});

describe('its words', () => {
  test('title, panels and definitions', () => {
    const words = wordsOf(picture());
    expect(words).toContain('What each source says Russia lost, month by month');
    expect(words).toContain('Killed or wounded, Russia');
    expect(words).toContain('Killed and wounded persons together');
    expect(words).toContain('Names added, Russia');
  });

  test('the source line: sources, lineages, method and instant', () => {
    const words = wordsOf(picture());
    expect(words).toContain('(7 sources, 5 lineages)');
    expect(words).toMatch(/method 1\.\d+/);
    expect(words).toContain('as known on 22 November 2026, 08:00 UTC');
  });

  test('numbered notes', () => {
    expect(wordsOf(picture())).toContain('1. 28 February 2025, General Staff');
  });

  test('the key explains the marks on screen, and no others', () => {
    const every = wordsOf(picture(everyMark()));
    for (const words of ['at least', 'up to', 'range claimed, no best value', 'month to date', 'Documented:'])
      expect(every).toContain(words);
    const plain = wordsOf(
      picture(figureTable({ from: '2024-01', to: '2024-02', series: [{ id: 'uk-di.killed.ru', months: [1, 2] }] })),
    );
    expect(plain).toContain('Attributed: the source said it');
    expect(plain).not.toContain('up to');
    expect(plain).not.toContain('no figure');
  });
});

test('text is escaped, and signs that XML cannot hold are left out', () => {
  expect(escapeXml('<b> & "c" \u0000\u0008’')).toBe('&lt;b&gt; &amp; &quot;c&quot; ’');
  const table = figureTable({
    from: '2024-01',
    to: '2024-02',
    series: [{ id: 'uk-di.killed.ru', months: [1, 2] }],
    events: [{ day: '2024-01-05', kind: 'note', sentence: 'a <script>alert(1)</script> & more' }],
  });
  expect(picture(table)).not.toContain('<script');
});

test('each view draws: one panel a source, per day, logarithmic, nothing interpolated', () => {
  for (const over of [{ layout: 'apart' }, { measure: 'day' }, { scale: 'log' }, { interpolated: 'hide' }])
    expect(picture(everyMark(), over)).not.toMatch(/NaN|Infinity|undefined/);
});

test('a view without any figure says what it is and that there is none', () => {
  const svg = picture(figureTable({ from: '2024-01', to: '2024-02', series: [{ id: 'uk-di.killed.ru' }] }));
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(wordsOf(svg)).toContain('Killed, Russia');
  expect(wordsOf(svg)).toContain('No figure; each cell below says why');
});
