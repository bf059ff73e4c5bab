/**
 * All claims as known at an instant, piece by piece in the order of their entry: what the large files are made from. A ledger of any length
 * needs the memory of two pieces.
 *
 * A row of a statement costs as much as what stands in it, so a piece comes as one text whose parts signs set apart that no text holds;
 * what many claims share, their series and their publish, is read once.
 */
import 'server-only';
import { badgeOf } from '@/lib/ledger/badge';
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import type { SeriesKey } from '@/lib/ledger/series';
import type { Attribution, Badge, Substance } from '@/lib/ledger/vocabulary';
import { VISIBLE_SQL } from './catalogue';
import { arraysOf, rowsOf } from './db';
import { type At, INSTANT_SQL, type Publish, publishAt, toInstant } from './ledger';
import { REPLACES_SQL } from './published';
import { type ClaimLinkFields, toDecimal } from './rows';

/** A claim with its record, as a file needs it. */
export type HeldClaim = {
  readonly id: ClaimId;
  readonly revision: number;
  readonly badge: Badge;
  readonly substance: Substance;
  /** A claim of another lineage lies apart from it (T12). */
  readonly isContested: boolean;
  readonly recordedFrom: Instant;
  /** Its own, whatever instant was asked (D4). */
  readonly recordedTo: Instant | null;
  readonly supersededBy: ClaimId | null;
  readonly claim: Claim;
};

/** Claims looked at in one piece. */
const PIECE = 500;

/** What sets the parts of a line apart, and lines; a line with another number of parts has one inside a text, and is nobody’s to guess. */
const PART = '\x1f';
const LINE = '\x1e';
const line = (columns: readonly string[]) =>
  `concat_ws(E'\\x1f', ${columns.map((column) => `coalesce(${column}::text, '')`).join(', ')})`;
/** The lines of a statement as one text, in its order; nothing where there are none. */
const together = (sql: string) => `SELECT string_agg(found.line, E'\\x1e') AS lines FROM (${sql} OFFSET 0) found`;

const CLAIM_PARTS = [
  'r.claim_id',
  'r.public_id',
  'c.key',
  'r.number',
  'r.ledger_number',
  'later.ledger_number',
  'r.attribution',
  'r.series_id',
  'r.repeats_source_id',
  'r.spokesperson',
  'r.components',
  'r.period_kind',
  'r.period_start',
  'r.period_end',
  'r.as_of',
  'r.time_basis',
  'r.value_kind',
  'r.low',
  'r.best',
  'r.high',
  'r.rounding_unit',
  'r.interval_meaning',
  'r.count_basis',
  'r.release',
  'to_jsonb(r.ratio_of)',
  'r.updates',
  'r.provisional',
  'r.standing',
  'r.standing_reason',
  'r.note',
  'r.links',
  'r.lineage_decided',
  'r.substance',
];

/** $1 ledger number, $2 day of publication, $3 the claim after which, $4 the last one that is looked at. */
const CLAIMS = together(`
  SELECT ${line(CLAIM_PARTS)} AS line
    FROM claim_revision r JOIN claim c ON c.id = r.claim_id
    LEFT JOIN claim_revision later ON later.number > 1 AND later.claim_id = r.claim_id AND later.number = r.number + 1
   WHERE r.claim_id > $3 AND r.claim_id <= $4 AND c.id > $3 AND c.id <= $4 AND ${VISIBLE_SQL}
   ORDER BY r.claim_id`);

const PUBLICATION_PARTS = [
  'j.claim_id',
  'j.number',
  'p.relay',
  'p.publisher',
  'p.title',
  'p.url',
  'p.archive_url',
  'p.published_on',
  'p.language',
  'p.quote',
  'p.key',
  'p.note',
  'p.place',
  'p.translation',
];

/** $1 the claim after which, $2 the last one. */
const PUBLICATIONS = together(`
  SELECT ${line(PUBLICATION_PARTS)} AS line FROM claim_revision_publication j JOIN publication p ON p.id = j.publication_id
   WHERE j.claim_id > $1 AND j.claim_id <= $2 ORDER BY j.claim_id, j.number, j.position`);

/** Which claims of a piece another one replaces; the latest link counts. $1 to $4 as above. */
const REPLACED = `
  SELECT l.to_claim_id, u.public_id FROM claim_link l JOIN claim u ON u.id = l.from_claim_id
   WHERE l.to_claim_id > $3 AND l.to_claim_id <= $4 AND ${REPLACES_SQL} ORDER BY l.id`;

