/** One press keeps what is shown, also of a comparison with more series than a permalink keeps (R1). */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FreezeForm, keptOf } from '@/components/frozen/freeze-form';
import type { Instant } from '@/lib/ledger/month';
import { parseView, type View } from '@/lib/ledger/view';

const SOURCES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'];
const viewOf = (count: number): View => {
  const series = SOURCES.slice(0, count).map((source) => `${source}.killed.ru`);
  return parseView(new URLSearchParams({ series: series.join('~') })).view;
};

test('twelve series are kept as they are, and nothing is said', () => {
  expect(keptOf(viewOf(12))).toEqual({ view: viewOf(12), words: null });
});

test('of thirteen the first twelve are kept, and the reader is told before the press', () => {
  const { view, words } = keptOf(viewOf(13));
  expect(view.series).toEqual(viewOf(12).series);
  expect(words).toBe('A permalink, also to be cited or embedded, keeps the first 12 of these 13 series.');
  const known = '2026-11-22T08:00:00.000Z' as Instant;
  const form = (count: number) => renderToStaticMarkup(<FreezeForm view={viewOf(count)} knownOn={known} />);
  expect(form(13)).toBe(form(12));
});

test('a view that names no series keeps those of its default', () => {
  const { view } = parseView(new URLSearchParams());
  expect(keptOf(view)).toEqual({ view, words: null });
});
