import { type Comparison, readComparison } from '@/lib/data/comparison';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Figure, Gap, Span, TableSeries } from '@/lib/ledger/figure-table';
import { type Day, type Month, monthOf, parseDay, parseMonth } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { parseView, type View } from '@/lib/ledger/view';
import { cell, span } from '@/lib/routes';

/** One figure, gap or span, with the series and comparison it stands in. */
export type Found = {
  readonly view: View;
  readonly comparison: Comparison;
  readonly series: TableSeries;
  readonly figure: Figure | Span | null;
  readonly gap: Gap | null;
  readonly at: { readonly month: Month } | { readonly from: Day; readonly to: Day };
};

/** Why nothing was found, in words, and the nearest view. */
export type NotFound = {
  readonly problem: string;
  readonly view: View;
  /** What was asked, where the ledger held nothing yet at its instant. */
  readonly path?: string;
};

type Asked = { readonly id: SeriesId; readonly at: Found['at'] };

function parseAsked(text: ReadonlyMap<string, string>, view: View): Asked | null {
  const [id] = view.series ?? [];
  const month = parseMonth(text.get('month') ?? '');
  const [from, to] = [parseDay(text.get('from') ?? ''), parseDay(text.get('to') ?? '')];
  if (!id) return null;
  if (month) return { id, at: { month } };
  return from && to && from < to ? { id, at: { from, to } } : null;
}

function pick({ table }: Comparison, { id, at }: Asked): Figure | Gap | Span | undefined {
  if ('month' in at) return table.cells.get(id)?.find((cell) => cell.month === at.month);
  return table.spans.find((span) => span.series === id && span.from === at.from && span.to === at.to);
}

/** The number or gap that an address of `/figures/cell` names: series and month, or series and the days of a span. */
export async function findCell(pairs: readonly (readonly [string, string])[]): Promise<Found | NotFound> {
  const { view } = parseView(pairs.filter(([key]) => !['from', 'to', 'month', 'measure'].includes(key)));
  const asked = parseAsked(new Map(pairs), view);
  if (!asked)
    return {
      view,
      problem:
        'A derivation is asked for by series and month, such as series=uk-di.killed_or_wounded.ru and month=2024-09.',
    };
  const [from, to] =
    'month' in asked.at ? [asked.at.month, asked.at.month] : [monthOf(asked.at.from), monthOf(asked.at.to)];
  const narrow: View = { ...view, series: [asked.id], from, to };
  const comparison = await readComparison(narrow, { lean: true });
  if (comparison === null)
    return {
      view,
      problem: 'The ledger held nothing at that instant.',
      path: 'month' in asked.at ? cell(view, asked.id, asked.at.month) : span(view, { series: asked.id, ...asked.at }),
    };
  const series = comparison.table.series.find(({ id }) => id === asked.id);
  if (!series) return { view, problem: `The ledger holds no series “${asked.id}”.` };
  const shown = pick(comparison, asked);
  if (!shown) return { view, problem: 'The ledger holds no number for exactly these days.' };
  const gap = 'kind' in shown && shown.kind === 'gap' ? shown : null;
  const figure = 'kind' in shown && shown.kind === 'gap' ? null : shown;
  return { view: narrow, comparison, series, figure, gap, at: asked.at };
}

/** Every claim that the number or gap names. */
export function claimIdsOf({ figure, gap }: Found): readonly ClaimId[] {
  if (gap) return gap.claims;
  return figure ? [...figure.claims, ...figure.alsoSaid].map((claim) => claim.id) : [];
}

/** What events and drawers call the number: `series:month`, or `series:first day/day after` of a span. */
export function subjectOf({ series, at }: Pick<Found, 'series' | 'at'>): string {
  return 'month' in at ? `${series.id}:${at.month}` : `${series.id}:${at.from}/${at.to}`;
}

/** The page on which the number is taken apart, under the instant and threshold that were asked. */
export function pathOf({ view, series, at }: Pick<Found, 'view' | 'series' | 'at'>): string {
  return 'month' in at ? cell(view, series.id, at.month) : span(view, { series: series.id, ...at });
}
