import type { FilterChip } from '@/components/claims/active-filters';
import type { FacetGroup } from '@/components/claims/facet-list';
import type { Facets } from '@/lib/data/claim-cells';
import { capitalise, formatDay, formatInstant, formatMonth } from '@/lib/formats/text';
import {
  type ActiveFilter,
  activeFilters,
  CLAIM_FACETS,
  type ClaimFacet,
  type ClaimsView,
  claimsViewToQuery,
  toggleFacet,
} from '@/lib/ledger/claims-view';
import type { Day, Instant, Month } from '@/lib/ledger/month';
import { BADGES, COUNT_BASES, isCodeOf, METRICS, SIDES, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import { claims } from '@/lib/routes';

const TITLES: Readonly<Record<ClaimFacet, string>> = {
  side: 'Side',
  metric: 'What is counted',
  source: 'Source',
  class: 'Kind of source',
  basis: 'How it was counted',
  status: 'Status',
};

/** The name under which the data layer counts each facet. */
const COUNTED_AS: Readonly<Record<ClaimFacet, keyof Facets>> = {
  side: 'side',
  metric: 'metric',
  source: 'source',
  class: 'sourceClass',
  basis: 'countBasis',
  status: 'status',
};

/** A value of a facet in words; a source by its name, or its slug where the registry has none. */
function labelOf(facet: ClaimFacet, value: string, sourceNames: ReadonlyMap<string, string>): string {
  const lists = { side: SIDES, metric: METRICS, class: SOURCE_CLASSES, basis: COUNT_BASES, status: BADGES };
  if (facet === 'source') return sourceNames.get(value) ?? value;
  const list: Readonly<Record<string, { readonly label: string }>> = lists[facet];
  return isCodeOf(list, value) ? capitalise(list[value]?.label ?? value) : value;
}

/** The address of the list under a view. */
export function addressOf(view: ClaimsView): string {
  return claims(claimsViewToQuery(view));
}

/** The facets as groups of links, each value with its count under the filters in force (A18). */
export function toFacetGroups(
  view: ClaimsView,
  facets: Facets,
  sourceNames: ReadonlyMap<string, string>,
): FacetGroup[] {
  return CLAIM_FACETS.map((facet) => ({
    key: facet,
    title: TITLES[facet],
    options: facets[COUNTED_AS[facet]].map(({ value, claims: count, selected }) => ({
      value,
      label: labelOf(facet, value, sourceNames),
      claims: count,
      isSelected: selected,
      href: addressOf(toggleFacet(view, facet, value)),
    })),
  }));
}

/** One filter in words. */
function wordsOf({ key, value }: ActiveFilter, sourceNames: ReadonlyMap<string, string>): string {
  if (key === 'q') return `words “${value}”`;
  if (key === 'known') return `as known on ${formatInstant(value as Instant)}`;
  if (key === 'public') return `published by ${formatDay(value as Day)}, reconstructed`;
  if (key === 'month') return `about ${formatMonth(value as Month)}`;
  if (key === 'series') return `series ${value}`;
  return `${TITLES[key].toLowerCase()}: ${labelOf(key, value, sourceNames)}`;
}

/** The filters in force in words, each with the list without it. */
export function toFilterChips(view: ClaimsView, sourceNames: ReadonlyMap<string, string>): FilterChip[] {
  return activeFilters(view).map((filter) => ({
    label: wordsOf(filter, sourceNames),
    href: addressOf(filter.without),
  }));
}
