/**
 * What supports each claim, found anew by every publish for what it touches (domain.md §2, T3, T12): which claims of other lineages agree,
 * and which lie apart. Where the badge of a Checked claim changes by it, the claim gets a revision of the same content that says so.
 */
import 'server-only';
import { badgeOf } from '@/lib/ledger/badge';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import {
  corroborate,
  type Standing,
  standingsOf,
  substanceOf,
  UNSUPPORTED,
  type Voice,
} from '@/lib/ledger/corroboration';
import { addDays, type Day } from '@/lib/ledger/month';
import type { Substance } from '@/lib/ledger/vocabulary';
import { changedFields, isTotal } from './claim-content';
import { KEPT_COLUMNS } from './claim-writing';
import {
  type Compared,
  type ComparedClaims,
  endOfReach,
  type Registry,
  readComparedByIds,
  readComparedClaims,
  subjectOf,
  toRegistry,
} from './compared-claims';
import type { Publishing, Queries } from './publishing';

/** Fields that decide over which days a claim counts, what it says, whose number it is, and whether it stands. */
const COMPARED_FIELDS: ReadonlySet<keyof Claim> = new Set([
  'source',
  'side',
  'metric',
  'scope',
  'definitionVersion',
  'components',
  'periodKind',
  'periodStart',
  'periodEnd',
  'asOf',
  'timeBasis',
  'valueKind',
  'low',
  'best',
  'high',
  'roundingUnit',
  'countBasis',
  'repeatsSource',
  'ratioOf',
  'standing',
  'repeats',
  'derivesFrom',
]);

/** True when a revision may change what agrees with the claim, or what the claim agrees with. */
export function isComparedAnew(before: Claim, after: Claim): boolean {
  return changedFields(before, after).some((field) => COMPARED_FIELDS.has(field));
}

/** What supports a claim as the ledger has it now. */
export async function readSubstanceOf(queries: Queries, claimId: number): Promise<Substance> {
  const { rows } = await queries.query<{ substance: Substance }>(
    'SELECT substance FROM claim_substance WHERE claim_id = $1 ORDER BY ledger_number DESC LIMIT 1',
    [claimId],
  );
  return rows[0]?.substance ?? 's0';
}

/** Subjects (metric, side, scope) with the first days after the claims that are to be compared anew. */
type Wanted = Map<string, Set<Day>>;

/** Days of one subject that are read at a time: some thousands of claims where sixty sources speak of each day. */
const DAYS_AT_ONCE = 60;

/** A claim whose number is that of one that moved, and so on: by `repeatsSource` over the same period, or by a link. */
const DEPENDENTS = `
  WITH RECURSIVE moved(claim_id, depth) AS (
    SELECT id, 0 FROM unnest($2::bigint[]) AS start(id)
    UNION ALL
    SELECT d.claim_id, moved.depth + 1
      FROM moved CROSS JOIN LATERAL (
        SELECT l.from_claim_id AS claim_id FROM claim_link l
         WHERE l.to_claim_id = moved.claim_id AND l.type IN ('repeats', 'derives_from') AND l.retracts_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM claim_link ended WHERE ended.retracts_id = l.id)
        UNION
        SELECT other.claim_id
          FROM claim_revision own JOIN series s ON s.id = own.series_id
          JOIN series_repeat way ON way.source_id = s.source_id
          JOIN series t ON t.id = way.series_id AND t.metric = s.metric AND t.side = s.side
          JOIN claim_revision other ON other.series_id = t.id AND other.is_total = own.is_total AND other.reach_to = own.reach_to
           AND other.repeats_source_id = s.source_id
          JOIN claim current ON current.id = other.claim_id AND current.current_revision = other.number
         WHERE own.claim_id = moved.claim_id
      ) d WHERE moved.depth < 4
  )
  SELECT claim_id, max(depth) > 0 AS follows FROM moved GROUP BY claim_id`;

/** Days of the claims $1, in every version that they had: what they leave is compared anew, too. */
const DAYS_OF = `
  SELECT DISTINCT r.series_id, r.is_total, r.reach_to FROM claim_revision r WHERE r.claim_id = ANY ($1::bigint[]) AND r.reach_to IS NOT NULL`;
