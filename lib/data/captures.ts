/**
 * Captures (T11, E5; domain.md §1.1): archived bytes of publications, who took them, when and with what, and whether they are still there.
 * They hang on publications and never change a claim; each is taken in by a publish of its own kind, so that it stands in the public log.
 */
import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { rowsOf } from './db';
import { type At, INSTANT_SQL, publish, publishAt, type Role, roleOf, toInstant } from './ledger';
import type { DoneResult, Editor } from './proposals';
import { Publishing } from './publishing';
import { readWithheld } from './withheld';

/** Bytes as they are kept, measured and recognised by whoever took them in. */
export type CapturedBytes = {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  readonly name: string;
};

/** What was found under a sum; the latest of a sum counts. */
export type CaptureOutcome = 'found' | 'missing' | 'altered';

/** A capture with its chain of custody. */
export type Capture = {
  readonly id: string;
  readonly kind: 'upload' | 'fetched' | 'archive';
  /** Null where only an archive has the bytes. */
  readonly bytes: CapturedBytes | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly byRole: Role;
  /** Of the person who handed it in. For the desk only; null to the public, and where nobody did. */
  readonly byName: string | null;
  readonly capturedAt: Instant;
  /** Since when the ledger says so. */
  readonly recordedFrom: Instant;
  /** Every verification of the bytes, the latest first. */
  readonly checks: readonly { readonly outcome: CaptureOutcome; readonly tool: string; readonly checkedAt: Instant }[];
};

/** How a look at the address of a publication ended. */
export type LinkOutcome = 'ok' | 'http_error' | 'refused' | 'unreachable' | 'too_slow' | 'too_large' | 'unusable';

/** What is known of the evidence of one publication. */
export type PublicationEvidence = {
  readonly url: string | null;
  readonly captures: readonly Capture[];
  /** The last fetch that ended, well or not; null while none has. */
  readonly fetched: { readonly outcome: LinkOutcome; readonly status: number | null; readonly at: Instant } | null;
};

/**
 * Whether the bytes of a publication `p` are archived, as known at the ledger number `$1`: a capture of it or of its address whose last
 * verification, of those before the next publish, found it.
 */
export const IS_CAPTURED_SQL = `EXISTS (
  SELECT 1 FROM (SELECT sha256, ledger_number FROM capture WHERE publication_id = p.id
                 UNION ALL SELECT sha256, ledger_number FROM capture WHERE url = p.url) kept
   WHERE kept.sha256 IS NOT NULL AND kept.ledger_number <= $1
     AND coalesce((SELECT k.outcome FROM capture_check k WHERE k.sha256 = kept.sha256
                      AND k.checked_at < coalesce((SELECT recorded_from FROM publish WHERE ledger_number = $1 + 1), 'infinity')
                    ORDER BY k.id DESC LIMIT 1), 'found') = 'found')`;

type CaptureRow = {
  position: number;
  id: string;
  kind: Capture['kind'];
  sha256: string | null;
  size: number | null;
  mime: string | null;
  name: string | null;
  archive_url: string | null;
  tool: string;
  by_role: Role;
  by_name: string | null;
  captured_at: string;
  recorded_from: string;
};

const OF_CLAIM = `
  SELECT j.position, p.id AS publication_id, p.url FROM claim c
    JOIN LATERAL (SELECT number FROM claim_revision r WHERE r.claim_id = c.id AND r.ledger_number <= $2 ORDER BY number DESC LIMIT 1) v ON true
    JOIN claim_revision_publication j ON j.claim_id = c.id AND j.number = v.number
    JOIN publication p ON p.id = j.publication_id
   WHERE c.public_id = $1`;

const CAPTURES = `
  WITH own AS (${OF_CLAIM})
  SELECT own.position, c.id, c.kind, c.sha256, c.size, c.mime, c.name, c.archive_url, c.tool, c.by_role, n.name AS by_name,
         ${INSTANT_SQL('c.captured_at')} AS captured_at, ${INSTANT_SQL('b.recorded_from')} AS recorded_from
    FROM own CROSS JOIN LATERAL (
      SELECT id FROM capture WHERE publication_id = own.publication_id
      UNION SELECT id FROM capture WHERE url = own.url) which
    JOIN capture c ON c.id = which.id JOIN publish b ON b.ledger_number = c.ledger_number
    LEFT JOIN person n ON n.id = c.captured_by
   WHERE c.ledger_number <= $2 ORDER BY own.position, c.captured_at, c.id`;

