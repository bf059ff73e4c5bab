/**
 * Hints that one series repeats another (T2): found by comparing what is published, kept until people decide. A publish waits for none of it:
 * each series knows through which publish it was compared, so whatever changed since is compared by whoever looks next, and nothing is lost
 * with a process.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import {
  ATTRIBUTING_WORDS,
  agreesWith,
  type Citation,
  type CitingClaim,
  type ComparedFigure,
  type ComparedMonth,
  citationsIn,
  comparedFigures,
  compareSeries,
  followerOf,
  isWorthAnotherLook,
  type Shift,
  type SoughtName,
} from '@/lib/ledger/circularity';
import { type ClaimId, claimSchema, type FigureClaim } from '@/lib/ledger/claim';
import type { AlsoSaid, SeriesInput } from '@/lib/ledger/figure-table';
import { toFigures } from '@/lib/ledger/figures';
import { isNoVoice, type LineageOf, toLineageOf } from '@/lib/ledger/lineage';
import {
  type Day,
  dayInKyiv,
  type Instant,
  type Month,
  monthOf,
  monthsFrom,
  parseInstant,
  WAR_START,
} from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { type SeriesId, type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import { sourceSchema } from '@/lib/ledger/source';
import { DEFAULT_THRESHOLD, type Metric, type Side } from '@/lib/ledger/vocabulary';
import { readCurrent, revise } from './claims';
import { inTransaction, rowsOf } from './db';
import { INSTANT_SQL, NOW, publish, roleOf, toInstant } from './ledger';
import type { Editor } from './proposals';
import { readSeriesInputs } from './published';
import { Publishing } from './publishing';

/** One month of a hint, with the claims that confirming it would bear on. */
export type HintMonth = ComparedMonth & {
  /** Claims of the repeating series that make its figure, and those also said that agree. */
  readonly claims: readonly ClaimId[];
  /** Those of them that are not yet of one lineage with the repeated figure. */
  readonly undecided: readonly ClaimId[];
};

/** What was found when two series were laid beside each other. */
export type HintComparison = {
  readonly months: readonly HintMonth[];
  readonly shifts: readonly Shift[];
  /** How it is known which of the two follows: it is recorded already, it is published later, or nothing tells. */
  readonly direction: 'recorded' | 'later' | 'unknown';
};

/** Words of a claim that name the other source. */
export type HintCitation = Citation & { readonly isDecided: boolean };

/** A series that holds claims, as the comparison needs it. */
type Entry = {
  readonly id: number;
  readonly sourceId: number;
  readonly key: SeriesKey;
  readonly claims: number;
  readonly last: number;
  readonly lastDay: Day | null;
  readonly isWaiting: boolean;
};

/** Series read at one time, so that memory stays flat in a large ledger and others get their turn in between. */
const SERIES_AT_ONCE = 6;
/** Only so many citations of a hint are kept; their number is counted whole. */
const MOST_CITATIONS = 60;

/** Metrics that no month is ever made of, or that mean something else with each source. */
const NEVER_COMPARED: readonly Metric[] = ['names_added'];

const ENTRIES = `
  SELECT s.id, s.source_id, o.slug, s.metric, s.side, s.scope, s.definition_version, s.totals + s.month_exact + s.others AS claims,
         s.last_ledger_number AS last, s.last_reach, (c.ledger_number IS DISTINCT FROM s.last_ledger_number) AS waiting
    FROM series s JOIN source o ON o.id = s.source_id LEFT JOIN lineage_compared c ON c.series_id = s.id
   WHERE s.totals + s.month_exact + s.others > 0 ORDER BY s.id`;

async function readEntries(): Promise<Entry[]> {
  const rows = await rowsOf<{
    id: number;
    source_id: number;
    slug: string;
    metric: Metric;
    side: Side;
    scope: string;
    definition_version: number;
    claims: number;
    last: number;
    last_reach: Day | null;
    waiting: boolean;
  }>(ENTRIES);
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    key: {
      source: row.slug,
      metric: row.metric,
      side: row.side,
      scope: row.scope,
      definitionVersion: row.definition_version,
    },
    claims: row.claims,
    last: row.last,
    lastDay: row.last_reach,
    isWaiting: row.waiting,
  }));
}

/** How many claims stand in the series that changed since they were last compared: 0 when nothing waits. */
export async function countClaimsToCompare(): Promise<number> {
  const [row] = await rowsOf<{ claims: number }>(
    `SELECT coalesce(sum(s.totals + s.month_exact + s.others), 0)::int AS claims
       FROM series s LEFT JOIN lineage_compared c ON c.series_id = s.id
      WHERE c.ledger_number IS DISTINCT FROM s.last_ledger_number AND s.totals + s.month_exact + s.others > 0`,
  );
  return row?.claims ?? 0;
}