const DAYS_OF_NEW = `
  SELECT DISTINCT r.series_id, r.is_total, r.reach_to FROM claim_revision r WHERE r.claim_id > $1 AND r.reach_to IS NOT NULL`;
const DAYS_OF_SERIES = `
  SELECT DISTINCT r.series_id, r.is_total, r.reach_to FROM claim_revision r WHERE r.series_id = ANY ($1::int[]) AND r.reach_to IS NOT NULL`;

type DayRow = { series_id: number; is_total: boolean; reach_to: Day };

/** Collects the days after which claims of a series end; under every convention where one may have changed, since days are left behind as well. */
function want(wanted: Wanted, registry: Registry, rows: readonly DayRow[], underAny: boolean): void {
  for (const { series_id, is_total, reach_to } of rows) {
    const series = registry.series.get(series_id);
    const source = series && registry.sources.get(series.source);
    if (!series || !source) continue;
    const ends = underAny && is_total ? [reach_to, addDays(reach_to, 1)] : [endOfReach(reach_to, is_total, source)];
    const subject = subjectOf(series);
    const days = wanted.get(subject) ?? new Set<Day>();
    wanted.set(subject, days);
    for (const end of ends) days.add(end);
  }
}

/** Subjects of which two sources speak: nothing else can be corroborated. */
function sharedSubjects(registry: Registry): ReadonlySet<string> {
  const sources = new Map<string, Set<number>>();
  for (const series of registry.series.values()) {
    const subject = subjectOf(series);
    const held = sources.get(subject) ?? new Set<number>();
    sources.set(subject, held.add(series.sourceId));
  }
  return new Set([...sources].flatMap(([subject, held]) => (held.size > 1 ? subject : [])));
}

/** How many claims of a publish were compared, and of how many the result is another. */
export type SubstanceReport = { readonly compared: number; readonly changed: number; readonly badges: number };

/**
 * Compares anew what the publish touches: new, revised, replaced and relinked claims, those whose lineage follows from them, claims of
 * sources that count over other days now, and all that speak of the same days as any of these. The cost grows with those days. Called once
 * by each publish, when everything else of it is written.
 */
export async function updateSubstance(held: Publishing): Promise<SubstanceReport> {
  const { newAfter, newClaims, changed, sources, linked, hasRestatements } = held.toRecompare;
  if (newClaims === 0 && changed.length === 0 && sources.length === 0) return NOTHING_COMPARED;
  await noteLinkedSources(held, linked);
  const registry = registryOf(held);
  const shared = sharedSubjects(registry);
  const wanted: Wanted = new Map();
  const daysOf = async (sql: string, value: unknown, underAny = false) =>
    want(wanted, registry, (await held.query<DayRow>(sql, [value])).rows, underAny);
  if (newClaims > 0) await daysOf(DAYS_OF_NEW, newAfter);
  for (const id of sources)
    await daysOf(
      DAYS_OF_SERIES,
      [...registry.series.values()].filter(({ sourceId }) => sourceId === id).map((series) => series.id),
      true,
    );
  const moved = await readMoved(held, changed, hasRestatements ? newAfter : null);
  if (moved.length > 0) await daysOf(DAYS_OF, moved);
  for (const subject of wanted.keys()) if (!shared.has(subject)) wanted.delete(subject);
  return compareAnew(held, registry, wanted, changed);
}

const NOTHING_COMPARED: SubstanceReport = { compared: 0, changed: 0, badges: 0 };

/** Compares every claim of the ledger anew inside an open publish: for ledgers from before this was computed, and when its rules change. */
export async function updateWholeSubstance(held: Publishing): Promise<SubstanceReport> {
  const registry = registryOf(held);
  const shared = sharedSubjects(registry);
  const series = [...registry.series.values()].filter((one) => shared.has(subjectOf(one))).map(({ id }) => id);
  const wanted: Wanted = new Map();
  want(wanted, registry, (await held.query<DayRow>(DAYS_OF_SERIES, [series])).rows, false);
  const { rows } = await held.query<{ claim_id: number }>(
    `SELECT DISTINCT claim_id FROM substance_record UNION SELECT DISTINCT claim_id FROM claim_substance`,
  );
  return compareAnew(
    held,
    registry,
    wanted,
    rows.map(({ claim_id }) => claim_id),
  );
}

