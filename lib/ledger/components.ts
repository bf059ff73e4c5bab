/**
 * Whom a number includes (domain.md §1.4): each component of a side’s forces in, out, or absent for unknown.
 */
import type { FigureClaim } from './claim';
import { COMPONENTS, codesOf } from './vocabulary';

export type Components = FigureClaim['components'];

/** True when no component is `in` on one side and `out` on the other; unknown is compatible. */
export function areComponentsCompatible(a: Components, b: Components): boolean {
  return codesOf(COMPONENTS).every((component) => !a[component] || !b[component] || a[component] === b[component]);
}

/** What all of these claims include; a component on which they differ is unknown. */
export function componentsOfClaims(claims: readonly { readonly components: Components }[]): Components {
  const merged: Components = {};
  for (const component of codesOf(COMPONENTS)) {
    const said = new Set(claims.flatMap((claim) => claim.components[component] ?? []));
    const [only] = said;
    if (said.size === 1 && only !== undefined) merged[component] = only;
  }
  return merged;
}
