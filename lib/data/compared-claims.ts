/**
 * The claims that speak of the same metric, side, scope and days, whoever made them, with those by which their lineages are followed: what
 * corroboration is found from. Read along the index of each series by day, so the cost grows with the days asked for, never with the ledger.
 */
import 'server-only';
import type { ClaimId, FigureClaim } from '@/lib/ledger/claim';
import { toVoice, type Voice } from '@/lib/ledger/corroboration';
import { boundaryOf } from '@/lib/ledger/eligibility';
import { isRestatement, type RootsOf, toRootsOf } from '@/lib/ledger/lineage';
import { addDays, type Day } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import type { Source } from '@/lib/ledger/source';
import { COUNTING_CONVENTIONS } from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { isTotal, reachOf } from './claim-content';
import { LINES_OF_READ, NARROW, type ReadRow, toFigureRows } from './published';
import type { Queries } from './publishing';
import { toFigureClaim } from './rows';

/** A series with its source: what claims are read along. */
export type ComparedSeries = SeriesKey & { readonly id: number; readonly sourceId: number };

/** Series and sources as they stand at one ledger number. */
export type Registry = {
  readonly ledgerNumber: bigint;
  readonly series: ReadonlyMap<number, ComparedSeries>;
  /** Those of one source about one metric and side, in every scope and version, by `seriesGroup`. */
  readonly bySource: ReadonlyMap<string, readonly ComparedSeries[]>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly slugOf: (sourceId: number) => string;
};

/** Metric, side and scope: claims of different subjects are never compared. */
export const subjectOf = ({ metric, side, scope }: Pick<SeriesKey, 'metric' | 'side' | 'scope'>) =>
  `${metric}|${side}|${scope}`;

const seriesGroup = (source: string, { metric, side }: Pick<SeriesKey, 'metric' | 'side'>) =>
  `${source}|${metric}|${side}`;

/** The registry from what is known of series and sources already; `slugs` are those of all sources, by id. */
export function toRegistry(
  ledgerNumber: bigint,
  series: readonly ComparedSeries[],
  sources: ReadonlyMap<string, Source>,
  slugs: ReadonlyMap<number, string>,
): Registry {
  return {
    ledgerNumber,
    sources,
    series: new Map(series.map((one) => [one.id, one])),
    bySource: Map.groupBy(series, (one) => seriesGroup(one.source, one)),
    slugOf: (id) => {
      const slug = slugs.get(id);
      if (slug === undefined) throw new Error(`no source ${id}`);
      return slug;
    },
  };
}

/** The series that every claim of the ledger stands in, with the registry as known at a ledger number. */
export async function readRegistry(
  queries: Queries,
  ledgerNumber: bigint,
  sources: ReadonlyMap<string, Source>,
): Promise<Registry> {
  const { rows } = await queries.query<{
    id: number;
    source_id: number;
    source: string;
    metric: ComparedSeries['metric'];
    side: ComparedSeries['side'];
    scope: string;
    definition_version: number;
  }>(
    `SELECT s.id, s.source_id, o.slug AS source, s.metric, s.side, s.scope, s.definition_version
       FROM series s JOIN source o ON o.id = s.source_id`,
  );
  const { rows: slugs } = await queries.query<{ id: number; slug: string }>('SELECT id, slug FROM source');
  const series = rows.map(
    ({ source_id, definition_version, ...row }): ComparedSeries => ({
      ...row,
      sourceId: source_id,
      definitionVersion: definition_version,
    }),
  );
  return toRegistry(ledgerNumber, series, sources, new Map(slugs.map(({ id, slug }) => [id, slug])));
}

/** A claim of the ledger with the ids by which it is written about. */
export type Compared = { readonly claimId: number; readonly seriesId: number; readonly claim: FigureClaim };

/** Claims of some days, and what their lineages are. */
export type ComparedClaims = {
  /** Those whose days end on one of the days asked for. */
  readonly claims: readonly Compared[];
  /** Those of them that can support or contradict another. */
  readonly voices: readonly Voice[];
  readonly rootsOf: RootsOf;
};

