/**
 * The claims page: filtered by facets, searched by words, newest first, page by page. A source's running totals fold into one row.
 */
import 'server-only';
import type { Day, Instant, Month } from '@/lib/ledger/month';
import { type SeriesId, type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { VISIBLE_SQL } from './catalogue';
import {
  type Cell,
  type ClaimFilter,
  type CountedCell,
  type Facets,
  type ListPlace,
  PLACE_SQL,
  readCells,
  selectCells,
  toFacets,
  toPlace,
} from './claim-cells';
import { readClaimsOfMonth } from './claims-of-month';
import { rowsOf } from './db';
import { type At, publishAt } from './ledger';
import { type ListedClaim, readListedClaims } from './listed-claims';
import { toTextQuery } from './search-words';

export type ClaimQuery = ClaimFilter & {
  /** Only claims of this series. */
  readonly series: SeriesId | null;
  /** Only claims whose days touch this month; they are never folded. */
  readonly month: Month | null;
  /** Words that must all stand in the claim, its publications or its source's names; the last may be the beginning of a word. */
  readonly text: string | null;
  /** Fold the running totals of one series into one row. */
  readonly grouped: boolean;
  readonly cursor: string | null;
  readonly limit: number;
};

/** Everything, newest first. */
export const ALL_CLAIMS: ClaimQuery = {
  text: null,
  series: null,
  month: null,
  side: [],
  metric: [],
  source: [],
  sourceClass: [],
  countBasis: [],
  status: [],
  grouped: true,
  cursor: null,
  limit: 50,
};

/** A row of the page: one claim, or the running totals of one series. */
export type ClaimListRow =
  | { readonly kind: 'claim'; readonly claim: ListedClaim }
  | {
      readonly kind: 'totals';
      readonly series: SeriesId;
      readonly key: SeriesKey;
      readonly count: number;
      readonly firstDay: Day | null;
      readonly lastDay: Day | null;
      /** The total that reaches furthest. */
      readonly latest: ListedClaim;
    };

export type ClaimList = {
  readonly rows: readonly ClaimListRow[];
  /** Claims that pass all filters, and rows that show them; a search stops counting at 10 000 and is then not exact. */
  readonly total: { readonly claims: number; readonly rows: number; readonly exact: boolean };
  readonly facets: Facets;
  /** False where the search found too many claims to count them by facet: the counts then leave its words aside. */
  readonly facetsFollowText: boolean;
  /** False where the search found too many claims to fold their totals. */
  readonly grouped: boolean;
  readonly nextCursor: string | null;
  readonly knownOn: Instant | null;
  readonly ledgerNumber: bigint | null;
};

/** A search counts no further. */
export const MOST_COUNTED = 10_000;
const MOST_ROWS = 200;
/** Entries of the listing that are looked through before asking each cell by itself. */
const WALK = 20_000;
/** Cells that are quicker asked one by one than looked for. */
const FEW_CELLS = 48;

/** Before everything: the first page begins after it. */
const TOP: ListPlace = { listedOn: '9999-12-31', claimId: Number.MAX_SAFE_INTEGER };

export function toCursor({ listedOn, claimId }: ListPlace): string {
  return Buffer.from(`${listedOn}.${claimId}`).toString('base64url');
}

/** The place that a cursor names, or null for a text that is none; the page then begins at the top. */
export function parseCursor(cursor: string): ListPlace | null {
  const match = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match?.[1] && match[2] ? { listedOn: match[1], claimId: Number(match[2]) } : null;
}

const isAfter = (place: ListPlace, other: ListPlace) =>
  place.listedOn < other.listedOn || (place.listedOn === other.listedOn && place.claimId < other.claimId);
const byPlace = (a: ListPlace, b: ListPlace) => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0);

type Found = ListPlace & { readonly number: number };
type FoundRow = { claim_id: number; number: number; listed_on: string };

const toFound = (row: FoundRow): Found => ({ claimId: row.claim_id, number: row.number, listedOn: row.listed_on });

