/**
 * Names at the ends of lines, and the key above the chart where there is no room for them (ux.md 8).
 */
import { textWidth, wrapText } from '@/lib/formats/text-width';

/** A label before it has its place: `anchor` is the height at which it would like to be centred. */
export type LabelWish<Id> = {
  readonly id: Id;
  readonly anchor: number;
  /** The name, in bold and in the series' colour; broken into at most two lines. */
  readonly name: readonly string[];
  /** Further words, small. */
  readonly notes: readonly string[];
};

export type LabelMetrics = { readonly nameLine: number; readonly noteLine: number; readonly gap: number };

export type PlacedLabel<Id> = LabelWish<Id> & {
  /** Top of the label's block. */
  readonly top: number;
  readonly height: number;
  /** True when it was moved far enough from its anchor to need a leader line. */
  readonly moved: boolean;
};

/** The height of one label. */
export function labelHeight(wish: Pick<LabelWish<unknown>, 'name' | 'notes'>, metrics: LabelMetrics): number {
  return wish.name.length * metrics.nameLine + wish.notes.length * metrics.noteLine;
}

/** The height that so many labels take one under another. */
export function stackHeight(
  wishes: readonly Pick<LabelWish<unknown>, 'name' | 'notes'>[],
  metrics: LabelMetrics,
): number {
  return wishes.reduce((sum, wish) => sum + labelHeight(wish, metrics) + metrics.gap, -metrics.gap);
}

/**
 * Labels in the order of their anchors, pushed apart until none overlap and all lie in [top, bottom] if they fit there at
 * all. Equal anchors keep the order given.
 */
export function placeLabels<Id>(
  wishes: readonly LabelWish<Id>[],
  top: number,
  bottom: number,
  metrics: LabelMetrics,
): PlacedLabel<Id>[] {
  const blocks = wishes
    .map((wish, order) => ({ wish, order, height: labelHeight(wish, metrics), top: 0 }))
    .sort((a, b) => a.wish.anchor - b.wish.anchor || a.order - b.order);
  let free = top;
  for (const block of blocks) {
    // The first line of the name stands at the anchor: that is the line the eye follows.
    block.top = Math.max(free, block.wish.anchor - metrics.nameLine / 2);
    free = block.top + block.height + metrics.gap;
  }
  let limit = bottom;
  for (const block of blocks.toReversed()) {
    block.top = Math.max(top, Math.min(block.top, limit - block.height));
    limit = block.top - metrics.gap;
  }
  // Where they do not fit, the pass from below has pressed the first ones together: stack all from the top instead.
  let end = top;
  for (const block of blocks) {
    block.top = Math.max(block.top, end);
    end = block.top + block.height + metrics.gap;
  }
  return blocks.map((block) => ({
    ...block.wish,
    top: block.top,
    height: block.height,
    moved: Math.abs(block.top + metrics.nameLine / 2 - block.wish.anchor) > 5,
  }));
}

/** A name in at most two lines; what does not fit ends in an ellipsis (the full name stands in the table and the sources). */
export function labelLines(name: string, width: number, size: number): string[] {
  const lines = wrapText(name, width, size, 'sans-bold');
  if (lines.length <= 2) return lines;
  let second = lines.slice(1).join(' ');
  while (second !== '' && textWidth(`${second}…`, size, 'sans-bold') > width) second = second.slice(0, -1).trimEnd();
  return [lines[0] ?? '', `${second}…`];
}

export type KeyItem<Id> = {
  readonly id: Id;
  readonly name: string;
  /** Words after the name, or an empty text. */
  readonly note: string;
  readonly x: number;
  /** Where the note begins. */
  readonly noteX: number;
  readonly row: number;
};

/** The names side by side with room for a swatch before each and a note after it, broken into rows of `width`. */
export function flowKey<Id>(
  names: readonly { readonly id: Id; readonly name: string; readonly note: string }[],
  width: number,
  sizes: { readonly name: number; readonly note: number; readonly swatch: number },
): { readonly items: readonly KeyItem<Id>[]; readonly rows: number } {
  const items: KeyItem<Id>[] = [];
  let [x, row] = [0, 0];
  for (const { id, name, note } of names) {
    const nameEnd = sizes.swatch + textWidth(name, sizes.name, 'sans-bold');
    const itemWidth = note === '' ? nameEnd : nameEnd + 5 + textWidth(note, sizes.note);
    if (x > 0 && x + itemWidth > width) [x, row] = [0, row + 1];
    items.push({ id, name, note, x, noteX: x + nameEnd + 5, row });
    x += itemWidth + 14;
  }
  return { items, rows: names.length === 0 ? 0 : row + 1 };
}
