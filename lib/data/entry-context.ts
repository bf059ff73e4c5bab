/**
 * What the ledger knows near a claim that is being entered: read by index in three statements, however large the ledger is.
 */
import 'server-only';
import { type Claim, type ClaimId, firstPublishedOn } from '@/lib/ledger/claim';
import {
  type AddressedClaim,
  type EntryContext,
  emptyContext,
  isRunningTotal,
  type NearbyClaim,
  numberOf,
  periodOf,
  tolerance,
} from '@/lib/ledger/entry-checks/nearby';
import { neighbouringAddresses } from '@/lib/ledger/entry-checks/reading';
import { toNumber } from '@/lib/ledger/exact';
import { addDays, type Day, endOf, firstDay, laterOf, monthOf } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import { type SeriesEvent, type Source, sourceSchema } from '@/lib/ledger/source';
import { METRIC_CONTAINS, type Metric, metricOf, type Side } from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { isTotal, listedOn, reachOf } from './claim-content';
import { rowsOf } from './db';
import { type At, NOW, publishAt } from './ledger';
import { toDecimal } from './rows';

/** How many totals of the series are read on either side of the day: a history long enough for a median. */
const TOTALS_EACH_SIDE = 60;
/** E8: an equal value listed so many days earlier or later is a likely duplicate. */
const DAYS_AROUND = 7;
const MOST = {
  spans: 800,
  slot: 200,
  values: 100,
  said: 50,
  publications: 50,
  citations: 3000,
  addressed: 100,
} as const;

type Frame = {
  source: unknown;
  convention: Source['countingConvention'] | null;
  events: SeriesEvent[] | null;
  named: { slug: string; name: string }[] | null;
  series: (SeriesKey & { id: number })[] | null;
};

/** Registry entry, notes, the sources named in the text, and the series to look at, in one round trip. */
const FRAME = `
  WITH texts AS (SELECT lower($8::text) AS words)
  SELECT
    (SELECT v.content FROM source o JOIN source_revision v ON v.source_id = o.id
      WHERE o.slug = $2 AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) AS source,
    (SELECT v.content->>'countingConvention' FROM source o JOIN source_revision v ON v.source_id = o.id
      WHERE o.slug = $7 AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) AS convention,
    (SELECT json_agg(json_build_object('source', o.slug, 'metric', e.metric, 'side', e.side, 'day', e.day, 'kind', e.kind,
                                       'sentence', e.sentence, 'url', e.url) ORDER BY e.day, e.id)
       FROM source o JOIN series_event e ON e.source_id = o.id
      WHERE o.slug = $2 AND e.metric = $3 AND e.side = $4 AND e.ledger_number <= $1 AND e.retracts_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM series_event ended WHERE ended.retracts_id = e.id AND ended.ledger_number <= $1)) AS events,
    (SELECT json_agg(json_build_object('slug', slug, 'name', name) ORDER BY length(name) DESC, name) FROM (
       SELECT DISTINCT o.slug, name FROM source_alias a JOIN source o ON o.id = a.source_id
         -- “Institute for the Study of War (ISW)” is named by its words, and by its letters.
         CROSS JOIN LATERAL unnest(ARRAY[regexp_replace(a.spelling, '\\s*\\(.*\\)$', ''), substring(a.spelling FROM '\\(([A-Z]{3,})\\)')]) AS name
        WHERE length(name) >= 3 AND position(lower(name) IN (SELECT words FROM texts)) > 0) found) AS named,
    (SELECT json_agg(json_build_object('id', s.id, 'source', o.slug, 'metric', s.metric, 'side', s.side, 'scope', s.scope,
                                       'definitionVersion', s.definition_version))
       FROM series s JOIN source o ON o.id = s.source_id
      WHERE s.side = $4 AND (o.slug = $2 OR (s.scope = $5 AND (s.metric = ANY($6::text[]) OR (o.slug = $7 AND s.metric = $3))))) AS series`;

