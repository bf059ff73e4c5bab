/**
 * What one publish holds in its hands while it writes: the registry of sources, series and facet cells, the next free ids, and what it
 * has touched. Everything here happens under the ledger's lock, so numbers read at the beginning stay true until the end.
 */
import 'server-only';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Claim } from '@/lib/ledger/claim';
import type { Day } from '@/lib/ledger/month';
import { toSeriesId } from '@/lib/ledger/series';
import { type Source, sourceSchema } from '@/lib/ledger/source';
import { type Badge, type ChangeCause, type ChangeClass, LINK_TYPES, type LinkType } from '@/lib/ledger/vocabulary';
import type { ComparedSeries } from './compared-claims';
import type { Publish, Role } from './ledger';
import { updateSubstance } from './substance';

export type HeldSource = { readonly id: number; readonly slug: string; source: Source; revision: number };
export type HeldSeries = {
  readonly id: number;
  readonly sourceId: number;
  readonly metric: string;
  readonly side: string;
  readonly isNew: boolean;
};
type Facet = {
  readonly id: number;
  readonly isNew: boolean;
  claims: number;
  newest: { listedOn: string; claimId: number } | null;
  first: Day | null;
  last: Day | null;
};
type Tally = { totals: number; monthExact: number; others: number; first: Day | null; last: Day | null };
type Counter = 'source' | 'series' | 'facet' | 'claim' | 'publication' | 'link' | 'event' | 'seriesEvent';

/** An audit row: what was done to what, with the parts that differ. */
export type LedgerEvent = {
  readonly verb:
    | 'claims.published'
    | 'claim.revised'
    | 'claim.linked'
    | 'claim.unlinked'
    | 'claim.checked'
    | 'claim.graded'
    | 'capture.added'
    | 'claim.badge_changed'
    | 'claim.substance_recorded'
    | 'claim.substance_ended'
    | 'figure.moved'
    | 'source.registered'
    | 'source.revised'
    | 'source.graded'
    | 'series.noted'
    | 'series.note_ended';
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly changeClass?: ChangeClass;
  readonly changeCause?: ChangeCause | null;
  readonly reason?: string | null;
};

/** Series and facet cells that have an id and no row yet. */
export type Opened = {
  readonly series: { id: number; sourceId: number; claim: Claim }[];
  readonly facets: { id: number; seriesId: number; countBasis: string; badge: string; isTotal: boolean }[];
};

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a < b ? a : b);
const later = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a > b ? a : b);

/** The facts of a revision that the counts depend on. */
export type Counted = {
  readonly claimId: number;
  readonly seriesId: number;
  readonly facetId: number;
  readonly listedOn: string;
  readonly reachFrom: Day | null;
  readonly reachTo: Day | null;
  readonly kind: 'totals' | 'monthExact' | 'others';
};

/** What can be asked: a connection, or a publish that holds one. */
export type Queries = {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
};

export class Publishing {
  readonly client: PoolClient;
  readonly publish: Publish;
  readonly role: Role;
  readonly sources = new Map<string, HeldSource>();
  private readonly series = new Map<string, HeldSeries>();
  private readonly facets = new Map<string, Facet>();
  private readonly facetIds = new Map<number, Facet>();
  private readonly tallies = new Map<number, Tally>();
  private readonly touched = new Set<number>();
  private readonly changedFacets = new Set<Facet>();
  private readonly repeats = new Map<string, readonly [seriesId: number, sourceId: number]>();
  private opened: Opened = { series: [], facets: [] };
  private readonly events: LedgerEvent[] = [];
  private readonly seriesToRecount = new Set<number>();
  private readonly facetsToRecount = new Set<number>();
  private readonly changedClaims = new Set<number>();
  private readonly recodedSources = new Set<number>();
  private readonly linkedClaims = new Set<number>();
  private readonly lastClaimBefore: number;
  private readonly next: Record<Counter, number>;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(client: PoolClient, publish: Publish, role: Role, next: Record<Counter, number>) {
    this.client = client;
    this.publish = publish;
    this.role = role;
    this.next = next;
    this.lastClaimBefore = next.claim;
  }

