/**
 * The whole ledger compared anew as a publish of its own: for ledgers from before corroboration was computed, and when its rules change.
 */
import 'server-only';
import { rowsOf } from './db';
import { publish } from './ledger';
import { Publishing } from './publishing';
import { type SubstanceReport, updateWholeSubstance } from './substance';

/**
 * Compares every claim with those of the same days (`npm run ledger -- corroborate`). Where nothing is another than before, nothing is
 * published, and no ledger number is used up.
 */
export async function corroborateLedger(): Promise<SubstanceReport> {
  const summary = 'What corroborates and what contradicts each claim was computed anew.';
  return publish<SubstanceReport>({ kind: 'substance', summary, role: 'ledger' }, async (client, opened) => {
    const held = await Publishing.open(client, opened, 'ledger');
    const report = await updateWholeSubstance(held);
    if (report.changed === 0) return { keep: false, result: report };
    await held.close();
    return { keep: true, result: report };
  });
}

/** The same for a ledger in which nothing was ever compared, as one that an earlier version of the program filled; null for any other. */
export async function corroborateOnce(): Promise<SubstanceReport | null> {
  const compared = await rowsOf('SELECT 1 FROM claim_substance LIMIT 1');
  return compared.length > 0 ? null : corroborateLedger();
}