/** Totals, or others, of a series whose last day lies between two. */
type Window = { readonly seriesId: number; readonly isTotal: boolean; readonly first: Day; readonly last: Day };

const BY_WINDOW = `
  WITH read AS MATERIALIZED (
    SELECT r.* FROM unnest($3::int[], $4::boolean[], $5::date[], $6::date[]) AS w(id, is_total, first, last)
     CROSS JOIN LATERAL (
       SELECT ${NARROW} FROM claim_revision r
        WHERE r.series_id = w.id AND r.is_total = w.is_total AND r.reach_to BETWEEN w.first AND w.last AND ${VISIBLE_SQL}) r
  ) ${LINES_OF_READ}`;

/** The same, of them only those that name another as the origin of their number. */
const RESTATING_BY_WINDOW = BY_WINDOW.replace(
  `AND ${VISIBLE_SQL}) r`,
  `AND (r.repeats_source_id IS NOT NULL OR r.links IS NOT NULL) AND ${VISIBLE_SQL}) r`,
);

const BY_ID = `
  WITH read AS MATERIALIZED (
    SELECT ${NARROW} FROM claim c JOIN claim_revision r ON r.claim_id = c.id WHERE c.public_id = ANY ($3) AND ${VISIBLE_SQL}
  ) ${LINES_OF_READ}`;

type LineRow = {
  series_id: number | null;
  lines: string | null;
  claim_id: number | null;
  other: ClaimId | null;
  source: string | null;
};

async function read(queries: Queries, sql: string, registry: Registry, values: unknown[]): Promise<Compared[]> {
  const { rows } = await queries.query<LineRow>(sql, [registry.ledgerNumber, null, ...values]);
  return toFigureRows(
    rows.map(({ series_id, lines, claim_id, other, source }): ReadRow => [series_id, lines, claim_id, other, source]),
  ).map((row) => ({
    claimId: row.claimId,
    seriesId: row.seriesId,
    claim: toFigureClaim(row, registry.series, registry.slugOf),
  }));
}

function windowValues(windows: readonly Window[]): unknown[] {
  return [
    windows.map(({ seriesId }) => seriesId),
    windows.map((window) => window.isTotal),
    windows.map(({ first }) => first),
    windows.map(({ last }) => last),
  ];
}

/** The first day that a claim does not count any more, as far as its reach and its source’s convention say. */
export function endOfReach(reachTo: Day, isTotalClaim: boolean, source: Pick<Source, 'countingConvention'>): Day {
  return isTotalClaim ? boundaryOf(reachTo, source) : addDays(reachTo, 1);
}

/** Steps from a claim to the origin of its number that are followed. */
const MOST_STEPS = 8;

/**
 * The claims by which the lineages of `claims` are followed: those that restate another in turn, of the repeated source over the same
 * period, or named by a link. `wasRead` says what stands among `claims` already.
 */
