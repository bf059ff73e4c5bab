/**
 * The claims of given series as known at an instant: what figures are made from. The cost grows with the series and months asked for,
 * never with the ledger.
 */
import 'server-only';
import type { ClaimId, FigureClaim, Restated } from '@/lib/ledger/claim';
import type { SeriesInput } from '@/lib/ledger/figure-table';
import { addDays, type Day, endOf, firstDay, type Instant, type Month } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import { type SeriesEvent, type Source, sourceSchema } from '@/lib/ledger/source';
import type { Metric, Side } from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { isTotal, reachOf } from './claim-content';
import { arraysOf, rowsOf } from './db';
import { type At, INSTANT_SQL, toInstant } from './ledger';
import { type FigureRow, type FigureShared, toFigureClaim, toFigureShared } from './rows';

/** Days on either side of the months: anchors of a difference lie at most 45 days apart (N4). */
const MARGIN_DAYS = 46;

/** Between lines, between the parts of a line, and between those of what lines share: signs that no claim can hold. */
const [LINE_END, LINE_SQL] = ['\x1d', '\\x1d'];
const [PART, PART_SQL] = ['\x1e', '\\x1e'];
const [FIELD, FIELD_SQL] = ['\x1f', '\\x1f'];

/** How many steps from a claim that repeats to one that is repeated are followed. */
const REPEAT_DEPTH = 3;

export type SeriesInputs = {
  /** One for each key that was asked for and whose source is known, in the order asked. */
  readonly inputs: readonly SeriesInput[];
  /** Claims of the sources that these repeat, of the same metric and side, as far as they are not among the inputs. */
  readonly repeated: readonly FigureClaim[];
  /** The latest publish, not after the asked instant, that touches a series read here; null when none does. */
  readonly knownOn: Instant | null;
  readonly ledgerNumber: bigint | null;
};

type HeldSeries = {
  id: number;
  source_id: number;
  source: string;
  metric: Metric;
  side: Side;
  scope: string;
  version: number;
  depth: number;
  /** The last publish, not after the asked instant, that touched the series; null before its first claim. */
  changed: number | null;
  /** Instant of that publish: another ledger has another. */
  changed_at: string | null;
};
type Frame = {
  publish: number | null;
  ledger_number: number | null;
  known_on: string | null;
  series: HeldSeries[] | null;
  sources: { id: number; slug: string; content: unknown }[] | null;
  events: SeriesEvent[] | null;
};

/**
 * Everything around the claims in one round trip: the publish that the instant means, the series to read (those asked for in every scope
 * and version, and those that they repeat), their registry entries, their notes, and the last publish that touched any of them.
 */
const FRAME = `
  WITH RECURSIVE now AS (
    SELECT max(ledger_number) AS number FROM publish WHERE $1::timestamptz IS NULL OR recorded_from <= $1::timestamptz
  ), asked AS (
    SELECT DISTINCT o.id AS source_id, k.metric, k.side
      FROM unnest($2::text[], $3::text[], $4::text[]) AS k(slug, metric, side) JOIN source o ON o.slug = k.slug
  ), wanted AS (
    SELECT source_id, metric, side, 0 AS depth FROM asked
    UNION
    SELECT repeat.source_id, w.metric, w.side, w.depth + 1
      FROM wanted w JOIN series s ON s.source_id = w.source_id AND s.metric = w.metric AND s.side = w.side
      JOIN series_repeat repeat ON repeat.series_id = s.id AND repeat.ledger_number <= (SELECT number FROM now)
     WHERE w.depth < ${REPEAT_DEPTH}
  ), held AS (
    SELECT s.id, s.source_id, o.slug AS source, s.metric, s.side, s.scope, s.definition_version AS version, w.depth,
           touched.ledger_number AS changed, touched.recorded_from AS changed_at
      FROM (SELECT source_id, metric, side, min(depth) AS depth FROM wanted GROUP BY source_id, metric, side) w
      JOIN series s ON s.source_id = w.source_id AND s.metric = w.metric AND s.side = w.side JOIN source o ON o.id = s.source_id
      LEFT JOIN LATERAL (
        SELECT p.ledger_number, p.recorded_from FROM series_change change JOIN publish p ON p.ledger_number = change.ledger_number
         WHERE change.series_id = s.id AND change.ledger_number <= (SELECT number FROM now) ORDER BY change.ledger_number DESC LIMIT 1) touched ON true
  ), last AS (
    SELECT max(changed) AS number FROM held
  )
  SELECT (SELECT number FROM now) AS publish,
    (SELECT number FROM last) AS ledger_number,
    (SELECT ${INSTANT_SQL('recorded_from')} FROM publish WHERE ledger_number = (SELECT number FROM last)) AS known_on,
    (SELECT json_agg(held ORDER BY held.id) FROM held) AS series,
    (SELECT json_agg(json_build_object('id', entry.source_id, 'slug', entry.slug, 'content', entry.content)) FROM (
      SELECT DISTINCT ON (v.source_id) v.source_id, o.slug, v.content FROM source_revision v JOIN source o ON o.id = v.source_id
       WHERE v.source_id IN (SELECT source_id FROM asked) AND v.ledger_number <= (SELECT number FROM now)
       ORDER BY v.source_id, v.number DESC) entry) AS sources,
    (SELECT json_agg(json_build_object('source', o.slug, 'metric', e.metric, 'side', e.side, 'day', e.day, 'kind', e.kind,
                                       'sentence', e.sentence, 'url', e.url) ORDER BY e.day, e.id)
       FROM asked a JOIN series_event e ON e.source_id = a.source_id AND e.metric = a.metric AND e.side = a.side
       JOIN source o ON o.id = e.source_id
      WHERE e.ledger_number <= (SELECT number FROM now) AND e.retracts_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM series_event ended WHERE ended.retracts_id = e.id AND ended.ledger_number <= (SELECT number FROM now))) AS events`;