  /** Reads the registry under the lock. */
  static async open(client: PoolClient, publish: Publish, role: Role): Promise<Publishing> {
    const { rows: next } = await client.query<Record<Counter, number>>(
      `SELECT (SELECT coalesce(max(id), 0) FROM source) AS source, (SELECT coalesce(max(id), 0) FROM series) AS series,
              (SELECT coalesce(max(id), 0) FROM claim_facet) AS facet, (SELECT coalesce(max(id), 0) FROM claim) AS claim,
              (SELECT coalesce(max(id), 0) FROM publication) AS publication, (SELECT coalesce(max(id), 0) FROM claim_link) AS link,
              (SELECT coalesce(max(id), 0) FROM ledger_event) AS event,
              (SELECT coalesce(max(id), 0) FROM series_event) AS "seriesEvent"`,
    );
    if (!next[0]) throw new Error('the ledger could not be read');
    const held = new Publishing(client, publish, role, next[0]);
    const { rows: sources } = await client.query<{ id: number; slug: string; number: number; content: unknown }>(
      `SELECT DISTINCT ON (id) id, slug, number, content FROM source JOIN source_revision ON source_id = id ORDER BY id, number DESC`,
    );
    for (const { id, slug, number, content } of sources)
      held.sources.set(slug, { id, slug, source: sourceSchema.parse(content), revision: number });
    const { rows: series } = await client.query<{
      id: number;
      source_id: number;
      metric: string;
      side: string;
      key: string;
    }>(
      `SELECT series.id, source_id, metric, side, concat_ws('|', slug, metric, side, scope, definition_version) AS key
         FROM series JOIN source ON source.id = source_id`,
    );
    for (const row of series)
      held.series.set(row.key, {
        id: row.id,
        sourceId: row.source_id,
        metric: row.metric,
        side: row.side,
        isNew: false,
      });
    const { rows: facets } = await client.query<{
      id: number;
      key: string;
      claims: number;
      newest_listed_on: string | null;
      newest_claim_id: number | null;
      first_reach: Day | null;
      last_reach: Day | null;
    }>(
      `SELECT id, concat_ws('|', series_id, count_basis, badge, is_total::int) AS key, claims, newest_listed_on, newest_claim_id, first_reach, last_reach
         FROM claim_facet`,
    );
    for (const row of facets) {
      const newest =
        row.newest_listed_on !== null && row.newest_claim_id !== null
          ? { listedOn: row.newest_listed_on, claimId: row.newest_claim_id }
          : null;
      const facet = {
        id: row.id,
        isNew: false,
        claims: row.claims,
        newest,
        first: row.first_reach,
        last: row.last_reach,
      };
      held.facets.set(row.key, facet);
      held.facetIds.set(facet.id, facet);
    }
    return held;
  }

  /** Asks on the publish's connection, one question after the other: a file is compared with the ledger while its last piece is written. */
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>> {
    const answer = this.last.then(() => this.client.query<Row>(text, values));
    this.last = answer.catch(() => {});
    return answer;
  }

  /** The next free id of a table; ids are without gaps, since every writer holds the lock. */
  nextId(of: Counter): number {
    this.next[of] += 1;
    return this.next[of];
  }

  /** True when something will be written: a publish of nothing is taken back. */
  get hasChanges(): boolean {
    return this.touched.size > 0 || this.events.length > 0;
  }

  record(event: LedgerEvent): void {
    this.events.push(event);
  }

  touch(seriesId: number): void {
    this.touched.add(seriesId);
  }

  /** The series of a claim whose source is registered; a new one is opened. */
  seriesOf(claim: Claim): HeldSeries {
    const key = `${claim.source}|${claim.metric}|${claim.side}|${claim.scope}|${claim.definitionVersion}`;
    const held = this.series.get(key);
    if (held) return held;
    const source = this.sources.get(claim.source);
    if (!source) throw new Error(`no source ${claim.source} for the series ${toSeriesId(claim)}`);
    const opened = {
      id: this.nextId('series'),
      sourceId: source.id,
      metric: claim.metric,
      side: claim.side,
      isNew: true,
    };
    this.series.set(key, opened);
    this.opened.series.push({ id: opened.id, sourceId: source.id, claim });
    return opened;
  }

  /** The series held that a source's registry entry or note bears on; all of the source when no metric is named. */
  touchSeriesOf(sourceId: number, metric?: string, side?: string): void {
    for (const series of this.series.values())
      if (series.sourceId === sourceId && (metric === undefined || (series.metric === metric && series.side === side)))
        this.touch(series.id);
  }

  /** The facet cell for a claim; a new one is opened. */
  facetOf(seriesId: number, countBasis: string, badge: Badge, isTotal: boolean): number {
    const key = `${seriesId}|${countBasis}|${badge}|${isTotal ? 1 : 0}`;
    const held = this.facets.get(key);
    if (held) return held.id;
    const facet: Facet = { id: this.nextId('facet'), isNew: true, claims: 0, newest: null, first: null, last: null };
    this.facets.set(key, facet);
    this.facetIds.set(facet.id, facet);
    this.opened.facets.push({ id: facet.id, seriesId, countBasis, badge, isTotal });
    return facet.id;
  }

  /** Notes a claim whose number, days, standing, lineage or records this publish changes: what agrees with it is found anew at the end. */
  recompare(claimId: number): void {
    this.changedClaims.add(claimId);
  }