type NearRow = {
  list:
    | 'totals'
    | 'spans'
    | 'sameSlot'
    | 'saidBefore'
    | 'peers'
    | 'origin'
    | 'equalValue'
    | 'sameAddress'
    | 'neighbourAddress';
  url: string | null;
  id: ClaimId;
  key: string;
  source: string;
  metric: Metric;
  side: Side;
  scope: string;
  definition_version: number;
  period_kind: Claim['periodKind'];
  period_start: Day | null;
  period_end: Day | null;
  as_of: Day | null;
  value_kind: Claim['valueKind'];
  low: string | null;
  best: string | null;
  high: string | null;
  rounding_unit: string | null;
  release: string | null;
  repeats_source: string | null;
  standing: Claim['standing'];
  published_on: Day | null;
};

/** Picked versions with everything that checks compare; `picked` names list, claim, version and address. */
const nearby = (picked: string) => `
  WITH picked AS MATERIALIZED (${picked})
  SELECT picked.list, picked.url, r.public_id AS id, c.key, o.slug AS source, s.metric, s.side, s.scope, s.definition_version,
         r.period_kind, r.period_start, r.period_end, r.as_of, r.value_kind, r.low, r.best, r.high, r.rounding_unit, r.release,
         repeated.slug AS repeats_source, r.standing, r.published_on
    FROM picked JOIN claim_revision r ON r.claim_id = picked.claim_id AND r.number = picked.number
    JOIN claim c ON c.id = r.claim_id JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
    LEFT JOIN source repeated ON repeated.id = r.repeats_source_id
   ORDER BY r.reach_to, r.claim_id`;

const VISIBLE = `${VISIBLE_SQL} AND r.public_id IS DISTINCT FROM $3`;
const list = (name: NearRow['list'], from: string) =>
  `SELECT '${name}' AS list, NULL::text AS url, found.claim_id, found.number FROM (${from}) found`;

/** $4 the claim’s series · $5 days of totals · $6 day of the total · $7, $8 window of spans · $9 all series of source and side · $10 last day ·
 *  $11 series of source, metric and side · $12 value · $13 series of others · $14 series of the origin */
const NEAR = nearby(`
  ${list(
    'totals',
    `(SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = $4::int AND r.is_total AND r.reach_to <= $6::date AND ${VISIBLE} ORDER BY r.reach_to DESC LIMIT ${TOTALS_EACH_SIDE})
     UNION ALL (SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = $4::int AND r.is_total AND r.reach_to > $6::date AND ${VISIBLE} ORDER BY r.reach_to LIMIT ${TOTALS_EACH_SIDE})
     UNION ALL SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = $4::int AND r.is_total AND r.reach_to = ANY($5::date[]) AND ${VISIBLE}`,
  )}
  UNION ALL ${list(
    'spans',
    `SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = $4::int AND NOT r.is_total AND r.reach_to BETWEEN $7::date AND $8::date
       AND r.period_kind IN ('interval', 'day', 'daily_rate') AND ${VISIBLE} ORDER BY r.reach_to DESC LIMIT ${MOST.spans}`,
  )}
  UNION ALL ${list('sameSlot', `SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = ANY($9::int[]) AND r.is_total IN (true, false) AND r.reach_to = $10::date AND ${VISIBLE} LIMIT ${MOST.slot}`)}
  UNION ALL ${list('saidBefore', `SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = ANY($11::int[]) AND coalesce(r.best, r.low, r.high) = $12::numeric AND ${VISIBLE} LIMIT ${MOST.said}`)}
  UNION ALL ${list(
    'peers',
    `SELECT near.claim_id, near.number FROM unnest($13::int[]) AS other(id) CROSS JOIN LATERAL (
       (SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = other.id AND r.is_total AND r.reach_to <= $6::date AND r.standing = 'current' AND ${VISIBLE} ORDER BY r.reach_to DESC LIMIT 1)
       UNION ALL (SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = other.id AND r.is_total AND r.reach_to > $6::date AND r.standing = 'current' AND ${VISIBLE} ORDER BY r.reach_to LIMIT 1)) near`,
  )}
  UNION ALL ${list(
    'origin',
    `SELECT near.claim_id, near.number FROM unnest($14::int[]) AS other(id) CROSS JOIN LATERAL (
       (SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = other.id AND r.is_total AND r.reach_to <= $6::date AND r.standing = 'current' AND ${VISIBLE} ORDER BY r.reach_to DESC LIMIT 1)
       UNION ALL (SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = other.id AND r.is_total AND r.reach_to > $6::date AND r.standing = 'current' AND ${VISIBLE} ORDER BY r.reach_to LIMIT 1)
       UNION ALL SELECT r.claim_id, r.number FROM claim_revision r WHERE r.series_id = other.id AND r.is_total AND r.reach_to = ANY($5::date[]) AND ${VISIBLE}) near`,
  )}`);

