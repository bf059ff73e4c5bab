/**
 * Every series the ledger holds, with how many claims of which kind and how far they reach: what a page needs to choose from.
 */
import 'server-only';
import type { Day, Instant } from '@/lib/ledger/month';
import { type SeriesId, type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { type Source, sourceSchema } from '@/lib/ledger/source';
import type { Differenceability, Metric, Party, Side, SourceClass } from '@/lib/ledger/vocabulary';
import { rowsOf } from './db';
import { type At, publishAt } from './ledger';

export type { At } from './ledger';

/** One series as the catalogue lists it. */
export type CatalogueSeries = {
  readonly id: SeriesId;
  readonly key: SeriesKey;
  readonly sourceName: string;
  readonly sourceShortName: string;
  readonly sourceClass: SourceClass;
  readonly party: Party;
  readonly differenceability: Differenceability;
  /** Claims by broad kind: running totals, those of exactly one calendar month, all others. */
  readonly totals: number;
  readonly monthExact: number;
  readonly others: number;
  /** First and last day on which any claim bears, null where none has dates. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** Number of the last publish that touched the series, not after the asked instant. */
  readonly lastLedgerNumber: bigint;
};

export type Catalogue = {
  readonly series: readonly CatalogueSeries[];
  /** Registry entries as known at the instant, by name. */
  readonly sources: readonly Source[];
  /** Last publish of all, not after the asked instant; null when nothing was known yet. */
  readonly knownOn: Instant | null;
  readonly ledgerNumber: bigint | null;
};

type SeriesRow = {
  slug: string;
  metric: Metric;
  side: Side;
  scope: string;
  definition_version: number;
  totals: number;
  month_exact: number;
  others: number;
  first_reach: Day | null;
  last_reach: Day | null;
  last_ledger_number: number;
};

/** Counts kept by each publish: nothing but the small table of series is read. */
const KEPT = `
  SELECT o.slug, s.metric, s.side, s.scope, s.definition_version, s.totals, s.month_exact, s.others, s.first_reach, s.last_reach, s.last_ledger_number
    FROM series s JOIN source o ON o.id = s.source_id WHERE s.totals + s.month_exact + s.others > 0 ORDER BY s.id`;

/** A revision `r` that was the current one of its claim at ledger number $1 and had been published by $2, if a day is given. */
export const VISIBLE_SQL = `
  r.ledger_number <= $1
  AND NOT EXISTS (SELECT 1 FROM claim_revision newer
                   WHERE newer.number > 1 AND newer.claim_id = r.claim_id AND newer.number = r.number + 1 AND newer.ledger_number <= $1)
  AND ($2::date IS NULL OR r.published_on <= $2::date)`;

/** The same, counted from the claims as they were: for the past and for “published by”. */
const RECONSTRUCTED = `
  SELECT o.slug, s.metric, s.side, s.scope, s.definition_version, counted.*,
         (SELECT max(ledger_number) FROM series_change WHERE series_id = s.id AND ledger_number <= $1) AS last_ledger_number
    FROM (SELECT r.series_id, count(*) FILTER (WHERE r.is_total)::int AS totals,
                 count(*) FILTER (WHERE NOT r.is_total AND r.month_exact)::int AS month_exact,
                 count(*) FILTER (WHERE NOT r.is_total AND NOT r.month_exact)::int AS others,
                 min(r.reach_from) AS first_reach, max(r.reach_to) AS last_reach
            FROM (SELECT *, coalesce(period_kind IN ('interval', 'daily_rate') AND extract(day FROM period_start) = 1
                                     AND period_end = period_start + interval '1 month', false) AS month_exact FROM claim_revision) r
           WHERE ${VISIBLE_SQL} GROUP BY r.series_id) counted
    JOIN series s ON s.id = counted.series_id JOIN source o ON o.id = s.source_id ORDER BY s.id`;

/** Registry entries as known at a ledger number, by slug. */
export async function readSourcesAt(ledgerNumber: bigint): Promise<Source[]> {
  const rows = await rowsOf<{ content: unknown }>(
    `SELECT content FROM (SELECT DISTINCT ON (source_id) source_id, content FROM source_revision WHERE ledger_number <= $1
                           ORDER BY source_id, number DESC) entry ORDER BY content->>'slug'`,
    [ledgerNumber],
  );
  return rows.map(({ content }) => sourceSchema.parse(content));
}

/** The catalogues read last: what a ledger number held never changes, so an entry is right for ever. */
const remembered = new Map<string, Catalogue>();
const MAX_REMEMBERED = 20;

/** Every series that holds a claim at the instant, with the registry. */
export async function readCatalogue(at: At): Promise<Catalogue> {
  const latest = await publishAt(null);
  const asked = at.known === null ? latest : await publishAt(at.known);
  if (!asked || !latest) return { series: [], sources: [], knownOn: null, ledgerNumber: null };
  const cacheKey = `${asked.recordedFrom}|${at.public ?? ''}`;
  const held = remembered.get(cacheKey);
  if (held) return held;
  const isNow = asked.ledgerNumber === latest.ledgerNumber && at.public === null;
  const [sources, rows] = await Promise.all([
    readSourcesAt(asked.ledgerNumber),
    isNow ? rowsOf<SeriesRow>(KEPT) : rowsOf<SeriesRow>(RECONSTRUCTED, [asked.ledgerNumber, at.public]),
  ]);
  const bySlug = new Map(sources.map((source) => [source.slug, source]));
  const series = rows.flatMap((row): CatalogueSeries[] => {
    const source = bySlug.get(row.slug);
    if (!source) return [];
    const key = {
      source: row.slug,
      metric: row.metric,
      side: row.side,
      scope: row.scope,
      definitionVersion: row.definition_version,
    };
    return [
      {
        id: toSeriesId(key),
        key,
        sourceName: source.name,
        sourceShortName: source.shortName,
        sourceClass: source.class,
        party: source.party,
        differenceability: source.totalsAreDifferenceable,
        totals: row.totals,
        monthExact: row.month_exact,
        others: row.others,
        firstDay: row.first_reach,
        lastDay: row.last_reach,
        lastLedgerNumber: BigInt(row.last_ledger_number),
      },
    ];
  });
  const catalogue: Catalogue = { series, sources, knownOn: asked.recordedFrom, ledgerNumber: asked.ledgerNumber };
  // Kept counts may be those of a publish that came in between; only what was certainly read at the asked number is remembered.
  const after = await publishAt(null);
  if (!isNow || after?.ledgerNumber === asked.ledgerNumber) {
    const oldest = remembered.keys().next().value;
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(cacheKey, catalogue);
  }
  return catalogue;
}
