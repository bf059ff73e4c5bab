/**
 * The picture that other sites show beside a link (R8; ux.md §20): title, what is counted, months, the chart of the first panel, what each
 * source says at most, sources with lineages, status and instant. Read on a phone and small, so nothing is written smaller than 24 pixels.
 */
import { drawPanel, swatchShapes } from '@/lib/formats/chart-drawing';
import { type PlacedMark, type PlacedPanel, type PlacedSeries, placeChart } from '@/lib/formats/chart-geometry';
import { px } from '@/lib/formats/chart-marks';
import { shapeElement, textElement } from '@/lib/formats/figure-picture';
import { countedWords, meanWords, valueWords } from '@/lib/formats/figure-words';
import { PALETTE } from '@/lib/formats/palette';
import { toSummary } from '@/lib/formats/summary';
import { formatDay, formatInstant, formatMonth, formatMonths, joinWords, plural } from '@/lib/formats/text';
import { type PictureFont, textWidth, wrapText } from '@/lib/formats/text-width';
import { panelTitle, viewTitle, voicesWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { daysBetween, type Month } from '@/lib/ledger/month';
import { BADGES, type Badge, codesOf } from '@/lib/ledger/vocabulary';

/** The size that link previews are cut for. */
export const SOCIAL = { width: 1200, height: 628 } as const;

const MARGIN = 48;
const INNER = SOCIAL.width - 2 * MARGIN;
const RIGHT = SOCIAL.width - MARGIN;
/** The smallest text there is. */
const SMALL = 24;
/** Left of the chart, for the numbers of its axis; right of it, for what each source says. */
const AXIS_WIDTH = 106;
/** The chart is placed as for a page of this width: about as high for its width as the room there is. */
const CHART_WIDTH = 810;
const NAMES_WIDTH = 290;
/** Where the lines under the picture begin. */
const FOOT = 470;

const COLOURS = PALETTE.light;

/** One line, cut at a word with an ellipsis where it does not fit. */
function fitted(text: string, width: number, size: number, font: PictureFont): string {
  if (textWidth(text, size, font) <= width) return text;
  const words = text.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')} …`, size, font) > width) words.pop();
  return `${words.join(' ').replace(/[,;:]$/, '')} …`;
}

/** What a mark stands for in words: its value, and when. */
function saidAt({ subject }: PlacedMark, counted: 'month' | 'day'): { readonly value: string; readonly when: string } {
  switch (subject.kind) {
    case 'figure':
      return {
        value: countedWords(subject.figure, counted),
        when: formatMonth(subject.figure.month, 'short'),
      };
    case 'span': {
      const { span } = subject;
      return { value: meanWords(span, daysBetween(span.from, span.to)), when: `from ${formatDay(span.from)}` };
    }
    case 'total':
      return { value: valueWords(subject.total), when: `by ${formatDay(subject.total.asOf)}` };
  }
}

/** The highest mark of a series, of equals the first; of running totals the last. */
function chosenMark(placed: PlacedPanel, item: PlacedSeries): PlacedMark | undefined {
  const marks = placed.marks.filter((mark) => mark.series === item.series.id && !mark.toDate);
  if (placed.mode === 'points') return marks.toSorted((a, b) => b.x - a.x)[0];
  return marks.toSorted((a, b) => b.value - a.value)[0];
}

/** The axis, the marks of the panel and the first and last month, in a box. */
function drawChart(placed: PlacedPanel, months: readonly Month[], top: number, height: number): string[] {
  const left = MARGIN + AXIS_WIDTH;
  const scale = Math.min((RIGHT - NAMES_WIDTH - left) / placed.plot.width, (height - SMALL - 10) / placed.plot.height);
  const width = placed.plot.width * scale;
  const y = (value: number) => top + (value - placed.plot.y) * scale;
  // Of the marks of the axis only so many that their larger numbers stand apart.
  const step = Math.max(1, Math.ceil((placed.ticks.length * (SMALL + 12)) / (placed.plot.height * scale)));
  const ticks = placed.ticks.filter((_, index) => index % step === 0);
  const under = y(placed.plot.y + placed.plot.height) + SMALL + 8;
  const [first, last] = [months[0], months.at(-1)];
  return [
    ...ticks.flatMap((tick) => [
      `<path d="M${px(left)} ${px(y(tick.y))}h${px(width)}" stroke="${COLOURS.line}"/>`,
      textElement(left - 12, y(tick.y) + SMALL * 0.35, SMALL, 'sans', COLOURS.muted, tick.label, 'end'),
    ]),
    `<g transform="translate(${px(left - placed.plot.x * scale)} ${px(top - placed.plot.y * scale)}) scale(${scale.toFixed(4)})">`,
    ...drawPanel(placed)
      .marks.filter((shape) => shape.kind === 'path')
      .map(shapeElement),
    '</g>',
    ...(first === undefined
      ? []
      : [textElement(left, under, SMALL, 'sans', COLOURS.muted, formatMonth(first, 'short'))]),
    ...(last === undefined || last === first
      ? []
      : [textElement(left + width, under, SMALL, 'sans', COLOURS.muted, formatMonth(last, 'short'), 'end')]),
  ];
}

/** Each series with what it says at most: name in its colour, value, month. */
function drawNames(placed: PlacedPanel, counted: 'month' | 'day', top: number, height: number): string[] {
  const left = RIGHT - NAMES_WIDTH + 40;
  const width = RIGHT - left;
  const size = 26;
  const step = 100;
  const room = Math.max(1, Math.floor(height / step));
  const shown = placed.series.slice(0, placed.series.length > room ? room - 1 : room);
  const rest = placed.series.length - shown.length;
  return [
    ...shown.flatMap((item, index) => {
      const y = top + index * step;
      const mark = chosenMark(placed, item);
      const swatch = swatchShapes(placed, item, 0, 0, mark?.badge ?? 'attributed')
        .map(shapeElement)
        .join('');
      const said = mark === undefined ? null : saidAt(mark, counted);
      const lead = placed.mode === 'points' ? 'last' : 'highest';
      const lines = said === null ? ['no figure here'] : [`${lead} ${said.value}`, said.when];
      return [
        `<g transform="translate(${px(left - 24)} ${px(y + 14)}) scale(1.9)">${swatch}</g>`,
        textElement(
          left,
          y + size * 0.85,
          size,
          'sans-bold',
          COLOURS[item.token],
          fitted(item.series.sourceShortName, width, size, 'sans-bold'),
        ),
        ...lines.map((line, row) =>
          textElement(
            left,
            y + size * 0.85 + (row + 1) * 30,
            SMALL,
            'sans',
            COLOURS.ink,
            fitted(line, width, SMALL, 'sans'),
          ),
        ),
      ];
    }),
    ...(rest > 0
      ? [textElement(left, top + shown.length * step + size, SMALL, 'sans', COLOURS.muted, `and ${rest} more`)]
      : []),
  ];
}

/** The months of a view without any mark, as rows of what is said over other days: the three largest. */
function drawRows(table: FigureTable, top: number): string[] {
  const name = new Map(table.series.map((series) => [series.id, series.sourceShortName]));
  const rows = [
    ...table.spans.map((span) => ({
      size: span.perDay,
      words: `${name.get(span.series)}: ${valueWords(span)}, ${formatDay(span.from)} to ${formatDay(span.to)}`,
    })),
    ...table.totals.map((total) => ({
      size: total.best ?? total.low ?? total.high ?? 0,
      words: `${name.get(total.series)}: ${valueWords(total)} by ${formatDay(total.asOf)}`,
    })),
  ]
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 3);
  const words = rows.length === 0 ? ['No source gives such a figure for these months.'] : rows.map((row) => row.words);
  return words.map((line, index) =>
    textElement(MARGIN, top + 40 + index * 56, 32, 'sans', COLOURS.ink, fitted(line, INNER, 32, 'sans')),
  );
}

