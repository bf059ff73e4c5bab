/**
 * The first load of an empty ledger: registry, notes and claims as one publish.
 */
import 'server-only';
import type { SeriesEvent, Source } from '@/lib/ledger/source';
import type { Refusal } from './claim-links';
import { addClaimBatches, type ClaimBatches } from './claims';
import { rowsOf } from './db';
import { addSeriesEvents } from './events';
import { publish } from './ledger';
import { Publishing } from './publishing';
import { addSources, type SourceRefusal } from './sources';

export type StarterResult =
  | { readonly ok: true; readonly published: number; readonly sources: number }
  | { readonly ok: false; readonly reason: 'not_empty' }
  | { readonly ok: false; readonly reason: 'refused'; readonly refusals: readonly (Refusal | SourceRefusal)[] };

/** True when nothing was ever published here. */
export async function isLedgerEmpty(): Promise<boolean> {
  const rows = await rowsOf('SELECT 1 FROM publish LIMIT 1');
  return rows.length === 0;
}

/** Loads the starter ledger in one transaction; does nothing where anything was ever published. */
export async function publishStarter(starter: {
  readonly sources: readonly Source[];
  readonly events: readonly SeriesEvent[];
  readonly claims: ClaimBatches;
}): Promise<StarterResult> {
  const summary = 'The starter ledger is loaded.';
  return publish<StarterResult>({ kind: 'starter', summary, role: 'launcher' }, async (client, opened) => {
    // Asked again under the lock: two processes that start together must not both load.
    if (opened.ledgerNumber !== 1n) return { keep: false, result: { ok: false, reason: 'not_empty' } };
    const held = await Publishing.open(client, opened, 'launcher');
    const sourceRefusals = await addSources(held, starter.sources, { class: 'new', note: null });
    if (sourceRefusals.length > 0)
      return { keep: false, result: { ok: false, reason: 'refused', refusals: sourceRefusals } };
    const { published, refusals } = await addClaimBatches(held, starter.claims);
    if (refusals.length > 0) return { keep: false, result: { ok: false, reason: 'refused', refusals } };
    await addSeriesEvents(held, starter.events);
    held.record({
      verb: 'claims.published',
      subject: 'publish 1',
      after: { claims: published, sources: starter.sources.length },
      changeClass: 'new',
      reason: summary,
    });
    await held.close();
    return { keep: true, result: { ok: true, published, sources: starter.sources.length } };
  });
}
