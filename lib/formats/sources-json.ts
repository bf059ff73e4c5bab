/**
 * Sources as JSON: `/sources.json` and `/sources/{slug}.json`. Keys keep name, place and meaning; new ones are added at the end.
 */
import type { Freshness } from '@/lib/ledger/freshness';
import type { Day, Instant } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import type { SeriesEvent, Source } from '@/lib/ledger/source';
import type { ChangeCause, ChangeClass, Metric } from '@/lib/ledger/vocabulary';

/** A registry entry with what the ledger holds of it. */
export type SourceRecord = {
  readonly source: Source;
  readonly claims: number;
  readonly metrics: readonly Metric[];
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** Last publication held, usual gap in days, and whether it is late (R14). */
  readonly freshness: Freshness;
};

type Tie = { readonly slug: string; readonly name: string; readonly metrics: readonly Metric[] };

/** One source with all that its page shows. */
export type SourceDocument = SourceRecord & {
  readonly knownOn: Instant;
  readonly series: readonly {
    readonly id: SeriesId;
    readonly totals: number;
    readonly monthExact: number;
    readonly others: number;
    readonly firstDay: Day | null;
    readonly lastDay: Day | null;
  }[];
  readonly repeats: readonly Tie[];
  readonly repeatedBy: readonly Tie[];
  readonly events: readonly SeriesEvent[];
  readonly history: readonly {
    readonly revision: number;
    readonly recordedFrom: Instant;
    readonly changeClass: ChangeClass;
    readonly changeNote: string | null;
    readonly changeCause: ChangeCause | null;
  }[];
};

function toRecord({ source, claims, metrics, firstDay, lastDay, freshness }: SourceRecord) {
  const { bulkWithheld, bulkWithheldReason, endedOn, ...entry } = source;
  return { ...entry, claims, metrics, firstDay, lastDay, bulkWithheld, bulkWithheldReason, endedOn, freshness };
}

const toTie = ({ slug, name, metrics }: Tie): Tie => ({ slug, name, metrics });

/** `/sources.json`: every registered source, by name. */
export function toSourcesJson(sources: readonly SourceRecord[]): string {
  return `${JSON.stringify({ sources: sources.map(toRecord) })}\n`;
}

/** `/sources/{slug}.json`: one source with its series, ties, notes and history. */
export function toSourceJson(detail: SourceDocument): string {
  const document = {
    knownOn: detail.knownOn,
    source: toRecord(detail),
    series: detail.series.map(({ id, totals, monthExact, others, firstDay, lastDay }) => ({
      id,
      totals,
      monthExact,
      others,
      firstDay,
      lastDay,
    })),
    repeats: detail.repeats.map(toTie),
    repeatedBy: detail.repeatedBy.map(toTie),
    events: detail.events,
    history: detail.history.map(({ revision, recordedFrom, changeClass, changeNote, changeCause }) => ({
      revision,
      recordedFrom,
      changeClass,
      changeNote,
      changeCause,
    })),
  };
  return `${JSON.stringify(document)}\n`;
}