const addressed = (name: NearRow['list'], urls: string) => `
  (SELECT '${name}' AS list, cited.url, r.claim_id, r.number
     FROM (SELECT j.claim_id, j.number, p.url FROM (SELECT id, url FROM publication WHERE url = ANY(${urls}::text[]) LIMIT ${MOST.publications}) p
             JOIN claim_revision_publication j ON j.publication_id = p.id LIMIT ${MOST.citations}) cited
     JOIN claim_revision r ON r.claim_id = cited.claim_id AND r.number = cited.number
    WHERE ${VISIBLE} AND (r.reach_to IS NOT DISTINCT FROM $6::date OR r.series_id = ANY($7::int[]) OR '${name}' = 'neighbourAddress')
    ORDER BY (r.series_id = ANY($7::int[])) DESC, r.claim_id LIMIT ${MOST.addressed})`;

/** $4 addresses · $5 neighbouring addresses · $6 last day · $7 series of source, metric and side · $8 days of listing · $9, $10 bounds of the value · $11 side */
const FOUND = nearby(`
  ${addressed('sameAddress', '$4')}
  UNION ALL ${addressed('neighbourAddress', '$5')}
  UNION ALL ${list(
    'equalValue',
    `SELECT r.claim_id, r.number FROM claim_revision r JOIN series s ON s.id = r.series_id
      WHERE r.listed_on = ANY($8::date[]) AND coalesce(r.best, r.low, r.high) BETWEEN $9::numeric AND $10::numeric AND s.side = $11 AND ${VISIBLE}
      ORDER BY abs(coalesce(r.best, r.low, r.high) - ($9::numeric + $10::numeric) / 2), r.claim_id LIMIT ${MOST.values}`,
  )}`);

/**
 * The context of a claim for `checkEntry` and `likelyDuplicates`. `today` is the day in Kyiv; `except` is the claim's own public id when it is
 * in the ledger already, so that it is never compared with itself; `at` reads the ledger as it was known then.
 */
export async function readEntryContext(
  claim: Claim,
  { today, except = null, at = NOW }: { readonly today: Day; readonly except?: ClaimId | null; readonly at?: At },
): Promise<EntryContext> {
  const publish = await publishAt(at.known);
  if (!publish) return emptyContext(today);
  const known = [publish.ledgerNumber, at.public, except] as const;
  const [frame] = await rowsOf<Frame>(FRAME, [
    publish.ledgerNumber,
    claim.source,
    claim.metric,
    claim.side,
    claim.scope,
    peerMetrics(claim),
    claim.repeatsSource,
    textOf(claim),
  ]);
  const series = frame?.series ?? [];
  const idsOf = (fits: (key: SeriesKey) => boolean) => series.filter(fits).map(({ id }) => id);
  const isOwn = (key: SeriesKey) => key.source === claim.source;
  const [own] = idsOf(
    (key) =>
      isOwn(key) &&
      key.metric === claim.metric &&
      key.scope === claim.scope &&
      key.definitionVersion === claim.definitionVersion,
  );
  const sameCount = idsOf((key) => isOwn(key) && key.metric === claim.metric);
  const lastDay = reachOf(claim)?.to ?? null;
  const window = spanWindow(claim);
  const rows = await Promise.all([
    rowsOf<NearRow>(NEAR, [
      ...known,
      own ?? null,
      boundaryDays(claim),
      isRunningTotal(claim) ? claim.asOf : null,
      window?.from ?? null,
      window?.to ?? null,
      idsOf(isOwn),
      lastDay,
      sameCount,
      numberOf(claim),
      idsOf((key) => key.scope === claim.scope && peerMetrics(claim).includes(key.metric)),
      idsOf((key) => key.source === claim.repeatsSource && key.metric === claim.metric && key.scope === claim.scope),
    ]),
    rowsOf<NearRow>(FOUND, [...known, ...addressesOf(claim), lastDay, sameCount, ...valueWindow(claim), claim.side]),
  ]);
  const near = rows.flat();
  // A total next to the day can be one at an end of the month, too.
  const of = (name: NearRow['list']) => [
    ...new Map(near.flatMap((row) => (row.list === name ? [[row.id, toNearby(row)]] : []))).values(),
  ];
  const addressedOf = (name: NearRow['list']): AddressedClaim[] =>
    near.flatMap((row) => (row.list === name && row.url !== null ? [{ ...toNearby(row), url: row.url }] : []));
  return {
    today,
    source: frame?.source ? sourceSchema.parse(frame.source) : null,
    events: frame?.events ?? [],
    named: frame?.named ?? [],
    totals: of('totals'),
    spans: of('spans'),
    sameSlot: of('sameSlot'),
    sameAddress: addressedOf('sameAddress'),
    neighbourAddress: addressedOf('neighbourAddress'),
    equalValue: of('equalValue'),
    saidBefore: of('saidBefore'),
    peers: of('peers'),
    origin: of('origin'),
    originConvention: frame?.convention ?? null,
  };
}