/** What every listing asks of a revision \`r\`; $3 cells, $4 and $5 the place after which, $6 how many. */
const AFTER_SQL = '(r.listed_on, r.claim_id) < ($4::date, $5::bigint)';

const FROM_EACH_CELL = `
  SELECT r.claim_id, r.number, r.listed_on FROM unnest($3::int[]) AS cell(id) CROSS JOIN LATERAL (
    SELECT r.claim_id, r.number, r.listed_on FROM claim_revision r
     WHERE r.facet_id = cell.id AND ${AFTER_SQL} AND ${VISIBLE_SQL} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6) r
   ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6`;

const WALKED = `
  SELECT r.claim_id, r.number, r.listed_on FROM (
    SELECT r.claim_id, r.number, r.listed_on, r.facet_id, r.ledger_number, r.published_on FROM claim_revision r
     WHERE ${AFTER_SQL} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT ${WALK}) r
   WHERE r.facet_id = ANY($3::int[]) AND ${VISIBLE_SQL} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6`;

const WALKED_WITH_TEXT = `
  SELECT r.claim_id, r.number, r.listed_on FROM (
    SELECT r.claim_id, r.number, r.listed_on, r.facet_id, r.ledger_number, r.published_on FROM claim_revision r
     WHERE ${AFTER_SQL} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT ${WALK}) r
    JOIN claim_search words ON words.claim_id = r.claim_id
   WHERE r.facet_id = ANY($3::int[]) AND words.document @@ $7::tsquery AND ${VISIBLE_SQL}
   ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6`;

/** The words are those of now; for another instant each claim found is looked up as it was. */
const AS_IT_WAS = `CROSS JOIN LATERAL (
    SELECT r.claim_id, r.number, r.facet_id, r.listed_on, r.reach_from, r.reach_to FROM claim_revision r
     WHERE r.claim_id = words.claim_id AND ${VISIBLE_SQL} OFFSET 0) r`;

const SEARCHED = `
  WITH words AS MATERIALIZED (SELECT claim_id FROM claim_search WHERE document @@ $7::tsquery)
  SELECT r.claim_id, r.number, r.listed_on FROM words ${AS_IT_WAS}
   WHERE r.facet_id = ANY($3::int[]) AND ${AFTER_SQL} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6`;

/** The same for now, without a look at the revisions. */
const SEARCHED_NOW = `
  SELECT r.claim_id, c.current_revision AS number, r.listed_on FROM (
    SELECT r.claim_id, r.listed_on FROM claim_search r
     WHERE r.document @@ $7::tsquery AND r.facet_id = ANY($3::int[]) AND ${AFTER_SQL}
       AND $1::bigint IS NOT NULL AND $2::date IS NULL ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6) r
    JOIN claim c ON c.id = r.claim_id ORDER BY r.listed_on DESC, r.claim_id DESC`;

const CELL_COLUMNS = `r.facet_id, count(*)::int AS claims, max(${PLACE_SQL('r.listed_on', 'r.claim_id')}) AS newest,
         min(r.reach_from) AS first_reach, max(r.reach_to) AS last_reach`;

/** Cells of the claims that a search finds, of the first so many of them. */
const SEARCHED_CELLS = `
  WITH words AS MATERIALIZED (SELECT claim_id FROM claim_search WHERE document @@ $3::tsquery LIMIT ${MOST_COUNTED + 1})
  SELECT ${CELL_COLUMNS} FROM words ${AS_IT_WAS} GROUP BY r.facet_id`;

const SEARCHED_CELLS_NOW = `
  SELECT ${CELL_COLUMNS} FROM (SELECT * FROM claim_search WHERE document @@ $1::tsquery LIMIT ${MOST_COUNTED + 1}) r GROUP BY r.facet_id`;

const SEARCHED_IN_CELLS = `
  SELECT count(*)::int AS claims FROM (
    SELECT 1 FROM claim_search WHERE document @@ $2::tsquery AND facet_id = ANY($1::int[]) LIMIT ${MOST_COUNTED + 1}) found`;

