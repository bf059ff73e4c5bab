/**
 * Whether every capture is still what it was: all kept bytes are read and summed again, and what lies beside them is named. What was found is
 * written down; a claim whose last capture is lost is no longer `captured` (domain.md §2).
 */
import 'server-only';
import { type CaptureOutcome, listSums, recordChecks } from '@/lib/data/captures';
import type { EvidenceStorage } from '@/lib/evidence/storage';

export type Verification = {
  /** Different bytes that the ledger names. */
  readonly captures: number;
  /** Those that are gone, or are other bytes now, with the name they were handed in under and a claim that has them. */
  readonly lost: readonly {
    readonly sha256: string;
    readonly outcome: Exclude<CaptureOutcome, 'found'>;
    readonly name: string;
    readonly claim: string;
  }[];
  /** What lies in the storage and no capture names. */
  readonly unknown: readonly string[];
};

/** Sums written down at a time. */
const PIECE = 500;

/** Verifies everything; `tool` is what the chain of custody says did it. */
export async function verifyEvidence(storage: EvidenceStorage, tool: string): Promise<Verification> {
  const sums = await listSums();
  const known = new Set(sums.map(({ sha256 }) => sha256));
  const lost: Verification['lost'][number][] = [];
  let found: { sha256: string; outcome: CaptureOutcome }[] = [];
  for (const { sha256, claim, name } of sums) {
    const outcome = await storage.verify(sha256);
    found.push({ sha256, outcome });
    if (outcome !== 'found') lost.push({ sha256, outcome, name, claim });
    if (found.length < PIECE) continue;
    await recordChecks(found, tool);
    found = [];
  }
  if (found.length > 0) await recordChecks(found, tool);
  const unknown: string[] = [];
  for await (const name of storage.names()) if (!known.has(name)) unknown.push(name);
  return { captures: sums.length, lost, unknown };
}
