/**
 * From a reviewed import to the ledger: all its rows in one publish, compared once more with the ledger as it is under the lock. Rows of the
 * sample with which a second key agrees become Checked in the same publish; the others are what their publications make them.
 */
import 'server-only';
import type { Claim } from '@/lib/ledger/claim';
import type { Effect } from '@/lib/ledger/effect';
import { lacksForChecked, secondKeySchema, withSecondKey } from '@/lib/ledger/second-key';
import { addClaimBatches, readCurrent } from './claims';
import { type ImportRow, readImportEffects, readImportRows } from './import-rows';
import { readImportSample, readSampledClaim } from './import-sample';
import { emptyTally, extendClaim, sift } from './imports';
import { recordMoved } from './proposal-publishing';
import type { Proposal } from './proposals';
import type { Publishing } from './publishing';

export type PublishImportResult =
  | { readonly ok: true; readonly published: number; readonly extended: number; readonly checked: number }
  | { readonly ok: false; readonly message: string };

const refuse = (message: string): PublishImportResult => ({ ok: false, message });

/**
 * Writes all rows of an import inside an open publish. Rows of the sample with which a second key agrees become Checked (a2).
 * Answers words when the ledger refuses any of them; nothing may be kept then.
 */
export async function publishImport(
  held: Publishing,
  proposal: Proposal,
  importId: string,
): Promise<PublishImportResult> {
  const { rows: batches } = await held.query<{ format: string; name: string }>(
    `SELECT format, name FROM import_batch WHERE id = $1 AND stage = 'staged'`,
    [importId],
  );
  const [batch] = batches;
  if (!batch) return refuse('The import is not staged.');
  const sample = await readImportSample(importId, held);
  const undecided = sample
    .filter(({ outcome }) => outcome === 'differs' || outcome === 'decided')
    .map(({ row }) => row);
  if (undecided.length > 0)
    return refuse(
      `A second key differs in ${undecided.length === 1 ? 'row' : 'rows'} ${undecided.join(', ')}. Decide between the two keys, or send the import back.`,
    );
  const checked = await checkedClaims(held, proposal, importId);
  const effects: Effect[] = [];
  await readImportEffects(held, importId, (effect) => effects.push(effect), { checked });
  const tally = emptyTally();
  const extensions: Extract<ImportRow, { kind: 'extends' }>[] = [];
  const comparing = { valuesOnly: batch.format === 'general_staff', silent: NOTHING_SILENT };
  const newClaims = async function* () {
    for await (const rows of readImportRows(held, importId)) {
      const claims = rows.flatMap((row) => (row.kind === 'new' ? [checked.get(row.row) ?? row.claim] : []));
      for (const row of rows) if (row.kind === 'extends') extensions.push(row);
      yield await sift(held, claims, comparing, tally);
    }
  };
  const keys = new Set([...checked.values()].map(({ key }) => key));
  const { published, refusals } = await addClaimBatches(held, newClaims(), keys);
  for (const row of extensions) {
    const current = await readCurrent(held, { key: row.key });
    if (!current) return refuse(`The claim ${row.key}, which would gain a publication, is not in the ledger.`);
    const after = { ...current.claim, publications: [...current.claim.publications, ...row.publications] };
    refusals.push(...(await extendClaim(held, current, after, tally)));
  }
  const changed = [...tally.differences, ...tally.likelyCorrections, ...tally.extensions];
  if (changed.length > 0)
    return refuse(
      `The ledger has changed since the file was checked: it says something else now about ${changed.length} of the rows (${changed
        .slice(0, 5)
        .map(({ key }) => key)
        .join(', ')}${changed.length > 5 ? ' …' : ''}). Send the import back, and have the file checked again.`,
    );
  if (refusals.length > 0)
    return refuse(
      refusals
        .slice(0, 10)
        .map(({ key, field, message }) => `${key}: ${field} ${message}`)
        .join(' '),
    );
  if (published + tally.extended === 0) return refuse('Everything in it is in the ledger already.');
  held.record({
    verb: 'claims.published',
    subject: `publish ${held.publish.ledgerNumber}`,
    after: { claims: published, extended: tally.extended, sampled: sample.length, checked: checked.size },
    changeClass: 'new',
    changeCause: proposal.cause,
    reason: proposal.note ?? proposal.title,
  });
  for (const effect of effects) recordMoved(held, effect, proposal);
  return { ok: true, published, extended: tally.extended, checked: checked.size };
}

/** What is staged is whole: it says all that it says. */
const NOTHING_SILENT = { claim: [], publication: [], firstPublication: [] } as const;

/** The sampled claims with which a second key agrees and which lack nothing for Checked, by their row, with what the key adds. */
async function checkedClaims(
  held: Publishing,
  proposal: Proposal,
  importId: string,
): Promise<ReadonlyMap<number, Claim>> {
  const { rows } = await held.query<{ row_number: number; keyed: unknown; content: Claim }>(
    `SELECT DISTINCT ON (k.row_number) k.row_number, k.keyed, r.content
       FROM second_key k JOIN import_sample s ON s.batch_id = $1 AND s.row_number = k.row_number
       JOIN import_row r ON r.batch_id = s.batch_id AND r.row_number = s.row_number
      WHERE k.proposal_id = $2 AND k.version = $3 AND k.person_id <> ALL ($4::text[]) AND (k.outcome = 'agrees' OR k.decision = 'first')
      ORDER BY k.row_number, k.created_at`,
    [importId, proposal.id, proposal.version, [...proposal.by]],
  );
  const completed = rows.map(({ row_number, keyed, content }): [number, Claim] => [
    row_number,
    withSecondKey(content, secondKeySchema.parse(keyed)),
  ]);
  return new Map(completed.filter(([, claim]) => lacksForChecked(claim).length === 0));
}

/** The claim of one row of an import’s sample; null where there is none. */
export async function readImportRow(importId: string, row: number): Promise<Claim | null> {
  return readSampledClaim(importId, row);
}