/** As many sources as there is room for, by whole names: `Sources: General Staff; UK Defence Intel.; and 5 more`. */
function sourcesWithin(table: FigureTable, width: number): string {
  const names = table.sources.map((source) => source.shortName);
  for (let count = names.length; count > 1; count -= 1) {
    const rest = names.length - count;
    const text = `Sources: ${[...names.slice(0, count), ...(rest === 0 ? [] : [`and ${rest} more`])].join('; ')}`;
    if (textWidth(text, SMALL) <= width) return text;
  }
  return fitted(`Sources: ${names.join('; ')}`, width, SMALL, 'sans');
}

/** `Attributed`, `Attributed and Checked`: the statuses of the figures shown, lowest first. */
function badgesOf(table: FigureTable): string {
  const cells = [...table.cells.values()].flat().filter((cell) => cell.kind === 'figure');
  const found = new Set<Badge>([...cells, ...table.spans, ...table.totals].map(({ badge }) => badge));
  const labels = codesOf(BADGES).filter((badge) => found.has(badge));
  return labels.length === 0 ? 'No figure' : `Status: ${joinWords(labels.map((badge) => BADGES[badge].label))}`;
}

/** The picture as SVG text, 1200 × 628. The same table and view give the same bytes. */
export function toSocialPicture(table: FigureTable, view: ResolvedView): string {
  const counted = view.measure === 'day' ? 'day' : 'month';
  const title = viewTitle(view, table);
  const [placed] = placeChart(table, { ...view, layout: 'together' }, CHART_WIDTH);
  const panel = table.panels[0];
  const titleSize = wrapText(title, INNER, 44, 'serif-bold').length > 1 ? 38 : 44;
  const titleLines = wrapText(title, INNER, titleSize, 'serif-bold').slice(0, 2);
  const parts: string[] = titleLines.map((line, index) =>
    textElement(MARGIN, 44 + titleSize * (0.9 + index * 1.2), titleSize, 'serif-bold', COLOURS.ink, line),
  );
  let y = 44 + titleSize * 1.2 * titleLines.length + 8;
  const apart = table.panels.length > 1 ? ` · ${plural(table.panels.length - 1, 'further count')} apart` : '';
  const perDay = view.measure === 'day' ? ', a day' : '';
  const subtitle = `${panel === undefined ? '' : `${panelTitle(panel, table)}${perDay} · `}${formatMonths(view.from, view.to)}${apart}`;
  parts.push(
    textElement(MARGIN, y + SMALL, SMALL + 2, 'sans', COLOURS.muted, fitted(subtitle, INNER, SMALL + 2, 'sans')),
  );
  y += SMALL + 32;
  if (placed === undefined || placed.marks.length === 0) parts.push(...drawRows(table, y));
  else parts.push(...drawChart(placed, table.months, y, FOOT - y - 8), ...drawNames(placed, counted, y, FOOT - y));
  const known =
    view.public === null
      ? `As known on ${formatInstant(table.knownOn)}`
      : `From claims published by ${formatDay(view.public)}, known on ${formatInstant(table.knownOn)}`;
  const voices = `(${voicesWords(table)})`;
  const sources = sourcesWithin(table, INNER - textWidth(` ${voices}`, SMALL));
  const workWidth = textWidth('Attrition Ledger', 28, 'serif-bold') + 24;
  parts.push(
    `<path d="M${MARGIN} ${FOOT + 12}h${INNER}" stroke="${COLOURS.line}" stroke-width="2"/>`,
    textElement(MARGIN, FOOT + 48, SMALL, 'sans', COLOURS.ink, `${sources} ${voices}`),
    textElement(MARGIN, FOOT + 84, SMALL, 'sans', COLOURS.ink, fitted(badgesOf(table), INNER, SMALL, 'sans')),
    textElement(
      MARGIN,
      FOOT + 120,
      SMALL,
      'sans',
      COLOURS.muted,
      fitted(`${known}, method ${table.methodVersion}`, INNER - workWidth, SMALL, 'sans'),
    ),
    textElement(RIGHT, FOOT + 120, 28, 'serif-bold', COLOURS.ink, 'Attrition Ledger', 'end'),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SOCIAL.width}" height="${SOCIAL.height}" viewBox="0 0 ${SOCIAL.width} ${SOCIAL.height}">`,
    `<rect width="${SOCIAL.width}" height="${SOCIAL.height}" fill="${COLOURS.card}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** What the picture shows, for those who do not see it: the summary of its figures, what they count, and when they were known. */
export function socialAlt(table: FigureTable, view: ResolvedView): string {
  return `${viewTitle(view, table)}. ${toSummary(table, view.measure === 'day' ? 'day' : 'month')} As known on ${formatInstant(table.knownOn)}.`;
}