async function readWayBack(
  queries: Queries,
  registry: Registry,
  claims: readonly Compared[],
  wasRead: (series: ComparedSeries, isTotalClaim: boolean, reachTo: Day) => boolean,
): Promise<Compared[]> {
  const known = new Map(claims.map((one) => [one.claim.id, one]));
  const asked = new Set<string>();
  let latest: readonly Compared[] = claims;
  const found: Compared[] = [];
  for (let step = 0; step < MOST_STEPS && latest.length > 0; step += 1) {
    const restating = latest.filter(({ claim }) => isRestatement(claim));
    if (restating.length === 0) break;
    const windows = new Map<string, Window>();
    const ids = new Set<ClaimId>();
    for (const { claim } of restating) {
      for (const { id } of claim.restates) if (!known.has(id) && !asked.has(id)) ids.add(id);
      const reach = reachOf(claim);
      if (claim.repeatsSource === null || reach === null) continue;
      for (const series of registry.bySource.get(seriesGroup(claim.repeatsSource, claim)) ?? []) {
        if (wasRead(series, isTotal(claim), reach.to)) continue;
        const window = { seriesId: series.id, isTotal: isTotal(claim), first: reach.to, last: reach.to };
        const name = `${window.seriesId}|${window.isTotal}|${reach.to}`;
        if (!asked.has(name)) windows.set(name, window);
      }
    }
    for (const name of [...windows.keys(), ...ids]) asked.add(name);
    const next = [
      ...(windows.size === 0
        ? []
        : await read(queries, RESTATING_BY_WINDOW, registry, windowValues([...windows.values()]))),
      ...(ids.size === 0 ? [] : await read(queries, BY_ID, registry, [[...ids]])),
    ].filter(({ claim }) => !known.has(claim.id));
    for (const one of next) known.set(one.claim.id, one);
    found.push(...next);
    latest = next;
  }
  return found;
}

/**
 * The claims of one subject whose days end on one of `ends` (first days after), as known at the registry’s ledger number, with their
 * lineages. One source alone is read as well: whoever asks may have to know that nothing agrees with it any more.
 */
export async function readComparedClaims(
  queries: Queries,
  registry: Registry,
  subject: string,
  ends: ReadonlySet<Day>,
): Promise<ComparedClaims> {
  const runs = runsOf(ends);
  const windows = [...registry.series.values()]
    .filter((series) => subjectOf(series) === subject)
    .flatMap((series): Window[] => {
      const source = registry.sources.get(series.source);
      if (!source) return [];
      const { days } = COUNTING_CONVENTIONS[source.countingConvention];
      return runs.flatMap(({ first, last }): Window[] => [
        { seriesId: series.id, isTotal: false, first: addDays(first, -1), last: addDays(last, -1) },
        { seriesId: series.id, isTotal: true, first: addDays(first, -days), last: addDays(last, -days) },
      ]);
    });
  const claims = windows.length === 0 ? [] : await read(queries, BY_WINDOW, registry, windowValues(windows));
  const wayBack = await readWayBack(queries, registry, claims, (series, isTotalClaim, reachTo) => {
    const source = registry.sources.get(series.source);
    return subjectOf(series) === subject && source !== undefined && ends.has(endOfReach(reachTo, isTotalClaim, source));
  });
  const rootsOf = toRootsOf([...claims, ...wayBack].map(({ claim }) => claim));
  return {
    claims,
    rootsOf,
    voices: claims.flatMap(({ claim }) => {
      const source = registry.sources.get(claim.source);
      return (source && toVoice(claim, source, rootsOf)) ?? [];
    }),
  };
}

/** Days that follow each other, as one run each. */
function runsOf(days: ReadonlySet<Day>): { first: Day; last: Day }[] {
  const runs: { first: Day; last: Day }[] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}

/** One claim as it was known at the registry’s ledger number, or null. */
export async function readComparedClaim(
  queries: Queries,
  registry: Registry,
  publicId: string,
): Promise<Compared | null> {
  const [found] = await read(queries, BY_ID, registry, [[publicId]]);
  return found ?? null;
}

const BY_CLAIM_ID = BY_ID.replace('c.public_id = ANY ($3)', 'c.id = ANY ($3::bigint[])');

/** Claims by the ids by which they are written about. */
export async function readComparedByIds(
  queries: Queries,
  registry: Registry,
  claimIds: readonly number[],
): Promise<Compared[]> {
  return read(queries, BY_CLAIM_ID, registry, [claimIds]);
}

/** The first day after a claim’s days, under its source’s convention; null for a claim without days. */
export function endOf({ claim }: Pick<Compared, 'claim'>, registry: Registry): Day | null {
  const reach = reachOf(claim);
  const source = registry.sources.get(claim.source);
  return reach === null || !source ? null : endOfReach(reach.to, isTotal(claim), source);
}
