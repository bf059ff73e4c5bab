/**
 * The public log of changes (T13, D6): publishes with their events, newest first, a page at a time. Read from the audit trail and nothing
 * else, so that nothing that was published can be missing.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import {
  CHANGE_KINDS,
  type ChangeEntry,
  type ChangeEvent,
  type ChangeRole,
  type ChangesView,
  type ChangeVerb,
} from '@/lib/ledger/changes';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import type { ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { ALL_KEYS } from './claim-links';
import { rowsOf } from './db';
import { INSTANT_SQL, publishAt, toInstant } from './ledger';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';

/** A page of the log. */
export type ChangesPage = {
  readonly entries: readonly ChangeEntry[];
  /** The ledger number before which the next page begins; null on the last. */
  readonly next: bigint | null;
  /** The last publish that the log can hold now: where a reader who comes back goes on. Null for an empty ledger. */
  readonly latest: { readonly ledgerNumber: bigint; readonly recordedFrom: Instant } | null;
  /** `urn:uuid:…` of the log itself, the same wherever this ledger is served. */
  readonly id: string;
};

type PublishRow = {
  ledger_number: number;
  recorded_from: string;
  summary: string;
  by_role: ChangeRole;
  matching: number;
};
type EventRow = {
  ledger_number: number;
  verb: ChangeVerb;
  subject: string;
  before: unknown;
  after: unknown;
  change_class: ChangeClass | null;
  change_cause: ChangeCause | null;
  reason: string | null;
};

/** Events that pass the filter: of these verbs, and of these classes, where any are asked for. What seals a publish says nothing to a reader. */
const PASSES = `e.verb <> 'publish.sealed' AND ($3::text[] IS NULL OR e.verb = ANY($3)) AND ($4::text[] IS NULL OR e.change_class = ANY($4))`;

/** Publishes with at least one event that passes, newest first. One more than asked, to know whether there is a next page. */
const PUBLISHES = `
  SELECT p.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from, p.summary, p.by_role,
         (SELECT count(*)::int FROM ledger_event e WHERE e.ledger_number = p.ledger_number AND ${PASSES}) AS matching
    FROM publish p
   WHERE p.ledger_number > $1 AND p.ledger_number < $2
     AND EXISTS (SELECT 1 FROM ledger_event e WHERE e.ledger_number = p.ledger_number AND ${PASSES})
   ORDER BY p.ledger_number DESC LIMIT $5`;

/** What a publish was for comes first, what followed from it last. */
const ORDER = `
  array_position(ARRAY['claims.published', 'claim.revised', 'claim.checked', 'claim.substance_recorded', 'claim.substance_ended',
                       'claim.graded', 'source.registered', 'source.revised',
                       'source.graded', 'series.noted', 'series.note_ended', 'capture.added', 'claim.linked', 'claim.unlinked', 'claim.badge_changed', 'figure.moved'], e.verb), e.id`;

const EVENTS = `
  SELECT e.* FROM unnest($1::bigint[]) AS w(number)
   CROSS JOIN LATERAL (
     SELECT e.ledger_number, e.verb, e.subject, e.before, e.after, e.change_class, e.change_cause, e.reason, e.id
       FROM ledger_event e WHERE e.ledger_number = w.number AND ${PASSES.replaceAll('$3', '$2').replaceAll('$4', '$3')}
      ORDER BY ${ORDER} LIMIT $4) e
   ORDER BY e.ledger_number DESC, ${ORDER}`;

/** Names made of what they name: the same on every copy of a ledger, and on no other ledger. */
function urnOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/** No ledger number is as high. */
const BEYOND = 2n ** 62n;

/** A page of the log: `limit` publishes, each with at most `events` of what it did. */
export async function readChanges(
  view: ChangesView,
  { limit = 25, events = 50 }: { readonly limit?: number; readonly events?: number } = {},
): Promise<ChangesPage> {
  const [latest, [first]] = await Promise.all([
    publishAt(view.known),
    rowsOf<{ recorded_from: string }>(
      `SELECT ${INSTANT_SQL('recorded_from')} AS recorded_from FROM publish WHERE ledger_number = 1`,
    ),
  ]);
  const id = urnOf(`attrition-ledger changes ${first?.recorded_from ?? ''}`);
  if (latest === null) return { entries: [], next: null, latest, id };
  const verbs =
    view.kind.length === 0 ? null : view.kind.flatMap((kind): readonly ChangeVerb[] => CHANGE_KINDS[kind].verbs);
  const classes = view.class.length === 0 ? null : view.class;
  const before = view.before !== null && view.before <= latest.ledgerNumber ? view.before : latest.ledgerNumber + 1n;
  const publishes = await rowsOf<PublishRow>(PUBLISHES, [
    view.after === null ? 0n : view.after < BEYOND ? view.after : BEYOND,
    before,
    verbs,
    classes,
    limit + 1,
  ]);
  const shown = publishes.slice(0, limit);
  const rows = await rowsOf<EventRow>(EVENTS, [shown.map((row) => row.ledger_number), verbs, classes, events]);
  const complete = await completed(rows);
  return {
    entries: shown.map((row) => {
      const own = complete.get(row.ledger_number) ?? [];
      return {
        ledgerNumber: BigInt(row.ledger_number),
        id: urnOf(`attrition-ledger change ${row.ledger_number} ${row.recorded_from}`),
        recordedFrom: toInstant(row.recorded_from),
        summary: row.summary,
        byRole: row.by_role,
        events: own,
        further: row.matching - own.length,
      };
    }),
    next: publishes.length > limit ? BigInt(shown.at(-1)?.ledger_number ?? 0) : null,
    latest,
    id,
  };
}