const CHECKS = `
  SELECT sha256, outcome, tool, ${INSTANT_SQL('checked_at')} AS checked_at FROM capture_check WHERE sha256 = ANY($1) ORDER BY id DESC`;

const FETCHED = `
  WITH own AS (${OF_CLAIM})
  SELECT own.position, own.url, l.outcome, l.status, ${INSTANT_SQL('l.checked_at')} AS at
    FROM own LEFT JOIN LATERAL (
      SELECT outcome, status, checked_at FROM link_check WHERE url = own.url AND kind = 'fetch' AND is_final ORDER BY id DESC LIMIT 1) l ON true
   ORDER BY own.position`;

/**
 * The evidence of each publication of a claim, in the order of its publications, as known at an instant. `names` are given to the desk only.
 */
export async function readEvidence(
  publicId: ClaimId,
  at: Pick<At, 'known'>,
  { names }: { readonly names: boolean } = { names: false },
): Promise<PublicationEvidence[]> {
  const known = await publishAt(at.known);
  if (known === null) return [];
  const [captures, fetched] = await Promise.all([
    rowsOf<CaptureRow>(CAPTURES, [publicId, known.ledgerNumber]),
    rowsOf<{
      url: string | null;
      outcome: LinkOutcome | null;
      status: number | null;
      at: string | null;
      position: number;
    }>(FETCHED, [publicId, known.ledgerNumber]),
  ]);
  const sums = [...new Set(captures.flatMap(({ sha256 }) => sha256 ?? []))];
  const checks =
    sums.length === 0
      ? []
      : await rowsOf<{ sha256: string; outcome: CaptureOutcome; tool: string; checked_at: string }>(CHECKS, [sums]);
  return fetched.map(({ position, url, outcome, status, at: when }): PublicationEvidence => {
    const own = captures.filter((row) => row.position === position);
    return {
      url,
      fetched: outcome === null || when === null ? null : { outcome, status, at: toInstant(when) },
      captures: own.map((row): Capture => {
        const { sha256, size, mime, name } = row;
        return {
          id: row.id,
          kind: row.kind,
          bytes:
            sha256 === null || size === null || mime === null || name === null ? null : { sha256, size, mime, name },
          archiveUrl: row.archive_url,
          tool: row.tool,
          byRole: row.by_role,
          byName: names ? row.by_name : null,
          capturedAt: toInstant(row.captured_at),
          recordedFrom: toInstant(row.recorded_from),
          checks: checks
            .filter((check) => check.sha256 === sha256)
            .map((check) => ({ outcome: check.outcome, tool: check.tool, checkedAt: toInstant(check.checked_at) })),
        };
      }),
    };
  });
}

/** Bytes that are offered for download: what they are, and whether a licence withholds them (D17). */
export type HeldCapture = CapturedBytes & { readonly withheld: string | null };

/** The capture of these bytes, or null where the ledger names none. */
export async function readCapture(sha256: string): Promise<HeldCapture | null> {
  const [row] = await rowsOf<{ sha256: string; size: number; mime: string; name: string }>(
    'SELECT sha256, size, mime, name FROM capture WHERE sha256 = $1 ORDER BY ledger_number, id LIMIT 1',
    [sha256],
  );
  if (!row) return null;
  const withheld = await readWithheld();
  if (withheld.length === 0) return { ...row, withheld: null };
  const sources = await rowsOf<{ slug: string }>(
    `SELECT DISTINCT o.slug FROM capture c
       CROSS JOIN LATERAL (SELECT c.publication_id AS id UNION SELECT q.id FROM publication q WHERE q.url = c.url) p
       JOIN claim_revision_publication j ON j.publication_id = p.id
       JOIN claim_revision r ON r.claim_id = j.claim_id AND r.number = j.number
       JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
      WHERE c.sha256 = $1 AND o.slug = ANY($2)`,
    [sha256, withheld.map(({ source }) => source)],
  );
  const [first] = withheld.filter(({ source }) => sources.some(({ slug }) => slug === source));
  return { ...row, withheld: first === undefined ? null : first.reason };
}

/** What is written of a capture. */
export type NewCapture = {
  readonly publicationId: number;
  readonly kind: Capture['kind'];
  readonly bytes: CapturedBytes | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly capturedAt: Date;
};

