/**
 * Looks at the addresses of publications (O6): what waits to be fetched, archived or looked at again, what became of it, and what was given
 * up. These tables are what the queue is made from: a queue that is lost is made again from them.
 */
import 'server-only';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import type { LinkOutcome } from './captures';
import { rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import type { DoneResult, Editor } from './proposals';

/** What is done with an address: its page is fetched, an archive is asked for a copy, or it is only seen whether it answers. */
export type LinkTask = 'fetch' | 'archive' | 'check';

/** One thing to do. One address is one task, however many publications are said there. */
export type LinkJob = { readonly kind: LinkTask; readonly publicationId: number; readonly url: string };

/** How one try ended; `isFinal` when it went well or is given up. */
export type LinkTry = LinkJob & {
  readonly outcome: LinkOutcome;
  readonly status: number | null;
  readonly detail: string | null;
  readonly attempt: number;
  readonly isFinal: boolean;
};

/** Publications that are part of a claim's current version; what only an earlier version named is not asked for any more. */
const IS_CURRENT = `EXISTS (SELECT 1 FROM claim_revision_publication j JOIN claim c ON c.id = j.claim_id AND c.current_revision = j.number
                            WHERE j.publication_id = p.id)`;

/** The most jobs that are made at a time. */
const AT_A_TIME = 500;

/**
 * Addresses that have never been fetched to an end (`fetch`), or for which no archive has been asked (`archive`), among publications after
 * `after`, in order. Fewer than 500 are all that there are.
 */
export async function listUntried(kind: 'fetch' | 'archive', after: number): Promise<LinkJob[]> {
  const rows = await rowsOf<{ id: number; url: string }>(
    `SELECT p.id, p.url FROM publication p
      WHERE p.id > $2 AND p.url IS NOT NULL ${kind === 'archive' ? 'AND p.archive_url IS NULL' : ''} AND ${IS_CURRENT}
        AND NOT EXISTS (SELECT 1 FROM link_check l WHERE l.url = p.url AND l.kind = $1 AND l.is_final)
      ORDER BY p.id LIMIT ${AT_A_TIME}`,
    [kind, after],
  );
  return rows.map((row) => ({ kind, publicationId: row.id, url: row.url }));
}

/** Addresses whose last look, of those that ended, is at least so many days old. */
export async function listStale(days: number): Promise<LinkJob[]> {
  const rows = await rowsOf<{ id: number; url: string }>(
    `SELECT min(p.id) AS id, p.url FROM publication p
       JOIN LATERAL (SELECT max(l.checked_at) AS at FROM link_check l WHERE l.url = p.url AND l.kind IN ('fetch', 'check') AND l.is_final) last ON last.at IS NOT NULL
      WHERE p.url IS NOT NULL AND last.at <= clock_timestamp() - make_interval(days => $1) AND ${IS_CURRENT}
      GROUP BY p.url`,
    [days],
  );
  return rows.map((row) => ({ kind: 'check', publicationId: row.id, url: row.url }));
}

/** What was given up and is to be tried again because a person asked. */
export async function listAskedAgain(): Promise<LinkJob[]> {
  const rows = await rowsOf<{ kind: LinkTask; publication_id: number; url: string }>(
    `SELECT l.kind, l.publication_id, l.url FROM link_retry r JOIN link_check l ON l.id = r.link_check_id
      WHERE NOT EXISTS (SELECT 1 FROM link_check later WHERE later.url = l.url AND later.kind = l.kind AND later.is_final AND later.id > l.id)`,
  );
  return rows.map((row) => ({ kind: row.kind, publicationId: row.publication_id, url: row.url }));
}

/** Writes down one try. */
export async function recordTry(tried: LinkTry): Promise<void> {
  await rowsOf(
    `INSERT INTO link_check (publication_id, kind, url, outcome, status, detail, attempt, is_final) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tried.publicationId,
      tried.kind,
      tried.url,
      tried.outcome,
      tried.status,
      tried.detail?.slice(0, 1000) ?? null,
      tried.attempt,
      tried.isFinal,
    ],
  );
}

/** The last try of a task, ended or not; null before the first. */
export async function lastTry(
  job: Pick<LinkJob, 'kind' | 'url'>,
): Promise<{ readonly isFinal: boolean; readonly outcome: LinkOutcome } | null> {
  const [row] = await rowsOf<{ is_final: boolean; outcome: LinkOutcome }>(
    'SELECT is_final, outcome FROM link_check WHERE url = $1 AND kind = $2 ORDER BY id DESC LIMIT 1',
    [job.url, job.kind],
  );
  return row ? { isFinal: row.is_final, outcome: row.outcome } : null;
}

/** Something that was given up. */
export type DeadLetter = {
  readonly id: number;
  readonly kind: LinkTask;
  readonly url: string;
  readonly outcome: LinkOutcome;
  readonly status: number | null;
  readonly detail: string | null;
  readonly attempts: number;
  readonly at: Instant;
  /** A claim that has the publication. */
  readonly claim: string | null;
  /** A person has asked for it to be tried again, and it has not been yet. */
  readonly isAskedAgain: boolean;
};

/** What was given up and has not gone well since, the latest first. */
export async function listDeadLetters(most = 200): Promise<DeadLetter[]> {
  const rows = await rowsOf<Omit<DeadLetter, 'at' | 'isAskedAgain'> & { at: string; asked: boolean }>(
    `SELECT l.id, l.kind, l.url, l.outcome, l.status, l.detail, l.attempt AS attempts, ${INSTANT_SQL('l.checked_at')} AS at,
            (SELECT c.public_id FROM claim_revision_publication j JOIN claim c ON c.id = j.claim_id
              WHERE j.publication_id = l.publication_id ORDER BY c.id LIMIT 1) AS claim,
            EXISTS (SELECT 1 FROM link_retry r WHERE r.link_check_id = l.id) AS asked
       FROM link_check l
      WHERE l.is_final AND l.outcome <> 'ok'
        AND NOT EXISTS (SELECT 1 FROM link_check later WHERE later.url = l.url AND later.kind = l.kind AND later.is_final AND later.id > l.id)
      ORDER BY l.id DESC LIMIT $1`,
    [most],
  );
  return rows.map(({ at, asked, ...row }) => ({ ...row, at: toInstant(at), isAskedAgain: asked }));
}

/** Has something that was given up tried again. Asking twice is asking once. */
export async function askAgain(person: Editor, id: number): Promise<DoneResult> {
  const permission = permit(person, 'evidence.add');
  if (!permission.ok) return permission;
  const rows = await rowsOf<{ id: number }>(
    `SELECT l.id FROM link_check l WHERE l.id = $1 AND l.is_final AND l.outcome <> 'ok'
        AND NOT EXISTS (SELECT 1 FROM link_check later WHERE later.url = l.url AND later.kind = l.kind AND later.is_final AND later.id > l.id)`,
    [id],
  );
  if (rows.length === 0) return { ok: false, message: 'Meanwhile this was tried again. Look at the list once more.' };
  await rowsOf('INSERT INTO link_retry (link_check_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    id,
    person.id,
  ]);
  return { ok: true };
}

/** How the links of a source stand. */
export type SourceLinks = {
  /** Different addresses of its current claims. */
  readonly links: number;
  /** Of these, how many have been looked at, and when the last was. */
  readonly checked: number;
  readonly lastCheck: Instant | null;
  /** Publications of its current claims, and how many of them have archived bytes. */
  readonly publications: number;
  readonly captured: number;
  /** Addresses that did not answer when they were last looked at, the latest first; at most 50, of how many. */
  readonly dead: readonly {
    readonly url: string;
    readonly outcome: LinkOutcome;
    readonly status: number | null;
    readonly at: Instant;
    readonly claim: string;
  }[];
  readonly deadCount: number;
  /** How many of its latest claims were looked at, where it has more; null where this is about all of them. */
  readonly latestOnly: number | null;
};

type LinkRow = {
  id: number;
  url: string | null;
  claim: string;
  captured: boolean;
  claims: number;
  outcome: LinkOutcome | null;
  status: number | null;
  at: string | null;
};

/** Claims that are looked at for the page of a source: the latest, which is all but for the sources that publish every day for years. */
const MOST_CLAIMS = 2000;

const OF_SOURCE = `
  WITH latest AS (
    SELECT r.claim_id, r.number, c.public_id FROM source o JOIN series s ON s.source_id = o.id JOIN claim_revision r ON r.series_id = s.id
      JOIN claim c ON c.id = r.claim_id AND c.current_revision = r.number
     WHERE o.slug = $1 ORDER BY r.claim_id DESC LIMIT ${MOST_CLAIMS})
  SELECT DISTINCT ON (p.id) p.id, p.url, latest.public_id AS claim, (kept.sums IS NOT NULL) AS captured, l.outcome, l.status, ${INSTANT_SQL('l.checked_at')} AS at,
         (SELECT count(*) FROM latest)::int AS claims
    FROM latest JOIN claim_revision_publication j ON j.claim_id = latest.claim_id AND j.number = latest.number
    JOIN publication p ON p.id = j.publication_id
    LEFT JOIN LATERAL (SELECT outcome, status, checked_at FROM link_check
                        WHERE url = p.url AND kind IN ('fetch', 'check') AND is_final ORDER BY id DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (
      SELECT min(k.sha256) AS sums FROM (SELECT sha256 FROM capture WHERE publication_id = p.id AND sha256 IS NOT NULL
                                         UNION SELECT sha256 FROM capture WHERE url = p.url AND sha256 IS NOT NULL) k
       WHERE coalesce((SELECT v.outcome FROM capture_check v WHERE v.sha256 = k.sha256 ORDER BY v.id DESC LIMIT 1), 'found') = 'found') kept ON true
   ORDER BY p.id, latest.claim_id`;

/**
 * How the links and captures of a source stand now; null in a ledger that has looked at no link and holds no capture, which then costs
 * nothing to know.
 */
export async function readSourceLinks(slug: string): Promise<SourceLinks | null> {
  const [any] = await rowsOf<{ any: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM link_check) OR EXISTS (SELECT 1 FROM capture) AS any',
  );
  if (any?.any !== true) return null;
  const rows = await rowsOf<LinkRow>(OF_SOURCE, [slug]);
  const byUrl = new Map(rows.flatMap((row) => (row.url === null ? [] : [[row.url, row] as const])));
  const links = [...byUrl.values()];
  const instants = links.flatMap(({ at }) => at ?? []).sort();
  const dead = links
    .flatMap(({ url, outcome, status, at, claim }) =>
      url !== null && outcome !== null && at !== null && isDead(outcome)
        ? [{ url, outcome, status, at: toInstant(at), claim }]
        : [],
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const last = instants.at(-1);
  return {
    links: links.length,
    checked: instants.length,
    lastCheck: last === undefined ? null : toInstant(last),
    publications: rows.length,
    captured: rows.filter(({ captured }) => captured).length,
    dead: dead.slice(0, 50),
    deadCount: dead.length,
    latestOnly: rows[0]?.claims === MOST_CLAIMS ? MOST_CLAIMS : null,
  };
}

/** A link that did not lead to its page; one that did, but to something that cannot be kept, is not dead. */
const isDead = (outcome: LinkOutcome): boolean => !['ok', 'unusable', 'too_large'].includes(outcome);

/** Seconds that the oldest job of the queue has waited; 0 when none waits, null while the queue has never run. */
export async function readQueueAge(): Promise<number | null> {
  const [installed] = await rowsOf<{ there: boolean }>(
    `SELECT to_regclass('${QUEUE_SCHEMA}.job') IS NOT NULL AS there`,
  );
  if (installed?.there !== true) return null;
  const [row] = await rowsOf<{ age: number }>(
    `SELECT greatest(0, floor(coalesce(extract(epoch FROM clock_timestamp() - min(created_on)), 0)))::int AS age
       FROM ${QUEUE_SCHEMA}.job WHERE name = '${QUEUE_NAME}' AND state IN ('created', 'retry', 'active')`,
  );
  return row?.age ?? 0;
}

/** Where the queue keeps its own tables: apart from the ledger's, so that dumps, drift and migrations see nothing of them. */
export const QUEUE_SCHEMA = 'evidence_queue';
export const QUEUE_NAME = 'evidence';
