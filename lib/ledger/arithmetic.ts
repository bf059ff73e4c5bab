/**
 * The sum behind a figure, written out so that a reader can do it again: numbers, `+ − × /`, brackets and one `=`
 * (features.md A5). A value with a best is the sum of its best; a value without one is written `low …; high …`.
 */
import type { ExactBounds } from './bounds';
import { type Exact, exactToText } from './exact';

/** Low, best or high. */
export type Bound = keyof ExactBounds;

/** The sum that gives one bound, without its result: `654430 − 616300`. Asked only for bounds that exist. */
export type Working = (bound: Bound) => string;

/** The text of one operand; empty where there is none, which no working asks for. */
export function operand(value: Exact | null): string {
  return value === null ? '' : exactToText(value);
}

/** The arithmetic with the bound that was cut at zero (domain.md §1.2): `…; low -5 → 0`; unchanged where nothing was cut. */
export function withCut(arithmetic: string, cut: Exact | null): string {
  return cut === null ? arithmetic : `${arithmetic}; low ${exactToText(cut)} → 0`;
}

/** `654430 − 616300 = 38130`, `low 1000 × 30 = 30000; high 1200 × 30 = 36000`, or just `725` where nothing was computed. */
export function writeArithmetic(bounds: ExactBounds, working: Working): string {
  const line = (bound: Bound) => {
    const [sum, result] = [working(bound), operand(bounds[bound])];
    return sum === result ? result : `${sum} = ${result}`;
  };
  if (bounds.best !== null) return line('best');
  return (['low', 'high'] as const)
    .filter((bound) => bounds[bound] !== null)
    .map((bound) => `${bound} ${line(bound)}`)
    .join('; ');
}
