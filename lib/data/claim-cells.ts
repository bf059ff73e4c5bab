/**
 * Cells of the facets: how many claims stand in each combination of series, basis, status and kind. Every claim stands in exactly one, so
 * each number beside a filter is a sum of cells.
 */
import 'server-only';
import type { Day } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import {
  BADGES,
  type Badge,
  COUNT_BASES,
  type CountBasis,
  codesOf,
  METRICS,
  type Metric,
  SIDES,
  type Side,
  SOURCE_CLASSES,
  type SourceClass,
} from '@/lib/ledger/vocabulary';
import { readSourcesAt, VISIBLE_SQL } from './catalogue';
import { rowsOf } from './db';

/** Where a claim stands in the listing: newest first, then the one entered last. */
export type ListPlace = { readonly listedOn: string; readonly claimId: number };

export type Cell = {
  readonly facetId: number;
  readonly seriesId: number;
  readonly key: SeriesKey;
  readonly sourceClass: SourceClass;
  readonly countBasis: CountBasis;
  readonly badge: Badge;
  readonly isTotal: boolean;
  readonly claims: number;
  readonly newest: ListPlace;
  readonly firstReach: Day | null;
  readonly lastReach: Day | null;
};

/** The filters of the claims page; an empty list lets everything pass. */
export type ClaimFilter = {
  readonly side: readonly Side[];
  readonly metric: readonly Metric[];
  readonly source: readonly string[];
  readonly sourceClass: readonly SourceClass[];
  readonly countBasis: readonly CountBasis[];
  readonly status: readonly Badge[];
};
export type FacetName = keyof ClaimFilter;
export type FacetCount = { readonly value: string; readonly claims: number; readonly selected: boolean };
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

const VALUE_OF: Readonly<Record<FacetName, (cell: Cell) => string>> = {
  side: (cell) => cell.key.side,
  metric: (cell) => cell.key.metric,
  source: (cell) => cell.key.source,
  sourceClass: (cell) => cell.sourceClass,
  countBasis: (cell) => cell.countBasis,
  status: (cell) => cell.badge,
};
const FACET_NAMES = Object.keys(VALUE_OF) as FacetName[];

/** Order in which values of a facet stand: that of the vocabulary; sources by how much they hold. */
const VALUE_ORDER: Readonly<Partial<Record<FacetName, readonly string[]>>> = {
  side: codesOf(SIDES),
  metric: codesOf(METRICS),
  sourceClass: codesOf(SOURCE_CLASSES),
  countBasis: codesOf(COUNT_BASES),
  status: codesOf(BADGES),
};

function passes(cell: Cell, filter: ClaimFilter, name: FacetName): boolean {
  const chosen: readonly string[] = filter[name];
  return chosen.length === 0 || chosen.includes(VALUE_OF[name](cell));
}

/** The cells that pass all filters. */
export function selectCells(cells: readonly Cell[], filter: ClaimFilter): Cell[] {
  return cells.filter((cell) => FACET_NAMES.every((name) => passes(cell, filter, name)));
}

/** Counts beside each value of each filter: of the claims that pass all other filters. What was chosen stays, even with none. */
export function toFacets(cells: readonly Cell[], filter: ClaimFilter): Facets {
  const facet = (name: FacetName): FacetCount[] => {
    const counts = new Map<string, number>(filter[name].map((value) => [value, 0]));
    for (const cell of cells) {
      if (!FACET_NAMES.every((other) => other === name || passes(cell, filter, other))) continue;
      const value = VALUE_OF[name](cell);
      counts.set(value, (counts.get(value) ?? 0) + cell.claims);
    }
    const order = VALUE_ORDER[name];
    const chosen: readonly string[] = filter[name];
    return [...counts]
      .map(([value, claims]) => ({ value, claims, selected: chosen.includes(value) }))
      .sort((a, b) =>
        order ? order.indexOf(a.value) - order.indexOf(b.value) : b.claims - a.claims || (a.value < b.value ? -1 : 1),
      );
  };
  return {
    side: facet('side'),
    metric: facet('metric'),
    source: facet('source'),
    sourceClass: facet('sourceClass'),
    countBasis: facet('countBasis'),
    status: facet('status'),
  };
}

