/**
 * Writing claims: the one path by which the starter ledger, a file and an editor's form come in (layout.md §4). A claim is never
 * changed, only followed by a revision.
 */
import 'server-only';
import type { PoolClient } from 'pg';
import { attributionOf } from '@/lib/ledger/badge';
import { type Claim, type ClaimId, claimSchema } from '@/lib/ledger/claim';
import { attributionAfter } from '@/lib/ledger/second-key';
import type { Attribution, ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { changedFields, keysOf } from './claim-content';
import { ALL_KEYS, addLinks, linksOf, type PendingLink, type Refusal, replaceLinks } from './claim-links';
import { type Append, type Assembled, assemble, lookUp, type Taken } from './claim-writing';
import { type Publish, type PublishKind, publish, type Role } from './ledger';
import { publicIdOf } from './public-id';
import { Publishing, type Queries } from './publishing';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';
import { isComparedAnew, readSubstanceOf } from './substance';

/** What publishing did, or why it did nothing. */
export type PublishResult =
  | { readonly ok: true; readonly published: number; readonly ledgerNumber: bigint | null }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Claims in pieces, so that a file of any length needs the memory of a few pieces. */
export type ClaimBatches = Iterable<readonly Claim[]> | AsyncIterable<readonly Claim[]>;

/** Refusals listed at most; more of the same help nobody. */
const MOST_REFUSALS = 1000;

/** What stands in the way of new claims: sources that are not registered, keys that are taken. */
function refusalsOf(held: Publishing, claims: readonly Claim[], taken: Taken): Refusal[] {
  const refusals: Refusal[] = [];
  for (const claim of claims) {
    const refuse = (field: string, message: string) => refusals.push({ key: claim.key, field, message });
    if (!held.sources.has(claim.source)) refuse('source', `names no registered source: ${claim.source}.`);
    if (claim.repeatsSource !== null && !held.sources.has(claim.repeatsSource))
      refuse('repeatsSource', `names no registered source: ${claim.repeatsSource}.`);
    for (const key of keysOf(claim)) {
      if (taken.keys.has(key)) refuse('key', `is already in the ledger: ${key}.`);
      taken.keys.add(key);
    }
  }
  return refusals;
}

/** Gives new claims their ids. */
function toAppends(
  held: Publishing,
  claims: readonly Claim[],
  taken: Taken,
  links: PendingLink[],
  checked: ReadonlySet<string>,
): Append[] {
  return claims.map((claim): Append => {
    const publicId = publicIdOf(claim.key, (id) => taken.ids.has(id));
    taken.ids.add(publicId);
    const claimId = held.nextId('claim');
    links.push(...linksOf(claim, claimId));
    const attribution = checked.has(claim.key) ? 'a2' : attributionOf(claim.publications);
    return { claim, attribution, substance: 's0', claimId, number: 1, publicId, furtherKeys: keysOf(claim).slice(1) };
  });
}

/** What an assembled batch takes that is not written yet, so that the database cannot know of it. */
function addedBy(batch: readonly Claim[], { publicIds, publications }: Assembled): Taken {
  return { keys: new Set(batch.flatMap(keysOf)), ids: new Set(publicIds), publications };
}

function addTaken(taken: Taken, ahead: Taken): void {
  for (const key of ahead.keys) taken.keys.add(key);
  for (const id of ahead.ids) taken.ids.add(id);
  for (const [hash, id] of ahead.publications) taken.publications.set(hash, id);
}

/** Waits until the system has taken what was sent: assembling the next batch would keep this process from sending the rest. */
async function handedToSystem({ connection }: PoolClient): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (connection.stream.writableLength > 0);
}

/**
 * Adds batches of new claims inside an open publish. While the database writes one batch, the next is assembled and the one after it is
 * read: three batches are held at a time, however many there are. `checked` are the keys of claims with which a second key agrees.
 * Answers how many, or the refusals, after which the publish must be taken back.
 */
export async function addClaimBatches(
  held: Publishing,
  batches: ClaimBatches,
  checked: ReadonlySet<string> = new Set(),
): Promise<{ published: number; refusals: Refusal[] }> {
  const links: PendingLink[] = [];
  const refusals: Refusal[] = [];
  let published = 0;
  let ahead: { assembled: Assembled; taken: Taken } | null = null;
  let writing: Promise<void> = Promise.resolve();
  const send = (assembled: Assembled | undefined) => {
    writing = refusals.length > 0 ? Promise.resolve() : (assembled?.send() ?? Promise.resolve());
    // An error while the next batch is being read is met where the batch is awaited.
    writing.catch(() => {});
  };
  for await (const batch of batches) {
    await writing;
    if (batch.length === 0) continue;
    const taken = await lookUp(held, batch);
    if (ahead) addTaken(taken, ahead.taken);
    send(ahead?.assembled);
    await handedToSystem(held.client);
    refusals.push(...refusalsOf(held, batch, taken));
    if (refusals.length >= MOST_REFUSALS) break;
    published += batch.length;
    if (refusals.length > 0) continue;
    const assembled = assemble(held, toAppends(held, batch, taken, links, checked), taken, {
      class: 'new',
      cause: null,
      note: null,
    });
    for (const counted of assembled.counted) held.countIn(counted);
    ahead = { assembled, taken: addedBy(batch, assembled) };
  }
  await writing;
  send(ahead?.assembled);
  await writing;
  if (refusals.length === 0) refusals.push(...(await addLinks(held, links)));
  return { published, refusals: refusals.slice(0, MOST_REFUSALS) };
}

