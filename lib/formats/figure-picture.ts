/**
 * A whole view as one standalone SVG: title, subtitle, panels, key, notes and source line, with literal colours and the
 * committed fonts by name. The same table and view give the same bytes; the PNG is made from this text (ux.md 16, 17).
 */
import { drawPanel, type Shape } from '@/lib/formats/chart-drawing';
import { NARROW, numberedNotes, type PlacedPanel, placeChart } from '@/lib/formats/chart-geometry';
import { px } from '@/lib/formats/chart-marks';
import { paintAttributes } from '@/lib/formats/chart-paint';
import { SPREAD_CAPTION, spreadOf, spreadSentence } from '@/lib/formats/disagreement-words';
import { noteDay } from '@/lib/formats/figure-words';
import { PALETTE, type SeriesToken } from '@/lib/formats/palette';
import { keyRows, panelSubtitle } from '@/lib/formats/panel-words';
import { ratioChoice, scenarioKey } from '@/lib/formats/scenario-words';
import { toSummary } from '@/lib/formats/summary';
import { type PictureFont, textWidth, wrapText } from '@/lib/formats/text-width';
import { attributionWords, panelTitle, sourceLine, viewLede, viewTitle, voicesWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { NOTE_KINDS } from '@/lib/ledger/vocabulary';

/** How wide a picture is, its margin and the size of its title. Files are wide; an embed shows the narrow one on a phone. */
const SHEETS = {
  wide: { width: 960, margin: 28, title: 28 },
  narrow: { width: NARROW + 24, margin: 12, title: 21 },
} as const;
export type PictureWidth = keyof typeof SHEETS;
type Sheet = (typeof SHEETS)[PictureWidth];

const COLOURS = PALETTE.light;

const FONTS: Readonly<Record<PictureFont, string>> = {
  sans: `font-family="Inter, sans-serif"`,
  'sans-bold': `font-family="Inter, sans-serif" font-weight="600"`,
  'serif-bold': `font-family="'Source Serif 4', serif" font-weight="600"`,
};

/** Text for XML: the five signs escaped, and what XML cannot hold at all left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
  );
}

/** One line of text at its baseline, as SVG. */
export function textElement(
  x: number,
  y: number,
  size: number,
  font: PictureFont,
  colour: string,
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${px(x)}" y="${px(y)}" font-size="${px(size)}" ${FONTS[font]} fill="${colour}"${anchored}>${escapeXml(text)}</text>`;
}

function colourOf(token: SeriesToken | null, otherwise: string): string {
  return token === null ? otherwise : COLOURS[token];
}

/** One shape of a drawing as SVG, in the colours of the light theme. */
export function shapeElement(shape: Shape): string {
  if (shape.kind === 'path') {
    return `<path ${paintAttributes(shape.paint, shape.token, 'light', shape.dash)} d="${shape.d}"/>`;
  }
  const font = shape.role === 'name' ? 'sans-bold' : 'sans';
  const colour = {
    name: colourOf(shape.token, COLOURS.ink),
    pin: COLOURS.ink,
    inside: COLOURS.card,
    axis: COLOURS.muted,
    note: COLOURS.muted,
    caption: COLOURS.muted,
  }[shape.role];
  const text = textElement(shape.x, shape.y, shape.size, font, colour, shape.text, shape.anchor);
  // A halo keeps words readable that stand over a neighbour's mark.
  return shape.role === 'caption'
    ? text.replace('<text ', `<text stroke="${COLOURS.card}" stroke-width="3" paint-order="stroke" `)
    : text;
}

/** Writes lines and panels one under another. */
class Page {
  readonly parts: string[] = [];
  readonly margin: number;
  readonly inner: number;
  y: number;

  constructor({ width, margin }: Sheet) {
    this.margin = margin;
    this.inner = width - 2 * margin;
    this.y = margin;
  }

  /** A paragraph, wrapped; `y` then stands under its last line. */
  paragraph(text: string, size: number, font: PictureFont, colour: string, width = this.inner): void {
    const step = size * 1.4;
    for (const line of wrapText(text, width, size, font)) {
      this.parts.push(textElement(this.margin, this.y + size, size, font, colour, line));
      this.y += step;
    }
  }

  /** Shapes that have their own origin, moved to the current height. */
  shapes(shapes: readonly Shape[], height: number): void {
    this.parts.push(`<g transform="translate(${this.margin} ${px(this.y)})">${shapes.map(shapeElement).join('')}</g>`);
    this.y += height;
  }
}

function writeKey(page: Page, panels: readonly PlacedPanel[], { scenario }: FigureTable): void {
  const size = 12.5;
  let [x, y, bottom] = [0, 0, 21];
  for (const row of keyRows(panels, scenario)) {
    const lines = wrapText(row.words, page.inner - 28, size);
    const width = 28 + Math.max(...lines.map((line) => textWidth(line, size)));
    if (x > 0 && x + width > page.inner) [x, y] = [0, bottom];
    const [left, top] = [x, y];
    const words = lines.map((line, index) => textElement(28, 11 + index * 17, size, 'sans', COLOURS.muted, line));
    page.parts.push(
      `<g transform="translate(${px(page.margin + left)} ${px(page.y + top)})">${row.sample.map(shapeElement).join('')}${words.join('')}</g>`,
    );
    bottom = Math.max(bottom, y + 21 + (lines.length - 1) * 17);
    x += width + 20;
  }
  page.shapes([], bottom);
}

function writeNotes(page: Page, table: FigureTable): void {
  for (const { number, event } of numberedNotes(table)) {
    const source = table.sources.find(({ slug }) => slug === event.source)?.shortName ?? event.source;
    page.paragraph(
      `${number}. ${noteDay(event)}, ${source}, ${NOTE_KINDS[event.kind].label}: ${event.sentence}`,
      12.5,
      'sans',
      COLOURS.muted,
    );
  }
}

/** How far the claims of each panel lie apart, where two lineages speak (A10). */
function writeSpread(page: Page, table: FigureTable): void {
  for (const panel of table.panels) {
    const sentence = spreadSentence(spreadOf(panel, table));
    if (sentence !== null)
      page.paragraph(`${panelTitle(panel, table)}: ${SPREAD_CAPTION} ${sentence}`, 12.5, 'sans', COLOURS.muted);
  }
}

/** Which ratio the reader’s layer cites; it goes with the picture wherever that goes (N9). */
function writeScenario(page: Page, panels: readonly PlacedPanel[], { scenario }: FigureTable): void {
  if (scenario === null || panels.every((placed) => placed.scenario.length === 0)) return;
  const words = `${scenarioKey(scenario)}. Claim ${scenario.ratio.id}, ${ratioChoice(scenario.ratio)}.`;
  page.paragraph(words, 12.5, 'sans', COLOURS.muted);
}

/** What stands under the title of a panel, with how many speak in it; the reader’s layer is nobody’s voice. */
function panelWords(placed: PlacedPanel, view: ResolvedView, table: FigureTable): string {
  const { panel } = placed;
  return [panelSubtitle(placed, view), ...(panel.series.length > 0 ? [`${voicesWords(table, panel)}.`] : [])].join(' ');
}

/** The view as SVG text, 960 pixels wide (`narrow`: for a phone) and as high as it needs to be. */
export function toPicture(table: FigureTable, view: ResolvedView, width: PictureWidth = 'wide'): string {
  const sheet: Sheet = SHEETS[width];
  const page = new Page(sheet);
  const panels = placeChart(table, view, page.inner);
  const title = viewTitle(view, table);
  page.paragraph(title, sheet.title, 'serif-bold', COLOURS.ink);
  page.y += 2;
  page.paragraph(viewLede(view, table), 15, 'sans', COLOURS.muted, Math.min(780, page.inner));
  page.y += 14;
  writeKey(page, panels, table);
  let shownPanel: PlacedPanel['panel'] | null = null;
  for (const placed of panels) {
    page.y += placed.panel === shownPanel ? 8 : 18;
    if (placed.panel !== shownPanel) {
      page.paragraph(panelTitle(placed.panel, table), 18, 'serif-bold', COLOURS.ink);
      page.paragraph(panelWords(placed, view, table), 12.5, 'sans', COLOURS.muted);
      page.y += 4;
    }
    shownPanel = placed.panel;
    const { frame, marks, words } = drawPanel(placed);
    page.shapes([...frame, ...marks, ...words], placed.height);
  }
  page.y += 14;
  writeNotes(page, table);
  writeSpread(page, table);
  writeScenario(page, panels, table);
  page.y += 8;
  page.parts.push(`<path d="M${page.margin} ${px(page.y)}h${page.inner}" stroke="${COLOURS.line}"/>`);
  page.y += 10;
  page.paragraph(sourceLine(view, table), 12.5, 'sans', COLOURS.muted);
  for (const words of attributionWords(table)) page.paragraph(words, 12.5, 'sans', COLOURS.muted);
  const height = Math.ceil(page.y + page.margin - 8);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${height}" viewBox="0 0 ${sheet.width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(toSummary(table, view.measure === 'day' ? 'day' : 'month'))}</desc>`,
    `<rect width="${sheet.width}" height="${height}" fill="${COLOURS.card}"/>`,
    ...page.parts,
    '</svg>',
    '',
  ].join('\n');
}