/**
 * A link `l` by which claim `u` replaces another, as known at the publish $1 and published by the day $2. A claim that was itself
 * withdrawn or discounted replaces nothing.
 */
export const REPLACES_SQL = `
  l.type IN ('updates', 'corrects') AND l.retracts_id IS NULL AND l.ledger_number <= $1
  AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id AND ended.ledger_number <= $1)
  AND (SELECT v.standing FROM claim_revision v WHERE v.claim_id = u.id AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) = 'current'
  AND ($2::date IS NULL OR EXISTS (SELECT 1 FROM claim_revision v WHERE v.claim_id = u.id AND v.number = 1 AND v.published_on <= $2::date))`;

/** A later claim that replaces claim `r`. */
export const SUPERSEDED_BY_SQL = `
  (SELECT u.public_id FROM claim_link l JOIN claim u ON u.id = l.from_claim_id
    WHERE l.to_claim_id = r.claim_id AND ${REPLACES_SQL} ORDER BY l.id DESC LIMIT 1)`;

const text = (columns: readonly string[], separator: string) =>
  `concat_ws(E'${separator}', ${columns.map((column) => `coalesce(${column}::text, '')`).join(', ')})`;

/** Everything that a series' totals mostly share, in the order of `toFigureShared`: it is taken apart once for thousands of claims. */
const SHARED = text(
  [
    'r.period_kind',
    'r.time_basis',
    'r.value_kind',
    'r.rounding_unit',
    'r.count_basis',
    'r.release',
    'r.repeats_source_id',
    'r.provisional',
    'r.standing',
    'r.relayed',
    'r.attribution',
    '(r.ratio_of IS NOT NULL)',
    'r.substance',
    'r.components',
  ],
  FIELD_SQL,
);

/** One claim as one line, in the order of `FigureRow`. */
const LINE = text(
  [
    'r.public_id',
    'r.number',
    'r.period_start',
    'r.period_end',
    'r.as_of',
    'r.low',
    'r.best',
    'r.high',
    'r.published_on',
    'r.claim_id',
    SHARED,
  ],
  PART_SQL,
);

/** What is read of a revision `r` to make a `FigureClaim` of it; `linked` where a link may say whose number it restates. */
export const NARROW = `r.series_id, r.claim_id, coalesce(r.links ?| ARRAY['repeats', 'derivesFrom'], false) AS linked, ${LINE} AS line`;

/** Totals outside the window: the nearest before or after, or the first or last of all, so that a gap can be reasoned. */
const outside = (condition: string, order: 'ASC' | 'DESC', most: number) => `
  (SELECT ${NARROW} FROM claim_revision r
    WHERE r.series_id = w.id AND r.is_total AND ${condition} AND r.standing = 'current' AND ${VISIBLE_SQL} ORDER BY r.reach_to ${order} LIMIT ${most})`;

/**
 * The rows of `read` (`NARROW`) as few texts: a series comes as one text of lines, since a driver spends several times longer on thousands
 * of rows of many columns. Replacements are asked for once for all claims, by their ids; restatements for those few that state any.
 */