/** What one series brings to a comparison. Small: it is kept from one look to the next. */
type Reading = {
  readonly figures: ReadonlyMap<Month, ComparedFigure>;
  /** Day on which the last of what makes the month was published. */
  readonly published: ReadonlyMap<Month, Day>;
  readonly used: ReadonlyMap<Month, readonly ClaimId[]>;
  readonly alsoSaid: ReadonlyMap<Month, readonly AlsoSaid[]>;
  /** Origin of the month, null where its claims have several. */
  readonly roots: ReadonlyMap<Month, string | null>;
  /** Origin of each claim of a month; null for those that are no voice. */
  readonly lineages: ReadonlyMap<ClaimId, string | null>;
};

const nodeOf = (key: Pick<SeriesKey, 'source' | 'metric' | 'side'>) => `${key.source}.${key.metric}.${key.side}`;
const groupOf = (key: Pick<SeriesKey, 'metric' | 'side'>) => `${key.metric}.${key.side}`;

function toReading(input: SeriesInput, months: readonly Month[], currentMonth: Month, lineageOf: LineageOf): Reading {
  const { cells } = toFigures(input, { months, threshold: DEFAULT_THRESHOLD, currentMonth, lineageOf });
  const figures = comparedFigures({ cells }, currentMonth);
  const byId = new Map(input.claims.map((claim): [ClaimId, FigureClaim] => [claim.id, claim]));
  const published = new Map<Month, Day>();
  const used = new Map<Month, readonly ClaimId[]>();
  const alsoSaid = new Map<Month, readonly AlsoSaid[]>();
  const roots = new Map<Month, string | null>();
  const lineages = new Map<ClaimId, string | null>();
  for (const cell of cells) {
    if (cell.kind === 'gap' || !figures.has(cell.month)) continue;
    const claims = cell.claims.flatMap(({ id, role }) => (role === 'correction' ? [] : (byId.get(id) ?? [])));
    const days = claims.flatMap(({ publishedOn }) => publishedOn ?? []).sort();
    const last = days.at(-1);
    if (last !== undefined && days.length === claims.length) published.set(cell.month, last);
    used.set(
      cell.month,
      claims.map(({ id }) => id),
    );
    if (cell.alsoSaid.length > 0) alsoSaid.set(cell.month, cell.alsoSaid);
    roots.set(cell.month, cell.lineage);
    for (const claim of [...claims, ...cell.alsoSaid.flatMap(({ id }) => byId.get(id) ?? [])])
      lineages.set(claim.id, isNoVoice(claim) ? null : lineageOf(claim));
  }
  return { figures, published, used, alsoSaid, roots, lineages };
}

/** Readings by series, the publish that touched it last and the current month: until then they stay the same. */
const kept = new Map<string, Reading>();
const MOST_KEPT = 4000;