/** For cells of few claims it is quicker to look at these claims than at all that have the words. */
const IN_FEW_CELLS = (text: string, condition: string) => `
  unnest($3::int[]) AS cell(id)
   CROSS JOIN LATERAL (
     SELECT r.claim_id, r.number, r.listed_on FROM claim_revision r WHERE r.facet_id = cell.id AND ${condition} AND ${VISIBLE_SQL} OFFSET 0) r
    JOIN claim_search words ON words.claim_id = r.claim_id AND words.document @@ ${text}::tsquery`;

const SEARCHED_IN_FEW = `SELECT count(*)::int AS claims FROM ${IN_FEW_CELLS('$4', 'true')}`;

const LISTED_IN_FEW = `
  SELECT r.claim_id, r.number, r.listed_on FROM ${IN_FEW_CELLS('$7', AFTER_SQL)} ORDER BY r.listed_on DESC, r.claim_id DESC LIMIT $6`;

type Asked = {
  readonly ledgerNumber: bigint;
  readonly publicDay: Day | null;
  readonly query: string | null;
  readonly isNow: boolean;
};

/** The next claims of some cells after a place. Which way is quickest depends on how much of the ledger the cells are. */
async function nextClaims(
  asked: Asked,
  cells: readonly Cell[],
  share: number,
  after: ListPlace,
  limit: number,
  exactSearch: boolean,
): Promise<Found[]> {
  if (cells.length === 0) return [];
  const values = [
    asked.ledgerNumber,
    asked.publicDay,
    cells.map(({ facetId }) => facetId),
    after.listedOn,
    after.claimId,
    limit,
  ];
  const find = async (sql: string) =>
    (await rowsOf<FoundRow>(sql, asked.query === null ? values : [...values, asked.query])).map(toFound);
  if (asked.query !== null) {
    const searched = asked.isNow ? SEARCHED_NOW : SEARCHED;
    if (exactSearch) return find(searched);
    if (claimsIn(cells) <= WALK) return find(LISTED_IN_FEW);
    const walked = await find(WALKED_WITH_TEXT);
    return walked.length < limit ? find(searched) : walked;
  }
  if (cells.length > FEW_CELLS && share * WALK > limit * 2) {
    const walked = await find(WALKED);
    if (walked.length === limit) return walked;
  }
  // Only cells whose newest claims can still be among the next ones matter; most of a large ledger's have long ended.
  return find(FROM_EACH_CELL);
}

type Group = {
  readonly seriesId: number;
  readonly key: SeriesKey;
  readonly place: ListPlace;
  readonly cells: readonly Cell[];
  readonly claims: number;
};

/** Running totals of one series as one row, where there are at least two. */
function toGroups(cells: readonly Cell[]): { groups: Group[]; loose: Cell[] } {
  const bySeries = new Map<number, Cell[]>();
  for (const cell of cells)
    if (cell.isTotal) bySeries.set(cell.seriesId, [...(bySeries.get(cell.seriesId) ?? []), cell]);
  const groups: Group[] = [];
  const loose = cells.filter((cell) => !cell.isTotal);
  for (const [seriesId, members] of bySeries) {
    const claims = members.reduce((sum, cell) => sum + cell.claims, 0);
    const [newest] = members.map((cell) => cell.newest).sort(byPlace);
    const [first] = members;
    if (claims > 1 && newest && first) groups.push({ seriesId, key: first.key, place: newest, cells: members, claims });
    else loose.push(...members);
  }
  return { groups: groups.sort((a, b) => byPlace(a.place, b.place)), loose };
}