export const LINES_OF_READ = `
  SELECT series_id, string_agg(line, E'${LINE_SQL}') AS lines, NULL::bigint AS claim_id, NULL::text AS other, NULL::text AS source
    FROM read GROUP BY series_id
  UNION ALL (
    SELECT DISTINCT ON (l.to_claim_id) NULL, NULL, l.to_claim_id, u.public_id, NULL
      FROM claim_link l JOIN claim u ON u.id = l.from_claim_id
     WHERE l.to_claim_id = ANY (ARRAY(SELECT claim_id FROM read)) AND ${REPLACES_SQL}
     ORDER BY l.to_claim_id, l.id DESC)
  UNION ALL (
    SELECT NULL, NULL, l.from_claim_id, t.public_id, o.slug
      FROM claim_link l JOIN read ON read.claim_id = l.from_claim_id AND read.linked JOIN series own ON own.id = read.series_id
      JOIN claim t ON t.id = l.to_claim_id
      JOIN LATERAL (SELECT series_id FROM claim_revision v WHERE v.claim_id = t.id AND v.ledger_number <= $1 ORDER BY v.number DESC LIMIT 1) v ON true
      JOIN series s ON s.id = v.series_id AND s.metric = own.metric AND s.side = own.side JOIN source o ON o.id = s.source_id
     WHERE l.type IN ('repeats', 'derives_from') AND l.retracts_id IS NULL AND l.ledger_number <= $1
       AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id AND ended.ledger_number <= $1)
     ORDER BY t.public_id)`;

/**
 * The claims of series $3 that touch the days from $4 to $5. Each series is read along the index by reach, totals and others apart, so
 * no row outside the window is met except spans that end in it.
 */
const CLAIMS = `
  WITH read AS MATERIALIZED (
    SELECT r.* FROM unnest($3::int[]) AS w(id)
     CROSS JOIN LATERAL (
       SELECT ${NARROW} FROM claim_revision r
        WHERE r.series_id = w.id AND r.is_total AND r.reach_to BETWEEN $4::date AND $5::date AND ${VISIBLE_SQL}
       UNION ALL
       SELECT ${NARROW} FROM claim_revision r
        WHERE r.series_id = w.id AND NOT r.is_total AND r.reach_to >= $4::date AND r.reach_from <= $5::date AND ${VISIBLE_SQL}
       UNION ALL (
         ${outside('r.reach_to < $4::date', 'DESC', 3)}
         UNION ${outside('r.reach_to > $5::date', 'ASC', 3)}
         UNION ${outside('r.reach_to < $4::date', 'ASC', 1)}
         UNION ${outside('r.reach_to > $5::date', 'DESC', 1)}
       )
     ) r
  ) ${LINES_OF_READ}`;

/** A list's names added are made from its totals of confirmed dead, so these are read with it (N8). */
function metricsRead(metric: Metric): Metric[] {
  return metric === 'names_added' ? ['names_added', 'killed_confirmed'] : [metric];
}

/**
 * What the figures of these series over these months are made from, as known at an instant. Every scope and definition version of a
 * source's metric and side is read, forecasts and replaced claims included: whether they count is the core's to say.
 */
export async function readSeriesInputs(
  keys: readonly SeriesKey[],
  months: { readonly from: Month; readonly to: Month },
  at: At,
  reading: Reading = 'whole series',
): Promise<SeriesInputs> {
  const asked = keys.flatMap((key) => metricsRead(key.metric).map((metric) => ({ ...key, metric })));
  const [frame] = await rowsOf<Frame>(FRAME, [
    at.known,
    asked.map(({ source }) => source),
    asked.map(({ metric }) => metric),
    asked.map(({ side }) => side),
  ]);
  if (!frame || frame.publish === null) return { inputs: [], repeated: [], knownOn: null, ledgerNumber: null };
  const held = frame.series ?? [];
  const claimsOf = await readClaimsOf(held, frame.publish, months, at, reading);
  const claims = new Map<string, FigureClaim[]>();
  const repeated: FigureClaim[] = [];
  for (const series of held)
    for (const claim of claimsOf.get(series.id) ?? []) {
      const group = groupOf(claim);
      if (series.depth !== 0) repeated.push(claim);
      else if (claims.get(group)?.push(claim) === undefined) claims.set(group, [claim]);
    }
  const sources = new Map(
    (frame.sources ?? []).map(({ slug, content }): [string, Source] => [slug, sourceSchema.parse(content)]),
  );
  const events = frame.events ?? [];
  const inputs = keys.flatMap((key): SeriesInput[] => {
    const source = sources.get(key.source);
    if (!source) return [];
    const groups = metricsRead(key.metric).map((metric) => groupOf({ ...key, metric }));
    return [
      {
        key: {
          source: key.source,
          metric: key.metric,
          side: key.side,
          scope: key.scope,
          definitionVersion: key.definitionVersion,
        },
        source,
        claims: groups.flatMap((group) => claims.get(group) ?? []),
        events: events.filter((event) => groups.includes(groupOf(event))),
      },
    ];
  });
  return {
    inputs,
    repeated,
    knownOn: frame.known_on === null ? null : toInstant(frame.known_on),
    ledgerNumber: frame.ledger_number === null ? null : BigInt(frame.ledger_number),
  };
}