async function readReadings(entries: readonly Entry[], currentMonth: Month): Promise<Map<number, Reading>> {
  const known = await rowsOf<{ recorded_from: string }>(
    'SELECT min(recorded_from)::text AS recorded_from FROM publish',
  );
  // Another ledger under the same address has other series under the same numbers.
  const keyOf = (entry: Entry) => `${known[0]?.recorded_from}|${entry.id}|${entry.last}|${currentMonth}`;
  const readings = new Map<number, Reading>();
  const missing: Entry[] = [];
  for (const entry of entries) {
    const reading = kept.get(keyOf(entry));
    if (reading) readings.set(entry.id, reading);
    else missing.push(entry);
  }
  for (let index = 0; index < missing.length; index += SERIES_AT_ONCE) {
    const batch = missing.slice(index, index + SERIES_AT_ONCE);
    const lastDay =
      batch
        .flatMap(({ lastDay: day }) => day ?? [])
        .sort()
        .at(-1) ?? WAR_START;
    const span = { from: monthOf(WAR_START), to: monthOf(lastDay) };
    const { inputs, repeated } = await readSeriesInputs(
      batch.map(({ key }) => key),
      span,
      NOW,
      'window',
    );
    const lineageOf = toLineageOf([
      ...new Map(
        [...inputs.flatMap(({ claims }) => claims), ...repeated].map((claim): [ClaimId, FigureClaim] => [
          claim.id,
          claim,
        ]),
      ).values(),
    ]);
    const byId = new Map(inputs.map((input): [SeriesId, SeriesInput] => [toSeriesId(input.key), input]));
    for (const entry of batch) {
      const input = byId.get(toSeriesId(entry.key));
      if (!input) continue;
      const reading = toReading(input, monthsFrom(span.from, span.to), currentMonth, lineageOf);
      readings.set(entry.id, reading);
      const oldest = kept.keys().next().value;
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(keyOf(entry), reading);
    }
    // A server that compares between two answers lets the answers through.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return readings;
}

/** A hint before it is written. */
type Found = {
  readonly seriesId: number;
  readonly repeatedSourceId: number;
  readonly repeatedSeriesId: number | null;
  readonly comparison: HintComparison | null;
  readonly shared: number;
  readonly agreeing: number;
  readonly citing: readonly HintCitation[];
  readonly undecided: number;
  readonly compared: number;
};

/** How many of the months’ claims already go back to the other series itself. */
function recordedIn(reading: Reading, months: readonly ComparedMonth[], node: string): number {
  return months.filter(({ month }) => (reading.used.get(month) ?? []).some((id) => reading.lineages.get(id) === node))
    .length;
}

function directionOf(
  [a, b]: readonly [Entry, Entry],
  [readingA, readingB]: readonly [Reading, Reading],
  months: readonly ComparedMonth[],
): { readonly isTurned: boolean; readonly direction: HintComparison['direction'] } {
  const recordedA = recordedIn(readingA, months, nodeOf(b.key));
  const recordedB = recordedIn(readingB, months, nodeOf(a.key));
  if (recordedA !== recordedB) return { isTurned: recordedB > recordedA, direction: 'recorded' };
  const follower = followerOf(
    readingA.published,
    readingB.published,
    months.map(({ month }) => month),
  );
  return { isTurned: follower === 'b', direction: follower === null ? 'unknown' : 'later' };
}

/** The hint that two series of one metric, side and scope give, or null. */
function hintOf(pair: readonly [Entry, Entry], readings: readonly [Reading, Reading]): Omit<Found, 'citing'> | null {
  const first = compareSeries(readings[0].figures, readings[1].figures);
  if (first.shared === 0) return null;
  const { isTurned, direction } = directionOf(pair, readings, first.months);
  const [repeating, repeated] = isTurned ? [pair[1], pair[0]] : pair;
  const [reading, origin] = isTurned ? [readings[1], readings[0]] : readings;
  // Two per cent are those of the repeated figure, so the roles matter.
  const compared = isTurned ? compareSeries(reading.figures, origin.figures) : first;
  if (!compared.isHint) return null;
  const node = nodeOf(repeated.key);
  const months = compared.months.map((month): HintMonth => {
    const root = origin.roots.get(month.month) ?? node;
    const also = (reading.alsoSaid.get(month.month) ?? []).filter((said) => agreesWith(said, month.repeated));
    const claims = [...(reading.used.get(month.month) ?? []), ...also.map(({ id }) => id)];
    const undecided = claims.filter((id) => ![null, root, node].includes(reading.lineages.get(id) ?? null));
    return { ...month, claims, undecided };
  });
  const undecided = new Set(months.flatMap((month) => month.undecided)).size;
  // Two that are known to repeat one third say nothing new by agreeing.
  if (undecided === 0 && recordedIn(reading, months, node) === 0) return null;
  return {
    seriesId: repeating.id,
    repeatedSourceId: repeated.sourceId,
    repeatedSeriesId: repeated.id,
    comparison: { months, shifts: compared.shifts, direction },
    shared: compared.shared,
    agreeing: compared.agreeing,
    undecided,
    compared: Math.max(repeating.last, repeated.last),
  };
}

/** For the database to choose the few texts that are read (`citationsIn` decides). Several times as fast as one pattern of all words. */
const ATTRIBUTING_SQL = (patterns: string) => `lower(concat_ws(' ', p.quote, p.title, p.note)) LIKE ANY (${patterns})`;
/** Above so many claims every text of the ledger is looked at once, instead of one after the other by its claim. */
const MANY_CLAIMS = 50_000;
const ATTRIBUTING_PATTERNS = ATTRIBUTING_WORDS.map((words) => `%${words}%`);

type CitingRow = {
  series_id: number;
  public_id: ClaimId;
  repeats: string | null;
  publications: CitingClaim['publications'];
};

/**
 * Of a large ledger the few texts are found first, and then whose they are: two questions, since the database cannot know beforehand how few
 * they are. Null for a few series, whose own texts are read.
 */
async function attributingPublications(entries: readonly Entry[]): Promise<readonly number[] | null> {
  if (entries.reduce((sum, { claims }) => sum + claims, 0) <= MANY_CLAIMS) return null;
  const rows = await rowsOf<{ id: number }>(`SELECT p.id FROM publication p WHERE ${ATTRIBUTING_SQL('$1')}`, [
    ATTRIBUTING_PATTERNS,
  ]);
  return rows.map(({ id }) => id);
}

/** Claims of these series whose words name another source that speaks of the same metric and side. */
async function readCitations(entries: readonly Entry[], all: readonly Entry[]): Promise<Map<string, HintCitation[]>> {
  const found = new Map<string, HintCitation[]>();
  if (entries.length === 0) return found;
  const names = await rowsOf<{ slug: string; spelling: string }>(
    'SELECT o.slug, a.spelling FROM source_alias a JOIN source o ON o.id = a.source_id ORDER BY length(a.spelling) DESC, a.folded',
  );
  const speakers = new Map<string, Map<string, number>>();
  for (const { key, sourceId } of all) {
    const group = speakers.get(groupOf(key)) ?? new Map<string, number>();
    speakers.set(groupOf(key), group.set(key.source, sourceId));
  }
  const entryOf = new Map(entries.map((entry): [number, Entry] => [entry.id, entry]));
  const rows = await rowsOf<CitingRow>(
    `SELECT r.series_id, r.public_id, repeated.slug AS repeats,
            json_agg(json_build_object('publisher', p.publisher, 'relay', p.relay, 'quote', p.quote, 'title', p.title, 'note', p.note)) AS publications
       FROM claim_revision r JOIN claim c ON c.id = r.claim_id AND c.current_revision = r.number
       JOIN claim_revision_publication j ON j.claim_id = r.claim_id AND j.number = r.number JOIN publication p ON p.id = j.publication_id
       LEFT JOIN source repeated ON repeated.id = r.repeats_source_id
      WHERE r.series_id = ANY($1::int[]) AND r.standing = 'current' AND r.count_basis <> 'meta' AND r.ratio_of IS NULL
        AND ($3::bigint[] IS NULL OR j.publication_id = ANY($3::bigint[])) AND ${ATTRIBUTING_SQL('$2')}
      GROUP BY r.series_id, r.public_id, repeated.slug`,
    [[...entryOf.keys()], ATTRIBUTING_PATTERNS, await attributingPublications(entries)],
  );
  const namesOf = new Map<string, SoughtName[]>();
  for (const row of rows) {
    const entry = entryOf.get(row.series_id);
    const others = entry && speakers.get(groupOf(entry.key));
    if (!entry || !others) continue;
    const group = groupOf(entry.key);
    const sought =
      namesOf.get(group) ?? names.flatMap(({ slug, spelling }) => (others.has(slug) ? { slug, name: spelling } : []));
    namesOf.set(group, sought);
    const own = names.flatMap(({ slug, spelling }) => (slug === entry.key.source ? { slug, name: spelling } : []));
    const claim = { id: row.public_id, source: entry.key.source, publications: row.publications };
    for (const { slug, ...citation } of citationsIn(claim, [...sought, ...own])) {
      const key = `${entry.id}|${others.get(slug)}`;
      // Whoever has said what the claim repeats has read its words.
      const list = [...(found.get(key) ?? []), { ...citation, isDecided: row.repeats !== null }];
      found.set(key, list);
    }
  }
  return found;
}

/** Every pair of series that can repeat one another, at least one of them among the waiting ones. */
function pairsOf(entries: readonly Entry[], waiting: ReadonlySet<number>): [Entry, Entry][] {
  const groups = Map.groupBy(entries, ({ key }) => `${groupOf(key)}.${key.scope}`);
  return [...groups.values()].flatMap((group) =>
    group.flatMap((a, index) =>
      group
        .slice(index + 1)
        .filter((b) => a.key.source !== b.key.source && (waiting.has(a.id) || waiting.has(b.id)))
        .map((b): [Entry, Entry] => [a, b]),
    ),
  );
}

/** Puts figures and words of one pair together. Of several definitions of the repeated source the one that agrees most stands for it. */
function joined(
  figures: readonly Omit<Found, 'citing'>[],
  citations: ReadonlyMap<string, readonly HintCitation[]>,
  entries: readonly Entry[],
): Found[] {
  const found = new Map<string, Found>();
  for (const hint of figures) {
    const key = `${hint.seriesId}|${hint.repeatedSourceId}`;
    const there = found.get(key);
    if (there === undefined || hint.agreeing > there.agreeing) found.set(key, { ...hint, citing: [] });
  }
  for (const [key, citing] of citations) {
    const there = found.get(key);
    const undecided = new Set(there?.comparison?.months.flatMap((month) => month.undecided));
    for (const { claim, isDecided } of citing) if (!isDecided) undecided.add(claim);
    if (there) found.set(key, { ...there, citing, undecided: undecided.size });
    else if (undecided.size > 0) {
      const [seriesId = 0, repeatedSourceId = 0] = key.split('|').map(Number);
      const compared = entries.find(({ id }) => id === seriesId)?.last ?? 0;
      const nothing = { repeatedSeriesId: null, comparison: null, shared: 0, agreeing: 0 };
      found.set(key, { seriesId, repeatedSourceId, ...nothing, citing, undecided: undecided.size, compared });
    }
  }
  return [...found.values()];
}

type HeldRow = {
  id: number;
  series_id: number;
  source_id: number;
  repeated_source_id: number;
  repeated_series_id: number | null;
  state: HintState;
  decision: 'confirmed' | 'rejected' | null;
  agreeing: number | null;
  citing: number | null;
};

/** Hints as they stand, each with what was decided last. */
const HELD = `
  SELECT h.id, h.series_id, s.source_id, h.repeated_source_id, h.repeated_series_id, h.state, d.decision, d.agreeing, d.citing
    FROM lineage_hint h JOIN series s ON s.id = h.series_id
    LEFT JOIN LATERAL (SELECT * FROM lineage_hint_decision d WHERE d.hint_id = h.id ORDER BY d.id DESC LIMIT 1) d ON true`;

/** What becomes of a hint that is found again. */
function stateAfter(held: HeldRow, now: Found): HintState {
  if (held.decision === null || held.state === 'open') return 'open';
  const then = { agreeing: held.agreeing ?? 0, citing: held.citing ?? 0 };
  const isMore =
    held.decision === 'confirmed'
      ? now.undecided > 0 && (now.agreeing > then.agreeing || now.citing.length > then.citing)
      : isWorthAnotherLook(then, { agreeing: now.agreeing, citing: now.citing.length });
  return isMore ? 'open' : held.decision;
}

const UPSERT = `
  INSERT INTO lineage_hint (series_id, repeated_source_id, repeated_series_id, state, shared, agreeing, comparison, citing, undecided,
                            found_ledger_number, compared_ledger_number)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
  ON CONFLICT (series_id, repeated_source_id) DO UPDATE
    SET repeated_series_id = excluded.repeated_series_id, state = excluded.state, shared = excluded.shared, agreeing = excluded.agreeing,
        comparison = excluded.comparison, citing = excluded.citing, undecided = excluded.undecided,
        compared_ledger_number = excluded.compared_ledger_number`;

/** Writes what was found and takes back what no longer holds; answers how many hints wait for a person because of it. */
async function write(
  client: PoolClient,
  found: readonly Found[],
  looked: ReadonlySet<number>,
  sourceOf: ReadonlyMap<number, number>,
): Promise<number> {
  const { rows: held } = await client.query<HeldRow>(HELD);
  const keyOf = (series: number, source: number) => `${series}|${source}`;
  const heldBy = new Map(held.map((row) => [keyOf(row.series_id, row.repeated_source_id), row]));
  const stands = new Set<number>();
  let opened = 0;
  for (const hint of found) {
    const own = heldBy.get(keyOf(hint.seriesId, hint.repeatedSourceId));
    const opposite =
      hint.repeatedSeriesId === null
        ? undefined
        : heldBy.get(keyOf(hint.repeatedSeriesId, sourceOf.get(hint.seriesId) ?? 0));
    if (own) stands.add(own.id);
    // The same two were decided the other way round: which of them follows was part of that.
    if (own === undefined && opposite !== undefined && opposite.decision !== null) continue;
    const state = own ? stateAfter(own, hint) : 'open';
    if (state === 'open' && own?.state !== 'open' && hint.undecided > 0) opened += 1;
    await client.query(UPSERT, [
      hint.seriesId,
      hint.repeatedSourceId,
      hint.repeatedSeriesId,
      state,
      hint.shared,
      hint.agreeing,
      hint.comparison === null ? null : JSON.stringify(hint.comparison),
      JSON.stringify(hint.citing.slice(0, MOST_CITATIONS)),
      hint.undecided,
      hint.compared,
    ]);
  }
  const gone = held.filter(
    (row) =>
      !stands.has(row.id) &&
      row.state === 'open' &&
      (looked.has(row.series_id) || (row.repeated_series_id !== null && looked.has(row.repeated_series_id))),
  );
  await client.query('DELETE FROM lineage_hint WHERE id = ANY($1::bigint[])', [
    gone.filter(({ decision }) => decision === null).map(({ id }) => id),
  ]);
  await client.query(
    `UPDATE lineage_hint h SET state = r.decision FROM unnest($1::bigint[], $2::text[]) AS r(id, decision) WHERE h.id = r.id`,
    [
      gone.flatMap(({ id, decision }) => (decision === null ? [] : [id])),
      gone.flatMap(({ decision }) => decision ?? []),
    ],
  );
  return opened;
}

/** What a look came to. */
export type Looked = {
  readonly series: number;
  readonly pairs: number;
  /** Hints that wait for a person because of this look. */
  readonly found: number;
};

/** One look at a time, in all processes: two would find the same twice. */
const LOOK_LOCK = 72_707_372;

/**
 * Compares the series that changed since they were last compared with all others of their metric, side and scope; `whole` compares every
 * series again. Hints that no longer hold and were never decided go; a rejected one comes back only with enough new months or words.
 */
export async function findLineageHints(how: { readonly whole?: boolean; readonly now?: Date } = {}): Promise<Looked> {
  const today = parseInstant((how.now ?? new Date()).toISOString());
  if (today === null) throw new Error('the clock does not say when it is');
  const all = await readEntries();
  const waiting = all.filter(({ isWaiting }) => how.whole || isWaiting);
  if (waiting.length === 0) return { series: 0, pairs: 0, found: 0 };
  const entries = all.filter(({ key }) => key.side !== 'both' && !NEVER_COMPARED.includes(key.metric));
  const looked = new Set(waiting.map(({ id }) => id));
  const pairs = pairsOf(entries, looked);
  const readings = await readReadings([...new Set(pairs.flat())], monthOf(dayInKyiv(today)));
  const figures = pairs.flatMap(([a, b]) => {
    const [readingA, readingB] = [readings.get(a.id), readings.get(b.id)];
    return readingA && readingB ? (hintOf([a, b], [readingA, readingB]) ?? []) : [];
  });
  const repeating = new Set(figures.map(({ seriesId }) => seriesId));
  const withWords = entries.filter(({ id }) => looked.has(id) || repeating.has(id));
  const found = joined(figures, await readCitations(withWords, entries), entries);
  const opened = await inTransaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOOK_LOCK]);
    const sourceOf = new Map(entries.map(({ id, sourceId }) => [id, sourceId]));
    const count = await write(client, found, looked, sourceOf);
    await client.query(
      `INSERT INTO lineage_compared (series_id, ledger_number) SELECT * FROM unnest($1::int[], $2::bigint[])
         ON CONFLICT (series_id) DO UPDATE SET ledger_number = greatest(lineage_compared.ledger_number, excluded.ledger_number)`,
      [waiting.map(({ id }) => id), waiting.map(({ last }) => last)],
    );
    return count;
  });
  return { series: waiting.length, pairs: pairs.length, found: opened };
}

