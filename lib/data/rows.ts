/**
 * Rows become the core's types here and nowhere else.
 */
import 'server-only';
import type { Claim, ClaimId, FigureClaim, Publication, Restated } from '@/lib/ledger/claim';
import type { Day } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import type { Attribution, Substance } from '@/lib/ledger/vocabulary';

/** A decimal as the core writes it: no zeros after the last place that says something. */
export function toDecimal(text: string | null): string | null {
  if (text?.endsWith('.000000')) return text.slice(0, -7);
  return text?.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The columns of a revision that make a `Claim`; enumerations were checked on the way in, by schema and database alike. */
export type ClaimRow = Pick<
  Claim,
  | 'key'
  | 'source'
  | 'spokesperson'
  | 'side'
  | 'metric'
  | 'scope'
  | 'periodKind'
  | 'timeBasis'
  | 'valueKind'
  | 'low'
  | 'best'
  | 'high'
  | 'intervalMeaning'
  | 'countBasis'
  | 'release'
  | 'provisional'
  | 'standing'
  | 'note'
  | 'updates'
> & {
  definition_version: number;
  components: Claim['components'] | null;
  period_start: Day | null;
  period_end: Day | null;
  as_of: Day | null;
  rounding_unit: string | null;
  repeats_source: string | null;
  ratio_of: string[] | null;
  links: ClaimLinkFields | null;
  lineage_decided: boolean;
  standing_reason: string | null;
  publications: PublicationRow[];
};

/** The links that a claim states beside `updates` and `ratioOf`; those that it does not state are left out. */
export type ClaimLinkFields = Partial<Pick<Claim, 'corrects' | 'repeats' | 'derivesFrom' | 'contradicts' | 'partOf'>>;

/** A publication as the database's JSON writes it. */
export type PublicationRow = Omit<Publication, 'archiveUrl' | 'publishedOn'> & {
  archive_url: string | null;
  published_on: Day | null;
};

/** What `ClaimRow` needs of a revision `r` of claim `c` in series `s` of source `o`. */
export const CLAIM_COLUMNS = `
  c.key, o.slug AS source, r.spokesperson, s.side, s.metric, s.scope, s.definition_version, r.components, r.period_kind AS "periodKind",
  r.period_start, r.period_end, r.as_of, r.time_basis AS "timeBasis", r.value_kind AS "valueKind", r.low, r.best, r.high, r.rounding_unit,
  r.interval_meaning AS "intervalMeaning", r.count_basis AS "countBasis", r.release, repeated.slug AS repeats_source, r.ratio_of, r.updates, r.links,
  r.lineage_decided, r.provisional, r.standing, r.standing_reason, r.note,
  (SELECT json_agg(json_build_object('relay', p.relay, 'publisher', p.publisher, 'title', p.title, 'url', p.url, 'archive_url', p.archive_url,
            'published_on', p.published_on, 'language', p.language, 'quote', p.quote, 'key', p.key, 'note', p.note,
            'place', p.place, 'translation', p.translation) ORDER BY j.position)
     FROM claim_revision_publication j JOIN publication p ON p.id = j.publication_id
    WHERE j.claim_id = r.claim_id AND j.number = r.number) AS publications`;

/** The tables from which `CLAIM_COLUMNS` are read. */
export const CLAIM_TABLES = `
  claim c JOIN claim_revision r ON r.claim_id = c.id JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
  LEFT JOIN source repeated ON repeated.id = r.repeats_source_id`;

export function toPublication({ archive_url, published_on, ...row }: PublicationRow): Publication {
  return { ...row, archiveUrl: archive_url, publishedOn: published_on };
}

export function toClaim(row: ClaimRow): Claim {
  return {
    key: row.key,
    source: row.source,
    spokesperson: row.spokesperson,
    side: row.side,
    metric: row.metric,
    scope: row.scope,
    definitionVersion: row.definition_version,
    components: row.components ?? {},
    periodKind: row.periodKind,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    asOf: row.as_of,
    timeBasis: row.timeBasis,
    valueKind: row.valueKind,
    low: toDecimal(row.low),
    best: toDecimal(row.best),
    high: toDecimal(row.high),
    roundingUnit: toDecimal(row.rounding_unit),
    intervalMeaning: row.intervalMeaning,
    countBasis: row.countBasis,
    release: row.release,
    repeatsSource: row.repeats_source,
    ratioOf: row.ratio_of ?? [],
    updates: row.updates,
    provisional: row.provisional,
    standing: row.standing,
    standingReason: row.standing_reason,
    note: row.note,
    publications: row.publications.map(toPublication),
    corrects: row.links?.corrects ?? null,
    repeats: row.links?.repeats ?? [],
    derivesFrom: row.links?.derivesFrom ?? [],
    contradicts: row.links?.contradicts ?? [],
    partOf: row.links?.partOf ?? [],
    lineageDecided: row.lineage_decided,
  };
}

/** A revision as a figure needs it: the parts of its line, empty where there is nothing, and what it shares with others of its series. */
export type FigureRow = {
  readonly seriesId: number;
  readonly claimId: number;
  /** Public id, number, first day, end, day of a total, low, best, high, day of publication. */
  readonly parts: readonly string[];
  readonly shared: FigureShared;
  readonly by: ClaimId | null;
  readonly restates: readonly Restated[];
};

/** What most running totals of a series have in common. */
export type FigureShared = Pick<
  FigureClaim,
  | 'periodKind'
  | 'timeBasis'
  | 'valueKind'
  | 'roundingUnit'
  | 'countBasis'
  | 'release'
  | 'provisional'
  | 'standing'
  | 'relayed'
  | 'attribution'
  | 'isRatioOf'
  | 'components'
  | 'substance'
> & { readonly repeatsSourceId: number | null };

const NO_COMPONENTS: FigureClaim['components'] = {};

/** The parts of a shared text, empty where there is nothing. Enumerations were checked on the way in, by schema and database alike. */
export function toFigureShared(parts: readonly string[]): FigureShared {
  const [periodKind, timeBasis, valueKind, roundingUnit, countBasis, release, repeats, ...rest] = parts;
  const [provisional, standing, relayed, attribution, isRatioOf, substance, components] = rest;
  return {
    periodKind: periodKind as FigureClaim['periodKind'],
    timeBasis: (timeBasis || null) as FigureClaim['timeBasis'],
    valueKind: valueKind as FigureClaim['valueKind'],
    roundingUnit: toDecimal(roundingUnit || null),
    countBasis: countBasis as FigureClaim['countBasis'],
    release: release || null,
    repeatsSourceId: repeats ? Number(repeats) : null,
    provisional: provisional === 'true',
    standing: standing as FigureClaim['standing'],
    relayed: relayed === 'true',
    attribution: attribution as Attribution,
    isRatioOf: isRatioOf === 'true',
    substance: substance as Substance,
    components: components ? (JSON.parse(components) as FigureClaim['components']) : NO_COMPONENTS,
  };
}

export function toFigureClaim(
  { seriesId, parts, shared, by, restates }: FigureRow,
  series: ReadonlyMap<number, SeriesKey>,
  sourceSlug: (id: number) => string,
): FigureClaim {
  const key = series.get(seriesId);
  if (!key) throw new Error(`a claim of a series that was not asked for: ${seriesId}`);
  const [id, revision, periodStart, periodEnd, asOf, low, best, high, publishedOn] = parts;
  return {
    source: key.source,
    metric: key.metric,
    side: key.side,
    scope: key.scope,
    definitionVersion: key.definitionVersion,
    id: id as ClaimId,
    revision: Number(revision),
    periodKind: shared.periodKind,
    periodStart: (periodStart || null) as Day | null,
    periodEnd: (periodEnd || null) as Day | null,
    asOf: (asOf || null) as Day | null,
    timeBasis: shared.timeBasis,
    valueKind: shared.valueKind,
    low: toDecimal(low || null),
    best: toDecimal(best || null),
    high: toDecimal(high || null),
    roundingUnit: shared.roundingUnit,
    countBasis: shared.countBasis,
    release: shared.release,
    repeatsSource: shared.repeatsSourceId === null ? null : sourceSlug(shared.repeatsSourceId),
    provisional: shared.provisional,
    standing: shared.standing,
    relayed: shared.relayed,
    publishedOn: (publishedOn || null) as Day | null,
    attribution: shared.attribution,
    isRatioOf: shared.isRatioOf,
    components: shared.components,
    substance: shared.substance,
    restates,
    supersededBy: by,
  };
}