/** One publish with all that it did, or null. */
export async function readChange(ledgerNumber: bigint): Promise<ChangeEntry | null> {
  if (ledgerNumber < 1n || ledgerNumber >= BEYOND) return null;
  const { entries } = await readChanges(
    { class: [], kind: [], after: ledgerNumber - 1n, before: ledgerNumber + 1n, known: null },
    { limit: 1, events: 2000 },
  );
  return entries[0]?.ledgerNumber === ledgerNumber ? entries[0] : null;
}

/** Public id of a claim, or null where the subject is something else. */
const claimOf = ({ verb, subject }: EventRow): string | null =>
  (verb.startsWith('claim') || verb === 'capture.added') && !subject.includes(' ') ? subject : null;

/** Slug of the source of what an event is about. */
function slugOf({ verb, subject }: EventRow): string | null {
  const isOfSource = verb.startsWith('source.') || verb === 'figure.moved' || verb.startsWith('series.');
  return isOfSource ? (subject.split('.', 1)[0] ?? null) : null;
}

/** Events by ledger number, each with the claim and the names that its words need. */
async function completed(rows: readonly EventRow[]): Promise<Map<number, ChangeEvent[]>> {
  const [claims, linked, names] = await Promise.all([claimsOf(rows), linkedBy(rows), namesOf(rows)]);
  const byNumber = new Map<number, ChangeEvent[]>();
  for (const row of rows) {
    const event: ChangeEvent = {
      verb: row.verb,
      subject: row.subject,
      before: row.before,
      after: row.after,
      changeClass: row.change_class,
      changeCause: row.change_cause,
      reason: row.reason,
      claim: claims.get(`${claimOf(row)} ${row.ledger_number}`) ?? null,
      linked: linked.get(linkKeyOf(row) ?? '') ?? null,
      sourceName: names.get(slugOf(row) ?? '') ?? null,
    };
    byNumber.set(row.ledger_number, [...(byNumber.get(row.ledger_number) ?? []), event]);
  }
  return byNumber;
}

type ClaimAt = ClaimRow & { public_id: ClaimId; ledger_number: number; entry: Source };

/** The claims that events name, each as its publish left it. */
async function claimsOf(rows: readonly EventRow[]): Promise<Map<string, NonNullable<ChangeEvent['claim']>>> {
  const named = rows.filter((row) => claimOf(row) !== null);
  if (named.length === 0) return new Map();
  const found = await rowsOf<ClaimAt>(
    `SELECT DISTINCT ON (w.id, w.number) c.public_id, w.number AS ledger_number,
            (SELECT content FROM source_revision v WHERE v.source_id = s.source_id AND v.ledger_number <= w.number ORDER BY v.number DESC LIMIT 1) AS entry,
            ${CLAIM_COLUMNS}
       FROM unnest($1::text[], $2::bigint[]) AS w(id, number)
       JOIN (${CLAIM_TABLES}) ON c.public_id = w.id AND r.ledger_number <= w.number
      ORDER BY w.id, w.number, r.number DESC`,
    [named.map(claimOf), named.map((row) => row.ledger_number)],
  );
  return new Map(
    found.map((row) => {
      const claim: Claim = toClaim(row);
      const { name, countingConvention } = row.entry;
      return [
        `${row.public_id} ${row.ledger_number}`,
        { id: row.public_id, claim, source: { name, countingConvention } },
      ];
    }),
  );
}

/** The key that a link event names at its other end. */
function linkKeyOf({ before, after }: EventRow): string | null {
  const link = (after ?? before) as { toKey?: unknown } | null;
  return typeof link?.toKey === 'string' ? link.toKey : null;
}

/** Public ids of the claims at the other end of links, by the key that was named. */
async function linkedBy(rows: readonly EventRow[]): Promise<Map<string, ClaimId>> {
  const keys = rows.flatMap((row) => (row.verb.endsWith('linked') ? (linkKeyOf(row) ?? []) : []));
  if (keys.length === 0) return new Map();
  const found = await rowsOf<{ key: string; id: ClaimId }>(
    `SELECT k.key, c.public_id AS id FROM (${ALL_KEYS}) k JOIN claim c ON c.id = k.claim_id`,
    [keys],
  );
  return new Map(found.map(({ key, id }) => [key, id]));
}

/** Short names of the sources that events are about. */
async function namesOf(rows: readonly EventRow[]): Promise<Map<string, string>> {
  const slugs = [...new Set(rows.flatMap((row) => slugOf(row) ?? []))];
  if (slugs.length === 0) return new Map();
  const found = await rowsOf<{ slug: string; name: string }>(
    `SELECT DISTINCT ON (o.slug) o.slug, v.content->>'shortName' AS name
       FROM source o JOIN source_revision v ON v.source_id = o.id WHERE o.slug = ANY($1) ORDER BY o.slug, v.number DESC`,
    [slugs],
  );
  return new Map(found.map(({ slug, name }) => [slug, name]));
}