/** `open`: nobody has decided. */
export type HintState = 'open' | 'confirmed' | 'rejected';

/** A series of a hint, by name. */
export type HintSeries = {
  readonly id: SeriesId;
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
};

/** What was decided about a hint. */
export type HintDecision = {
  readonly decision: 'confirmed' | 'rejected';
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** The publish of its revisions; null where none was needed. */
  readonly ledgerNumber: bigint | null;
};

/** A hint as the list of the desk shows it. */
export type ListedHint = {
  readonly id: number;
  readonly metric: Metric;
  readonly side: Side;
  readonly scope: string;
  readonly repeating: HintSeries;
  readonly repeated: HintSeries;
  readonly state: HintState;
  readonly shared: number;
  readonly agreeing: number;
  /** Claims whose words name the other source. */
  readonly citing: number;
  /** Claims that nobody has decided; 0 where all that agrees is recorded as one lineage already. */
  readonly undecided: number;
  readonly foundAt: Instant;
  /** The latest decision first. */
  readonly decisions: readonly HintDecision[];
};

/** A hint with everything that a person needs to decide it. */
export type LineageHint = Omit<ListedHint, 'citing'> & {
  readonly citing: readonly HintCitation[];
  readonly comparison: HintComparison | null;
  /** The publish after which it was last compared: a decision names it, so that nobody decides what they have not seen. */
  readonly compared: bigint;
};

