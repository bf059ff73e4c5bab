import type { Working } from './arithmetic';
import type { ExactBounds } from './bounds';
import type { FigureClaim } from './claim';
import type { Exact } from './exact';
import type { AlsoSaid, UsedClaim } from './figure-table';
import type { FigureFlag, FigureNote, Method } from './vocabulary';

/** A figure before its flags are complete: what one rule made of the claims of one month, still exact. */
export type Made = {
  readonly method: Method;
  readonly bounds: ExactBounds;
  readonly claims: readonly FigureClaim[];
  readonly used: readonly UsedClaim[];
  readonly alsoSaid: readonly AlsoSaid[];
  /** How each bound was computed; written out when the figure is complete. */
  readonly working: Working;
  readonly coverageDays: number;
  readonly flags: readonly FigureFlag[];
  readonly notes: readonly FigureNote[];
  /** Announced corrections set apart (T10). */
  readonly unallocated: Exact;
};