/** What the publish holds of series and sources, without asking for it again. */
function registryOf(held: Publishing): Registry {
  const sources = [...held.sources.values()];
  return toRegistry(
    held.publish.ledgerNumber,
    held.comparedSeries(),
    new Map(sources.map(({ slug, source }) => [slug, source])),
    new Map(sources.map(({ id, slug }) => [id, slug])),
  );
}

/** Series of which a link leads to another source are read with that source’s, as those that repeat it by `repeatsSource` are. */
async function noteLinkedSources(held: Publishing, claimIds: readonly number[]): Promise<void> {
  if (claimIds.length === 0) return;
  await held.query(
    `INSERT INTO series_repeat (series_id, source_id, ledger_number)
     SELECT DISTINCT own.id, other.source_id, $2::bigint
       FROM claim_link l JOIN claim c ON c.id = l.from_claim_id JOIN claim t ON t.id = l.to_claim_id
       JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision JOIN series own ON own.id = r.series_id
       JOIN claim_revision v ON v.claim_id = t.id AND v.number = t.current_revision JOIN series other ON other.id = v.series_id
      WHERE l.from_claim_id = ANY ($1::bigint[]) AND l.type IN ('repeats', 'derives_from') AND l.retracts_id IS NULL
        AND other.metric = own.metric AND other.side = own.side AND other.source_id <> own.source_id
     ON CONFLICT DO NOTHING`,
    [claimIds, held.publish.ledgerNumber],
  );
}

/**
 * The changed claims, and those of before whose lineage follows from them or from the new claims after `newAfter` (null where none of these
 * restates another). Their series change with them.
 */
async function readMoved(held: Publishing, changed: readonly number[], newAfter: number | null): Promise<number[]> {
  const { rows: restating } =
    newAfter === null || newAfter === 0
      ? { rows: [] }
      : await held.query<{ claim_id: number }>(
          'SELECT claim_id FROM claim_revision WHERE claim_id > $1 AND (repeats_source_id IS NOT NULL OR links IS NOT NULL)',
          [newAfter],
        );
  const start = [...changed, ...restating.map(({ claim_id }) => claim_id)];
  if (start.length === 0) return [];
  const { rows } = await held.query<{ claim_id: number; series_id: number; follows: boolean }>(
    `SELECT m.claim_id, m.follows, r.series_id FROM (${DEPENDENTS}) m JOIN claim c ON c.id = m.claim_id
       JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision WHERE m.claim_id <= $1`,
    [held.toRecompare.newAfter, start],
  );
  for (const { follows, series_id } of rows) if (follows) held.touch(series_id);
  return rows.map(({ claim_id }) => claim_id);
}

/** What a claim of the publish came to. */
type Found = {
  readonly compared: Compared;
  readonly substance: Substance;
  /** Claims that agree: for the words of a revision. */
  readonly agreesWith: readonly ClaimId[];
};

/**
 * Compares the claims of the wanted days, and `own`, which may speak of no day any more; writes of which the result is another than before,
 * and revisions of Checked claims whose badge follows.
 */
async function compareAnew(
  held: Publishing,
  registry: Registry,
  wanted: Wanted,
  own: readonly number[],
): Promise<SubstanceReport> {
  const seen = new Set<number>();
  const report = { compared: 0, changed: 0, badges: 0 };
  const take = async (group: Pick<ComparedClaims, 'claims' | 'voices'>) => {
    for (const { claimId } of group.claims) seen.add(claimId);
    const { changed, badges } = await writeDifferences(held, group);
    report.compared += group.claims.length;
    report.changed += changed;
    report.badges += badges;
  };
  for (const [subject, ends] of wanted) {
    const days = [...ends].sort();
    for (let at = 0; at < days.length; at += DAYS_AT_ONCE)
      await take(await readComparedClaims(held, registry, subject, new Set(days.slice(at, at + DAYS_AT_ONCE))));
  }
  // What speaks of no shared day is alone; records alone may support it.
  const alone = own.filter((id) => !seen.has(id));
  if (alone.length > 0) {
    const claims = await readComparedByIds(held, registry, alone);
    await take({ claims, voices: [] });
  }
  return report;
}