type HintRow = {
  id: number;
  metric: Metric;
  side: Side;
  scope: string;
  definition_version: number;
  slug: string;
  entry: unknown;
  repeated_slug: string;
  repeated_entry: unknown;
  repeated_version: number | null;
  state: HintState;
  shared: number;
  agreeing: number;
  comparison: HintComparison | null;
  citing: HintCitation[];
  undecided: number;
  compared: number;
  found_at: string;
  decisions:
    | { decision: 'confirmed' | 'rejected'; reason: string; by: string; at: string; ledger_number: number | null }[]
    | null;
};

const ENTRY_SQL = (source: string) =>
  `(SELECT v.content FROM source_revision v WHERE v.source_id = ${source} ORDER BY v.number DESC LIMIT 1)`;

const hintsSql = (comparison: string) => `
  SELECT h.id, s.metric, s.side, s.scope, s.definition_version, o.slug, ${ENTRY_SQL('s.source_id')} AS entry, q.slug AS repeated_slug,
         ${ENTRY_SQL('h.repeated_source_id')} AS repeated_entry, t.definition_version AS repeated_version, h.state, h.shared, h.agreeing,
         ${comparison} AS comparison, h.citing, h.undecided, h.compared_ledger_number AS compared, ${INSTANT_SQL('h.found_at')} AS found_at,
         (SELECT json_agg(json_build_object('decision', d.decision, 'reason', d.reason, 'by', p.name, 'at', ${INSTANT_SQL('d.created_at')},
                                            'ledger_number', d.ledger_number) ORDER BY d.id DESC)
            FROM lineage_hint_decision d JOIN person p ON p.id = d.person_id WHERE d.hint_id = h.id) AS decisions
    FROM lineage_hint h JOIN series s ON s.id = h.series_id JOIN source o ON o.id = s.source_id JOIN source q ON q.id = h.repeated_source_id
    LEFT JOIN series t ON t.id = h.repeated_series_id`;

