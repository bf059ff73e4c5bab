/**
 * A comparison in words: its title, lede, source line and file name (look.md “A figure is one captioned object”; ux.md §16, §17).
 */
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable, Panel, TableSeries } from '@/lib/ledger/figure-table';
import { countLineages } from '@/lib/ledger/lineage';
import { type Month, monthOf } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { capitalise, formatDay, formatInstant, formatMonth, joinWords, plural } from './text';

const COUNT_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** `two`, `twelve`, `13`: small numbers in running text. */
export function countWord(count: number): string {
  return COUNT_WORDS[count] ?? String(count);
}

/** `February 2024 to January 2026`, or one month. */
export function windowWords(view: Pick<ResolvedView, 'from' | 'to'>): string {
  const [from, to] = [formatMonth(view.from, 'long'), formatMonth(view.to, 'long')];
  return view.from === view.to ? from : `${from} to ${to}`;
}

/** What the comparison shows, as a headline. */
export function viewTitle(view: Pick<ResolvedView, 'side' | 'measure'>, table: Pick<FigureTable, 'panels'>): string {
  const metrics = [...new Set(table.panels.map((panel) => panel.metric))];
  const [only] = metrics;
  const side = SIDES[view.side];
  const isCasualty = metrics.every(
    (metric) => metricOf(metric).family === 'casualties' || metric === 'territory_gained',
  );
  if (only && metrics.length === 1)
    return `${capitalise(metricOf(only).label)}, ${side.label}, ${view.measure === 'total' ? 'totals as said' : 'month by month'}`;
  if (view.measure === 'total') return `How many ${side.label} has lost in all, as each source said`;
  return isCasualty ? `What each source says ${side.label} lost, month by month` : `${side.label}, month by month`;
}

/** The panel title: `Killed or wounded, Russia`. */
export function panelTitle(panel: Panel, table: FigureTable): string {
  const { label } = metricOf(panel.metric);
  // A panel without a source of its own holds the reader's layer.
  const [side, name] =
    panel.series.length === 0
      ? [table.scenario?.ratio.side, `Scenario: ${label}`]
      : [table.series.find((series) => panel.series.includes(series.id))?.side, capitalise(label)];
  return `${name}${side ? `, ${SIDES[side].label}` : ''}`;
}

function speakersOf(panel: Panel | undefined, table: FigureTable): TableSeries[] {
  const has = (id: SeriesId) =>
    (table.cells.get(id) ?? []).some((cell) => cell.kind === 'figure') ||
    table.totals.some((total) => total.series === id);
  return table.series.filter((series) => panel?.series.includes(series.id) && has(series.id));
}

/** One or two sentences under the headline: how many sources speak, who repeats whom, what stands apart. */
export function viewLede(view: ResolvedView, table: FigureTable): string {
  const speakers = speakersOf(table.panels[0], table);
  const repeating = speakers.filter((series) => series.repeats !== null);
  const sentences: string[] = [];
  if (speakers.length === 0) sentences.push('No source gives such a figure for these months.');
  else {
    const verb = view.measure === 'total' ? 'totals' : 'monthly totals';
    const say =
      speakers.length === 1
        ? `One source states ${verb}`
        : `${capitalise(countWord(speakers.length))} sources state ${verb}`;
    const repeat =
      repeating.length === 0
        ? ''
        : `, and ${repeating.length === 1 ? 'one repeats another' : `${countWord(repeating.length)} repeat others`}`;
    sentences.push(`${say} of ${metricOf(table.panels[0]?.metric ?? 'killed_or_wounded').label}${repeat}.`);
  }
  const apart = table.panels.slice(1).map((panel) => metricOf(panel.metric).label);
  // A long list of labels, some with commas of their own, cannot be read as one.
  if (apart.length > 3)
    sentences.push(`${capitalise(countWord(apart.length))} other counts stand apart, each by itself.`);
  else if (apart.length > 0)
    sentences.push(
      `${capitalise(joinWords(apart))} ${apart.length === 1 ? 'stands' : 'stand'} apart, because ${apart.length === 1 ? 'it counts' : 'they count'} other things.`,
    );
  return sentences.join(' ');
}

/** `5 sources, 4 lineages`: how many speak, and how many of them independently (A9); of the whole view, of one panel, or of one month of it. */
export function voicesWords(
  table: Pick<FigureTable, 'sources' | 'lineages' | 'series' | 'cells' | 'spans' | 'totals'>,
  within?: { readonly series: readonly SeriesId[]; readonly month?: Month },
): string {
  if (within === undefined) return saidVoices(table.sources.length, table.lineages);
  const { month } = within;
  const figures = within.series.flatMap((id) =>
    (table.cells.get(id) ?? []).flatMap((cell) =>
      cell.kind === 'figure' && (month === undefined || cell.month === month) ? [cell] : [],
    ),
  );
  const others = month === undefined ? [...table.spans, ...table.totals] : [];
  const parts = [...figures, ...others.filter(({ series }) => within.series.includes(series))];
  const speaking = new Set(parts.map(({ series }) => series));
  const sources = new Set(table.series.flatMap(({ id, source }) => (speaking.has(id) ? source : [])));
  return saidVoices(sources.size, countLineages(parts.map(({ lineage }) => lineage)));
}

const saidVoices = (sources: number, lineages: number) =>
  `${plural(sources, 'source')}, ${plural(lineages, 'lineage')}`;

/** Until when each source reports, where that is before the end of the window or worth knowing. */
export function reportsUntilWords(table: FigureTable): string {
  const until = new Map<string, string>();
  for (const series of table.series)
    if (series.reportsUntil && (until.get(series.sourceShortName) ?? '') < series.reportsUntil)
      until.set(series.sourceShortName, series.reportsUntil);
  const parts = [...until].map(
    ([name, day]) => `${name} to ${formatMonth(monthOf(day as TableSeries['reportsUntil'] & string), 'long')}`,
  );
  return parts.length === 0 ? '' : `Held so far: ${parts.join('; ')}.`;
}

/** The source line of a figure: sources, lineages, method and instant; it travels with every export (ux.md §16). */
export function sourceLine(view: ResolvedView, table: FigureTable): string {
  const names = table.sources.map((source) => source.name);
  const known =
    view.public === null
      ? `as known on ${formatInstant(table.knownOn)}`
      : `reconstructed from claims published by ${formatDay(view.public)}`;
  return `Sources: ${names.join('; ')} (${voicesWords(table)}). Attrition Ledger, method ${table.methodVersion}, ${known}.`;
}

/** The attributions that must travel with the data of the sources shown, each with the sources it is about. */
export function attributionWords(table: FigureTable): string[] {
  const names = new Map<string, string[]>();
  for (const { attribution, shortName } of table.sources)
    if (attribution !== null) names.set(attribution, [...(names.get(attribution) ?? []), shortName]);
  return [...names].map(([attribution, sources]) => `${joinWords(sources)}: ${attribution}`);
}

/** `attrition-ledger_ru_2024-02--2026-01_live-20261122`: name of a download without its ending (ux.md §17). */
export function fileName(
  view: Pick<ResolvedView, 'side' | 'from' | 'to' | 'known'>,
  table: Pick<FigureTable, 'panels' | 'knownOn'>,
): string {
  const stamp = table.knownOn.replace(/[-:]/g, '');
  const known = view.known === null ? `live-${stamp.slice(0, 8)}` : `known-${stamp.slice(0, 13)}Z`;
  const metric = table.panels.length === 1 ? `_${table.panels[0]?.metric}` : '';
  return `attrition-ledger_${view.side}${metric}_${view.from}--${view.to}_${known}`;
}