  /** Notes a source whose claims count over other days from now on, or have no known origin any more. */
  recompareSource(sourceId: number): void {
    this.recodedSources.add(sourceId);
  }

  /** Notes what a link that begins or ends changes: a claim that is replaced stands no more, one that restates another has another lineage. */
  noteLinkEnds(type: LinkType, fromClaimId: number, toClaimId: number): void {
    if (type === 'updates' || type === 'corrects') this.recompare(toClaimId);
    if (!LINK_TYPES[type].sameLineage) return;
    this.recompare(fromClaimId);
    this.linkedClaims.add(fromClaimId);
  }

  /** What the end of the publish has to compare anew. New claims have ids above `newAfter`. */
  get toRecompare(): {
    readonly newAfter: number;
    readonly newClaims: number;
    readonly changed: readonly number[];
    readonly sources: readonly number[];
    /** Claims, new ones too, whose links say anew whose number they state. */
    readonly linked: readonly number[];
    /** Some claim of the publish, new or revised, says that its number is another's. */
    readonly hasRestatements: boolean;
  } {
    return {
      newAfter: this.lastClaimBefore,
      newClaims: this.next.claim - this.lastClaimBefore,
      changed: [...this.changedClaims].filter((id) => id <= this.lastClaimBefore),
      sources: [...this.recodedSources],
      linked: [...this.linkedClaims],
      hasRestatements: this.repeats.size + this.linkedClaims.size > 0,
    };
  }

  /** Every series, those opened by this publish among them, as claims are compared along them. */
  comparedSeries(): ComparedSeries[] {
    return [...this.series].map(([key, { id, sourceId }]) => {
      const [source = '', metric, side, scope = '', version] = key.split('|');
      return {
        id,
        sourceId,
        source,
        metric: metric as ComparedSeries['metric'],
        side: side as ComparedSeries['side'],
        scope,
        definitionVersion: Number(version),
      };
    });
  }

  /** Notes that claims of a series restate a source. */
  noteRepeat(seriesId: number, sourceId: number): void {
    this.repeats.set(`${seriesId}|${sourceId}`, [seriesId, sourceId]);
  }

  /** Counts a revision that has become current. */
  countIn(counted: Counted): void {
    this.touch(counted.seriesId);
    const tally = this.tallyOf(counted.seriesId);
    tally[counted.kind] += 1;
    tally.first = earlier(tally.first, counted.reachFrom);
    tally.last = later(tally.last, counted.reachTo);
    const facet = this.facetIds.get(counted.facetId);
    if (!facet) throw new Error(`no facet cell ${counted.facetId}`);
    this.changedFacets.add(facet);
    facet.claims += 1;
    facet.first = earlier(facet.first, counted.reachFrom);
    facet.last = later(facet.last, counted.reachTo);
    const { newest } = facet;
    if (
      !newest ||
      counted.listedOn > newest.listedOn ||
      (counted.listedOn === newest.listedOn && counted.claimId > newest.claimId)
    )
      facet.newest = { listedOn: counted.listedOn, claimId: counted.claimId };
  }

  private tallyOf(seriesId: number): Tally {
    const held = this.tallies.get(seriesId);
    if (held) return held;
    const opened: Tally = { totals: 0, monthExact: 0, others: 0, first: null, last: null };
    this.tallies.set(seriesId, opened);
    return opened;
  }

  /** The series and cells opened since the last call, to be written before any row that names them. */
  takeOpened(): Opened {
    const { opened } = this;
    this.opened = { series: [], facets: [] };
    return opened;
  }