function toHint(row: HintRow): LineageHint {
  const [source, repeated] = [sourceSchema.parse(row.entry), sourceSchema.parse(row.repeated_entry)];
  const key = { metric: row.metric, side: row.side, scope: row.scope };
  return {
    id: row.id,
    ...key,
    repeating: {
      id: toSeriesId({ ...key, source: row.slug, definitionVersion: row.definition_version }),
      slug: row.slug,
      name: source.name,
      shortName: source.shortName,
    },
    repeated: {
      id: toSeriesId({ ...key, source: row.repeated_slug, definitionVersion: row.repeated_version ?? 1 }),
      slug: row.repeated_slug,
      name: repeated.name,
      shortName: repeated.shortName,
    },
    state: row.state,
    shared: row.shared,
    agreeing: row.agreeing,
    citing: row.citing,
    comparison: row.comparison,
    undecided: row.undecided,
    compared: BigInt(row.compared),
    foundAt: toInstant(row.found_at),
    decisions: (row.decisions ?? []).map(({ at, ledger_number, ...decision }) => ({
      ...decision,
      at: toInstant(at),
      ledgerNumber: ledger_number === null ? null : BigInt(ledger_number),
    })),
  };
}

const MOST_LISTED = 300;

/** Hints for the desk: those that wait first, the ones with most at stake before others; then what is recorded already, then what was decided. */
export async function listLineageHints(): Promise<ListedHint[]> {
  const rows = await rowsOf<HintRow>(
    `${hintsSql('NULL::jsonb')} ORDER BY (h.state = 'open' AND h.undecided > 0) DESC, (h.state = 'open') DESC, h.agreeing DESC,
       jsonb_array_length(h.citing) DESC, h.id LIMIT ${MOST_LISTED}`,
  );
  return rows.map((row) => {
    const { comparison: _unread, compared: _unsaid, citing, ...hint } = toHint(row);
    return { ...hint, citing: citing.length };
  });
}