/** Publishes new claims: one transaction, one ledger number, all or nothing. */
export async function publishClaims(
  batches: ClaimBatches,
  how: { readonly role: Role; readonly summary: string; readonly kind?: PublishKind },
): Promise<PublishResult> {
  return publish<PublishResult>(
    { kind: how.kind ?? 'claim', summary: how.summary, role: how.role },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, how.role);
      const { published, refusals } = await addClaimBatches(held, batches);
      if (refusals.length > 0) return { keep: false, result: { ok: false, refusals } };
      if (published === 0) return { keep: false, result: { ok: true, published: 0, ledgerNumber: null } };
      held.record({
        verb: 'claims.published',
        subject: `publish ${opened.ledgerNumber}`,
        after: { claims: published },
        changeClass: 'new',
        reason: how.summary,
      });
      await held.close();
      return { keep: true, result: { ok: true, published, ledgerNumber: opened.ledgerNumber } };
    },
  );
}

/** What saving a revision came to. A conflict names the revision that came first. */
export type SaveResult =
  | {
      readonly ok: true;
      readonly revision: number;
      readonly ledgerNumber: bigint;
      readonly recordedFrom: Publish['recordedFrom'];
    }
  | { readonly ok: false; readonly reason: 'unknown' | 'unchanged' }
  | { readonly ok: false; readonly reason: 'conflict'; readonly currentRevision: number }
  | { readonly ok: false; readonly reason: 'refused'; readonly refusals: readonly Refusal[] };

type Current = {
  id: number;
  public_id: ClaimId;
  current_revision: number;
  series_id: number;
  facet_id: number;
  attribution: Attribution;
};

/** The current version of a claim, by its public id or by one of its keys. */
export async function readCurrent(client: Queries, by: { publicId: string } | { key: string }) {
  const condition = 'publicId' in by ? 'c.public_id = $1' : `c.id IN (SELECT claim_id FROM (${ALL_KEYS}) k)`;
  const { rows } = await client.query<Current & ClaimRow>(
    `SELECT c.id, c.public_id, c.current_revision, r.series_id, r.facet_id, r.attribution, ${CLAIM_COLUMNS} FROM ${CLAIM_TABLES}
      WHERE ${condition} AND r.number = c.current_revision`,
    ['publicId' in by ? by.publicId : [by.key]],
  );
  const row = rows[0];
  return row ? { row, claim: toClaim(row) } : null;
}

/**
 * True when two versions of a claim say the same: between them lie only versions by which the ledger itself changed the badge, so that what
 * was written upon the one holds for the other.
 */
export async function saysTheSame(client: Queries, claimId: number, one: number, other: number): Promise<boolean> {
  if (one === other) return true;
  const { rows } = await client.query<{ contents: number; versions: number }>(
    `SELECT count(DISTINCT content_hash)::int AS contents, count(*)::int AS versions FROM claim_revision
      WHERE claim_id = $1 AND number BETWEEN least($2::int, $3::int) AND greatest($2::int, $3::int)`,
    [claimId, one, other],
  );
  return rows[0]?.contents === 1 && rows[0].versions === Math.abs(one - other) + 1;
}

/** Why a revision is published. `checked`: a second key agrees with what it says now, so that it is verified from here on (a2). */
export type RevisionChange = {
  readonly class: Exclude<ChangeClass, 'new'>;
  readonly cause: ChangeCause | null;
  readonly note: string;
  readonly checked?: boolean;
  /** What was keyed is the same: whoever has checked the claim has still checked it, although its lineage is decided now. */
  readonly keepsAttribution?: boolean;
};