type StateRow = { claim_id: number; substance: Substance; contested: boolean };

/** The latest state of some claims, and on what the records of them rest that were not ended. */
async function readStates(
  held: Publishing,
  claimIds: readonly number[],
): Promise<{ readonly states: ReadonlyMap<number, StateRow>; readonly recorded: ReadonlyMap<number, string> }> {
  const { rows } = await held.query<StateRow & { basis: string | null }>(
    `SELECT w.claim_id, u.substance, u.contested, q.basis FROM unnest($1::bigint[]) AS w(claim_id)
       LEFT JOIN LATERAL (SELECT substance, contested FROM claim_substance WHERE claim_id = w.claim_id
                           ORDER BY ledger_number DESC LIMIT 1) u ON true
       LEFT JOIN LATERAL (SELECT basis FROM substance_record r WHERE r.claim_id = w.claim_id AND r.retracts_id IS NULL
                             AND NOT EXISTS (SELECT 1 FROM substance_record ended WHERE ended.retracts_id = r.id)
                           ORDER BY r.id DESC LIMIT 1) q ON true
      WHERE u.substance IS NOT NULL OR q.basis IS NOT NULL`,
    [claimIds],
  );
  return {
    states: new Map(rows.flatMap((row) => (row.substance === null ? [] : [[row.claim_id, row]]))),
    recorded: new Map(rows.flatMap(({ claim_id, basis }) => (basis === null ? [] : [[claim_id, basis]]))),
  };
}

const ALONE: Standing = { isSupported: false, isContested: false };

async function writeDifferences(
  held: Publishing,
  { claims, voices }: Pick<ComparedClaims, 'claims' | 'voices'>,
): Promise<Pick<SubstanceReport, 'changed' | 'badges'>> {
  if (claims.length === 0) return NOTHING_COMPARED;
  const standings = standingsOf(voices);
  const { states, recorded } = await readStates(
    held,
    claims.map(({ claimId }) => claimId),
  );
  const rows: StateRow[] = [];
  const rebadged: Found[] = [];
  for (const compared of claims) {
    const { claim, claimId, seriesId } = compared;
    const { isSupported, isContested } = standings.get(claim.id) ?? ALONE;
    const stands = claim.standing === 'current' && claim.supersededBy === null;
    const substance = substanceOf({ stands, isSupported, isRecorded: recorded.has(claimId) });
    const before = states.get(claimId);
    if (substance !== (before?.substance ?? 's0') || isContested !== (before?.contested ?? false)) {
      rows.push({ claim_id: claimId, substance, contested: isContested });
      held.touch(seriesId);
    }
    if (claim.attribution === 'a2' && claim.substance !== substance)
      rebadged.push({ compared, substance, agreesWith: agreeingWith(claim.id, voices) });
  }
  if (rows.length > 0)
    await held.query(
      `INSERT INTO claim_substance (claim_id, ledger_number, substance, contested)
       SELECT claim_id, $1, substance, contested FROM unnest($2::bigint[], $3::text[], $4::boolean[]) AS r(claim_id, substance, contested)`,
      [
        held.publish.ledgerNumber,
        rows.map(({ claim_id }) => claim_id),
        rows.map(({ substance }) => substance),
        rows.map(({ contested }) => contested),
      ],
    );
  for (const found of rebadged) await rebadge(held, found, recorded.get(found.compared.claimId) ?? null);
  return { changed: rows.length, badges: rebadged.length };
}

/** The claims that agree with one, for the words of its revision. */
function agreeingWith(id: ClaimId, voices: readonly Voice[]): readonly ClaimId[] {
  const own = voices.find((voice) => voice.id === id);
  if (!own) return [];
  const same = voices.filter(({ subject }) => subject === own.subject);
  return (corroborate(same).get(id) ?? UNSUPPORTED).agreesWith;
}