/** One hint, or null. */
export async function readLineageHint(id: number): Promise<LineageHint | null> {
  if (!Number.isSafeInteger(id)) return null;
  const [row] = await rowsOf<HintRow>(`${hintsSql('h.comparison')} WHERE h.id = $1`, [id]);
  return row ? toHint(row) : null;
}

/** How many hints wait for a person. */
export async function countOpenLineageHints(): Promise<number> {
  const [row] = await rowsOf<{ open: number }>(
    `SELECT count(*)::int AS open FROM lineage_hint WHERE state = 'open' AND undecided > 0`,
  );
  return row?.open ?? 0;
}

const LONGEST_REASON = 1000;

/** What a decision came to: how many claims are recorded as repeating now. */
export type DecideResult =
  | { readonly ok: true; readonly revised: number; readonly ledgerNumber: bigint | null }
  | { readonly ok: false; readonly message: string };

/** What confirming a hint says of one claim. */
type Confirmed = { readonly id: ClaimId; readonly notes: readonly string[] };

/** The claims that confirming bears on, in order: those of the shared months that nobody has decided, and those that name the other source. */
function confirmedClaims({ comparison, citing, repeated }: LineageHint): Confirmed[] {
  const notes = new Map<ClaimId, string[]>();
  for (const { month, undecided, noted, percent } of comparison?.months ?? [])
    for (const id of undecided) {
      const note =
        noted && percent !== null
          ? [`${month}: ${percent > 0 ? 'above' : 'below'} ${repeated.shortName} by ${Math.abs(percent).toFixed(1)} %.`]
          : [];
      notes.set(id, [...(notes.get(id) ?? []), ...note]);
    }
  for (const { claim, isDecided } of citing) if (!isDecided && !notes.has(claim)) notes.set(claim, []);
  return [...notes].map(([id, said]) => ({ id, notes: said }));
}