/** Appends the next revision inside an open publish and moves the pointer. Answers refusals; nothing may be kept then. */
export async function revise(
  held: Publishing,
  current: { readonly row: Current; readonly claim: Claim },
  after: Claim,
  change: RevisionChange,
): Promise<Refusal[]> {
  const { row, claim: before } = current;
  const attribution = change.checked
    ? 'a2'
    : change.keepsAttribution
      ? row.attribution
      : attributionAfter({ claim: before, attribution: row.attribution }, after);
  const fields = changedFields(before, after);
  const taken = await lookUp(held, [after]);
  const { rows: ownKeys } = await held.query<{ key: string }>('SELECT key FROM claim_key WHERE claim_id = $1', [
    row.id,
  ]);
  const own = new Set([before.key, ...ownKeys.map(({ key }) => key)]);
  const refusals: Refusal[] = keysOf(after)
    .filter((key) => taken.keys.has(key) && !own.has(key))
    .map((key) => ({ key: after.key, field: 'publications', message: `has the key of another claim: ${key}.` }));
  for (const [field, slug] of [
    ['source', after.source],
    ['repeatsSource', after.repeatsSource],
  ] as const)
    if (slug !== null && !held.sources.has(slug))
      refusals.push({ key: after.key, field, message: `names no registered source: ${slug}.` });
  if (refusals.length > 0) return refusals;
  const number = row.current_revision + 1;
  const substance = after.standing === 'current' ? await readSubstanceOf(held, row.id) : 's0';
  const furtherKeys = keysOf(after).filter((key) => !own.has(key));
  const assembled = assemble(
    held,
    [{ claim: after, attribution, substance, claimId: row.id, number, publicId: row.public_id, furtherKeys }],
    taken,
    change,
  );
  await assembled.send();
  const [counted] = assembled.counted;
  if (!counted) throw new Error('the revision was not appended');
  // The lock keeps other publishes out; should anything else have moved the pointer, nothing of this may stay.
  const moved = await held.query('UPDATE claim SET current_revision = $2 WHERE id = $1 AND current_revision = $3', [
    row.id,
    number,
    number - 1,
  ]);
  if (moved.rowCount !== 1) throw new Error(`the claim ${row.public_id} was changed outside a publish`);
  const linkRefusals = await replaceLinks(held, row.id, linksOf(before, row.id), linksOf(after, row.id));
  if (linkRefusals.length > 0) return linkRefusals;
  recordLinks(held, row.public_id, before, after);
  // A claim that is withdrawn replaces nothing any more: what it replaced stands again, in whichever series that is.
  if (before.standing !== after.standing) await touchReplaced(held, row.id);
  if (isComparedAnew(before, after) || (row.attribution === 'a0') !== (attribution === 'a0')) held.recompare(row.id);
  held.recountAtEnd([row.series_id, counted.seriesId], [row.facet_id, counted.facetId]);
  held.record({
    verb: change.checked ? 'claim.checked' : 'claim.revised',
    subject: row.public_id,
    before: { ...pick(before, fields), ...(attribution === row.attribution ? {} : { attribution: row.attribution }) },
    after: { ...pick(after, fields), ...(attribution === row.attribution ? {} : { attribution }) },
    changeClass: change.class,
    changeCause: change.cause,
    reason: change.note,
  });
  return [];
}

async function touchReplaced(held: Publishing, claimId: number): Promise<void> {
  const { rows } = await held.query<{ series_id: number; claim_id: number }>(
    `SELECT r.series_id, r.claim_id FROM claim_link l JOIN claim c ON c.id = l.to_claim_id
       JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
      WHERE l.from_claim_id = $1 AND l.type IN ('updates', 'corrects')`,
    [claimId],
  );
  for (const { series_id, claim_id } of rows) {
    held.touch(series_id);
    held.recompare(claim_id);
  }
}

/** The audit trail names each link that a revision begins or ends. */
function recordLinks(held: Publishing, subject: string, before: Claim, after: Claim): void {
  const stated = (claim: Claim) =>
    new Map(linksOf(claim, 0).map(({ type, toKey }) => [`${type} ${toKey}`, { type, toKey }]));
  const [old, now] = [stated(before), stated(after)];
  for (const [name, link] of now) if (!old.has(name)) held.record({ verb: 'claim.linked', subject, after: link });
  for (const [name, link] of old) if (!now.has(name)) held.record({ verb: 'claim.unlinked', subject, before: link });
}

/**
 * Appends the next revision of a claim and moves its pointer, if `expectedRevision` is still the current one. The key of a claim stays
 * what it was when the claim was entered.
 */
export async function saveRevision(
  publicId: string,
  expectedRevision: number,
  content: Claim,
  change: Omit<RevisionChange, 'cause'> & {
    readonly cause?: ChangeCause;
    readonly role: Role;
    readonly kind?: PublishKind;
  },
): Promise<SaveResult> {
  const summary = `A claim is revised (${change.class}).`;
  return publish<SaveResult>({ kind: change.kind ?? 'claim', summary, role: change.role }, async (client, opened) => {
    const refuse = (result: SaveResult) => ({ keep: false, result });
    const current = await readCurrent(client, { publicId });
    if (!current) return refuse({ ok: false, reason: 'unknown' });
    const currentRevision = current.row.current_revision;
    if (!(await saysTheSame(client, current.row.id, expectedRevision, currentRevision)))
      return refuse({ ok: false, reason: 'conflict', currentRevision });
    const after = claimSchema.parse({ ...content, key: current.claim.key });
    if (!change.checked && changedFields(current.claim, after).length === 0)
      return refuse({ ok: false, reason: 'unchanged' });
    const held = await Publishing.open(client, opened, change.role);
    const refusals = await revise(held, current, after, { ...change, cause: change.cause ?? null });
    if (refusals.length > 0) return refuse({ ok: false, reason: 'refused', refusals });
    await held.close();
    return {
      keep: true,
      result: {
        ok: true,
        revision: currentRevision + 1,
        ledgerNumber: opened.ledgerNumber,
        recordedFrom: opened.recordedFrom,
      },
    };
  });
}

function pick(claim: Claim, fields: readonly (keyof Claim)[]): Partial<Claim> {
  return Object.fromEntries(fields.map((field) => [field, claim[field]]));
}
