/**
 * Sources as readers look them up: what each counts and how, what the ledger holds of it, whom it repeats and who repeats it.
 */
import 'server-only';
import { type Freshness, freshnessOf } from '@/lib/ledger/freshness';
import { type Day, dayInKyiv, type Instant, parseDay, parseInstant } from '@/lib/ledger/month';
import { type SeriesEvent, type Source, seriesEventSchema, sourceSchema } from '@/lib/ledger/source';
import type { ChangeCause, ChangeClass, Metric, Side } from '@/lib/ledger/vocabulary';
import { type CatalogueSeries, readCatalogue } from './catalogue';
import { prisma, rowsOf } from './db';
import { readPublicationDays } from './freshness';
import { type At, INSTANT_SQL, toInstant } from './ledger';

/** What the ledger holds of a source, in numbers. */
export type SourceSummary = {
  readonly source: Source;
  readonly claims: number;
  readonly metrics: readonly Metric[];
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** Last publication, usual gap, late (R14). */
  readonly freshness: Freshness;
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
    /** Null on a first version. */
    readonly changeCause: ChangeCause | null;
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

function summarise(
  source: Source,
  series: readonly CatalogueSeries[],
  published: readonly Day[],
  today: Day,
): SourceSummary {
  return {
    source,
    claims: series.reduce((sum, one) => sum + claimsOf(one), 0),
    metrics: [...new Set(series.map(({ key }) => key.metric))],
    firstDay: first(series.map(({ firstDay }) => firstDay)),
    lastDay: last(series.map(({ lastDay }) => lastDay)),
    freshness: freshnessOf(published, today, source.endedOn),
  };
}

/** The day on which freshness is judged: that of the instant asked for, else today. */
function dayOf({ known }: At): Day {
  const now = known ?? parseInstant(new Date().toISOString());
  if (now === null) throw new Error('the clock does not say when it is');
  return dayInKyiv(now);
}

/** Every registered source, by name, with what the ledger holds of it. */
export async function listSources(at: At): Promise<SourceSummary[]> {
  const [{ sources, series }, published] = await Promise.all([readCatalogue(at), readPublicationDays(at)]);
  const today = dayOf(at);
  const bySource = Map.groupBy(series, ({ key }) => key.source);
  return sources
    .map((source) => summarise(source, bySource.get(source.slug) ?? [], published.get(source.slug) ?? [], today))
    .sort((a, b) => (a.source.name < b.source.name ? -1 : 1));
}

const TIES = `
  SELECT s.metric, teller.slug AS teller, origin.slug AS origin
    FROM series_repeat repeat JOIN series s ON s.id = repeat.series_id JOIN source teller ON teller.id = s.source_id
    JOIN source origin ON origin.id = repeat.source_id
   WHERE (teller.slug = $1) <> (origin.slug = $1) AND repeat.ledger_number <= $2 ORDER BY s.id`;

/** A date without time, as the client gives it: midnight in UTC. */
function toDay(date: Date): Day {
  const day = parseDay(date.toISOString().slice(0, 10));
  if (!day) throw new Error(`not a day of this ledger: ${date.toISOString()}`);
  return day;
}

/** Notes pinned to a source's series that stood at a ledger number. */
async function readEvents(slug: string, ledgerNumber: bigint): Promise<SeriesEvent[]> {
  const rows = await prisma().seriesEvent.findMany({
    where: {
      source: { slug },
      ledgerNumber: { lte: ledgerNumber },
      retractsId: null,
      NOT: { retractedBy: { ledgerNumber: { lte: ledgerNumber } } },
    },
    select: { metric: true, side: true, day: true, kind: true, sentence: true, url: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => seriesEventSchema.parse({ ...row, source: slug, day: toDay(row.day) }));
}

/** Versions of a registry entry up to a ledger number, first version first. */
async function readHistory(slug: string, ledgerNumber: bigint) {
  const rows = await prisma().sourceRevision.findMany({
    where: { source: { slug }, ledgerNumber: { lte: ledgerNumber } },
    select: {
      number: true,
      changeClass: true,
      changeNote: true,
      changeCause: true,
      content: true,
      publish: { select: { recordedFrom: true } },
    },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ number, changeClass, changeNote, changeCause, content, publish }) => ({
    revision: number,
    recordedFrom: toInstant(publish.recordedFrom.toISOString()),
    changeClass: changeClass as ChangeClass,
    changeNote,
    changeCause: changeCause as ChangeCause | null,
    content,
  }));
}

const LAST_CHANGE = `
  SELECT ${INSTANT_SQL('max(p.recorded_from)')} AS known_on FROM publish p WHERE p.ledger_number IN (
    SELECT v.ledger_number FROM source_revision v JOIN source o ON o.id = v.source_id WHERE o.slug = $1
     UNION SELECT c.ledger_number FROM series_change c JOIN series s ON s.id = c.series_id JOIN source o ON o.id = s.source_id WHERE o.slug = $1)
   AND p.ledger_number <= $2`;

/** The source with this slug as known at an instant, or null. */
export async function getSource(slug: string, at: At): Promise<SourceDetail | null> {
  const { sources, series, ledgerNumber } = await readCatalogue(at);
  if (ledgerNumber === null) return null;
  const [published, history, ties, events, [change]] = await Promise.all([
    readPublicationDays(at),
    readHistory(slug, ledgerNumber),
    rowsOf<{ metric: Metric; teller: string; origin: string }>(TIES, [slug, ledgerNumber]),
    readEvents(slug, ledgerNumber),
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
    ...summarise(sourceSchema.parse(entry.content), own, published.get(slug) ?? [], dayOf(at)),
    perMetric,
    series: own,
    repeats: tied(({ teller, origin }) => (teller === slug ? origin : null)),
    repeatedBy: tied(({ teller, origin }) => (origin === slug ? teller : null)),
    events,
    history: history.map(({ content: _, ...version }) => version),
    knownOn: toInstant(change.known_on),
  };
}