const groupOf = (key: Pick<SeriesKey, 'source' | 'metric' | 'side'>) => `${key.source}|${key.metric}|${key.side}`;

/**
 * How claims are read: whole series are kept for the next reader, and cost as much as the series is long; a window is read for once, as
 * before a claim is published, when no page needs the rest.
 */
export type Reading = 'whole series' | 'window';

/** Claims of series that were read over all months, by series and the publish that touched it last: until the next they stay the same. */
const remembered = new Map<string, Promise<readonly FigureClaim[]>>();
/** Claims kept at most, at about half a kilobyte each; the series asked for least recently go first. */
const MAX_REMEMBERED = 150_000;
const sizes = new Map<string, number>();
let size = 0;

function forget(key: string): void {
  size -= sizes.get(key) ?? 0;
  sizes.delete(key);
  remembered.delete(key);
}

function remember(key: string, reading: Promise<readonly FigureClaim[]>): void {
  remembered.set(key, reading);
  reading.then(
    (claims) => {
      if (remembered.get(key) !== reading) return;
      sizes.set(key, claims.length);
      size += claims.length;
      for (const oldest of sizes.keys()) {
        if (size <= MAX_REMEMBERED) break;
        forget(oldest);
      }
    },
    () => forget(key),
  );
}

/** What `CLAIMS` would read for these days: claims that touch them, and of the totals outside the nearest, the first and the last. */
function within(claims: readonly FigureClaim[], days: Days): FigureClaim[] {
  const chosen = new Set<FigureClaim>();
  const totals: { readonly claim: FigureClaim; readonly day: Day }[] = [];
  for (const claim of claims) {
    const reach = reachOf(claim);
    if (reach === null) continue;
    if (reach.to >= days.from && reach.from <= days.to) chosen.add(claim);
    else if (isTotal(claim) && claim.standing === 'current') totals.push({ claim, day: reach.to });
  }
  totals.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const before = totals.filter(({ day }) => day < days.from);
  const after = totals.filter(({ day }) => day > days.to);
  for (const { claim } of [...before.slice(0, 1), ...before.slice(-3), ...after.slice(0, 3), ...after.slice(-1)])
    chosen.add(claim);
  return claims.filter((claim) => chosen.has(claim));
}

/** The claims of each series, read once for each change of it; those for a day of publication are read for their months only. */
async function readClaimsOf(
  held: readonly HeldSeries[],
  publish: number,
  months: { readonly from: Month; readonly to: Month },
  at: At,
  reading: Reading,
): Promise<ReadonlyMap<number, readonly FigureClaim[]>> {
  if (at.public !== null) return readClaims(held, publish, daysAround(months), at);
  const keyOf = ({ id, source, metric, side, changed, changed_at }: HeldSeries) =>
    `${changed_at}|${changed}|${id}|${source}|${metric}|${side}`;
  const missing = held.filter((series) => !remembered.has(keyOf(series)));
  if (reading === 'window' && missing.length > 0) return readClaims(held, publish, daysAround(months), at);
  if (missing.length > 0) {
    const reading = readClaims(missing, publish, ALL_DAYS, at);
    for (const series of missing)
      remember(
        keyOf(series),
        reading.then((read) => read.get(series.id) ?? []),
      );
  }
  const read = await Promise.all(
    held.map(async (series): Promise<[number, readonly FigureClaim[]]> => {
      const key = keyOf(series);
      const claims = remembered.get(key);
      // Asked for just now, so it goes last.
      const claimed = sizes.get(key);
      if (claimed !== undefined) {
        sizes.delete(key);
        sizes.set(key, claimed);
      }
      return [series.id, within((await claims) ?? [], daysAround(months))];
    }),
  );
  return new Map(read);
}