/** Metrics of which other sources' running totals are looked at: the claim's own, those that contain it, and both kinds of loss together. */
function peerMetrics(claim: Claim): Metric[] {
  if (!isTotal(claim)) return [];
  const wider = METRIC_CONTAINS.filter(([small]) => small === claim.metric).map(([, large]) => large);
  const both: Metric[] = metricOf(claim.metric).family === 'casualties' ? ['killed_or_wounded'] : [];
  return [...new Set([claim.metric, ...wider, ...both])];
}

/** Every word in which a source can be named. */
function textOf(claim: Claim): string {
  return claim.publications
    .flatMap(({ quote, translation, title, publisher, relay }) => [quote, translation, title, publisher, relay])
    .filter((text) => text !== null)
    .join('\n');
}

/** The days of totals that bear on a period, under either counting convention: its ends, and those of the month in which it begins. */
function boundaryDays(claim: Claim): Day[] {
  const period = periodOf(claim);
  if (!period) return [];
  const month = monthOf(period.start);
  const ends = [period.start, period.end, firstDay(month), endOf(month)];
  return [...new Set(ends.flatMap((day) => [addDays(day, -1), day]))];
}

/** The days in which the spans of a series are looked at: the calendar years of a period, or the months beside a total. */
function spanWindow(claim: Claim): { readonly from: Day; readonly to: Day } | null {
  const period = periodOf(claim);
  if (period)
    return {
      from: `${period.start.slice(0, 4)}-01-01` as Day,
      to: laterOf(`${period.start.slice(0, 4)}-12-31` as Day, addDays(period.end, 31)),
    };
  return claim.asOf ? { from: addDays(claim.asOf, -32), to: addDays(claim.asOf, 32) } : null;
}

function addressesOf(claim: Claim): [string[], string[]] {
  const urls = [...new Set(claim.publications.flatMap(({ url }) => (url === null ? [] : [url])))];
  return [urls, urls.flatMap(neighbouringAddresses)];
}

/** The days of listing around the claim's own, and the bounds between which a value is equal within rounding. */
function valueWindow(claim: Claim): [Day[], string | null, string | null] {
  const value = numberOf(claim);
  if (value === null || (firstPublishedOn(claim.publications) ?? reachOf(claim)) === null) return [[], null, null];
  const day = listedOn(claim);
  const days = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, index) => addDays(day, index - DAYS_AROUND));
  // The other claim may be the coarser one, so a little more is read than is equal; the core decides.
  const half = Math.max(toNumber(tolerance(claim)), Math.abs(Number(value)) / 50);
  return [days, (Number(value) - half).toFixed(6), (Number(value) + half).toFixed(6)];
}

function toNearby(row: NearRow): NearbyClaim {
  return {
    id: row.id,
    key: row.key,
    source: row.source,
    metric: row.metric,
    side: row.side,
    scope: row.scope,
    definitionVersion: row.definition_version,
    periodKind: row.period_kind,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    asOf: row.as_of,
    valueKind: row.value_kind,
    low: toDecimal(row.low),
    best: toDecimal(row.best),
    high: toDecimal(row.high),
    roundingUnit: toDecimal(row.rounding_unit),
    release: row.release,
    repeatsSource: row.repeats_source,
    standing: row.standing,
    publishedOn: row.published_on,
  };
}
