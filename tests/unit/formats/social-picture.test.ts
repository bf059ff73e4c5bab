import { describe, expect, test } from 'vitest';
import { toPng } from '@/lib/formats/picture-png';
import { socialAlt, toSocialPicture } from '@/lib/formats/social-picture';
import { defaultComparison, figureTable, runningTotals } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const table = defaultComparison();
const svg = toSocialPicture(table, viewOf(table));
const texts = (picture: string) => [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

const spans = figureTable({
  from: '2024-01',
  to: '2024-03',
  series: [
    {
      id: 'uk-di.killed_or_wounded.ru',
      spans: [
        { from: '2024-01-01', to: '2024-03-01', best: 60000 },
        { from: '2024-02-10', to: '2024-02-20', best: 12000 },
      ],
    },
  ],
});

describe.each([
  ['months', table],
  ['running totals', runningTotals()],
  ['other days only', spans],
  ['nothing', figureTable({ from: '2024-01', to: '2024-03', series: [{ id: 'uk-di.killed_or_wounded.ru' }] })],
])('the picture of %s', (_, shown) => {
  const picture = toSocialPicture(shown, viewOf(shown));

  test('has no text smaller than 24 pixels (ux.md 20)', () => {
    const sizes = [...picture.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
  });

  test('says when it was known and how many lineages speak', () => {
    const words = texts(picture).join(' ');
    expect(words).toContain('22 November 2026, 08:00 UTC');
    expect(words).toMatch(/\d sources?, \d lineages?\)/);
  });
});

test('it names what is shown, what is counted, the months, each source with its highest month, and the status', () => {
  const words = texts(svg).map((text) => text?.replaceAll('\u202f', ' '));
  expect(words).toEqual(
    expect.arrayContaining([
      'What each source says Russia lost, month by month',
      'Killed or wounded, Russia · February 2024 to January 2026 · 3 further counts apart',
      'General Staff',
      'highest 48 670',
      'Dec 2024',
      'UK Defence Intel.',
      'Status: Attributed',
      'Attrition Ledger',
    ]),
  );
});

test('it is 1200 × 628 pixels as PNG', () => {
  const png = Buffer.from(toPng(svg, 1));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 628]);
});

test('the same table and view give the same bytes', () => {
  expect(toSocialPicture(defaultComparison(), viewOf(defaultComparison()))).toBe(svg);
});

test('its words for those who do not see it are the title, the summary and the instant', () => {
  expect(socialAlt(spans, viewOf(spans))).toBe(
    'Killed or wounded, Russia, month by month. 3 months, 1 series. 2 spans over other days, the highest 1\u202f200 a day from 10 February 2024. As known on 22 November 2026, 08:00 UTC.',
  );
});