/** Publishes one capture. `person` is null where this server itself took it. The bytes must be kept already. */
export async function publishCapture(person: Editor | null, capture: NewCapture): Promise<string> {
  const role: Role = person === null ? 'archiver' : roleOf(person.role);
  const id = randomUUID();
  return publish<string>({ kind: 'evidence', summary: 'A capture of a publication.', role }, async (client, opened) => {
    const held = await Publishing.open(client, opened, role);
    const { rows } = await held.query<{ public_id: string }>(
      `SELECT c.public_id FROM claim_revision_publication j JOIN claim c ON c.id = j.claim_id WHERE j.publication_id = $1
        ORDER BY c.id LIMIT 1`,
      [capture.publicationId],
    );
    const [claim] = rows;
    if (!claim) throw new Error(`no claim has the publication ${capture.publicationId}`);
    await held.query(
      `INSERT INTO capture (id, publication_id, ledger_number, kind, sha256, size, mime, name, url, archive_url, tool, captured_by, by_role, captured_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        capture.publicationId,
        opened.ledgerNumber,
        capture.kind,
        capture.bytes?.sha256 ?? null,
        capture.bytes?.size ?? null,
        capture.bytes?.mime ?? null,
        capture.bytes?.name ?? null,
        capture.url,
        capture.archiveUrl,
        capture.tool,
        person?.id ?? null,
        role,
        capture.capturedAt,
      ],
    );
    held.record({
      verb: 'capture.added',
      subject: claim.public_id,
      after: {
        kind: capture.kind,
        sha256: capture.bytes?.sha256 ?? null,
        size: capture.bytes?.size ?? null,
        mime: capture.bytes?.mime ?? null,
        archiveUrl: capture.archiveUrl,
        tool: capture.tool,
      },
    });
    await held.close();
    return { keep: true, result: id };
  });
}

/** True when these very bytes were captured from this address before. */
export async function hasCaptureOf(url: string, sha256: string): Promise<boolean> {
  const rows = await rowsOf<{ id: string }>('SELECT id FROM capture WHERE sha256 = $1 AND url = $2 LIMIT 1', [
    sha256,
    url,
  ]);
  return rows.length > 0;
}

/** The publication at a place of a claim's current version, 1 for the first; null where there is none. */
export async function publicationOf(publicId: string, position: number): Promise<{ readonly id: number } | null> {
  const [row] = await rowsOf<{ id: number }>(
    `SELECT j.publication_id AS id FROM claim c JOIN claim_revision_publication j ON j.claim_id = c.id AND j.number = c.current_revision
      WHERE c.public_id = $1 AND j.position = $2`,
    [publicId, position],
  );
  return row ?? null;
}

/** Publishes a file that a person hands in. Its bytes must be kept already. */
export async function addEvidence(
  person: Editor,
  publicationId: number,
  bytes: CapturedBytes,
  tool: string,
): Promise<DoneResult> {
  const permission = permit(person, 'evidence.add');
  if (!permission.ok) return permission;
  const words = tool.trim();
  if (words.length > 200) return { ok: false, message: 'Name the tool in at most 200 characters.' };
  await publishCapture(person, {
    publicationId,
    kind: 'upload',
    bytes,
    url: null,
    archiveUrl: null,
    tool: words === '' ? 'handed in at the desk' : words,
    capturedAt: new Date(),
  });
  return { ok: true };
}

/** Every sum that the ledger names, in order, with where it hangs: what a verification walks. */
export async function listSums(): Promise<
  { readonly sha256: string; readonly claim: ClaimId; readonly name: string }[]
> {
  return rowsOf(
    `SELECT DISTINCT ON (c.sha256) c.sha256, c.name, k.public_id AS claim FROM capture c
       JOIN claim_revision_publication j ON j.publication_id = c.publication_id JOIN claim k ON k.id = j.claim_id
      WHERE c.sha256 IS NOT NULL ORDER BY c.sha256, k.id`,
  );
}

/** Records what a verification found under sums. */
export async function recordChecks(
  found: readonly { readonly sha256: string; readonly outcome: CaptureOutcome }[],
  tool: string,
): Promise<void> {
  await rowsOf(
    `INSERT INTO capture_check (sha256, outcome, tool) SELECT r.sha256, r.outcome, $2 FROM json_to_recordset($1::json) AS r(sha256 text, outcome text)`,
    [JSON.stringify(found), tool],
  );
}