/** Claims named in the words of a revision at most. */
const MOST_NAMED = 3;

/** Why the badge of a Checked claim is another, in words for its history. */
async function wordsFor(held: Publishing, { compared, substance, agreesWith }: Found, basis: string | null) {
  const { claim } = compared;
  if (substance === 's2')
    return basis === 'admission'
      ? 'Documented: the responsible party admits its own loss.'
      : 'Documented: its records are open to inspection.';
  if (substance === 's1') {
    const { rows } = await held.query<{ name: string; public_id: string }>(
      `SELECT c.public_id, coalesce(v.content->>'shortName', o.slug) AS name
         FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
         JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
         JOIN LATERAL (SELECT content FROM source_revision v WHERE v.source_id = o.id ORDER BY number DESC LIMIT 1) v ON true
        WHERE c.public_id = ANY ($1) ORDER BY c.public_id`,
      [agreesWith.slice(0, MOST_NAMED)],
    );
    const named = rows.map(({ name, public_id }) => `${name} (${public_id})`).join(', ');
    const more = agreesWith.length - rows.length;
    const before = claim.substance === 's2' ? 'No longer documented: no record of it stands any more. ' : '';
    return `${before}Corroborated by ${named}${more > 0 ? ` and ${more} more` : ''}.`;
  }
  const was = claim.substance === 's2' ? 'documented' : 'corroborated';
  if (claim.standing !== 'current') return `No longer ${was}: the claim is ${claim.standing}.`;
  if (claim.supersededBy !== null) return `No longer ${was}: the source has replaced it.`;
  return was === 'documented'
    ? 'No longer documented: no record of it stands any more.'
    : 'No longer corroborated: no claim of another lineage agrees with it any more.';
}

/** The next revision of a claim, with the same content: `KEPT_COLUMNS` of the last but for what says which version this is. */
const SAME_CONTENT = (() => {
  const own: Readonly<Record<string, string>> = {
    number: 'r.number + 1',
    facet_id: '$4',
    substance: '$5',
    change_class: "'update'",
    change_cause: 'NULL',
    change_note: '$6',
  };
  const columns = KEPT_COLUMNS.split(', ');
  return `
    WITH last AS (
      SELECT r.* FROM claim_revision r JOIN claim c ON c.id = r.claim_id AND c.current_revision = r.number WHERE r.claim_id = $1
    ), added AS (
      INSERT INTO claim_revision (ledger_number, by_role, ratio_of, ${columns.join(', ')})
      SELECT $2, $3, r.ratio_of, ${columns.map((column) => own[column] ?? `r.${column}`).join(', ')} FROM last r
    ), published AS (
      INSERT INTO claim_revision_publication (claim_id, number, position, publication_id)
      SELECT j.claim_id, j.number + 1, j.position, j.publication_id FROM claim_revision_publication j JOIN last ON last.claim_id = j.claim_id AND last.number = j.number
    ), searched AS (
      UPDATE claim_search SET facet_id = $4 WHERE claim_id = $1
    )
    UPDATE claim SET current_revision = current_revision + 1 WHERE id = $1`;
})();

async function rebadge(held: Publishing, found: Found, basis: string | null): Promise<void> {
  const { compared, substance } = found;
  const { claim, claimId, seriesId } = compared;
  const badges = [claim.substance, substance].map((of) => badgeOf({ attribution: claim.attribution, substance: of }));
  const [before, after] = badges;
  if (!before || !after) throw new Error('a claim has a badge');
  const note = await wordsFor(held, found, basis);
  const facetBefore = held.facetOf(seriesId, claim.countBasis, before, isTotal(claim));
  const facetAfter = held.facetOf(seriesId, claim.countBasis, after, isTotal(claim));
  await held.writeOpened();
  await held.query(SAME_CONTENT, [claimId, held.publish.ledgerNumber, 'ledger', facetAfter, substance, note]);
  held.recountAtEnd([seriesId], [facetBefore, facetAfter]);
  held.record({
    verb: 'claim.badge_changed',
    subject: claim.id,
    before: { badge: before, substance: claim.substance },
    after: { badge: after, substance },
    changeClass: 'update',
    reason: note,
  });
}
