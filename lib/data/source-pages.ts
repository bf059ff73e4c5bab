/**
 * Sources as readers look them up: what each counts and how, what the ledger holds of it, whom it repeats and who repeats it.
 */
import 'server-only';
import type { Day, Instant } from '@/lib/ledger/month';
import { type SeriesEvent, type Source, sourceSchema } from '@/lib/ledger/source';
import type { ChangeClass, Metric, Side } from '@/lib/ledger/vocabulary';
import { type CatalogueSeries, readCatalogue } from './catalogue';
import { rowsOf } from './db';
import { type At, INSTANT_SQL, toInstant } from './ledger';

/** What the ledger holds of a source, in numbers. */
export type SourceSummary = {
  readonly source: Source;
  readonly claims: number;
  readonly metrics: readonly Metric[];
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
};

/** Claims of one metric and side of a source, over all its scopes and definition versions. */
export type SourceMetric = {
  readonly metric: Metric;
  readonly side: Side;
  readonly claims: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
};

/** Another source, tied by repetition in some metrics. */
export type RepeatTie = { readonly slug: string; readonly name: string; readonly metrics: readonly Metric[] };

export type SourceDetail = SourceSummary & {
  readonly perMetric: readonly SourceMetric[];
  readonly series: readonly CatalogueSeries[];
  /** Sources whose numbers this one restates. */
  readonly repeats: readonly RepeatTie[];
  /** Sources that restate this one's numbers: what depends on it. */
  readonly repeatedBy: readonly RepeatTie[];
  readonly events: readonly SeriesEvent[];
  readonly history: readonly {
    readonly revision: number;
    readonly recordedFrom: Instant;
    readonly changeClass: ChangeClass;
    readonly changeNote: string | null;
  }[];
  /** Last publish, not after the asked instant, that touched the source or one of its series. */
  readonly knownOn: Instant;
};

const claimsOf = (series: CatalogueSeries) => series.totals + series.monthExact + series.others;
const first = (days: readonly (Day | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;
const last = (days: readonly (Day | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null;

function summarise(source: Source, series: readonly CatalogueSeries[]): SourceSummary {
  return {
    source,
    claims: series.reduce((sum, one) => sum + claimsOf(one), 0),
    metrics: [...new Set(series.map(({ key }) => key.metric))],
    firstDay: first(series.map(({ firstDay }) => firstDay)),
    lastDay: last(series.map(({ lastDay }) => lastDay)),
  };
}

/** Every registered source, by name, with what the ledger holds of it. */
export async function listSources(at: At): Promise<SourceSummary[]> {
  const { sources, series } = await readCatalogue(at);
  const bySource = Map.groupBy(series, ({ key }) => key.source);
  return sources
    .map((source) => summarise(source, bySource.get(source.slug) ?? []))
    .sort((a, b) => (a.source.name < b.source.name ? -1 : 1));
}

const TIES = `
  SELECT s.metric, teller.slug AS teller, origin.slug AS origin
    FROM series_repeat repeat JOIN series s ON s.id = repeat.series_id JOIN source teller ON teller.id = s.source_id
    JOIN source origin ON origin.id = repeat.source_id
   WHERE (teller.slug = $1 OR origin.slug = $1) AND repeat.ledger_number <= $2 ORDER BY s.id`;

const EVENTS = `
  SELECT o.slug AS source, e.metric, e.side, e.day, e.kind, e.sentence, e.url
    FROM series_event e JOIN source o ON o.id = e.source_id
   WHERE o.slug = $1 AND e.ledger_number <= $2 AND e.retracts_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM series_event ended WHERE ended.retracts_id = e.id AND ended.ledger_number <= $2)
   ORDER BY e.day, e.id`;

const HISTORY = `
  SELECT v.number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, v.change_class, v.change_note, v.content
    FROM source_revision v JOIN source o ON o.id = v.source_id JOIN publish p ON p.ledger_number = v.ledger_number
   WHERE o.slug = $1 AND v.ledger_number <= $2 ORDER BY v.number`;

const LAST_CHANGE = `
  SELECT ${INSTANT_SQL('max(p.recorded_from)')} AS known_on FROM publish p WHERE p.ledger_number IN (
    SELECT v.ledger_number FROM source_revision v JOIN source o ON o.id = v.source_id WHERE o.slug = $1
     UNION SELECT c.ledger_number FROM series_change c JOIN series s ON s.id = c.series_id JOIN source o ON o.id = s.source_id WHERE o.slug = $1)
   AND p.ledger_number <= $2`;

type HistoryRow = {
  number: number;
  recorded_from: string;
  change_class: ChangeClass;
  change_note: string | null;
  content: unknown;
};

/** The source with this slug as known at an instant, or null. */
export async function getSource(slug: string, at: At): Promise<SourceDetail | null> {
  const { sources, series, ledgerNumber } = await readCatalogue(at);
  if (ledgerNumber === null) return null;
  const [history, ties, events, [change]] = await Promise.all([
    rowsOf<HistoryRow>(HISTORY, [slug, ledgerNumber]),
    rowsOf<{ metric: Metric; teller: string; origin: string }>(TIES, [slug, ledgerNumber]),
    rowsOf<SeriesEvent>(EVENTS, [slug, ledgerNumber]),
    rowsOf<{ known_on: string | null }>(LAST_CHANGE, [slug, ledgerNumber]),
  ]);
  const entry = history.at(-1);
  if (!entry || !change?.known_on) return null;
  const names = new Map(sources.map((source) => [source.slug, source.name]));
  const own = series.filter(({ key }) => key.source === slug);
  const tied = (toOther: (tie: { teller: string; origin: string }) => string | null): RepeatTie[] => {
    const byOther = Map.groupBy(
      ties.filter((tie) => toOther(tie) !== null),
      (tie) => toOther(tie) ?? '',
    );
    return [...byOther].map(([other, group]) => ({
      slug: other,
      name: names.get(other) ?? other,
      metrics: [...new Set(group.map(({ metric }) => metric))],
    }));
  };
  const perMetric = [...Map.groupBy(own, ({ key }) => `${key.metric}|${key.side}`).values()].flatMap(
    (group): SourceMetric[] => {
      const [one] = group;
      if (!one) return [];
      return [
        {
          metric: one.key.metric,
          side: one.key.side,
          claims: group.reduce((sum, member) => sum + claimsOf(member), 0),
          firstDay: first(group.map(({ firstDay }) => firstDay)),
          lastDay: last(group.map(({ lastDay }) => lastDay)),
        },
      ];
    },
  );
  return {
    ...summarise(sourceSchema.parse(entry.content), own),
    perMetric,
    series: own,
    repeats: tied(({ teller, origin }) => (teller === slug ? origin : null)),
    repeatedBy: tied(({ teller, origin }) => (origin === slug ? teller : null)),
    events,
    history: history.map((row) => ({
      revision: row.number,
      recordedFrom: toInstant(row.recorded_from),
      changeClass: row.change_class,
      changeNote: row.change_note,
    })),
    knownOn: toInstant(change.known_on),
  };
}
