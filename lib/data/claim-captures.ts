/** The archived copies behind claims: what was captured of their publications, without the bytes (T11, ux.md §6). */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { rowsOf } from './db';
import { INSTANT_SQL, publishAt, toInstant } from './ledger';

/** One archived copy of a publication that a claim was quoted from. */
export type ClaimCapture = {
  readonly id: string;
  readonly claimId: ClaimId;
  /** Which of its publications, from 1. */
  readonly position: number;
  /** Handed in by a person, fetched from the publication’s address, or a copy that a public archive keeps. */
  readonly kind: 'upload' | 'fetched' | 'archive';
  /** Of the bytes, as 64 hexadecimal digits; null where only the archive has them. */
  readonly sha256: string | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly byRole: string;
  readonly capturedAt: Instant;
  /** Whether the bytes were found again when they were last looked for; null where nobody looked, or an archive keeps them. */
  readonly outcome: 'found' | 'missing' | 'altered' | null;
};

type Row = {
  id: string;
  public_id: ClaimId;
  position: number;
  kind: ClaimCapture['kind'];
  sha256: string | null;
  archive_url: string | null;
  tool: string;
  by_role: string;
  captured_at: string;
  outcome: ClaimCapture['outcome'];
};

/** Of each claim the version known at the publish $2, its publications, and what was captured of them by then. */
const CAPTURES = `
  SELECT DISTINCT ON (c.public_id, cap.captured_at, cap.id) cap.id, c.public_id, j.position, cap.kind, cap.sha256, cap.archive_url, cap.tool, cap.by_role, ${INSTANT_SQL('cap.captured_at')} AS captured_at,
         (SELECT k.outcome FROM capture_check k WHERE k.sha256 = cap.sha256 ORDER BY k.id DESC LIMIT 1) AS outcome
    FROM claim c
   CROSS JOIN LATERAL (
     SELECT r.number FROM claim_revision r WHERE r.claim_id = c.id AND r.ledger_number <= $2 ORDER BY r.number DESC LIMIT 1) r
    JOIN claim_revision_publication j ON j.claim_id = c.id AND j.number = r.number
    JOIN publication p ON p.id = j.publication_id
   CROSS JOIN LATERAL (SELECT id FROM capture WHERE publication_id = p.id UNION SELECT id FROM capture WHERE url = p.url) which
    JOIN capture cap ON cap.id = which.id AND cap.ledger_number <= $2
   WHERE c.public_id = ANY($1)
   ORDER BY c.public_id, cap.captured_at, cap.id, j.position`;

/** What was captured of the publications of these claims, as known at an instant; oldest first of each claim. */
export async function readClaimCaptures(ids: readonly ClaimId[], known: Instant | null): Promise<ClaimCapture[]> {
  const publish = await publishAt(known);
  if (publish === null || ids.length === 0) return [];
  const rows = await rowsOf<Row>(CAPTURES, [ids, publish.ledgerNumber]);
  return rows.map((row) => ({
    id: row.id,
    claimId: row.public_id,
    position: row.position,
    kind: row.kind,
    sha256: row.sha256,
    archiveUrl: row.archive_url,
    tool: row.tool,
    byRole: row.by_role,
    capturedAt: toInstant(row.captured_at),
    outcome: row.outcome,
  }));
}