/** What supports and what contradicts the claims of a piece. $1 ledger number, $2 the claim after which, $3 the last one. */
const SUPPORTED = `
  SELECT DISTINCT ON (u.claim_id) u.claim_id, u.substance, u.contested FROM claim_substance u
   WHERE u.claim_id > $2 AND u.claim_id <= $3 AND u.ledger_number <= $1 ORDER BY u.claim_id, u.ledger_number DESC`;

type Supported = readonly [claimId: number, substance: Substance, contested: boolean];

type Shared = {
  readonly series: ReadonlyMap<string, SeriesKey>;
  readonly sources: ReadonlyMap<string, string>;
  readonly instants: ReadonlyMap<string, Instant>;
};

async function readShared(): Promise<Shared> {
  const [series, sources, instants] = await Promise.all([
    rowsOf<{ id: number } & SeriesKey>(
      `SELECT s.id, o.slug AS source, s.metric, s.side, s.scope, s.definition_version AS "definitionVersion" FROM series s JOIN source o ON o.id = s.source_id`,
    ),
    rowsOf<{ id: number; slug: string }>('SELECT id, slug FROM source'),
    rowsOf<{ ledger_number: number; at: string }>(
      `SELECT ledger_number, ${INSTANT_SQL('recorded_from')} AS at FROM publish`,
    ),
  ]);
  return {
    series: new Map(series.map(({ id, ...key }) => [String(id), key])),
    sources: new Map(sources.map(({ id, slug }) => [String(id), slug])),
    instants: new Map(instants.map((row) => [String(row.ledger_number), toInstant(row.at)])),
  };
}

function partsOf(text: string, count: number): string[] {
  const parts = text.split(PART);
  if (parts.length !== count) throw new Error(`a claim has the sign that sets parts apart: ${parts[0]}`);
  return parts;
}

/** Publications by claim and version. */
function toPublications(lines: readonly string[]): Map<string, Publication[]> {
  const found = new Map<string, Publication[]>();
  for (const text of lines) {
    const [claim, number, relay, publisher, title, url, archiveUrl, publishedOn, language, quote, key, note, ...rest] =
      partsOf(text, PUBLICATION_PARTS.length);
    const [place, translation] = rest;
    const publication: Publication = {
      relay: relay || null,
      publisher: publisher || null,
      title: title || null,
      url: url || null,
      archiveUrl: archiveUrl || null,
      publishedOn: (publishedOn || null) as Day | null,
      language: language || null,
      quote: quote || null,
      key: key || null,
      note: note || null,
      place: place || null,
      translation: translation || null,
    };
    const of = `${claim} ${number}`;
    const others = found.get(of);
    if (others) others.push(publication);
    else found.set(of, [publication]);
  }
  return found;
}