const LONGEST_NOTE = 2000;

function withNotes(note: string | null, added: readonly string[]): string | null {
  const fresh = added.filter((sentence) => !note?.includes(sentence));
  return fresh.length === 0 ? note : [...(note === null ? [] : [note]), ...fresh].join(' ').slice(0, LONGEST_NOTE);
}

/**
 * Confirms or rejects a hint, with a reason. Confirming publishes one revision for each claim of the shared months that nobody had decided: it
 * repeats the other source from here on, with a note where it is off by more than one per cent. Badges follow by themselves.
 */
export async function decideLineageHint(
  person: Editor,
  id: number,
  given: { readonly decision: string; readonly reason: string; readonly compared: string },
): Promise<DecideResult> {
  const permission = permit(person, 'hint.decide');
  if (!permission.ok) return permission;
  const refuse = (message: string): DecideResult => ({ ok: false, message });
  const reason = given.reason.trim();
  const { decision } = given;
  if (decision !== 'confirmed' && decision !== 'rejected') return refuse('Choose whether it repeats the other or not.');
  if (reason === '' || reason.length > LONGEST_REASON)
    return refuse(`Give the reason, in at most ${LONGEST_REASON} characters.`);
  const hint = await readLineageHint(id);
  if (hint === null) return refuse('There is no such hint any more.');
  if (hint.state !== 'open') return refuse('Somebody has decided it meanwhile.');
  if (String(hint.compared) !== given.compared)
    return refuse('The two were compared again since you opened this page. Look at the months once more.');
  const record = async (client: PoolClient, ledgerNumber: bigint | null): Promise<boolean> => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOOK_LOCK]);
    const moved = await client.query(
      `UPDATE lineage_hint SET state = $2 WHERE id = $1 AND state = 'open' AND compared_ledger_number = $3`,
      [id, decision, hint.compared],
    );
    if (moved.rowCount !== 1) return false;
    await client.query(
      `INSERT INTO lineage_hint_decision (hint_id, decision, reason, agreeing, citing, ledger_number, person_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, decision, reason, hint.agreeing, hint.citing.length, ledgerNumber, person.id],
    );
    return true;
  };
  const meanwhile = refuse('It was decided or compared again meanwhile. Open it once more.');
  const claims = decision === 'confirmed' ? confirmedClaims(hint) : [];
  if (claims.length === 0)
    return inTransaction(async (client) =>
      (await record(client, null)) ? { ok: true, revised: 0, ledgerNumber: null } : meanwhile,
    );
  const role = roleOf(person.role);
  const summary = `${hint.repeating.shortName} repeats ${hint.repeated.shortName}: ${hint.repeating.id}`.slice(0, 200);
  return publish<DecideResult>({ kind: 'claim', summary, role }, async (client, opened) => {
    const held = await Publishing.open(client, opened, role);
    let revised = 0;
    for (const { id: publicId, notes } of claims) {
      const current = await readCurrent(held, { publicId });
      // What was withdrawn or decided in between stays as it is.
      if (current === null || current.claim.standing !== 'current' || current.claim.repeatsSource !== null) continue;
      const after = claimSchema.parse({
        ...current.claim,
        repeatsSource: hint.repeated.slug,
        lineageDecided: true,
        note: withNotes(current.claim.note, notes),
      });
      const refusals = await revise(held, current, after, {
        class: 'improvement',
        cause: 'method',
        note: `Repeats ${hint.repeated.shortName}: ${reason}`.slice(0, LONGEST_REASON),
        keepsAttribution: true,
      });
      const [refusal] = refusals;
      if (refusal) return { keep: false, result: refuse(`The claim ${publicId} ${refusal.message}`) };
      revised += 1;
    }
    if (revised > 0) await held.close();
    const isRecorded = await record(client, revised > 0 ? opened.ledgerNumber : null);
    if (!isRecorded) return { keep: false, result: meanwhile };
    // With nothing to revise there is no publish; the decision is written for itself.
    return { keep: revised > 0, result: { ok: true, revised, ledgerNumber: revised > 0 ? opened.ledgerNumber : null } };
  }).then((result) =>
    result.ok && result.revised === 0
      ? inTransaction(async (client) => ((await record(client, null)) ? result : meanwhile))
      : result,
  );
}
