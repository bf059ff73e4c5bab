/**
 * Month × vintage of one series (A13): what each vintage changed of the whole-month figures of the one before it, its size and its sign.
 */
import type { Figure } from './figure-table';
import type { Month } from './month';

/** As much of a figure as a change is told by. */
export type HeatValue = Pick<Figure, 'low' | 'best' | 'high' | 'valueKind'>;

/**
 * What one vintage did to one month: its first figure, another figure, or none any longer. `by` is the difference of the best values and
 * `share` its size as a part of the one before; null where either has no best value.
 */
export type HeatChange =
  | { readonly kind: 'first'; readonly after: HeatValue }
  | {
      readonly kind: 'changed';
      readonly before: HeatValue;
      readonly after: HeatValue;
      readonly by: number | null;
      readonly share: number | null;
    }
  | { readonly kind: 'gone'; readonly before: HeatValue };

export type HeatColumn<Mark> = {
  /** What the vintage is known by. */
  readonly mark: Mark;
  readonly changes: ReadonlyMap<Month, HeatChange>;
  /** Months that have a figure in this vintage. */
  readonly months: ReadonlySet<Month>;
};

/** A vintage with its figures; whole months only. */
export type HeatVintage<Mark> = { readonly mark: Mark; readonly figures: ReadonlyMap<Month, HeatValue> };

const valueOnly = ({ low, best, high, valueKind }: HeatValue): HeatValue => ({ low, best, high, valueKind });

function isSame(a: HeatValue, b: HeatValue): boolean {
  return a.low === b.low && a.best === b.best && a.high === b.high && a.valueKind === b.valueKind;
}

function toChange(before: HeatValue | undefined, after: HeatValue | undefined): HeatChange | null {
  if (before === undefined) return after === undefined ? null : { kind: 'first', after: valueOnly(after) };
  if (after === undefined) return { kind: 'gone', before: valueOnly(before) };
  if (isSame(before, after)) return null;
  const by = before.best === null || after.best === null ? null : after.best - before.best;
  const share = by === null || before.best === null || before.best === 0 ? null : Math.abs(by / before.best);
  return { kind: 'changed', before: valueOnly(before), after: valueOnly(after), by, share };
}

/** What changed from one vintage to the next, month by month. */
export function changesBetween(
  before: ReadonlyMap<Month, HeatValue>,
  after: ReadonlyMap<Month, HeatValue>,
): ReadonlyMap<Month, HeatChange> {
  const months = [...new Set([...before.keys(), ...after.keys()])].sort();
  return new Map(
    months.flatMap((month): [Month, HeatChange][] => {
      const change = toChange(before.get(month), after.get(month));
      return change === null ? [] : [[month, change]];
    }),
  );
}

/** Most vintages that are shown: the newest that changed anything. */
export const MAX_HEAT_VINTAGES = 24;

/**
 * The columns of the newest vintages that changed a figure, oldest first. `vintages` come newest first and are taken only as far as needed;
 * the last of them is what the one after it is compared with, so that it makes no column, unless nothing came before it (`isBeginning`).
 */
export async function toHeatColumns<Mark>(
  vintages: AsyncIterable<HeatVintage<Mark>>,
  isBeginning: (mark: Mark) => boolean,
): Promise<HeatColumn<Mark>[]> {
  const columns: HeatColumn<Mark>[] = [];
  const add = ({ mark, figures }: HeatVintage<Mark>, before: ReadonlyMap<Month, HeatValue>) => {
    const changes = changesBetween(before, figures);
    if (changes.size > 0) columns.push({ mark, changes, months: new Set(figures.keys()) });
  };
  let later: HeatVintage<Mark> | null = null;
  for await (const vintage of vintages) {
    if (later !== null) add(later, vintage.figures);
    later = vintage;
    if (columns.length === MAX_HEAT_VINTAGES) break;
  }
  if (later !== null && columns.length < MAX_HEAT_VINTAGES && isBeginning(later.mark)) add(later, new Map());
  return columns.reverse();
}

/** How dark a change is drawn: the size of the change as a part of the value before, in three steps. Without a share the middle one. */
export function heatStep(share: number | null): 1 | 2 | 3 {
  if (share === null) return 2;
  return share <= 0.01 ? 1 : share <= 0.05 ? 2 : 3;
}