/** A cell without what the registry knows of it. */
export type CountedCell = {
  facet_id: number;
  claims: number;
  newest: string;
  first_reach: Day | null;
  last_reach: Day | null;
};

/** Text that sorts as places do, since a pair has no maximum in SQL. */
export const PLACE_SQL = (listedOn: string, claimId: string) =>
  `to_char(${listedOn}, 'YYYY-MM-DD') || lpad(${claimId}::text, 18, '0')`;

export function toPlace(text: string): ListPlace {
  return { listedOn: text.slice(0, 10), claimId: Number(text.slice(10)) };
}

/** Kept by every publish in its own transaction. */
const KEPT = `
  SELECT id AS facet_id, claims, ${PLACE_SQL('newest_listed_on', 'newest_claim_id')} AS newest, first_reach, last_reach
    FROM claim_facet WHERE claims > 0`;

/** Counted from the claims as they were. */
const RECONSTRUCTED = `
  SELECT r.facet_id, count(*)::int AS claims, max(${PLACE_SQL('r.listed_on', 'r.claim_id')}) AS newest,
         min(r.reach_from) AS first_reach, max(r.reach_to) AS last_reach
    FROM claim_revision r WHERE ${VISIBLE_SQL} GROUP BY r.facet_id`;

type Registered = {
  facet_id: number;
  series_id: number;
  slug: string;
  metric: Metric;
  side: Side;
  scope: string;
  definition_version: number;
  count_basis: CountBasis;
  badge: Badge;
  is_total: boolean;
};

/** Cells with what series and registry say of them. */
export async function toCells(counted: readonly CountedCell[], ledgerNumber: bigint): Promise<Cell[]> {
  const [registered, sources] = await Promise.all([
    rowsOf<Registered>(
      `SELECT f.id AS facet_id, f.series_id, o.slug, s.metric, s.side, s.scope, s.definition_version, f.count_basis, f.badge, f.is_total
         FROM claim_facet f JOIN series s ON s.id = f.series_id JOIN source o ON o.id = s.source_id`,
    ),
    readSourcesAt(ledgerNumber),
  ]);
  const byFacet = new Map(registered.map((row) => [row.facet_id, row]));
  const classes = new Map(sources.map((source) => [source.slug, source.class]));
  return counted.flatMap(({ facet_id, claims, newest, first_reach, last_reach }): Cell[] => {
    const row = byFacet.get(facet_id);
    const sourceClass = row && classes.get(row.slug);
    if (!row || !sourceClass) return [];
    return [
      {
        facetId: facet_id,
        seriesId: row.series_id,
        key: {
          source: row.slug,
          metric: row.metric,
          side: row.side,
          scope: row.scope,
          definitionVersion: row.definition_version,
        },
        sourceClass,
        countBasis: row.count_basis,
        badge: row.badge,
        isTotal: row.is_total,
        claims,
        newest: toPlace(newest),
        firstReach: first_reach,
        lastReach: last_reach,
      },
    ];
  });
}

/** What a ledger number held never changes, so cells read for it stay right. */
const remembered = new Map<string, readonly Cell[]>();
const MAX_REMEMBERED = 12;

/** The cells as known at a ledger number, of what the public could read by a day. */
export async function readCells(ledgerNumber: bigint, publicDay: Day | null, isNow: boolean): Promise<readonly Cell[]> {
  const cacheKey = `${ledgerNumber}|${publicDay ?? ''}`;
  const held = remembered.get(cacheKey);
  if (held) return held;
  const counted = isNow
    ? await rowsOf<CountedCell>(KEPT)
    : await rowsOf<CountedCell>(RECONSTRUCTED, [ledgerNumber, publicDay]);
  const cells = await toCells(counted, ledgerNumber);
  const [latest] = await rowsOf<{ number: number }>('SELECT max(ledger_number) AS number FROM publish');
  // A publish that came in between has moved the kept counts on: right enough to show, wrong to remember.
  if (!isNow || (latest && BigInt(latest.number) === ledgerNumber)) {
    const oldest = remembered.keys().next().value;
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(cacheKey, cells);
  }
  return cells;
}