const NOTHING_RESTATED: readonly Restated[] = [];

type Days = { readonly from: Day; readonly to: Day };

/** Every day that a claim can bear on. */
const ALL_DAYS: Days = { from: '0001-01-01' as Day, to: '9999-12-31' as Day };

const daysAround = ({ from, to }: { readonly from: Month; readonly to: Month }): Days => ({
  from: addDays(firstDay(from), -MARGIN_DAYS),
  to: addDays(endOf(to), MARGIN_DAYS),
});

async function readClaims(
  held: readonly HeldSeries[],
  publish: number,
  days: Days,
  at: At,
): Promise<ReadonlyMap<number, readonly FigureClaim[]>> {
  const keyOf = new Map(
    held.map((series): [number, SeriesKey] => [series.id, { ...series, definitionVersion: series.version }]),
  );
  const rows = await readFigureRows(
    held.map(({ id }) => id),
    days,
    publish,
    at,
  );
  const slugOf = await sourceSlugs(rows, new Map(held.map((series) => [series.source_id, series.source])));
  const claims = new Map<number, FigureClaim[]>();
  for (const row of rows) {
    const claim = toFigureClaim(row, keyOf, slugOf);
    if (claims.get(row.seriesId)?.push(claim) === undefined) claims.set(row.seriesId, [claim]);
  }
  return claims;
}

/** A row of `LINES_OF_READ`: the lines of a series, or a claim with the one that replaces it, or one that it restates and its source. */
export type ReadRow = [
  seriesId: number | null,
  lines: string | null,
  claimId: number | null,
  other: ClaimId | null,
  source: string | null,
];

async function readFigureRows(seriesIds: readonly number[], days: Days, publish: number, at: At): Promise<FigureRow[]> {
  if (seriesIds.length === 0) return [];
  return toFigureRows(await arraysOf<ReadRow>(CLAIMS, [publish, at.public, seriesIds, days.from, days.to]));
}

/** The revisions behind `LINES_OF_READ`, in the order of their entry. */
export function toFigureRows(read: readonly ReadRow[]): FigureRow[] {
  const replacedBy = new Map<number, ClaimId>();
  const restated = new Map<number, Restated[]>();
  for (const [, , claimId, other, source] of read) {
    if (claimId === null || other === null) continue;
    if (source === null) replacedBy.set(claimId, other);
    else if (restated.get(claimId)?.push({ id: other, source }) === undefined)
      restated.set(claimId, [{ id: other, source }]);
  }
  const known = new Map<string, FigureShared>();
  const sharedOf = (part: string) => {
    const held = known.get(part);
    if (held) return held;
    const shared = toFigureShared(part.split(FIELD));
    known.set(part, shared);
    return shared;
  };
  const rows = read.flatMap(([seriesId, lines]) =>
    seriesId === null || lines === null
      ? []
      : lines.split(LINE_END).map((line): FigureRow => {
          const parts = line.split(PART);
          const claimId = Number(parts[9]);
          return {
            seriesId,
            claimId,
            parts,
            shared: sharedOf(parts[10] ?? ''),
            by: replacedBy.get(claimId) ?? null,
            restates: restated.get(claimId) ?? NOTHING_RESTATED,
          };
        }),
  );
  for (const claims of restated.values()) claims.sort((a, b) => (a.id < b.id ? -1 : 1));
  // In the order of entry: that of an index would not be the same after every vacuum.
  return rows.sort((a, b) => a.claimId - b.claimId);
}

/** Slugs of the sources that claims repeat; most of them are among the series read. */
async function sourceSlugs(
  rows: readonly FigureRow[],
  known: ReadonlyMap<number, string>,
): Promise<(id: number) => string> {
  const slugs = new Map(known);
  const missing = [...new Set(rows.map((row) => row.shared.repeatsSourceId))].filter(
    (id) => id !== null && !slugs.has(id),
  );
  if (missing.length > 0)
    for (const { id, slug } of await rowsOf<{ id: number; slug: string }>(
      'SELECT id, slug FROM source WHERE id = ANY($1::int[])',
      [missing],
    ))
      slugs.set(id, slug);
  return (id) => {
    const slug = slugs.get(id);
    if (slug === undefined) throw new Error(`no source ${id}`);
    return slug;
  };
}