  /** Writes counts, touched series and events: the last thing a publish does. */
  async close(): Promise<void> {
    if (this.repeats.size > 0)
      await this.query(
        `INSERT INTO series_repeat (series_id, source_id, ledger_number)
         SELECT series_id, source_id, $3 FROM unnest($1::int[], $2::int[]) AS r(series_id, source_id) ON CONFLICT DO NOTHING`,
        [
          [...this.repeats.values()].map(([series]) => series),
          [...this.repeats.values()].map(([, source]) => source),
          this.publish.ledgerNumber,
        ],
      );
    await updateSubstance(this);
    await this.query(
      `UPDATE claim_facet SET claims = r.claims, newest_listed_on = r.listed_on, newest_claim_id = r.claim_id, first_reach = r.first, last_reach = r.last
         FROM json_to_recordset($1::json) AS r(id int, claims int, listed_on date, claim_id bigint, first date, last date)
        WHERE claim_facet.id = r.id`,
      [
        JSON.stringify(
          [...this.changedFacets].map(({ id, claims, newest, first, last }) => ({
            id,
            claims,
            listed_on: newest?.listedOn,
            claim_id: newest?.claimId,
            first,
            last,
          })),
        ),
      ],
    );
    await this.query(
      `UPDATE series SET totals = series.totals + r.totals, month_exact = series.month_exact + r."monthExact", others = series.others + r.others,
              first_reach = least(series.first_reach, r.first), last_reach = greatest(series.last_reach, r.last)
         FROM json_to_recordset($1::json) AS r(id int, totals int, "monthExact" int, others int, first date, last date)
        WHERE series.id = r.id`,
      [JSON.stringify([...this.tallies].map(([id, tally]) => ({ id, ...tally })))],
    );
    await this.recount();
    // Searches would read unmerged words one by one until the next vacuum.
    await this.query("SELECT gin_clean_pending_list('claim_search_document_idx'::regclass)");
    const touched = [...this.touched];
    await this.query('UPDATE series SET last_ledger_number = $2 WHERE id = ANY($1::int[])', [
      touched,
      this.publish.ledgerNumber,
    ]);
    await this.query('INSERT INTO series_change (series_id, ledger_number) SELECT unnest($1::int[]), $2', [
      touched,
      this.publish.ledgerNumber,
    ]);
    await this.query(
      `INSERT INTO ledger_event (id, ledger_number, verb, subject, before, after, change_class, change_cause, reason, by_role)
       SELECT id, $2, verb, subject, before, after, "changeClass", "changeCause", reason, $3
         FROM json_to_recordset($1::json) AS r(id bigint, verb text, subject text, before jsonb, after jsonb, "changeClass" text, "changeCause" text, reason text)`,
      [
        JSON.stringify(this.events.map((event) => ({ id: this.nextId('event'), ...event }))),
        this.publish.ledgerNumber,
        this.role,
      ],
    );
  }

  /** Has series and cells counted anew at the end: sums cannot tell how far the rest reaches once a revision is replaced. */
  recountAtEnd(series: readonly number[], facets: readonly number[]): void {
    for (const id of series) {
      this.touch(id);
      this.seriesToRecount.add(id);
    }
    for (const id of facets) this.facetsToRecount.add(id);
  }

  /** Writes the series and cells opened since the last write; most are written with the claims that opened them. */
  async writeOpened(): Promise<void> {
    const { series, facets } = this.takeOpened();
    if (series.length > 0) throw new Error('a series was opened without a claim of its own');
    if (facets.length > 0)
      await this.query(
        `INSERT INTO claim_facet (id, series_id, count_basis, badge, is_total)
         SELECT id, "seriesId", "countBasis", badge, "isTotal"
           FROM json_to_recordset($1::json) AS f(id int, "seriesId" int, "countBasis" text, badge text, "isTotal" boolean)`,
        [JSON.stringify(facets)],
      );
  }

  private async recount(): Promise<void> {
    const [series, facets] = [this.seriesToRecount, this.facetsToRecount];
    if (series.size === 0) return;
    await this.query(
      `UPDATE claim_facet SET claims = counted.claims, newest_listed_on = newest.listed_on, newest_claim_id = newest.claim_id,
              first_reach = counted.first, last_reach = counted.last
         FROM unnest($1::int[]) AS cell(id)
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS claims, min(reach_from) AS first, max(reach_to) AS last FROM claim_revision
            JOIN claim ON claim.id = claim_id AND current_revision = number WHERE facet_id = cell.id) AS counted
         LEFT JOIN LATERAL (
          SELECT listed_on, claim_id FROM claim_revision JOIN claim ON claim.id = claim_id AND current_revision = number
           WHERE facet_id = cell.id ORDER BY listed_on DESC, claim_id DESC LIMIT 1) AS newest ON true
        WHERE claim_facet.id = cell.id`,
      [[...facets]],
    );
    await this.query(
      `UPDATE series SET totals = counted.totals, month_exact = counted.month_exact, others = counted.others,
              first_reach = counted.first, last_reach = counted.last
         FROM unnest($1::int[]) AS one(id)
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE is_total)::int AS totals, count(*) FILTER (WHERE NOT is_total AND ${MONTH_EXACT_SQL})::int AS month_exact,
                 count(*) FILTER (WHERE NOT is_total AND (${MONTH_EXACT_SQL}) IS NOT TRUE)::int AS others, min(reach_from) AS first, max(reach_to) AS last
            FROM claim_revision JOIN claim ON claim.id = claim_id AND current_revision = number WHERE series_id = one.id) AS counted
        WHERE series.id = one.id`,
      [[...series]],
    );
  }
}

/** A claim whose period is exactly a calendar month and whose kind is a count of it (N1, N2). */
const MONTH_EXACT_SQL = `period_kind IN ('interval', 'daily_rate') AND extract(day FROM period_start) = 1 AND period_end = period_start + interval '1 month'`;