const earliest = (days: readonly (Day | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;
const latest = (days: readonly (Day | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null;

/** For each group, the total that reaches furthest. */
const LATEST_TOTALS = `
  SELECT w.series_id, r.claim_id, r.number FROM unnest($3::int[]) AS w(series_id) CROSS JOIN LATERAL (
    SELECT r.claim_id, r.number FROM claim_revision r
     WHERE r.series_id = w.series_id AND r.is_total AND r.facet_id = ANY($4::int[]) AND ${VISIBLE_SQL}
     ORDER BY r.reach_to DESC, r.claim_id DESC LIMIT 1) r`;

async function rowsFor(asked: Asked, found: readonly (Found | Group)[]): Promise<ClaimListRow[]> {
  const groups = found.filter((one) => 'cells' in one);
  const latestTotals =
    groups.length === 0
      ? []
      : await rowsOf<{ series_id: number; claim_id: number; number: number }>(LATEST_TOTALS, [
          asked.ledgerNumber,
          asked.publicDay,
          groups.map(({ seriesId }) => seriesId),
          groups.flatMap(({ cells }) => cells.map(({ facetId }) => facetId)),
        ]);
  const latestOf = new Map(latestTotals.map((row) => [row.series_id, { claimId: row.claim_id, number: row.number }]));
  const named = found.flatMap((one) => ('cells' in one ? (latestOf.get(one.seriesId) ?? []) : one));
  const claims = await readListedClaims(named, asked.ledgerNumber, asked.publicDay);
  const claimOf = new Map(named.map((one, index) => [one.claimId, claims[index]]));
  return found.flatMap((one): ClaimListRow[] => {
    if (!('cells' in one)) {
      const claim = claimOf.get(one.claimId);
      return claim ? [{ kind: 'claim', claim }] : [];
    }
    const claim = claimOf.get(latestOf.get(one.seriesId)?.claimId ?? -1);
    if (!claim) return [];
    const firstDay = earliest(one.cells.map((cell) => cell.firstReach));
    const lastDay = latest(one.cells.map((cell) => cell.lastReach));
    return [
      {
        kind: 'totals',
        series: toSeriesId(one.key),
        key: one.key,
        count: one.claims,
        firstDay,
        lastDay,
        latest: claim,
      },
    ];
  });
}

const NOTHING: Omit<ClaimList, 'facets'> = {
  facetsFollowText: true,
  rows: [],
  total: { claims: 0, rows: 0, exact: true },
  grouped: true,
  nextCursor: null,
  knownOn: null,
  ledgerNumber: null,
};

/**
 * One page of the claims that pass the filters, as known at an instant, with the counts beside each filter. Counts come from cells kept
 * by each publish; those of a search stop at 10 000. A search looks at the words as they stand now, whatever instant is asked.
 */
export async function listClaims(query: ClaimQuery, at: At): Promise<ClaimList> {
  const last = await publishAt(null);
  const known = at.known === null ? last : await publishAt(at.known);
  const text = query.text === null ? null : toTextQuery(query.text);
  if (!known) return { ...NOTHING, facets: toFacets([], query) };
  const isNow = known.ledgerNumber === last?.ledgerNumber && at.public === null;
  const asked: Asked = { ledgerNumber: known.ledgerNumber, publicDay: at.public, query: text, isNow };
  const held = await readCells(known.ledgerNumber, at.public, isNow);
  const all = query.series === null ? held : held.filter(({ key }) => toSeriesId(key) === query.series);
  if (query.month !== null) return listMonth(query, query.month, asked, all, known.recordedFrom);
  const searched = text === null ? null : await searchCells(asked, text, all);
  const exact = searched === null || claimsIn(searched) <= MOST_COUNTED;
  const counted = searched ?? all;
  // A search of too many claims has seen only some of their cells; all of them may hold more.
  const selected = selectCells(exact ? counted : all, query);
  const { groups, loose } = query.grouped && exact ? toGroups(selected) : { groups: [], loose: selected };
  const after = (query.cursor === null ? null : parseCursor(query.cursor)) ?? TOP;
  const limit = Math.min(Math.max(1, query.limit), MOST_ROWS);
  const share = claimsIn(loose) / Math.max(1, claimsIn(all));
  const found = await nextClaims(asked, loose, share, after, limit + 1, exact);
  const merged = [...found, ...groups.filter(({ place }) => isAfter(place, after)).slice(0, limit + 1)].sort((a, b) =>
    byPlace(placeOf(a), placeOf(b)),
  );
  const page = merged.slice(0, limit);
  const end = page.at(-1);
  return {
    rows: await rowsFor(asked, page),
    total: exact
      ? { claims: claimsIn(selected), rows: claimsIn(loose) + groups.length, exact }
      : await countSearched(asked, selected, selected.length === all.length),
    facets: toFacets(exact ? counted : all, query),
    facetsFollowText: exact,
    grouped: query.grouped && exact,
    nextCursor: merged.length > limit && end ? toCursor(placeOf(end)) : null,
    knownOn: known.recordedFrom,
    ledgerNumber: known.ledgerNumber,
  };
}

/** One page of the claims that touch a month: few enough to be counted and ordered here. */
async function listMonth(
  query: ClaimQuery,
  month: Month,
  asked: Asked,
  all: readonly Cell[],
  knownOn: Instant,
): Promise<ClaimList> {
  const found = await readClaimsOfMonth(all, month, asked);
  const counts = new Map<number, number>();
  for (const { facetId } of found) counts.set(facetId, (counts.get(facetId) ?? 0) + 1);
  const counted = all.flatMap((cell) => {
    const claims = counts.get(cell.facetId);
    return claims === undefined ? [] : { ...cell, claims };
  });
  const selected = new Set(selectCells(counted, query).map(({ facetId }) => facetId));
  const passing = found.filter(({ facetId }) => selected.has(facetId)).sort(byPlace);
  const after = (query.cursor === null ? null : parseCursor(query.cursor)) ?? TOP;
  const limit = Math.min(Math.max(1, query.limit), MOST_ROWS);
  const next = passing.filter((place) => isAfter(place, after));
  const page = next.slice(0, limit);
  const end = page.at(-1);
  return {
    rows: await rowsFor(asked, page),
    total: { claims: passing.length, rows: passing.length, exact: true },
    facets: toFacets(counted, query),
    facetsFollowText: true,
    grouped: query.grouped,
    nextCursor: next.length > limit && end ? toCursor(end) : null,
    knownOn,
    ledgerNumber: asked.ledgerNumber,
  };
}

function placeOf(one: Found | Group): ListPlace {
  return 'cells' in one ? one.place : one;
}

/** The cells of the first claims that a search finds. */
async function searchCells(
  { ledgerNumber, publicDay, isNow }: Asked,
  text: string,
  all: readonly Cell[],
): Promise<Cell[]> {
  const counted = isNow
    ? await rowsOf<CountedCell>(SEARCHED_CELLS_NOW, [text])
    : await rowsOf<CountedCell>(SEARCHED_CELLS, [ledgerNumber, publicDay, text]);
  const byFacet = new Map(all.map((cell) => [cell.facetId, cell]));
  return counted.flatMap((found): Cell[] => {
    const cell = byFacet.get(found.facet_id);
    const { claims, first_reach: firstReach, last_reach: lastReach } = found;
    return cell ? [{ ...cell, claims, newest: toPlace(found.newest), firstReach, lastReach }] : [];
  });
}

const claimsIn = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + cell.claims, 0);

/** How many claims of some cells a search finds that has already found too many in all of them. */
async function countSearched(asked: Asked, cells: readonly Cell[], areAll: boolean): Promise<ClaimList['total']> {
  const tooMany = { claims: MOST_COUNTED, rows: MOST_COUNTED, exact: false };
  if (areAll) return tooMany;
  const facets = cells.map(({ facetId }) => facetId);
  const [row] =
    claimsIn(cells) <= WALK || !asked.isNow
      ? await rowsOf<{ claims: number }>(SEARCHED_IN_FEW, [asked.ledgerNumber, asked.publicDay, facets, asked.query])
      : await rowsOf<{ claims: number }>(SEARCHED_IN_CELLS, [facets, asked.query]);
  if (!row || row.claims > MOST_COUNTED) return tooMany;
  return { claims: row.claims, rows: row.claims, exact: true };
}
