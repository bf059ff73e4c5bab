/**
 * Where the sources of one lineage stand in its picture: an origin above, what repeats it below and to the right, one row each, so that the
 * same picture fits a telephone and a wide page.
 */
import type { LineageComponent, LineageLink, LineageNode } from '@/lib/ledger/lineage-graph';
import { textWidth } from './text-width';

/** Widths and heights in the units of the picture, which are CSS pixels. */
export const LINEAGE_WIDTH = 336;
const ROW = 46;
const FIRST = 24;
const STEP = 22;
const MARK = 10;
const GUTTER = 18;
const RADIUS = 6;

/** One source: its mark, its name, and a line under it. */
export type DrawnNode = {
  readonly node: LineageNode;
  readonly x: number;
  readonly y: number;
  readonly textX: number;
  /** All its claims are ratios or estimates of estimates. */
  readonly isSilent: boolean;
  readonly name: string;
  readonly words: string;
};

/** One line from a source to what it repeats. */
export type DrawnLink = { readonly link: LineageLink; readonly path: string };

export type LineageDrawing = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
};

/** The text, or so much of it as fits with an ellipsis. */
function fitting(text: string, width: number, size: number, font: 'sans' | 'sans-bold'): string {
  if (textWidth(text, size, font) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size, font) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** The picture of one component; `nameOf` and `wordsOf` give the two lines of a source. */
export function drawLineage(
  component: LineageComponent,
  nameOf: (node: LineageNode) => string,
  wordsOf: (node: LineageNode) => string,
): LineageDrawing {
  const nodes = component.nodes.map((node, index): DrawnNode => {
    const x = MARK + node.depth * STEP;
    const textX = x + 14;
    const room = LINEAGE_WIDTH - GUTTER - textX;
    return {
      node,
      x,
      y: FIRST + index * ROW,
      textX,
      isSilent: node.claims > 0 && node.noVoice >= node.claims,
      name: fitting(nameOf(node), room, 15, 'sans-bold'),
      words: fitting(wordsOf(node), room, 12.5, 'sans'),
    };
  });
  const at = new Map(nodes.map((node) => [node.node.id, node]));
  const links = component.links.flatMap((link): DrawnLink[] => {
    const [from, to] = [at.get(link.from), at.get(link.to)];
    if (!from || !to) return [];
    const isTree = from.node.parent === to.node.id && from.y > to.y;
    const path = isTree
      ? `M${to.x} ${to.y + 7}V${from.y - RADIUS}Q${to.x} ${from.y} ${to.x + RADIUS} ${from.y}H${from.x - 7}`
      : aside(from, to);
    return [{ link, path }];
  });
  return { width: LINEAGE_WIDTH, height: FIRST + nodes.length * ROW - 10, nodes, links };
}

/** A second origin is reached along the right edge, clear of the names. */
function aside(from: DrawnNode, to: DrawnNode): string {
  const [edge, start] = [LINEAGE_WIDTH - 4, LINEAGE_WIDTH - GUTTER + 4];
  const [top, bottom] = from.y < to.y ? [from.y, to.y] : [to.y, from.y];
  return `M${start} ${top}H${edge - RADIUS}Q${edge} ${top} ${edge} ${top + RADIUS}V${bottom - RADIUS}Q${edge} ${bottom} ${edge - RADIUS} ${bottom}H${start}`;
}