function certain<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the ledger has no ${what}`);
  return value;
}

const NO_LINKS: ClaimLinkFields = {};

function toHeld(
  text: string,
  shared: Shared,
  publications: ReadonlyMap<string, readonly Publication[]>,
  replaced: ReadonlyMap<string, ClaimId>,
  supported: ReadonlyMap<string, Supported>,
): HeldClaim {
  const [claimId = '', id, key = '', number = '', from = '', to = '', attribution, series = '', repeats, ...said] =
    partsOf(text, CLAIM_PARTS.length);
  const [spokesperson, components, periodKind, periodStart, periodEnd, asOf, timeBasis, valueKind, ...value] = said;
  const [low, best, high, roundingUnit, intervalMeaning, countBasis, release, ratioOf, updates, ...state] = value;
  const [provisional, standing, standingReason, note, links, lineageDecided, revisionSubstance] = state;
  const [, substance = 's0', isContested = false] = supported.get(claimId) ?? [];
  const stated = links ? (JSON.parse(links) as ClaimLinkFields) : NO_LINKS;
  // Enumerations were checked on the way in, by schema and database alike.
  const claim: Claim = {
    key,
    ...certain(shared.series.get(series), `series ${series}`),
    spokesperson: spokesperson || null,
    components: components ? (JSON.parse(components) as Claim['components']) : {},
    periodKind: periodKind as Claim['periodKind'],
    periodStart: (periodStart || null) as Claim['periodStart'],
    periodEnd: (periodEnd || null) as Claim['periodEnd'],
    asOf: (asOf || null) as Claim['asOf'],
    timeBasis: (timeBasis || null) as Claim['timeBasis'],
    valueKind: valueKind as Claim['valueKind'],
    low: toDecimal(low || null),
    best: toDecimal(best || null),
    high: toDecimal(high || null),
    roundingUnit: toDecimal(roundingUnit || null),
    intervalMeaning: (intervalMeaning || null) as Claim['intervalMeaning'],
    countBasis: countBasis as Claim['countBasis'],
    release: release || null,
    repeatsSource: repeats ? certain(shared.sources.get(repeats), `source ${repeats}`) : null,
    ratioOf: ratioOf ? (JSON.parse(ratioOf) as string[]) : [],
    updates: updates || null,
    provisional: provisional === 'true',
    standing: standing as Claim['standing'],
    standingReason: standingReason || null,
    note: note || null,
    publications: [...certain(publications.get(`${claimId} ${number}`), `publication of ${id}`)],
    corrects: stated.corrects ?? null,
    repeats: stated.repeats ?? [],
    derivesFrom: stated.derivesFrom ?? [],
    contradicts: stated.contradicts ?? [],
    partOf: stated.partOf ?? [],
    lineageDecided: lineageDecided === 'true',
  };
  return {
    id: id as ClaimId,
    revision: Number(number),
    badge: badgeOf({ attribution: attribution as Attribution, substance: revisionSubstance as Substance }),
    substance,
    isContested,
    recordedFrom: certain(shared.instants.get(from), `publish ${from}`),
    recordedTo: to === '' ? null : certain(shared.instants.get(to), `publish ${to}`),
    supersededBy: replaced.get(claimId) ?? null,
    claim,
  };
}

/** All claims of one instant: which publish it resolved to, and the claims when they are asked for. */
export type AllClaims = {
  readonly knownOn: Instant;
  readonly ledgerNumber: Publish['ledgerNumber'];
  readonly pieces: () => AsyncGenerator<readonly HeldClaim[]>;
};

type Read = {
  readonly claims: readonly string[];
  readonly publications: readonly string[];
  readonly replaced: readonly [number, ClaimId][];
  readonly supported: readonly Supported[];
};

async function linesOf(sql: string, values: readonly unknown[]): Promise<string[]> {
  const [row] = await rowsOf<{ lines: string | null }>(sql, values);
  return row?.lines ? row.lines.split(LINE) : [];
}

/** All claims as known at an instant; null where the ledger held nothing then. Every piece answers to the same publish. */
export async function readAllClaims(at: At): Promise<AllClaims | null> {
  const publish = await publishAt(at.known);
  if (publish === null) return null;
  const { ledgerNumber } = publish;
  const read = async (after: number, last: number): Promise<Read> => {
    const to = Math.min(after + PIECE, last);
    const [claims, publications, replaced, supported] = await Promise.all([
      linesOf(CLAIMS, [ledgerNumber, at.public, after, to]),
      linesOf(PUBLICATIONS, [after, to]),
      arraysOf<[number, ClaimId]>(REPLACED, [ledgerNumber, at.public, after, to]),
      arraysOf<[number, Substance, boolean]>(SUPPORTED, [ledgerNumber, after, to]),
    ]);
    return { claims, publications, replaced, supported };
  };
  async function* pieces() {
    const [{ last } = { last: 0 }] = await rowsOf<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM claim');
    if (last === 0) return;
    let next = read(0, last);
    next.catch(() => {});
    const shared = await readShared();
    for (let after = 0; after < last; after += PIECE) {
      const { claims, publications, replaced, supported } = await next;
      // The database reads the next piece while this one is written. An error in it is met where it is awaited.
      if (after + PIECE < last) {
        next = read(after + PIECE, last);
        next.catch(() => {});
      }
      if (claims.length === 0) continue;
      const said = toPublications(publications);
      const by = new Map(replaced.map(([claimId, id]) => [String(claimId), id]));
      const support = new Map(supported.map((row) => [String(row[0]), row]));
      yield claims.map((text) => toHeld(text, shared, said, by, support));
    }
  }
  return { knownOn: publish.recordedFrom, ledgerNumber, pieces };
}
